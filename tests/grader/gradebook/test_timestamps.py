import warnings
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.gradebook.timestamps import submitted_at

SHAPES = st.from_regex(r"20[12]\d-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?( ?[A-Z+/a-z0-9-]{1,12})?")


@pytest.mark.parametrize(
    "text",
    [
        "2015-02-02 15:58:23.948203 UTC",
        "2015-02-02 15:58:23.948203 America/Los_Angeles",
        "2015-02-02 15:58:23.948203 PST",
        "2015-02-02 15:58:23.948203 +0100",
        "2015-02-02 15:58:23",
        "2015-02-02T15:58:23+01:00",
        "2015-02-02T15:58:23Z\n",
    ],
)
def test_a_date_is_read_as_nbgrader_reads_it(text: str):
    from nbgrader.utils import parse_utc

    assert submitted_at(text.encode()) == (parse_utc(text.strip()), "")


def test_a_zone_is_taken_into_account():
    when, _ = submitted_at(b"2015-02-02 15:58:23 America/Los_Angeles")
    assert when == datetime(2015, 2, 2, 23, 58, 23)


def test_without_a_file_there_is_no_time_and_nothing_to_say():
    assert submitted_at(None) == (None, "")


def test_an_empty_file_is_noted():
    assert submitted_at(b" \n") == (None, "timestamp.txt is empty")


@pytest.mark.parametrize(
    "content",
    [b"yesterday", b"\xff\xfe", b"2015-99-99", b"1" * 200, b"2015-02-02 1:1 9" + b"9" * 30],
)
def test_what_nbgrader_stops_at_costs_the_time_alone(content: bytes):
    when, note = submitted_at(content)
    assert when is None
    assert note.startswith("timestamp.txt holds no date")


@pytest.mark.parametrize("zone", ["/dev/stdin", "../../etc/passwd", "/dev/zero"])
def test_a_zone_is_never_a_path(zone: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("grader.gradebook.timestamps.tz.gettz", pytest.fail)
    assert submitted_at(f"2015-02-02 15:58:23 {zone}".encode())[0] == datetime(
        2015, 2, 2, 15, 58, 23
    )


@given(st.binary(max_size=60) | SHAPES.map(str.encode) | st.text(max_size=40).map(str.encode))
def test_nothing_in_the_file_raises_or_warns(content: bytes):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        when, note = submitted_at(content)
    assert when is None or (when.tzinfo is None and not note)
