"""Hidden tests of words.py."""

import numpy as np

from autograder.testing import extra_credit, forbid, hint, limit, needs, points, visible


@points(1)
@hint("Try a word with an umlaut, and zero exclamation marks.")
def test_shout__any_word(check, rng):
    """any word, any number of times"""
    for times in (0, 1, 7):
        check.shout(rng.letters(6), times=times)
    check.shout("größe", 2)


@points(1)
@hint("A negative number of exclamation marks makes no sense: say so.")
def test_shout__negative(check):
    """a negative number of times"""
    check.shout.raises(ValueError, "hey", -4, mentions=-4)


@points(1)
@visible
@hint("Digits and spaces are not letters.")
def test_count_letters__sentence(check):
    """a sentence with digits and spaces"""
    check.count_letters("Route 66, Ohio")


@points(1)
@hint("What about a text without any letter?")
def test_count_letters__nothing(check):
    """texts without a letter"""
    check.count_letters("")
    check.count_letters("123 !?")


@points(2)
@hint("Try widths of one and of the whole array.")
@forbid("ready-made averages")
def test_moving_average__any_width(check, rng):
    """any width, from one to all"""
    values = rng.array(9)
    for width in (1, 2, 5, 9):
        check.moving_average(values, width)


@points(1)
@hint("Which widths have no window?")
@needs("shout")
def test_moving_average__no_window(check, rng):
    """widths that are too small or too large"""
    check.moving_average.raises(ValueError, rng.array(3), 4, mentions=(4, 3))
    check.moving_average.raises(ValueError, rng.array(3), 0, mentions=0)


@points(1)
@limit(seconds=2)
@hint("The mean of a sum is the sum of the means.")
def test_moving_average__sums(student, rng):
    """the average of a sum is the sum of the averages"""
    a, b = rng.array(8), rng.array(8)
    both = student.moving_average(a + b, 3)
    apart = student.moving_average(a, 3) + student.moving_average(b, 3)
    assert np.allclose(both, apart), "the average of a sum should be the sum of the averages"


@points(1)
@extra_credit
@hint("A long array, many windows: add and subtract, rather than add again and again.")
def test_moving_average__long(check):
    """a hundred thousand values in a moment"""

    check.probe(average_of_many, 100_000)


def average_of_many(module, size):
    """A probe: makes the values where they are needed."""
    import numpy

    averages = module.moving_average(numpy.arange(float(size)), size // 2)
    return float(averages.sum())
