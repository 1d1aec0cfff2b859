"""Puts together what was found of an assignment; decides, runs nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from grader.audit import verdicts
from grader.audit.answers import Answer
from grader.audit.records import AssignmentAudit, Problem
from grader.audit.subjects import Notebook, Subject
from grader.audit.trials import REFERENCE, Marks

SEED_VARIABLE = "COURSE_SEED"  # what the tests of a course may draw their numbers by

Found = Mapping[tuple[str, str], Marks]  # by the path of a notebook and the key of a sheet


@dataclass(frozen=True)
class Results:
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


def is_sound(path: str, marks: Mapping[int, Found]) -> bool:
    """Whether the reference has full marks by every seed: nothing is proven without."""
    found = [each[path, REFERENCE.key] for each in marks.values()]
    return not any(mark.is_lost for by_cell in found for mark in by_cell.values())


def audited_assignment(subject: Subject, results: Results) -> AssignmentAudit:
    """What was found of an assignment; mutants only where the reference has full marks."""
    sound = [n for n in subject.notebooks if is_sound(n.path, results.marks)]
    tried = [
        verdicts.Tried(n.path, s, mutant, (n.path, mutant_key(s, k)) not in results.alive)
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
        subject.left_out,
    )


def _shared(notebook: Notebook, results: Results) -> Iterator[str]:
    """The tests that failed apart from the student's code, then those that may do so."""
    for name, message in results.unsplit.get(notebook.path, {}).items():
        yield verdicts.shared_line(notebook.path, name, message)
    yield from notebook.warnings


def _problems(subject: Subject, results: Results) -> Iterator[Problem]:
    solutions = [solution for notebook in subject.notebooks for solution in notebook.solutions]
    graded = [name for notebook in subject.notebooks for name in notebook.bench.graded]
    yield from verdicts.target_problems(subject.answers, solutions, graded)
    for notebook in subject.notebooks:
        yield from _problems_of(notebook, subject.answers, results)


def _problems_of(
    notebook: Notebook, answers: Iterable[Answer], results: Results
) -> Iterator[Problem]:
    path, unsplit = notebook.path, results.unsplit.get(notebook.path, {})
    for marks, seed in results.of(notebook, REFERENCE.key):
        yield from verdicts.reference_problems(path, marks, seed, unsplit)
    for marks, seed in results.of(notebook, notebook.starter.key):
        yield from verdicts.starter_problems(path, marks, seed)
    for answer in answers:
        for marks, seed in results.of(notebook, answer_key(answer)):
            yield from verdicts.answer_problems(answer, marks, seed)
    for solution in notebook.solutions:
        if not notebook.bench.touched(solution):
            yield verdicts.untested_problem(path, solution)


def answer_key(answer: Answer) -> str:
    """The key of an answer's sheet."""
    return f"{'right' if answer.is_right else 'wrong'} {answer.name}"


def mutant_key(solution: str, number: int) -> str:
    """The key of a mutant's sheet."""
    return f"mutant {number} of {solution}"
