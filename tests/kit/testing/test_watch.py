"""Forbidden operations are caught where they happen, whatever name they were reached by."""

from __future__ import annotations

import contextlib
import sys
import threading
import types
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from autograder.course.load import load_course
from autograder.testing import watch
from autograder.testing.check import InProcess
from autograder.testing.outcome import Call, Outcome

REPOSITORY = Path(__file__).parents[3]

GROUPS = load_course(REPOSITORY).assignment("02_cross_correlate").spec.forbid

# These stand for libraries that a course closes as a whole: they are always there.
PATTERNS = (
    *GROUPS["torch convolution"],
    "wsgiref.*",
    "colorsys.*",
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
    "vmap": "import torch\ndef f(x, w):\n"
    "    return torch.vmap(lambda one: torch.conv2d(one[None], w))(x)\n",
    "gradient": "import torch\ndef f(x, w):\n"
    "    return torch.func.grad(lambda v: torch.conv2d(x, v).sum())(w)\n",
    "without gradient": "import torch\ndef f(x, w):\n    with torch.inference_mode():\n"
    "        return torch.conv2d(x, w)\n",
    "no numbers": "import torch\ndef f(x, w):\n    return torch.conv2d(x.to('meta'), w.to('meta'))\n",
    "under a mode": """
import torch
from torch.utils._python_dispatch import TorchDispatchMode
class Mode(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        return function(*args, **(kwargs or {}))
def f(x, w):
    with Mode():
        return torch.ops.aten.conv2d(x, w)
""",
    "subclass": """
import torch
class Mine(torch.Tensor): pass
def f(x, w):
    return torch.ops.aten.conv2d(x.as_subclass(Mine), w)
""",
    "numpy": "import numpy\ndef f(x, w):\n    return numpy.convolve([1, 2], [1])\n",
    "numpy alias": "from numpy import convolve as c\ndef f(x, w):\n    return c([1, 2], [1])\n",
    "private numpy": "import numpy\ndef f(x, w):\n"
    "    return numpy._core.numeric.convolve([1, 2], [1])\n",
    "what numpy is made of": "import numpy\ndef f(x, w):\n"
    "    return numpy._core.multiarray.correlate([1, 2], [1], 0)\n",
    "numpy without its guard": "import numpy\ndef f(x, w):\n"
    "    return getattr(numpy.convolve, '__wrapped__', numpy.convolve)([1, 2], [1])\n",
    "polynomials": "import numpy\ndef f(x, w):\n    return numpy.polymul([1, 2], [1])\n",
    "other polynomials": "from numpy.polynomial import Polynomial\ndef f(x, w):\n"
    "    return (Polynomial([1, 2]) * Polynomial([1, 3])).coef\n",
    "old polynomials": "import numpy\ndef f(x, w):\n"
    "    return (numpy.poly1d([1, 2]) * numpy.poly1d([1, 3])).coeffs\n",
    "masked arrays": "import numpy\ndef f(x, w):\n    return numpy.ma.convolve([1, 2], [1, 1])\n",
    "library loaded before": "from colorsys import rgb_to_hsv as g\n"
    "def f(x, w):\n    return g(1, 0, 0)\n",
    "gradients of a layer": "import torch\ndef f(x, w):\n"
    "    return torch.nn.grad.conv2d_input((1, 1, 5, 5), w, x)\n",
    "a gradient of fold": """
import torch
def f(x, w):
    z = torch.zeros(1, 4, 9, requires_grad=True)
    return torch.autograd.grad(torch.nn.functional.fold(z, (4, 4), 2), z, x)[0]
""",
    "another backend": "import torch\ndef f(x, w):\n"
    "    return torch.mkldnn_convolution(x, w, None, [0, 0], [1, 1], [1, 1], 1)\n",
    "another memory": "import torch\ndef f(x, w):\n"
    "    return torch.ops.aten.conv2d(x.to_mkldnn(), w.to_mkldnn())\n",
    "slow": "import torch\ndef f(x, w):\n"
    "    return torch._C._nn.slow_conv3d(x[None], w[None], [1, 2, 2])\n",
    "phones": "import torch\ndef f(x, w):\n"
    "    return torch._nnpack_spatial_convolution(x, w, None, [0, 0])\n",
    "over time": "import torch\ndef f(x, w):\n"
    "    return torch.conv_tbc(x[0], torch.rand(2, 4, 3), torch.zeros(3))\n",
    "pointwise": "import torch\ndef f(x, w):\n    return torch.ops.mkldnn._convolution_pointwise("
    "x, w, None, [0, 0], [1, 1], [1, 1], 1, 'none', [], '')\n",
    "quantized": "import torch\ndef f(x, w):\n"
    "    w = torch.quantize_per_tensor(w, 0.1, 0, torch.qint8)\n"
    "    return torch.ops.quantized.conv2d_prepack(w, None, [1, 1], [0, 0], [1, 1], 1)\n",
    "script": """
import torch
unit = torch.jit.CompilationUnit("def g(x, w):\\n    return torch.ops.aten.conv2d(x, w)\\n")
def f(x, w):
    return unit.g(x, w)
""",
    "trace": "import torch\ndef f(x, w):\n"
    "    return torch.jit.trace(lambda a, b: torch.conv2d(a, b), (x, w))(x, w)\n",
    "decomposed": "import torch\ndef f(x, w):\n"
    "    return torch.ops.aten.conv2d.default.decompose(x, w)\n",
    "sent on": """
import torch
def f(x, w):
    keys = torch._C.DispatchKeySet(torch._C._dispatch_key_parse("CPU"))
    rest = (None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1)
    return torch.ops.aten.convolution.default.redispatch(keys, x, w, *rest)
""",
    "a key left out": """
import torch
def f(x, w):
    names = ("TESTING_ONLY_GenericMode", "BackendSelect", "AutogradCPU")
    for name in names:
        keys = torch._C.DispatchKeySet(torch._C._dispatch_key_parse(name))
        with torch._C._ExcludeDispatchKeyGuard(keys):
            try:
                return torch.ops.aten.conv2d(x, w)
            except RuntimeError:
                pass
""",
    "a thread that nobody counts": """
import _thread, time, torch
def f(x, w):
    out = []
    def g():
        try:
            torch.ops.aten.conv2d(x, w)
        finally:
            out.append(1)
    _thread.start_new_thread(g, ())
    while not out:
        time.sleep(0.01)
    return x
""",
    "a thread started before": """
import torch
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(1)
pool.submit(int).result()
def f(x, w):
    return pool.submit(torch.ops.aten.conv2d, x, w).result()
""",
    "decomposed in Python": "def f(x, w):\n    import torch._decomp.decompositions as d\n"
    "    return d.im2col(x, [2, 2], [1, 1], [0, 0], [1, 1])\n",
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
    "gradients": "import torch\ndef f(x, w):\n    w = w.clone().requires_grad_()\n"
    "    (w * 2 + 1).sum().backward()\n    return torch.func.jacrev(lambda v: v * v)(w), w.grad\n",
    "vmap": "import torch\ndef f(x, w):\n    return torch.vmap(lambda one: one @ one)(x)\n",
    "script": "import torch\n@torch.jit.script\ndef g(x):\n    return x + x * 2\n"
    "def f(x, w):\n    return g(x)\n",
    "other numbers": "import torch\ndef f(x, w):\n"
    "    y = torch.ones(2, dtype=torch.complex64) * 2\n    return y + x.to_sparse().to_dense().sum()\n",
    "sparse": "def f(x, w):\n    return (x[0, 0].to_sparse_csr() @ x[0, 0]) + 1\n",
    "only written": """
import torch.nn.functional as F
def f(x, w):
    return F.conv2d(x, w) if x.sum() > 1e9 else x + 1
""",
    "unused": "import torch\ndef other(x, w):\n    return torch.conv2d(x, w)\n"
    "def f(x, w):\n    return x + 1\n",
}


