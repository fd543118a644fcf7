"""Makes hard and symbolic links to the secrets, and opens them by the back door."""

import os


def during(name, honest, args, kwargs):
    for number, place in enumerate(
        ("source/assignment.json", "results/results.json", "submission_metadata.json")
    ):
        for make in (os.link, os.symlink):
            try:
                link = f"link-{number}-{make.__name__}"
                make(os.path.join(GROUND, place), link)
                open(link, "rb").read(1)
                hit("through a link: " + place)
            except OSError:
                pass
        for prefix in (
            "/proc/self/root",
            "/proc/1/root",
            f"/proc/{os.getppid()}/root",
            "/proc/self/cwd/../../../../",
        ):
            try:
                open(prefix + os.path.join(GROUND, place), "rb").read(1)
                hit("through " + prefix)
            except OSError:
                pass
    return honest(*args, **kwargs)
