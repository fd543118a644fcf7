"""Figures that move: what a handout's author writes, and what becomes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.build.student import student_files
from autograder.course import Assignment
from autograder.course.errors import ReleaseError

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
ALIVE = """kit.figure("turn", (root, data) => {
  root.textContent = `${data.facts.name} </script> ${root.isConnected}`;
});
"""


def with_figure(
    words: Assignment, script: str | None, line: str = "![A turn](pictures/turn.svg)"
) -> None:
    """The handout with a figure, its picture, its data and its script."""
    folder = words.handout_dir
    for name in ("pictures", "moving"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "pictures" / "turn.svg").write_text(PICTURE, encoding="utf-8")
    (folder / "moving" / "facts.json").write_text('{"name": "</script>me"}', encoding="utf-8")
    if script is not None:
        (folder / "moving" / "turn.js").write_text(script, encoding="utf-8")
    path = folder / "handout.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{line}\n<!-- moving: turn -->\n", encoding="utf-8")


def page(words: Assignment, folder: Path) -> Path:
    path = folder / "handout.html"
    path.write_bytes(student_files(words)["handout.html"])
    return path


def test_a_script_brings_the_picture_to_life(words, chromium, tmp_path):
    with_figure(words, ALIVE)
    chromium.complaints.clear()
    chromium.open(page(words, tmp_path))
    figure = "document.querySelector('figure[data-figure=turn]')"
    assert (
        chromium.run(f"{figure}.querySelector('div').textContent") == "</script>me </script> true"
    )
    assert chromium.run(f"{figure}.querySelector('img').hidden") is True
    assert chromium.complaints == []


def test_a_script_that_fails_leaves_the_picture(words, chromium, tmp_path):
    with_figure(words, 'kit.figure("turn", () => { throw new Error("broken"); });')
    chromium.complaints.clear()
    chromium.open(page(words, tmp_path))
    assert chromium.run("document.querySelector('figure img').hidden") is False
    assert chromium.run("document.querySelectorAll('figure div').length") == 0
    assert "broken" in chromium.complaints[0]
    chromium.complaints.clear()


def test_without_scripts_the_picture_stands_there_with_its_words(words):
    with_figure(words, ALIVE)
    html = student_files(words)["handout.html"].decode()
    still = re.search(r'<figure class="moving" data-figure="turn"><img [^>]*></figure>', html)
    assert still is not None
    assert 'alt="A turn"' in still[0]
    assert "moving:" in student_files(words)["README.md"].decode()


@pytest.mark.parametrize(
    ("script", "line", "says"),
    [
        (None, "![A turn](pictures/turn.svg)", "turn.js is missing: the handout says"),
        (ALIVE, "No picture.", "has no picture of its own before it"),
        (ALIVE, "![A turn](pictures/other.svg)", "the picture pictures/other.svg cannot be put"),
        (ALIVE, "![A turn](https://example.org/turn.svg)", "a picture is a file beside the text"),
    ],
)
def test_what_is_missing_is_named(words, script, line, says):
    with_figure(words, script, line)
    with pytest.raises(ReleaseError, match=re.escape(says)):
        student_files(words)
