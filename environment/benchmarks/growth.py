"""How a stage's time grows with its size: ours alone, one size after the other, in rounds."""

import math
from dataclasses import dataclass

from rows import Side

LINEAR = 1.1  # an exponent up to here counts as linear: fixed costs and caches bend the line


@dataclass(frozen=True)
class Series:
    """One size of a stage at several values, all else the same.

    unit: what the time is given for
    per: how much of the size that is
    """

    stage: str
    grows: str
    values: tuple
    unit: str
    per: int = 1
    fixed: tuple = ()
    steps: int = 3
    warmup: int = 1

    def side(self, value, quick):
        counts = {"steps": 1 if quick else self.steps, "warmup": self.warmup}
        return Side(self.stage, tuple({**dict(self.fixed), self.grows: value, **counts}.items()))


def fixed(**options):
    return tuple(options.items())


NETWORKS = {"rectified": True}  # features as networks give them

SERIES = [
    Series("step", "batch", (8, 16, 32), "video", fixed=fixed(depth=18, pixels=112, memory=4096)),
    Series("loss", "memory", (4096, 16384, 65536, 131072), "1,000 rows", 1000, fixed(batch=32), steps=15, warmup=3),
    Series("features", "batch", (8, 16, 32), "image", fixed=fixed(depth=50, pixels=224)),
    Series("svm", "samples", (5000, 10000, 20000), "1,000 samples", 1000, fixed(dim=512, classes=20, **NETWORKS), steps=1),
    Series("svm", "classes", (10, 20, 40), "class", fixed=fixed(samples=10000, dim=512, **NETWORKS), steps=1),
    Series("svm", "dim", (256, 512, 1024), "100 numbers", 100, fixed(samples=10000, classes=20, **NETWORKS), steps=1),
    Series("video", "frames", (125, 250, 500), "frame", fixed=fixed(threads=1)),
    Series("store", "videos", (25, 50, 100, 200), "video", fixed=fixed(threads=1)),
]
GROWING = list(dict.fromkeys(series.stage for series in SERIES))


def exponent(seconds):
    """The power of the size with which the time grows between the smallest and the largest: 1 is linear."""
    least, most = min(seconds), max(seconds)
    return math.log(seconds[most] / seconds[least]) / math.log(most / least)


def lines(series, seconds):
    """A series as text.

    seconds: size -> median
    """
    for value, taken in seconds.items():
        each = taken / value * series.per
        yield f"{series.stage:<9} {series.grows:<8} {value:>9,} {taken:>10.4g} s {each:>10.4g} s for each {series.unit}"
    if len(seconds) > 1:
        power = exponent(seconds)
        verdict = "not faster than linear" if power <= LINEAR else "FASTER than linear"
        yield f"{series.stage:<9} grows with the power {power:.2f} of {series.grows}: {verdict}"
