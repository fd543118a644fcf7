# --- forgets-the-channels: counts pixels instead of inputs; shows on any image with 3 channels
def flatten_count(height, width, channels=1):
    return height * width

# --- channels-added: adds the channels where it should multiply; shows on (224, 224, 3)
def flatten_count(height, width, channels=1):
    pixels = height * width
    return pixels + channels

# --- colour-by-default: takes 3 channels as the default; shows on (28, 28) without channels
def flatten_count(height, width, channels=3):
    return height * width * channels

# --- builds-the-tensor: makes the image to count it, so a huge size runs out of memory; shows on 10**7 by 10**7
def flatten_count(height, width, channels=1):
    image = torch.empty(channels, height, width)
    return image.flatten().shape[0]

# --- gives-a-tensor: gives a tensor of one number, not an int; shows on every input
def flatten_count(height, width, channels=1):
    return torch.tensor([height, width, channels]).prod()

# --- through-floats: multiplies floats, which lose digits beyond 2**53; shows on 123456789 by 987654321
def flatten_count(height, width, channels=1):
    n = 1.0
    for s in (height, width, channels):
        n *= s
    return int(n)
