"""One thing that `autograder doctor` has found, and how it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal["wrong", "odd", "note"]


@dataclass(frozen=True)
class Finding:
    """`wrong` stops a release, `odd` deserves a look, `note` is good to know."""

    weight: Weight
    where: str  # "" where the sentence itself names the place
    says: str
    mend: str = ""  # a command, or what to write

    @property
    def line(self) -> str:
        """Place and sentence."""
        return f"{self.where}: {self.says}" if self.where else self.says
