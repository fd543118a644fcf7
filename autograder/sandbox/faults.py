"""What can go wrong on the grader's own side of the sandbox.

SandboxError
├── NotIsolated      the level asked for with `isolation="required"` cannot be reached here
├── SpawnerGone      the spawner or a keeper ended while it was needed
└── BadRequest       the judge asked for something that cannot be sent or started

Nothing that a student's process does ends in one of these: that is an `Outcome`.
"""


class SandboxError(Exception):
    """A fault of the grader or of the machine; the message says what to do next."""


class NotIsolated(SandboxError):
    """This machine does not allow the isolation that was asked for."""


class SpawnerGone(SandboxError):
    """A process of the sandbox ended too early."""


class BadRequest(SandboxError):
    """A call that can not be put to a worker: its data, its files or its limits are at fault."""
