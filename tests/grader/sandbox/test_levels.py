"""Which level a machine gives, tried on this one and on lesser ones made from it."""

import json
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from grader.errors import GraderEnvironmentError
from grader.execution.job import Level
from grader.sandbox import canary, levels, require, strongest
from grader.sandbox.levels import LEVELS, refusal
from grader.sandbox.machine import Lack
from grader.sandbox.probe import ALWAYS, PROMISES, Probe
from tests.grader.sandbox import less, warm_process
from tests.grader.sandbox.conftest import ROOT, as_user, needs_bubblewrap

ASK = """
import json
from grader.sandbox import LEVELS, strongest
from grader.sandbox.probe import probe
found = {level: probe(level) for level in LEVELS[:3]}
print(json.dumps([strongest(), {level: [p.failure, p.possible] for level, p in found.items()}]))
"""
WITHOUT_LANDLOCK = "landlock_create_ruleset"


def ask(*before: str, path: str = "/usr/bin:/bin") -> tuple[str, dict[str, list]]:
    """The strongest level and the probes, of a process that starts with these words."""
    ran = subprocess.run(
        [*before, sys.executable, "-c", ASK],
        env={"PYTHONPATH": str(warm_process.PACKAGE.parent), "PATH": path},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return tuple(json.loads(ran.stdout))


def on_a_machine_without(calls: str, user: str = "root", **settings: str) -> tuple[str, dict]:
    return ask(*as_user(user), sys.executable, less.__file__, calls, **settings)


@pytest.fixture
def no_bubblewrap(tmp_path) -> str:
    """A PATH with everything else that is needed."""
    for program in ("env", "setpriv"):
        if found := shutil.which(program):
            (tmp_path / program).symlink_to(found)
    return str(tmp_path)


@needs_bubblewrap
@pytest.mark.parametrize("user", ["root", "ordinary"])
def test_this_machine_gives_all_levels_with_their_promises(user):
    best, found = ask(*as_user(user))
    assert best == "full"
    assert {level: failure for level, (failure, _) in found.items()} == dict.fromkeys(found, "")
    assert found["full"][1] == found["landlock"][1] == []
    assert set(found["limits"][1]) == {
        "read files outside",
        "see other processes",
        "write files outside",
    }


@needs_bubblewrap
@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="the system has no Python")
def test_an_ordinary_user_with_the_system_s_python_gets_full():
    user = {"user": 65534, "group": 65534, "extra_groups": []} if ROOT else {}
    start = "import sys, types\n" + "".join(
        f"sys.modules[{name!r}] = types.ModuleType({name!r})\n"
        f"sys.modules[{name!r}].__path__ = [{str(path)!r}]\n"
        for name, path in {
            "grader": warm_process.PACKAGE,
            "grader.sandbox": warm_process.PACKAGE / "sandbox",
        }.items()
    )
    ran = subprocess.run(
        ["/usr/bin/python3", "-I", "-S", "-c", start + "from grader.sandbox.probe import probe\n"
         "print(repr(probe('full').failure))"],
        capture_output=True, text=True, timeout=60, check=True, **user,
    )  # fmt: skip
    assert ran.stdout == "''\n", ran


def test_without_bubblewrap_a_machine_gives_landlock(no_bubblewrap):
    best, found = ask(path=no_bubblewrap)
    assert best == "landlock"
    assert found["full"][0] == "bubblewrap is not installed"


@needs_bubblewrap
@pytest.mark.parametrize("user", ["root", "ordinary"])
def test_without_landlock_a_machine_gives_limits(user):
    best, found = on_a_machine_without(WITHOUT_LANDLOCK, user)
    assert best == "limits"
    for level in ("full", "landlock"):
        assert found[level][0].startswith("landlock_create_ruleset: Function not implemented")


@needs_bubblewrap
def test_without_namespaces_a_machine_gives_landlock():
    best, found = on_a_machine_without("unshare", "ordinary")
    assert best == "landlock"
    assert found["full"][0] != ""


@needs_bubblewrap
@pytest.mark.skipif(not ROOT, reason="root is told apart by the user namespace of the child")
def test_root_without_namespaces_is_told_which_call_failed():
    _, found = on_a_machine_without("unshare", "root")
    assert found["full"][0] != ""


def test_without_a_filter_a_machine_gives_limits_and_they_hold():
    best, found = on_a_machine_without("seccomp")
    assert best == "limits"
    assert not set(found["limits"][1]) & set(ALWAYS)
    assert "use the network" in found["limits"][1]


def failing(level: Level) -> Probe:
    return Probe(level, trouble="bwrap: No such file")


@pytest.fixture
def machine(monkeypatch):
    """Gives some levels and lacks bubblewrap."""

    def gives(*given: Level) -> None:
        monkeypatch.setattr(levels, "probe", lambda n: Probe(n) if n in given else failing(n))
        monkeypatch.setattr(levels, "lacks", lambda _: [Lack("no bubblewrap", "apt-get install")])
        monkeypatch.setattr(levels, "look", lambda: None)

    return gives


@pytest.mark.parametrize(
    ("given", "best"),
    [
        (("full", "landlock", "limits"), "full"),
        (("landlock", "limits"), "landlock"),
        (("limits",), "limits"),
        ((), "none"),
    ],
)
def test_the_strongest_level_that_holds_is_taken(machine, given, best):
    machine(*given)
    assert strongest() == best


def test_full_is_what_is_wanted_if_nobody_says(machine):
    machine("full", "landlock", "limits")
    assert require() == require(None) == "full"
    assert require("landlock") == "landlock"


def test_a_weaker_level_is_given_only_to_who_asks_for_it(machine):
    machine("landlock", "limits")
    assert [require(level) for level in LEVELS[1:]] == ["landlock", "limits", "none"]
    with pytest.raises(GraderEnvironmentError) as refused:
        require()
    assert refused.value.exit_code == 3
    assert str(refused.value) == (
        'isolation "full": this machine gives only "landlock": no bubblewrap. Do one of these: '
        "apt-get install; accept less: --isolation landlock; "
        "trust every submission: --isolation none."
    )


def test_a_machine_with_nothing_says_so(machine):
    machine()
    with pytest.raises(GraderEnvironmentError, match="this machine gives none at all") as refused:
        require("limits")
    assert "--isolation limits" not in str(refused.value)
    assert require("none") == "none"


def test_a_refusal_without_a_known_reason_tells_what_the_canary_did():
    found = Probe("full", possible=("read files outside",))
    assert "a program could read files outside" in str(refusal(found, "limits", []))


@pytest.mark.parametrize(
    ("found", "failure"),
    [
        (Probe("full"), ""),
        (Probe("full", trouble="bwrap: no"), "bwrap: no"),
        (Probe("full", possible=("mount file systems",)), "a program could mount file systems"),
        (Probe("limits", possible=("mount file systems",)), ""),
        (Probe("full", refused=("keep a file",)), "an honest program cannot keep a file"),
        (Probe("none", possible=tuple(canary.ATTEMPTS)), ""),
    ],
)
def test_a_level_holds_if_it_keeps_its_promises_and_lets_the_honest_work(found, failure):
    assert found.failure == failure
    assert found.holds == (not failure)


def test_weaker_levels_promise_less():
    assert list(PROMISES) == list(LEVELS)
    for stronger, weaker in pairwise(LEVELS):
        assert PROMISES[weaker] <= PROMISES[stronger]


def test_on_another_system_nothing_is_promised(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert strongest() == "none"
    with pytest.raises(GraderEnvironmentError, match="this is not Linux"):
        require("limits")
