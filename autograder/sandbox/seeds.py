"""Random numbers that are the same for every student, and the same in every grading."""

from __future__ import annotations

import os
import random
from typing import Any

from autograder.sandbox.values import library


def sow(seed: int, device: str = "cpu") -> None:
    """The same random numbers for every student; no more of the libraries is woken than needed."""
    random.seed(seed)
    numpy, torch = library("numpy"), library("torch")
    if numpy is not None:
        numpy.random.seed(seed % (1 << 32))
    if torch is not None:
        # `torch.manual_seed` looks at every kind of device first, which takes 20 ms.
        torch.default_generator.manual_seed(seed)
        if device != "cpu":
            _settle(torch)
            torch.cuda.manual_seed_all(seed)


def _settle(torch: Any) -> None:
    """Have a GPU compute as a CPU would: without shortened floats, the same twice."""
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.use_deterministic_algorithms(True, warn_only=True)
