# --- gray-or-colour: takes only one channel or three and raises for the rest; on two or four channels
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    if channels not in (1, 3):
        raise ValueError(f"an image has 1 or 3 channels, not {channels}")
    return channels * height * width


# --- bias-unit: counts the textbook's extra input x0 = 1 as well; one too many on every image
def flatten_count(height: int, width: int, channels: int = 1) -> int:
    pixels = height * width
    n = pixels * channels
    return n + 1  # x_0 = 1 goes in front
