"""Spoils correct notebooks, rebuilds them, and judges what is made of them.

`python -m tests.grader.intake.corruptions` prints the figures.
"""

import ast
import contextlib
import io
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.cells import Rebuilt, RebuiltCell
from grader.intake.match import own_names, same_text
from grader.intake.read import read_notebook
from grader.intake.rebuild import rebuild_file
from tests.grader.intake.correct import MARKERS, NAMES, OWN, Correct, correct
from tests.grader.intake.spoil import (
    CORRUPTIONS,
    OF_BYTES,
    Plan,
    cut,
    delete,
    delete_a_stretch,
    duplicate_untouched,
    plans,
    split_cell,
    spoilt,
)

EXAMPLES = 1000
FLIPPED_CHARACTERS = 40  # that corruptions of bytes may change in a text without breaking the file
RIGHT = ("full marks", "full marks, with repairs named")
# What is said of an answer that is there and whole does not excuse one that is not.
HARMLESS = ("put back in order", "the instructor's count", "recognised by its content")


def judged(submission: Correct, plan: Plan, rebuilt: Rebuilt) -> str:
    """What became of a spoilt notebook. AssertionError if something was lost without a word."""
    if rebuilt.reason:
        assert not rebuilt.cells
        return "needs a human, with the reason"
    require_structure(submission, rebuilt)
    if submission.source.name == "tiny":
        require_points(submission, rebuilt)
    used = {CORRUPTIONS[name] for name, _ in plan}
    different = {n: excuse(used, t, right) for n, t, right in differing(submission, rebuilt)}
    silent = {n: why for n, why in different.items() if not told(n, rebuilt)}
    assert all(silent.values()), f"{silent} are lost without a word: {rebuilt.repairs}"
    if silent:
        return next(iter(silent.values()))
    if different:
        return "an answer is lost or unclear: named in a repair"
    if defined_again(submission, rebuilt):
        return "right answers, but a cell without an id defines one anew: the last counts"
    return "full marks, with repairs named" if rebuilt.repairs else "full marks"


def excuse(used: set[Callable[..., Any]], text: str, right: str) -> str:
    """Why nobody could have told that this text is not the one handed in; empty if one could."""
    if duplicate_untouched in used and is_stub(text):
        return "only an untouched copy of an answer was left: as if not answered"
    if split_cell in used and used & {delete, delete_a_stretch, cut} and text.strip() in right:
        return "a cell with half of an answer was deleted: graded as it stands"
    if not used.isdisjoint(OF_BYTES) and nearly(text, right):
        return "bits flipped in an answer's text, the file still valid: graded as it stands"
    return ""


def is_stub(text: str) -> bool:
    return any(stub in text for stub in (MARKERS.text_stub, *MARKERS.code_stub.values()))


def require_structure(submission: Correct, rebuilt: Rebuilt) -> None:
    """The instructor's cells in the instructor's order, with the instructor's text and points."""
    named = [cell for cell in rebuilt.cells if cell.kind != "plain"]
    source = [cell for cell in submission.source.cells if cell.is_named]
    assert [cell.origin for cell in named] == source
    assert [cell.name for cell in named] == [cell.name for cell in source]
    assert [cell.cell_type for cell in named] == [cell.cell_type for cell in source]
    for cell in named:
        if cell.name not in submission.answers:
            assert cell.text == cell.origin.released, cell.name
    names = [cell.name for cell in rebuilt.cells]
    assert len(set(names)) == len(names)
    code = [c for c in submission.source.cells if c.kind == "plain" and c.cell_type == "code"]
    assert [c.origin for c in rebuilt.cells if c.kind == "plain" and c.origin in code] == code


def require_points(submission: Correct, rebuilt: Rebuilt) -> None:
    """The tiny notebook runs here: full marks in fact, if its answer is there and the only one."""
    lost = [name for name, _, _ in differing(submission, rebuilt)]
    if "double" not in lost and not defined_again(submission, rebuilt):
        assert points(rebuilt) == 4.0, rebuilt


