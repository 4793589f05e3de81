"""Compares and times the functions that `seco export` writes, on a device that PyTorch knows.

Each function is compared with PyTorch's own network of the same weights on the processor, in float32, and timed in turn
with PyTorch's own network on the device. Ends with 1 where a function differs by more than its bound.
"""

import argparse
import json
import re
import statistics
import sys
import time
import warnings
import zipfile
from pathlib import Path

# Largest ||a - b|| / ||b|| of each tensor in float32.
BOUNDS = {"features": 1e-4, "gradients": 1e-3, "statistics": 1e-4}
# How far bf16 may lie from float32, all tensors together, as a multiple of how far PyTorch's own autocast on the device
# lies; never more than half.
BF16_BOUND, BF16_MOST = 1.5, 0.5
# The comparison takes the residual branches times this: as they are, an untrained network enlarges the rounding of bf16
# until nothing is left of its gradient.
DAMPING = 0.1
BLOCKS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3)}


class Refused(Exception):
    """Bad input, said in one line."""


def read_card(folder):
    """The folder's network.json, its archives checked against it."""
    path = Path(folder) / "network.json"
    try:
        card = json.loads(path.read_text("utf-8"))
        for function in card["functions"]:
            check_archive(Path(folder) / function["file"], len(function["arguments"]))
    except OSError as error:
        raise Refused(f"{error.filename}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise Refused(f"{path}: is none that environment/seco export has written ({error!r})") from error
    return card


def check_archive(path, count):
    """Requires a function that takes `count` arrays, the first time each in their order."""
    with zipfile.ZipFile(path) as archive:
        code = archive.read("archive/code/__torch__.py").decode("ascii")
    used = list(dict.fromkeys(int(index) for index in re.findall(r"\ba\[(\d+)\]", code)))
    if used != list(range(count)):
        raise Refused(f"{path}: takes {len(used)} arrays, network.json names {count}; export the network once more")


def is_statistic(name):
    return name.endswith((".running_mean", ".running_var"))


def eager(torch, card):
    """PyTorch's own network, its parameters under the published names; the usual way to write it."""
    if card["dilatedStages"]:
        raise Refused(f"{card['network']} with {card['dilatedStages']} dilated stages: export one without")
    nn = torch.nn
    bottleneck = card["depth"] >= 50

    class Block(nn.Module):
        def __init__(self, inputs, width, stride):
            super().__init__()
            outputs = width * (4 if bottleneck else 1)
            kernels = (1, 3, 1) if bottleneck else (3, 3)
            channels = [inputs] + [width] * (len(kernels) - 1) + [outputs]
            for i, kernel in enumerate(kernels):
                step = stride if i == len(kernels) - 2 else 1
                convolution = nn.Conv2d(channels[i], channels[i + 1], kernel, step, kernel // 2, bias=False)
                self.add_module(f"conv{i + 1}", convolution)
                self.add_module(f"bn{i + 1}", nn.BatchNorm2d(channels[i + 1]))
            self.layers = len(kernels)
            self.downsample = None
            if stride != 1 or inputs != outputs:
                shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False)
                self.downsample = nn.Sequential(shortcut, nn.BatchNorm2d(outputs))

        def forward(self, x):
            y = x
            for i in range(1, self.layers + 1):
                y = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(y))
                if i < self.layers:
                    y = torch.relu_(y)
            y += x if self.downsample is None else self.downsample(x)
            return torch.relu_(y)

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            width = card["width"]
            self.conv1 = nn.Conv2d(3, width, 7, 2, 3, bias=False)
            self.bn1 = nn.BatchNorm2d(width)
            inputs = width
            for stage, count in enumerate(BLOCKS[card["depth"]]):
                blocks = []
                for i in range(count):
                    blocks.append(Block(inputs, width << stage, 2 if stage and not i else 1))
                    inputs = (width << stage) * (4 if bottleneck else 1)
                setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))

        def forward(self, x):
            x = torch.relu_(self.bn1(self.conv1(x)))
            x = nn.functional.max_pool2d(x, 3, 2, 1)
            for stage in range(1, 5):
                x = getattr(self, f"layer{stage}")(x)
            return x.float().mean((2, 3))

    return Network()


