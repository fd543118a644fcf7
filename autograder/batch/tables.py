"""Tables that people open in a spreadsheet: read however it saved them, written so that it is safe."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.course.errors import SubmissionError
from autograder.judge.results import write_atomically
from autograder.testing.plain import plain

Cell = str | float | None


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The titles of the first line, and each further line by them."""
    try:
        # A spreadsheet begins the file with a mark, and may write the columns with semicolons.
        text = path.read_text(encoding="utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        titles, *lines = [*reader] or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SubmissionError(f"{path} cannot be read ({error}): save it as CSV, UTF-8") from None
    titles = [title.strip() for title in titles]
    width = len(titles)
    return titles, [
        dict(zip(titles, [*map(str.strip, line), *[""] * width])) for line in lines if any(line)
    ]


def delimiter_of(text: str) -> str:
    """What stands between the columns, by the first line."""
    return max(",;\t", key=text.partition("\n")[0].count)


def write_table(path: Path, titles: Sequence[str], rows: Iterable[Iterable[Cell]]) -> None:
    """All rows below their titles; None is an empty cell."""
    write_atomically(path, rows_text([titles, *rows]))


def rows_text(rows: Iterable[Iterable[Cell]], delimiter: str = ",") -> str:
    """Rows as lines of a table."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return file.getvalue()


def _text(cell: Cell) -> str:
    """A student may be called `=1+1`; no spreadsheet shall take that for a formula."""
    if not isinstance(cell, str):
        return "" if cell is None else f"{cell:g}"
    text = plain(cell)
    risky = text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return "'" + text if risky and not text[1:].replace(".", "", 1).isdigit() else text
