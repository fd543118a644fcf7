"""Makes the folder and the user of one worker, and removes the files that it leaves."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.sandbox.ground import Ground
from autograder.sandbox.identities import Identities
from autograder.sandbox.job import Job
from autograder.sandbox.namespaces import WRITABLE
from autograder.sandbox.remove import empty_but, remove_owned, remove_tree, settled_change
from autograder.sandbox.share import Shared


@dataclass(frozen=True)
class Cell:
    """What one worker is shut into."""

    folder: str  # its own, and its only place to write
    uid: int | None  # to become; None to stay who one is


class Cells:
    """The cells of one session, one after another, each with a user of its own where possible."""

    def __init__(self, ground: Ground, outside: int | None = None) -> None:
        self.ground = ground
        self.base = Path(tempfile.mkdtemp(prefix="autograder-", dir=ground.base))
        # Others may pass through to their own folder, but not look around.
        self.base.chmod(0o711)
        copy = ground.own_users or ground.namespaces
        self.shared = Shared(self.base, copy, outside, same_user=ground.namespaces)
        self._open: set[str] = set()
        self._changes: dict[str, dict[str, int]] = {}  # by cell: of the places open to all, before
        self._identities = Identities() if ground.own_users else None
        # A user without any process, for the killer to stand in.
        self.bystander = self._identities.reserve() if self._identities else None

    def open(self, job: Job) -> Cell:
        """A fresh folder where the student's files seem to lie, and a user that nobody else is."""
        folder = tempfile.mkdtemp(dir=self.base)
        self._open.add(folder)
        for name in {PurePosixPath(name).parts[0] for name in job.files}:
            os.symlink(f"{job.folder}/{name}", f"{folder}/{name}")
        uid = self._identities.reserve() if self._identities else None
        if uid is not None:
            os.chown(folder, uid, uid)
            self._changes[folder] = {place: settled_change(place) for place in self.ground.places}
        return Cell(folder, uid)

    def sweep(self, cell: Cell) -> None:
        """Remove every file of the cell's user; none of its processes runs any more."""
        self._open.discard(cell.folder)
        remove_tree(cell.folder)
        for place, change in self._changes.pop(cell.folder, {}).items():
            if cell.uid is not None and (not change or settled_change(place) != change):
                remove_owned(place, cell.uid)
        if self.ground.namespaces:
            for place in WRITABLE:
                empty_but(place, {str(self.base)})
        if cell.uid is None:
            # The worker was our own user, so the folder above its cell was open to it as well.
            self.base.chmod(0o711)
            empty_but(str(self.base), {*self._open, *self.shared.copies()})

    def release(self, cell: Cell) -> None:
        """Let somebody else have the cell's user: all of its processes are gone."""
        if cell.uid is not None and self._identities is not None:
            self._identities.release(cell.uid)

    def remove_all(self) -> None:
        """The session's end: nothing of it stays."""
        remove_tree(str(self.base))
        if self._identities is not None:
            self._identities.release_all()
