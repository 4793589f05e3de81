"""The benchmark suite: its ratios and its table by hand, and whole runs of it at a small size."""

import json
import re
import sys
from pathlib import Path

import pytest
from conftest import ROOT, start

sys.path.insert(0, str(ROOT / "environment" / "benchmarks"))

import growth  # noqa: E402
import report  # noqa: E402
from processes import Failure, Peers, words  # noqa: E402
from rows import ROWS, Row, Target, at_least, at_most, groups  # noqa: E402

BENCH = ROOT / "environment" / "bench"

# A peer of the form that --peers expects; it has no warm-up, as some have none.
PEER = """
import argparse, json, math, statistics, time
parser = argparse.ArgumentParser()
for name, default in (("batch", 32), ("memory", 131072), ("threads", 2), ("steps", 15)):
    parser.add_argument("--" + name, type=int, default=default)
settings = parser.parse_args()
seconds = []
for _ in range(settings.steps):
    begin = time.perf_counter()
    math.log(sum(math.exp(math.sin(i)) for i in range(settings.memory)))
    seconds.append(time.perf_counter() - begin)
print("a line of something else")
print(json.dumps({**vars(settings), "seconds_median": statistics.median(seconds), "peak_mib": 10}))
"""


def rounds(*values, measure="seconds_median", **more):
    """Round -> result; None is a round that failed."""
    return {number: {measure: value, **more} for number, value in enumerate(values) if value is not None}


def test_compare_ofThreeRounds_isTheRatioOfMediansWithItsSpread():
    found = report.compare({0: 1.0, 1: 2.0, 2: 6.0}, {0: 4.0, 1: 5.0, 2: 2.0})
    assert found == {"ratio": 2.0 / 4.0, "rounds": [0.25, 0.4, 3.0], "least": 0.25, "most": 3.0}


def test_compare_roundsThatFailed_areNotPaired():
    found = report.compare({0: 1.0, 2: 3.0}, {0: 4.0, 1: 2.0})
    assert found == {"ratio": 2.0 / 3.0, "rounds": [0.25], "least": 0.25, "most": 0.25}
    assert report.compare({}, {0: 1.0}) is None


def test_numbers_scriptsThatSaySecondsForTheirMedian_areUnderstood():
    assert report.numbers({0: {"seconds": 3.0}, 1: {"seconds_median": 2.0}}, "seconds_median") == {0: 3.0, 1: 2.0}
    assert report.numbers({0: {"seconds": 3.0}, 1: {"frames": 2.0}}, "seconds") == {0: 3.0}


@pytest.mark.parametrize(
    ("target", "value", "met", "text"),
    [
        (at_most(0.95), 0.95, True, "<= 0.95"),
        (at_most(0.95), 0.951, False, "<= 0.95"),
        (at_least(3), 3.1, True, ">= 3 x"),
        (at_least(3), 2.9, False, ">= 3 x"),
    ],
)
def test_target_atItsBound_isMet(target, value, met, text):
    assert (target.met(value), str(target)) == (met, text)


def test_outcome_timeAndMemory_areJudgedApart():
    row = Row("step", {"depth": 18, "batch": 4}, {}, {}, "eager", target=at_most(0.5), memory=at_most(1))
    one = report.outcome(row, rounds(1.0, 3.0, 2.0, peak_mib=300), rounds(5.0, 4.0, 8.0, peak_mib=200))
    assert one["comparison"]["ratio"] == 2.0 / 5.0
    assert one["comparison"]["rounds"] == [0.2, 0.75, 0.25]
    assert (one["met"], one["memory"]["ratio"], one["memory_met"]) == (True, 1.5, False)


def test_outcome_targetOfOursAlone_needsNoPeer():
    row = Row("checkpoint", {"depth": 18}, measure="stall_share", target=Target(0.02, alone=True))
    one = report.outcome(row, rounds(0.03, 0.01, 0.04, measure="stall_share"), {})
    assert (one["ours_median"], one["met"], one["comparison"]) == (0.03, False, None)


def test_outcome_withoutNumbers_judgesNothing():
    one = report.outcome(ROWS[0], {}, {})
    assert (one["met"], one["memory_met"]) == (None, None)
    assert set(report.cells(one)[6:]) <= {"-", "<= 1"}


def test_table_ofTwoRows_alignsItsColumns():
    faster = Row("loss", {"batch": 32, "memory": 131072}, {}, {}, "plain", target=at_most(0.35))
    alone = Row("video", {"frames": 250}, measure="frames_per_cpu_second")
    lines = report.table(
        [
            report.outcome(faster, rounds(0.1, 0.2, 0.3), rounds(0.4, 0.5, 0.6)),
            report.outcome(alone, rounds(1200.4, measure="frames_per_cpu_second", peak_mib=90), {}),
        ]
    ).splitlines()
    assert len(lines) == 4
    assert lines[0].index("settings") == lines[2].index("batch 32") == lines[3].index("250 frames")
    assert lines[2].split("  ")[0] == "loss"
    assert "batch 32, memory 131,072  0.2 s" in lines[2] and "0.5 s (plain)  0.4 (0.25 to 0.5)" in lines[2]
    assert "<= 0.35  NO" in lines[2]
    assert "1,200 frames/CPU s" in lines[3] and "90" in lines[3]