class Ours:
    """A function of the folder with its arrays on a device."""

    def __init__(self, torch, folder, function, device):
        self.training = function["mode"] == "training"
        self.module = torch.jit.load(str(folder / function["file"]), map_location=device)
        stored = torch.load(folder / function["arrays"], map_location=device, weights_only=True)
        if list(stored) != function["arguments"]:
            raise Refused(f"{folder / function['arrays']}: other arrays than network.json names")
        kind = getattr(torch, function["type"])
        self.arrays = {}
        for name, array in stored.items():
            array = array.to(kind)
            if array.dim() == 4:
                array = array.contiguous(memory_format=torch.channels_last)
            learns = self.training and not is_statistic(name)
            self.arrays[name] = array.clone().requires_grad_(learns)
        self.arguments = list(self.arrays.values())

    def __call__(self, images):
        return self.module(images, self.arguments)

    def learning(self):
        return {name: array for name, array in self.arrays.items() if array.requires_grad}

    def statistics(self):
        return {name: array for name, array in self.arrays.items() if is_statistic(name)}


class Eager:
    """PyTorch's own network with the training's arrays, its products in float32 or by autocast in bf16."""

    def __init__(self, torch, folder, card, mode, precision, device):
        self.torch, self.precision, self.kind = torch, precision, torch.device(device).type
        self.training = mode == "training"
        self.network = eager(torch, card)
        stored = torch.load(folder / "training.pth", map_location="cpu", weights_only=True)
        missing, left = self.network.load_state_dict(stored, strict=False)
        if left or any(not name.endswith("num_batches_tracked") for name in missing):
            raise Refused(f"{folder / 'training.pth'}: arrays of another network")
        self.network.to(device).to(memory_format=torch.channels_last).train(self.training)

    def __call__(self, images):
        with self.torch.autocast(self.kind, dtype=self.torch.bfloat16, enabled=self.precision == "bf16"):
            return self.network(images)

    def learning(self):
        return dict(self.network.named_parameters())

    def statistics(self):
        return {name: array for name, array in self.network.named_buffers() if is_statistic(name)}


def random_tensor(torch, seed, device, *shape):
    numbers = torch.Generator().manual_seed(seed)
    return torch.randn(*shape, generator=numbers).to(device)


def images(torch, device, batch, pixels):
    made = random_tensor(torch, 1, device, batch, 3, pixels, pixels)
    return made.contiguous(memory_format=torch.channels_last)


def step(torch, network, pictures, gradient):
    """A pass as training or evaluation makes it; returns the features."""
    if not network.training:
        with torch.no_grad():
            return network(pictures)
    for parameter in network.learning().values():
        parameter.grad = None
    features = network(pictures)
    features.backward(gradient)
    return features.detach()


def damp(torch, network):
    """Makes the residual branches of a training's network small."""
    with torch.no_grad():
        for name, weight in network.learning().items():
            block = re.fullmatch(r"layer\d\.\d+\.bn(\d)\.weight", name)
            if block and name.replace(f"bn{block[1]}", f"bn{int(block[1]) + 1}") not in network.learning():
                weight *= DAMPING


def outcome(torch, network, batch, pixels, features, device):
    """What one pass leaves, on the processor in float64."""
    if network.training:
        damp(torch, network)
    gradient = random_tensor(torch, 2, device, batch, features)
    result = {"features": [step(torch, network, images(torch, device, batch, pixels), gradient)]}
    if network.training:
        result["gradients"] = [parameter.grad for _, parameter in sorted(network.learning().items())]
        result["statistics"] = [array for _, array in sorted(network.statistics().items())]
    return {what: [array.detach().double().cpu() for array in arrays] for what, arrays in result.items()}


def distances(torch, found, expected, precision):
    """||a - b|| / ||b|| for each kind of array: in float32 the largest of its tensors, in bf16 that of all together."""
    result = {}
    for what, arrays in found.items():
        pairs = list(zip(arrays, expected[what]))
        if precision == "bf16":
            pairs = [tuple(torch.cat([tensor.flatten() for tensor in side]) for side in zip(*pairs))]
        result[what] = max(float((a - b).norm() / b.norm()) for a, b in pairs)
    return result


def compare(torch, folder, card, device, batch, pixels):
    rows, expected = [], {}
    sizes = (batch, pixels, card["features"])
    for function in card["functions"]:
        mode, precision = function["mode"], function["precision"]
        if mode not in expected:
            reference = Eager(torch, folder, card, mode, "float32", "cpu")
            expected[mode] = outcome(torch, reference, *sizes, "cpu")
        found = outcome(torch, Ours(torch, folder, function, device), *sizes, device)
        theirs = Eager(torch, folder, card, mode, precision, device)
        away = distances(torch, outcome(torch, theirs, *sizes, device), expected[mode], precision)
        for what, distance in distances(torch, found, expected[mode], precision).items():
            bound = BOUNDS[what] if precision == "float32" else min(BF16_BOUND * away[what], BF16_MOST)
            row = {"mode": mode, "precision": precision, "what": what, "distance": distance, "bound": bound}
            row.update(pytorch=away[what], ok=distance <= bound)  # a distance that is no number is none
            rows.append(row)
    return rows


