"""Declares an encoding that decodes harmless bytes into other code."""


def plant(folder, name, source):
    (folder / name).write_bytes(
        b"# -*- coding: unicode_escape -*-\n"
        + source.encode()
        + b"\n#\\u000aimport os; os._exit(0)\n"
    )
