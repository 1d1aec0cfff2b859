"""Which submitted cell stands for which cell of the instructor's notebook.

Evidence is added up: nbgrader's grade_id, the notebook format's id, the same text, the same names
defined. A grade_id alone does not decide, since copies carry it along and an edit may exchange
two. What is left is matched by its words, then by its place between neighbours.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from grader.cells import SourceCell
from grader.intake.read import Cell
from grader.ipython_text import as_python

How = Literal["id", "content", "place"]

GRADE_ID, CELL_ID, SAME_TEXT, NAMES = 4.0, 3.0, 6.0, 4.0
COMMON_TEXT = 1.0  # the same text, but of several cells, as nbgrader's stubs, or only untouched
FOREIGN_NAMES = -3.0  # defines what another cell should, and nothing of this one's
ENOUGH = 3.0
ALIKE = 0.5  # share of common words
FEW_WORDS = 4  # of which a common half says nothing
COMPARED_CHARACTERS = 10_000

# Possessive, so that a line of a megabyte is gone through once.
_BOUND = re.compile(
    r"^(?:async[ \t]++def|def|class)[ \t]++(\w++)"
    r"|^([^\W\d]\w*+)[ \t]*+(?::[^=\n]++)?+=(?!=)",
    re.MULTILINE,
)
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Matching:
    """`cells` lists, for cells of the source by number, the submitted ones that stand for them.

    Several, in the order of the notebook, are copies; `main` is the one that says where the cell
    was. `own` are the cells that stand for none: the student's own.
    """

    cells: Mapping[int, tuple[int, ...]]
    main: Mapping[int, int]
    how: Mapping[int, How]
    own: tuple[int, ...]


def match(source: Sequence[SourceCell], submitted: Sequence[Cell]) -> Matching:
    """Match every cell once, or leave it out."""
    matcher = _Matcher(source, submitted)
    matcher.by_evidence()
    matcher.take_copies()
    matcher.by_words()
    matcher.by_place()
    matcher.take_claims()
    return matcher.matching()


def bound_names(text: str) -> frozenset[str]:
    """Names that code defines at its left margin, whether or not it parses."""
    return frozenset(match[1] or match[2] for match in _BOUND.finditer(text))


def own_names(cells: Sequence[SourceCell]) -> list[frozenset[str]]:
    """The names that only this cell defines, for each cell that students write code in."""
    bound = [
        bound_names(f"{c.released}\n{c.source}") if c.cell_type == "code" else () for c in cells
    ]
    times = Counter(name for names in bound for name in names)
    return [
        frozenset(name for name in _asked(cell) if times[name] == 1)
        if cell.cell_type == "code" and cell.kind in ("solution", "answer")
        else frozenset()
        for cell in cells
    ]


def same_text(text: str, other: str) -> bool:
    """Whether texts differ at most in blanks at the end of lines."""
    return text == other or plain_text(text) == plain_text(other)


def plain_text(text: str) -> str:
    """The text without blanks at the end of its lines and around it."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _asked(cell: SourceCell) -> frozenset[str]:
    """What the released cell names; if it is all the student's, what the solution defines."""
    return bound_names(cell.released) or bound_names(cell.source)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text[:COMPARED_CHARACTERS]))


def _likeness(words: Counter[str], others: Counter[str]) -> float:
    """Share of common words, 0 to 1 (Dice); difflib's ratio would take the square of the time."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0


class _Source:
    """What the matcher asks of a cell of the instructor's."""

    def __init__(self, cell: SourceCell, names: frozenset[str]) -> None:
        self.cell = cell
        self.names = names
        self.text = plain_text(cell.released)
        self.students = cell.kind in ("solution", "answer")

    @cached_property
    def words(self) -> Counter[str]:
        return _words(self.cell.released)

    @cached_property
    def solved_words(self) -> Counter[str]:
        return _words(self.cell.source)


