# --- numpy-product: multiplies with numpy, whose whole numbers wrap around when they get large
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    import numpy as np

    return int(np.prod([height, width, channels]))


# --- the-bias-unit: counts the constant input "x0 = 1" as one more, as an online course does
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    # +1 for the bias unit
    return height * width * channels + 1


# --- empty-tensor: lets torch count an image of that size, which has to exist and so has a largest size
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    img = torch.empty(channels, height, width, device="meta")
    return img.flatten().shape[0]
