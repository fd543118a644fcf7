"""The attack submissions of this repository, put together with an assignment's solution."""

from __future__ import annotations

import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.build.starter import functions_of
from autograder.course import Assignment, Spec
from autograder.course.errors import PackageError
from autograder.prove.cases import half, texts_of

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "kit" / "attacks"
Kind = Literal["code", "honest", "uploads"]
KINDS: tuple[Kind, ...] = ("code", "honest", "uploads")


@dataclass(frozen=True)
class Attack:
    """One file of the attack folder."""

    kind: Kind
    path: Path

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.path.stem}"

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


def attacks(spec: Spec | None = None) -> list[Attack]:
    """Every attack, honest twins included, in the order of their names; or those that suit.

    Rightful code uses torch only in a course that has it; an attack may try anything.
    """
    if not FOLDER.is_dir():
        raise PackageError(
            f"{FOLDER} is missing: `verify --attacks` needs the repository's attack submissions;"
            " run it from a checkout of the repository"
        )
    found = [
        Attack(kind, path) for kind in KINDS for path in sorted((FOLDER / kind).glob("[!_]*.py"))
    ]
    without_torch = spec is not None and "torch" not in spec.preload
    return [a for a in found if not (without_torch and a.kind == "honest" and "torch" in a.text)]


def hand_in(
    attack: Attack | None, assignment: Assignment, folder: Path, ground: Path, token: str
) -> None:
    """Fill a submission's folder; no attack at all: the half-written solution by itself.

    It is told the `ground` that it will be graded on, and a mark of this run's own.
    """
    texts, _ = half(assignment)
    main = assignment.main_file
    if attack and attack.kind == "uploads":
        runpy.run_path(str(attack.path))["plant"](folder, main, texts[main])
        return
    if attack and attack.kind == "honest":
        texts = texts_of(assignment.solutions())
    before, after = (
        (FOLDER / name).read_text(encoding="utf-8") for name in ("_before.py", "_after.py")
    )
    for mark, value in (
        ("@GROUND@", str(ground)),
        ("@TOKEN@", token),
        ("@PROBLEMS@", " ".join(functions_of(assignment))),
    ):
        before = before.replace(mark, value)
    texts[main] = "\n".join([texts[main], before, attack.text if attack else "", after])
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
