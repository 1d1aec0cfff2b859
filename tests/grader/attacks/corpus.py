"""All attacks, and the classes that they must cover."""

from .exhausting import EXHAUSTING
from .folders import FOLDERS
from .leaving import LEAVING
from .patching import PATCHING
from .pretending import PRETENDING
from .reading import READING
from .speaking import SPEAKING

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
