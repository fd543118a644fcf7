"""Other people's hooks are removed as well

You clear all hooks of the layer. Yours is gone then, but so are those of others: someone may
have hung one on the same layer to count calls, to log shapes or to prune weights, and from now
on theirs is silent, without an error. Such a bug is found days later, somewhere else. Put a
hook of your own on a layer, one that prints a word, call your function, run the layer, and
listen. A guest takes home what they brought, and nothing else. When you register a hook you get
something back that stands for this one hook. What can it do?
"""


def feature_maps(model, layer, x):
    captured = []
    layer.register_forward_hook(
        lambda part, inputs, output: captured.append(output.detach().clone())
    )
    try:
        model(x.clone())
    finally:
        layer._forward_hooks.clear()
    return captured[-1]
