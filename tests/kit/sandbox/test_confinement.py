"""What a worker can reach: its own folder, the libraries, and nothing else."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import Keeper, Spawner

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="only root can give workers their own users"
)


def test_the_user_is_really_dropped(run: Any) -> None:
    status = run("def f(): return open('/proc/self/status').read()").value
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert len(set(facts["Uid"].split())) == 1
    assert int(facts["Uid"].split()[0]) >= 40_000
    assert facts["Groups"].strip() == ""
    assert all(
        int(facts[name], 16) == 0 for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
    )
    assert facts["NoNewPrivs"] == "1"
    assert facts["Seccomp"] == "2"


def test_each_worker_has_a_user_and_a_folder_of_its_own(run: Any) -> None:
    source = "import os\ndef f(): return os.getuid(), os.getcwd()"
    first, second = run(source).value, run(source).value
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_the_environment_is_clean(run: Any) -> None:
    source = "import os\ndef f(): return dict(os.environ), os.getcwd()"
    environment, folder = run(source).value
    assert set(environment) == {
        "PATH", "HOME", "TMPDIR", "LANG", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS", "MPLBACKEND", "PYTHONDONTWRITEBYTECODE",
    }  # fmt: skip
    assert environment["HOME"] == environment["TMPDIR"] == folder


def test_the_harness_environment_is_not_in_memory_either(run: Any) -> None:
    source = """
        import ctypes
        def f(needle):
            fields = open('/proc/self/stat').read().rpartition(')')[2].split()
            start, end = int(fields[47]), int(fields[48])
            first = ctypes.string_at(start, end - start) if 0 < start < end else b''
            block = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), 'environ')
            names, n = [], 0
            while block[n]: names.append(block[n]); n += 1
            return needle in first or any(needle in name for name in names)
    """
    assert run(source, b"canary").value is False


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
        "socket.create_connection(('1.1.1.1', 53), 1)",
        "os.setuid(0)",
        "os.chroot('.')",
        "os.listdir('/root')",
        "open('/etc/shadow')",
        "os.mkdir('/usr/mine')",
        "open('/proc/1/environ', 'rb').read()",
        "open(f'/proc/{os.getppid()}/environ', 'rb').read()",
        "open(f'/proc/{os.getppid()}/mem', 'rb').read()",
        "os.listdir(f'/proc/{os.getppid()}/fd')",
        "os.kill(os.getppid(), 0)",
        "os.listdir('..')",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))",
        "call(101, 0, os.getppid(), 0, 0)",  # ptrace
        "call(310, os.getppid(), 0, 0, 0, 0, 0)",  # process_vm_readv
        "call(425, 8, 0)",  # io_uring_setup
        "call(272, 0x10000000)",  # unshare, a new user namespace
        "call(29, 1, 4096, 0o1666)",  # shmget
        "call(319, 0, 0)",  # memfd_create
        "call(56, 0x10000000 | 17, 0, 0, 0, 0)",  # clone, a new user namespace
        "call(56, 0x8000 | 17, 0, 0, 0, 0)",  # clone, as a sibling: out of the worker's family
        "call(0x40000000 | 39)",  # getpid in the numbering of x32
    ],
)
def test_an_attempt_is_refused(run: Any, attempt: str) -> None:
    source = f"""
        import ctypes, os, resource, socket
        def call(*words):
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.syscall(*words) < 0:
                raise OSError(ctypes.get_errno(), 'refused')
        def f():
            {attempt}
            return 'it worked'
    """
    outcome = run(source)
    assert outcome.kind == "raised", outcome
    assert "OSError" in outcome.raised.bases, outcome


def test_hidden_folders_are_hidden_whatever_their_mode(tmp_path_factory: Any) -> None:
    course = Path("/opt") if os.access("/opt", os.W_OK) else tmp_path_factory.mktemp("course")
    hidden = course / f"hidden-{os.getpid()}"
    hidden.mkdir(mode=0o755)
    secret = hidden / "test_secret.py"
    secret.write_text("answer = 42")
    try:
        with Spawner.start(hide=(hidden,)) as spawner, spawner.keeper() as keeper:
            source = b"def f(path): return open(path).read()"
            with keeper.worker(module="work", files={"work.py": source}) as worker:
                worker.start()
                outcome = worker.call("f", (str(secret),))
    finally:
        secret.unlink()
        hidden.rmdir()
    assert outcome.kind == "raised", outcome


def test_support_files_are_there_when_the_folder_above_them_is_hidden(tmp_path: Path) -> None:
    """As in a grader's image, where all of the unpacked zip is closed."""
    support = tmp_path / "source" / "support"
    support.mkdir(parents=True)
    (support / "helper_of_the_course.py").write_text("FOUR = 4")
    secret = tmp_path / "source" / "test_secret.py"
    secret.write_text("answer = 42")
    source = b"import helper_of_the_course\ndef f(path): return open(path).read()"
    files = {"work.py": source}
    with (
        Spawner.start(hide=(tmp_path / "source",)) as spawner,
        spawner.keeper() as keeper,
        keeper.worker(module="work", files=files, support=[support]) as worker,
    ):
        begun = worker.start()
        outcome = worker.call("f", (str(secret),))
    assert begun.kind == "returned", begun
    assert outcome.kind == "raised", outcome


def test_files_of_a_worker_are_gone_with_it(keeper: Keeper, run: Any) -> None:
    source = """
        import os, socket
        def f():
            places = ['/tmp', '/var/tmp', '/dev/shm', '/run/lock', '/dev/mqueue', os.getcwd()]
            made = []
            for place in places:
                for name, make in (
                    ('file', lambda p: open(p, 'w').close()),
                    ('folder', lambda p: (os.makedirs(p + '/a/b/c'), os.chmod(p + '/a/b', 0))),
                    ('fifo', os.mkfifo),
                    ('link', lambda p: os.symlink('/etc/passwd', p)),
                    ('socket', lambda p: socket.socket(socket.AF_UNIX).bind(p)),
                ):
                    path = f'{place}/left-behind-{name}'
                    try: make(path)
                    except OSError: continue
                    made.append(path)
            return made
    """
    made = run(source).value
    assert any(path.startswith("/dev/shm") for path in made)
    assert len(made) >= 10
    run("def f(): pass")
    deadline = time.monotonic() + 5
    while any(os.path.lexists(path) for path in made) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [path for path in made if os.path.lexists(path)] == []


def test_a_very_deep_folder_is_removed(keeper: Keeper, run: Any) -> None:
    source = """
        import os
        def f():
            folder = os.getcwd()
            for _ in range(300):
                os.mkdir('d' * 20); os.chdir('d' * 20); open('x', 'w').close()
            return folder
    """
    folder = run(source).value
    keeper.close()
    deadline = time.monotonic() + 10
    while os.path.exists(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not os.path.exists(folder)


def test_a_keeper_leaves_nothing(spawner: Spawner) -> None:
    with spawner.keeper() as keeper:
        files = {"work.py": b"import os\ndef f(): return os.getcwd()"}
        with keeper.worker(module="work", files=files) as worker:
            worker.start()
            folder = Path(worker.call("f").value)
    deadline = time.monotonic() + 10
    while folder.parent.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folder.parent.exists()
