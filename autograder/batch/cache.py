"""Results kept from run to run, and what a kept one depends on: by that it is still good or not.

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
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import autograder
from autograder.course import GRADER, Assignment, files_below, pins
from autograder.course.errors import CourseError
from autograder.judge.results import write_atomically
from autograder.judge.submission import Submission
from autograder.testing.examples import EXAMPLES
from autograder.testing.marks import problem_of

FORMAT = 3  # of the kept records
LEANS = re.compile(r"^@.*\b(needs|builds_on)\b", re.M)  # a test's marks


def digest(*parts: str | bytes) -> str:
    """One hash of several parts, in quotes, so that none runs into the next."""
    return hashlib.blake2b(ascii(parts).encode(), digest_size=20).hexdigest()


@dataclass(frozen=True)
class GradedUnder:
    """Everything but the submission: `base` for all tests, then one hash for each problem."""

    base: str
    problems: dict[str, str]
    ideas: str  # of misconceptions and alternatives: failing tests and examples depend on them

    @property
    def whole(self) -> str:
        return digest(self.base, self.ideas, *(f"{p}:{h}" for p, h in self.problems.items()))

    def key(self, submission: Submission) -> str:
        """The name of a submission's record: the bytes to grade, and what is said about them."""
        files = [part for name, data in sorted(submission.files.items()) for part in (name, data)]
        files += [EXAMPLES, submission.examples]
        return digest(self.base, submission.problem, *submission.notes, "files", *files)


def conditions(assignment: Assignment, options: dict[str, object]) -> GradedUnder:
    """The state of the grader: tests, reference, kit, libraries, limits, options."""
    spec, tests = assignment.spec, assignment.test_files()
    beside = files_below(assignment.public_dir, assignment.hidden_dir)  # a test may read it
    problems: dict[str, list[str]] = {}
    leaning: set[str] = set()
    for path in tests:
        for name, source, leans in _parts(path):
            problems.setdefault(problem_of(name), []).append(source)
            leaning |= {problem_of(name)} if leans else set()
    everything = [part for parts in problems.values() for part in parts]
    base = [
        f"format {FORMAT}",
        autograder.__version__,
        *_kit(),
        platform.python_version(),
        platform.machine(),
        *map(
            _version, sorted({*pins.names(spec.requirements), *spec.preload, "pytest", "msgpack"})
        ),
        # Another date, another rule for being late, another address change no result.
        replace(spec, due=None, late=None, notebook="").to_json(),
        json.dumps(options, sort_keys=True),
        "root" if os.geteuid() == 0 else "user",
        # Which device `auto` means is found out by torch; that there is a GPU is seen from afar.
        "gpu" if Path("/dev/nvidiactl").exists() else "no gpu",
        *_files(assignment.solutions()),
        *_files(files_below(*assignment.support())),
        *_files(path for path in beside if path not in tests),
        "order: " + " ".join(problems),
    ]
    return GradedUnder(
        digest(*base),
        {p: digest(*(everything if p in leaning else parts)) for p, parts in problems.items()},
        digest(*_files((*assignment.idea_pages(), *assignment.examples_need()))),
    )


def _parts(path: Path) -> list[tuple[str, str, bool]]:
    """Each test of a file, with a hash of its source and of whatever the file's tests share.

    Beside it whether the test waits for others or builds on them: then it hangs on all tests.
    """
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise CourseError(f"{path}, line {error.lineno}: {error.msg}: mend the test") from None
    lines, shared, tests = text.splitlines(), [f"{path.parent.parent.name}/{path.name}"], {}
    for node in tree.body:
        marks = getattr(node, "decorator_list", [])
        source = "\n".join(lines[(marks or [node])[0].lineno - 1 : node.end_lineno])
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            tests[node.name] = source
        else:
            shared.append(source)
    return [
        (name, digest(*shared, name, source), bool(LEANS.search(source)))
        for name, source in tests.items()
    ]


def _files(paths: Iterable[Path]) -> list[str]:
    return [digest(path.name, path.read_bytes()) for path in paths if path.is_file()]


@functools.cache
def _kit() -> list[str]:
    """The kit as it was when this process looked first."""
    root = Path(autograder.__file__).parent
    return _files(files_below(*(root / part for part in GRADER)))


def _version(library: str) -> str:
    """What is installed of something that the course preloads or requires."""
    try:
        return f"{library}=={importlib.metadata.version(library)}"
    except importlib.metadata.PackageNotFoundError:
        return f"{library} is not installed"


@dataclass(frozen=True)
class Cache:
    """A folder of records: one file for each submission, whole or not there at all."""

    folder: Path
    conditions: GradedUnder

    def find(self, key: str) -> tuple[dict[str, Any] | None, tuple[dict[str, Any], ...]]:
        """What there is of a submission: a whole result, or the tests that still hold."""
        now, record = self.conditions, _read(self._path(key))
        if record is None:
            return None, ()
        result, then = record["result"], GradedUnder(**record["conditions"])
        if then.whole == now.whole:
            return result, ()
        if result["leaderboard"]:
            return None, ()  # which test made which entry is not kept
        same = {name for name, part in now.problems.items() if then.problems.get(name) == part}
        tests = [test for test in result["tests"] if test["problem"] in same]
        if then.ideas != now.ideas:
            # A diagnosis may read otherwise now; whatever passed has none.
            failed = {test["problem"] for test in tests if test["status"] != "passed"}
            tests = [test for test in tests if test["problem"] not in failed]
        return None, tuple(tests)

    def keep(self, key: str, result: dict[str, Any]) -> None:
        """Only complete results: what the machine could not do today it may do tomorrow."""
        if result["complete"]:
            record = {"conditions": asdict(self.conditions), "result": result}
            body = json.dumps(record, separators=(",", ":"))
            write_atomically(self._path(key), f"{digest(body)}\n{body}")

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.json"


def _read(path: Path) -> dict[str, Any] | None:
    """A record, or nothing where it is missing, cut off or changed: then it is made again."""
    try:
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    record: dict[str, Any] | None = json.loads(body) if digest(body) == head else None
    return record
