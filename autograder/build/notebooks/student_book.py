"""The student's folder as a notebook: the handout in pieces, with cells that run the tests.

The notebook imports the student's file and does not hold the functions itself: what is handed in
is that file, and there is only one copy of every answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from autograder.build.handout import Handout
from autograder.build.notebooks.book import code, notebook_text, texts, trying
from autograder.build.notebooks.cells import cells_of
from autograder.build.starter import starters
from autograder.course import Assignment, pins
from autograder.course.places import ANSWERS

HOW = (
    "This notebook imports your `{file}` rather than holding the functions itself: you write and"
    " save that file, and hand it in; here you read, try things out and run the tests."
)

FIRST = """\
# Run this cell first.
import importlib.util, os, pathlib, sys, zipfile

FOLDER, FILE = "{slug}", "{file}"
for archive in pathlib.Path().glob("*student*.zip"):
    if not pathlib.Path(FOLDER, FILE).exists():
        zipfile.ZipFile(archive).extractall()
if not pathlib.Path(FILE).exists() and pathlib.Path(FOLDER, FILE).exists():
    os.chdir(FOLDER)
if not pathlib.Path(FILE).exists():
    raise SystemExit(
        f"{{FILE}} is not here. On Colab: click the folder at the left, drag student.zip into it,"
        " wait for the upload, and run this cell again. Elsewhere: open the notebook in the"
        " folder that you unzipped."
    )
missing = [name for name in {names} if importlib.util.find_spec(name) is None]
if missing:
    # Nothing is installed behind your back: the kernel may be one that others use too.
    raise SystemExit(f"In a new cell: %pip install {{' '.join(missing)}}  Then run this one again.")
sys.path[:0] = [os.getcwd(), os.path.join(os.getcwd(), "kit")]
%load_ext autoreload
%autoreload 2
import {module}
print("Ready. Write in", os.path.join(os.getcwd(), FILE))"""

CHECK = "!{{sys.executable}} check.py {problem}"
TRY = "# Try it here. What you save in {file} is used at once.\nhelp({module}.{problem})"
SAVED = "from {module} import *  # as you saved it last\n\n"
LOOK = """\
# What your code does, drawn.
!{sys.executable} look.py --save look.png
from IPython.display import Image
Image("look.png")"""


def student_notebook(
    assignment: Assignment, handout: Handout, pictures: Mapping[str, bytes]
) -> str:
    """The notebook as text; the same from one build to the next."""
    file, module = assignment.main_file, assignment.module
    cells: list[Any] = []
    stubs = "\n".join(starters(assignment).values())
    public = sorted(assignment.public_dir.glob("test_*.py"))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in public)

    def say(*said: str) -> None:
        cells.extend(texts(pictures, *said))

    def do(text: str) -> None:
        cells.append(code(text))

    say(f"# {handout.title}\n\n{HOW.format(file=file)}")
    do(FIRST.format(slug=assignment.slug, file=file, module=module, names=libraries(assignment)))
    say(handout.intro, handout.rules)
    for section in handout.problems:
        text, problem = cells_of(section.text), section.problem
        say(*text.ideas)
        if text.tries:
            cells += trying(text, pictures, SAVED.format(module=module))
        elif re.search(rf"^(def|class) {problem}\b", stubs, re.MULTILINE) and problem:
            do(TRY.format(file=file, module=module, problem=problem))
        if re.search(rf"^def test_{problem}(__|\()", tests, re.MULTILINE) and problem:
            do(CHECK.format(problem=problem))
    do(CHECK.format(problem="").rstrip())
    if (assignment.handout_dir / "look.py").is_file():
        do(LOOK)
    say(handout.questions_intro, *(question.text for question in handout.questions))
    if handout.questions:
        say(f"*Write your answers in `{ANSWERS}`, beside this notebook: that file is handed in.*")
    say(handout.reading)
    return notebook_text(cells)


def libraries(assignment: Assignment) -> tuple[str, ...]:
    """What the folder needs beside Python."""
    names = pins.names(assignment.spec.requirements)
    return tuple(dict.fromkeys([*names, "pytest", "matplotlib"]))
