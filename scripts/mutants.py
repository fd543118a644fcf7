"""Changes each reference in every small way, and looks whether a hidden test notices.

python scripts/mutants.py                     all assignments; writes docs/mutants.md
python scripts/mutants.py 03_output_size      one of them; of the others, what was found before
python scripts/mutants.py --again             the page once more, with the reasons as they are now

The changes are those of Cosmic Ray's operators. Everything is loaded once, a fork runs one change:
so thousands of changes take minutes. A change that no hidden test notices needs a reason in
scripts/mutants.yml; `equivalent: true` there says that it does not change what the code does.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import parso
import yaml
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code

from autograder.course import Assignment
from autograder.course.load import load_course
from autograder.judge.answers import Answers
from autograder.judge.suite import Suite, TestFacts, collected
from autograder.prove.cases import call_graph, touched
from autograder.testing.check import InProcess, Run

ROOT = Path(__file__).resolve().parent.parent
REASONS = ROOT / "scripts" / "mutants.yml"
DOCUMENT = ROOT / "docs" / "mutants.md"
FOUND = ROOT / ".cache" / "mutants.json"
GOAL = 0.95
# These want names to put in, and would make nonsense that every test notices.
LEFT_OUT = {"core/VariableReplacer", "core/VariableInserter"}
# A mutant may ask for any amount; the audit's machine needs the rest.
MEMORY = 6 << 30


@dataclass(frozen=True)
class Mutant:
    """A reference with one small change."""

    function: str
    before: str  # the line, as it was
    after: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.function, self.before, self.after)


@dataclass
class Audit:
    """What became of an assignment's mutants."""

    slug: str
    killed: int = 0
    unchanged: int = 0  # only an annotation or a docstring differs
    survivors: list[Mutant] = field(default_factory=list)
    killers: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def mutants_of(source: str) -> tuple[list[Mutant], int]:
    """Every change once; and how many there are that cannot matter."""
    operators = {name: plugins.get_operator(name)() for name in plugins.operator_names()
                 if name not in LEFT_OUT}  # fmt: skip
    seen, found, unchanged = {_meaning(source)}, [], 0
    lines = source.splitlines(keepends=True)
    for function, first, last in _parts(source):
        text = "".join(lines[first:last])
        nodes = list(ast_nodes(parso.parse(text)))
        for name, operator in operators.items():
            count = sum(len(list(operator.mutation_positions(node))) for node in nodes)
            for occurrence in range(count):
                changed = mutate_code(text, plugins.get_operator(name)(), occurrence)
                if changed is None:
                    continue
                whole = "".join(lines[:first]) + changed + "".join(lines[last:])
                try:
                    meaning = _meaning(whole)
                except SyntaxError:
                    continue
                if meaning in seen:
                    unchanged += 1
                    continue
                seen.add(meaning)
                found.append(Mutant(function, *_difference(text, changed), whole))
    return found, unchanged


def _parts(source: str) -> Iterator[tuple[str, int, int]]:
    """The statements at the top of a file: name, first line, line after the last."""
    for node in ast.parse(source).body:
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        last = node.end_lineno or first
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name, first - 1, last
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), first - 1, last


