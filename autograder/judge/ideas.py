"""Wrong ideas, as pages tell them, and other right ones: code to lay over the reference."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.judge.edits import defined, definitions, edited

EXAMPLE = "## The last window is left out `one_window_short`"
# What stands in a section that `autograder idea` made, until somebody writes its text.
UNWRITTEN = "(Say here what somebody thinks who writes this, in 60 to 180 words.)"
# Behind the code-word may stand that students' examples.py shall catch this idea.
HEADING = re.compile(r"## +(?P<title>\S.*?) +`(?P<name>[A-Za-z]\w*)`(?P<chosen> +\(examples\))?")
FENCE = re.compile(r"(?P<marks>`{3,}) *(?P<language>.*)")

Reference = Mapping[str, Mapping[str, str]]  # of each file: each name's definition


@dataclass(frozen=True)
class Idea:
    """A misconception or an alternative: other code for some functions of the reference.

    As it stands on its page it has no functions and no file yet, and its code may be a `diff`.
    """

    name: str
    title: str
    body: str  # what a student reads, in paragraphs
    functions: tuple[str, ...]  # whose answers differ: the page's own comes first
    file: str  # the file of the reference in which they stand
    code: str  # takes their place when it is run behind that file
    where: str  # for messages: the page, the line and the name
    chosen: bool = False  # for examples.py to catch
    language: str = "python"


def misconceptions(assignment: Assignment) -> tuple[Idea, ...]:
    """All wrong ideas of an assignment, page by page."""
    reference = _reference(assignment)
    homes = {name: file for file in reversed([*reference]) for name in reference[file]}
    found: dict[str, Idea] = {}
    for page in assignment.idea_pages():
        where = page.relative_to(assignment.root).as_posix()
        if page.stem not in homes:
            raise CourseError(
                f"{where}: the reference has no {page.stem}: name the page after one of"
                f" {', '.join(name for name in homes if not name.startswith('_'))}"
            )
        for idea in read_page(page.read_text(encoding="utf-8"), where):
            if idea.name in found:
                raise CourseError(
                    f"{idea.where}: another idea has this name, {found[idea.name].where}:"
                    " results tell ideas apart by their names"
                )
            found[idea.name] = _laid_over(idea, page.stem, homes[page.stem], reference)
    # What nobody has explained, and so perhaps not read, is told to nobody and is not run.
    return tuple(idea for idea in found.values() if idea.body != UNWRITTEN)


def read_page(text: str, path: str) -> tuple[Idea, ...]:
    """All sections of a page; what stands before the first one is for its authors."""
    lines = text.splitlines()
    starts = list(_headings(lines))
    if not starts:
        raise CourseError(f"{path} holds no idea: begin one with a heading like {EXAMPLE}")
    ends = [*starts[1:], len(lines)]
    return tuple(_section(lines, *span, path) for span in zip(starts, ends, strict=True))


def _headings(lines: list[str]) -> Iterator[int]:
    """The lines that begin a section; a fence may hold such a line too, as a comment."""
    marks = ""
    for number, line in enumerate(lines):
        if marks:
            marks = "" if line.rstrip() == marks else marks
        elif found := FENCE.fullmatch(line.rstrip()):
            marks = found["marks"]
        elif line.startswith("## "):
            yield number


def _section(lines: list[str], start: int, end: int, path: str) -> Idea:
    line = f"{path}, line {start + 1}"
    heading = HEADING.fullmatch(lines[start].rstrip())
    if heading is None:
        raise CourseError(
            f"{line}: {lines[start].strip()!r} does not end in the idea's code-word in backticks:"
            f" write a heading like {EXAMPLE}"
        )
    where = f"{line}: {heading['name']}"
    fences = ((n, FENCE.fullmatch(lines[n].rstrip())) for n in range(start, end))
    fence, opened = next(((n, found) for n, found in fences if found), (end, None))
    if opened is None:
        raise CourseError(
            f"{where} changes nothing: end the section with a ```diff or a ```python fence"
        )
    body = "\n".join(lines[start + 1 : fence]).strip()
    if not body:
        raise CourseError(f"{where} has no explanation: write one between heading and fence")
    close = next((n for n in range(fence + 1, end) if lines[n].rstrip() == opened["marks"]), None)
    if close is None:
        raise CourseError(f"{where}: its fence is never closed: add a line {opened['marks']}")
    if left := "\n".join(lines[close + 1 : end]).strip():
        raise CourseError(
            f"{where}: {left.splitlines()[0].strip()!r} stands behind the fence: a section is a"
            " heading, the explanation, and one fence at its end"
        )
    language = opened["language"]
    if language not in ("diff", "python"):
        raise CourseError(
            f"{where}: a fence of {language or 'no language'!r}: write ```diff for an edit of the"
            " reference, or ```python for whole functions"
        )
    code = "\n".join(lines[fence + 1 : close])
    chosen = heading["chosen"] is not None
    return Idea(heading["name"], heading["title"], body, (), "", code, where, chosen, language)


def alternatives(assignment: Assignment) -> tuple[Idea, ...]:
    """All other right answers of an assignment, each a file with a docstring."""
    reference = _reference(assignment)
    return tuple(_alternative(path, reference) for path in assignment.alternatives())


def composed_source(assignment: Assignment, *ideas: Idea) -> dict[str, str]:
    """A submission that holds the ideas: the reference's files, the ideas' code at the end."""
    files = {path.name: path.read_text(encoding="utf-8") for path in assignment.solutions()}
    for idea in ideas:
        files[idea.file] += "\n\n" + idea.code + "\n"
    return files


def _reference(assignment: Assignment) -> Reference:
    return {path.name: definitions(solution_text(path)) for path in assignment.solutions()}


def solution_text(path: Path) -> str:
    """A file of the reference, of which Python says that it is Python."""
    try:
        text = path.read_text(encoding="utf-8")
        compile(text, str(path), "exec")
    except FileNotFoundError:
        raise CourseError(f"{path} is missing: every assignment has its solution there") from None
    except SyntaxError as error:
        raise CourseError(f"{path}, line {error.lineno}: {error.msg}") from None
    return text


def _laid_over(idea: Idea, function: str, file: str, reference: Reference) -> Idea:
    """An idea of its page: what it changes, and where."""
    code, where = idea.code, idea.where
    if idea.language == "diff":
        others, code = edited(reference[file], code, function, where)
    else:
        others = _overridden(code, reference, where)
        if function not in others:
            raise CourseError(
                f"{where} does not define {function}, on whose page it stands:"
                f" move it to the page of {others[0] if others else 'a function'}"
            )
    functions = tuple(dict.fromkeys([function, *(name for name in others if name[0] != "_")]))
    return replace(idea, functions=functions, file=file, code=code, language="python")


def _alternative(path: Path, reference: Reference) -> Idea:
    code, where = path.read_text(encoding="utf-8"), str(path)
    functions = tuple(name for name in _overridden(code, reference, where) if name[0] != "_")
    title, _, body = inspect.cleandoc(ast.get_docstring(ast.parse(code)) or "").partition("\n")
    if not title:
        raise CourseError(f"{path} has no docstring: its first line is the idea's name")
    home = next((file for file in reference if {*functions} & reference[file].keys()), None)
    file = home or next(iter(reference))
    return Idea(path.stem, title.rstrip("."), body.strip(), functions, file, code, where)


def _overridden(code: str, reference: Reference, where: str) -> tuple[str, ...]:
    """What this code defines anew."""
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        raise CourseError(f"{where}, line {error.lineno} of its code: {error.msg}") from None
    _refuse_whole_modules(tree, {file.removesuffix(".py") for file in reference}, where)
    return tuple(name for node in tree.body for name in defined(node))


def _refuse_whole_modules(tree: ast.Module, modules: Container[str], where: str) -> None:
    """Behind the reference in one file, its module is the idea's own: it would call itself."""
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if taken := next((name for name in names if name in modules), None):
            raise CourseError(
                f"{where} imports {taken} as a whole: write `from {taken} import f as _f`,"
                " so that the right function stays known when yours takes its name"
            )
