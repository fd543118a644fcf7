"""The JSON Schema by which editors complete and check `course.yml`."""

from __future__ import annotations

import json
from typing import Any

from autograder.course.models import CourseFacts


def schema() -> dict[str, Any]:
    """The schema as data."""
    made = CourseFacts.model_json_schema()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return made


def schema_text() -> str:
    """The schema as it is committed beside course.yml."""
    return json.dumps(schema(), indent=2, sort_keys=True) + "\n"
