# --- transposed: a column for each output
from collections.abc import Sequence

from torch import Tensor

def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])

def count_positions(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    room = size + 2 * padding
    if kernel > room:
        raise ValueError(f"a kernel of {kernel} does not fit into {room} pixels")
    return (room - kernel) // stride + 1

def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = image.new_zeros(out_h, out_w)
    for m in range(kh):
        for n in range(kw):
            # All the windows at once: the pixel each of them has under kernel[m, n].
            result += kernel[m, n] * image[m : m + out_h, n : n + out_w]
    return result

def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f'mode must be "valid" or "full", not {mode!r}')
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))

def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel)

def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(kernels, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = (weight * window).sum(dim=(1, 2, 3))
    if bias is not None:
        result += bias[:, None, None]
    return result

def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].flatten()
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(columns, dim=1)

def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    # Tap m of the first and tap n of the second meet at pixel m + n: indices that add up.
    return convolve2d(first, second, mode="full")

def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    # A pixel got its share of every output that looked at it, by the weight that it met there.
    of_image = convolve2d(upstream, kernel, mode="full")
    # A weight met one pixel for each output: the image, read at the output's places.
    of_kernel = cross_correlate2d(image, upstream)
    return of_image, of_kernel

def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(height, width, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            matrix[i : i + kh, j : j + kw, i, j] = kernel
    return matrix.reshape(height * width, out_h * out_w)

def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    # The transform sees the image as a ring. The windows that wrap around the ring come
    # last, after the ones we want, so the image's own size is large enough for both.
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- no-jump-at-the-end-of-a-row: each row of the matrix is the one above it, moved by one
from collections.abc import Sequence

from torch import Tensor

def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])

def count_positions(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    room = size + 2 * padding
    if kernel > room:
        raise ValueError(f"a kernel of {kernel} does not fit into {room} pixels")
    return (room - kernel) // stride + 1

def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H:
        raise ValueError(f"kernel height {kh} is larger than image height {H}")
    if kw > W:
        raise ValueError(f"kernel width {kw} is larger than image width {W}")
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    return torch.einsum("ijmn,mn->ij", windows, kernel)

def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    turned = torch.flip(kernel, dims=(0, 1))
    if mode == "valid":
        return cross_correlate2d(image, turned)
    elif mode == "full":
        H, W = image.shape
        black = image.new_zeros(H + 2 * (kh - 1), W + 2 * (kw - 1))
        black[kh - 1 : kh - 1 + H, kw - 1 : kw - 1 + W] = image
        return cross_correlate2d(black, turned)
    raise ValueError(f"unknown mode: {mode}")

def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel)

def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    C, H, W = x.shape
    K, D, kh, kw = weight.shape
    if C != D:
        raise ValueError(f"{C} channels in x but {D} in weight")
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)  # (C, H', W', kh, kw)
    out = torch.einsum("cijmn,kcmn->kij", windows, weight)
    return out if bias is None else out + bias.view(-1, 1, 1)

def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    rows = []
    for c in range(C):
        for m in range(kh):
            for n in range(kw):
                bottom, right = H + 2 * ph - kh + m + 1, W + 2 * pw - kw + n + 1
                rows.append(padded[c, m:bottom:sh, n:right:sw].flatten())
    return torch.stack(rows)

def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    # Tap m of the first and tap n of the second meet at pixel m + n: indices that add up.
    return convolve2d(first, second, mode="full")

def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    # A pixel got its share of every output that looked at it, by the weight that it met there.
    of_image = convolve2d(upstream, kernel, mode="full")
    # A weight met one pixel for each output: the image, read at the output's places.
    of_kernel = cross_correlate2d(image, upstream)
    return of_image, of_kernel

def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    first = kernel.new_zeros(height, width)
    first[:kh, :kw] = kernel
    first = first.flatten()
    return torch.stack([first.roll(r) for r in range(out_h * out_w)])

def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    # The transform sees the image as a ring. The windows that wrap around the ring come
    # last, after the ones we want, so the image's own size is large enough for both.
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- turned: a convolution matrix holds the turned kernel
from collections.abc import Sequence

