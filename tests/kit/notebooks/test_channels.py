"""The real nbgrader and the real Otter on generated assignments, against the script zip."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from autograder.build import nbgrader as nbgrader_channel
from autograder.build import otter as otter_channel
from autograder.course import Assignment
from autograder.course.load import load_course
from tests.kit.notebooks import classwork
from tests.kit.notebooks.tools import OTTER as OTTER_BIN
from tests.kit.notebooks.tools import ROOT, Nbgrader, Points, by_otter, by_script, call

WORDS = ROOT / "tests" / "kit" / "courses" / "words"


@dataclass
class Graded:
    """One assignment's class, graded by all channels."""

    assignment: Assignment
    script: dict[str, Points]
    notebook: dict[str, Points]  # .ipynb files in the script zip
    nbgrader: dict[str, Points]
    otter: dict[str, Points]
    course: Nbgrader
    place: Path


def grade_class(assignment: Assignment, place: Path, wrong: int, by_hand: int) -> Graded:
    """Hand the same answers in everywhere; Otter gets the first `by_hand` and the last."""
    slug = assignment.slug
    texts = classwork.answers(assignment, wrong)
    nbgrader_channel.build(assignment, place)
    course = Nbgrader(place / "nbgrader")
    course.run("generate_assignment", slug, "--force")
    for name, text in texts.items():
        course.hand_in(name, slug, classwork.filled(course.release(slug), text))
    if slug == "01_words":
        for name, (spoil, _) in classwork.SPOILT.items():
            book = classwork.filled(course.release(slug), texts["reference"])
            spoil(book)
            course.hand_in(name, slug, book)
    course.run("autograde", slug)

    files: dict[str, Path] = {}
    for name, text in texts.items():
        files[name] = place / "scripts" / name / assignment.main_file
        files[name].parent.mkdir(parents=True)
        files[name].write_text(text, encoding="utf-8")
        book = course.course / "submitted" / name / slug / f"{slug}.ipynb"
        files[f"{name}-notebook"] = book
    (place / "script").mkdir()
    found = by_script(assignment, files, place / "script")

    made, student = otter_channel.build(assignment, place)
    with zipfile.ZipFile(student) as archive:
        archive.extractall(place / "student")
    books: dict[str, Path] = {}
    for name in [*list(texts)[:by_hand], list(texts)[-1]]:
        books[name] = place / "books" / name / f"{slug}.ipynb"
        books[name].parent.mkdir(parents=True)
        release = place / "student" / slug / f"{slug}.ipynb"
        nbformat.write(classwork.filled(release, texts[name]), books[name])
    (place / "otter").mkdir()
    return Graded(
        assignment,
        script={name: found[name] for name in texts},
        notebook={name: found[f"{name}-notebook"] for name in texts},
        nbgrader=course.points(slug),
        otter=by_otter(made, books, place / "otter"),
        course=course,
        place=place,
    )


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    assignment = load_course(WORDS).assignment("01_words")
    return grade_class(assignment, tmp_path_factory.mktemp("words"), wrong=2, by_hand=1)


def assert_parity(graded: Graded) -> None:
    spec = graded.assignment.spec
    assert sum(graded.script["reference"].values()) == spec.points + spec.extra_points
    assert sum(graded.script["starter"].values()) == 0
    assert 0 < sum(graded.script["half"].values()) < spec.points
    for name, points in graded.script.items():
        assert graded.notebook[name] == points, f"{name}: as .ipynb"
        assert graded.nbgrader[name] == points, f"{name}: nbgrader"
    for name, points in graded.otter.items():
        assert points == graded.script[name], f"{name}: Otter"


def test_all_channels_agree_on_the_points_of_every_problem(words: Graded) -> None:
    assert_parity(words)


def test_the_first_real_assignment_too(tmp_path: Path) -> None:
    assignment = load_course(ROOT).assignment("01_flatten")
    assert_parity(grade_class(assignment, tmp_path, wrong=1, by_hand=0))


@pytest.mark.slow
@pytest.mark.parametrize("slug", [a.slug for a in load_course(ROOT).assignments])
def test_every_assignment(slug: str, tmp_path: Path) -> None:
    assignment = load_course(ROOT).assignment(slug)
    assert_parity(grade_class(assignment, tmp_path, wrong=4, by_hand=3))


@pytest.mark.parametrize("how", list(classwork.SPOILT))
def test_a_spoilt_notebook_loses_only_what_is_spoilt(words: Graded, how: str) -> None:
    assert words.nbgrader[how] == classwork.SPOILT[how][1]


def told_below(words: Graded, student: str, cell: str) -> str:
    path = words.course.course / "autograded" / student / "01_words" / "01_words.ipynb"
    book = nbformat.read(path, as_version=4)
    return "".join(output.get("text", "") for output in classwork.cell_of(book, cell).outputs)


def test_a_syntax_error_is_told_with_cell_and_line(words: Graded) -> None:
    told = told_below(words, "syntax", "count_letters_public")
    assert "cannot be read as Python (unmatched ')')" in told
    assert "raised SyntaxError: cell 8, line 12" in told


def test_an_endless_loop_is_told_as_one(words: Graded) -> None:
    told = told_below(words, "loop", "count_letters_public")
    assert "stopped after 3 s: is there a loop that never ends?" in told


