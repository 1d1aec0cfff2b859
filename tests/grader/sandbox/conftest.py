"""Warm processes of every level and user, and what they must not reach."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from grader.sandbox.processes import descendants
from tests.grader.sandbox import warm_process

CANARY = "canary-7f3a9c"
PATIENCE_S = 60.0
ORDINARY = 65534
ROOT = os.getuid() == 0
WITHOUT_BUBBLEWRAP = shutil.which("bwrap") is None
needs_bubblewrap = pytest.mark.skipif(WITHOUT_BUBBLEWRAP, reason="bubblewrap is not installed")


@dataclass(frozen=True)
class Ran:
    """What a student's process said, and its supervisor."""

    got: str  # what the text left in `got`, as repr
    error: str
    honest: str | None  # what went wrong in an honest program after it; None if it never ran
    ended: str
    ready_s: float
    seconds: float


@dataclass
class Running:
    """A student's process in the middle of its text."""

    answer: socket.socket
    lifeline: socket.socket
    asked: float = field(default_factory=time.perf_counter)

    def ready(self) -> float:
        """Wait until it is confined; returns the seconds this took."""
        first = self.answer.recv(1)
        assert first == b"!", self.lifeline.recv(100)
        return time.perf_counter() - self.asked

    def all_of(self) -> bytes:
        """Everything that it says until nobody is left who could say more."""
        received = b""
        while data := self.answer.recv(1 << 16):
            received += data
        return received

    def hang_up(self) -> str:
        """What the judge does; returns the supervisor's last word."""
        self.lifeline.shutdown(socket.SHUT_WR)
        return self.lifeline.recv(100).decode()

    def finish(self) -> Ran:
        """Wait for its end."""
        with self.answer, self.lifeline:
            ready_s = self.ready()
            said = self.all_of()
            ended = self.lifeline.recv(100).decode()
            seconds = time.perf_counter() - self.asked
        found = json.loads(said) if said else {"got": "None", "error": "", "honest": None}
        return Ran(**found, ended=ended, ready_s=ready_s, seconds=seconds)


class Warm:
    """A warm process at a level, started by a user."""

    def __init__(
        self, level: str, user: str, readable: list[Path], hidden: list[Path], folder: Path
    ) -> None:
        self.level, self.user = level, user
        self._control, end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.log = folder / f"{level}-{user}.log"
        paths = [json.dumps([str(p) for p in some]) for some in (readable, hidden)]
        words = [sys.executable, warm_process.__file__, "start", level, str(end.fileno()), *paths]
        with end, self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*as_user(user), *words, "numpy", "matplotlib.pyplot"],
                pass_fds=(end.fileno(),),
                env={"PYTHONPATH": str(warm_process.PACKAGE.parent), "SECRET": CANARY},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def begin(self, code: str, *, honest: bool = True, **limits: float) -> Running:
        """Start a text in a student's process."""
        request = json.dumps({"code": code, "honest": honest, "limits": limits}).encode()
        assert self.process.poll() is None, self.log.read_text()
        answer, theirs = socket.socketpair()
        lifeline, supervisor = socket.socketpair()
        with theirs, supervisor:
            socket.send_fds(self._control, [request], [theirs.fileno(), supervisor.fileno()])
        answer.settimeout(PATIENCE_S)
        lifeline.settimeout(PATIENCE_S)
        return Running(answer, lifeline)

    def run(self, code: str, **limits: float) -> Ran:
        """Run a text, then an honest program in the same process."""
        return self.begin(code, **limits).finish()

    def container(self) -> int:
        """The process of bubblewrap that the user started."""
        if not as_user(self.user):
            return self.process.pid
        return descendants(self.process.pid)[0]

    def close(self) -> None:
        """End it, and all that is in its container."""
        self._control.close()
        self.process.wait(PATIENCE_S)


