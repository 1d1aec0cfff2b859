"""When a submission was handed in: what its timestamp.txt says, read as nbgrader reads it.

A text that nbgrader cannot read stops it; here it costs the timestamp, and a sentence says so.
"""

import re
import warnings
from datetime import datetime

from dateutil import parser, tz

NAME = "timestamp.txt"
LONGEST = 100  # characters; the exchange writes 30
# gettz opens files by name: the name of a zone is no path of its own.
ZONE = re.compile(r"[A-Za-z][\w+-]*(/[A-Za-z][\w+-]*)*")


def submitted_at(content: bytes | None) -> tuple[datetime | None, str]:
    """The time in UTC without a zone, and what is wrong with the file, if anything.

    `content` is that of timestamp.txt, None without the file.
    """
    if content is None:
        return None, ""
    try:
        text = content.decode("utf-8").strip()
        return (_utc(text), "") if text else (None, f"{NAME} is empty")
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError):
        return None, f"{NAME} holds no date: it counts as submitted at no known time"


def _utc(text: str) -> datetime:
    if len(text) > LONGEST:
        raise ValueError("too long for a date")
    moment = _parsed(text)
    if moment.tzinfo is None:
        return moment
    return (moment - (moment.utcoffset() or tz.UTC.utcoffset(moment))).replace(tzinfo=None)


def _parsed(text: str) -> datetime:
    """nbgrader's reading: the third word is a zone, or a number of seconds."""
    parts, zones = text.split(" "), {}
    if len(parts) == 3:
        text, zones = f"{parts[0]} {parts[1]} TZ", {"TZ": _zone(parts[2])}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", parser.UnknownTimezoneWarning)  # then it is UTC
        moment: datetime = parser.parse(text, tzinfos=zones)
    return moment


def _zone(name: str) -> int | object | None:
    try:
        return int(name)
    except ValueError:
        return tz.gettz(name) if ZONE.fullmatch(name) else None
