"""Single keys from the keyboard, without Enter; none where there is no terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any


class Keys:
    """A context: the terminal is as before when it ends, whatever happened inside."""

    def __init__(self) -> None:
        self.there = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
        self._before: Any = None

    def __enter__(self) -> Keys:
        if self.there and sys.platform != "win32":
            import termios
            import tty

            self._before = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._before is not None:
            import termios

            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)

    def read(self, seconds: float) -> str:
        """A key pressed within this time, or nothing."""
        if not self.there:
            time.sleep(seconds)
            return ""
        return _read(seconds)


if sys.platform == "win32":
    import msvcrt

    def _read(seconds: float) -> str:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if msvcrt.kbhit():
                return msvcrt.getwch().lower()
            time.sleep(0.02)
        return ""

else:
    import os
    import select

    def _read(seconds: float) -> str:
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        if not ready:
            return ""
        # Past Python's buffer: it would keep a second key where select cannot see it.
        data = os.read(sys.stdin.fileno(), 1)
        return data.decode(errors="replace").lower() if data else "q"
