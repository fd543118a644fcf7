"""Removes folders that a hostile process may have filled: deep, unreadable, full of odd things."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Collection

NAMES_TO_TRY = 10_000  # more than a worker could have taken ahead
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def remove_tree(path: str) -> None:
    """Remove a folder and all in it, without following a link, however deep it is."""
    with contextlib.suppress(OSError):
        _empty(path)
        os.rmdir(path)


def clear(place: str, keep: Collection[str] = (), owner: int | None = None) -> None:
    """Remove what lies in a folder, these paths aside; only what is this user's, if one is given."""
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.path in keep or owner not in (
                    None,
                    entry.stat(follow_symlinks=False).st_uid,
                ):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    remove_tree(entry.path)
                else:
                    os.unlink(entry.path)


def _empty(path: str) -> None:
    """Lift every folder inside up to the top before it is removed: so depth never matters."""
    os.chmod(path, 0o700)
    top = os.open(path, _FOLDER)
    numbers = itertools.count()
    try:
        while names := os.listdir(top):
            for name in names:
                if not _is_folder(name, top):
                    os.unlink(name, dir_fd=top)
                    continue
                _lift(name, top, numbers)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)


def _lift(name: str, top: int, numbers: itertools.count[int]) -> None:
    os.chmod(name, 0o700, dir_fd=top)  # it is a folder, not a link; nobody is left to swap it
    inner = os.open(name, _FOLDER, dir_fd=top)
    try:
        for child in os.listdir(inner):
            if not _is_folder(child, inner):
                os.unlink(child, dir_fd=inner)
                continue
            os.chmod(child, 0o700, dir_fd=inner)
            # A name may be taken; where no name will do (a full disk), give up, not try for ever.
            for number in itertools.islice(numbers, NAMES_TO_TRY):
                with contextlib.suppress(OSError):
                    os.rename(child, f".lifted-{number}", src_dir_fd=inner, dst_dir_fd=top)
                    break
            else:
                raise OSError(f"{child} cannot be moved")
    finally:
        os.close(inner)


def _is_folder(name: str, parent: int) -> bool:
    return stat.S_ISDIR(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode)
