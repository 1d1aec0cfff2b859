"""The levels of isolation, which of them this machine gives, and the refusal if it is too weak.

full      a container of bubblewrap around the warm process; each student with its own user,
          process, network, IPC, mount and host name namespaces, its own file system as folder,
          its own /proc; Landlock; a filter of system calls; limits; no capabilities
landlock  the machine's namespaces; Landlock, the filter, limits; no programs may be started
limits    the filter where there is one, and limits: files can be read
none      nothing but the supervisor: for submissions that are trusted
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.errors import GraderEnvironmentError
from grader.sandbox.machine import Lack, lacks, look
from grader.sandbox.probe import Probe, probe

if TYPE_CHECKING:
    from grader.execution.job import Level

LEVELS: tuple["Level", ...] = ("full", "landlock", "limits", "none")


def strongest() -> "Level":
    """The strongest level whose canary could do nothing that the level forbids."""
    return next(level for level in LEVELS if level == "none" or probe(level).holds)


def require(level: "Level | None" = None) -> "Level":
    """The level to grade with: "full" unless a weaker one is asked for.

    Raises GraderEnvironmentError if the machine does not give it.
    """
    wanted = level or "full"
    if wanted == "none":
        return wanted
    found = probe(wanted)
    if not found.holds:
        weaker = LEVELS[LEVELS.index(wanted) + 1 :]
        given = next(lower for lower in weaker if lower == "none" or probe(lower).holds)
        raise refusal(found, given, lacks(look()))
    return wanted


def refusal(found: Probe, given: "Level", missing: Sequence[Lack]) -> GraderEnvironmentError:
    """Names what is missing, what the machine gives instead, and what to do."""
    reasons = ", ".join(lack.what for lack in missing) or found.failure
    instead = f'only "{given}"' if given != "none" else "none at all"
    choices = [lack.remedy for lack in missing]
    if given != "none":
        choices.append(f"accept less: --isolation {given}")
    choices.append("trust every submission: --isolation none")
    return GraderEnvironmentError(
        f'isolation "{found.level}"',
        f"this machine gives {instead}: {reasons}",
        f"Do one of these: {'; '.join(choices)}.",
    )
