"""A pytest plugin that notes with each test who ran the submissions in it.

It looks only while nbgrader autogrades: what is run to validate a notebook is no submission.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from nbconvert.preprocessors import ExecutePreprocessor

from grader.execution.job import Job, Outcome
from grader.execution.pool import LocalPool
from grader.nbgrader_seam import SOLUTION, SplitExecute

from .records import CONFINED, KERNEL, SPLIT

_ran: Counter[str] = Counter()


@pytest.fixture(autouse=True)
def _who_ran_the_submissions(request: pytest.FixtureRequest) -> Iterator[None]:
    _ran.clear()
    yield
    request.node.user_properties.extend(_ran.items())


def _watch_preprocess(step: Any, name: str) -> None:
    preprocess = step.preprocess

    def watched(*args: Any, **keys: Any) -> Any:
        ran = preprocess(*args, **keys)  # raises if it refuses a notebook, as of another language
        if os.environ.get("NBGRADER_EXECUTION") == "autograde":
            _ran[name] += 1
        return ran

    step.preprocess = watched


def _watch_sandbox(pool: Any) -> None:
    run = pool.run

    def watched(self: LocalPool, jobs: Iterable[Job]) -> Iterator[Outcome]:
        for outcome in run(self, jobs):
            of_a_student = outcome.key.split("/")[1] != SOLUTION
            if of_a_student and self.level == "full" and not outcome.problem:
                _ran[CONFINED] += 1
            yield outcome

    pool.run = watched


_watch_preprocess(ExecutePreprocessor, KERNEL)  # where nbgrader's Execute has its method from
_watch_preprocess(SplitExecute, SPLIT)
_watch_sandbox(LocalPool)
