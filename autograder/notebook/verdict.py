"""Asks the isolated judge of a packaged assignment for its verdict, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENTRY = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    "from autograder.judge.gradescope import program; program()"
)
# Lines of the judge's headline that a cell does not need.
FAMILIAR = re.compile(r"\d+ of \d+ tests pass;|Look first at:|Graded the functions in ")


@dataclass(frozen=True)
class Test:
    """One test's result."""

    id: str
    problem: str
    name: str
    score: float
    points: float
    output: str
    visible: bool

    __test__ = False

    @property
    def kind(self) -> str:
        """`public`, `hidden`, or `extra`: the grading cell that it counts in."""
        return "extra" if ", extra credit)" in self.name else self.id.partition("/")[0]


@dataclass(frozen=True)
class Verdict:
    """What the judge says of one notebook."""

    tests: tuple[Test, ...]
    headline: str = ""
    complete: bool = True

    def of(self, problem: str, kind: str) -> tuple[Test, ...]:
        """The tests that count in one grading cell."""
        return tuple(t for t in self.tests if t.problem == problem and t.kind == kind)

    def score(self, problem: str, kind: str) -> float:
        """The points of one grading cell."""
        return sum(test.score for test in self.of(problem, kind))

    def text(self, problem: str, kind: str) -> str:
        """What the student reads below one grading cell."""
        tests = [test for test in self.of(problem, kind) if test.visible]
        lines = []
        if any(test.score < test.points for test in tests):
            lines += [line for line in self.headline.splitlines() if not FAMILIAR.match(line)]
        for test in tests:
            passed = test.score >= test.points
            lines.append(f"{'passed' if passed else 'FAILED'}  {test.name}")
            if test.output:
                lines += [f"    {line}".rstrip() for line in test.output.splitlines()]
        return "\n".join(lines) + "\n" if lines else ""


class NoVerdict(Exception):
    """The judge could not do its work; staff should look."""


def judge(tree: Path, files: Mapping[str, bytes], python: str = sys.executable) -> Verdict:
    """The verdict of the packaged assignment in `tree` on a submission's files."""
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        root = Path(folder)
        place = root / "submission"
        place.mkdir()
        for name, data in files.items():
            (place / name).write_bytes(data)
        done = subprocess.run(
            [python, "-I", "-X", "utf8", "-c", ENTRY, str(tree)],
            cwd=root,
            env=_environment(root),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
        verdict = read_results(root / "results" / "results.json")
        if verdict is None:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-3:]
            raise NoVerdict(f"the judge in {tree} gave no result: " + " / ".join(last))
        return verdict


def read_results(path: Path) -> Verdict | None:
    """A results.json as a verdict; nothing where there is none."""
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    tests = [
        Test(
            id=test["extra_data"]["test"],
            problem=test["extra_data"]["problem"],
            name=test["name"],
            score=float(test["score"]),
            points=float(test["max_score"]),
            output=test["output"],
            visible=test["visibility"] == "visible",
        )
        for test in data["tests"]
        if "extra_data" in test
    ]
    complete = data.get("extra_data", {}).get("complete", True)
    return Verdict(tuple(tests), data.get("output", ""), bool(complete))


def _environment(root: Path) -> dict[str, str]:
    kept = ["PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH"]
    kept += ["AUTOGRADER_ISOLATION", "AUTOGRADER_DEVICE", "CUDA_VISIBLE_DEVICES"]
    passed = {name: os.environ[name] for name in kept if name in os.environ}
    ours = {"AUTOGRADER_ROOT": str(root), "AUTOGRADER_FORMAT": "text", "OMP_NUM_THREADS": "1"}
    return {**passed, **ours}