def test_rows_ofTheIssue_areGroupedBySizes():
    for group in groups(ROWS):
        assert len({(row.stage, str(row.sizes)) for row in group}) == 1
    assert sum(len(group) for group in groups(ROWS)) == len(ROWS)
    first = groups(ROWS)[0]
    assert [row.ours["precision"] for row in first] == ["float32", "auto", "bf16"]
    assert len({side for row in first for side in row.sides()}) == 6


def test_words_flagsAndValues_areThoseOfACommandLine():
    assert words({"depth": 18, "channels-last": True}) == ["--depth", "18", "--channels-last"]


def test_growth_ofKnownTimes_isTheExponent():
    assert growth.exponent({8: 1.0, 16: 2.0, 32: 4.0}) == pytest.approx(1)
    assert growth.exponent({10: 1.0, 100: 100.0}) == pytest.approx(2)


@pytest.fixture
def peers(tmp_path):
    (tmp_path / "peer_loss.py").write_text(PEER)
    return tmp_path


def test_peers_optionThatAScriptLacks_isNamed(peers):
    found = Peers(sys.executable, peers)
    assert found.options(found.script("loss")) == {"help", "batch", "memory", "threads", "steps"}
    row = Row("loss", {"batch": 2, "memory": 10, "depth": 18}, {}, {}, "plain")
    with pytest.raises(Failure, match=r"^peer_loss.py: has no option --depth$"):
        found.measure(row.sides()[1], 1)


def bench(tmp_path, *options):
    return start(BENCH, "--quick", "--threads", 1, "--out", tmp_path / "out", *options, minutes=5)


def record(tmp_path):
    (file,) = (tmp_path / "out").glob("*.json")
    return json.loads(file.read_text())


def test_bench_withPeersOfAFolder_comparesThemRoundByRound(peers, tmp_path):
    done = bench(tmp_path, "--stages", "loss", "--peers", peers)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split()[:2] == ["stage", "settings"]
    (row,) = record(tmp_path)["rows"]
    assert row["stage"] == "loss" and row["ours_median"] > 0 and row["ours_peak_mib"] > 50
    assert row["comparison"]["ratio"] == pytest.approx(row["ours_median"] / row["peer_median"])
    assert len(row["comparison"]["rounds"]) == 2
    runs = record(tmp_path)["runs"]
    assert [(run["peer"], run["round"]) for run in runs] == [(False, 0), (True, 0), (True, 1), (False, 1)]
    assert all(run["result"]["batch"] == 32 and run["result"]["threads"] == 1 for run in runs)
    assert record(tmp_path)["machine"]["cores"] >= 1


def test_bench_stageThatFails_isNamedAndTheRestGoesOn(peers, tmp_path):
    (peers / "peer_video.py").write_text("import argparse\nargparse.ArgumentParser().parse_args()\nraise SystemExit('no disk')")
    (peers / "peer_loss.py").write_text("import torch_that_is_not_there")
    done = bench(tmp_path, "--stages", "loss,video", "--rounds", 1, "--peers", peers)
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(told) == 1 and "peer_loss.py" in told[0] and "No module named 'torch_that_is_not_there'" in told[0]
    assert [row["ours_median"] > 0 for row in record(tmp_path)["rows"]] == [True, True]


def test_bench_growth_saysWhatEachUnitTakes(tmp_path):
    done = bench(tmp_path, "--growth", "--stages", "video", "--rounds", 1)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[:3] for line in lines[:3]] == [["video", "frames", size] for size in ("125", "250", "500")]
    assert all(line.endswith("s for each frame") for line in lines[:3])
    assert re.fullmatch(r"video +grows with the power -?\d\.\d\d of frames: .* than linear", lines[3])
    assert [run["options"]["frames"] for run in record(tmp_path)["runs"]] == [125, 250, 500]


def test_bench_kernel_isMeasuredByJmh(tmp_path):
    done = bench(tmp_path, "--kernels", "ShuffleKernels")
    assert done.returncode == 0, done.stderr
    assert re.match(r"ShuffleKernels.thereAndBack +[\d.]+ .* ms/op\n", done.stdout)
    (kernel,) = record(tmp_path)["kernels"]
    assert kernel["primaryMetric"]["score"] > 0


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--stages", "loss,nothing"), "'nothing': choose of step,loss,"),
        (("--rounds", "0"), "'0': must be a number from 1"),
        (("--peers", "/no/such/folder"), "--peers /no/such/folder: no such folder"),
        (("--peer-python", "/no/python"), "/no/python: cannot be started: No such file or directory"),
        (("--peer-python", sys.executable), "has no torch, "),
    ],
)
def test_bench_wrongOption_isRefused(tmp_path, options, complaint):
    failed = bench(tmp_path, *options)
    assert failed.returncode in (1, 2) and failed.stdout == ""
    assert complaint in failed.stderr.splitlines()[-1]
    assert not Path(tmp_path, "out").exists()