from torch import Tensor

def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])

def count_positions(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    room = size + 2 * padding
    if kernel > room:
        raise ValueError(f"a kernel of {kernel} does not fit into {room} pixels")
    return (room - kernel) // stride + 1

def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = image.new_zeros(out_h, out_w)
    for m in range(kh):
        for n in range(kw):
            # All the windows at once: the pixel each of them has under kernel[m, n].
            result += kernel[m, n] * image[m : m + out_h, n : n + out_w]
    return result

def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f'mode must be "valid" or "full", not {mode!r}')
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))

def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel)

def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(kernels, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = (weight * window).sum(dim=(1, 2, 3))
    if bias is not None:
        result += bias[:, None, None]
    return result

def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].flatten()
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(columns, dim=1)

def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    # Tap m of the first and tap n of the second meet at pixel m + n: indices that add up.
    return convolve2d(first, second, mode="full")

def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    # A pixel got its share of every output that looked at it, by the weight that it met there.
    of_image = convolve2d(upstream, kernel, mode="full")
    # A weight met one pixel for each output: the image, read at the output's places.
    of_kernel = cross_correlate2d(image, upstream)
    return of_image, of_kernel

def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(out_h, out_w, height, width)
    for i in range(out_h):
        for j in range(out_w):
            matrix[i, j, i : i + kh, j : j + kw] = torch.flip(kernel, (0, 1))
    return matrix.view(out_h * out_w, -1)

def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    # The transform sees the image as a ring. The windows that wrap around the ring come
    # last, after the ones we want, so the image's own size is large enough for both.
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- outputs-down-first: the outputs are numbered down the columns
from collections.abc import Sequence

from torch import Tensor

def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])

def count_positions(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    room = size + 2 * padding
    if kernel > room:
        raise ValueError(f"a kernel of {kernel} does not fit into {room} pixels")
    return (room - kernel) // stride + 1

def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H:
        raise ValueError(f"kernel height {kh} is larger than image height {H}")
    if kw > W:
        raise ValueError(f"kernel width {kw} is larger than image width {W}")
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    return torch.einsum("ijmn,mn->ij", windows, kernel)

def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    turned = torch.flip(kernel, dims=(0, 1))
    if mode == "valid":
        return cross_correlate2d(image, turned)
    elif mode == "full":
        H, W = image.shape
        black = image.new_zeros(H + 2 * (kh - 1), W + 2 * (kw - 1))
        black[kh - 1 : kh - 1 + H, kw - 1 : kw - 1 + W] = image
        return cross_correlate2d(black, turned)
    raise ValueError(f"unknown mode: {mode}")

def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel)

def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    C, H, W = x.shape
    K, D, kh, kw = weight.shape
    if C != D:
        raise ValueError(f"{C} channels in x but {D} in weight")
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)  # (C, H', W', kh, kw)
    out = torch.einsum("cijmn,kcmn->kij", windows, weight)
    return out if bias is None else out + bias.view(-1, 1, 1)

def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    rows = []
    for c in range(C):
        for m in range(kh):
            for n in range(kw):
                bottom, right = H + 2 * ph - kh + m + 1, W + 2 * pw - kw + n + 1
                rows.append(padded[c, m:bottom:sh, n:right:sw].flatten())
    return torch.stack(rows)

def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    # Tap m of the first and tap n of the second meet at pixel m + n: indices that add up.
    return convolve2d(first, second, mode="full")

def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    # A pixel got its share of every output that looked at it, by the weight that it met there.
    of_image = convolve2d(upstream, kernel, mode="full")
    # A weight met one pixel for each output: the image, read at the output's places.
    of_kernel = cross_correlate2d(image, upstream)
    return of_image, of_kernel

def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    rows = []
    for j in range(out_w):
        for i in range(out_h):
            picture = kernel.new_zeros(height, width)
            picture[i : i + kh, j : j + kw] = kernel
            rows.append(picture.flatten())
    return torch.stack(rows)

