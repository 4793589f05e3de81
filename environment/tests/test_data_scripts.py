"""The scripts that get data sets, against a server on this machine: small archives of the same layout."""

import hashlib
import io
import re
import stat
import tarfile
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import ROOT, start

FOLDER = ROOT / "data-scripts"
SCRIPTS = [FOLDER / name for name in ("ucf101", "hmdb51", "kinetics400", "activitynet", "got10k", "otb100", "splits")]
GATED = [FOLDER / "activitynet", FOLDER / "got10k"]


class Server:
    """Files by path, in parts where a part is asked for; remembers the requests."""

    def __init__(self):
        self.files, self.requests = {}, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                wanted = self.headers.get("Range")
                outer.requests.append((self.path, wanted))
                content = outer.files.get(self.path)
                if content is None:
                    self.answer(404, b"")
                elif wanted is None:
                    self.answer(200, content)
                else:
                    first, last = re.fullmatch(r"bytes=(\d+)-(\d*)", wanted).groups()
                    part = content[int(first) : int(last) + 1 if last else None]
                    end = int(first) + len(part) - 1
                    where = f"bytes {first}-{end}/{len(content)}" if part else f"bytes */{len(content)}"
                    self.answer(206 if part else 416, part, where, hashlib.sha256(content).hexdigest())

            def answer(self, status, body, where=None, name=None):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                if where:
                    self.send_header("Content-Range", where)
                if name:
                    self.send_header("ETag", f'"{name}"')
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def offer(self, path, content):
        self.files[path] = content
        return self.at(path)

    def at(self, path):
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@pytest.fixture
def server():
    server = Server()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture(scope="module")
def videos(tmp_path_factory):
    """The bytes of some real, small videos."""
    folder = tmp_path_factory.mktemp("lab") / "lab"
    words = ["lab", "--out", folder, "--train", 20, "--test", 20, "--frames", 12, "--pixels", 64]
    made = start(ROOT / "environment" / "seco", *words)
    assert made.returncode == 0, made.stderr
    return [file.read_bytes() for file in sorted(folder.rglob("*.mp4"))]


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members, mode="w:gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def lines(file):
    return file.read_text().splitlines()


def ucf101(server, videos):
    """Two classes of eight groups, one clip each, with their splits; the settings that name the server."""
    classes = {"Archery": "Archery", "HandstandPushups": "HandStandPushups"}
    clips, train, test = {}, [], []
    for number, (folder, name) in enumerate(classes.items()):
        for group in range(1, 9):
            clip = f"v_{name}_g{group:02d}_c01.avi"
            clips[f"UCF101/{clip}"] = videos[8 * number + group]
            (test if group <= 2 else train).append(f"{folder}/{clip}" + (f" {number + 1}" if group > 2 else ""))
    splits = {"ucfTrainTestlist/classInd.txt": "1 Archery\n2 HandstandPushups\n"}
    for split in "123":
        splits[f"ucfTrainTestlist/trainlist0{split}.txt"] = "\n".join(train) + "\n"
        splits[f"ucfTrainTestlist/testlist0{split}.txt"] = "\n".join(test) + "\n"
    whole = zipped({**clips, "padding": bytes(1 << 21)})
    return {
        "UCF101_ZIP": f"{server.at('/gone.zip')} {server.offer('/UCF101.zip', whole)}",
        "UCF101_ZIP_SHA256": hashlib.sha256(whole).hexdigest(),
        "UCF101_RAR": server.at("/gone.rar"),
        "UCF101_SPLITS": server.offer("/splits.zip", zipped(splits)),
        "UCF101_SPLITS_SHA256": "",
    }


