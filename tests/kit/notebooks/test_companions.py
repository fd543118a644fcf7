"""What is handed in beside a notebook does nothing, whatever Otter and nbgrader would do with it."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.build import nbgrader as nbgrader_channel
from autograder.build import otter as otter_channel
from autograder.course import Assignment
from autograder.course.load import load_course
from tests.kit.notebooks import classwork
from tests.kit.notebooks.tools import OTTER, ROOT, Nbgrader, by_otter, call, otter_points

WORDS = ROOT / "tests" / "kit" / "courses" / "words"
SLUG = "01_words"

# Modules that Otter, Jupyter or the kernel look up by name, and settings that Jupyter runs.
MODULES = (
    "ipykernel_launcher", "ipykernel", "dill", "pandas", "nbconvert", "jupyter_client", "otter",
    "autograder", "sitecustomize", "usercustomize", "json", "pickle", "examples", "__init__",
    "ipython_config", "ipython_kernel_config", "jupyter_config", "jupyter_nbconvert_config",
)  # fmt: skip


class Unpickled:
    """Leaves a mark when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = str(mark)

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (self.mark,)


def plant(folder: Path, mark: Path) -> None:
    """Companions that leave a mark when they are imported, run, or unpickled."""
    for name in MODULES:
        text = f"import os\nos.makedirs({str(mark)!r}, exist_ok=True)\nos._exit(0)\n"
        (folder / f"{name}.py").write_text(text)
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(text)
    (folder / ".OTTER_LOG").write_bytes(pickle.dumps(Unpickled(mark)))
    (folder / "results.pkl").write_bytes(pickle.dumps(Unpickled(mark)))
    (folder / "evil.pth").write_text(f"import os; os.makedirs({str(mark)!r})\n")
    (folder / "tests").mkdir()
    (folder / "tests" / "shout.py").write_text("def test_shout():\n    pass\n")


@pytest.fixture(scope="module")
def words() -> Assignment:
    return load_course(WORDS).assignment(SLUG)


