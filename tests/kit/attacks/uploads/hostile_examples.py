"""Hands in examples that never end, that lie about their number, and that ask for years and terabytes."""

import re

EXAMPLES = """
import threading

print("x" * 10_000_000)
threading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()


class Name(type):
    @property
    def __name__(cls):
        return "Exit\\ud800" * 100_000


class Odd(Exception, metaclass=Name):
    pass


class Many(list):
    def __len__(self):
        return 40

    def __getitem__(self, at):
        many = 10**4000
        whole = ((many, many), (many,) * 5, ("ab" * 900, 10**12), (10**12, "ab"), ([[]] * 1900, 9),
                 (many, -many, many), (1, 2, (many, many)), ({"a": {0: None}}, 3), (float("nan"),) * 3)
        names = FUNCTIONS
        expected = (many, Odd, None, {0: 1}, float("inf"), Odd("x"), [[[]]], "x" * 1900)
        return (names[at % len(names)], whole[at % len(whole)], expected[at % len(expected)])


EXAMPLES = Many()
"""


def plant(folder, name, source):
    functions = re.findall(r"^def (\w+)", source, re.M)
    (folder / "examples.py").write_text(EXAMPLES.replace("FUNCTIONS", repr(functions)))
    (folder / name).write_text(source)
