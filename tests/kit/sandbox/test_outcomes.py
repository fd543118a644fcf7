"""Each thing that student code can do has its outcome, and none of them raises in the judge."""

# ruff: noqa: E501 (small programs in one line each)

from __future__ import annotations

import os
import signal
import time
from typing import Any

import pytest
import torch

from autograder.sandbox import BadRequest, Keeper, Limits, SandboxError, Spawner, SpawnerGone
from autograder.sandbox.processes import children
from autograder.testing.outcome import Outcome

SHORT = Limits(seconds=1.5)


def test_a_value_comes_back(run: Any) -> None:
    outcome = run("def f(x, y): return {'sum': x + y, 'parts': (x, y)}", torch.ones(2), 2.5)
    assert outcome.kind == "returned"
    assert torch.equal(outcome.value["sum"], torch.full((2,), 3.5))
    assert outcome.value["sum"].wire_device == "cpu"
    assert outcome.value["parts"][1] == 2.5


def test_keywords_and_prints_arrive(keeper: Keeper) -> None:
    source = b"import sys\ndef f(a, *, b=1):\n    print('out', b); print('err', file=sys.stderr)\n    return a - b"
    with keeper.worker(module="work", files={"work.py": source}) as worker:
        worker.start()
        first, second = worker.call("f", (5,), {"b": 3}), worker.call("f", (5,))
    assert (first.value, second.value) == (2, 4)
    assert first.printed == "out 3\nerr\n"
    assert second.printed == "out 1\nerr\n"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("def f(): return 1 / 0", "raised"),
        ("def g(): pass", "missing"),
        ("def f(): raise NotImplementedError('Not written yet: f')", "unwritten"),
        ("def f(:", "import_failed"),
        ("import nothing_of_this_name", "import_failed"),
        ("def f(): return (x for x in 'ab')", "unsendable"),
        ("import sys\ndef f(): sys.exit(0)", "exited"),
        ("import os\ndef f(): os._exit(0)", "exited"),
        ("import os\nos._exit(3)", "exited"),
        ("import os\ndef f(): os.abort()", "crashed"),
        ("import ctypes\ndef f(): ctypes.string_at(0)", "crashed"),
        ("def f():\n    raise KeyboardInterrupt", "raised"),
        ("def f():\n    return f()", "raised"),
        ("def f():\n    return [bytearray(9 << 30)]", "memory"),
        ("import torch\ndef f():\n    return torch.zeros(3 << 30)", "memory"),
        ("import os\ndef f():\n    os.closerange(3, 250); return 1", "exited"),
    ],
)
def test_each_end_has_its_kind(run: Any, source: str, kind: str) -> None:
    outcome = run(source)
    assert outcome.kind == kind, outcome


def test_an_exception_names_the_students_lines_only(run: Any) -> None:
    outcome = run("def g(x):\n    return x['no']\n\ndef f():\n    return g({})")
    assert outcome.raised.type == "KeyError"
    assert [(line.file, line.line, line.function) for line in outcome.raised.frames] == [
        ("work.py", 5, "f"),
        ("work.py", 2, "g"),
    ]


def test_a_syntax_error_names_its_line(run: Any) -> None:
    outcome = run("x = 1\ndef f(:\n    pass")
    assert outcome.raised.type == "SyntaxError"
    assert outcome.raised.line == 2


def test_exit_codes_and_signals_are_told(run: Any) -> None:
    for asked, told in (("True", 1), ("False", 0), ("10**30", 0), ("'no'", 1), ("None", 0)):
        assert run(f"import sys\ndef f(): sys.exit({asked})").code == told
    assert run("import os\ndef f(): os._exit(5)").code == 5
    assert run("import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGSEGV)").code == 11


def test_a_loop_that_ignores_signals_is_stopped(run: Any) -> None:
    source = """
        import signal
        def f():
            for number in range(1, 65):
                try: signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError): pass
            while True: pass
    """
    outcome = run(source, limits=SHORT)
    assert outcome.kind == "timeout"
    assert outcome.detail == "1.5 s"
    assert outcome.seconds < 4


def test_time_is_counted_over_all_questions_of_a_test(keeper: Keeper) -> None:
    source = b"import time\ndef f(): time.sleep(0.6)"
    with keeper.worker(
        module="work", files={"work.py": source}, limits=Limits(seconds=1)
    ) as worker:
        worker.start()
        assert [worker.call("f").kind for _ in range(3)] == ["returned", "timeout", "timeout"]


