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
