"""What a result depends on, as hashes: by them a kept result is known to be still good.

Nothing is imported or run for this: a second run over an unchanged class must not wait for torch.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.metadata
import json
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import autograder
from autograder.course import GRADER, Assignment, pins
from autograder.course.errors import CourseError
from autograder.judge.submission import Submission
from autograder.testing.problems import problem_of

FORMAT = 1  # of the kept records


@dataclass(frozen=True)
class Conditions:
    """Everything but the submission: `base` for all tests, then one hash for each problem."""

    base: str
    problems: dict[str, str]
    ideas: str  # of the misconceptions, which only failing tests depend on

    @property
    def whole(self) -> str:
        return digest(self.base, self.ideas, *(f"{p}:{h}" for p, h in self.problems.items()))


def digest(*parts: str | bytes) -> str:
    """One hash of several parts, each with its length, so that none runs into the next."""
    total = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def submission_key(submission: Submission) -> str:
    """Of what was handed in: the bytes to grade, and what is said about them."""
    parts: list[str | bytes] = [submission.problem, *submission.notes, "files"]
    for name, data in sorted(submission.files.items()):
        parts += [name, data]
    return digest(*parts)


def conditions(assignment: Assignment, options: dict[str, object]) -> Conditions:
    """The state of the grader: tests, reference, kit, libraries, limits, options."""
    base = [
        f"format {FORMAT}",
        autograder.__version__,
        *_kit(),
        platform.python_version(),
        platform.machine(),
        *_versions(assignment),
        # Another date, another rule for being late, another address change no result.
        replace(assignment.spec, due=None, late=None, notebook="").to_json(),
        json.dumps(options, sort_keys=True),
        "root" if os.geteuid() == 0 else "user",
        # Which device `auto` means is found out by torch; that there is a GPU is seen from afar.
        "gpu" if Path("/dev/nvidiactl").exists() else "no gpu",
        *_files(assignment.solutions()),
        *_files(_below(assignment.support())),
        *_files(_helpers(assignment)),
    ]
    tests: dict[str, list[str]] = {}
    for path in assignment.test_files():
        shared, functions = _parts(path)
        label = f"{path.parent.name}/{path.parent.parent.name}/{path.name}"
        for name, source in functions:
            part = digest(label, shared, name, source)
            tests.setdefault(problem_of(name), []).append(part)
    base.append("order: " + " ".join(tests))
    return Conditions(
        digest(*base),
        {problem: digest(*parts) for problem, parts in tests.items()},
        digest(*_files(assignment.idea_pages())),
    )


def _parts(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """A test file's shared source, and the source of each of its tests."""
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise CourseError(f"{path}, line {error.lineno}: {error.msg}: mend the test") from None
    lines = text.splitlines()
    shared: list[str] = []
    functions: list[tuple[str, str]] = []
    for node in tree.body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(d.lineno for d in decorators)])
        source = "\n".join(lines[first - 1 : node.end_lineno])
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            functions.append((node.name, source))
        else:
            shared.append(source)
    return "\n".join(shared), functions


def _files(paths: Iterable[Path]) -> list[str]:
    return [digest(path.name, path.read_bytes()) for path in paths if path.is_file()]


def _helpers(assignment: Assignment) -> list[Path]:
    """Whatever else lies beside the tests: a test may read it."""
    tests = set(assignment.test_files())
    folders = (assignment.public_dir, assignment.hidden_dir)
    return [path for path in _below(folders) if path not in tests]


def _below(folders: Iterable[Path]) -> list[Path]:
    found = [path for folder in folders for path in sorted(folder.rglob("*"))]
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


@functools.cache
def _kit() -> tuple[str, ...]:
    """The kit as it was when this process looked first."""
    root = Path(autograder.__file__).parent
    return tuple(digest(*_files(sorted((root / p).rglob("*.py")))) for p in GRADER)


def _versions(assignment: Assignment) -> list[str]:
    """The installed versions of what the course preloads or requires."""
    found = []
    for name in sorted(
        {*pins.names(assignment.spec.requirements), *assignment.spec.preload, "pytest", "msgpack"}
    ):
        try:
            found.append(f"{name}=={importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{name} is not installed")
    return found
