"""`python check.py`: the public tests for those who do not know pytest, and examples.py."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.student.desk import FACTS, read_facts
from autograder.student.loading import CannotLoad, Facts, execute, load, nobody_types
from autograder.student.timelimit import time_limit
from autograder.testing.examples import (
    EXAMPLES,
    MOST,
    PROBLEM,
    as_meant,
    asked,
    disproved,
    probes_in,
    read,
    take,
)
from autograder.testing.feedback import is_unwritten, wrap

AGAIN = "python check.py"
WIDTH = 88
ONLY_THERE = (
    "Whether an example is right, and which wrong ideas it catches, only the grader can tell, for"
    f" it has the right solutions and the wrong ones: hand {EXAMPLES} in, also before you have"
    " written any code."
)


def main(folder: Path, arguments: list[str]) -> int:
    """Run once, or watch; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="check.py", description="Runs the public tests and says what to do next."
    )
    which = "one problem, or `examples` for examples.py; all problems if none is named"
    parser.add_argument("problem", nargs="?", default="", help=which)
    parser.add_argument("--watch", action="store_true", help="run again whenever a file is saved")
    options = parser.parse_args(arguments)
    if options.watch and options.problem == PROBLEM:
        parser.error(f"--watch runs tests, and {EXAMPLES} has none: leave one of both out")
    os.chdir(folder)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console with an old code page must not stop at a × in a message.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # Other people's plugins take a quarter of a second, and may change what is printed.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    if options.watch:
        from autograder.student.loop import watch_folder

        return watch_folder(folder, pytest_arguments(folder, options.problem))
    if options.problem == PROBLEM:
        return look_at(folder)
    import pytest

    return int(pytest.main(pytest_arguments(folder, options.problem)))


def pytest_arguments(folder: Path, problem: str = "") -> list[str]:
    """What pytest is called with, whatever else lies around the folder."""
    settings = folder / "pytest.ini"
    given = ["-c", str(settings), "--rootdir", str(folder), f"--again={AGAIN}"]
    return [*given, *(["-k", problem] if problem else []), str(folder)]


def look_at(folder: Path) -> int:
    """What can be said of examples.py with no right solution at hand; 1 where it is to be mended."""
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
    listed = getattr(examples, "EXAMPLES", ())
    if not isinstance(listed, (list, tuple)):
        raise CannotLoad("EXAMPLES is no list: begin it with `EXAMPLES = [`")
    number = len(listed)
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
                failure = disproved(as_meant(example, own), own)
            if failure is None:
                words += ", and your own code says the same"
            elif not is_unwritten(failure):
                words += "; your own code says something else, so one of both is wrong"
        yield words, False
