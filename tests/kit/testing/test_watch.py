"""Forbidden operations are caught where they happen, whatever name they were reached by."""

from __future__ import annotations

import types
from pathlib import Path

import pytest
import torch

from autograder.testing.check import InProcess
from autograder.testing.outcome import Outcome
from autograder.testing.watch import install

PATTERNS = (
    "aten::*conv*",
    "aten::im2col",
    "torch.conv*",
    "torch.nn.Conv*",
    "torch.nn.functional.conv*",
    "torch.nn.functional.unfold",
    "numpy.convolve",
    "wsgiref.*",  # stands for a library that a course closes as a whole; here it is always there
)

WAYS = {
    "direct": "import torch.nn.functional as F\ndef f(x, w):\n    return F.conv2d(x, w)\n",
    "alias": "from torch.nn.functional import conv2d as g\ndef f(x, w):\n    return g(x, w)\n",
    "getattr": "import torch\ndef f(x, w):\n    return getattr(torch, 'con' + 'v2d')(x, w)\n",
    "module": """
import torch
def f(x, w):
    layer = torch.nn.Conv2d(1, 1, 2, bias=False)
    layer.weight = torch.nn.Parameter(w)
    return layer(x)
""",
    "ops": """
import torch
def f(x, w):
    return torch.ops.aten.convolution(x, w, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1)
""",
    "unfold": "import torch.nn.functional as F\ndef f(x, w):\n    return F.unfold(x, 2)\n",
    "swallowed": """
import torch
def f(x, w):
    try:
        torch.conv2d(x, w)
    except Exception:
        pass
    return x
""",
    "thread": """
import threading, torch
def f(x, w):
    out = []
    t = threading.Thread(target=lambda: out.append(torch.conv2d(x, w)))
    t.start(); t.join()
    return out
""",
    "numpy": "import numpy\ndef f(x, w):\n    return numpy.convolve([1, 2], [1])\n",
    "numpy alias": "from numpy import convolve as c\ndef f(x, w):\n    return c([1, 2], [1])\n",
    "only read": """
import torch.nn.functional as F
def helper(x, w):
    return F.conv2d(x, w) if x.sum() > 1e9 else x
def f(x, w):
    return helper(x, w)
""",
    "lazy import": "def f(x, w):\n    import wsgiref.util\n    return x\n",
}

ALLOWED = {
    "Tensor.unfold": "def f(x, w):\n    return x.unfold(2, 2, 1).clone()\n",
    "matmul": "def f(x, w):\n    return x @ x\n",
    "einsum": "import torch\ndef f(x, w):\n    return torch.einsum('abcd,abcd->a', x, x)\n",
    "fft": "import torch\ndef f(x, w):\n    return torch.fft.rfft2(x).real\n",
    "fold": "import torch.nn.functional as F\n"
    "def f(x, w):\n    return F.fold(x.reshape(1, 16, 1), 4, 4)\n",
    "own conv2d": "def conv2d(x):\n    return x * 2\ndef f(x, w):\n    return conv2d(x)\n",
    "unused": "import torch\ndef other(x, w):\n    return torch.conv2d(x, w)\n"
    "def f(x, w):\n    return x + 1\n",
}


def call(source: str, tmp_path: Path) -> Outcome:
    install(PATTERNS)
    path = tmp_path / "answer.py"
    path.write_text(source)
    module = types.ModuleType("answer")
    module.__file__ = str(path)
    exec(compile(source, str(path), "exec"), module.__dict__)
    x, w = torch.rand(1, 1, 4, 4), torch.rand(1, 1, 2, 2)
    return InProcess(module, PATTERNS).call("f", (x, w), {})


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_forbidden_operation_is_found(way: str, tmp_path: Path) -> None:
    outcome = call(WAYS[way], tmp_path)
    assert outcome.kind == "forbidden", outcome


def test_the_message_names_operation_and_line(tmp_path: Path) -> None:
    assert call(WAYS["alias"], tmp_path).detail == "torch.nn.functional.conv2d at line 3"


@pytest.mark.parametrize("way", ALLOWED)
def test_what_is_allowed_goes_through(way: str, tmp_path: Path) -> None:
    assert call(ALLOWED[way], tmp_path).kind == "returned"


def test_nothing_is_watched_outside_the_call() -> None:
    import numpy

    assert numpy.convolve([1, 2], [1]).tolist() == [1, 2]
    torch.conv2d(torch.rand(1, 1, 4, 4), torch.rand(1, 1, 2, 2))
