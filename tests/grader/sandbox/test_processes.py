import mmap
import os
import subprocess
import sys

import pytest

from grader.limits import MIB
from grader.sandbox import processes

GROWN = 60 * MIB
GROW_AND_FORK = f"""
import os, sys
kept = b'x' * {GROWN}
children = []
stay, leave = os.pipe()
for _ in range(3):
    child = os.fork()
    if not child:
        os.close(leave)
        os.read(stay, 1)
        os._exit(0)
    children.append(child)
print(*children, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def family():
    """A process with much memory and three children that share it."""
    with subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", GROW_AND_FORK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        children = [int(word) for word in process.stdout.readline().split()]
        yield process.pid, children


def test_descendants_are_found(family):
    parent, children = family
    assert sorted(processes.descendants(parent)) == sorted(children)
    assert parent in processes.descendants(os.getpid())


def test_memory_that_processes_share_counts_once(family):
    parent, children = family
    assert not processes.use_more_memory([parent, *children], 2 * GROWN)
    assert processes.use_more_memory([parent, *children], GROWN // 2)


def test_shared_mappings_count():
    before = processes._quick_bytes(os.getpid())
    with mmap.mmap(-1, GROWN) as shared:
        for at in range(0, GROWN, mmap.PAGESIZE):
            shared[at] = 1
        assert processes._quick_bytes(os.getpid()) - before > GROWN * 0.9


def test_a_process_that_has_ended_uses_nothing():
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(child, 0)
    assert not processes.use_more_memory([child], 0)
    assert processes.processor_s([child]) == 0
    assert processes.descendants(child) == []


def test_processor_time_of_a_process_grows_as_it_works():
    before = os.times()
    first = processes.processor_s([os.getpid()])
    while sum(os.times()[:2]) < sum(before[:2]) + 0.1:
        pass
    assert processes.processor_s([os.getpid()]) > first > 0


def test_threads_of_a_user_are_counted():
    assert processes.threads_of_user(os.getuid()) >= 1
    assert processes.threads_of_user(0x7FFFFFF0) == 0
