"""Prints what your functions give; there is nothing to draw here."""

import words

for call in ('shout("hey")', 'count_letters("Anna")'):
    try:
        print(call, "->", eval(call, vars(words)))
    except NotImplementedError as error:
        print(call, "->", error)
