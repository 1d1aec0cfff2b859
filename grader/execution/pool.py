"""Runs jobs on this machine, several at a time: the local side of the executor seam.

Starts a student zygote in the sandbox and a judge zygote beside it, hands out jobs, collects
outcomes. Owns the processes it starts.
"""

import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from grader.errors import GraderEnvironmentError
from grader.execution import zygote
from grader.execution.job import Job, Level, Outcome, StepOutcome
from grader.execution.job_wire import OUTCOME, STEP, STEP_BYTES, pack_job, unpack_outcome
from grader.sandbox import command, python_paths

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
# The order of a set must be the same on both sides: data of locked cells is made on each.
ALIKE = {**dict.fromkeys(THREADS, "1"), "PYTHONHASHSEED": "0"}
GRADING = {"NBGRADER_EXECUTION": "autograde", "NBGRADER_VALIDATING": "0"}
DRAWING = ("matplotlib", "seaborn", "pandas")
CHUNK = 1 << 20
MOST_FATAL = 3  # steps of one job
FATAL = "The test could not come to an end with what your code gave back."
PACKAGE = Path(__file__).parents[1]  # students' processes run our own code too


@dataclass(frozen=True)
class Environment:
    """What the warm processes hold.

    `student` are the modules that students' cells import, `judge` those of the tests; `readable`
    are folders outside the interpreter that students may read, `hidden` what they may not, below
    the ones they may.
    """

    student: tuple[str, ...] = ()
    judge: tuple[str, ...] = ()
    readable: tuple[Path, ...] = ()
    hidden: tuple[Path, ...] = ()


@dataclass(frozen=True)
class _Running:
    job: Job
    answer: socket.socket
    received: bytearray
    started: float
    fatal: tuple[int, ...]  # the steps that killed a judge, left out now


