"""The student's zip: what is in it, and what must not be."""

from __future__ import annotations

import ast
import functools
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.build.shipped import DESK
from autograder.build.starter import BEGIN, END
from autograder.build.student import build, student_files, zipped
from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.judge.ideas import misconceptions

ROOT = Path(__file__).resolve().parents[3]
COURSES = [ROOT, ROOT / "tests" / "kit" / "courses" / "words"]
ASSIGNMENTS = [a for root in COURSES for a in load_course(root).assignments]


@pytest.fixture(params=ASSIGNMENTS, ids=lambda a: a.slug)
def assignment(request: pytest.FixtureRequest) -> Assignment:
    given: Assignment = request.param
    return given


@functools.cache
def built(root: Path, slug: str) -> dict[str, bytes]:
    return student_files(load_course(root).assignment(slug))


def files_of(assignment: Assignment) -> dict[str, bytes]:
    """Built once for all the tests that look into it."""
    return built(assignment.root, assignment.slug)


def lines_of(text: str) -> set[str]:
    """Lines that say something: short ones (`return None`) stand everywhere."""
    return {line.strip() for line in text.splitlines() if len(line.strip()) > 24}


def all_text(files: dict[str, bytes]) -> str:
    return "\n".join(
        data.decode("utf-8") for name, data in files.items() if not name.endswith((".npz", ".png"))
    )


def test_the_folder_holds_what_a_student_needs(assignment: Assignment) -> None:
    files = files_of(assignment)
    module = assignment.module
    wanted = {
        "README.md",
        "handout.html",
        f"{module}.py",
        "answers.md",
        f"test_{module}.py",
        "look.py",
        "check.py",
        "notebook.ipynb",
        "requirements.txt",
        "pytest.ini",
        "conftest.py",
        "kit/assignment.json",
        "kit/autograder/student/plugin.py",
    }
    assert wanted <= set(files)
    more = {path.name for path in assignment.handout_dir.glob("*.py")} - {"figures.py"}
    more |= {path.name for path in assignment.handout_dir.parent.glob("*.md")}
    loose = {name for name in wanted if "/" not in name} | more
    assert {name for name in files if "/" not in name} == loose
    assert {name.partition("/")[0] for name in files if "/" in name} <= {"kit", "pictures"}


def test_the_readme_says_which_files_to_hand_in(assignment: Assignment) -> None:
    files = files_of(assignment)
    text = files["README.md"].decode()
    assert f"Hand in `{assignment.main_file}` and `answers.md`." in text
    assert files["answers.md"] == (assignment.starter_dir / "answers.md").read_bytes()


def test_every_picture_of_the_handout_is_there(assignment: Assignment) -> None:
    files = files_of(assignment)
    named = re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", files["README.md"].decode())
    assert set(named) <= set(files)


def test_no_hidden_test_is_in_it(assignment: Assignment) -> None:
    files = files_of(assignment)
    text = all_text(files)
    public = "".join(p.read_text("utf-8") for p in assignment.public_dir.glob("*.py"))
    visible = text_of_course(assignment)
    known = lines_of(visible)
    for path in assignment.hidden_dir.glob("test_*.py"):
        source = path.read_text("utf-8")
        functions = {n.name for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)}
        public_functions = set(re.findall(r"def (\w+)\(", public))
        for name in functions - public_functions:
            # A helper may have an everyday name; a test never has.
            assert not (name.startswith("test_") and name in text), name
        for line in lines_of(source) - known:
            # `check.f(` alone, the call's arguments below it, says nothing.
            if line.endswith("(") or line in visible:
                continue
            assert line not in text, f"a line of {path.name}: {line}"


def test_no_line_of_the_reference_is_in_it(assignment: Assignment) -> None:
    text = all_text(files_of(assignment))
    known = lines_of(text_of_course(assignment))
    for path in assignment.solutions():
        source = path.read_text("utf-8")
        for region in re.findall(f"{BEGIN}\n(.*?){END}", source, re.DOTALL):
            for line in lines_of(region) - known:
                assert line not in text, f"a line of the reference: {line}"
    assert BEGIN not in text
    assert END not in text


def test_no_idea_is_in_it_but_its_explanation(assignment: Assignment) -> None:
    text = all_text(files_of(assignment))
    visible = text_of_course(assignment)
    for idea in misconceptions(assignment):
        assert idea.name not in text
        for line in lines_of(idea.code):
            # What a handout says or a test does is no secret of an idea.
            assert line in visible or line not in text, f"a line of {idea.name}: {line}"


def test_the_explanations_are_small(assignment: Assignment) -> None:
    files = files_of(assignment)
    without = {name: data for name, data in files.items() if name != "kit/diagnoses.json"}
    assert len(zipped(files, "a")) - len(zipped(without, "a")) < 80_000


def text_of_course(assignment: Assignment) -> str:
    """What students may see anyway."""
    paths = [assignment.handout_dir / "handout.md", *assignment.starters()]
    paths += sorted(assignment.handout_dir.glob("*.py"))
    paths += [p for folder in assignment.support() for p in folder.glob("*.py")]
    paths += sorted(assignment.public_dir.glob("*.py"))
    kit = [path for room in DESK for path in sorted((ROOT / "autograder" / room).glob("*.py"))]
    return "\n".join(path.read_text("utf-8") for path in [*paths, *kit] if path.is_file())


def test_two_builds_give_the_same_bytes(words: Assignment, tmp_path: Path) -> None:
    first = build(words, tmp_path / "one")[0].read_bytes()
    second = build(words, tmp_path / "two")[0].read_bytes()
    assert first == second


def test_everything_lies_in_one_folder_named_like_the_assignment(words: Assignment) -> None:
    archive = zipfile.ZipFile(io.BytesIO(zipped(student_files(words), words.slug)))
    assert {name.partition("/")[0] for name in archive.namelist()} == {"01_words"}


def test_the_facts_are_those_of_the_course(words: Assignment) -> None:
    facts = json.loads(files_of(words)["kit/assignment.json"])
    assert facts["points"] == 11
    assert facts["problems"] == ["shout", "count_letters", "moving_average"]
    assert list(facts["forbid"]) == ["ready-made averages"]


def test_the_kit_needs_only_what_a_student_installs(words: Assignment) -> None:
    allowed = set(sys.stdlib_module_names) | {"pytest", "torch", "numpy", "autograder", "msvcrt"}
    for name, data in files_of(words).items():
        if not name.startswith("kit/autograder/") or name == "kit/autograder/__init__.py":
            continue  # the face of the whole kit looks for the judge only when asked
        # What draws is there for programs that draw, which bring matplotlib to a student anyway.
        drawing = {"matplotlib"} if name == "kit/autograder/student/drawing.py" else set()
        for node in ast.walk(ast.parse(data)):
            modules = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            for module in modules:
                assert module.partition(".")[0] in allowed | drawing, f"{name} imports {module}"
                if module.startswith("autograder."):
                    assert module.split(".")[1] in DESK, f"{name} imports {module}"


def test_the_small_torch_is_what_a_plain_install_finds() -> None:
    torch = next(a for a in ASSIGNMENTS if any("torch" in r for r in a.spec.requirements))
    lines = files_of(torch)["requirements.txt"].decode().splitlines()
    assert "--extra-index-url https://download.pytorch.org/whl/cpu" in lines
    assert [line for line in lines if line[:1].isalpha()] == [
        "torch",
        "numpy",
        "pytest",
        "matplotlib",
    ]
