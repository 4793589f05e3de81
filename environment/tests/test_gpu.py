"""The engine for GPUs and the check of exported functions, as far as a machine without a GPU and without PyTorch goes.

A Python with PyTorch named in SECO_PYTORCH_PYTHON runs the check's own comparison, on the processor.
"""

import json
import os
import shutil
import sys
import zipfile

import pytest
import torch_reader
from conftest import ROOT, start
from test_platforms import POM, ElementTree

sys.path.insert(0, str(ROOT / "environment"))
import gpu_check

SECO = ROOT / "environment" / "seco"
CHECK = ROOT / "environment" / "gpu-check"
PYTORCH = os.environ.get("SECO_PYTORCH_PYTHON")
no_gpu = pytest.mark.skipif(shutil.which("nvidia-smi") is not None, reason="this machine has a GPU")
needs_pytorch = pytest.mark.skipif(not PYTORCH, reason="SECO_PYTORCH_PYTHON names no Python with PyTorch")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """A small exported network."""
    folder = tmp_path_factory.mktemp("export") / "network"
    made = start(SECO, "export", "--random", "--preset", "smoke", "--out", folder)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def changed(network, tmp_path):
    """A copy of it that a test may damage."""
    return shutil.copytree(network, tmp_path / "network")


def artifacts(pom, *options):
    made = start("mvn", "-q", "-B", *options, "-pl", "seco-lib", "help:effective-pom", f"-Doutput={pom}")
    assert made.returncode == 0, made.stdout + made.stderr
    tree = ElementTree.parse(pom)
    found = {
        dependency.findtext(f"{POM}artifactId"): dependency.findtext(f"{POM}version")
        for dependency in tree.iterfind(f"./{POM}dependencies/{POM}dependency")
        if dependency.findtext(f"{POM}groupId").startswith("ai.djl")
    }
    return found, tree.findtext(f"./{POM}build/{POM}directory")


def test_pom_withProfileGpu_takesOneWholeSetAndAFolderOfItsOwn(tmp_path):
    usual, folder = artifacts(tmp_path / "usual.xml")
    gpu, own = artifacts(tmp_path / "gpu.xml", "-Pgpu")
    assert set(usual) == {"api", "pytorch-engine", "pytorch-jni", "pytorch-native-cpu"}
    assert set(gpu) == {"api", "pytorch-engine", "pytorch-jni", "pytorch-native-cu124"}
    for found, native in ((usual, "pytorch-native-cpu"), (gpu, "pytorch-native-cu124")):
        assert found["api"] == found["pytorch-engine"]
        assert found["pytorch-jni"] == f"{found[native]}-{found['api']}"
    assert usual["api"] != gpu["api"]
    assert own != folder


@no_gpu
def test_seco_askedForAGpuThatIsNotThere_failsBeforeAnyDownload():
    failed = start(SECO, "--help", SECO_GPU="1", PYTORCH_LIBRARY_PATH=None)
    assert failed.returncode == 1
    assert failed.stderr == "error: SECO_GPU=1, but this machine shows no NVIDIA GPU (nvidia-smi, /dev/nvidia0)\n"


def test_seco_badWishForAGpu_failsInOneLine():
    failed = start(SECO, "--help", SECO_GPU="yes")
    assert (failed.returncode, failed.stderr) == (1, "error: SECO_GPU must be 1 or 0: yes\n")


def installed(folder, version, *libraries):
    """A folder of libraries as PyTorch's package has it, the libraries empty: the check looks at their names alone."""
    (folder / "lib").mkdir(parents=True)
    for name in ("libtorch.so", *libraries):
        (folder / "lib" / name).touch()
    if version:
        (folder / "version.py").write_text(f"debug = False\n__version__ = '{version}'\n", "utf-8")
    return folder / "lib"


@pytest.mark.parametrize(
    ("version", "variables", "complaint"),
    [
        ("2.15.0+cu132", {}, "is PyTorch of version 2.15.0+cu132; the engine needs 2.7.1"),
        ("2.7.10", {}, "is PyTorch of version 2.7.10; the engine needs 2.7.1"),
        (None, {}, "is PyTorch of version unknown; the engine needs 2.7.1"),
        ("2.7.1+cpu", {"SECO_GPU": "1"}, "is a build without CUDA"),
    ],
)
def test_seco_unfitInstalledPytorch_isRefusedBeforeTheEngineLoadsIt(version, variables, complaint, tmp_path):
    failed = start(SECO, "--help", PYTORCH_LIBRARY_PATH=installed(tmp_path / "torch", version), **variables)
    assert failed.returncode == 1
    assert failed.stderr.startswith("error: ") and complaint in failed.stderr and failed.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("libraries", "variables", "flavour"),
    [
        ((), {}, "cpu"),
        (("libtorch_cuda.so",), {}, "cu128"),
        (("libtorch_cuda.so",), {"SECO_GPU": "1"}, "cu128"),
        (("libtorch_cuda.so",), {"PYTORCH_FLAVOR": "cu126"}, "cu126"),
    ],
)
def test_chooseEngine_installedPytorchThatFits_choosesItsBridge(libraries, variables, flavour, tmp_path):
    folder = installed(tmp_path / "torch", "2.7.1+cu128", *libraries)
    script = 'source "$ROOT/environment/setup.sh"; choose_engine; echo "$PYTORCH_FLAVOR$variant"'
    variables = {"SECO_GPU": None, "PYTORCH_FLAVOR": None, **variables}
    chosen = start("bash", "-c", script, ROOT=ROOT, PYTORCH_LIBRARY_PATH=folder, **variables)
    assert (chosen.returncode, chosen.stdout, chosen.stderr) == (0, f"{flavour}\n", "")


