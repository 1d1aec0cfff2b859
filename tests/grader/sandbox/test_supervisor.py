"""How a student's process ends, and that nothing of it is left."""

import os
import signal
from pathlib import Path
from textwrap import dedent

import pytest

from grader.limits import MIB, Limits
from grader.sandbox.supervisor import ENDED, HUNG_UP, verdict
from tests.grader.sandbox.conftest import ROOT, every

KILLED = signal.SIGKILL
WALL = "notebook wall"
MEMORY = 200 * MIB  # the warm process has numpy and matplotlib: some 50
GROW = """
kept = []
while True:
    kept.append(bytearray(1 << 20))
"""
GROW_IN_CHILDREN = """
import os, time
for _ in range(8):
    if not os.fork():
        kept = bytearray(40 << 20)
        time.sleep(60)
time.sleep(60)
"""
SHARE = """
import mmap, os, time
shared = mmap.mmap(-1, 400 << 20)
for at in range(0, len(shared), 4096):
    shared[at] = 1
time.sleep(60)
"""
PAGE_TABLES = """
import mmap, time
NO_RESERVE = 0x4000
huge = mmap.mmap(-1, 1 << 38, prot=mmap.PROT_READ, flags=mmap.MAP_PRIVATE | NO_RESERVE)
huge.madvise(mmap.MADV_NOHUGEPAGE)
for at in range(0, len(huge), 1 << 21):
    huge[at]
time.sleep(60)
"""
DEAF = """
import os
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        continue
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
"""
FORK_BOMB = """
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
"""
SPIN = "while True: pass"
SPIN_IN_CHILDREN = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        while True:
            pass
time.sleep(60)
"""
DAEMON = f"""
import os, time
child = os.fork()
if not child:
    os.setsid()
    if not os.fork():
        exec({DEAF!r})
        while True:
            time.sleep(1)
    os._exit(0)
os.waitpid(child, 0)
"""
ENDINGS = {
    "exit code": ("import os; os._exit(3)", {}, "exit:3"),
    "segmentation fault": ("import ctypes; ctypes.string_at(0)", {}, "signal:11"),
    "processor time": (DEAF + SPIN, {"cpu_s": 1}, "cpu"),
    "processor time of children": (SPIN_IN_CHILDREN, {"cpu_s": 2}, "cpu"),
    "wall time": (DEAF + "import time; time.sleep(60)", {"submission_wall_s": 0.5}, WALL),
    "fork bomb": (DEAF + FORK_BOMB, {"submission_wall_s": 1.0}, WALL),
    "memory": (GROW, {"memory_bytes": MEMORY}, "memory"),
    "memory of children": (GROW_IN_CHILDREN, {"memory_bytes": MEMORY}, "memory"),
    "shared memory": (SHARE, {"memory_bytes": MEMORY}, "memory"),
    "page tables": (PAGE_TABLES, {"memory_bytes": MEMORY}, "memory"),
}


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("warm", every("full", "landlock"), indirect=True)
def test_the_supervisor_says_how_it_ended(warm, name):
    code, limits, word = ENDINGS[name]
    ran = warm.run(code, **limits)
    assert ran.ended == word, ran
    assert warm.run("got = 1").honest == ""  # the next submission, undisturbed


@pytest.mark.parametrize("warm", every("full", "landlock", "none"), indirect=True)
def test_it_ends_when_the_judge_hangs_up(warm):
    running = warm.begin(DEAF + SPIN)
    with running.answer, running.lifeline:
        running.ready()
        assert running.hang_up() == ""  # it had not ended by itself
        assert running.all_of() == b""  # and nobody is left who could answer


@pytest.mark.parametrize("own_warm", every("full"), indirect=True)
def test_all_of_it_ends_when_the_container_is_killed(own_warm):
    running = own_warm.begin(DEAF + SPIN)
    with running.answer, running.lifeline:
        running.ready()
        os.kill(own_warm.container(), signal.SIGKILL)
        assert running.all_of() == b""


@pytest.mark.parametrize("warm", every("full", "landlock", "limits", "none"), indirect=True)
def test_a_daemon_dies_with_its_submission(warm):
    ran = warm.run(DAEMON)  # whose inherited end of the line keeps it open as long as it lives
    assert (ran.error, ran.honest, ran.ended) == ("", "", "exit:0")


@pytest.mark.skipif(not ROOT, reason="only root can see the namespaces of others")
@pytest.mark.parametrize("warm", every("full"), indirect=True)
def test_the_process_namespace_is_gone_at_the_end(warm):
    ran = warm.run(DAEMON + "got = os.readlink('/proc/self/ns/pid')")
    assert ran.got.startswith("'pid:[")
    assert ran.got.strip("'") not in process_namespaces()


def process_namespaces() -> set[str]:
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            found.add(str((entry / "ns/pid").readlink()))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("warm", every("full", "landlock", "limits"), indirect=True)
@pytest.mark.parametrize(
    "start",
    ["os.fork() or time.sleep(60)", "threading.Thread(target=time.sleep, args=(60,)).start()"],
    ids=["processes", "threads"],
)
def test_processes_and_threads_are_counted(warm, start):
    code = f"""
    import os, threading, time
    got = 1
    try:
        while got < 60:
            {start}
            got += 1
    except (OSError, RuntimeError):
        pass
    answer.sendall(json.dumps({{"got": str(got), "error": "", "honest": ""}}).encode())
    os._exit(0)
    """
    ran = warm.run("import json\n" + dedent(code), processes=10)
    assert 5 <= int(ran.got) <= 30  # beside others, those of the same user come and go
    assert ran.ended == "exit:0"


@pytest.mark.parametrize("warm", every("full", "landlock", "limits"), indirect=True)
def test_what_cannot_fit_is_an_error_at_once(warm):
    ran = warm.run("import numpy; numpy.ones(10**11)", memory_bytes=MEMORY)
    assert "Unable to allocate" in ran.error
    assert (ran.honest, ran.ended) == ("", "exit:0")


FILL = """
import os
def fill():
    for number in range(40):
        with open(str(number), "wb") as file:
            for _ in range(4):
                file.write(bytes(1 << 18))
