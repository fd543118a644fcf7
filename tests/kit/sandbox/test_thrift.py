"""What is done once, so that not every worker has to, and that nobody can tell the difference."""

from __future__ import annotations

import platform
import textwrap
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import Limits, Session, Spawner, fill
from autograder.sandbox.processes import children
from autograder.testing.outcome import Outcome
from tests.kit.sandbox.conftest import needs_root

SOURCE = """
    VALUE = 1
    def f():
        return VALUE
    def wrong():
        return [][0]  # the line that is shown
"""


def _files(source: str) -> dict[str, bytes]:
    return {"work.py": textwrap.dedent(source).encode()}


def _compiled(session: Session, source: str) -> dict[str, bytes]:
    with session.worker(module="work", files=_files(source)) as worker:
        return worker.compile()


def _ask(session: Session, bytecode: dict[str, bytes], name: str) -> Outcome:
    files = _files(SOURCE)
    with session.worker(module="work", files=files, bytecode=bytecode) as worker:
        begun = worker.start()
        return worker.call(name) if begun.kind == "returned" else begun


def test_a_worker_imports_what_another_one_has_compiled(session: Session) -> None:
    # Other code than the source's would say so: that one is what is imported.
    assert _ask(session, _compiled(session, SOURCE.replace("= 1", "= 2")), "f").value == 2
    assert _ask(session, _compiled(session, SOURCE), "f").value == 1
    assert _ask(session, {}, "f").value == 1


def test_bytecode_is_added_where_the_next_worker_waits(session: Session) -> None:
    source = SOURCE + "    def folder():\n        return __file__\n"
    files, other = _files(source), _files(source.replace("= 1", "= 3"))
    with session.worker(module="work", files=files) as worker:
        bytecode = worker.compile()
        worker.start()
        place = worker.call("folder").value
    with session.worker(module="work", files=files, bytecode=bytecode) as worker:
        worker.start()
        assert worker.call("folder").value == place
    with session.worker(module="work", files=other, bytecode=bytecode) as worker:
        worker.start()
        assert worker.call("folder").value != place


@needs_root
def test_a_session_sleeps_while_the_kernel_takes_a_worker_apart(
    spawner: Spawner, session: Session
) -> None:
    source = """
        held: list = []
        def hold(size):
            held.append(b"1" * size)
    """
    used, took = [], 0.0
    for size in (1, 600_000_000):  # its own work first, then with a wait in it
        with session.worker(module="work", files=_files(source), then=None) as worker:
            worker.start()
            assert worker.call("hold", (size,)).kind == "returned"
            keeper = max(children(spawner._source._pid))  # type: ignore[attr-defined]
            before, begun = _on_processor(keeper), time.monotonic()
            session.end(worker._number)
            took = time.monotonic() - begun
            used.append(_on_processor(keeper) - before)
    assert used[1] < used[0] + took / 2


def _on_processor(pid: int) -> float:
    """Seconds that a process has had a processor for itself."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def test_compiled_code_still_shows_the_students_line(session: Session) -> None:
    raised = _ask(session, _compiled(session, SOURCE), "wrong").raised
    assert raised is not None
    assert [(line.file, line.line, line.text) for line in raised.frames] == [
        ("work.py", 6, "return [][0]  # the line that is shown")
    ]


def test_what_does_not_compile_is_told_by_the_import(session: Session, run: Any) -> None:
    for source in ("def f(:", "x = 1\0", "(" * 5000, "# -*- coding: no-such -*-"):
        assert _compiled(session, source) == {}
        assert run(source).kind == "import_failed"


def test_bytecode_that_makes_no_sense_fails_the_import_only(session: Session) -> None:
    name = next(iter(_compiled(session, SOURCE)))
    assert _ask(session, {name: b"nonsense"}, "f").value == 1
    assert _ask(session, _compiled(session, SOURCE), "f").value == 1


def test_after_the_gaps_are_filled_new_objects_lie_together() -> None:
    holes = [bytes(100) for _ in range(20_000)]
    del holes[::2]
    fill.fill_gaps()
    places = sorted(id(one) for one in [bytes(100) for _ in range(50)])
    jumps = [after - before for before, after in pairwise(places) if after - before != 144]
    assert len(jumps) <= 1  # from one block of memory to the next


def test_a_worker_that_was_not_foreseen_has_its_own_conditions(session: Session) -> None:
    source = """
        import resource
        def files():
            return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    """
    asked = {"module": "work", "files": _files(source)}
    seen = []
    for limit, foreseen in [(100, 120), (120, 140), (160, 160), (160, 100)]:
        limits, then = Limits(open_files=limit), {"limits": Limits(open_files=foreseen)}
        with session.worker(**asked, limits=limits, then=then) as worker:
            worker.start()
            seen.append(worker.call("files").value)
    with session.worker(**asked, limits=Limits(open_files=80), then=None) as worker:
        worker.start()
        seen.append(worker.call("files").value)
    assert seen == [100, 120, 160, 160, 80]


def test_other_files_in_one_session_are_other_files(session: Session) -> None:
    for value in (1, 2, 1):
        files = {"work.py": f"def f(): return {value}\n".encode()}
        with session.worker(module="work", files=files) as worker:
            worker.start()
            assert worker.call("f").value == value


def test_files_lie_where_the_program_runs(session: Session) -> None:
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
    with session.worker(module="work", files=files) as worker:
        assert worker.start().kind == "returned"
        assert worker.call("read", ("one.txt",)).value == "one"
        assert worker.call("read", ("data/two.txt",)).value == "two"
        assert worker.call("beside").value == "two"
        assert worker.call("new").value == ["data", "new.txt", "one.txt", "work.py"]
    with session.worker(module="work", files=files) as worker:
        worker.start()
        assert worker.call("new").value == ["data", "new.txt", "one.txt", "work.py"]


def test_many_files_with_long_names_come_through(session: Session) -> None:
    long = {f"{'x' * 150}/{number:05}{'y' * 90}.txt": b"" for number in range(500)}
    for _ in range(2):
        with session.worker(module="work", files={**_files(SOURCE), **long}) as worker:
            assert worker.start().kind == "returned"


@needs_root
def test_no_worker_changes_the_files_of_the_next(session: Session) -> None:
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
        with session.worker(module="work", files=_files(source)) as worker:
            worker.start()
            assert worker.call("f").value == "whole"
            assert worker.call("spoil").value == []


@needs_root
def test_a_worker_is_itself_for_the_c_library_too(session: Session) -> None:
    """It is forked without the C library's help, which keeps the number of each thread."""
    source = """
        import os, random, signal, threading, time
        heard = []
        def f():
            signal.signal(signal.SIGUSR1, lambda *_: heard.append(1))
            signal.raise_signal(signal.SIGUSR1)
            signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
            os.kill(os.getpid(), signal.SIGUSR1)
            time.clock_gettime(time.pthread_getcpuclockid(threading.main_thread().ident))
            threads = [threading.Thread(target=heard.append, args=(1,)) for _ in range(4)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            pid = os.fork()
            if not pid: os._exit(7)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            return threading.get_native_id() == os.getpid(), sum(heard), code
    """
    with session.worker(module="work", files=_files(source)) as worker:
        worker.start()
        assert worker.call("f").value == (True, 7, 7)


@needs_root
def test_without_a_nursery_all_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "unheard-of")
    with Spawner.start() as spawner, spawner.session() as session:
        for _ in range(3):
            with session.worker(module="work", files=_files(SOURCE)) as worker:
                assert worker.start().kind == "returned"
                assert worker.call("f").value == 1
