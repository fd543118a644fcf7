"""`python check.py examples`: what can be said of examples.py with no right solution at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from autograder.testing.catching import EXAMPLES, MOST, Asking, disproved, probes_in, read, take
from autograder.testing.check import InProcess
from autograder.testing.desk import FACTS, read_facts
from autograder.testing.loading import CannotLoad, Facts, execute, load, nobody_types
from autograder.testing.report import is_unwritten, wrap
from autograder.testing.timelimit import time_limit

WIDTH = 88
ONLY_THERE = (
    "Whether an example is right, and which wrong ideas it catches, only the grader can tell, for"
    f" it has the right solutions and the wrong ones: hand {EXAMPLES} in, also before you have written"
    " any code."
)


def look_at(folder: Path) -> int:
    """Print it; 1 where something is to be mended."""
    facts = read_facts(folder)
    home = folder if (folder / EXAMPLES).is_file() else folder.parent  # beside a notebook's `kit`
    try:
        with nobody_types():
            examples = _examples(home / EXAMPLES, facts.seconds)
            lines, faults = _lines(examples, folder, facts)
    except CannotLoad as error:
        print(error)
        return 1
    print("\n".join([*lines, "", *wrap(ONLY_THERE, WIDTH)]))
    return int(faults > 0)


def _examples(path: Path, seconds: float) -> ModuleType:
    if not path.is_file():
        raise CannotLoad(f"{EXAMPLES} is not in this folder: take a fresh one out of the zip")
    module = execute(path, seconds, None)
    if not isinstance(getattr(module, "EXAMPLES", None), (list, tuple)):
        raise CannotLoad(f"{EXAMPLES} has no list called EXAMPLES: begin it with `EXAMPLES = [`")
    if not 0 < len(module.EXAMPLES) <= MOST:
        number = len(module.EXAMPLES)
        raise CannotLoad(f"EXAMPLES holds {number} examples: write at least one, {MOST} at most")
    return module


def _lines(examples: ModuleType, folder: Path, facts: Facts) -> tuple[list[str], int]:
    """A line for each example, and in how many something is wrong."""
    probes = probes_in((folder / FACTS).parent)
    known, own = [*facts.problems, *probes], None
    try:
        module = load(folder, facts, facts.seconds)
        known = [name for name in facts.problems if callable(getattr(module, name, None))]
        own = Asking(InProcess(module), probes)
    except CannotLoad:
        pass  # the code may come later
    said = [
        _said(take(examples, number), [*known, *probes], own, facts.seconds)
        for number in range(len(examples.EXAMPLES))
    ]
    lines = [f"  {number:>2}  {words}" for number, (words, _) in enumerate(said, 1)]
    return [f"{EXAMPLES}:", *lines], sum(fault for _, fault in said)


def _said(
    entry: object, known: Sequence[str], own: Asking | None, seconds: float
) -> tuple[str, bool]:
    """What is to be said of one example, and whether it is a fault."""
    example = read(entry, known)
    if isinstance(example, str):
        return example, True
    name = example.call.function
    if own is None:
        return f"{name}: in good form", False
    with time_limit(seconds):
        failure = disproved(example, own)
    if failure is None:
        return f"{name}: in good form, and your own code says the same", False
    if is_unwritten(failure):
        return f"{name}: in good form", False
    return (
        f"{name}: in good form; your own code says something else, so one of both is wrong",
        False,
    )
