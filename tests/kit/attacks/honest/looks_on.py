"""Has modes, hooks, profilers and traces look on for good, as one does to count operations."""

import faulthandler, sys, threading, tracemalloc

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

COUNTED = []


class _Calls(TorchFunctionMode):
    def __torch_function__(self, func, types, args=(), kwargs=None):
        COUNTED.append(func)
        return func(*args, **(kwargs or {}))


class _Operations(TorchDispatchMode):
    @classmethod
    def _should_skip_dynamo(cls):
        return False

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        COUNTED.append(func)
        return func(*args, **(kwargs or {}))


_Calls().__enter__()
_Operations().__enter__()
faulthandler.enable()
tracemalloc.start(5)
sys.setprofile(lambda *a: None)
threading.settrace(lambda *a: None)
sys.excepthook = sys.displayhook = lambda *a: None
