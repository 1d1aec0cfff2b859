"""Tries texts in the solution cells of a notebook: sheets become jobs, outcomes become marks.

Many sheets share a job, one after the other, because starting a process costs more than grading a
sheet. Only the grade cells that a changed cell can touch are run, and only the cells that those
need. Each job ends with the reference as a control: if that does not get full marks, a sheet has
left something behind, and they are tried again, half of them at a time.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from grader.audit.names import CellNames, cell_names
from grader.cells import Kind
from grader.errors import GraderEnvironmentError
from grader.execution.job import Executor, Job, Outcome, Step, StepOutcome

SHEETS_PER_JOB = 25


@dataclass(frozen=True)
class Mark:
    """What one grade cell gave, and what the student reads."""

    points: float
    score: float
    message: str

    @property
    def is_lost(self) -> bool:
        """Whether it is anything but full marks."""
        return self.score != self.points


Marks = Mapping[str, Mark]


@dataclass(frozen=True)
class Bench:
    """A notebook ready for trials: its job with the reference in every solution cell.

    `kinds` and `points` are those of its cells, by the names of the steps.
    """

    name: str
    job: Job
    kinds: Mapping[str, Kind]
    points: Mapping[str, float]

    @cached_property
    def graded(self) -> tuple[str, ...]:
        """The grade cells that are graded by running them."""
        return tuple(step.name for step in self.job.steps if step.graded)

    @cached_property
    def _names(self) -> tuple[CellNames, ...]:
        return tuple(
            cell_names(step.judge or "") | cell_names(step.student or "") for step in self.job.steps
        )

    def position(self, name: str) -> int:
        """Which step has this name."""
        return next(n for n, step in enumerate(self.job.steps) if step.name == name)

    def binds(self, name: str) -> frozenset[str]:
        """The names that a cell leaves bound."""
        return self._names[self.position(name)].binds

    def touched(self, solution: str) -> tuple[str, ...]:
        """The grade cells that can see what a solution cell does; no other mark can change."""
        first = self.position(solution)
        affected = [self._names[first]]
        touched = []
        for step, names in zip(self.job.steps[first + 1 :], self._names[first + 1 :], strict=True):
            if any(names.may_use(other) for other in affected):
                affected.append(names)
                touched += [step.name] if step.graded else []
        return tuple(touched)

    def needed(self, wanted: Collection[str], texts: Mapping[str, Collection[str]]) -> set[int]:
        """The steps that these cells rest on, themselves and every locked cell before the last.

        `texts` are what else stands in a cell, with needs of its own. A cell that nbgrader does
        not know, such as one with a figure, counts if a name of its is used: others are left out.
        """
        kept: dict[int, list[CellNames]] = {}
        last = max(map(self.position, wanted), default=len(self.job.steps) - 1)
        for n in reversed(range(last + 1)):
            name, own = self.job.steps[n].name, self._names[n]
            asked = name in wanted or self.kinds.get(name) == "readonly"
            if asked or any(user.may_use(own) for users in kept.values() for user in users):
                kept[n] = [own, *map(cell_names, texts.get(name, ()))]
        return set(kept)


@dataclass(frozen=True)
class Sheet:
    """What is written into solution cells in place of the reference; `key` names it in the job."""

    key: str
    texts: Mapping[str, str]


REFERENCE = Sheet("reference", {})


@dataclass(frozen=True)
class Batch:
    """Sheets that change the same solution cells, and the grade cells that mark them.

    `cell_wall_s` replaces the limit of the notebook's job. A batch that is `whole` holds one sheet
    and runs every cell, as a submission would, without a control.
    """

    bench: Bench
    sheets: tuple[Sheet, ...]
    cells: tuple[str, ...]
    environment: Mapping[str, str]
    cell_wall_s: float
    whole: bool = False

    def job(self, key: str) -> Job:
        """The steps before the first changed cell once, the others once for each sheet."""
        steps = self.bench.job.steps
        changed = {
            name: [sheet.texts[name] for sheet in self.sheets if name in sheet.texts]
            for name in {name for sheet in self.sheets for name in sheet.texts}
        }
        first = min(map(self.bench.position, changed), default=0)
        needed = self.bench.needed({*self.cells, *changed}, changed)
        kept = range(len(steps)) if self.whole else sorted(needed)
        once = [steps[n] for n in kept if n < first]
        each = [steps[n] for n in kept if n >= first]
        sheets = self.sheets if self.whole else (*self.sheets, REFERENCE)
        repeated = [step for n, sheet in enumerate(sheets) for step in self._steps(n, sheet, each)]
        limits = self.bench.job.limits
        longer = replace(
            limits,
            cell_wall_s=self.cell_wall_s,
            submission_wall_s=limits.submission_wall_s * len(sheets),
            cpu_s=limits.cpu_s * len(sheets),
        )
        return replace(
            self.bench.job,
            key=key,
            steps=(*once, *repeated),
            limits=longer,
            environment={**self.bench.job.environment, **self.environment},
        )

    def smaller(self) -> list["Batch"]:
        """What to try instead: half of the sheets, at last each with the whole notebook."""
        middle = len(self.sheets) // 2
        if not middle:
            return [replace(self, whole=True)]
        return [replace(self, sheets=s) for s in (self.sheets[:middle], self.sheets[middle:])]

    def marks(self, outcome: Outcome) -> list[Marks] | None:
        """The marks of each sheet; None if they prove nothing."""
        if not outcome.steps:
            return None
        by_name = {step.name: step for step in outcome.steps}
        marks = [self._marks(n, by_name) for n in range(len(self.sheets))]
        return marks if self.whole or self._is_sound(outcome, by_name) else None

    def _is_sound(self, outcome: Outcome, by_name: Mapping[str, StepOutcome]) -> bool:
        """Whether the control has full marks, and no sheet had a part in another one's message.

        A solution that fails as it is defined is remembered, and told with later tests.
        """
        control = self._marks(len(self.sheets), by_name)
        complete = all(step.ended != "not run" for step in outcome.steps)
        failed = any(
            step.ended != "ok" and name.split(":")[-1] not in self.bench.graded
            for name, step in by_name.items()
        )
        full = not any(mark.is_lost for mark in control.values())
        return full and complete and not outcome.problem and not (failed and len(self.sheets) > 1)

    def _marks(self, n: int, outcomes: Mapping[str, StepOutcome]) -> Marks:
        points = self.bench.points
        return {name: _mark(points[name], outcomes[_name(n, name)]) for name in self.cells}

    def _steps(self, n: int, sheet: Sheet, each: Sequence[Step]) -> Iterator[Step]:
        """One sheet's turn; the names that the sheet before has bound are taken away first."""
        bound = sorted({name for s in self.sheets for t in s.texts for name in self.bench.binds(t)})
        if n:
            yield Step(_name(n, "reset"), student=f"for _ in {bound}:\n    globals().pop(_, None)")
        for step in each:
            text = sheet.texts.get(step.name, step.student)
            yield replace(step, name=_name(n, step.name), student=text)


