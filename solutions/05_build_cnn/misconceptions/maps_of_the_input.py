"""What goes into the layer, not what comes out

You capture what the layer is given, not what it makes of it. For a convolution this shows in
the shape: the channels are those of the layer before, and nothing has lost a border. For a ReLU
the shapes agree and only the negative numbers tell. A hook is handed the module, its inputs and
its output, in this order, and a pre-hook, which runs before the layer, can know the inputs
only. Take a layer that doubles its input, on the number 3: should your function say 3 or 6?
Look at the names you gave to what the hook receives. Which of them do you keep?
"""


def feature_maps(model, layer, x):
    captured = []
    handle = layer.register_forward_hook(
        lambda part, inputs, output: captured.append(inputs[0].detach().clone())
    )
    try:
        model(x.clone())
    finally:
        handle.remove()
    return captured[-1]
