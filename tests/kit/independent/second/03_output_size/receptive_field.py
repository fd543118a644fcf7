# --- stride-first: the stride acts first, then the kernel is added
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
        field += layer.get("dilation", 1) * (kernel - 1) * step
    return field

# --- steps-add-up: each stride adds to the distance of two neighbours
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += layer.get("dilation", 1) * (kernel - 1) * step
        step += layer.get("stride", kernel if layer["type"] == "pool" else 1) - 1
    return field

# --- dilation-forgotten: a dilated kernel has the same few taps, so it sees as many pixels
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += (kernel - 1) * step
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field

# --- pool-moves-by-one: the stride is one where none is given
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] in ("conv", "pool"):
            field += layer.get("dilation", 1) * (layer["kernel"] - 1) * step
            step *= layer.get("stride", 1)
    return field

# --- pool-only-shrinks: a pooling does not look around, it only shrinks
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "conv":
            field += layer.get("dilation", 1) * (layer["kernel"] - 1) * step
            step *= layer.get("stride", 1)
        elif layer["type"] == "pool":
            step *= layer.get("stride", layer["kernel"])
    return field

# --- whole-kernel: each layer adds its kernel
def receptive_field(layers: list[dict]) -> int:
    field, step = 1, 1
    for index, layer in enumerate(layers):
        if layer["type"] == "relu":
            continue
        reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
        field = reach if field == 1 else field + reach * step
        step *= layer.get("stride", layer["kernel"] if layer["type"] == "pool" else 1)
    return field

# --- padding-sees-less: the pixels of the padding are not seen
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += (layer.get("dilation", 1) * (kernel - 1) - 2 * layer.get("padding", 0)) * step
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field

# --- nothing-sees-nothing: without layers nothing is seen
def receptive_field(layers: list[dict]) -> int:
    if not layers:
        return 0
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += layer.get("dilation", 1) * (kernel - 1) * step
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field

# --- from-the-wrong-end: the walk down from the top goes through the layers as they stand in the list
def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        s = layer.get("stride", k if layer["type"] == "pool" else 1)
        rf = (rf - 1) * s + layer.get("dilation", 1) * (k - 1) + 1
    return rf

# --- pixels-behind-all: behind n positions stand n times the stride many pixels, and the kernel adds the rest
def receptive_field(layers: list[dict]) -> int:
    rf = 1
    for layer in reversed(layers):
        if layer["type"] == "relu":
            continue
        k = layer["kernel"]
        s = layer.get("stride", k if layer["type"] == "pool" else 1)
        rf = rf * s + layer.get("dilation", 1) * (k - 1)
    return rf

# --- dilation-times-kernel: a dilated kernel reaches over dilation times kernel pixels
def receptive_field(layers: list[dict]) -> int:
    field = step = 1
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        field += (layer.get("dilation", 1) * kernel - 1) * step
        step *= layer.get("stride", kernel if layer["type"] == "pool" else 1)
    return field
