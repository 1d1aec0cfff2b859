"""Plain data to bytes and back, between the judge and a student's process that may lie.

A value becomes nested msgpack lists, each with a tag, and raw buffers for arrays. Decoding never
runs code and never imports a name that the other side chose. Whatever is not plain data is given
to `refer`, which may send a reference to it, and comes back through `resolve`.
"""

import math
import re
from collections import deque, namedtuple
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgpack
import numpy as np

from grader.execution import wire_libraries

Refer = Callable[[Any], list[Any]]
Resolve = Callable[[list[Any]], Any]

MAX_DEPTH = 50
MAX_HEADER_BYTES = 8 << 20  # nested empty lists take 60 times their wire size in memory
MAX_BYTES = 256 << 20
INLINE_BYTES = 1024
FEW = 16  # numbers of a list, that go one by one
SMALL_BYTES = 256  # of an array, that go with the rest
MAX_INT_DIGITS = 10_000  # hexadecimal
DTYPE_KINDS = "biufcMmSU"
MALFORMED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
SCALARS = (type(None), bool, int, float, str, bytes)
PLAIN_BASES = (
    *(bool, int, float, complex, str, bytes, bytearray, Fraction, Decimal),
    *(list, tuple, dict, set, frozenset),
)


class WireError(Exception):
    """A message that breaks the rules; the process that sent it is not listened to again."""


class NotPlainData(Exception):
    """An object where plain data is expected: an error of the student's, not a broken rule."""


class Encoder:
    """Turns one message into a header and buffers."""

    def __init__(self, refer: Refer) -> None:
        self.refer = refer
        self.buffers: list[bytes | memoryview] = []
        self._depth = 0

    def encode(self, value: Any) -> Any:
        """The value with tags, ready for msgpack; exact types only, a subclass as its base."""
        kind = type(value)
        if kind is bytes and len(value) > INLINE_BYTES:
            return ["b", self._buffer(value)]
        if kind in SCALARS:
            return value if kind is not int or _fits(value) else ["I", hex(value)]
        if self._depth >= MAX_DEPTH:
            raise WireError(f"nested deeper than {MAX_DEPTH} levels")
        self._depth += 1
        try:
            encoder = _ENCODERS.get(kind)
            return encoder(self, value) if encoder else self._other(value)
        finally:
            self._depth -= 1

    def _other(self, value: Any) -> Any:
        if isinstance(value, np.generic) and value.dtype.kind in DTYPE_KINDS:
            return ["g", value.dtype.str, value.tobytes()]
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            items = [self.encode(item) for item in tuple.__iter__(value)]
            return ["N", type(value).__name__, list(value._fields), items]
        if isinstance(value, np.ndarray) and not isinstance(value, np.ma.MaskedArray):
            return self._array(np.asarray(value))
        if isinstance(value, np.random.Generator):
            return ["R", self.encode(self.refer(value))]
        if isinstance(value, np.dtype):
            return ["D", value.str]
        library = wire_libraries.dismantle(value)
        if library is not None:
            tag, parts = library
            return ["X", tag, self.encode(parts)]
        base = next((b for b in PLAIN_BASES if isinstance(value, b)), None)
        return self.encode(_as_base(value, base)) if base else ["R", self.encode(self.refer(value))]

    def _list(self, value: Sequence[Any], tag: str) -> Any:
        kinds = {type(item) for item in value}
        if kinds == {float} and len(value) > FEW:  # a tenth of the size and time of tagged numbers
            return [tag + "f", self._buffer(np.array(value).tobytes())]
        return [tag, [self.encode(item) for item in value]]

    def _array(self, value: np.ndarray[Any, Any]) -> Any:
        if value.dtype.kind == "O":
            return ["o", list(value.shape), self._list(value.ravel().tolist(), "l")]
        if value.dtype.kind not in DTYPE_KINDS or value.dtype.hasobject:
            return ["R", self.encode(self.refer(value))]
        packed = np.ascontiguousarray(value)
        data = packed.tobytes() if packed.size < INLINE_BYTES else _view(packed)
        return ["a", value.dtype.str, list(value.shape), self._buffer(data)]

    def _buffer(self, data: bytes | memoryview) -> int | bytes:
        """The number under which the data will be sent; the data themselves, if they are few."""
        if isinstance(data, bytes) and len(data) <= SMALL_BYTES:
            return data
        self.buffers.append(data)
        return len(self.buffers) - 1


def _fits(value: int) -> bool:
    return -(1 << 63) <= value < (1 << 63)


def _view(packed: np.ndarray[Any, Any]) -> memoryview:
    return memoryview(packed.reshape(-1).view(np.uint8).data)


