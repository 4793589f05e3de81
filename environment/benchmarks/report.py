"""From the raw numbers of the rounds to ratios and a table. Pure functions."""

import statistics

UNITS = {
    "seconds_median": "s",
    "seconds": "s",
    "images_per_cpu_second": "images/CPU s",
    "frames_per_second": "frames/s",
    "frames_per_cpu_second": "frames/CPU s",
    "write_mib_per_second": "MiB/s written",
    "read_mib_per_second": "MiB/s read",
    "stall_share": "of the time",
}


def numbers(results, measure):
    """Round -> number; rounds that failed or lack it are left out. Some scripts say seconds for their median."""
    other = "seconds" if measure == "seconds_median" else "seconds_median" if measure == "seconds" else measure
    found = {number: result.get(measure, result.get(other)) for number, result in results.items()}
    return {number: value for number, value in found.items() if value is not None}


def compare(ours, theirs):
    """The ratio of both medians, and of each round that has both numbers the ratio of its pair."""
    if not ours or not theirs:
        return None
    pairs = [ours[number] / theirs[number] for number in sorted(ours) if number in theirs]
    ratio = statistics.median(ours.values()) / statistics.median(theirs.values())
    return {"ratio": ratio, "rounds": pairs, "least": min(pairs, default=None), "most": max(pairs, default=None)}


def median(values):
    return statistics.median(values.values()) if values else None


def outcome(row, ours, theirs):
    """What a row comes to.

    ours, theirs: round -> result, as the processes printed it
    """
    mine, others = numbers(ours, row.measure), numbers(theirs, row.measure)
    peaks, their_peaks = numbers(ours, "peak_mib"), numbers(theirs, "peak_mib")
    comparison, memory = compare(mine, others), compare(peaks, their_peaks)
    judged = median(mine) if row.target and row.target.alone else comparison and comparison["ratio"]
    return {
        "stage": row.stage,
        "settings": row.settings(),
        "peer": row.name,
        "measure": row.measure,
        "ours_median": median(mine),
        "peer_median": median(others),
        "comparison": comparison,
        "target": str(row.target) if row.target else None,
        "met": None if row.target is None or judged is None else row.target.met(judged),
        "ours_peak_mib": median(peaks),
        "peer_peak_mib": median(their_peaks),
        "memory": memory,
        "memory_target": str(row.memory) if row.memory else None,
        "memory_met": None if row.memory is None or memory is None else row.memory.met(memory["ratio"]),
    }


def table(outcomes):
    """The rows as lines of text."""
    head = ["stage", "settings", "ours", "peer", "ratio (least to most)", "target", "met"]
    head += ["peak MiB", "peer's", "ratio", "target", "met"]
    lines = [head] + [cells(one) for one in outcomes]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)


def cells(one):
    unit = UNITS.get(one["measure"], one["measure"].replace("_", " "))
    comparison, memory = one["comparison"], one["memory"]
    peer = f"{amount(one['peer_median'], unit)} ({one['peer']})" if one["peer_median"] is not None else one["peer"] or "-"
    return [
        one["stage"], one["settings"], amount(one["ours_median"], unit), peer, spread(comparison),
        one["target"] or "-", verdict(one["met"]),
        amount(one["ours_peak_mib"]), amount(one["peer_peak_mib"]),
        f"{memory['ratio']:.2f}" if memory else "-", one["memory_target"] or "-", verdict(one["memory_met"]),
    ]


def spread(comparison):
    if comparison is None:
        return "-"
    if comparison["least"] is None:
        return f"{comparison['ratio']:.3g}"
    return f"{comparison['ratio']:.3g} ({comparison['least']:.3g} to {comparison['most']:.3g})"


def amount(value, unit=""):
    if value is None:
        return "-"
    digits = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{digits} {unit}".strip()


def verdict(met):
    return "-" if met is None else "yes" if met else "NO"
