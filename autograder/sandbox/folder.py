"""Makes the folder and the user of one worker, and leaves nothing of them behind."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.sandbox.identities import Identities
from autograder.sandbox.isolation import Machine
from autograder.sandbox.limits import Conditions, SubmissionFiles
from autograder.sandbox.namespaces import WRITABLE, read_only_here
from autograder.sandbox.remove import empty_but, remove_owned, remove_tree


@dataclass(frozen=True)
class Folder:
    """What one worker is shut into."""

    path: str  # the student's files lie there, and it is the only place to write
    uid: int | None  # to become; None to stay who one is


class Folders:
    """The folders of one keeper, one at a time, each with a user of its own where possible."""

    def __init__(self, machine: Machine, outside: int | None = None) -> None:
        self._machine = machine
        self._outside = outside  # the file system before a mount covered some of it
        self.base = tempfile.mkdtemp(prefix="autograder-", dir=machine.base)
        # Others may pass through to their own folder, but not look around.
        os.chmod(self.base, 0o711)
        self._support: dict[str, str] = {}
        self._identities = Identities() if machine.own_users else None
        self.bystander = self._identities.for_keeper() if self._identities else None

    def lay_out(self, files: SubmissionFiles) -> Folder:
        """A fresh folder with the student's files, under a name that nobody can guess."""
        path = os.path.join(self.base, secrets.token_hex(8))
        os.mkdir(path, 0o755)
        for name, content in files.items():
            place = os.path.join(path, name)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "xb") as file:
                file.write(content)
        uid = self._identities.for_worker() if self._identities else None
        if uid is not None:
            for place, folders, names in os.walk(path):
                for name in (".", *folders, *names):
                    os.chown(os.path.join(place, name), uid, uid)
        os.chmod(path, 0o700)
        return Folder(path, uid)

    def with_support(self, conditions: Conditions) -> Conditions:
        """Conditions that name copies of the support folders, where workers see no originals."""
        if not (self._machine.own_users or self._machine.namespaces):
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
        if self._machine.namespaces:
            read_only_here(copy)  # workers have our own user id
        return copy

    def sweep(self, folder: Folder) -> None:
        """Remove every file that a worker can have left; none of its processes runs any more."""
        remove_tree(folder.path)
        if folder.uid is not None:
            for place in self._machine.places:
                remove_owned(place, folder.uid)
            return
        # The worker was our own user, so all that is open to us was open to it.
        os.chmod(self.base, 0o711)
        empty_but(self.base, set(self._support.values()))
        if self._machine.namespaces:
            for place in WRITABLE:
                empty_but(place, {self.base, *_tops(place, self._machine.libraries)})

    def remove_all(self) -> None:
        """The keeper's end: nothing of it stays."""
        remove_tree(self.base)


def _tops(place: str, libraries: tuple[str, ...]) -> set[str]:
    """What must stay in a place because a library is mounted below it."""
    below = [
        Path(path).relative_to(place) for path in libraries if Path(place) in Path(path).parents
    ]
    return {os.path.join(place, path.parts[0]) for path in below}
