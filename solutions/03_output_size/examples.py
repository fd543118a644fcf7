"""Examples that catch every chosen wrong idea; `autograder verify` proves it."""

import torch

NET = [
    {"type": "conv", "out_channels": 2, "kernel": 3, "stride": 2},
    {"type": "conv", "out_channels": 2, "kernel": 3},
]

EXAMPLES = [
    # One zero at each end keeps the size.
    ("conv_output_size", (5, 3, 1, 1), 5),
    # Taps at 0, 2 and 4 reach over five pixels, not six.
    ("torch_output_size", (10, 3, 1, 0, 2), 6),
    # Half of 3 is 1, but with holes the kernel reaches over 5.
    ("same_padding", (3, 2), 2),
    ("pool_output_size", (6, 2), 3),
    # All numbers are negative: a padding of zeros would win.
    ("max_pool2d", (torch.tensor([[[-3.0]]]), 2, 1, 1), torch.full((1, 2, 2), -3.0)),
    # The second window spans three places, two pixels apart, of three pixels each.
    ("receptive_field", (NET,), 7),
    # 5×5 with 3 gives 3×3 places: 9 · 9 multiplications, not 25 · 9.
    ("count_cost", ((1, 5, 5), [{"type": "conv", "out_channels": 1, "kernel": 3}]), (10, 81)),
]
