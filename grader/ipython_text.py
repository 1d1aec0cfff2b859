"""A cell's text as plain Python: what only IPython understands is taken out, line for line.

IPython's own transformer takes 0.3 s to import, and turns magics into calls of a shell that the
judge does not have.
"""

import ast
import re
import textwrap
import warnings
from dataclasses import dataclass

SHELL = "get_ipython()"  # stands for a value that only the student's shell can give
# Cell magics below which Python stands that runs as if they were not there.
TRANSPARENT = frozenset({"time", "capture", "prun"})
MOST_CHARACTERS = 1 << 20  # parsed of one cell, all attempts together: each takes out one line
_CELL_MAGIC = re.compile(r"%%(!|\w+)")
_ESCAPED = re.compile(
    r"(?P<indent>\s*)(?P<target>[\w.,\s\[\]]+=(?!=)\s*)?(?P<escape>[%!?])(?P<rest>.*)"
)
_HELP = re.compile(r"(?P<indent>\s*)[\w.%*]+\?{1,2};?\s*(#.*)?$")
_TIMED = re.compile(r"%?time\s+(?P<timed>.+)")


@dataclass(frozen=True)
class Magic:
    """A line for IPython, counted from 1; `name` is a magic's ("time"), "!" or "?"."""

    line: int
    name: str
    text: str


@dataclass(frozen=True)
class PythonText:
    """The same lines without magics; `tree` is None if it cannot be read, `problem` says why.

    A cell magic that is not transparent (`%%bash`) leaves no text at all.
    """

    text: str
    tree: ast.Module | None
    magics: tuple[Magic, ...] = ()
    problem: str = ""
    problem_line: int = 1


def as_python(text: str) -> PythonText:
    """Read a cell; never raises."""
    lines = re.split(r"\r\n?|\n", text)  # as Python counts; splitlines knows more ends
    magics: list[Magic] = []
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    cell_magic = _CELL_MAGIC.match(lines[first]) if lines else None
    if cell_magic:
        magics.append(Magic(first + 1, f"%%{cell_magic[1]}", lines[first]))
        if cell_magic[1] not in TRANSPARENT:
            return PythonText("", ast.Module([], []), tuple(magics))
        lines[first] = ""
    elif lines and lines[first][:1].isspace():  # IPython takes the first line's indentation away
        lines = textwrap.dedent("\n".join(lines)).split("\n")
    return _without_magics(lines, magics)


def _without_magics(lines: list[str], magics: list[Magic]) -> PythonText:
    """Take out the line where Python gives up, if it is IPython's, and look again.

    No line that Python can read is touched: a % in a string or a continued line stays.
    """
    left = MOST_CHARACTERS
    while True:
        text = "\n".join(lines)
        left -= len(text)
        if magics and left < 0:
            return PythonText(text, None, tuple(magics), "too many lines are for IPython")
        try:
            tree = _parsed(text)
        except SyntaxError as error:
            at = (error.lineno or 1) - 1
            magic = _take_out(lines, at) if at < len(lines) else None
            if magic is None:
                where = (error.msg, error.lineno or 1)
                return PythonText(text, None, tuple(magics), *where)
            magics.append(magic)
        except (ValueError, RecursionError, MemoryError) as error:
            return PythonText(text, None, tuple(magics), str(error) or type(error).__name__)
        else:
            return PythonText(text, tree, tuple(sorted(magics, key=lambda magic: magic.line)))


def _parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "\d" in a plain string: not our business here
        return ast.parse(text)


def _take_out(lines: list[str], at: int) -> Magic | None:
    """Replace a line for IPython, and those that continue it; None if it is no such line."""
    text = lines[at]
    escaped, asked = _ESCAPED.match(text), _HELP.match(text)
    if escaped and not (escaped["escape"] == "?" and escaped["target"]):
        name, instead = _translated(escaped)
        lines[at] = escaped["indent"] + instead
    elif asked:
        name, lines[at] = "?", asked["indent"] + "pass"
    else:
        return None
    whole = [text]
    while whole[-1].endswith("\\") and at + len(whole) < len(lines):
        whole.append(lines[at + len(whole)])
        lines[at + len(whole) - 1] = ""
    return Magic(at + 1, name, text.strip())


def _translated(escaped: re.Match[str]) -> tuple[str, str]:
    """The name of a magic, and the Python that stands for it."""
    escape, rest, target = escaped["escape"], escaped["rest"], escaped["target"]
    if escape != "%":
        return escape, (target + SHELL if target else "pass").strip()
    name = re.match(r"%?(\w*)", rest)
    timed = _TIMED.match(rest)
    if timed and not target and _is_python(timed["timed"]):
        return "time", timed["timed"]
    return name[1] if name else "", (target + SHELL if target else "pass").strip()


def _is_python(text: str) -> bool:
    try:
        _parsed(text)
    except (SyntaxError, ValueError):
        return False
    return True
