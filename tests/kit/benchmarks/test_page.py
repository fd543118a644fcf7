"""The page and its pictures, from made-up figures; what counts as met and missed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import write
from benchmarks.goals import FLOOR, GOALS, KIT, PYTEST, goals
from benchmarks.measure import ratios, spread

FIRST, SECOND = "01_flatten", "02_cross_correlate"


def _classes(start: float, each: float) -> list[dict[str, float]]:
    return [{"number": n, "wall": n, "cpu": start + n * each} for n in (10, 20, 80)]


@pytest.fixture
def data() -> dict[str, Any]:
    names = (FLOOR, KIT, PYTEST, *GOALS)
    rows = {name: {"wall": [2.0, 2.2], "cpu": [2.0, 2.2], "memory": 200 << 20} for name in names}
    rows[KIT] = {"wall": [1.6, 1.6], "cpu": [2.0, 2.2], "memory": 310 << 20}
    sizes = [
        {
            "number": n,
            "graded": n,
            "wall": n / 4,
            "cpu": n / 2,
            "memory": n << 20,
            "usual": 300 << 20,
            "again": 1.0,
        }
        for n in (310, 1000)
    ]
    return {
        "about": {
            "date": "2027-01-01", "processor": "a processor", "cores": 2, "memory": 8,
            "system": "Linux 6", "load": 0.3, "versions": {"torch": "2"},
        },
        "single": {SECOND: {"rows": rows, "tests": 30}},
        "worker": {"rows": [{"slug": FIRST, "worker": [30.0, 20.0], "fork": [10.0, 10.0],
                             "opened": 3, "tests": 15}]},
        "workers": {"numbers": [10, 50], "1": [[12.0, 20.0]], "2": [[10.0, 14.0]]},
        "judge": {"slug": FIRST, "number": 1000, "memory": [200 << 20] * 90 + [300 << 20] * 10},
        "peers": {"number": 8, "seconds": dict.fromkeys(GOALS, 5.0)},
        "loop": {
            "waits": [0.6, 0.7],
            "tests": 0.4,
            "cold": {"check": [2.0, 2.2], "torch": [1.5, 1.6]},
        },
        "footprint": {
            "rows": [{"slug": FIRST, "zip": 90_000, "student": 50_000}],
            "package": [1.0], "verify": 0.0,
        },
        "classes": {"slug": FIRST, "rows": sizes},
        "each": {"rows": [
            {"slug": FIRST, "torch": 2.6, "start": {"number": 10, "cpu": 5.0}, "mixed": _classes(5.0, 0.2),
             "right": _classes(5.0, 0.1), "wrong": _classes(5.0, 0.4)},
            {"slug": SECOND, "torch": 2.6, "start": {"number": 10, "cpu": 5.0}, "mixed": _classes(5.0, 0.7),
             "right": _classes(5.0, 0.5), "wrong": _classes(5.0, 0.9)},
        ]},
    }  # fmt: skip


def test_the_goals_say_what_is_met_and_what_is_missed(data: dict[str, Any]) -> None:
    found = {text: ok for text, _, ok in goals(data)}
    of = lambda start: next(ok for text, ok in found.items() if text.startswith(start))  # noqa: E731

    assert of("a submission in a class of 1,000, 01_flatten: at most 0.12 CPU s")
    assert not of("a submission in a class of 1,000, 02_cross_correlate: at most 0.30 CPU s")
    assert of("a submission in a class of 1,000, on average")
    assert of("one submission, 02_cross_correlate: at most 0.9 × plain pytest (wall time)")
    assert not of("one submission, 02_cross_correlate: at most 0.9 × plain pytest (CPU time)")
    assert not of("one submission, 02_cross_correlate: at most 300 MB")
    assert of("a class: at least 14 × the throughput of gradescope-utils")
    assert not of("a class: at least 30 × the throughput of `nbgrader autograde`")
    assert of("two workers on two cores at least 1.8 × one on one")
    assert of("a class of 10 at most 1.3 × its share of one of 80")
    assert not of("a judge's memory over 1,000 submissions")
    assert of("the same 1,000 again, unchanged")


def test_the_page_names_every_contender_and_shows_its_pictures(
    data: dict[str, Any], tmp_path: Path
) -> None:
    write(data, tmp_path)

    text = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert all(name in text for name in (FLOOR, KIT, PYTEST, *GOALS))
    assert "**missed**" in text
    for picture in ("bench_single.svg", "bench_class.svg"):
        assert f"pictures/{picture}" in text
        assert (tmp_path / "pictures" / picture).stat().st_size > 1000


def test_ratios_compare_what_ran_in_the_same_round() -> None:
    assert ratios([2, 4], [1, 2]) == [2, 2]
    assert spread([1, 2, 4]) == "2.00 (1.00–4.00)"
