"""What a test file may use: marks, and the fixtures `check`, `student`, `rng` and `record`.

This subpackage also travels in the student's folder, so it needs nothing but the
standard library and pytest; torch and numpy are used only where they are already loaded.
It imports nothing from the rest of the package.
"""

from autograder.testing.marks import (
    builds_on,
    extra_credit,
    forbid,
    hint,
    limit,
    needs,
    points,
    visible,
)

__all__ = ["builds_on", "extra_credit", "forbid", "hint", "limit", "needs", "points", "visible"]
