"""The scripts: from any folder, on any path, twice, with one line when something is wrong."""

import os
import re
import shutil
import stat
import tempfile
from pathlib import Path

import pytest
from conftest import CHART, ROOT, notebook, outputs, start

SCRIPTS = [ROOT / "environment" / name for name in ("setup.sh", "seco", "lab", "run", "test", "bench", "gpu-check")] + [ROOT / ".ci" / "run"]
SECO = ROOT / "environment" / "seco"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_parsedByBash_isWellFormed(script):
    checked = start("bash", "-n", script)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("script", SCRIPTS[1:], ids=lambda path: path.name)
def test_script_inTheRepository_isExecutable(script):
    assert script.stat().st_mode & stat.S_IXUSR


def test_seco_startedInAnotherFolder_readsAndWritesOnlyItsOwnOutput(tmp_path):
    helped = start(SECO, "--help", cwd=tmp_path)
    assert helped.returncode == 0
    assert "Usage: seco" in helped.stdout
    assert helped.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_seco_unknownCommand_passesTheExitCodeThrough(tmp_path):
    assert start(SECO, "no-such-command", cwd=tmp_path).returncode == 2


def test_seco_javaHomeWithoutJdk_failsInOneLine(tmp_path):
    failed = start(SECO, "--help", JAVA_HOME=tmp_path)
    assert failed.returncode == 1
    assert failed.stderr == f"error: JAVA_HOME={tmp_path} is no JDK 17 or newer; name one or unset JAVA_HOME\n"


@pytest.mark.parametrize("threads", ["0", "two", "-1"])
def test_seco_badNumberOfThreads_failsInOneLine(threads):
    failed = start(SECO, "--help", SECO_THREADS=threads)
    assert (failed.returncode, failed.stderr) == (1, f"error: SECO_THREADS must be a positive number: {threads}\n")


def test_seco_spark_isOnTheClassPathOfItsOwnCommandAlone(tmp_path):
    helped = start(SECO, "spark", "--help", cwd=tmp_path)
    assert helped.returncode == 0, helped.stderr
    assert "grid" in helped.stdout
    state = ROOT / "build" / "environment"
    assert "/spark-core_" in (state / "spark-dependencies").read_text("utf-8")
    for others in state.glob("dependencies*"):
        assert not re.search("/(spark|hadoop|scala)-", others.read_text("utf-8")), others


def test_install_withoutAPackageManager_saysWhatIsMissing():
    script = 'source "$ROOT/environment/setup.sh"; PATH=/nowhere; install Maven maven maven maven'
    failed = start("bash", "-c", script, ROOT=ROOT)
    assert (failed.returncode, failed.stderr) == (1, "error: Maven is missing; install it and start again\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can become another user")
def test_install_withoutRights_printsTheCommand():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "environment").mkdir()
        (folder / "build" / "environment").mkdir(parents=True)
        shutil.copy2(SCRIPTS[0], folder / "environment")
        folder.chmod(0o755)
        script = f'source "{folder}/environment/setup.sh"; install Chromium "chromium chromium-driver" "a b" "c d"'
        failed = start("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bash", "-c", script, cwd="/")
    assert failed.returncode == 1
    assert re.fullmatch(r"error: Chromium is missing; install it with: sudo .* install .*\n", failed.stderr)


def test_run_freshCopyOnAPathWithBlanks_setsUpOnceAndExecutes(copy):
    notebook(copy / "notebooks" / "00-trial.ipynb", CHART, 'System.out.println("in " + Path.of("").toAbsolutePath())')
    run = copy / "environment" / "run"
    first = start(run, cwd="/", SECO_DATA=None)
    assert first.returncode == 0, first.stderr
    assert "Building seco-lib" in first.stderr and "Installing the Python packages" in first.stderr
    assert f"Executed notebooks: {copy}/build/notebooks" in first.stdout
    done = copy / "build" / "notebooks" / "00-trial.ipynb"
    assert len(outputs(done, "image/png")) == 1
    assert outputs(done)[-1]["text"] == f"in {copy}/notebooks\n"

    second = start(run, "00", cwd="/", SECO_DATA=None)
    assert second.returncode == 0, second.stderr
    assert not re.search("Building|Installing|Making", second.stderr)
