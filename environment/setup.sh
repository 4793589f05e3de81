# Shared by the scripts of this folder: installs or builds what is missing, leaves the rest alone.
# shellcheck shell=bash
set -euo pipefail
unset CDPATH

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
build="$root/build"
state="$build/environment"
python="$build/python/bin/python"

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "error: $*"
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

case "$root" in
  *:*) fail "the project's path must not hold a colon: $root" ;;
esac
mkdir -p "$state"

# Runs a command with one line of progress; its output goes to a log, the reason to the terminal if it fails.
quietly() {
  local text="$1" log="$state/$2.log" ticker="" code=0
  shift 2
  say "$text …"
  if [ -t 2 ]; then
    (start=$SECONDS; while sleep 1; do printf '\r%d s ' $((SECONDS - start)) >&2; done) &
    ticker=$!
  fi
  "$@" >"$log" 2>&1 </dev/null || code=$?
  if [ -n "$ticker" ]; then
    kill "$ticker"
    wait "$ticker" 2>/dev/null || true
    printf '\r' >&2
  fi
  [ "$code" -eq 0 ] || fail "$text failed: $(reason "$log") (all of it: $log)"
}

# The line of a log that says what went wrong.
reason() {
  { grep -E '^(\[ERROR\]|ERROR:|E:) ' "$1" | grep -v -E 'COMPILATION ERROR|-----|Some problems were encountered' || tail -n 1 "$1"; } | head -n 1
}

# Runs a command while no other script of this project sets up: two starts at once must not build twice.
alone() {
  local lock="$state/lock" told=""
  until mkdir "$lock" 2>/dev/null; do
    [ -n "$told" ] || say "Waiting for another start of the project to finish its set-up …"
    told=yes
    kill -0 "$(cat "$lock/pid" 2>/dev/null || echo $$)" 2>/dev/null || rm -rf "$lock"
    sleep 1
  done
  echo $$ >"$lock/pid"
  trap 'rm -rf "$state/lock"' EXIT
  "$@"
  rm -rf "$lock"
  trap - EXIT
}

# Installs system packages without questions, or says how: WHAT, then the names for apt, dnf and Homebrew.
# "a|b" is the first of the two that the system knows.
install() {
  local what="$1" names command sudo=""
  if has apt-get; then
    names="$2" command="apt-get install -y"
  elif has dnf; then
    names="$3" command="dnf install -y"
  elif has brew; then
    names="$4" command="brew install"
  else
    fail "$what is missing; install it and start again"
  fi
  if [ "$command" != "brew install" ] && [ "$(id -u)" -ne 0 ]; then
    sudo="sudo"
    { has sudo && sudo -n true 2>/dev/null; } || fail "$what is missing; install it with: sudo $command ${names//|[a-z0-9-]*/}"
  fi
  [ "$command" != "apt-get install -y" ] || quietly "Updating the list of packages" packages $sudo apt-get update
  # shellcheck disable=SC2046,SC2086
  DEBIAN_FRONTEND=noninteractive quietly "Installing $what" packages $sudo $command $(known $names)
}

# The package names given, of each "a|b" the first that apt knows.
known() {
  local name
  for name in "$@"; do
    if [ "$name" = "${name%|*}" ] || apt-cache show "${name%|*}" >/dev/null 2>&1; then
      echo "${name%|*}"
    else
      echo "${name#*|}"
    fi
  done
}

