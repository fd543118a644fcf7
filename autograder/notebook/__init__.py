"""What notebooks call: `grade_cell("problem", "public")`. Grading itself is the judge's work."""

from autograder.notebook.cell import grade_cell

__all__ = ["grade_cell"]
