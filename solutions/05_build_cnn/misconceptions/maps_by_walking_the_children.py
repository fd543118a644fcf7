"""The model is taken for a row of layers

You go through the model's parts in the order in which they were made, and hand the picture from
one to the next until you reach the layer. That is right for a plain row of layers. Most
networks are not like that: a forward pass may use a part twice, jump over some, add branches
together, or do something between two parts that is no module at all. Then your walk gives maps
that the model never makes, or stops with an error. Only the model's own forward pass knows the
way. Build a model whose parts are made in one order and used in another. How can you listen to
a layer without driving yourself?
"""


def feature_maps(model, layer, x):
    y = x.clone()
    for part in model.children():
        y = part(y)
        if part is layer:
            break
    return y.detach().clone()
