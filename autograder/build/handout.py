"""A handout's text cut at its headings, and these parts into cells, so that notebooks can carry it.

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

from autograder.course import Assignment
from autograder.course.errors import ReleaseError

HEADINGS = MarkdownIt("commonmark").disable("inline")
NAMED = ("rules", "written questions", "further reading")
TRY = "**Try it.**"
_NEW = re.compile(r"!\[|\*\*|<details")
_PYTHON = re.compile(r"```python\n(.*?)\n```", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """A problem, or a written question, which a person grades."""

    number: int
    heading: str  # of a problem with its number and marks
    text: str  # as it stands in the handout, the heading too

    @property
    def problem(self) -> str:
        """The function in backticks; "" where the heading names none."""
        found = re.search(r"`([A-Za-z_]\w*)", self.heading)
        return found[1] if found else ""


@dataclass(frozen=True)
class Handout:
    """The parts of a handout, each as Markdown."""

    title: str
    intro: str
    rules: str
    problems: tuple[Section, ...]
    questions: tuple[Section, ...]
    questions_intro: str
    reading: str

    def section(self, problem: str) -> Section | None:
        """The section of one problem."""
        return next((s for s in self.problems if s.problem == problem), None)


@dataclass(frozen=True)
class Try:
    """A small task and the code to begin with."""

    task: str
    code: str


@dataclass(frozen=True)
class Cells:
    """What is read, in order, and what is tried once there is code of one's own."""

    ideas: tuple[str, ...]
    tries: tuple[Try, ...]


def read_handout(assignment: Assignment) -> Handout:
    """An assignment's handout; a missing one is named."""
    path = assignment.handout_dir / "handout.md"
    try:
        return sections(path.read_text(encoding="utf-8"), path)
    except FileNotFoundError:
        raise ReleaseError(f"{path} is missing: students read the assignment there") from None


def sections(text: str, path: Path | str = "handout.md") -> Handout:
    """Cut a handout at its headings."""
    (level, title, intro), *pieces = _pieces(text) or [(0, "", "")]
    if level != 1:
        raise ReleaseError(f"{path} has no title: begin it with a line like `# What it is about`")
    here = [intro]
    named = {"intro": here, **{name: list[str]() for name in NAMED}}
    problems: list[tuple[str, list[str]]] = []
    questions: list[tuple[str, list[str]]] = []
    in_questions = False
    for level, heading, body in pieces:
        if level == 2 and re.match(r"\d+\.\s", heading):
            problems.append((heading, here := []))
            in_questions = False
        elif level == 2 and heading.lower() in NAMED:
            here = named[heading.lower()]
            in_questions = heading.lower() == "written questions"
        elif in_questions and level == 3:
            questions.append((heading, here := []))
        here.append(f"{'#' * level} {heading}\n\n{body}".rstrip())
    numbers = [int(heading.partition(".")[0]) for heading, _ in problems]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ReleaseError(
            f"{path}: the problems are numbered {', '.join(map(str, numbers))}:"
            " number the `## N.` headings 1, 2, 3, … in order"
        )
    joined = {name: "\n\n".join(parts) for name, parts in named.items()}
    return Handout(
        title,
        joined["intro"],
        joined["rules"],
        _numbered(problems),
        _numbered(questions),
        joined["written questions"],
        joined["further reading"],
    )


def _pieces(text: str) -> list[tuple[int, str, str]]:
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
        (level, heading, "\n".join(lines[line + 1 : end]).strip("\n"))
        for (line, level, heading), end in zip(heads, ends)
    ]
    return [piece for piece in pieces if piece[0] or piece[2].strip()]


def _numbered(found: list[tuple[str, list[str]]]) -> tuple[Section, ...]:
    return tuple(
        Section(number, heading, "\n\n".join(parts))
        for number, (heading, parts) in enumerate(found, start=1)
    )


def cells_of(text: str) -> Cells:
    """A section cut into cells, one idea each; no word of it is lost.

    A new cell begins at each picture, at a paragraph that opens in bold, and at a hint that
    unfolds. A paragraph that opens with **Try it.** and the Python below it become a cell to run.
    """
    ideas: list[list[str]] = [[]]
    tries: list[Try] = []
    blocks = _blocks(text)
    while blocks:
        block = blocks.pop(0)
        code = _PYTHON.fullmatch(blocks[0]) if block.startswith(TRY) and blocks else None
        if code:
            tries.append(Try(block, code[1]))
            del blocks[0]
        elif _NEW.match(block):
            ideas.append([block])
        else:
            ideas[-1].append(block)
    return Cells(tuple("\n\n".join(idea) for idea in ideas if idea), tuple(tries))


def _blocks(text: str) -> list[str]:
    """Paragraphs; a fenced block, and what unfolds, are one each."""
    blocks: list[str] = []
    open_until = ""
    for paragraph in re.split(r"\n{2,}", text.strip()):
        if open_until:
            blocks[-1] += f"\n\n{paragraph}"
        else:
            blocks.append(paragraph)
        open_until = _unclosed(blocks[-1])
    return blocks


def _unclosed(block: str) -> str:
    """What must still come before a block is whole."""
    if block.startswith("<details") and "</details>" not in block:
        return "</details>"
    fences = len(re.findall(r"^\s*```", block, re.MULTILINE))
    return "```" if fences % 2 else ""
