"""The student's files compiled once, so that not every worker has to do it again.

It is done in a worker, before any student code runs there; the judge keeps the bytes and never
looks into them.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import warnings
from collections.abc import Iterable
from importlib.util import MAGIC_NUMBER, source_hash

_UNCHECKED_HASH = 0b01  # an import takes the file without looking whether the source is newer
MOST = 512 << 10  # of source: beyond that the answer might not fit into a message


def compiled(folder: str, names: Iterable[str]) -> dict[str, bytes]:
    """What belongs beside the sources, by relative path; nothing for those that do not compile."""
    found: dict[str, bytes] = {}
    tag = sys.implementation.cache_tag
    total = 0
    for name in names:
        place, stem = os.path.split(name)
        if not stem.endswith(".py") or tag is None:
            continue
        with open(os.path.join(folder, name), "rb") as file:
            source = file.read()
        total += len(source)
        if total > MOST:
            break
        with warnings.catch_warnings(), contextlib.suppress(Exception):
            warnings.simplefilter("ignore")
            code = compile(source, name, "exec", dont_inherit=True)
            flags = _UNCHECKED_HASH.to_bytes(4, "little")
            cache = os.path.join(place, "__pycache__", f"{stem[:-3]}.{tag}.pyc")
            found[cache] = MAGIC_NUMBER + flags + source_hash(source) + marshal.dumps(code)
    return found
