"""The committed notebooks: their form, and each executed at the smallest scale."""

import re

import nbformat
import pytest
from conftest import NOTEBOOKS, ROOT, execute, outputs, start

ABSOLUTE = re.compile(r"(?<![\w.:/])/(?:home|root|tmp|work|usr|var|opt|mnt|Users)/|\b[A-Z]:\\\\")
DECLARATION = re.compile(r"^\s*(?:(?:public|static|final|abstract|sealed)\s+)*(?:class|interface|enum|record)\s+\w+", re.MULTILINE)
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind="code"):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def test_notebooks_inTheirFolder_areThere():
    assert NOTEBOOKS


@every_notebook
def test_notebook_metadata_namesTheJavaKernel(path):
    kernel = nbformat.read(path, as_version=4).metadata.kernelspec
    assert (kernel.name, kernel.language) == ("java", "java")


@every_notebook
def test_notebook_everyCodeCell_standsBetweenProse(path):
    kinds = [cell.cell_type for cell in nbformat.read(path, as_version=4).cells]
    assert kinds[0] == kinds[-1] == "markdown"
    assert ("code", "code") not in zip(kinds, kinds[1:])


@every_notebook
def test_notebook_code_isPlainJavaWithoutMagicsOrDeclarations(path):
    for cell in cells(path):
        assert not re.search(r"^\s*%", cell.source, re.MULTILINE), cell.source
        assert not DECLARATION.search(cell.source), cell.source


@every_notebook
def test_notebook_sourcesAndOutputs_holdNoAbsolutePath(path):
    shown = [str(output.get("text", output.get("data", {}).get("text/plain", ""))) for output in outputs(path)]
    sources = [cell.source for cell in nbformat.read(path, as_version=4).cells]
    assert [text for text in sources + shown if ABSOLUTE.search(text)] == []


@every_notebook
def test_notebook_committed_hasOutputsWithPictureAndNoError(path):
    assert [cell.source for cell in cells(path) if cell.source.strip() and not cell.execution_count] == []
    assert [output for output in outputs(path) if output.output_type == "error"] == []
    assert outputs(path, "image/png")


@every_notebook
def test_notebook_committed_isSmall(path):
    assert path.stat().st_size < 2_000_000


@every_notebook
def test_notebook_executedAtSmokeScale_showsAPicture(path, data, tmp_path):
    done = execute(ROOT / "notebooks", tmp_path, path.stem)
    assert done.returncode == 0, done.stderr
    assert [output for output in outputs(tmp_path / path.name) if output.output_type == "error"] == []
    assert outputs(tmp_path / path.name, "image/png")


@pytest.fixture(scope="session")
def mine(data, tmp_path_factory):
    """A folder that holds the folder mine with features of one's own."""
    (lab,) = (ROOT / "build" / "test-data").glob("lab-smoke-bias0.50-seed1-*")
    folder = tmp_path_factory.mktemp("own")
    for part in ("train", "test"):
        taken = start(
            *(ROOT / "environment" / "seco", "features", "--random", "--preset", "smoke"),
            *("--store", lab / f"{part}.frames", "--out", folder / "mine" / f"{part}.safetensors"),
        )
        assert taken.returncode == 0, taken.stderr
    return folder


@pytest.mark.parametrize(
    ("notebook", "rows"),
    [
        ("06-linear-protocol", ("mine, labels shuffled", "mine, raw", "mine, normalised", "mine")),
        ("07-retrieval", ("mine, centred",)),
    ],
)
def test_notebook_ownFeatures_takeTheLabsPlace(notebook, rows, mine, tmp_path):
    done = execute(ROOT / "notebooks", tmp_path, notebook, cwd=mine, SECO_FEATURES="mine")
    assert done.returncode == 0, done.stderr
    shown = outputs(tmp_path / f"{notebook}.ipynb", "text/plain")
    assert [text for text in shown if text.endswith(": the features in mine, which SECO_FEATURES names")]
    for row in rows:
        assert [text for text in shown if re.search(rf"^{row} +\d", text, re.MULTILINE)], row
