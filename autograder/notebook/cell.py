"""`grade_cell`: a grading cell's one line, for students at work and for those who grade.

Where the packaged grader is at hand, its judge grades the cells that have been run, once for all
grading cells. Elsewhere (a student's own notebook) the public tests that lie beside the notebook
are run. Only the text of the cells counts, not what the kernel holds.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.intake.cells import Unreadable, convert, in_cells

KIT = "kit"
VERDICT = "AUTOGRADER_VERDICT"  # names the file that a plugin of Otter leaves
_known: dict[tuple[str, bytes], Any] = {}


def grade_cell(problem: str, kind: str = "public") -> float:
    """The points of one problem's public, hidden or extra tests; prints what there is to say."""
    facts = _facts()
    source = _cells_that_were_run()
    tree = find_tree(facts["slug"])
    if tree is not None:
        return _judged(tree, facts, source, problem, kind)
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


def _judged(tree: Path, facts: dict[str, Any], source: bytes, problem: str, kind: str) -> float:
    from autograder.notebook.verdict import judge

    key = (str(tree), source)
    if key not in _known:
        _known.clear()
        _known[key] = judge(tree, {facts["files"][0]: source})
    verdict = _known[key]
    print(verdict.text(problem, kind), end="")
    return verdict.score(problem, kind) if kind != "extra" else 0.0


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
        return convert(json.dumps(book).encode())
    except Unreadable as error:
        raise ValueError(f"this notebook {error}") from None
