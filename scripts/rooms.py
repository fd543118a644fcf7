"""Fails where the engine's rooms are not in order: circles, directions, the course's words, length.

python scripts/rooms.py [FOLDER]     the folder that holds `autograder`; else this repository
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = "autograder"

# From top to bottom; a room may use those below it, never one above.
FLOORS = {
    "cli": "thin: one function for each command, and nobody needs it",
    "prove": "grades what was built, so it needs everything below, and nothing needs it",
    "build": "writes what others run: the judge must not need what makes its own zip",
    "batch": "many submissions; what a cluster's machines run of it needs no build",
    "otter": "runs where Otter is installed, which no other grader's image has",
    "judge": "grades one submission, in an image that has nothing of the rooms above",
    "notebook": "travels to students: the judge is behind it in another process, never imported",
    "intake": "reads what people hand in, also at a student's desk",
    "course": "reads course.yml; the untrusted side below never sees points or tests",
    "sandbox": "the untrusted side: nothing of judge or course may be in its memory",
    "wire": "plain data between two processes that do not trust one another; nothing but that",
    "student": "what a student runs at the desk; no grader's zip has it, so the judge must not need it",
    "testing": "the seam: it travels everywhere, so it needs nothing",
}

LONGEST = 300
COURSE_WORDS = re.compile(r"convol|kernel_size|cross_corr|equivarian|im2col|receptive_field", re.I)

# Known, and being mended: take each out of here as soon as it holds.
KNOWN_LONG = {"judge/grader.py"}

Graph = Mapping[str, set[str]]


def faults(root: Path) -> Iterator[str]:
    """Everything that is out of order, each with its reason and what mends it."""
    engine = root / PACKAGE
    modules = {_name(path, engine): path for path in sorted(engine.rglob("*.py")) if _ours(path)}
    uses = {name: set(_imports(path, modules)) for name, path in modules.items()}
    yield from _circles(uses)
    yield from _directions(uses)
    for path in sorted(engine.rglob("*")):
        if path.is_file() and _ours(path):
            yield from _in_file(path, path.relative_to(engine).as_posix())


def _ours(path: Path) -> bool:
    return "__pycache__" not in path.parts


def _name(path: Path, engine: Path) -> str:
    """`judge.grader`; a package's face has the package's name, the engine's own none."""
    parts = path.relative_to(engine).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    """The engine's modules that a file names, also inside its functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            home, _, inside = name.partition(".")
            if home == PACKAGE:
                found = inside if inside in modules else inside.rpartition(".")[0]
                if found:
                    yield found


def _room(module: str) -> str:
    return module.partition(".")[0]


def _circles(uses: Graph) -> Iterator[str]:
    """Modules, and rooms, that need one another: neither can be read, tested or moved alone."""
    rooms: dict[str, set[str]] = {}
    for module, used in uses.items():
        rooms.setdefault(_room(module), set()).update(map(_room, used))
    for kind, graph in (("modules", uses), ("rooms", rooms)):
        told: set[str] = set()
        for start in sorted(graph):
            circle = set(_way_back(graph, start))
            if circle and start not in told:
                told |= circle
                yield (
                    f"{kind} in a circle: {', '.join(sorted(circle))}. None of them can be read or"
                    " tested alone: move what both need into a third, or hand it in as an argument"
                )


def _way_back(graph: Graph, start: str) -> list[str]:
    """A shortest way from a node back to itself; empty where there is none."""
    ways = [[start, after] for after in sorted(graph[start] - {start})]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked
        if way[-1] == start:
            return way[:-1]
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, after] for after in sorted(graph.get(way[-1], set()) - {way[-1]})]
    return []


def _directions(uses: Graph) -> Iterator[str]:
    height = {room: number for number, room in enumerate(FLOORS)}
    for module, used in sorted(uses.items()):
        room = _room(module)
        if room not in height:
            if "." in module:  # not the engine's own face and entry, which belong to no room
                yield f"{room} has no floor: give it a line in FLOORS of scripts/rooms.py"
            continue
        for other in sorted(used):
            if height.get(_room(other), height[room]) < height[room]:
                yield (
                    f"{module} imports {other}, against the direction. {room}: {FLOORS[room]}."
                    f" Move what it needs down, or the module up to {_room(other)}"
                )


def _in_file(path: Path, shown: str) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if found := COURSE_WORDS.search(line):
            yield (
                f"{shown}, line {number}: {found[0]!r} is a word of this course. The engine grades"
                " any subject: say it in general, or move it to the assignment"
            )
    if path.suffix == ".py" and len(lines) > LONGEST and shown not in KNOWN_LONG:
        yield (
            f"{shown} has {len(lines)} lines, more than {LONGEST}: too much for one sitting. Find"
            " the second thing that it does, and give that a module of its own"
        )


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]
    found = list(dict.fromkeys(faults(root)))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
