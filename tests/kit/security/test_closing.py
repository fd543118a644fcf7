"""What attacks have found once stays closed: one test for each hole, at its narrowest place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch  # the judge has it loaded: names are looked up in it  # noqa: F401

from autograder.course import Spec
from autograder.course.load import load_course
from autograder.judge.redact import redacted
from autograder.judge.submission import read_submission
from autograder.prove.rehearse import as_in_docker
from autograder.sandbox import remove, watchdog
from autograder.sandbox.limits import MB, Limits
from autograder.testing.outcome import CodeLine, Outcome, Raised
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
def test_nothing_can_be_spelt_with_a_hidden_tests_outcome(told: Outcome, spec) -> None:
    left = redacted(told, spec.forbid["torch convolution"])
    frames = left.raised.frames if left.raised else ()
    shown = f"{left.detail} {left.code} {[frame.line for frame in frames]}"
    assert "secret" not in shown
    assert "7203641" not in shown


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("torch.nn.functional.conv2d at line 41", "torch.nn.functional.conv2d at line 41"),
        ("torch.conv2d", "torch.conv2d"),
        ("torch.ops.quantized.conv2d at line 3", "torch.ops.quantized.conv2d at line 3"),
        (
            "numpy._core.multiarray.correlate at line 3",
            "numpy._core.multiarray.correlate at line 3",
        ),
        ("scipy.signal.secret at line 7", "scipy.signal at line 7"),
        ("torch.softmax at line 41", ""),  # nobody forbids it
        ("numpy.sort at line 41", ""),
        ("torch.ops.secret.conv2d at line 3", ""),
    ],
)
def test_only_an_operation_that_the_test_forbids_has_a_name(told: str, left: str, spec) -> None:
    forbidden = spec.forbid["torch convolution"]
    assert redacted(Outcome("forbidden", detail=told), forbidden).detail == left
    assert redacted(Outcome("forbidden", detail=told)).detail == ""


def test_an_honest_outcome_stays_as_helpful() -> None:
    assert redacted(Outcome("memory", detail="1.5 GB")).detail == "1.5 GB"
    assert redacted(Outcome("exited", code=7)).code == 7


def test_a_folder_that_cannot_be_lifted_ends_the_removal(tmp_path, monkeypatch) -> None:
    (tmp_path / "top" / "a" / "b").mkdir(parents=True)

    def full(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    monkeypatch.setattr(remove, "NAMES_TO_TRY", 3)
    remove.remove_tree(str(tmp_path / "top"))  # it returns


def test_a_full_disk_ends_the_worker_that_filled_it_unseen(tmp_path, monkeypatch) -> None:
    free = 1000 * MB
    monkeypatch.setattr(watchdog, "_free", lambda place: (free, 10**6))
    limits = Limits(disk=200 * MB, cpu_seconds=1e9)  # this process has run many tests already
    dog = watchdog.Watchdog(limits, str(tmp_path), 1, gpu=False, base=1 << 40)
    assert dog.look([os.getpid()]) is None
    free = 10 * MB  # nothing of it in any folder: files without a name
    breach = dog.look([os.getpid()])
    assert breach is not None
    assert breach.detail == "wrote more than 200 MB"


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
    remove.remove_tree(str(tmp_path))
