"""The judge: runs one job's steps in order and says of each how it ended.

Runs the instructor's texts itself, asks a student process for the student's. A student process
that ends takes down the step in hand alone (`grader.execution.restarting`).
"""

import ast
import builtins
import contextlib
import io
import linecache
import signal
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType
from typing import Any

from grader.execution import comparisons, guard
from grader.execution.cell_answers import Room, cell_answer, score, shown_number
from grader.execution.job import Job, Outcome, Step, StepOutcome, Trait
from grader.execution.messages import cell_filename, explain_error
from grader.execution.restarting import CannotStart, Spawn, Student
from grader.execution.session import StudentEnded
from grader.execution.sources import named
from grader.limits import explain

CELLS_OF_OUTPUT = 20  # so many cells may each show as much as one may
INTERRUPTED = "KeyboardInterrupt"


class Judge:
    """One job on its way."""

    def __init__(
        self,
        job: Job,
        spawn: Spawn,
        on_step: Callable[[int], object] = lambda place: None,
        namespace: dict[str, Any] | None = None,
    ) -> None:
        self.job = job
        self._on_step = on_step
        self._student = Student(job, spawn)
        self._failed_cells: dict[str, str] = {}  # student cell → its error
        self._set_up_errors: dict[int, str] = {}  # by the place of the step
        self._fetching: list[Step] = []  # the steps of ours that took something of the student's
        self._room = Room(CELLS_OF_OUTPUT * job.limits.output_bytes)
        self._namespace = {} if namespace is None else namespace
        self._namespace |= {
            "__name__": "__main__",
            "__builtins__": builtins,
            "display": lambda *objects, **options: None,  # nobody looks at what a test shows
            **comparisons.NAMES,
        }

    def run(self) -> Outcome:
        """Run all steps."""
        try:
            outcomes = [self._step(place, step) for place, step in enumerate(self.job.steps)]
        except CannotStart as error:
            return Outcome(self.job.key, (), problem=str(error))
        files = self._student.files()
        self._student.end()
        return Outcome(
            self.job.key,
            tuple(outcomes),
            problem=self._problem(outcomes),
            files=files,
        )

    def _step(self, place: int, step: Step) -> StepOutcome:
        self._on_step(place)
        if self._student.is_late():
            return StepOutcome(step.name, "not run", explain("notebook", self.job.limits))
        if step.graded and step.student is None:
            outcome = StepOutcome(step.name, "not run") if step.judge is None else self._grade(step)
        else:
            if step.judge is not None:
                self._set_up(place, step)
            outcome = StepOutcome(step.name, "ok")
            if step.student is not None:
                outcome = self._student_cell(step, step.student)
        if step.fetch:
            self._fetching.append(step)
        return outcome

    # --- the instructor's texts -------------------------------------------------------------------

    def _set_up(self, place: int, step: Step) -> None:
        comparisons.witness.watch(None)
        try:
            self._fetch(step)
            with _printing_to(io.StringIO()), self._alarm():
                _execute(step, self._namespace)
        except StudentEnded as ended:
            self._student.lost(ended)
        except Exception as error:
            if step.fetch:  # it rests on what the student wrote
                self._failed_cells.setdefault(step.name, f"{type(error).__name__}: {error}"[:500])
                return
            self._set_up_errors[place] = f"{step.name} raises {type(error).__name__}: {error}"

    def _grade(self, step: Step) -> StepOutcome:
        printed = io.StringIO()
        partial, message, ended = None, "", "ok"
        comparisons.witness.watch(step.traits)
        try:
            partial = self._test(step, printed)
        except StudentEnded as stop:
            ended, message = "stopped", f"Your code {self._student.lost(stop)}"
        except CannotStart:
            raise
        except BaseException as error:
            ended, message = "error", explain_error(error, step, self._missing())
        text = printed.getvalue()[: self.job.limits.output_bytes]
        outputs = ({"output_type": "stream", "name": "stdout", "text": text},) if text else ()
        traits = tuple(self._traits(partial))
        return StepOutcome(step.name, ended, message, partial, outputs, traits)  # type: ignore[arg-type]

    def _test(self, step: Step, printed: io.StringIO) -> float | None:
        """Run a test; returns partial credit, if the test gives some.

        What a function that returns something did to its arguments is kept from the test, which
        may compute from them what is right, and then shown to it: it must hold both times. A test
        that fails the second time may have met what the first one left: a fresh process decides.
        """
        writing = self._student.writing
        writing.begin(at_once=step.traits is None or "changes" in step.traits)
        try:
            partial = self._test_once(step, printed)
        except Exception:
            if not writing.kept_back or "changes" not in (step.traits or ()):
                raise
            partial = self._test_with_changes(step)  # the solution changes it and returns None
        else:
            if writing.kept_back:
                self._test_once_more(step)
        session = self._student.running()
        if session and session.ended:  # and the test did not care
            raise StudentEnded(session.ended)
        return partial

    def _test_once_more(self, step: Step) -> None:
        try:
            self._test_with_changes(step)
        except Exception:
            self._student.renew()
            for earlier in self._fetching:  # the test may hold objects that they made there
                with contextlib.suppress(Exception):
                    self._test_once(earlier, io.StringIO())
            self._test_with_changes(step)

    def _test_with_changes(self, step: Step) -> float | None:
        with self._student.writing.repeated():
            return self._test_once(step, io.StringIO())

    def _traits(self, partial: float | None) -> Iterator[Trait]:
        """What the test that has just run has shown."""
        if partial is not None:
            yield "points"
        if self._student.writing.by_returning_none:
            yield "changes"
        yield from sorted(comparisons.witness.seen)

    def _test_once(self, step: Step, printed: io.StringIO) -> float | None:
        self._fetch(step)
        with _printing_to(printed), self._alarm():
            value = _execute(step, self._namespace)
            return score(step.judge or "", value, gives_points="points" in (step.traits or ()))

    def _fetch(self, step: Step) -> None:
        """Put the student's names into the test's namespace; an unknown one stays out."""
        if not step.fetch:
            return
        session = self._student.session()
        session.within(self._student.patience())
        present = session.request("names", list(step.fetch))
        for name in step.fetch:
            self._namespace.pop(name, None)
            if isinstance(present, list) and name in present:
                self._namespace[name] = named(session.request("name", name), name)

    def _missing(self) -> str:
        """What to say of a name that is not there: the first cell of the student's that failed."""
        return next((f"{cell}: {text}" for cell, text in self._failed_cells.items()), "")

    # --- the student's cells ----------------------------------------------------------------------

    def _student_cell(self, step: Step, text: str) -> StepOutcome:
        try:
            answer, in_time = self._student.run_cell(text)
        except StudentEnded as ended:
            message = f"This cell {self._student.lost(ended)}"
            self._failed_cells[step.name] = message
            return StepOutcome(step.name, "stopped", message)
        except Exception as error:  # the reply of a process whose server was tampered with
            return StepOutcome(step.name, "error", f"{type(error).__name__}: {error}"[:300])
        outputs, told = cell_answer(answer)
        partial = shown_number(outputs) if step.graded else None
        outputs = self._room.fit(outputs)
        if told[:1] == [INTERRUPTED] and not in_time:  # what it had made until then is still there
            message = f"This cell {self._student.timed_out()}"
            self._failed_cells[step.name] = message
            return StepOutcome(step.name, "stopped", message, None, outputs)
        self._student.repeat.append(text)
        if not told:
            return StepOutcome(step.name, "ok", "", partial, outputs)
        message = ": ".join(filter(None, told))[:500]
        if step.graded and message == "AssertionError":
            message = "A test does not hold."
        self._failed_cells.setdefault(step.name, message)
        return StepOutcome(step.name, "error", message, None, outputs)

    @contextlib.contextmanager
    def _alarm(self) -> Iterator[None]:
        """The student's answers, and a test of its own accord, must end in time."""
        patience = self._student.patience()
        if session := self._student.running():
            session.within(patience)
        with time_limit(patience + 1.0):
            yield

    def _problem(self, outcomes: list[StepOutcome]) -> str:
        """A locked cell that fails here is ours, not the student's, if a test failed after it."""
        if not self._set_up_errors:
            return ""
        place, error = next(iter(self._set_up_errors.items()))
        later = zip(self.job.steps[place:], outcomes[place:], strict=True)
        failed = any(step.graded and outcome.ended == "error" for step, outcome in later)
        return f"the instructor's cell {error}" if failed else ""


@contextlib.contextmanager
def _printing_to(text: io.StringIO) -> Iterator[None]:
    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(io.StringIO()):
        yield


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise StudentEnded in this process after so many seconds of wall time."""

    def stop(*_: object) -> None:
        raise StudentEnded("wall")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _execute(step: Step, namespace: dict[str, Any]) -> Any:
    """Run a text; returns the value of its last line if that is an expression."""
    statements, last = _compiled(step.judge or "")
    exec(statements, namespace)
    return eval(last, namespace) if last else None


@lru_cache(maxsize=256)
def _compiled(text: str) -> tuple[CodeType, CodeType | None]:
    """The statements of a text, and its last line if that is an expression."""
    name = cell_filename(text)
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    tree = ast.fix_missing_locations(guard.Strict().visit(ast.parse(text, name)))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    statements = compile(tree, name, "exec")
    return statements, compile(ast.Expression(last.value), name, "eval") if last else None
