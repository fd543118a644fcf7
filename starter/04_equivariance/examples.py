"""Examples of what the functions should do, written before the functions themselves.

Each is (function, arguments, expected): the function's name, the tuple of what it is called with,
and what comes back, or the type of the exception that is raised. Work the answers out by hand.
The handout says more under "Before you write"; `python check.py examples` looks at the form.
"""

import torch

EXAMPLES = [
    # No shift at all: for d = 0 a slice like x[-d:] is the whole picture, and x[:-d] is nothing.
    (
        "shift2d",
        (torch.tensor([[1.0, 2.0], [3.0, 4.0]]), 0, 0),
        torch.tensor([[1.0, 2.0], [3.0, 4.0]]),
    ),
    # A kernel of one pixel sees no border: whoever looks only at the shift says 2.
    ("spoiled_border", (1, 2), 0),
    # Yours:
]
