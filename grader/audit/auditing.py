"""Audits assignments: tries the reference, the starter, the answers, the mutants.

What the marks mean is decided in `findings` and `verdicts`.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from grader.audit import verdicts
from grader.audit.findings import (
    SEED_VARIABLE,
    Found,
    Results,
    answer_key,
    audited_assignment,
    is_sound,
    mutant_key,
)
from grader.audit.records import AuditReport
from grader.audit.subjects import Notebook, Subject
from grader.audit.trials import REFERENCE, SHEETS_PER_JOB, Batch, Bench, Marks, Sheet, batches, run
from grader.execution.job import Executor

MUTANT_CELL_WALL_S = 10.0  # a mutant may loop for ever; most grade cells take milliseconds
# A mutant that loops for ever costs a student's process, and a job gets a dozen of them.
LOOPING_MUTANTS_PER_JOB = 5

OnSheets = Callable[[int], object]


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
    notebooks = [notebook for subject in subjects for notebook in subject.notebooks]
    marks: dict[int, dict[tuple[str, str], Marks]] = {}
    for seed in seeds:
        todo = [b for n in notebooks for b in _first(n, seed, whole=seed == seeds[0])]
        marks[seed] = run(executor, todo, on_sheets)
    unsplit = _unsplit(executor, notebooks, marks[seeds[0]], seeds[0])
    for seed in seeds:
        todo = [b for s in subjects for n in s.notebooks for b in _answers(s, n, seed)]
        marks[seed] |= run(executor, [b for b in todo if is_sound(b.bench.name, marks)], on_sheets)
    sound = [notebook for notebook in notebooks if is_sound(notebook.path, marks)]
    alive = _alive(executor, sound, seeds[0], on_sheets)
    results = Results(marks, alive, unsplit)
    audited = tuple(audited_assignment(subject, results) for subject in subjects)
    return AuditReport(audited, tuple(seeds), executor.level, time.monotonic() - started)


def _first(notebook: Notebook, seed: int, *, whole: bool) -> Iterator[Batch]:
    """The reference, the first time with every figure as a submission has it; the starter."""
    reference = _reference(notebook.bench, seed)
    yield replace(reference, whole=whole)
    yield replace(reference, sheets=(notebook.starter,))


def _reference(bench: Bench, seed: int) -> Batch:
    limit = bench.job.limits.cell_wall_s
    return Batch(bench, (REFERENCE,), bench.graded, _environment(seed), limit, whole=True)


def _unsplit(
    executor: Executor, notebooks: Sequence[Notebook], marks: Found, seed: int
) -> dict[str, dict[str, str]]:
    """The grade cells that the reference passes beside the student's code alone.

    Asked where it matters: the tests run there, or the reference loses something apart from it.
    """
    asked = [n for n in notebooks if n.job.mode == "shared" or not is_sound(n.path, {seed: marks})]
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
        sheets = [Sheet(answer_key(answer), {solution: answer.source}) for answer in answers]
        yield from batches(bench, sheets, bench.touched(solution), _environment(seed), limit)


def _alive(
    executor: Executor, notebooks: Sequence[Notebook], seed: int, on_sheets: OnSheets | None
) -> set[tuple[str, str]]:
    """The mutants that no grade cell notices, by path and key.

    Most are killed by the first two grade cells that can see them; the others are run for the
    rest, among which are the cells that train a network.
    """
    alive = {(n.path, mutant_key(s, k)) for n in notebooks for s in n.mutants for k in _count(n, s)}
    for part in (slice(0, 1), slice(1, 2), slice(2, None)):
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
        keys = {mutant_key(solution, k): mutant for k, mutant in enumerate(found)}
        sheets = [
            Sheet(key, {solution: mutant.source})
            for key, mutant in keys.items()
            if (notebook.path, key) in alive
        ]
        cells = bench.touched(solution)[part]
        loops = "while" in notebook.solutions[solution]
        size = LOOPING_MUTANTS_PER_JOB if loops else SHEETS_PER_JOB
        if cells:
            yield from batches(bench, sheets, cells, _environment(seed), MUTANT_CELL_WALL_S, size)


def _count(notebook: Notebook, solution: str) -> range:
    return range(len(notebook.mutants[solution]))


def _environment(seed: int) -> Mapping[str, str]:
    return {SEED_VARIABLE: str(seed)}
