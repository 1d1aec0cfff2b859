"""What one submission may use, and what a student reads when it wanted more."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Self

MIB = 1 << 20
MAX_FILES = 50  # of those that cells leave beside the notebook, so many are kept
MAX_FILE_BYTES = 1 * MIB


@dataclass(frozen=True)
class Limits:
    """Ceilings of one submission; every one is configurable, see `grader.config`.

    `cell_wall_s` and `submission_wall_s` are wall time in seconds, `cpu_s` the CPU time and
    `memory_bytes` the memory of all of the student's processes together, `processes` their number
    with threads counted, `disk_bytes` what they may write, `output_bytes` what one cell may print
    and show.
    """

    cell_wall_s: float = 30.0
    submission_wall_s: float = 300.0
    cpu_s: int = 120
    memory_bytes: int = 2048 * MIB
    processes: int = 64
    disk_bytes: int = 64 * MIB
    output_bytes: int = 1 * MIB

    def fitting(self) -> Self:
        """The same, with room for one cell in what a submission may use."""
        return replace(
            self,
            submission_wall_s=max(self.submission_wall_s, self.cell_wall_s),
            cpu_s=max(self.cpu_s, ceil(self.cell_wall_s)),
        )


def explain(reason: str, limits: Limits) -> str:
    """The sentence for a student whose code was stopped; `reason` is a word of the sandbox.

    "wall", "notebook wall", "cpu", "memory", "disk", "notebook", "too often", "exit:3", "signal:9",
    "broke" or "died".
    """
    word, _, number = reason.partition(":")
    notebook_s = limits.submission_wall_s
    sentences = {
        "wall": f"took longer than {limits.cell_wall_s:g} s and was stopped: an endless loop?",
        "notebook wall": f"was stopped: the notebook took longer than {notebook_s:g} s.",
        "notebook": f"not run: the notebook took longer than {notebook_s:g} s.",
        "cpu": f"used more than {limits.cpu_s} s of processor time and was stopped.",
        "disk": f"wrote more than {_mib(limits.disk_bytes)} of files and was stopped.",
        "memory": f"needed more than {_mib(limits.memory_bytes)} of memory and was stopped.",
        "too often": "was not run: earlier cells have ended Python too often.",
        "exit": f"ended Python itself (exit code {number or 0}): leave out exit() and quit().",
        "broke": "gave back something that no ordinary result can be, and was stopped.",
    }
    return sentences.get(word, f"crashed Python itself ({reason}) and was stopped.")


def _mib(count: int) -> str:
    return f"{count / MIB:.3f}".rstrip("0").rstrip(".") + " MiB"
