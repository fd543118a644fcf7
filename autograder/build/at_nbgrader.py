"""nbgrader's side: `use(c)` in nbgrader_config.py lets the isolated judge grade notebooks.

nbgrader would run a student's whole notebook in a kernel, as the instructor, next to the tests.
Here no student code runs in a kernel at all: the judge reads the cells, runs them shut in, and
what it says is put where nbgrader looks for a score: in the outputs of the grading cells.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearSolutions,
    IgnorePattern,
    LimitOutput,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from autograder.build.plain_book import PlainLog, markdown_page, remove_companions, stripped
from autograder.build.starter import BEGIN, cell_stub
from autograder.course import Assignment
from autograder.judge.submission import read_examples
from autograder.notebook.cell import NoVerdict, Verdict, find_tree, judge
from autograder.testing.examples import EXAMPLES

CALL = re.compile(r'grade_cell\("(\w+)", "(\w+)"\)')


def use(config: Any, due: Mapping[str, str] | None = None) -> None:
    """Set nbgrader up; `due` says when each assignment is due."""
    config.DueDate.dates = dict(due or {})
    config.Autograde.sanitize_preprocessors = [
        OnlyWork,
        OverwriteKernelspec,
        OverwriteCells,
        MissingCells,
        CheckCellMetadata,
    ]
    config.Autograde.autograde_preprocessors = [
        Judge,
        IgnorePattern,
        LimitOutput,
        SaveAutoGrades,
        ExtraCredit,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    # Markdown of students reaches pages of staff and of other students' screens.
    config.HTMLExporter.filters = {"markdown2html": markdown_page}
    config.HTMLExporter.exclude_raw = True
    config.HTMLExporter.sanitize_html = True
    config.Application.logging_config = {
        "filters": {"plain": {"()": PlainLog}},
        "handlers": {"console": {"filters": ["plain"]}},
    }
    from nbgrader.converters import GenerateAssignment

    usual = GenerateAssignment.preprocessors.default_args[0]
    ours = [Stubs if each is ClearSolutions else each for each in usual]
    config.GenerateAssignment.preprocessors = [*ours, DueDate]


@contextmanager
def _gradebook(resources: Any) -> Iterator[tuple[Any, Any]]:
    """The gradebook, and what it knows of the instructor's notebook."""
    facts = resources["nbgrader"]
    with Gradebook(facts["db_url"]) as gradebook:
        yield gradebook, gradebook.find_notebook(facts["notebook"], facts["assignment"])


class OnlyWork(NbGraderPreprocessor):  # type: ignore[misc,unused-ignore]
    """Keeps the text of the cells, and takes away what was handed in beside and around it.

    nbgrader has copied the companions by now. Nothing may run them, now or when staff open the
    notebook in its folder, and none may pass for the course's own `grader/`.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        facts, converter = resources["nbgrader"], self.parent.parent
        course, slug = converter.coursedir, facts["assignment"]
        graded = course.format_path(course.autograded_directory, facts["student"], slug)
        source = course.format_path(course.source_directory, ".", slug)
        remove_companions(Path(graded), Path(source))
        with _gradebook(resources) as (_, book):
            known = {cell.name: cell.cell_type for cell in book.source_cells}
        return stripped(nb, known), resources


class MissingCells(NbGraderPreprocessor):  # type: ignore[misc,unused-ignore]
    """Puts grading cells back that a student deleted, each at the end, so that nothing is lost."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        there = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells}
        maker = OverwriteCells(parent=self)
        with _gradebook(resources) as (_, book):
            sources = {cell.name: cell for cell in book.source_cells}
            solutions = {cell.name for cell in book.solution_cells}
            for grade in book.grade_cells:
                if grade.name not in there and grade.name in sources:
                    self.log.warning("cell %s was deleted: it is put back", grade.name)
                    cell = maker.missing_cell_transform(
                        sources[grade.name], grade.max_score, is_solution=grade.name in solutions
                    )
                    cell["id"] = grade.name
                    nb.cells.append(cell)
        return nb, resources


class Judge(NbGraderPreprocessor):  # type: ignore[misc,unused-ignore]
    """Grades the notebook with the packaged judge, and writes its words below each grading cell."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        slug = resources["nbgrader"]["assignment"]
        tree = find_tree(slug, Path(self.parent.parent.coursedir.root))
        if tree is None:
            raise NoVerdict(
                f"there is no folder grader/{slug} in the course directory: build it with"
                " `autograder package --channel nbgrader`, or name its parent in $AUTOGRADER_TREES"
            )
        files = {f"{Assignment.packaged(tree).module}.ipynb": nbformat.writes(nb).encode()}
        course = self.parent.parent.coursedir
        student = resources["nbgrader"]["student"]
        folder = Path(course.format_path(course.submitted_directory, student, slug))
        if examples := read_examples(folder):  # handed in beside the notebook, and no part of it
            files[EXAMPLES] = examples
        verdict = judge(tree, files)
        if not verdict.complete:
            raise NoVerdict(f"grading was not complete, nothing was recorded: {verdict.headline}")
        for cell in nb.cells:
            if (found := _call(cell)) and cell.metadata.get("nbgrader", {}).get("grade"):
                cell.outputs = _answer(verdict, found[1], found[2])
        resources["autograder"] = verdict
        return nb, resources


def _call(cell: Any) -> re.Match[str] | None:
    return CALL.search(cell.source) if cell.cell_type == "code" else None


def _answer(verdict: Verdict, problem: str, kind: str) -> list[Any]:
    """A grading cell's outputs: what the student reads, and the score where nbgrader looks for it."""
    text = verdict.text(problem, kind)
    score = 0.0 if kind == "extra" else verdict.score(problem, kind)
    data = {"text/plain": repr(float(score))}
    said = [nbformat.v4.new_output("stream", name="stdout", text=text)] if text else []
    return [*said, nbformat.v4.new_output("execute_result", data=data, execution_count=None)]


class ExtraCredit(NbGraderPreprocessor):  # type: ignore[misc,unused-ignore]
    """Records the points of extra-credit tests as nbgrader's extra credit."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        facts, verdict = resources["nbgrader"], resources["autograder"]
        with _gradebook(resources) as (gradebook, _):
            for cell in nb.cells:
                found = _call(cell)
                if not found or found[2] != "extra":
                    continue
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                try:
                    grade = gradebook.find_grade(
                        name, facts["notebook"], facts["assignment"], facts["student"]
                    )
                except MissingEntry:
                    continue
                grade.extra_credit = verdict.score(found[1], "extra")
            gradebook.db.commit()
        return nb, resources


class Stubs(ClearSolutions):  # type: ignore[misc,unused-ignore]
    """Replaces solution regions as in the starter: a stub that names its function."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        if cell.cell_type != "code" or BEGIN not in cell.source:
            usual: tuple[Any, Any] = super().preprocess_cell(cell, resources, index)
            return usual
        cell.source = cell_stub(cell.source)
        return cell, resources


class DueDate(NbGraderPreprocessor):  # type: ignore[misc,unused-ignore]
    """Writes the assignment's due date into the gradebook while a release is made."""

    from traitlets import Dict

    dates = Dict({}, help="due dates by assignment").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        facts = resources["nbgrader"]
        when = self.dates.get(facts["assignment"])
        if when:
            due = datetime.datetime.fromisoformat(when)
            if due.tzinfo is not None:  # the gradebook keeps moments in UTC, without saying so
                due = due.astimezone(datetime.timezone.utc).replace(tzinfo=None)
            with Gradebook(facts["db_url"]) as gradebook:
                gradebook.update_or_create_assignment(facts["assignment"], duedate=due)
        return nb, resources
