"""Two gradings of the same submissions: whose score changed, and by which tests."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.batch.graded import Class


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


def changes(new: Class, old: Class) -> tuple[Change, ...]:
    """The largest losses first: these students will ask."""
    before = {handed.name: handed for handed in old.handed}
    after = {handed.name: handed for handed in new.handed}
    names = {t["test"]: t["name"] for c in (old, new) for t in c.summary["tests"]}
    found = []
    for name in [*after, *(n for n in before if n not in after)]:
        one, two = before.get(name), after.get(name)
        earlier = one.passed if one else {}
        later = two.passed if two else {}
        tests = [test for test in names if test in earlier or test in later]
        won = tuple(names[t] for t in tests if later.get(t, False) and not earlier.get(t, False))
        lost = tuple(names[t] for t in tests if earlier.get(t, False) and not later.get(t, False))
        score_before = one.score if one and one.graded else None
        score_after = two.score if two and two.graded else None
        if won or lost or score_before != score_after:
            found.append(Change(name, score_before, score_after, won, lost))
    return tuple(sorted(found, key=lambda change: (change.difference, change.name)))