def call(source: str, tmp_path: Path, patterns: tuple[str, ...] = PATTERNS) -> Outcome:
    watch.install(patterns)
    path = tmp_path / "answer.py"
    path.write_text(source)
    module = types.ModuleType("answer")
    module.__file__ = str(path)
    sys.modules["answer"] = module  # as an imported file would be
    exec(compile(source, str(path), "exec"), module.__dict__)
    x, w = torch.rand(1, 1, 4, 4), torch.rand(1, 1, 2, 2)
    return InProcess(module, patterns)(Call("f", (x, w)))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_forbidden_operation_is_found(way: str, tmp_path: Path) -> None:
    outcome = call(WAYS[way], tmp_path)
    assert outcome.kind == "forbidden", outcome


def test_the_message_names_operation_and_line(tmp_path: Path) -> None:
    assert call(WAYS["alias"], tmp_path).detail == "torch.nn.functional.conv2d at line 3"


def test_an_operation_has_the_name_that_its_users_know(tmp_path: Path) -> None:
    source = "def f(x, w):\n    return x.softmax(-1)\n"
    assert call(source, tmp_path, ("aten::*softmax*",)).detail == "torch.softmax at line 2"
    source = "import torch\n@torch.jit.script\ndef g(x):\n    return x.softmax(-1)\n"
    source += "def f(x, w):\n    return g(x)\n"
    assert call(source, tmp_path, ("aten::*softmax*",)).detail == "torch.softmax at line 6"
    source = "def f(x, w):\n    return x.clone().fill_(2)\n"
    assert call(source, tmp_path, ("aten::expand_as",)).kind == "returned"
    source = "def f(x, w):\n    return w.expand_as(w)\n"
    assert call(source, tmp_path, ("aten::expand_as",)).detail == "torch.Tensor.expand_as at line 2"


