"""A new assignment out of templates: small, complete, and proved before anything is replaced."""

from autograder.build.scaffold.write import Made, Wish, scaffold

__all__ = ["Made", "Wish", "scaffold"]
