"""What attacks have found once stays closed: one test for each hole, at its narrowest place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.course import Spec
from autograder.course.load import load_course
from autograder.judge import service
from autograder.judge.apart import MEMORY_TO_COMPARE
from autograder.judge.redact import redacted
from autograder.judge.series import Asked
from autograder.judge.submission import read_submission
from autograder.prove.rehearse import as_in_docker
from autograder.sandbox import Answer, Spawner, remove_tree, watchdog
from autograder.sandbox.limits import MB, Conditions, Limits
from autograder.testing.outcome import Call, CodeLine, Outcome, Raised
from autograder.wire.messages import encode_answer
from tests.kit.security.conftest import REPOSITORY

LOOK = """
import json, sys
sys.path[:0] = [{closed!r}, {kit!r}]
from autograder.sandbox import Spawner

SOURCE = b"import os, socket\\ndef f(): return socket.socket(socket.AF_INET, socket.SOCK_STREAM)\\n"
SOURCE += b"def doors():\\n"
SOURCE += b"    return [os.path.realpath('/proc/self/fd/' + fd) for fd in os.listdir('/proc/self/fd')]\\n"
with Spawner.start(hide=({closed!r},)) as spawner, spawner.keeper() as keeper:
    from pathlib import Path
    with keeper.worker(module="work", files={{"work.py": SOURCE}}) as worker:
        worker.start()
        print(json.dumps([spawner.isolation.level, worker.call("f").kind, worker.call("doors").value]))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can close a folder to workers")
def test_a_closed_source_folder_costs_no_protection(tmp_path: Path) -> None:
    """On Gradescope the grader's own source is closed, and first on sys.path."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    closed = tmp_path / "source"
    closed.mkdir(mode=0o700)
    program = LOOK.format(closed=str(closed), kit=str(REPOSITORY))
    done = subprocess.run(
        as_in_docker([sys.executable, "-I", "-c", program]), capture_output=True, text=True
    )
    level, network, doors = json.loads(done.stdout or "[0, 0, 0]")
    assert (level, network) == ("full", "raised"), done.stderr
    assert str(closed) not in doors


@pytest.fixture(scope="module")
def spec() -> Spec:
    return load_course(REPOSITORY).assignment("02_cross_correlate").spec


SPELT = Raised("ValueError", "secret", ("ValueError",), (CodeLine("a.py", 7203641, "secret"),))


@pytest.mark.parametrize(
    "told",
    [
        Outcome("raised", raised=SPELT),
        Outcome("exited", code=7203641),
        Outcome("memory", detail="secret"),
        Outcome("missing", detail="secret"),
        Outcome("unsendable", detail="a list that holds secret"),
        Outcome("forbidden", detail="torch.secret at line 3"),
        Outcome("forbidden", detail="torch.conv2d at line 7203641"),
        Outcome("forbidden", detail="secret"),
    ],
)
def test_nothing_can_be_spelt_with_a_hidden_tests_outcome(told: Outcome) -> None:
    left = redacted(told)
    frames = left.raised.frames if left.raised else ()
    shown = f"{left.detail} {left.code} {[frame.line for frame in frames]}"
    assert "secret" not in shown
    assert "7203641" not in shown


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("torch.conv2d at line 41", " at line 41"),
        ("torch.conv2d", ""),
        ("secret at line 00041", " at line 41"),
        ("torch.conv2d at line 41 secret", ""),
        ("torch.conv2d at line 1001", ""),
        ("torch.conv2d at line \u0664\u0661", ""),
    ],
)
def test_of_a_forbidden_operation_only_an_honest_line_is_left(told: str, left: str) -> None:
    assert redacted(Outcome("forbidden", detail=told)).detail == left


def test_an_honest_outcome_stays_as_helpful() -> None:
    assert redacted(Outcome("memory", detail="1.5 GB")).detail == "1.5 GB"
    assert redacted(Outcome("exited", code=7)).code == 7
    assert redacted(Outcome("crashed", code=9, detail="wrote more than 200 MB")).detail


def test_a_folder_goes_however_deep_and_closed_it_is_and_no_link_is_followed(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    (home / "mine").mkdir(parents=True)
    (home / "mine" / "letter").write_text("dear")
    home.chmod(0o711)
    top = tmp_path / "top"
    (top / "shut" / "in").mkdir(parents=True)
    (top / "link").symlink_to(home)
    here = os.open(top / "shut", os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=here)
        os.symlink(home, "link", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    (top / "shut").chmod(0)
    remove_tree(str(top))
    assert not top.exists()
    assert (home / "mine" / "letter").read_text() == "dear"
    assert home.stat().st_mode & 0o777 == 0o711
    (tmp_path / "alias").symlink_to(home)
    remove_tree(str(tmp_path / "alias"))
    assert home.stat().st_mode & 0o777 == 0o711
    assert (home / "mine" / "letter").exists()


def test_a_full_disk_ends_the_worker_that_filled_it_unseen(tmp_path, monkeypatch) -> None:
    free = 1000 * MB
    monkeypatch.setattr(watchdog, "_free", lambda place: (free, 10**6))
    limits = Limits(disk=200 * MB, seconds=1e9)  # this process has run many tests already
    terms = Conditions("work", (), limits=limits, folder=str(tmp_path), uid=1)
    dog = watchdog.Watchdog(terms, base=1 << 40)
    assert not dog.look([os.getpid()])
    free = 10 * MB  # nothing of it in any folder: files without a name
    assert dog.look([os.getpid()])
    assert dog.verdict == ("crashed", "wrote more than 200 MB")


def test_folders_too_deep_for_a_path_are_no_fault_of_the_grader(tmp_path: Path, spec) -> None:
    (tmp_path / "cross_correlate.py").write_text("x = 1\n")
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(100):
        os.mkdir("d" * 60, dir_fd=here)
        below = os.open("d" * 60, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert "cross_correlate.py" in read_submission(tmp_path, spec).files
    remove_tree(str(tmp_path))


def test_bytes_out_of_band_are_a_breach() -> None:
    """There is something to read, says the kernel, and nothing comes."""
    shouts = b"""
import os, socket, time
def f():
    for fd in range(3, 64):
        try:
            socket.socket(fileno=os.dup(fd)).send(b"!", socket.MSG_OOB)
        except OSError:
            pass
    time.sleep(1)  # so that nothing else is there to be read
    return 1
"""
    files = {"work.py": shouts}
    with (
        Spawner.start() as spawner,
        spawner.keeper() as keeper,
        keeper.worker(module="work", files=files) as worker,
    ):
        worker.start()
        kinds = [worker.call("f").kind for _ in range(2)]
    assert kinds[-1] == "protocol"


def test_many_small_things_fill_no_judge() -> None:
    """An empty list is sent as two bytes; read, it takes forty times as many."""
    many = encode_answer(Outcome("returned", value=[[]] * 400_000))
    worker: Any = SimpleNamespace(ask=lambda question: Answer(many))
    asked = Asked(worker, Outcome("returned"), [])
    kinds = [asked(Call("f", ())).kind for _ in range(3)]
    assert kinds == ["returned", "returned", "unsendable"]


def test_a_judge_that_is_full_takes_no_other_submission(monkeypatch) -> None:
    """What one submission has left in its memory must not cost the next one an answer."""
    mapped = 1000 * MB
    monkeypatch.setattr(service.kernel, "mapped_now", lambda: mapped)
    grader: Any = SimpleNamespace(bench=SimpleNamespace(device="cpu"))
    has_room = service._memory_left(grader)
    assert has_room()
    mapped += MEMORY_TO_COMPARE * 3 // 4
    assert not has_room()
