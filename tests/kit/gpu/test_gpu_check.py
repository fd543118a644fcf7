"""`make gpu` without a GPU: the CPU plays the card, so that the check is ready when there is one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))


def results(device: str, **kinds: str) -> dict[str, Any]:
    """A results.json with a test of one point for each function, named with its kind."""
    tests = [
        {
            "name": f"{function} is right",
            "score": int(kind == "passed"),
            "status": "passed" if kind == "passed" else "failed",
            "output": f"{function}: {kind}",
            "extra_data": {"test": f"test_{function}", "problem": function, "kind": kind},
        }
        for function, kind in kinds.items()
    ]
    return {"tests": tests, "extra_data": {"device": device}}


def test_pretending_runs_every_step_and_lays_a_table_into_the_page(tmp_path: Path) -> None:
    page = tmp_path / "gpu.md"
    command = [sys.executable, "scripts/gpu_check.py", "--pretend", "--short", "01_flatten"]

    done = subprocess.run(
        [*command, "--page", str(page), "--minutes", "14"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    text = page.read_text(encoding="utf-8")
    assert "none: pretended on the CPU; driver none; torch" in text
    assert "| 01_flatten | 5 |" in text
    assert "| 01_flatten numpy_of_a_device_tensor | nothing |" in text
    assert "A class of 3:" in text
    assert "- Nothing differs" in text


def test_a_test_that_passes_on_one_device_only_is_a_sentence() -> None:
    from gpu.differences import differences

    cpu, cuda = results("cpu", add="passed", mul="wrong"), results("cuda", add="wrong", mul="wrong")

    assert list(differences("me", cpu, cuda, "cuda")) == [
        "me: add is right: passed (1 points) on the CPU, wrong (0 points) on CUDA."
        " There the student reads: add: wrong"
    ]


def test_a_grading_that_fell_back_to_the_cpu_is_a_sentence() -> None:
    from gpu.differences import differences

    same = results("cpu", add="passed")

    assert list(differences("me", same, same, "cuda")) == ["me: was graded on cpu, not on cuda"]


def test_code_that_is_wrong_on_cuda_must_lose_a_test_there() -> None:
    from gpu.differences import wrong_on_cuda

    cpu = results("cpu", add="passed")
    caught, missed = results("cuda", add="raised"), results("cuda", add="passed")

    assert not list(wrong_on_cuda("me", cpu, caught, ["add"], "cuda"))
    assert list(wrong_on_cuda("me", cpu, missed, ["add"], "cuda")) == [
        "me: add should lose a test on CUDA, and passes them all"
    ]


def test_memory_and_processes_left_on_the_card_are_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from gpu_check import left_behind

    class Card:
        def used(self) -> int:
            return 900

        def processes(self) -> set[str]:
            return {"7, python"}

    monkeypatch.setattr("time.sleep", lambda seconds: None)

    assert list(left_behind(Card(), 100, set())) == [
        "the card holds 800 MB more than before",
        "a process was left on the card: 7, python",
    ]
    assert not list(left_behind(Card(), 900, {"7, python"}))


def test_an_assignment_that_is_slow_on_the_card_is_a_sentence() -> None:
    from gpu.page import Row, slow

    small = Row("01_flatten", seconds=(1.0, 1.9))
    network = Row("05_build_cnn", seconds=(1.0, 1.1))

    assert slow([small, network]) == [
        "05_build_cnn: the reference takes 1.10 s on CUDA, 1.00 s on the CPU:"
        " at most 1 × the CPU's was expected"
    ]


@pytest.mark.skipif(shutil.which("nvidia-smi") is not None, reason="this machine has a card")
def test_without_a_card_it_says_what_it_looked_for() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/gpu_check.py"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
    )  # fmt: skip

    assert done.returncode == 1
    assert "finds no GPU here" in done.stderr


def test_what_there_was_no_time_for_is_said_and_the_exit_code_is_1() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/gpu_check.py", "--pretend", "--short", "--minutes", "0"],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
    )  # fmt: skip

    assert done.returncode == 1, done.stderr
    assert "- not finished: 0 minutes were over" in done.stdout
