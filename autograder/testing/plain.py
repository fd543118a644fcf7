"""Text of students: whether Python can read it, and made so harmless that people can.

What is plain can be read, and does nothing to a terminal, page or file.
"""

from __future__ import annotations

import codecs
import io
import re
import tokenize
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


# Encodings that people's editors write. Others (punycode, escapes, rot13) hide code from readers, and
# some of them take minutes to decode.
WRITTEN = re.compile(r"utf-8.*|ascii|iso8859-\d+|cp\d+|(mac|koi8|gb|big5|shift|euc).*")
SAVE = "save the file with the encoding UTF-8"


def not_text(name: str, data: bytes) -> str:
    """What is wrong with the file and what to do; nothing where all is well."""
    if b"\0" in data:
        return f"{name} is not a text file: Python source is needed, saved as plain text"
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    except SyntaxError as error:
        if "unknown encoding" in str(error.msg):
            found = str(error.msg).rpartition(": ")[2]
            return f"{name}: its coding line says {found!r}, which Python does not know: {SAVE}"
        encoding = "utf-8"
    if not WRITTEN.fullmatch(codecs.lookup(encoding).name):
        return f"{name}: its coding line says {encoding!r}: take the line out, and {SAVE}"
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"byte {data[error.start]:#04x}"
        return f"{name}, line {line}: this is not {encoding.upper()} text ({byte}): {SAVE}"
    return ""