# The major version of the JDK in a folder; nothing when it is none.
jdk_version() {
  [ -x "$1/bin/javac" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# Sets java_home to the first JDK that is new enough among those that the system's package managers install.
find_java() {
  local home path=""
  ! has java || path="$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')"
  for home in "${path:-/none}" /usr/lib/jvm/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    java_version="$(jdk_version "$home")"
    if [ "${java_version:-0}" -ge 17 ]; then
      java_home="$home"
      return 0
    fi
  done
  return 1
}

need_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java_home="$JAVA_HOME"
    java_version="$(jdk_version "$java_home")"
    [ "${java_version:-0}" -ge 17 ] || fail "JAVA_HOME=$JAVA_HOME is no JDK 17 or newer; name one or unset JAVA_HOME"
  elif ! find_java; then
    install "a JDK" "openjdk-17-jdk-headless|openjdk-21-jdk-headless" java-21-openjdk-devel openjdk@17
    find_java || fail "no JDK 17 or newer was found after the installation; set JAVA_HOME to one"
  fi
  export JAVA_HOME="$java_home"
}

need_maven() {
  local version
  has mvn || install "Maven" maven maven maven
  version="$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p')"
  case "$version" in
    3.[89] | 3.[1-9][0-9] | [4-9].*) ;;
    *) fail "Maven 3.8 or newer is needed; $(command -v mvn) is ${version:-unknown}" ;;
  esac
}

# Charts are drawn without a screen, but not without a font.
need_fonts() {
  [ "$(uname)" = Linux ] || return 0
  if ! has fc-list || [ -z "$(fc-list : family)" ]; then
    install "a font" "fontconfig fonts-dejavu-core" "fontconfig dejavu-sans-fonts" ""
  fi
}

# The first Python that is new enough and can make virtual environments.
find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python3.10 python3.9; do
    if has "$name" && "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

# The virtual environment in the build folder with the packages of the given requirement files.
need_python() {
  local stamp="$root $(cd "$root/environment" && cat "$@" constraints.txt | cksum)"
  [ -x "$python" ] && [ "$(cat "$state/python-$1" 2>/dev/null)" = "$stamp" ] && return 0
  alone install_python "$stamp" "$@"
}

install_python() {
  local stamp="$1" first="$2" base file options
  shift
  if [ ! -x "$python" ] || [ "$(cat "$state/python-root" 2>/dev/null)" != "$root" ]; then
    base="$(find_python)" || {
      install "Python" "python3 python3-venv" python3 python3
      base="$(find_python)" || fail "no Python 3.9 or newer with the module venv was found"
    }
    rm -rf "$build/python"
    quietly "Making a virtual environment" python "$base" -m venv "$build/python"
    echo "$root" >"$state/python-root"
  fi
  options=(--disable-pip-version-check)
  # The full list was settled on Python 3.11 and does not fit older ones.
  ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || options+=(-c "$root/environment/constraints.txt")
  for file in "$@"; do options+=(-r "$root/environment/$file"); done
  quietly "Installing the Python packages of $first" python "$python" -m pip install "${options[@]}"
  echo "$stamp" >"$state/python-$first"
}

# Chooses the build of the tensor engine: with SECO_GPU=1 that for NVIDIA's GPUs. Sets target, where seco-lib is compiled,
# variant, which ends the names of its state, and profile, what Maven is told.
choose_engine() {
  target="$root/seco-lib/target" variant="" profile=()
  case "${SECO_GPU:-0}" in
    0 | 1) ;;
    *) fail "SECO_GPU must be 1 or 0: $SECO_GPU" ;;
  esac
  if [ -n "${PYTORCH_LIBRARY_PATH:-}" ]; then
    use_installed_pytorch "$PYTORCH_LIBRARY_PATH"
  elif [ "${SECO_GPU:-0}" = 1 ]; then
    has nvidia-smi || [ -e /dev/nvidia0 ] || fail "SECO_GPU=1, but this machine shows no NVIDIA GPU (nvidia-smi, /dev/nvidia0)"
    [ "$(uname) $(uname -m)" = "Linux x86_64" ] || fail "SECO_GPU=1: there is a CUDA library for Linux x86-64 alone"
    target="$target/gpu" variant=-gpu profile=(-Pgpu)
  fi
}

