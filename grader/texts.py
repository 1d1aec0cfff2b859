"""Text that came from a student, made fit for a terminal."""

import re

MESSAGE_LINES = 3
MESSAGE_CHARACTERS = 300
# CSI (colours, cursor) and OSC (titles, links): a student's message must not drive a terminal.
_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?)")


def without_escapes(text: str) -> str:
    """The text without colours and other terminal sequences; lines stay."""
    plain = _ESCAPES.sub("", text)
    return "\n".join("".join(filter(str.isprintable, line)) for line in plain.splitlines())


def printable(text: str) -> str:
    """The first lines of a message, without anything that could drive a terminal."""
    lines = (line.strip() for line in without_escapes(text).splitlines())
    kept = "\n".join([line for line in lines if line][:MESSAGE_LINES])
    return kept if len(kept) <= MESSAGE_CHARACTERS else kept[: MESSAGE_CHARACTERS - 1] + "…"


def one_line(text: str) -> str:
    """The same in a single line, as a reason or a table wants it."""
    return printable(text).replace("\n", " ")
