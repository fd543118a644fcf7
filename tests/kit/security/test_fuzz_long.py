"""The same fuzzing as in every run, for longer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_readers_for_longer() -> None:
    file = Path(__file__).with_name("test_fuzz_readers.py")
    environment = {**os.environ, "AUTOGRADER_FUZZ": "20"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
