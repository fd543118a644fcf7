"""The ladder: type, shape, dtype and device, finite, values. The first rung that breaks is named.

Tolerances, and why they are what they are:

- Whole numbers, bools and strings are compared exactly.
- float64 answers may differ by 1e-9 of the largest expected entry: room for another order of
  summation (about 1e-15 per step), and none for a detour through float32 (about 1e-7).
- float32 answers may differ by 1e-5 of the largest expected entry plus 1e-4 of the entry itself:
  FFTs and long sums in float32 stay well inside; any wrong formula on the tests' inputs does not.
- float16 and bfloat16 keep 3 and 2 digits, so they get 1e-2.
- A Python float worked out from float32 tensors has float32's precision, else float64's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.testing.arrays import arrays_in, as_numpy, device_of, dtype_of, is_array, library_of

Place = tuple[Any, ...]

ABSOLUTE = {"float64": 1e-9, "float32": 1e-5, "float16": 1e-2, "bfloat16": 1e-2}
RELATIVE = {"float64": 1e-9, "float32": 1e-4, "float16": 1e-2, "bfloat16": 1e-2}
COMPLEX = {"complex128": "float64", "complex64": "float32"}


@dataclass(frozen=True)
class Tolerance:
    """Absolute and relative tolerance; None means: by dtype. `exact` allows none at all."""

    atol: float | None = None
    rtol: float | None = None
    exact: bool = False

    def of(self, dtype: str, scale: float) -> tuple[float, float]:
        """(atol, rtol) for one dtype, where `scale` is the largest expected entry."""
        if self.exact:
            return 0.0, 0.0
        dtype = COMPLEX.get(dtype, dtype)
        atol = ABSOLUTE.get(dtype, 0.0) * max(1.0, scale) if self.atol is None else self.atol
        return atol, RELATIVE.get(dtype, 0.0) if self.rtol is None else self.rtol


@dataclass(frozen=True)
class Difference:
    """The first rung that broke, with a sentence for the student."""

    rung: str
    sentence: str
    place: Place = ()
    wrong: Any = field(default=None, compare=False)  # of two arrays: which entries differ


def compare(
    got: Any,
    expected: Any,
    tolerance: Tolerance = Tolerance(),
    precision: str = "float64",
    device: str | None = None,
    where: str = "the result",
) -> Difference | None:
    """None where the answer is right. `precision` is that of floats that are not in arrays."""
    if is_array(expected):
        return _compare_arrays(got, expected, tolerance, device, where)
    if isinstance(expected, (list, tuple)):
        return _compare_sequences(got, expected, tolerance, precision, device, where)
    if isinstance(expected, dict):
        return _compare_dicts(got, expected, tolerance, precision, device, where)
    return _compare_plain(got, expected, tolerance, precision, where)


def _compare_plain(
    got: Any, expected: Any, tolerance: Tolerance, precision: str, where: str
) -> Difference | None:
    got = _base(got)
    if isinstance(expected, float) and type(got) is int:
        got = float(got) if abs(got) < 2**1000 else math.inf
    elif isinstance(expected, float) and isinstance(got, float):
        got = float(got)  # numpy.float64 is a Python float, by Python's own rules
    if type(got) is not type(expected):
        return Difference("type", _wrong_type(got, expected, where))
    if isinstance(expected, float):
        if math.isnan(expected) and math.isnan(got):
            return None
        if math.isnan(got) and not math.isnan(expected):
            return Difference("finite", f"{where} is not a number (nan)")
        scale = abs(expected) if math.isfinite(expected) else 0.0
        atol, rtol = tolerance.of(precision, scale)
        if got == expected or abs(got - expected) <= atol + rtol * scale:
            return None
        return Difference("values", f"{where} is {got!r}, expected {expected!r}")
    if got != expected:
        return Difference("values", f"{where} is {_brief(got)}, expected {_brief(expected)}")
    return None


def _base(value: Any) -> Any:
    """A member of an IntEnum, say, is the number that it is: so it comes over the wire."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__index__(value)
    return str.__str__(value) if isinstance(value, str) else value


def _compare_sequences(
    got: Any, expected: Any, tolerance: Tolerance, precision: str, device: str | None, where: str
) -> Difference | None:
    kind = tuple if isinstance(expected, tuple) else list
    if not isinstance(got, kind):
        return Difference("type", _wrong_type(got, expected, where))
    for index, (mine, right) in enumerate(zip(got, expected)):
        inner = compare(mine, right, tolerance, precision, device, f"{where}[{index}]")
        if inner is not None:
            return replace(inner, place=(index, *inner.place))
    if len(got) != len(expected):
        number = f"{len(got)} {'entry' if len(got) == 1 else 'entries'}"
        return Difference("shape", f"{where} has {number}, expected {len(expected)}")
    return None


