"""Executors without processes: what the engine decides is tested with them."""

import ast
import linecache
import socket
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

from grader.execution import guard, random_states
from grader.execution.channel import Channel
from grader.execution.job import Job, Level, Outcome
from grader.execution.judge import Judge
from grader.execution.pool import Environment
from grader.execution.proxies import proxy
from grader.execution.session import Session
from grader.execution.student import StudentServer


@dataclass
class FakePool:
    """Stands in for `LocalPool`: takes what it takes, runs jobs as `ThreadExecutor` does.

    `jobs` are those that it was asked to run.
    """

    environments: Mapping[str, Environment]
    level: Level
    workers: int
    root: Path
    jobs: ClassVar[list[Job]] = []

    def __enter__(self) -> Self:
        FakePool.jobs.clear()
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Run one job after the other."""
        for job in jobs:
            FakePool.jobs.append(job)
            yield from ThreadExecutor().run([job])


class ThreadExecutor:
    """Runs jobs in this process, the student in a thread: no sandbox, no fork, no time limit."""

    level: Level = "none"

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Run one job after the other."""
        for job in jobs:
            with guard.installed(), random_states.watched():
                outcome = Judge(job, ThreadStudent).run()
            yield outcome


class ThreadStudent:
    """A student's process that is a thread; its shell is `exec`."""

    def __init__(self, job: Job) -> None:
        ours, theirs = socket.socketpair()
        namespace: dict[str, Any] = {"__name__": "__main__"}
        server = StudentServer(
            namespace,
            lambda source, seconds: _run_cell(namespace, source),
            lambda refer, resolve: Channel(theirs, refer, resolve),
        )
        threading.Thread(target=_serve, args=(server,), daemon=True).start()
        self.session = Session(
            lambda refer, resolve: Channel(ours, refer, resolve), proxy, job.classes
        )

    def end(self) -> None:
        """Hang up; the thread ends with its next answer."""
        self.session.channel.close()

    def last_words(self) -> str:
        """A thread says nothing."""
        return ""


def _serve(server: StudentServer) -> None:
    server.serve()
    server.channel.close()


def _run_cell(namespace: dict[str, Any], source: str) -> tuple[list[dict[str, Any]], list[str]]:
    """As `shell.run_cell`, without IPython: a last line that is a number is shown."""
    name = "<ipython-input>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    try:
        tree = ast.parse(source)
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr):
            exec(compile(tree, name, "exec"), namespace)
            return [], []
        exec(compile(ast.Module(tree.body[:-1], []), name, "exec"), namespace)
        value = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
    except BaseException as error:  # a student's cell may raise anything
        return [], [type(error).__name__, str(error)]
    data = {"text/plain": repr(value)}
    return [{"output_type": "execute_result", "data": data, "metadata": {}}], []
