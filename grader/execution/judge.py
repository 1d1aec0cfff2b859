"""The judge: runs one job's steps in order and says of each how it ended.

Runs the instructor's texts itself, asks a student process for the student's. A student process
that ends takes down the step in hand alone: another one is started, repeats the cells so far and
goes on.
"""

import ast
import builtins
import contextlib
import io
import linecache
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any, Protocol

from grader.execution import guard
from grader.execution.cell_answers import Room, cell_answer, score, shown_number
from grader.execution.job import Job, Outcome, Step, StepOutcome
from grader.execution.messages import cell_filename, explain_error
from grader.execution.session import Session, StudentEnded
from grader.limits import explain

HELLO_S = 60.0  # a busy machine; the student's own time starts afterwards
MAX_STARTS = 12
CELLS_OF_OUTPUT = 20  # so many cells may each show as much as one may
TRIES = 3  # to start a process; a busy machine may refuse once


class CannotStart(BaseException):
    """No process for the student's cells: ours to mend, and no reason to take points."""


class StudentProcess(Protocol):
    """A running student process; the seam to the sandbox."""

    session: Session

    def end(self) -> None:
        """Stop it for good."""

    def last_words(self) -> str:
        """Why it ended by itself, in the words of `limits.explain`; waits for them."""


class Spawn(Protocol):
    """Starts a student process for a job."""

    def __call__(self, job: Job) -> StudentProcess:
        """The process; it says hello when it is ready."""


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
        self._spawn, self._on_step = spawn, on_step
        self._student: StudentProcess | None = None
        self._starts = 0
        self._repeat: list[str] = []  # the cells that a fresh student process runs first
        self._failed_cells: dict[str, str] = {}  # student cell → its error
        self._set_up_errors: list[str] = []
        self._room = Room(CELLS_OF_OUTPUT * job.limits.output_bytes)
        self._deadline = time.monotonic() + job.limits.submission_wall_s
        self._namespace = {} if namespace is None else namespace
        self._namespace |= {
            "__name__": "__main__",
            "__builtins__": builtins,
            "display": lambda *objects, **options: None,  # nobody looks at what a test shows
            **guard.NAMES,
        }

    def run(self) -> Outcome:
        """Run all steps."""
        started = time.perf_counter()
        try:
            outcomes = [self._step(place, step) for place, step in enumerate(self.job.steps)]
        except CannotStart as error:
            return Outcome(self.job.key, (), "none", 0.0, problem=str(error))
        files = self._files()
        if self._student:
            self._student.end()
        return Outcome(
            self.job.key,
            tuple(outcomes),
            "none",
            time.perf_counter() - started,
            problem=self._problem(outcomes),
            files=files,
        )

    def _step(self, place: int, step: Step) -> StepOutcome:
        self._on_step(place)
        if time.monotonic() > self._deadline:
            return StepOutcome(step.name, "not run", explain("notebook", self.job.limits))
        if step.graded and step.student is None:
            return (
                self._grade(step) if step.judge is not None else StepOutcome(step.name, "not run")
            )
        if step.judge is not None:
            self._set_up(step)
        return (
            self._student_cell(step) if step.student is not None else StepOutcome(step.name, "ok")
        )

    # --- the instructor's texts -------------------------------------------------------------------

    def _set_up(self, step: Step) -> None:
        try:
            self._fetch(step)
            with _printing_to(io.StringIO()), self._alarm():
                _execute(step, self._namespace)
        except StudentEnded as ended:
            self._lose_student(ended)
        except Exception as error:
            if step.fetch:  # it rests on what the student wrote
                self._failed_cells.setdefault(step.name, f"{type(error).__name__}: {error}"[:500])
                return
            self._set_up_errors.append(f"{step.name} raises {type(error).__name__}: {error}")

    def _grade(self, step: Step) -> StepOutcome:
        printed = io.StringIO()
        partial, message, ended = None, "", "ok"
        try:
            partial = self._test(step, printed)
        except StudentEnded as stop:
            ended, message = "stopped", f"Your code {self._lose_student(stop)}"
        except CannotStart:
            raise
        except BaseException as error:
            ended, message = "error", explain_error(error, step, self._missing())
        text = self._printed() + printed.getvalue()[: self.job.limits.output_bytes]
        outputs = ({"output_type": "stream", "name": "stdout", "text": text},) if text else ()
        return StepOutcome(step.name, ended, message, partial, outputs)  # type: ignore[arg-type]

    def _test(self, step: Step, printed: io.StringIO) -> float | None:
        """Run a test; returns partial credit, if the test gives some.

        What a function that returns something did to its arguments is kept from the test, which
        may compute from them what is right, and then shown to it: it must hold both times.
        """
        if self._student:  # the test before may have failed in between
            self._student.session.writes_back = self._student.session.kept_back = False
        partial = self._test_once(step, printed)
        session = self._student.session if self._student else None
        if session and session.kept_back:
            session.writes_back = True
            self._test_once(step, io.StringIO())
        if session and session.ended:  # and the test did not care
            raise StudentEnded(session.ended)
        return partial

    def _test_once(self, step: Step, printed: io.StringIO) -> float | None:
        self._fetch(step)
        with _printing_to(printed), self._alarm():
            return score(step.judge or "", _execute(step, self._namespace))

    def _fetch(self, step: Step) -> None:
        """Put the student's names into the test's namespace; an unknown one stays out."""
        if not step.fetch:
            return
        session = self._alive().session
        session.within(self._patience())
        present = session.request("names", list(step.fetch))
        for name in step.fetch:
            self._namespace.pop(name, None)
            if isinstance(present, list) and name in present:
                self._namespace[name] = session.request("name", name)

    def _missing(self) -> str:
        """What to say of a name that is not there: the first cell of the student's that failed."""
        return next((f"{cell}: {text}" for cell, text in self._failed_cells.items()), "")

    def _printed(self) -> str:
        if not self._student:
            return ""
        session = self._student.session
        text, session.printed = "".join(session.printed), []
        return text[: self.job.limits.output_bytes]

    # --- the student's cells ----------------------------------------------------------------------

    def _student_cell(self, step: Step) -> StepOutcome:
        text = step.student or ""
        try:
            session = self._alive().session
            session.within(self._patience())
            answer = session.request("cell", text)
        except StudentEnded as ended:
            message = f"This cell {self._lose_student(ended)}"
            self._failed_cells[step.name] = message
            return StepOutcome(step.name, "stopped", message)
        except Exception as error:  # the reply of a process whose server was tampered with
            return StepOutcome(step.name, "error", f"{type(error).__name__}: {error}"[:300])
        self._repeat.append(text)
        outputs, told = cell_answer(answer)
        partial = shown_number(outputs) if step.graded else None
        outputs = self._room.fit(outputs)
        if not told:
            return StepOutcome(step.name, "ok", "", partial, outputs)
        message = ": ".join(filter(None, told))[:500]
        if step.graded and message == "AssertionError":
            message = "A test does not hold."
        self._failed_cells.setdefault(step.name, message)
        return StepOutcome(step.name, "error", message, None, outputs)

    def _alive(self) -> StudentProcess:
        """The student process; started, and brought to where the last one was, if need be."""
        if self._student is None:
            self._student = self._started()
            session = self._student.session
            session.cells = self._repeat
            session.within(self._patience())
            if self.job.files:
                _lay_out(session, self.job.files)
            for text in self._repeat:
                session.within(self._patience())
                session.request("cell", text)
        return self._student

    def _started(self) -> StudentProcess:
        """A process that has said hello; that it cannot be started is not the student's fault."""
        if self._starts >= MAX_STARTS:
            raise StudentEnded("died")
        self._starts += 1
        told = ""
        for _ in range(TRIES):
            try:
                student = self._spawn(self.job)
            except OSError as error:
                told = str(error)
                continue
            try:
                student.session.within(HELLO_S)
                student.session.hello()
            except StudentEnded as ended:
                told = student.last_words() if ended.reason == "died" else ended.reason
                student.end()
                continue
            return student
        raise CannotStart(f"a student's process does not start ({told or 'without a word'})")

    def _patience(self) -> float:
        return max(0.01, min(self.job.limits.cell_wall_s, self._deadline - time.monotonic()))

    def _lose_student(self, ended: StudentEnded) -> str:
        """Give up the student process; returns what to tell the student."""
        reason, student = ended.reason, self._student
        self._student = None
        if student:
            if reason == "died":
                reason = student.last_words() or reason
            student.end()
        if reason == "wall" and time.monotonic() >= self._deadline:
            reason = "notebook wall"
        if reason.startswith("sandbox:"):
            raise CannotStart(f"a student's process could not be confined ({reason})")
        return explain(reason, self.job.limits)

    @contextlib.contextmanager
    def _alarm(self) -> Iterator[None]:
        """The student's answers, and a test of its own accord, must end in time."""
        if self._student:
            self._student.session.within(self._patience())
        with time_limit(self._patience() + 1.0):
            yield

    def _files(self) -> dict[str, bytes]:
        """What the cells left in their folder, besides what lay there."""
        if not self._student or not self.job.collect_files:
            return {}
        try:
            self._student.session.within(5.0)
            files = self._student.session.request("files", sorted(self.job.files))
        except (StudentEnded, Exception):
            return {}
        if not isinstance(files, dict):
            return {}
        return {n: d for n, d in files.items() if isinstance(n, str) and isinstance(d, bytes)}

    def _problem(self, outcomes: list[StepOutcome]) -> str:
        """A locked cell that fails here is ours, not the student's, if a test failed after it."""
        graded = {step.name for step in self.job.steps if step.graded}
        failed = any(o.ended == "error" for o in outcomes if o.name in graded)
        return (
            f"the instructor's cell {self._set_up_errors[0]}"
            if (self._set_up_errors and failed)
            else ""
        )


def _lay_out(session: Session, files: Mapping[str, bytes]) -> None:
    """Write the files beside the notebook before any of the student's cells has run."""
    try:
        session.request("write", dict(files))
    except Exception as error:
        reason = f"the files beside the notebook cannot be laid out ({error})"
        raise CannotStart(reason) from error


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
