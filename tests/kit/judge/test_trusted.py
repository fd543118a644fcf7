"""The audit of wrong ideas runs them in the judge's own process, beside the tests."""

from __future__ import annotations

import json

from autograder.judge.trusted import TrustedKeeper
from autograder.wire import Request, encode_request

WORK = b"import json\n\ndef f():\n    return json.dumps([])\n"


def test_a_test_may_use_what_it_forbids_the_code_under_audit() -> None:
    terms = {"module": "work", "files": {"work.py": WORK}, "forbid": ("json.dumps",)}
    with TrustedKeeper() as keeper, keeper.worker(**terms) as worker:
        assert worker.start().kind == "returned"
        assert json.dumps([1]) == "[1]"
        question = encode_request(Request("call", "f"))
        assert worker.ask(question).outcome().kind == "forbidden"
        assert json.dumps([1]) == "[1]"
