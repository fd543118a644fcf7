"""Length-prefixed JSON over a pipe, between trusted processes of the kit."""

from __future__ import annotations

import json
import os
from typing import Any

HEAD = 8


def pack(message: dict[str, Any]) -> bytes:
    body = json.dumps(message, ensure_ascii=True).encode("ascii")
    return len(body).to_bytes(HEAD, "big") + body


def send(descriptor: int, message: dict[str, Any]) -> None:
    """All of it, or BrokenPipeError where nobody listens any more."""
    view = memoryview(pack(message))
    while view:
        view = view[os.write(descriptor, view) :]


class Inbox:
    """Bytes of one pipe, put together to messages."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.closed = False
        self._bytes = bytearray()

    def fileno(self) -> int:
        return self.descriptor

    def take(self) -> list[dict[str, Any]]:
        """Read once (blocks only where nothing is there) and give what is complete."""
        try:
            data = os.read(self.descriptor, 1 << 18)
        except (BlockingIOError, InterruptedError):
            return []
        if not data:
            self.closed = True
        self._bytes += data
        messages = []
        while len(self._bytes) >= HEAD:
            size = int.from_bytes(self._bytes[:HEAD], "big")
            if len(self._bytes) < HEAD + size:
                break
            messages.append(json.loads(bytes(self._bytes[HEAD : HEAD + size])))
            del self._bytes[: HEAD + size]
        return messages
