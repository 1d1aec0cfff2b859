"""Compares scores cell by cell: stock `nbgrader autograde` against ours, same submissions.

    .venv/bin/python benchmarks/same_scores.py [ASSIGNMENT… | odd] [--every N] [--keep FOLDER]

Of an assignment: the reference, the starter, every wrong and right answer (each N-th with
`--every N`), and what the demo class hands in. `odd` is the reference of one exercise with
something done to it: code that dies, cells that are lost, pasted twice, dragged away. Stock
nbgrader takes some two seconds for each, twice that for an odd one; with `--keep` its scores stay
in a folder, and only ours grades again until an answer or the course changes.

Prints what differs, with the reason where nbgrader is wrong. Exits with 1 if a difference has no
reason, if a reason has no difference any more, or if we do not give what an odd one deserves.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from typing import Any

import nbgrader_faults as faults
from comparison import Comparison, Reason, Reasons, points
from nbgrader_right import NBGRADER_RIGHT
from nbgrader_wrong import NBGRADER_WRONG
from odd import ASSIGNMENT, Odd
from score_lines import amount, lines_of
from two_gradings import CHECKOUT, Submission, grade_twice

from course.answers import fill_in, read_answers, read_notebook, solutions
from course.demo import materials
from course.demo_class import DemoSubmission, demo_class
from course.files import Layout
from course.outline import OUTLINE

LAYOUT = Layout(CHECKOUT)
CELL_LIMIT_S = 60  # no answer needs it, but a busy machine may
ODD = "odd"
ODD_CELL_LIMIT_S = 20  # some run into it on purpose
ODD_ONES: dict[str, Odd] = {
    odd.student: odd for odds in (*NBGRADER_WRONG.values(), NBGRADER_RIGHT) for odd in odds
}
REASONS: Reasons = {
    **{
        (ASSIGNMENT, odd.student): Reason(why, odd.nbgrader_wrong_in)
        for why, odds in NBGRADER_WRONG.items()
        for odd in odds
    },
    ("ex05_flow_density", "demo-deleted_test"): Reason(faults.MISSING, "flow_by_hand"),
}


def main() -> int:
    """Compare, print, and say whether all is explained."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", default=[ODD, *(a.name for a in OUTLINE)])
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    words = parser.parse_args()
    trouble = 0
    with ThreadPoolExecutor(2) as pool:
        parts = [pool.submit(compare, part, words.every, words.keep) for part in words.parts]
        for found in (part.result() for part in as_completed(parts)):
            done = {one: ODD_ONES[one].done for one in found.students if one in ODD_ONES}
            complaints = list(complaints_of(found))
            print(*lines_of(found, REASONS, done), *complaints, "", sep="\n", flush=True)
            trouble += len(found.unexplained(REASONS)) + len(complaints)
    print(f"{trouble} to look at" if trouble else "every difference has its reason")
    return 1 if trouble else 0


def compare(part: str, every: int, keep: Path | None) -> Comparison:
    """Have an assignment's submissions, or the odd ones, graded by both."""
    if part == ODD:
        reference = next(answers(ASSIGNMENT, every)).notebooks[ASSIGNMENT]
        odd = list(odd_submissions(reference))
        return grade_twice(
            ASSIGNMENT, odd, cell_limit_s=ODD_CELL_LIMIT_S, one_by_one=True, keep=keep
        )
    demo = [Submission(o.student, o.notebooks) for o in demo_submissions() if o.assignment == part]
    return grade_twice(part, [*answers(part, every), *demo], cell_limit_s=CELL_LIMIT_S, keep=keep)


def answers(assignment: str, every: int) -> Iterator[Submission]:
    """The reference, the starter and the answers, each as a submission named for it."""
    names = LAYOUT.notebooks(assignment)
    released = {name: read_notebook(LAYOUT.release_notebook(assignment, name)) for name in names}
    sources = [read_notebook(LAYOUT.source_notebook(assignment, name)) for name in names]
    reference = solutions(*sources)

    def answered(student: str, texts: Mapping[str, str]) -> Submission:
        return Submission(student, {name: fill_in(released[name], texts) for name in names})

    yield answered("reference", reference)
    yield answered("starter", {})
    for which in ("wrong", "right"):
        for answer in read_answers(LAYOUT, assignment, which)[::every]:
            student = f"{which}-{answer.name}-{answer.solution}"
            yield answered(student, reference | {answer.solution: answer.source})


@cache
def demo_submissions() -> list[DemoSubmission]:
    """The class of `course demo`."""
    return demo_class(materials(LAYOUT))


def odd_submissions(reference: Any) -> Iterator[Submission]:
    """A notebook with something done to it, in many ways."""
    for odd in ODD_ONES.values():
        notebook = fill_in(reference, {})
        notebook.cells = odd.edit(notebook.cells)
        yield Submission(odd.student, {ASSIGNMENT: notebook}, odd.write)


def complaints_of(found: Comparison) -> Iterator[str]:
    """Reasons that nothing needs any more, and odd submissions that we do not give their due."""
    for student, cell in sorted(found.outdated(REASONS)):
        yield f"REASON WITHOUT A DIFFERENCE: {student} {cell}"
    for student in found.students:
        ours = points(found.ours, student)
        if student in ODD_ONES and ours != ODD_ONES[student].deserves:
            deserved = amount(ODD_ONES[student].deserves)
            yield f"OURS IS WRONG: {student} gets {amount(ours)}, deserves {deserved}"


if __name__ == "__main__":
    sys.exit(main())
