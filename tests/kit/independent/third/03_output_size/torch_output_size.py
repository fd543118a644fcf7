# --- gaps-times-dilation: reads dilation as pixels left out between two taps
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    reach = kernel + (kernel - 1) * dilation
    if dilation == 1:
        reach = kernel
    if reach > size + 2 * padding:
        raise ValueError(f"reach {reach} > {size + 2 * padding}")
    return (size + 2 * padding - reach) // stride + 1


# --- kernel-times-dilation: the reach is dilation times the kernel
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    effective = kernel * dilation
    if effective > size + 2 * padding:
        raise ValueError(f"kernel {kernel} with dilation {dilation} on {size}")
    return (size + 2 * padding - effective) // stride + 1


# --- float-floor: math.floor of a float division, as the formula stands in PyTorch's documentation
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    import math

    if dilation * (kernel - 1) + 1 > size + 2 * padding:
        raise ValueError(f"{dilation}*({kernel}-1)+1 > {size}+2*{padding}")
    return math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1)


# --- asks-a-layer: builds a Conv2d and asks it; what does not fit is a RuntimeError, and large sizes end the memory
def torch_output_size(size, kernel, stride=1, padding=0, dilation=1):
    layer = torch.nn.Conv2d(1, 1, (kernel, 1), stride=(stride, 1), padding=(padding, 0), dilation=(dilation, 1))
    return layer(torch.zeros(1, 1, size, 1)).shape[2]
