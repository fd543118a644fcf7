"""`python check.py examples`: what can be said of examples.py with no right solution at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.student.desk import FACTS, read_facts
from autograder.student.loading import CannotLoad, Facts, execute, load, nobody_types
from autograder.student.timelimit import time_limit
from autograder.testing.examples import EXAMPLES, MOST, asked, disproved, probes_in, read, take
from autograder.testing.report import is_unwritten, wrap

WIDTH = 88
ONLY_THERE = (
    "Whether an example is right, and which wrong ideas it catches, only the grader can tell, for"
    f" it has the right solutions and the wrong ones: hand {EXAMPLES} in, also before you have"
    " written any code."
)


def look_at(folder: Path) -> int:
    """Print it; 1 where something is to be mended."""
    home = folder if (folder / EXAMPLES).is_file() else folder.parent  # beside a notebook's `kit`
    try:
        with nobody_types():
            said = list(_said(home / EXAMPLES, folder, read_facts(folder)))
    except CannotLoad as error:
        print(error)
        return 1
    lines = [f"  {number:>2}  {words}" for number, (words, _) in enumerate(said, 1)]
    print("\n".join([f"{EXAMPLES}:", *lines, "", *wrap(ONLY_THERE, WIDTH)]))
    return int(any(fault for _, fault in said))


def _said(path: Path, folder: Path, facts: Facts) -> Iterator[tuple[str, bool]]:
    """What is to be said of each example, and whether it is a fault of its form."""
    if not path.is_file():
        raise CannotLoad(f"{EXAMPLES} is not in this folder: take a fresh one out of the zip")
    examples = execute(path, facts.seconds)
    number = len(getattr(examples, "EXAMPLES", ()))
    if not 0 < number <= MOST:
        raise CannotLoad(f"EXAMPLES holds {number} examples: write at least one, {MOST} at most")
    probes = probes_in((folder / FACTS).parent)
    try:
        own = asked(load(folder, facts), probes)
    except CannotLoad:
        own = None  # the code may come later
    for place in range(number):
        example = read(take(examples, place), [*facts.problems, *probes])
        if isinstance(example, str):
            yield example, True
            continue
        words = f"{example.call.function}: in good form"
        if own is not None:
            with time_limit(facts.seconds):
                failure = disproved(example, own)
            if failure is None:
                words += ", and your own code says the same"
            elif not is_unwritten(failure):
                words += "; your own code says something else, so one of both is wrong"
        yield words, False
