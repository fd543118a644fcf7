"""The wrong answers that measure the diagnosis are whole: each defines its function anew."""

import ast
import sys
from pathlib import Path

import pytest

from autograder.course.load import load_course

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "scripts"))

import diagnosis  # noqa: E402

FILES = sorted(diagnosis.ANSWERS.glob("*/*/*.py"))


def asked(slug: str) -> dict[str, str]:
    """What the starter of an assignment asks for, without docstrings."""
    (path,) = load_course(ROOT).assignment(slug).starters()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: ast.dump(node) for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_each_section_gives_its_function_another_body(path: Path) -> None:
    stub = asked(path.parent.name)[path.stem]
    for wrong in diagnosis.sections(path):
        defined = [node for node in ast.parse(wrong.code).body if isinstance(node, ast.FunctionDef)]
        bodies = [node for node in defined if node.name == path.stem]
        assert len(bodies) <= 1, f"{wrong.name} defines {path.stem} {len(bodies)} times"
        # What is wrong may stand in a function that it calls.
        assert defined, wrong.name
        assert all(ast.dump(body) != stub for body in bodies), wrong.name


def test_every_function_that_is_asked_for_has_some() -> None:
    given = {(path.parent.name, path.stem) for path in FILES}
    slugs = {slug for slug, _ in given}
    due = {(slug, name) for slug in slugs for name in asked(slug)} - {
        ("02_cross_correlate", "as_pair")  # comes written
    }
    assert given == due


def test_no_name_is_used_twice_in_a_file() -> None:
    for path in FILES:
        names = [wrong.name for wrong in diagnosis.sections(path)]
        assert len(names) == len(set(names)), path
