"""Hands in a folder and a file that nobody may read."""


def plant(folder, name, source):
    (folder / name).write_text(source)
    (folder / name).chmod(0)
    (folder / "closed").mkdir(mode=0)
