"""Has the isolated judge grade a folder, wherever a platform has put it; standard library alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    " from autograder.judge.gradescope import program; program()"
)
BROKEN = "The grader had a problem, not you. Please tell the course staff."


def graded(source: Path, root: Path, form: str) -> dict[str, Any]:
    """The judge's results.json on `root`/submission, its outputs as `text` or as `html`."""
    (root / "results").mkdir(parents=True, exist_ok=True)
    # What the grader itself prints is for staff, and students would read it here.
    subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", START, str(source)],
        env={
            **os.environ,
            "AUTOGRADER_ROOT": str(root),
            "AUTOGRADER_FORMAT": form,
            "OMP_NUM_THREADS": "1",
        },
        stdin=subprocess.DEVNULL,
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
