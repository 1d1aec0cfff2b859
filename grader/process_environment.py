"""The environment that nbgrader and its kernels inherit from this process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def process_environment() -> Iterator[None]:
    """What nbgrader and the kernels find, restored afterwards.

    PATH: to create a gradebook, nbgrader calls the program `alembic`, which is installed beside
    the interpreter and on nobody's PATH unless the environment is activated. OMP_NUM_THREADS:
    sums over several threads differ in the last digits from run to run. sys.path: nbgrader
    prepends the course directory.
    """
    environment, modules = dict(os.environ), list(sys.path)
    programs = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        sys.path[:] = modules
        os.environ.clear()
        os.environ.update(environment)
