"""The runner of the notebooks, with the real kernel."""

import re
from pathlib import Path

import nbformat
import pytest
from conftest import CHART, execute, notebook, outputs


def jdks():
    """One installed JDK of each version from 17 up."""
    found = {}
    for release in Path("/usr/lib/jvm").glob("*/release"):
        version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text("utf-8"), re.MULTILINE)
        if version and int(version.group(1)) >= 17 and (release.parent / "bin" / "javac").exists():
            found[version.group(1)] = release.parent
    return [pytest.param(None, id="default"), *(pytest.param(home, id=version) for version, home in sorted(found.items()))]


@pytest.mark.parametrize("jdk", jdks())
def test_kernel_onEachInstalledJdk_drawsAndComputes(jdk, tmp_path):
    notebook(tmp_path / "a.ipynb", CHART, "NDManager.newBaseManager().ones(new Shape(2, 3)).sum().getFloat()")
    done = execute(tmp_path, tmp_path / "out", JAVA_HOME=jdk)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"a  2 cells  \d+ s  done\n", done.stderr)
    assert len(outputs(tmp_path / "out" / "a.ipynb", "image/png")) == 1
    assert outputs(tmp_path / "out" / "a.ipynb")[-1]["data"]["text/plain"] == "6.0"


def test_execute_failingCell_namesNotebookCellAndErrorInOneLine(tmp_path):
    notebook(tmp_path / "bad.ipynb", "int a = 1;", 'throw new IllegalStateException("no such\\nvideo");', "int b = 2;")
    failed = execute(tmp_path, tmp_path / "out")
    assert failed.returncode == 1
    assert re.fullmatch(r"error: bad\.ipynb, cell 2: .*IllegalStateException\W+no such video\n", failed.stderr)


def test_execute_dyingKernel_failsInOneLine(tmp_path):
    notebook(tmp_path / "dies.ipynb", "System.exit(3);")
    failed = execute(tmp_path, tmp_path / "out")
    assert (failed.returncode, failed.stderr) == (1, "error: dies.ipynb, cell 1: the kernel died\n")


def test_execute_unknownName_listsTheNotebooks(tmp_path):
    notebook(tmp_path / "01-frames.ipynb", "int a = 1;")
    failed = execute(tmp_path, tmp_path / "out", "07")
    assert (failed.returncode, failed.stderr) == (1, "error: no notebook is called 07…; there are 01-frames\n")


def test_execute_tablesAmongTheOutputs_arePrinted(tmp_path):
    notebook(tmp_path / "t.ipynb", 'Table.create("Accuracy", StringColumn.create("row", "random", "Inter"))')
    done = execute(tmp_path, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert re.search(r"^t\n(.*\n)*.*random.*\n.*Inter", done.stdout, re.MULTILINE)


def test_execute_update_writesTheNotebookWithoutTracesOfTheMachine(tmp_path):
    path = notebook(tmp_path / "u.ipynb", CHART, 'System.out.print("step 1\\rstep 2");')
    done = execute(tmp_path, tmp_path / "out", "--update", SECO_SCALE="desk")
    assert done.returncode == 0, done.stderr
    written = nbformat.read(path, as_version=4)
    assert written.metadata.kernelspec == {"name": "java", "display_name": "Java (SeCo)", "language": "java"}
    assert "version" not in written.metadata.language_info
    assert all("execution" not in cell.metadata for cell in written.cells)
    assert [output["text"] for output in outputs(path) if output.output_type == "stream"] == ["step 2"]
    assert len(outputs(path, "image/png")) == 1


def test_execute_updateOfALargeNotebook_isRefused(tmp_path):
    path = notebook(tmp_path / "large.ipynb", '"x".repeat(2_100_000)')
    before = path.read_bytes()
    failed = execute(tmp_path, tmp_path / "out", "--update", SECO_SCALE="desk")
    assert failed.returncode == 1
    assert re.search(r"error: large\.ipynb is \d+ bytes with its outputs; the limit is 2000000\n$", failed.stderr)
    assert path.read_bytes() == before


def test_execute_updateAtSmokeScale_isRefused(tmp_path):
    notebook(tmp_path / "a.ipynb", "int a = 1;")
    failed = execute(tmp_path, tmp_path / "out", "--update")
    assert failed.returncode == 1
    assert failed.stderr == "error: --update writes what readers see; run it without SECO_SCALE=smoke\n"
