"""Grades wrong answers that nobody wrote from the ideas, and counts what the judge says of them.

python scripts/diagnosis.py                     all assignments; writes docs/diagnosis.md
python scripts/diagnosis.py 03_output_size      one of them; of the others, what was found before
python scripts/diagnosis.py --again             the page once more, with the names as judged now

The wrong answers are the sections of tests/kit/independent/<assignment>/<function>.py; each takes
its function's place in the reference, and the tests of that function are graded. Whether a name
that is given is right, a person decides: tests/kit/independent/judged.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from autograder.batch.pool import Watch, grade_here
from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.judge.judges import Task
from autograder.judge.service import Order

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = ROOT / "tests" / "kit" / "independent"
JUDGED = ANSWERS / "judged.csv"
DOCUMENT = ROOT / "docs" / "diagnosis.md"
FOUND = ROOT / ".cache" / "diagnosis.json"
HEADING = re.compile(r"^# --- (\S+): (.+)\n", re.M)

HEAD = """\
# Diagnosis: what is said of wrong answers that nobody foresaw

`python scripts/diagnosis.py` writes this page; its figures are of {day}. The wrong answers under
`tests/kit/independent` were written before their author had read an idea. Each takes its function's
place in the reference, and that function's tests are graded as those of any submission. *Caught*
means that points are lost. *Named*: the student is told a wrong idea, or two that fit alike;
*falsely*, that none of them is what went wrong, as judged in `tests/kit/independent/judged.csv`.
*By a relation*: no idea fits, but it is said how what came back relates to what was expected. For
the *unnamed* rest the message shows what is wrong, with a hint, and gives no reason.

Take the share of names as an upper bound. Each answer holds one mistake, students often make several
at once; and whoever writes wrong answers for a course thinks much like whoever writes its ideas: a
good part of the short names came out alike. How many of the changed references of
[mutants](mutants.md) get a name has not been measured.

**Of answers that nobody foresaw**, on 2026-11-29: 388, all caught; 293 named, 3 of them falsely; 6 told
by a relation; 89 unnamed. (01: 33, 0, 1, 15 of 49. 02: 72, 2, 3, 26 of 101. 03: 59, 1, 2, 27 of 88. 04:
56, 0, 0, 7 of 63. 05: 73, 0, 0, 14 of 87.) Then 72 ideas were written from a line about each of the
unnamed. So the table below says how much of *these* answers is named now, and nothing of the next
ones: for that, a fresh set has to be written.

| assignment | wrong answers | caught | named | falsely | not judged | by a relation | unnamed |
| --- | --: | --: | --: | --: | --: | --: | --: |
"""
Key = tuple[str, str, str, str]  # assignment, function, answer, ideas


@dataclass(frozen=True)
class Wrong:
    """One wrong answer, a section of a function's file; and what the judge made of it."""

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
        return (self.slug, self.function, self.name, self.ideas)


def sections(path: Path) -> list[Wrong]:
    """The wrong answers of one file, in its order."""
    _, *parts = HEADING.split(path.read_text(encoding="utf-8"))
    return [
        Wrong(path.parent.name, path.stem, *part)
        for part in zip(parts[::3], parts[1::3], parts[2::3])
    ]


def graded(assignment: Assignment, jobs: int) -> list[Wrong]:
    """All wrong answers of an assignment, each by the tests of its function."""
    wrong = [each for path in sorted((ANSWERS / assignment.slug).glob("*.py"))
             for each in sections(path)]  # fmt: skip
    files = {path.name: path.read_bytes() for path in assignment.solutions()}
    main = assignment.solutions()[0].name
    tasks = [
        Task(n, {**files, main: files[main] + f"\n\n{each.code}".encode()}, only=(each.function,))
        for n, each in enumerate(wrong)
    ]
    order = Order(
        assignment.spec.to_json(), str(assignment.root), workers=jobs, expected=len(tasks)
    )
    start, found = time.monotonic(), {}
    for answer in grade_here(order, iter(tasks), Watch()):
        if answer.result is None:
            sys.exit(f"{assignment.slug}: {wrong[answer.number].name}: {answer.trouble}")
        found[answer.number] = _judged(wrong[answer.number], answer.result["tests"])
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
    slugs = dict.fromkeys(each.slug for each in found)
    rows = [(slug, [each for each in found if each.slug == slug]) for slug in slugs]
    text = HEAD.format(day=day)
    for title, each in [*rows, ("all", list(found))]:
        named = [v for v in each if v.ideas]
        said = [judged.get(v.key, "") for v in named]
        relation = sum(bool(v.relation) for v in each)
        caught = sum(v.caught for v in each)
        counts = (len(each), caught, len(named), said.count("no"), said.count(""), relation,
                  caught - len(named) - relation)  # fmt: skip
        text += f"| {title} | {' | '.join(map(str, counts))} |\n"
    text += _listed("Not caught", [v for v in found if not v.caught])
    text += _listed("Falsely named", [v for v in found if judged.get(v.key) == "no"])
    left = [v for v in found if v.caught and not v.ideas and not v.relation]
    return text + _listed("Caught, and unnamed", left)


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
    parser.add_argument("--again", action="store_true", help="take what the last run found")
    options = parser.parse_args()
    course = load_course(ROOT)
    known = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {}
    for a in [] if options.again else course.select(options.slugs):
        known[a.slug] = [asdict(each) for each in graded(a, options.jobs)]
        known["day"] = time.strftime("%Y-%m-%d")
        FOUND.parent.mkdir(exist_ok=True)
        FOUND.write_text(json.dumps(known), encoding="utf-8")
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = {(r["assignment"], r["function"], r["answer"], r["idea"]): r["right"]
                  for r in csv.DictReader(file)}  # fmt: skip
    found = [Wrong(**v) for a in course.assignments for v in known.get(a.slug, ())]
    DOCUMENT.write_text(document(found, judged, known.get("day", "")), encoding="utf-8")
    for each in found:
        if each.ideas and each.key not in judged:
            print("is the name right?", ",".join(each.key), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
