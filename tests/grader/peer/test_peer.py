"""nbgrader's own tests of autograding pass with our execution, and it is ours that ran."""

import shutil
from collections import Counter

import pytest

from .expected import EXCEPTIONS, surprises
from .records import CONFINED, KERNEL, SPLIT, Case, Run
from .suite import run

SUBMISSIONS = 65  # that nbgrader's kernels run in these tests: python -m tests.grader.peer stock


@pytest.fixture(scope="module")
def ours():
    """Our side; a minute and a half on two processors."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    return run("ours")


@pytest.mark.kernel  # to validate, and to make tests, nbgrader starts its own
def test_nbgraders_own_tests_pass_with_our_execution(ours):
    assert surprises(ours) == []
    assert [ours.count(each) for each in ("passed", "skipped", "failed")] == [40, 2, 0]


@pytest.mark.kernel
def test_every_submission_in_them_was_run_by_us_in_full_isolation_and_none_in_a_kernel(ours):
    ran = {by: ours.ran(by) for by in (SPLIT, CONFINED, KERNEL)}
    assert ran == {SPLIT: SUBMISSIONS, CONFINED: SUBMISSIONS, KERNEL: 0}


def after(outcome: str = "passed", name: str = "test_grade", **ran: int) -> list[str]:
    """What surprises on our side if another test went well, and this one so."""
    well = Case("test_force", "passed", Counter(split=1, confined=1))
    return surprises(Run("ours", (well, Case(name, outcome, Counter(ran))), 1.0))


def test_a_failure_and_a_skip_that_is_not_expected_are_named():
    assert after() == []
    assert "failed: assert 0 == 1" in after("failed: assert 0 == 1")[0]
    assert "skipped: no kernel" in after("skipped: no kernel")[0]


def test_an_expected_skip_is_expected_with_its_reason():
    [name, *_] = EXCEPTIONS
    assert after(EXCEPTIONS[name], name) == []
    assert len(after("skipped: no network", name)) == len(after("passed", name)) == 1


def test_a_submission_that_the_other_side_ran_or_no_sandbox_held_is_named():
    assert "other side" in after(kernel=1)[0]
    assert "without full isolation" in after(split=2, confined=1)[0]


def test_a_comparison_in_which_nothing_ran_is_none():
    assert surprises(Run("stock", (Case("test_help", "passed", Counter()),), 1.0)) != []
