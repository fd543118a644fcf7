"""Facts about a course and where its parts lie; the only package that knows the folder layout.

`load` and `models` need pydantic and PyYAML and run where a course is made. `places` needs
nothing: a grader's image knows one assignment by its resolved facts, as JSON.
"""

from autograder.course.errors import CourseError
from autograder.course.places import GRADER, Assignment, Spec, files_below

__all__ = ["GRADER", "Assignment", "CourseError", "Spec", "files_below"]
