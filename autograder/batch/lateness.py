"""How late something was handed in, and what the course's rule takes off for it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

HOURS = {"h": 1, "hour": 1, "hours": 1, "": 24, "d": 24, "day": 24, "days": 24}


@dataclass(frozen=True)
class Lateness:
    """Seconds after the date that held for a student; days as the rule counts them; its cost."""

    seconds: int = 0
    days: int = 0
    percent: float = 0

    @property
    def clock(self) -> str:
        return f"{self.seconds // 3600:02}:{self.seconds // 60 % 60:02}:{self.seconds % 60:02}"

    @property
    def words(self) -> str:
        """`3 d 2 h`, `5 h 07 min` or `7 min`."""
        hours, minutes = divmod(self.seconds // 60, 60)
        if hours >= 48:
            return f"{hours // 24} d {hours % 24} h"
        return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"

    def points(self, score: float) -> float:
        """What the rule takes off this score."""
        return round(score * self.percent / 100, 4)


def lateness(assignment: dict[str, Any], submitted: str, extension: str = "") -> Lateness | None:
    """None where it cannot be told: no date, no time, or a date without a time zone."""
    if not assignment["due"] or not submitted:
        return None
    due, end = datetime.fromisoformat(assignment["due"]), datetime.fromisoformat(submitted)
    if due.tzinfo is None or end.tzinfo is None:
        return None
    seconds = max(0, int((end - extended(due, extension)).total_seconds()))
    rule = assignment.get("late")
    if not rule or seconds <= 60 * rule["grace_minutes"]:
        return Lateness(seconds)
    days = math.ceil(seconds / 86400)
    most = rule["days_at_most"]
    percent = 100.0 if most is not None and days > most else days * rule["percent_a_day"]
    return Lateness(seconds, days, min(100.0, percent))


def extended(due: datetime, extension: str) -> datetime:
    """`2027-03-01`, `2027-03-01 12:00`, `3` (days) or `36 h` later; else a ValueError."""
    if not extension:
        return due
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]*)", extension.strip().lower())
    if match and match[2] in HOURS:
        return due + timedelta(hours=float(match[1]) * HOURS[match[2]])
    new = datetime.fromisoformat(extension.strip())
    if len(extension.strip()) == 10:  # a day without an hour: its end
        new = new.replace(hour=23, minute=59, second=59)
    return max(due, new if new.tzinfo else new.replace(tzinfo=due.tzinfo))
