"""What students do in good faith works in a worker as it does at home."""

# ruff: noqa: E501 (small programs in one line each)

from __future__ import annotations

import multiprocessing
import sys
from typing import Any

import pytest
import torch

from autograder.sandbox import Spawner


@pytest.mark.parametrize(
    "body",
    [
        "import xml.dom.minidom, sqlite3, ctypes.util, wave, decimal; return 1",
        "import torch.utils.data, torch.nn.utils.prune; return 1",
        "import tempfile\n    with tempfile.NamedTemporaryFile() as file: file.write(b'1'); return 1",
        "import threading\n    seen = []\n    t = threading.Thread(target=seen.append, args=(1,))\n    t.start(); t.join(); return seen[0]",
        "import multiprocessing as mp\n    with mp.get_context('fork').Pool(2) as pool: return pool.map(abs, [-1])[0]",
        "import multiprocessing as mp\n    q = mp.Queue(); p = mp.Process(target=q.put, args=(1,)); p.start(); v = q.get(); p.join(); return v",
        "import subprocess; return int(subprocess.run(['echo', '1'], capture_output=True).stdout)",
        "import torch\n    torch.save(torch.ones(1), 'one.pt'); return int(torch.load('one.pt')[0])",
        "import torch\n    torch.manual_seed(0); torch.set_num_threads(2); return int((torch.ones(300, 300) @ torch.ones(300, 300))[0, 0] // 300)",
        "import torch\n    m = torch.nn.Linear(2, 1); o = torch.optim.SGD(m.parameters(), lr=0.1)\n    m(torch.ones(1, 2)).sum().backward(); o.step(); return 1",
        "import numpy; return int(numpy.linalg.svd(numpy.eye(3))[1][0])",
        "import logging, warnings; logging.warning('w'); warnings.warn('w'); return 1",
        "import matplotlib.pyplot as plt\n    plt.plot([1]); plt.savefig('p.png'); return 1",
        "import os; os.makedirs('a/b'); open('a/b/c', 'w').write('1'); return int(open('a/b/c').read())",
        "import inspect, torch; return int('def' in inspect.getsource(torch.nn.Linear.forward))",
        "import time, random, datetime; time.sleep(0.01); return 1",
        "import socket; a, b = socket.socketpair(); a.send(b'1'); return int(b.recv(1))",
    ],
)
def test_it_works(run: Any, body: str) -> None:
    outcome = run(f"def f():\n    {body}")
    assert outcome.kind == "returned", outcome
    assert outcome.value == 1, outcome


def test_a_data_loader_with_workers_works(run: Any) -> None:
    source = """
        import torch
        from torch.utils.data import DataLoader, TensorDataset

        def f(x):
            loader = DataLoader(TensorDataset(x), batch_size=4, num_workers=2)
            return [batch.sum() for (batch,) in loader]
    """
    outcome = run(source, torch.arange(8.0))
    assert outcome.kind == "returned", outcome
    assert [float(x) for x in outcome.value] == [6.0, 22.0], outcome


def test_late_imports_work_in_a_child_of_the_worker(run: Any) -> None:
    source = """
        import multiprocessing
        def late(queue):
            import xml.dom.minidom, sqlite3
            queue.put(1)
        def f():
            queue = multiprocessing.get_context("fork").Queue()
            multiprocessing.get_context("fork").Process(target=late, args=(queue,)).start()
            return queue.get(timeout=5)
    """
    assert run(source).value == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere children are started afresh")
def test_children_are_forks_where_python_starts_them_afresh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As Python 3.14 does by default."""
    afresh = multiprocessing.get_context("forkserver")
    monkeypatch.setattr(multiprocessing.context._default_context, "_default_context", afresh)
    source = b"""
import multiprocessing
def f():
    with multiprocessing.Pool(2) as pool:
        return pool.map(abs, [-1])
"""
    files = {"work.py": source}
    with (
        Spawner.start() as spawner,
        spawner.keeper() as keeper,
        keeper.worker(module="work", files=files) as worker,
    ):
        worker.start()
        assert worker.call("f", ()).value == [1]
