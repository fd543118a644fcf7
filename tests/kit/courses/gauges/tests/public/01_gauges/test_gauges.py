"""Public tests of both files."""

from autograder.testing import hint, points


@points(1)
@hint("At which kelvin does water freeze?")
def test_celsius__freezing(check):
    """water freezes"""
    check.celsius(273.15, expect=0.0)


@points(1)
@hint("Look into weather.csv: which reading is the highest?")
def test_warmest__today(check):
    """the day in weather.csv"""
    check.warmest(expect=18.0)
