"""The Otter channel: `otter assign` makes both zips of a generated notebook; the kit adds itself.

otter-autograder.zip is Otter's own, with the isolated judge in its folder `kit` and a set-up that
takes pip and minutes in place of conda, a browser and half an hour.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from nbformat.v4 import new_raw_cell as raw

from autograder.build import gradescope
from autograder.build.archive import archive_bytes, write_bytes
from autograder.build.book import code, markdown, notebook_text, pictures_of, texts, trying
from autograder.build.gradescope import contents
from autograder.build.handout import Section
from autograder.build.parts import BESIDE, BookPart, Parts, kit_files, notebook_of, parts_of
from autograder.build.platform import Files, find_tool, from_otter, run_tool
from autograder.build.reading import TestSource
from autograder.build.shipped import OTTER_TOO, filled, shipped_files, template
from autograder.build.starter import IN_CELL, regions_of, starters, stub
from autograder.build.student import zipped
from autograder.course import Assignment, files_below
from autograder.course.places import ANSWERS
from autograder.testing.examples import EXAMPLES

OTTER = "otter-grader[grading]==7.0.0"
DROPPED = ("environment.yml", "setup.sh", "run_autograder", "run_otter.py")
FIRST = """\
# Run this cell first.
import sys

sys.path[:0] = ["kit/kit"]"""
# Where it is missing, as on Colab, the export would fail.
OPENED = """

for name in {names}:
    open(name, "a").close()  # handed in with the notebook"""
TEST = '''\
""" # BEGIN TEST CONFIG
hidden: {hidden}
points: {points:g}
success_message: {title}
""" # END TEST CONFIG
def {name}():
    from autograder.notebook import check_case
    check_case("{id}")'''


def as_notebook(files: Files) -> dict[str, bytes]:
    """Everything in one cell of a notebook."""
    return {
        name.removesuffix(".py") + ".ipynb": notebook_text([code(text)], {}).encode()
        for name, text in files.items()
    }


find_otter = partial(find_tool, "otter", module="otter.assign")
PLATFORM = replace(gradescope.PLATFORM, tells=from_otter, packs=as_notebook)


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write `otter-autograder.zip` and `otter-student.zip` into the folder `out`."""
    home = find_otter(assignment.root)
    parts = parts_of(assignment)
    with tempfile.TemporaryDirectory(prefix="otter-") as folder:
        place = Path(folder)
        master = place / f"{assignment.slug}.ipynb"
        master.write_text(otter_notebook(parts), encoding="utf-8")
        run_tool(home, "python3", "-m", "otter", "assign", master.name, "made", cwd=place)
        made = _autograder_files(place / "made" / "autograder", assignment)
        given = _student_files(place / "made" / "student", parts)
    paths = [out / "otter-autograder.zip", out / "otter-student.zip"]
    write_bytes(paths[0], archive_bytes(made))
    write_bytes(paths[1], zipped(given, assignment.slug))
    return paths


def _autograder_files(folder: Path, assignment: Assignment) -> dict[str, bytes]:
    """Otter's zip with the judge in it."""
    (made,) = folder.glob("*.zip")
    with zipfile.ZipFile(made) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name not in DROPPED}
    files["setup.sh"] = template("otter/setup.sh")
    files["run_autograder"] = template("otter/run_autograder.sh")
    # What the plugin and the test files import, beside the judge.
    kit = contents(assignment, "cpu") | shipped_files(OTTER_TOO)
    kit["requirements.txt"] += f"{OTTER}\n".encode()
    return files | {f"kit/{name}": data for name, data in kit.items()}


def _student_files(folder: Path, parts: Parts) -> dict[str, bytes]:
    """Otter's student folder, with the public tests beside the notebook."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files_below(folder)}
    for name in [name for name in files if name.endswith(".ipynb")]:
        files[name] = _settled(json.loads(files[name]))
    written = {path.name: text for path, text in starters(parts.assignment).items()}
    files |= {name: written[name].encode() for name in BESIDE if name in written}
    return files | {f"kit/{name}": data for name, data in kit_files(parts).items()}


def _settled(book: dict[str, Any]) -> bytes:
    """The notebook with the same cell ids in every build, and no gap where a helper stood."""
    for number, cell in enumerate(book["cells"]):
        while cell["source"] and not cell["source"][0].strip():
            cell["source"] = cell["source"][1:]
        if "id" in cell:
            cell["id"] = f"cell-{number}"
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode()


def otter_notebook(parts: Parts) -> str:
    """One notebook with Otter's marks, solutions and all tests."""
    handed_in = [ANSWERS] * bool(parts.handout.questions)
    handed_in += [EXAMPLES] * bool(parts.assignment.spec.examples_points)
    first = code(FIRST + (OPENED.format(names=handed_in) if handed_in else ""))
    config = raw(filled("otter/assignment.yml.tmpl", {"FILES": ", ".join(handed_in)}).rstrip("\n"))
    cells = notebook_of(parts, "`grader.check`", first, _problem, [], _question)
    return notebook_text([config, *cells], pictures_of(parts.assignment))


def _problem(part: BookPart) -> list[Any]:
    cells = [raw(f"# BEGIN QUESTION\nname: {part.problem}"), *texts(*part.text.ideas)]
    if part.code:
        cells += [raw("# BEGIN SOLUTION"), code(_marked(part.code)), raw("# END SOLUTION")]
    cells += [*trying(part.text), raw("# BEGIN TESTS")]
    cells += [code(_test(test)) for test in part.tests]
    return [*cells, raw("# END TESTS"), raw("# END QUESTION")]


def _question(question: Section) -> list[Any]:
    return [
        raw(f"# BEGIN QUESTION\nname: question_{question.number}\nmanual: true\npoints: 0"),
        markdown(question.text),
        raw("# BEGIN SOLUTION"),
        markdown("See the rubric."),
        raw("# END SOLUTION"),
        raw("# END QUESTION"),
    ]


def _marked(text: str) -> str:
    """The solution with Otter's marks; where a region ends, the stub that students get for it."""
    lines = text.splitlines()
    for region in reversed(regions_of(text, "a solution cell")):
        indent, solution = region.indent, lines[region.first : region.last - 1]
        made = [f"{indent}# BEGIN SOLUTION NO PROMPT", *solution, f"{indent}# END SOLUTION"]
        if prompt := stub(region, *IN_CELL):  # a helper at the top level leaves nothing behind
            made += [f'{indent}""" # BEGIN PROMPT', *prompt, f'{indent}""" # END PROMPT']
        lines[region.first - 1 : region.last] = made
    return "\n".join(lines)


def _test(test: TestSource) -> str:
    hidden = "false" if test.public else "true"
    # A title goes through YAML and through a template into Python source.
    title = json.dumps("".join(c for c in test.title if c not in "\"'\\{}"))
    return TEST.format(hidden=hidden, points=test.points, title=title, name=test.name, id=test.id)
