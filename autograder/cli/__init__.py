"""The command `autograder`: thin, one function for each command."""

from autograder.cli.app import main

__all__ = ["main"]
