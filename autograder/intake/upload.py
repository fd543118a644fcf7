"""The files of an upload: none is followed, waited for, or read beyond a limit."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.testing.plain import plain

MOST_FILES = 2000
MOST_ODD = 20  # that are named
IGNORED = {"__MACOSX", "__pycache__", ".git", ".ipynb_checkpoints", ".venv", "venv", ".DS_Store"}


@dataclass(frozen=True)
class Upload:
    """The regular files of a submission, by relative path, and what was odd about the others."""

    files: dict[str, Path]
    oddities: tuple[str, ...] = ()

    def named(self, wanted: str) -> tuple[Path | None, str]:
        """The file of this name, whatever its case, in the uppermost folder that has one."""
        if wanted in self.files:
            return self.files[wanted], ""
        low = wanted.lower()
        found = [each for each in self.files if PurePosixPath(each).name.lower() == low]
        if not found:
            return None, ""
        relative = min(found, key=lambda relative: (relative.count("/"), relative))
        also = " (there are several; this one was taken)" if len(found) > 1 else ""
        itself = "upload the file itself" if relative.endswith(wanted) else f"name it {wanted}"
        note = f"found {wanted} as {shown(relative)}{also}: {itself} next time"
        return self.files[relative], note


def read_upload(place: Path) -> Upload:
    """Walk a folder (or take one file) without following links or opening anything special."""
    if place.is_symlink() or not place.is_dir():
        odd = _odd(str(place))
        return Upload({}, (odd,)) if odd else Upload({place.name: place})
    oddities: list[str] = []
    files: dict[str, Path] = {}
    waiting = [str(place)]
    while waiting:
        # One folder at a time: older Pythons walk a deep tree by as many calls.
        folder, folders, names = next(os.walk(waiting.pop()), ("", [], []))
        folders = sorted(set(folders) - IGNORED)
        # Not Path.is_symlink, which raises where a path is longer than the system allows.
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        kept = [name for name in sorted(names) if name not in IGNORED and name[:2] != "._"]
        waiting += [os.path.join(folder, name) for name in reversed(folders) if name not in links]
        for name in [*links, *kept]:
            path = os.path.join(folder, name)
            if odd := _odd(path):
                oddities.append(odd)
            else:
                files[Path(path).relative_to(place).as_posix()] = Path(path)
            if len(files) + len(oddities) >= MOST_FILES:
                more = f"more than {MOST_FILES} files: the rest was not looked at"
                return Upload(files, (*_few(oddities), more))
    return Upload(files, tuple(_few(oddities)))


def _few(oddities: list[str]) -> list[str]:
    """The first of them: somebody reads these."""
    left = len(oddities) - MOST_ODD
    more = [f"{left} more that are no plain files"] if left > 0 else []
    return [*oddities[:MOST_ODD], *more]


def _odd(path: str) -> str:
    """Why this is not a file to be read; nothing where it is one."""
    name = shown(os.path.basename(path))
    try:
        mode = os.lstat(path).st_mode
    except OSError as error:
        return f"{name} cannot be read ({error.strerror})"
    if stat.S_ISLNK(mode):
        return f"{name} is a link, which is not followed: upload the file itself"
    return "" if stat.S_ISREG(mode) else f"{name} is not a plain file: upload a plain file"


def read_file(path: Path, limit: int, too_large: str) -> tuple[bytes, str]:
    """What the file holds, or a sentence why it is not read; `too_large` is the end of one."""
    name = shown(path.name)
    try:
        # No link is followed and no FIFO waited for, whatever was swapped in since the look.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return b"", f"{name} cannot be read ({error.strerror}): upload it again"
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            return b"", f"{name} is not a plain file: upload a plain file"
        data = file.read(limit + 1)
    if len(data) > limit:
        return b"", f"{name} {too_large.format(size=facts.st_size / 2**20)}"
    return data, ""


def shown(name: str) -> str:
    """A file name that is safe to print: one line, not too long."""
    text = plain(name).replace("\n", "?").replace("\t", "?")
    return text if len(text) <= 80 else text[:77] + "…"
