"""What a worker takes too much of costs that worker, and nothing of it stays."""

# ruff: noqa: E501 (small programs in one line each)

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import Keeper, Limits

MB = 1 << 20
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives workers their own users")


def processes_of(uid: int) -> list[str]:
    """The ids of a user's processes, dead ones that nobody has reaped included."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "status").read_text()
            except OSError:
                continue
            if int(status.split("Uid:")[1].split()[0]) == uid:
                found.append(entry.name)
    return found


def none_left(uid: int) -> bool:
    """Whether all of a user's processes are gone, soon after its worker is."""
    deadline = time.monotonic() + 10
    while processes_of(uid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not processes_of(uid)


@only_root
@pytest.mark.parametrize(
    "source",
    [
        # a fork bomb
        "import os\ndef f():\n    while True:\n        try: os.fork()\n        except OSError: pass",
        # a daemon that has left its keeper, its group and its parent
        "import os, time\ndef f():\n    if not os.fork():\n        os.setsid()\n        if not os.fork():\n"
        "            time.sleep(600)\n        os._exit(0)\n    return 1",
        # children that ignore what they can and keep the line to the judge open
        "import os, signal, time\ndef f():\n    if not os.fork():\n        signal.pthread_sigmask("
        "signal.SIG_BLOCK, range(1, 65))\n        time.sleep(600)\n    os._exit(0)",
        # threads without end
        "import threading, time\ndef f():\n    while True:\n        try: threading.Thread(target=time.sleep, "
        "args=(600,)).start()\n        except RuntimeError: pass",
    ],
    ids=["fork bomb", "daemon", "orphan", "threads"],
)
def test_processes_end_with_their_test(run: Any, source: str) -> None:
    source = source.replace("def f():", "def f():\n    print(os.getuid(), flush=True)", 1)
    outcome = run("import os\n" + source, limits=Limits(seconds=1.5, processes=64))
    assert outcome.kind in ("timeout", "returned", "exited", "crashed"), outcome
    assert none_left(int(outcome.printed.split()[0]))


def test_a_worker_that_ended_is_told_although_its_child_lives(run: Any) -> None:
    source = "import os, time\ndef f():\n    if not os.fork(): time.sleep(600)\n    os._exit(7)"
    outcome = run(source, limits=Limits(seconds=8))
    assert outcome.kind == "exited"
    assert outcome.code == 7
    assert outcome.seconds < 6


def test_memory_is_limited_for_one_process_and_for_all_together(run: Any) -> None:
    one = run(
        "def f():\n    return [bytearray(64 << 20) for _ in range(99)]",
        limits=Limits(memory=256 * MB),
    )
    assert one.kind == "memory"
    together = run(
        "import os, time\ndef f():\n    for _ in range(6):\n        if not os.fork():\n"
        "            held = bytearray(os.urandom(1 << 20)) * 100\n            time.sleep(9)\n    time.sleep(9)",
        limits=Limits(memory=256 * MB, seconds=8),
    )
    assert together.kind == "memory", together
    assert together.detail == "0.25 GB", together


@pytest.mark.parametrize(
    "source",
    [
        # the pages of a library's file, all read
        "import ctypes, torch, time\ndef f():\n    for line in open('/proc/self/maps'):\n        if 'libtorch' in line and ' r' in line:\n"
        "            start, end = (int(each, 16) for each in line.split()[0].split('-'))\n"
        "            for place in range(start, end, 4096): ctypes.c_char.from_address(place).value\n    time.sleep(1)",
        # what libraries hold beside their files, and 40 MB, in many processes
        "import os, time\ndef f():\n    held = bytearray(os.urandom(1 << 20)) * 40\n    for _ in range(7):\n"
        "        if not os.fork(): time.sleep(9)\n    time.sleep(1)",
    ],
    ids=["read", "shared"],
)
def test_the_libraries_memory_is_not_the_workers(run: Any, source: str) -> None:
    outcome = run(source, limits=Limits(memory=100 * MB, seconds=8))
    assert outcome.kind == "returned", outcome


def test_a_flood_of_output_is_cut(run: Any) -> None:
    outcome = run("def f():\n    for _ in range(3000): print('x' * 999)\n    return 1")
    assert outcome.kind == "returned"
    assert len(outcome.printed) == 100_000
    endless = run("def f():\n    while True: print('x' * 999)", limits=Limits(seconds=1))
    assert endless.kind == "timeout"
    assert len(endless.printed) == 100_000


def test_a_file_has_a_largest_size_and_all_files_together_too(run: Any) -> None:
    big = run("def f():\n    open('big', 'wb').write(bytes(80 << 20))")
    assert big.kind == "raised"
    assert big.raised.type == "OSError"
    source = (
        "def f():\n    for n in range(99):\n        open(f'{n}', 'wb').write(bytes(9 << 20))\n"
        "    import time; time.sleep(5)"
    )
    many = run(source, limits=Limits(disk=60 * MB, seconds=8))
    assert many.kind == "crashed", many
    assert many.detail == "wrote more than 60 MB", many


def test_descriptors_run_out_for_the_worker_only(run: Any) -> None:
    outcome = run("import os\ndef f():\n    while True: os.open('/dev/null', 0)")
    assert outcome.kind == "raised"
    assert outcome.raised.type == "OSError"


def test_processor_time_is_limited_apart_from_the_clock(keeper: Keeper) -> None:
    files = {"work.py": b"def f():\n    while True: pass"}
    with keeper.worker(module="work", files=files, limits=Limits(seconds=0.5)) as worker:
        worker.start()
        worker.begin(20)
        outcome = worker.call("f")
    assert outcome.kind == "timeout"
    assert "processor" in outcome.detail


def test_a_slow_large_answer_is_bounded_by_the_clock(run: Any) -> None:
    source = (
        "import os, socket, struct, time\ndef f():\n"
        "    line = next(fd for fd in range(3, 99) if os.path.exists(f'/proc/self/fd/{fd}')"
        " and os.readlink(f'/proc/self/fd/{fd}').startswith('socket'))\n"
        "    os.write(line, struct.pack('!IQQ', 9, 60 << 20, 0) + bytes(9))\n"
        "    while True: os.write(line, b'x'); time.sleep(0.01)"
    )
    outcome = run(source, limits=Limits(seconds=1.5))
    assert outcome.kind == "timeout"
    assert outcome.seconds < 4
