"""`grade_cell`: a grading cell's one line, for students at work and for those who grade.

Where the packaged grader is at hand, its judge grades the cells that have been run, once for all
grading cells. Elsewhere (a student's own notebook) the public tests that lie beside the notebook
are run. Only the text of the cells counts, not what the kernel holds. The judge works in a process
of its own, and what it says is a `Verdict`; nbgrader and Otter ask it in the same way.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.intake.cells import Unreadable, convert, in_cells

KIT = "kit"
VERDICT = "AUTOGRADER_VERDICT"  # names the file that a plugin of Otter leaves
ENTRY = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    "from autograder.judge.at_gradescope import program; program()"
)
# Lines of the judge's headline that a cell does not need.
FAMILIAR = re.compile(r"\d+ of \d+ tests pass;|Look first at:|Graded the functions in ")


def grade_cell(problem: str, kind: str = "public") -> float:
    """The points of one problem's public, hidden or extra tests; prints what there is to say."""
    facts = _facts()
    source = _cells_that_were_run()
    tree = find_tree(facts["slug"])
    if tree is not None:
        verdict = _verdict(tree, facts["files"][0], source)
        print(verdict.text(problem, kind), end="")
        return verdict.score(problem, kind) if kind != "extra" else 0.0
    if kind != "public":
        print("This runs when your work is graded.")
        return 0.0
    return _tried(facts, source, problem)


def check_case(test: str) -> None:
    """One test, for Otter: an AssertionError with what the student should read, or nothing."""
    if VERDICT in os.environ:
        known = json.loads(Path(os.environ[VERDICT]).read_text(encoding="utf-8"))
        passed, text = known.get(test, (False, "this test was not graded"))
        # Otter sets the message beside a line of the test file: begin below it.
        assert passed, "\n" + text
        return
    text, passed = _run_public(_facts(), _cells_that_were_run(), test.rpartition("::")[2])
    assert passed, "\n" + text


def find_tree(slug: str, start: Path | None = None) -> Path | None:
    """The packaged grader: below $AUTOGRADER_TREES, or in a folder `grader` further up."""
    start = start or Path.cwd()
    named = os.environ.get("AUTOGRADER_TREES")
    homes = [Path(named)] if named else [folder / "grader" for folder in (start, *start.parents)]
    for home in homes:
        try:
            if (home / slug / "assignment.json").is_file():
                return home / slug
        except OSError:
            continue
    return None


@lru_cache(maxsize=1)
def _verdict(tree: Path, file: str, source: bytes) -> Verdict:
    """Asked once for all grading cells that are run after the same cells."""
    return judge(tree, {file: source})


def _tried(facts: dict[str, Any], source: bytes, problem: str) -> float:
    text, passed = _run_public(facts, source, problem)
    print(text)
    points = json.loads((_kit() / "points.json").read_text(encoding="utf-8"))
    return float(points.get(problem, 0)) if passed else 0.0


def _run_public(facts: dict[str, Any], source: bytes, which: str) -> tuple[str, bool]:
    """Run the public tests beside the notebook, in a copy of their folder."""
    file = facts["files"][0]
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        place = Path(folder) / facts["slug"]
        shutil.copytree(_kit(), place)
        (place / file).write_bytes(source)
        done = subprocess.run(
            [sys.executable, "check.py", which],
            cwd=place,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "88"},
        )
    text = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout or done.stderr).strip()
    return in_cells(text, file, source), done.returncode == 0


def _facts() -> dict[str, Any]:
    try:
        text = (_kit() / KIT / "assignment.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(
            f"the folder `{KIT}` is not beside this notebook: fetch the assignment again and"
            " open the notebook in its own folder"
        ) from None
    facts: dict[str, Any] = json.loads(text)
    return facts


def _kit() -> Path:
    return Path.cwd() / KIT


def _cells_that_were_run() -> bytes:
    """The source of all cells run so far: what is tried out is what will be graded."""
    from IPython import get_ipython

    cells = list(get_ipython().user_ns["In"])[1:]
    book = {"cells": [{"cell_type": "code", "source": str(cell)} for cell in cells]}
    try:
        return convert(json.dumps(book).encode(), _facts()["problems"])
    except Unreadable as error:
        raise ValueError(f"this notebook {error}") from None


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
    extra = test["name"].endswith(", extra credit)")  # behind the title, which may say the same
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
