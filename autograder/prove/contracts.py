"""One submission by a platform's own contract: laid out, handed in, started and told as there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from autograder.build.platform import Files, Platform, Points
from autograder.course.errors import GradingError
from autograder.prove.rehearse import as_in_docker, environment

NOBODY = 65534

Told = tuple[Points, str]  # and everything that the student reads


def graded_by(platform: Platform, made: Path, files: Files, root: Path, home: Path) -> Told:
    """Grade with what a channel made, in the new folder `root`; Python is in the folder `home`."""
    root.mkdir(parents=True)
    platform.lays_out(made, root)
    place = root / platform.hands_in
    place.mkdir(exist_ok=True)
    for name, data in platform.packs(files).items():
        (place / name).write_bytes(data)
    command = platform.starts
    done = subprocess.run(
        as_in_docker(command) if platform.as_root else _as_nobody(command, root),
        cwd=root,
        env={**environment(root), "AUTOGRADER_VENV": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        said = done.stdout[-2000:]
        raise GradingError(f"`{' '.join(command)}` ended with code {done.returncode}:\n{said}")
    results = root / "results" / "results.json"
    text = results.read_text(encoding="utf-8") if results.is_file() else ""
    return platform.tells(root, done.stdout), done.stdout + text


def _as_nobody(command: Sequence[str], root: Path) -> list[str]:
    """The command without root's powers, in a folder that is its own."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return list(command)
    for path in (root, *root.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    user = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all"]
    return ["setpriv", *user, *command]
