"""Hands in folders nested so deep that their path is longer than the system allows."""

import os


def plant(folder, name, source):
    (folder / name).write_text(source)
    here = os.open(folder, os.O_RDONLY)
    for _ in range(200):
        os.mkdir("d" * 60, dir_fd=here)
        below = os.open("d" * 60, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
