"""Hides the link to the reference in a folder that is itself a link."""


def plant(folder, name, source):
    solution = next((folder.parent / "source" / "solutions").glob(f"*/{name}"))
    (folder / "inner").symlink_to(solution.parent)
    (folder / "deep").mkdir()
    (folder / "deep" / name).symlink_to(solution)