# Checks the folder of libraries of an installed PyTorch before the engine loads it: another version ends the JVM.
use_installed_pytorch() {
  local folder="$1" wanted version
  wanted="$(sed -n 's/.*<torch.version>\(.*\)<.*/\1/p' "$root/pom.xml" | head -n 1)"
  [ -f "$folder/libtorch.so" ] || [ -f "$folder/libtorch.dylib" ] ||
    fail "PYTORCH_LIBRARY_PATH=$folder holds no libtorch; name the folder torch/lib of PyTorch $wanted"
  version="$({ sed -n "s/^__version__ = '\(.*\)'/\1/p" "$folder/../version.py" || cat "$folder/../build-version"; } 2>/dev/null || true)"
  version="${version:-${PYTORCH_VERSION:-unknown}}"
  [ "${version%%+*}" = "$wanted" ] ||
    fail "PYTORCH_LIBRARY_PATH=$folder is PyTorch of version $version; the engine needs $wanted (PYTORCH_VERSION says it where no file does)"
  if [ -f "$folder/libtorch_cuda.so" ]; then
    export PYTORCH_FLAVOR="${PYTORCH_FLAVOR:-cu128}" # the bridge, which is part of the engine
  else
    [ "${SECO_GPU:-0}" = 0 ] || fail "SECO_GPU=1, but PYTORCH_LIBRARY_PATH=$folder is a build without CUDA"
    export PYTORCH_FLAVOR="${PYTORCH_FLAVOR:-cpu}"
  fi
}

# Changes when a source or a POM changes.
sources_stamp() {
  cd "$root"
  find pom.xml seco-lib/pom.xml .mvn seco-lib/src/main -type f -exec cksum {} + | LC_ALL=C sort | cksum
}

is_built() {
  [ -d "$target/classes/seco" ] || return 1
  [ "$(cat "$state/built$variant" 2>/dev/null)" = "$(sources_stamp)" ] || return 1
  are_there "$state/dependencies$variant"
}

# Whether all jars are there that a file names.
are_there() {
  local jar jars
  IFS=: read -r -a jars <"$1" || true
  for jar in "${jars[@]}"; do [ -e "$jar" ] || return 1; done
}

# seco-lib compiled, unless nothing has changed since the last time; sets class_path.
need_library() {
  choose_engine
  is_built || alone compile_library
  class_path="$target/classes:$(cat "$state/dependencies$variant")"
}

compile_library() {
  local stamp
  ! is_built || return 0
  need_maven
  need_fonts
  stamp="$(sources_stamp)"
  quietly "Building seco-lib (the first time with its libraries: minutes)" maven maven -q \
    compile dependency:build-classpath -DincludeScope=runtime "-Dmdep.outputFile=$state/dependencies$variant"
  echo "$stamp" >"$state/built$variant"
}

# Spark too, for the command line alone: adds to class_path and java_options. With a JDK that is not Spark's, the command
# itself says so. As with Spark's own scripts HADOOP_CONF_DIR holds Hadoop's settings, SPARK_DIST_CLASSPATH more jars.
need_spark() {
  [ "$java_version" -eq 17 ] || return 0
  is_spark_there || alone find_spark
  class_path="$class_path:$(cat "$state/spark-dependencies")"
  class_path="$class_path${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}${SPARK_DIST_CLASSPATH:+:$SPARK_DIST_CLASSPATH}"
  java_options+=("@$root/environment/spark.options")
}

is_spark_there() {
  [ "$(cat "$state/spark" 2>/dev/null)" = "$(poms_stamp)" ] && are_there "$state/spark-dependencies"
}

find_spark() {
  local stamp
  stamp="$(poms_stamp)"
  need_maven
  quietly "Finding Spark's libraries" spark maven -q \
    dependency:build-classpath -DincludeScope=provided -DexcludeGroupIds=org.dflib.jjava \
    "-Dmdep.outputFile=$state/spark-dependencies"
  echo "$stamp" >"$state/spark"
}

poms_stamp() { cat "$root/pom.xml" "$root/seco-lib/pom.xml" | cksum; }

