"""Public tests of words.py."""

import numpy as np

from autograder.testing import forbid, hint, points


@points(1)
@hint("How many exclamation marks are there when nobody says how many?")
def test_shout__once_and_often(check):
    """one exclamation mark, or as many as asked for"""
    check.shout("hey", expect="HEY!")
    check.shout("hey", 3, expect="HEY!!!")


@points(1)
@hint("Is a capital A another letter than a small one?")
def test_count_letters__a_name(check):
    """a name with a capital"""
    check.count_letters("Anna", expect={"a": 2, "n": 2})


@points(1)
@hint("How many windows of two are there in four values?")
@forbid("ready-made averages")
def test_moving_average__four_values(check):
    """windows of two in four values"""
    check.moving_average(np.array([1.0, 3.0, 5.0, 9.0]), 2, expect=np.array([2.0, 4.0, 7.0]))
