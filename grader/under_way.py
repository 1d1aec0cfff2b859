"""A submission on its way: what was handed in, what runs of it, what came out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader import scoring
from grader.assignments import Assignment
from grader.autograded.notebook import autograded_notebook
from grader.cells import Rebuilt, SourceNotebook
from grader.execution.job import Job, Mode, Outcome
from grader.handed_in import HandedIn
from grader.records import CellResult


@dataclass
class UnderWay:
    """A submission between reading and saving."""

    assignment: Assignment
    handed_in: HandedIn
    digest: str
    started: float
    jobs: Sequence[Job] = ()
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def mode(self) -> Mode:
        """How its tests ran: "shared" if those of one notebook did."""
        return "shared" if any(job.mode == "shared" for job in self.jobs) else "split"

    def cells(self) -> list[CellResult]:
        """The results of all its notebooks, also of those that are missing."""
        return [cell for source in self.assignment.sources for cell in self._results(source)]

    def _results(self, source: SourceNotebook) -> Iterable[CellResult]:
        rebuilt, outcome = self._rebuilt.get(source.name), self._outcomes.get(source.name)
        if rebuilt and source.name in self.assignment.lacks:
            return scoring.results_of_unavailable(source, self.assignment.lacks[source.name])
        if rebuilt is None or outcome is None:
            return scoring.results_of_missing(source)
        return scoring.cell_results(rebuilt, outcome)

    def autograded(self, cells: Iterable[CellResult], cap_bytes: int) -> dict[str, Any]:
        """The notebooks as instructors and students will see them, by name."""
        cells = list(cells)
        return {
            source.name: autograded_notebook(
                source,
                rebuilt,
                self._outcomes[source.name].steps if source.name in self._outcomes else (),
                cells,
                self.handed_in.folder.repairs,
                cap_bytes,
            )
            for source in self.assignment.sources
            if (rebuilt := self._rebuilt.get(source.name))
        }

    @property
    def _rebuilt(self) -> dict[str, Rebuilt]:
        return {rebuilt.name: rebuilt for rebuilt in self.handed_in.notebooks}

    @property
    def _outcomes(self) -> dict[str, Outcome]:
        return {outcome.key.rpartition("/")[2]: outcome for outcome in self.outcomes}
