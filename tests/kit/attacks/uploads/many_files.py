"""Hands in five thousand files, with the right one among them, last."""


def plant(folder, name, source):
    for number in range(5000):
        (folder / f"{number:05}.py").touch()
    (folder / name).write_text(source)
