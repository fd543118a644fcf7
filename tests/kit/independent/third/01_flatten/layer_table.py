# --- conv-with-default-bias: calls conv_params and forgets that its bias is on by default
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height * width
    return {
        "dense": dense_params(n, n, bias=False),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size),
    }


# --- channel-for-each-row: passes height and width to conv_params as if they were the channels
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    pixels = height * width
    return {
        "dense": dense_params(pixels, pixels, False),
        "local": local_params(height, width, kernel_size, False),
        "conv": conv_params(height, width, kernel_size, False),
    }


# --- square-image: takes the height for both sides, and biases in the dense row: two mistakes
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = height**2
    return {
        "dense": dense_params(n, n),
        "local": local_params(height, height, kernel_size),
        "conv": conv_params(1, 1, kernel_size, bias=False),
    }
