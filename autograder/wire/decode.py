"""A frame back into values: the security boundary, so every field is looked at before use."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import msgpack

from autograder.wire import encode as form
from autograder.wire.frames import Frame, Malformed

# What msgpack may make of the bytes besides lists; its own type for moments in time is none of it.
PLAIN = frozenset({type(None), bool, int, float, str, bytes})

# A message is a tuple around the values that are sent.
MESSAGE_DEPTH = form.DEPTH + 2


def decode(frame: Frame, *, layout: bool = False, device: str | None = None) -> Any:
    """The value of a frame; raises Malformed for anything that `encode` could not have made.

    `layout` admits strides and requires_grad; `device` is where tensors are put (the CPU, and
    their own device noted as `wire_device`, where it is None).
    """
    try:
        tree = msgpack.unpackb(
            frame.structure,
            raw=False,
            use_list=True,
            unicode_errors="surrogatepass",
            ext_hook=_refuse,
            object_pairs_hook=_refuse,
        )
    except Malformed:
        raise
    except Exception as error:
        # msgpack raises half a dozen types, RecursionError and UnicodeDecodeError among them.
        raise Malformed(f"a message that cannot be read ({type(error).__name__})") from None
    decoder = _Decoder(memoryview(frame.blobs), layout, device)
    value = decoder.value(tree, MESSAGE_DEPTH)
    _require(decoder.used == len(frame.blobs), "bytes that belong to nothing")
    return value


def _refuse(*_: Any) -> Any:
    raise Malformed("a message with a part of an unknown kind")


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise Malformed(f"a message with {what}")


class _Decoder:
    def __init__(self, blobs: memoryview, layout: bool, device: str | None) -> None:
        self.blobs = blobs
        self.layout = layout
        self.device = device
        self.used = 0
        self.tuple_keys = 0

    def value(self, node: Any, depth: int) -> Any:
        if type(node) is not list:
            _require(type(node) in PLAIN, "a part of an unknown kind")
            return node
        _require(depth > 0, "too many levels")
        _require(bool(node) and type(node[0]) is int, "an untagged part")
        tag, rest = node[0], node[1:]
        if tag == form.LIST:
            return [self.value(item, depth - 1) for item in rest]
        if tag == form.TUPLE:
            return tuple(self.value(item, depth - 1) for item in rest)
        if tag == form.DICT:
            return self._dict(rest, depth)
        if tag == form.BIG_INT:
            _require(len(rest) == 1 and type(rest[0]) is bytes, "a broken int")
            _require(8 <= len(rest[0]) <= form.BIG_INT_BYTES, "an int of the wrong length")
            return int.from_bytes(rest[0], "little", signed=True)
        if tag == form.COMPLEX:
            _require(len(rest) == 2 and all(type(x) is float for x in rest), "a broken complex")
            return complex(rest[0], rest[1])
        if tag == form.BYTES:
            _require(len(rest) == 1 and type(rest[0]) is int and rest[0] >= 0, "broken bytes")
            return bytes(self._take(rest[0]))
        if tag == form.TENSOR:
            return self._tensor(rest)
        if tag == form.ARRAY:
            return self._array(rest)
        raise Malformed("a message with a part of an unknown kind")

    def _dict(self, rest: list[Any], depth: int) -> dict[Any, Any]:
        _require(len(rest) % 2 == 0, "a key without a value")
        result = {
            self._key(key): self.value(item, depth - 1)
            for key, item in zip(rest[::2], rest[1::2], strict=True)
        }
        _require(len(result) == len(rest) // 2, "a key that occurs twice")
        return result

    def _key(self, node: Any, depth: int = 4) -> Any:
        if type(node) is not list:
            return self.value(node, 0)
        self.tuple_keys += 1
        _require(
            bool(depth and node) and node[0] == form.TUPLE and self.tuple_keys <= form.TUPLE_KEYS,
            "a key that is not plain",
        )
        return tuple(self._key(item, depth - 1) for item in node[1:])

    def _take(self, length: int) -> bytearray:
        """The next bytes, copied: arrays that share memory in the judge would look like aliases."""
        _require(length <= len(self.blobs) - self.used, "an array longer than its bytes")
        self.used += length
        return bytearray(self.blobs[self.used - length : self.used])

    def _memory(self, types: Mapping[str, int], dtype: Any, shape: Any, strides: Any) -> bytearray:
        """The bytes of an array, its description checked."""
        _require(type(dtype) is str and dtype in types, "an array of an unknown type")
        _require(type(shape) is list and len(shape) <= form.DIMENSIONS, "a broken shape")
        _require(all(type(dim) is int and dim >= 0 for dim in shape), "a broken shape")
        elements = math.prod(max(dim, 1) for dim in shape)
        _require(elements <= form.ELEMENTS, "a shape that is too large")
        if strides is None:
            elements = math.prod(shape)
        else:
            _require(self.layout and type(strides) is list, "strides where there are none")
            _require(len(strides) == len(shape), "strides of another shape")
            steps = all(type(step) is int and abs(step) <= form.ELEMENTS for step in strides)
            _require(steps, "broken strides")
            elements = form.span(shape, strides)
        memory = self._take(elements * types[dtype])
        _require(dtype != "bool" or not memory.strip(b"\0\1"), "a bool that is neither")
        return memory

    def _tensor(self, rest: list[Any]) -> Any:
        torch = form.library("torch")
        _require(torch is not None and len(rest) == 5, "a broken tensor")
        dtype, shape, strides, device, requires_grad = rest
        _require(type(device) is str and device in form.DEVICES, "a tensor on an unknown device")
        _require(type(requires_grad) is bool, "a broken tensor")
        _require(self.layout or not requires_grad, "a tensor that wants a gradient")
        memory = self._memory(form.TENSOR_TYPES, dtype, shape, strides)
        _require(min(strides or [0]) >= 0, "a tensor that runs backwards")
        kind = getattr(torch, dtype)
        tensor = torch.frombuffer(memory, dtype=kind) if memory else torch.empty(0, dtype=kind)
        if self.device not in (None, "cpu"):
            tensor = tensor.to(self.device)
        tensor = tensor.reshape(shape) if strides is None else tensor.as_strided(shape, strides)
        if requires_grad:
            whole = not (tensor.is_floating_point() or tensor.is_complex())
            _require(not whole, "a gradient of whole numbers")
            tensor.requires_grad_(True)
        if self.device is None:
            tensor.wire_device = device
        return tensor

    def _array(self, rest: list[Any]) -> Any:
        numpy = form.library("numpy")
        _require(numpy is not None and len(rest) == 4, "a broken array")
        dtype, shape, strides, scalar = rest
        _require(type(scalar) is bool, "a broken array")
        memory = self._memory(form.ARRAY_TYPES, dtype, shape, strides)
        _require(not (scalar and shape), "a number with a shape")
        if strides is None:
            array = numpy.ndarray(shape, dtype, memory)
        else:
            size = form.ARRAY_TYPES[dtype]
            steps = [step * size for step in strides]
            array = numpy.ndarray(shape, dtype, memory, form.first(shape, strides) * size, steps)
        return array[()] if scalar else array
