"""Gives its inputs back, and goes on writing into them from a thread after the answer."""

import threading, time


def during(name, honest, args, kwargs):
    def write():
        while True:
            for value in args:
                try:
                    value.add_(1)
                except Exception:
                    pass
            time.sleep(0)

    threading.Thread(target=write, daemon=True).start()
    return args[0] if args else None
