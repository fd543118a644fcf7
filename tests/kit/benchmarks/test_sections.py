"""The benchmark's own code still works: every section once, as small as it goes; no time is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.load import load_course
from benchmarks.__main__ import SLUG, main
from benchmarks.sections import TINY, Bench, student_loop, workers

ROOT = Path(__file__).resolve().parents[3]


def test_batch_and_student_loop_give_figures(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    course = load_course(ROOT)
    bench = Bench(course.assignment(SLUG), course.assignments, tmp_path, TINY, print)

    assert min(workers(bench)["2"][0]) > 0
    assert student_loop(bench)["waits"][0] > 0


@pytest.mark.slow
def test_the_whole_command_writes_page_and_pictures(tmp_path: Path) -> None:
    assert main(["--tiny", "--out", str(tmp_path)]) == 0
    assert "this kit" in (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert (tmp_path / "pictures" / "bench_class.svg").exists()
