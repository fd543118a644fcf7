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
    names = {t["test"]: t["name"] for c in (old, new) for t in c.summary["tests"]}
    found = []
    for one, two in _pairs(new, old):
        earlier = one.passed if one else {}
        later = two.passed if two else {}
        tests = [test for test in names if test in earlier or test in later]
        won = tuple(names[t] for t in tests if later.get(t, False) and not earlier.get(t, False))
        lost = tuple(names[t] for t in tests if earlier.get(t, False) and not later.get(t, False))
        before = one.score if one and one.graded else None
        after = two.score if two and two.graded else None
        if won or lost or before != after:
            found.append(Change(_name(one, two), before, after, won, lost))
    return tuple(sorted(found, key=lambda change: (change.difference, change.name)))


def idea_changes(new: Class, old: Class) -> tuple[IdeaChange, ...]:
    """Every idea that somebody had or has, the most frequent before first."""
    had: dict[str, set[str]] = {}
    have: dict[str, set[str]] = {}
    for one, two in _pairs(new, old):
        for idea in one.ideas if one else ():
            had.setdefault(idea, set()).add(_name(one, two))
        for idea in two.ideas if two else ():
            have.setdefault(idea, set()).add(_name(one, two))
    found = []
    for idea in {**had, **have}:
        before, after = had.get(idea, set()), have.get(idea, set())
        parts = (before - after, before & after, after - before)
        found.append(IdeaChange(idea, len(before), *(tuple(sorted(part)) for part in parts)))
    return tuple(sorted(found, key=lambda c: (-c.had, -len(c.new), c.name)))


def _pairs(new: Class, old: Class) -> list[tuple[Handed | None, Handed | None]]:
    """The earlier and the later submission of the same people; one of them may be missing."""
    before = {_who(handed): handed for handed in old.handed}
    after = {_who(handed): handed for handed in new.handed}
    return [(before.get(who), after.get(who)) for who in {**after, **before}]


def _who(handed: Handed) -> str:
    """A new attempt has a new submission's name on Gradescope, but the same people."""
    people = sorted(s["sid"] or s["email"] for s in handed.line["students"])
    return ", ".join(people) if people and all(people) else handed.name


def _name(one: Handed | None, two: Handed | None) -> str:
    handed = two or one
    assert handed is not None
    return handed.name
