"""The hook stays on the layer

Your function hangs a hook on the layer and never takes it off. The result is right. But with
every call one more hook is left, and from then on each of them runs whenever the model runs: it
keeps copies of maps that nobody needs, memory grows, and the model gets slower without anyone
touching it. Count the layer's hooks before and after a call; the numbers should be equal.
Registering a hook gives you something back, which is meant for exactly this. What is it, and
when is the earliest moment that you no longer need the hook?
"""


def feature_maps(model, layer, x):
    captured = []
    layer.register_forward_hook(
        lambda part, inputs, output: captured.append(output.detach().clone())
    )
    model(x.clone())
    return captured[-1]
