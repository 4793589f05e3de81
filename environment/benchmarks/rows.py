"""What the suite measures: a row is one stage at one size, ours beside a peer, and what we want of it."""

from dataclasses import dataclass, field
from typing import Optional

EAGER = "eager float32"
CHANNELS_LAST = "eager float32, channels-last"
BF16 = "autocast bf16, channels-last"
PEER_FLAGS = {EAGER: {}, CHANNELS_LAST: {"channels-last": True}, BF16: {"channels-last": True, "bf16": True}}


@dataclass(frozen=True)
class Side:
    """One process: a stage's command or a peer's script, with its options."""

    stage: str
    options: tuple  # pairs of name and value; True stands for an option without a value
    peer: bool = False

    def of(self):
        return dict(self.options)


@dataclass(frozen=True)
class Target:
    """A bound: on our number divided by the peer's, or on ours alone."""

    bound: float
    at_least: bool = False
    alone: bool = False

    def met(self, value):
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self):
        return f"{'>=' if self.at_least else '<='} {self.bound:g}{' x' if self.at_least else ''}"


@dataclass(frozen=True)
class Row:
    """A line of the table.

    measure: the key of the results that is compared
    peer: the peer's options beside the sizes, or None where ours stands alone
    name: what the peer is, for the table
    steps, warmup: timed and untimed rounds within each process
    """

    stage: str
    sizes: dict
    ours: dict = field(default_factory=dict)
    peer: Optional[dict] = None
    name: str = ""
    measure: str = "seconds_median"
    target: Optional[Target] = None
    memory: Optional[Target] = None
    steps: int = 8
    warmup: int = 3
    bf16: bool = False  # only where the processor computes in it

    def sides(self, pictures=None):
        """Ours, and the peer where there is one."""
        sizes = {**self.sizes, "steps": self.steps, "warmup": self.warmup}
        if "images" in sizes:
            sizes["images"] = (pictures or {}).get(sizes["images"], sizes["images"])
        ours = Side(self.stage, tuple({**sizes, **self.ours}.items()))
        return [ours] + ([] if self.peer is None else [Side(self.stage, tuple({**sizes, **self.peer}.items()), True)])

    def settings(self):
        """Sizes and options of ours, as the table shows them."""
        words = {"depth": "ResNet-{}", "pixels": "{} px", "batch": "batch {}", "memory": "memory {:,}", "images": "{}"}
        words.update({"samples": "{:,}", "dim": "x {:,}", "classes": "{} classes", "precision": "{}", "count": ""})
        words.update({"width": "{}", "height": "x {} px", "frames": "{} frames", "threads": "1 thread"})
        shown = [words.get(name, name + " {}").format(value) for name, value in {**self.sizes, **self.ours}.items()]
        return ", ".join(filter(None, shown)).replace(", x ", " x ")


def at_most(bound):
    return Target(bound)


def at_least(bound):
    return Target(bound, at_least=True)


SMALL = {"depth": 18, "pixels": 112, "batch": 32, "memory": 4096}
LARGE_MEMORY = {**SMALL, "memory": 131072}
DEEP = {"depth": 50, "pixels": 224, "batch": 8, "memory": 65536}
IMAGES = {"depth": 50, "pixels": 224, "batch": 30}


def step(sizes, precision, peer, target, **more):
    """A training step of ours in a precision beside PyTorch in its own form."""
    return Row(
        "step", sizes, {"precision": precision}, PEER_FLAGS[peer], peer,
        target=target, memory=at_most(1), bf16=precision != "float32", **more,
    )


def features(precision, peer, target):
    return Row(
        "features", IMAGES, {"precision": precision}, PEER_FLAGS[peer], peer, "frames_per_second",
        target=target, memory=at_most(1), steps=4, warmup=1, bf16=precision != "float32",
    )


def pipeline(pictures):
    return Row(
        "pipeline", {"images": pictures, "pixels": 224, "count": 600, "threads": 1}, {}, {}, "Pillow",
        "images_per_cpu_second", target=at_least(3), steps=3, warmup=1,
    )


def track(precision):
    """A frame of the tracking loop beside its network alone, both in one process."""
    return Row(
        "track", {"depth": 50, "width": 480, "height": 360}, {"precision": precision}, measure="overhead_share",
        target=Target(0.1, alone=True), steps=6, warmup=2, bf16=precision != "float32",
    )


def clips(network, width, frames, pixels, batch, **more):
    """Clips there and back as the loader lays them into memory, beside each channel apart, both in one process."""
    sizes = {"network": network, "width": width, "frames": frames, "pixels": pixels, "batch": batch}
    return Row(
        "clips", sizes, {"gradients": True}, measure="share_of_channels_first",
        target=Target(1, alone=True), warmup=1, **more,
    )


def loading(preset, videos, frames, pixels):
    """A batch of clips from kept frames, beside frames that are decoded anew, both in one process."""
    return Row(
        "loading", {"preset": preset, "videos": videos, "frames": frames, "pixels": pixels, "threads": 1}, measure="share_of_decoding",
        target=Target(1, alone=True), warmup=2,
    )


# Rows of the same stage and sizes are run in turn with one another.
ROWS = [
    step(SMALL, "float32", CHANNELS_LAST, at_most(0.95)),
    step(SMALL, "auto", EAGER, at_most(0.45)),
    step(SMALL, "bf16", BF16, at_most(0.90)),
    step(LARGE_MEMORY, "float32", CHANNELS_LAST, None),
    step(LARGE_MEMORY, "bf16", BF16, None),
    step(DEEP, "float32", CHANNELS_LAST, at_most(0.95), steps=3, warmup=1),
    step(DEEP, "bf16", BF16, at_most(0.95), steps=3, warmup=1),
    Row("loss", {"batch": 32, "memory": 131072}, {}, {}, "the authors' formulation", target=at_most(0.35), steps=15),
    pipeline("320 x 240"),
    pipeline("640 x 480"),
    features("float32", EAGER, at_least(2.0)),
    features("bf16", BF16, at_least(1.2)),
    track("float32"),
    track("bf16"),
    clips("r3d", 8, 8, 32, 32, steps=15),
    clips("r2plus1d", 64, 16, 112, 2, steps=3),
    loading("desk", 100, 48, 64),
    loading("paper", 70, 60, 240),
    Row(
        "svm", {"samples": 5000, "dim": 2048, "classes": 50, "normalise": True}, {}, {}, "liblinear -s 2", "seconds",
        target=at_most(0.1), steps=1, warmup=0,
    ),
    Row("update", {"depth": 18}, {}, {}, EAGER, steps=30, warmup=5),
    Row("update", {"depth": 50}, {}, {}, EAGER, steps=30, warmup=5),
    Row("video", {"width": 320, "height": 240, "frames": 250, "threads": 1}, measure="frames_per_cpu_second"),
    Row("checkpoint", {"depth": 50, "memory": 131072}, measure="write_mib_per_second", steps=3, warmup=1),
    Row("checkpoint", {"depth": 50, "memory": 131072}, measure="read_mib_per_second", steps=3, warmup=1),
    Row(
        "checkpoint", {"depth": 50, "memory": 131072}, measure="stall_share",
        target=Target(0.02, alone=True), steps=3, warmup=1,
    ),
]

STAGES = list(dict.fromkeys(row.stage for row in ROWS))


def groups(rows):
    """The rows, those of the same stage and sizes together, in their order."""
    found = {}
    for row in rows:
        found.setdefault((row.stage, tuple(row.sizes.items())), []).append(row)
    return list(found.values())
