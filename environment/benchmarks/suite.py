"""The benchmark suite: suite.py JAVA … -- --out FOLDER [OPTION …]; environment/bench --help lists the options."""

import argparse
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import growth
import kernels
import machine
import report
from processes import Failure, Ours, Peers
from rows import ROWS, STAGES, groups

SIZES = ((320, 240), (640, 480))


def main(arguments):
    split = arguments.index("--")
    java, arguments = arguments[:split], arguments[split + 1 :]
    options = parsed(arguments)
    ours = Ours(java)
    if options.kernels is not None:
        return kernels_alone(java, options)
    if options.growth:
        return grown(java, ours, options)
    try:
        peers = chosen_peers(options)
        rows = chosen_rows(options, peers)
        pictures = found_pictures(options, ours, rows)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    record = begun(java, options)
    suite = Suite(ours, peers, options, pictures)
    outcomes = suite.run(rows)
    print(report.table(outcomes))
    return finished(suite, record, rows=outcomes)


def grown(java, ours, options):
    """The growth of the chosen stages."""
    record = begun(java, options)
    suite = Suite(ours, None, options, {})
    for series in growth.SERIES:
        if series.stage in options.stages:
            seconds = suite.growth(series)
            print("\n".join(growth.lines(series, seconds)), flush=True)
    return finished(suite, record)


def kernels_alone(java, options):
    """The kernels, for the record as well."""
    record = begun(java, options)
    try:
        found = kernels.run(java, options.threads, options.quick, options.kernels)
    except Failure as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 1
    print("\n".join(kernels.lines(found)))
    record.update(kernels=found, load_average_after=list(os.getloadavg()))
    print(f"All numbers: {write(options.out, record)}")
    return 0


def finished(suite, record, **more):
    """Writes the record, names what failed, and says whether anything did."""
    record.update(more, runs=suite.runs, failures=suite.failures, load_average_after=list(os.getloadavg()))
    print(f"All numbers: {write(suite.options.out, record)}")
    for failure in suite.failures:
        print(f"error: {failure}", file=sys.stderr)
    return 1 if suite.failures else 0


def parsed(arguments):
    parser = argparse.ArgumentParser(
        prog="environment/bench",
        description="Times the stages, each round ours and the peers in turn, and prints ratios of medians.",
    )
    parser.add_argument("--out", type=Path, required=True, help=argparse.SUPPRESS)
    known = list(dict.fromkeys(STAGES + growth.GROWING))
    parser.add_argument("--stages", type=names, default=known, metavar="A,B", help=f"of {','.join(known)} (default: all)")
    parser.add_argument("--growth", action="store_true", help="how the time of each stage grows with its size, ours alone")
    parser.add_argument(
        "--kernels", nargs="?", const="Kernels", metavar="NAME", help="the kernels alone, by JMH; with NAME those that hold it"
    )
    parser.add_argument("--rounds", type=positive, metavar="N", help="processes of each side (default 5, with --quick 2)")
    parser.add_argument("--threads", type=positive, default=2, metavar="N", help="threads on both sides (default 2)")
    parser.add_argument("--quick", action="store_true", help="a short look: 2 rounds, at most 2 timed steps in each")
    parser.add_argument("--peer-python", metavar="PYTHON", help="a Python with PyTorch, Pillow, scikit-learn: runs the peers")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="scripts peer_step.py, peer_loss.py … in place of the project's")
    parser.add_argument("--spin", action="store_true", help="lets the peers' threads spin while they wait, as PyTorch does by itself")
    parser.add_argument("--images", type=Path, metavar="DIR", help="JPEG files for the pipeline (default: drawn by the video lab)")
    options = parser.parse_args(arguments)
    options.rounds = options.rounds or (2 if options.quick else 5)
    return options


def names(text):
    chosen = text.split(",")
    known = dict.fromkeys(STAGES + growth.GROWING)
    for name in chosen:
        if name not in known:
            raise argparse.ArgumentTypeError(f"'{name}': choose of {','.join(known)}")
    return chosen


def positive(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}': must be a number from 1")
    return int(text)


