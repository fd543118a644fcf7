"""What crosses the wire crosses exactly, and no bytes at all can harm the reader."""

from __future__ import annotations

import contextlib
import math
import socket
import struct
from collections import OrderedDict, namedtuple
from enum import IntEnum
from typing import Any

import msgpack
import numpy
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.wire.decode import decode
from autograder.wire.encode import (
    ARRAY_TYPES,
    TENSOR_TYPES,
    Unsendable,
    encode,
    encode_message,
)
from autograder.wire.frames import HEADER, Closed, Frame, FrameReader, Malformed, Size
from autograder.wire.messages import decode_answer, decode_call, encode_call

SIZE = Size()


def there(value: Any, **how: Any) -> Any:
    """A value after its journey."""
    return decode(encode_message([value], SIZE, layout=how.get("layout", False)), **how)[0]


def alike(a: Any, b: Any) -> bool:
    """Same types all the way down, same values; NaN equals itself, minus zero is not zero."""
    if type(a) is not type(b):
        return False
    if isinstance(a, float):
        return struct.pack("d", a) == struct.pack("d", b) or (math.isnan(a) and math.isnan(b))
    if isinstance(a, complex):
        return alike(a.real, b.real) and alike(a.imag, b.imag)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(
            alike(k, m) and alike(a[k], b[m]) for k, m in zip(a, b, strict=True)
        )
    return bool(a == b)


keys = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=4,
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**300), 2**300)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters())
    | st.binary()
)
plain = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=20,
)


@given(plain)
def test_plain_values_cross_exactly(value: Any) -> None:
    assert alike(there(value), value)


@pytest.mark.parametrize("name", TENSOR_TYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (5,), (2, 3, 4)])
def test_tensors_of_every_type_cross_exactly(name: str, shape: tuple[int, ...]) -> None:
    tensor = torch.arange(math.prod(shape)).reshape(shape).to(getattr(torch, name))
    back = there(tensor)
    assert back.dtype == tensor.dtype
    assert back.shape == tensor.shape
    assert torch.equal(back, tensor)
    assert back.wire_device == "cpu"


@pytest.mark.parametrize("name", ARRAY_TYPES)
def test_arrays_and_numpy_scalars_cross_exactly(name: str) -> None:
    array = numpy.arange(6).reshape(2, 3).astype(name)
    back, scalar = there((array, array[1, 2]))
    assert type(back) is numpy.ndarray
    assert back.dtype == array.dtype
    assert numpy.array_equal(back, array)
    assert type(scalar) is type(array[1, 2])
    assert scalar == array[1, 2]


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4).flatmap(
        lambda shape: st.tuples(st.just(shape), st.permutations(range(len(shape)))),
    ),
    st.integers(1, 3),
)
def test_inputs_keep_their_strides(shape_order: Any, step: int) -> None:
    shape, order = shape_order
    tensor = torch.randn([dim * step for dim in shape]).permute(order)
    tensor = tensor[tuple(slice(None, None, step) for _ in shape)]
    back = there(tensor, layout=True, device="cpu")
    assert torch.equal(back, tensor)
    steps = [
        (a, b)
        for a, b, dim in zip(tensor.stride(), back.stride(), tensor.shape, strict=True)
        if dim > 1
    ]
    assert all(a == b for a, b in steps) or tensor.is_contiguous()


def test_expanded_and_backward_inputs_keep_their_strides() -> None:
    wide = torch.randn(3, 1).expand(3, 5)
    flipped = numpy.arange(12.0).reshape(3, 4)[::-1, ::2]
    wide_back, flipped_back = there((wide, flipped), layout=True, device="cpu")
    assert torch.equal(wide_back, wide)
    assert wide_back.stride() == (1, 0)
    assert numpy.array_equal(flipped_back, flipped)
    assert flipped_back.strides == flipped.strides


def test_what_lies_between_strided_elements_stays_at_home() -> None:
    secret = torch.full((10,), 42.0)
    view = secret[::3]
    back = there(view, layout=True, device="cpu")
    whole = torch.empty(0).set_(back.untyped_storage())
    assert [float(x) for x in whole] == [42, 0, 0, 42, 0, 0, 42, 0, 0, 42]