def test_after_a_fatal_outcome_nothing_is_asked_any_more(keeper: Keeper) -> None:
    source = b"import os\ndef f(): os._exit(4)\ndef g(): return 1"
    with keeper.worker(module="work", files={"work.py": source}) as worker:
        worker.start()
        assert worker.call("f").code == 4
        later = worker.call("g")
    assert later.kind == "exited"
    assert later.code == 4


def test_a_probe_runs_beside_the_students_code(keeper: Keeper) -> None:
    probe = "def look(work, data):\n    import helper\n    return helper.twice(work.K) + data"
    files = {"work.py": b"K = 20"}
    with keeper.worker(
        module="work", files={**files, "helper.py": b"def twice(x): return 2 * x"}
    ) as worker:
        worker.start()
        assert worker.probe(probe, "look", (2,)).value == 42


def test_support_folders_can_be_imported_and_read_but_not_written(
    keeper: Keeper, tmp_path: Any
) -> None:
    (tmp_path / "deep").mkdir(mode=0o700)
    (tmp_path / "deep" / "numbers.txt").write_text("1 2 3")
    (tmp_path / "helper.py").write_text(
        "from pathlib import Path\nHERE = Path(__file__).parent\n"
        "def total(): return sum(map(int, (HERE / 'deep/numbers.txt').read_text().split()))\n"
        "def spoil():\n    (HERE / 'deep/numbers.txt').write_text('0')"
    )
    tmp_path.chmod(0o700)
    source = b"import helper\ndef f(): return helper.total()\ndef g(): helper.spoil()"
    for _ in range(2):
        with keeper.worker(module="work", files={"work.py": source}, support=[tmp_path]) as worker:
            assert worker.start().kind == "returned"
            assert worker.call("f").value == 6
            assert worker.call("g").raised.type in ("PermissionError", "OSError")


def test_forbidden_operations_are_caught_where_they_happen(keeper: Keeper) -> None:
    source = b"import torch\nalias = torch.conv2d\ndef f(x):\n    return alias(x, x)\ndef g(x):\n    try: return alias(x, x)\n    except Exception: return x"
    job = {"module": "work", "files": {"work.py": source}, "forbid": ("aten::*conv*",)}
    x = torch.ones(1, 1, 2, 2)
    with keeper.worker(**job) as worker:
        worker.start()
        caught, swallowed = worker.call("f", (x,)), worker.call("g", (x,))
    with keeper.worker(**{**job, "forbid": ()}) as worker:
        worker.start()
        assert worker.call("f", (x,)).kind == "returned"
    assert caught.kind == "forbidden"
    assert "line 4" in caught.detail
    assert swallowed.kind == "forbidden"


def test_each_worker_of_a_keeper_is_closed_to_what_is_forbidden_to_it_alone(keeper: Keeper) -> None:
    source = b"""
import numpy, torch
def slide(x): return torch.conv2d(x, x)
def line(x): return numpy.convolve([1, 2], [1]).tolist()
def product(x): return x @ x
"""
    sliding, products = ("aten::*conv*", "numpy.convolve"), ("aten::matmul",)
    for forbid in (sliding, sliding, (), products, sliding, ()):
        with keeper.worker(module="work", files={"work.py": source}, forbid=forbid) as worker:
            worker.start()
            x = torch.ones(1, 1, 2, 2)
            kinds = [worker.call(name, (x,)).kind for name in ("slide", "line", "product")]
        closed = [forbid == sliding, forbid == sliding, forbid == products]
        assert kinds == ["forbidden" if each else "returned" for each in closed]


def test_forbidden_is_forbidden_from_the_import_on_and_in_every_thread(keeper: Keeper) -> None:
    source = """
import threading, torch
def use():
    try: torch.conv2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 2, 2))
    except Exception: pass
GO = threading.Event()
threading.Thread(target=lambda: (GO.wait(), use()), daemon=True).start()
def f():
    GO.set()
    import time; time.sleep(0.3)
    return 1
"""
    job = {"module": "work", "forbid": ("aten::*conv*",)}
    with keeper.worker(**job, files={"work.py": source.encode()}) as worker:
        assert worker.start().kind == "returned"
        assert worker.call("f").kind == "forbidden"
    with keeper.worker(**job, files={"work.py": source.encode() + b"use()"}) as worker:
        assert worker.start().kind == "forbidden"


def test_the_same_seed_gives_the_same_numbers(run: Any) -> None:
    source = "import torch, random, numpy\ndef f(): return torch.rand(2).tolist(), random.random(), float(numpy.random.rand())"
    assert run(source, seed=3).value == run(source, seed=3).value != run(source, seed=4).value


