"""Keep track of size: what comes out of each layer, what it sees, what it costs.

`relu` and `max_pool2d` are layers that work on tensors. Everything else counts along
one side of an image, or walks through a network that is written down as a list of
dicts, one for each layer:

    {"type": "conv", "out_channels": 6, "kernel": 5}    and, where given,
        "stride" (else 1), "padding" (else 0), "dilation" (else 1), "groups" (else 1)
    {"type": "pool", "kernel": 2}                       and, where given,
        "stride" (else as large as the kernel), "padding" (else 0)
    {"type": "relu"}          {"type": "softmax"}       keep the shape
    {"type": "global_pool"}                             (C, H, W) becomes (C, 1, 1)
    {"type": "flatten"}                                 (C, H, W) becomes (C * H * W,)
    {"type": "dense", "out_features": 10}               (n,) becomes (10,)

Kernels are square, and sizes are rounded down. All counts are exact ints.
"""

import torch
from torch import Tensor


def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    """How many positions a window has: (W - F + 2P) / S + 1, and nothing is rounded.

    `size` is W, the length of one side of the image; `kernel` is F, `stride`
    is S, and `padding` is P, added on both ends. Raises ValueError, and the
    message shows the numbers that are at fault, where

    - the formula does not give a whole number,
    - the kernel is larger than the padded input,
    - `size`, `kernel` or `stride` is below 1, or `padding` is below 0.

    >>> conv_output_size(32, 5)
    28
    >>> conv_output_size(227, 11, stride=4)
    55
    """
    ### BEGIN SOLUTION
    for name, value, least in (
        ("size", size, 1),
        ("kernel", kernel, 1),
        ("stride", stride, 1),
        ("padding", padding, 0),
    ):
        if value < least:
            raise ValueError(f"{name} must be at least {least}, got {value}")
    room = size + 2 * padding - kernel  # how far the window can travel
    if room < 0:
        raise ValueError(
            f"a kernel of {kernel} does not fit a padded input of {size + 2 * padding}"
        )
    if room % stride:
        raise ValueError(f"({size} - {kernel} + 2*{padding}) / {stride} + 1 is not a whole number")
    return room // stride + 1
    ### END SOLUTION


def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """How many positions a window has in PyTorch, which rounds down.

    With `dilation` the taps of the kernel stand that many pixels apart, so the
    kernel reaches over dilation * (kernel - 1) + 1 pixels. Raises ValueError
    where that reach is larger than the padded input; the message shows the
    numbers that do not fit.

    >>> torch_output_size(224, 11, stride=4)    # 54.25 positions, PyTorch takes 54
    54
    >>> torch_output_size(32, 3, dilation=2)    # three taps reach over five pixels
    28
    """
    ### BEGIN SOLUTION
    reach = dilation * (kernel - 1) + 1
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(
            f"a kernel of {kernel} with dilation {dilation} reaches over {reach} pixels, "
            f"but the padded input has {padded}"
        )
    return (padded - reach) // stride + 1
    ### END SOLUTION


def same_padding(kernel: int, dilation: int = 1) -> int:
    """The padding that keeps the size at stride 1.

    The padding is the same on both ends. Raises ValueError where no such
    padding keeps the size; the message shows the kernel.

    >>> same_padding(5)
    2
    >>> same_padding(3, dilation=2)
    2
    """
    ### BEGIN SOLUTION
    lost = dilation * (kernel - 1)  # how much shorter the output is without padding
    if lost % 2:
        raise ValueError(
            f"a kernel of {kernel} with dilation {dilation} takes {lost} pixels away, "
            "which two equal ends cannot give back"
        )
    return lost // 2
    ### END SOLUTION


def relu(x: Tensor) -> Tensor:
    """max(0, x) for each number: what is negative becomes zero, the rest stays.

    x has any shape. Minus infinity becomes zero too, and a NaN stays a NaN. The result
    is a new tensor with the dtype and on the device of x.

    >>> relu(torch.tensor([[-2.0, 0.5], [3.0, -0.1]]))
    tensor([[0.0000, 0.5000],
            [3.0000, 0.0000]])
    """
    ### BEGIN SOLUTION
    return x.clamp(min=0)
    ### END SOLUTION