def test_windows_that_overlap_cross_by_value() -> None:
    windows = torch.arange(6.0).unfold(0, 3, 1)
    assert torch.equal(there(windows, layout=True, device="cpu"), windows)


def test_requires_grad_travels_to_the_worker_only() -> None:
    weight = torch.ones(2, requires_grad=True)
    assert there(weight, layout=True, device="cpu").requires_grad
    assert not there(weight).requires_grad


def test_subclasses_become_plain() -> None:
    class Word(str):
        def __str__(self) -> str:
            return "something else"

    class Shout(torch.Tensor):
        @classmethod
        def __torch_function__(cls, *_: Any, **__: Any) -> Any:
            raise AssertionError("called while encoding")

    Point = namedtuple("Point", "x y")
    color = IntEnum("Color", "RED")
    given = (
        torch.nn.Parameter(torch.ones(2)),
        torch.ones(2).as_subclass(Shout),
        torch.Size([1, 2]),
        Point(1, 2),
        color.RED,
        OrderedDict(a=1),
        Word("word"),
    )
    back = there(given)
    assert [type(x) for x in back] == [torch.Tensor, torch.Tensor, tuple, tuple, int, dict, str]
    assert back[2:] == ((1, 2), (1, 2), 1, {"a": 1}, "word")


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ((x for x in "ab"), "a generator"),
        ([1, (x for x in "ab")], "a list that holds a generator"),
        (torch.nn.Sequential(), "a Sequential"),
        (len, "a builtin_function_or_method"),
        ({1, 2}, "a set"),
        (torch.eye(2).to_sparse(), "a sparse tensor (sparse_coo)"),
        (torch.empty(2, device="meta"), "a tensor on the device 'meta', which has no numbers"),
        (numpy.array([object()]), "a numpy array of objects"),
        ({len: 1}, "a dict with a builtin_function_or_method as a key"),
        pytest.param(1 << 200_000, "an int of 200001 bits", id="int"),
        ([[1] * 1000] * 2000, "more numbers and text outside arrays than fit in one answer"),
    ],
)
def test_what_cannot_be_sent_is_named(value: Any, sentence: str) -> None:
    with pytest.raises(Unsendable) as refused:
        encode(value, SIZE)
    assert str(refused.value) == sentence


def test_a_list_that_holds_itself_cannot_be_sent() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(Unsendable, match="nested more than"):
        encode(endless, SIZE)


trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text()
    | st.binary(),
    lambda inner: (
        st.lists(st.integers(0, 8) | inner, max_size=6)
        | st.dictionaries(st.text(), inner, max_size=2)
    ),
    max_leaves=30,
)


def harmless(structure: bytes, blobs: bytes) -> None:
    for read in (
        lambda frame: decode(frame),
        lambda frame: decode(frame, layout=True, device="cpu"),
        decode_answer,
        decode_call,
    ):
        with contextlib.suppress(Malformed):
            read(Frame(structure, bytearray(blobs)))


