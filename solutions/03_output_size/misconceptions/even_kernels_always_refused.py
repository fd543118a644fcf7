"""Every even kernel is refused

For most even kernels no padding keeps the size, and you refuse all of them. But it is
not the kernel itself that matters, it is how many pixels are lost. Where that number is
even, both ends can give back the same share. With an even dilation this happens for
even kernels too.

Take a kernel of two taps with a dilation of 2: tap, gap, tap. It spans three pixels,
just like an ordinary kernel of three, so the same padding keeps the size. Try an image
of five pixels on paper. Then ask which number must be even for your answer to exist.
"""


def same_padding(kernel, dilation=1):
    if kernel % 2 == 0:
        raise ValueError(f"no padding is the same on both ends for an even kernel: {kernel}")
    return dilation * (kernel - 1) // 2
