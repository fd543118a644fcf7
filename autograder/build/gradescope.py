"""The Gradescope zips of one assignment: what goes in, and how large they may be."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from autograder.build.archive import archive_bytes, unpack, write_bytes
from autograder.build.platform import Platform, from_results
from autograder.build.shipped import filled, requirements_text, shipped_files, template
from autograder.course import GRADER, Assignment, files_below
from autograder.course.errors import PackageError
from autograder.course.places import SPEC_FILE
from autograder.judge.at_gradescope import Layout

Device = Literal["cpu", "gpu"]

# A zip of code is small; one with support data may be larger. More is a file put there by mistake.
LARGEST = 300_000
LARGEST_WITH_SUPPORT = 400_000


def lay_out(archive: Path, root: Path) -> Layout:
    """Unpack a zip where Gradescope would."""
    layout = Layout(root, root / "source")
    for folder in (layout.source, layout.submission, layout.results_file.parent):
        folder.mkdir(parents=True)
    unpack(archive, layout.source)
    shutil.copy2(layout.source / "run_autograder", root / "run_autograder")
    return layout


# https://gradescope-autograders.readthedocs.io/en/latest/specs/
PLATFORM = Platform(
    lays_out=lay_out,
    hands_in="submission",
    starts=("./run_autograder",),
    tells=from_results,
)


def build(assignment: Assignment, out: Path, device: Device) -> list[Path]:
    """Write one device's zip into the folder `out`, and say where it lies."""
    return [build_one(assignment, out, device)]


def build_one(assignment: Assignment, out: Path, device: Device) -> Path:
    """Write one device's zip."""
    files = contents(assignment, device)
    data = archive_bytes(files)
    path = out / f"gradescope-{device}.zip"
    _check_size(assignment, path, data, files)
    write_bytes(path, data)
    return path


def contents(assignment: Assignment, device: Device) -> dict[str, bytes]:
    """Every file of the zip, under the same folder names as in the course."""
    spec = assignment.spec
    # A CPU grader's torch knows no GPU; a GPU grader without a GPU says so to its staff.
    resolved = "cpu" if "cpu" in (device, spec.device) else "cuda"
    files = {
        SPEC_FILE: replace(spec, device=resolved).to_json().encode(),
        "requirements.txt": requirements_text(spec).encode(),
        "setup.sh": filled("gradescope/setup.sh", {"DEVICE": device}).encode(),
        "run_autograder": template("gradescope/run_autograder.sh"),
    }
    if device == "gpu":
        files["Dockerfile"] = template("gradescope/Dockerfile.tmpl")
    files |= shipped_files(GRADER)
    chosen = [*assignment.solutions(), *assignment.idea_pages(), *assignment.examples_need()]
    chosen += files_below(assignment.public_dir, assignment.hidden_dir, *assignment.support())
    return files | {path.relative_to(assignment.root).as_posix(): _read(path) for path in chosen}


def _read(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise PackageError(f"{path} is missing or not a plain file: put the file itself there")
    return path.read_bytes()


def _check_size(
    assignment: Assignment, path: Path, data: bytes, files: Mapping[str, bytes]
) -> None:
    limit = LARGEST_WITH_SUPPORT if assignment.support() else LARGEST
    if len(data) <= limit:
        return
    largest = sorted(files.items(), key=lambda item: -len(item[1]))[:3]
    named = ", ".join(f"{name} ({len(each) / 1000:.0f} KB)" for name, each in largest)
    raise PackageError(
        f"{assignment.slug}: {path.name} would be {len(data) / 1000:.0f} KB; the limit is"
        f" {limit / 1000:.0f} KB. The largest files in it: {named}. Make them smaller,"
        " or take out what grading does not need"
    )
