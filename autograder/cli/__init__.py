"""The command `autograder`: thin, one function for each command, no logic."""

from autograder.cli.app import main

__all__ = ["main"]
