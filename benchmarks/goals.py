"""What was aimed at, and whether it was reached."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Data, median, ratios, spread

KIT = "this kit, `run_autograder`"
FLOOR = "`import torch` alone"
PYTEST = "plain pytest, one process"
MEMORY = 300  # MB
TORCH = 1.3  # CPU s of `import torch` where the goals below were set; they grow and shrink with it
COSTS = {
    "01_flatten": 0.12,
    "02_cross_correlate": 0.30,
    "03_output_size": 0.15,
    "04_equivariance": 0.45,
}
MEAN = 0.25
COLD = 2.5 / 1.5  # of `import torch`: 2.5 s where that takes 1.5
GOALS = {"`nbgrader autograde`": 30, "`otter run`": 40, "gradescope-utils": 14}


def goals(data: Data) -> Iterator[tuple[str, str, bool]]:
    """What was aimed at, what came out, and whether that is enough."""
    rows, unit = data["each"]["rows"], torch(data["each"])
    costs = {row["slug"]: slope(row["mixed"], "cpu") for row in rows}
    mean = sum(costs.values()) / len(costs)
    for name, cost in [*costs.items(), ("on average", mean)]:
        wish = COSTS.get(name, MEAN)
        text = f"a submission in a class of 1,000, {name}: at most {wish:.2f} CPU s,"
        text += f" {wish / TORCH:.2f} of `import torch`"
        yield text, f"{cost:.2f} s, {cost / unit:.2f}", cost / unit <= wish / TORCH
    for slug, one in data["single"].items():
        for key, word in (("cpu", "CPU time"), ("wall", "wall time")):
            found = ratios(one["rows"][KIT][key], one["rows"][PYTEST][key])
            text = f"one submission, {slug}: at most 0.9 × plain pytest ({word})"
            yield text, f"{spread(found)} ×", median(found) <= 0.9
    for slug, one in data["single"].items():
        peak = one["rows"][KIT]["memory"] / 2**20
        yield f"one submission, {slug}: at most {MEMORY} MB", f"{peak:.0f} MB", peak <= MEMORY
    last = data["classes"]["rows"][-1]
    ours = last["wall"] / last["number"]
    for name, wish in GOALS.items():
        ratio = data["peers"]["seconds"][name] / ours
        text = f"a class: at least {wish} × the throughput of {name}"
        yield text, f"{ratio:.1f} ×", ratio >= wish
    speedups = speedup(data["workers"])
    text = "two workers on two cores at least 1.8 × one on one (the start in neither)"
    yield text, f"{spread(speedups)} ×", median(speedups) >= 1.8
    shares = [_small(row) for row in rows]
    text = f"a class of {numbers(rows[0])[0]} at most 1.3 × its share of one of"
    text += f" {numbers(rows[0])[-1]} (CPU, the start in neither; over the assignments)"
    yield text, f"{spread(shares)} ×", median(shares) <= 1.3
    first, end = ends(data["judge"]["memory"])
    text = f"a judge's memory over {data['judge']['number']:,} submissions: the last tenth at most"
    yield f"{text} 1.05 × the first", f"{first} MB → {end} MB", end <= 1.05 * first
    text = f"the same {last['number']:,} again, unchanged: under 3 s"
    yield text, f"{last['again']:.1f} s", last["again"] < 3
    wait = median(data["loop"]["waits"]) - data["loop"]["tests"]
    yield "save to result: under 0.5 s beside the tests' time", f"{wait:.2f} s", wait < 0.5
    shares = ratios(data["loop"]["cold"]["check"], data["loop"]["cold"]["torch"])
    text = f"a first `check.py`: at most {COLD:.2f} × `import torch`"
    yield text, f"{spread(shares)} ×", median(shares) <= COLD


def torch(each: Data) -> float:
    """CPU seconds of importing torch, in turn with the classes."""
    return median([row["torch"] for row in each["rows"]])


def slope(classes: list[Data], key: str) -> float:
    """What one submission more costs: the difference of two classes, in which no start is left."""
    small, large = classes[-2:]
    return float((large[key] - small[key]) / (large["number"] - small["number"]))


def _small(row: Data) -> float:
    """A submission of a class of a few, without the start, beside one more of a larger class."""
    few = row["mixed"][0]
    return float((few["cpu"] - row["start"]["cpu"]) / few["number"] / slope(row["mixed"], "cpu"))


def numbers(row: Data) -> list[int]:
    """How many the mixed classes of an assignment have."""
    return [one["number"] for one in row["mixed"]]


def speedup(workers: Data) -> list[float]:
    """Round by round, the submissions that the larger class has more."""
    one, two = ([large - small for small, large in workers[way]] for way in ("1", "2"))
    return ratios(one, two)


def ends(memory: list[int]) -> tuple[int, int]:
    """Usual MB in the first tenth of the looks and in the last."""
    tenth = max(1, len(memory) // 10)
    return round(median(memory[:tenth]) / 2**20), round(median(memory[-tenth:]) / 2**20)
