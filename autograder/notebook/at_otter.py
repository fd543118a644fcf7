"""Otter's side: a plugin that lets the isolated judge grade, and hands Otter the verdict.

Otter would run a student's whole notebook in a kernel, next to the tests. Here the notebook that
Otter runs is empty: the judge has read the cells and run them shut in before, and Otter's test
files only look up what it said.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from otter.plugins import (  # type: ignore[import-not-found,unused-ignore]
    AbstractOtterPlugin,
    PluginEventNotSupportedException,
)

from autograder.course.places import Assignment
from autograder.notebook.cell import VERDICT
from autograder.notebook.verdict import NoVerdict, judge

TREE = Path("..") / "source" / "kit"  # seen from Otter's folder `submission`


class Judge(AbstractOtterPlugin):  # type: ignore[misc,unused-ignore]
    """Grades before Otter does."""

    def during_assign(self, assignment: Any) -> None:
        raise PluginEventNotSupportedException

    def before_execution(self, submission: Any) -> Any:
        """The verdict goes into a file that the test files read; no student code goes on."""
        tree = TREE.resolve()
        if not tree.is_dir():
            raise NoVerdict("this zip has no folder `kit`: build it with `autograder package`")
        name = Assignment.packaged(tree).module + ".ipynb"
        verdict = judge(tree, {name: nbformat.writes(submission).encode()})
        if not verdict.complete:
            raise NoVerdict(f"grading was not complete: {verdict.headline}")
        handle, path = tempfile.mkstemp(prefix="verdict-", suffix=".json")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(
                {test.id: [test.score >= test.points, test.output] for test in verdict.tests}, file
            )
        os.environ[VERDICT] = path
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        return nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
