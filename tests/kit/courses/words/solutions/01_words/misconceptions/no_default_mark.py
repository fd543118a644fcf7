"""One exclamation mark is always added

You may think of the exclamation mark as part of shouting, and of `times` as what comes on top of
it. Then shouting once gives two marks, and shouting zero times still gives one. Look at the
smallest case by hand: ask for zero marks, write down what should stand behind the word, and compare
it with what your function gives. Then ask for one. The number that is asked for and the number that
you see should be the same each time. If they differ by the same amount everywhere, something is
added once too often, whatever the number is. Where in your function does a mark come from that
nobody has asked for?
"""


def shout(word, times=1):
    if times < 0:
        raise ValueError(f"times must not be negative, got {times}")
    return word.upper() + "!" + "!" * times
