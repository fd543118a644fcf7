"""Only the layers on the outside are counted

You go through the direct parts of the model and add up their own weights and biases. A part
that is itself made of parts, such as a block of three layers, has no weight of its own, so all
of its parameters are missing; and a model that is a single layer comes out as nothing at all.
Models are trees: blocks within blocks. Take a row of two layers and put it into another row:
the number of parameters must not change by the wrapping. Also, a module may own parameters with
other names than weight and bias. Is there a way to ask the model for all parameters at any
depth, whatever they are called?
"""


def count_params(model):
    total = 0
    for part in model.children():
        for name in ("weight", "bias"):
            p = getattr(part, name, None)
            if p is not None and p.requires_grad:
                total += p.numel()
    return total
