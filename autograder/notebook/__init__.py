"""What notebooks call: `grade_cell("problem", "public")`. Grading itself is the judge's work."""

from autograder.notebook.cell import check_case, grade_cell

__all__ = ["check_case", "grade_cell"]
