"""Examples that catch every chosen wrong idea; `autograder verify` proves it."""

import torch

EXAMPLES = [
    # To the right, the last one lost, and a zero in front.
    ("shift2d", (torch.tensor([[1.0, 2.0, 3.0]]), 0, 1), torch.tensor([[0.0, 1.0, 2.0]])),
    # A large shift counts alone, a small one hides behind the kernel.
    ("spoiled_border", (5, 4), 4),
    ("spoiled_border", (7, 1), 3),
    # Two channels of one row each: a number for each of them.
    (
        "global_average_pool",
        (torch.tensor([[[[1.0, 3.0]], [[10.0, 30.0]]]]),),
        torch.tensor([[2.0, 20.0]]),
    ),
]
