"""Grades the same submissions with two checkouts of the kit and compares the results, test by test.

    python scripts/same_scores.py OLD NEW 01_flatten 02_cross_correlate

Both checkouts have been set up (`make setup`). Submissions are made from OLD: its reference,
starter, other right answers and wrong ideas, and files that hang, crash, or are broken.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

COMPOSE = """
import json, sys
from pathlib import Path
from autograder.course.load import load_course
from autograder.judge.ideas import alternatives, composed_source, misconceptions
course, out = load_course(Path(".")), Path(sys.argv[2])
(assignment,) = course.select([sys.argv[1]])
def put(name, files):
    (out / name).mkdir(parents=True)
    for file, text in files.items():
        (out / name / file).write_text(text, encoding="utf-8")
texts = {p.name: p.read_text(encoding="utf-8") for p in assignment.solutions()}
put("reference", texts)
put("starter", {p.name: p.read_text(encoding="utf-8") for p in assignment.starters()})
for kind, ideas in (("mis", misconceptions(assignment)), ("alt", alternatives(assignment))):
    for idea in ideas:
        put(f"{kind}_{idea.name}", composed_source(assignment, idea))
main = assignment.main_file
import ast
names = [n.name for n in ast.parse(texts[main]).body if isinstance(n, ast.FunctionDef)][:4]
WAYS = {
    "hang": "    while True: pass",
    "sleep": "    import time; time.sleep(900)",
    "exit": "    import os; os._exit(0)",
    "abort": "    import os; os.abort()",
    "quit": "    raise SystemExit(1)",
    "memory": "    x = []\\n    while True: x.append(bytearray(1 << 24))",
    "deep": "    return %s(*args, **kwargs)",
    "none": "    return None",
    "loud": "    print('x' * 100000)\\n    return 1",
    "odd": "    return object()",
}
for place, (way, body) in enumerate(WAYS.items()):
    name = names[place % len(names)]
    text = f"\\ndef {name}(*args, **kwargs):\\n" + (body % name if "%s" in body else body) + "\\n"
    put(f"bad_{way}", {**texts, main: texts[main] + text})
put("bad_all_hang", {**texts, main: "".join(f"def {n}(*a, **k):\\n    while True: pass\\n" for n in names)})
put("bad_syntax", {main: "def f(:\\n"})
put("bad_empty", {main: ""})
put("bad_import", {main: "import no_such_module\\n"})
put("bad_bytes", {main: "x = 'caf\\\\xe9'\\n"})
put("bad_import_hang", {main: texts[main] + "\\nwhile True: pass\\n"})
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("slugs", nargs="+")
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    worst = 0
    with tempfile.TemporaryDirectory(prefix="same-scores-") as folder:
        for slug in options.slugs:
            worst |= compare(options.old, options.new, slug, Path(folder) / slug, options.workers)
    return worst


def compare(old: Path, new: Path, slug: str, folder: Path, workers: str) -> int:
    handed_in = folder / "handed_in"
    python = old.resolve() / ".venv/bin/python"
    subprocess.run([python, "-c", COMPOSE, slug, handed_in], cwd=old, check=True)
    for name, checkout in (("old", old), ("new", new)):
        command = [checkout.resolve() / ".venv/bin/autograder", "grade", handed_in]
        command += ["--assignment", slug, "--out", folder / name, "--workers", workers]
        done = subprocess.run(command, cwd=checkout, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            print(done.stdout[-2000:])
    same: Counter[str] = Counter()
    for path in sorted((folder / "old").glob("*/results.json")):
        who = path.parent.name
        was, now = read(path), read(folder / "new" / who / "results.json")
        kind = who.partition("_")[0] if "_" in who else who
        differences = list(differ(was, now))
        scores = points(was) != points(now)
        verdict = "scores differ" if scores else "words differ" if differences else "the same"
        same[f"{kind}: {verdict}"] += 1
        for line in differences[:4]:
            print(f"{slug} {who}: {line}")
    for line, count in sorted(same.items()):
        print(f"{slug}\t{line}\t{count}")
    return int(any("scores" in line for line in same))


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"tests": []}


def points(results: dict[str, Any]) -> dict[str, float]:
    return {test["name"]: test["score"] for test in results["tests"]}


def differ(was: dict[str, Any], now: dict[str, Any]) -> Any:
    if was.get("score") != now.get("score"):
        yield f"score {was.get('score')} became {now.get('score')}"
    if was.get("output") != now.get("output"):
        yield f"top: {was.get('output')!r} became {now.get('output')!r}"
    tests = {test["name"]: test for test in now["tests"]}
    for test in was["tests"]:
        other = tests.get(test["name"])
        if other is None:
            yield f"{test['name']}: gone"
            continue
        for key in ("status", "score", "output", "extra_data"):
            if test[key] != other[key]:
                yield f"{test['name']}: {key}: {test[key]!r:.300} became {other[key]!r:.300}"


if __name__ == "__main__":
    sys.exit(main())
