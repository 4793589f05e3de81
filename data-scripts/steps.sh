# Shared by the scripts of this folder: their options, the question before they begin, and their steps.
# shellcheck shell=bash disable=SC2034
source "$(dirname "${BASH_SOURCE[0]}")/../environment/setup.sh"

folder="" yes="" dry="" frames=30 split=1 used=0
trap 'say "Stopped. The same command goes on from here."; exit 130' INT TERM

seco() { "$root/environment/seco" "$@"; }

# Shows the comment at a script's head.
usage() {
  sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"
}

# The value of an option, which must be there.
need_value() {
  [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a value (see --help)"
}

need_number() {
  need_value "$@"
  case "$2" in
    *[!0-9]* | 0*) fail "$1 must be a number from 1: $2" ;;
  esac
}

# Reads an option that all scripts share; sets used to the number of its words.
common_option() {
  used=1
  case "$1" in
    -h | --help) usage && exit 0 ;;
    --yes) yes=yes ;;
    --dry-run) dry=yes ;;
    --frames) need_value "$@" && frames="$2" used=2 ;;
    --split) need_number "$@" && split="$2" used=2 ;;
    -*) fail "unknown option $1 (see --help)" ;;
    *)
      [ -z "$folder" ] || fail "one folder, not two: $folder and $1"
      folder="$1"
      ;;
  esac
}

# Sets folder, absolute: the one that was named, else that of this name where data sets lie.
choose_folder() {
  folder="${folder:-${SECO_DATA:-$build/data}/$1}"
  case "$folder" in
    /*) ;;
    *) folder="$PWD/$folder" ;;
  esac
}

# Says what one file is and where it comes from: its name below the folder, its addresses.
announce() {
  local file="$1" answer
  shift
  if [ -e "$folder/$file" ]; then
    say "  $file: is there already"
  elif answer="$(seco data fetch "$@" --to "$folder/$file" --dry-run 2>&1)"; then
    say "  $answer"
  else
    say "  $file: no mirror answers now (data-scripts/README.md says what to do about a dead link): $answer"
  fi
}

# The question before anything is fetched. With --dry-run everything ends here.
confirm() {
  local answer
  say "All of it lies in $folder; free there: $(free_space)."
  [ -z "$dry" ] || exit 0
  [ -z "$yes" ] || return 0
  [ -t 0 ] || fail "nobody is there to answer; add --yes to begin"
  read -r -p "Begin? [y/N] " answer
  case "$answer" in
    y | Y | yes) ;;
    *) fail "nothing was fetched" ;;
  esac
}

free_space() {
  local place="$folder"
  while [ ! -d "$place" ]; do place="$(dirname "$place")"; done
  df -Pk "$place" | awk 'NR == 2 { printf "%.1f GB", $4 * 1024 / 1e9 }'
}

# Fetches a file: its name below the folder, its sum or nothing, its addresses.
fetch() {
  local file="$1" sum="$2"
  shift 2
  seco data fetch "$@" --to "$folder/$file" ${sum:+--sha256 "$sum"}
}

# Runs a command unless it was done before: a name without blanks, then the command.
once() {
  local mark="$folder/steps/$1"
  shift
  [ ! -e "$mark" ] || return 0
  "$@" || return
  mkdir -p "$folder/steps"
  : >"$mark"
}

is_done() { [ -e "$folder/steps/$1" ]; }

# Decodes every video of a folder and says what is wrong.
examine() {
  say "Examining every video of $folder/videos; report: $folder/report.json"
  seco data doctor "$folder/videos" --report "$folder/report.json"
}

# Writes the lists: the form, the split files, further options. Lists are made anew, they follow from the rest.
make_lists() {
  local form="$1" splits="$2"
  shift 2
  rm -rf "$folder/lists"
  # A split stays what it is: second copies of a video, which the doctor names, are listed too.
  seco data list "$form" --splits "$splits" --videos "$folder/report.videos.csv" --out "$folder/lists" \
    --keep duplicate,duplicate-of-other-class "$@"
}

# A frame store for each list that was named and has videos.
store_frames() {
  local name
  [ "$frames" != none ] || return 0
  for name in "$@"; do
    [ -s "$folder/lists/$name.txt" ] || continue
    seco frames --list "$folder/lists/$name.txt" --root "$folder/videos" --out "$folder/frames/$name" --frames "$frames"
  done
}
