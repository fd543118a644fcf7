"""A later layer writes into the captured maps

What you capture is the layer's output itself, not a copy. If the next layer works in place, as
`nn.ReLU(inplace=True)` does, it overwrites the very numbers that you hold. You then see the
maps after the ReLU, without a negative entry, and believe that they are those of the
convolution. For a layer that hands on its input unchanged you even give out the caller's own
picture. Take a white square under a Sobel kernel, with such a ReLU behind: the right edge
should be negative. Detaching does not help, for it makes a new handle to the same memory. What
does?
"""


def feature_maps(model, layer, x):
    captured = []
    handle = layer.register_forward_hook(
        lambda part, inputs, output: captured.append(output.detach())
    )
    try:
        model(x)
    finally:
        handle.remove()
    return captured[-1]
