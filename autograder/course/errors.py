"""The errors a person can mend: each names the file or key, what was found, and what to do."""

from __future__ import annotations


class AutograderError(Exception):
    """Something a person can mend; its message is the whole story."""


class CourseError(AutograderError):
    """course.yml, or a folder that it speaks of."""


class ReleaseError(AutograderError):
    """The marked regions of a solution, or a starter that has drifted."""


class PackageError(AutograderError):
    """A zip that cannot be built."""


class SubmissionError(AutograderError):
    """What a student handed in."""


class GradingError(AutograderError):
    """The machine that grades, or how it was asked to."""
