"""What `grader doctor` says about this machine: its level of isolation, canary by canary."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.sandbox import canary
from grader.sandbox.levels import LEVELS
from grader.sandbox.machine import Lack, lacks, look
from grader.sandbox.probe import Probe, probe

if TYPE_CHECKING:
    from grader.execution.job import Level


def report() -> tuple[list[str], "Level"]:
    """What a canary could and could not do here, what is missing, how to get it; the level."""
    probes = _probes()
    return describe(probes, lacks(look())), probes[-1].level


def describe(probes: Sequence[Probe], missing: Sequence[Lack]) -> list[str]:
    """The report as lines; `probes` from the strongest level down to the one that holds."""
    best = probes[-1]
    lines = [f"Isolation on this machine: {best.level}", ""]
    can = {name: "CAN   " if name in best.possible else "cannot" for name in canary.ATTEMPTS}
    lines += [f"  {can[name]} {name}" for name in canary.ATTEMPTS]
    for failed in probes[:-1]:
        lines += ["", f'Not "{failed.level}": {failed.failure}.']
    if best.level != LEVELS[0]:
        lines += ["", *(f"{lack.what}: {lack.remedy}" for lack in missing)]
    return lines


def _probes() -> list[Probe]:
    """Level by level, down to the first that holds."""
    probes = list[Probe]()
    for name in LEVELS:
        nothing = Probe("none", possible=tuple(canary.ATTEMPTS))
        probes.append(probe(name) if name != "none" else nothing)
        if probes[-1].holds:
            break
    return probes
