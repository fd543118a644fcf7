"""Markdown as a page needs it."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from autograder.build.pages.markdown import Places, read
from autograder.course.errors import ReleaseError

PLACES = Places(
    picture=lambda name: f"data:{name}", link=lambda href: None if "gone" in href else href
)


def test_a_problem_is_found_by_its_functions_name() -> None:
    text = read("# Title\n\n## 4. `conv_layer` · essential · 45 min\n\nWords.\n", PLACES)
    assert text.title == "Title"
    assert 'id="conv_layer"' in text.html
    assert "<small>essential · 45 min</small></h2>" in text.html
    (section,) = text.sections
    assert (section.anchor, section.heading, section.words) == (
        "conv_layer",
        "4. conv_layer",
        "Words.",
    )


def test_two_headings_of_one_name_have_two_anchors() -> None:
    page = read("# T\n\n## Hint\n\n## Hint\n", PLACES).html
    assert re.findall(r'id="([^"]+)"', page) == ["hint", "hint-1"]


def test_a_part_has_its_own_anchors_a_level_lower() -> None:
    text = read("# Words\n\n## Signs\n", PLACES, part="words")
    assert '<h2 id="words">Words</h2>' in text.html
    assert '<h3 id="words-signs">Signs</h3>' in text.html


def test_formulas_become_mathml_and_prices_do_not() -> None:
    page = read("# T\n\nWith $x^2$, for $5 or $6:\n\n$$\\frac{a}{b}$$\n", PLACES).html
    assert page.count("<math") == 2
    assert "<mfrac>" in page
    assert "$5 or $6" in page


@pytest.mark.parametrize("formula", ["$x_1_2$", "$$\nx_1_2\n$$"])
def test_a_formula_that_cannot_be_read_is_named(formula: str) -> None:
    with pytest.raises(ReleaseError, match="cannot be read"):
        read(f"# A\n\n{formula}", PLACES)


def test_a_picture_may_have_any_name() -> None:
    places = replace(PLACES, picture=lambda name: {"pictures/größe.svg": "found"}[name])
    assert 'src="found"' in read("# A\n\n![a](pictures/größe.svg)", places).html


def test_code_is_coloured_and_stays_the_same_code() -> None:
    page = read('# T\n\n```python\n>>> f("<b>")\n1\n```\n\n    plain\n', PLACES).html
    assert 'class="gp"' in page
    blocks = re.findall("<code>(.*?)</code>", page, re.DOTALL)
    told = [html.unescape(re.sub("<[^>]+>", "", block)) for block in blocks]
    assert told == ['>>> f("<b>")\n1\n', "plain\n"]


def test_a_link_to_no_page_leaves_its_words() -> None:
    page = read("# T\n\n[here](a.html) and [there](gone.md)\n", PLACES).html
    assert '<a href="a.html">here</a> and <span>there</span>' in page


def test_a_table_has_no_head_without_words() -> None:
    page = read(
        "# T\n\n| | |\n| --- | --- |\n| a | b |\n\n| | x |\n| --- | --- |\n| a | b |\n", PLACES
    ).html
    assert page.count("<thead>") == 1
    assert "<th></th>" not in page
