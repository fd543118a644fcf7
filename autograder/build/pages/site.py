"""`autograder site`: handouts, the course's own pages, a start page and a search, as plain files."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from autograder.build.pages.markdown import Places, read
from autograder.build.pages.sheet import (
    PAGE,
    Sheet,
    environment,
    handout_sheet,
    html,
    inside,
)
from autograder.build.starter import regions_of, starters
from autograder.build.student import readme, student_files, zipped
from autograder.course import Assignment
from autograder.course.load import Course
from autograder.testing.marks import point_text

SHORT = 24  # shorter lines of a solution (`return None`) stand everywhere
FOLDER = "student.zip"


def build_site(
    course: Course, assignments: Sequence[Assignment]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The site of these assignments, by path, and the course's pages that may not be in it.

    Links lead to files beside one another, on any host or none.
    """
    texts = _own_pages(course)
    answers = {line for each in course.assignments for line in _lines_of_solutions(each)}
    left_out = tuple(name for name, text in texts.items() if any(a in text for a in answers))
    sources = [name for name in texts if name not in left_out]
    paths = {name: name.removesuffix(".md") + ".html" for name in sources}
    paths |= {f"{_folder(each)}handout.md": _folder(each) + PAGE for each in assignments}
    sheets = {_folder(each) + PAGE: _handout(each) for each in assignments}
    sheets |= {paths[name]: _page(course, name, texts[name], paths) for name in sources}
    own = [(paths[name], sheets[paths[name]].title) for name in sources]
    start = environment().get_template("start.html.j2")
    body = start.render(assignments=map(_entry, assignments), pages=own)
    sheets["index.html"] = Sheet(course.facts.title, body)
    sheets["search.html"] = _search(sheets)
    files = {_folder(each) + FOLDER: zipped(student_files(each), each.slug) for each in assignments}
    for path, sheet in sheets.items():
        ours = replace(sheet, site=course.facts.title, up="../" * path.count("/"))
        files[path] = html(ours).encode()
    return files, left_out


def _folder(assignment: Assignment) -> str:
    return f"assignments/{assignment.slug}/"


def _own_pages(course: Course) -> dict[str, str]:
    """The course's own pages, in the order of the patterns."""
    found = (path for each in course.facts.site.pages for path in sorted(course.root.glob(each)))
    return {
        path.relative_to(course.root).as_posix(): path.read_text(encoding="utf-8")
        for path in found
        if path.suffix == ".md"
    }


def _lines_of_solutions(assignment: Assignment) -> set[str]:
    """What a page that students can read must not say."""
    lines: set[str] = set()
    for path in assignment.solutions():
        text = path.read_text(encoding="utf-8")
        for region in regions_of(text, path):
            lines |= {line.strip() for line in text.splitlines()[region.first : region.last - 1]}
    given = "".join(starters(assignment).values())
    return {line for line in lines if len(line) > SHORT and line not in given}


def _handout(assignment: Assignment) -> Sheet:
    text = (assignment.handout_dir / "handout.md").read_text(encoding="utf-8")
    sheet = handout_sheet(assignment, readme(text, assignment), on_site=True)
    folder = (f"Download the folder, {FOLDER}", FOLDER)
    return replace(sheet, buttons=(folder, *sheet.buttons))


def _page(course: Course, name: str, text: str, paths: dict[str, str]) -> Sheet:
    """One of the course's own pages."""
    folder = (course.root / name).parent

    def picture(address: str) -> bytes | None:
        path = folder / address
        return path.read_bytes() if path.is_file() else None

    text_read = read(text, Places(inside(picture, name), _links(name, paths)))
    return Sheet(text_read.title or Path(name).stem, text_read.html, text_read.sections)


def _links(source: str, paths: dict[str, str]) -> Callable[[str], str | None]:
    """Links between Markdown files as links between pages; None where there is no page."""
    here = posixpath.dirname(paths[source])

    def link(href: str) -> str | None:
        if "://" in href or href.startswith(("#", "mailto:")):
            return href
        target, mark, anchor = href.partition("#")
        path = paths.get(posixpath.normpath(posixpath.join(posixpath.dirname(source), target)))
        return posixpath.relpath(path, here or ".") + mark + anchor if path else None

    return link


def _entry(assignment: Assignment) -> tuple[str, str, list[str]]:
    """A line of the start page: where it leads, what it says, and the line below it."""
    spec = assignment.spec
    points = point_text(spec.points) + (f" + {spec.extra_points:g}" if spec.extra_points else "")
    facts = [points, spec.difficulty, f"about {spec.hours:g} hours"]
    if spec.due:
        due = datetime.fromisoformat(spec.due)
        facts.append(f"due {due.day} {due:%B %Y, %H:%M} {due.tzname() or ''}".strip())
    return _folder(assignment) + PAGE, f"{spec.number}. {spec.title}", facts


def _search(sheets: dict[str, Sheet]) -> Sheet:
    """The search, with everything that it looks through: it works from a folder without a server."""
    index = [
        (f"{path}#{part.anchor}".rstrip("#"), part.heading or sheet.title, sheet.title, part.words)
        for path, sheet in sheets.items()
        for part in sheet.sections
    ]
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Sheet("Search", environment().get_template("search.html.j2").render(index=data))
