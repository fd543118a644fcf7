"""Hands in a zip bomb and a zip with paths that climb out of the folder."""

import zipfile


def plant(folder, name, source):
    with zipfile.ZipFile(folder / "work.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../source/assignment.json", "{}")
        archive.writestr("/tmp/planted", "x")
        with archive.open(name, "w", force_zip64=True) as file:
            for _ in range(200):
                file.write(b"\0" * (1 << 20))
