"""Zips unpacked without trust: nothing outside, no links, no bombs."""

from __future__ import annotations

import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.course.errors import SubmissionError
from autograder.intake.upload import IGNORED


@dataclass(frozen=True)
class Allowance:
    """How much may come out of one zip."""

    files: int = 200_000
    file_bytes: int = 20 << 20
    total_bytes: int = 4 << 30


LONGEST = 1000  # bytes of a path
DEEPEST = 50  # folders in one another; Python walks, and removes, a deep tree by as many calls
CLASSES = Allowance()
STUDENTS = Allowance(files=2000, file_bytes=5 << 20, total_bytes=50 << 20)


def unpack(source: Path, target: Path, limits: Allowance = CLASSES) -> list[str]:
    """Write a zip's plain files below `target`; what was left out, and why, comes back."""
    trust = "unpack it yourself if you trust it, and grade the folder"
    notes: list[str] = []
    left = limits.total_bytes
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            if len(members) > limits.files:
                holds = f"holds {len(members)} files, more than {limits.files}"
                raise SubmissionError(f"{source.name} {holds}: {trust}")
            for member in members:
                path = PurePosixPath(member.filename.replace("\\", "/"))
                hidden = any(part in IGNORED or part.startswith("._") for part in path.parts)
                if hidden or member.filename.endswith(("/", "\\")):
                    continue
                taken, why = 0, _oddity(member, path)
                if not why:
                    most = min(limits.file_bytes, left)
                    taken, why = _write(archive, member, target / path, most)
                left -= taken
                if left <= 0:
                    size = limits.total_bytes >> 20
                    raise SubmissionError(
                        f"{source.name} unpacks to more than {size} MB: is it a zip bomb? {trust}"
                    )
                if why:
                    notes.append(f"left out {ascii(member.filename)[1:-1][:80]}: {why}")
    except zipfile.BadZipFile:
        raise SubmissionError(
            f"{source.name} is not a zip file that can be read: download or make it again"
        ) from None
    except (OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            raise  # a full disk is not the zip's fault
        raise SubmissionError(f"{source.name} cannot be unpacked: {error}") from None
    return notes


def _oddity(member: zipfile.ZipInfo, path: PurePosixPath) -> str:
    """Why a member is not to be unpacked."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return "its path leads out of the zip"
    if kind and not stat.S_ISREG(kind):
        return "it is a link or a special file"
    if not path.parts or any(len(part.encode("utf-8", "replace")) > 250 for part in path.parts):
        return "its name is too long or empty"
    if len(path.parts) > DEEPEST or len(str(path).encode("utf-8", "replace")) > LONGEST:
        return f"it lies in more than {DEEPEST} folders, or its path is too long"
    if "\0" in str(path):
        return "its name is not one"
    return "it is encrypted" if member.flag_bits & 1 else ""


def _write(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int
) -> tuple[int, str]:
    """One file: how many bytes it took, and why it is left out. No stated size is believed."""
    taken, why = 0, ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file, archive.open(member) as packed:
            while taken <= most and (chunk := packed.read(1 << 16)):
                taken += len(chunk)
                file.write(chunk)
    except (FileExistsError, NotADirectoryError):
        return 0, "the zip holds this path twice"
    except Exception as error:  # zlib, lzma and bz2 each have errors of their own
        if isinstance(error, OSError) and error.errno is not None:
            raise
        why = "its data are damaged"
    if taken > most:
        why = f"it unpacks to more than {most >> 20} MB"
    if why:
        target.unlink()
    return taken, why
