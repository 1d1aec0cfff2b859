"""What an audit shows, as lines of 80 columns: the rates, what survived, what is wrong."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from grader.audit.records import AssignmentAudit, AuditReport, Survivor

WIDTH = 80
NAME = 34  # columns of a cell's name; a longer one pushes its numbers to the right


def lines(report: AuditReport) -> Iterator[str]:
    """The whole report; the last line says whether all is well."""
    for assignment in report.assignments:
        yield from _rates(assignment)
        yield ""
    yield from _survivors("Reviewed mutants, which no test can notice:", report.survivors, True)
    yield from _survivors("Mutants that no test notices:", report.survivors, False)
    yield from _listed(
        "These tests may have to run beside the student's code, within its reach:",
        [cell for assignment in report.assignments for cell in assignment.shared],
    )
    yield from _listed(
        "Not tried:", [each for assignment in report.assignments for each in assignment.left_out]
    )
    yield from _listed("Wrong:", [str(problem) for problem in report.problems])
    yield from _verdict(report)


def _rates(assignment: AssignmentAudit) -> Iterator[str]:
    yield (
        f"{assignment.name}: {_count(assignment.grade_cells, 'grade cell')}, "
        f"{_count(assignment.wrong_answers, 'wrong answer')}, "
        f"{_count(assignment.right_answers, 'right one')}"
    )
    if not assignment.items:
        return
    yield _row("solution cell", "mutants", "killed", "rate")
    for item in assignment.items:
        note = _left(item.survivors)
        yield _row(item.solution, item.mutants, item.killed, _rate(item.killed, item.mutants), note)
    if len(assignment.items) > 1:
        rate = _rate(assignment.killed, assignment.mutants)
        yield _row("all", assignment.mutants, assignment.killed, rate)


def _row(name: str, mutants: object, killed: object, rate: str, note: str = "") -> str:
    return f"  {name:<{NAME}} {mutants:>7} {killed:>7} {rate:>8}  {note}".rstrip()


def _rate(killed: int, mutants: int) -> str:
    """Rounded down: 100 % means all."""
    return f"{1000 * killed // mutants / 10:g} %" if mutants else "–"


def _left(survivors: Sequence[Survivor]) -> str:
    explained = sum(bool(survivor.reason) for survivor in survivors)
    missed = len(survivors) - explained
    parts = [f"{missed} missed"] * bool(missed) + [f"{explained} reviewed"] * bool(explained)
    return ", ".join(parts)


def _survivors(title: str, survivors: Iterable[Survivor], explained: bool) -> Iterator[str]:
    chosen = [survivor for survivor in survivors if bool(survivor.reason) == explained]
    if not chosen:
        return
    yield title
    for survivor in chosen:
        yield from _wrapped(f"{survivor.where}: {survivor.kind}", "  ")
        for line in survivor.diff.splitlines():
            yield from _wrapped(line, "    ", hanging="      ")
        if survivor.reason:
            yield from _wrapped(f"because {survivor.reason}", "    ")
    if not explained:
        yield from _wrapped(
            "Sharpen a test, or write the mutant into equivalent_mutants.toml beside the wrong "
            "answers, with the reason why no test can notice it.",
            "  ",
        )
    yield ""


def _listed(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield title
        for item in items:
            yield from _wrapped(item, "  ")
        yield ""


def _verdict(report: AuditReport) -> Iterator[str]:
    missed = sum(not survivor.reason for survivor in report.survivors)
    explained = len(report.survivors) - missed
    seeds = ", ".join(map(str, report.seeds))
    yield from _wrapped(
        f"{report.killed} of {_count(report.mutants, 'mutant')} killed "
        f"({_rate(report.killed, report.mutants)}), {explained} reviewed, {missed} missed · "
        f"{_count(len(report.problems), 'thing')} wrong · "
        f"seed {seeds} · isolation {report.level} · {report.seconds:.0f} s",
        "",
    )
    yield "All is well." if report.is_clean else "Not all is well."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _wrapped(text: str, indent: str, hanging: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  " if hanging is None else hanging,
        break_on_hyphens=False,
    )