def _meaning(source: str) -> str:
    """The code without what nothing at run time looks at."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def _difference(before: str, after: str) -> tuple[str, str]:
    """The first line that differs, as it was and as it is."""
    old, new = before.splitlines(), after.splitlines()
    if len(old) != len(new):
        gone = next((a for a, b in zip(old, new) if a != b), old[-1])
        return gone.strip(), "(removed)"
    a, b = next((a, b) for a, b in zip(old, new) if a != b)
    return a.strip(), " ".join(b.split())


def audit(assignment: Assignment, jobs: int, say: Callable[[str], None]) -> Audit:
    """Run every mutant of an assignment's main file against its hidden tests."""
    import torch

    torch.set_num_threads(1)
    path = assignment.solutions()[0]
    mutants, unchanged = mutants_of(path.read_text(encoding="utf-8"))
    found = Audit(assignment.slug, unchanged=unchanged)
    sys.path[:0] = [str(folder) for folder in assignment.support()]  # for tests that use it
    answers = Answers(assignment)
    calls = call_graph(assignment)

    with collected(assignment) as suite:
        start = time.monotonic()
        # Its answers are then known to every fork; and it must pass, or nothing below means much.
        source = path.read_text(encoding="utf-8")
        failed = _first_failure(assignment, suite, answers, source, _hidden)
        if failed:
            sys.exit(f"{assignment.slug}: the reference itself fails {failed}: mend this first")
        limit = 10 + 5 * (time.monotonic() - start)
        say(f"{assignment.slug}: {len(mutants)} mutants, at most {limit:.0f} s each")

        def kill(mutant: Mutant) -> str:
            reach = touched({mutant.function}, calls)

            def only(facts: TestFacts) -> bool:
                return _hidden(facts) and (not reach or facts.problem in reach)

            return _first_failure(assignment, suite, answers, mutant.source, only)

        for count, (mutant, killer) in enumerate(_forked(mutants, kill, limit, jobs), 1):
            if killer:
                found.killed += 1
                found.killers[killer] = found.killers.get(killer, 0) + 1
            else:
                found.survivors.append(mutant)
                say(f"  survives: {mutant.function}: {mutant.before}  ->  {mutant.after}")
            if count % 200 == 0:
                say(f"  {count} of {len(mutants)}, {time.monotonic() - start:.0f} s")
        found.seconds = time.monotonic() - start

    order = {mutant.key: place for place, mutant in enumerate(mutants)}
    found.survivors.sort(key=lambda mutant: order[mutant.key])
    return found


def _hidden(facts: TestFacts) -> bool:
    return not facts.public


def _first_failure(
    assignment: Assignment,
    suite: Suite,
    answers: Answers,
    source: str,
    only: Callable[[TestFacts], bool],
) -> str:
    """The hidden test that notices, or nothing; in this very process, as in the student's folder."""
    try:
        module = _module(assignment, source)
    except Exception as error:
        return f"(cannot be imported: {type(error).__name__})"

    for facts in filter(only, suite.facts):
        backend = InProcess(module, assignment.spec.forbidden(facts.marks.forbid))
        run = Run(facts.problem, backend, answers.expected, "cpu")
        if suite.call(facts, run).status != "passed":
            return facts.id
    return ""


def _module(assignment: Assignment, source: str) -> ModuleType:
    path = assignment.solutions()[0]
    module = ModuleType(assignment.module)
    module.__file__ = str(path)
    sys.modules[assignment.module] = module
    support = [str(folder) for folder in (*assignment.support(), assignment.solution_dir)]
    sys.path[:0] = [folder for folder in support if folder not in sys.path]
    exec(compile(source, str(path), "exec"), module.__dict__)
    return module


def _forked(
    mutants: Sequence[Mutant], kill: Callable[[Mutant], str], limit: float, jobs: int
) -> Iterator[tuple[Mutant, str]]:
    """Each in a fork of its own; what does not end counts as noticed."""
    waiting, busy = list(reversed(mutants)), {}
    while waiting or busy:
        while waiting and len(busy) < jobs:
            mutant = waiting.pop()
            pid, reading = _fork(mutant, kill)
            busy[reading] = (pid, mutant, time.monotonic() + limit)
        ready, _, _ = select.select(list(busy), [], [], 0.5)
        for reading, (pid, mutant, ends) in list(busy.items()):
            late = time.monotonic() > ends
            if reading not in ready and not late:
                continue
            answer = os.read(reading, 4096).decode() if reading in ready else "!(never ends)"
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(reading)
            del busy[reading]
            # Every answer begins with a mark: none at all means that the process died of it.
            yield mutant, (answer[1:] if answer else "(the process ends)")


def _fork(mutant: Mutant, kill: Callable[[Mutant], str]) -> tuple[int, int]:
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.write(writing, ("!" + kill(mutant)).encode())
    finally:
        os._exit(0)


# ---- the reasons and the document


def read_reasons() -> dict[str, dict[tuple[str, str, str], dict[str, Any]]]:
    """Why a survivor survives, by assignment and change."""
    data = yaml.safe_load(REASONS.read_text(encoding="utf-8")) if REASONS.exists() else {}
    return {
        slug: {(e["function"], e["before"], e["after"]): e for e in entries or []}
        for slug, entries in (data or {}).items()
    }


