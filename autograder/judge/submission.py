"""What a student handed in: the right files out of whatever was uploaded, and notes about the rest.

Nothing here runs or parses student code; that happens in a worker.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from autograder.course import Spec
from autograder.course.errors import SubmissionError
from autograder.course.places import ANSWERS
from autograder.intake.lines import notes_of
from autograder.judge import written
from autograder.judge.notebook import notebook_source
from autograder.testing.examples import EXAMPLES
from autograder.testing.plain import not_text, plain

# A student's source file is a few kilobytes; this leaves room for pasted data.
LARGEST = 2 << 20
# A notebook carries its pictures with it.
LARGEST_NOTEBOOK = 20 << 20
LARGEST_EXAMPLES = 100 << 10
MOST_FILES = 2000
IGNORED = {"__MACOSX", "__pycache__", ".git", ".ipynb_checkpoints", ".venv", "venv", ".DS_Store"}


@dataclass(frozen=True)
class Submission:
    """The files to grade, by the names the assignment gives them; or why there are none."""

    files: dict[str, bytes]
    notes: tuple[str, ...] = ()
    problem: str = ""  # one sentence, where nothing can be graded
    answers: str = ""  # to the written questions; people read them, nothing here does
    examples: bytes = b""  # of what the functions should do: no part of the code


@dataclass(frozen=True)
class Upload:
    """The regular files of a submission, by relative path, and what was odd about the others."""

    files: dict[str, Path]
    oddities: tuple[str, ...] = ()


def read_upload(place: Path) -> Upload:
    """Walk a folder (or take one file) without following links or opening anything special."""
    oddities: list[str] = []
    files: dict[str, Path] = {}
    if place.is_symlink() or not place.is_dir():
        return (
            Upload({place.name: place})
            if _is_regular(place, oddities)
            else Upload({}, tuple(oddities))
        )
    for folder, folders, names in os.walk(place, followlinks=False):
        folders[:] = sorted(name for name in folders if name not in IGNORED)
        for name in sorted(folders):
            # Not Path.is_symlink, which raises where a path is longer than the system allows.
            if os.path.islink(os.path.join(folder, name)):
                oddities.append(
                    f"{shown(name)} is a link, which is not followed: upload the file itself"
                )
        for name in sorted(names):
            path = Path(folder) / name
            if name in IGNORED or name.startswith("._"):
                continue
            if _is_regular(path, oddities):
                files[path.relative_to(place).as_posix()] = path
            if len(files) >= MOST_FILES:
                oddities.append(f"more than {MOST_FILES} files: the rest was not looked at")
                return Upload(files, tuple(oddities))
    return Upload(files, tuple(oddities))


def _is_regular(path: Path, oddities: list[str]) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        oddities.append(f"{shown(path.name)} cannot be read ({error.strerror})")
        return False
    if stat.S_ISLNK(mode):
        oddities.append(
            f"{shown(path.name)} is a link, which is not followed: upload the file itself"
        )
        return False
    if not stat.S_ISREG(mode):
        oddities.append(f"{shown(path.name)} is not a plain file: upload a plain file")
        return False
    return True


def read_submission(
    place: Path,
    spec: Spec,
    convert: Callable[[str, bytes], bytes] = notebook_source,
) -> Submission:
    """Find the assignment's files in an upload. `convert` makes Python of a notebook's bytes."""
    upload = read_upload(place)
    code = _read_code(upload, spec, convert)
    answers, note = _read_answers(upload)
    examples, other_note = _read_examples(upload) if spec.examples_points else (b"", "")
    notes = (*code.notes, *filter(None, (note, other_note)))
    return replace(code, answers=answers, examples=examples, notes=notes)


def read_examples(folder: Path) -> bytes:
    """The examples of a submission whose code is taken from elsewhere."""
    return _read_examples(read_upload(folder))[0]


def _read_examples(upload: Upload) -> tuple[bytes, str]:
    """Examples and what is wrong with their file: it costs the code nothing either."""
    path, _ = _by_name(EXAMPLES, upload)
    if path is None:
        return b"", ""
    data, trouble = _bytes(path, LARGEST_EXAMPLES)
    if trouble or data is None:
        return b"", trouble or (
            f"{shown(path.name)} has more than {LARGEST_EXAMPLES >> 10} KB, so it is not looked at:"
            " write small examples"
        )
    return data, not_text(shown(path.name), data)


def _read_answers(upload: Upload) -> tuple[str, str]:
    """The written answers, and what is wrong with them: that never costs the code anything."""
    path, _ = _by_name(ANSWERS, upload)
    if path is None:
        return "", ""
    data, trouble = _bytes(path, written.LARGEST)
    if trouble or data is None:
        return "", trouble or (
            f"{shown(path.name)} has more than {written.LARGEST // 1000} KB, so nobody reads it:"
            " upload your written answers as plain text, without pictures"
        )
    return written.text_of(shown(path.name), data)


def _read_code(upload: Upload, spec: Spec, convert: Callable[[str, bytes], bytes]) -> Submission:
    notes = list(upload.oddities)
    chosen: dict[str, bytes] = {}
    for wanted in (*spec.files, *spec.optional):
        path, note = _find(wanted, upload, spec)
        if note:
            notes.append(note)
        if path is None:
            continue
        data, trouble = _read(path)
        if trouble:
            if wanted in spec.optional:
                notes.append(trouble)
                continue
            return Submission({}, tuple(notes), trouble)
        if path.suffix == ".ipynb":
            try:
                data = convert(shown(path.name), data)
            except SubmissionError as error:
                return Submission({}, tuple(notes), str(error))
            notes += notes_of(data)
        trouble = not_text(shown(path.name), data)
        if trouble:
            return Submission({}, tuple(notes), trouble)
        chosen[wanted] = data
    missing = [name for name in spec.files if name not in chosen]
    if missing:
        return Submission({}, tuple(notes), _missing(missing, upload))
    return Submission(chosen, tuple(notes))


def _find(wanted: str, upload: Upload, spec: Spec) -> tuple[Path | None, str]:
    """The file meant by `wanted`: its own name, deeper down, as a notebook, or the only one there."""
    path, note = _by_name(wanted, upload)
    if path is not None:
        return path, note
    # By its own name, or by that of the notebook that students are given.
    notebooks = {f"{wanted.removesuffix('.py')}.ipynb".lower()}
    if spec.files == (wanted,):
        notebooks.add(f"{spec.slug}.ipynb".lower())
    for relative, path in sorted(upload.files.items()):
        if PurePosixPath(relative).name.lower() in notebooks:
            return path, f"graded the functions in {shown(relative)}"
    if len(spec.files) > 1 or wanted in spec.optional:
        return None, ""
    for suffix in (".py", ".ipynb"):
        only = [r for r in upload.files if r.lower().endswith(suffix) and not _is_kits_own(r)]
        if len(only) == 1:
            note = f"took {shown(only[0])} for {wanted}: name it {wanted} next time"
            return upload.files[only[0]], note
    return None, ""


def _by_name(wanted: str, upload: Upload) -> tuple[Path | None, str]:
    """The file of this name, whatever its case, in the uppermost folder that has one."""
    if wanted in upload.files:
        return upload.files[wanted], ""
    found = [
        relative
        for relative in upload.files
        if PurePosixPath(relative).name.lower() == wanted.lower()
    ]
    if not found:
        return None, ""
    relative = min(found, key=lambda relative: (relative.count("/"), relative))
    also = " (there are several; this one was taken)" if len(found) > 1 else ""
    note = f"found {wanted} as {shown(relative)}{also}: upload the file itself next time"
    return upload.files[relative], note


def _is_kits_own(relative: str) -> bool:
    """Files of the student's folder that are not the answer."""
    path = PurePosixPath(relative)
    own = {"look.py", "check.py", "conftest.py", "setup.py", "notebook.ipynb", EXAMPLES}
    return path.name in own or path.name.startswith("test_") or "kit" in path.parts[:-1]


