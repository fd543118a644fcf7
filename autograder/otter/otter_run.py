"""Gradescope's entry of the Otter zip: the judge grades first, then Otter reports what it said.

Otter trusts the folder that it works in: modules there are found by the kernel that it starts, its
log file is unpickled, settings of Jupyter are run. So it never sees what was handed in. The judge
reads that, as it does without Otter, and Otter works in a folder with an empty notebook.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NoReturn

import nbformat

from autograder.judge.faults import broken_result
from autograder.judge.results import to_json, write_atomically
from autograder.notebook.verdict import ENTRY, read_results
from autograder.otter.at_otter import KNOWN, empty_notebook, leave
from autograder.testing.examples import PROBLEM


def program() -> NoReturn:
    """`python -I … KIT`: the folder of the packaged judge comes first."""
    sys.exit(run(Path(os.environ.get("AUTOGRADER_ROOT", "/autograder")), Path(sys.argv[1])))


def run(root: Path, kit: Path) -> int:
    """Grade what lies there. Until Otter has its own, the judge's `results.json` stands."""
    results = root / "results" / "results.json"
    write_atomically(results, to_json(broken_result(None, 0)))  # whatever happens, there is one
    command = [sys.executable, "-I", "-X", "utf8", "-c", ENTRY, str(kit)]
    plain = {**os.environ, "AUTOGRADER_FORMAT": "text"}  # Otter shows text, and no markup
    subprocess.run(command, cwd=root, env=plain, stdin=subprocess.DEVNULL, check=False)
    verdict = read_results(results)
    if verdict is None or not verdict.complete:
        print("staff: grading was not complete, so Otter was not asked")
        return 0
    # Otter's test files run in a process of their own, which finds the kit by this.
    os.environ["PYTHONPATH"] = str(kit)
    os.environ["PYTHONSAFEPATH"] = "1"
    with tempfile.TemporaryDirectory(prefix="otter-") as folder:
        stage = Path(folder)
        leave(verdict, stage / KNOWN.name)
        (stage / "source").symlink_to(kit.parent)
        for name in ("submission", "results"):
            (stage / name).mkdir()
        (stage / "submission_metadata.json").write_text("{}", encoding="utf-8")
        nbformat.write(empty_notebook(), stage / "submission" / "submission.ipynb")
        from otter.run.run_autograder import (
            main,
        )

        try:
            main(str(stage), logo=False)
        except Exception:
            traceback.print_exc()
            print("staff: Otter could not report; what stands is the judge's own result")
            return 0
        said = json.loads((stage / "results" / "results.json").read_text(encoding="utf-8"))
        judged = json.loads(results.read_text(encoding="utf-8"))
        if "answers" in judged["extra_data"]:  # people grade these; Otter has not seen them
            said.setdefault("extra_data", {})["answers"] = judged["extra_data"]["answers"]
        # Nor has it seen what is no part of the notebook.
        said["tests"] += [t for t in judged["tests"] if t["extra_data"]["problem"] == PROBLEM]
        write_atomically(results, json.dumps(said))
    return 0
