"""The page and its pictures, from made-up figures; what counts as met and missed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import write
from benchmarks.measure import ratios, spread
from benchmarks.page import FLOOR, GOALS, KIT, PYTEST, goals


@pytest.fixture
def data() -> dict[str, Any]:
    names = (FLOOR, KIT, PYTEST, *GOALS)
    rows = {name: {"wall": [2.0, 2.2], "cpu": [1.0, 1.1], "memory": 300 << 20} for name in names}
    rows[KIT] = {"wall": [2.2, 2.2], "cpu": [2.0, 2.2], "memory": 400 << 20}
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
        "single": {"rows": rows, "tests": 30},
        "worker": {"rows": [{"slug": "01", "extra": [7.0, 8.0, 30.0, 9.0]}], "bare": [10.0]},
        "workers": {"number": 40, "1": [20.0, 20.0], "2": [18.0, 18.0],
                    "1 core": [20.0, 20.0], "2 cores": [10.0, 12.0]},
        "cluster": {"number": 100, "graded": 100, "wall": 30.0},
        "peers": {"number": 8, "seconds": dict.fromkeys(GOALS, 2.5)},
        "loop": {"waits": [0.6, 0.7], "tests": 0.4},
        "footprint": {
            "rows": [{"slug": "01", "zip": 90_000, "student": 50_000, "memory": 460 << 20}],
            "package": [1.0], "verify": 0.0,
        },
        "classes": {"slug": "01", "rows": sizes},
        "each": {"rows": [{"slug": "01", "number": 10, "wall": 2.0, "cpu": 8.0,
                           "smaller": {"number": 2, "wall": 1.0, "cpu": 4.8}}]},
    }  # fmt: skip


def test_the_goals_say_what_is_met_and_what_is_missed(data: dict[str, Any]) -> None:
    found = {text: ok for text, _, ok in goals(data)}

    assert found["one submission: at most 1.3 × plain pytest (wall time)"]
    assert not found["one submission: at most 1.3 × plain pytest (CPU time)"]
    assert found["a class: at least 10 × the throughput of `otter run`"]
    assert not found["a class: at least 20 × the throughput of `nbgrader autograde`"]
    assert found["at most 0.5 CPU s a submission in a class of 1,000, 01 to 04 on average"]
    assert found["two workers on two cores at least 1.8 × one on one"]
    assert found["memory does not grow from a class of 310 to one of 1,000"]
    assert not found["01: peak at most 450 MB"]
    assert found["01: a worker costs a test at most 10 ms (median)"]


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
