"""`report.html`: one page without network, of what a class understood."""

from __future__ import annotations

import json
import random
import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.batch import statistics as figures
from autograder.batch.against import changes
from autograder.batch.graded import Class, Handed, read_class
from autograder.judge.results import write_atomically

FILE = "report.html"
LONGEST = 40_000  # characters of one output; the whole text is in results.json


@dataclass(frozen=True)
class Label:
    """How a submission is called on the page."""

    title: str
    detail: str = ""


def write_report(folder: Path, against: Path | None = None, anonymous: bool = False) -> Path:
    """Read a graded folder, write its page."""
    graded = read_class(folder)
    earlier = read_class(against) if against is not None else None
    text = report_text(graded, earlier, anonymous)
    write_atomically(folder / FILE, text)
    return folder / FILE


def report_text(graded: Class, earlier: Class | None = None, anonymous: bool = False) -> str:
    """The page's HTML."""
    labels = _labels(graded, anonymous)
    order = sorted(labels, key=lambda n: labels[n].title) if anonymous else list(labels)
    # Sorted as text, "Submission 10" comes before 2: numbers first by length.
    order.sort(key=lambda name: len(labels[name].title) if anonymous else 0)
    handed = {h.name: h for h in graded.handed}
    hide = _redactor(graded) if anonymous else (lambda text: text)
    scores = [h.score for h in graded.graded]
    page = Environment(
        loader=PackageLoader("autograder.batch", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.filters["percent"] = lambda share: f"{100 * share:.0f} %"
    page.filters["figure"] = lambda value: "–" if value is None else f"{value:.2f}"
    page.filters["hide"] = hide
    bars = figures.distribution(graded) if scores else ()
    return page.get_template("report.html.j2").render(
        assignment=graded.summary["assignment"],
        notes=[] if anonymous else graded.summary["notes"],
        total=len(graded.handed),
        ungraded=[h for h in graded.handed if not h.graded],
        labels=labels,
        rows=[_row(handed[name], labels[name]) for name in order],
        median=statistics.median(scores) if scores else None,
        mean=statistics.fmean(scores) if scores else None,
        full=sum(h.line["failed"] == 0 for h in graded.graded),
        bars=bars,
        highest=max((bar.count for bar in bars), default=0),
        problems=figures.problems_of(graded),
        ideas=figures.ideas_of(graded),
        trouble=figures.trouble_of(graded),
        slowest=sorted(graded.graded, key=lambda h: -h.line["seconds"])[:5],
        changes=changes(graded, earlier) if earlier is not None else None,
        before=None if earlier is None or anonymous else str(earlier.folder),
        anonymous=anonymous,
        data=_data([handed[name] for name in order], hide),
    )


def _labels(graded: Class, anonymous: bool) -> dict[str, Label]:
    if anonymous:
        # Folders are in the order of ids or names: a page in that order would give them away.
        names = [h.name for h in graded.handed]
        random.SystemRandom().shuffle(names)
        return {name: Label(f"Submission {n}") for n, name in enumerate(names, 1)}
    return {h.name: _label(h) for h in graded.handed}


def _label(handed: Handed) -> Label:
    students = handed.line["students"]
    names = ", ".join(s["name"] or s["email"] or s["sid"] for s in students).strip(", ")
    return Label(names, handed.name) if names else Label(handed.name)


def _row(handed: Handed, label: Label) -> dict[str, Any]:
    tests = handed.line["passed"] + handed.line["failed"]
    return {
        "title": label.title,
        "detail": label.detail,
        "graded": handed.graded,
        "score": handed.score,
        "passed": handed.line["passed"],
        "tests": tests,
        "seconds": handed.line["seconds"],
        "ideas": ", ".join(name.replace("_", " ") for name in handed.ideas()),
    }


def _data(handed: list[Handed], hide: Callable[[str], str]) -> str:
    """Every student's results as they were shown, for the script; equal texts stand there once."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        short = text if len(text) <= LONGEST else text[:LONGEST] + "\n… (cut here)"
        return texts.setdefault(hide(short), len(texts))

    people = []
    for one in handed:
        tests = [
            [
                number(test["name"]),
                test["score"],
                test["max_score"],
                int(test["status"] == "passed"),
                number(test["output"]),
                number(test["visibility"]),
                int(test.get("output_format") == "html"),
            ]
            for test in one.results["tests"]
        ]
        people.append([number(one.results.get("output", "")), tests])
    # Inside <script> nothing is escaped: `<` must not stand there at all.
    body = json.dumps({"texts": list(texts), "people": people}, ensure_ascii=True)
    return body.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _redactor(graded: Class) -> Callable[[str], str]:
    """Takes names, e-mails and ids out of texts: students print them, files are called by them."""
    words: set[str] = set()
    for handed in graded.handed:
        words |= {handed.name, handed.line["submission_id"]}
        for student in handed.line["students"]:
            words |= {student["name"], student["email"], student["sid"]}
            words |= set(student["name"].split())
    known = sorted((word for word in words if len(word) >= 3), key=len, reverse=True)
    known = [word for word in known if word.lower() not in _PLAIN]
    if not known:
        return lambda text: text
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, known)) + r")(?!\w)", re.I)
    return lambda text: pattern.sub("▒▒▒", text)


# Words of the kit's own sentences, which somebody may be called.
_PLAIN = {"will", "may", "mark", "art", "grant", "page", "long", "price", "the", "test"}