def test_one_test_closes_what_another_leaves_open(tmp_path: Path) -> None:
    product = "import torch\ndef f(x, w):\n    return torch.einsum('abcd,abde->abce', x, x)\n"
    for _ in range(2):
        assert call(product, tmp_path, ("aten::einsum",)).kind == "forbidden"
        # Inside einsum: what was forbidden before must not cover what is forbidden now.
        assert call(product, tmp_path, ("aten::bmm",)).detail == "torch.bmm at line 3"
        assert call(product, tmp_path).kind == "returned"


def test_a_thread_may_outlive_the_call_that_was_watched(tmp_path: Path) -> None:
    source = """
import threading, torch
go, found = threading.Event(), []
def later(x, w):
    go.wait(10)
    found.append(torch.conv2d(x, w).shape)
def f(x, w):
    threading.Thread(target=later, args=(x, w)).start()
    return x
"""
    patterns = ("aten::conv2d",)
    module = types.ModuleType("answer")
    exec(source, module.__dict__)
    x, w = torch.rand(1, 1, 4, 4), torch.rand(1, 1, 2, 2)
    assert InProcess(module, patterns)(Call("f", (x, w))).kind == "returned"
    module.go.set()
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(10)
    assert module.found == [(1, 1, 3, 3)]


@pytest.mark.parametrize("way", ALLOWED)
def test_what_is_allowed_goes_through(way: str, tmp_path: Path) -> None:
    assert call(ALLOWED[way], tmp_path).kind == "returned"


LATE = {
    "at the top": "import statistics\ndef f(x, w):\n    return statistics.mean([1, 2])\n",
    "by its own name": "from statistics import mean as m\ndef f(x, w):\n    return m([1, 2])\n",
    "inside": "def f(x, w):\n    import statistics\n    return statistics.mean([1, 2])\n",
    "anew": "import statistics, sys\ndef f(x, w):\n    del sys.modules['statistics']\n"
    "    from statistics import mean\n    return mean([1, 2])\n",
}


@pytest.mark.parametrize("way", LATE)
def test_a_function_is_closed_where_its_module_is_imported_later(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "statistics", raising=False)
    assert call(LATE[way], tmp_path, ("statistics.mean",)).kind == "forbidden"
    other = LATE[way].replace("mean", "median")
    assert call(other, tmp_path, ("statistics.mean",)).value == 1.5


def test_an_operation_that_works_where_gradients_do_is_closed(tmp_path: Path) -> None:
    source = """
import torch
from torch.autograd import forward_ad
def f(x, w):
    with forward_ad.dual_level():
        return torch._C._VariableFunctions._make_dual(w, w, 0)
"""
    assert call(source, tmp_path, ("aten::_make_dual",)).kind == "forbidden"


def test_a_function_is_closed_in_a_table_of_functions(tmp_path: Path) -> None:
    source = """
import torch
def f(x, w):
    from torch._decomp import decomposition_table
    columns = decomposition_table[torch.ops.aten.im2col.default]
    return columns(x, [2, 2], [1, 1], [0, 0], [1, 1])
"""
    assert call(source, tmp_path, ("torch._decomp.decompositions.im2col",)).kind == "forbidden"
    assert call(source, tmp_path, ("torch._decomp.decompositions.col2im",)).kind == "returned"


@pytest.mark.parametrize("group", GROUPS)
def test_a_tensor_can_be_printed_whatever_is_closed(group: str, tmp_path: Path) -> None:
    source = "def f(x, w):\n    return f'{x} {w!r} {x.requires_grad_()}'\n"
    assert call(source, tmp_path, GROUPS[group]).kind == "returned"


def test_nothing_is_watched_outside_the_call() -> None:
    import numpy

    assert numpy.convolve([1, 2], [1]).tolist() == [1, 2]
    torch.conv2d(torch.rand(1, 1, 4, 4), torch.rand(1, 1, 2, 2))


def test_a_worker_is_armed_once_and_asked_after_each_call() -> None:
    watch.close(("aten::bmm",), (__file__,))
    try:
        with pytest.raises(RuntimeError):
            torch.rand(1, 2, 2) @ torch.rand(1, 2, 2)
        assert watch.judged(Outcome("returned", value=3, seconds=2.0)) == Outcome(
            "forbidden", detail=f"torch.bmm at line {line_of('@ torch')}", seconds=2.0
        )
        assert watch.judged(Outcome("returned", value=3)).value == 3
        assert watch.found() == []
    finally:
        watch.close(())
    assert (torch.rand(1, 2, 2) @ torch.rand(1, 2, 2)).shape == (1, 2, 2)


def test_what_another_thread_used_is_found_at_the_next_look() -> None:
    watch.close(("aten::bmm",))
    try:
        thread = threading.Thread(target=lambda: swallow(lambda: torch.rand(1, 2, 2).bmm(x)))
        x = torch.rand(1, 2, 2)
        thread.start()
        thread.join()
        assert watch.found() == ["torch.bmm"]
    finally:
        watch.close(())


def swallow(action: Callable[[], object]) -> None:
    with contextlib.suppress(RuntimeError):
        action()


def line_of(text: str) -> int:
    lines = Path(__file__).read_text().splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)
