"""`report.html`: one page without network, of what a class understood; and its tests as a table."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.batch import statistics as figures
from autograder.batch.against import changes, idea_changes
from autograder.batch.graded import Class, read_class
from autograder.batch.grades import write_grades
from autograder.batch.handed_in import read_sources
from autograder.batch.ideas import HeldIdea, ideas_by_function
from autograder.batch.labels import labels_of, redactor
from autograder.batch.people_rows import data_of, rows_of
from autograder.batch.predicted import beside
from autograder.batch.trouble import BREAKS, UNREADABLE
from autograder.batch.written import read_written
from autograder.judge.results import write_atomically

PAGE = "report.html"
ANONYMOUS = "report-anonymous.html"
ITEMS = "items.csv"


def write_report(
    folder: Path, against: Path | None = None, anonymous: bool = False, pilot: Path | None = None
) -> Path:
    """Read a graded folder, write its page; the tables beside it are brought up to date."""
    graded = read_class(folder)
    earlier = read_class(against) if against is not None else None
    page = folder / (ANONYMOUS if anonymous else PAGE)
    write_atomically(page, report_text(graded, earlier, anonymous, pilot))
    write_atomically(folder / ITEMS, items_text(figures.problems_of(graded)))
    write_grades(folder)
    return page


def report_text(
    graded: Class,
    earlier: Class | None = None,
    anonymous: bool = False,
    pilot: Path | None = None,
) -> str:
    """The page's HTML."""
    labels = labels_of(graded, anonymous)
    handed = {one.name: one for one in graded.handed}
    blacked = redactor(graded)
    hide = blacked if anonymous else str
    sources, written = read_sources(graded), read_written(graded.folder)
    functions = ideas_by_function(graded, sources, blacked)
    held = {idea.name: idea for each in functions for idea in (*each.ideas, *each.once)}
    bars = figures.distribution(graded) if graded.answered else ()
    problems = figures.problems_of(graded)
    return (
        environment(hide)
        .get_template("report.html.j2")
        .render(
            assignment=graded.summary["assignment"],
            notes=[] if anonymous else graded.summary["notes"],
            missing=graded.summary["missing"],
            labels=labels,
            index={name: number for number, name in enumerate(labels)},
            rows=rows_of(graded, labels, written, anonymous),
            spread=figures.spread_of(graded),
            left_out=Counter(one.left_out for one in graded.handed if one.left_out),
            bars=bars,
            highest=max((bar.count for bar in bars), default=0),
            problems=problems,
            predicted=beside(graded, problems, pilot) if pilot is not None else (),
            tests=_numbered(graded.summary["tests"]),
            functions=functions,
            held=held,
            shown_by=_shown_by(held.values()),
            trouble=_trouble(graded),
            ungraded=[one for one in graded.handed if not one.graded],
            slowest=sorted(graded.handed, key=lambda one: -one.line["seconds"])[:5],
            changes=changes(graded, earlier) if earlier is not None else None,
            idea_changes=idea_changes(graded, earlier) if earlier is not None else (),
            known=graded.summary["misconceptions"],
            before=None if earlier is None or anonymous else str(earlier.folder),
            anonymous=anonymous,
            has_code=bool(sources),
            data=data_of((handed[name] for name in labels), sources, written, hide),
        )
    )


def environment(hide: Any = str) -> Environment:
    """What all pages of this package are made with."""
    page = Environment(
        loader=PackageLoader("autograder.batch", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.filters["percent"] = lambda share: f"{100 * share:.0f} %"
    page.filters["figure"] = lambda value: "–" if value is None else f"{value:.2f}"
    page.filters["points"] = lambda value: "–" if value is None else f"{round(value, 2):g}"
    page.filters["hide"] = hide
    return page


def _numbered(tests: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Tests by their id, with a place on the page."""
    return {
        test["test"]: {
            "anchor": f"test-{number}",
            "title": f"{test['problem']}: {figures.short_title(test['name'])}",
            "public": test["public"],
        }
        for number, test in enumerate(tests)
    }


def _shown_by(ideas: Iterable[HeldIdea]) -> dict[str, list[HeldIdea]]:
    """By test the ideas that it shows, the most frequent first."""
    found: dict[str, list[HeldIdea]] = {}
    for idea in sorted(ideas, key=lambda idea: -idea.count):
        for test, _ in idea.tests:
            found.setdefault(test, []).append(idea)
    return found


def _trouble(graded: Class) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """By kind who is concerned, and in which tests; `""` is the whole file."""
    found = []
    for words in (UNREADABLE, *BREAKS.values()):
        who = [(one.name, one.trouble[words]) for one in graded.handed if words in one.trouble]
        if who:
            found.append((words, who))
    return found


def items_text(problems: Iterable[figures.Problem]) -> str:
    """Every test's figures, for a spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    fifths = [f"passing_fifth_{number}" for number in range(1, 6)]
    head = ["test", "problem", "title", "points", "extra_credit", "public", "passing"]
    writer.writerow([*head, "separation", *fifths, "weak", "remark"])
    for problem in problems:
        for item in problem.tests:
            shares = [f"{share:.4f}" for share in item.quintiles] or [""] * 5
            link = "" if item.separation is None else f"{item.separation:.4f}"
            row = [item.test, problem.name, item.title, f"{item.points:g}", item.extra, item.public]
            writer.writerow([*row, f"{item.share:.4f}", link, *shares, item.weak, item.remark])
    return file.getvalue()
