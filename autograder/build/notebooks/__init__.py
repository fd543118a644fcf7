"""Instructor notebooks, for nbgrader and for Otter, from an assignment's one source."""
