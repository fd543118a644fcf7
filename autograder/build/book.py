"""Notebooks put together of cells, the same bytes from one build to the next; the student's own.

The student's notebook imports the student's file and does not hold the functions itself: what is
handed in is that file, and there is only one copy of every answer.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.build.handout import Cells, Handout, cells_of
from autograder.build.reading import read_tests
from autograder.build.shipped import filled
from autograder.build.starter import functions_of
from autograder.course import Assignment, pins
from autograder.course.places import ANSWERS

TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}
HOW = (
    "This notebook imports your `{file}` rather than holding the functions itself: you write and"
    " save that file, and hand it in; here you read, try things out and run the tests."
)
CHECK = "!{{sys.executable}} check.py {problem}"
TRY = "# Try it here. What you save in {file} is used at once.\nhelp({module}.{problem})"
SAVED = "from {module} import *  # as you saved it last\n\n"
LOOK = """\
# What your code does, drawn.
!{sys.executable} look.py --save look.png
from IPython.display import Image
Image("look.png")"""


def data_uri(name: str, data: bytes) -> str:
    """A picture as an address that holds it, so that there is no second file to find."""
    kind = TYPES[name.rpartition(".")[2]]
    if kind == TYPES["svg"]:  # as text: a zip makes much less of it than of base64
        return f"data:{kind},{quote(data, safe='/:;,=')}"
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def pictures_of(assignment: Assignment) -> dict[str, bytes]:
    """The handout's pictures, by the paths that it uses."""
    folder = assignment.handout_dir / "pictures"
    return {
        f"pictures/{path.name}": path.read_bytes()
        for path in sorted(folder.glob("*"))
        if path.suffix.removeprefix(".") in TYPES
    }


def with_pictures(text: str, pictures: Mapping[str, bytes]) -> str:
    """Pictures inside the text, so that the notebook shows them wherever it is opened."""

    def inside(match: re.Match[str]) -> str:
        data = pictures.get(match[2])
        return match[0] if data is None else f"![{match[1]}]({data_uri(match[2], data)})"

    return re.sub(r"!\[([^\]]*)\]\(([^)\s]+)\)", inside, text)


def markdown(text: str, **marks: Any) -> Any:
    """A text cell."""
    return new_markdown_cell(text.strip(), metadata=marks)


def texts(*said: str) -> list[Any]:
    """A cell for each text that says anything."""
    return [markdown(text) for text in said if text.strip()]


def code(text: str, **marks: Any) -> Any:
    """A code cell."""
    return new_code_cell(text, metadata=marks)


def trying(text: Cells, before: str = "") -> list[Any]:
    """Each task and a cell to run, to change, and to run again."""
    return [cell for each in text.tries for cell in (markdown(each.task), code(before + each.code))]


def notebook_text(cells: Sequence[Any], pictures: Mapping[str, bytes]) -> str:
    """The notebook as a file's text; pictures are carried inside."""
    for number, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            cell.source = with_pictures(cell.source, pictures)
        # Ids by place and content: nbformat would draw new ones for every build.
        cell["id"] = hashlib.sha256(f"{number} {cell.source}".encode()).hexdigest()[:12]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = new_notebook(
        cells=list(cells),
        metadata={"kernelspec": kernel, "language_info": {"name": "python"}},
    )
    nbformat.validate(book)
    return str(nbformat.writes(book)) + "\n"


def student_notebook(assignment: Assignment, handout: Handout) -> str:
    """`notebook.ipynb` of the student's folder: the handout in pieces, and cells that run the tests."""
    file, module = assignment.main_file, assignment.module
    written = functions_of(assignment)
    tested = {test.problem for test in read_tests(assignment) if test.public}
    names = str(libraries(assignment))
    marks = {"SLUG": assignment.slug, "FILE": file, "MODULE": module, "NAMES": names}
    cells = texts(f"# {handout.title}\n\n{HOW.format(file=file)}")
    cells.append(code(filled("student/first_cell.py.tmpl", marks).rstrip("\n")))
    cells += texts(handout.intro, handout.rules)
    for section in handout.problems:
        text, problem = cells_of(section.text), section.problem
        cells += texts(*text.ideas)
        if text.tries:
            cells += trying(text, SAVED.format(module=module))
        elif problem in written:
            cells.append(code(TRY.format(file=file, module=module, problem=problem)))
        if problem in tested:
            cells.append(code(CHECK.format(problem=problem)))
    cells.append(code(CHECK.format(problem="").rstrip()))
    if (assignment.handout_dir / "look.py").is_file():
        cells.append(code(LOOK))
    cells += texts(handout.questions_intro, *(question.text for question in handout.questions))
    if handout.questions:
        cells += texts(
            f"*Write your answers in `{ANSWERS}`, beside this notebook: that file is handed in.*"
        )
    return notebook_text([*cells, *texts(handout.reading)], pictures_of(assignment))


def libraries(assignment: Assignment) -> tuple[str, ...]:
    """What the folder needs beside Python."""
    names = pins.names(assignment.spec.requirements)
    return tuple(dict.fromkeys([*names, "pytest", "matplotlib"]))
