"""Whatever text comes in, what comes out can only be read."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from autograder.testing.plain import plain, plain_data

# How Unicode names what turns the direction of writing around.
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = {"\u200e", "\u200f", "\u061c"}


def harmful(character: str) -> bool:
    return (
        (unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character not in "\n\t")
        or unicodedata.bidirectional(character) in TURNING
        or character in MARKS
    )


def test_no_character_of_unicode_that_moves_anything_stays() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert [hex(ord(c)) for c in plain(everything) if harmful(c)] == []


def test_what_people_write_stays_as_it_is() -> None:
    for text in (
        "größe 陈小明 Ελένη",
        "علي بن حسن",
        "שלום",
        "👩‍💻 🏳️‍🌈",
        "می‌خواهم",
        "a\n\tb",
        "",
        "½ × €",
    ):
        assert plain(text) == text


def test_an_escape_code_is_shown_as_the_text_that_it_is() -> None:
    assert plain("\x1b[31mred\x1b]0;title\x07") == "?[31mred?]0;title?"
    assert plain("one\r\ntwo\rthree\0") == "one\ntwo?three?"


@given(st.text())
@example("\ud800")
def test_once_is_enough_and_any_file_takes_it(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


def test_all_of_a_tree_is_cleaned_and_nothing_else_changes() -> None:
    tree = {"a\x1b": ["b\0", ("c\u202e", 1, None)], "d": 2.5}
    assert plain_data(tree) == {"a?": ["b?", ("c?", 1, None)], "d": 2.5}
