from grader import doctor
from grader.sandbox import LEVELS, canary, strongest
from grader.sandbox.machine import Lack
from grader.sandbox.probe import Probe

NO_BUBBLEWRAP = Probe("full", trouble="bwrap: No such file or directory")
INSTALL = Lack("bubblewrap is not installed", "apt-get install bubblewrap")


def test_a_machine_with_everything_is_told_each_attempt_that_failed():
    lines = doctor.describe([Probe("full")], [])
    assert lines[0] == "Isolation on this machine: full"
    assert lines[2:] == [f"  cannot {name}" for name in canary.ATTEMPTS]


def test_a_lesser_machine_is_told_why_and_what_to_do():
    lines = doctor.describe([NO_BUBBLEWRAP, Probe("landlock")], [INSTALL])
    assert lines[0] == "Isolation on this machine: landlock"
    assert 'Not "full": bwrap: No such file or directory.' in lines
    assert lines[-1] == "bubblewrap is not installed: apt-get install bubblewrap"


def test_what_a_program_could_do_stands_out():
    limits = Probe("limits", possible=("read files outside",))
    lines = doctor.describe([NO_BUBBLEWRAP, limits], [])
    assert "  CAN    read files outside" in lines
    assert "  cannot fill the disk" in lines


def test_nothing_holds_for_trusted_submissions():
    lines = doctor.describe(
        [NO_BUBBLEWRAP, Probe("none", possible=tuple(canary.ATTEMPTS))], [INSTALL]
    )
    assert all(f"  CAN    {name}" in lines for name in canary.ATTEMPTS)


def test_the_report_is_about_this_machine():
    lines, level = doctor.report()
    assert level == strongest()
    assert level in LEVELS
    assert lines[0] == f"Isolation on this machine: {level}"
