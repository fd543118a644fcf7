"""Grades wrong answers that nobody wrote from the ideas, and counts what the judge says of them.

python scripts/diagnosis.py                     all of them; writes docs/diagnosis.md
python scripts/diagnosis.py 03_output_size      of one assignment; of the others, what was found before
python scripts/diagnosis.py --mutants 100       with so many changed references of each assignment
python scripts/diagnosis.py --again             the page once more, with the names as judged now

The wrong answers are the sections of tests/kit/independent/<set>/<assignment>/<function>.py; each
takes its function's place in the reference, and the tests of that function are graded. Whether a
name that is given is right, a person decides: judged.csv of the set. The changed references are drawn
from those of scripts/mutants.py, in functions that are asked for: nobody says what their author thought.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from autograder.batch.pool import grade_here, results_of
from autograder.build.starter import functions_of
from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.judge.service import Order, Task

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "tests" / "kit" / "independent"
DOCUMENT = ROOT / "docs" / "diagnosis.md"
FOUND = ROOT / ".cache" / "diagnosis.json"
HEADING = re.compile(r"^# --- (\S+): (.+)\n", re.M)

SETS = {
    "first": """\
388 answers, written by somebody who had read no idea, but starters, public tests and a few lines of the
references; graded on 2026-11-29 before an idea was written from them: all caught; 293 named (76 %), 3 of
them falsely; 6 told by a relation; 89 unnamed. (01: 33, 0, 1, 15 of 49. 02: 72, 2, 3, 26 of 101. 03: 59, 1,
2, 27 of 88. 04: 56, 0, 0, 7 of 63. 05: 73, 0, 0, 14 of 87.) Then 72 ideas were written from a line about
each of the unnamed: so this table says how much of *these* answers is named now, and nothing of others.
""",
    "second": """\
460 answers, written later, by somebody who had read neither an idea nor the first set, but the references,
and by an oversight the `examples.py` of 01, 04 and 05, whose comments name some wrong ideas: take the
share with that. Before anything was mended from them, 455 were caught; 345 named (75 %), 3 of them
falsely; 15 told by a relation; 95 unnamed. (01: 34, 0, 2, 10 of 46. 02: 81, 1, 4, 21 of 106. 03: 66, 1, 6,
22 of 94. 04: 69, 1, 1, 21 of 93. 05: 95, 0, 2, 21 of 121.) Four hidden tests were widened then, and the
false names mended.
""",
    "third": """\
186 answers, written by somebody who had read neither an idea nor the earlier sets: only handouts, starters,
public tests and the `examples.py` that students get, whose comments name some wrong ideas. 276 were
written, and 186 of them drawn by chance before any was graded. 26 of these hold two mistakes and say
so. Before anything was mended from them all were caught; 123 named (66 %), 3 of them falsely; 14 told
by a relation, 30 in part; 19 unnamed. (01: 19, 1, 2, 5, 3 of 29. 02: 33, 1, 5, 13, 5 of 56. 03: 22, 0, 6,
6, 4 of 38. 04: 20, 0, 1, 4, 2 of 27. 05: 29, 1, 0, 2, 5 of 36.) Of the 160 with one mistake 120 were named
(75 %) and 6 unnamed; of the 26 with two mistakes 3 were named, for one of the two, and 13 unnamed. Four
sentences in part were false of the answer: rare kinds of them were taken out then, the others said only
where every wrong answer is a value; and three ideas' texts speak of both ways to the same answers.
""",
    "fourth": """\
100 answers, 20 of each assignment, written by somebody who had read neither an idea nor the earlier sets nor
an `examples.py`: handouts, starters and public tests alone. They were graded once, on 2026-11-30, after 63
ideas had been written from the unnamed answers of the first three sets and in the same spirit: 98 caught,
77 named, none of them falsely; 9 told by a relation, 7 in part, 5 unnamed. Of the 90 with one mistake 71
were named, of the 10 with two 3 for one of them and 3 for both. One answer is no longer caught: it decides
by exact numbers what the handout decides by a ratio, and no test may tell these apart.
""",
}
HEAD = """\
# Diagnosis: what is said of wrong answers that nobody foresaw

