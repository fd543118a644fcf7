"""What is done once, so that not every worker has to: compiling, and filling up old memory."""

from __future__ import annotations

import textwrap
from itertools import pairwise
from typing import Any

from autograder.sandbox import Session, fill
from autograder.testing.outcome import Outcome

SOURCE = """
    VALUE = 1
    def f():
        return VALUE
    def wrong():
        return [][0]  # the line that is shown
"""


def _files(source: str) -> dict[str, bytes]:
    return {"work.py": textwrap.dedent(source).encode()}


def _compiled(session: Session, source: str) -> dict[str, bytes]:
    with session.worker(module="work", files=_files(source)) as worker:
        return worker.compile()


def _ask(session: Session, bytecode: dict[str, bytes], name: str) -> Outcome:
    files = _files(SOURCE)
    with session.worker(module="work", files=files, bytecode=bytecode) as worker:
        begun = worker.start()
        return worker.call(name) if begun.kind == "returned" else begun


def test_a_worker_imports_what_another_one_has_compiled(session: Session) -> None:
    # Other code than the source's would say so: that one is what is imported.
    assert _ask(session, _compiled(session, SOURCE.replace("= 1", "= 2")), "f").value == 2
    assert _ask(session, _compiled(session, SOURCE), "f").value == 1
    assert _ask(session, {}, "f").value == 1


def test_compiled_code_still_shows_the_students_line(session: Session) -> None:
    raised = _ask(session, _compiled(session, SOURCE), "wrong").raised
    assert raised is not None
    assert [(line.file, line.line, line.text) for line in raised.frames] == [
        ("work.py", 6, "return [][0]  # the line that is shown")
    ]


def test_what_does_not_compile_is_told_by_the_import(session: Session, run: Any) -> None:
    for source in ("def f(:", "x = 1\0", "(" * 5000, "# -*- coding: no-such -*-"):
        assert _compiled(session, source) == {}
        assert run(source).kind == "import_failed"


def test_bytecode_that_makes_no_sense_fails_the_import_only(session: Session) -> None:
    name = next(iter(_compiled(session, SOURCE)))
    assert _ask(session, {name: b"nonsense"}, "f").value == 1
    assert _ask(session, _compiled(session, SOURCE), "f").value == 1


def test_after_the_gaps_are_filled_new_objects_lie_together() -> None:
    holes = [bytes(100) for _ in range(20_000)]
    del holes[::2]
    fill.fill_gaps()
    places = sorted(id(one) for one in [bytes(100) for _ in range(50)])
    jumps = [after - before for before, after in pairwise(places) if after - before != 144]
    assert len(jumps) <= 1  # from one block of memory to the next
