"""An odd submission: the reference submission of one exercise with something done to it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from notebook_edits import Edit

ASSIGNMENT = "ex02_vae_kl"
POINTS = 7.0
TEST = "kl_random"  # that something is done to
TESTS_OF_KL = "kl_by_hand kl_random kl_edges kl_properties kl_hygiene"
WRONG_KL = "def kl_to_standard_normal(mu, logvar):\n    return 0.0\n"
WITHOUT_KL = 2.0  # points: the two questions


@dataclass(frozen=True)
class Odd:
    """What was done, the cells that nbgrader scores wrongly, and the points deserved.

    `deserves` is None where nobody can read the work.
    """

    student: str
    done: str
    edit: Edit
    nbgrader_wrong_in: str = ""
    deserves: float | None = POINTS
    write: Callable[[Path, str], object] = Path.write_text
