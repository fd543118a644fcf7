"""One weight in two layers is counted twice

You go from layer to layer and add up what each of them owns. A layer that is used twice
is met only once on this walk, so that comes out right. But two different layers may
also hold the very same weight. Then each of the two shows it to you, and you add it
both times. It exists once, is stored once, and training changes it in both places
together.

Make two dense layers `a` and `b`, 3 inputs and 3 units each, set `b.weight = a.weight`,
and put both into a row. Count by hand: 9 weights, and 3 biases for each layer, make 15.
What does your function say? And what does `a.weight is b.weight` tell you that `a is b`
does not?
"""


def count_params(model):
    total = 0
    for part in model.modules():
        total += sum(p.numel() for p in part.parameters(recurse=False) if p.requires_grad)
    return total
