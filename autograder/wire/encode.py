"""Plain values, tensors and arrays into a tree and the bytes beside it.

Runs on both sides. In the worker it meets objects of student code, so it never calls a method
that a subclass could override: a subclass is copied to the plain type it derives from.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgpack

from autograder.wire.frames import Frame, FrameWriter, Size
from autograder.wire.values import (
    ARRAY,
    ARRAY_TYPES,
    BIG_INT,
    BIG_INT_BYTES,
    BYTES,
    COMPLEX,
    DEPTH,
    DEVICES,
    DICT,
    DIMENSIONS,
    ELEMENTS,
    LIST,
    LONG_BYTES,
    TENSOR,
    TENSOR_TYPES,
    TUPLE,
    Unsendable,
    article,
    library,
)


@dataclass(frozen=True)
class Encoded:
    """A frame's two halves; `keep` holds what the views look into."""

    structure: bytes
    blobs: Sequence[memoryview]
    keep: Sequence[Any]

    def writer(self, number: int = 0) -> FrameWriter:
        """A writer that sends this frame."""
        return FrameWriter(self.structure, self.blobs, number)

    def frame(self) -> Frame:
        """The message in bytes of its own, to be kept, compared, or sent again."""
        return Frame(self.structure, b"".join(self.blobs))


def encode(value: Any, size: Size) -> Encoded:
    """The frame of a value."""
    encoder = _Encoder(size, layout=False)
    return encoder.frame(encoder.node(value, DEPTH, ""))


def encode_message(parts: Sequence[Any], size: Size, *, layout: bool = False) -> Encoded:
    """The frame of several values, read as a tuple; each stands for itself in what is refused.

    With `layout`, strides and requires_grad of arrays travel along.
    """
    encoder = _Encoder(size, layout)
    return encoder.frame([TUPLE, *(encoder.node(part, DEPTH, "") for part in parts)])


_TOO_LARGE = "more numbers and text outside arrays than fit in one answer"


