"""Writes into the interpreter, its libraries and its caches, so that later graders run it."""

import os, site, sys, sysconfig


def during(name, honest, args, kwargs):
    folders = {
        *sys.path,
        *site.getsitepackages(),
        sysconfig.get_path("stdlib"),
        sys.prefix,
        os.path.dirname(sys.executable),
        "/etc/profile.d",
        "/etc/cron.d",
        "/var/spool/cron",
        "/etc/ld.so.conf.d",
        "/usr/local/bin",
    }
    for folder in folders:
        for file in (
            "sitecustomize.py",
            "usercustomize.py",
            "evil.pth",
            "__pycache__/os.cpython-310.pyc",
        ):
            path = os.path.join(folder, file)
            if os.path.realpath(path).startswith(os.path.realpath(os.getcwd())):
                continue
            try:
                open(path, "a").close()
                hit("wrote " + path)
            except OSError:
                pass
    return honest(*args, **kwargs)
