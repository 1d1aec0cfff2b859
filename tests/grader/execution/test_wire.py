"""Plain data arrives as it was; nothing else arrives, and no message harms its reader."""

import pickle
from collections import OrderedDict, namedtuple
from decimal import Decimal
from fractions import Fraction

import msgpack
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.execution import wire, wire_libraries

Point = namedtuple("Point", "x y")
NAMED = {"references": []}


def refuse(value):
    raise wire.WireError(f"no {type(value).__name__}")


def there_and_back(value):
    header, buffers = wire.pack(value, refuse)
    return wire.unpack(header, [bytearray(b) for b in buffers], refuse)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text()
    | st.binary(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@settings(max_examples=200, derandomize=True)
@given(plain)
def test_plain_data_arrives_as_it_was(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        {1, 2},
        frozenset({"a"}),
        range(1, 9, 2),
        slice(None, 3),
        ...,
        Fraction(1, 3),
        Decimal("0.1"),
        1 << 200,
        -(1 << 70),
        np.float32(0.5),
        np.int8(-3),
        np.bool_(True),
        np.datetime64("2020-01-01"),
        np.dtype("f4"),
    ],
    ids=repr,
)
def test_every_plain_type_keeps_its_type(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3).T,
        np.array(5.0),
        np.zeros((0, 3)),
        np.array(["a", "bc"]),
        np.array([True, False]),
        np.arange(3000, dtype=np.int16)[::2],
        np.array([1 + 2j]),
    ],
    ids=lambda a: f"{a.dtype}{a.shape}",
)
def test_arrays_keep_dtype_shape_and_content(array):
    back = there_and_back(array)
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(back, array)


def test_a_named_tuple_keeps_its_names():
    assert there_and_back(Point(1, 2)).y == 2


def test_a_subclass_arrives_as_its_base():
    class Always(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    class List(list):
        def __iter__(self):
            return iter(["forged"])

    assert type(there_and_back(Always(2))) is float
    assert there_and_back(List([1, 2])) == [1, 2]
    assert type(there_and_back(OrderedDict(a=1))) is dict
    assert type(there_and_back(np.ones(2).view(np.recarray))) is np.ndarray


def test_frames_series_and_indexes_arrive_as_they_were():
    frame = pd.DataFrame(
        {"a": [1, 2], "b": ["x", None], "c": [1.5, np.nan]}, index=pd.Index(["r", "s"], name="k")
    )
    pd.testing.assert_frame_equal(there_and_back(frame), frame)
    pd.testing.assert_series_equal(there_and_back(frame["a"]), frame["a"])
    grouped = frame.groupby(["a", "c"], dropna=False).count()
    pd.testing.assert_frame_equal(there_and_back(grouped), grouped)


@pytest.mark.parametrize(
    "value",
    [object(), len, np.array([object()]), np.ma.masked_all(3), lambda: 0, type],
    ids=["object", "builtin", "object array", "masked array", "lambda", "class"],
)
def test_what_is_no_plain_data_is_left_to_the_references(value):
    with pytest.raises(wire.WireError):
        there_and_back(value)


def test_deep_and_circular_data_is_refused():
    circle = []
    circle.append(circle)
    with pytest.raises(wire.WireError, match="deeper"):
        there_and_back(circle)


def unpacked(raw, buffers=()):
    return wire.unpack(msgpack.packb(raw), [bytearray(b) for b in buffers], refuse)


@pytest.mark.parametrize(
    "raw",
    [
        {"a": 1},
        ["?", 1],
        ["a", "O", [1], 0],
        ["a", "<f8", [-1], 0],
        ["a", "<f8", [1 << 40], 0],
        ["a", "<f8", [1], 7],
        ["a", "<f8", [1] * 40, 0],
        ["g", "O", b"12345678"],
        ["g", "<f8", b""],
        ["D", "O"],
        ["D", "V8"],
        ["D", "(1000000,1000000)f8"],
        ["I", "f" * 100_000],
        ["F", "9" * 100_000],
        ["F", "1e10000000"],
        ["F", "1_0/3"],
        ["N", "x", ["a b"], [1]],
        ["N", "import os", ["a"], [1]],
        ["l", 5],
        ["l", [["l", [{"x": 1}]]]],
        ["d", [[["l", []], 1]]],
        ["X", "sys", []],
        ["X", "torch", ["l", []]],
        [["l"]],
        [],
    ],
    ids=lambda raw: str(raw)[:40],
)
def test_a_message_that_breaks_the_rules_is_refused(raw):
    with pytest.raises(wire.WireError):
        unpacked(raw, [b"12345678"])


@settings(max_examples=300, derandomize=True)
@given(st.binary(max_size=200))
def test_noise_never_does_more_than_be_refused(noise):
    try:
        wire.unpack(noise, [bytearray(8)], refuse)
    except wire.WireError:
        return


def test_a_pickle_is_noise():
    class Gadget:
        def __reduce__(self):
            return (print, ("ran",))

    with pytest.raises((wire.WireError, AttributeError)):
        wire.unpack(pickle.dumps(print), [], refuse)


def test_a_message_has_a_largest_size():
    with pytest.raises(wire.WireError, match="8 MB besides its arrays"):
        wire.pack("x" * (wire.MAX_HEADER_BYTES + 1), refuse)
    with pytest.raises(wire.WireError, match="256 MB"):
        wire.pack(np.zeros(wire.MAX_BYTES + 1, np.uint8), refuse)


def test_long_bytes_travel_beside_the_header():
    header, buffers = wire.pack({"data.csv": bytes(9 << 20)}, refuse)
    assert len(header) < 100
    assert wire.unpack(header, [bytearray(b) for b in buffers], refuse) == {
        "data.csv": bytes(9 << 20)
    }


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"])
def test_a_column_keeps_its_time_zone(zone):
    column = pd.Series(pd.date_range("2026-01-01", periods=2, tz=zone))
    assert there_and_back(column).dtype == column.dtype


def test_no_name_of_a_time_zone_opens_a_file():
    column = ["datetime64[ns, dateutil//etc/hostname]", []]
    with pytest.raises(TypeError, match="no dtype of pandas"):
        wire_libraries.assemble("pandas series", [column, None, ["range", [0, 0, 1], [None]]])


def test_a_library_that_is_not_loaded_gives_plain_arrays(monkeypatch):
    frame = pd.DataFrame({"a": [1, 2]})
    header, buffers = wire.pack(frame, refuse)
    monkeypatch.delitem(__import__("sys").modules, "pandas")
    back = wire.unpack(header, [bytearray(b) for b in buffers], refuse)
    assert [column.tolist() for column in back] == [[1, 2]]
