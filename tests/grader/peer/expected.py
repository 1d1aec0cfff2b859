"""What must come out of nbgrader's tests: all pass, and their submissions are run by the side."""

from collections.abc import Iterator

from .records import CONFINED, KERNEL, SPLIT, Case, Run

# Tests that do not pass, on both sides: nbgrader skips them, the words are its own.
EXCEPTIONS = {
    "test_many_students": (
        "skipped: this test takes too long to run and requires manual configuration"
    ),
    "test_infinite_loop_with_output": (
        "skipped: this test takes too long to run and consumes a LOT of memory"
    ),
}


def surprises(run: Run) -> list[str]:
    """A sentence for all that is not as it must be; none if the comparison holds."""
    found = [sentence for test in run.tests for sentence in _surprises(run, test)]
    by = KERNEL if run.side == "stock" else SPLIT
    return found if run.ran(by) else [*found, f"no submission was run by {run.side}"]


def _surprises(run: Run, test: Case) -> Iterator[str]:
    expected = EXCEPTIONS.get(test.name, "passed")
    if test.outcome != expected:
        yield f"{test.name} should have {expected}, but {test.outcome}"
    foreign = SPLIT if run.side == "stock" else KERNEL
    if times := test.ran[foreign]:
        yield f"{test.name}: {times} submissions were run by the other side ({foreign})"
    if times := test.ran[SPLIT] - test.ran[CONFINED]:
        yield f"{test.name}: {times} submissions were run without full isolation"
