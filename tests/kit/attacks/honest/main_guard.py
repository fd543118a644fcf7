"""Has a main part that only runs as a program, a subprocess, and a late import."""

import subprocess, sys


def during(name, honest, args, kwargs):
    import decimal, sqlite3, xml.dom.minidom

    assert sqlite3.connect(":memory:").execute("select 1").fetchone() == (1,)
    assert subprocess.run(["echo", "hi"], capture_output=True).stdout == b"hi\n"
    return honest(*args, **kwargs)


if __name__ == "__main__":
    raise SystemExit(input("which? "))