`python scripts/diagnosis.py` writes this page; its figures are of {day}. The wrong answers under
`tests/kit/independent` were written before their author had read an idea. Each takes its function's
place in the reference, and that function's tests are graded as those of any submission. *Caught*
means that points are lost. *Named*: the student is told a wrong idea, two that fit alike, or two at once;
*falsely*, that this is not what went wrong, as judged in the set's `judged.csv`. *By a relation*: no
idea fits, but it is said how what came back relates to what was expected, or where it is wrong.
*In part*: it is said what is right and what is not (only errors are wrong; only one
part of the result; all is too large), which is true whatever the mistake, and is no reason. For
the *unnamed* rest the message shows what is wrong, with a hint.

Take the share of names as an upper bound. Nearly every answer holds one mistake, students often make
several at once; and whoever writes wrong answers for a course thinks much like whoever writes its
ideas: a good part of the short names came out alike.
"""
TABLE = """
| assignment | answers | caught | named | falsely | not judged | relation | in part | unnamed |
| --- | --: | --: | --: | --: | --: | --: | --: | --: |
"""
MUTANTS = """
## Changed references

One small change each, drawn from those of [mutants](mutants.md) in the functions that are asked for: an
operator, a number, a condition. Only the tests of the changed function are run.
Nobody meant anything by them, so no person says whether a name is right.

| assignment | changed references | caught | named | relation | in part | unnamed |
| --- | --: | --: | --: | --: | --: | --: |
"""
Key = tuple[str, str, str, str, str]  # set, assignment, function, answer, ideas


@dataclass(frozen=True)
class Wrong:
    """One wrong answer, a section of a function's file; and what the judge made of it."""

    set: str
    slug: str
    function: str
    name: str
    says: str  # what is wrong with it, and where it shows
    code: str
    caught: bool = False
    ideas: str = ""  # by name, with + between those that fit alike
    relation: str = ""

    @property
    def key(self) -> Key:
        return (self.set, self.slug, self.function, self.name, self.ideas)


def sections(path: Path) -> list[Wrong]:
    """The wrong answers of one file, in its order, each with the whole of its code."""
    _, *parts = HEADING.split(path.read_text(encoding="utf-8"))
    return [
        Wrong(path.parent.parent.name, path.parent.name, path.stem, *part)
        for part in zip(parts[::3], parts[1::3], parts[2::3])
    ]


def answers_of(assignment: Assignment) -> list[Wrong]:
    """The independent wrong answers to one assignment, each behind the reference's functions."""
    reference = assignment.solutions()[0].read_text(encoding="utf-8")
    return [
        replace(each, code=f"{reference}\n\n{each.code}")
        for path in sorted(ANSWERS.glob(f"*/{assignment.slug}/*.py"))
        for each in sections(path)
    ]


def mutants_of(assignment: Assignment, number: int) -> list[Wrong]:
    """Some of the changed references, drawn anew but always the same ones."""
    from mutants import mutants_of as all_mutants_of

    found, _ = all_mutants_of(assignment.solutions()[0].read_text(encoding="utf-8"))
    tested = [each for each in found if each.function in functions_of(assignment)]
    drawn = random.Random(0).sample(tested, min(number, len(tested)))
    return [
        Wrong("mutants", assignment.slug, each.function, each.before, each.after, each.source)
        for each in drawn
    ]


def graded(assignment: Assignment, wrong: Sequence[Wrong], jobs: int) -> list[Wrong]:
    """Each by the tests of its function."""
    files = {path.name: path.read_bytes() for path in assignment.solutions()}
    main = assignment.solutions()[0].name
    tasks = [
        Task({**files, main: each.code.encode()}, number=n, only=(each.function,))
        for n, each in enumerate(wrong)
    ]
    order = Order(
        assignment.spec.to_json(), str(assignment.root), workers=jobs, expected=len(tasks)
    )
    start, found = time.monotonic(), {}
    for number, result, trouble in results_of(grade_here(order, iter(tasks))):
        if result is None:
            sys.exit(f"{assignment.slug}: {wrong[number].name}: {trouble}")
        found[number] = _judged(replace(wrong[number], code=""), result["tests"])
    print(
        f"{assignment.slug}: {len(found)} wrong answers, {time.monotonic() - start:.0f} s",
        flush=True,
    )
    return [found[n] for n in range(len(wrong))]


