"""Runs the console blocks of README.md and writes what they print; `--check` only compares.

A block is fenced with ```console. Lines that begin with `$ ` are commands, run one after another in
one folder by a shell that has done what README.md says first: its line that activates `.venv`. What
follows each is its output. An output that ends in a line `…` is kept to as many lines as it has.
Times and sizes may differ between runs, so `--check` does not look at digits.
The zips that the commands unpack are built first: a fresh clone has none.
"""

from __future__ import annotations

import difflib
import functools
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
ACTIVATE = re.compile(r"^    (\. \S+/activate)\b", re.M)
FENCE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def main() -> int:
    text = README.read_text(encoding="utf-8")
    first = ACTIVATE.search(text)
    if not first:
        sys.exit("README.md has no line like `    . .venv/bin/activate`: its commands need one")
    run = functools.partial(output_of, first[1])
    run("autograder package 01_flatten --channel student")
    fresh = FENCE.sub(lambda match: f"```console\n{rerun(match[1], run)}```", text)
    if "--check" not in sys.argv:
        README.write_text(fresh, encoding="utf-8")
        return 0
    if comparable(text) == comparable(fresh):
        return 0
    sys.stdout.writelines(
        f"{line}\n"
        for line in difflib.unified_diff(
            comparable(text).splitlines(),
            comparable(fresh).splitlines(),
            "README.md, without its figures",
            "what the commands print",
            lineterm="",
        )
    )
    print("README.md shows something else than its commands print: python scripts/readme.py")
    return 1


def rerun(block: str, run: Callable[[str], list[str]]) -> str:
    """The block with the outputs that its commands give now."""
    parts = re.split(r"^(\$ .*)$", block, flags=re.M)
    made = [parts[0]]
    for command, old in zip(parts[1::2], parts[2::2]):
        lines = run(command[2:])
        kept = old.strip("\n").splitlines()
        if kept and kept[-1].strip() == "…":
            lines = [*lines[: len(kept) - 1], "…"]
        made.append(command + "\n" + "".join(f"{line.rstrip()}\n" for line in lines))
    return "".join(made)


def output_of(first: str, command: str) -> list[str]:
    """What a command prints in a fresh shell, after the one that has to come first."""
    environment = {**os.environ, "COLUMNS": "96", "NO_COLOR": "1", "TERM": "dumb"}
    for name in ("MAKEFLAGS", "MAKELEVEL", "PYTEST_CURRENT_TEST", "PYTEST_DISABLE_PLUGIN_AUTOLOAD"):
        environment.pop(name, None)
    done = subprocess.run(
        ["bash", "-c", f"{first} && {command}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    return done.stdout.strip("\n").splitlines()


def comparable(text: str) -> str:
    """The text without what may differ from run to run: digits, and the space they take."""
    return re.sub(r"[ \d.,]+", " ", text)


if __name__ == "__main__":
    sys.exit(main())