@pytest.mark.parametrize("script", [*SCRIPTS, FOLDER / "steps.sh"], ids=lambda path: path.name)
def test_script_parsedByBash_isWellFormed(script):
    checked = start("bash", "-n", script)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_askedForHelp_saysItsOptionsAndMakesNothing(script, tmp_path):
    helped = start(script, "--help", cwd=tmp_path, SECO_DATA=tmp_path / "data")
    assert (helped.returncode, helped.stderr) == (0, "")
    assert f"data-scripts/{script.name}" in helped.stdout and "--yes" in helped.stdout
    assert "set -e" not in helped.stdout
    assert list(tmp_path.iterdir()) == []
    assert script.stat().st_mode & stat.S_IXUSR


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_unknownOption_failsInOneLine(script):
    failed = start(script, "--no-such-option")
    assert (failed.returncode, failed.stderr) == (1, "error: unknown option --no-such-option (see --help)\n")


def test_scripts_namesOfClassesAndSequences_areComplete():
    def names(script, variable):
        return re.search(rf'^{variable}="([^"]*)"', (FOLDER / script).read_text(), re.M).group(1).split()

    classes, sequences = names("hmdb51", "all_classes"), names("otb100", "all_sequences")
    assert (len(classes), len(set(classes)), classes) == (51, 51, sorted(classes))
    assert (len(sequences), len(set(sequences))) == (98, 98)


def test_ucf101_subset_isFetchedByPartsExaminedListedAndStored(server, videos, tmp_path):
    settings = ucf101(server, videos)
    words = [FOLDER / "ucf101", tmp_path / "set", "--classes", "archery,handstandpushups", "--videos-per-class", 4, "--frames", 4]
    shown = start(*words, "--dry-run", **settings)
    assert shown.returncode == 0, shown.stderr
    assert "8 members, " in shown.stderr and "free there: " in shown.stderr
    assert not (tmp_path / "set").exists()

    unasked = start(*words, **settings)
    assert unasked.returncode == 1
    assert unasked.stderr.endswith("error: nobody is there to answer; add --yes to begin\n")

    done = start(*words, "--yes", **settings)
    assert done.returncode == 0, done.stderr
    assert "/gone.zip: HTTP 404; the next mirror is tried" in done.stderr
    assert lines(tmp_path / "set/lists/test1.txt") == [
        "Archery/v_Archery_g01_c01.avi 12 0",
        "HandstandPushups/v_HandStandPushups_g01_c01.avi 12 1",
    ]
    assert len(lines(tmp_path / "set/lists/train1.txt")) == 6
    assert (tmp_path / "set/frames/train1").is_dir() and (tmp_path / "set/frames/test1").is_dir()
    assert all(part for path, part in server.requests if path == "/UCF101.zip")

    server.requests.clear()
    again = start(*words, "--yes", **settings)
    assert again.returncode == 0, again.stderr
    assert ("/splits.zip", None) not in server.requests


def test_ucf101_whole_liesInFoldersOfClasses(server, videos, tmp_path):
    settings = ucf101(server, videos)
    done = start(FOLDER / "ucf101", tmp_path / "set", "--frames", "none", "--yes", **settings)
    assert done.returncode == 0, done.stderr
    clips = sorted(str(file.relative_to(tmp_path / "set/videos")) for file in (tmp_path / "set/videos").rglob("v_*.avi"))
    assert len(clips) == 16 and clips[8] == "HandstandPushups/v_HandStandPushups_g01_c01.avi"
    assert len(lines(tmp_path / "set/lists/train1.txt")) == 12
    sums = start("sha256sum", "-c", "UCF101.zip.sha256", cwd=tmp_path / "set/archives")
    assert sums.returncode == 0, sums.stderr


