"""Hands in a FIFO, on which a reader waits for ever."""

import os


def plant(folder, name, source):
    os.mkfifo(folder / name)
