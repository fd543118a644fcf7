# --- reach-is-a-product: takes kernel times dilation for the reach; with a dilation above 1
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    reach = kernel * dilation
    padded = size + 2 * padding
    if reach > padded:
        raise ValueError(f"kernel reaches over {reach}, input has only {padded}")
    return (padded - reach) // stride + 1


# --- padding-in-all: takes the padding for the sum of both ends; with any padding
def torch_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    effective = dilation * (kernel - 1) + 1
    free = size + padding - effective
    if free < 0:
        raise ValueError(
            f"kernel {kernel} with dilation {dilation} (reach {effective}) "
            f"does not fit into {size} with padding {padding}"
        )
    return 1 + free // stride
