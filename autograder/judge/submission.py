"""What a student handed in: the right files out of whatever was uploaded, and notes about the rest.

Nothing here runs or parses student code; that happens in a worker, and a notebook is read by
another process. The answers to written questions change no score: people read them in results.json.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.util import decode_source
from pathlib import Path, PurePosixPath

import autograder
from autograder.course import Spec
from autograder.course.errors import SubmissionError
from autograder.course.places import ANSWERS
from autograder.intake.cells import notes_of
from autograder.intake.upload import Upload, read_file, read_upload, shown
from autograder.judge.results import by_question
from autograder.testing.examples import EXAMPLES
from autograder.testing.plain import not_text, plain

# A student's source file is a few kilobytes; this leaves room for pasted data.
LARGEST = 2 << 20
# A notebook carries its pictures with it.
LARGEST_NOTEBOOK = 20 << 20
LARGEST_EXAMPLES = 100 << 10
LARGEST_ANSWERS = 100_000  # some twenty pages
NOTEBOOK_SECONDS = 30
HOME = str(Path(autograder.__file__).resolve().parents[1])
ENTRY = (
    "import sys; sys.path.insert(0, sys.argv[1]); from autograder.intake.cells import main; main()"
)
# Makes Python of a notebook's name and bytes, given the names that tests ask for.
Convert = Callable[[str, bytes, tuple[str, ...]], bytes]


@dataclass(frozen=True)
class Submission:
    """The files to grade, by the names the assignment gives them; or why there are none."""

    files: dict[str, bytes]
    notes: tuple[str, ...] = ()
    problem: str = ""  # one sentence, where nothing can be graded
    answers: str = ""  # to the written questions; people read them, nothing here does
    examples: bytes = b""  # of what the functions should do: no part of the code

    @property
    def code(self) -> str:
        """All of it as text, for people to read."""
        return "\n\n".join(map(decode_source, self.files.values()))


def notebook_source(name: str, data: bytes, asked: tuple[str, ...] = ()) -> bytes:
    """What is graded of a notebook. Another process reads it: its content may be hostile."""
    command = [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", ENTRY, HOME, *asked]
    try:
        seconds = NOTEBOOK_SECONDS
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, env={})
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode or not done.stdout:
        raise SubmissionError(
            f"{name} could not be read: it is too large or nested too deeply."
            " Copy your functions into a new notebook and hand that in"
        )
    if done.stdout[:1] != b"+":
        raise SubmissionError(f"{name} {done.stdout[1:].decode('utf-8', 'replace')}")
    return done.stdout[1:]


def read_submission(place: Path, spec: Spec, convert: Convert = notebook_source) -> Submission:
    """Find the assignment's files in an upload."""
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
    name, data, trouble = _beside_the_code(
        upload,
        EXAMPLES,
        LARGEST_EXAMPLES,
        f"has more than {LARGEST_EXAMPLES >> 10} KB, so it is not looked at: write small examples",
    )
    return data, trouble or not_text(name, data)


def _read_answers(upload: Upload) -> tuple[str, str]:
    """The written answers, and why they cannot be read; a template is no answer."""
    name, data, trouble = _beside_the_code(
        upload,
        ANSWERS,
        LARGEST_ANSWERS,
        f"has more than {LARGEST_ANSWERS // 1000} KB, so nobody reads it:"
        " upload your written answers as plain text, without pictures",
    )
    try:
        text = plain(data.decode("utf-8-sig")).strip()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", (
            f"{name}, line {line}: this is not UTF-8 text, so nobody can read your written answers:"
            " save the file with the encoding UTF-8"
        )
    return (text if by_question(text) else ""), trouble


def _beside_the_code(
    upload: Upload, wanted: str, limit: int, too_large: str
) -> tuple[str, bytes, str]:
    """A file's name, its bytes, what is wrong with it: that never costs the code anything."""
    path, _ = upload.named(wanted)
    return (shown(path.name), *read_file(path, limit, too_large)) if path else (wanted, b"", "")


def _read_code(upload: Upload, spec: Spec, convert: Convert) -> Submission:
    notes = list(upload.oddities)
    chosen: dict[str, bytes] = {}
    for wanted in (*spec.files, *spec.optional):
        path, note = _find(wanted, upload, spec)
        if path is None:
            continue
        name, (data, trouble) = shown(path.name), _read(path)
        if trouble and wanted in spec.optional:
            notes.append(trouble)
            continue
        if path.suffix.lower() == ".ipynb" and not trouble:
            try:
                data = convert(name, data, spec.asked)
            except SubmissionError as error:
                trouble = str(error)
        if trouble := trouble or not_text(name, data):
            return Submission({}, tuple(notes), trouble)
        notes += filter(None, [note, *(notes_of(data) if path.suffix.lower() == ".ipynb" else ())])
        chosen[wanted] = data
    missing = [name for name in spec.files if name not in chosen]
    if missing:
        return Submission({}, tuple(notes), _missing(missing, upload))
    return Submission(chosen, tuple(notes))


def _find(wanted: str, upload: Upload, spec: Spec) -> tuple[Path | None, str]:
    """The file meant by `wanted`: its own name, deeper down, as a notebook, or the only one there."""
    path, note = upload.named(wanted)
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
            name = PurePosixPath(wanted).with_suffix(suffix)
            note = f"took {shown(only[0])} for {wanted}: name it {name} next time"
            return upload.files[only[0]], note
    return None, ""


def _is_kits_own(relative: str) -> bool:
    """Files of the student's folder that are not the answer."""
    path = PurePosixPath(relative)
    own = {"look.py", "check.py", "conftest.py", "setup.py", "notebook.ipynb", EXAMPLES}
    return path.name in own or path.name.startswith("test_") or "kit" in path.parts[:-1]


def _read(path: Path) -> tuple[bytes, str]:
    """A source file's bytes, or what is wrong with it."""
    limit = LARGEST_NOTEBOOK if path.suffix.lower() == ".ipynb" else LARGEST
    too_large = (
        "is {size:.0f} MB; your code should be far below"
        f" {limit >> 20} MB: upload only the code, without data and pictures"
    )
    data, trouble = read_file(path, limit, too_large)
    if not trouble and not data.strip():
        trouble = f"{shown(path.name)} is empty: save your work and upload it again"
    return data, trouble


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
