"""Compresses bytes in zip's own format (deflate, RFC 1951), the same way on every machine."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from autograder.build.huffman import Code, code_lengths, codes

SHORTEST, LONGEST, WINDOW = 3, 258, 32768
TRIES = 6  # earlier places looked at for each match
END = 256
# The order in which the format lists the lengths of the code that the other codes are told in.
ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)

# A literal (byte, 0), or a match (length, distance).
Token = tuple[int, int]


def _ranges(groups: Sequence[int]) -> list[tuple[int, int, int]]:
    """For each value: its symbol, the extra bits' value and number."""
    table, symbol = [], 0
    for extra, symbols in enumerate(groups):
        for _ in range(symbols):
            table += [(symbol, value, extra) for value in range(1 << extra)]
            symbol += 1
    return table


# Lengths from 3 on, distances from 1 on; 258, the longest, has a symbol of its own.
LENGTHS = [*_ranges([8, 4, 4, 4, 4, 4])[: LONGEST - SHORTEST], (28, 0, 0)]
DISTANCES = _ranges([4] + [2] * 13)


@functools.lru_cache(maxsize=4096)
def deflate(data: bytes) -> bytes:
    """The data as one block with codes of its own."""
    found = list(tokens(data))
    literal_lengths, distance_lengths = _fit(found)
    literals, distances = codes(literal_lengths), codes(distance_lengths)
    bits: list[Code] = [(0b101, 3), *_header(literal_lengths, distance_lengths)]
    for value, distance in found:
        if not distance:
            bits.append(literals[value])
            continue
        symbol, extra, count = LENGTHS[value - SHORTEST]
        bits.append(literals[257 + symbol])
        bits.append((extra, count))
        symbol, extra, count = DISTANCES[distance - 1]
        bits.append(distances[symbol])
        bits.append((extra, count))
    bits.append(literals[END])
    return _packed(bits)


def tokens(data: bytes) -> Iterator[Token]:
    """Literals, and matches with what stood up to 32 KB earlier."""
    places: dict[bytes, list[int]] = defaultdict(list)
    place, size = 0, len(data)
    ahead: Token | None = None  # the best match at this place, where it is known already
    while place < size:
        length, distance = ahead or _best_match(data, place, places)
        ahead = None
        places[data[place : place + SHORTEST]].append(place)
        if not length:
            yield data[place], 0
            place += 1
            continue
        if length < 32:
            # A longer match one byte on is worth the byte.
            later = _best_match(data, place + 1, places)
            if later[0] > length:
                yield data[place], 0
                place, ahead = place + 1, later
                continue
        yield length, distance
        for inside in range(place + 1, place + length):
            places[data[inside : inside + SHORTEST]].append(inside)
        place += length


def _best_match(data: bytes, place: int, places: Mapping[bytes, list[int]]) -> Token:
    """The longest match that starts here, the nearest of equals; (0, 0) where there is none."""
    start = data[place : place + SHORTEST]
    # A place without three bytes left was never noted.
    if start not in places:
        return 0, 0
    best, far, word = SHORTEST - 1, 0, start
    most = min(LONGEST, len(data) - place)
    for earlier in places[start][: -TRIES - 1 : -1]:
        if place - earlier > WINDOW:
            break
        # Whoever is to win must agree with the best so far, and go on.
        if far and data[earlier : earlier + best + 1] != word:
            continue
        length = max(best, SHORTEST)
        while (
            data[earlier + length : earlier + length + 8]
            == data[place + length : place + length + 8]
            and length + 8 <= most
        ):
            length += 8
        while length < most and data[earlier + length] == data[place + length]:
            length += 1
        if length > best:
            best, far = length, place - earlier
            if best == most:
                break
            word = data[place : place + best + 1]
    if not far:
        return 0, 0
    # Three bytes far away cost more than they save.
    return (best, far) if best > SHORTEST or far < 4096 else (0, 0)


def _fit(found: Sequence[Token]) -> tuple[list[int], list[int]]:
    """The bits of each literal and length symbol, and of each distance symbol."""
    literals, distances = [0] * 286, [0] * 30
    literals[END] = 1
    for value, distance in found:
        if distance:
            literals[257 + LENGTHS[value - SHORTEST][0]] += 1
            distances[DISTANCES[distance - 1][0]] += 1
        else:
            literals[value] += 1
    if not any(distances):
        distances[0] = 1  # some readers refuse a block without any distance code
    return code_lengths(literals, 15), code_lengths(distances, 15)


def _header(literals: Sequence[int], distances: Sequence[int]) -> list[Code]:
    """How many codes there are, and the lengths of their bits, run by run, in a third code."""
    literal_count = max(257, _used(literals))
    distance_count = max(1, _used(distances))
    runs = list(_runs([*literals[:literal_count], *distances[:distance_count]]))
    counts = Counter(symbol for symbol, _, _ in runs)
    lengths = code_lengths([counts[symbol] for symbol in range(19)], 7)
    ordered = [lengths[symbol] for symbol in ORDER]
    told = max(4, _used(ordered))
    coded = codes(lengths)
    bits: list[Code] = [(literal_count - 257, 5), (distance_count - 1, 5), (told - 4, 4)]
    bits += [(length, 3) for length in ordered[:told]]
    for symbol, extra, count in runs:
        bits += [coded[symbol], (extra, count)]
    return bits


def _used(lengths: Sequence[int]) -> int:
    return max((place + 1 for place, length in enumerate(lengths) if length), default=0)


def _runs(lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Symbols of the third code with their extra bits: 16 repeats, 17 and 18 are runs of zeros."""
    place = 0
    while place < len(lengths):
        value, run = lengths[place], 1
        while place + run < len(lengths) and lengths[place + run] == value and run < 138:
            run += 1
        place += run
        if value == 0 and run >= 3:
            yield (17, run - 3, 3) if run < 11 else (18, run - 11, 7)
            continue
        yield value, 0, 0
        run -= 1
        while value and run >= 3:
            step = min(run, 6)
            yield 16, step - 3, 2
            run -= step
        for _ in range(run):
            yield value, 0, 0


def _packed(bits: Sequence[Code]) -> bytes:
    """The bits in bytes, first bit lowest."""
    out, held, size = bytearray(), 0, 0
    for code, count in bits:
        held |= code << size
        size += count
        if size >= 64:
            out += (held & 0xFFFFFFFFFFFFFFFF).to_bytes(8, "little")
            held >>= 64
            size -= 64
    return bytes(out + held.to_bytes((size + 7) // 8, "little"))
