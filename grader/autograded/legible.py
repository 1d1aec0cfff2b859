"""Text from strangers as a browser may show it: its colours, and no other control character."""

import re

# nbconvert takes the text behind each colour apart again: characters times colours, in bytes
# copied. 1 MB with a colour for every sixth character would take minutes.
MOST_COPIED = 300_000_000
LONGEST = 40  # characters between `ESC [` and `m`

_UNSEEN = (*range(7), 8, *range(11, 27), *range(28, 32), *range(127, 160))
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # makes text read backwards
_DROPPED = dict.fromkeys((*_UNSEEN, *_TURNING)) | dict.fromkeys(range(0xD800, 0xE000), "�")
_ESCAPE = re.compile(
    r"\x1b(?:\[(?P<colours>[0-9;]*)m|\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?)?"
)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# What nbconvert knows; it fails with an IndexError at a 38 that no colour follows.
_KNOWN = re.compile(
    r"(?:;?(?:0?[0-57]|2[1247]|[34][0-79]|9[0-7]|10[0-7]|[34]8;5;(?:1?\d?\d|2[0-4]\d|25[0-5])"
    r"|[34]8;2(?:;(?:1?\d?\d|2[0-4]\d|25[0-5])){3})(?=;|$))*"
)


def legible(text: str) -> str:
    """The text as a terminal would leave it: what was printed over is gone, colours stay."""
    if "\r" in text:
        text = "\n".join(map(_printed_over, text.split("\n")))
    text = text.translate(_DROPPED)
    if "\x1b" in text:
        keep = text.count("\x1b") * len(text) <= MOST_COPIED
        text = _ESCAPE.sub(lambda found: _colours(found) if keep else "", text)
    return text.replace("\x07", "")  # not earlier: it ends an escape


def without_colours(text: str) -> str:
    """The characters alone."""
    return _COLOURS.sub("", text)


def _colours(found: re.Match[str]) -> str:
    colours = found["colours"]
    known = colours is not None and len(colours) <= LONGEST and _KNOWN.fullmatch(colours)
    return found[0] if known else ""


def _printed_over(line: str) -> str:
    """What a line shows after its carriage returns: a progress bar ends with its last state."""
    return line.rstrip("\r").rpartition("\r")[2]
