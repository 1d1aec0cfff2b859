"""No attack gets anything from the grader, and every honest student beside them gets everything.

One class, one batch, in a machine of its own; as root and as an ordinary user.
"""

import pytest

from . import guard
from .corpus import KINDS
from .machine import findings


@pytest.fixture(scope="module", params=guard.USERS)
def batch(request):
    """The findings of one batch with every attack in it."""
    if reason := guard.why_not(request.param):
        pytest.skip(reason)
    [found] = findings(request.param, "batch")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_attack_of_this_class_gets_anything(kind, batch):
    assert {v.attack: v.gains for v in batch.verdicts if v.kind == kind and v.gains} == {}


def test_honest_students_between_them_get_what_they_deserve(batch):
    assert batch.honest == ()


def test_the_world_is_as_it_was(batch):
    assert batch.world == ()
