"""Lays the libraries' memory out in large pages, so that forks copy far fewer table entries."""

from __future__ import annotations

from autograder.sandbox import kernel

_LARGE = 2 << 20
_COLLAPSE = 25  # MADV_COLLAPSE, from Linux 6.1


def compact() -> None:
    """Makes each fork and each end of a process about three times cheaper; takes some 0.2 s itself.

    Worth it for a process that many sessions are forked from. Where the kernel cannot, nothing is
    lost.
    """
    try:
        with open("/proc/self/maps") as file:
            lines = file.readlines()
    except OSError:
        return
    for line in lines:
        words = line.split()
        if "w" in words[1] and (len(words) == 5 or words[5] == "[heap]"):
            start, end = (int(word, 16) for word in words[0].split("-"))
            start = -(-start // _LARGE) * _LARGE
            # One by one: asked for many, the kernel gives up at the first that will not go.
            for place in range(start, end - _LARGE + 1, _LARGE):
                kernel.advise(place, _LARGE, _COLLAPSE)
