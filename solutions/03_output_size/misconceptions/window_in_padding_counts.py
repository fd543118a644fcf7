"""A window that sees only padding is counted

In ceil mode you round up and leave it at that. Sometimes the extra window would then
begin behind the last pixel, in the padding on the right. It would see nothing of the
image, so PyTorch does not count it, and for the maximum there would be nothing to
choose from.

Take an image of 2 pixels with a padding of 1 at each end, windows of 2 and a stride of
3. Draw the four places of the padded row, and mark where each window starts. The first
starts on the padding at the left. Where does the last one start, and does any pixel of
the image lie in it?
"""


def pool_output_size(size, kernel, stride=None, padding=0, ceil_mode=False):
    stride = kernel if stride is None else stride
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of {kernel}")
    windows = (size + 2 * padding - kernel + (stride - 1 if ceil_mode else 0)) // stride + 1
    if windows < 1:
        raise ValueError(f"nothing left of size {size} with kernel {kernel}, padding {padding}")
    return windows