def _as_base(value: Any, base: type) -> Any:
    if base in (float, int, str):  # the base's own conversion: a subclass may override its own
        return getattr(base, f"__{base.__name__}__")(value)
    if base is dict:
        return dict(dict.items(value))
    if base in (list, tuple, set, frozenset):
        return base(base.__iter__(value))
    return base(value)


_ENCODERS: dict[type, Callable[[Encoder, Any], Any]] = {
    list: lambda e, v: e._list(v, "l"),
    tuple: lambda e, v: e._list(v, "t"),
    dict: lambda e, v: ["d", [[e.encode(k), e.encode(x)] for k, x in v.items()]],
    set: lambda e, v: ["s", [e.encode(x) for x in v]],
    frozenset: lambda e, v: ["z", [e.encode(x) for x in v]],
    complex: lambda e, v: ["c", v.real, v.imag],
    range: lambda e, v: ["r", *map(e.encode, (v.start, v.stop, v.step))],
    slice: lambda e, v: ["S", *map(e.encode, (v.start, v.stop, v.step))],
    type(Ellipsis): lambda e, v: ["e"],
    deque: lambda e, v: ["q", e._list(list(v), "l"), v.maxlen],
    type({}.keys()): lambda e, v: ["k", e._list(list(v), "l")],
    type({}.values()): lambda e, v: ["v", e._list(list(v), "l")],
    type({}.items()): lambda e, v: ["i", e.encode(dict(v))],
    np.ndarray: lambda e, v: e._array(v),
    Fraction: lambda e, v: ["F", str(v)],
    Decimal: lambda e, v: ["M", str(v)],
    bytearray: lambda e, v: e.encode(bytes(v)),
    date: lambda e, v: ["y", v.toordinal()],
    datetime: lambda e, v: ["T", v.isoformat()],
    time: lambda e, v: ["h", v.isoformat()],
    timedelta: lambda e, v: ["E", v.days, v.seconds, v.microseconds],
}


class Decoder:
    """Turns a header and its buffers into values, and distrusts both."""

    def __init__(self, buffers: Sequence[bytearray], resolve: Resolve) -> None:
        self.resolve = resolve
        self.buffers = buffers
        self._depth = 0

    def decode(self, wire: Any) -> Any:
        """The value; raises WireError for anything that `Encoder` does not write."""
        if type(wire) is not list:
            if type(wire) in SCALARS:
                return wire
            raise WireError("a bare value that is no scalar")
        if self._depth >= MAX_DEPTH:
            raise WireError(f"nested deeper than {MAX_DEPTH} levels")
        decoder = _DECODERS.get(wire[0]) if wire and type(wire[0]) is str else None
        if decoder is None:
            raise WireError("an unknown tag")
        self._depth += 1
        try:
            return decoder(self, *wire[1:])
        finally:
            self._depth -= 1

    def items(self, wires: Any) -> list[Any]:
        """The values of a list of wires."""
        if type(wires) is not list:
            raise WireError("a container that is no list")
        return [self.decode(wire) for wire in wires]

    def data(self, place: int | bytes) -> bytearray:
        """What `Encoder` sent as a buffer."""
        return bytearray(place) if isinstance(place, bytes) else self.buffers[place]

    def floats(self, place: int | bytes) -> list[float]:
        """A list of floats that was sent as a buffer."""
        values: list[float] = np.frombuffer(self.data(place), np.float64).tolist()
        return values

    def array(self, dtype: str, shape: Any, place: int | bytes) -> Any:
        """An array of its own memory."""
        kind, data = _dtype(dtype), self.data(place)
        sides = tuple(int(side) for side in shape)
        if len(sides) > 32 or any(side < 0 for side in sides):
            raise WireError("an impossible shape")
        if math.prod(sides) * kind.itemsize != len(data):
            raise WireError("an array whose shape does not fit its data")
        if kind.itemsize == 0:
            return np.zeros(sides, kind)
        values = np.frombuffer(data, kind).reshape(sides)
        return values if sides else _scalar(values)

    def objects(self, shape: Any, wires: Any) -> Any:
        """An array of texts or other plain data."""
        values = self.decode(wires)
        flat = np.empty(len(values), object)
        for place, value in enumerate(values):  # a list stays one
            flat[place] = value
        return flat.reshape([int(side) for side in shape])

    def named_tuple(self, name: str, fields: Any, wires: Any) -> Any:
        """A tuple whose class has this name and these fields."""
        if len(fields) > 256:
            raise WireError("a named tuple of more than 256 fields")
        values = self.items(wires)
        if any(callable(value) for value in values):  # a field may hide a method of tuples
            return tuple(values)
        return namedtuple(str(name), [str(field) for field in fields])(*values)

    def library(self, tag: str, wire: Any) -> Any:
        """A value of pandas or torch."""
        return wire_libraries.assemble(str(tag), self.decode(wire))


