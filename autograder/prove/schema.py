"""Checks a results.json against its schema: the few keywords of JSON Schema that it uses."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "results.schema.json"
KNOWN = {
    "$ref", "type", "enum", "minimum", "minLength", "maxLength", "items", "required",
    "properties", "additionalProperties",
}  # fmt: skip
ABOUT = {"$schema", "title", "$defs"}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
}


@functools.cache
def results_schema() -> dict[str, Any]:
    """The schema as data."""
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return data


def faults_in(text: str) -> list[str]:
    """What is wrong with a results.json, as sentences; empty where it is valid."""
    try:
        data = json.loads(text, parse_constant=_refuse)
    except ValueError as error:
        return [f"results.json is not valid JSON: {error}"]
    schema = results_schema()
    return [f"results.json: {fault}" for fault in _faults(data, schema, schema, "the top")]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} breaks the upload")


def _faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], where: str) -> list[str]:
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    unknown = set(schema) - KNOWN - ABOUT
    if unknown:
        raise NotImplementedError(f"the schema uses {sorted(unknown)}, which is not checked here")
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or isinstance(value, bool)):
        return [f"{where}: expected a {kind}, found {value!r:.60}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r:.60} is none of {schema['enum']}")
    if "minimum" in schema and value < schema["minimum"]:
        found.append(f"{where}: {value} is less than {schema['minimum']}")
    if "minLength" in schema and len(value) < schema["minLength"]:
        found.append(f"{where}: the text is too short")
    if "maxLength" in schema and len(value) > schema["maxLength"]:
        found.append(f"{where}: the text is longer than {schema['maxLength']} characters")
    if isinstance(value, list) and "items" in schema:
        for place, item in enumerate(value):
            found += _faults(item, schema["items"], whole, f"{where} → {place}")
    if isinstance(value, dict):
        found += _object_faults(value, schema, whole, where)
    return found


def _object_faults(
    value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any], where: str
) -> list[str]:
    properties = schema.get("properties", {})
    found = [f"{where}: {key} is missing" for key in schema.get("required", ()) if key not in value]
    for key, item in value.items():
        if key in properties:
            found += _faults(item, properties[key], whole, f"{where} → {key}")
        elif schema.get("additionalProperties", True) is False:
            found.append(f"{where}: the key {key!r} is not known to Gradescope")
    return found
