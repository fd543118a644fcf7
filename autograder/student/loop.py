"""The watch loop of `check.py --watch`: save a file, see what came of it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from autograder.student import screen
from autograder.student.loading import Stamp, stamp
from autograder.student.screen import Results
from autograder.student.warm import FINISHED, Runner
from autograder.testing.feedback import Paint

POLL = 0.03  # seconds between two looks at the files
VIEWS = {"l": "list", "a": "all"}
KEYS = "h hint   l list   a all   q quit"


def watch_folder(folder: Path, arguments: list[str]) -> int:
    """Run pytest with these arguments on every save, until `q` or Ctrl-C."""
    # Being ended from outside must put the terminal back too.
    before = signal.signal(signal.SIGTERM, _end)
    runner = Runner(folder, arguments)
    try:
        with _single_keys() as keys:
            Loop(folder, runner, keys).go()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        runner.close()
        signal.signal(signal.SIGTERM, before)
    return 0


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit


class Loop:
    """Files, keys and results, looked at in turn."""

    def __init__(self, folder: Path, runner: Runner, keys: bool) -> None:
        self.folder, self.runner, self.keys = folder, runner, keys
        self.results: Results | None = None
        self.view = "now"
        self.hint = False
        self.trouble = ""
        # A screen that is wiped, or plain lines where there is none.
        self.wipes = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
        self.paint = Paint(self.wipes and "NO_COLOR" not in os.environ)
        if self.wipes and sys.platform == "win32":
            os.system("")  # switches the console to understand escape codes

    def go(self) -> None:
        """Until `q`."""
        seen: Stamp = {}
        settled: Stamp = {}
        self._write(["running the public tests for the first time ..."])
        while True:
            now = stamp(self.folder)
            # An editor may write a file in two steps: wait until it has looked the same twice.
            if now == settled and now != seen:
                seen = now
                self.runner.run(self.results.now if self.results else "")
            settled = now
            changed = [self._take(said) for said in self.runner.heard()]
            key = ""
            if self.keys:
                key = _key(POLL)
            else:
                time.sleep(POLL)
            if key == "q":
                return
            if key == "h":
                self.view, self.hint = "now", not self.hint
            elif key in VIEWS:
                self.view = "now" if self.view == VIEWS[key] else VIEWS[key]
            if any(changed) or key == "h" or key in VIEWS:
                self._draw()

    def _take(self, said: Results | int) -> bool:
        """Note what the runner says; true where the page changes by it."""
        if isinstance(said, Results):
            self.trouble = ""
            before, fresh = self.results, said
            if before is not None and not before.trouble and not fresh.trouble:
                fresh = fresh.over(before)
            if before is not None and before.now != fresh.now:
                self.hint = False  # it belonged to the problem before
            self.results = fresh
            # Without a screen to wipe, one answer for each run is enough.
            return self.wipes and bool(said.trouble or said.tests)
        if said == FINISHED + 2:
            self.trouble = "The tests were interrupted. Save again, or type: python check.py"
        elif said not in (1, FINISHED, FINISHED + 1):  # 1: its results say what would not stop
            self.trouble = (
                f"The tests ended without a result (exit code {said}): does your code end the"
                " program?\nFor more, press q and type: python check.py"
            )
        return True

    def _draw(self) -> None:
        if self.trouble:
            lines = [self.trouble]
        elif self.results is None:
            return
        elif self.view == "list":
            lines = screen.list_page(self.results, self.paint)
        elif self.view == "all":
            lines = screen.all_page(self.results, self.paint)
        else:
            height = shutil.get_terminal_size().lines - 4 if self.wipes else 10_000
            lines = screen.now_page(self.results, self.paint, self.hint, height)
        foot = KEYS if self.keys else "(waiting for you to save a file; Ctrl-C ends this)"
        self._write([*lines, "", self.paint.quiet(foot)])

    def _write(self, lines: list[str]) -> None:
        start = "\033[H\033[2J\033[3J" if self.wipes else ""
        print(start + "\n".join(lines), flush=True)


@contextmanager
def _single_keys() -> Iterator[bool]:
    """Meanwhile the terminal hands on each key without Enter; whether there is a terminal."""
    there = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if not there or sys.platform == "win32":
        yield there
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield True
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


if sys.platform == "win32":
    import msvcrt

    def _key(seconds: float) -> str:
        """A key pressed within this time, or nothing."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if msvcrt.kbhit():
                return msvcrt.getwch().lower()
            time.sleep(0.02)
        return ""

else:
    import select

    def _key(seconds: float) -> str:
        """A key pressed within this time, or nothing."""
        if not select.select([sys.stdin], [], [], seconds)[0]:
            return ""
        # Past Python's buffer: it would keep a second key where select cannot see it.
        data = os.read(sys.stdin.fileno(), 1)
        return data.decode(errors="replace").lower() if data else "q"
