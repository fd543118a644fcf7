"""Has the worker say that it reached a limit of memory, whose number spells a hidden input."""

import itertools

LIMITS = itertools.cycle(("7203.641 GB", "٧२०๓.۶၄١ MB"))


def during(name, honest, args, kwargs):
    from autograder.sandbox import worker
    from autograder.testing.outcome import Outcome

    plain = worker.encode_answer
    worker.encode_answer = lambda outcome: plain(Outcome("memory", detail=next(LIMITS)))
    return 1
