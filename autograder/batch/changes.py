"""Two gradings of one class: whose score changed, by which tests, and who lost a wrong idea."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.batch.graded import Class, Handed


@dataclass(frozen=True)
class Change:
    """One submission that is not scored as it was."""

    name: str
    before: float | None  # None: it was not there, or not graded
    after: float | None
    won: tuple[str, ...]  # names of tests
    lost: tuple[str, ...]

    @property
    def difference(self) -> float:
        return round((self.after or 0) - (self.before or 0), 4)


@dataclass(frozen=True)
class IdeaChange:
    """One wrong idea between two gradings; submissions of both."""

    name: str
    had: int
    recovered: tuple[str, ...]  # had it, and do not have it now
    kept: tuple[str, ...]
    new: tuple[str, ...]


def changes(new: Class, old: Class) -> tuple[Change, ...]:
    """The largest losses first: these students will ask."""
    names = {t["test"]: t["name"] for c in (old, new) for t in c.summary.tests}
    found = []
    for name, one, two in _pairs(new, old):
        earlier, later = (each.passed if each else {} for each in (one, two))
        won = tuple(names[t] for t in names if later.get(t) and not earlier.get(t))
        lost = tuple(names[t] for t in names if earlier.get(t) and not later.get(t))
        before, after = (h.score if h and h.line.graded else None for h in (one, two))
        if won or lost or before != after:
            found.append(Change(name, before, after, won, lost))
    return tuple(sorted(found, key=lambda change: (change.difference, change.name)))


def idea_changes(new: Class, old: Class) -> tuple[IdeaChange, ...]:
    """Every idea that somebody had or has, the most frequent before first."""
    pairs = _pairs(new, old)
    found = []
    for idea in {idea for each in (old, new) for handed in each.handed for idea in handed.ideas}:
        had = {name for name, one, _ in pairs if one and idea in one.ideas}
        have = {name for name, _, two in pairs if two and idea in two.ideas}
        parts = (tuple(sorted(part)) for part in (had - have, had & have, have - had))
        found.append(IdeaChange(idea, len(had), *parts))
    return tuple(sorted(found, key=lambda c: (-c.had, -len(c.new), c.name)))


def _pairs(new: Class, old: Class) -> list[tuple[str, Handed | None, Handed | None]]:
    """A name, with the earlier and the later submission of its people; one may be missing."""
    before = {_who(handed): handed for handed in old.handed}
    after = {_who(handed): handed for handed in new.handed}
    whole = {**before, **after}  # called as it is now
    return [(whole[who].name, before.get(who), after.get(who)) for who in {**after, **before}]


def _who(handed: Handed) -> str:
    """A new attempt has a new submission's name on Gradescope, but the same people."""
    people = sorted(student.sid or student.email for student in handed.line.people)
    return ", ".join(people) if people and all(people) else handed.name