def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
) -> int:
    """How many windows a pooling layer has, as `torch.nn.MaxPool2d` counts them.

    Without a `stride` the windows stand side by side: the stride is the
    kernel. The count (size + 2 * padding - kernel) / stride + 1 is rounded
    down, or up with `ceil_mode`. Rounding up lets the last window hang over
    the end; but a window that would start in the padding on the right, that
    is at size + padding or later on the padded row, does not count. With
    `ceil_mode`, a kernel larger than the padded input may still give one window.

    Raises ValueError where `padding` is more than half the kernel, and where
    no window would remain; the message shows the numbers that are at fault.

    >>> pool_output_size(28, 2)
    14
    >>> pool_output_size(7, 2), pool_output_size(7, 2, ceil_mode=True)
    (3, 4)
    """
    ### BEGIN SOLUTION
    if stride is None:
        stride = kernel
    if 2 * padding > kernel:
        raise ValueError(f"padding {padding} is more than half of kernel {kernel}")
    room = size + 2 * padding - kernel  # below zero where the window hangs over the end
    if ceil_mode:
        room += stride - 1
    windows = room // stride + 1
    if ceil_mode and (windows - 1) * stride >= size + padding:
        windows -= 1  # the last window would see nothing but padding
    if windows < 1:
        raise ValueError(
            f"a pooling kernel of {kernel} leaves nothing of size {size} with padding {padding}"
        )
    return windows
    ### END SOLUTION


def max_pool2d(x: Tensor, kernel: int, stride: int | None = None, padding: int = 0) -> Tensor:
    """The largest number in each window, channel by channel, as `torch.nn.MaxPool2d` has it.

    x (C, H, W) gives (C, H', W'). Windows are `kernel` by `kernel`. Without a `stride` they
    stand side by side: the stride is the kernel. `padding` widens the image on all four
    sides by positions that never win, however small the numbers beside them are. Sizes
    round down: pixels that are left over at the end are not used. The result is a new
    tensor with the dtype and on the device of x.

    Raises ValueError like `pool_output_size`, for the height or for the width. The
    library's own pooling is not allowed here, nor in a function that is called from here.

    >>> max_pool2d(torch.tensor([[[1.0, 5.0, 2.0], [3.0, 4.0, 9.0]]]), 2)
    tensor([[[5.]]])
    >>> max_pool2d(torch.tensor([[[-1.0, -5.0, -2.0], [-3.0, -4.0, -9.0]]]), 2, padding=1)
    tensor([[[-1., -2.],
             [-3., -4.]]])
    """
    ### BEGIN SOLUTION
    if stride is None:
        stride = kernel
    channels, height, width = x.shape
    rows = pool_output_size(height, kernel, stride, padding)
    columns = pool_output_size(width, kernel, stride, padding)

    padded = torch.nn.functional.pad(x, (padding,) * 4, value=-torch.inf)
    result = x.new_full((channels, rows, columns), -torch.inf)
    for m in range(kernel):
        for n in range(kernel):
            # All the windows at once: the number that each of them has in row m, column n.
            down = slice(m, m + (rows - 1) * stride + 1, stride)
            across = slice(n, n + (columns - 1) * stride + 1, stride)
            result = torch.maximum(result, padded[:, down, across])
    return result
    ### END SOLUTION


def trace_shapes(input_shape: tuple[int, int, int], layers: list[dict]) -> list[tuple[int, ...]]:
    """The shape after each layer, for an input of shape (C, H, W).

    The module's first lines say what a layer looks like. Every layer, relu and
    softmax too, adds one shape to the list; the input's own shape is not in it.

    Raises ValueError, and the message names the layer's index, counted from 0
    (such as "layer 2"), where

    - the type is not known,
    - a conv, pool, global_pool or another flatten stands after flatten, or dense before it,
    - `groups` does not divide the channels that come in and those that go out,
    - a window does not fit its padded input.

    >>> trace_shapes((1, 28, 28), [{"type": "conv", "out_channels": 6, "kernel": 5},
    ...                            {"type": "pool", "kernel": 2}, {"type": "flatten"}])
    [(6, 24, 24), (6, 12, 12), (864,)]
    """
    ### BEGIN SOLUTION
    shapes = []
    shape = tuple(input_shape)
    for index, layer in enumerate(layers):
        try:
            shape = _shape_after(layer, shape)
        except ValueError as error:
            raise ValueError(f"layer {index} ({layer['type']}): {error}") from error
        shapes.append(shape)
    return shapes
    ### END SOLUTION