def _dtype(text: Any) -> np.dtype[Any]:
    dtype = np.dtype(str(text)) if len(str(text)) < 40 else None
    if dtype is None or dtype.kind not in DTYPE_KINDS or dtype.hasobject:
        raise WireError("a dtype that is no plain data")
    return dtype


def _one(kind: np.dtype[Any], data: bytes) -> Any:
    """A number or a text of numpy; the empty text has no data."""
    return np.frombuffer(data, kind, 1)[0] if kind.itemsize else kind.type()


def _scalar(value: Any) -> Any:
    """A number; one of half precision would lend its few digits to what it is compared with."""
    return value.astype(np.float64) if value.dtype == np.float16 else value


def _big(text: Any) -> int:
    if len(text) > MAX_INT_DIGITS:
        raise WireError("an integer of too many digits")
    return int(text, 16)


def _fraction(text: Any) -> Fraction:
    if not re.fullmatch(r"-?\d+(/\d+)?", text, re.ASCII):  # "1e9999999" would take long
        raise WireError("a fraction of another form")
    return Fraction(_short(text))


def _short(text: Any) -> str:
    if len(text) > MAX_INT_DIGITS:
        raise WireError("a number of too many digits")
    return str(text)


_DECODERS: dict[str, Callable[..., Any]] = {
    "l": lambda d, v: d.items(v),
    "t": lambda d, v: tuple(d.items(v)),
    "b": lambda d, v: bytes(d.data(v)),
    "lf": lambda d, i: d.floats(i),
    "tf": lambda d, i: tuple(d.floats(i)),
    "s": lambda d, v: set(d.items(v)),
    "z": lambda d, v: frozenset(d.items(v)),
    "d": lambda d, v: {d.decode(k): d.decode(x) for k, x in v},
    "I": lambda d, v: _big(v),
    "c": lambda d, re, im: complex(float(re), float(im)),
    "r": lambda d, *v: range(*d.items(list(v))),
    "S": lambda d, *v: slice(*d.items(list(v))),
    "e": lambda d: Ellipsis,
    "q": lambda d, v, n: deque(d.decode(v), n),
    "k": lambda d, v: dict.fromkeys(d.decode(v)).keys(),
    "v": lambda d, v: dict(enumerate(d.decode(v))).values(),
    "i": lambda d, v: dict(d.decode(v)).items(),
    "o": lambda d, *v: d.objects(*v),
    "F": lambda d, v: _fraction(v),
    "M": lambda d, v: Decimal(_short(v)),
    "y": lambda d, v: date.fromordinal(v),
    "T": lambda d, v: datetime.fromisoformat(v),
    "h": lambda d, v: time.fromisoformat(v),
    "E": lambda d, *v: timedelta(*v),
    "a": lambda d, *v: d.array(*v),
    "g": lambda d, dtype, v: _scalar(_one(_dtype(dtype), v)),
    "D": lambda d, v: _dtype(v),
    "N": lambda d, *v: d.named_tuple(*v),
    "X": lambda d, *v: d.library(*v),
    "R": lambda d, v: d.resolve(d.decode(v)),
}


def pack(message: Any, refer: Refer) -> tuple[bytes, list[bytes | memoryview]]:
    """The header and the buffers of a message; raises WireError if it is too large."""
    encoder = Encoder(refer)
    try:
        header = msgpack.packb(encoder.encode(message), use_bin_type=True)
    except UnicodeEncodeError as error:
        raise WireError("a text with half of a surrogate pair") from error
    if len(header) > MAX_HEADER_BYTES:
        raise WireError(f"a message with more than {MAX_HEADER_BYTES >> 20} MB besides its arrays")
    if len(header) + _size(encoder.buffers) > MAX_BYTES:
        raise WireError(f"a message of more than {MAX_BYTES >> 20} MB")
    return header, encoder.buffers


def unpack(header: bytes | bytearray, buffers: Sequence[bytearray], resolve: Resolve) -> Any:
    """The message; raises WireError whatever is wrong with it."""
    try:
        wire = msgpack.unpackb(header, raw=False, strict_map_key=True, max_ext_len=0)
        return Decoder(buffers, resolve).decode(wire)
    except (WireError, NotPlainData):
        raise
    except (*MALFORMED, msgpack.UnpackException) as error:
        raise WireError(f"a malformed message ({type(error).__name__})") from error


def _size(buffers: Sequence[bytes | memoryview]) -> int:
    return sum(memoryview(buffer).nbytes for buffer in buffers)
