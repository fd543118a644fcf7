"""What a path holds: one submission, a folder of them, or an export as it comes."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from autograder.batch.archives import Allowance, unpack
from autograder.batch.downloads import entry_of, sort_download
from autograder.batch.entries import Batch, Entry, named_apart, safe_shown
from autograder.batch.people import FILE as PEOPLE
from autograder.batch.people import with_people
from autograder.batch.summary import refuse_other_results
from autograder.course import Spec
from autograder.course.errors import SubmissionError

METADATA = "submission_metadata.yml"
IGNORED = {"__MACOSX", "__pycache__", ".git", ".ipynb_checkpoints", ".DS_Store", ".cache", PEOPLE}
GRADED = {".py", ".ipynb", ".zip"}
FOLDER = re.compile(r"submission_(\d+)")
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
    for left in out.glob(".unpacked-*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=".unpacked-", dir=out))
    try:
        yield with_people(_Reader(spec, scratch, out.resolve()).read(place), place)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@dataclass
class _Reader:
    spec: Spec
    scratch: Path
    out: Path
    unpacked: int = 0

    def read(self, place: Path) -> Batch:
        if place.is_symlink():  # named by whoever grades: here, and only here, a link is meant
            place = place.resolve()
        if place.is_file():
            if place.suffix.lower() == ".zip":
                return self._zip(place)
            return self._batch([self._entry(place)], [], single=True)
        return self._folder(place, place.resolve().name)

    def _zip(self, place: Path) -> Batch:
        target = self._target()
        notes = unpack(place, target)
        inside = self._only_folder_in(target)
        if inside is not None and not self._is_export(inside) and self._is_submission(inside):
            target = inside
        batch = self._folder(target, place.stem)
        return replace(batch, notes=(*notes, *batch.notes))

    def _folder(self, folder: Path, name: str) -> Batch:
        inside = self._only_folder_in(folder)
        for root in (folder, inside) if inside is not None else (folder,):
            if self._is_export(root):
                return self._export(root)
        if self._is_submission(folder):
            notes = []
            if any(child.is_dir() for child in self._children(folder)):
                notes.append(
                    f"{safe_shown(name)} was taken as one submission, as {self.spec.files[0]}"
                    " lies directly in it"
                )
            return self._batch([Entry(name, folder)], notes, single=True)
        found = sort_download(self._children(folder))
        if found is not None:
            people = [entry_of(person, self._target()) for person in found.people]
            return replace(self._batch(people, []), origin=found.origin)
        entries = [self._entry(child) for child in self._children(folder) if _may_be_one(child)]
        if not entries:
            raise SubmissionError(
                f"{safe_shown(str(folder))} holds no submissions: expected {self.spec.files[0]},"
                " folders that hold it, Python files, notebooks or zips"
            )
        return self._batch(entries, [])

    def _export(self, root: Path) -> Batch:
        from autograder.batch.metadata import Facts, read_metadata

        path = root / METADATA
        if path.is_file() and not path.is_symlink():
            known, notes = read_metadata(path)
        else:
            known = {}
            notes = [f"the export has no {METADATA}: names and e-mails stay empty"]
        children = self._children(root)
        folders = {child.name: child for child in children if _is_folder(child)}
        links = {child.name for child in children if child.is_symlink()} & {
            *known,
            *(child.name for child in children if FOLDER.fullmatch(child.name)),
        }
        entries = []
        for name in sorted({*folders, *known, *links}, key=_by_number):
            facts = known.get(name, Facts())
            match = FOLDER.fullmatch(name)
            entry = Entry(
                name,
                folders.get(name),
                facts.students,
                match[1] if match else name,
                facts.submitted,
                facts.attempts,
            )
            if name in links:
                entry = replace(entry, problem=LINK)
            elif entry.place is None:
                entry = replace(entry, problem="nothing was uploaded: its folder is not there")
            elif known and name not in known:
                notes.append(f"{safe_shown(name)} is not in {METADATA}: its name stays empty")
            entries.append(entry)
        return replace(self._batch(entries, notes), origin="gradescope")

    def _entry(self, place: Path) -> Entry:
        name = place.name if place.is_dir() else place.stem
        if place.is_symlink():
            return Entry(name, None, submission_id=name, problem=LINK)
        if place.is_dir() or place.suffix.lower() != ".zip":
            return Entry(name, place, submission_id=name)
        target = self._target()
        try:
            notes = unpack(place, target, Allowance.for_one())
        except SubmissionError as error:
            return Entry(name, None, submission_id=name, problem=str(error))
        return Entry(name, target, submission_id=name, notes=tuple(notes))

    def _batch(self, entries: list[Entry], notes: list[str], single: bool = False) -> Batch:
        named, renamed = named_apart(entries)
        return Batch(named, (*notes, *renamed), single)

    def _children(self, folder: Path) -> list[Path]:
        try:
            children = sorted(folder.iterdir())
        except OSError as error:
            raise SubmissionError(
                f"{safe_shown(str(folder))} cannot be read ({error.strerror})"
            ) from None
        return [
            child
            for child in children
            if child.name not in IGNORED
            and not child.name.startswith((".", "._"))
            and (child.is_symlink() or child.resolve() != self.out)
        ]

    def _only_folder_in(self, folder: Path) -> Path | None:
        children = self._children(folder)
        return children[0] if len(children) == 1 and _is_folder(children[0]) else None

    def _is_export(self, folder: Path) -> bool:
        if (folder / METADATA).is_file():
            return True
        children = self._children(folder)
        return bool(children) and all(
            FOLDER.fullmatch(child.name) and _is_folder(child) for child in children
        )

    def _is_submission(self, folder: Path) -> bool:
        """Whether the assignment's own file lies directly in it."""
        wanted = {name.lower() for name in self.spec.files}
        wanted |= {str(PurePosixPath(name).with_suffix(".ipynb")) for name in wanted}
        return any(child.name.lower() in wanted for child in self._children(folder))

    def _target(self) -> Path:
        self.unpacked += 1
        target = self.scratch / str(self.unpacked)
        target.mkdir()
        return target


def _may_be_one(child: Path) -> bool:
    return child.is_dir() or child.suffix.lower() in GRADED


def _is_folder(path: Path) -> bool:
    """A real one: a link could lead anywhere."""
    return path.is_dir() and not os.path.islink(path)


def _by_number(name: str) -> tuple[int, str]:
    match = FOLDER.fullmatch(name)
    return (int(match[1]) if match else 0, name)
