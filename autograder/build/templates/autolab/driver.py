"""Has the isolated judge grade the file that Autolab has put here, and tells Autolab the scores."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    " from autograder.judge.gradescope import program; program()"
)


def main(file: str) -> None:
    root = Path.cwd() / "grading"
    for name in ("submission", "results"):
        (root / name).mkdir(parents=True, exist_ok=True)
    if Path(file).is_file():
        shutil.move(file, root / "submission" / file)
    # What the grader itself prints is for staff, and students would read it here.
    subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", START, str(Path.cwd() / "source")],
        env={
            **os.environ,
            "AUTOGRADER_ROOT": str(root),
            "AUTOGRADER_FORMAT": "text",
            "OMP_NUM_THREADS": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        results = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
    except OSError:
        results = {"output": "The grader had a problem, not you. Please tell the course staff."}
    print(feedback(results))
    print(json.dumps({"scores": scores(results)}))


def feedback(results: dict[str, Any]) -> str:
    """What the student reads."""
    parts = [results.get("output", "")]
    for test in results.get("tests", []):
        if test.get("visibility", "visible") == "visible":
            score = f"{test['score']:g}/{test['max_score']:g}"
            text = "\n".join(f"    {line}".rstrip() for line in test["output"].splitlines())
            parts.append(f"{test['status'].upper()}  {score}  {test['name']}\n{text}".rstrip())
    return "\n\n".join(part for part in parts if part)


def scores(results: dict[str, Any]) -> dict[str, float]:
    """The points by problem; none at all where grading did not finish, so that none is lost."""
    points: dict[str, float] = {}
    if results.get("extra_data", {}).get("complete", True):
        for test in results.get("tests", []):
            problem = test["extra_data"]["problem"]
            points[problem] = points.get(problem, 0) + test["score"]
    return points


if __name__ == "__main__":
    main(sys.argv[1])