def test_a_deleted_function_is_told_as_missing(words: Graded) -> None:
    told = told_below(words, "deleted", "shout_public")
    assert "there is no function called `shout` in your notebook" in told


def test_nothing_secret_is_in_a_release_or_a_feedback(words: Graded) -> None:
    words.course.run("generate_feedback", "01_words")
    assignment = words.assignment
    solution = assignment.solutions()[0].read_text(encoding="utf-8")
    starter = assignment.starters()[0].read_text(encoding="utf-8")
    [hidden] = assignment.hidden_dir.glob("test_*.py")
    secret = _lines(solution) - _lines(starter)
    tests = _lines(hidden.read_text(encoding="utf-8"))
    [public] = assignment.public_dir.glob("test_*.py")
    tests -= _lines(public.read_text(encoding="utf-8"))
    assert secret
    assert tests
    released = {
        str(path): path.read_text(encoding="utf-8", errors="replace")
        for path in words.course.course.joinpath("release").rglob("*")
        if path.is_file() and "autograder" not in path.parts
    }
    with zipfile.ZipFile(words.place / "otter-student.zip") as archive:
        for name in archive.namelist():
            if "/autograder/" not in name:
                released[name] = archive.read(name).decode("utf-8", "replace")
    assert len(released) > 10
    for name, text in released.items():
        found = {line for line in secret | tests if line in _lines(text)}
        assert not found, f"{name} holds {found}"
        assert "hidden/" not in text, name
    feedback = words.course.course / "feedback" / "half" / "01_words" / "01_words.html"
    page = feedback.read_text(encoding="utf-8")
    assert not [line for line in tests if len(line) > 25 and line in page]
    assert "moving_average" in page


def _lines(text: str) -> set[str]:
    """Lines that say something: long enough to belong to one file only."""
    if text.startswith("{") and '"cells"' in text:
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    found = {line.strip() for line in text.splitlines()}
    return {line for line in found if len(line) > 12 and not line.startswith(("#", "import", "@"))}


def test_nbgrader_validates_the_instructors_notebook_and_exports_grades(words: Graded) -> None:
    told = words.course.run("validate", "source/01_words/01_words.ipynb")
    assert "Success! Your notebook passes all the tests." in told
    words.course.run("export")
    header, *rows = words.course.course.joinpath("grades.csv").read_text("utf-8").splitlines()
    assert "max_score" in header
    assert len(rows) == len(words.nbgrader)
    assert all("2027-03-01 23:59:00" in row for row in rows)


def test_a_student_runs_the_public_tests_in_the_notebook(words: Graded, tmp_path: Path) -> None:
    slug = "01_words"
    text = classwork.answers(words.assignment, 1)["half"]
    with zipfile.ZipFile(words.place / "otter-student.zip") as archive:
        archive.extractall(tmp_path)
    book = classwork.filled(tmp_path / slug / f"{slug}.ipynb", text)
    book.cells = [c for c in book.cells if "grader.export" not in c.source]
    nbformat.write(book, tmp_path / slug / f"{slug}.ipynb")
    command = (str(OTTER_BIN / "jupyter"), "execute", "--allow-errors", "--inplace")
    call(OTTER_BIN, *command, f"{slug}.ipynb", cwd=tmp_path / slug)
    done = nbformat.read(tmp_path / slug / f"{slug}.ipynb", as_version=4)
    told = {c.source: str(c.outputs) for c in done.cells if c.source.startswith("grader.check")}
    assert "passed" in told['grader.check("shout")']
    assert "write `count_letters` (cell " in told['grader.check("count_letters")']


def test_otters_export_hands_in_the_written_answers(words: Graded) -> None:
    with zipfile.ZipFile(words.place / "otter-student.zip") as archive:
        assert archive.read("01_words/answers.md").startswith(b"# ")
        book = nbformat.reads(archive.read("01_words/01_words.ipynb").decode(), as_version=4)
    (export,) = [cell.source for cell in book.cells if "grader.export" in cell.source]
    assert "answers.md" in export


def test_otters_zip_hides_what_is_hidden_and_needs_no_conda(words: Graded) -> None:
    results = json.loads((words.place / "otter" / "reference" / "results.json").read_text())
    shown = [test for test in results["tests"] if test["visibility"] == "visible"]
    assert [test["name"] for test in shown] == ["Public Tests"]
    assert "any word" not in shown[0]["output"]
    with zipfile.ZipFile(words.place / "otter-autograder.zip") as archive:
        scripts = archive.read("setup.sh") + archive.read("kit/setup.sh")
        assert not any(word in scripts for word in (b"conda", b"mamba", b"playwright"))
        assert b"otter-grader[grading]==" in archive.read("kit/requirements.txt")


def test_zips_and_notebooks_are_the_same_in_every_build(tmp_path: Path) -> None:
    assignment = load_course(WORDS).assignment("01_words")
    for build in (otter_channel.build, nbgrader_channel.build):
        for place in ("once", "again"):
            build(assignment, tmp_path / place)
    made = [path for path in (tmp_path / "once").rglob("*") if path.is_file()]
    assert len(made) > 20
    for path in made:
        twin = tmp_path / "again" / path.relative_to(tmp_path / "once")
        assert path.read_bytes() == twin.read_bytes(), path.name
