"""Which modules of the kit grading needs: those that its entry points import, directly or not."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable
from pathlib import Path

from autograder.course.errors import PackageError

KIT = Path(__file__).resolve().parents[1]
PACKAGE = KIT.name

# Entered by name, not by an import statement.
ENTRY_POINTS = ("autograder.judge.gradescope", "autograder.sandbox.fresh")

# What must never reach a grader's image: it needs packages that are not installed there.
FOREIGN = ("cli", "prove", "build", "batch")


def kit_modules(test_files: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The files, relative to the folder that holds the kit, in order."""
    found: set[Path] = set()
    waiting = [name for name in ENTRY_POINTS if _file(name) is not None]
    for path in test_files:
        waiting += _imports(path)
    while waiting:
        name = waiting.pop()
        file = _file(name)
        if file is None or file in found:
            continue
        found.add(file)
        _refuse_foreign(name)
        waiting += _kit_imports(file)
        waiting.append(name.rpartition(".")[0])  # a module's parents are imported with it
    return tuple(sorted(path.relative_to(KIT.parent) for path in found))


def _file(name: str) -> Path | None:
    """The file of a module of the kit."""
    if name.partition(".")[0] != PACKAGE:
        return None
    base = KIT.parent.joinpath(*name.split("."))
    for path in (base / "__init__.py", base.with_suffix(".py")):
        if path.is_file():
            return path
    return None


@functools.lru_cache(maxsize=1024)
def _kit_imports(path: Path) -> list[str]:
    """The same for a file of the kit itself, which stays as it is while it runs."""
    return _imports(path)


def _imports(path: Path) -> list[str]:
    """The kit's modules named in a file's import statements, wherever they stand."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            home = node.module or ""
            names.append(home)
            names += [f"{home}.{alias.name}" for alias in node.names]
    return [name for name in names if name.partition(".")[0] == PACKAGE]


def _refuse_foreign(name: str) -> None:
    parts = name.split(".")
    if len(parts) > 1 and parts[1] in FOREIGN:
        raise PackageError(
            f"grading would need {name}, which a grader's image does not have:"
            " take the import out of the judge, the sandbox or the tests"
        )
