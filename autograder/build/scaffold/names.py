"""Names for a new assignment: which ones will do, and what to say of the others."""

from __future__ import annotations

import re
import sys
from keyword import iskeyword

# Files of the student's folder, and what Python, pytest and the libraries look for by name.
TAKEN = {"check", "conftest", "examples", "look", "kit", "autograder", "setup", "notebook"}
TAKEN |= {"numpy", "torch"}


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
