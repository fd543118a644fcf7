"""Values between the kit's own processes, with descriptors riding along."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.wire.decode import decode
from autograder.wire.encode import encode
from autograder.wire.frames import HEADER, Closed, Frame, FrameReader, Size

SIZE = Size(structure=64 << 20, blobs=1 << 30)  # a whole submission travels in one message
MOST_FDS = 8


def send(line: socket.socket, value: Any, fds: Sequence[int] = ()) -> None:
    """Send over a blocking socket; the descriptors ride on a byte of their own in front."""
    socket.send_fds(line, [b"!"], list(fds))
    encode(value, SIZE).send(line)


def receive(line: socket.socket) -> tuple[Any, list[int]]:
    """The next value; raises Closed when the sender has hung up."""
    byte, fds, _, _ = socket.recv_fds(line, 1, MOST_FDS)
    if not byte:
        raise Closed
    try:
        return decode(FrameReader(SIZE).wait(line)), fds
    except BaseException:
        for fd in fds:
            os.close(fd)
        raise


def packed(value: Any) -> bytes:
    """What `send` sends, for whoever sends it otherwise."""
    return b"!" + encode(value, SIZE).data()


def unpacked(data: bytes) -> Iterator[Any]:
    """Every value that was packed into these bytes; half a one at their end is none."""
    start = 1 + HEADER.size
    while len(data) >= start:
        structure, blobs, _ = HEADER.unpack(data[1:start])
        middle, end = start + structure, start + structure + blobs
        if len(data) < end:
            return
        yield decode(Frame(data[start:middle], data[middle:end]))
        data = data[end:]


def hang_up(line: socket.socket) -> None:
    """Close a line for good, also where a process that was forked later holds a copy of it."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
