"""The page's list of submissions, and the results, code and written work behind each name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.batch.entries import Student
from autograder.batch.graded import Class, Handed
from autograder.batch.handed_in import Source
from autograder.batch.labels import Label
from autograder.batch.lateness import Lateness, lateness
from autograder.batch.written import Written

LONGEST = 40_000  # characters of one output; the whole text is in results.json


@dataclass(frozen=True)
class Row:
    """One submission's line of the table."""

    title: str
    detail: str
    graded: bool
    score: float
    passed: int
    tests: int
    seconds: float
    sections: str
    late: str
    off: str  # what being late costs, and whether it is taken off
    trouble: str
    ideas: tuple[tuple[str, str], ...]  # code-words and titles
    written: float | None


def rows_of(
    graded: Class, labels: Mapping[str, Label], written: Written, anonymous: bool
) -> list[Row]:
    """In the labels' order."""
    by_name = {handed.name: handed for handed in graded.handed}
    return [
        _row(graded, by_name[name], label, written, anonymous) for name, label in labels.items()
    ]


def _row(graded: Class, handed: Handed, label: Label, written: Written, anonymous: bool) -> Row:
    line, known = handed.line, graded.summary["misconceptions"]
    late = None if anonymous else _latest(graded, handed)
    points = _written(handed, written)
    return Row(
        title=label.title,
        detail=label.detail,
        graded=handed.graded,
        score=handed.score,
        passed=line["passed"],
        tests=line["passed"] + line["failed"],
        seconds=line["seconds"],
        sections="" if anonymous else handed.sections,
        late=_days(late) if late and late.seconds else "",
        off=_off(graded, late, handed.score) if late and late.points(handed.score) else "",
        trouble=", ".join(dict.fromkeys([*handed.trouble, *filter(None, [handed.left_out])])),
        ideas=tuple((i, known.get(i, {}).get("title", i.replace("_", " "))) for i in handed.ideas),
        written=sum(points.values()) if points else None,
    )


def _latest(graded: Class, handed: Handed) -> Lateness | None:
    """In a group it is the partner without an extension who is late."""
    facts, when = graded.summary["assignment"], handed.line["submitted"]
    students = [Student(**fields) for fields in handed.line["students"]] or [Student()]
    found = [lateness(facts, when, student.extension) for student in students]
    return max(filter(None, found), key=lambda each: each.seconds, default=None)


def _days(late: Lateness) -> str:
    hours, minutes = divmod(late.seconds // 60, 60)
    if hours >= 48:
        return f"{hours // 24} d {hours % 24} h"
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def _off(graded: Class, late: Lateness, score: float) -> str:
    taken = graded.summary["assignment"]["late"]["take_off"]
    return f"−{late.points(score):g} {'in grades.csv' if taken else 'not taken off'}"


def _written(handed: Handed, written: Written) -> dict[str, float]:
    first: dict[str, str] = next(iter(handed.line["students"]), {})
    return written.of(Student(**first), handed.line)


def data_of(
    handed: Iterable[Handed],
    sources: Mapping[str, Source],
    written: Written,
    hide: Callable[[str], str],
) -> str:
    """Everything behind the names, for the page's script; equal texts stand there once."""
    texts: dict[str, int] = {}

    def number(text: str) -> int:
        short = text if len(text) <= LONGEST else text[:LONGEST] + "\n… (cut here)"
        return texts.setdefault(hide(short), len(texts))

    people = []
    for one in handed:
        source = sources.get(one.name, Source())
        people.append(
            {
                "top": number(one.results.get("output", "")),
                "tests": [_test(test, number) for test in one.results["tests"]],
                "code": number(source.code),
                "answers": number(source.answers),
                "written": [[number(k), points] for k, points in _written(one, written).items()],
            }
        )
    # Inside <script> nothing is escaped: `<` must not stand there at all.
    body = json.dumps({"texts": list(texts), "people": people}, ensure_ascii=True)
    return body.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _test(test: dict[str, Any], number: Callable[[str], int]) -> list[Any]:
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
