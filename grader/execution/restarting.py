"""The student's process of a job, and after its end another one that repeats the cells."""

import itertools
import time
from collections.abc import Mapping
from typing import Any, Protocol

from grader.execution.job import Job
from grader.execution.session import Session, StudentEnded, Writing
from grader.limits import MAX_FILE_BYTES, MAX_FILES, explain

HELLO_S = 60.0  # a busy machine; the student's own time starts afterwards
MAX_DEATHS = 12
TRIES = 3  # to start a process; a busy machine may refuse once
DYING_S = 1.0  # for a cell that is interrupted; then its process is ended
FILES_S = 5.0
MAX_NAME_BYTES = 200


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


class Student:
    """Runs the student's cells, in as many processes as that takes."""

    def __init__(self, job: Job, spawn: Spawn) -> None:
        self.job = job
        self.repeat: list[str] = []  # the cells that a fresh process runs first
        self.writing = Writing()
        self._spawn = spawn
        self._process: StudentProcess | None = None
        self._deaths = 0
        self._deadline = time.monotonic() + job.limits.submission_wall_s - job.spent_s

    def is_late(self) -> bool:
        """Whether the time of the whole notebook is over."""
        return time.monotonic() >= self._deadline

    def patience(self) -> float:
        """How many seconds the next thing may take."""
        return max(0.01, min(self.job.limits.cell_wall_s, self._deadline - time.monotonic()))

    def running(self) -> Session | None:
        """The conversation with the process that runs, if one does."""
        return self._process.session if self._process else None

    def session(self) -> Session:
        """The same; the process is started, and brought to where the last one was, if need be.

        Raises CannotStart, and StudentEnded if a cell that is repeated ends it.
        """
        if self._process is None:
            self._process = self._started()
            session = self._process.session
            session.cells, session.writing = self.repeat, self.writing
            session.within(self.patience())
            if self.job.files:
                _lay_out(session, self.job.files)
            for text in self.repeat:
                self.run_cell(text)
        return self._process.session

    def run_cell(self, text: str) -> tuple[Any, bool]:
        """What the process answers, and whether that came before the cell was interrupted."""
        session, seconds = self.session(), self.patience()
        session.within(seconds + DYING_S)
        end = time.monotonic() + seconds
        return session.request("cell", text, seconds), time.monotonic() < end

    def lost(self, ended: StudentEnded) -> str:
        """Give up the process; returns what to tell the student."""
        reason, process = ended.reason, self._process
        self._process = None
        self._deaths += 1
        if process:
            if reason == "died":
                reason = process.last_words() or reason
            process.end()
        if reason.startswith("sandbox:"):
            raise CannotStart(f"a student's process could not be confined ({reason})")
        return self.timed_out() if reason == "wall" else explain(reason, self.job.limits)

    def renew(self) -> None:
        """End the process; the next one will have run the cells, but no test."""
        self.end()
        self._process = None

    def timed_out(self) -> str:
        """What to tell the student when something took too long."""
        return explain("notebook wall" if self.is_late() else "wall", self.job.limits)

    def files(self) -> dict[str, bytes]:
        """What the cells left in their folder, besides what lay there."""
        if not self._process or not self.job.collect_files:
            return {}
        session = self._process.session
        try:
            session.within(FILES_S)
            files = session.request("files", sorted(self.job.files))
        except (StudentEnded, Exception):
            return {}
        kept = filter(_is_plain_file, files.items()) if isinstance(files, dict) else ()
        return dict(itertools.islice(kept, MAX_FILES))

    def end(self) -> None:
        """Stop for good."""
        if self._process:
            self._process.end()

    def _started(self) -> StudentProcess:
        """A process that has said hello; that it cannot be started is not the student's fault."""
        if self._deaths >= MAX_DEATHS:
            raise StudentEnded("too often")
        told = ""
        for _ in range(TRIES):
            try:
                process = self._spawn(self.job)
            except OSError as error:
                told = str(error)
                continue
            try:
                process.session.within(HELLO_S)
                process.session.hello()
            except StudentEnded as ended:
                told = process.last_words() if ended.reason == "died" else ended.reason
                process.end()
                continue
            return process
        raise CannotStart(f"a student's process does not start ({told or 'without a word'})")


def _is_plain_file(item: tuple[Any, Any]) -> bool:
    """Whether it is a name and some bytes that may be kept: the process may tell anything."""
    name, data = item
    if not isinstance(name, str) or not isinstance(data, bytes) or len(data) > MAX_FILE_BYTES:
        return False
    if not name or not name.isprintable() or "/" in name or name[0] == ".":
        return False
    return len(name.encode()) <= MAX_NAME_BYTES


def _lay_out(session: Session, files: Mapping[str, bytes]) -> None:
    """Write the files beside the notebook before any of the student's cells has run."""
    try:
        session.request("write", dict(files))
    except Exception as error:
        reason = f"the files beside the notebook cannot be laid out ({error})"
        raise CannotStart(reason) from error