def _judged(wrong: Wrong, tests: Sequence[dict[str, Any]]) -> Wrong:
    mine = [test for test in tests if test["problem"] == wrong.function]
    ideas = dict.fromkeys(name for test in mine for name in test["misconceptions"])
    relation = next(filter(None, (test.get("relation") for test in mine)), "")
    caught = any(test["score"] < test["max_score"] for test in mine)
    return replace(wrong, caught=caught, ideas="+".join(ideas), relation=relation)


def document(found: Sequence[Wrong], judged: dict[Key, str], day: str) -> str:
    """docs/diagnosis.md."""
    text = HEAD.format(day=day)
    for name, about in SETS.items():
        mine = [each for each in found if each.set == name]
        if mine:
            text += f"\n## The {name} set\n\n{about}{_table(mine, judged)}"
    if changed := [each for each in found if each.set == "mutants"]:
        text += MUTANTS
        for title, each in _by_assignment(changed):
            caught, named = [v for v in each if v.caught], [v for v in each if v.ideas]
            counts = (len(each), len(caught), len(named), *_told(each, len(caught) - len(named)))
            text += f"| {title} | {' | '.join(map(str, counts))} |\n"
    found = [each for each in found if each.set != "mutants"]
    text += _listed("Not caught", [v for v in found if not v.caught])
    text += _listed("Falsely named", [v for v in found if judged.get(v.key) == "no"])
    left = [v for v in found if v.caught and not v.ideas and not v.relation]
    return text + _listed("Caught, and unnamed", left)


def _table(found: Sequence[Wrong], judged: dict[Key, str]) -> str:
    text = TABLE
    for title, each in _by_assignment(found):
        named = [v for v in each if v.ideas]
        said = [judged.get(v.key, "") for v in named]
        caught = sum(v.caught for v in each)
        counts = (len(each), caught, len(named), said.count("no"), said.count(""),
                  *_told(each, caught - len(named)))  # fmt: skip
        text += f"| {title} | {' | '.join(map(str, counts))} |\n"
    return text


def _told(found: Sequence[Wrong], rest: int) -> tuple[int, ...]:
    """How many are told by a relation, how many in part, and how many of the rest nothing."""
    words = [v.relation for v in found if v.relation]
    part = sum(word.startswith("in part") for word in words)
    return (len(words) - part, part, rest - len(words))


def _by_assignment(found: Sequence[Wrong]) -> list[tuple[str, list[Wrong]]]:
    slugs = dict.fromkeys(each.slug for each in found)
    return [*((s, [v for v in found if v.slug == s]) for s in slugs), ("all", list(found))]


def _listed(title: str, found: Sequence[Wrong]) -> str:
    lines = [f"\n## {title}\n", *([] if found else ["None."])]
    for slug, function in dict.fromkeys((v.slug, v.function) for v in found):
        lines += [f"\n{slug}, `{function}`:\n"]
        lines += [f"- **{v.name}** {v.says}" + (f" (named: {v.ideas})" if v.ideas else "")
                  for v in found if (v.slug, v.function) == (slug, function)]  # fmt: skip
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--mutants", type=int, default=60, metavar="N", help="N of each assignment")
    parser.add_argument("--again", action="store_true", help="take what the last run found")
    options = parser.parse_args()
    course = load_course(ROOT)
    known = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {}
    for a in [] if options.again else course.select(options.slugs):
        wrong = [*answers_of(a), *mutants_of(a, options.mutants)]
        known[a.slug] = [asdict(each) for each in graded(a, wrong, options.jobs)]
        known["day"] = time.strftime("%Y-%m-%d")
        FOUND.parent.mkdir(exist_ok=True)
        FOUND.write_text(json.dumps(known), encoding="utf-8")
    judged = {}
    for path in sorted(ANSWERS.glob("*/judged.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            judged.update({(path.parent.name, r["assignment"], r["function"], r["answer"], r["idea"]):
                           r["right"] for r in csv.DictReader(file)})  # fmt: skip
    found = [Wrong(**v) for a in course.assignments for v in known.get(a.slug, ())]
    DOCUMENT.write_text(document(found, judged, known.get("day", "")), encoding="utf-8")
    for each in found:
        if each.set != "mutants" and each.ideas and each.key not in judged:
            print("is the name right?", ",".join(each.key), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
