"""A new assignment out of templates, complete at once, and the text of course.yml that lists it.

Of course.yml one thing is changed at a time, and every other character stays as it is.
"""

from __future__ import annotations

import json
import re
import sys
from keyword import iskeyword
from pathlib import Path
from textwrap import indent

import yaml

from autograder.build.shipped import TEMPLATES, filled
from autograder.build.starter import write_starters
from autograder.course import Assignment
from autograder.course.errors import CourseError
from autograder.course.load import FILE, load_course, parse_course

# A course's folders, in which each file has its place; SLUG, FILE and MODULE in names are filled in.
PARTS = TEMPLATES / "new" / "files"

# Files of the student's folder, and what Python, pytest and the libraries look for by name.
TAKEN = {"check", "conftest", "examples", "look", "kit", "autograder", "setup", "notebook"}
TAKEN |= {"numpy", "torch"}


def scaffold(
    root: Path, slug: str, file: str = "", title: str = ""
) -> tuple[Assignment, list[Path]]:
    """Write a complete small assignment into the course at `root`; start a course if there is none.

    Returns it, and the files that were written.
    Without a `file` or a `title` they are made of the slug: `06_self_attention` is `Self attention`
    and hands in `self_attention.py`.
    """
    stem = re.sub(r"^[0-9_]+", "", slug)
    file = file or f"{stem or 'work'}.py"
    if problem := wrong_slug(slug) or wrong_file(file):
        raise CourseError(problem)
    words = stem.replace("_", " ").strip()
    title = title or words[:1].upper() + words[1:] or slug
    module = file.removesuffix(".py")
    marks = {"SLUG": slug, "FILE": file, "MODULE": module, "TITLE": title}
    listing = root / FILE
    quoted = json.dumps(title, ensure_ascii=False)  # a title may hold what YAML reads otherwise
    entry = filled("new/entry.yml.tmpl", {**marks, "TITLE": quoted})
    if not listing.exists():
        after = filled("new/course.yml.tmpl", marks) + indent(entry, "  ")
    elif any(entry.slug == slug for entry in load_course(root).facts.assignments):
        raise CourseError(f"{FILE} has an assignment {slug!r} already: choose another slug")
    else:
        before = listing.read_text(encoding="utf-8")
        after = with_entry(before, entry, listing)
    parse_course(after, listing)
    texts = {}
    for template in sorted(PARTS.rglob("*.tmpl")):
        place = template.relative_to(PARTS).as_posix().removesuffix(".tmpl")
        for mark, value in marks.items():
            place = place.replace(mark, value)
        texts[root / place] = filled(template.relative_to(TEMPLATES).as_posix(), marks)
    for path in texts:
        if path.exists():
            raise CourseError(
                f"{path} is there already, and nothing is overwritten:"
                " choose another slug, or move that file away"
            )
    for path, text in {**texts, listing: after}.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assignment = load_course(root).assignment(slug)
    return assignment, [listing, *texts, *write_starters(assignment)]


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


def with_entry(text: str, entry: str, path: Path | str) -> str:
    """The text with `entry` (lines that begin at the margin) behind the last assignment."""
    sequence = _assignments(text, path)
    if sequence.flow_style:
        raise CourseError(
            f"{path}, line {sequence.start_mark.line + 1}: `assignments:` is written in"
            " brackets: write each assignment below it, beginning with `- slug:`"
        )
    lines, node = text.splitlines(), sequence.value[-1]
    # An item's own end may be the beginning of the next key, with comments between: its last word's
    # is its own.
    while isinstance(node, yaml.CollectionNode) and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    last = node.end_mark.line - (node.end_mark.column == 0)
    while not lines[last].strip():
        last -= 1
    added = indent(entry.rstrip("\n"), " " * sequence.start_mark.column).splitlines()
    lines[last + 1 : last + 1] = ["", *added]
    return "\n".join(lines) + "\n"


def with_number(text: str, slug: str, key: str, number: float) -> str:
    """The text of course.yml with one number of one assignment changed, or put in."""
    entries = _assignments(text, FILE).value
    entry = next(e for e in entries if any(v.value == slug for _, v in e.value))
    for name, value in entry.value:
        if name.value == key:
            return f"{text[: value.start_mark.index]}{number:g}{text[value.end_mark.index :]}"
    name, value = next((n, v) for n, v in entry.value if n.value == "points")
    between, at = ", ", value.end_mark.index
    if not entry.flow_style:
        between, at = "\n" + " " * name.start_mark.column, f"{text}\n".index("\n", at)
    return f"{text[:at]}{between}{key}: {number:g}{text[at:]}"


def _assignments(text: str, path: Path | str) -> yaml.SequenceNode:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # parse_course has read it
    for key, value in root.value:
        if key.value == "assignments" and isinstance(value, yaml.SequenceNode):
            return value
    raise CourseError(f"{path}: `assignments:` is not a list: write `- slug:` below it")
