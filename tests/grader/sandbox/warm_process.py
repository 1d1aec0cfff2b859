"""A warm process as the engine has one, for tests: runs a text in a confined child.

    warm_process.py start LEVEL CONTROL_FD READABLE HIDDEN MODULE…   becomes the command's program
    warm_process.py serve LEVEL CONTROL_FD MODULE…                   is the warm process

The first step is a process of its own so that another user can be the one who starts it.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from pathlib import Path

from grader.limits import Limits
from grader.sandbox import command, confine, drop_root, python_paths

PACKAGE = Path(__file__).parents[3] / "grader"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
HONEST = """
import os, tempfile
import numpy as np
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
assert abs(np.linalg.norm(np.array([[3.0], [4.0]]) @ np.ones((1, 1))) - 5) < 1e-12
figure, axes = plt.subplots(figsize=(2, 2))
axes.plot(np.sin(np.arange(9)))
axes.set_title("$x^2$")
figure.savefig("figure.png")
plt.close(figure)
with tempfile.TemporaryFile() as file:
    file.write(b"x" * 1000)
assert os.path.getsize("figure.png") > 1000
"""


def start(level: str, control: int, readable: str, hidden: str, modules: list[str]) -> None:
    """Become the warm process, in its container if the level has one."""
    words = [sys.executable, __file__, "serve", level, str(control), *modules]
    line = command(
        words,
        level=level,
        readable=[*python_paths(), PACKAGE, Path(__file__), *map(Path, json.loads(readable))],
        hidden=[*map(Path, json.loads(hidden))],
        environment=ENVIRONMENT,
        pass_fds=(control,),
    )
    os.execvp(line[0], line)


def serve(level: str, control: socket.socket, modules: list[str]) -> None:
    """Fork a child for each request, until nobody can ask any more."""
    drop_root(level)
    leaked = os.open(__file__, os.O_RDONLY)  # stays open: a student must not inherit it
    os.set_inheritable(leaked, True)
    for name in modules:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, _reap)
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 1 << 20, 2)
        if not data:
            return
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            _student(level, json.loads(data), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _student(level: str, request: dict, answer: int, lifeline: int) -> None:
    try:
        confine(level, Limits(**request["limits"]), lifeline, keep=(answer,))
        end = socket.socket(fileno=answer)
        end.sendall(b"!")
        names = {"answer": end, "got": None}
        error = _run(request["code"], names)
        honest = _run(HONEST, {}) if request["honest"] else ""
        said = {"got": repr(names["got"]), "error": error, "honest": honest}
        end.sendall(json.dumps(said).encode())
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _run(code: str, names: dict) -> str:
    """The error, or nothing."""
    try:
        exec(code, names)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _reap(*_: object) -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


if __name__ == "__main__":
    role, level, control, *rest = sys.argv[1:]
    if role == "start":
        start(level, int(control), rest[0], rest[1], rest[2:])
    else:
        serve(level, socket.socket(fileno=int(control)), rest)