def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    # The transform sees the image as a ring. The windows that wrap around the ring come
    # last, after the ones we want, so the image's own size is large enough for both.
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- too-large-is-cut: a kernel that does not fit has no positions, so the matrix has no rows
from collections.abc import Sequence

from torch import Tensor

def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])

def count_positions(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    room = size + 2 * padding
    if kernel > room:
        raise ValueError(f"a kernel of {kernel} does not fit into {room} pixels")
    return (room - kernel) // stride + 1

def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = image.new_zeros(out_h, out_w)
    for m in range(kh):
        for n in range(kw):
            # All the windows at once: the pixel each of them has under kernel[m, n].
            result += kernel[m, n] * image[m : m + out_h, n : n + out_w]
    return result

def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f'mode must be "valid" or "full", not {mode!r}')
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))

def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel)

def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(kernels, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = (weight * window).sum(dim=(1, 2, 3))
    if bias is not None:
        result += bias[:, None, None]
    return result

def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].flatten()
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(columns, dim=1)

def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    # Tap m of the first and tap n of the second meet at pixel m + n: indices that add up.
    return convolve2d(first, second, mode="full")

def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    # A pixel got its share of every output that looked at it, by the weight that it met there.
    of_image = convolve2d(upstream, kernel, mode="full")
    # A weight met one pixel for each output: the image, read at the output's places.
    of_kernel = cross_correlate2d(image, upstream)
    return of_image, of_kernel

def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = max(0, height - kh + 1), max(0, width - kw + 1)
    matrix = kernel.new_zeros(out_h, out_w, height, width)
    for i in range(out_h):
        for j in range(out_w):
            matrix[i, j, i : i + kh, j : j + kw] = kernel
    return matrix.reshape(out_h * out_w, height * width)

def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    # The transform sees the image as a ring. The windows that wrap around the ring come
    # last, after the ones we want, so the image's own size is large enough for both.
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- float-zeros: the matrix becomes double by itself when a double kernel is written into it
from collections.abc import Sequence

from torch import Tensor

def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])

def count_positions(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    room = size + 2 * padding
    if kernel > room:
        raise ValueError(f"a kernel of {kernel} does not fit into {room} pixels")
    return (room - kernel) // stride + 1

def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H:
        raise ValueError(f"kernel height {kh} is larger than image height {H}")
    if kw > W:
        raise ValueError(f"kernel width {kw} is larger than image width {W}")
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    return torch.einsum("ijmn,mn->ij", windows, kernel)

def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    turned = torch.flip(kernel, dims=(0, 1))
    if mode == "valid":
        return cross_correlate2d(image, turned)
    elif mode == "full":
        H, W = image.shape
        black = image.new_zeros(H + 2 * (kh - 1), W + 2 * (kw - 1))
        black[kh - 1 : kh - 1 + H, kw - 1 : kw - 1 + W] = image
        return cross_correlate2d(black, turned)
    raise ValueError(f"unknown mode: {mode}")

def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel)

def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    C, H, W = x.shape
    K, D, kh, kw = weight.shape
    if C != D:
        raise ValueError(f"{C} channels in x but {D} in weight")
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)  # (C, H', W', kh, kw)
    out = torch.einsum("cijmn,kcmn->kij", windows, weight)
    return out if bias is None else out + bias.view(-1, 1, 1)

def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    rows = []
    for c in range(C):
        for m in range(kh):
            for n in range(kw):
                bottom, right = H + 2 * ph - kh + m + 1, W + 2 * pw - kw + n + 1
                rows.append(padded[c, m:bottom:sh, n:right:sw].flatten())
    return torch.stack(rows)

def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    # Tap m of the first and tap n of the second meet at pixel m + n: indices that add up.
    return convolve2d(first, second, mode="full")

def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    # A pixel got its share of every output that looked at it, by the weight that it met there.
    of_image = convolve2d(upstream, kernel, mode="full")
    # A weight met one pixel for each output: the image, read at the output's places.
    of_kernel = cross_correlate2d(image, upstream)
    return of_image, of_kernel

