"""A warm process that forks a child for each request; owns the fork.

It is single-threaded, computes nothing of a submission's and never imports what a request names:
a child inherits the memory as it was when the imports were done.
"""

import contextlib
import gc
import importlib
import json
import os
import random
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any, Never

from grader.execution import huge_pages

MAX_REQUEST_BYTES = 1 << 16
MAX_DESCRIPTORS = 4

Child = Callable[[dict[str, Any], list[int]], None]


def import_all(names: Iterable[str]) -> None:
    """Import modules; one that cannot be imported is left to the cell that imports it.

    Imports leave little garbage, and looking for it takes a tenth of their time.
    """
    gc.disable()
    for name in names:
        with contextlib.suppress(Exception):  # a package of others may fail in any way
            importlib.import_module(name)
    gc.enable()
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)  # more would deadlock after the fork


def serve(control: socket.socket, child: Child, warm_up: Callable[[], object]) -> Never:
    """Fork a child per request until all who could ask are gone.

    Warms up at the second request: it pays for a class, not for a single submission.
    """
    signal.signal(signal.SIGCHLD, _reap)
    served = 0
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, MAX_REQUEST_BYTES, MAX_DESCRIPTORS)
        if not data:
            os._exit(0)  # to take down numpy and its friends one by one takes a quarter of a second
        if served == 1:
            warm_up()
            gc.collect()
            gc.freeze()
            huge_pages.pack()
        _fork(control, child, json.loads(data), descriptors)
        served += 1
        for descriptor in descriptors:
            os.close(descriptor)


def _fork(
    control: socket.socket, child: Child, request: dict[str, Any], descriptors: list[int]
) -> None:
    try:
        pid = os.fork()
    except OSError:
        return  # the requester sees its sockets close
    if pid:
        return
    import numpy as np  # here: who only asks, in this module too, starts faster without it

    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        np.random.seed(int.from_bytes(os.urandom(4), "little"))
        random.seed()
        child(request, descriptors)
    finally:
        os._exit(0)  # nothing of the parent's is flushed or cleaned up twice


def _reap(_signal: int, _frame: FrameType | None) -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def ask(control: socket.socket, request: dict[str, Any], descriptors: list[int]) -> None:
    """Ask a zygote for a child that gets these descriptors."""
    socket.send_fds(control, [json.dumps(request).encode()], descriptors)
