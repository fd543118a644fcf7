"""Makes up a class: right answers in several styles, wrong ideas, broken files, loops for ever.

    python tests/kit/batch/classroom.py 02_cross_correlate 1000 /tmp/class

Names and answers come from a seeded generator, so that a class is the same each time.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from autograder.course import Assignment
from autograder.judge.ideas import alternatives, composed_source, misconceptions

BROKEN = (
    "def f(:\n",
    "import no_such_library_anywhere\n",
    "raise RuntimeError('at the top')\n",
    "import os\nos._exit(0)\n",
    "print('<script>alert(1)</script>')\n1 / 0\n",
    "\n",
)
HANG = "\n\ndef {name}(*args, **kwargs):\n    while True:\n        pass\n"
FIRST = ("Ada", "Bo", "Chen", "Dina", "Émil", "Фату", "Горан", "Χάνα", "Ιβο", "俊")
LAST = ("Alder", "Bürch", "Cedar", "Dogwood", "Ełm", "Фир", "Гинкго", "Χέιζελ", "Ίβι", "林")
HOURS = (-50, -30, -5, -1, -1, -1, 0, 2, 20, 60)  # after the due date


def answers(
    assignment: Assignment, number: int, seed: int = 0, most: int = 1
) -> Iterator[tuple[str, bytes]]:
    """What sort of answer, and the main file's bytes; about one in fifty never ends.

    Who is wrong holds one idea, or up to `most`, about functions of their own each.
    """
    draw = random.Random(seed)
    wrong = misconceptions(assignment)
    right = alternatives(assignment)
    reference = assignment.solutions()[0].read_text(encoding="utf-8")
    starter = assignment.starters()[0].read_bytes()
    functions = sorted({name for idea in wrong for name in idea.functions})
    for count in range(number):
        chance = draw.random()
        # A line of its own makes each file different, as a class's are.
        own = f"\n# written by number {count}\n"
        if count % 50 == 7:
            yield "hang", (reference + HANG.format(name=draw.choice(functions)) + own).encode()
        elif chance < 0.15:
            yield "reference", (reference + own).encode()
        elif chance < 0.35 and right:
            idea = draw.choice(right)
            text = composed_source(assignment, idea)[assignment.main_file]
            yield f"right:{idea.name}", (text + own).encode()
        elif chance < 0.85:
            held = [draw.choice(wrong)]
            for _ in range(draw.randrange(most) if most > 1 else 0):
                other = draw.choice(wrong)
                if not {*other.functions} & {name for idea in held for name in idea.functions}:
                    held.append(other)
            text = composed_source(assignment, *held)[assignment.main_file]
            yield "wrong:" + "+".join(idea.name for idea in held), (text + own).encode()
        elif chance < 0.92:
            yield "starter", starter
        else:
            yield "broken", draw.choice(BROKEN).encode()


def write_export(
    assignment: Assignment, number: int, target: Path, seed: int = 0, most: int = 1
) -> list[str]:
    """A Gradescope export of a made-up class; the sorts of answers, in the order of their ids.

    `people.csv` in it has two sections, some extensions, and one who has handed in nothing.
    """
    sorts, metadata, people = [], ["---\n"], ["id,name,section,extension\n"]
    due = datetime.fromisoformat(assignment.spec.due or "2027-02-11T10:00:00+00:00")
    for count, (sort, data) in enumerate(answers(assignment, number, seed, most)):
        folder = target / f"submission_{1000 + count}"
        folder.mkdir(parents=True)
        (folder / assignment.main_file).write_bytes(data)
        name = f"{FIRST[count % 10]} {LAST[count // 10 % 10]}"
        metadata.append(
            f"submission_{1000 + count}:\n"
            f"  :submitters:\n  - :name: {name}\n    :sid: {5000 + count}\n"
            f"    :email: student{count}@example.edu\n"
            f"  :created_at: {due + timedelta(hours=HOURS[count // 3 % 10])}\n"
            f"  :score: 0.0\n  :results:\n    tests: []\n  :history: []\n"
        )
        extension = "2" if count % 13 == 4 else ""
        people.append(f"{5000 + count},{name},{'AB'[count % 2]},{extension}\n")
        sorts.append(sort)
    people.append("4999,Nemo Nobody,A,\n")
    (target / "people.csv").write_text("".join(people), encoding="utf-8")
    (target / "submission_metadata.yml").write_text("".join(metadata), encoding="utf-8")
    return sorts


if __name__ == "__main__":
    from autograder.course.load import load_course

    write_export(load_course().assignment(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
