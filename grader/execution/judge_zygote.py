"""The trusted program beside the sandbox: imports what the tests need, forks a judge per job.

python -m grader.execution.judge_zygote CONTROL_FD STUDENTS_FD MODULE…
"""

import contextlib
import os
import resource
import shutil
import signal
import socket
import sys
import tempfile
import time
import traceback
import types
from dataclasses import asdict
from typing import Any

from grader.execution import guard, random_states, zygote
from grader.execution.channel import Channel
from grader.execution.job import Job, Outcome
from grader.execution.job_wire import OUTCOME, STEP, pack_outcome, unpack_job
from grader.execution.judge import Judge
from grader.execution.proxies import proxy
from grader.execution.session import Session
from grader.sandbox import linux

GRACE_S = 5  # over the wall limit of a cell, in which Python should have interrupted the test
OWN_BYTES = 512 << 20  # what a judge needs for itself
LAST_WORDS_S = 5.0


def main() -> None:
    """Warm up, then serve."""
    control, students, *modules = sys.argv[1:]
    zygote.import_all(modules)
    asking = socket.socket(fileno=int(students))

    def child(request: dict[str, Any], descriptors: list[int]) -> None:
        try:
            _judge(asking, *descriptors)
        except BaseException:  # the pool hears that there is no outcome, and reads why in its log
            traceback.print_exc()

    zygote.serve(socket.socket(fileno=int(control)), child, warm_up=lambda: None)


def _judge(students: socket.socket, job_file: int, answer: int) -> None:
    """One job: read it, run it, send what became of it."""
    linux.die_with_parent(signal.SIGKILL)
    end = socket.socket(fileno=answer)
    with open(job_file, "rb") as file:
        file.seek(0)
        job = unpack_job(file.read())
    os.environ.update(job.environment)
    with contextlib.ExitStack() as stack:
        stack.enter_context(guard.installed())
        stack.enter_context(random_states.watched())
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        if job.judge_folder:
            shutil.copytree(
                job.judge_folder, folder, dirs_exist_ok=True, ignore_dangling_symlinks=True
            )
        os.chdir(folder)
        sys.path.insert(0, "")
        _limit_memory(job)
        outcome = _run(job, students, end)
    with end:
        end.sendall(OUTCOME + pack_outcome(outcome))


def _limit_memory(job: Job) -> None:
    """What a student gives back may be large; a test must fail of it, not the machine."""
    bytes_ = job.limits.memory_bytes + OWN_BYTES
    resource.setrlimit(resource.RLIMIT_DATA, (bytes_, resource.RLIM_INFINITY))


def _run(job: Job, students: socket.socket, end: socket.socket) -> Outcome:
    def on_step(place: int) -> None:
        """Say where we are, and let the kernel end us if a test does not hear its alarm."""
        end.sendall(STEP + place.to_bytes(4, "little"))
        seconds = int(time.process_time() + job.limits.cell_wall_s) + GRACE_S
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))

    try:
        # the tests' names are those of the main module: unittest.main() looks there
        main_module = sys.modules["__main__"] = types.ModuleType("__main__")
        return Judge(job, lambda job: Spawned(students, job), on_step, vars(main_module)).run()
    except Exception as error:  # ours: the submission is not graded, and says why
        text = f"the judge failed: {type(error).__name__}: {error}"
        return Outcome(job.key, (), problem=text)


class Spawned:
    """A student process that the student zygote forked for this job."""

    def __init__(self, students: socket.socket, job: Job) -> None:
        ours, theirs = socket.socketpair()
        self._lifeline, supervisor = socket.socketpair()
        request = {"limits": asdict(job.limits), "environment": dict(job.environment)}
        zygote.ask(students, request, [theirs.fileno(), supervisor.fileno()])
        theirs.close()
        supervisor.close()
        self.session = Session(
            lambda refer, resolve: Channel(ours, refer, resolve), proxy, job.classes
        )

    def end(self) -> None:
        """Hang up: the supervisor ends whatever is left."""
        self.session.channel.close()
        self._lifeline.close()

    def last_words(self) -> str:
        """Why the process ended, from its supervisor."""
        self._lifeline.settimeout(LAST_WORDS_S)
        try:
            return self._lifeline.recv(64).decode("ascii", "replace")
        except OSError:
            return ""


if __name__ == "__main__":
    main()
