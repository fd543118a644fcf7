"""Examples that catch every chosen wrong idea; `autograder verify` proves it."""

import torch

ROW = torch.tensor([[[1.0, 2.0, 3.0, 4.0, 5.0]]])  # one channel of 1×5
TAPS = torch.tensor([[[[1.0, 10.0]]]])  # one kernel of 1×2
TWO = torch.tensor([[[1.0, 2.0]], [[3.0, 4.0]]])  # two channels of 1×2

EXAMPLES = [
    # No symmetry: a kernel that is turned gives 21.
    (
        "cross_correlate2d",
        (torch.tensor([[1.0, 2.0]]), torch.tensor([[1.0, 10.0]])),
        torch.tensor([[21.0]]),
    ),
    # Two channels, one bias: 1 + 3 + 0.5 and 2 + 4 + 0.5.
    (
        "conv_layer",
        (TWO, torch.ones(1, 2, 1, 1), torch.tensor([0.5])),
        torch.tensor([[[4.5, 6.5]]]),
    ),
    # The window moves by two; it is not spread over every second pixel.
    ("conv_layer", (ROW, TAPS, None, (1, 2)), torch.tensor([[[21.0, 43.0]]])),
    # A zero at both ends.
    (
        "conv_layer",
        (ROW, TAPS, None, 1, (0, 1)),
        torch.tensor([[[10.0, 21.0, 32.0, 43.0, 54.0, 5.0]]]),
    ),
    # One window of two channels: all of the first one comes first.
    ("im2col", (TWO, (1, 2)), torch.tensor([[1.0], [2.0], [3.0], [4.0]])),
    # The pixel in the middle is seen by both windows, by another weight each time.
    (
        "correlation_gradients",
        (torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([[1.0, 10.0]]), torch.tensor([[1.0, 3.0]])),
        (torch.tensor([[1.0, 13.0, 30.0]]), torch.tensor([[7.0, 11.0]])),
    ),
    # A kernel of two rows: in the flattened image the rows are three apart.
    (
        "conv_matrix",
        (torch.tensor([[1.0], [2.0]]), 2, 3),
        torch.tensor(
            [[1.0, 0, 0, 2, 0, 0], [0, 1, 0, 0, 2, 0], [0, 0, 1, 0, 0, 2]],
        ),
    ),
]
