"""Examples that catch every chosen wrong idea; `autograder verify` proves it."""

import torch

WRONG = (torch.tensor([[0.0, 100.0]]), torch.tensor([0]))  # one example, loss 100
RIGHT = (torch.tensor([[0.0, 100.0]] * 3), torch.tensor([1, 1, 1]))  # three, loss 0

EXAMPLES = [
    # Three channels: 3·4·4 = 48 inputs.
    ("mlp_parameters", ((3, 4, 4), 5, 2), 257),
    # Three of four examples are right, in batches of one and three.
    ("share_right", ([WRONG, RIGHT],), 0.75),
    ("mean_loss", ([WRONG, RIGHT],), 25.0),
    # 9·4 and 4·8 weights, and two numbers for each channel that is normed.
    ("separable_parameters", (4, 8), 92),
    # Class 0 has the lower score. Its strongest weight is a negative one.
    (
        "saliency_of",
        (torch.tensor([[[[1.0]], [[-5.0]]], [[[2.0]], [[3.0]]]]), torch.ones(2, 1, 1), 0),
        torch.tensor([[5.0]]),
    ),
    # The second map speaks against the class, and takes the first one's evidence away.
    (
        "cam_of",
        (torch.tensor([[[1.0, 4.0]], [[0.0, 2.0]]]), torch.tensor([1.0, -1.0])),
        torch.tensor([[0.5, 1.0]]),
    ),
]
