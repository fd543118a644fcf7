"""The attack submissions of this repository, put together with an assignment's solution."""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.build.regions import functions_of
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
    def title(self) -> str:
        """The first line of its docstring: what it tries."""
        text = ast.get_docstring(ast.parse(self.path.read_text(encoding="utf-8"))) or ""
        return text.partition("\n")[0]

    def suits(self, spec: Spec) -> bool:
        """Rightful code uses torch only in a course that has it; an attack may try anything."""
        uses_torch = "torch" in self.path.read_text(encoding="utf-8")
        return self.kind != "honest" or not uses_torch or "torch" in spec.preload


@dataclass(frozen=True)
class Setting:
    """Where an attack finds itself: the harness's folder, and a mark of this run's own."""

    root: Path
    token: str


def attacks(folder: Path = FOLDER) -> list[Attack]:
    """Every attack, honest twins included, in the order of their names."""
    if not folder.is_dir():
        raise PackageError(
            f"{folder} is missing: `verify --attacks` needs the repository's attack submissions;"
            " run it from a checkout of the repository"
        )
    return [
        Attack(kind, path) for kind in KINDS for path in sorted((folder / kind).glob("[!_]*.py"))
    ]


def hand_in(attack: Attack | None, assignment: Assignment, setting: Setting, folder: Path) -> None:
    """Fill a submission's folder; no attack at all: the half-written solution by itself."""
    texts, _ = half(assignment)
    if attack and attack.kind == "honest":
        texts = texts_of(assignment.solutions())
    main = assignment.main_file
    before, after = (
        (FOLDER / name).read_text(encoding="utf-8") for name in ("_before.py", "_after.py")
    )
    for mark, value in (
        ("@GROUND@", str(setting.root)),
        ("@TOKEN@", setting.token),
        ("@PROBLEMS@", " ".join(functions_of(assignment))),
    ):
        before = before.replace(mark, value)
    if attack is not None and attack.kind == "uploads":
        _planter(attack.path)(folder, main, texts[main])
        return
    middle = attack.path.read_text(encoding="utf-8") if attack else ""
    texts[main] = "\n".join([texts[main], before, middle, after])
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def shown_tests(assignment: Assignment) -> frozenset[str]:
    """Hidden tests marked `@visible`: they show everything, by their author's wish."""
    return frozenset(
        node.name
        for path in assignment.hidden_dir.glob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(mark).startswith("visible") for mark in node.decorator_list)
    )


def _planter(path: Path) -> Any:
    """The trusted function of an upload's file that plants it."""
    spec = importlib.util.spec_from_file_location(f"_upload_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise PackageError(f"{path} cannot be loaded: it should define plant(folder, name, source)")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.plant
