"""What a path holds: one submission, a folder of them, or an export as it comes."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.batch.archives import STUDENTS, unpack
from autograder.batch.entries import (
    FOLDER,
    METADATA,
    Batch,
    Entry,
    entry_of,
    named_apart,
    read_download,
    read_metadata,
)
from autograder.batch.people import FILE as PEOPLE
from autograder.batch.people import with_people
from autograder.batch.summary import refuse_other_results
from autograder.course import Assignment, Spec
from autograder.course.errors import GradingError, SubmissionError
from autograder.course.load import load_course
from autograder.intake.upload import IGNORED, read_upload, shown

GRADED = {".py", ".ipynb", ".zip"}
LARGEST = 2 << 20  # characters of a file that are looked through for what it defines
LINK = "it is a link, which is not followed: put the submission itself in its place"


@contextmanager
def opened(place: Path, spec: Spec, out: Path) -> Iterator[Batch]:
    """The submissions of a path. Zips are unpacked below `out`, and gone afterwards."""
    if not place.exists():
        raise SubmissionError(
            f"{place} does not exist: name a file, a folder of submissions,"
            " or an export downloaded from Gradescope, Canvas or Moodle"
        )
    refuse_other_results(out, spec.slug)
    out.mkdir(parents=True, exist_ok=True)
    for left in out.glob(".unpacked-*"):
        with _locked(left) as ours:
            if ours:  # whoever made it was killed
                shutil.rmtree(left, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(
            prefix=".unpacked-", dir=out, ignore_cleanup_errors=True
        ) as scratch,
        _locked(Path(scratch)),
    ):
        yield with_people(_Reader(spec, Path(scratch), out.resolve()).read(place), place)


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether the folder is nobody else's for this block; a process that dies lets go of its own."""
    with ExitStack() as held:
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            held.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = True
        except OSError:
            ours = False
        yield ours


@dataclass(frozen=True)
class _Reader:
    spec: Spec
    scratch: Path
    out: Path

    def read(self, place: Path) -> Batch:
        if place.is_symlink():  # named by whoever grades: here, and only here, a link is meant
            place = place.resolve()
        if place.is_dir():
            return self._folder(place, place.resolve().name)
        if place.suffix.lower() != ".zip":
            return _batch([self._entry(place)], single=True)
        target = self._new_folder()
        notes = unpack(place, target)
        inside = self._children(target)
        if len(inside) == 1 and _is_folder(inside[0]) and self._is_submission(inside[0]):
            target = inside[0]  # its folder was zipped, not what is in it
        batch = self._folder(target, place.stem)
        return replace(batch, notes=(*notes, *batch.notes))

    def _folder(self, folder: Path, name: str) -> Batch:
        children = self._children(folder)
        for root in (folder, *(children if len(children) == 1 else ())):
            if _is_folder(root) and self._is_export(root):
                return self._export(root)
        if self._is_submission(folder):
            note = (
                f"{shown(name)} was taken as one submission, as {self.spec.files[0]} lies"
                " directly in it"
            )
            notes = [note] if any(child.is_dir() for child in children) else []
            return _batch([Entry(name, folder)], notes, single=True)
        if download := read_download(children, self._new_folder):
            return _batch(download[1], origin=download[0])
        wanted = [child for child in children if child.is_dir() or child.suffix.lower() in GRADED]
        if not wanted:
            raise SubmissionError(
                f"{shown(str(folder))} holds no submissions: expected {self.spec.files[0]},"
                " folders that hold it, Python files, notebooks or zips"
            )
        return _batch([self._entry(child) for child in wanted])

    def _export(self, root: Path) -> Batch:
        known, notes = read_metadata(root / METADATA)
        children = {
            child.name: child
            for child in self._children(root)
            if _is_folder(child) or (child.is_symlink() and FOLDER.fullmatch(child.name))
        }
        entries = []
        for name in sorted({*known, *children}, key=lambda name: (len(name), name)):
            entry = known.get(name, entry_of(name))
            if name in children:
                found = self._entry(children[name])
                entry = replace(entry, place=found.place, problem=found.problem)
            else:
                entry = replace(entry, problem="nothing was uploaded: its folder is not there")
            if known and name not in known and entry.place:
                notes.append(f"{shown(name)} is not in {METADATA}: its name stays empty")
            entries.append(entry)
        return _batch(entries, notes, origin="gradescope")

    def _entry(self, place: Path) -> Entry:
        name = place.name if place.is_dir() else place.stem
        entry = Entry(name, place, submission_id=name)
        if place.is_symlink():
            return replace(entry, place=None, problem=LINK)
        if place.is_dir() or place.suffix.lower() != ".zip":
            return entry
        target = self._new_folder()
        try:
            return replace(entry, place=target, notes=tuple(unpack(place, target, STUDENTS)))
        except SubmissionError as error:
            return replace(entry, place=None, problem=str(error))

    def _children(self, folder: Path) -> list[Path]:
        try:
            children = sorted(folder.iterdir())
        except OSError as error:
            raise SubmissionError(
                f"{shown(str(folder))} cannot be read ({error.strerror})"
            ) from None
        return [
            child
            for child in children
            if child.name not in {*IGNORED, PEOPLE}
            and not child.name.startswith(".")
            and (child.is_symlink() or child.resolve() not in (self.out, *self.out.parents))
        ]

    def _is_export(self, folder: Path) -> bool:
        children = self._children(folder)
        return (folder / METADATA).is_file() or (
            bool(children)
            and all(FOLDER.fullmatch(child.name) and _is_folder(child) for child in children)
        )

    def _is_submission(self, folder: Path) -> bool:
        """Whether the assignment's own file lies directly in it."""
        wanted = {name.lower() for name in self.spec.files}
        wanted |= {str(PurePosixPath(name).with_suffix(".ipynb")) for name in wanted}
        return any(child.name.lower() in wanted for child in self._children(folder))

    def _new_folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.scratch))


def _batch(entries: Sequence[Entry], notes: Sequence[str] = (), **facts: Any) -> Batch:
    named, renamed = named_apart(entries)
    return Batch(named, (*notes, *renamed), **facts)


def _is_folder(path: Path) -> bool:
    """A real one: a link could lead anywhere."""
    return path.is_dir() and not os.path.islink(path)


def refuse_other_assignment(batch: Batch, assignment: Assignment) -> None:
    """Only where nobody defines a function of this one, and most define those of another."""
    places = [entry.place for entry in batch.entries if entry.place is not None]
    if batch.single or not places:
        return
    wanted = {
        each.slug: {name for path in each.starters() for name in _defined(path, r"^")}
        for each in load_course(assignment.root).assignments
    }
    fits: Counter[str] = Counter()
    for place in places:
        files = read_upload(place).files.values()
        defined = {name for path in files for name in _defined(path, r"\b")}
        fits.update(slug for slug, names in wanted.items() if defined & names)
    slug, count = fits.most_common(1)[0] if fits else ("", 0)
    if not fits[assignment.slug] and 2 * count > len(places):
        raise GradingError(
            f"these are not submissions for {assignment.slug}: none of {len(places)} defines a"
            f" function of it, {count} define those of {slug}; use --assignment {slug}"
        )


def _defined(path: Path, start: str) -> list[str]:
    """Names after `def` or `class`, by their spelling: student code is not even parsed here."""
    if path.suffix.lower() not in (".py", ".ipynb") or not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(LARGEST)
    except OSError:  # who reads the submission says so
        return []
    return re.findall(start + r"(?:def|class)\s+([A-Za-z]\w*)", text, re.M)