def as_user(user: str) -> list[str]:
    """Words before a command that make an ordinary user run it.

    The interpreter may lie in root's own folder. There the user gets a view of the machine in
    which it is the same interpreter at the same place, behind a folder that lets him through.
    """
    if user == "root" or not ROOT:
        return []
    words = ["bwrap", "--die-with-parent", "--dev-bind", "/", "/", "--tmpfs", "/root"]
    prefixes = {Path(sys.prefix), Path(sys.base_prefix)}
    for folder in sorted({folder for path in prefixes for folder in path.parents}):
        words += ["--dir", str(folder)]
    for path in prefixes:
        words += ["--ro-bind", str(path), str(path)]
    for capability in ("CAP_SETUID", "CAP_SETGID"):
        words += ["--cap-add", capability]
    return [*words, "--", "setpriv", f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups"]


@dataclass(frozen=True)
class Outside:
    """Canaries, where the user who started the warm process would find them."""

    folder: Path  # everybody may write here, and read `secret`
    port: int
    name: str  # of a socket without a file
    victim: int  # a process that holds one

    def names(self) -> str:
        """As the first lines of a student's text."""
        return f"FOLDER, PORT = {str(self.folder)!r}, {self.port}\n" + (
            f"NAME, VICTIM = {self.name!r}, {self.victim}\n"
        )


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """The canaries; the victim is of the ordinary user, as which root does not run either."""
    user = {"user": ORDINARY, "group": ORDINARY, "extra_groups": []} if ROOT else {}
    name = f"canary-{os.getpid()}"
    with (
        tempfile.TemporaryDirectory(dir="/var/tmp") as folder,
        socket.create_server(("127.0.0.1", 0)) as port,
        socket.socket(socket.AF_UNIX) as nameless,
        subprocess.Popen(["sleep", "1000"], env={"SECRET": CANARY}, **user) as victim,
    ):
        nameless.bind(f"\0{name}")
        nameless.listen()
        root = Path(folder)
        root.chmod(0o777)
        course = root / "course"
        (course / "answers").mkdir(parents=True)
        for secret in (root / "secret", course / "key.txt", course / "answers" / "one.txt"):
            secret.write_text(CANARY)
        (course / "public.txt").write_text("for students")
        yield Outside(root, port.getsockname()[1], name, victim.pid)
        victim.kill()


def every(*levels: str) -> list[ParameterSet]:
    """Parameters for `warm`: these levels, as root and as an ordinary user."""
    return [
        pytest.param((level, user), id=f"{level}-{user}", marks=_marks(level, user))
        for level in levels
        for user in ("root", "ordinary")
    ]


def _marks(level: str, user: str) -> list[pytest.MarkDecorator]:
    """Why this cannot be tried here."""
    root_is_needed = pytest.mark.skipif(user == "root" and not ROOT, reason="not run by root")
    in_bubblewrap = level == "full" or (ROOT and user == "ordinary")
    return [root_is_needed, needs_bubblewrap] if in_bubblewrap else [root_is_needed]


@pytest.fixture(scope="session")
def started(
    outside: Outside, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, str], Warm]]:
    """Gives the warm process for a level and user; starting one takes most of a second."""
    course, logs = outside.folder / "course", tmp_path_factory.mktemp("logs")
    hidden = [course / "key.txt", course / "answers"]
    warm: dict[tuple[str, str], Warm] = {}

    def get(level: str, user: str) -> Warm:
        if (level, user) not in warm:
            warm[level, user] = Warm(level, user, [course], hidden, logs)
        return warm[level, user]

    yield get
    for process in warm.values():
        process.close()


@pytest.fixture
def warm(request: pytest.FixtureRequest, started: Callable[[str, str], Warm]) -> Warm:
    """The warm process of the test's parameter; see `every`."""
    return started(*request.param)


@pytest.fixture
def own_warm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Warm]:
    """As `warm`, for this test alone."""
    process = Warm(*request.param, [], [], tmp_path)
    yield process
    process.close()