try:
    fill()
finally:
    got = sum(os.path.getsize(name) for name in os.listdir())
    for name in os.listdir():
        os.remove(name)
"""
MANY_FILES = """
import os
try:
    for number in range(9999):
        os.mkdir(str(number))
finally:
    got = len(os.listdir())
    for name in os.listdir():
        os.rmdir(name)
"""


@pytest.mark.parametrize("warm", every("full"), indirect=True)
def test_the_disk_is_full_at_its_limit(warm):
    ran = warm.run(FILL, disk_bytes=4 * MIB)
    assert "No space left" in ran.error
    assert int(ran.got) <= 4 * MIB
    assert (ran.honest, ran.ended) == ("", "exit:0")


@pytest.mark.parametrize("warm", every("full"), indirect=True)
def test_the_number_of_files_has_a_limit(warm):
    ran = warm.run(MANY_FILES, disk_bytes=4 * MIB)
    assert "No space left" in ran.error
    assert int(ran.got) <= 256
    assert (ran.honest, ran.ended) == ("", "exit:0")


@pytest.mark.parametrize("code", [FILL, MANY_FILES], ids=["bytes", "files"])
@pytest.mark.parametrize("warm", every("landlock", "limits"), indirect=True)
def test_beside_others_too_much_on_disk_ends_it(warm, code):
    code = code.replace("finally:", "finally:\n    import time; time.sleep(60)")
    assert warm.run(code, disk_bytes=4 * MIB).ended == "disk"


@pytest.mark.parametrize("warm", every("full", "landlock", "limits"), indirect=True)
def test_one_file_cannot_be_larger_than_the_disk(warm):
    code = """
    import os
    try:
        open("x", "wb").write(bytes(2 << 20))
    finally:
        os.remove("x")
    """
    ran = warm.run(dedent(code), disk_bytes=1 * MIB)
    assert "File too large" in ran.error
    assert (ran.honest, ran.ended) == ("", "exit:0")


@pytest.mark.parametrize("warm", every("landlock", "limits", "none"), indirect=True)
def test_the_folder_is_removed_whatever_lies_in_it(warm):
    code = """
    import os
    got = os.getcwd()
    os.symlink("/", "root")
    os.mkfifo("pipe")
    for _ in range(300):  # in all longer than a path may be
        os.mkdir("deep" * 5)
        os.chdir("deep" * 5)
    os.chdir(got)
    os.mkdir("closed")
    open("closed/file", "w").close()
    os.chmod("closed", 0)
    os.chmod(".", 0o500)
    """
    ran = warm.begin(dedent(code), honest=False).finish()
    assert ran.error == ""
    assert not Path(eval(ran.got)).exists()


@pytest.mark.parametrize(
    ("reason", "status", "cpu_s", "word"),
    [
        (WALL, KILLED, 0.0, WALL),
        (ENDED, 3 << 8, 0.0, "exit:3"),
        (ENDED, signal.SIGSEGV, 0.0, "signal:11"),
        (ENDED, KILLED, 1.01, "cpu"),
        (ENDED, KILLED, 0.0, "memory"),
        (HUNG_UP, KILLED, 0.0, ""),
        (HUNG_UP, signal.SIGSEGV, 0.0, "signal:11"),  # it closed its end by dying
    ],
)
def test_a_verdict_is_what_the_supervisor_saw_before_what_it_did(reason, status, cpu_s, word):
    assert verdict(reason, status, cpu_s, Limits(cpu_s=1), killer="memory") == word
