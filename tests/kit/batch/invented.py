"""Invents a graded class: results.json for each, summary.json, the code they came from. No grading.

    python tests/kit/batch/invented.py 200 /tmp/class

Everybody and everything in it is made up by a seeded generator. Names are numbers spelled with
syllables, in four alphabets; no list of real people was used.
"""

from __future__ import annotations

import json
import math
import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

SYLLABLES = (
    ("ba", "mü", "lo", "né", "ri", "čo", "ßu", "łe"),
    ("ба", "му", "ло", "не", "ри", "чо", "шу", "жё"),
    ("βα", "μύ", "λο", "νε", "ρι", "κό", "σου", "θη"),
    ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"),
)
PROBLEMS = {  # tests of each, and what one of them is worth
    "fold_paper": (5, 1.0),
    "count_knots": (4, 2.0),
    "mirror_tiles": (6, 1.0),
    "stack_cups": (5, 1.5),
    "extra_loops": (2, 1.0),
}
IDEAS = {f"{problem}_wrong_way_{n}": problem for problem in PROBLEMS for n in range(4)}
BROKEN = ("import_failed", "exited", "blocked", "unwritten")
DUE = datetime(2031, 3, 1, 22, 0, tzinfo=timezone.utc)


def name_of(number: int) -> str:
    """Two words of syllables, the number's own; every fourth person has another alphabet."""
    letters = SYLLABLES[number % 4]
    parts = [letters[number // 8**place % 8] for place in range(4)]
    return f"{parts[0]}{parts[1]} {parts[2]}{parts[3]}{letters[number % 8]}".title()


def listing() -> list[dict[str, Any]]:
    """The tests of an assignment that does not exist."""
    found = []
    for place, (problem, (number, worth)) in enumerate(PROBLEMS.items(), 1):
        for count in range(number):
            found.append(
                {
                    "test": f"hidden/test_crafts.py::test_{problem}__{count}",
                    "name": f"9.{place} {problem}: case {count} ({worth:g} points)",
                    "problem": problem,
                    "max_score": worth,
                    "public": count == 0,
                    "extra_credit": problem == "extra_loops",
                    "visibility": "visible",
                }
            )
    return found


def write_class(target: Path, number: int, seed: int = 0) -> dict[str, Any]:
    """A graded folder, and the submissions in `submissions` beside it; what was meant by each."""
    draw = random.Random(seed)
    tests, lines, meant = listing(), [], {}
    for count in range(number):
        line, results, code = _one(count, tests, draw)
        meant[line["name"]] = line
        _write(target / line["name"] / "results.json", json.dumps(results))
        home = target.parent / "submissions" / line["name"]
        _write(home / "crafts.py", code)
        if count % 3 == 0:
            _write(home / "answers.md", f"## Question 1\n\nBecause of {name_of(count)}.\n")
        lines.append(line)
    summary = _summary(target.parent / "submissions", tests, lines)
    _write(target / "summary.json", json.dumps(summary))
    return summary


def _one(
    count: int, tests: list[dict[str, Any]], draw: random.Random
) -> tuple[dict[str, Any], dict[str, Any], str]:
    skill = draw.gauss(0.6, 1)
    held = draw.sample(sorted(IDEAS), draw.choice([0, 0, 1, 1, 2, 3]))
    held = [idea for idea in held if not idea.endswith("_3") or count % 29 == 0]
    broken = BROKEN[count // 12 % 4] if count % 12 == 5 else ""
    rows, kinds = [], {}
    for test in tests:
        ideas = [idea for idea in held if IDEAS[idea] == test["problem"]]
        hard = 0.4 * (int(test["test"][-1]) - 2)
        kind = _kind(draw, broken, bool(ideas), skill - hard, count, test)
        if kind != "passed":
            kinds[test["test"]] = kind
        rows.append(_row(test, kind, ideas if kind == "wrong" else []))
    points = sum(row["score"] for row in rows)
    problems: dict[str, float] = {}
    for row in rows:
        problem = row["extra_data"]["problem"]
        problems[problem] = problems.get(problem, 0) + row["score"]
    student = {
        "name": name_of(count),
        "email": f"person{count}@example.edu",
        "sid": f"{70000 + count}",
        "sections": f"Section {'AB'[count % 2]}",
        "extension": "2" if count % 17 == 3 else "",
    }
    line = {
        "name": f"submission_{9000 + count}",
        "status": "graded",
        "score": round(points, 4),
        "passed": len(tests) - len(kinds),
        "failed": len(kinds),
        "seconds": round(draw.expovariate(1), 3),
        "problems": problems,
        "students": [student],
        "submission_id": f"{9000 + count}",
        "submitted": (DUE + timedelta(hours=draw.choice([-30, -4, -1, -1, 3, 30, 60]))).isoformat(),
        "attempts": 1,
        "kinds": kinds,
        "trouble": "",
    }
    results = {"score": points, "output": f"for {name_of(count)}", "tests": rows}
    functions = (f"def {problem}(x):\n    return x + {count}\n" for problem in PROBLEMS)
    return line, results, f"# by {name_of(count)}\n" + "\n\n".join(functions)


def _kind(
    draw: random.Random,
    broken: str,
    mistaken: bool,
    ease: float,
    count: int,
    test: dict[str, Any],
) -> str:
    luck = draw.random()
    if broken:
        return broken
    if test["test"].endswith("mirror_tiles__5"):  # the one that says nothing
        return "passed" if luck < 0.5 else "raised"
    if count % 40 == 9 and test["problem"] == "stack_cups":
        return "timeout"
    if count % 50 == 11 and test["problem"] == "fold_paper":
        return draw.choice(["memory", "crashed"])
    if mistaken and not test["public"]:
        return "wrong"
    return "passed" if luck < 1 / (1 + math.exp(-1.7 * ease)) else "wrong"


def _row(test: dict[str, Any], kind: str, ideas: list[str]) -> dict[str, Any]:
    extra = {"test": test["test"], "problem": test["problem"]}
    if kind != "passed":
        extra["kind"] = kind
    if ideas:
        extra["misconception"] = ideas[0]
    return {
        "name": test["name"],
        "score": test["max_score"] if kind == "passed" else 0,
        "max_score": test["max_score"],
        "status": "passed" if kind == "passed" else "failed",
        "output": "" if kind == "passed" else f"{test['problem']}: {kind}",
        "output_format": "text",
        "visibility": test["visibility"],
        "extra_data": extra,
    }


def _summary(
    source: Path, tests: list[dict[str, Any]], lines: list[dict[str, Any]]
) -> dict[str, Any]:
    required = sum(test["max_score"] for test in tests if not test["extra_credit"])
    return {
        "format": 3,
        "kit": "invented",
        "assignment": {
            "slug": "09_crafts",
            "number": "9",
            "title": "Paper, knots and cups",
            "course": "A course that does not exist",
            "points": required,
            "extra_points": 2.0,
            "due": DUE.isoformat(),
            "late": {
                "grace_minutes": 15,
                "percent_a_day": 10,
                "days_at_most": 3,
                "take_off": True,
            },
            "files": ["crafts.py"],
        },
        "source": str(source),
        "origin": "gradescope",
        "missing": [
            {
                "name": "Nemo Nobody",
                "email": "",
                "sid": "1",
                "sections": "Section A",
                "extension": "",
            }
        ],
        "conditions": {},  # as an older kit wrote it, `assignment` too: it is still read
        "notes": [],
        "tests": tests,
        "questions": [],
        "misconceptions": {
            idea: {
                "title": f"The {problem.replace('_', ' ')} go the wrong way, number {idea[-1]}",
                "body": "An explanation of some sentences. " * 6,
                "functions": [problem],
            }
            for idea, problem in IDEAS.items()
        },
        "cases": {
            idea: {f"hidden/test_crafts.py::test_{problem}__{case}": _story(problem, idea, case)}
            for idea, problem in IDEAS.items()
            for case in [1 if PROBLEMS[problem][0] > 1 else 0]
        },
        "submissions": lines,
    }


def _story(problem: str, idea: str, case: int) -> dict[str, str]:
    return {
        "message": "the value is wrong",
        "call": f"{problem}([{case}, 2], times=3)",
        "got": f"[{idea[-1]}, {case}]",
        "expected": f"[7, {case}]",
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_class(Path(sys.argv[2]) / "graded", int(sys.argv[1]))
