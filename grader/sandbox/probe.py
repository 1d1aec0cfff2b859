"""Starts the canary at a level and watches from outside what it could do."""

import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from grader.errors import GraderEnvironmentError
from grader.sandbox import canary
from grader.sandbox.container import command, python_paths

if TYPE_CHECKING:
    from grader.execution.job import Level

PACKAGE = Path(__file__).parents[1]
PATIENCE_S = 10.0
# Without the site's packages, and without what our own bring along: it has to be quick.
START = """
import sys, types
folder = sys.argv.pop(1)
for name in ("grader", "grader.sandbox"):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
    folder += "/sandbox"
from grader.errors import GraderEnvironmentError
from grader.sandbox import canary
canary.main()
"""
ALWAYS = ("start too many processes", "take too much memory", "fill the disk")
PROMISES: dict["Level", frozenset[str]] = {
    "full": frozenset(canary.ATTEMPTS),
    "landlock": frozenset(canary.ATTEMPTS),
    "limits": frozenset(ALWAYS),
    "none": frozenset(),
}


@dataclass(frozen=True)
class Probe:
    """What a canary at this level could do; `trouble` says why there is nothing to tell."""

    level: "Level"
    possible: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def holds(self) -> bool:
        """Whether the level keeps what it promises, and lets an honest program work."""
        return not self.failure

    @property
    def failure(self) -> str:
        """Why the level does not hold, in one line; empty if it does."""
        broken = [name for name in self.possible if name in PROMISES[self.level]]
        if self.trouble:
            return self.trouble
        if self.refused:
            return f"an honest program cannot {' or '.join(self.refused)}"
        return f"a program could {' and '.join(broken)}" if broken else ""


def probe(level: "Level") -> Probe:
    """Start a canary at this level; takes some 60 ms."""
    if sys.platform != "linux":
        return Probe(level, trouble="this is not Linux")
    with _bait() as outside, tempfile.TemporaryFile() as said:
        try:
            answer, end = _run(level, outside, said)
        except GraderEnvironmentError as error:
            return Probe(level, trouble=error.what)
        if not answer:
            return Probe(level, trouble=_trouble(end, said))
    found = json.loads(answer)
    return Probe(level, tuple(found["possible"]), tuple(found["refused"]))


@contextmanager
def _bait() -> Iterator[canary.Outside]:
    """A secret that everybody may read, a folder where everybody may write, an open port."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as port:
        Path(folder).chmod(0o777)
        Path(folder, canary.SECRET).write_text("canary")
        yield canary.Outside(folder, port.getsockname()[1])


def _run(level: "Level", outside: canary.Outside, said: IO[bytes]) -> tuple[bytes, str]:
    """The canary's answer and its supervisor's last word."""
    answer, canarys_end = socket.socketpair()
    lifeline, supervisor = socket.socketpair()
    with answer, lifeline:
        with canarys_end, supervisor:
            ends = [canarys_end.fileno(), supervisor.fileno()]
            process = _start(level, outside, ends, said)
        try:
            for end in (answer, lifeline):
                end.settimeout(PATIENCE_S)
            return _all_of(answer), lifeline.recv(100).decode()
        except TimeoutError:
            return b"", f"no answer in {PATIENCE_S:g} s"
        finally:
            process.kill()
            process.wait()


def _start(
    level: "Level", outside: canary.Outside, ends: list[int], said: IO[bytes]
) -> subprocess.Popen[bytes]:
    words = [level, *map(str, ends), outside.folder, str(outside.port)]
    argv = command(
        [sys.executable, "-I", "-S", "-c", START, str(PACKAGE), *words],
        level=level,
        readable=[*python_paths(), PACKAGE],
        environment={},
        pass_fds=ends,
    )
    null = subprocess.DEVNULL
    return subprocess.Popen(argv, pass_fds=ends, stdin=null, stdout=said, stderr=said, env={})


def _all_of(end: socket.socket) -> bytes:
    received = b""
    while data := end.recv(1 << 16):
        received += data
    return received


def _trouble(last_word: str, said: IO[bytes]) -> str:
    """The supervisor's word, or the last line that somebody printed."""
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return last_word.removeprefix("sandbox:") or (lines[-1] if lines else "no canary came back")
