"""Hands in files whose names hold newlines, escapes, markup, half characters, and dots."""

import os


def plant(folder, name, source):
    for odd in (
        b"a\nb.py",
        b"\x1b[31mred.py",
        b"<script>.py",
        b"\xff\xfe.py",
        b"..py",
        b"-rf",
        b"$(id).py",
        b"x" * 250,
    ):
        with open(os.path.join(os.fsencode(folder), odd), "wb"):
            pass
    (folder / name).write_text(source)
