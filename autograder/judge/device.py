"""Where a submission's tensors live: chosen at run time, without waking the GPU driver."""

from __future__ import annotations

import os
import sys

from autograder.course.errors import GradingError


def pick_device(wanted: str) -> tuple[str, str]:
    """`cpu` or `cuda`, and a note for staff where the wish could not be met."""
    if wanted not in ("auto", "cpu", "cuda"):
        raise GradingError(f"device {wanted!r} is not known: use auto, cpu or cuda")
    if wanted == "cpu" or "torch" not in sys.modules:
        return "cpu", ""
    # Ask the driver's library, not CUDA itself: CUDA cannot be used in a fork of a process that
    # has initialised it.
    os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"
    import torch

    if torch.cuda.is_available():
        return "cuda", ""
    if wanted == "cuda":
        return "cpu", "no GPU was found (or this torch is a CPU build): graded on the CPU instead"
    return "cpu", ""
