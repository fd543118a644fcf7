"""What travels in a zip stands on its own: it imports and runs with nothing else of the kit."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from autograder.build.parts import kit_files, parts_of
from autograder.build.shipped import DESK, NOTEBOOK, OTTER_TOO, PACKAGE, shipped_files
from autograder.build.student import student_files
from autograder.course import GRADER, Assignment

# What the whole kit needs, and neither a grader's image nor a student has.
NOT_THERE = ("yaml", "pydantic", "typer", "rich", "jinja2", "nbformat", "distributed", "otter")
FACE = (
    "autograder/__init__.py"  # what it offers, it looks for only when asked: there is more at home
)
IMPORT = """\
import importlib, pathlib, sys
for absent in {absent}:
    sys.modules[absent] = None
sys.path.insert(0, {tree!r})
for name in {names}:
    importlib.import_module(name)
for name, module in list(sys.modules.items()):
    if name.partition(".")[0] == "autograder":
        assert pathlib.Path(module.__file__).is_relative_to({tree!r}), name
"""


@pytest.mark.parametrize(
    ("packages", "left_out", "absent"),
    [
        # `course` also reads course.yml, which needs libraries; grading reads assignment.json.
        (GRADER, ("autograder.course.",), ()),
        (DESK, (), ("msgpack",)),
        (NOTEBOOK, (), ("msgpack",)),
    ],
    ids=["grader", "desk", "notebook"],
)
def test_the_tree_imports_with_nothing_else_of_the_kit(
    packages: Sequence[str], left_out: tuple[str, ...], absent: tuple[str, ...], tmp_path: Path
) -> None:
    names = []
    for file, data in shipped_files(packages).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
        names.append(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    chosen = [name for name in names if not name.startswith(left_out or "-")]
    code = IMPORT.format(absent=(*NOT_THERE, *absent), tree=str(tmp_path), names=chosen)
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "packages",
    [GRADER, (*GRADER, *OTTER_TOO), DESK, NOTEBOOK],
    ids=["grader", "otter", "desk", "notebook"],
)
def test_no_module_that_travels_names_one_that_stays_at_home(packages: Sequence[str]) -> None:
    """An import inside a function would only be missed in the grader's image."""
    strangers = [
        f"{file} imports {name}"
        for file, data in shipped_files(packages).items()
        if file != FACE
        for name in (imported(data) if file.endswith(".py") else ())
        if name.split(".")[1] not in packages and (PACKAGE / name.split(".")[1]).is_dir()
    ]
    assert strangers == []


def imported(data: bytes) -> Iterator[str]:
    """The kit's modules that a module names, wherever its import statements stand."""
    for node in ast.walk(ast.parse(data)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from (name for name in names if name.startswith("autograder."))


def test_beside_a_notebook_nothing_lies_that_the_notebook_shows_itself(words: Assignment) -> None:
    given = kit_files(parts_of(words))
    assert "test_words.py" in given
    assert {"handout.html", "README.md", "notebook.ipynb"}.isdisjoint(given)


def test_no_part_of_the_judge_travels_to_a_student(words: Assignment) -> None:
    for files in (student_files(words), kit_files(parts_of(words))):
        rooms = {name.split("/")[2] for name in files if name.startswith("kit/autograder/")}
        assert rooms <= {"__init__.py", *DESK, *NOTEBOOK}
        assert rooms.isdisjoint({"judge", "sandbox", "course", "build", "prove", "batch"})
