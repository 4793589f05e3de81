"""The rounds: ours and the peers in turn, and what they come to."""

import os
import sys
from dataclasses import replace

import report
from processes import Failure
from rows import groups


class Suite:
    """The rounds: in each, all sides of a group one after the other, in every second one backwards."""

    def __init__(self, ours, peers, options, pictures):
        self.ours, self.peers, self.options, self.pictures = ours, peers, options, pictures
        self.runs, self.failures, self.ended = [], [], False

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
                if side in broken or self.ended:
                    continue
                try:
                    results[side][number] = self.once(side, number)
                except Failure as failure:
                    broken.add(side)
                    self.failures.append(f"{failure} ({' '.join(shown(side))})")
                except KeyboardInterrupt:
                    self.ended = True
                    self.failures.append("ended before all rounds were done; what was measured is there")
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


def say(text):
    print(text, file=sys.stderr, flush=True)
