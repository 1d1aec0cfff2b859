"""Odd submissions that nbgrader scores as they deserve, and so must we."""

from collections.abc import Sequence

import notebook_edits as edits
import odd_files as files
from odd import TEST, WITHOUT_KL, WRONG_KL, Odd

DRAWING = "plt.figure()\nplt.plot([1, 2])\nplt.show()"
THREAD = "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()"
MAGICS = "%matplotlib inline\n!echo hello\n%timeit -n1 -r1 0"
UNWRITTEN_KL = "def kl_to_standard_normal(mu, logvar):\n    raise NotImplementedError('not yet')\n"
RIGHT_KL = """
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.sum(np.exp(logvar) - 1 - logvar + mu**2, axis=-1)
"""

# What the students' code does.
BEHAVIOUR = (
    Odd("prints", "an answer that prints", edits.body("kl", "print('working')")),
    Odd("prints_much", "an answer that prints 2 MB", edits.body("kl", "print('x' * 2_000_000)")),
    Odd("draws", "an answer that draws", edits.body("kl", DRAWING)),
    Odd("exits", "an answer that exits", edits.body("kl", "raise SystemExit"), "", WITHOUT_KL),
    Odd("loops_called", "an answer that loops", edits.body("kl", "while 1: pass"), "", WITHOUT_KL),
    Odd("timed", "an answer below %%time", edits.above("kl", "%%time")),
    Odd("sys_exit", "a cell says sys.exit()", edits.own("import sys\nsys.exit()", behind=TEST)),
    Odd("raises", "a cell raises", edits.own("1 / 0", behind=TEST)),
    Odd("interrupts", "a cell interrupts", edits.own("raise KeyboardInterrupt", behind=TEST)),
    Odd("unparsed", "a cell is no Python", edits.own("def (", behind=TEST)),
    Odd("number", "a cell ends with a number", edits.own("0.25", behind=TEST)),
    Odd("asks", "a cell asks for input", edits.own("input('Name? ')", behind=TEST)),
    Odd("loops", "a cell loops", edits.own("while True: pass", behind=TEST)),
    Odd("thread", "a cell leaves a thread behind", edits.own(THREAD, behind=TEST)),
    Odd("magics", "a cell uses magics", edits.own(MAGICS, behind=TEST)),
    Odd("waits", "a cell awaits", edits.own("import asyncio\nawait asyncio.sleep(0)", behind=TEST)),
    Odd("closes", "a cell closes stdout", edits.own("import sys\nsys.stdout.close()", behind=TEST)),
)
# What became of the cells.
CELLS = (
    Odd(
        "own_cell",
        "an answer below the unwritten one",
        edits.both(edits.own(RIGHT_KL, behind="kl"), edits.text("kl", UNWRITTEN_KL)),
    ),
    Odd(
        "too_early",
        "an answer above the unwritten one",
        edits.both(edits.own(RIGHT_KL, behind="predict"), edits.text("kl", UNWRITTEN_KL)),
        deserves=WITHOUT_KL,
    ),
    Odd("again", "a wrong answer more, behind two tests", edits.own(WRONG_KL, behind=TEST), "", 4),
    Odd("late", "a wrong answer more, at the end", edits.own(WRONG_KL, behind="halving_cost")),
    Odd("lost", "a solution without metadata", edits.lost("kl")),
    Odd("lost_setup", "a setup without metadata", edits.lost("setup")),
    Odd("deleted", "a solution deleted", edits.without("kl"), deserves=WITHOUT_KL),
    Odd("retyped", "a solution made markdown", edits.retyped("kl", "markdown")),
    Odd("test_retyped", "a test made markdown", edits.retyped(TEST, "markdown")),
    Odd("test_raw", "a test made raw", edits.retyped(TEST, "raw")),
    Odd(
        "test_edited",
        "a wrong answer, its test made true",
        edits.both(edits.text("kl", WRONG_KL), edits.text(TEST, "assert True")),
        deserves=WITHOUT_KL,
    ),
    Odd("test_emptied", "a test emptied", edits.text(TEST, "")),
    Odd("setup_edited", "a setup edited", edits.text("setup", "import numpy as np")),
    Odd("points", "a test with 100 points", edits.keys(TEST, points=100)),
    Odd("unlocked", "a test unlocked", edits.keys(TEST, locked=False)),
    Odd("checksum", "a test with another checksum", edits.keys(TEST, checksum="0" * 32)),
)
# What became of the file.
FILES = (
    Odd("kernel", "a kernel of the student's", edits.nothing, write=files.with_foreign_kernel),
    Odd("old_format", "notebook format 3", edits.nothing, write=files.of_notebook_format_3),
    Odd("windows", "line ends of Windows", edits.nothing, write=files.with_line_ends_of_windows),
    Odd("cut_off", "a file cut off", edits.nothing, deserves=None, write=files.cut_off),
    Odd("empty", "an empty file", edits.nothing, deserves=None, write=files.empty),
)
NBGRADER_RIGHT: Sequence[Odd] = (*BEHAVIOUR, *CELLS, *FILES)
