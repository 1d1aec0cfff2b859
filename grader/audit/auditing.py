"""Audits assignments: tries the reference, the starter, the answers, the mutants.

What the marks mean is decided in `verdicts`.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.audit import verdicts
from grader.audit.answers import Answer
from grader.audit.records import AssignmentAudit, AuditReport, Problem
from grader.audit.subjects import Notebook, Subject
from grader.audit.trials import REFERENCE, Batch, Bench, Marks, Sheet, batches, run
from grader.execution.job import Executor

MUTANT_CELL_WALL_S = 3.0  # a mutant may loop for ever; grade cells take milliseconds
SEED_VARIABLE = "COURSE_SEED"  # what the tests of a course may draw their numbers by

OnSheets = Callable[[int], object]
Found = Mapping[tuple[str, str], Marks]  # by the path of a notebook and the key of a sheet


@dataclass(frozen=True)
class _Results:
    """What was found of all assignments: marks by the seed, and the mutants left alive."""

    marks: Mapping[int, Found]
    alive: Collection[tuple[str, str]]
    unsplit: Mapping[str, Mapping[str, str]]  # by path and grade cell: what it says when split

    def of(self, notebook: Notebook, key: str) -> Iterator[tuple[Marks, str]]:
        """A sheet's marks by each seed, and what to say about the seed."""
        for seed, found in self.marks.items():
            if (notebook.path, key) in found:
                said = f" with {SEED_VARIABLE}={seed}" if len(self.marks) > 1 else ""
                yield found[notebook.path, key], said


def audit_subjects(
    subjects: Sequence[Subject],
    executor: Executor,
    seeds: Sequence[int] = (0,),
    on_sheets: OnSheets | None = None,
) -> AuditReport:
    """Audit these assignments; their mutants are tried with the first seed alone.

    `on_sheets` is called with the number of sheets whenever some have been marked.
    """
    started = time.monotonic()
    every = [(a, notebook) for a in subjects for notebook in a.notebooks]
    marks: dict[int, dict[tuple[str, str], Marks]] = {}
    for seed in seeds:
        todo = [b for _, n in every for b in _first(n, seed, whole=seed == seeds[0])]
        marks[seed] = run(executor, todo, on_sheets)
    unsplit = _unsplit(executor, [n for _, n in every], marks[seeds[0]], seeds[0])
    sound = [(a, n) for a, n in every if not _is_lost(n, marks.values())]
    for seed in seeds:
        todo = [batch for a, n in sound for batch in _answers(a, n, seed)]
        marks[seed] |= run(executor, todo, on_sheets)
    alive = _alive(executor, [n for _, n in sound], seeds[0], on_sheets)
    results = _Results(marks, alive, unsplit)
    audited = tuple(_audited(a, [n for b, n in sound if a is b], results) for a in subjects)
    return AuditReport(audited, tuple(seeds), executor.level, time.monotonic() - started)


def _first(notebook: Notebook, seed: int, *, whole: bool) -> Iterator[Batch]:
    """The reference, the first time with every figure as a submission has it; the starter."""
    reference = _reference(notebook.bench, seed)
    yield replace(reference, whole=whole)
    yield replace(reference, sheets=(notebook.starter,))


def _reference(bench: Bench, seed: int) -> Batch:
    limit = bench.job.limits.cell_wall_s
    return Batch(bench, (REFERENCE,), bench.graded, _environment(seed), limit, whole=True)


def _is_lost(notebook: Notebook, found: Iterable[Found]) -> bool:
    """Whether the reference itself loses something: nothing is proven then."""
    marks = [each[notebook.path, REFERENCE.key] for each in found]
    return any(mark.is_lost for by_cell in marks for mark in by_cell.values())


def _unsplit(
    executor: Executor, notebooks: Sequence[Notebook], marks: Found, seed: int
) -> dict[str, dict[str, str]]:
    """The grade cells that the reference passes beside the student's code alone.

    Asked where it matters: the tests run there, or the reference loses something apart from it.
    """
    asked = [n for n in notebooks if n.job.mode == "shared" or _is_lost(n, [marks])]
    found = run(executor, [_reference(n.other_bench, seed) for n in asked])
    both = [
        (n, marks[n.path, REFERENCE.key], found[n.other_bench.name, REFERENCE.key]) for n in asked
    ]
    return {
        n.path: verdicts.unsplit(*((own, other) if n.job.mode == "split" else (other, own)))
        for n, own, other in both
    }


