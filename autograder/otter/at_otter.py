"""Otter's side: a plugin that lets the isolated judge grade, and hands Otter the verdict.

Otter would run a student's whole notebook in a kernel, next to the tests. Here the notebook that
Otter runs is empty: the judge has read the cells and run them shut in before, and Otter's test
files only look up what it said.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from otter.plugins import (
    AbstractOtterPlugin,
    PluginEventNotSupportedException,
)

from autograder.course.places import Assignment
from autograder.notebook.cell import VERDICT
from autograder.notebook.verdict import NoVerdict, Verdict, judge

# Seen from Otter's folder `submission`.
TREE = Path("..") / "source" / "kit"
KNOWN = Path("..") / "verdict.json"


class Judge(AbstractOtterPlugin):  # type: ignore[misc,unused-ignore]
    """Grades before Otter does."""

    def during_assign(self, assignment: Any) -> None:
        raise PluginEventNotSupportedException

    def before_grading(self, config: Any) -> None:
        """Only the notebook and Otter's own tests stay: Otter trusts what lies in its folder."""
        if not TREE.is_dir():
            return  # not a folder that Otter made for itself
        kept = {Path(self.submission_path).name, "tests"}
        for path in Path.cwd().iterdir():
            if path.name in kept:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def before_execution(self, submission: Any) -> Any:
        """The verdict goes into a file that the test files read; no student code goes on."""
        left = KNOWN.resolve()
        if not left.is_file():  # `otter run` of one notebook: nothing has been judged yet
            handle, name = tempfile.mkstemp(prefix="verdict-", suffix=".json")
            os.close(handle)
            left = Path(name)
            leave(_judged(submission), left)
        os.environ[VERDICT] = str(left)
        return empty_notebook()


def leave(verdict: Verdict, path: Path) -> None:
    """Write the verdict down as Otter's test files look it up."""
    known = {test.id: [test.score >= test.points, test.output] for test in verdict.tests}
    path.write_text(json.dumps(known), encoding="utf-8")


def empty_notebook() -> Any:
    """What Otter runs in place of the student's notebook."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(metadata={"kernelspec": kernel})


def _judged(submission: Any) -> Verdict:
    tree = TREE.resolve()
    if not tree.is_dir():
        raise NoVerdict("this zip has no folder `kit`: build it with `autograder package`")
    name = Assignment.packaged(tree).module + ".ipynb"
    verdict = judge(tree, {name: nbformat.writes(submission).encode()})
    if not verdict.complete:
        raise NoVerdict(f"grading was not complete: {verdict.headline}")
    return verdict
