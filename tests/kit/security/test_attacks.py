"""Attack submissions through the packaged zip: a few in every run, all of them in `make audit`."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.course import Assignment
from tests.kit.attacks import harness
from tests.kit.attacks.harness import Attack, attacks

# One of each kind, and every one that a hole was found with.
FAST = {
    "code/read_files", "code/network", "code/kernel_doors", "code/smuggle_in_lines",
    "code/smuggle_in_details", "code/speak_to_terminals", "code/call_back_for_the_builder",
    "code/urgent_data",
    "honest/processes_and_threads",
    "uploads/link_to_the_reference",
}  # fmt: skip


def holes(assignment: Assignment, archive: Path, chosen: Sequence[Attack]) -> list[str]:
    verdicts = harness.examine(assignment, archive, chosen, 2)
    assert verdicts
    return [each.sentence for each in verdicts if not each.contained]


def test_every_attack_says_what_it_tries() -> None:
    found = attacks()
    assert len([each for each in found if each.kind != "honest"]) >= 40
    assert [each.name for each in found if not ast.get_docstring(ast.parse(each.text))] == []


def test_a_few_attacks_are_contained(flatten: Assignment, flatten_zip: Path) -> None:
    few = [attack for attack in attacks() if attack.name in FAST]
    assert holes(flatten, flatten_zip, few) == []


@pytest.mark.slow
def test_all_attacks_are_contained(flatten: Assignment, flatten_zip: Path) -> None:
    assert holes(flatten, flatten_zip, attacks(flatten.spec)) == []


@pytest.mark.slow
def test_all_attacks_are_contained_in_another_course(words: Assignment, words_zip: Path) -> None:
    assert holes(words, words_zip, attacks(words.spec)) == []
