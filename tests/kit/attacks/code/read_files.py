"""Reads every file of the harness that it can find: tests, reference, results, metadata."""

import os


def during(name, honest, args, kwargs):
    for top in (
        GROUND,
        "/autograder",
        "/home",
        "/root",
        "/run",
        "/var/lib",
        os.path.dirname(os.getcwd()),
    ):
        seen = 0
        for folder, folders, names in os.walk(top):
            folders[:] = [f for f in folders if "venv" not in f and "site-packages" not in f]
            for file in names:
                seen += 1
                if seen > 3000:
                    break
                try:
                    with open(os.path.join(folder, file), "rb") as opened:
                        show_if_secret(opened.read(1 << 20), file)
                except OSError:
                    pass
    for place in (
        "source/assignment.json",
        "source/run_autograder",
        "results/results.json",
        "submission_metadata.json",
        "source/tests",
        "source/solutions",
        "submission",
    ):
        path = os.path.join(GROUND, place)
        try:
            os.listdir(path) if os.path.isdir(path) else open(path, "rb").read()
            hit("could read " + place)
        except OSError:
            pass
    return honest(*args, **kwargs)
