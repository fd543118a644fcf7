"""A course kit that grades itself: one source, many channels, isolated judging."""

__version__ = "1.0.0"
