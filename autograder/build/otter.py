"""The Otter channel: `otter assign` makes both zips of a generated notebook; the kit adds itself.

otter-autograder.zip is Otter's own, with the isolated judge in its folder `kit` and a set-up that
takes pip and minutes in place of conda, a browser and half an hour.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from autograder.build import gradescope
from autograder.build.archive import Entry, archive_bytes, write_bytes
from autograder.build.gradescope import contents
from autograder.build.notebooks.book import code, notebook_text
from autograder.build.notebooks.kit import BESIDE, kit_files
from autograder.build.notebooks.otter_book import otter_notebook
from autograder.build.notebooks.parts import Parts, parts_of
from autograder.build.platform import Files, from_otter
from autograder.build.shipped import OTTER_TOO, shipped_files
from autograder.build.starter import starters
from autograder.build.tools import find_tool, run_tool
from autograder.course import Assignment

OTTER = "otter-grader[grading]==7.0.0"
SETUP = """\
#!/usr/bin/env bash
# Gradescope runs this once, as root, while it builds the image: pip and a virtual environment,
# with the CPU build of torch and otter-grader. No browser and no PDF tools come with it.
set -euo pipefail
source="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
bash "$source/kit/setup.sh"
# Tests and reference are for root alone.
chmod -R u+rwX,go-rwx "$source"
"""
RUN = """\
#!/usr/bin/env bash
# Gradescope runs this as root for every submission.
set -u
umask 077
root="${AUTOGRADER_ROOT:-/autograder}"
venv="${AUTOGRADER_VENV:-/opt/autograder-venv}"
export PATH="$venv/bin:$PATH" OMP_NUM_THREADS=1
cd "$root" || exit 1
# -I: neither PYTHON* variables nor the working folder have a say in what is imported.
found='import sys; sys.path.insert(0, sys.argv[1])'
exec "$venv/bin/python" -I -X utf8 \\
  -c "$found; from autograder.otter.at_otter import program; program()" \\
  "$root/source/kit" < /dev/null
"""
DROPPED = ("environment.yml", "setup.sh", "run_autograder", "run_otter.py")


def as_notebook(files: Files) -> dict[str, bytes]:
    """Everything in one cell of a notebook."""
    return {
        name.removesuffix(".py") + ".ipynb": notebook_text([code(text)]).encode()
        for name, text in files.items()
    }


find_otter = partial(find_tool, "otter", module="otter.assign")
PLATFORM = replace(gradescope.PLATFORM, tells=from_otter, packs=as_notebook)


def build(assignment: Assignment, out: Path) -> list[Path]:
    """Write `otter-autograder.zip` and `otter-student.zip` into the folder `out`."""
    home = find_otter(assignment.root)
    parts = parts_of(assignment)
    with tempfile.TemporaryDirectory(prefix="otter-") as folder:
        place = Path(folder)
        master = place / f"{assignment.slug}.ipynb"
        master.write_text(otter_notebook(parts), encoding="utf-8")
        run_tool(home, "python", "-m", "otter", "assign", master.name, "made", cwd=place)
        made = _autograder_entries(place / "made" / "autograder", assignment)
        given = _student_entries(place / "made" / "student", parts)
    paths = [out / "otter-autograder.zip", out / "otter-student.zip"]
    for path, entries in zip(paths, (made, given)):
        write_bytes(path, archive_bytes(entries))
    return paths


def _autograder_entries(folder: Path, assignment: Assignment) -> list[Entry]:
    """Otter's zip with the judge in it."""
    (made,) = folder.glob("*.zip")
    with zipfile.ZipFile(made) as archive:
        entries = [
            Entry(name, archive.read(name)) for name in archive.namelist() if name not in DROPPED
        ]
    entries += [Entry("setup.sh", SETUP.encode(), 0o755)]
    entries += [Entry("run_autograder", RUN.encode(), 0o755)]
    kit: dict[str, Entry] = {}
    for entry in contents(assignment, "cpu"):
        data = entry.data + f"{OTTER}\n".encode() * (entry.name == "requirements.txt")
        kit[entry.name] = Entry(f"kit/{entry.name}", data, entry.mode)
    # What the plugin and the test files import, beside the judge.
    for name, data in shipped_files(OTTER_TOO).items():
        kit[name] = Entry(f"kit/{name}", data)
    return [*entries, *kit.values()]


def _student_entries(folder: Path, parts: Parts) -> list[Entry]:
    """Otter's student folder, with the public tests beside the notebook."""
    top = parts.assignment.slug
    entries = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix == ".ipynb":
                data = _settled(json.loads(data))
            entries.append(Entry(f"{top}/{path.relative_to(folder).as_posix()}", data))
    texts = {path.name: text for path, text in starters(parts.assignment).items()}
    beside = [name for name in BESIDE if name in texts]
    entries += [Entry(f"{top}/{name}", texts[name].encode()) for name in beside]
    entries += [Entry(f"{top}/kit/{name}", data) for name, data in kit_files(parts).items()]
    return entries


def _settled(book: dict[str, Any]) -> bytes:
    """The notebook with the same cell ids in every build, and no gap where a helper stood."""
    for number, cell in enumerate(book["cells"]):
        while cell["source"] and not cell["source"][0].strip():
            cell["source"] = cell["source"][1:]
        if "id" in cell:
            cell["id"] = f"cell-{number}"
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode()
