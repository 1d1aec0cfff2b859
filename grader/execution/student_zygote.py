"""The program inside the sandbox: imports what the notebooks need, forks a student's process.

python -m grader.execution.student_zygote CONTROL_FD LEVEL DRAWS MODULE…
"""

import os
import socket
import sys
from dataclasses import fields
from typing import Any

from grader.execution import shell, zygote
from grader.execution.channel import Channel
from grader.execution.job import Level
from grader.execution.student import StudentServer
from grader.limits import Limits
from grader.sandbox import confine, drop_root


def main() -> None:
    """Warm up, then serve."""
    descriptor, level, draws, *modules = sys.argv[1:]
    drop_root(level)  # type: ignore[arg-type]
    zygote.import_all(modules)
    with_figures = draws == "draws"
    interpreter = shell.new_shell(with_figures)

    def child(request: dict[str, Any], descriptors: list[int]) -> None:
        _student(interpreter, level, request, descriptors)  # type: ignore[arg-type]

    zygote.serve(
        socket.socket(fileno=int(descriptor)),
        child,
        warm_up=lambda: shell.warm_up(interpreter, with_figures),
    )


def _student(
    interpreter: Any, level: Level, request: dict[str, Any], descriptors: list[int]
) -> None:
    """One submission: become its sandbox, then answer the judge."""
    data, lifeline = descriptors
    limits = Limits(**{f.name: request["limits"][f.name] for f in fields(Limits)})
    os.environ.update(request["environment"])
    confine(level, limits, lifeline, keep=(data,))
    sys.path.insert(0, "")
    end = socket.socket(fileno=data)
    StudentServer(
        interpreter.user_ns,
        lambda source, seconds: shell.run_cell(interpreter, source, seconds, limits.output_bytes),
        lambda refer, resolve: Channel(end, refer, resolve),
    ).serve()


if __name__ == "__main__":
    main()
