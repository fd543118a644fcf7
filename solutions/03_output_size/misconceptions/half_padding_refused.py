"""A padding of exactly half the window is refused

The limit for padding is half of the window, and the limit itself is allowed. You refuse
it. With a window of 2 and a padding of 1, every window still has at least one place for
a pixel, and PyTorch takes it. What must be refused is more than half.

Try the window of 2 with paddings of 0, 1 and 2, and say beforehand which of them are
legal. Then try a window of 3: half of it is one and a half, so a padding of 1 is
allowed and 2 is not. Checks at a limit often go wrong by one, so try the limit itself.
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding >= kernel and padding:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