@pytest.fixture(scope="module")
def zips(words: Assignment, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    made, student = otter_channel.build(words, tmp_path_factory.mktemp("otter"))
    return made, student


def notebook(words: Assignment, student: Path, place: Path, name: str) -> Any:
    with zipfile.ZipFile(student) as archive:
        archive.extractall(place)
    texts = classwork.answers(words, 1)
    return classwork.filled(place / SLUG / f"{SLUG}.ipynb", texts[name])


def on_gradescope(archive: Path, root: Path) -> tuple[dict[str, Any], str]:
    """Run the zip's own run_autograder on what lies in `submission`; the result, and the log."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(root / "source")
    (root / "results").mkdir()
    (root / "submission_metadata.json").write_text("{}")
    done = subprocess.run(
        ["bash", str(root / "source" / "run_autograder")],
        env={
            **os.environ,
            "AUTOGRADER_ROOT": str(root),
            "AUTOGRADER_VENV": str(OTTER.parent),
            "JUPYTER_PLATFORM_DIRS": "1",
        },
        cwd=root,
        capture_output=True,
        text=True,
        errors="replace",
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return json.loads((root / "results" / "results.json").read_text(encoding="utf-8")), said


def points(result: dict[str, Any]) -> dict[str, float]:
    return {test["name"]: test["score"] for test in result["tests"] if "score" in test}


def test_companions_on_gradescope_change_nothing(words, zips, tmp_path) -> None:
    made, student = zips
    root = tmp_path / "autograder"
    book = notebook(words, student, tmp_path / "student", "half")
    (root / "submission").mkdir(parents=True)
    nbformat.write(book, root / "submission" / f"{SLUG}.ipynb")
    alone, _ = on_gradescope(made, root)
    assert 0 < sum(points(alone).values()) < words.spec.points

    again, mark = tmp_path / "again", tmp_path / "mark"
    shutil.copytree(root / "submission", again / "submission")
    plant(again / "submission", mark)
    found, said = on_gradescope(made, again)
    assert not mark.exists()
    assert points(found) == points(alone), said
    assert "Public Tests" in [test["name"] for test in found["tests"]]


def test_where_otter_cannot_work_the_judges_own_result_stands(words, zips, tmp_path) -> None:
    made, student = zips
    root = tmp_path / "autograder"
    book = notebook(words, student, tmp_path / "student", "reference")
    (root / "submission").mkdir(parents=True)
    nbformat.write(book, root / "submission" / f"{SLUG}.ipynb")
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(broken, "w") as less:
        for name in archive.namelist():
            if not name.startswith("tests/"):
                less.writestr(name, archive.read(name))
    result, said = on_gradescope(broken, root)
    assert result["score"] == words.spec.points + words.spec.extra_points
    assert "staff: Otter could not report" in said


@pytest.mark.parametrize("packed", [False, True])
def test_companions_in_otter_run_change_nothing(words, zips, tmp_path, packed) -> None:
    made, student = zips
    book = notebook(words, student, tmp_path / "student", "half")
    folder, mark, out = tmp_path / "in", tmp_path / "mark", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    nbformat.write(book, folder / f"{SLUG}.ipynb")
    place = folder / f"{SLUG}.ipynb"
    if packed:  # what a student's own `grader.export` makes, and more
        plant(folder, mark)
        place = Path(shutil.make_archive(str(tmp_path / "handed-in"), "zip", folder))
    call(
        OTTER,
        *(str(OTTER / "otter"), "run", "--no-logo", "-a", str(made), "-o", str(out), str(place)),
        cwd=tmp_path,
    )
    assert not mark.exists()
    found = otter_points(out / "results.json")
    assert 0 < sum(found.values()) < words.spec.points


def test_one_notebook_after_the_other_in_one_process_has_its_own_verdict(words, zips, tmp_path):
    made, student = zips
    books = {}
    for name in ("reference", "starter"):
        books[name] = tmp_path / name / f"{SLUG}.ipynb"
        books[name].parent.mkdir()
        nbformat.write(notebook(words, student, tmp_path / "student", name), books[name])
    (tmp_path / "out").mkdir()
    found = by_otter(made, books, tmp_path / "out")
    assert sum(found["reference"].values()) == words.spec.points + words.spec.extra_points
    assert sum(found["starter"].values()) == 0


@pytest.fixture(scope="module")
def course(words: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Nbgrader:
    place = tmp_path_factory.mktemp("nbgrader")
    nbgrader_channel.build(words, place)
    found = Nbgrader(place / "nbgrader")
    found.run("generate_assignment", SLUG)
    return found


def test_a_students_own_judge_is_not_asked(words, course) -> None:
    """`grader/` was looked for upward from the student's own folder, in which it may lie."""
    book = classwork.filled(course.release(SLUG), classwork.answers(words, 1)["starter"])
    course.hand_in("mallory", SLUG, book)
    handed_in = course.course / "submitted" / "mallory" / SLUG
    mark = course.course.parent / "mark"
    tree = handed_in / "grader" / SLUG
    shutil.copytree(course.course / "grader" / SLUG, tree)
    own = f"import os\nos.makedirs({str(mark)!r}, exist_ok=True)\n"
    (tree / "autograder" / "__init__.py").write_text(own)
    plant(handed_in, mark)
    (handed_in / "kit").mkdir()
    (handed_in / "kit" / "more.py").write_text(own)
    (handed_in / "\x1b[31mred\u202e.py").write_text(own)
    said = course.run("autograde", SLUG, "--student", "mallory")
    assert not mark.exists()
    assert sum(course.points(SLUG)["mallory"].values()) == 0
    assert "?[31mred" in said  # nbgrader names each file that it copies
    assert "\x1b[31mred" not in said
    assert "\u202e" not in said
    graded = course.course / "autograded" / "mallory" / SLUG
    source = course.course / "source" / SLUG
    left = {str(path.relative_to(graded)) for path in graded.rglob("*") if path.is_file()}
    given = {str(path.relative_to(source)) for path in source.rglob("*") if path.is_file()}
    assert left == given


LIVE = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)></svg>"
LIVE += "<iframe srcdoc='<script>alert(4)</script>'></iframe><form action='//x'><button>b</form>"
LIVE += "<a href='javascript:alert(5)'>a</a> [b](javascript:alert(6)) <style>*{color:red}</style>"
LIVE += "<div style='position:fixed;inset:0'>12 of 12</div><base href='//x'><img src='//x/pixel'>"


