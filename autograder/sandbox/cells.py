"""Makes the folder and the user of one worker, and clears away whatever they leave behind."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import killer
from autograder.sandbox.ground import Ground
from autograder.sandbox.identities import Identities
from autograder.sandbox.job import Job
from autograder.sandbox.remove import remove_owned, remove_tree


@dataclass(frozen=True)
class Cell:
    """What one worker is shut into."""

    folder: str  # its own, and its only place to write
    uid: int | None  # to become; None to stay who one is
    support: tuple[str, ...] = ()  # readable folders of the assignment


class Cells:
    """The cells of one session, one after another."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.base = Path(tempfile.mkdtemp(prefix="autograder-"))
        # Others may pass through to their own folder, but not look around.
        self.base.chmod(0o711)
        self._identities = Identities() if ground.own_users else None
        self._reaper_id = self._identities.reserve() if self._identities else None
        self._copies: dict[str, str] = {}

    def open(self, job: Job) -> Cell:
        """A fresh folder, and a user that nobody else is."""
        folder = tempfile.mkdtemp(dir=self.base)
        uid = self._identities.reserve() if self._identities else None
        if uid is not None:
            os.chown(folder, uid, uid)
        return Cell(folder, uid, tuple(self._reachable(path) for path in job.support))

    def _reachable(self, path: str) -> str:
        """The folder itself, or a copy that a worker's user can read."""
        if self._identities is None or killer.readable_by_all(path):
            return path
        if path not in self._copies:
            copy = Path(tempfile.mkdtemp(dir=self.base))
            shutil.copytree(path, copy, dirs_exist_ok=True)
            for place, _, names in os.walk(copy):
                os.chmod(place, 0o755)  # noqa: S103 (course material, not secret)
                for name in names:
                    os.chmod(os.path.join(place, name), 0o644, follow_symlinks=True)
            self._copies[path] = str(copy)
        return self._copies[path]

    def clear(self, cell: Cell) -> None:
        """End every process of the cell's user, then remove every file of it."""
        gone = killer.end_all(cell.uid, self._reaper_id)
        remove_tree(cell.folder)
        if cell.uid is not None and self._identities is not None:
            for place in self.ground.places:
                remove_owned(place, cell.uid)
            if gone:
                self._identities.release(cell.uid)

    def remove_all(self) -> None:
        """The session's end: nothing of it stays."""
        remove_tree(str(self.base))
        if self._identities is not None:
            self._identities.release_all()
