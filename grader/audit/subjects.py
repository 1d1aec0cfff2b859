"""What an audit needs of an assignment: jobs that hold the reference, answers, reviewed mutants."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from grader.assignments import Assignment
from grader.audit.answers import Answer, read_answers
from grader.audit.author_files import shown
from grader.audit.equivalents import Equivalent, read_equivalents
from grader.audit.mutants import SOLUTION, Mutant, mutants
from grader.audit.trials import Bench, Sheet
from grader.cells import SourceNotebook
from grader.config import CourseConfig
from grader.execution.job import Job, Mode
from grader.markers import Region
from grader.planning.plan import NotebookPlan, job, plan, reference
from grader.planning.unsplittable import unsplittable

MODES: tuple[Mode, ...] = ("split", "shared")


@dataclass(frozen=True)
class Notebook:
    """A notebook of an assignment: `path` as messages name it, its job with the reference.

    `other` is the same job in the other mode: beside the student's code, or apart from it.
    `warnings` name tests that look as if they could not run apart from it.
    """

    path: str
    source: SourceNotebook
    job: Job
    other: Job
    region: Region = SOLUTION
    warnings: tuple[str, ...] = ()

    @cached_property
    def bench(self) -> Bench:
        """Where sheets are tried."""
        return self._bench(self.path, self.job)

    @cached_property
    def other_bench(self) -> Bench:
        """The same in the other mode."""
        return self._bench(f"{self.path} {self.other.mode}", self.other)

    def _bench(self, name: str, job: Job) -> Bench:
        kinds = {cell.name: cell.kind for cell in self.source.cells}
        points = {cell.name: cell.points for cell in self.source.cells}
        return Bench(name, job, kinds, points)

    @cached_property
    def solutions(self) -> Mapping[str, str]:
        """The text of each cell that students write code into for grade cells to mark."""
        cells = (c for c in self.source.cells if c.kind == "solution" and c.cell_type == "code")
        return {cell.name: cell.source for cell in cells}

    @cached_property
    def mutants(self) -> Mapping[str, list[Mutant]]:
        """The mutants of each solution cell that a grade cell can see."""
        seen = {name: text for name, text in self.solutions.items() if self.bench.touched(name)}
        return {name: mutants(text, self.region) for name, text in seen.items()}

    @property
    def starter(self) -> Sheet:
        """What students are given."""
        texts = {c.name: c.released for c in self.source.cells if c.name in self.solutions}
        return Sheet("starter", texts)


@dataclass(frozen=True)
class Subject:
    """All that an audit of one assignment works with.

    `left_out` says which notebooks cannot run here, and why.
    """

    name: str
    notebooks: tuple[Notebook, ...]
    answers: tuple[Answer, ...] = ()
    reviewed: tuple[Equivalent, ...] = ()
    left_out: tuple[str, ...] = ()


def subject(config: CourseConfig, assignment: Assignment, judge_folder: str) -> Subject:
    """What to audit of an assignment; judges start in `judge_folder`.

    Raises AuthorError for answers that cannot be read.
    """
    root = config.course.root
    folder = config.answers_directory / assignment.name
    answers = [a for which in ("wrong", "right") for a in read_answers(folder, which, root)]
    runs = [each for each in assignment.sources if each.name not in assignment.lacks]
    others = [each for each in assignment.sources if each.name in assignment.lacks]
    elsewhere = {cell.name for each in others for cell in each.cells}
    return Subject(
        assignment.name,
        tuple(_notebook(config, assignment, each, judge_folder) for each in runs),
        tuple(answer for answer in answers if answer.solution not in elsewhere),
        tuple(e for e in read_equivalents(folder, root) if e.solution not in elsewhere),
        tuple(
            f"{assignment.name}/{name}.ipynb needs {package}, which is not installed here"
            for name, package in assignment.lacks.items()
        ),
    )


def _notebook(
    config: CourseConfig, assignment: Assignment, source: SourceNotebook, judge_folder: str
) -> Notebook:
    course, root = config.course, config.course.root
    folder = course.folder(course.source_directory, assignment=assignment.name)
    path = folder / f"{source.name}.ipynb"
    name = shown(path, root)
    plans = {mode: plan(source, mode) for mode in MODES}
    jobs = {
        mode: _reference_job(each, config, assignment, judge_folder) for mode, each in plans.items()
    }
    own = assignment.plans[source.name].mode
    other = next(mode for mode in MODES if mode != own)
    warnings = tuple(f"{name}, cell {each}" for each in unsplittable(plans["split"]))
    return Notebook(name, source, jobs[own], jobs[other], config.markers.solution, warnings)


def _reference_job(
    planned: NotebookPlan, config: CourseConfig, assignment: Assignment, judge_folder: str
) -> Job:
    return job(
        planned,
        reference(planned.source),
        key=planned.source.name,
        limits=config.limits,
        files=assignment.side_files,
        judge_folder=judge_folder,
    )
