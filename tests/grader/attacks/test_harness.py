"""The harness notices every way to win, with a grader that has tests and student in one process."""

import os
import subprocess

import pytest

from . import guard
from .machine import findings

REASON = guard.why_not("ordinary")
needs_a_machine = pytest.mark.skipif(bool(REASON), reason=REASON or "a machine can be made")

# An attack for every kind of evidence, and the words that name it.
EVIDENCE = {
    "patched_helper": "2 points of rms_by_hand",
    "reply_forged_and_gone": "4 points of roots_partial",
    "disk_source": "published: CANARY-tests-",
    "environment_of_ancestors": "published: CANARY-program-",
    "gradebook_write": "gradebook row gone",
    "source_rewritten": "changed ",
    "neighbour_overwritten": "-control: needs a human",
    "network_unix": "called the instructor's service",
    "signal_to_all": "another process of the instructor's was ended",
    "daemon_forked": "left running: sleep-daemon_forked",
    "disk_odd_files": "left a link or worse",
    "script_in_html": "script in ps.ipynb",
    "covert_files": "published: covert message of covert_files_",
    "covert_shared_memory": "left in memory",
}


@pytest.fixture(scope="module")
def gains():
    """What each of these attacks gets in one process."""
    found = findings("ordinary", "one", *EVIDENCE)
    return {verdict.attack: verdict.gains for batch in found for verdict in batch.verdicts}


@needs_a_machine
@pytest.mark.parametrize("attack", EVIDENCE)
def test_each_kind_of_evidence_is_seen(attack, gains):
    assert any(EVIDENCE[attack] in gain for gain in gains[attack]), gains[attack]


@needs_a_machine
def test_an_attack_that_fails_has_no_verdict():
    [batch] = findings("ordinary", "one", "ipython_silenced")
    assert batch.verdicts[0].gains == ()


@needs_a_machine
def test_the_machine_is_empty_and_read_only():
    code = "import os; print(os.getuid(), os.getpid(), os.listdir('/tmp'), os.access('.', os.W_OK))"
    words = guard.command("ordinary", "timeit", "-n1", "-r1", code)
    seen = subprocess.run(words, cwd=guard.CHECKOUT, capture_output=True, text=True, check=True)
    user = os.getuid() or guard.ORDINARY_ID
    assert seen.stdout.splitlines()[0] == f"{user} 1 [] False"
