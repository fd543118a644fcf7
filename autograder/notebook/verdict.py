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
from typing import Any

ENTRY = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    "from autograder.judge.gradescope import program; program()"
)
# Lines of the judge's headline that a cell does not need.
FAMILIAR = re.compile(r"\d+ of \d+ tests pass;|Look first at:|Graded the functions in ")


@dataclass(frozen=True)
class Verdict:
    """What the judge says of one notebook: its tests as in results.json, and the words above them."""

    tests: tuple[dict[str, Any], ...]
    headline: str
    complete: bool

    def of(self, problem: str, kind: str) -> list[dict[str, Any]]:
        """The tests that count in one grading cell: public, hidden or extra ones of a problem."""
        mine = [test for test in self.tests if test["extra_data"]["problem"] == problem]
        return [test for test in mine if _kind(test) == kind]

    def score(self, problem: str, kind: str) -> float:
        """The points of one grading cell."""
        return float(sum(test["score"] for test in self.of(problem, kind)))

    def text(self, problem: str, kind: str) -> str:
        """What the student reads below one grading cell."""
        tests = [test for test in self.of(problem, kind) if test["visibility"] == "visible"]
        lines = []
        if not all(map(passed, tests)):
            lines += [line for line in self.headline.splitlines() if not FAMILIAR.match(line)]
        for test in tests:
            lines.append(f"{'passed' if passed(test) else 'FAILED'}  {test['name']}")
            lines += [f"    {line}".rstrip() for line in test["output"].splitlines()]
        return "\n".join(lines) + "\n" if lines else ""


def _kind(test: Mapping[str, Any]) -> str:
    extra = ", extra credit)" in test["name"]
    return "extra" if extra else str(test["extra_data"]["test"]).partition("/")[0]


def passed(test: Mapping[str, Any]) -> bool:
    """Whether a test of results.json has all its points."""
    return bool(test["score"] >= test["max_score"])


class NoVerdict(Exception):
    """The judge could not do its work; staff should look."""


def judge(tree: Path, files: Mapping[str, bytes]) -> Verdict:
    """The verdict of the packaged assignment in `tree` on a submission's files."""
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        root = Path(folder)
        place = root / "submission"
        place.mkdir()
        for name, data in files.items():
            (place / name).write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", ENTRY, str(tree)],
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
    complete = bool(data["extra_data"].get("complete", True))
    return Verdict(tuple(data["tests"]), data["output"], complete)


def _environment(root: Path) -> dict[str, str]:
    kept = ["PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH"]
    kept += ["AUTOGRADER_ISOLATION", "AUTOGRADER_DEVICE", "CUDA_VISIBLE_DEVICES"]
    told = {name: os.environ[name] for name in kept if name in os.environ}
    ours = {"AUTOGRADER_ROOT": str(root), "AUTOGRADER_FORMAT": "text", "OMP_NUM_THREADS": "1"}
    return {**told, **ours}
