"""Objects that can be called stand in for functions"""

import torch


class _Slider:
    """Slides a window over the last two dimensions and applies `inside` to each."""

    def __init__(self, inside):
        self.inside = inside

    def __call__(self, x, size, stride=(1, 1)):
        room = x.shape[-2], x.shape[-1]
        for side, available in zip(size, room):
            if side > available:
                raise ValueError(f"size {side} is more than {available}")
        return [
            [
                self.inside(x[..., i : i + size[0], j : j + size[1]])
                for j in range(0, room[1] - size[1] + 1, stride[1])
            ]
            for i in range(0, room[0] - size[0] + 1, stride[0])
        ]


class _CrossCorrelate:
    def __call__(self, image, kernel):
        rows = _Slider(lambda window: torch.sum(window * kernel))(image, kernel.shape)
        return torch.stack([torch.stack(row) for row in rows])


class _Layer(torch.nn.Module):
    def forward(self, x, weight, bias=None, stride=1, padding=0):
        if x.shape[0] != weight.shape[1]:
            raise ValueError(f"channels {x.shape[0]} vs. {weight.shape[1]}")
        stride = (stride, stride) if isinstance(stride, int) else stride
        padding = (padding, padding) if isinstance(padding, int) else padding
        frame = torch.nn.ZeroPad2d((padding[1], padding[1], padding[0], padding[0]))
        flat = weight.reshape(len(weight), -1)
        slide = _Slider(lambda window: flat @ window.reshape(-1))
        rows = slide(frame(x), weight.shape[2:], stride)
        result = torch.stack([torch.stack(row, dim=-1) for row in rows], dim=-2)
        return result if bias is None else result + bias.reshape(-1, 1, 1)


cross_correlate2d = _CrossCorrelate()
conv_layer = _Layer()


def im2col(x, kernel_size, stride=1, padding=0):
    as_two = [(v, v) if isinstance(v, int) else v for v in (kernel_size, stride, padding)]
    size, steps, (up, left) = as_two
    padded = torch.nn.ConstantPad2d((left, left, up, up), 0.0)(x)
    windows = _Slider(lambda window: window.reshape(-1))(padded, size, steps)
    return torch.stack([column for row in windows for column in row], dim=1)