def _read(path: Path) -> tuple[bytes, str]:
    """A source file's bytes, or what is wrong with it."""
    name = shown(path.name)
    limit = LARGEST_NOTEBOOK if path.suffix == ".ipynb" else LARGEST
    data, trouble = _bytes(path, limit)
    if trouble:
        return b"", trouble
    if data is None:
        return b"", (
            f"{name} is {path.lstat().st_size / 2**20:.0f} MB; your code should be far below"
            f" {limit >> 20} MB: upload only the code, without data and pictures"
        )
    if not data.strip():
        return b"", f"{name} is empty: save your work and upload it again"
    return data, ""


def _bytes(path: Path, limit: int) -> tuple[bytes | None, str]:
    """What the file holds, nothing where that is more than the limit; and why it cannot be read."""
    name = shown(path.name)
    try:
        # No link is followed and no FIFO waited for, whatever was swapped in since the look.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        return b"", f"{name} cannot be read ({error.strerror}): upload it again"
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return b"", f"{name} is not a plain file: upload a plain file"
        data = file.read(limit + 1)
    return (data if len(data) <= limit else None), ""


def _missing(missing: Iterable[str], upload: Upload) -> str:
    names = " and ".join(missing)
    if not upload.files:
        return f"nothing was uploaded: upload {names}"
    archives = [
        r for r in upload.files if r.lower().endswith((".zip", ".tar", ".gz", ".7z", ".rar"))
    ]
    if archives:
        return (
            f"{names} was not found: {shown(archives[0])} is an archive inside the upload."
            f" Upload {names} itself"
        )
    found = ", ".join(shown(name) for name in sorted(upload.files)[:5])
    more = " …" if len(upload.files) > 5 else ""
    return f"{names} was not found among the uploaded files ({found}{more}): upload {names}"


def shown(name: str) -> str:
    """A file name that is safe to print: one line, not too long."""
    text = plain(name).replace("\n", "?").replace("\t", "?")
    return text if len(text) <= 80 else text[:77] + "…"
