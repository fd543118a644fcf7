"""Sends escape codes, NUL and marks that turn writing around by every way that leads to staff."""

import sys

CODES = "\x1b[2J\x1b]0;owned\x07\x9b31m\r\b\0\u202eright\u2066\u200f[red]marked[/red]"


class Loud(Exception):
    pass


Loud.__name__ = Loud.__qualname__ = "Loud" + CODES
print(CODES)
sys.stderr.write(CODES)


def during(name, honest, args, kwargs):
    print(CODES)
    if len(name) % 3 == 0:
        exec(compile("raise Loud(CODES)", "/tmp/" + CODES.replace("\0", "") + ".py", "exec"))
    if len(name) % 3 == 1:
        sys.exit(CODES)
    return {CODES: [CODES]}
