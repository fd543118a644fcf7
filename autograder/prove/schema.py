"""Checks a results.json against its schema: what Gradescope would swallow, or break on."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema

FILE = Path(__file__).parent / "results.schema.json"


@functools.cache
def results_schema() -> dict[str, Any]:
    """The schema as data."""
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return data


@functools.cache
def _validator() -> Any:
    return jsonschema.Draft202012Validator(results_schema())


def faults_in(text: str) -> list[str]:
    """What is wrong with a results.json, as sentences; empty where it is valid."""
    try:
        data = json.loads(text, parse_constant=_refuse)
    except ValueError as error:
        return [f"results.json is not valid JSON: {error}"]
    return [
        f"results.json: {' → '.join(map(str, fault.absolute_path)) or 'the top'}:"
        f" {fault.message:.300}"
        for fault in _validator().iter_errors(data)
    ]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} breaks the upload")
