"""Namespaces for a session without root: a small world of its own, gone when its first process is."""

from __future__ import annotations

from autograder.sandbox.ground import Ground


def try_namespaces(ground: Ground) -> bool:
    return False
