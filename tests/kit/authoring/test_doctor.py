"""What `autograder doctor` finds in a spoiled course: file, line, and what mends it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.prove.doctor import look_over
from autograder.prove.machine import look_around

ROOT = Path(__file__).resolve().parents[3]
WORDS = ROOT / "tests" / "kit" / "courses" / "words"
HIDDEN = "tests/hidden/01_words/test_words.py"
SOLUTION = "solutions/01_words/words.py"
NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WORDS, tmp_path / "course"))


def found(course: Path, now: datetime = NOW) -> list[str]:
    findings = look_over(load_course(course), now)
    return [f"{f.weight}: {f.where}: {f.says} -> {f.mend}" for f in findings]


def test_a_good_course_has_nothing_to_mend(course: Path) -> None:
    assert found(course) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (HIDDEN, '@needs("shout")', '@needs("whisper")', r"line \d+: .*whisper.* the problems are"),
        (HIDDEN, "check.shout.raises", "check.shouts.raises", r"line \d+: .*tests `shouts`"),
        (HIDDEN, '@hint("What about a text without any letter?")\n', "", "odd: .*no hint.*@hint"),
        (HIDDEN, '    """texts without a letter"""\n', "", "odd: .*no docstring"),
        ("course.yml", "points: 11", "points: 12", "wrong: .*add up to 11"),
        (SOLUTION, "### END SOLUTION\n\n\ndef count", "\n\ndef count", "wrong: .*words.py, line"),
        ("starter/01_words/words.py", "YOUR", "MY", "drifted.*autograder release 01_words"),
        (
            "assignments/01_words/handout.md",
            "## 1. `shout`",
            "## 1. Shouting",
            "has no section on `shout`",
        ),
        ("course.yml", "numpy==2.2.6", "numpy", "'numpy' is not pinned"),
    ],
)
def test_each_fault_is_named_with_its_remedy(
    course: Path, file: str, old: str, new: str, expected: str
) -> None:
    path = course / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert re.search(expected, "\n".join(found(course))), found(course)


def test_tests_that_wait_for_one_another_are_refused(course: Path) -> None:
    path = course / HIDDEN
    text = path.read_text(encoding="utf-8")
    first = '@points(1)\n@hint("Try a word with an umlaut'
    assert first in text
    path.write_text(text.replace(first, f'@needs("moving_average")\n{first}'), encoding="utf-8")
    said = "\n".join(found(course))
    assert "@needs('moving_average'), but `moving_average` is not before `shout`" in said


def test_code_that_is_tested_but_not_handed_in_is_named_with_its_file(course: Path) -> None:
    text = (course / SOLUTION).read_text(encoding="utf-8")
    head, begin, rest = text.partition("def moving_average")
    (course / SOLUTION).write_text(head, encoding="utf-8")
    (course / "solutions/01_words/extra.py").write_text("import numpy as np\n\n\n" + begin + rest)
    said = "\n".join(found(course))
    assert "tests `moving_average`, which is in solutions/01_words/extra.py" in said
    assert "write `submit: [words.py, extra.py]` in course.yml" in said


def test_a_due_date_without_a_time_zone_is_no_moment(course: Path) -> None:
    facts = course / "course.yml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("timezone: UTC\n", ""), "utf-8")
    said = "\n".join(found(course))
    assert "says no time zone: who is late cannot be told" in said
    assert "write `timezone: Europe/Berlin` (yours) at the top of course.yml" in said


def test_missing_parts_and_old_dates_are_named(course: Path) -> None:
    (course / "solutions/01_words/rubric.md").unlink()
    shutil.rmtree(course / "tests/public")
    said = "\n".join(found(course, datetime(2040, 1, 1, tzinfo=timezone.utc)))
    assert "odd: solutions/01_words/rubric.md: is missing" in said
    assert "wrong: tests/public/01_words: has no test_*.py for students" in said
    assert "is in the past" in said


def test_the_machine_is_looked_at_without_a_course() -> None:
    findings = {f.where: f.says for f in look_around(None)}
    assert findings["isolation"]
    assert findings["python"]


def test_the_reference_of_course_yml_is_what_the_models_say() -> None:
    committed = (ROOT / "docs" / "course-yml.md").read_text(encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "course_yml.py")]
    assert committed == subprocess.run(command, capture_output=True, text=True).stdout, (
        "run: python scripts/course_yml.py > docs/course-yml.md"
    )