def _answers(subject: Subject, notebook: Notebook, seed: int) -> Iterator[Batch]:
    """The answers for each solution cell of a notebook."""
    bench, limit = notebook.bench, notebook.job.limits.cell_wall_s
    for solution in notebook.solutions:
        answers = [a for a in subject.answers if a.solution == solution]
        sheets = [Sheet(_key(answer), {solution: answer.source}) for answer in answers]
        yield from batches(bench, sheets, bench.touched(solution), _environment(seed), limit)


def _alive(
    executor: Executor, notebooks: Sequence[Notebook], seed: int, on_sheets: OnSheets | None
) -> set[tuple[str, str]]:
    """The mutants that no grade cell notices, by path and key.

    Most are killed by the first grade cell that can see them; the others are run for the rest.
    """
    alive = {
        (n.path, _mutant_key(s, k)) for n in notebooks for s in n.mutants for k in _count(n, s)
    }
    for part in (slice(0, 1), slice(1, None)):
        todo = [batch for n in notebooks for batch in _mutants(n, part, alive, seed)]
        found = run(executor, todo, on_sheets)
        alive -= {key for key, marks in found.items() if any(m.is_lost for m in marks.values())}
    return alive


def _mutants(
    notebook: Notebook, part: slice, alive: Collection[tuple[str, str]], seed: int
) -> Iterator[Batch]:
    """The living mutants of a notebook, for a part of the grade cells that can see them."""
    bench = notebook.bench
    for solution, found in notebook.mutants.items():
        keys = {_mutant_key(solution, k): mutant for k, mutant in enumerate(found)}
        sheets = [
            Sheet(key, {solution: mutant.source})
            for key, mutant in keys.items()
            if (notebook.path, key) in alive
        ]
        cells = bench.touched(solution)[part]
        if cells:
            yield from batches(bench, sheets, cells, _environment(seed), MUTANT_CELL_WALL_S)


def _audited(subject: Subject, sound: Sequence[Notebook], results: _Results) -> AssignmentAudit:
    tried = [
        verdicts.Tried(n.path, s, mutant, (n.path, _mutant_key(s, k)) not in results.alive)
        for n in sound
        for s, found in n.mutants.items()
        for k, mutant in enumerate(found)
    ]
    problems = list(_problems(subject, results))
    if len(sound) == len(subject.notebooks):
        problems += verdicts.stale_problems(tried, subject.reviewed)
    right = sum(answer.is_right for answer in subject.answers)
    return AssignmentAudit(
        subject.name,
        tuple(verdicts.items(tried, subject.reviewed)),
        tuple(problems),
        sum(len(notebook.bench.graded) for notebook in subject.notebooks),
        len(subject.answers) - right,
        right,
        tuple(line for notebook in subject.notebooks for line in _shared(notebook, results)),
    )


def _shared(notebook: Notebook, results: _Results) -> Iterator[str]:
    """The tests that failed apart from the student's code, then those that may do so."""
    for name, message in results.unsplit.get(notebook.path, {}).items():
        yield verdicts.shared_line(notebook.path, name, message)
    yield from notebook.warnings


def _problems(subject: Subject, results: _Results) -> Iterator[Problem]:
    solutions = [solution for notebook in subject.notebooks for solution in notebook.solutions]
    graded = [name for notebook in subject.notebooks for name in notebook.bench.graded]
    yield from verdicts.target_problems(subject.answers, solutions, graded)
    for notebook in subject.notebooks:
        yield from _problems_of(notebook, subject.answers, results)


def _problems_of(
    notebook: Notebook, answers: Iterable[Answer], results: _Results
) -> Iterator[Problem]:
    path, unsplit = notebook.path, results.unsplit.get(notebook.path, {})
    for marks, seed in results.of(notebook, REFERENCE.key):
        yield from verdicts.reference_problems(path, marks, seed, unsplit)
    for marks, seed in results.of(notebook, notebook.starter.key):
        yield from verdicts.starter_problems(path, marks, seed)
    for answer in answers:
        for marks, seed in results.of(notebook, _key(answer)):
            yield from verdicts.answer_problems(answer, marks, seed)
    for solution in notebook.solutions:
        if not notebook.bench.touched(solution):
            yield verdicts.untested_problem(path, solution)


def _key(answer: Answer) -> str:
    return f"{'right' if answer.is_right else 'wrong'} {answer.name}"


def _mutant_key(solution: str, number: int) -> str:
    return f"mutant {number} of {solution}"


def _count(notebook: Notebook, solution: str) -> range:
    return range(len(notebook.mutants[solution]))


def _environment(seed: int) -> Mapping[str, str]:
    return {SEED_VARIABLE: str(seed)}
