"""Puts a notebook's cells together; the same bytes from one build to the next."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.build.handout import Handout
from autograder.build.notebooks.cells import Cells
from autograder.course import Assignment

TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}


def data_uri(name: str, data: bytes) -> str:
    """A picture as an address that holds it, so that there is no second file to find."""
    kind = TYPES[name.rpartition(".")[2]]
    if kind == TYPES["svg"]:  # as text: a zip makes much less of it than of base64
        return f"data:{kind},{quote(data, safe='/:;,=')}"
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def with_pictures(text: str, pictures: Mapping[str, bytes]) -> str:
    """Pictures inside the text, so that the notebook shows them wherever it is opened."""

    def inside(match: re.Match[str]) -> str:
        data = pictures.get(match[2])
        return match[0] if data is None else f"![{match[1]}]({data_uri(match[2], data)})"

    return re.sub(r"!\[([^\]]*)\]\(([^)\s]+)\)", inside, text)


def markdown(text: str, pictures: Mapping[str, bytes], **marks: Any) -> Any:
    """A text cell; pictures are carried inside."""
    return new_markdown_cell(with_pictures(text.strip(), pictures), metadata=marks)


def texts(pictures: Mapping[str, bytes], *said: str) -> list[Any]:
    """A cell for each text that says anything."""
    return [markdown(text, pictures) for text in said if text.strip()]


def code(text: str, **marks: Any) -> Any:
    """A code cell."""
    return new_code_cell(text, metadata=marks)


def pictures_of(assignment: Assignment) -> dict[str, bytes]:
    """The handout's pictures, by the paths that it uses."""
    folder = assignment.handout_dir / "pictures"
    return {
        f"pictures/{path.name}": path.read_bytes()
        for path in sorted(folder.glob("*"))
        if path.suffix.removeprefix(".") in TYPES
    }


def introduction(handout: Handout, how: str, pictures: Mapping[str, bytes]) -> list[Any]:
    """Title, how to work, introduction and rules."""
    return texts(pictures, f"# {handout.title}\n\n{how}", handout.intro, handout.rules)


def trying(text: Cells, pictures: Mapping[str, bytes], before: str = "") -> list[Any]:
    """Each task and a cell to run, to change, and to run again."""
    cells = []
    for each in text.tries:
        cells += [markdown(each.task, pictures), code(before + each.code)]
    return cells


def notebook_text(cells: Sequence[Any]) -> str:
    """The notebook as a file's text."""
    for number, cell in enumerate(cells):
        # Ids by place and content: nbformat would draw new ones for every build.
        cell["id"] = hashlib.sha256(f"{number} {cell.source}".encode()).hexdigest()[:12]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = new_notebook(
        cells=list(cells),
        metadata={"kernelspec": kernel, "language_info": {"name": "python"}},
    )
    nbformat.validate(book)
    return str(nbformat.writes(book)) + "\n"
