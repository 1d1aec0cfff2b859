"""Reads the reviewed mutants that no test can kill, each with the reason.

`equivalent_mutants.toml` beside an assignment's wrong answers:

    [[equivalent]]
    solution = "kl"
    reason = "np.asarray gives float64 here anyway: logvar holds floats"
    diff = '''
    - logvar = np.asarray(logvar, dtype=float)
    + logvar = np.asarray(logvar)
    '''
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.audit.author_files import read_text, shown
from grader.errors import AuthorError

FILE = "equivalent_mutants.toml"
HEADER = "[[equivalent]]"
KEYS = {"solution", "reason", "diff"}


@dataclass(frozen=True)
class Equivalent:
    """A mutant of the cell `solution` that does the same as the reference, and why."""

    solution: str
    diff: str
    reason: str
    where: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is found by; a diff stays the same when lines around it change."""
        return self.solution, self.diff


def read_equivalents(folder: Path, root: Path) -> list[Equivalent]:
    """The reviewed mutants in an assignment's folder; none without the file.

    Raises AuthorError with file and line.
    """
    path = folder / FILE
    if not path.is_file():
        return []
    return parse_equivalents(read_text(path, root), shown(path, root))


def parse_equivalents(text: str, path: str) -> list[Equivalent]:
    """The entries in the text of a file, which messages call `path`."""
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AuthorError(path, f"no valid TOML ({error})", "Correct it.") from error
    entries = plain.get("equivalent", [])
    are_entries = isinstance(entries, list) and all(isinstance(each, dict) for each in entries)
    if set(plain) - {"equivalent"} or not are_entries:
        raise AuthorError(path, "something else than entries", f"Start each with {HEADER}.")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == HEADER]
    places = [f"{path}:{line}" for line in lines] + [path] * (len(entries) - len(lines))
    return [_entry(entry, where) for entry, where in zip(entries, places, strict=False)]


def normalised(diff: str) -> str:
    """A diff without blank lines and indentation."""
    lines = (line.strip() for line in diff.splitlines())
    return "\n".join(line for line in lines if line)


def _entry(entry: Mapping[str, Any], where: str) -> Equivalent:
    texts = {key: value.strip() for key, value in entry.items() if isinstance(value, str)}
    if set(entry) != KEYS or not all(texts.get(key) for key in KEYS):
        raise AuthorError(
            where, "an entry needs solution, diff and reason", "Write all three, as text."
        )
    return Equivalent(texts["solution"], normalised(texts["diff"]), texts["reason"], where)