@settings(max_examples=150)
@given(st.binary(max_size=200), st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(structure: bytes, blobs: bytes) -> None:
    harmless(structure, blobs)


@settings(max_examples=150)
@given(trees, st.binary(max_size=40))
def test_any_tree_is_read_or_refused(tree: Any, blobs: bytes) -> None:
    harmless(msgpack.packb(tree, unicode_errors="surrogatepass"), blobs)


numbers = st.integers(-(2**63), 2**63 - 1) | st.integers(-2, 5)


@settings(max_examples=150)
@given(
    st.sampled_from([6, 7]),
    st.sampled_from(sorted(TENSOR_TYPES)) | st.text(),
    st.lists(numbers, max_size=20),
    st.none() | st.lists(numbers, max_size=20),
    st.sampled_from(["cpu", "cuda", "meta", 3]),
    st.booleans() | st.none(),
    st.binary(max_size=64),
)
def test_any_description_of_an_array_is_read_or_refused(
    tag: int, dtype: str, shape: Any, strides: Any, device: Any, flag: Any, blobs: bytes
) -> None:
    node = [tag, dtype, shape, strides, *([device] if tag == 6 else []), flag]
    harmless(msgpack.packb(node, unicode_errors="surrogatepass"), blobs)


def hostile(structure: bytes, blobs: bytes = b"") -> None:
    with pytest.raises(Malformed):
        decode(Frame(structure, bytearray(blobs)))


def test_bombs_are_refused() -> None:
    hostile(b"\x91" * 100_000)  # deeper than any stack
    hostile(msgpack.packb([0] * 10) + b"junk")
    hostile(b"\xdd\xff\xff\xff\xff")  # a list of four thousand million
    hostile(msgpack.packb(msgpack.ExtType(5, b"x")))
    hostile(msgpack.packb(msgpack.Timestamp(1, 2)))  # a type of msgpack's own
    hostile(msgpack.packb([0, msgpack.Timestamp(1, 2)]))
    hostile(msgpack.packb([2, msgpack.Timestamp(1, 2), 1]))
    hostile(msgpack.packb({"a": 1}))
    hostile(msgpack.packb([2, 1, "x", 1.0, "y"]))  # equal keys
    deep: Any = 1
    for _ in range(60):
        deep = [0, deep]
    hostile(msgpack.packb(deep))


def test_no_byte_serves_two_arrays() -> None:
    tensor = [6, "uint8", [4], None, "cpu", False]
    hostile(msgpack.packb([0, tensor, tensor]), b"abcd")
    hostile(msgpack.packb([0, tensor]), b"abcde")
    hostile(msgpack.packb([6, "bool", [1], None, "cpu", False]), b"\x02")
    hostile(msgpack.packb([6, "uint8", [1 << 62, 1 << 62], None, "cpu", False]))
    backwards = msgpack.packb([6, "uint8", [0], [-1], "cpu", False])
    with pytest.raises(Malformed):
        decode(Frame(backwards, bytearray()), layout=True, device="cpu")


def test_a_length_that_is_only_claimed_is_refused_or_costs_nothing() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.send(HEADER.pack(1 << 30, 0, 7))
        with pytest.raises(Malformed):
            FrameReader(SIZE).wait(ours)
    ours, theirs = socket.socketpair()
    with ours:
        theirs.send(HEADER.pack(3, 60 << 20, 7) + b"\x90")
        theirs.close()
        with pytest.raises(Closed):
            FrameReader(SIZE).wait(ours)


def answer(**changes: Any) -> Frame:
    fields = {
        "kind": "returned", "value": 1, "raised": None, "changed": (), "shared": (),
        "code": None, "detail": "",
    }  # fmt: skip
    return encode(tuple({**fields, **changes}.values()), SIZE)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "timeout"},
        {"kind": "setup"},
        {"kind": "crashed"},
        {"kind": "protocol"},
        {"kind": 3},
        {"code": "0"},
        {"changed": [0]},
        {"shared": (1.5,)},
        {"raised": ("E", "m", (), ((1, 2, 3, 4),))},
        {"detail": None},
        {"score": 100},
    ],
)
def test_a_worker_may_not_claim_anything_else(changes: Any) -> None:
    with pytest.raises(Malformed):
        decode_answer(answer(**changes))


def test_a_limit_is_not_the_workers_to_name() -> None:
    assert decode_answer(answer(kind="memory", detail="7203.641 GB")).detail == ""


def test_texts_in_an_answer_can_be_written_to_any_file() -> None:
    outcome = decode_answer(answer(detail="\ud800" * 9000, kind="unsendable"))
    assert len(outcome.detail) <= 4000
    assert outcome.detail.encode("utf-8")


@given(
    st.text(max_size=20), st.lists(plain, max_size=3), st.dictionaries(st.text(), plain, max_size=2)
)
def test_a_call_back_crosses_exactly(name: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    frame = encode_call(name, tuple(args), kwargs)
    assert alike(decode_call(frame), (name, tuple(args), kwargs))


@pytest.mark.parametrize(
    "fields",
    [(), ("f",), ("f", (), {}, 1), (1, (), {}), ("f", [], {}), ("f", (), []), ("f", (), {1: 2})],
)
def test_what_is_no_call_is_refused(fields: tuple[Any, ...]) -> None:
    with pytest.raises(Malformed):
        decode_call(encode_message(fields, SIZE))