class _Encoder:
    def __init__(self, size: Size, layout: bool) -> None:
        self.size = size
        self.layout = layout
        self.blobs: list[memoryview] = []
        self.keep: list[Any] = []
        self.nodes = 0
        self.bytes = 0

    def frame(self, tree: Any) -> Encoded:
        """What has been gone through, ready to be sent."""
        structure = msgpack.packb(tree, use_bin_type=True, unicode_errors="surrogatepass")
        if len(structure) > self.size.structure:
            raise Unsendable(_TOO_LARGE)
        return Encoded(structure, self.blobs, self.keep)

    def node(self, value: Any, depth: int, holder: str) -> Any:
        """The tree of one value; `holder` is the type of the container around it."""
        self.nodes += 1
        if self.nodes > self.size.structure:
            raise Unsendable(_TOO_LARGE)
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int and -(1 << 63) <= value < 1 << 64:
            return value
        if kind is str or kind is bytes:
            return self._text(value)
        if kind is int:
            return self._int(value)
        if kind is list or kind is tuple or kind is dict:
            return self._container(value, depth)
        array = self._array(value, holder)
        if array is not None:
            return array
        if isinstance(value, (list, tuple, dict)):
            return self._container(value, depth)
        return self._plain_copy(value, depth, holder)

    def _plain_copy(self, value: Any, depth: int, holder: str) -> Any:
        """The plain base of a subclass of a scalar type."""
        if isinstance(value, complex):
            real, imag = complex.real.__get__(value), complex.imag.__get__(value)
            return [COMPLEX, real, imag]
        if isinstance(value, int):
            return self._int(int.__index__(value))
        if isinstance(value, float):
            return float.__float__(value)
        if isinstance(value, str):
            return self._text(str.__str__(value))
        if isinstance(value, bytes):
            return self._text(bytes.__getitem__(value, slice(None)))
        name = article(type(value).__name__)
        raise Unsendable(f"{article(holder)} that holds {name}" if holder else name)

    def _text(self, value: str | bytes) -> Any:
        if len(value) > self.size.structure and isinstance(value, str):
            raise Unsendable(_TOO_LARGE)
        if isinstance(value, bytes) and len(value) >= LONG_BYTES:
            self._beside(memoryview(value), value)
            return [BYTES, len(value)]
        return value

    def _int(self, value: int) -> Any:
        if -(1 << 63) <= value < 1 << 64:
            return value
        length = value.bit_length() // 8 + 1
        if length > BIG_INT_BYTES:
            raise Unsendable(f"an int of {value.bit_length()} bits")
        return [BIG_INT, value.to_bytes(length, "little", signed=True)]

    def _container(self, value: Any, depth: int) -> list[Any]:
        if not depth:
            raise Unsendable(f"lists nested more than {DEPTH} deep")
        if isinstance(value, dict):
            tree: list[Any] = [DICT]
            for key, item in dict.items(value):
                tree += [self._key(key), self.node(item, depth - 1, "dict")]
            return tree
        if isinstance(value, list):
            return [LIST, *(self.node(item, depth - 1, "list") for item in list.__iter__(value))]
        return [TUPLE, *(self.node(item, depth - 1, "tuple") for item in tuple.__iter__(value))]

    def _key(self, key: Any, depth: int = 4) -> Any:
        if type(key) is str:
            return self.node(key, 0, "dict")
        if isinstance(key, tuple) and depth:
            self.nodes += 1
            return [TUPLE, *(self._key(item, depth - 1) for item in tuple.__iter__(key))]
        plain = key is None or isinstance(key, (str, int, float, bytes))
        if plain and not _is_numpy_scalar(key):
            node = self.node(key, 0, "dict")
            if not isinstance(node, list):
                return node
        raise Unsendable(f"a dict with {article(type(key).__name__)} as a key")

    def _array(self, value: Any, holder: str) -> list[Any] | None:
        torch, numpy = library("torch"), library("numpy")
        try:
            if torch is not None and isinstance(value, torch.Tensor):
                with torch._C.DisableTorchFunctionSubclass():
                    return self._tensor(value, torch)
            if numpy is not None and isinstance(value, numpy.str_ | numpy.bytes_):
                return None  # subclasses of str and bytes: copied to those
            if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
                return self._numpy(value, numpy)
        except Unsendable as error:
            raise Unsendable(
                f"{article(holder)} that holds {error}" if holder else str(error)
            ) from None
        except RuntimeError as error:
            # For instance a tensor that only exists inside a transformation such as vmap.
            raise Unsendable(
                f"a tensor whose numbers cannot be read ({str(error)[:200]})"
            ) from None
        return None

    def _tensor(self, value: Any, torch: Any) -> list[Any]:
        dtype = str(value.dtype).removeprefix("torch.")
        if value.layout is not torch.strided:
            raise Unsendable(f"a sparse tensor ({str(value.layout).removeprefix('torch.')})")
        if value.is_quantized or dtype not in TENSOR_TYPES:
            raise Unsendable(f"a tensor of type {dtype}")
        if value.device.type not in DEVICES:
            raise Unsendable(f"a tensor on the device {value.device.type!r}, which has no numbers")
        shape = _checked_shape(value.shape)
        requires_grad = self.layout and bool(value.requires_grad)
        device = value.device.type
        plain = value.detach().as_subclass(torch.Tensor).resolve_conj().resolve_neg()
        strides = _sent_strides(shape, plain.stride()) if self.layout else None
        for dim, stride in enumerate(strides or ()):
            if stride == 0:
                plain = plain.narrow(dim, 0, 1)
        plain = plain.cpu().contiguous()
        length = plain.numel() * plain.element_size()
        if length:
            self._beside(_memory(plain.data_ptr(), length), plain)
        return [TENSOR, dtype, list(shape), strides, device, requires_grad]

    def _numpy(self, value: Any, numpy: Any) -> list[Any]:
        scalar = isinstance(value, numpy.generic)
        plain = numpy.asarray(value) if scalar else numpy.ndarray.view(value, numpy.ndarray)
        dtype = plain.dtype.name
        if plain.dtype.kind not in "?biufc" or dtype not in ARRAY_TYPES:
            what = "objects" if plain.dtype.kind == "O" else f"type {dtype}"
            raise Unsendable(f"a numpy array of {what}")
        shape = _checked_shape(plain.shape)
        steps = [stride // plain.itemsize for stride in plain.strides]
        whole = all(stride % plain.itemsize == 0 for stride in plain.strides)
        strides = _sent_strides(shape, steps) if self.layout and whole else None
        for dim, stride in enumerate(strides or ()):
            if stride == 0:
                plain = plain.take([0], axis=dim)
        plain = numpy.ascontiguousarray(plain, dtype=plain.dtype.newbyteorder("="))
        if plain.nbytes:
            self._beside(memoryview(plain.reshape(-1).view("uint8")), plain)
        return [ARRAY, dtype, list(shape), strides, scalar]

    def _beside(self, view: memoryview, owner: Any) -> None:
        self.bytes += view.nbytes
        if self.bytes > self.size.blobs:
            raise Unsendable(f"more than {self.size.blobs >> 20} MB of data")
        self.blobs.append(view)
        self.keep.append(owner)


def _is_numpy_scalar(value: Any) -> bool:
    numpy = library("numpy")
    return numpy is not None and isinstance(value, numpy.generic)


def _memory(address: int, length: int) -> memoryview:
    return memoryview((ctypes.c_ubyte * length).from_address(address)).cast("B")


def _checked_shape(shape: Sequence[int]) -> tuple[int, ...]:
    dims = tuple(int(dim) for dim in shape)
    elements = 1
    for dim in dims:
        elements *= max(dim, 1)
    if len(dims) > DIMENSIONS or elements > ELEMENTS:
        raise Unsendable(f"an array of shape {dims}")
    return dims


def _sent_strides(shape: Sequence[int], strides: Sequence[int]) -> list[int] | None:
    """The strides the receiver shall rebuild; None where it may lay the array out as it likes."""
    steps, count = [], 1
    for dim, stride in zip(reversed(shape), reversed(strides), strict=True):
        if dim > 1 and stride != count:
            steps.append((dim, stride))
        count *= dim
    if not count or not steps:
        return None
    # An element that is reached in two ways, stride 0 aside, cannot be written one by one.
    reach = 1
    for stride, dim in sorted(
        (abs(s), d) for d, s in zip(shape, strides, strict=True) if d > 1 and s
    ):
        if stride < reach:
            return None
        reach = stride * (dim - 1) + reach
    return [int(stride) for stride in strides]
