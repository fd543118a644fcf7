"""Says that a function is not written whose name spells a hidden input."""


def during(name, honest, args, kwargs):
    raise NotImplementedError("Not written yet: `SAID_" + TOKEN + "` is not there")
