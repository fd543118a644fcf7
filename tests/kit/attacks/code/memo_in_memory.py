"""Keeps notes between tests in globals, the environment, open files and shared mappings."""

import mmap, os, sys, threading

_before = getattr(sys, "note", None) or os.environ.get("NOTE") or getattr(threading, "note", None)
if _before:
    hit("a note of an earlier test")
_shared = mmap.mmap(-1, 4096)


def during(name, honest, args, kwargs):
    sys.note = threading.note = "x"
    os.environ["NOTE"] = "x"
    os.putenv("NOTE", "x")
    for path in (
        "/proc/self/comm",
        "/proc/self/oom_score_adj",
        "/proc/self/coredump_filter",
        "/proc/self/loginuid",
    ):
        try:
            open(path, "w").write("7")
        except OSError:
            pass
    return honest(*args, **kwargs)