def points(rebuilt: Rebuilt) -> float:
    """The points of the autograded cells, each run as the instructor wrote it."""
    namespace: dict[str, Any] = {}
    scored = 0.0
    for cell in rebuilt.cells:
        if cell.cell_type == "code":
            text = cell.origin.source if cell.kind == "tests" and cell.origin else cell.text
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(text, namespace)  # of our own tiny notebook
            except Exception:  # as in a notebook: the next cell runs
                continue
            scored += cell.origin.points if cell.kind == "tests" and cell.origin else 0.0
    return scored


def require_own(data: bytes, rebuilt: Rebuilt) -> None:
    """The student's own cell is kept if it can be read."""
    there = [c for c in read_notebook(data).cells if (c.cell_type, c.text) == ("code", OWN)]
    assert not there or any(OWN in cell.text for cell in rebuilt.cells)


def differing(submission: Correct, rebuilt: Rebuilt) -> list[tuple[str, str, str]]:
    """The answers that are not the right one: name, text, right text."""
    return [
        (cell.name, cell.text, submission.answers[cell.name])
        for n, cell in enumerate(rebuilt.cells)
        if cell.name in submission.answers
        and not holds(cell, submission.answers[cell.name])
        and not holds(replace(cell, text=surrounded(rebuilt, n)), submission.answers[cell.name])
    ]


def surrounded(rebuilt: Rebuilt, n: int) -> str:
    """What runs, or is read, with an answer: its text and the student's own cells around it."""
    first, last = n, n + 1
    while first and rebuilt.cells[first - 1].origin is None:
        first -= 1
    while last < len(rebuilt.cells) and rebuilt.cells[last].origin is None:
        last += 1
    together = rebuilt.cells[first:last]
    return "\n".join(c.text for c in together if c.cell_type == rebuilt.cells[n].cell_type)


def holds(cell: RebuiltCell, right: str) -> bool:
    """Whether the text is the right one; another may be merged into it if it still parses."""
    if same_text(cell.text, right):
        return True
    return right.strip() in cell.text and (cell.cell_type != "code" or parses(cell.text))


def parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def told(name: str, rebuilt: Rebuilt) -> bool:
    """Whether a repair says of this cell that its text may not be what was handed in."""
    serious = (repair for repair in rebuilt.repairs if not repair.endswith(HARMLESS))
    return any(repr(name) in repair for repair in serious)


def nearly(text: str, right: str) -> bool:
    """Whether a few characters are gone: nobody can tell a flipped bit in a text from an edit."""
    blocks = SequenceMatcher(None, right, text, autojunk=False).get_matching_blocks()
    return len(right) - sum(block.size for block in blocks) <= FLIPPED_CHARACTERS


def defined_again(submission: Correct, rebuilt: Rebuilt) -> list[str]:
    """Answers that a later cell of the student's defines otherwise; never with the stub."""
    again = []
    names = dict(zip(submission.source.cells, own_names(submission.source.cells), strict=True))
    for n, cell in enumerate(rebuilt.cells):
        if cell.name in submission.answers and cell.cell_type == "code":
            for later in rebuilt.cells[n + 1 :]:
                defines = any(f"\n{name}" in f"\n{later.text}" for name in names[cell.origin])
                defines |= any(f"\ndef {name}(" in f"\n{later.text}" for name in names[cell.origin])
                if later.origin is None and later.cell_type == "code" and defines:
                    assert not same_text(later.text, cell.origin.released), cell.name
                    again.append(cell.name)
    return again


def outcomes(examples: int = EXAMPLES) -> Counter[str]:
    """Spoil and rebuild this often; the same notebooks every time."""
    counts: Counter[str] = Counter()

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(NAMES), plans)
    def spoil(name: str, plan: Plan) -> None:
        submission = correct(name)
        data = spoilt(submission, plan)
        rebuilt = rebuild_file(submission.source, data)
        counts[judged(submission, plan, rebuilt)] += 1
        if not rebuilt.reason:
            require_own(data, rebuilt)

    spoil()
    return counts


def main() -> None:
    start = time.process_time()
    counts = outcomes(int(sys.argv[1]) if sys.argv[1:] else EXAMPLES)
    for outcome, count in counts.most_common():
        print(f"{count:6}  {outcome}")
    print(f"{counts.total():6}  notebooks, {time.process_time() - start:.1f} s of CPU")


if __name__ == "__main__":
    main()
