"""What `submission_metadata.json` says beside the point: late or not, how many times before.

Real files vary, so nothing in it is relied on and nothing in it can stop the grading.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

LARGEST = 4 << 20


@dataclass(frozen=True)
class Metadata:
    """The few facts that staff may want to see."""

    trouble: str = ""
    late: str = ""  # "2 h 10 min"
    earlier: int = 0

    def lines(self) -> list[str]:
        """Sentences for staff."""
        said = [self.trouble] if self.trouble else []
        if self.late:
            said.append(f"handed in {self.late} after the due date; no points were taken off")
        if self.earlier:
            said.append(f"{self.earlier} earlier submissions")
        return said


def read_metadata(path: Path) -> Metadata:
    """Whatever can be understood of the file."""
    try:
        if not path.exists():
            return Metadata()
        if not path.is_file():
            return Metadata("submission_metadata.json is not a plain file: it was not read")
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            return Metadata("submission_metadata.json is very large: it was not read")
        data = json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        return Metadata(f"submission_metadata.json was not understood ({type(error).__name__})")
    if not isinstance(data, dict):
        return Metadata("submission_metadata.json was not understood (not an object)")
    earlier = data.get("previous_submissions")
    return Metadata(late=_late(data), earlier=len(earlier) if isinstance(earlier, list) else 0)


def _late(data: dict[str, Any]) -> str:
    handed_in, due = _moment(data.get("created_at")), _due(data)
    if handed_in is None or due is None or handed_in <= due:
        return ""
    minutes = int((handed_in - due).total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    return f"{days} d {hours} h" if days else f"{hours} h {minutes} min"


def _due(data: dict[str, Any]) -> datetime | None:
    """A student's own due date, where there is one, else the assignment's."""
    users = data.get("users")
    homes = [user.get("assignment") for user in _dicts(users)]
    own = [_moment(home.get("due_date") or home.get("due")) for home in _dicts(homes)]
    extended = [moment for moment in own if moment is not None]
    assignment = data.get("assignment")
    common = assignment.get("due_date") if isinstance(assignment, dict) else None
    return max(extended) if extended else _moment(common)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str) or len(value) > 64:
        return None
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None
    # Without an offset no two moments could be compared.
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
