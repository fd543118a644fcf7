"""One gauge."""


def celsius(kelvin: float) -> float:
    """Kelvin as degrees Celsius; raises ValueError below 0 kelvin.

    >>> celsius(273.15)
    0.0
    """
    # YOUR CODE HERE
    raise NotImplementedError(
        "Not written yet: write `celsius` in gauge.py, "
        "then run: pytest -k celsius"
    )
