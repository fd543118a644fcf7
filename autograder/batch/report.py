"""`report.html`: one page without network, of what a class understood; and its tests as a table."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.batch import statistics as figures
from autograder.batch.graded import (
    BREAKS,
    UNREADABLE,
    Class,
    Handed,
    changes,
    idea_changes,
    read_class,
)
from autograder.batch.grades import grades_of, read_written, write_grades
from autograder.batch.mistakes import ideas_by_function, thought_of, unnamed_answers
from autograder.batch.people import Cell, Lateness, write_table
from autograder.course.errors import SubmissionError
from autograder.judge.results import write_atomically

LONGEST = 40_000  # characters of one output; the whole text is in results.json
# Words of the kit's own sentences, which somebody may be called.
PLAIN = {"will", "may", "mark", "art", "grant", "page", "long", "price", "the", "test"}

BLACK = "▒▒▒"
FIRST_UNSPACED = "\u2e80"  # here the scripts of East Asia begin


def write_report(
    folder: Path, against: Path | None = None, anonymous: bool = False, pilot: Path | None = None
) -> Path:
    """Read a graded folder, write its page; the tables beside it are brought up to date."""
    graded = read_class(folder)
    earlier = read_class(against) if against is not None else None
    slug = graded.summary.assignment.slug
    if earlier is not None and earlier.summary.assignment.slug != slug:
        other = earlier.summary.assignment.slug
        raise SubmissionError(
            f"{folder} holds {slug}, {against} holds {other}: compare like with like"
        )
    problems = figures.problems_of(graded)
    summary, by_name = graded.summary, {one.name: one for one in graded.handed}
    labels = labels_of(graded, anonymous)
    people = [by_name[name] for name in labels]
    blacked = redactor(graded)
    hide = blacked if anonymous else str
    written: dict[str, dict[str, float]] = {}  # by submission, as all that follows
    late: dict[str, Lateness] = {}  # in a group it is the partner without an extension
    for grade in grades_of(summary, read_written(graded.folder)):
        name, delay = grade.line.name, grade.late or Lateness()
        if name:
            written.setdefault(name, grade.written)
            late[name] = max(late.get(name, delay), delay, key=lambda each: each.seconds)
    functions = ideas_by_function(graded, blacked)
    page = folder / ("report-anonymous.html" if anonymous else "report.html")
    write_page(
        page,
        "report.html.j2",
        hide,
        assignment=summary.assignment,
        notes=[] if anonymous else summary.notes,
        missing=summary.missing,
        labels=labels,
        index={name: number for number, name in enumerate(labels)},
        people=people,
        late={} if anonymous else {name: each for name, each in late.items() if each.seconds},
        written=written,
        spread=figures.spread_of(graded),
        left_out=Counter(one.left_out for one in graded.handed if one.left_out),
        bars=figures.distribution(graded) if graded.answered else (),
        problems=problems,
        predicted=figures.beside(graded, problems, pilot) if pilot is not None else (),
        tests=_numbered(summary.tests),
        functions=functions,
        rare=[name for name, ideas in functions.items() if all(i.count == 1 for i in ideas)],
        held={idea.name: idea for ideas in functions.values() for idea in ideas},
        unnamed=unnamed_answers(graded, blacked),
        breaks=(UNREADABLE, *BREAKS.values()),
        changes=changes(graded, earlier) if earlier is not None else None,
        idea_changes=idea_changes(graded, earlier) if earlier is not None else (),
        title_of=graded.title_of,
        folder=graded.folder,
        before=None if earlier is None or anonymous else earlier.folder,
        anonymous=anonymous,
        has_code=bool(graded.sources),
        thought=thought_of(graded),
        data=_data(graded, people, written, hide),
    )
    _write_items(folder / "items.csv", problems)
    write_grades(folder)
    return page


def _numbered(tests: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Tests by their id, with a place on the page."""
    return {
        test["test"]: {
            "anchor": f"test-{number}",
            "title": f"{test['problem']}: {figures.short_title(test['name'])}",
        }
        for number, test in enumerate(tests)
    }


def _data(
    graded: Class,
    people: Iterable[Handed],
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
            test["misconception"],
        ]

    found = [
        {
            "top": number(one.results.get("output", "")),
            "tests": [shown(test) for test in one.results["tests"]],
            "code": number(graded.source(one).code),
            "answers": number(graded.source(one).answers),
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
            *(item.share, item.separation, *(item.quintiles or [None] * 5)),
            *(str(item.weak), item.remark),
        ]
        for problem in problems
        for item in problem.tests
    ]
    write_table(path, [*head, "separation", *fifths, "weak", "remark"], rows)


def write_page(path: Path, template: str, hide: Callable[[str], str] = str, **values: Any) -> None:
    """A page about a class, or one made up, of one of the templates."""
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
    write_atomically(path, page.get_template(template).render(values))


def labels_of(graded: Class, anonymous: bool) -> dict[str, str]:
    """By submission, in the page's order."""
    if not anonymous:
        return {handed.name: handed.who or handed.name for handed in graded.handed}
    # Folders are in the order of ids or names: a page in that order would give them away.
    names = [handed.name for handed in graded.handed]
    random.SystemRandom().shuffle(names)
    return {name: f"Submission {n}" for n, name in enumerate(names, 1)}


def redactor(graded: Class) -> Callable[[str], str]:
    """Takes names, e-mails and ids out of texts: students print them, files are called by them."""
    known: set[str] = set()
    unspaced: set[str] = set()  # names in scripts that put no space between words
    for handed in graded.handed:
        whole = {handed.name, handed.submission_id}
        for student in handed.students:
            words = set(re.findall(r"\w+", _composed(student.name)))
            whole |= {student.email, student.sid} | words
            unspaced |= {word for word in words if len(word) >= 2 and max(word) >= FIRST_UNSPACED}
        known |= {_composed(word).casefold() for word in whole if len(word) >= 3}
    known -= PLAIN
    longest_first = sorted(unspaced, key=len, reverse=True)
    inside = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def word(match: re.Match[str]) -> str:
        return BLACK if match[0].casefold() in known else match[0]

    def phrase(match: re.Match[str]) -> str:
        # An e-mail address as a whole, or else each word of it.
        whole = match[0].casefold().strip(".+-") in known
        return BLACK if whole else re.sub(r"\w+", word, match[0])

    return lambda text: re.sub(r"[\w@.+-]+", phrase, inside.sub(BLACK, _composed(text)))


def _composed(text: str) -> str:
    """ü as one letter, not as u and two dots."""
    return unicodedata.normalize("NFC", text)
