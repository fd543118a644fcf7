"""Seeds the generators, changes the default type and back, sorts with numpy."""

import random, numpy, torch

torch.manual_seed(0)
random.seed(0)
numpy.random.seed(0)


def during(name, honest, args, kwargs):
    torch.manual_seed(7)
    torch.set_printoptions(precision=2)
    numpy.sort(numpy.random.rand(10))
    torch.rand(3).sum()
    return honest(*args, **kwargs)
