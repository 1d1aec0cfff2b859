"""Rebuilds a submitted notebook from the instructor's: nothing that a student wrote gets lost.

Locked cells are the instructor's, in the instructor's order; answers are the student's, wherever
they were found; the student's own cells follow the cell that they followed. Whatever had to be
put right is told. Pure: no file is opened, nothing runs.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from grader.cells import Rebuilt, RebuiltCell, SourceCell, SourceNotebook
from grader.intake.findings import Findings, quoted
from grader.intake.match import (
    Matching,
    bound_names,
    match,
    own_names,
    plain_text,
    same_text,
)
from grader.intake.merged import separated
from grader.intake.read import Cell, UnreadableNotebookError, read_notebook
from grader.ipython_text import as_python

PARSED_CHARACTERS = 100_000  # of an answer: enough for any, and parsing takes no second


def rebuild_file(source: SourceNotebook, data: bytes) -> Rebuilt:
    """Rebuild from the bytes of a file; that it cannot be read is a reason."""
    try:
        file = read_notebook(data)
    except UnreadableNotebookError as error:
        return Rebuilt(source.name, reason=f"{source.name}.ipynb {error}")
    return rebuild(source, file.cells, notes=file.notes, damage=file.damage)


def rebuild(
    source: SourceNotebook,
    submitted: Sequence[Cell],
    *,
    notes: Sequence[str] = (),
    damage: str = "",
) -> Rebuilt:
    """The notebook to run, with what was put right; or the reason why a human must look.

    `notes` are sentences of the reader, told as they are; `damage` says where the file may have
    lost cells, and follows "the file is" in a sentence.
    """
    submitted, merged = separated(source.cells, submitted)
    matching = match(source.cells, submitted)
    rebuilder = _Rebuilder(source.cells, submitted, matching, merged)
    cells = rebuilder.cells()
    reason = _hopeless(source, submitted, matching)
    lost = rebuilder.lost(damaged=bool(damage))
    if lost and not reason:
        reason = f"is {damage or 'damaged'}; the text of {quoted(lost)} may be lost"
    if reason:
        return Rebuilt(source.name, repairs=tuple(notes), reason=f"{source.name}.ipynb {reason}")
    told = [*notes, *([f"the file is {damage}"] if damage else ()), *rebuilder.found.sentences()]
    return Rebuilt(source.name, cells, tuple(dict.fromkeys(told)))


def _hopeless(source: SourceNotebook, submitted: Sequence[Cell], matching: Matching) -> str:
    if not submitted:
        return "has no cells"
    named = [n for n, cell in enumerate(source.cells) if cell.is_named]
    if named and not any(matching.how.get(n) in ("id", "content") for n in named):
        return "has none of the cells of this assignment: is it another notebook?"
    return ""


class _Rebuilder:
    """Puts the cells together, and collects what it meets."""

    def __init__(
        self,
        source: Sequence[SourceCell],
        submitted: Sequence[Cell],
        matching: Matching,
        merged: Sequence[str],
    ) -> None:
        self.source = source
        self.submitted = submitted
        self.matching = matching
        self.names = own_names(source)
        self.merged = merged
        self.found = Findings()
        self.found.add("merged", *merged)

    @cached_property
    def bound(self) -> dict[int, frozenset[str]]:
        """The names that the submitted cells define, by the cell of the source."""
        return {m: bound_names(self.submitted[c].text) for m, c in self.matching.main.items()}

    def cells(self) -> tuple[RebuiltCell, ...]:
        """All cells in the order of the source, named or numbered."""
        self._compare_order()
        cells = list(self._ordered(self._followers()))
        if any(self.found.sentences()):  # else it is as the student wanted it
            self.found.add("mixed", *(cell.name for cell in cells if _is_mixed(cell)))
            self.found.add("again", *self._defined_again())
        return tuple(
            cell if cell.kind != "plain" else replace(cell, name=f"cell {n}")
            for n, cell in enumerate(cells, start=1)
        )

    def lost(self, *, damaged: bool) -> list[str]:
        """The answers that the file's damage may have swallowed: no 0 for what was once there."""
        return [
            cell.name
            for n, cell in enumerate(self.source)
            if _is_answer(cell) and (self._is_unread(n) or (damaged and not self._is_safe(n)))
        ]

    def _is_unread(self, n: int) -> bool:
        return any(self.submitted[c].flaw == "lost" for c in self.matching.cells.get(n, ()))

    def _is_safe(self, n: int) -> bool:
        """Whether an answer of a damaged file is there for certain."""
        return bool(self._written(n)) and self.matching.how[n] != "place"

    def _written(self, n: int) -> list[Cell]:
        """The texts of an answer, neither empty nor untouched, each once: where it is last."""
        cells = [self.submitted[c] for c in self.matching.cells.get(n, ())]
        written = [cell for cell in cells if _is_written(cell, self.source[n].released)]
        last = {plain_text(cell.text): cell for cell in written}
        return [cell for cell in written if last[plain_text(cell.text)] is cell]

    def _ordered(self, followers: Mapping[int, Sequence[RebuiltCell]]) -> Iterator[RebuiltCell]:
        """Where cells are put back, the student's own come after the definitions that they may
        need and before the tests that may test them.
        """
        waiting = list(followers.get(-1, ()))
        for n, origin in enumerate(self.source):
            missing = n not in self.matching.main
            if not missing or origin.kind == "tests":
                yield from waiting
                waiting = []
            yield from self._missing(n, origin) if missing else self._present(n, origin)
            waiting += followers.get(n, ())
        yield from waiting

    def _followers(self) -> dict[int, list[RebuiltCell]]:
        """The student's own cells by the cell of the source that they stand behind."""
        place = {c: n for n, c in self.matching.main.items()}
        named = {cell.name for cell in self.source if cell.is_named}
        followers: dict[int, list[RebuiltCell]] = {}
        behind, own = -1, set(self.matching.own)
        for c, cell in enumerate(self.submitted):
            behind = place.get(c, behind)
            if c in own:
                followers.setdefault(behind, []).append(_own(cell))
                if cell.grade_id and cell.grade_id not in named:
                    self.found.add("foreign", cell.grade_id[:40])
                if cell.flaw:
                    self.found.add("altered", f"{c + 1} of the file")
        return followers

    def _defined_again(self) -> Iterator[str]:
        """The answers that one of the student's own cells defines, too."""
        cells = (self.submitted[c] for c in self.matching.own)
        bound = {
            name for cell in cells if cell.cell_type == "code" for name in bound_names(cell.text)
        }
        for n, names in enumerate(self.names):
            if names & bound:
                yield self.source[n].name

    def _present(self, n: int, origin: SourceCell) -> Iterator[RebuiltCell]:
        self._compare(n, origin)
        main = self.submitted[self.matching.main[n]]
        if _is_answer(origin):
            yield from self._answered(n, origin)
        elif origin.is_named:
            if not same_text(main.text, origin.released):
                self.found.add("locked", origin.name)
            yield _standing_for(origin, origin.released, main)
        else:
            yield _standing_for(origin, main.text, main)

    def _answered(self, n: int, origin: SourceCell) -> Iterator[RebuiltCell]:
        """The student's text. Of several each runs, as it did in the student's own Jupyter.

        Code runs cell by cell: a draft that does not parse must not take the others along. An
        answer in words is one cell with all texts, so that who reads it reads all.
        """
        kept = self._written(n)
        self._compare_copies(n, origin, kept)
        if not kept:
            yield _standing_for(origin, self.submitted[self.matching.main[n]].text)
        elif origin.cell_type == "code":
            yield from (replace(_own(cell), cell_type="code", attachments={}) for cell in kept[:-1])
            yield _standing_for(origin, kept[-1].text)
        else:
            pictures = {name: each for cell in kept for name, each in cell.attachments.items()}
            text = "\n\n".join(cell.text for cell in kept)
            yield replace(_standing_for(origin, text), attachments=pictures)

    def _missing(self, n: int, origin: SourceCell) -> Iterator[RebuiltCell]:
        if _is_answer(origin):
            elsewhere = self._elsewhere(n)
            self.found.add("unanswered" if elsewhere is None else "elsewhere", origin.name)
            yield _standing_for(origin, origin.released if elsewhere is None else elsewhere)
        elif origin.is_named or origin.cell_type == "code":
            self.found.add("restored", origin.name)
            yield _standing_for(origin, origin.released)

    def _elsewhere(self, n: int) -> str | None:
        """What runs in the place of a missing answer that was merged into another cell.

        Nothing if that cell is an earlier one and runs; its text if it is locked, and so
        replaced, or comes too late.
        """
        for m, bound in self.bound.items():
            if self.names[n] and self.names[n] <= bound:
                runs = m < n and not _is_locked(self.source[m])
                text = self.submitted[self.matching.main[m]].text
                return f"# {self.source[n].name}: see {self.source[m].name}" if runs else text
        return None

    def _compare(self, n: int, origin: SourceCell) -> None:
        """Note what became of a cell's id, flags and type."""
        cells = [self.submitted[c] for c in self.matching.cells[n]]
        main, how = self.submitted[self.matching.main[n]], self.matching.how[n]
        if any(cell.cell_type != origin.cell_type for cell in cells) and (
            origin.is_named or origin.cell_type == "code"
        ):
            self.found.add("retyped", origin.name)
        if any(cell.flaw for cell in cells) and not _is_locked(origin):
            self.found.add("altered", origin.name)
        if not origin.is_named or origin.name in self.merged:
            return
        if how != "id":
            self.found.add("by place" if how == "place" else "lost id", origin.name)
        elif main.kind != origin.kind or (origin.points and main.points != origin.points):
            self.found.add("flags", origin.name)
        if len(cells) > 1 and not _is_answer(origin):
            self.found.add("same", origin.name)

    def _compare_copies(self, n: int, origin: SourceCell, kept: Sequence[Cell]) -> None:
        cells = [self.submitted[c] for c in self.matching.cells[n]]
        if len(kept) > 1:
            self.found.add("differ", origin.name)
        elif len(cells) > 1:
            untouched = kept and not all(_is_written(cell, origin.released) for cell in cells)
            self.found.add("untouched copy" if untouched else "same", origin.name)
        asked = self.names[n] & bound_names(origin.released)
        texts = [cell.text for cell in cells if not same_text(cell.text, origin.released)]
        if asked and texts and not any(name in text for name in asked for text in texts):
            self.found.add("unnamed", origin.name)

    def _compare_order(self) -> None:
        places = sorted(self.matching.main.items())
        stayed = _longest_increasing([c for _, c in places])
        for n, c in places:
            if c not in stayed and (self.source[n].is_named or self.source[n].cell_type == "code"):
                self.found.add("moved", self.source[n].name)


