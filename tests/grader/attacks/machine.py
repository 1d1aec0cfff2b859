"""Starts a batch in a machine of its own and takes its findings back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from . import guard
from .guard import CHECKOUT, User
from .records import Findings, Verdict


def findings(user: User, how: str, *names: str) -> Iterator[Findings]:
    """The findings of `inside`, as they come; what else it prints goes to stderr."""
    words = guard.command(user, "tests.grader.attacks.inside", how, *names)
    with subprocess.Popen(words, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as inside:
        assert inside.stdout is not None
        for line in inside.stdout:
            if line.startswith('{"verdicts": '):
                yield _findings(json.loads(line))
            else:
                sys.stderr.write(line)
    if inside.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {inside.returncode}")


def _findings(plain: Any) -> Findings:
    verdicts = (Verdict(**each | {"gains": tuple(each["gains"])}) for each in plain["verdicts"])
    lists = {name: tuple(plain[name]) for name in ("honest", "world", "for_a_human")}
    return Findings(tuple(verdicts), seconds=plain["seconds"], **lists)