def faults_of(found: Audit, reasons: dict[tuple[str, str, str], dict[str, Any]]) -> list[str]:
    """What is not as it should be: a survivor without a reason, a rate below the goal."""
    faults = [
        f"{found.slug}: {m.function}: `{m.before}` -> `{m.after}` is noticed by no hidden test:"
        " write a test, or give a reason in scripts/mutants.yml"
        for m in found.survivors
        if m.key not in reasons
    ]
    if rate(found, reasons) < GOAL:
        faults.append(f"{found.slug}: only {rate(found, reasons):.1%} are killed, {GOAL:.0%} asked")
    return faults


def rate(found: Audit, reasons: dict[tuple[str, str, str], dict[str, Any]]) -> float:
    """The share killed of those that change what the code does."""
    real = [m for m in found.survivors if not reasons.get(m.key, {}).get("equivalent")]
    return found.killed / max(1, found.killed + len(real))


def document(audits: Sequence[Audit], reasons: dict[str, Any]) -> str:
    """docs/mutants.md."""
    lines = [
        "# Mutants: what the hidden tests notice",
        "",
        "`python scripts/mutants.py` writes this page. It changes each reference in one small way",
        "after another (an operator, a comparison, a number, a condition, a loop: the operators of",
        "[Cosmic Ray](https://cosmic-ray.readthedocs.io)), and runs the hidden tests that reach the",
        "changed function. A change that a test notices is killed. One that none notices survives,",
        "and is listed here with a reason. *Equivalent* means: the code does the same as before, or",
        "something that the task allows as well. The share killed leaves these out. Public tests,",
        "which run in grading too, are not counted here: they are no secret.",
        "",
        "| assignment | mutants | killed | survive | of these equivalent | killed of the real ones |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for found in audits:
        mine = reasons.get(found.slug, {})
        same = sum(bool(mine.get(m.key, {}).get("equivalent")) for m in found.survivors)
        total = found.killed + len(found.survivors)
        lines.append(
            f"| {found.slug} | {total:,} | {found.killed:,} | {len(found.survivors)} | {same} |"
            f" {rate(found, mine):.1%} |"
        )
    for found in audits:
        lines += ["", f"## {found.slug}", ""]
        if not found.survivors:
            lines.append("No survivors.")
            continue
        mine = reasons.get(found.slug, {})
        for sort, wanted in (("Equivalent", True), ("Noticed by no hidden test", False)):
            chosen = [m for m in found.survivors
                      if bool(mine.get(m.key, {}).get("equivalent")) is wanted]  # fmt: skip
            if chosen:
                lines += ["", f"{sort}:", ""]
                lines += ["| function | change | reason |", "| --- | --- | --- |"]
            for mutant in chosen:
                why = mine.get(mutant.key, {}).get("why", "**no reason given yet**")
                before, after = (_cell(text) for text in (mutant.before, mutant.after))
                lines.append(f"| {mutant.function} | {before} → {after} | {why} |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _keep(known: dict[str, Audit]) -> None:
    FOUND.parent.mkdir(exist_ok=True)
    data = {slug: asdict(found) for slug, found in known.items()}
    FOUND.write_text(json.dumps(data), encoding="utf-8")


def _kept() -> dict[str, Audit]:
    """What earlier runs found, by assignment."""
    data = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {}
    return {
        slug: Audit(**{**found, "survivors": [Mutant(**m) for m in found["survivors"]]})
        for slug, found in data.items()
    }


def _cell(code: str) -> str:
    return "`" + code.replace("|", "\\|") + "`"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--again", action="store_true", help="take what the last run found")
    options = parser.parse_args()
    course, reasons = load_course(ROOT), read_reasons()

    def say(text: str) -> None:
        print(text, flush=True)

    known = _kept()
    for assignment in [] if options.again else course.select(options.slugs):
        known[assignment.slug] = audit(assignment, options.jobs, say)
        _keep(known)
    audits = [known[a.slug] for a in course.assignments if a.slug in known]
    faults = [f for found in audits for f in faults_of(found, reasons.get(found.slug, {}))]
    for found in audits:
        share = rate(found, reasons.get(found.slug, {}))
        say(
            f"{found.slug}: {share:.1%} killed, {len(found.survivors)} survive, {found.seconds:.0f} s"
        )
    if len(audits) == len(course.assignments):
        DOCUMENT.write_text(document(audits, reasons), encoding="utf-8")
        say(f"wrote {DOCUMENT.relative_to(ROOT)}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
