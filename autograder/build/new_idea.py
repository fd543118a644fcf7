"""A section of `ideas/` made of a graded submission's wrong function, with its text to be written."""

from __future__ import annotations

import ast
from collections.abc import Collection
from pathlib import Path

from autograder.batch.graded import read_class
from autograder.batch.mistakes import code_word
from autograder.batch.report import redactor
from autograder.build.reading import names_of
from autograder.course.errors import SubmissionError
from autograder.course.load import Course
from autograder.judge.edits import definitions
from autograder.judge.ideas import UNWRITTEN, read_page
from autograder.judge.results import write_atomically

SECTION = """\
## A wrong answer without a name `{word}`

{unwritten}

```python
{code}
```
"""


def write_idea(result: Path, function: str, course: Course) -> tuple[str, str]:
    """Where the new section stands, and what to look at before its text is written."""
    graded = read_class(result.parent)
    handed = next((one for one in graded.handed if one.name == result.name), None)
    if handed is None:
        raise SubmissionError(
            f"{result} is no graded submission: name one of the folders that `autograder grade`"
            f" wrote into {result.parent}"
        )
    assignment = course.assignment(graded.summary.assignment.slug)
    texts = [path.read_text(encoding="utf-8") for path in assignment.solutions()]
    known = [name for text in texts for name in definitions(text)]
    if function not in known:
        raise SubmissionError(
            f"the reference has no function {function}: it has"
            f" {', '.join(name for name in known if name[0] != '_')}"
        )
    word = code_word(graded, handed, function)
    if not word:
        raise SubmissionError(
            f"{result.name} has no wrong answer of {function} without a name:"
            f" `autograder report {result.parent}` lists those that several students share"
        )
    code = _code(graded.source(handed).code, function, known)
    page = assignment.solution_dir / "ideas" / f"{function}.md"
    there = page.read_text(encoding="utf-8") if page.is_file() else ""
    if there and word in [section.name for section in read_page(there, page.name)]:
        raise SubmissionError(f"{page} has the idea {word} already: write its text")
    section = SECTION.format(word=word, unwritten=UNWRITTEN, code=code)
    write_atomically(page, f"{there.rstrip()}\n\n{section}".lstrip())
    personal = redactor(graded)(code) != code
    return f"{page}, {word}", "a name, an e-mail or an id of this class" if personal else ""


def _code(source: str, function: str, known: Collection[str]) -> str:
    """The function and what it needs of the student's own, without remarks and docstrings."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SubmissionError(f"the submission's code cannot be read: {error}") from None
    nodes = {name: node for node in tree.body for name in names_of(node)}
    if function not in nodes:
        raise SubmissionError(f"the submission defines no {function} where it lies now")
    wanted = [function]
    for name in wanted:  # grows while it is walked
        used = (node.id for node in ast.walk(nodes[name]) if isinstance(node, ast.Name))
        wanted += {name for name in used if name in nodes and name not in [*wanted, *known]}
    kept = [node for node in tree.body if any(nodes[name] is node for name in wanted)]
    for node in (inner for each in kept for inner in ast.walk(each)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return "\n\n\n".join(map(ast.unparse, kept))
