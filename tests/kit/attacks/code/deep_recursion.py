"""Runs out of the C stack: recursion without limit in repr, json, eval and a regex."""

import json, re, sys

sys.setrecursionlimit(10**9)


def during(name, honest, args, kwargs):
    deep = []
    for _ in range(10**6):
        deep = [deep]
    if len(name) % 3 == 0:
        repr(deep)
    if len(name) % 3 == 1:
        json.dumps(deep)

    def down(n):
        return down(n + 1) + 1

    return down(0)
