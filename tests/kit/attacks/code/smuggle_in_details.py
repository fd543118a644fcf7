"""Has the worker state limits, names and lines of its own, each of which spells a hidden input."""


def during(name, honest, args, kwargs):
    from autograder.sandbox import worker
    from autograder.testing.outcome import CodeLine, Outcome, Raised

    text = said(repr(args))
    kinds = ("memory", "missing", "unsendable", "import_failed", "exited", "forbidden", "raised")
    kind = kinds[(sum(map(ord, name)) + len(repr(args))) % len(kinds)]
    raised = Raised(text, text, (text, "ValueError"), (CodeLine(text, NUMBER, text, text),))
    plain = worker.encode_answer
    worker.encode_answer = lambda outcome: plain(
        Outcome(kind, detail=text, raised=raised, code=NUMBER, changed=(text,), shared=(text,))
    )
    return 1
