"""Lets pytest find the kit. Nothing here needs to be opened."""

import sys
from pathlib import Path

import pytest

KIT = Path(__file__).parent / "kit"
if not (KIT / "autograder").is_dir():
    pytest.exit("The folder `kit` is missing: take it out of the zip again.", returncode=1)

sys.dont_write_bytecode = True  # no __pycache__ folders between your files
sys.path.insert(0, str(KIT))

pytest_plugins = ["autograder.student.plugin"]
