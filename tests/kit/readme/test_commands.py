"""No page and no message names a command, an option, a make target or a package that is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from autograder.cli import app as cli

ROOT = Path(__file__).resolve().parents[3]
COMMAND = re.compile(
    r"(?:\bsudo |\$ |`|: |bin/|^ +|\btime |\bthen )autograder ([a-z]+)\b([^`\n;|]*)", re.M
)
OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
TARGET = re.compile(r"(?:`|^ +)make ([a-z][a-z ]*?)(?=`| {2,}|$)", re.M)


def texts() -> Iterator[tuple[str, str]]:
    """Every page, and every string of the kit that a person may read."""
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]):
        if path.name != "CHANGELOG.md":
            yield path.name, path.read_text(encoding="utf-8").replace("\\\n", " ")
    for path in sorted((ROOT / "autograder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield str(path.relative_to(ROOT)), node.value


def commands() -> dict[str, set[str]]:
    """The commands of `autograder`, each with its options."""
    return {
        name: {o.lstrip("-") for p in command.params for o in (*p.opts, *p.secondary_opts)}
        | {"help"}
        for name, command in cli.command().commands.items()
    }


def test_every_command_that_is_named_exists_with_its_options() -> None:
    known = commands()
    named = [
        (where, *found.groups()) for where, text in texts() for found in COMMAND.finditer(text)
    ]
    assert len(named) > 50
    for where, command, rest in named:
        assert command in known, f"{where} names `autograder {command}`"
        for option in OPTION.findall(rest):
            assert option in known[command], f"{where}: `autograder {command}` has no --{option}"


def test_every_make_target_that_is_named_exists() -> None:
    rules = re.findall(r"^([a-z][a-z ]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    targets = {target for rule in rules for target in rule.split()}
    named = [
        (where, target)
        for where, text in texts()
        for found in TARGET.finditer(text)
        for target in found[1].split()
    ]
    assert len(named) > 5
    assert [each for each in named if each[1] not in targets] == []


def test_nobody_is_told_to_install_the_kit_from_a_registry() -> None:
    for where, text in texts():
        assert not re.search(r"pip install '?autograder-kit", text), where
