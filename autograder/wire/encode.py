"""Which values may cross between judge and worker, and how each becomes a tree and bytes beside it.

A scalar stands for itself; everything else is a list that begins with a tag. Arrays leave only
their description in the tree: their bytes follow in a second part, in the same order, without
gaps, so that no byte can be referred to twice and decoding costs no more than what was sent.

Runs on both sides. In the worker it meets objects of student code, so it never calls a method
that a subclass could override: a subclass is copied to the plain type it derives from.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Sequence
from typing import Any

import msgpack

from autograder.wire.frames import LARGEST, Frame, Size

LIST, TUPLE, DICT, BIG_INT, COMPLEX, BYTES, TENSOR, ARRAY = range(8)

DEPTH = 32
DIMENSIONS = 16
ELEMENTS = 1 << 40  # of any array, zero-size dimensions counted as one: strides stay in 64 bits
GAPS = 16 << 20  # bytes between an array's elements; with more, only its values travel
BIG_INT_BYTES = 1700  # about 4,100 digits: Python refuses to print an int of more than 4,300
LONG_BYTES = 4096  # from here on `bytes` travel beside the tree
# The hash of a tuple of numbers can be forged; that of a text or a small int hardly.
TUPLE_KEYS = 4096

TENSOR_TYPES = {
    "bool": 1, "uint8": 1, "int8": 1, "int16": 2, "int32": 4, "int64": 8,
    "uint16": 2, "uint32": 4, "uint64": 8,
    "float16": 2, "bfloat16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip
ARRAY_TYPES = {name: size for name, size in TENSOR_TYPES.items() if name != "bfloat16"}
DEVICES = ("cpu", "cuda")

_TOO_LARGE = "more numbers and text outside arrays than fit in one answer"


class Unsendable(Exception):
    """A value that is not plain data; the message names its type."""


def encode(value: Any, size: Size = LARGEST) -> Frame:
    """The frame of a value."""
    encoder = _Encoder(size, layout=False)
    return encoder.frame(encoder.node(value, DEPTH, ""))


def encode_message(parts: Sequence[Any], size: Size = LARGEST, *, layout: bool = False) -> Frame:
    """The frame of several values, read as a tuple; each stands for itself in what is refused.

    With `layout`, strides and requires_grad of arrays travel along.
    """
    encoder = _Encoder(size, layout)
    return encoder.frame([TUPLE, *(encoder.node(part, DEPTH, "") for part in parts)])


def library(name: str) -> Any:
    """torch or numpy where they are loaded; never a reason to load them."""
    return sys.modules.get(name)


def span(shape: Sequence[int], strides: Sequence[int]) -> int:
    """How many elements lie between the first and the last in memory, both included."""
    if 0 in shape:
        return 0
    return 1 + sum((dim - 1) * abs(step) for dim, step in zip(shape, strides, strict=True))


def first(shape: Sequence[int], strides: Sequence[int]) -> int:
    """How many elements lie before the first one, where some strides run backwards."""
    return span(shape, [min(step, 0) for step in strides]) - 1 if 0 not in shape else 0


class _Encoder:
    def __init__(self, size: Size, layout: bool) -> None:
        self.size = size
        self.layout = layout
        self.blobs = bytearray()
        self.nodes = 0

    def frame(self, tree: Any) -> Frame:
        """What has been gone through, ready to be sent."""
        structure = msgpack.packb(tree, use_bin_type=True, unicode_errors="surrogatepass")
        if len(structure) > self.size.structure:
            raise Unsendable(_TOO_LARGE)
        return Frame(structure, self.blobs)

    def node(self, value: Any, depth: int, holder: str) -> Any:
        """The tree of one value; `holder` is the type of the container around it."""
        self.nodes += 1
        if self.nodes > self.size.structure:
            raise Unsendable(_TOO_LARGE)
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return self._int(value)
        if kind is str or kind is bytes:
            return self._text(value)
        if kind is list or kind is tuple or kind is dict:
            return self._container(value, depth)
        array = self._array(value, holder)
        if array is not None:
            return array
        if isinstance(value, (list, tuple, dict)):
            return self._container(value, depth)
        return self._plain_copy(value, holder)

    def _plain_copy(self, value: Any, holder: str) -> Any:
        """The plain base of a subclass of a scalar type."""
        if isinstance(value, complex):
            return [COMPLEX, complex.real.__get__(value), complex.imag.__get__(value)]
        if isinstance(value, int):
            return self._int(int.__index__(value))
        if isinstance(value, float):
            return float.__float__(value)
        if isinstance(value, str):
            return self._text(str.__str__(value))
        if isinstance(value, bytes):
            return self._text(bytes.__getitem__(value, slice(None)))
        name = _article(type(value).__name__)
        raise Unsendable(f"{_article(holder)} that holds {name}" if holder else name)

    def _text(self, value: str | bytes) -> Any:
        if isinstance(value, bytes) and len(value) >= LONG_BYTES:
            self._make_room(len(value))
            self.blobs += value
            return [BYTES, len(value)]
        if len(value) > self.size.structure:
            raise Unsendable(_TOO_LARGE)
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
        if isinstance(key, tuple) and depth:
            self.nodes += 1
            return [TUPLE, *(self._key(item, depth - 1) for item in tuple.__iter__(key))]
        numpy = library("numpy")
        of_numpy = numpy is not None and isinstance(key, numpy.generic)
        if (key is None or isinstance(key, (str, int, float, bytes))) and not of_numpy:
            node = self.node(key, 0, "dict")
            if not isinstance(node, list):
                return node
        raise Unsendable(f"a dict with {_article(type(key).__name__)} as a key")

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
            if not holder:
                raise
            raise Unsendable(f"{_article(holder)} that holds {error}") from None
        except RuntimeError as error:
            # For instance a tensor that only exists inside a transformation such as vmap.
            what = f"a tensor whose numbers cannot be read ({str(error)[:200]})"
            raise Unsendable(what) from None
        return None

    def _tensor(self, value: Any, torch: Any) -> list[Any]:
        dtype = str(value.dtype).removeprefix("torch.")
        if value.layout is not torch.strided:
            raise Unsendable(f"a sparse tensor ({str(value.layout).removeprefix('torch.')})")
        if value.is_quantized or dtype not in TENSOR_TYPES:
            raise Unsendable(f"a tensor of type {dtype}")
        device = value.device.type
        if device not in DEVICES:
            raise Unsendable(f"a tensor on the device {device!r}, which has no numbers")
        shape = _checked_shape(value.shape)
        requires_grad = self.layout and bool(value.requires_grad)
        plain = value.detach().as_subclass(torch.Tensor).resolve_conj().resolve_neg()
        strides = self._strides(shape, plain.stride(), TENSOR_TYPES[dtype])
        if strides is not None:
            once = plain[_each_once(strides)].cpu()
            plain = once.new_zeros(span(shape, strides))
            plain.as_strided(once.shape, strides).copy_(once)
        plain = plain.cpu().contiguous()
        if length := self._make_room(plain.numel() * plain.element_size()):
            self.blobs += (ctypes.c_ubyte * length).from_address(plain.data_ptr())
        return [TENSOR, dtype, list(shape), strides, device, requires_grad]

    def _numpy(self, value: Any, numpy: Any) -> list[Any]:
        scalar = isinstance(value, numpy.generic)
        plain = numpy.asarray(value) if scalar else numpy.ndarray.view(value, numpy.ndarray)
        dtype, size = plain.dtype.name, plain.itemsize
        if plain.dtype.kind not in "?biufc" or dtype not in ARRAY_TYPES:
            what = "objects" if plain.dtype.kind == "O" else f"type {dtype}"
            raise Unsendable(f"a numpy array of {what}")
        shape = _checked_shape(plain.shape)
        whole = all(stride % size == 0 for stride in plain.strides)
        steps = [stride // size for stride in plain.strides]
        strides = self._strides(shape, steps, size) if whole else None
        if strides is not None:
            once, place = plain[_each_once(strides)], first(shape, strides) * size
            plain = numpy.zeros(span(shape, strides), dtype)
            steps = [step * size for step in strides]
            numpy.ndarray(once.shape, dtype, plain, place, steps)[...] = once
        self._make_room(plain.nbytes)
        self.blobs += plain.astype(plain.dtype.newbyteorder("="), copy=False).tobytes()
        return [ARRAY, dtype, list(shape), strides, scalar]

    def _strides(self, shape: Sequence[int], strides: Sequence[int], size: int) -> Any:
        """The strides the receiver shall rebuild; None where it may lay the array out as it likes.

        What is sent with them is the memory from the first element to the last, zeros between.
        """
        contiguous = [math.prod(shape[place + 1 :]) for place in range(len(shape))]
        plain = all(d < 2 or s == c for d, s, c in zip(shape, strides, contiguous))
        if plain or not self.layout or 0 in shape:
            return None
        # An element that is reached in two ways, stride 0 aside, cannot be written one by one.
        reach = elements = 1
        for stride, dim in sorted((abs(s), d) for d, s in zip(shape, strides) if d > 1 and s):
            if stride < reach:
                return None
            reach = stride * (dim - 1) + reach
            elements *= dim
        return [int(stride) for stride in strides] if (reach - elements) * size <= GAPS else None

    def _make_room(self, length: int) -> int:
        if len(self.blobs) + length > self.size.blobs:
            raise Unsendable(f"more than {self.size.blobs >> 20} MB of data")
        return length


def _each_once(strides: Sequence[int]) -> tuple[slice, ...]:
    """One element of each dimension that only repeats it."""
    return tuple(slice(None) if stride else slice(1) for stride in strides)


def _checked_shape(shape: Sequence[int]) -> tuple[int, ...]:
    dims = tuple(int(dim) for dim in shape)
    if len(dims) > DIMENSIONS or math.prod(max(dim, 1) for dim in dims) > ELEMENTS:
        raise Unsendable(f"an array of shape {dims}")
    return dims


def _article(name: str) -> str:
    """`a list`, `an Adam`."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
