"""Whether a file is text as Python reads it: UTF-8, or what its coding line says."""

from __future__ import annotations

import codecs
import io
import re
import tokenize

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
