"""One gauge."""


def celsius(kelvin: float) -> float:
    """Kelvin as degrees Celsius; raises ValueError below 0 kelvin.

    >>> celsius(273.15)
    0.0
    """
    ### BEGIN SOLUTION
    if kelvin < 0:
        raise ValueError(f"there is nothing colder than 0 kelvin, got {kelvin}")
    return kelvin - 273.15
    ### END SOLUTION