def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = torch.zeros(out_h * out_w, height * width)
    for i in range(out_h):
        for j in range(out_w):
            for m in range(kh):
                start = (i + m) * width + j
                matrix[i * out_w + j, start : start + kw] = kernel[m]
    return matrix

def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    # The transform sees the image as a ring. The windows that wrap around the ring come
    # last, after the ones we want, so the image's own size is large enough for both.
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- weights-in-one-run: the flattened kernel stands in one piece in the flattened image
from collections.abc import Sequence

from torch import Tensor

def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])

def count_positions(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    room = size + 2 * padding
    if kernel > room:
        raise ValueError(f"a kernel of {kernel} does not fit into {room} pixels")
    return (room - kernel) // stride + 1

def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    result = image.new_zeros(out_h, out_w)
    for m in range(kh):
        for n in range(kw):
            # All the windows at once: the pixel each of them has under kernel[m, n].
            result += kernel[m, n] * image[m : m + out_h, n : n + out_w]
    return result

def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    if mode not in ("valid", "full"):
        raise ValueError(f'mode must be "valid" or "full", not {mode!r}')
    if mode == "full":
        kh, kw = kernel.shape
        image = torch.nn.functional.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1))
    return cross_correlate2d(image, kernel.flip(0, 1))

def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel)

def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    result = x.new_zeros(kernels, out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            window = padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw]
            result[:, i, j] = (weight * window).sum(dim=(1, 2, 3))
    if bias is not None:
        result += bias[:, None, None]
    return result

def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (kh, kw), (sh, sw), (ph, pw) = as_pair(kernel_size), as_pair(stride), as_pair(padding)
    _, height, width = x.shape
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    columns = [
        padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw].flatten()
        for i in range(out_h)
        for j in range(out_w)
    ]
    return torch.stack(columns, dim=1)

def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    # Tap m of the first and tap n of the second meet at pixel m + n: indices that add up.
    return convolve2d(first, second, mode="full")

def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    # A pixel got its share of every output that looked at it, by the weight that it met there.
    of_image = convolve2d(upstream, kernel, mode="full")
    # A weight met one pixel for each output: the image, read at the output's places.
    of_kernel = cross_correlate2d(image, upstream)
    return of_image, of_kernel

def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(out_h * out_w, height * width)
    for i in range(out_h):
        for j in range(out_w):
            start = i * width + j
            matrix[i * out_w + j, start : start + kh * kw] = kernel.flatten()
    return matrix

def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    # The transform sees the image as a ring. The windows that wrap around the ring come
    # last, after the ones we want, so the image's own size is large enough for both.
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last

# --- steps-of-the-output: a row further down in the image is out_w places further in the flattened image
from collections.abc import Sequence

from torch import Tensor

def as_pair(value: int | tuple[int, int]) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[1])

