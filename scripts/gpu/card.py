"""The card: its name, its driver, what runs on it, and how long CUDA takes to start."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

# Each in a process of its own: the one that grades must not have woken CUDA.
FACTS = """
import json, torch
there = torch.cuda.is_available()
print(json.dumps({"name": torch.cuda.get_device_name() if there else "", "torch": torch.__version__,
                  "cuda": torch.version.cuda}))
"""
USED = "import torch; free, total = torch.cuda.mem_get_info(); print((total - free) >> 20)"
START = """
import sys, time, torch
torch.zeros(1)
start = time.perf_counter()
torch.zeros(1, device=sys.argv[1]).sum().item()
print(time.perf_counter() - start)
"""
PAUSE = 0.3  # seconds between two looks at the card's memory


@dataclass(frozen=True)
class Card:
    """What the page says of it. `device` is where submissions are graded the second time."""

    name: str
    driver: str
    torch: str
    device: str

    @property
    def pretended(self) -> bool:
        return self.device == "cpu"

    def used(self) -> int:
        """Megabytes in use on the card, by anybody."""
        if self.pretended:
            return 0
        told = _smi("--query-gpu=memory.used", "--format=csv,noheader,nounits")
        return int(told[0]) if told else int(_python(USED))

    def processes(self) -> set[str]:
        """Whoever computes on the card; nobody where nvidia-smi is not there to tell."""
        if self.pretended:
            return set()
        return set(_smi("--query-compute-apps=pid,process_name", "--format=csv,noheader"))

    def start(self, times: int) -> float:
        """Seconds until the first number has come back from the card, in a process that has torch."""
        return statistics.median(float(_python(START, self.device)) for _ in range(times))

    @contextmanager
    def watched(self) -> Iterator[list[int]]:
        """Megabytes in use, looked at again and again for the duration of a block."""
        seen, over = [self.used()], threading.Event()

        def look() -> None:
            while not over.wait(PAUSE):
                seen.append(self.used())

        thread = threading.Thread(target=look, daemon=True)
        if shutil.which("nvidia-smi") and not self.pretended:
            thread.start()
        try:
            yield seen
        finally:
            over.set()
            if thread.ident:
                thread.join()


def look(pretend: bool) -> Card:
    """The card of this machine, or a stand-in for one."""
    facts: dict[str, Any] = json.loads(_python(FACTS))
    torch = f"{facts['torch']} (CUDA {facts['cuda'] or 'not built in'})"
    if pretend:
        return Card("none: pretended on the CPU", "none", torch, "cpu")
    if not facts["name"]:
        sys.exit(
            f"torch {torch} finds no GPU here: run this where `nvidia-smi` shows one, with a build"
            " of torch that has CUDA; or try the script itself with --pretend"
        )
    driver = _smi("--query-gpu=driver_version", "--format=csv,noheader") or ["not told"]
    return Card(facts["name"], driver[0], torch, "cuda")


def _smi(*arguments: str) -> list[str]:
    """What nvidia-smi says, line by line; nothing where it is not there."""
    if shutil.which("nvidia-smi") is None:
        return []
    done = subprocess.run(["nvidia-smi", *arguments], stdout=subprocess.PIPE, text=True)
    return [line.strip() for line in done.stdout.splitlines() if line.strip()]


def _python(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
