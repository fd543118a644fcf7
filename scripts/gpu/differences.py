"""Where two gradings of one submission differ, test by test; a sentence for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Results = dict[str, Any]


def differences(name: str, cpu: Results, cuda: Results, device: str) -> Iterator[str]:
    """Between a grading on the CPU and one that should have been on `device`."""
    yield from _device(name, cpu, "cpu")
    yield from _device(name, cuda, device)
    before, after = by_test(cpu), by_test(cuda)
    for test in dict.fromkeys([*before, *after]):
        one, two = before.get(test), after.get(test)
        if one is None or two is None:
            yield f"{name}: {test} was graded {'on CUDA' if one is None else 'on the CPU'} only"
        elif _verdict(one) != _verdict(two):
            yield (
                f"{name}: {one['name']}: {said(one)} on the CPU, {said(two)} on CUDA."
                f" There the student reads: {_first_line(two)}"
            )


def wrong_on_cuda(
    name: str, cpu: Results, cuda: Results, functions: Sequence[str], device: str
) -> Iterator[str]:
    """For code that is right on the CPU only: what does not show that."""
    yield from _device(name, cuda, device)
    yield from full_marks(name, cpu, "the CPU")
    for function in functions if device == "cuda" else ():
        if function not in lost(cuda):
            yield f"{name}: {function} should lose a test on CUDA, and passes them all"


def full_marks(name: str, results: Results, where: str) -> Iterator[str]:
    failed = [test for test in by_test(results).values() if test["status"] != "passed"]
    for test in failed:
        yield f"{name}: {test['name']}: {said(test)} on {where}. It says: {_first_line(test)}"
    if not results["tests"]:
        yield f"{name}: nothing was graded on {where}: {results.get('output', '')}"


def lost(results: Results) -> dict[str, str]:
    """Functions that lost a test, and how."""
    return {
        test["extra_data"]["problem"]: test["extra_data"].get("kind", "wrong")
        for test in results["tests"]
        if test["status"] != "passed"
    }


def by_test(results: Results) -> dict[str, Any]:
    return {test["extra_data"]["test"]: test for test in results["tests"]}


def said(test: Results) -> str:
    kind = test["extra_data"].get("kind", "passed")
    idea = test["extra_data"].get("misconception", "")
    return f"{kind} ({test['score']:g} points{', ' + idea if idea else ''})"


def _verdict(test: Results) -> Any:
    extra = test["extra_data"]
    return test["status"], test["score"], extra.get("kind"), extra.get("misconception")


def _device(name: str, results: Results, wanted: str) -> Iterator[str]:
    found = results.get("extra_data", {}).get("device")
    if found != wanted:
        yield f"{name}: was graded on {found or 'no device'}, not on {wanted}"


def _first_line(test: Results) -> str:
    return (test["output"].strip().splitlines() or ["nothing"])[0]
