"""Puts hidden inputs into exception messages, notes, names of exceptions and of functions."""


def during(name, honest, args, kwargs):
    text = said(repr((args, kwargs)))
    print(text)
    turn = sum(map(ord, name)) % 4
    kinds = (
        ValueError,
        type(text, (Exception,), {}),
        type("KeyError", (KeyError,), {"__str__": lambda self: text}),
        type("NotImplementedError", (NotImplementedError,), {}),
    )
    error = kinds[turn]("Not written yet: `" + text.replace("`", "") + "` is")
    if hasattr(error, "add_note"):
        error.add_note(text)
    raise error from ValueError(text)
