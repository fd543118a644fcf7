"""Writes zips that are the same, byte for byte, from one build and one machine to the next."""

from __future__ import annotations

import os
import struct
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.build.deflate import deflate

# 1 January 1980, midnight: the earliest date that a zip can hold.
DATE, TIME = 0x0021, 0x0000
STORED, DEFLATED = 0, 8
MADE_BY_UNIX = 3 << 8 | 20
UTF8_NAMES = 0x0800


@dataclass(frozen=True)
class Entry:
    """One file of a zip."""

    name: str  # with forward slashes
    data: bytes
    mode: int = 0o644


def archive_bytes(entries: Iterable[Entry]) -> bytes:
    """The zip's bytes; entries in the order of their names.

    Python's own zip writer leaves the compression to the zlib at hand, and several are about,
    which write the same data differently.
    """
    body, directory, count = bytearray(), bytearray(), 0
    for entry in sorted(entries, key=lambda entry: entry.name):
        name = entry.name.encode("utf-8")
        packed, method = deflate(entry.data), DEFLATED
        if len(packed) >= len(entry.data):
            packed, method = entry.data, STORED
        common = struct.pack(
            "<HHHHHIIIHH",
            20,
            UTF8_NAMES,
            method,
            TIME,
            DATE,
            zlib.crc32(entry.data),
            len(packed),
            len(entry.data),
            len(name),
            0,
        )
        attributes = (0o100000 | entry.mode) << 16
        directory += b"PK\1\2" + struct.pack("<H", MADE_BY_UNIX) + common
        directory += struct.pack("<HHHII", 0, 0, 0, attributes, len(body)) + name
        body += b"PK\3\4" + common + name + packed
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + b"PK\5\6" + end)


def write_bytes(path: Path, data: bytes) -> None:
    """All of it or nothing: a build that is stopped leaves the old zip."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
