"""The schema of results.json refuses what Gradescope would swallow or break on."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from autograder.judge.results import broken_result, to_json
from autograder.prove.proofs import faults_in, results_schema


def valid() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(to_json(broken_result(None, 11)))
    data["leaderboard"] = [{"name": "accuracy", "value": 0.5, "order": "desc"}]
    return data


def test_the_schema_is_one_and_the_results_of_this_kit_obey_it() -> None:
    jsonschema.Draft202012Validator.check_schema(results_schema())
    assert faults_in(json.dumps(valid())) == []


def spoiled(change: str) -> dict[str, Any]:
    data = valid()
    test = data["tests"][0]
    if change == "misspelt key":
        data["visiblity"] = "visible"
    elif change == "misspelt key in a test":
        test["max_scores"] = 1
    elif change == "unknown status":
        test["status"] = "ok"
    elif change == "negative":
        test["score"] = -1
    elif change == "a number as text":
        data["score"] = "3"
    elif change == "true for a number":
        data["score"] = True
    elif change == "no problem":
        del test["extra_data"]["problem"]
    elif change == "too long":
        test["output"] = "x" * 100_001
    elif change == "order":
        data["leaderboard"][0]["order"] = "up"
    elif change == "no tests":
        del data["tests"]
    return data


@pytest.mark.parametrize(
    "change",
    [
        "misspelt key", "misspelt key in a test", "unknown status", "negative", "a number as text",
        "true for a number", "no problem", "too long", "order", "no tests",
    ],
)  # fmt: skip
def test_what_would_spoil_an_upload_is_refused(change: str) -> None:
    (fault,) = faults_in(json.dumps(spoiled(change)))
    assert fault.startswith("results.json: ")


def test_nan_is_refused() -> None:
    assert "NaN" in faults_in(json.dumps(valid()).replace('"score": 0', '"score": NaN', 1))[0]
