"""Makes the folder and the user of one worker, and leaves nothing of them behind.

What is removed a hostile process may have filled: it is deep, unreadable, full of odd things.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from autograder.sandbox.doors import is_in
from autograder.sandbox.identities import take
from autograder.sandbox.limits import Conditions, Isolation, SubmissionFiles
from autograder.sandbox.namespaces import WRITABLE, read_only_here


class Folders:
    """The folders of one keeper, one at a time, each with a user of its own where possible."""

    def __init__(self, isolation: Isolation, outside: int | None) -> None:
        self._isolation = isolation
        self._outside = outside  # the file system before a mount covered some of it
        self.base = tempfile.mkdtemp(prefix="autograder-", dir=isolation.base)
        # Others may pass through to their own folder, but not look around.
        os.chmod(self.base, 0o711)
        self._support: dict[str, str] = {}
        self.bystander = take("keeper") if isolation.own_users else None

    def lay_out(self, conditions: Conditions, files: SubmissionFiles) -> Conditions:
        """A fresh folder with the student's files, under a name that nobody can guess."""
        path = os.path.join(self.base, secrets.token_hex(8))
        os.mkdir(path, 0o755)
        for name, content in files.items():
            place = Path(path, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        uid = take("worker") if self._isolation.own_users else None
        if uid is not None:
            for top, folders, names in os.walk(path):
                for name in (".", *folders, *names):
                    os.chown(os.path.join(top, name), uid, uid)
        os.chmod(path, 0o700)
        support = tuple(map(self._seen, conditions.support))
        return replace(conditions, support=support, folder=path, uid=uid)

    def _seen(self, path: str) -> str:
        """A support folder as workers see it: a copy, where they see no originals."""
        if not (self._isolation.own_users or self._isolation.namespaces):
            return path
        if path not in self._support:
            self._support[path] = self._copied(path)
        return self._support[path]

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

    def sweep(self, conditions: Conditions) -> None:
        """Remove every file that a worker can have left; none of its processes runs any more."""
        remove_tree(conditions.folder)
        if conditions.uid is not None:
            for place in self._isolation.places:
                clear(place, owner=conditions.uid)
            return
        # The worker was our own user, so all that is open to us was open to it.
        os.chmod(self.base, 0o711)
        clear(self.base, keep=self._support.values())
        if self._isolation.namespaces:
            for place in WRITABLE:
                clear(place, keep=(self.base, *self._isolation.libraries))  # mounted below it

    def remove_all(self) -> None:
        """The keeper's end: nothing of it stays."""
        remove_tree(self.base)


def remove_tree(path: str) -> None:
    """Remove a folder and all in it, without following a link, however deep it is.

    Nobody is left who could change it meanwhile.
    """
    with contextlib.suppress(RecursionError):
        shutil.rmtree(path, ignore_errors=True)
    if os.path.isdir(path) and not os.path.islink(path):
        # It is too deep for Python, or was closed to us; neither of these follows a link inside.
        for command in (("chmod", "-R", "u+rwX"), ("rm", "-rf")):
            with contextlib.suppress(OSError):
                subprocess.run([*command, "--", path], check=False, capture_output=True)


def clear(place: str, keep: Collection[str] = (), owner: int | None = None) -> None:
    """Remove what lies in a folder, but not what holds these paths; only this user's, if one is given."""
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                kept = any(is_in(path, (entry.path,)) for path in keep)
                if kept or owner not in (None, entry.stat(follow_symlinks=False).st_uid):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    remove_tree(entry.path)
                else:
                    os.unlink(entry.path)
