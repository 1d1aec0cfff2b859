"""Reads the answers beside an assignment: named mistakes, and other correct solutions.

Both files are Python text in cells; a cell is what a student would write into one solution cell:

    # %% wrong="missing_half" solution="kl" loses="kl_by_hand kl_random" symptom="twice too large"

in `wrong_answers.py`: `loses` names exactly the grade cells that fail, `symptom` is a part of what
one of them says. A cell of `right_answers.py` (`right="loops" solution="kl"`) keeps every point.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from grader.audit.author_files import read_text, shown
from grader.errors import AuthorError

Which = Literal["wrong", "right"]
KEYS = {"wrong": ("wrong", "solution", "loses", "symptom"), "right": ("right", "solution")}
_CELL = re.compile(r"# %%(?P<text>\s+\[\w+\])?(?P<keys>.*)")
_PAIR = re.compile(r'\s+(\w+)=("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True)
class Answer:
    """What a student may write into the solution cell `solution`; `line` of `path` says so."""

    name: str
    solution: str
    source: str
    path: str
    line: int
    loses: tuple[str, ...] = ()
    symptom: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it must keep every point."""
        return not self.loses

    @property
    def where(self) -> str:
        """The place of its cell."""
        return f"{self.path}:{self.line}"


def read_answers(folder: Path, which: Which, root: Path) -> list[Answer]:
    """The wrong or the right answers in an assignment's folder; none without the file.

    Messages name the file as seen from `root`. Raises AuthorError with file and line.
    """
    path = folder / f"{which}_answers.py"
    if not path.is_file():
        return []
    return parse_answers(read_text(path, root), which, shown(path, root))


def parse_answers(text: str, which: Which, path: str) -> list[Answer]:
    """The answers in the text of a file, which messages call `path`."""
    answers: list[Answer] = []
    seen: dict[str, int] = {}
    for line, header, source in _cells(text.splitlines()):
        answer = Answer(
            **_keys(header, which, f"{path}:{line}"), source=source, path=path, line=line
        )
        if answer.name in seen:
            raise AuthorError(
                answer.where,
                f"{which}={answer.name!r} stands in line {seen[answer.name]} already",
                "Rename one of the two.",
            )
        seen[answer.name] = line
        answers.append(answer)
    return answers


def _cells(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Line, keys and text of each code cell; what stands above the first cell is prose."""
    starts = [n for n, line in enumerate(lines) if _CELL.fullmatch(line)]
    for start, end in pairwise([*starts, len(lines)]):
        header = _CELL.fullmatch(lines[start])
        if header and not header["text"]:
            yield start + 1, header["keys"], "\n".join(lines[start + 1 : end]).strip("\n")


def _keys(header: str, which: Which, where: str) -> dict[str, Any]:
    """What the first line of a cell says, by the fields of an Answer."""
    try:
        pairs = {key: json.loads(value) for key, value in _PAIR.findall(header)}
    except json.JSONDecodeError as error:
        to_do = "Values are JSON texts: write \\\\ for a backslash."
        raise AuthorError(where, f"a value cannot be read ({error.msg})", to_do) from error
    if sorted(pairs) != sorted(KEYS[which]) or _PAIR.sub("", header).strip():
        wanted = " ".join(f'{key}="…"' for key in KEYS[which])
        raise AuthorError(where, f"the keys are {header.strip() or 'missing'}", f"Write {wanted}.")
    name, loses = pairs.pop(which), tuple(pairs.pop("loses", "").split())
    if which == "wrong" and not (loses and pairs["symptom"]):
        raise AuthorError(
            where,
            f"the wrong answer {name!r} loses nothing or has no symptom",
            "Name in loses= the grade cells that fail, in symptom= what one of them says.",
        )
    return pairs | {"name": name, "loses": loses}
