"""Reads from, walks up from, and writes to every descriptor that it was born with."""

import os, stat


def during(name, honest, args, kwargs):
    for fd in range(3, 1024):
        try:
            mode = os.fstat(fd).st_mode
        except OSError:
            continue
        if stat.S_ISREG(mode):
            try:
                show_if_secret(os.pread(fd, 1 << 20, 0), "descriptor")
            except OSError:
                pass
        if stat.S_ISDIR(mode):
            for up in ("..", "../..", "../../..", "../../../.."):
                for below in ("tests/hidden", "source/tests/hidden", "source", "results"):
                    try:
                        os.listdir(os.open(os.path.join(up, below), os.O_RDONLY, dir_fd=fd))
                        if below in ("tests/hidden", "source/tests/hidden"):
                            hit("walked up to " + below)
                    except OSError:
                        pass
    return honest(*args, **kwargs)
