"""A student's notebook brought down to what is graded, and its pages to what can be read.

nbgrader copies whatever lies beside a notebook, logs its name, and puts Markdown, metadata and
attachments into pages that staff and students open. Of all this only the text of the cells counts.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import (
    IPythonRenderer,
    MarkdownWithMath,
)

from autograder.testing.plain import plain

# nbgrader's own keys of a cell's marks; it sets the others itself.
MARKS = {"schema_version", "grade_id", "grade", "solution", "locked", "task", "points"}
MARKS |= {"cell_type", "checksum"}
PICTURES = {"image/png", "image/jpeg", "image/gif"}
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
PICTURE = re.compile(
    r"data:image/((png|jpeg|gif);base64,[A-Za-z0-9+/=]*|svg\+xml,[A-Za-z0-9%/:;,=_.~-]*)"
)

# Reading Markdown takes the square of its length where somebody wants it to.
LONGEST = 20_000  # characters of one cell, pictures aside

# Text, tables, pictures: nothing that runs, that asks another machine, or that lies over the page.
TAGS = (
    "p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td blockquote pre code div"
    " span a em strong b i u s del sub sup kbd img details summary"
)


def stripped(book: Any, known: Mapping[str, str]) -> Any:
    """A new notebook with the cells' texts, attached pictures, and the marks of `known` cells.

    Damaged, unknown or copied marks go: nbgrader itself empties those of a copied cell, and then
    refuses the notebook for them. The last copy counts, as in the kernel.
    """
    cells: list[Any] = []
    seen: set[str] = set()
    for number, cell in reversed([*enumerate(book.cells)]):
        kind, source = cell.get("cell_type"), cell.get("source")
        if kind not in ("code", "markdown", "raw") or not isinstance(source, str):
            continue
        marks = cell.get("metadata", {}).get("nbgrader")
        marks = {k: v for k, v in marks.items() if k in MARKS} if isinstance(marks, dict) else {}
        name = str(marks.get("grade_id"))
        whole = {"grade", "solution", "locked"} <= set(marks) and known.get(name) == kind
        metadata = {"nbgrader": marks} if whole and name not in seen else {}
        seen.add(name)
        make = getattr(nbformat.v4, f"new_{kind}_cell")
        cells.append(make(source, metadata=metadata, id=f"cell-{number}"))
        if kind == "markdown":
            cells[-1]["attachments"] = _pictures(cell.get("attachments"))
    return nbformat.v4.new_notebook(cells=cells[::-1])


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    found = {}
    for name, kinds in attachments.items() if isinstance(attachments, dict) else ():
        for kind, data in kinds.items() if isinstance(kinds, dict) else ():
            if kind in PICTURES and isinstance(data, str) and BASE64.fullmatch(data):
                found[str(name)] = {kind: data}
    return found


def remove_companions(folder: Path, given: Path) -> None:
    """Of a folder only notebooks stay, and what the instructor's folder holds as well."""
    for path in sorted(folder.rglob("*"), reverse=True):  # what is inside before the folder
        if path.is_symlink() or not path.is_dir():
            if not (given / path.relative_to(folder)).is_file() and not _is_its_own(path, folder):
                path.unlink()
        elif not any(path.iterdir()):
            path.rmdir()


def _is_its_own(path: Path, folder: Path) -> bool:
    """The notebook itself, and the time of the submission."""
    return path.parent == folder and (path.suffix == ".ipynb" or path.name == "timestamp.txt")


@pass_context
def markdown_page(context: Mapping[str, Any], source: str) -> str:
    """Markdown as nbconvert shows it, without markup that does more than be read."""
    cell, text = context.get("cell") or {}, plain(source)
    renderer = IPythonRenderer(escape=False, attachments=cell.get("attachments", {}))
    try:
        if len(PICTURE.sub("", text)) <= LONGEST:
            return clean(MarkdownWithMath(renderer=renderer).render(text))
    except Exception:
        pass  # a picture that is not attached, brackets a thousand deep
    return f"<pre>{html.escape(text)}</pre>"


def clean(markup: str) -> str:
    """Markup with the tags of `TAGS`; any other is shown as the text it was written as."""
    import bleach

    return str(
        bleach.clean(
            markup,
            tags=frozenset(TAGS.split()),
            attributes=_allowed,
            protocols={"http", "https", "mailto", "data"},
        )
    )


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag == "img" and name == "src":
        return PICTURE.fullmatch(value) is not None
    if tag == "a" and name == "href":
        return not value.lower().lstrip().startswith("data:")
    return name in {"class", "id", "alt", "title", "align", "colspan", "rowspan"}


class PlainLog(logging.Filter):
    """Names of files, and whatever else of a student's, as text that a terminal only shows."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = plain(record.getMessage()), ()
        return True