def test_hmdb51_nestedArchives_areUnpackedAndDamagedVideosLeftOut(server, videos, tmp_path):
    names = {"wave": ["a#b;(1)!.avi", "w2.avi", "w3.avi"], "brush_hair": ["b1.avi", "b2.avi", "b3.avi"]}
    inner, splits = {}, {}
    for number, (folder, files) in enumerate(names.items()):
        contents = {f"{folder}/{name}": videos[3 * number + i] for i, name in enumerate(files)}
        if folder == "wave":
            contents["wave/w3.avi"] = contents["wave/w3.avi"][:200]
        inner[f"{folder}.rar"] = zipped(contents)
        marks = "".join(f"{name} {mark}\n" for name, mark in zip(files, "121"))
        for split in "123":
            splits[f"testTrainMulti_7030_splits/{folder}_test_split{split}.txt"] = marks
    whole = zipped(inner)
    settings = {
        "HMDB51_RAR": server.offer("/hmdb51_org.rar", whole),
        "HMDB51_RAR_SHA256": hashlib.sha256(whole).hexdigest(),
        "HMDB51_SPLITS": server.offer("/test_train_splits.rar", zipped(splits)),
        "HMDB51_SPLITS_SHA256": "",
    }
    done = start(FOLDER / "hmdb51", tmp_path / "set", "--frames", 4, "--yes", **settings)
    assert done.returncode == 0, done.stderr
    assert lines(tmp_path / "set/lists/train1.txt") == [
        "brush_hair/b1.avi 12 0",
        "brush_hair/b3.avi 12 0",
        "wave/a#b;(1)!.avi 12 1",
    ]
    assert "w3.avi" in (tmp_path / "set/report.json").read_text()


def test_hmdb51_wrongSum_namesFileExpectedAndFound(server, tmp_path):
    settings = {"HMDB51_RAR": server.offer("/hmdb51_org.rar", b"another"), "HMDB51_SPLITS": server.offer("/s", zipped({"a": "b"}))}
    failed = start(FOLDER / "hmdb51", tmp_path / "set", "--yes", HMDB51_SPLITS_SHA256="", **settings)
    assert failed.returncode != 0
    assert f"sha256 is {hashlib.sha256(b'another').hexdigest()}, expected 9e714a0d" in failed.stderr


def test_hmdb51_unknownClass_isRefused():
    failed = start(FOLDER / "hmdb51", "--classes", "wave,chess", "--yes")
    assert failed.returncode == 1
    assert failed.stderr.startswith("error: --classes: HMDB51 has no class 'chess'; it has brush_hair cartwheel ")


def test_kinetics400_archiveThatIsGone_isNamedAndTheOthersUsed(server, videos, tmp_path):
    clips = [f"{letter * 11}_000001_000011" for letter in "ab-"]
    first = server.offer("/train/part_0.tar.gz", tarred({f"{clips[0]}.mp4": videos[0]}, "w"))  # not packed, as one was
    second = server.offer("/train/part_2.tar.gz", tarred({f"{clips[1]}.mp4": videos[1], f"{clips[2]}.mp4": videos[2][:100]}))
    listed = "\n".join([first, server.at("/train/part_1.tar.gz"), second, server.at("/train/part_3.tar.gz")])
    rows = "".join(f"{label},{clip[:11]},1,11,train\n" for label, clip in zip(("yoga", "abseiling", "yoga"), clips))
    settings = {
        "KINETICS400_TRAIN": server.offer("/train.txt", listed.encode()),
        "KINETICS400_SPLITS": server.offer("/k.tar.gz", tarred({"train.csv": ("label,youtube_id,time_start,time_end,split\n" + rows).encode()})),
    }
    words = [FOLDER / "kinetics400", tmp_path / "set", "--only", "train", "--parts", 3, "--discard", "--frames", 4, "--yes"]
    failed = start(*words, **settings)
    assert failed.returncode == 1
    assert failed.stderr.endswith("error: not to be had: train/part_1.tar.gz; the same command asks for them again\n"), failed.stderr
    assert lines(tmp_path / "set/lists/train.txt") == [f"train/{clips[0]}.mp4 12 1", f"train/{clips[1]}.mp4 12 0"]
    assert (tmp_path / "set/frames/train").is_dir()
    assert not list((tmp_path / "set/archives/train").glob("*.tar.gz"))
    assert not any("part_3" in path for path, _ in server.requests)


@pytest.mark.parametrize("script", GATED, ids=lambda path: path.name)
def test_gatedSet_withoutArchives_saysWhatToDownloadAndWhereToPutIt(script, server, tmp_path):
    settings = {"ACTIVITYNET_SPLITS": server.offer("/activity_net.v1-3.min.json", b'{"database": {}}')}
    told = start(script, tmp_path / "set", "--dry-run", **settings)
    assert told.returncode == 0, told.stderr
    assert "http://" in told.stderr and f"{tmp_path}/set/archives" in told.stderr
    failed = start(script, tmp_path / "set", "--yes", **settings)
    assert failed.returncode == 1
    assert re.search(r"\nerror: no archive .*\n$", failed.stderr)


