# --- strides-ignored: adds kernel - 1 for each layer; shows on a pool below a convolution
def receptive_field(layers):
    r = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        r += layer.get("dilation", 1) * (layer["kernel"] - 1)
    return r

# --- own-stride-first: the jump grows before the layer's own kernel is counted; shows on a single pool of 2
def receptive_field(layers):
    r, jump = 1, 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        jump *= layer.get("stride", k if layer["type"] == "pool" else 1)
        r += layer.get("dilation", 1) * (k - 1) * jump
    return r

# --- pool-stride-of-one: a pool without stride jumps by 1; shows on [pool(2), conv(8, 3)]
def receptive_field(layers):
    r, jump = 1, 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
        r += (reach - 1) * jump
        jump *= layer.get("stride", 1)
    return r

# --- dilation-left-out: a dilated kernel counts as a plain one; shows on dilation=2
def receptive_field(layers):
    r, jump = 1, 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        r += (k - 1) * jump
        jump *= layer.get("stride", k if layer["type"] == "pool" else 1)
    return r

# --- relu-has-no-kernel: asks every layer for its kernel; shows on any relu
def receptive_field(layers):
    r, jump = 1, 1
    for layer in layers:
        k = (layer["kernel"] - 1) * layer.get("dilation", 1) + 1
        s = layer.get("stride", layer["kernel"] if layer["type"] == "pool" else 1)
        r = r + (k - 1) * jump
        jump = jump * s
    return r

# --- walked-from-the-front: the formula for walking backwards, used forwards; shows on [pool(2), conv(8, 3)]
def receptive_field(layers):
    r = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        s = layer.get("stride", k if layer["type"] == "pool" else 1)
        r = (r - 1) * s + layer.get("dilation", 1) * (k - 1) + 1
    return r

# --- strides-added: the jump is the sum of the strides below; shows on three convolutions of 3
def receptive_field(layers):
    r, jump = 1, 0
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        r += layer.get("dilation", 1) * (k - 1) * max(jump, 1)
        jump += layer.get("stride", k if layer["type"] == "pool" else 1)
    return r

# --- poolings-left-out: only convolutions see; shows on a pool
def receptive_field(layers):
    r, jump = 1, 1
    for layer in layers:
        if layer["type"] != "conv":
            continue
        r += layer.get("dilation", 1) * (layer["kernel"] - 1) * jump
        jump *= layer.get("stride", 1)
    return r

# --- starts-at-zero: no pixel to begin with; shows on no layers
def receptive_field(layers):
    r, jump = 0, 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        r += layer.get("dilation", 1) * (k - 1) * jump
        jump *= layer.get("stride", k if layer["type"] == "pool" else 1)
    return r

# --- kernels-multiplied: multiplies what each layer sees; shows on two convolutions of 3
def receptive_field(layers):
    r = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        r *= layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
    return r

# --- padding-taken-away: what is padded is not counted; shows on a convolution with padding=1
def receptive_field(layers):
    r, jump = 1, 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        reach = layer.get("dilation", 1) * (k - 1) + 1
        r += (reach - 1 - 2 * layer.get("padding", 0)) * jump
        jump *= layer.get("stride", k if layer["type"] == "pool" else 1)
    return r
