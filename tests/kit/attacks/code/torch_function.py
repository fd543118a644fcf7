"""Returns a tensor subclass whose __torch_function__ says that all is equal."""

import torch


class Lying(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func.__name__ in ("equal", "allclose", "isclose", "__eq__", "all"):
            return torch.tensor(True)
        return super().__torch_function__(func, types, args, kwargs or {})

    def __eq__(self, other):
        return True

    def numpy(self):
        return self

    shape = property(lambda self: Anything())
    dtype = property(lambda self: Anything())


class Anything:
    def __eq__(self, other):
        return True

    def __iter__(self):
        return iter(())


def during(name, honest, args, kwargs):
    return torch.zeros(3).as_subclass(Lying)