FORGE = """
import gc, os, socket, struct, msgpack

def line():
    for fd in range(3, 100):
        try:
            if socket.socket(fileno=os.dup(fd)).family == socket.AF_UNIX: return fd
        except OSError: continue

def frame(kind="returned", number=1):
    body = msgpack.packb([1, kind, 42, None, [1], [1], None, ""])
    return struct.pack("!IQQ", len(body), 0, number) + body
"""


@pytest.mark.parametrize(
    "body",
    [
        "os.write(line(), frame()); return 1",
        "os.write(line(), b'x' * 5000); return 1",
        "os.write(line(), struct.pack('!IQQ', 1 << 31, 1 << 60, 1)); return 1",
        "os.write(line(), struct.pack('!IQQ', 100000, 0, 1) + b'\\x91' * 100000); return 1",
        "os.write(line(), frame('timeout')); return 1",
        "os.close(line()); import time; time.sleep(9)",
        "os.write(line(), frame()); os._exit(0)",
    ],
)
def test_a_forged_frame_ends_the_worker(run: Any, body: str) -> None:
    outcome: Outcome = run(FORGE + f"def f(): {body}")
    assert outcome.kind in ("protocol", "exited"), outcome
    assert outcome.value is None, outcome


def test_frames_sent_while_importing_or_after_an_answer_are_no_answers(keeper: Keeper) -> None:
    early = FORGE + "os.write(line(), frame())"
    with keeper.worker(module="work", files={"work.py": early.encode()}) as worker:
        assert worker.start().kind == "protocol"
    late = FORGE + (
        "def f():\n    import threading, time\n"
        "    threading.Thread(target=lambda: (time.sleep(0.2), os.write(line(), frame()))).start()\n"
        "    return 1\ndef g(): return 2"
    )
    with keeper.worker(module="work", files={"work.py": late.encode()}) as worker:
        worker.start()
        assert worker.call("f").value == 1
        time.sleep(0.5)
        assert worker.call("g").kind == "protocol"


def test_the_judges_own_mistakes_are_errors(keeper: Keeper) -> None:
    with pytest.raises(BadRequest, match=r"without \.py"):
        keeper.worker(module="work.py", files={})
    with pytest.raises(BadRequest, match="leads out"):
        keeper.worker(module="work", files={"../work.py": b""})
    with keeper.worker(module="work", files={"work.py": b"def f(x): pass"}) as worker:
        worker.start()
        with pytest.raises(BadRequest, match="a tuple that holds a set"):
            worker.call("f", ({1},))
    with pytest.raises(BadRequest, match="closed"):
        worker.call("f")


def test_a_worker_that_could_not_be_started_leaves_nothing_open(keeper: Keeper) -> None:
    work = {"module": "work", "files": {"work.py": b""}}
    blocked = {"work.py": b"", "work.py/inner.py": b""}  # a file where a folder has to be
    before = os.listdir("/dev/fd")
    with (
        pytest.raises(SandboxError, match="could not be started"),
        keeper.worker(**{**work, "files": blocked}),
    ):
        pass
    assert os.listdir("/dev/fd") == before
    keeper.close()
    before = os.listdir("/dev/fd")
    with pytest.raises(SpawnerGone), keeper.worker(**work):
        pass
    assert os.listdir("/dev/fd") == before


def test_judges_forked_from_one_another_have_a_keeper_each(spawner: Spawner) -> None:
    def grade(number: int) -> int:
        files = {"work.py": f"def f(): return {number}".encode()}
        with spawner.keeper() as keeper, keeper.worker(module="work", files=files) as worker:
            worker.start()
            return int(worker.call("f").value)

    forked = []
    for number in (11, 12, 13):
        pid = os.fork()
        if not pid:
            os._exit(grade(number))
        forked.append(pid)
    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in forked]
    assert codes == [11, 12, 13]


def test_a_keeper_that_is_gone_is_the_graders_fault(spawner: Spawner) -> None:
    with spawner.keeper() as keeper:
        files = {"work.py": b"import os\ndef f(): return os.getcwd()"}
        with keeper.worker(module="work", files=files) as worker:
            worker.start()
            # The newest keeper is the spawner's last child.
            os.kill(max(children(spawner._pid)), signal.SIGKILL)  # type: ignore[attr-defined]
            time.sleep(0.5)
            with pytest.raises(SpawnerGone, match="start the grading again"):
                worker.call("f")
