"""Keeps notes between tests in every folder that it can write to, under /, /tmp, /dev/shm, /var."""

import os

_note = "autograder-attack-" + TOKEN


def _places():
    yield from (
        "/dev/shm",
        "/tmp",
        "/var/tmp",
        "/run/lock",
        "/dev/mqueue",
        "/var/spool/cron/crontabs",
        "/var/spool/at",
        "/var/spool/cron/atjobs",
        "/var/mail",
        "/var/crash",
        "/run/user",
        "/var/lib/php/sessions",
        "/run",
        "/etc",
        "/mnt",
        "/opt",
        "/usr/local/lib",
        "/var/cache",
        "/var/log",
        "..",
        "../..",
        GROUND,
        GROUND + "/shared/open",
    )
    for folder in [os.path.dirname(os.__file__)] + [p for p in os.sys.path if p]:
        yield folder


def during(name, honest, args, kwargs):
    for place in _places():
        for below in ("", "/" + _note):
            if below and os.path.isdir(place + below):
                hit("a folder of an earlier test in " + place)
        path = os.path.join(place, _note + ".txt")
        if os.path.exists(path) and open(path).read() != str(os.getpid()):
            hit("a note of an earlier test in " + place)
        try:
            os.umask(0)
            with open(path, "w") as file:
                file.write(str(os.getpid()))
            os.symlink(path, path + ".link")
            os.link(path, path + ".hard")
            os.mkfifo(path + ".fifo")
            os.makedirs(os.path.join(place, _note + ".d", "a", "b"), 0o777)
        except OSError:
            pass
    return honest(*args, **kwargs)
