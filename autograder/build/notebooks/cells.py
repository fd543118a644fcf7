"""A problem's text cut into cells: one idea each, its pictures beside it, something to try.

A new cell begins at each picture, at a paragraph that opens in bold, and at a hint that unfolds. A
paragraph that opens with **Try it.** and the Python below it become a cell to run and to change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TRY = "**Try it.**"
_NEW = re.compile(r"!\[|\*\*|<details")
_PYTHON = re.compile(r"```python\n(.*?)\n```", re.DOTALL)


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


def cells_of(text: str) -> Cells:
    """Cut a section; no word of it is lost."""
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
