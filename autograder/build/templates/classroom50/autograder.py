"""Runs the public tests on the checkout in the working folder, and writes Classroom 50's result.json.

Everything here can be read by students, and runs beside their code: no hidden test is in it, and a
score is worth as much as a student's own word. Hidden tests are run by the course's staff.
"""

import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NAMES = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}


def main() -> None:
    known = json.loads((HERE / "tests.json").read_text(encoding="utf-8"))
    needs = ["-m", "pip", "install", "--quiet", "-r", str(HERE / "folder" / "requirements.txt")]
    subprocess.run([sys.executable, *needs], check=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "folder"
        shutil.copytree(HERE / "folder", folder)
        for name in known["files"]:
            if Path(name).is_file():
                shutil.copyfile(name, folder / name)
        passed = asked(folder)
    tests = [
        {
            "test-name": test["name"],
            "passed": test["function"] in passed,
            "score": test["points"] if test["function"] in passed else 0,
            "max-score": test["points"],
        }
        for test in known["tests"]
    ]
    environment = {key: os.environ[name] for key, name in NAMES.items()}
    now = datetime.datetime.now(datetime.timezone.utc)
    result = {
        "schema": "classroom50/result/v1",
        **environment,
        "review": os.environ.get("REVIEW_URL") or environment["commit"],
        "datetime": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }
    Path("result.json").write_text(json.dumps(result, indent=2), encoding="utf-8")


def asked(folder: Path) -> set[str]:
    """The test functions that pass; what `check.py` would say goes into the job's log."""
    subprocess.run([sys.executable, "-I", str(HERE / "autograder.py"), "--run"], cwd=folder)
    try:
        return set(json.loads((folder / "passed.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return set()  # the code under test ended the whole run


def run() -> None:
    """All public tests in this process, in the working folder."""
    import pytest

    bad: set[str] = set()
    good: set[str] = set()

    class Recorder:
        def pytest_runtest_logreport(self, report: Any) -> None:
            name = report.nodeid.rpartition("::")[2].partition("[")[0]
            if report.when == "call" or not report.passed:
                (good if report.passed else bad).add(name)

    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    pytest.main(["-c", "pytest.ini", "--rootdir", ".", "."], plugins=[Recorder()])
    Path("passed.json").write_text(json.dumps(sorted(good - bad)), encoding="utf-8")


if __name__ == "__main__":
    run() if "--run" in sys.argv else main()