def seconds(torch, network, pictures, gradient, device):
    wait = torch.cuda.synchronize if torch.device(device).type == "cuda" else lambda: None
    wait()
    start = time.perf_counter()
    step(torch, network, pictures, gradient)
    wait()
    return time.perf_counter() - start


def peak_mib(torch, network, pictures, gradient, device):
    """The most that a pass holds on the device beside what lay there before; nothing on the processor."""
    if torch.device(device).type != "cuda":
        return None
    torch.cuda.synchronize()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    step(torch, network, pictures, gradient)
    torch.cuda.synchronize()
    return round((torch.cuda.max_memory_allocated() - before) / 2**20, 1)


def measure(torch, folder, card, device, batch, pixels, rounds, warmup):
    pictures = images(torch, device, batch, pixels)
    gradient = random_tensor(torch, 2, device, batch, card["features"])
    rows = []
    for function in card["functions"]:
        mode, precision = function["mode"], function["precision"]
        pair = {
            "seco": Ours(torch, folder, function, device),
            "pytorch": Eager(torch, folder, card, mode, precision, device),
        }
        times = {who: [] for who in pair}
        for number in range(warmup + rounds):
            for who, network in pair.items():
                taken = seconds(torch, network, pictures, gradient, device)
                if number >= warmup:
                    times[who].append(taken)
        ratios = sorted(a / b for a, b in zip(times["seco"], times["pytorch"]))
        row = {"mode": mode, "precision": precision}
        for who, network in pair.items():
            row[f"{who}_seconds_median"] = statistics.median(times[who])
            row[f"{who}_peak_mib"] = peak_mib(torch, network, pictures, gradient, device)
        row.update(ratio_median=statistics.median(ratios), ratio_least=ratios[0], ratio_most=ratios[-1])
        rows.append(row)
    return rows


def table(rows):
    """Rows of the same keys as aligned text."""
    lines = [list(rows[0])] + [[text(value) for value in row.values()] for row in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join("  ".join(word.ljust(width) for word, width in zip(line, widths)).rstrip() for line in lines)


def text(value):
    if value is None:
        return "-"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def positive(value):
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def options(arguments):
    parser = argparse.ArgumentParser(
        prog="environment/gpu-check",
        description="Compares and times exported functions on a device.",
        epilog="--python PATH: a Python with PyTorch. Without --network an untrained ResNet-50 is exported.",
    )
    parser.add_argument("--network", type=Path, required=True, help="folder that environment/seco export has written")
    parser.add_argument("--device", default="cuda", help="PyTorch's name of the device (default cuda)")
    parser.add_argument("--batch", type=positive, default=32, help="images of a timed pass (default 32)")
    parser.add_argument("--pixels", type=positive, default=224, help="edge of the images (default 224)")
    parser.add_argument("--rounds", type=positive, default=11, help="timed rounds, in turn (default 11)")
    parser.add_argument("--warmup", type=positive, default=5, help="rounds before them (default 5)")
    parser.add_argument("--compare", type=positive, default=8, help="images of the comparison (default 8)")
    parser.add_argument("--json", type=Path, help="file for the result")
    return parser.parse_args(arguments)


def main(arguments=None):
    chosen = options(arguments)
    card = read_card(chosen.network)
    import torch  # after the options, so that --help needs no PyTorch

    warnings.filterwarnings("ignore", message=".*torch.jit.load.*")  # newer versions advise against TorchScript

    device = torch.device(chosen.device)
    if device.type == "cuda" and not torch.cuda.is_available():
        raise Refused(f"--device {chosen.device}: PyTorch {torch.__version__} finds no GPU here; --device cpu runs without")
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "processor"
    result = {"network": card["network"], "pytorch": torch.__version__, "device": f"{chosen.device} ({name})"}
    result.update(batch=chosen.batch, pixels=chosen.pixels, rounds=chosen.rounds, threads=torch.get_num_threads())
    print(f"{card['network']}, PyTorch {torch.__version__}, {result['device']}, {chosen.batch} images of {chosen.pixels} pixels")
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.allow_tf32 = False  # float32 is compared as float32
    result["comparison"] = compare(torch, chosen.network, card, device, chosen.compare, chosen.pixels)
    print("\nDistance from PyTorch's network on the processor in float32 (pytorch: its own on the device)")
    print(table(result["comparison"]))
    torch.backends.cudnn.allow_tf32 = True  # PyTorch's default, for both
    result["timing"] = measure(
        *(torch, chosen.network, card, device, chosen.batch, chosen.pixels, chosen.rounds, chosen.warmup)
    )
    print("\nOne pass, in training with its gradients")
    print(table(result["timing"]))
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    return 0 if all(row["ok"] for row in result["comparison"]) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
