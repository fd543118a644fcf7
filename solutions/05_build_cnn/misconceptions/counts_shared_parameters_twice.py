"""A shared parameter is counted each time it is used

Where two layers share one weight, you count it twice. Sharing is what this whole unit is about:
a number that is used in many places exists only once, is stored once, and changes in all places
at the same time. You go from layer to layer and add up what each has, and a layer or a weight
that appears in two places is met twice on the way. Put one dense layer with 4 inputs and 4
units twice into a row: there are 20 numbers to learn, not 40. A convolution would come out
absurdly large if every use of its kernel counted. How could you notice on your way that you
have met a parameter before?
"""


def count_params(model):
    named = model.named_parameters(remove_duplicate=False)
    return sum(p.numel() for _, p in named if p.requires_grad)
