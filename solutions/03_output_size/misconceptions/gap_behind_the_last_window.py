"""The gap behind the last window belongs to the field

Your field is too large where a stride is larger than the kernel's reach. Such windows
leave pixels out between them. Perhaps you go down from the top, give each place a piece
as long as the stride, and add where windows overlap. Then each window brings along the
gap behind it, the last one too. But nobody looks into that last gap.

Take one convolution with a kernel of 1 and a stride of 2. One place of its output looks
at one pixel. What does your function give? Then put a kernel of 3 on top of it, draw
the row, mark the pixels that are seen, and count from the first mark to the last.
"""


def receptive_field(layers):
    field = 1
    for layer in reversed(layers):
        if layer["type"] != "relu":
            kernel = layer["kernel"]
            stride = layer.get("stride", kernel if layer["type"] == "pool" else 1)
            overlap = layer.get("dilation", 1) * (kernel - 1) + 1 - stride
            field = field * stride + max(0, overlap)
    return field
