"""The JSON Schema by which editors complete and check `course.yml`."""

from __future__ import annotations

import json

from autograder.course.models import CourseFacts


def schema_text() -> str:
    """The schema as it is committed beside course.yml."""
    schema = CourseFacts.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, indent=2, sort_keys=True) + "\n"
