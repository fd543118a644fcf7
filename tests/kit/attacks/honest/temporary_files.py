"""Writes and reads temporary files, named and nameless, and one beside itself."""

import os, tempfile


def during(name, honest, args, kwargs):
    with (
        tempfile.NamedTemporaryFile("w+") as file,
        tempfile.TemporaryFile() as other,
        tempfile.TemporaryDirectory() as folder,
    ):
        file.write("x" * 1000)
        other.write(b"y")
        open(os.path.join(folder, "z"), "w").close()
    with open("notes.txt", "w") as file:
        file.write("mine")
    assert open("notes.txt").read() == "mine"
    return honest(*args, **kwargs)
