"""What stands in a student's notebook in place of a solution."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.build.regions import starter_text


def cell_stub(code: str) -> str:
    """A cell's code with the starter's stubs, whose words are those of a notebook."""
    text = starter_text(code, Path("a solution cell"), "this cell").rstrip("\n")
    return re.sub(r'"then run: pytest -k \w+"', '"then run the cell below"', text)
