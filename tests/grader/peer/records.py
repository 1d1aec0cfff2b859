"""What came out of nbgrader's tests, and who ran the submissions in them."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Side = Literal["stock", "ours"]

# What a notebook that nbgrader autogrades may meet; one that we run also counts as confined if it
# came out of a sandbox of full isolation.
KERNEL, SPLIT, CONFINED = "kernel", "split", "confined"


@dataclass(frozen=True)
class Case:
    """One test of nbgrader's; `outcome` is passed, or what else it is and why."""

    name: str
    outcome: str
    ran: Counter[str]


@dataclass(frozen=True)
class Run:
    """The tests of one side."""

    side: Side
    tests: tuple[Case, ...]
    seconds: float

    def count(self, outcome: str) -> int:
        """How many passed, skipped or failed."""
        return sum(test.outcome.split(":")[0] == outcome for test in self.tests)

    def ran(self, by: str) -> int:
        """How many notebooks met this."""
        return sum(test.ran[by] for test in self.tests)
