"""The command: measures section by section, keeps each, writes the page."""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.course.load import load_course
from benchmarks.measure import Data
from benchmarks.page import page
from benchmarks.peers import missing
from benchmarks.plots import batch_plot, single_plot
from benchmarks.sections import SECTIONS, TINY, Bench, Size

ROOT = Path(__file__).resolve().parent.parent
SLUG = "02_cross_correlate"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--resume", action="store_true", help="go on where a run was stopped")
    parser.add_argument("--tiny", action="store_true", help="once each, to see that it works")
    parser.add_argument("--out", type=Path, help="instead of docs/, with pictures/ in it")
    parser.add_argument("--only", nargs="+", choices=list(SECTIONS), help="some sections")
    options = parser.parse_args(argv)
    if lacking := missing(ROOT):
        sys.exit("\n".join(lacking))
    docs = options.out or (ROOT / ".cache" / "bench-tiny" if options.tiny else ROOT / "docs")
    kept = (docs if options.tiny or options.out else ROOT / ".cache") / "benchmarks.json"
    data: Data = json.loads(kept.read_text("utf-8")) if options.resume and kept.exists() else {}
    data.setdefault("about", about())
    course = load_course(ROOT)
    start = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - start:4.0f} s  {text}", flush=True)

    with tempfile.TemporaryDirectory(prefix="autograder-bench-") as folder:
        # Graders of their own user must be able to walk through it.
        Path(folder).chmod(0o755)
        size = TINY if options.tiny else Size()
        bench = Bench(course.assignment(SLUG), course.assignments, Path(folder), size, say)
        for name, section in SECTIONS.items():
            if name not in data and name in (options.only or SECTIONS):
                data[name] = section(bench)
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(json.dumps(data, indent=1), encoding="utf-8")
    if set(SECTIONS) <= set(data):
        write(data, docs)
        say(f"wrote {docs / 'benchmarks.md'}")
    return 0


def write(data: Data, docs: Path) -> None:
    """The page and its pictures."""
    single_plot(data, docs / "pictures" / "bench_single.svg")
    batch_plot(data, docs / "pictures" / "bench_class.svg")
    (docs / "benchmarks.md").write_text(page(data), encoding="utf-8")


def about() -> Data:
    """The machine, the versions, the day."""
    versions = {"Python": platform.python_version()}
    for name in ("torch", "pytest", "gradescope-utils"):
        versions[name] = importlib.metadata.version(name)
    for venv, name in ((".venv-otter", "otter-grader"), (".venv-nbgrader", "nbgrader")):
        ask = [ROOT / venv / "bin" / "python", "-c"]
        code = f"import importlib.metadata as m; print(m.version({name!r}))"
        done = subprocess.run([*ask, code], capture_output=True, text=True, check=True)
        versions[name] = done.stdout.strip()
    return {
        "date": datetime.date.today().isoformat(),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "system": f"Linux {platform.release().partition('-')[0]}",
        "load": os.getloadavg()[0],
        "versions": versions,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


if __name__ == "__main__":
    sys.exit(main())
