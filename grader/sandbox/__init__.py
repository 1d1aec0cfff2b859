"""Keeps a student's code away from the machine, the course and everybody else's.

A warm process is started inside a container and forks a child per submission; the child is
confined further before it meets the student's code. Read it in this order; a module imports
only modules above it.

    syscalls    numbers of system calls
    seccomp     which of them a student's process may make, as a program for the kernel
    linux       the calls that confine, one function each
    processes   what processes use, from /proc
    users       which user a student becomes when root starts it
    folder      the private folder of a student without a file system of its own
    container   starts the warm process so that it sees nothing but what it needs
    supervisor  stands beside a student's process to its end, and says why it ended
    confine     makes a fresh child a confined student and its supervisor
    canary      a submission that tries everything forbidden
    probe       starts the canary, and watches from outside
    machine     what is missing for a stronger level, and the line that would give it
    levels      which level this machine gives; refuses if it is too weak

`command` starts the warm process, `drop_root` is its first line, `confine` that of its child.
"""

from grader.sandbox.confine import confine
from grader.sandbox.container import command, drop_root, python_paths
from grader.sandbox.levels import LEVELS, require, strongest

__all__ = [
    "LEVELS",
    "command",
    "confine",
    "drop_root",
    "python_paths",
    "require",
    "strongest",
]