def test_export_everyFunction_takesItsArraysInTheOrderOfItsFile(network):
    card = gpu_check.read_card(network)
    modes = [(function["mode"], function["precision"]) for function in card["functions"]]
    assert modes == [(mode, precision) for mode in ("training", "evaluation") for precision in ("float32", "bf16")]
    for function in card["functions"]:
        arrays = torch_reader.read(network / function["arrays"])
        assert list(arrays) == function["arguments"]
        assert {tensor.type for tensor in arrays.values()} == {"F32"}
        with zipfile.ZipFile(network / function["file"]) as archive:
            assert archive.testzip() is None
            code = archive.read("archive/code/__torch__.py").decode()
        forward = code.split("def forward(")[1].split("  def ")[0]
        assert forward.count("torch.conv2d(") + forward.count("(self).side_by_side(") == 20
        assert ("torch.batch_norm(" in code) == (function["mode"] == "training")
        assert ("torch.to(x, 15," in code) == (function["precision"] == "bf16")


def test_readCard_archiveOfAnotherNetwork_isRefused(changed):
    shutil.copy(changed / "training-float32.pt", changed / "evaluation-float32.pt")
    with pytest.raises(gpu_check.Refused, match="evaluation-float32.pt: takes 100 arrays, network.json names 40"):
        gpu_check.read_card(changed)


@pytest.mark.parametrize("damage", ["network.json", "training-bf16.pt"])
@pytest.mark.parametrize("how", ["missing", "cut"])
def test_readCard_damagedFolder_isRefusedNamingTheFile(changed, damage, how):
    path = changed / damage
    content = path.read_bytes()
    path.unlink()
    if how == "cut":
        path.write_bytes(content[:100])
    with pytest.raises(gpu_check.Refused, match="network.json" if how == "cut" else damage):
        gpu_check.read_card(changed)


def test_gpuCheck_withoutAPythonOrWithOneWithoutPytorch_failsInOneLine():
    bare = start(CHECK)
    assert (bare.returncode, bare.stderr) == (1, "error: --python PATH is missing: name a Python that has PyTorch\n")
    without = start(CHECK, "--python", sys.executable)
    assert (without.returncode, without.stderr) == (1, f"error: --python {sys.executable}: has no PyTorch\n")


def test_gpuCheck_help_needsNothing():
    helped = start(CHECK, "--help")
    assert helped.returncode == 0 and "--rounds" in helped.stdout


def check(network, out, *more):
    quick = ("--device", "cpu", "--pixels", "48", "--batch", "2", "--compare", "8", "--rounds", "1", "--warmup", "1")
    return start(CHECK, "--python", PYTORCH, "--network", network, *quick, "--json", out, *more, OMP_NUM_THREADS="1")


@needs_pytorch
def test_gpuCheck_onTheProcessor_findsNoDifference(network, tmp_path):
    done = check(network, tmp_path / "out.json")
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads((tmp_path / "out.json").read_text("utf-8"))
    compared = [(row["mode"], row["precision"], row["what"]) for row in result["comparison"]]
    assert len(compared) == len(set(compared)) == 8
    assert all(row["ok"] for row in result["comparison"])
    assert [row["ratio_median"] > 0 for row in result["timing"]] == [True] * 4


@needs_pytorch
@pytest.mark.parametrize(
    ("function", "before", "after"),
    [
        ("training-float32.pt", "True, 0.1, 1e-05", "True, 0.2, 1e-05"),
        ("training-bf16.pt", "torch.relu_(", "torch.abs_("),
        ("evaluation-float32.pt", "[3, 3], [2, 2], [1, 1]", "[3, 3], [2, 2], [0, 0]"),
    ],
)
def test_gpuCheck_functionThatIsWrong_isFound(changed, tmp_path, function, before, after):
    rewrite(changed / function, before, after)
    done = check(changed, tmp_path / "out.json")
    assert done.returncode == 1, done.stdout + done.stderr
    result = json.loads((tmp_path / "out.json").read_text("utf-8"))
    wrong = {f"{row['mode']}-{row['precision']}.pt" for row in result["comparison"] if not row["ok"]}
    assert wrong == {function}


def rewrite(path, before, after):
    """Changes the first place of a function's code."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    name = "archive/code/__torch__.py"
    assert before.encode() in entries[name]
    entries[name] = entries[name].replace(before.encode(), after.encode(), 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