def batches(
    bench: Bench,
    sheets: Iterable[Sheet],
    cells: Sequence[str],
    environment: Mapping[str, str],
    cell_wall_s: float,
    size: int = SHEETS_PER_JOB,
) -> list[Batch]:
    """Sheets for the same solution cell, shared out to jobs of this size."""
    todo = tuple(sheets)
    return [
        Batch(bench, todo[n : n + size], tuple(cells), environment, cell_wall_s)
        for n in range(0, len(todo), size)
    ]


def run(
    executor: Executor, todo: Iterable[Batch], on_sheets: Callable[[int], object] | None = None
) -> dict[tuple[str, str], Marks]:
    """Run batches; the marks by the notebook's name and the sheet's key.

    `on_sheets` is told how many sheets a job has brought. Raises GraderEnvironmentError if a
    sheet cannot be run at all.
    """
    done: dict[tuple[str, str], Marks] = {}
    again: list[Batch] = []
    for batch, outcome in _outcomes(executor, list(todo)):
        marks = batch.marks(outcome)
        if marks is not None:
            done |= {(batch.bench.name, s.key): m for s, m in zip(batch.sheets, marks, strict=True)}
            if on_sheets:
                on_sheets(len(batch.sheets))
        elif not batch.whole:
            again += batch.smaller()
        else:
            raise GraderEnvironmentError(
                batch.bench.name, f"could not be run: {outcome.problem}", "See `grader doctor`."
            )
    return done | run(executor, again, on_sheets) if again else done


def _outcomes(executor: Executor, todo: list[Batch]) -> Iterator[tuple[Batch, Outcome]]:
    keys = {f"{n} {batch.bench.name}": batch for n, batch in enumerate(todo)}
    for outcome in executor.run(batch.job(key) for key, batch in keys.items()):
        yield keys[outcome.key], outcome


def _name(n: int, step: str) -> str:
    return f"{n}:{step}"


def _mark(points: float, outcome: StepOutcome) -> Mark:
    """Full marks for reaching the end, unless the last line says how many."""
    printed = "".join(str(o["text"]) for o in outcome.outputs if o["output_type"] == "stream")
    message = "\n".join(part for part in (outcome.message, printed) if part)
    if outcome.ended != "ok":
        return Mark(points, 0.0, message)
    return Mark(points, points if outcome.partial is None else outcome.partial, message)
