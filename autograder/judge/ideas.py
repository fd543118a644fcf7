"""Wrong ideas and other right ones: code to lay over the reference, with a name and a text."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.judge.edits import defined, definitions, edited
from autograder.judge.pages import UNWRITTEN, Section, read_page

Reference = Mapping[str, Mapping[str, str]]  # of each file: each name's definition


@dataclass(frozen=True)
class Idea:
    """A misconception or an alternative: other code for some functions of the reference."""

    name: str
    title: str
    body: str
    functions: tuple[str, ...]  # whose answers differ: the page's own comes first
    file: str  # the file of the reference in which they stand
    code: str  # takes their place when it is run behind that file
    where: str  # for messages


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
        file = homes[page.stem]
        for section in read_page(page.read_text(encoding="utf-8"), where):
            if section.name in found:
                raise CourseError(
                    f"{section.where}: another idea has this name, {found[section.name].where}:"
                    " results tell ideas apart by their names"
                )
            found[section.name] = _misconception(section, page.stem, file, reference)
    # What nobody has explained, and so perhaps not read, is told to nobody and is not run.
    return tuple(idea for idea in found.values() if idea.body != UNWRITTEN)


def alternatives(assignment: Assignment) -> tuple[Idea, ...]:
    """All other right answers of an assignment, each a file with a docstring."""
    reference = _reference(assignment)
    return tuple(_alternative(path, reference) for path in assignment.alternatives())


def composed_source(assignment: Assignment, idea: Idea) -> dict[str, str]:
    """A submission that holds the idea: the reference's files, the idea's code at the end."""
    files = {path.name: path.read_text(encoding="utf-8") for path in assignment.solutions()}
    files[idea.file] += "\n\n" + idea.code + "\n"
    return files


def _reference(assignment: Assignment) -> Reference:
    found = {}
    for path in assignment.solutions():
        try:
            found[path.name] = definitions(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise CourseError(
                f"{path} is missing: every assignment has its solution there"
            ) from None
        except SyntaxError as error:
            raise CourseError(f"{path}, line {error.lineno}: {error.msg}") from None
    return found


def _misconception(section: Section, function: str, file: str, reference: Reference) -> Idea:
    if section.language == "diff":
        made = edited(reference[file], section.change, function, section.where)
        others, code = made.functions, made.code
    else:
        others, code = _overridden(section.change, reference, section.where), section.change
        if function not in others:
            raise CourseError(
                f"{section.where} does not define {function}, on whose page it stands:"
                f" move it to the page of {others[0] if others else 'a function'}"
            )
    functions = dict.fromkeys([function, *(name for name in others if name[0] != "_")])
    return Idea(
        section.name, section.title, section.body, tuple(functions), file, code, section.where
    )


def _alternative(path: Path, reference: Reference) -> Idea:
    code, where = path.read_text(encoding="utf-8"), str(path)
    functions = tuple(name for name in _overridden(code, reference, where) if name[0] != "_")
    title, _, body = inspect.cleandoc(ast.get_docstring(ast.parse(code)) or "").partition("\n")
    if not title:
        raise CourseError(f"{path} has no docstring: its first line is the idea's name")
    home = next((file for file in reference if {*functions} & reference[file].keys()), None)
    return Idea(
        path.stem,
        title.rstrip("."),
        body.strip(),
        functions,
        home or next(iter(reference)),
        code,
        where,
    )


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