### BEGIN SOLUTION
def _shape_after(layer: dict, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape that one layer makes of `shape`; raises where it cannot stand there."""
    kind = layer["type"]
    if kind in ("conv", "pool", "global_pool", "flatten") and len(shape) != 3:
        raise ValueError(f"needs rows and columns, but the shape is already flat: {shape}")
    if kind == "dense" and len(shape) != 1:
        raise ValueError(f"needs a flat input, but the shape is {shape}")

    match kind:
        case "conv":
            channels, height, width = shape
            groups = layer.get("groups", 1)
            if channels % groups or layer["out_channels"] % groups:
                raise ValueError(
                    f"groups={groups} must divide {channels} channels in "
                    f"and {layer['out_channels']} out"
                )
            window = {key: layer[key] for key in ("stride", "padding", "dilation") if key in layer}
            return (
                layer["out_channels"],
                torch_output_size(height, layer["kernel"], **window),
                torch_output_size(width, layer["kernel"], **window),
            )
        case "pool":
            channels, height, width = shape
            window = {key: layer[key] for key in ("stride", "padding") if key in layer}
            return (
                channels,
                pool_output_size(height, layer["kernel"], **window),
                pool_output_size(width, layer["kernel"], **window),
            )
        case "global_pool":
            return (shape[0], 1, 1)
        case "flatten":
            channels, height, width = shape
            return (channels * height * width,)
        case "dense":
            return (layer["out_features"],)
        case "relu" | "softmax":
            return shape
        case _:
            raise ValueError(f"unknown type {kind!r}")


### END SOLUTION


def receptive_field(layers: list[dict]) -> int:
    """How many input pixels, along one side, one position after the last layer spans.

    The layers are conv, relu and pool layers. With no layers a position is one
    pixel: the answer is 1. A dilated kernel counts with its whole reach; padding
    does not matter.

    >>> receptive_field([{"type": "conv", "out_channels": 8, "kernel": 3}])
    3
    >>> receptive_field([{"type": "pool", "kernel": 2},
    ...                  {"type": "conv", "out_channels": 8, "kernel": 3}])
    6
    """
    ### BEGIN SOLUTION
    field = 1  # input pixels that one place spans
    step = 1  # input pixels between two neighbouring places
    for layer in layers:
        if layer["type"] == "relu":
            continue
        kernel = layer["kernel"]
        default_stride = kernel if layer["type"] == "pool" else 1
        field += layer.get("dilation", 1) * (kernel - 1) * step
        step *= layer.get("stride", default_stride)
    return field
    ### END SOLUTION


def count_cost(input_shape: tuple[int, int, int], layers: list[dict]) -> tuple[int, int]:
    """Parameters, and multiply-accumulates of one forward pass, of a whole network.

    Convolutions and dense layers learn weights and biases, one bias for each
    output channel or output feature. Each use of a weight costs one
    multiply-accumulate; biases, pooling and all the rest cost none.
    Raises like `trace_shapes`.

    >>> count_cost((1, 28, 28), [{"type": "conv", "out_channels": 6, "kernel": 5}])
    (156, 86400)
    """
    ### BEGIN SOLUTION
    params = macs = 0
    shape = tuple(input_shape)
    for layer, next_shape in zip(layers, trace_shapes(input_shape, layers)):
        if layer["type"] == "conv":
            weights = (
                layer["out_channels"] * (shape[0] // layer.get("groups", 1)) * layer["kernel"] ** 2
            )
            _, rows, columns = next_shape
            params += weights + layer["out_channels"]
            macs += weights * rows * columns  # every weight works once in every place
        elif layer["type"] == "dense":
            weights = shape[0] * layer["out_features"]
            params += weights + layer["out_features"]
            macs += weights
        shape = next_shape
    return params, macs
    ### END SOLUTION
