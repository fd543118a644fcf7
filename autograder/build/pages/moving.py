"""Figures that move: pictures of a page that a script brings to life, and the scripts themselves.

In the Markdown a line `<!-- moving: NAME -->` follows the picture that stands there without
JavaScript. `moving/NAME.js` beside the handout calls `kit.figure("NAME", (root, data) => …)`;
`moving/*.json` is the data, by the files' names;
other scripts beside them come along, and before them those of `assignments/moving/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Assignment
from autograder.course.errors import ReleaseError

COMMENT = r"<!-- moving: ([\w-]+) -->"
STILL = re.compile(rf"<p>(<img [^>]*>)</p>\n{COMMENT}\n?")
TEMPLATES = Path(__file__).parent / "templates"


def figures(html: str, assignment: Assignment) -> tuple[str, str]:
    """The page's HTML with figures in place of pictures, and the elements that make them move."""
    made = STILL.sub(r'<figure class="moving" data-figure="\2">\1</figure>\n', html)
    if left := re.search(COMMENT, made):
        raise ReleaseError(
            f"{assignment.handout_dir / 'handout.md'}: {left[0]} has no picture of its own before"
            " it: put the comment on the line below the one that is `![…](pictures/…)`"
        )
    names = dict.fromkeys(re.findall(r'<figure class="moving" data-figure="([^"]+)">', made))
    return made, "\n".join(_scripts(tuple(names), assignment)) if names else ""


def _scripts(names: tuple[str, ...], assignment: Assignment) -> Iterator[str]:
    """The data, then what all figures share, then a module for each figure."""
    folder = assignment.handout_dir / "moving"
    for path in sorted(folder.glob("*.json")):
        data = path.read_text(encoding="utf-8").strip().replace("<", "\\u003c")
        yield f'<script type="application/json" id="data-{path.stem}">{data}</script>'
    shared = sorted((assignment.handout_dir.parent / "moving").glob("*.js"))
    named = [folder / f"{name}.js" for name in names]
    modules = dict.fromkeys([*sorted(folder.glob("*.js")), *named])
    for path in (TEMPLATES / "kit.js", *shared, *modules):
        yield f"<script>\n{_script(path)}</script>"


def _script(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ReleaseError(
            f"{path} is missing: the handout says `<!-- moving: {path.stem} -->`; write the"
            f' script, which calls kit.figure("{path.stem}", …), or take the comment out'
        ) from None
    return re.sub(r"</(?=script)", r"<\\/", text, flags=re.IGNORECASE)
