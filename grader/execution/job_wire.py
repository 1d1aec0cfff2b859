"""Jobs and outcomes as bytes, between the grader and a judge process."""

from dataclasses import asdict, fields
from typing import Any

import msgpack

from grader.execution.job import Job, Outcome, Step, StepOutcome
from grader.limits import Limits

# A judge tells the number of each step that it begins, and the outcome at the end.
STEP, OUTCOME = b"S", b"O"
STEP_BYTES = 5


def pack_job(job: Job) -> bytes:
    """The job as msgpack."""
    plain = {field.name: getattr(job, field.name) for field in fields(job)}
    plain |= {
        "steps": [asdict(step) for step in job.steps],
        "limits": asdict(job.limits),
        "classes": sorted(job.classes),
        "files": dict(job.files),
        "environment": dict(job.environment),
    }
    return bytes(msgpack.packb(plain))


def unpack_job(data: bytes) -> Job:
    """The inverse of `pack_job`."""
    plain = _unpack(data)
    steps = tuple(map(_step, plain["steps"]))
    limits, classes = Limits(**plain["limits"]), frozenset(plain["classes"])
    return Job(**{**plain, "steps": steps, "limits": limits, "classes": classes})


def pack_outcome(outcome: Outcome) -> bytes:
    """The outcome as msgpack."""
    plain = {field.name: getattr(outcome, field.name) for field in fields(outcome)}
    steps = [{f.name: getattr(s, f.name) for f in fields(s)} for s in outcome.steps]
    return bytes(msgpack.packb(plain | {"steps": steps, "files": dict(outcome.files)}))


def unpack_outcome(data: bytes) -> Outcome:
    """The inverse of `pack_outcome`; raises ValueError if it was cut short."""
    plain = _unpack(data)
    steps = tuple(
        StepOutcome(**{**s, "outputs": tuple(s["outputs"]), "traits": tuple(s["traits"])})
        for s in plain["steps"]
    )
    return Outcome(**{**plain, "steps": steps})


def _step(plain: dict[str, Any]) -> Step:
    traits = plain["traits"]
    own = {"fetch": tuple(plain["fetch"]), "traits": None if traits is None else tuple(traits)}
    return Step(**{**plain, **own})


def _unpack(data: bytes) -> dict[str, Any]:
    plain: dict[str, Any] = msgpack.unpackb(data, strict_map_key=False)
    return plain
