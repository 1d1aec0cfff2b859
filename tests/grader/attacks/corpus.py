"""All attacks, and the classes that they must cover."""

from pathlib import Path

from .exhausting import EXHAUSTING
from .folders import FOLDERS
from .leaving import LEAVING
from .patching import PATCHING
from .pretending import PRETENDING
from .reading import READING
from .speaking import SPEAKING

# What each attack got first where one process runs all; `python -m … --record` writes it.
RECORD = Path(__file__).parent / "in_one_process.json"
CELL_ATTACKS = READING + PATCHING + PRETENDING + EXHAUSTING + LEAVING + SPEAKING
ATTACKS = CELL_ATTACKS + FOLDERS
_LIST = """
    disk, history, frames, gc, memory, environment, proc, network, gradebook, neighbours,
    patched tools, ipython hooks, clock, asserts, rng, partial credit, exits, forged replies,
    equal objects, subclasses, arrays, mutation, pickle gadgets,
    shape bombs, fork bombs, memory bombs, disk bombs, output bombs, loops, signals, daemons,
    covert channels, shadow modules, scripts, cells, formats, links, names, zip bombs
"""
KINDS = tuple(kind.strip() for kind in _LIST.split(","))
