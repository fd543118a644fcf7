"""Frozen parameters are counted too

You count every parameter, also those that training may not touch. A parameter with
`requires_grad` set to False is frozen: the optimizer gets no gradient for it and leaves it
alone. One freezes the first layers of a large network, for example, to train only the last one
on one's own pictures; then it matters to know how little is trained. Make a dense layer with 4
inputs and 3 units, freeze its bias, and count by hand: 12 weights may change, 3 biases may not.
What does your function say? Each parameter knows for itself whether it is trainable. Have a
look at what it can be asked.
"""


def count_params(model):
    return sum(p.numel() for p in model.parameters())
