"""What is played through before the first fork really happens, and nobody is confused by it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from typing import Any

import numpy  # noqa: F401  (what is loaded is rehearsed with)
import pytest
import torch

from autograder.sandbox import Session, rehearse
from autograder.sandbox.job import Job
from autograder.sandbox.worker import Student


def test_each_request_of_the_rehearsal_does_what_it_stands_for() -> None:
    """It suppresses its own errors: here they would be seen."""
    folder = os.path.dirname(rehearse.__file__)
    student = Student(Job(module="rehearsed", files=("rehearsed.py",), folder=folder))
    kinds = Counter((r.name, student.answer(r).kind) for r in rehearse._requests())
    sys.modules.pop("rehearsed")
    odd = {("number", "raised"), ("wrong", "raised"), ("unwritten", "unwritten")}
    assert {key for key in kinds if key[1] != "returned"} == {*odd, ("absent", "missing")}
    assert {"number", "table", "array", "distances", "layers", "probe"} <= {key[0] for key in kinds}


def test_it_is_played_to_the_end_and_leaves_no_module(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    plain = Student.answer
    monkeypatch.setattr(Student, "answer", lambda self, r: asked.append(r.name) or plain(self, r))
    rehearse.rehearse()
    assert len(asked) == rehearse.TIMES * sum(1 for _ in rehearse._requests())
    assert "rehearsed" not in sys.modules


def test_a_students_own_file_may_have_the_same_name(session: Session) -> None:
    files = {"rehearsed.py": b"def number(n): return n + 40"}
    with session.worker(module="rehearsed", files=files) as worker:
        assert worker.start().kind == "returned"
        assert worker.call("number", (2,)).value == 42
        assert worker.call("table").kind == "missing"


def test_only_the_spawner_has_the_second_copy(session: Session) -> None:
    source = b"""
import sys
def f():
    mine = sys.modules["autograder.wire.frames"]
    return [mine is sys.modules["autograder.sandbox"].frames, mine.__name__, id(mine)]
"""
    with session.worker(module="work", files={"work.py": source}) as worker:
        worker.start()
        same, name, place = worker.call("f").value
    assert same
    assert name == "autograder.wire.frames"
    assert place != id(sys.modules["autograder.wire.frames"])


def test_forbidden_operations_hold_in_the_second_copy(session: Session) -> None:
    """Installed in one copy and looked for in the other, nothing would be found."""
    source = (
        b"import torch\ndef f(x):\n    return x.softmax(-1)\ndef g(x):\n    return torch.stack([x])"
    )
    patterns = ("aten::*softmax*", "torch.stack")
    job: dict[str, Any] = {"module": "work", "files": {"work.py": source}, "forbid": patterns}
    for name, line in (("f", 3), ("g", 5)):
        with session.worker(**job) as worker:
            worker.start()
            caught = worker.call(name, (torch.ones(2),), forbid_for=name)
            assert (caught.kind, caught.detail.endswith(f"line {line}")) == ("forbidden", True)


def test_without_any_library_it_works_too() -> None:
    code = """
from autograder.sandbox import Spawner
with Spawner.start() as spawner, spawner.session() as session:
    with session.worker(module="work", files={"work.py": b"def f(): return 6 * 7"}) as worker:
        assert worker.start().kind == "returned"
        print(worker.call("f").value)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "42\n", done.stderr
