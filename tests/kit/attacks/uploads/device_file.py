"""Hands in a device that never ends."""

import os, stat


def plant(folder, name, source):
    try:
        os.mknod(folder / name, 0o644 | stat.S_IFCHR, os.makedev(1, 5))
    except OSError:
        (folder / name).symlink_to("/dev/zero")
