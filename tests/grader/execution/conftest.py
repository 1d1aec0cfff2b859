"""A judge with a student in a thread: everything but the sandbox and the fork."""

import pytest

from grader.execution.job import Job, Mode, Outcome, Step
from grader.testing import ThreadExecutor


def step(name: str, *, student=None, judge=None, fetch=(), visible=None) -> Step:
    graded = judge is not None and student is None
    return Step(name, student, judge, graded, tuple(fetch), judge if visible is None else visible)


@pytest.fixture
def run():
    """Run steps; returns name → outcome."""

    def run(*steps: Step, mode: Mode = "split", **more) -> dict:
        (outcome,) = ThreadExecutor().run([Job("job", steps, mode, **more)])
        assert isinstance(outcome, Outcome)
        assert outcome.problem == ""
        return {each.name: each for each in outcome.steps}

    return run
