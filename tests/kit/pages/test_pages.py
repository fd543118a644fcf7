"""Handouts and site in a real browser: nothing missing, nothing fetched, nobody kept out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from autograder.build.pages.site import build_site
from autograder.course.load import load_course

SMALL, LARGE = 500_000, 800_000


class Reader(HTMLParser):
    """What a page loads, where it leads, and which places it has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.places: list[str] = []
        self.pictures: list[dict[str, str | None]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.places += [facts["id"]] if facts.get("id") else []
        if tag == "img":
            self.pictures.append(facts)
        for name in ("src", "srcset", "data", "poster", "action", "background"):
            self.loads += [facts[name] or ""] if name in facts else []
        if tag in ("a", "link"):
            (self.leads if tag == "a" else self.loads).extend([facts.get("href") or ""])


def test_every_student_has_the_page_of_the_handout(site):
    assert [path.parent.name for path in site.handouts] == [
        "01_flatten",
        "02_cross_correlate",
        "03_output_size",
        "04_equivariance",
        "05_build_cnn",
    ]
    for path in site.handouts:
        readme = path.with_name("README.md").read_text(encoding="utf-8")
        assert "**Start here.** Open `handout.html` in a browser" in readme
        assert "handout.html" not in path.read_text(encoding="utf-8")


def test_no_page_loads_anything_from_elsewhere(site):
    for path in [*site.handouts, *site.pages]:
        text = path.read_text(encoding="utf-8")
        page = Reader(path)
        assert not [
            each
            for each in page.loads
            if re.match("[a-z]+:|//", each[:9]) and not each.startswith("data:")
        ], path
        assert not re.search(r"@import|url\((?!\"?data:)", text.partition("</style>")[0]), path
        assert all(picture.get("alt") for picture in page.pictures), path
        assert len(page.places) == len(set(page.places)), path


def test_every_link_leads_somewhere(site):
    pages = {path.resolve(): Reader(path) for path in site.pages}
    for path, page in pages.items():
        for link in page.leads + [each for each in page.loads if not each.startswith("data:")]:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            assert not link.startswith("/"), f"{path}: {link} is not relative"
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target].places, f"{path}: {link}"


def test_the_zips_stay_small(site):
    for archive in site.folder.rglob("student.zip"):
        limit = LARGE if archive.parent.name.startswith("05") else SMALL
        assert archive.stat().st_size < limit, archive


def test_no_page_says_a_line_of_a_solution(site, course):
    assert site.left_out == ("docs/mutants.md",)
    assert not (site.folder / "docs" / "mutants.html").exists()
    solution = (course / "solutions" / "01_words" / "words.py").read_text(encoding="utf-8")
    line = max(re.findall(r"BEGIN SOLUTION\n(.*?)\n *### END", solution, re.DOTALL), key=len)
    line = max(line.splitlines(), key=len).strip()
    (course / "README.md").write_text(f"# Words\n\n`{line}`\n", encoding="utf-8")
    small = load_course(course)
    assert build_site(small, small.assignments)[1] == ("README.md",)


def test_two_builds_give_the_same_bytes(course):
    small = load_course(course)
    assert build_site(small, small.assignments) == build_site(small, small.assignments)


def test_buttons_open_the_notebook_where_the_course_says_it_lies(course):
    def handout() -> str:
        small = load_course(course)
        files, _ = build_site(small, small.assignments)
        return files["assignments/01_words/handout.html"].decode()

    assert "Colab" not in handout()
    facts = course / "course.yml"
    address = "https://github.com/OWNER/NAME/blob/main/{slug}/notebook.ipynb"
    facts.write_text(f"{facts.read_text('utf-8')}\nsite: {{notebooks: '{address}'}}\n", "utf-8")
    there = "OWNER/NAME/blob/main/01_words/notebook.ipynb"
    assert f'href="https://colab.research.google.com/github/{there}"' in handout()
    assert (
        f'href="https://www.kaggle.com/kernels/welcome?src=https://github.com/{there}"' in handout()
    )


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (390, True)])
def test_nothing_keeps_anybody_out(site, chromium, width, dark):
    chromium.be(width, dark)
    own = ("index.html", "search.html", "README.html", "docs/channels.html")
    for path in [*site.handouts, *(site.folder / name for name in own)]:
        chromium.requests.clear()
        chromium.complaints.clear()
        chromium.open(path)
        chromium.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert chromium.violations() == [], path
        assert chromium.run("document.documentElement.scrollWidth") <= width, path
        broken = "[...document.images].filter(each => !each.naturalWidth).map(each => each.alt)"
        assert chromium.run(broken) == [], path
        outside = [url for url in chromium.requests if not url.startswith(("file:", "data:"))]
        assert outside == [], path
        assert chromium.complaints == [], path


def test_the_contents_fold_on_a_phone_and_stand_beside_the_text_on_a_wide_screen(site, chromium):
    top = "document.querySelector('h1').getBoundingClientRect().top"
    for width, is_open in ((390, False), (1400, True)):
        chromium.be(width)
        chromium.open(site.handouts[0])
        assert chromium.run("document.querySelector('.contents details').open") is is_open
        assert chromium.run(top) < 300
    chromium.be(1400, medium="print")
    assert chromium.run("getComputedStyle(document.querySelector('.contents')).display") == "none"


def test_the_search_finds_sections_from_a_folder_without_a_server(site, chromium):
    chromium.be(900)
    chromium.complaints.clear()
    chromium.open(site.folder / "assignments" / "01_flatten" / "handout.html")
    chromium.run("document.querySelector('header input').value = 'Shuffle_weights'")
    chromium.run("document.querySelector('header form').submit()")
    chromium.arrive()
    results = "[...document.querySelectorAll('#results a')].map(each => each.getAttribute('href'))"
    assert chromium.run(results)[0] == "assignments/01_flatten/handout.html#shuffle_weights"
    assert chromium.run("document.getElementById('found').textContent").endswith("found")
    assert chromium.run("document.querySelectorAll('#results mark').length") > 0

    chromium.run("document.getElementById('query').value = ''")
    chromium.run("document.getElementById('query').focus()")
    chromium.ask("Input.insertText", text="<b>nothing</b> like it")
    assert chromium.run("document.getElementById('found').textContent") == "0 found"
    assert chromium.violations() == []
    assert chromium.complaints == []
