"""What a worker prints: read as it comes, kept up to a limit, thrown away beyond it."""

from __future__ import annotations

import os

CHUNK = 1 << 16
AT_ONCE = 16  # chunks read after an answer; a thread that prints for ever must not hold the judge


class Output:
    """The judge's end of a worker's standard output and error."""

    def __init__(self, fd: int, limit: int) -> None:
        os.set_blocking(fd, False)
        self.fd = fd
        self._limit = limit
        self._kept = bytearray()

    def read(self) -> bool | None:
        """Read once: whether there was something; None where nobody can write any more."""
        try:
            data = os.read(self.fd, CHUNK)
        except BlockingIOError:
            return False
        room = 4 * self._limit - len(self._kept)  # a character has at most four bytes
        self._kept += data[: max(0, room)]
        return True if data else None

    def take(self) -> str:
        """What was printed since the last time, up to the limit."""
        for _ in range(AT_ONCE):
            if not self.read():
                break
        text = self._kept.decode("utf-8", "replace")
        self._kept = bytearray()
        return text[: self._limit]
