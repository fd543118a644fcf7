"""`report.html`: one page without network, of what a class understood; and its tests as a table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.batch import statistics as figures
from autograder.batch.entries import Student
from autograder.batch.graded import (
    BREAKS,
    UNREADABLE,
    Class,
    Handed,
    changes,
    idea_changes,
    read_class,
)
from autograder.batch.grades import write_grades
from autograder.batch.ideas import ideas_by_function, thought_of, unnamed_answers
from autograder.batch.people import Lateness, lateness
from autograder.batch.predicted import beside
from autograder.batch.rubric import read_written
from autograder.batch.sources import Source, labels_of, read_sources, redactor
from autograder.batch.tables import Cell, write_table
from autograder.judge.results import write_atomically

LONGEST = 40_000  # characters of one output; the whole text is in results.json


def write_report(
    folder: Path, against: Path | None = None, anonymous: bool = False, pilot: Path | None = None
) -> Path:
    """Read a graded folder, write its page; the tables beside it are brought up to date."""
    graded = read_class(folder)
    earlier = read_class(against) if against is not None else None
    page = folder / ("report-anonymous.html" if anonymous else "report.html")
    write_atomically(page, _page(graded, earlier, anonymous, pilot))
    _write_items(folder / "items.csv", figures.problems_of(graded))
    write_grades(folder)
    return page


def _page(graded: Class, earlier: Class | None, anonymous: bool, pilot: Path | None) -> str:
    summary, by_name = graded.summary, {one.name: one for one in graded.handed}
    labels = labels_of(graded, anonymous)
    people = [by_name[name] for name in labels]
    blacked = redactor(graded)
    hide = blacked if anonymous else str
    sources, sheet = read_sources(graded), read_written(graded.folder)
    written = {one.name: sheet.of([*one.line.people, Student()][0], one.line) for one in people}
    functions = ideas_by_function(graded, sources, blacked)
    page = environment(hide).get_template("report.html.j2")
    return page.render(
        assignment=summary.assignment,
        notes=[] if anonymous else summary.notes,
        missing=summary.missing,
        labels=labels,
        index={name: number for number, name in enumerate(labels)},
        people=people,
        late={} if anonymous else _late(graded),
        written=written,
        spread=figures.spread_of(graded),
        left_out=Counter(one.left_out for one in graded.handed if one.left_out),
        bars=figures.distribution(graded) if graded.answered else (),
        problems=figures.problems_of(graded),
        predicted=beside(graded, pilot) if pilot is not None else (),
        tests=_numbered(summary.tests),
        functions=functions,
        rare=[name for name, ideas in functions.items() if all(i.count == 1 for i in ideas)],
        held={idea.name: idea for ideas in functions.values() for idea in ideas},
        unnamed=unnamed_answers(graded, sources, blacked),
        breaks=(UNREADABLE, *BREAKS.values()),
        changes=changes(graded, earlier) if earlier is not None else None,
        idea_changes=idea_changes(graded, earlier) if earlier is not None else (),
        title_of=graded.title_of,
        folder=graded.folder,
        before=None if earlier is None or anonymous else earlier.folder,
        anonymous=anonymous,
        has_code=bool(sources),
        thought=thought_of(graded),
        data=_data(people, sources, written, hide),
    )


def environment(hide: Callable[[str], str] = str) -> Environment:
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
    page.tests["holding"] = lambda found, key: key in found
    return page


def _late(graded: Class) -> dict[str, Lateness]:
    """By submission, where it is late; in a group it is the partner without an extension."""
    found: dict[str, Lateness] = {}
    for handed in graded.handed:
        line = handed.line
        for student in line.people or (Student(),):
            late = lateness(graded.summary.assignment, line.submitted, student.extension)
            if late and late.seconds > found.get(handed.name, Lateness()).seconds:
                found[handed.name] = late
    return found


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


def _data(
    people: Iterable[Handed],
    sources: Mapping[str, Source],
    written: Mapping[str, dict[str, float]],
    hide: Callable[[str], str],
) -> str:
    """Everything behind the names, for the page's script; equal texts stand there once."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        short = text if len(text) <= LONGEST else text[:LONGEST] + "\n… (cut here)"
        return texts.setdefault(hide(short), len(texts))

    def shown(test: dict[str, Any]) -> list[Any]:
        return [
            number(test["name"]),
            test["score"],
            test["max_score"],
            int(test["status"] == "passed"),
            number(test["output"]),
            number(test["visibility"]),
            int(test.get("output_format") == "html"),
            test["extra_data"].get("misconception", ""),
        ]

    found = [
        {
            "top": number(one.results.get("output", "")),
            "tests": [shown(test) for test in one.results["tests"]],
            "code": number(sources.get(one.name, Source()).code),
            "answers": number(sources.get(one.name, Source()).answers),
            "written": [[number(item), score] for item, score in written[one.name].items()],
        }
        for one in people
    ]
    # Inside <script> nothing is escaped: `<` must not stand there at all.
    body = json.dumps({"texts": list(texts), "people": found}, ensure_ascii=True)
    return body.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _write_items(path: Path, problems: Iterable[figures.Problem]) -> None:
    """Every test's figures, for a spreadsheet."""
    fifths = [f"passing_fifth_{number}" for number in range(1, 6)]
    head = ["test", "problem", "title", "points", "extra_credit", "public", "passing"]
    rows: list[list[Cell]] = [
        [
            *(item.test, problem.name, item.title, item.points, str(item.extra), str(item.public)),
            *(_exact(item.share), _exact(item.separation)),
            *(map(_exact, item.quintiles or [None] * 5)),
            *(str(item.weak), item.remark),
        ]
        for problem in problems
        for item in problem.tests
    ]
    write_table(path, [*head, "separation", *fifths, "weak", "remark"], rows)


def _exact(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
