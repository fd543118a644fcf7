"""Leaves FIFOs, sockets, links in circles, unreadable folders and a copy of a setuid program."""

import os, shutil, socket


def during(name, honest, args, kwargs):
    for place in (".", "/tmp", "/dev/shm"):
        top = os.path.join(place, f"autograder-attack-{TOKEN}-{os.getpid()}")
        try:
            os.mkdir(top)
            os.mkfifo(top + "/fifo")
            socket.socket(socket.AF_UNIX).bind(top + "/socket")
            os.symlink(top, top + "/circle")
            os.symlink(GROUND + "/results", top + "/results")
            shutil.copy("/bin/sh", top + "/sh")
            os.chmod(top + "/sh", 0o6755)
            os.mkdir(top + "/closed")
            open(top + "/closed/file", "w").close()
            os.chmod(top + "/closed", 0)
            os.chmod(top, 0)
        except OSError:
            pass
    return honest(*args, **kwargs)
