"""Orders between the trusted processes: a plain value, with descriptors riding along."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from typing import Any

from autograder.sandbox.decode import decode
from autograder.sandbox.encode import encode
from autograder.sandbox.frames import Closed, FrameReader, Size

SIZE = Size(structure=64 << 20, blobs=1 << 30)  # whole submissions travel in one order
MOST_FDS = 8


def send_order(line: socket.socket, order: dict[str, Any], fds: Sequence[int] = ()) -> None:
    """Send over a blocking socket; the descriptors ride on a byte of their own in front."""
    socket.send_fds(line, [b"!"], list(fds))
    encode(order, SIZE).writer().wait(line)


def receive_order(line: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """The next order; raises Closed when the sender has hung up."""
    byte, fds, _, _ = socket.recv_fds(line, 1, MOST_FDS)
    if not byte:
        raise Closed
    try:
        order: dict[str, Any] = decode(FrameReader(SIZE).wait(line))
    except BaseException:
        for fd in fds:
            os.close(fd)
        raise
    return order, fds
