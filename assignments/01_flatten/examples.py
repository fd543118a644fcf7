"""Examples of what the functions should do, written before the functions themselves.

Each is (function, arguments, expected): the function's name, the tuple of what it is called with,
and what comes back, or the type of the exception that is raised. Work the answers out by hand.
The handout says more under "Before you write"; `python check.py examples` looks at the form.
"""

EXAMPLES = [
    # Three channels of 2×3: whoever forgets the channels says 6, whoever adds them says 9.
    ("flatten_count", (2, 3, 3), 18),
    # There is no ratio to nothing: whoever does not refuse it divides by zero.
    ("overfit_risk", (5, 0), ValueError),
    # Yours:
]
