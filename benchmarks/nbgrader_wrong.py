"""Odd submissions that nbgrader scores wrongly, by the reason why."""

from collections.abc import Mapping, Sequence

import nbgrader_faults as faults
import notebook_edits as edits
import odd_files as files
from comparison import ALL
from odd import TEST, TESTS_OF_KL, WITHOUT_KL, WRONG_KL, Odd

HIDDEN_TESTS_OF_KL = "kl_random kl_edges kl_properties kl_hygiene"

PRINTING = "import sys\nprint('not sure about this', file=sys.stderr)"
LOGGING = "import logging\nlogging.warning('slow')"
CRASHING = "import ctypes\nctypes.string_at(0)"
NEVER_ENDING = """
while True:
    try:
        while True:
            pass
    except KeyboardInterrupt:
        pass
"""
EMPTYING_INPUT = "get_ipython().input_transformers_cleanup.append(lambda lines: [])"
PATCHED_HELPER = """
class attempt:
    def __enter__(self): pass
    def __exit__(self, *error): return True
"""
PATCHED_CHECKS = """
from course import checks
checks.agree = checks.require = checks.hygiene = lambda *args, **more: None
"""
IMPORTED = "from course.reference.vae import kl_to_standard_normal"


def displaying(number: float) -> str:
    """The text of a wrong answer that displays a number."""
    return WRONG_KL.replace("return", f"get_ipython().displayhook({number})\n    return")