def chosen_peers(options):
    """The peers, or None where none are asked for."""
    if options.peers is not None:
        return Peers(options.peer_python or sys.executable, options.peers, options.spin)
    if options.peer_python is None:
        return None
    peers = Peers(options.peer_python, spin=options.spin)
    peers.require_packages()
    return peers


def chosen_rows(options, peers):
    """The rows of the chosen stages that this processor can compute."""
    rows = [row for row in ROWS if row.stage in options.stages]
    if not machine.computes_bf16():
        left = [row for row in rows if row.bf16]
        rows = [row for row in rows if not row.bf16]
        if left:
            say(f"{len(left)} rows in bf16 are left out: this processor does not compute in it")
    if not rows:
        raise Failure("no row is left")
    return rows


def found_pictures(options, ours, rows):
    """Where the pictures of each size lie, made where they are missing."""
    sizes = {f"{width} x {height}": (width, height) for width, height in SIZES}
    wanted = {row.sizes["images"] for row in rows if "images" in row.sizes}
    if options.images is not None:
        return {name: options.images for name in wanted}
    folders = {name: options.out / "pictures" / name.replace(" ", "") for name in wanted}
    for name, folder in sorted(folders.items()):
        ours.pictures(folder, *sizes[name])
    return folders


class Suite:
    """The rounds: in each, all sides of a group one after the other, in every second one backwards."""

    def __init__(self, ours, peers, options, pictures):
        self.ours, self.peers, self.options, self.pictures = ours, peers, options, pictures
        self.runs, self.failures = [], []

    def run(self, rows):
        outcomes = []
        for group in groups(rows):
            results = self.measured(list(dict.fromkeys(side for row in group for side in self.sides(row))))
            for row in group:
                sides = self.sides(row)
                theirs = results[sides[1]] if len(sides) > 1 else {}
                outcomes.append(report.outcome(row, results[sides[0]], theirs))
        return outcomes

    def sides(self, row):
        """What is run for a row; fewer steps for a short look, the peer only where there is a script."""
        with_peer = self.peers is not None and self.peers.has(row.stage)
        if self.options.quick:
            row = replace(row, steps=min(row.steps, 2), warmup=min(row.warmup, 1))
        return row.sides(self.pictures)[: 2 if with_peer else 1]

    def measured(self, sides):
        """Side -> round -> result."""
        results = {side: {} for side in sides}
        broken = set()
        for number in range(self.options.rounds):
            for side in sides if number % 2 == 0 else reversed(sides):
                if side in broken:
                    continue
                try:
                    results[side][number] = self.once(side, number)
                except Failure as failure:
                    broken.add(side)
                    self.failures.append(f"{failure} ({' '.join(shown(side))})")
        return results

    def growth(self, series):
        """Size -> median of the rounds' medians, for the sizes that did not fail."""
        sides = {series.side(value, self.options.quick): value for value in series.values}
        results = self.measured(list(sides))
        medians = {value: report.median(report.numbers(results[side], "seconds_median")) for side, value in sides.items()}
        return {value: median for value, median in medians.items() if median is not None}

    def once(self, side, number):
        say(f"round {number + 1} of {self.options.rounds}: {' '.join(shown(side))}")
        runner = self.peers if side.peer else self.ours
        before = os.getloadavg()[0]
        found = runner.measure(side, self.options.threads)
        self.runs.append(
            {"stage": side.stage, "peer": side.peer, "options": side.of(), "round": number, "load": before, "result": found}
        )
        return found


def shown(side):
    """A side in words."""
    values = [name if value is True else f"{name} {value}" for name, value in side.options]
    return ["peer" if side.peer else "ours", side.stage, *values]


def begun(java, options):
    """What is known before the first round."""
    return {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "commit": os.environ.get("SECO_COMMIT", "unknown"),
        "machine": machine.facts(),
        "java": machine.java_version(java[0]),
        "options": {name: str(value) if isinstance(value, Path) else value for name, value in vars(options).items()},
    }


def write(folder, record):
    """Writes the record beside its place and moves it there."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{time.strftime('%Y-%m-%d-%H%M%S')}.json"
    partial = file.with_suffix(".partial")
    partial.write_text(json.dumps(record, indent=1, default=str) + "\n", encoding="utf-8")
    partial.replace(file)
    return file


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
