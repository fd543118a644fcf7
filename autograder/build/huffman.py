"""Prefix codes fitted to the data, as deflate wants them (RFC 1951, 3.2.2)."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

Code = tuple[int, int]  # the bits, first bit lowest; and how many


def code_lengths(counts: Sequence[int], longest: int) -> list[int]:
    """How many bits each symbol gets; 0 for those that do not occur."""
    used = [symbol for symbol, count in enumerate(counts) if count]
    lengths = [0] * len(counts)
    if len(used) == 1:
        lengths[used[0]] = 1
        return lengths
    weights = list(counts)
    while used:
        lengths = _depths(weights, used)
        if max(lengths) <= longest:
            break
        # Flatter counts make a flatter tree; a little is lost, and rarely.
        weights = [(weight + 1) // 2 if weight else 0 for weight in weights]
    return lengths


def _depths(counts: Sequence[int], used: Sequence[int]) -> list[int]:
    """The depth of each symbol in Huffman's tree; ties are broken by the symbols' order."""
    heap = [(counts[symbol], symbol) for symbol in used]
    heapq.heapify(heap)
    parents: dict[int, int] = {}
    node = len(counts)
    while len(heap) > 1:
        (one, left), (other, right) = heapq.heappop(heap), heapq.heappop(heap)
        parents[left] = parents[right] = node
        heapq.heappush(heap, (one + other, node))
        node += 1
    depth = {node - 1: 0}
    for child in sorted(parents, reverse=True):
        depth[child] = depth[parents[child]] + 1
    return [depth.get(symbol, 0) for symbol in range(len(counts))]


def codes(lengths: Sequence[int]) -> list[Code]:
    """The canonical code: shorter first, then in the symbols' order."""
    made: list[Code] = [(0, 0)] * len(lengths)
    code = previous = 0
    for length, symbol in sorted((n, symbol) for symbol, n in enumerate(lengths) if n):
        code <<= length - previous
        made[symbol] = (backwards(code, length), length)
        code, previous = code + 1, length
    return made


def backwards(code: int, bits: int) -> int:
    """The same bits from the last to the first."""
    return int(f"{code:0{bits}b}"[::-1], 2)
