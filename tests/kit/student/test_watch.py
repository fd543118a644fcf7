"""`python check.py --watch`: save, and see; keys where there is a terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.student import warm

if TYPE_CHECKING:
    from tests.kit.student.conftest import Folder

PATIENCE = 40  # seconds; a failing test waits so long, a passing one does not


class Terminal:
    """A student at a terminal of 80 by 40."""

    def __init__(self, folder: Folder) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.process = subprocess.Popen(
            [sys.executable, "check.py", "--watch"],
            cwd=folder.path,
            env={**folder.environment(), "TERM": "xterm"},
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
        )
        self.seen = ""

    def press(self, key: str) -> None:
        self.seen = ""
        os.write(self.master, key.encode())

    def wait_for(self, text: str) -> str:
        """The page that shows this text."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            page = re.sub(r"\033\[[0-9;]*m", "", self.seen.rpartition("\033[3J")[2])
            if text in page and "q quit" in page:
                return page.replace("\r\n", "\n")
            if select.select([self.master], [], [], 0.1)[0]:
                self.seen += os.read(self.master, 65536).decode()
        raise AssertionError(f"{text!r} did not come; the screen shows:\n{self.seen[-2000:]}")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)


@pytest.fixture
def terminal(folder: Folder) -> Iterator[Terminal]:
    terminal = Terminal(folder)
    yield terminal
    terminal.close()


def test_a_session_from_the_first_stub_to_the_last(
    folder: Folder, solution: str, terminal: Terminal
) -> None:
    page = terminal.wait_for("0 of 3 problems")
    assert "[------------------------------] 0 of 3 problems" in page
    assert "next: write `shout` (line 6 of words.py), and save" in page

    starter = folder.file.read_text("utf-8")
    folder.write(starter.replace("def count_letters", "x = 1\n\n\ndef count_letters") + "\n")
    terminal.press("h")
    assert "hint: How many exclamation marks" in terminal.wait_for("hint:")
    terminal.press("l")
    assert "3. moving_average" in terminal.wait_for("todo  windows of two in four values (1)")

    terminal.press("l")
    folder.write(solution.replace("word.upper()", "word"))
    page = terminal.wait_for("2 of 3 problems")
    assert "the result is 'hey!', expected 'HEY!'" in page

    folder.write(solution)
    assert "3 of 3 public tests pass; 3 of 11 points" in terminal.wait_for("3 of 3 problems")

    terminal.press("q")
    assert terminal.process.wait(PATIENCE) == 0
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_the_terminal_is_as_before_after_a_signal(folder: Folder, terminal: Terminal) -> None:
    terminal.wait_for("0 of 3 problems")
    assert termios.tcgetattr(terminal.slave) != terminal.before
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.process.wait(PATIENCE) == 0
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_a_save_during_an_endless_run_starts_anew(
    folder: Folder, solution: str, terminal: Terminal
) -> None:
    terminal.wait_for("0 of 3 problems")
    folder.write(solution.replace("    if times < 0:", "    while True:\n        times += 1\n"))
    time.sleep(1)
    folder.write(solution)
    terminal.wait_for("3 of 3 problems")


def test_code_that_ends_the_process_is_named(
    folder: Folder, solution: str, terminal: Terminal
) -> None:
    terminal.wait_for("0 of 3 problems")
    for code in (7, 0):
        end = f"    __import__('os')._exit({code})\n    if times < 0:"
        folder.write(solution.replace("    if times < 0:", end))
        terminal.wait_for(f"The tests ended without a result (exit code {code})")
    folder.write(solution)
    terminal.wait_for("3 of 3 problems")


def ends_itself(folder: Path, arguments: list[str], line: Connection) -> None:
    line.recv()
    os._exit(7)


def test_where_no_fork_is_safe_the_exit_code_is_told_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(warm, "serve", ends_itself)
    runner = warm.Runner(tmp_path, [])
    runner.run("")
    until, heard = time.monotonic() + PATIENCE, runner.heard()
    while not heard and time.monotonic() < until:
        time.sleep(0.05)
        heard = runner.heard()
    runner.close()
    assert heard == [7]


@contextmanager
def watching(folder: Folder, *words: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """`check.py --watch` without a terminal."""
    process = subprocess.Popen(
        [sys.executable, "check.py", *words, "--watch"],
        cwd=folder.path,
        env={**folder.environment(), **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0


def test_without_a_terminal_every_save_prints_a_result(folder: Folder, solution: str) -> None:
    with watching(folder) as process:
        assert "0 of 3 problems" in page_of(process)
        folder.write("def shout(\n")
        assert "words.py could not be imported: Python cannot" in page_of(process)
        folder.write(solution)
        assert "3 of 3 problems" in page_of(process)
        folder.file.unlink()
        assert "words.py is not in this folder" in page_of(process)


def test_one_problem_is_watched_where_one_is_named(folder: Folder, solution: str) -> None:
    with watching(folder, "count_letters") as process:
        page = page_of(process)
        assert "0 of 1 problems" in page
        assert "next: write `count_letters` (line " in page
        assert "shout" not in page
        folder.write(solution)
        page = page_of(process)
        assert "1 of 1 problems" in page
        assert "next: python check.py\n" in page


@pytest.mark.parametrize("value", ["5", "None", "{}", "{('f', (3,), 3)}", "iter([])"])
def test_examples_that_are_no_list_are_told_so(folder: Folder, value: str) -> None:
    (folder.file.parent / "examples.py").write_text(f"EXAMPLES = {value}\n", encoding="utf-8")
    said, code = folder.type("check.py", "examples")
    assert (said.strip(), code) == ("EXAMPLES is no list: begin it with `EXAMPLES = [`", 1)


def test_examples_are_not_watched(folder: Folder) -> None:
    said, code = folder.type("check.py", "examples", "--watch")
    assert code == 2
    assert "--watch runs tests, and examples.py has none" in said


def test_other_peoples_plugins_stay_out(folder: Folder, tmp_path: Path) -> None:
    home = tmp_path / "site" / "loud-1.dist-info"
    home.mkdir(parents=True)
    (home / "METADATA").write_text("Name: loud\nVersion: 1\n")
    (home / "entry_points.txt").write_text("[pytest11]\nloud = loud\n")
    (home.parent / "loud.py").write_text("open(__file__ + '.was.here', 'w')\n")
    with watching(folder, PYTHONPATH=str(home.parent)) as process:
        assert "0 of 3 problems" in page_of(process)
    assert not (home.parent / "loud.py.was.here").exists()


def page_of(process: subprocess.Popen[str]) -> str:
    """Everything up to the line that waits."""
    lines: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        assert "\033" not in line
        if line.startswith("(waiting for you"):
            break
        lines.append(line)
    return "".join(lines)
