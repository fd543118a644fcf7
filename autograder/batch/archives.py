"""Zips unpacked without trust: nothing outside, no links, no bombs."""

from __future__ import annotations

import os
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.course.errors import SubmissionError

IGNORED = {"__MACOSX", ".DS_Store", "__pycache__", ".git"}


@dataclass(frozen=True)
class Allowance:
    """How much may come out of one zip."""

    files: int = 200_000
    file_bytes: int = 20 << 20
    total_bytes: int = 4 << 30


CLASSES = Allowance()
STUDENTS = Allowance(files=2000, file_bytes=5 << 20, total_bytes=50 << 20)


def unpack(source: Path, target: Path, limits: Allowance = CLASSES) -> list[str]:
    """Write a zip's plain files below `target`; what was left out, and why, comes back."""
    notes: list[str] = []
    left = limits.total_bytes
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            if len(members) > limits.files:
                raise SubmissionError(
                    f"{source.name} holds {len(members)} files, more than {limits.files}:"
                    " unpack it yourself if you trust it, and grade the folder"
                )
            for member in members:
                path, trouble = _path_of(member)
                if trouble:
                    notes.append(trouble)
                if path is None:
                    continue
                left -= _write(archive, member, target / path, limits, left, notes)
                if left <= 0:
                    raise SubmissionError(
                        f"{source.name} unpacks to more than {limits.total_bytes >> 20} MB:"
                        " is it a zip bomb? Unpack it yourself if you trust it"
                    )
    except zipfile.BadZipFile:
        raise SubmissionError(
            f"{source.name} is not a zip file that can be read: download or make it again"
        ) from None
    except (OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            raise  # a full disk is not the zip's fault
        raise SubmissionError(f"{source.name} cannot be unpacked: {error}") from None
    return notes


def _path_of(member: zipfile.ZipInfo) -> tuple[PurePosixPath | None, str]:
    """Where a member belongs, or nothing and perhaps a sentence."""
    name = member.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if member.filename.endswith("/") or any(
        part in IGNORED or part.startswith("._") for part in path.parts
    ):
        return None, ""
    shown = ascii(name)[1:-1][:80]
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return None, f"left out {shown}: its path leads out of the zip"
    mode = member.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return None, f"left out {shown}: it is a link or a special file"
    if not path.parts or any(len(part.encode("utf-8", "replace")) > 250 for part in path.parts):
        return None, f"left out {shown}: its name is too long or empty"
    if "\0" in name:
        return None, f"left out {shown}: its name is not one"
    return path, ""


def _write(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    target: Path,
    limits: Allowance,
    left: int,
    notes: list[str],
) -> int:
    """One file; how many bytes it took. The sizes that a zip states are not believed."""
    name = ascii(member.filename)[1:-1][:80]
    if member.flag_bits & 1:
        notes.append(f"left out {name}: it is encrypted")
        return 0
    most = min(limits.file_bytes, left)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except (FileExistsError, NotADirectoryError):
        notes.append(f"left out {name}: the zip holds this path twice")
        return 0
    taken = 0
    with os.fdopen(handle, "wb") as file:
        try:
            with archive.open(member) as packed:
                while chunk := packed.read(min(1 << 16, most + 1 - taken)):
                    taken += len(chunk)
                    if taken > most:
                        break
                    file.write(chunk)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            notes.append(f"left out {name}: {error}")
            target.unlink()
            return taken
        except Exception as error:  # zlib, lzma and bz2 each have errors of their own
            if isinstance(error, OSError) and error.errno is not None:
                raise
            notes.append(f"left out {name}: its data are damaged")
            target.unlink()
            return taken
    if taken > most and most == limits.file_bytes:
        notes.append(f"left out {name}: it unpacks to more than {limits.file_bytes >> 20} MB")
        target.unlink()
    return taken