def _compare_dicts(
    got: Any, expected: Any, tolerance: Tolerance, precision: str, device: str | None, where: str
) -> Difference | None:
    if not isinstance(got, dict):
        return Difference("type", _wrong_type(got, expected, where))
    for key, right in expected.items():
        if key not in got:
            return Difference("shape", f"{where} has no key {said(key)}", (key,))
        inner = compare(got[key], right, tolerance, precision, device, f"{where}[{said(key)}]")
        if inner is not None:
            return replace(inner, place=(key, *inner.place))
    extra = [key for key in got if key not in expected]
    if extra:
        return Difference("shape", f"{where} has a key too many: {said(extra[0])}", (extra[0],))
    return None


def _compare_arrays(
    got: Any, expected: Any, tolerance: Tolerance, device: str | None, where: str
) -> Difference | None:
    if not is_array(got) or library_of(got) != library_of(expected):
        return Difference("type", _wrong_type(got, expected, where))
    if str(getattr(got, "layout", "torch.strided")) != "torch.strided":
        return Difference("type", f"{where} is sparse: give an ordinary tensor, `.to_dense()`")
    if tuple(got.shape) != tuple(expected.shape):
        sentence = f"{where} has shape {tuple(got.shape)}, expected {tuple(expected.shape)}"
        return Difference("shape", sentence)
    if dtype_of(got) != dtype_of(expected):
        sentence = f"{where} has dtype {dtype_of(got)}, expected {dtype_of(expected)}"
        return Difference("dtype", sentence)
    if device is not None and device_of(got) != device:
        sentence = f"{where} is on {device_of(got)}, expected it on {device}, where the input is"
        return Difference("device", sentence)
    return _compare_entries(got, expected, tolerance, where)


def _compare_entries(
    got: Any, expected: Any, tolerance: Tolerance, where: str
) -> Difference | None:
    import numpy

    dtype, got, expected = dtype_of(got), as_numpy(got), as_numpy(expected)

    if got.size == 0 or numpy.array_equal(got, expected):
        return None
    if got.dtype.kind not in "fc":
        return _first_difference(got != expected, got, expected, where)
    finite = numpy.isfinite(expected)
    scale = float(numpy.abs(expected[finite]).max()) if finite.any() else 0.0
    atol, rtol = tolerance.of(dtype, scale)
    # A plain isclose: with an exact tolerance, equal entries only.
    wrong = ~numpy.isclose(got, expected, rtol=rtol, atol=atol, equal_nan=True)
    bad = ~numpy.isfinite(got) & finite
    if bad.any():
        place = _first(bad)
        what = "nan (not a number)" if numpy.isnan(got[place]) else "infinite"
        return Difference("finite", f"{where}{_index(place)} is {what}", place, wrong)
    return _first_difference(wrong, got, expected, where) if wrong.any() else None


def _first_difference(wrong: Any, got: Any, expected: Any, where: str) -> Difference:
    place = _first(wrong)
    count, size = int(wrong.sum()), int(wrong.size)
    mine, right = (e.item() if hasattr(e, "item") else e for e in (got[place], expected[place]))
    many = f"{count} of {size} entries differ; the first is " if size > 1 else ""
    shown, due = _apart(mine, right)
    sentence = f"{many}{where}{_index(place)} = {shown}, expected {due}"
    return Difference("values", sentence, place, wrong)


def _first(mask: Any) -> tuple[int, ...]:
    import numpy

    place = numpy.unravel_index(int(numpy.argmax(mask)), mask.shape)
    return tuple(int(i) for i in place)


def precision_of(values: Any) -> str:
    """The precision that a float worked out from these inputs can have."""
    dtypes = {dtype_of(array) for array in arrays_in(values)}
    for dtype in ("bfloat16", "float16", "float32"):
        if dtype in dtypes:
            return dtype
    return "float64"


def type_name(value: Any) -> str:
    """A type as a student would say it."""
    if library_of(value):
        return "a torch.Tensor" if library_of(value) == "torch" else "a numpy array"
    names = {"NoneType": "None", "int": "an int"}
    name = type(value).__name__
    if type(value).__module__ not in ("builtins", "__main__"):
        name = f"{type(value).__module__.split('.')[0]}.{name}"
    return names.get(name, f"a {name}")


def _wrong_type(got: Any, expected: Any, where: str) -> str:
    if got is None:
        return f"{where} is None, expected {type_name(expected)}: is a `return` missing?"
    value = "" if is_array(got) or isinstance(got, (list, tuple, dict)) else f" ({_brief(got)})"
    return f"{where} is {type_name(got)}{value}, expected {type_name(expected)}"


def _brief(value: Any) -> str:
    text = said(value)
    return text if len(text) <= 60 else text[:57] + "…"


def said(value: Any) -> str:
    """A value's `repr`; what kind of thing it is where that raises, as for a number too long."""
    try:
        return repr(value)
    except Exception:
        return f"<{type_name(value)}>"


def _apart(mine: Any, right: Any) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to tell them apart."""
    for digits in (6, 9, 17):
        texts = [f"{x:.{digits}g}" if isinstance(x, float) else str(x) for x in (mine, right)]
        if texts[0] != texts[1]:
            break
    return texts[0], texts[1]


def _index(place: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, place))}]" if place else ""
