"""What was put right in a submitted notebook, as sentences; imports nothing of ours."""

from collections.abc import Iterator, Sequence

NAMES_SHOWN = 8  # of cells with which nothing is lost

# In the order in which it is told; what may cost points comes first and names every cell.
_LOSSES = {
    "unanswered": "{}: missing, graded as not answered",
    "elsewhere": "{}: missing, but its answer stands in another cell and runs there",
    "differ": "{}: there more than once with different texts, all are kept and the last one counts",
    "again": "{}: defined in another cell too, whichever runs last counts",
    "by place": "{}: lost its id, recognised by its place alone, please check",
    "unnamed": "{}: does not name what it should define",
    "mixed": "{}: no valid Python, perhaps another cell was merged into it",
    "altered": "{}: damaged in the file, its text may be wrong",
}
_MENDED = {
    "lost id": "{}: lost its id, recognised by its content",
    "merged": "{}: merged into another cell, separated again",
    "retyped": "{}: turned into another type of cell, turned back",
    "untouched copy": "{}: there more than once, the untouched copy is left out",
    "same": "{}: there more than once with the same text, one is kept",
    "restored": "{}: missing, put back",
    "locked": "{}: locked but changed, the instructor's text is used",
    "flags": "{}: points or flags changed, the instructor's count",
    "moved": "{}: moved, put back in order",
    "foreign": "{}: not of this assignment, kept as the student's own",
}


class Findings:
    """Cells by what was found about them."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {kind: [] for kind in (*_LOSSES, *_MENDED)}

    def add(self, kind: str, *names: str) -> None:
        """Note this about the cells of these names."""
        self._names[kind] += [name for name in names if name not in self._names[kind]]

    def sentences(self) -> Iterator[str]:
        """One for each kind of finding."""
        for kind, names in self._names.items():
            if names and kind in _LOSSES:
                yield _LOSSES[kind].format(quoted(names))
            elif names:
                more = len(names) - NAMES_SHOWN
                rest = f" and {more} more" if more > 0 else ""
                yield _MENDED[kind].format(quoted(names[:NAMES_SHOWN]) + rest)


def quoted(names: Sequence[str]) -> str:
    """These cells in a sentence, safe for a terminal whatever a student called them."""
    return ("cell " if len(names) == 1 else "cells ") + ", ".join(map(repr, names))
