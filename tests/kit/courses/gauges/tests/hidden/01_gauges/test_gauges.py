"""Hidden tests of both files."""

from autograder.testing import hint, points


@points(1)
@hint("Is it the same for small and for large numbers?")
def test_celsius__any(check, rng):
    """any temperature"""
    for _ in range(3):
        check(atol=1e-6).celsius(float(rng.integer(0, 4000)))


@points(1)
@hint("Say what is wrong, and with which number.")
def test_celsius__too_cold(check):
    """colder than cold"""
    check.celsius.raises(ValueError, -1.5, mentions=-1.5)


@points(2)
@hint("Is it one of the day's readings?")
def test_warmest__a_reading(student):
    """the warmest moment is a reading of the day"""
    highest, all_readings = student.probe(day)
    assert abs(highest + 273.15 - max(all_readings)) < 1e-6, "it should be the highest reading"


def day(module):
    from weather import load

    return module.warmest(), load()