def test_live_markup_is_dead_on_the_feedback_page(words, course) -> None:
    book = classwork.filled(course.release(SLUG), classwork.answers(words, 1)["half"])
    book.metadata["title"] = f"</title>{LIVE}"
    book.metadata["language_info"] = {"name": f'python"><b>{LIVE}', "pygments_lexer": LIVE}
    book.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {"x": f"</script>{LIVE}"}}
    }
    for cell in book.cells:
        cell.metadata["tags"] = [f'"><b>{LIVE}']
        cell.metadata["magics_language"] = f'"><b>{LIVE}'
        if cell.cell_type == "code":
            html = {"text/html": LIVE, "image/svg+xml": LIVE, "application/javascript": "alert(7)"}
            cell.outputs = [nbformat.v4.new_output("display_data", data=html)]
    answer = nbformat.v4.new_markdown_cell(
        f"{LIVE}\n\n`a<b`, **bold** and $a<b$\n\n> quoted", id="m"
    )
    answer["attachments"] = {"q.png": {'image/png"onload="alert(8)': "AAAA", "image/png": "AAAB"}}
    answer.source += "\n\n![q](attachment:q.png)"
    lost = nbformat.v4.new_markdown_cell(f"{LIVE}\n\n![p](attachment:p.png)", id="l")
    book.cells += [answer, lost, nbformat.v4.new_raw_cell(LIVE, id="r")]
    book.cells.append(
        nbformat.v4.new_raw_cell(LIVE, metadata={"raw_mimetype": "text/html"}, id="h")
    )
    book.cells.append(nbformat.v4.new_code_cell(f"# {LIVE}", id="c"))
    book.cells.append(
        nbformat.from_dict({"cell_type": LIVE, "source": LIVE, "metadata": {}, "id": "x"})
    )
    book.cells.append(
        nbformat.from_dict({"cell_type": "markdown", "source": 3, "metadata": {}, "id": "y"})
    )
    course.hand_in("eve", SLUG, book)
    course.run("autograde", SLUG, "--student", "eve")
    course.run("generate_feedback", SLUG, "--student", "eve")
    page = (course.course / "feedback" / "eve" / SLUG / f"{SLUG}.html").read_text("utf-8")
    assert alive(page) == []
    assert "<strong>bold</strong>" in page
    assert "<code>a&lt;b</code>" in page
    assert "$a&lt;b$" in page
    assert "<blockquote>" in page
    assert "data:image/png;base64,AAAB" in page  # a picture that is one may be part of an answer


def alive(page: str) -> list[str]:
    """Every tag and attribute of a page that runs something, or lies over it; the tool's aside."""
    from html.parser import HTMLParser

    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            kind = {"iframe", "svg", "form", "button", "object", "embed", "base", "frame"}
            if tag in kind:
                found.append(tag)
            for name, value in attrs:
                text = "".join((value or "").split()).lower()
                outside = tag == "img" and not text.startswith("data:image/") and name == "src"
                if name.startswith("on") or text.startswith("javascript:") or outside:
                    found.append(f"{tag} {name}={value}")
                if name == "style" and "fixed" in text:
                    found.append(f"{tag} {name}={value}")

        def handle_data(self, data: str) -> None:
            runs = self.cdata_elem in ("script", "style")
            if runs and ("alert(" in data or "*{color:red}" in data):
                found.append(f"{self.cdata_elem}: {data[:60]}")

    Reader().feed(page)
    return found
