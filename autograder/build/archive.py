"""Writes zips and tars that are the same, byte for byte, from one build to the next on one machine."""

from __future__ import annotations

import io
import shutil
import stat
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold
UNIX = 3  # the system that modes are written for; unzip reads them only where it says so


@dataclass(frozen=True)
class Member:
    """One file of a zip."""

    name: str  # with forward slashes
    data: bytes
    mode: int = 0o644


def archive_bytes(entries: Iterable[Member]) -> bytes:
    """The zip's bytes; entries in the order of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for entry in sorted(entries, key=lambda entry: entry.name):
            info = zipfile.ZipInfo(entry.name, EARLIEST)
            info.create_system = UNIX
            info.external_attr = (stat.S_IFREG | entry.mode) << 16
            archive.writestr(info, entry.data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def tar_bytes(entries: Iterable[Member], folder: str = "") -> bytes:
    """The same as a tar, below a folder of its own if wanted: Autolab looks for that one first."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        if folder:
            top = tarfile.TarInfo(folder)
            top.type, top.mode = tarfile.DIRTYPE, 0o755
            archive.addfile(top)
        for entry in sorted(entries, key=lambda entry: entry.name):
            info = tarfile.TarInfo(f"{folder}/{entry.name}" if folder else entry.name)
            info.size, info.mode = len(entry.data), entry.mode
            archive.addfile(info, io.BytesIO(entry.data))
    return made.getvalue()


def unpack(archive: Path, folder: Path) -> None:
    """A zip of ours into a folder, with the modes that it says."""
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            Path(opened.extract(info, folder)).chmod(info.external_attr >> 16 & 0o777)


def write_bytes(path: Path, data: bytes) -> None:
    """All of it or nothing: a build that is stopped leaves the old zip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.chmod(0o644)
    temporary.replace(path)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """These files and no other: a test that was renamed must not stay."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        write_bytes(folder / name, data)