def test_activitynet_archivesPutThereByHand_areVerifiedAndUsed(server, videos, tmp_path):
    archive = tarred({"v1-2/train/v_aaaaaaaaaaa.mp4": videos[0]})
    annotations = {f"{id}": f'{{"subset": "training", "duration": 1.0, "annotations": [{{"label": "Surfing", "segment": [0, 0.5]}}]}}' for id in ("a" * 11, "b" * 11)}
    database = "{\"database\": {" + ", ".join(f'"{id}": {text}' for id, text in annotations.items()) + "}}"
    settings = {
        "ACTIVITYNET_SPLITS": server.offer("/activity_net.v1-3.min.json", database.encode()),
        "ACTIVITYNET_ARCHIVES": f"train.tar.gz {hashlib.md5(archive).hexdigest()}\nval.tar.gz {'0' * 32}",
    }
    place = tmp_path / "set/archives/train.tar.gz"
    place.parent.mkdir(parents=True)
    place.write_bytes(archive[:-1])
    refused = start(FOLDER / "activitynet", tmp_path / "set", "--yes", **settings)
    assert refused.returncode == 2
    assert f"md5 is {hashlib.md5(archive[:-1]).hexdigest()}, expected {hashlib.md5(archive).hexdigest()}" in refused.stderr

    place.write_bytes(archive)
    done = start(FOLDER / "activitynet", tmp_path / "set", "--frames", 4, "--yes", **settings)
    assert done.returncode == 0, done.stderr
    assert "Without: val.tar.gz." in done.stderr
    assert lines(tmp_path / "set/lists/train.txt") == ["v1-2/train/v_aaaaaaaaaaa.mp4 12 0"]


def test_got10k_archivePutThereByHand_isUnpackedAndChecked(tmp_path):
    members = {}
    for number in (1, 2):
        members[f"val/GOT-10k_Val_{number:06d}/00000001.jpg"] = b"picture"
        members[f"val/GOT-10k_Val_{number:06d}/groundtruth.txt"] = "1,2,3,4\n"
    place = tmp_path / "set/archives/val_data.zip"
    place.parent.mkdir(parents=True)
    place.write_bytes(zipped(members))
    for _ in range(2):
        done = start(FOLDER / "got10k", tmp_path / "set", "--yes")
        assert done.returncode == 0, done.stderr
        assert f"{tmp_path}/set/val: 2 sequences" in done.stderr
    assert lines(tmp_path / "set/val/list.txt") == ["GOT-10k_Val_000001", "GOT-10k_Val_000002"]

    (tmp_path / "set/val/GOT-10k_Val_000002/groundtruth.txt").unlink()
    damaged = start(FOLDER / "got10k", tmp_path / "set", "--yes")
    assert damaged.returncode == 1
    assert "GOT-10k_Val_000002/: without groundtruth.txt" in damaged.stderr


def test_otb100_folderThatIsGone_isNamedAndAskedForAgain(server, tmp_path):
    def sequence(name):
        return zipped({f"{name}/img/0001.jpg": b"picture", f"{name}/groundtruth_rect.txt": "1\t2\t3\t4\n"})

    server.offer("/seq/Basketball.zip", sequence("Basketball"))
    words = [FOLDER / "otb100", tmp_path / "set", "--sequences", "Basketball,Woman", "--yes"]
    failed = start(*words, OTB100_BASE=server.at("/seq"))
    assert failed.returncode == 1
    assert failed.stderr.endswith("error: not to be had: Woman; the same command asks for them again\n")

    server.offer("/seq/Woman.zip", sequence("Woman"))
    server.requests.clear()
    done = start(*words, OTB100_BASE=server.at("/seq"))
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith(f"{tmp_path}/set/sequences: 2 folders\n"), done.stderr
    assert {path for path, _ in server.requests} == {"/seq/Woman.zip"}
