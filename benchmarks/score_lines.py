"""What two gradings found, as text of 80 columns."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from textwrap import wrap

from comparison import Comparison, Key, Reasons, points

WIDTH = 80
HEADER = "  nbgrader  ours"
MARGIN = " " * (len(HEADER) + 2)
NO_REASON = "NO REASON"


def lines_of(found: Comparison, reasons: Reasons, done: Mapping[str, str]) -> Iterator[str]:
    """Counts, and the submissions that differ, by reason.

    `done` says of odd submissions what was done to them: these are listed in any case.
    """
    yield (
        f"{found.assignment}: {len(found.students)} submissions, {len(found.cells)} cells, "
        f"{len(found.differing)} differ"
    )
    groups = _by_reason(found, reasons)
    if groups or done:
        yield HEADER
    for why, keys in groups.items():
        yield from wrap(why, WIDTH)
        for student in found.students:
            cells = {cell for who, cell in keys if who == student}
            if cells:
                yield _row(found, student, done)
                yield from _cells(found, student, cells)
    differing = {student for student, _ in found.differing}
    same = [student for student in found.students if student in done and student not in differing]
    if same:
        yield "The scores are the same."
    yield from (_row(found, student, done) for student in same)


def amount(score: float | None) -> str:
    """A score; a submission may be left without."""
    return "none" if score is None else f"{score:g}"


def _by_reason(found: Comparison, reasons: Reasons) -> Mapping[str, Set[Key]]:
    """The cells that differ, in the order of the reasons."""
    unexplained = found.unexplained(reasons)
    groups: dict[str, set[Key]] = defaultdict(set)
    for (assignment, student), reason in reasons.items():
        keys = {key for key in found.differing - unexplained if key[0] == student}
        if assignment == found.assignment and keys:
            groups[reason.why] |= keys
    if unexplained:
        groups[NO_REASON] = unexplained
    return groups


def _row(found: Comparison, student: str, done: Mapping[str, str]) -> str:
    stock, ours = (amount(points(scores, student)) for scores in (found.stock, found.ours))
    return f"{stock:>10}{ours:>6}  {done.get(student, student)}"


def _cells(found: Comparison, student: str, cells: Set[str]) -> Iterator[str]:
    """The differing cells, those of the same two scores together."""
    together: dict[str, list[str]] = defaultdict(list)
    for cell in sorted(cells):
        stock, ours = found.stock.get((student, cell)), found.ours.get((student, cell))
        together[f"{amount(stock)} → {amount(ours)}"].append(cell)
    for scores, names in together.items():
        of_student = sum(who == student for who, _ in found.cells)
        shown = "in every cell" if len(names) == of_student else f"in {', '.join(names)}"
        text = f"{scores} {shown}"
        yield from wrap(text, WIDTH, initial_indent=MARGIN, subsequent_indent=MARGIN)
