"""Has the isolated judge grade the file that Autolab has put here, and tells Autolab the scores."""

import contextlib
import io
import itertools
import json
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

# Last, so that no file of the job's folder can stand for one of Python's own.
sys.path.append(str(Path(__file__).resolve().parent))
from run_judge import finished, graded, points, shown  # type: ignore[import-not-found]

MOST, LARGEST = 200, 30 << 20  # files, and bytes of them all: more was packed to do harm


def main(file: str, main_file: str) -> None:
    root = Path.cwd() / "grading"
    (root / "submission").mkdir(parents=True, exist_ok=True)
    if Path(file).is_file():
        for name, data in handed_in(Path(file).read_bytes(), main_file):
            place = root / "submission" / name
            with contextlib.suppress(OSError, ValueError):  # a name that is none here
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        Path(file).unlink()
    results = graded(root, "text")
    print(feedback(results))
    # None at all where grading did not finish, so that none is lost.
    print(json.dumps({"scores": points(results) if finished(results) else {}}))


def handed_in(data: bytes, main_file: str) -> Iterator[tuple[str, bytes]]:
    """The files of an archive; whatever else it is, it is the code itself, or a notebook of it."""
    try:
        files = [*archived(io.BytesIO(data))]
    except Exception:  # no archive, or one that was made to do harm
        files = []
    book = data.lstrip().startswith(b"{")
    yield from files or [(main_file.removesuffix(".py") + ".ipynb" if book else main_file, data)]


def archived(opened: io.BytesIO) -> Iterator[tuple[str, bytes]]:
    """Every plain file of a zip or a tar, below the folder that it is unpacked into."""
    room = LARGEST
    for name, file in itertools.islice(members(opened), MOST):
        path = PurePosixPath(name)
        if not path.is_absolute() and ".." not in path.parts and room > 0:
            data = file.read(room)
            room -= len(data)
            yield str(path), data


def members(opened: io.BytesIO) -> Iterator[tuple[str, Any]]:
    if zipfile.is_zipfile(opened):
        with zipfile.ZipFile(opened) as pack:
            for info in pack.infolist():
                if not info.is_dir():
                    yield info.filename, pack.open(info)
        return
    opened.seek(0)
    with tarfile.open(fileobj=opened) as tar:
        for member in tar:
            if member.isfile():
                yield member.name, tar.extractfile(member)


def feedback(results: dict[str, Any]) -> str:
    """What the student reads."""
    parts = [results.get("output", "")]
    for test in shown(results):
        score = f"{test['score']:g}/{test['max_score']:g}"
        text = "\n".join(f"    {line}".rstrip() for line in test["output"].splitlines())
        parts.append(f"{test['status'].upper()}  {score}  {test['name']}\n{text}".rstrip())
    return "\n\n".join(part for part in parts if part)


if __name__ == "__main__":
    main(*sys.argv[1:])
