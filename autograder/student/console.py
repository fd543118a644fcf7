"""`python check.py`: the public tests for those who do not know pytest."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from autograder.testing.examples import PROBLEM

AGAIN = "python check.py"


def main(folder: Path, arguments: list[str]) -> int:
    """Run once, or watch; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="check.py", description="Runs the public tests and says what to do next."
    )
    which = "one problem, or `examples` for examples.py; all problems if none is named"
    parser.add_argument("problem", nargs="?", default="", help=which)
    parser.add_argument("--watch", action="store_true", help="run again whenever a file is saved")
    options = parser.parse_args(arguments)
    os.chdir(folder)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console with an old code page must not stop at a × in a message.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if options.watch:
        from autograder.student.loop import watch_folder

        return watch_folder(folder, pytest_arguments(folder))
    if options.problem == PROBLEM:
        from autograder.student.beforehand import look_at

        return look_at(folder)
    # Other people's plugins take a quarter of a second, and may change what is printed.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    import pytest

    return int(pytest.main(pytest_arguments(folder, options.problem)))


def pytest_arguments(folder: Path, problem: str = "") -> list[str]:
    """What pytest is called with, whatever else lies around the folder."""
    settings = folder / "pytest.ini"
    given = ["-c", str(settings), "--rootdir", str(folder), f"--again={AGAIN}"]
    return [*given, *(["-k", problem] if problem else []), str(folder)]
