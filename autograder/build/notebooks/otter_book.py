"""The notebook that `otter assign` makes its zips of."""

from __future__ import annotations

import json
from typing import Any

from nbformat.v4 import new_raw_cell as raw

from autograder.build.notebooks.book import (
    code,
    introduction,
    markdown,
    notebook_text,
    pictures_of,
    texts,
    trying,
)
from autograder.build.notebooks.parts import Part, Parts
from autograder.build.reading import TestSource
from autograder.build.regions import IN_CELL, regions_of, stub
from autograder.course.places import ANSWERS
from autograder.testing.examples import EXAMPLES

HOW = (
    "Run the cells from top to bottom. Write your functions in the cells that say"
    " `YOUR CODE HERE`; the `grader.check` below each of them runs its public tests. What is graded"
    " are the imports, functions, classes and constants of this notebook."
)
FIRST = """\
# Run this cell first.
import sys

sys.path[:0] = ["kit/kit"]"""
# Where it is missing, as on Colab, the export would fail.
BESIDE = """

for name in {names}:
    open(name, "a").close()  # handed in with the notebook"""
CONFIG = """\
# ASSIGNMENT CONFIG
init_cell: true
run_tests: false
export_cell:
  pdf: false
  run_tests: false
  files: [{handed_in}]
tests:
  files: true
  ok_format: false
generate:
  show_stdout: false
  show_hidden: false
  plugins:
    - autograder.otter.at_otter.Judge"""
TEST = '''\
""" # BEGIN TEST CONFIG
hidden: {hidden}
points: {points:g}
success_message: {title}
""" # END TEST CONFIG
def {name}():
    from autograder.notebook import check_case
    check_case("{id}")'''


def otter_notebook(parts: Parts) -> str:
    """One notebook with Otter's marks, solutions and all tests."""
    pictures = pictures_of(parts.assignment)
    handout = parts.handout
    handed_in = [ANSWERS] * bool(handout.questions)
    handed_in += [EXAMPLES] * bool(parts.assignment.spec.examples_points)
    cells: list[Any] = [raw(CONFIG.format(handed_in=", ".join(handed_in)))]
    cells += introduction(handout, HOW, pictures)
    cells.append(code(FIRST + (BESIDE.format(names=handed_in) if handed_in else "")))
    if parts.head:
        cells.append(code(parts.head))
    for part in parts.problems:
        cells += _question(part, pictures)
    cells += texts(pictures, handout.questions_intro)
    for question in handout.questions:
        name = f"question_{question.number}"
        cells.append(raw(f"# BEGIN QUESTION\nname: {name}\nmanual: true\npoints: 0"))
        cells.append(markdown(question.text, pictures))
        cells += [raw("# BEGIN SOLUTION"), markdown("See the rubric.", {}), raw("# END SOLUTION")]
        cells.append(raw("# END QUESTION"))
    return notebook_text([*cells, *texts(pictures, handout.reading)])


def _question(part: Part, pictures: dict[str, bytes]) -> list[Any]:
    cells = [raw(f"# BEGIN QUESTION\nname: {part.problem}")]
    cells += texts(pictures, *part.text.ideas)
    if part.code:
        cells += [raw("# BEGIN SOLUTION"), code(_marked(part.code)), raw("# END SOLUTION")]
    cells += trying(part.text, pictures)
    cells.append(raw("# BEGIN TESTS"))
    cells += [code(_test(test)) for test in part.tests]
    return [*cells, raw("# END TESTS"), raw("# END QUESTION")]


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