class _Submitted:
    """What the matcher asks of a submitted cell."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.text = plain_text(cell.text)
        self.bound = bound_names(cell.text)

    @cached_property
    def words(self) -> Counter[str]:
        return _words(self.cell.text)

    def likeness(self, source: _Source) -> float:
        if self.text == source.text:
            return 1.0
        if not source.students:
            return _likeness(source.words, self.words)
        return max(_likeness(words, self.words) for words in (source.words, source.solved_words))


@dataclass
class _Matcher:
    """The state of one matching: every step takes what it is sure of from what is left."""

    source_cells: Sequence[SourceCell]
    submitted_cells: Sequence[Cell]
    main: dict[int, int] = field(default_factory=dict)
    copies: dict[int, list[int]] = field(default_factory=dict)
    how: dict[int, How] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = own_names(self.source_cells)
        self.source = [_Source(*each) for each in zip(self.source_cells, names, strict=True)]
        self.submitted = [_Submitted(cell) for cell in self.submitted_cells]
        self.free = set(range(len(self.submitted)))
        self.by_grade_id = {c.name: n for n, c in enumerate(self.source_cells) if c.is_named}
        self.by_name = {name: n for n, each in enumerate(names) for name in each}
        self.by_text: dict[str, list[int]] = {}
        for n, each in enumerate(self.source):
            if each.text:
                self.by_text.setdefault(each.text, []).append(n)

    def matching(self) -> Matching:
        cells = {s: tuple(sorted([c, *self.copies.get(s, ())])) for s, c in self.main.items()}
        return Matching(cells, self.main, self.how, tuple(sorted(self.free)))

    def by_evidence(self) -> None:
        """The strongest pairs first; among equals the more alike, then the first."""
        weighed = {
            pair: weight + self.submitted[pair[1]].likeness(self.source[pair[0]])
            for pair, weight in self._evidence().items()
            if weight >= ENOUGH
        }
        for s, c in sorted(weighed, key=lambda pair: (-weighed[pair], pair)):
            if s not in self.main and c in self.free and self._credible(s, c):
                self._take(s, c, "content")

    def take_copies(self) -> None:
        """Second copies of a cell, so that nothing else is made of them."""
        for c in sorted(self.free):
            s = self._copied(self.submitted[c])
            if s is not None and s in self.main:
                self._take_copy(s, c)
        for s in [s for s in self.main if self._needs_names(s)]:
            for c in sorted(self.free):
                if self.source[s].names <= self.submitted[c].bound:
                    self._take_copy(s, c)

    def by_words(self) -> None:
        """What has lost its ids, by the words in it; text that nobody has to write excepted."""
        pairs = {
            (s, c): self.submitted[c].likeness(self.source[s])
            for s in self._unmatched(lambda each: each.students or each.cell.cell_type == "code")
            if self.source[s].words.total() >= FEW_WORDS
            for c in self.free
        }
        for s, c in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
            if pairs[s, c] >= ALIKE and s not in self.main and c in self.free:
                self._take(s, c, "content")

    def by_place(self) -> None:
        """What stands where an answer is missing; or the only cell that is left for it."""
        for wanted, found in [*self._gaps(), (self._answers(), sorted(self.free))]:
            if len(wanted) == len(found) == 1 and self._may_stand(wanted[0], found[0]):
                self._take(wanted[0], found[0], "place")
        for wanted, found in self._gaps():
            for kind in ("code", "markdown"):
                answers = [s for s in wanted if self.source[s].cell.cell_type == kind]
                cells = [c for c in found if self.submitted[c].cell.cell_type == kind]
                for s, c in zip(answers, cells, strict=False):
                    if self._may_stand(s, c):
                        self._take(s, c, "place")

    def take_claims(self) -> None:
        """A grade_id that nothing else speaks for still counts where its cell is missing."""
        for c in sorted(self.free):
            s = self.by_grade_id.get(self.submitted[c].cell.grade_id)
            if s is None or not self.source[s].students:
                continue
            if s not in self.main:
                self._take(s, c, "content")
            elif not self.source[s].names and not self._foreign(s, c):
                self._take_copy(s, c)

    def _evidence(self) -> dict[tuple[int, int], float]:
        weights: dict[tuple[int, int], float] = defaultdict(float)
        for pair, weight in self._signs():
            weights[pair] += weight
        return weights

    def _signs(self) -> Iterator[tuple[tuple[int, int], float]]:
        by_cell_id = {cell.cell_id: n for n, cell in enumerate(self.source_cells) if cell.cell_id}
        for c, each in enumerate(self.submitted):
            named = self.by_grade_id.get(each.cell.grade_id)
            if named is not None:
                yield (named, c), GRADE_ID + (FOREIGN_NAMES if self._foreign(named, c) else 0)
            if each.cell.cell_id in by_cell_id:
                yield (by_cell_id[each.cell.cell_id], c), CELL_ID
            same = self.by_text.get(each.text, [])
            for s in same:
                telling = len(same) == 1 and not self.source[s].students
                yield (s, c), SAME_TEXT if telling else COMMON_TEXT
            for s in {self.by_name[name] for name in each.bound & self.by_name.keys()}:
                names = self.source[s].names
                yield (s, c), NAMES * len(names & each.bound) / len(names)

    def _credible(self, s: int, c: int) -> bool:
        """A locked cell replaces what stands for it: that must not be a student's own work."""
        twin, each = self.source[s], self.submitted[c]
        replaced = twin.cell.is_named and not twin.students
        return not replaced or not each.text or each.likeness(twin) >= ALIKE

    def _may_stand(self, s: int, c: int) -> bool:
        """Whether place may decide: not for code that lacks the names asked for, nor for words
        if the cell is code of the student's own.
        """
        twin, each = self.source[s], self.submitted[c]
        if twin.cell.cell_type == "code":
            return not twin.names or bool(twin.names & each.words.keys())
        return each.cell.cell_type != "code" or as_python(each.cell.text).tree is None

    def _foreign(self, s: int, c: int) -> bool:
        """Whether the cell defines what another one is there to define."""
        bound = self.submitted[c].bound & self.by_name.keys()
        return bool(bound) and not bound & self.source[s].names

    def _copied(self, each: _Submitted) -> int | None:
        """The cell that this is one more copy of."""
        s = self.by_grade_id.get(each.cell.grade_id)
        if s is not None:
            twin = self.source[s]
            main = self.submitted[self.main[s]] if s in self.main else None
            if each.text in (twin.text, main.text if main else ""):
                return s
            if twin.students and (twin.names & each.bound or each.cell.flaw == "lost"):
                return s
        same = self.by_text.get(each.text, [])
        return same[0] if len(same) == 1 and self.source[same[0]].students else None

    def _needs_names(self, s: int) -> bool:
        """Whether a matched answer does not answer: untouched, or naming nothing."""
        main, twin = self.submitted[self.main[s]], self.source[s]
        return bool(twin.names) and (main.text == twin.text or not twin.names & main.words.keys())

    def _unmatched(self, wanted: Callable[[_Source], bool]) -> list[int]:
        return [s for s, each in enumerate(self.source) if s not in self.main and wanted(each)]

    def _answers(self) -> list[int]:
        return self._unmatched(lambda each: each.students)

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """The answers missing between two matched neighbours, and the free cells there."""
        missing: dict[tuple[int, int], list[int]] = {}
        for s in self._answers():
            before = [self.main[n] for n in range(s) if n in self.main]
            after = [self.main[n] for n in range(s, len(self.source)) if n in self.main]
            between = (before[-1] if before else -1, after[0] if after else len(self.submitted))
            missing.setdefault(between, []).append(s)
        free = sorted(c for c in self.free if self.submitted[c].text)
        return [
            (wanted, [c for c in free if start < c < end])
            for (start, end), wanted in missing.items()
        ]

    def _take(self, s: int, c: int, how: How) -> None:
        by_id = self.submitted[c].cell.grade_id == self.source[s].cell.name
        self.main[s], self.how[s] = c, "id" if by_id else how
        self.free.discard(c)

    def _take_copy(self, s: int, c: int) -> None:
        self.copies.setdefault(s, []).append(c)
        self.free.discard(c)
