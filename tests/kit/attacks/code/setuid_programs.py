"""Runs programs that are installed setuid, in the hope of becoming root."""

import os, subprocess


def during(name, honest, args, kwargs):
    script = "id -u; cat " + GROUND + "/source/assignment.json"
    for command in (
        ["su", "-c", script],
        ["sudo", "-n", "sh", "-c", script],
        ["pkexec", "sh", "-c", script],
        ["newgrp"],
        ["chsh", "-s", "/bin/sh"],
        ["mount", "--bind", GROUND, "."],
        ["passwd", "-d"],
        ["crontab", "-l"],
        ["at", "now"],
        ["unshare", "-r", "sh", "-c", script],
        ["chfn", "-f", "x"],
    ):
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=1)
        except Exception:
            continue
        if b"hidden" in done.stdout:
            hit("ran " + command[0])
        if os.path.isdir("source"):
            hit("mounted")
    return honest(*args, **kwargs)
