"""`autograder verify` proves a good course, and says what is wrong with a bad one."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from autograder.build.archive import archive_bytes, write_bytes
from autograder.build.channels import Channel
from autograder.course import Assignment
from autograder.prove.agreement import Agreement, agree, differences
from autograder.prove.rehearse import peak_memory

from .conftest import REPOSITORY, WORDS
from .test_checks import HIDDEN, spoil


def verify(course: Path, *options: str, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "verify", "--course", str(course), *options],
        cwd=REPOSITORY,
        env={
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "COLUMNS": "100",
            "OMP_NUM_THREADS": "1",
            **more,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=200,
    )
    return done.returncode, done.stdout


def test_a_good_course_is_proved() -> None:
    code, said = verify(WORDS, "--docker")
    assert code == 0, said
    row = next(line for line in said.splitlines() if "01_words" in line).split()
    assert row[:5] == ["ok", "01_words", "yes", "yes", "3/3"]
    assert row[5] == "3/3"
    assert row[7:10] == ["67%", "0", "1/1"]  # `HEY!!` alone says too little at the desk


def test_what_is_wrong_is_said_and_the_exit_code_is_one(words_course: Path) -> None:
    # A wrong idea that no hidden test can tell from the reference …
    folder = words_course / "solutions/01_words"
    page = folder / "ideas/shout.md"
    page.write_text(
        page.read_text()
        + f"\n## Nothing is wrong here `harmless`\n\n{'Really nothing. ' * 40}\n\n"
        + "```diff\n- times must not be negative, got\n+ negative:\n```\n"
    )
    # … an alternative that is not right …
    (folder / "alternatives/wrong.py").write_text(
        '"""Not right"""\n\n\ndef count_letters(text):\n    return {}\n'
    )
    # … a test that asks something else each time …
    spoil(words_course, HIDDEN, "rng.array(9)", "np.random.default_rng().random(9)")
    # … and a test that the starter passes.
    spoil(words_course, HIDDEN, 'check.shout.raises(ValueError, "hey", -4, mentions=-4)', "pass")
    code, said = verify(words_course)
    assert code == 1
    assert "misconception harmless: loses no points on a hidden test: write a test" in said
    assert "alternative wrong: a right answer loses points: 1.2 count_letters" in said
    assert "starter: 1 points; a starter must score 0" in said
    assert "its question 1 is another one each time: take every random input from" in said
    assert "Traceback" not in said


def test_memory_is_that_of_the_whole_tree() -> None:
    child = "import time; block = bytearray(60 << 20); time.sleep(1)"
    outer = (
        "import subprocess, sys, time; block = bytearray(60 << 20);"
        f"subprocess.run([sys.executable, '-c', {child!r}])"
    )
    process = subprocess.Popen([sys.executable, "-c", outer])
    with peak_memory(process.pid) as peak:
        process.wait()
    assert 120 << 20 < peak.memory < 250 << 20


@pytest.mark.parametrize("cuda", ["13.0", None])
def test_memory_of_a_torch_with_cuda_is_not_held_against_the_container(
    words_course: Path, tmp_path: Path, cuda: str | None
) -> None:
    facts = words_course / "course.yml"
    text = facts.read_text().replace("requirements: [", "requirements: [torch==2.13.0, ", 1)
    facts.write_text(text + "    container: {memory: 8 MB}\n")
    # An environment with this one's packages behind a torch that knows only how it was built.
    venv.create(tmp_path / "env", symlinks=True)
    (packages,) = (tmp_path / "env").glob("lib/python*/site-packages")
    (packages / "behind.pth").write_text(sysconfig.get_path("purelib"))
    (packages / "torch.py").write_text(f"class version: cuda = {cuda!r}\n")
    code, said = verify(words_course, "--quick", AUTOGRADER_VENV=str(tmp_path / "env"))
    words = " ".join(said.split())
    noted = words.count("note: MB is above the 8 MB of the container")
    failed = words.count("MB; the container in course.yml has 8 MB")
    assert (code, noted, failed) == ((0, 1, 0) if cuda else (1, 0, 2)), said


@pytest.mark.slow
def test_every_channel_gives_the_same_points_and_hides_the_same() -> None:
    code, said = verify(WORDS, "--channel", "all", "--quick")
    assert code == 0, said
    row = next(line for line in said.splitlines() if "01_words" in line).split()
    assert row == ["ok", "01_words", *["7", "of", "7"] * 5]
    assert "All equal, and no canary in anything that a student gets or reads." in said


def test_a_course_of_several_files_is_verified_where_it_can_go() -> None:
    code, said = verify(WORDS.parent / "gauges", "--channel", "autolab", "--quick")
    assert code == 0, said
    assert "6 of 6" in said


def test_a_channel_that_gives_a_hidden_test_away_is_named(
    words: Assignment, tmp_path: Path
) -> None:
    def careless(assignment: Assignment, out: Path) -> list[Path]:
        files = {path.name: path.read_bytes() for path in assignment.hidden_dir.glob("*.py")}
        write_bytes(out / "all.zip", archive_bytes(files))
        return [out / "all.zip"]

    channel = Channel("post", careless, makes=("{slug}/all.zip",), gives="{slug}/all.zip!/*")
    found = agree(words, [channel])
    assert found.faults == [
        "post: students get 01_words/all.zip!/test_words.py, and a canary is in it"
    ]


def test_other_points_in_one_channel_are_a_fault(words: Assignment) -> None:
    full = {"shout": 3.0, "count_letters": 3.0, "moving_average": 6.0}
    found = Agreement(
        words.slug, {"one": {"reference": full}, "two": {"reference": {**full, "shout": 2}}}
    )
    (said,) = differences(found, words)
    assert said == "reference: shout: 3 points from one, 2 from two"
    assert found.alike("two") == 0
