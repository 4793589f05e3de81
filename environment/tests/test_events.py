"""A run's curves, read by TensorBoard's own reader."""

import csv

from conftest import ROOT, start
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader

SECO = ROOT / "environment" / "seco"


def test_events_ofARun_areTheNumbersOfItsMetrics(data, tmp_path):
    store = next((ROOT / "build" / "test-data").glob("lab-smoke-*/train.frames"))
    run = tmp_path / "run"
    trained = start(SECO, "pretrain", "--store", store, "--preset", "smoke", "--seed", "1", "--run", run)
    assert trained.returncode == 0, trained.stderr
    with open(run / "metrics.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    events = list(EventFileLoader(str(run / "events.out.tfevents")).Load())
    assert events[0].file_version == "brain.Event:2"
    assert [event.step for event in events[1:]] == [int(row["step"]) for row in rows]
    for event, row in zip(events[1:], rows):
        values = {value.tag: value.tensor.float_val[0] for value in event.summary.value}
        for tag, column in {"loss/total": "total", "loss/intra": "intra", "accuracy/order": "orderTop1"}.items():
            assert abs(values[tag] - float(row[column])) < 1e-6
