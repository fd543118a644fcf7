"""A keeper's work: the student's files laid out anew, users that come once, what a look tells."""

from __future__ import annotations

import textwrap
import time
from pathlib import Path

import pytest
import torch

from autograder.sandbox import Keeper, Limits, Spawner, question
from autograder.testing.outcome import Call
from tests.kit.sandbox.conftest import needs_root

SOURCE = """
    VALUE = 1
    def f():
        return VALUE
"""


def _files(source: str) -> dict[str, bytes]:
    return {"work.py": textwrap.dedent(source).encode()}


def test_other_files_of_one_keeper_are_other_files(keeper: Keeper) -> None:
    for value in (1, 2, 1):
        files = {"work.py": f"def f(): return {value}\n".encode()}
        with keeper.worker(module="work", files=files) as worker:
            worker.start()
            assert worker.call("f").value == value


def test_files_lie_where_the_program_runs(keeper: Keeper) -> None:
    source = """
        from pathlib import Path
        def read(name):
            return Path(name).read_text()
        def beside():
            return (Path(__file__).parent / "data" / "two.txt").read_text()
        def new():
            Path("new.txt").write_text("three")
            return sorted(path.name for path in Path().iterdir())
    """
    files = {**_files(source), "one.txt": b"one", "data/two.txt": b"two"}
    with keeper.worker(module="work", files=files) as worker:
        assert worker.start().kind == "returned"
        assert worker.call("read", ("one.txt",)).value == "one"
        assert worker.call("read", ("data/two.txt",)).value == "two"
        assert worker.call("beside").value == "two"
        assert worker.call("new").value == ["data", "new.txt", "one.txt", "work.py"]
    with keeper.worker(module="work", files=files) as worker:
        worker.start()
        assert worker.call("new").value == ["data", "new.txt", "one.txt", "work.py"]


def test_many_files_with_long_names_come_through(keeper: Keeper) -> None:
    long = {f"{'x' * 150}/{number:05}{'y' * 90}.txt": b"" for number in range(500)}
    for _ in range(2):
        with keeper.worker(module="work", files={**_files(SOURCE), **long}) as worker:
            assert worker.start().kind == "returned"


@needs_root
def test_no_worker_changes_the_files_of_the_next(keeper: Keeper) -> None:
    source = """
        import os
        def spoil():
            done = []
            for place in (__file__, os.path.dirname(__file__) + "/other.py", "work.py"):
                try:
                    with open(place, "w") as file:
                        file.write("def f(): return 'spoilt'")
                    done.append(place)
                except OSError:
                    pass
            return done
        def f():
            return "whole"
    """
    for _ in range(2):
        with keeper.worker(module="work", files=_files(source)) as worker:
            worker.start()
            assert worker.call("f").value == "whole"
            worker.call("spoil")


@needs_root
def test_no_user_id_comes_twice(spawner: Spawner) -> None:
    source = "import os\ndef f(): return os.getuid()"
    seen = []
    for _ in range(2):
        with spawner.keeper() as keeper:
            for _ in range(5):
                with keeper.worker(module="work", files=_files(source)) as worker:
                    worker.start()
                    seen.append(worker.call("f").value)
    assert len(set(seen)) == 10


def test_a_look_counts_threads(keeper: Keeper) -> None:
    source = """
        import threading, time
        def leave():
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    """
    with keeper.worker(module="work", files=_files(source)) as worker:
        worker.start()
        first = worker.begin(10)
        worker.call("leave")
        second = worker.begin(10)
    assert (first, second) == (1, 2)


def test_processor_time_counts_from_where_a_test_began_for_all_processes(keeper: Keeper) -> None:
    source = """
        import os, time
        def busy(seconds):
            end = time.process_time() + seconds
            while time.process_time() < end: pass
        def many():
            for _ in range(4):
                if not os.fork():
                    while True: pass
            time.sleep(60)
    """
    limits = Limits(seconds=0.5)  # and twice that of processor time, and a second
    with keeper.worker(module="work", files=_files(source), limits=limits) as worker:
        worker.start()
        for _ in range(3):
            worker.begin(30)
            assert worker.call("busy", (1.1,)).kind == "returned"
        worker.begin(30)
        stopped = worker.call("many")
    assert stopped.kind == "timeout"
    assert "processor time" in stopped.detail


def test_random_numbers_start_each_test_where_the_import_left_them(keeper: Keeper) -> None:
    source = """
        import random, numpy, torch
        random.random(); torch.rand(1)
        def f():
            return random.random(), float(numpy.random.rand()), float(torch.rand(1))
    """
    with keeper.worker(module="work", files=_files(source)) as worker:
        worker.start()
        first = question(Call("f"), begin=True)
        later = question(Call("f"))
        answers = [worker.ask(q).outcome().value for q in (first, later, first, later)]
    assert answers[0] == answers[2]
    assert answers[1] == answers[3]
    assert answers[0] != answers[1]


def test_closing_a_worker_leaves_nothing_of_it_running_or_lying(keeper: Keeper) -> None:
    """Not soon after, but when `close` has returned: the next one may see hidden inputs."""
    import os

    source = """
        import os, time
        def f():
            if not os.fork():
                os.setsid()
                if not os.fork():
                    time.sleep(60)
                os._exit(0)
            open("/dev/shm/left-by-%d" % os.getuid(), "w").close()
            return os.getcwd(), os.getuid()
    """
    with keeper.worker(module="work", files=_files(source)) as worker:
        worker.start()
        worker.begin(10)
        folder, uid = worker.call("f").value
    assert not os.path.exists(folder)
    if os.geteuid() == 0:
        assert not os.path.exists(f"/dev/shm/left-by-{uid}")
        begun = time.monotonic()
        living = [p for p in os.listdir("/proc") if p.isdigit() and _owner(p) == uid]
        assert not living, begun


def _owner(pid: str) -> int:
    import os

    try:
        return os.stat(f"/proc/{pid}").st_uid
    except OSError:
        return -1


def test_large_inputs_and_answers_come_through(keeper: Keeper) -> None:
    with keeper.worker(module="work", files=_files("def f(x): return x * 2")) as worker:
        worker.start()
        big = torch.ones(4_000_000)
        assert torch.equal(worker.call("f", (big,)).value, big * 2)


@needs_root
def test_two_submissions_side_by_side_have_no_place_in_common(tmp_path: Path) -> None:
    leaves = """
    import os
    def f():
        with open("/dev/shm/note", "w") as file:
            file.write("x")
        os.chmod("/dev/shm/note", 0o644)
    """
    looks = """
    import os
    def f():
        return os.path.exists("/dev/shm/note")
    """
    with Spawner.start(hide=[tmp_path]) as started:
        if not started.isolation.covered:
            pytest.skip("nothing can be mounted here")
        with (
            started.keeper() as one,
            started.keeper() as two,
            one.worker(module="work", files=_files(leaves)) as first,
            two.worker(module="work", files=_files(looks)) as second,
        ):
            assert first.start().kind == second.start().kind == "returned"
            assert first.call("f").kind == "returned"
            assert second.call("f").value is False
