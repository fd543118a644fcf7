"""One thing that `autograder doctor` has found, and how it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal["wrong", "odd", "note"]


@dataclass(frozen=True)
class Finding:
    """`wrong` stops a release, `odd` deserves a look, `note` is good to know."""

    weight: Weight
    where: str
    says: str
    mend: str = ""  # a command, or what to write
