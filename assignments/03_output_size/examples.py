"""Examples of what the functions should do, written before the functions themselves.

Each is (function, arguments, expected): the function's name, the tuple of what it is called with,
and what comes back, or the type of the exception that is raised. Work the answers out by hand.
The handout says more under "Before you write"; `python check.py examples` looks at the form.
"""

import torch

EXAMPLES = [
    # Whoever counts the steps, not the places where the window can stand, says 27.
    ("conv_output_size", (32, 5), 28),
    # A single argument needs a comma behind it. Whoever takes the absolute value says 2, 0, 3.
    ("relu", (torch.tensor([-2.0, 0.0, 3.0]),), torch.tensor([0.0, 0.0, 3.0])),
    # Yours:
]
