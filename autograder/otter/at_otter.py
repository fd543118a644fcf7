"""Otter's side: a plugin that lets the isolated judge grade, and Gradescope's entry of the Otter zip.

Otter would run a student's whole notebook in a kernel, next to the tests. Here the notebook that
Otter runs is empty: the judge has read the cells and run them shut in before, and Otter's test
files only look up what it said.

On Gradescope Otter trusts even the folder that it works in: modules there are found by the kernel
that it starts, its log file is unpickled, settings of Jupyter are run. So it never sees what was
handed in: the judge reads that, as it does without Otter, and Otter works in a folder of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

import nbformat
from otter.plugins import (
    AbstractOtterPlugin,
    PluginEventNotSupportedException,
)

from autograder.course.places import Assignment
from autograder.judge.results import broken_result, to_json, write_atomically
from autograder.notebook.cell import ENTRY, VERDICT, NoVerdict, Verdict, judge, passed, read_results
from autograder.testing.examples import PROBLEM

# Seen from Otter's folder `submission`.
TREE = Path("..") / "source" / "kit"
KNOWN = Path("..") / "verdict.json"


class Judge(AbstractOtterPlugin):  # type: ignore[misc,unused-ignore]
    """Grades before Otter does."""

    def during_assign(self, assignment: Any) -> None:
        raise PluginEventNotSupportedException

    def before_grading(self, config: Any) -> None:
        """Only the notebook and Otter's own tests stay: Otter trusts what lies in its folder."""
        if not TREE.is_dir():
            return  # not a folder that Otter made for itself
        kept = {Path(self.submission_path).name, "tests"}
        for path in Path.cwd().iterdir():
            if path.name in kept:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def before_execution(self, submission: Any) -> Any:
        """The verdict goes into a file that the test files read; no student code goes on."""
        left = KNOWN.resolve()
        if not left.is_file():  # `otter run` of one notebook: nothing has been judged yet
            handle, name = tempfile.mkstemp(prefix="verdict-", suffix=".json")
            os.close(handle)
            left = Path(name)
            _leave(_judged(submission), left)
        os.environ[VERDICT] = str(left)
        return _empty_notebook()


def _leave(verdict: Verdict, path: Path) -> None:
    """Write the verdict down as Otter's test files look it up."""
    known = {t["extra_data"]["test"]: [passed(t), t["output"]] for t in verdict.tests}
    path.write_text(json.dumps(known), encoding="utf-8")


def _empty_notebook() -> Any:
    """What Otter runs in place of the student's notebook."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(metadata={"kernelspec": kernel})


def _judged(submission: Any) -> Verdict:
    tree = TREE.resolve()
    if not tree.is_dir():
        raise NoVerdict("this zip has no folder `kit`: build it with `autograder package`")
    name = Assignment.packaged(tree).module + ".ipynb"
    verdict = judge(tree, {name: nbformat.writes(submission).encode()})
    if not verdict.complete:
        raise NoVerdict(f"grading was not complete: {verdict.headline}")
    return verdict


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
        _leave(verdict, stage / KNOWN.name)
        (stage / "source").symlink_to(kit.parent)
        for name in ("submission", "results"):
            (stage / name).mkdir()
        (stage / "submission_metadata.json").write_text("{}", encoding="utf-8")
        nbformat.write(_empty_notebook(), stage / "submission" / "submission.ipynb")
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
        said["tests"] += [t for t in verdict.tests if t["extra_data"]["problem"] == PROBLEM]
        write_atomically(results, json.dumps(said))
    return 0
