"""The same scenario with Docker's capabilities, without root, and in fresh processes."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[3]
DOCKER = (
    "chown,dac_override,fsetid,fowner,mknod,net_raw,setgid,setuid,setfcap,setpcap,"
    "net_bind_service,sys_chroot,kill,audit_write"
)
only_root = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs root and setpriv"
)


def scenario(
    tmp_path: Path, *prefix: str, words: tuple[str, ...] = (), **more: str
) -> dict[str, Any]:
    course = tmp_path / "course"
    course.mkdir()
    secret = course / "secret.txt"
    secret.write_text("the answer")
    (tmp_path / "now").symlink_to("course")  # and a link to it, as for the current year
    if "closed" in words:
        course.chmod(0o700)  # as a grader's own folders are
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    command = [*prefix, str(HERE / "scenario.py"), str(secret), str(tmp_path / "now/secret.txt")]
    command += words
    done = subprocess.run(
        command,
        env={"PATH": os.environ["PATH"], **more},
        capture_output=True,
        text=True,
        cwd="/",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return facts


def check_answers(facts: dict[str, Any]) -> None:
    assert facts["f"] == facts["after"] == ["returned", [2.0, 2.0]]
    assert facts["late"] == facts["leave"] == ["returned", 1]
    assert facts["loader"] == ["returned", [6, 22]]
    assert facts["loop"][0] == "timeout"
    assert facts["bomb"][0] in ("timeout", "crashed")
    assert facts["leave_now"] == ["exited", 6]


def check_confined(facts: dict[str, Any]) -> None:
    assert facts["level"] == "full", facts["notes"]
    assert facts["required"], facts["notes"]
    assert facts["found"] == ["returned", []]
    assert facts["left"] == []
    assert facts["network"][0] == facts["secret"][0] == facts["signal"][0] == "raised"
    assert facts["by a link"][0] == "raised"
    assert facts["fill"] in (["returned", None], ["crashed", "wrote more than 60 MB"])
    assert facts["backend"] == "root" or facts["fill"][0] == "crashed"
    assert "Seccomp:\t2" in facts["status"]
    assert "NoNewPrivs:\t1" in facts["status"]
    assert "CapEff:\t0000000000000000" in facts["status"]


@only_root
def test_as_root_with_exactly_dockers_capabilities(tmp_path: Path) -> None:
    bounds = "-all," + ",".join(f"+{name}" for name in DOCKER.split(","))
    drop = ("setpriv", f"--bounding-set={bounds}", "--inh-caps=-all", "--", sys.executable)
    facts = scenario(tmp_path, *drop, PYTHONPATH=str(ROOT))
    check_answers(facts)
    check_confined(facts)
    assert facts["backend"] == "root"


@functools.lru_cache(maxsize=1)
def unprivileged() -> tuple[str, ...] | None:
    """A command that runs Python, with torch, as somebody else than root."""
    if os.geteuid():
        return (sys.executable,)
    packages = [entry for entry in sys.path if entry.endswith("site-packages")]
    for python in (sys.executable, shutil.which("python3", path="/usr/local/bin:/usr/bin:/bin")):
        command = (
            "setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", "--inh-caps=-all",
            "env", f"PYTHONPATH={os.pathsep.join([str(ROOT), *packages])}", str(python),
        )  # fmt: skip
        tried = subprocess.run(
            [*command, "-c", "import torch, msgpack"], capture_output=True, cwd="/"
        )
        if tried.returncode == 0:
            return command
    return None


def without_root() -> tuple[str, ...]:
    command = unprivileged()
    if command is None:
        pytest.skip("no Python here that another user can run with torch")
    return command


def test_without_root_in_namespaces(tmp_path: Path) -> None:
    facts = scenario(tmp_path, *without_root())
    if facts["backend"] != "user namespaces":
        pytest.skip("no unprivileged user namespaces here")
    check_answers(facts)
    check_confined(facts)


WITHOUT_LANDLOCK = (sys.executable, str(HERE / "without_landlock.py"))


@only_root
def test_as_root_without_landlock_and_without_mounts(tmp_path: Path) -> None:
    """Docker's capabilities on an older kernel: permissions alone must hide what is hidden."""
    bounds = "-all," + ",".join(f"+{name}" for name in DOCKER.split(","))
    drop = ("setpriv", f"--bounding-set={bounds}", "--inh-caps=-all", "--", sys.executable)
    closed = ("closed",)
    facts = scenario(tmp_path, *WITHOUT_LANDLOCK, *drop, words=closed, PYTHONPATH=str(ROOT))
    check_answers(facts)
    check_confined(facts)
    assert any("Landlock" in note for note in facts["notes"])


def test_in_namespaces_without_landlock(tmp_path: Path) -> None:
    facts = scenario(tmp_path, *WITHOUT_LANDLOCK, *without_root(), PYTHONPATH=str(ROOT))
    if facts["backend"] != "user namespaces":
        pytest.skip("no unprivileged user namespaces here")
    check_answers(facts)
    check_confined(facts)


def test_without_root_and_without_namespaces_it_says_what_is_missing(tmp_path: Path) -> None:
    facts = scenario(tmp_path, *without_root(), words=("no-namespaces",))
    check_answers(facts)
    assert facts["level"] == "partial"
    assert not facts["required"]
    assert facts["network"][0] == "raised"
    assert facts["notes"]


def test_fresh_processes_give_the_same_answers(tmp_path: Path) -> None:
    more = {"PYTHONPATH": str(ROOT), "AUTOGRADER_FRESH_WORKERS": "1"}
    facts = scenario(tmp_path, sys.executable, words=("few",), **more)
    assert "fresh processes" in facts["backend"]
    assert facts["f"] == ["returned", [2.0, 2.0]]
    assert facts["loop"][0] == "timeout"
    assert facts["leave_now"] == ["exited", 6]
    if os.geteuid() == 0:
        assert facts["level"] == "full", facts["notes"]
        assert facts["secret"][0] == "raised"
