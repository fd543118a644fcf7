"""Stands for what a student hands in: a little of everything that such files do.

Workers can import this, so nothing here may be the answer to anything that a course asks for.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

np: Any = sys.modules.get("numpy")
torch: Any = sys.modules.get("torch")


def number(n: int, width: int = 3, *, twice: bool = False) -> int:
    """Whole numbers."""
    if n < 0:
        raise ValueError(f"n must not be negative, got {n}")
    total = sum(i * width for i in range(n)) + math.floor(n / 2)
    return int(total) * 2 if twice else int(total)


def table(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows to rows."""
    found = []
    for index, row in enumerate(rows):
        value = max(float(row["value"]), 0.5) + index
        found.append({"name": str(row["name"]), "value": round(value, 3), "pair": (index, True)})
    return sorted(found, key=lambda row: row["value"], reverse=True)


def unwritten() -> None:
    """As in a starter."""
    raise NotImplementedError("Not written yet: fill in unwritten")


def wrong(values: list[int]) -> int:
    """As in a first attempt."""
    return values[len(values)]


def array(values: Any) -> Any:
    """NumPy's way."""
    return np.asarray(values, dtype=float).sum(axis=0) * 2


def distances(points: Any, others: Any) -> Any:
    """Number by number, in loops."""
    rows, columns = points.shape[0], others.shape[0]
    found = torch.zeros(rows, columns, dtype=points.dtype)
    for row in range(rows):
        for column in range(columns):
            difference = points[row, 0:2] - others[column, 0:2] * 1.0
            found[row, column] = (difference * difference).sum()
    return found


def layers(pictures: Any, weight: Any, bias: Any = None, padding: int = 1) -> Any:
    """All at once."""
    padded = torch.nn.functional.pad(pictures, (padding,) * 4)
    parts = padded.unfold(2, 2, 1).amax(-1)
    found = torch.einsum("nchw,ocij->nohw", parts, weight.to(pictures.dtype))
    if bias is not None:
        found = found + bias.view(1, -1, 1, 1)
    found = torch.stack([torch.roll(found, (0, 1), dims=(2, 3)), found.flip(-1)]).mean(0)
    found = torch.cat([found, found.transpose(2, 3).transpose(2, 3).clone()], dim=1)
    return torch.relu(found).reshape(found.size(0), -1).contiguous()


def summary(function: Callable[[Any], Any], start: Any) -> Any:
    """What a function that was handed over gives."""
    found = function(start).detach()
    return bool(torch.allclose(found, found.mean(), atol=1e-6)), found.abs().max().item()


def network() -> Any:
    """A model, not trained."""
    return torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.ReLU(), torch.nn.Linear(3, 2))
