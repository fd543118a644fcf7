"""Writes full marks into results.json, by name, by rename and through a link."""

import json, os


def during(name, honest, args, kwargs):
    fake = json.dumps({"score": 1000, "tests": [], "output": "full marks"})
    for root in (GROUND, "/autograder"):
        for place in (
            "results/results.json",
            "results/.results.json",
            "run_autograder",
            "source/assignment.json",
            "submission/x.py",
            "results",
            "source",
        ):
            path = os.path.join(root, place)
            for action in (
                lambda: open(path, "w").write(fake),
                lambda: os.unlink(path),
                lambda: os.rename(path, path + "-old"),
                lambda: os.chmod(path, 0o777),
                lambda: os.symlink("/dev/null", path + "-x"),
            ):
                try:
                    action()
                    hit("wrote " + place)
                except OSError:
                    pass
    return honest(*args, **kwargs)
