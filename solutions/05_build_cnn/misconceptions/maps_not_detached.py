"""The maps still hang on the graph

The numbers are right, but the tensor you return still requires gradients: it is tied to the
whole forward pass that made it. As long as somebody keeps these maps, all in-between results of
that pass stay in memory; to draw them, one has to cut them loose first, since numpy refuses
tensors that require gradients. And if they slip into a sum of losses, the model is trained
through them by accident. Ask `requires_grad` of what comes back. The task calls the result
detached. At which moment is it best to cut it loose: when it is captured, or when it is used?
"""


def feature_maps(model, layer, x):
    captured = []
    handle = layer.register_forward_hook(
        lambda part, inputs, output: captured.append(output.clone())
    )
    try:
        model(x.clone())
    finally:
        handle.remove()
    return captured[-1]
