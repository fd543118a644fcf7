"""The name that was probably meant where one is not known: `reshape` for `reshpe`."""

from __future__ import annotations

import builtins
import difflib
import traceback
from collections.abc import Iterable
from typing import Any

ALIKE = 0.7  # less, and the guess is more often wrong than right


def near(name: str, known: Iterable[Any]) -> str:
    """The one of these names that looks most like it, or nothing."""
    names = [other for other in known if type(other) is str and other != name]
    return next(iter(difflib.get_close_matches(name, names, 1, ALIKE)), "")


def meant(error: BaseException) -> str:
    """For a name, an attribute, or something imported that does not exist; else nothing."""
    name = getattr(error, "name", None)
    if isinstance(error, AttributeError) and name and error.obj is not None:
        return near(name, (n for n in dir(error.obj) if not n.startswith("_")))
    if isinstance(error, NameError) and name:
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
        places = [frames[-1].f_locals, frames[-1].f_globals] if frames else []
        return near(name, [n for place in (*places, vars(builtins)) for n in place])
    return ""
