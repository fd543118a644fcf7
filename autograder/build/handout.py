"""A handout's text cut at its headings, so that notebooks can carry it piece by piece.

    # title            then the introduction
    ## Rules
    ## 1. `problem` …  one for each problem, extra credit too
    ## Written questions, with ### Question 1 …
    ## Further reading

Any other heading belongs to the part it stands in: nothing that an author writes is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from autograder.course.errors import ReleaseError

HEADINGS = MarkdownIt("commonmark").disable("inline")


@dataclass(frozen=True)
class Section:
    """One problem: `heading` without its marks and number, `body` as it stands in the handout."""

    number: int
    problem: str  # "" where the heading names no function in backticks
    heading: str
    body: str

    @property
    def text(self) -> str:
        """Heading and body, as Markdown."""
        return f"## {self.number}. {self.heading}\n\n{self.body}"


@dataclass(frozen=True)
class Question:
    """One written question, graded by a person."""

    number: int
    heading: str
    body: str

    @property
    def text(self) -> str:
        """Heading and body, as Markdown."""
        return f"### {self.heading}\n\n{self.body}"


@dataclass(frozen=True)
class Handout:
    """The parts of a handout, each as Markdown."""

    title: str
    intro: str
    rules: str
    problems: tuple[Section, ...]
    questions: tuple[Question, ...]
    questions_intro: str = ""
    reading: str = ""

    def section(self, problem: str) -> Section | None:
        """The section of one problem."""
        return next((s for s in self.problems if s.problem == problem), None)


@dataclass(frozen=True)
class _Piece:
    level: int
    heading: str
    body: str


def read_handout(path: Path) -> Handout:
    """The handout in a file; a missing one is named."""
    try:
        return sections(path.read_text(encoding="utf-8"), path)
    except FileNotFoundError:
        raise ReleaseError(f"{path} is missing: students read the assignment there") from None


def sections(text: str, path: Path | str = "handout.md") -> Handout:
    """Cut a handout at its headings."""
    pieces = _pieces(text)
    if not pieces or pieces[0].level != 1:
        raise ReleaseError(f"{path} has no title: begin it with a line like `# What it is about`")
    title, bodies = pieces[0].heading, {"intro": [pieces[0].body]}
    problems: list[list[str]] = []
    numbers: list[int] = []
    questions: list[tuple[str, list[str]]] = []
    here = bodies["intro"]
    in_questions = False
    for piece in pieces[1:]:
        word = piece.heading.lower()
        numbered = re.match(r"(\d+)\.\s+(.*)", piece.heading) if piece.level == 2 else None
        if numbered:
            numbers.append(int(numbered[1]))
            problems.append(here := [numbered[2].strip(), piece.body])
            in_questions = False
        elif piece.level == 2 and word in ("rules", "written questions", "further reading"):
            here = bodies[word] = [f"## {piece.heading}", piece.body]
            in_questions = word == "written questions"
        elif in_questions and piece.level == 3:
            questions.append((piece.heading, here := [piece.body]))
        else:
            here.append(f"{'#' * piece.level} {piece.heading}\n\n{piece.body}")
    if numbers != list(range(1, len(numbers) + 1)):
        raise ReleaseError(
            f"{path}: the problems are numbered {', '.join(map(str, numbers))}:"
            " number the `## N.` headings 1, 2, 3, … in order"
        )
    return Handout(
        title=title,
        intro=_joined(bodies["intro"]),
        rules=_joined(bodies.get("rules", [])),
        problems=tuple(
            Section(number, _named(heading), heading, _joined(body))
            for number, (heading, *body) in zip(numbers, problems)
        ),
        questions=tuple(
            Question(number, heading, _joined(body))
            for number, (heading, body) in enumerate(questions, start=1)
        ),
        questions_intro=_joined(bodies.get("written questions", [])),
        reading=_joined(bodies.get("further reading", [])),
    )


def _pieces(text: str) -> list[_Piece]:
    """The text cut at every heading; what looks like one inside a code block is none."""
    lines, tokens = text.split("\n"), HEADINGS.parse(text)
    heads = [(-1, 0, "")]  # what stands before the first heading
    heads += [
        (token.map[0], int(token.tag[1]), inline.content)
        for token, inline in pairwise(tokens)
        if token.type == "heading_open" and token.markup[0] == "#" and not token.level and token.map
    ]
    ends = [line for line, *_ in heads[1:]] + [len(lines)]
    pieces = [
        _Piece(level, heading, "\n".join(lines[line + 1 : end]).strip("\n"))
        for (line, level, heading), end in zip(heads, ends)
    ]
    return [p for p in pieces if p.level or p.body.strip()]


def _named(heading: str) -> str:
    found = re.search(r"`([A-Za-z_]\w*)", heading)
    return found[1] if found else ""


def _joined(bodies: list[str]) -> str:
    return "\n\n".join(body for body in bodies if body.strip())
