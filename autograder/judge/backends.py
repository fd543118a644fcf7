"""What answers in the student's place: a worker, or a file that cannot be imported."""

from __future__ import annotations

from typing import Any

from autograder.testing.outcome import Outcome
from autograder.testing.probes import Probe


class Isolated:
    """The backend behind `student` where the code runs in a worker."""

    def __init__(self, worker: Any, started: Outcome, forbid_for: str | None) -> None:
        self.worker = worker
        self.started = started
        self.forbid_for = forbid_for

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
        if self.started.kind != "returned":
            return self.started
        outcome: Outcome = self.worker.call(name, args, kwargs, self.forbid_for)
        return outcome

    def probe(self, probe: Probe, data: tuple[Any, ...]) -> Outcome:
        if self.started.kind != "returned":
            return self.started
        outcome: Outcome = self.worker.probe(probe.source, probe.name, data, self.forbid_for)
        return outcome


class Broken:
    """The backend of a file that cannot be imported: every question has the same answer."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome:
        return self.outcome

    def probe(self, probe: Probe, data: tuple[Any, ...]) -> Outcome:
        return self.outcome
