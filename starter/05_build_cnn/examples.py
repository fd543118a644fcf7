"""Examples of what the functions should do, written before the functions themselves.

Each is (question, arguments, expected): the name of a question in kit/probes.py, the tuple of what
it is asked with, and what comes back. Work the answers out by hand. The handout says more under
"Before you write"; `python check.py examples` looks at the form.
"""

import torch

EXAMPLES = [
    # 96 pixels, 20 hidden units, 4 classes: 96·20 + 20 and 20·4 + 4. Without biases it is 2000.
    ("mlp_parameters", ((1, 8, 12), 20, 4), 2024),
    # One batch of two examples, the first of them right: whoever does not divide says 1.
    (
        "share_right",
        ([(torch.tensor([[3.0, 1.0], [5.0, 2.0]]), torch.tensor([0, 1]))],),
        0.5,
    ),
    # Yours:
]
