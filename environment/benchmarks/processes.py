"""The processes that are measured: our stages and the peers' scripts, each printing one JSON object."""

import json
import os
import re
import subprocess
from pathlib import Path

OWN_PEERS = Path(__file__).resolve().parent / "peers"
PACKAGES = {"torch": "torch", "numpy": "numpy", "PIL": "pillow", "sklearn": "scikit-learn"}
INSTALL = (
    "python3 -m venv build/peer && build/peer/bin/pip install torch numpy pillow scikit-learn,"
    " then --peer-python build/peer/bin/python"
)


class Failure(Exception):
    """One line: what could not be measured and why."""


class Ours:
    """The stages of the command line, each in a virtual machine of its own."""

    def __init__(self, java):
        self.java = java

    def measure(self, side, threads):
        options = {"threads": threads, **side.of()}
        command = [*self.java, "seco.cli.Main", "bench", side.stage, *words(options), "--json"]
        return result(f"bench {side.stage}", command, environment(threads))

    def pictures(self, folder, width, height):
        """Makes the pictures of a size, unless they are there."""
        options = {"out": folder, "width": width, "height": height}
        return result("bench pictures", [*self.java, "seco.cli.Main", "bench", "pictures", *words(options), "--json"])


class Peers:
    """Scripts peer_<stage>.py of a folder, run with another Python."""

    def __init__(self, python, folder=OWN_PEERS, spin=False):
        self.python, self.folder, self.spin, self.known = str(python), Path(folder), spin, {}
        if not self.folder.is_dir():
            raise Failure(f"--peers {folder}: no such folder")

    def require_packages(self):
        """Requires what the project's own scripts import."""
        missing = []
        for module, package in PACKAGES.items():
            if run([self.python, "-c", f"import {module}"], None, self.python).returncode != 0:
                missing.append(package)
        if missing:
            raise Failure(f"--peer-python {self.python}: has no {', '.join(missing)}; {INSTALL}")

    def script(self, stage):
        return self.folder / f"peer_{stage}.py"

    def has(self, stage):
        return self.script(stage).is_file()

    def measure(self, side, threads):
        script = self.script(side.stage)
        given = {"threads": threads, **side.of()}
        known = self.options(script)
        unknown = [name for name in given if name not in known and name not in ("threads", "steps", "warmup")]
        if unknown:
            raise Failure(f"{script.name}: has no option --{unknown[0]}")
        chosen = {name: value for name, value in given.items() if name in known}
        command = [self.python, str(script), *words(chosen)]
        return result(script.name, command, environment(threads, self.spin))

    def options(self, script):
        """The options that a script names in its --help."""
        if script not in self.known:
            helped = run([self.python, str(script), "--help"], None, script.name)
            if helped.returncode != 0:
                raise Failure(f"{script.name}: {reason(helped)}")
            self.known[script] = set(re.findall(r"--([a-z][a-z0-9-]*)", helped.stdout))
        return self.known[script]


def words(options):
    """Options as a command line has them."""
    line = []
    for name, value in options.items():
        line += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return line


def environment(threads, spin=False):
    """The threads of every library that computes. They sleep where they wait, as environment/setup.sh has it."""
    names = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    variables = {**os.environ, **{name: str(threads) for name in names}}
    if spin:
        for name in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT"):
            variables.pop(name, None)
    return variables


def run(command, variables, name):
    try:
        return subprocess.run(
            [str(word) for word in command], env=variables, text=True, capture_output=True, stdin=subprocess.DEVNULL
        )
    except OSError as error:
        raise Failure(f"{name}: cannot be started: {error.strerror or error}") from error


def result(name, command, variables=None):
    """The JSON object that a command prints."""
    done = run(command, variables, name)
    if done.returncode != 0:
        raise Failure(f"{name}: {reason(done)}")
    try:
        found = json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise Failure(f"{name}: printed no JSON object")
    return found


def reason(done):
    """The line that says why a command failed."""
    lines = [line for line in (done.stderr or done.stdout).strip().splitlines() if line.strip()]
    told = lines[-1].strip() if lines else f"exit code {done.returncode}"
    if re.search(r"No module named '(torch|numpy|PIL|sklearn)'", told):
        told += f"; {INSTALL}"
    return told
