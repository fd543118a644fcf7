"""A new assignment out of templates: small, complete, and proved before anything is replaced."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path

from autograder.build.listing import with_entry
from autograder.build.shipped import template
from autograder.build.starter import write_starters
from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.course.load import FILE, load_course, parse_course
from autograder.course.models import AssignmentFacts

# Where each template goes, in the order in which a teacher works on them.
PARTS = (
    ("handout.md.tmpl", "assignments/{slug}/handout.md"),
    ("look.py.tmpl", "assignments/{slug}/look.py"),
    ("examples.py.tmpl", "assignments/{slug}/examples.py"),
    ("solution.py.tmpl", "solutions/{slug}/{file}"),
    ("rubric.md.tmpl", "solutions/{slug}/rubric.md"),
    ("examples_all.py.tmpl", "solutions/{slug}/examples.py"),
    ("ideas.md.tmpl", "solutions/{slug}/ideas/clip.md"),
    ("alternative.py.tmpl", "solutions/{slug}/alternatives/sorted_triples.py"),
    ("test_public.py.tmpl", "tests/public/{slug}/test_{module}.py"),
    ("test_hidden.py.tmpl", "tests/hidden/{slug}/test_{module}.py"),
)

# Files of the student's folder, and what Python, pytest and the libraries look for by name.
TAKEN = {"check", "conftest", "examples", "look", "kit", "autograder", "setup", "notebook"}
TAKEN |= {"numpy", "torch"}


@dataclass(frozen=True)
class Wish:
    """What the new assignment is to be called."""

    slug: str
    file: str = ""  # "": made of the slug
    title: str = ""


@dataclass(frozen=True)
class Made:
    """What was written."""

    assignment: Assignment
    files: tuple[Path, ...]
    new_course: bool


def scaffold(root: Path, wish: Wish) -> Made:
    """Write a complete small assignment into the course at `root`; start a course if there is none."""
    file = wish.file or default_file(wish.slug)
    for problem in (wrong_slug(wish.slug), wrong_file(file)):
        if problem:
            raise CourseError(problem)
    title = wish.title or title_of(wish.slug)
    words = {"slug": wish.slug, "file": file, "module": file.removesuffix(".py"), "title": title}
    listing = root / FILE
    new_course = not listing.exists()
    before = _filled("course.yml.tmpl", words) if new_course else _text(listing)
    if not new_course:
        _refuse_known(parse_course(before, listing).assignments, wish.slug)
    after = before if new_course else with_entry(before, _filled("entry.yml.tmpl", words), listing)
    parse_course(after, listing)
    texts = {root / _fill(place, words): _filled(name, words) for name, place in PARTS}
    taken = [path for path in texts if path.exists()]
    if taken:
        raise CourseError(
            f"{taken[0]} is there already, and nothing is overwritten:"
            " choose another slug, or move that file away"
        )
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    listing.write_text(after, encoding="utf-8", newline="\n")
    assignment = load_course(root).assignment(wish.slug)
    return Made(assignment, (listing, *texts, *write_starters(assignment)), new_course)


def _refuse_known(entries: Sequence[AssignmentFacts], slug: str) -> None:
    if any(entry.slug == slug for entry in entries):
        raise CourseError(f"{FILE} has an assignment {slug!r} already: choose another slug")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path} cannot be read: {error}") from None


def _filled(name: str, words: dict[str, str]) -> str:
    return _fill(template(f"new/{name}").decode(), words)


def _fill(text: str, words: dict[str, str]) -> str:
    """`{slug}` and its like; other braces are Python's own."""
    return re.sub(r"\{(slug|file|module|title)\}", lambda match: words[match[1]], text)


def wrong_slug(slug: str) -> str:
    """Why this cannot be a slug; empty where it can."""
    if re.fullmatch(r"[0-9a-z][0-9a-z_]*", slug):
        return ""
    better = re.sub(r"[^0-9a-z]+", "_", slug.lower()).strip("_")
    meant = f"; `{better}` would do" if better else ""
    return (
        f"the slug {slug!r} is also the name of folders: use small letters, digits and `_` only,"
        f" like 06_attention{meant}"
    )


def wrong_file(file: str) -> str:
    """Why students cannot hand in a file of this name; empty where they can."""
    stem = file.removesuffix(".py")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*\.py", file) or iskeyword(stem):
        return f"{file!r} is not a plain Python file name: write --file attention.py"
    if stem.startswith("test_") or stem in TAKEN:
        return f"{file} has a meaning of its own in the student's folder: choose another --file"
    if stem in sys.stdlib_module_names:
        return f"{file} would hide Python's own module `{stem}`: choose another --file"
    return ""


def default_file(slug: str) -> str:
    """`06_attention` hands in `attention.py`."""
    stem = re.sub(r"^[0-9_]+", "", slug)
    return f"{stem or 'work'}.py"


def title_of(slug: str) -> str:
    """`06_self_attention` is `Self attention` until somebody has a better title."""
    words = re.sub(r"^[0-9_]+", "", slug).replace("_", " ").strip()
    return (words[:1].upper() + words[1:]) or slug
