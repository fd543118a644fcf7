"""Holds this process to the memory that work on a student's data may take."""

from __future__ import annotations

import resource

MEMORY = 1 << 30  # bytes that comparing one submission's answers may take on top of what is loaded


def limit_memory(bytes_more: int = MEMORY) -> None:
    """Hold this process to what it has mapped now and some more: a huge answer costs its test."""
    with open("/proc/self/statm") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (mapped + bytes_more, hard))
