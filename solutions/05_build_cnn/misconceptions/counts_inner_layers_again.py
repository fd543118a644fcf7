"""Inner layers are counted once for each level

You go through all modules, the outer ones and the inner ones, and add up the parameters of
each. But the parameters of an outer module include those of its parts. A layer inside a block
inside a model is met three times: as part of the model, as part of the block, and by itself. A
single layer on its own comes out right, which hides it. Put a dense layer with 15 parameters
into a row of layers: you get 30, and 45 if that row is put into another one. Either ask the
model once for everything, or ask each module only for what it owns itself. Which of the two
does your code mix?
"""


def count_params(model):
    return sum(p.numel() for part in model.modules() for p in part.parameters() if p.requires_grad)
