"""The kernels by JMH, in forked virtual machines: mean time of a call with its error at 99.9 % confidence."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import Failure, environment

ROUNDS = {False: ("-wi", "3", "-i", "5", "-w", "1", "-r", "2"), True: ("-wi", "1", "-i", "3", "-w", "1", "-r", "1")}


def run(java, threads, quick, pattern):
    """JMH's own records of the kernels whose names hold a pattern; its progress goes to standard error."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "kernels.json")
        options = ["-f", "1", *ROUNDS[quick], "-bm", "avgt", "-tu", "ms", "-foe", "true", "-rf", "json", "-rff", str(written)]
        settled = [f"-Dai.djl.pytorch.num_threads={threads}"]  # the last one counts
        command = [*java, *settled, "org.openjdk.jmh.Main", pattern, *options]
        done = subprocess.run(command, env=environment(threads), stdout=sys.stderr, stdin=subprocess.DEVNULL)
        if done.returncode != 0 or not written.is_file():
            raise Failure(f"kernels: JMH ended with exit code {done.returncode}")
        found = json.loads(written.read_text())
    if not found:
        raise Failure(f"kernels: none is called {pattern}")
    return found


def lines(records):
    """A line for each kernel."""
    for record in records:
        name = record["benchmark"].replace("seco.bench.", "")
        sizes = " ".join(f"{key} {value}" for key, value in (record.get("params") or {}).items())
        metric = record["primaryMetric"]
        error = metric["scoreError"]
        shown = f"± {error:.3g}" if isinstance(error, (int, float)) and error == error else ""
        yield f"{name:<40} {sizes:<16} {metric['score']:>10.4g} {shown:<9} {metric['scoreUnit']}"
