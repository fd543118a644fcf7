"""Examples of what the functions should do, written before the functions themselves.

Each is (function, arguments, expected): the function's name, the tuple of what it is called with,
and what comes back, or the type of the exception that is raised. Work the answers out by hand.
The handout says more under "Before you write"; `python check.py examples` looks at the form.
"""

import torch

EXAMPLES = [
    # 1·1 + 2·2 + 3·2 + 5·1. Whoever mirrors the kernel left to right gets 17.
    (
        "cross_correlate2d",
        (torch.tensor([[1.0, 2.0], [3.0, 5.0]]), torch.tensor([[1.0, 2.0], [2.0, 1.0]])),
        torch.tensor([[16.0]]),
    ),
    # Too tall, though not too wide: whoever refuses only what is both lets it through.
    ("cross_correlate2d", (torch.ones(3, 4), torch.ones(4, 1)), ValueError),
    # Yours:
]
