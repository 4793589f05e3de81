"""The benchmark suite: suite.py JAVA … -- --out FOLDER [OPTION …]; environment/bench --help lists the options."""

import argparse
import json
import os
import sys
import time
from pathlib import Path

import growth
import kernels
import machine
import report
from processes import Failure, Ours, Peers
from rounds import Suite, say
from rows import ROWS, STAGES

KNOWN = list(dict.fromkeys(STAGES + growth.GROWING))
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
    add = parser.add_argument
    known = ",".join(KNOWN)
    add("--out", type=Path, required=True, help=argparse.SUPPRESS)
    add("--stages", type=names, default=KNOWN, metavar="A,B", help=f"of {known} (default: all)")
    add("--growth", action="store_true", help="how the time of each stage grows with its size, ours alone")
    add("--kernels", nargs="?", const="Kernels", metavar="NAME", help="the kernels alone, by JMH; with NAME those that hold it")
    add("--rounds", type=positive, metavar="N", help="processes of each side (default 5, with --quick 2)")
    add("--threads", type=positive, default=2, metavar="N", help="threads on both sides (default 2)")
    add("--quick", action="store_true", help="a short look: 2 rounds, at most 2 timed steps in each")
    add("--peer-python", metavar="PYTHON", help="runs the peers with a Python that has PyTorch, Pillow, scikit-learn")
    add("--peers", type=Path, metavar="DIR", help="scripts peer_step.py, peer_loss.py … in place of the project's")
    add("--spin", action="store_true", help="the peers' threads spin where they wait, as PyTorch has it by itself")
    add("--images", type=Path, metavar="DIR", help="JPEG files for the pipeline (default: drawn by the video lab)")
    options = parser.parse_args(arguments)
    options.rounds = options.rounds or (2 if options.quick else 5)
    return options


def names(text):
    chosen = text.split(",")
    for name in chosen:
        if name not in KNOWN:
            raise argparse.ArgumentTypeError(f"'{name}': choose of {','.join(KNOWN)}")
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
