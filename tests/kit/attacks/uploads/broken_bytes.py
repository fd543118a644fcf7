"""Hands in bytes that are no text: NUL, half characters, another encoding."""


def plant(folder, name, source):
    (folder / name).write_bytes(b"\xff\xfe\x00# \xc3(" + source.encode("utf-16"))
