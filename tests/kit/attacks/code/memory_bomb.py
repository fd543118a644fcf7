"""Takes all memory: at once, in pieces, in many processes, in pipes and shared mappings."""

import mmap, os


def during(name, honest, args, kwargs):
    turn = sum(map(ord, name)) % 4
    if turn == 0:
        return b"x" * (1 << 50)
    if turn == 1:
        kept = []
        while True:
            kept.append(bytearray(os.urandom(1 << 12) * (1 << 12)))
    if turn == 2:
        for _ in range(40):
            if os.fork() == 0:
                kept = [bytearray(b"y" * (100 << 20)) for _ in range(5)]
                os.read(os.pipe()[0], 1)
        os.read(os.pipe()[0], 1)
    kept = []
    while True:
        block = mmap.mmap(-1, 64 << 20)
        block.write(b"z" * (64 << 20))
        kept.append(block)
