"""A second copy of the kit's own code, made where memory is free of gaps.

Python counts the references to every object in the object itself, so a process that was forked off
copies each page of memory that holds a function it calls. Modules that were imported between the
libraries lie all over the place; imported again, one after another, they share a few pages.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_COPIED = ("autograder.sandbox.", "autograder.testing.")
_SHARED = "autograder.testing.operations"  # it knows what PyTorch has been told


def imported(module: ModuleType) -> ModuleType:
    """The module again, and those of ours that it imports; nothing else here knows of them."""
    for other in [name for name in sys.modules if name.startswith(_COPIED) and name != _SHARED]:
        del sys.modules[other]
    return importlib.import_module(module.__name__)