def _is_answer(cell: SourceCell) -> bool:
    return cell.kind in ("solution", "answer")


def _is_locked(cell: SourceCell) -> bool:
    return cell.is_named and not _is_answer(cell)


def _is_written(cell: Cell, released: str) -> bool:
    return bool(cell.text.strip()) and not same_text(cell.text, released)


def _is_mixed(cell: RebuiltCell) -> bool:
    """Whether an answer does not parse: among changed cells one may be merged into it."""
    if cell.kind not in ("solution", "answer") or cell.cell_type != "code":
        return False
    return len(cell.text) < PARSED_CHARACTERS and as_python(cell.text).tree is None


def _own(cell: Cell) -> RebuiltCell:
    return RebuiltCell("", "plain", cell.cell_type, cell.text, None, attachments=cell.attachments)


def _standing_for(origin: SourceCell, text: str, cell: Cell | None = None) -> RebuiltCell:
    return RebuiltCell(
        name=origin.name,
        kind=origin.kind,
        cell_type=origin.cell_type,
        text=text,
        origin=origin,
        touched=not same_text(text, origin.released),
        attachments=cell.attachments if cell and origin.cell_type != "code" else {},
    )


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """A longest increasing subsequence of different numbers: what stayed in its order."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        k = bisect_left(ends, number)
        before[number] = ends[k - 1] if k else None
        ends[k : k + 1] = [number]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
