"""Hands in source that makes the compiler itself fail: brackets, constants, a single huge line."""


def plant(folder, name, source):
    (folder / name).write_text(
        "(" * 100_000 + ")" * 100_000 + "\nx = " + "-" * 50_000 + "1\ny = " + "9" * 1_000_000
    )
