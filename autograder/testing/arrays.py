"""What is known of an array, torch's and numpy's alike; neither library is imported for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

# What most values are; asked for first, as it is quick.
PLAIN = frozenset({int, float, str, bool, bytes, type(None), tuple, list, dict})

# Types that numpy does not have or hardly works with, and those that hold all their values.
WIDER = {"bfloat16": "float32", "float16": "float32", "complex32": "complex64"}


def is_array(value: Any) -> bool:
    """Whether this is a torch tensor or a numpy array."""
    return library_of(value) != ""


def library_of(value: Any) -> str:
    """`torch`, `numpy`, or nothing; neither is imported here for the question."""
    if type(value) in PLAIN:
        return ""
    for name, kind in (("torch", "Tensor"), ("numpy", "ndarray")):
        module = sys.modules.get(name)
        if module is not None and isinstance(value, getattr(module, kind, ())):
            return name
    return ""


def as_numpy(array: Any) -> Any:
    """A torch tensor or numpy array as a numpy array on this machine."""
    if library_of(array) != "torch":
        return array
    torch = sys.modules["torch"]
    array = array.detach().cpu()
    if array.layout is not torch.strided:
        array = array.to_dense()
    if array.is_quantized:
        array = array.dequantize()
    dtype = dtype_of(array)
    wider = "float32" if dtype.startswith("float8") else WIDER.get(dtype)
    if wider:
        array = array.to(getattr(torch, wider))
    return array.resolve_conj().resolve_neg().numpy()


def dtype_of(array: Any) -> str:
    """`float32`, for torch and numpy alike."""
    return str(array.dtype).removeprefix("torch.")


def device_of(array: Any) -> str:
    """`cpu` or `cuda`: where the student's code left it, also after a journey."""
    came_from = getattr(array, "wire_device", None)
    return str(came_from) if came_from else str(getattr(array, "device", "cpu")).split(":")[0]


def arrays_in(value: Any, depth: int = 4) -> list[Any]:
    """The tensors and arrays in a value, containers included; not in all depths, as some go round."""
    return [leaf for leaf in leaves_in(value, depth) if is_array(leaf)]


def leaves_in(value: Any, depth: int = 10_000) -> Iterator[Any]:
    """Whatever stands in lists, tuples and dicts, and is none itself."""
    if depth and isinstance(value, (list, tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves_in(item, depth - 1)
    else:
        yield value


def storage(array: Any) -> int | None:
    """The address of the memory an array lives in; None where it has none (zero elements)."""
    try:
        if hasattr(array, "untyped_storage"):
            return array.untyped_storage().data_ptr() or None
        while array.base is not None and hasattr(array.base, "__array_interface__"):
            array = array.base
        return int(array.__array_interface__["data"][0]) if array.size else None
    except Exception:
        return None


def own_copy(value: Any) -> Any:
    """A copy that nobody else holds, with the same strides: a wrong idea may write into it."""
    if type(value) in (list, tuple):
        return type(value)(own_copy(item) for item in value)
    if type(value) is dict:
        return {key: own_copy(item) for key, item in value.items()}
    if library_of(value) != "torch":
        return value.copy() if is_array(value) else value
    whole, place = value.untyped_storage().clone(), value.storage_offset()
    twin = value.detach().new_empty(0).set_(whole, place, value.size(), value.stride())
    return twin.requires_grad_(value.requires_grad)
