"""Text of students made harmless: it can be read, and does nothing to a terminal, page or file."""

from __future__ import annotations

import re
from typing import Any

# Control characters (a terminal obeys them), marks that turn the direction of writing around or
# stand there unseen (the text reads as something else), halves of characters (no file takes them).
# Tabs and line ends stay; so do the joiners that some scripts and emoji are written with.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e00ff]"
)


def plain(text: str) -> str:
    """The text with a `?` for every character that is not there to be read."""
    if text.isascii() and text.isprintable():
        return text  # nearly all are, and this is much quicker
    return _HARMFUL.sub("?", text.replace("\r\n", "\n"))


def plain_data(tree: Any) -> Any:
    """The same for every text in plain data, keys included."""
    if isinstance(tree, str):
        return plain(tree)
    if isinstance(tree, dict):
        return {plain_data(key): plain_data(value) for key, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return type(tree)(map(plain_data, tree))
    return tree