NBGRADER_WRONG: Mapping[str, Sequence[Odd]] = {
    faults.STDERR: (
        Odd("stderr", "an answer that prints to stderr", edits.body("kl", PRINTING), TESTS_OF_KL),
        Odd("logging", "an answer that logs a warning", edits.body("kl", LOGGING), TESTS_OF_KL),
    ),
    faults.DISPLAYED: (
        Odd(
            "displays_half",
            "an answer that displays 0.5",
            edits.body("kl", "get_ipython().displayhook(0.5)"),
            TESTS_OF_KL,
        ),
        Odd(
            "displays_one",
            "a wrong answer that displays 1.0",
            edits.text("kl", displaying(1.0)),
            TESTS_OF_KL,
            WITHOUT_KL,
        ),
        Odd(
            "displays_three",
            "a wrong answer that displays 3.0",
            edits.text("kl", displaying(3.0)),
            f"{TESTS_OF_KL} halving_cost",
            WITHOUT_KL,
        ),
    ),
    faults.NOT_RUN: (
        Odd(
            "skipping_tests",
            "a wrong answer, its tests tagged skip-execution",
            edits.both(
                edits.text("kl", WRONG_KL),
                *(edits.tagged(test, "skip-execution") for test in TESTS_OF_KL.split()),
            ),
            TESTS_OF_KL,
            WITHOUT_KL,
        ),
        Odd(
            "emptying_cells",
            "a wrong answer that has IPython empty all later cells",
            edits.text("kl", WRONG_KL + EMPTYING_INPUT),
            f"{TESTS_OF_KL} halving_cost",
            1,  # the second question is not answered either
        ),
    ),
    faults.STOPPED: (
        Odd("killed", "a cell kills Python", edits.own("import os\nos._exit(0)", behind=TEST), ALL),
        Odd("exit", "a cell says exit()", edits.own("exit()", behind=TEST), ALL),
        Odd("endless", "a cell never ends", edits.own(NEVER_ENDING, behind=TEST), ALL),
        Odd("crash", "an answer crashes Python", edits.body("kl", CRASHING), ALL, WITHOUT_KL),
    ),
    faults.LOST_ID: (
        Odd("lost_test", "a test without metadata", edits.lost(TEST), TEST),
        Odd(
            "lost_pair",
            "a solution and its test without metadata",
            edits.lost("kl", "kl_by_hand"),
            "kl_by_hand",
        ),
        Odd("lost_all", "all cells without metadata", edits.lost(), ALL),
        Odd("renamed_test", "a test with an unknown id", edits.keys(TEST, grade_id="mine"), ALL),
        Odd("renamed", "a solution with an unknown id", edits.keys("kl", grade_id="mine"), ALL),
    ),
    faults.TWICE: (
        Odd("twice", "a solution pasted twice", edits.copied("kl"), ALL),
        Odd("test_twice", "a test pasted twice", edits.copied(TEST), ALL),
        Odd("all_twice", "all cells pasted twice", lambda cells: [*cells, *cells], ALL),
        Odd("split", "a solution split in two", edits.copied("kl", "half = 0.5"), ALL),
        Odd(
            "draft_above",
            "a solution with a wrong draft above",
            edits.both(edits.copied("kl"), edits.text("kl", WRONG_KL)),
            ALL,
        ),
        Odd(
            "draft_below",
            "a solution with a wrong draft below",
            edits.copied("kl", WRONG_KL),
            ALL,
            WITHOUT_KL,
        ),
    ),
    faults.METADATA: (
        Odd("no_points", "a test without points", edits.without_key(TEST, "points"), ALL),
        Odd("as_solution", "a test marked as a solution", edits.keys(TEST, solution=True), ALL),
        Odd("ungraded", "a test marked as not graded", edits.keys(TEST, grade=False), ALL),
        Odd("extra_key", "a test with one more key", edits.keys(TEST, seen=True), ALL),
        Odd("schema", "a test of an old schema", edits.keys(TEST, schema_version=2), ALL),
    ),
    faults.MISSING: (
        Odd("test_deleted", "a test deleted", edits.without(TEST), TEST),
        Odd(
            "setup_deleted",
            "the setup deleted",
            edits.without("setup"),
            f"{TESTS_OF_KL} halving_cost",
        ),
    ),
    faults.ORDER: (
        Odd("test_first", "a test dragged to the top", edits.moved(TEST, behind="setup"), TEST),
        Odd(
            "solution_last",
            "a solution dragged to the end",
            edits.moved("kl", behind="halving_cost"),
            TESTS_OF_KL,
        ),
    ),
    faults.MERGED: (
        Odd(
            "merged_test",
            "a test merged into the solution above",
            edits.merged_upwards("kl_by_hand"),
            "kl_by_hand",
        ),
        Odd("merged_tests", "a test merged into another", edits.merged_upwards(TEST), TEST),
        Odd(
            "merged_solution",
            "a solution merged into the text above",
            edits.merged_upwards("kl"),
            TESTS_OF_KL,
        ),
    ),
    faults.ONE_PROCESS: (
        Odd(
            "patched_helper",
            "a wrong answer that replaces what a visible test calls",
            edits.text("kl", WRONG_KL + PATCHED_HELPER),
            "kl_by_hand",
            WITHOUT_KL,
        ),
        Odd(
            "patched_checks",
            "a wrong answer that replaces what the hidden tests call",
            edits.text("kl", WRONG_KL + PATCHED_CHECKS),
            HIDDEN_TESTS_OF_KL,
            WITHOUT_KL,
        ),
        Odd(
            "imported",
            "an answer that imports the solution",
            edits.text("kl", IMPORTED),
            TESTS_OF_KL,
            WITHOUT_KL,
        ),
    ),
    faults.ONE_NAMESPACE: (
        Odd(
            "own_callable",
            "a variable of the student's named callable",
            edits.own("callable = True", behind="predict"),
            HIDDEN_TESTS_OF_KL,
        ),
        Odd(
            "own_np",
            "a variable of the student's named np",
            edits.own("np = 3", behind="kl_hygiene"),
            "halving_cost",
        ),
    ),
    faults.FILE: (
        Odd("copy", "a file named … (1).ipynb", edits.nothing, ALL, write=files.named_as_a_copy),
        Odd("mark", "a byte order mark", edits.nothing, ALL, write=files.with_byte_order_mark),
    ),
}