class LocalPool:
    """Warm processes for environments, by the kind of the jobs that want them; a context manager.

    A job in mode shared takes those of its kind for mode split where it has none of its own.
    """

    def __init__(
        self, environments: Mapping[str, Environment], level: Level, workers: int, root: Path
    ) -> None:
        self.level, self.workers, self.root = level, workers, root
        self._environments = environments
        self._controls: dict[str, socket.socket] = {}
        self._processes: list[subprocess.Popen[bytes]] = []
        self._log: IO[bytes]

    def __enter__(self) -> Self:
        self._log = tempfile.TemporaryFile()
        try:
            for kind, environment in self._environments.items():
                self._warm(kind, environment)
        except BaseException as error:
            self.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for control in self._controls.values():
            control.close()
        if kind is not None:  # a judge in the middle of a job would go on for its time
            for process in self._processes:
                process.kill()
        for process in reversed(self._processes):
            process.wait()
        self._log.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Run the jobs; the next one is fetched when a place is free."""
        running: dict[int, _Running] = {}  # by descriptor
        try:
            yield from self._run(iter(jobs), running)
        finally:
            for one in running.values():
                one.answer.close()

    def _run(self, waiting: Iterator[Job], running: dict[int, _Running]) -> Iterator[Outcome]:
        poll = select.poll()

        def started(one: _Running) -> None:
            running[one.answer.fileno()] = one
            poll.register(one.answer, select.POLLIN)

        while True:
            while len(running) < self.workers and (job := next(waiting, None)) is not None:
                started(self._begin(job, ()))
            if not running:
                return
            for descriptor, _ in poll.poll():
                one = running[descriptor]
                data = one.answer.recv(CHUNK)
                one.received.extend(data)
                if data:
                    continue
                poll.unregister(descriptor)
                del running[descriptor]
                one.answer.close()
                again = self._without_the_fatal_step(one)
                if again:
                    started(again)
                else:
                    yield self._outcome(one)

    def _begin(self, job: Job, fatal: tuple[int, ...], spent_s: float = 0.0) -> _Running:
        ours, theirs = socket.socketpair()
        steps = [
            replace(s, student=None, judge=None) if n in fatal else s
            for n, s in enumerate(job.steps)
        ]
        environment = {**GRADING, **job.environment}
        sent = replace(job, steps=tuple(steps), environment=environment, spent_s=spent_s)
        with theirs, tempfile.TemporaryFile() as file:
            file.write(pack_job(sent))
            file.flush()
            try:
                zygote.ask(self._control(job.kind), {}, [file.fileno(), theirs.fileno()])
            except OSError as error:
                ours.close()
                raise self._broken("cannot start a process") from error
        return _Running(job, ours, bytearray(), time.perf_counter(), fatal)

    def _without_the_fatal_step(self, one: _Running) -> _Running | None:
        """The job once more without the step that killed its judge, if that is what happened.

        All its turns together take no longer than twice what a notebook may.
        """
        place, message = _read(one.received)
        if message is not None or place is None or len(one.fatal) >= MOST_FATAL:
            return None
        seconds = time.perf_counter() - one.started
        spent = max(0.0, seconds - one.job.limits.submission_wall_s)
        return replace(self._begin(one.job, (*one.fatal, place), spent), started=one.started)

    def _outcome(self, one: _Running) -> Outcome:
        place, message = _read(one.received)
        outcome = _unpacked(message)
        is_ours = outcome is None or outcome.problem
        if is_ours and any(process.poll() is not None for process in self._processes):
            raise self._broken("a warm process has ended")
        if outcome is None:
            where = f" in {one.job.steps[place].name}" if place is not None else ""
            problem = f"the judge ended early{where}, {len(one.fatal) + 1} times"
            problem += f" ({self._last_line()})"
            return Outcome(one.job.key, (), problem=problem)
        steps = [
            StepOutcome(step.name, "stopped", FATAL) if n in one.fatal else step
            for n, step in enumerate(outcome.steps)
        ]
        return replace(outcome, steps=tuple(steps))

    def _broken(self, what: str) -> GraderEnvironmentError:
        reason = f"{what} ({self._last_line()})"
        return GraderEnvironmentError(str(self.root), reason, "See `grader doctor`.")

    def _last_line(self) -> str:
        """What the processes said at last; they append to the same file."""
        size = self._log.seek(0, os.SEEK_END)
        data = os.pread(self._log.fileno(), CHUNK, max(0, size - CHUNK))
        lines = data.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "without a word"

    def _control(self, kind: str) -> socket.socket:
        return self._controls.get(kind) or self._controls[kind.removesuffix(" shared")]

    def _warm(self, kind: str, environment: Environment) -> None:
        """Start the two processes for an environment."""
        students, students_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._controls[kind], judges_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with students, students_end, judges_end:
            command = self._student_command(environment, students_end.fileno())
            self._start(command, students_end, clear=True)
            self._start(_judge_command(environment, judges_end, students), judges_end, students)

    def _student_command(self, environment: Environment, descriptor: int) -> list[str]:
        draws = any(m.split(".")[0] in DRAWING for m in environment.student)
        program = [sys.executable, "-m", "grader.execution.student_zygote", str(descriptor)]
        program += [self.level, "draws" if draws else "plain", *environment.student]
        return command(
            program,
            level=self.level,
            readable=[*python_paths(), PACKAGE, *environment.readable],
            hidden=environment.hidden,
            environment=_student_environment(),
            pass_fds=(descriptor,),
        )

    def _start(self, words: list[str], *ends: socket.socket, clear: bool = False) -> None:
        environment = _student_environment() if clear else {**os.environ, **_judge_environment()}
        self._processes.append(
            subprocess.Popen(
                words,
                pass_fds=[end.fileno() for end in ends],
                cwd="/" if clear else self.root,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
            )
        )


def _read(received: bytearray) -> tuple[int | None, bytes | None]:
    """The step that a judge was at last, and its outcome if it sent one."""
    at, place = 0, None
    while received[at : at + 1] == STEP and len(received) >= at + STEP_BYTES:
        place = int.from_bytes(received[at + 1 : at + STEP_BYTES], "little")
        at += STEP_BYTES
    return place, bytes(received[at + 1 :]) if received[at : at + 1] == OUTCOME else None


def _unpacked(message: bytes | None) -> Outcome | None:
    """The outcome; None if the judge was ended before or while it sent it."""
    try:
        return unpack_outcome(message) if message is not None else None
    except ValueError:
        return None


def _judge_command(
    environment: Environment, control: socket.socket, students: socket.socket
) -> list[str]:
    program = [sys.executable, "-m", "grader.execution.judge_zygote"]
    return [*program, str(control.fileno()), str(students.fileno()), *environment.judge]


def _student_environment() -> dict[str, str]:
    return {
        **ALIKE,
        "PATH": "/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": "/tmp/ipython",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _judge_environment() -> Mapping[str, Any]:
    return {**ALIKE, "MPLBACKEND": "Agg"}
