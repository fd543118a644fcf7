# --- defaults-have-biases: calls the counters and forgets that two of them count biases by default; on every image
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    n = flatten_count(height, width)
    return {
        "dense": dense_params(n, n),
        "local": local_params(height, width, kernel_size),
        "conv": conv_params(1, 1, kernel_size),
    }


# --- only-squares: takes the height for both sides; on images that are not square
def layer_table(height: int, width: int, kernel_size: int) -> dict[str, int]:
    side = height
    pixels = side**2
    window = kernel_size**2
    return dict(dense=pixels**2, local=pixels * window, conv=window)


# --- cache-without-kernel: remembers tables by the size of the image alone; on the same image with a second kernel
def layer_table(height: int, width: int, kernel_size: int, _seen={}) -> dict[str, int]:
    key = (height, width)
    if key not in _seen:
        pixels = height * width
        _seen[key] = {
            "dense": pixels * pixels,
            "local": pixels * kernel_size * kernel_size,
            "conv": kernel_size * kernel_size,
        }
    return dict(_seen[key])
