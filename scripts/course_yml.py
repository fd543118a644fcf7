"""Every key of course.yml as Markdown, made of the models: `python scripts/course_yml.py`."""

from __future__ import annotations

from typing import Any

from autograder.course.models import schema

HEAD = """\
# Every key of course.yml

One file holds the facts about a course. `autograder doctor` looks it over, and editors complete it
by the schema that `autograder schema --out course.schema.json` writes: put
`# yaml-language-server: $schema=course.schema.json` into its first line.

Sizes are written like `2 GB` or `500 MB`, dates like `2030-01-31T23:59:00`. A key that is not listed
here is a mistake, and the message names the nearest one.
"""
PARTS = (
    ("CourseFacts", "The course"),
    ("Site", "`site:` of the course"),
    ("AssignmentFacts", "Each entry of `assignments:`"),
    ("Late", "`late:` of the course, or of an assignment"),
    ("LimitSettings", "`limits:` of an assignment"),
    ("Container", "`container:` of an assignment"),
)


def reference_text() -> str:
    """The page as it is committed in docs/."""
    whole = schema()
    parts = {"CourseFacts": whole, **whole["$defs"]}
    tables = [f"## {title}\n\n{_table(parts[name])}" for name, title in PARTS]
    return "\n".join([HEAD, "\n\n".join(tables)]) + "\n"


def _table(part: dict[str, Any]) -> str:
    rows = ["| key | default | what it is |", "| --- | --- | --- |"]
    required = part.get("required", ())
    for key, facts in part["properties"].items():
        default = "needed" if key in required else _default(facts)
        rows.append(f"| `{key}` | {default} | {_meaning(facts)} |")
    return "\n".join(rows)


def _default(facts: dict[str, Any]) -> str:
    value = facts.get("default")
    if value in (None, [], {}) or isinstance(value, dict):
        return "none" if not isinstance(value, dict) or not value else "see below"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _meaning(facts: dict[str, Any]) -> str:
    options = facts.get("enum") or [
        value for each in facts.get("anyOf", ()) for value in each.get("enum", ())
    ]
    words = [facts["description"]] if "description" in facts else []
    words += [f"one of {', '.join(f'`{value}`' for value in options)}"] if options else []
    return "; ".join(words)


if __name__ == "__main__":
    print(reference_text(), end="")
