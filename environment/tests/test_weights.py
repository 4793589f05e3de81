"""Weights that other programs load, read by a reader that shares nothing with their writer."""

import json
import random
import struct

import torch_reader
from conftest import ROOT, start

SECO = ROOT / "environment" / "seco"
SIZES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1}


def converted(source, target, *options):
    made = start(SECO, "convert", source, target, *options)
    assert made.returncode == 0, made.stderr
    return torch_reader.read(target)


def safetensors(path):
    """The tensors of a file of the other format."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header, content = json.loads(data[8 : 8 + length]), data[8 + length :]
    header.pop("__metadata__", None)
    return {
        name: torch_reader.Tensor(t["dtype"], t["shape"], content[slice(*t["data_offsets"])]) for name, t in header.items()
    }


def write_every_type(path):
    header, content, numbers = {}, b"", random.Random(1)
    shapes = {kind: [3, 1, 2] for kind in SIZES}
    for name, (kind, shape) in {**{k: (k, s) for k, s in shapes.items()}, "none": ("F32", [0, 4]), "größe": ("I64", [])}.items():
        elements = 1
        for length in shape:
            elements *= length
        values = bytes(numbers.randrange(2 if kind == "BOOL" else 256) for _ in range(elements * SIZES[kind]))
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [len(content), len(content) + len(values)]}
        content += values
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + content)


def test_convert_ofEveryType_keepsNamesTypesAndBits(tmp_path):
    source = tmp_path / "in.safetensors"
    write_every_type(source)
    tensors = converted(source, tmp_path / "out.pth")
    assert tensors == safetensors(source)
    again = tmp_path / "again.pth"
    assert converted(source, again) == tensors
    assert again.read_bytes() == (tmp_path / "out.pth").read_bytes()


def test_convert_ofARun_isItsEncoderUnderPublishedNames(data, tmp_path):
    store = next((ROOT / "build" / "test-data").glob("lab-smoke-*/train.frames"))
    run = tmp_path / "run"
    trained = start(SECO, "pretrain", "--store", store, "--preset", "smoke", "--steps", "2", "--run", run)
    assert trained.returncode == 0, trained.stderr
    (arrays,) = run.glob("checkpoints/*/arrays.safetensors")
    encoder = {name[len("encoder.") :]: t for name, t in safetensors(arrays).items() if name.startswith("encoder.")}
    assert converted(run, tmp_path / "seco.pth", "--as", "seco") == encoder
    trunk = converted(arrays, tmp_path / "trunk.pth", "--as", "torchvision")
    assert trunk == {name: t for name, t in encoder.items() if not name.startswith("fc_")}
    assert list(trunk)[:2] == ["conv1.weight", "bn1.weight"]
