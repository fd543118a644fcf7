"""Has the isolated judge grade a folder, wherever a platform has put it; standard library alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

BROKEN = "The grader had a problem, not you. Please tell the course staff."


def graded(root: Path, form: str) -> dict[str, Any]:
    """The results.json of `root`/source on `root`/submission, its outputs as `text` or as `html`."""
    told = {"AUTOGRADER_ROOT": str(root), "AUTOGRADER_VENV": sys.prefix, "AUTOGRADER_FORMAT": form}
    # What the grader itself prints is for staff, and students would read it here.
    subprocess.run(
        ["bash", str(root / "source" / "run_autograder")],
        env={**os.environ, **told},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        text = (root / "results" / "results.json").read_text(encoding="utf-8")
    except OSError:
        return {"output": BROKEN, "tests": [], "extra_data": {"complete": False}}
    results: dict[str, Any] = json.loads(text)
    return results


def finished(results: dict[str, Any]) -> bool:
    """Whether every test was asked; otherwise no score must be told."""
    return bool(results.get("extra_data", {}).get("complete", True))


def shown(results: dict[str, Any]) -> list[dict[str, Any]]:
    """The tests that the student may see."""
    return [each for each in results["tests"] if each.get("visibility", "visible") == "visible"]


def points(results: dict[str, Any]) -> dict[str, float]:
    """The points of each problem, hidden tests included."""
    found: dict[str, float] = {}
    for test in results["tests"]:
        problem = test["extra_data"]["problem"]
        found[problem] = found.get(problem, 0) + test["score"]
    return found
