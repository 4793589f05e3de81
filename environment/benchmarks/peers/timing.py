"""What the peers share: options, the clock, and the one line that they print."""

import argparse
import json
import resource
import statistics
import sys
import time


def options(description, flags=(), **defaults):
    """The options of a script: numbers with their defaults, and flags."""
    parser = argparse.ArgumentParser(description=description)
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", type=type(default), default=default, metavar="N")
    for flag in flags:
        parser.add_argument(f"--{flag}", action="store_true")
    return parser


def timed(work, steps, warmup, before=lambda: None):
    """The seconds of each of the rounds after the warm-up; what stands before a round is not timed."""
    seconds = []
    for number in range(warmup + steps):
        before()
        start = time.perf_counter()
        work()
        if number >= warmup:
            seconds.append(time.perf_counter() - start)
    return seconds


def peak_mib():
    """The largest resident size of this process."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def tell(peer, stage, settings, rounds, **findings):
    """Prints the result of a script: its settings, its rounds' seconds, what else it found, its memory."""
    record = {"peer": peer, "stage": stage, **vars(settings)}
    record.update(seconds_median=statistics.median(rounds), seconds_min=min(rounds), **findings)
    print(json.dumps({**record, "peak_mib": peak_mib()}))
