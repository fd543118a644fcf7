"""The pictures of docs/benchmarks.md."""

from __future__ import annotations

from pathlib import Path

import matplotlib
from matplotlib import pyplot
from matplotlib.axes import Axes

from benchmarks.measure import Data, median

matplotlib.use("Agg")
OURS, THEIRS, FLOOR = "#2f6f9f", "#b9b9b9", "#dddddd"
STYLE = {"font.size": 10, "axes.spines.top": False, "axes.spines.right": False, "svg.hashsalt": "x"}


def single_plot(data: Data, path: Path) -> None:
    """A bar for each way to grade one submission of the assignment that the peers grade too."""
    rows = max((one["rows"] for one in data["single"].values()), key=len)
    names = list(rows)
    with pyplot.rc_context(STYLE):
        figure, axes = pyplot.subplots(figsize=(7, 2.8))
        values = [median(rows[name]["wall"]) for name in names]
        least = [v - min(rows[n]["wall"]) for v, n in zip(values, names)]
        most = [max(rows[n]["wall"]) - v for v, n in zip(values, names)]
        colours = [_colour(name) for name in names]
        bars = axes.barh(_plain(names), values, xerr=(least, most), color=colours, ecolor="#555555")
        axes.bar_label(bars, [f"{value:.1f} s" for value in values], padding=12)
        axes.invert_yaxis()
        axes.margins(x=0.15)
        axes.set_xlabel("seconds, one submission end to end (median; line: least to most)")
        _save(figure, path)


def batch_plot(data: Data, path: Path) -> None:
    """Seconds for classes of growing size; the peers' lines are extrapolated."""
    rows = data["classes"]["rows"]
    numbers = [row["number"] for row in rows]
    with pyplot.rc_context(STYLE):
        figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.6))
        left.plot(numbers, [row["wall"] for row in rows], "o-", color=OURS)
        ends = {"this kit, two workers": rows[-1]["wall"]}
        for name, seconds in data["peers"]["seconds"].items():
            left.plot(numbers, [seconds * n for n in numbers], "--", color="#8a8a8a", lw=1)
            ends[name.strip("`")] = seconds * numbers[-1]
        _name_ends(left, numbers[-1], ends)
        left.set(xscale="log", yscale="log", xlabel="submissions", ylabel="seconds")
        left.set_title("a whole class (dashed: extrapolated)", fontsize=10, loc="left")
        right.plot(numbers, [row["usual"] / 2**20 for row in rows], "o-", color=OURS)
        right.plot(numbers, [row["memory"] / 2**20 for row in rows], "o:", color="#8a8a8a", lw=1)
        right.annotate("peak", (numbers[0], rows[0]["memory"] / 2**20), (0, 7), fontsize=8,
                       textcoords="offset points", color="#555555")  # fmt: skip
        right.set(xscale="log", xlabel="submissions", ylabel="MB")
        right.set_ylim(0, 1.3 * max(row["memory"] for row in rows) / 2**20)
        right.set_title("memory of all processes together", fontsize=10, loc="left")
        _save(figure, path)


def _name_ends(axes: Axes, x: float, ends: dict[str, float]) -> None:
    """Each line's name beside its end, from below; near ones are moved up, apart."""
    lowest = 0.0
    for name, y in sorted(ends.items(), key=lambda end: end[1]):
        place = max(y, lowest)
        colour = OURS if "this kit" in name else "#555555"
        axes.annotate(
            name, (x, place), (7, -3), textcoords="offset points", fontsize=8, color=colour
        )
        lowest = place * 1.6


def _colour(name: str) -> str:
    return OURS if "this kit" in name else FLOOR if "import torch" in name else THEIRS


def _plain(names: list[str]) -> list[str]:
    return [name.replace("`", "") for name in names]


def _save(figure: pyplot.Figure, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None, dpi=150)
    pyplot.close(figure)
