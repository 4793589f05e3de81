"""What the tests of this folder share: the scripts, started as a user starts them."""

import os
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

CHART = """XYChart chart = new XYChartBuilder().width(200).height(100).build();
chart.addSeries("line", new double[] {1, 2}, new double[] {3, 4});
chart"""

EXECUTE = """
source "$ROOT/environment/setup.sh"
need_java; need_library; use_settings; need_jupyter
exec "$python" "$ROOT/environment/execute.py" "$@"
"""


def start(*command, cwd=ROOT, minutes=20, **variables):
    """Runs a command to its end and returns it with its text output."""
    environment = {**os.environ, "SECO_SCALE": "smoke", "SECO_DATA": str(ROOT / "build" / "test-data"), **variables}
    environment = {name: str(value) for name, value in environment.items() if value is not None}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, text=True, capture_output=True, timeout=60 * minutes
    )


def execute(notebooks, out, *names, **variables):
    """Executes the notebooks of a folder as environment/run does after its preparation."""
    return start("bash", "-c", EXECUTE, "execute", "--notebooks", notebooks, "--out", out, *names, ROOT=ROOT, **variables)


def notebook(path, *sources):
    """Writes a notebook with the given code cells, prose between them."""
    cells = [new_markdown_cell("Prose.")]
    for source in sources:
        cells += [new_code_cell(source), new_markdown_cell("Prose.")]
    kernel = {"name": "java", "display_name": "Java (SeCo)", "language": "java"}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


def outputs(path, kind=None):
    """The outputs of a notebook's cells, or their data of one kind."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    found = [output for cell in cells for output in cell.outputs]
    return found if kind is None else [output["data"][kind] for output in found if kind in output.get("data", {})]


@pytest.fixture(scope="session")
def data():
    """The data that the notebooks read, at the smallest scale."""
    made = start(ROOT / "environment" / "seco", "experiment", "data")
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="session")
def copy(tmp_path_factory):
    """A fresh copy of the project, as a clone has it, on a path with blanks."""
    target = tmp_path_factory.mktemp("copy") / "a path with blanks"
    listed = start("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("notebooks/", "seco-lib/src/test/")):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target
