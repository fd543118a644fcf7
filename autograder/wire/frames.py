"""Moves frames over a stream socket: two lengths and a number, a structure, raw bytes of arrays.

The structure says what is there; the bytes of arrays follow it untouched. Both lengths are
checked before anything is read, so what a hostile sender can make the receiver allocate is
bounded by `Size`, whatever it sends. The number tells an answer's question; it stands outside of
the structure, so that equal answers are equal bytes.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass

HEADER = struct.Struct("!IQQ")
CHUNK = 1 << 20


@dataclass(frozen=True)
class Size:
    """The largest frame that is read or written."""

    structure: int = 1 << 20
    blobs: int = 64 << 20


LARGEST = Size()


class Malformed(Exception):
    """Bytes that are not a frame, or a frame that is not an answer."""


class Closed(Exception):
    """The other side is gone."""


@dataclass(frozen=True)
class Frame:
    """One message: what is there, and the bytes of its arrays."""

    structure: bytes
    blobs: bytes | bytearray
    number: int = 0

    def says_the_same(self, other: Frame) -> bool:
        """Whether two messages are the same, byte for byte."""
        return self.structure == other.structure and self.blobs == other.blobs

    def data(self, number: int = 0) -> bytes:
        """As it is sent, under a number of its own."""
        head = HEADER.pack(len(self.structure), len(self.blobs), number)
        return b"".join((head, self.structure, self.blobs))

    def send(self, sock: socket.socket, number: int = 0) -> None:
        """Send it over a blocking socket."""
        sock.sendall(self.data(number))


class FrameReader:
    """Puts frames together from whatever has arrived; the socket may block or not."""

    def __init__(self, size: Size = LARGEST) -> None:
        self._size = size
        self._parts: list[bytearray] = [bytearray(HEADER.size)]
        self._filled = 0  # of the last part

    def advance(self, sock: socket.socket) -> Frame | None:
        """Receive at most once; the frame, when it is complete."""
        part = self._parts[-1]
        got = sock.recv_into(memoryview(part)[self._filled : self._filled + CHUNK])
        if not got:
            raise Closed
        self._filled += got
        while self._filled == len(self._parts[-1]):
            if len(self._parts) == 3:
                header, structure, blobs = self._parts
                self._parts, self._filled = [bytearray(HEADER.size)], 0
                return Frame(bytes(structure), blobs, HEADER.unpack(header)[2])
            self._begin_next()
        return None

    def _begin_next(self) -> None:
        structure, blobs, _ = HEADER.unpack(self._parts[0])
        if structure > self._size.structure or blobs > self._size.blobs:
            raise Malformed("a message that is larger than allowed")
        # Zeroed pages are handed out lazily: a length that is only claimed costs nothing.
        self._parts.append(bytearray(structure if len(self._parts) == 1 else blobs))
        self._filled = 0

    def wait(self, sock: socket.socket) -> Frame:
        """The next frame from a blocking socket."""
        while True:
            frame = self.advance(sock)
            if frame is not None:
                return frame
