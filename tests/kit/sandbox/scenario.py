"""Run by `test_levels` in other circumstances: a few workers, what they could do, as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from autograder.sandbox import Limits, NotIsolated, Spawner, survey

NAME = f"left-by-{os.getpid()}"
SOURCE = (
    f"NAME = {NAME!r}".encode()
    + b"""
import os, time

def f(x): return x * 2

def late():
    import xml.dom.minidom, sqlite3
    return 1

def status(): return open('/proc/self/status').read()

def leave():
    for place in (os.getcwd(), '/tmp', '/dev/shm'):
        try: open(f'{place}/{NAME}', 'w').close()
        except OSError: pass
    if not os.fork():
        os.setsid()
        time.sleep(600)
    return 1

def found():
    return [p for p in ('/tmp', '/dev/shm', '.') if os.path.exists(f'{p}/{NAME}')]

def network():
    import socket
    socket.create_connection(('1.1.1.1', 53), 1)

def read(path): return open(path).read()

def signal(pid): os.kill(pid, 0)

def loader():
    import torch
    from torch.utils.data import DataLoader
    return [int(b.sum()) for b in DataLoader(torch.arange(8), batch_size=4, num_workers=2)]

def loop():
    while True: pass

def bomb():
    while True:
        try: os.fork()
        except OSError: pass

def leave_now(): os._exit(6)

def fill():
    for number in range(40):
        for place in ('..', '/dev/shm'):
            try: open(f'{place}/{NAME}{number}', 'wb').write(bytes(9 << 20))
            except OSError: pass
    time.sleep(5)
"""
)


def main() -> None:
    secret = sys.argv[1]
    if "no-namespaces" in sys.argv:
        survey._in_namespaces = lambda hide: None
    facts: dict[str, Any] = {}
    import torch

    with Spawner.start(preload=("torch", "numpy"), hide=(os.path.dirname(secret),)) as spawner:
        facts["level"], facts["backend"] = spawner.isolation.level, spawner.isolation.backend
        facts["notes"] = spawner.isolation.notes
        with spawner.keeper() as keeper:

            def ask(name: str, *args: Any) -> Any:
                files = {"work.py": SOURCE}
                limits = Limits(seconds=3 if name in ("loop", "bomb") else 20, disk=60 << 20)
                with keeper.worker(module="work", files=files, limits=limits) as worker:
                    assert worker.start().kind == "returned"
                    outcome = worker.call(name, args)
                value = outcome.value.tolist() if name == "f" else outcome.value
                told = outcome.detail if outcome.kind == "crashed" else outcome.code
                return [outcome.kind, value if outcome.kind == "returned" else told]

            facts["f"] = ask("f", torch.ones(2))
            facts["secret"] = ask("read", secret)
            facts["by a link"] = ask("read", sys.argv[2])
            facts["fill"] = ask("fill")
            facts["loop"], facts["leave_now"] = ask("loop"), ask("leave_now")
            if "few" not in sys.argv:  # where workers take long
                for name in ("late", "leave", "found", "network", "loader", "bomb"):
                    facts[name] = ask(name)
                facts["after"] = ask("f", torch.ones(2))
                facts["status"] = ask("status")[1]
                facts["signal"] = ask("signal", os.getpid())
    if "few" not in sys.argv:
        try:
            Spawner.start(isolation="required").stop()
            facts["required"] = True
        except NotIsolated:
            facts["required"] = False
    time.sleep(0.3)
    facts["left"] = [place for place in ("/tmp", "/dev/shm") if os.path.exists(f"{place}/{NAME}")]
    for place in facts["left"]:
        os.unlink(f"{place}/{NAME}")
    print(json.dumps(facts))


main()
