"""`similar.html`: submissions that are more alike than chance, in groups, and pairs side by side."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.batch.graded import sources_in
from autograder.batch.report import write_page
from autograder.batch.summary import FILE, read_summary
from autograder.course import Assignment
from autograder.course.errors import GradingError
from autograder.testing.plain import plain

PAGE = "similar.html"
GRAM = 25  # characters of tokenized code that make one fingerprint
SURE = 30  # a copied stretch of this length is always found
SHOWN = 50  # pairs on the page
GROUP = 60  # so many may share a stretch before it is looked at more coarsely
LOOKS = 2000  # pairs that are compared exactly

# A file takes time by its length, at the worst some seconds at this one; an honest one has a tenth.
LONGEST = 60_000  # characters of code

# Only identical functions this short are no sign of anything.
FEWEST = 60  # characters of tokenized code in common


Pieces = tuple[tuple[str, bool], ...]  # stretches of a file, and whether the other file has them


@dataclass(frozen=True)
class SimilarPair:
    """Two submissions and how much of each is in the other, without the starter's code."""

    one: str
    two: str
    share_one: float
    share_two: float
    left: Pieces
    right: Pieces

    @property
    def share(self) -> float:
        return max(self.share_one, self.share_two)


def source_of(place: Path) -> tuple[Path, str | None]:
    """Where the code lies: of a graded folder, the submissions that were graded."""
    if not (place / FILE).is_file():
        return place, None
    summary = read_summary(place)
    return summary.place, summary.assignment.slug


def write_similar(
    source: Path, assignment: Assignment, out: Path, threshold: float, also: Sequence[Path] = ()
) -> tuple[list[SimilarPair], list[str]]:
    """Compare all submissions, also with those of earlier years; the pairs, and what was odd."""
    codes, notes = _read(source, assignment, out)
    total = len(codes)
    earlier: dict[str, str] = {}
    for place in also:
        found, odd = _read(source_of(place)[0], assignment, out)
        year = plain(str(place))
        earlier.update({f"{year}: {title}": code for title, code in found.items()})
        notes += [f"{year}: {note}" for note in odd]
    starter = "\n".join(
        path.read_text(encoding="utf-8") for path in assignment.starters() if path.is_file()
    )
    pairs = compare({**codes, **earlier}, starter, threshold, codes.keys())
    write_page(
        out / PAGE,
        "similar.html.j2",
        assignment=assignment.spec,
        pairs=pairs[:SHOWN],
        groups=groups_of(pairs),
        found=len(pairs),
        total=total,
        earlier=len(earlier),
        threshold=threshold,
        notes=notes,
    )
    return pairs, notes


def groups_of(pairs: Iterable[SimilarPair]) -> list[list[str]]:
    """Three and more that hang together by pairs: one copy went round. The largest first."""
    homes: dict[str, set[str]] = {}
    for pair in pairs:
        joined = homes.get(pair.one, {pair.one}) | homes.get(pair.two, {pair.two})
        homes.update(dict.fromkeys(joined, joined))
    groups = {min(group): sorted(group) for group in homes.values() if len(group) > 2}
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def _read(source: Path, assignment: Assignment, out: Path) -> tuple[dict[str, str], list[str]]:
    """Code by what its submission is called on the page; and what is not compared."""
    codes: dict[str, str] = {}
    notes: list[str] = []
    for entry, found in sources_in(source, assignment.spec, out):
        names = ", ".join(student.name for student in entry.students if student.name)
        title = f"{names} ({entry.name})" if names else entry.name
        if len(found.code) > LONGEST:
            notes.append(
                f"{title} was not compared: {len(found.code):,} characters of code are more than"
                f" {LONGEST:,}; look at it yourself"
            )
        elif found.code.strip():
            # Whoever reads the page shall read what Python reads: no direction turned around.
            codes[title] = plain(found.code)
    return codes, notes


def compare(
    codes: dict[str, str], starter: str, threshold: float, own: Collection[str] | None = None
) -> list[SimilarPair]:
    """Pairs at or above the threshold, the most alike first; one of each pair is of `own`."""
    try:
        import copydetect as detect
    except ImportError:
        raise GradingError(
            "`autograder similar` needs copydetect: install it with `pip install copydetect`"
        ) from None
    own = codes.keys() if own is None else own
    window = SURE - GRAM + 1
    given = detect.CodeFingerprint("starter.py", GRAM, 1, fp=io.StringIO(starter))
    prints: dict[str, Any] = {}
    for name, code in codes.items():
        found = detect.CodeFingerprint(
            "code.py", GRAM, window, boilerplate=list(given.hashes), fp=io.StringIO(code)
        )
        if found.token_coverage:  # else it is the starter
            prints[name] = found
    pairs = []
    for one, two in _candidates(prints, threshold, own):
        overlap, shares, slices = detect.compare_files(prints[one], prints[two])
        if overlap < FEWEST or max(shares) < threshold:
            continue
        left = _pieces(prints[one].raw_code, slices[0])
        right = _pieces(prints[two].raw_code, slices[1])
        mine, its = (min(1.0, float(share)) for share in shares)
        pairs.append(SimilarPair(one, two, mine, its, left, right))
    return sorted(pairs, key=lambda pair: (-pair.share, -min(pair.share_one, pair.share_two)))


def _candidates(
    prints: dict[str, Any], threshold: float, own: Collection[str]
) -> list[tuple[str, str]]:
    """Pairs that share enough fingerprints to be worth the exact look."""
    holders: dict[Any, list[str]] = {}
    for name, found in prints.items():
        for value in found.hashes:
            holders.setdefault(value, []).append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        # What a third of the class writes is the way to write it, not a copy.
        if len(names) > max(10, len(prints) // 3):
            continue
        # In a large group each is held against a few others: that shows the group, in time.
        reach = len(names) if len(names) <= GROUP else 5
        for index, one in enumerate(names):
            others = names[index + 1 : index + 1 + reach]
            shared.update((one, two) for two in others if one in own or two in own)
    shares = {
        (one, two): count / min(len(prints[one].hashes), len(prints[two].hashes))
        for (one, two), count in shared.items()
    }
    enough = [pair for pair, share in shares.items() if share >= 0.2 * threshold]
    return sorted(enough, key=lambda pair: -shares[pair])[:LOOKS]


def _pieces(code: str, slices: Any) -> Pieces:
    """The code cut where sameness begins and ends."""
    pieces: list[tuple[str, bool]] = []
    here = 0
    for start, end in sorted((int(a), int(b)) for a, b in zip(*slices)):
        if end > max(start, here):
            pieces += [(code[here:start], False), (code[max(start, here) : end], True)]
            here = end
    pieces.append((code[here:], False))
    return tuple((text, same) for text, same in pieces if text)
