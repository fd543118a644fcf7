"""Hands in the same file in many folders and spellings, so that the choice is unclear."""


def plant(folder, name, source):
    for number in range(50):
        (folder / f"{number}").mkdir()
        (folder / f"{number}" / name.upper()).write_text(source)
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / name).write_text("raise SystemExit")
