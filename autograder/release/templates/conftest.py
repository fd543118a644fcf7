"""Lets pytest find the kit. Nothing here needs to be opened."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "kit"))
sys.dont_write_bytecode = True  # no __pycache__ folders between your files

pytest_plugins = ["autograder.testing.plugin"]
