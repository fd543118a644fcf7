"""Runs code of strangers in processes of their own and brings back plain data.

    Spawner ── session() ──► Session ── worker(…) ──► Worker ── start, call, probe ──► Outcome

See `errors` for what can go wrong on the grader's side; what goes wrong on the other side is
always an `Outcome`.
"""

from autograder.sandbox.errors import BadRequest, NotIsolated, SandboxError, SpawnerGone
from autograder.sandbox.limits import Isolation, Limits, SubmissionFiles
from autograder.sandbox.session import Session
from autograder.sandbox.spawner import Spawner
from autograder.sandbox.talk import Worker

__all__ = [
    "BadRequest",
    "Isolation",
    "Limits",
    "NotIsolated",
    "SandboxError",
    "Session",
    "Spawner",
    "SpawnerGone",
    "SubmissionFiles",
    "Worker",
]