# The kernels compiled too, and what they need besides; sets kernel_path.
need_kernels() {
  local stamp
  stamp="$(sources_stamp) $(cd "$root" && cat seco-lib/src/test/java/seco/bench/*.java | cksum)"
  [ "$(cat "$state/kernels" 2>/dev/null)" = "$stamp" ] || alone compile_kernels "$stamp"
  kernel_path="$root/seco-lib/target/test-classes:$root/seco-lib/target/classes:$(cat "$state/test-dependencies")"
}

compile_kernels() {
  need_maven
  quietly "Building the kernels" kernels maven -q \
    test-compile dependency:build-classpath -DincludeScope=test "-Dmdep.outputFile=$state/test-dependencies"
  echo "$1" >"$state/kernels"
}

# Maven on seco-lib.
maven() { (cd "$root" && mvn -B -Dstyle.color=never --no-transfer-progress -pl seco-lib ${profile[@]+"${profile[@]}"} "$@"); }

# Number of processors, at most 16: more threads than that only wait for each other on networks of this size.
processors() {
  local count
  count="$(nproc 2>/dev/null || sysctl -n hw.physicalcpu 2>/dev/null || echo 2)"
  echo $((count < 16 ? count : 16))
}

# Sets java_options and the variables that the library, its engine and the notebooks read.
use_settings() {
  local threads="${SECO_THREADS:-$(processors)}"
  case "$threads" in
    '' | *[!0-9]* | 0*) fail "SECO_THREADS must be a positive number: $threads" ;;
  esac
  export SECO_SCALE="${SECO_SCALE:-desk}" SECO_DATA="${SECO_DATA:-$build/data}"
  case "$SECO_DATA" in
    /*) ;;
    *) SECO_DATA="$PWD/$SECO_DATA" ;;
  esac
  case "${SECO_VIDEOS:-}" in
    "" | /*) ;;
    *) export SECO_VIDEOS="$PWD/$SECO_VIDEOS" ;;
  esac
  case "${SECO_FEATURES:-}" in
    "" | /*) ;;
    *) export SECO_FEATURES="$PWD/$SECO_FEATURES" ;;
  esac
  if [ -z "${SECO_COMMIT:-}" ]; then
    SECO_COMMIT="$(git -C "$root" describe --always --dirty --abbrev=40 --exclude='*' 2>/dev/null || echo unknown)"
  fi
  export SECO_COMMIT
  # A machine without a locale still has UTF-8 in its files' names.
  [ -n "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" ] || export LC_ALL=C.UTF-8
  # Waiting threads sleep: on a busy machine spinning ones cost a factor of five.
  export OMP_NUM_THREADS="$threads" OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0
  export DJL_CACHE_DIR="$build/djl" DJL_OFFLINE=true
  java_options=(
    "-Xmx${SECO_HEAP:-4g}"
    -Djava.awt.headless=true
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
    -Dai.djl.offline=true
    "-Dai.djl.pytorch.num_threads=$threads" -Dai.djl.pytorch.num_interop_threads=1
    "-Dorg.bytedeco.javacpp.cachedir=$build/javacpp"
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
  )
  # From 22 on native libraries are announced.
  [ "$java_version" -lt 22 ] || java_options+=(--enable-native-access=ALL-UNNAMED)
  # From 24 on each library that frees its buffers itself is warned of.
  [ "$java_version" -lt 24 ] || java_options+=(--sun-misc-unsafe-memory-access=allow)
}

# JupyterLab, the Java kernel and our kernel specification; Jupyter's own files stay in the build folder.
need_jupyter() {
  need_python requirements.txt
  export JUPYTER_PATH="$build/jupyter" JUPYTER_DATA_DIR="$build/jupyter" JUPYTER_RUNTIME_DIR="$build/jupyter/runtime"
  export JUPYTER_CONFIG_DIR="$build/jupyter/config" IPYTHONDIR="$build/jupyter/ipython"
  "$python" "$root/environment/kernel.py" "$build/jupyter/kernels/java" "$java_home/bin/java" "$class_path" "${java_options[@]}"
}
