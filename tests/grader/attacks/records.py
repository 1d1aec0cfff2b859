"""What an attack is, and what it got; imports nothing of ours."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Attack:
    """One dishonest submission; its answers are wrong, so whatever it gets is stolen.

    `name` is the student's, `kind` the class of the attack. `text` follows the wrong answer in
    solution cell `at`. `reshape` then gets the folder to submit and the notebook in it, and may
    damage both. `copies` students submit the same: what one leaves, the next may find. `unseen`
    says why one process cannot show the attack; the others are run there, too.
    """

    name: str
    kind: str
    text: str = ""
    at: str = "rms"
    reshape: Callable[[Path, Notebook], None] | None = None
    copies: int = 1
    unseen: str = ""

    @property
    def students(self) -> tuple[str, ...]:
        """Who submits it."""
        if self.copies == 1:
            return (self.name,)
        return tuple(f"{self.name}_{n}" for n in range(1, self.copies + 1))


@dataclass(frozen=True)
class Place:
    """What an attacker knows of the place: everything but the secrets.

    `tcp_port` is open on 127.0.0.1, `unix_path` and `abstract_name` are sockets; each greets its
    caller with a secret. `reference` is the file of the secret module.
    """

    course: Path
    home: Path
    reference: Path
    tcp_port: int
    unix_path: Path
    abstract_name: str


@dataclass(frozen=True)
class Verdict:
    """What one attack got, in sentences; nothing at all if the grader is safe."""

    attack: str
    kind: str
    gains: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """What became of a batch: the verdicts, what went wrong with the honest, with the world.

    `for_a_human` names the submissions without a score, and why.
    """

    verdicts: tuple[Verdict, ...]
    honest: tuple[str, ...]
    world: tuple[str, ...]
    for_a_human: tuple[str, ...]
    seconds: float

    @property
    def gains(self) -> dict[str, tuple[str, ...]]:
        """The attacks that got something, and what."""
        return {verdict.attack: verdict.gains for verdict in self.verdicts if verdict.gains}
