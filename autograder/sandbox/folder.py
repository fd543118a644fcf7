"""Makes the folder and the user of one worker, and leaves nothing of them behind."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.sandbox.identities import Identities
from autograder.sandbox.limits import Conditions, Isolation, SubmissionFiles
from autograder.sandbox.namespaces import WRITABLE, read_only_here
from autograder.sandbox.remove import clear, remove_tree


@dataclass(frozen=True)
class Folder:
    """What one worker is shut into."""

    path: str  # the student's files lie there, and it is the only place to write
    uid: int | None  # to become; None to stay who one is


class Folders:
    """The folders of one keeper, one at a time, each with a user of its own where possible."""

    def __init__(self, isolation: Isolation, outside: int | None) -> None:
        self._isolation = isolation
        self._outside = outside  # the file system before a mount covered some of it
        self.base = tempfile.mkdtemp(prefix="autograder-", dir=isolation.base)
        # Others may pass through to their own folder, but not look around.
        os.chmod(self.base, 0o711)
        self._support: dict[str, str] = {}
        self._identities = Identities() if isolation.own_users else None
        self.bystander = self._identities.take("keeper") if self._identities else None

    def lay_out(self, files: SubmissionFiles) -> Folder:
        """A fresh folder with the student's files, under a name that nobody can guess."""
        path = os.path.join(self.base, secrets.token_hex(8))
        os.mkdir(path, 0o755)
        for name, content in files.items():
            place = Path(path, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        uid = self._identities.take("worker") if self._identities else None
        if uid is not None:
            for top, folders, names in os.walk(path):
                for name in (".", *folders, *names):
                    os.chown(os.path.join(top, name), uid, uid)
        os.chmod(path, 0o700)
        return Folder(path, uid)

    def with_support(self, conditions: Conditions) -> Conditions:
        """Conditions that name copies of the support folders, where workers see no originals."""
        if not (self._isolation.own_users or self._isolation.namespaces):
            return conditions
        for path in conditions.support:
            if path not in self._support:
                self._support[path] = self._copied(path)
        return replace(conditions, support=tuple(self._support[p] for p in conditions.support))

    def _copied(self, path: str) -> str:
        copy = os.path.join(self.base, secrets.token_hex(8))
        source = path if self._outside is None else f"/proc/self/fd/{self._outside}{path}"
        shutil.copytree(source, copy)
        for place, _, names in os.walk(copy):
            os.chmod(place, 0o755)
            for name in names:
                os.chmod(os.path.join(place, name), 0o644)
        if self._isolation.namespaces:
            read_only_here(copy)  # workers have our own user id
        return copy

    def sweep(self, folder: Folder) -> None:
        """Remove every file that a worker can have left; none of its processes runs any more."""
        remove_tree(folder.path)
        if folder.uid is not None:
            for place in self._isolation.places:
                clear(place, owner=folder.uid)
            return
        # The worker was our own user, so all that is open to us was open to it.
        os.chmod(self.base, 0o711)
        clear(self.base, keep=self._support.values())
        if self._isolation.namespaces:
            for place in WRITABLE:
                # A library may be mounted below it.
                below = [path for path in self._isolation.libraries if path.startswith(place + "/")]
                tops = [
                    os.path.join(place, Path(path).relative_to(place).parts[0]) for path in below
                ]
                clear(place, keep=(self.base, *tops))

    def remove_all(self) -> None:
        """The keeper's end: nothing of it stays."""
        remove_tree(self.base)
