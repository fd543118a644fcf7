# --- one-dense-output: the dense layer has one output
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = flatten_count(height, width)
    dense = dense_params(pixels, 1, bias=False)
    local = local_params(height, width, kernel_size)
    return {"dense": dense, "local": local, "conv": conv_params(1, 1, kernel_size, bias=False)}

# --- with-biases: all that a layer learns is asked, the biases too
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = height * width
    return {
        "dense": dense_params(pixels, pixels),
        "local": local_params(height, width, kernel_size, bias=True),
        "conv": conv_params(1, 1, kernel_size),
    }

# --- conv-default-bias: conv_params has no biases unless asked, as local_params
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = flatten_count(height, width)
    return dict(
        dense=dense_params(n, n, bias=False),
        local=local_params(height, width, kernel_size),
        conv=conv_params(1, 1, kernel_size),
    )

# --- smaller-output: the outputs are the positions where the window fits, for the dense layer too
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = height * width
    outputs = (height - kernel_size + 1) * (width - kernel_size + 1)
    return {
        "dense": dense_params(pixels, outputs, False),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size, False),
    }

# --- conv-work: a convolution uses its weights at each position, so they count that often
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    return {
        "dense": dense_params(n, n, False),
        "local": local_params(height, width, kernel_size),
        "conv": n * conv_params(1, 1, kernel_size, bias=False),
    }
