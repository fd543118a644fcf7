"""The watch loop of `check.py --watch`: save a file, see what came of it."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from autograder.student import screen
from autograder.student.keys import Keys
from autograder.testing.report import Paint
from autograder.testing.results import Results

POLL = 0.03  # seconds between two looks at the files
KEYS = "h hint   l list   a all   q quit"
Stamp = dict[str, tuple[int, int]]


def watch_folder(folder: Path) -> int:
    """Run on every save until `q` or Ctrl-C."""
    # Being ended from outside must put the terminal back too.
    before = signal.signal(signal.SIGTERM, _end)
    runner = Runner(folder)
    try:
        with Keys() as keys:
            Loop(folder, runner, keys, Page(sys.stdout)).go()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        runner.close()
        signal.signal(signal.SIGTERM, before)
    return 0


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit


class Runner:
    """A warm process that runs the tests when asked, and what it has said so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.busy = False
        self._heard: queue.Queue[tuple[int, dict[str, Any]]] = queue.Queue()
        self._process: subprocess.Popen[str] | None = None
        self._generation = 0
        self._warm()

    def _warm(self) -> None:
        self._generation += 1
        self._process = subprocess.Popen(
            [sys.executable, str(self.folder / "check.py"), "--serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        arguments = (self._process, self._generation)
        threading.Thread(target=self._listen, args=arguments, daemon=True).start()

    def _listen(self, process: subprocess.Popen[str], generation: int) -> None:
        for line in process.stdout or ():
            self._heard.put((generation, json.loads(line)))
        self._heard.put((generation, {"gone": True}))

    def run(self, first: str) -> None:
        """Ask for a run; one that is still going is of no interest any more."""
        if self.busy or self._process is None or self._process.poll() is not None:
            self.close()
            self._warm()
        assert self._process is not None
        assert self._process.stdin is not None
        self.busy = True
        with suppress(OSError):  # where it ended just now, `gone` is on its way
            self._process.stdin.write(first + "\n")
            self._process.stdin.flush()

    def heard(self) -> list[dict[str, Any]]:
        """What came in since the last look."""
        found = []
        while not self._heard.empty():
            generation, data = self._heard.get()
            if generation != self._generation:
                continue
            if "pid" in data:
                self._child = int(data["pid"])
            if "ended" in data or "gone" in data:
                if "gone" in data:
                    self._process = None
                    self._warm()
                if not self.busy:
                    continue
                self.busy = False
            found.append(data)
        return found

    _child = 0

    def close(self) -> None:
        """End the process, and the run that it may have forked."""
        if self._process is None:
            return
        if self.busy and self._child and self._child != self._process.pid:
            _kill(self._child)
        self._process.kill()
        self._process.wait()
        self._process, self.busy, self._child = None, False, 0


def _kill(pid: int) -> None:
    with suppress(OSError):  # it may have ended by itself
        os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


@dataclass
class Page:
    """Where the loop writes: a screen that is wiped, or plain lines where there is none."""

    out: TextIO

    def __post_init__(self) -> None:
        self.wipes = self.out.isatty() and os.environ.get("TERM") != "dumb"
        self.paint = Paint(self.wipes and "NO_COLOR" not in os.environ)
        if self.wipes and sys.platform == "win32":
            os.system("")  # switches the console to understand escape codes

    @property
    def height(self) -> int:
        return shutil.get_terminal_size().lines - 4 if self.wipes else 10_000

    def write(self, lines: list[str]) -> None:
        start = "\033[H\033[2J\033[3J" if self.wipes else ""
        self.out.write(start + "\n".join(lines) + "\n")
        self.out.flush()


class Loop:
    """Files, keys and results, looked at in turn."""

    def __init__(self, folder: Path, runner: Runner, keys: Keys, page: Page) -> None:
        self.folder, self.runner, self.keys, self.page = folder, runner, keys, page
        self.results: Results | None = None
        self.view = "now"
        self.hint = False
        self.trouble = ""

    def go(self) -> None:
        """Until `q`."""
        seen: Stamp = {}
        settled: Stamp = {}
        self.page.write(["running the public tests for the first time ..."])
        while True:
            now = stamp(self.folder)
            # An editor may write a file in two steps: wait until it has looked the same twice.
            if now == settled and now != seen:
                seen = now
                self.runner.run(self.results.now if self.results else "")
            settled = now
            changed = [self._take(data) for data in self.runner.heard()]
            key = self.keys.read(POLL)
            if key == "q":
                return
            if self._pressed(key) or any(changed):
                self._draw()

    def _take(self, data: dict[str, Any]) -> bool:
        """Note what the runner says; true where the page changes by it."""
        before = self.results
        if "results" in data:
            self.trouble = ""
            fresh = Results.of_data(data["results"])
            known = before if before is not None and not before.trouble else None
            self.results = fresh if fresh.trouble else fresh.over(known)
            if before is not None and before.now != self.results.now:
                self.hint = False  # it belonged to the problem before
            # Without a screen to wipe, one answer for each run is enough.
            return self.page.wipes and bool(fresh.trouble or fresh.tests)
        code = data.get("ended")
        if "gone" in data or (isinstance(code, int) and code not in (0, 1)):
            self.trouble = _ended(code)
        return "ended" in data or "gone" in data

    def _pressed(self, key: str) -> bool:
        if key == "h":
            self.view, self.hint = "now", not self.hint
        elif key in ("l", "a"):
            self.view = "now" if self.view == {"l": "list", "a": "all"}[key] else _VIEWS[key]
        return key in ("h", "l", "a")

    def _draw(self) -> None:
        if self.trouble:
            lines = [self.trouble]
        elif self.results is None:
            return
        elif self.view == "list":
            lines = screen.list_page(self.results, self.page.paint)
        elif self.view == "all":
            lines = screen.all_page(self.results, self.page.paint)
        else:
            lines = screen.now_page(self.results, self.page.paint, self.hint, self.page.height)
        foot = KEYS if self.keys.there else "(waiting for you to save a file; Ctrl-C ends this)"
        self.page.write([*lines, "", self.page.paint.quiet(foot)])


_VIEWS = {"l": "list", "a": "all"}


def stamp(folder: Path) -> Stamp:
    """When each Python file was last written, and how long it is."""
    found: Stamp = {}
    for path in sorted(folder.glob("*.py")):
        try:
            facts = path.stat()
        except OSError:
            continue  # it was taken away just now
        found[path.name] = (facts.st_mtime_ns, facts.st_size)
    return found


def _ended(code: Any) -> str:
    if code == 2:
        return "The tests were interrupted. Save again, or type: python check.py"
    return (
        f"The tests ended without a result (exit code {code}): does your code end the program?\n"
        "For more, press q and type: python check.py"
    )
