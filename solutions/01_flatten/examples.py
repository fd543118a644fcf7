"""Examples that catch every chosen wrong idea; `autograder verify` proves it."""

import torch

EXAMPLES = [
    # Two outputs have two biases, whatever comes in.
    ("dense_params", (3, 2), 8),
    # 4·5 places with 3·3 weights each: a convolution would have 9 in all.
    ("local_params", (4, 5, 3), 180),
    # Each of 5 kernels looks at all 2 channels.
    ("conv_params", (2, 5, 3, False), 90),
    # With two groups each kernel looks at half of the 4 channels.
    ("conv_params", (4, 6, 3, True, 2), 114),
    ("conv_params", (4, 3, 1, True, 2), ValueError),
    ("layer_table", (4, 5, 3), {"dense": 400, "local": 180, "conv": 9}),
    # A shuffle that is not its own inverse.
    (
        "shuffle_weights",
        (torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([1, 2, 0])),
        torch.tensor([[2.0, 3.0, 1.0]]),
    ),
]
