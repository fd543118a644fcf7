"""Answers twice: once in place of the worker, and once more when the next question comes."""

import os, socket, stat, threading, time


def during(name, honest, args, kwargs):
    def again():
        time.sleep(0.01)
        for fd in range(3, 256):
            try:
                if stat.S_ISSOCK(os.fstat(fd).st_mode):
                    os.write(fd, b"\x00\x00\x00\x01" + b"\x00" * 8 + b"\x80")
            except OSError:
                pass

    threading.Thread(target=again, daemon=True).start()
    return honest(*args, **kwargs)
