"""Runs code of strangers in processes of their own and brings back plain data.

    judge ──► Spawner.start ──► the spawner: imports the libraries, forks before any secret is read
      │                            │ keeper()
      ├─ Keeper ── open look end ─►a keeper: forks, watches, kills, sweeps
      │                            │ worker(…)
      └─ Worker ── start ask ─────►a worker: shut in, imports the student's file, answers, is ended

The life of one worker: `keeper` sends its conditions and the student's files; `keeping` lays them
out in a `folder` and forks; `worker` is shut in by `confine`, says so, imports the file when told,
and answers one question after another, asking back where stubs were put in; `keeper` holds the
clock, `watchdog` looks at what is used and says how it ended; at its end `keeping` kills every
process of its user and removes every file of it.

See `faults` for what can go wrong on the grader's side; what goes wrong on the other side is
always an `Outcome`.
"""

from autograder.sandbox.faults import BadRequest, NotIsolated, SandboxError, SpawnerGone
from autograder.sandbox.folder import remove_tree
from autograder.sandbox.keeper import CUT_SHORT, Answer, Keeper, Worker, question
from autograder.sandbox.limits import Conditions, Isolation, Limits, SubmissionFiles
from autograder.sandbox.spawner import Spawner

__all__ = [
    "CUT_SHORT",
    "Answer",
    "BadRequest",
    "Conditions",
    "Isolation",
    "Keeper",
    "Limits",
    "NotIsolated",
    "SandboxError",
    "Spawner",
    "SpawnerGone",
    "SubmissionFiles",
    "Worker",
    "question",
    "remove_tree",
]
