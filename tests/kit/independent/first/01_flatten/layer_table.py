# --- with-biases: counts the biases that the two functions add by default; shows on (32, 32, 3)
def layer_table(height, width, kernel_size):
    n = flatten_count(height, width)
    return {
        "dense": dense_params(n, n),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size),
    }

# --- dense-to-one-output: the dense layer goes from all pixels to one number; shows on (32, 32, 3)
def layer_table(height, width, kernel_size):
    n = height * width
    return {"dense": n, "local": n * kernel_size**2, "conv": kernel_size**2}

# --- square-images-only: takes the height twice; shows on (2, 5, 3)
def layer_table(height, width, kernel_size):
    return {
        "dense": height**4,
        "local": height**2 * kernel_size**2,
        "conv": kernel_size**2,
    }

# --- local-shrinks: the locally connected output has valid size; shows on (32, 32, 3)
def layer_table(height, width, kernel_size):
    out = (height - kernel_size + 1) * (width - kernel_size + 1)
    return dict(dense=(height * width) ** 2, local=out * kernel_size**2, conv=kernel_size**2)

# --- other-keys: names the layers in other words; shows on every input
def layer_table(height, width, kernel_size):
    n = height * width
    return {"Dense": n * n, "Local": n * kernel_size**2, "Conv": kernel_size**2}

# --- rows-without-keys: gives the three numbers as a tuple; shows on every input
def layer_table(height, width, kernel_size):
    n = height * width
    dense, local, conv = n**2, n * kernel_size**2, kernel_size**2
    return dense, local, conv
