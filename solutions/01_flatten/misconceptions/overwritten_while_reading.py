"""Columns are overwritten before they are read

Some columns of your result appear twice and others are gone. You fill the columns one
after the other, and read from the same tensor that you are writing to. A column that
was overwritten early is needed again later, but its old content is lost by then. The
weights that came in are changed as well.

Try it with three cards on a table, and move each card to its new place one at a time,
without any spare place. You soon have to put a card on top of another. What you need is
a second place to put things, or a copy of what was there before.
"""


def shuffle_weights(weight, perm):
    moved = weight
    for place, source in enumerate(perm.tolist()):
        moved[:, place] = weight[:, source]
    return moved