def count_positions(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    room = size + 2 * padding
    if kernel > room:
        raise ValueError(f"a kernel of {kernel} does not fit into {room} pixels")
    return (room - kernel) // stride + 1

def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    H, W = image.shape
    kh, kw = kernel.shape
    if kh > H:
        raise ValueError(f"kernel height {kh} is larger than image height {H}")
    if kw > W:
        raise ValueError(f"kernel width {kw} is larger than image width {W}")
    windows = image.unfold(0, kh, 1).unfold(1, kw, 1)
    return torch.einsum("ijmn,mn->ij", windows, kernel)

def convolve2d(image: Tensor, kernel: Tensor, mode: str = "valid") -> Tensor:
    kh, kw = kernel.shape
    turned = torch.flip(kernel, dims=(0, 1))
    if mode == "valid":
        return cross_correlate2d(image, turned)
    elif mode == "full":
        H, W = image.shape
        black = image.new_zeros(H + 2 * (kh - 1), W + 2 * (kw - 1))
        black[kh - 1 : kh - 1 + H, kw - 1 : kw - 1 + W] = image
        return cross_correlate2d(black, turned)
    raise ValueError(f"unknown mode: {mode}")

def vertical_edges(image: Tensor) -> Tensor:
    sobel = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return cross_correlate2d(image, sobel)

def conv_layer(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    C, H, W = x.shape
    K, D, kh, kw = weight.shape
    if C != D:
        raise ValueError(f"{C} channels in x but {D} in weight")
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    windows = padded.unfold(1, kh, sh).unfold(2, kw, sw)  # (C, H', W', kh, kw)
    out = torch.einsum("cijmn,kcmn->kij", windows, weight)
    return out if bias is None else out + bias.view(-1, 1, 1)

def im2col(
    x: Tensor,
    kernel_size: int | tuple[int, int],
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    kh, kw = as_pair(kernel_size)
    sh, sw = as_pair(stride)
    ph, pw = as_pair(padding)
    C, H, W = x.shape
    if kh > H + 2 * ph or kw > W + 2 * pw:
        raise ValueError(f"kernel {kh}x{kw} does not fit {H + 2 * ph}x{W + 2 * pw}")
    padded = torch.nn.functional.pad(x, (pw, pw, ph, ph))
    rows = []
    for c in range(C):
        for m in range(kh):
            for n in range(kw):
                bottom, right = H + 2 * ph - kh + m + 1, W + 2 * pw - kw + n + 1
                rows.append(padded[c, m:bottom:sh, n:right:sw].flatten())
    return torch.stack(rows)

def conv_as_matmul(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Tensor:
    (channels, height, width), (kernels, weight_channels, kh, kw) = x.shape, weight.shape
    if channels != weight_channels:
        raise ValueError(f"x has {channels} channels, the kernels look at {weight_channels}")
    (sh, sw), (ph, pw) = as_pair(stride), as_pair(padding)
    out_h, out_w = count_positions(height, kh, sh, ph), count_positions(width, kw, sw, pw)

    result = weight.flatten(start_dim=1) @ im2col(x, (kh, kw), stride, padding)
    if bias is not None:
        result += bias[:, None]
    return result.reshape(kernels, out_h, out_w)

def merge_kernels(first: Tensor, second: Tensor) -> Tensor:
    # Tap m of the first and tap n of the second meet at pixel m + n: indices that add up.
    return convolve2d(first, second, mode="full")

def correlation_gradients(image: Tensor, kernel: Tensor, upstream: Tensor) -> tuple[Tensor, Tensor]:
    (height, width), (kh, kw) = image.shape, kernel.shape
    size = count_positions(height, kh), count_positions(width, kw)
    if upstream.shape != size:
        raise ValueError(f"upstream is {tuple(upstream.shape)}, but the output is {size}")
    # A pixel got its share of every output that looked at it, by the weight that it met there.
    of_image = convolve2d(upstream, kernel, mode="full")
    # A weight met one pixel for each output: the image, read at the output's places.
    of_kernel = cross_correlate2d(image, upstream)
    return of_image, of_kernel

def conv_matrix(kernel: Tensor, height: int, width: int) -> Tensor:
    kh, kw = kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    matrix = kernel.new_zeros(out_h * out_w, height * width)
    for i in range(out_h):
        for j in range(out_w):
            for m in range(kh):
                for n in range(kw):
                    matrix[i * out_w + j, (i + m) * out_w + j + n] = kernel[m, n]
    return matrix

def fft_cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    (height, width), (kh, kw) = image.shape, kernel.shape
    out_h, out_w = count_positions(height, kh), count_positions(width, kw)
    # The transform sees the image as a ring. The windows that wrap around the ring come
    # last, after the ones we want, so the image's own size is large enough for both.
    size = (height, width)
    product = torch.fft.rfft2(image, s=size) * torch.fft.rfft2(kernel, s=size).conj()
    return torch.fft.irfft2(product, s=size)[:out_h, :out_w]

def winograd_1d(tile: Sequence, kernel: Sequence) -> tuple:
    t0, t1, t2, t3 = tile
    k0, k1, k2 = kernel
    first = (t0 - t2) * k0
    plus = (t1 + t2) * ((k0 + k1 + k2) / 2)
    minus = (t2 - t1) * ((k0 - k1 + k2) / 2)
    last = (t1 - t3) * k2
    return first + plus + minus, plus - minus - last
