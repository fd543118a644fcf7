"""Results kept from run to run: one file for each submission, whole or not there at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.batch.fingerprint import Conditions, digest


@dataclass(frozen=True)
class Kept:
    """What the store has for a submission: a whole result, or the tests that still hold."""

    result: dict[str, Any] | None = None
    done: tuple[dict[str, Any], ...] = ()


class Store:
    """A folder of records, each under the hash of the submission and of the grader's state."""

    def __init__(self, folder: Path, conditions: Conditions) -> None:
        self.folder = folder
        self.conditions = conditions

    def key(self, submission_key: str) -> str:
        return digest(self.conditions.base, submission_key)

    def find(self, key: str) -> Kept:
        record = _read(self._path(key))
        if record is None:
            return Kept()
        if record["whole"] == self.conditions.whole:
            return Kept(result=record["result"])
        if record["result"]["leaderboard"]:
            return Kept()  # which test made which entry is not kept
        same = {p for p, h in self.conditions.problems.items() if record["problems"].get(p) == h}
        tests = [test for test in record["result"]["tests"] if test["problem"] in same]
        if record["ideas"] != self.conditions.ideas:
            # A diagnosis may read otherwise now; whatever passed has none.
            failed = {test["problem"] for test in tests if test["status"] != "passed"}
            tests = [test for test in tests if test["problem"] not in failed]
        return Kept(done=tuple(tests))

    def keep(self, key: str, result: dict[str, Any]) -> None:
        """Only complete results: what the machine could not do today it may do tomorrow."""
        if not result["complete"]:
            return
        record = {
            "whole": self.conditions.whole,
            "problems": self.conditions.problems,
            "ideas": self.conditions.ideas,
            "result": result,
        }
        _write(self._path(key), record)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}.json"


def _read(path: Path) -> dict[str, Any] | None:
    """A record, or nothing where it is missing, cut off or changed: then it is made again."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head, _, body = data.partition(b"\n")
    if hashlib.blake2b(body, digest_size=20).hexdigest().encode() != head:
        return None
    record: dict[str, Any] = json.loads(body)
    return record


def _write(path: Path, record: dict[str, Any]) -> None:
    body = json.dumps(record, separators=(",", ":")).encode("ascii")
    head = hashlib.blake2b(body, digest_size=20).hexdigest().encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        # Not synced: the hash tells what a power cut left half-written.
        temporary.write_bytes(head + b"\n" + body)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
