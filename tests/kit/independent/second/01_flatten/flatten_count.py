# --- only-pixels: a pixel is one input, whatever number of channels it has
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width

# --- colour-by-default: an image has three channels unless one says otherwise
def flatten_count(height: int, width: int, channels: int = 3) -> int:
    return height * width * channels

# --- plus-bias: the flattened row gets one more input that is always one, for the bias
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return height * width * channels + 1

# --- numpy-product: np.prod multiplies whole numbers exactly at any size
import numpy as np

def flatten_count(height: int, width: int, channels: int = 1) -> int:
    return int(np.prod([height, width, channels]))

# --- shape-of-row: what is asked is the shape of the flattened row, a tuple
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    n = height * width * channels
    return (n,)
