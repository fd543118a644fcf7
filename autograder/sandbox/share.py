"""Puts files where a worker's user can read them: an assignment's support, a student's own."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from autograder.sandbox.job import Sources
from autograder.sandbox.namespaces import read_only_here


class Shared:
    """Readable folders of one session: the originals, or copies made once."""

    def __init__(
        self, base: Path, copy: bool, outside: int | None = None, same_user: bool = False
    ) -> None:
        self._base = base
        self._copy = copy
        self._outside = outside  # the file system before the session moved into namespaces
        self._same_user = same_user  # workers have our own user id, in namespaces
        self._known: dict[str, str] = {}
        self._laid_out: dict[str, dict[str, bytes]] = {}  # by folder: what was put into it

    def reachable(self, path: str) -> str:
        """The folder itself, or a copy where not every user can read it."""
        if not self._copy:
            return path
        if path not in self._known:
            open_to_all = self._outside is None and readable_by_all(path)
            self._known[path] = path if open_to_all else self._copied(path)
        return self._known[path]

    def copies(self) -> set[str]:
        """The copies made so far."""
        return {*self._known.values(), *self._laid_out}

    def lay_out(self, sources: Sources) -> str:
        """A folder with these files, for every worker to read and none to change.

        Where it was laid out before, but for the bytecode, that is added: who waits there for its
        turn is not disturbed.
        """
        files = {**sources.files, **sources.bytecode}
        folder = self._place_for(files)
        there = self._laid_out.setdefault(folder, {})
        for name in files.keys() - there.keys():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as file:
                file.write(files[name])
        there.update(files)
        self._open_to_all(folder)
        return folder

    def _place_for(self, files: dict[str, bytes]) -> str:
        """The folder of last time, if it holds nothing else than some of these files; or a new one."""
        if self._laid_out and not self._same_user:
            folder, there = next(reversed(self._laid_out.items()))
            missing = (os.path.join(folder, name) for name in files.keys() - there.keys())
            # Without a user of its own, a worker may have put something there.
            if there.items() <= files.items() and not any(map(os.path.lexists, missing)):
                return folder
        return tempfile.mkdtemp(dir=self._base)

    def _copied(self, path: str) -> str:
        copy = Path(tempfile.mkdtemp(dir=self._base))
        source = path if self._outside is None else f"/proc/self/fd/{self._outside}{path}"
        shutil.copytree(source, copy, dirs_exist_ok=True)
        self._open_to_all(str(copy))
        return str(copy)

    def _open_to_all(self, folder: str) -> None:
        for place, _, names in os.walk(folder):
            os.chmod(place, 0o755)
            for name in names:
                os.chmod(os.path.join(place, name), 0o644)
        if self._same_user:
            read_only_here(folder)


def readable_by_all(path: str) -> bool:
    """Whether any user can reach the folder and read everything in it."""
    whole = Path(path).resolve()
    if not all(above.stat().st_mode & 0o001 for above in [whole, *whole.parents]):
        return False
    for place, _, files in os.walk(whole):
        if os.stat(place).st_mode & 0o005 != 0o005:
            return False
        if not all(os.stat(os.path.join(place, name)).st_mode & 0o004 for name in files):
            return False
    return True
