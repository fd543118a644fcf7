"""Zero kelvin is where water freezes

Both scales count in steps of the same size, so it is tempting to think that they only differ in
their name, or that the digits behind the point are a detail. But they begin at different places.
Kelvin begins where nothing can be colder; Celsius begins where water freezes. Write both scales
below one another as two rulers, and mark the point at which water freezes on each of them. How far
must you slide one ruler until the two marks meet? Is that a whole number? Look at the example in
the docstring once more: the number that goes in has two digits behind the point, and the number
that comes out has none left.
"""


def celsius(kelvin):
    if kelvin < 0:
        raise ValueError(f"negative: {kelvin}")
    return kelvin - 273.0
