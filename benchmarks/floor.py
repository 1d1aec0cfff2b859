"""The least that a graded submission can cost: fork a warm process, execute the cells, no more.

No isolation, no split, no kernel, no notebook read or written, no gradebook; figures are rendered
as the inline backend does.

    python floor.py WORK.json WORKERS

The work is {"modules": […], "notebooks": [[[text, is_test], …], …]}. Prints JSON: when it was
warm, then of each submission its seconds and how many tests passed.
"""

import gc
import importlib
import io
import json
import os
import sys
import time
from pathlib import Path
from typing import Any, Never

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
BROKEN = 255

Notebook = list[tuple[str, bool]]


def main() -> None:
    """Warm up, then fork for each notebook, some at a time."""
    path, workers = Path(sys.argv[1]), int(sys.argv[2])
    work = json.loads(path.read_text())
    _warm_up(work["modules"])
    warm = time.perf_counter()
    print(json.dumps({"warm": warm, "results": _run_all(work["notebooks"], workers)}))


def _warm_up(modules: list[str]) -> None:
    os.environ |= dict.fromkeys(ONE_THREAD, "1") | {"MPLBACKEND": "Agg"}
    for name in modules:
        importlib.import_module(name)
    if "matplotlib.pyplot" in sys.modules:
        plt = sys.modules["matplotlib.pyplot"]
        plt.show = _show_figures  # type: ignore[attr-defined]
        plt.plot([0, 1])
        _show_figures()
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)  # more would deadlock after the fork
    gc.collect()
    gc.freeze()


def _run_all(notebooks: list[Notebook], workers: int) -> list[tuple[float, int]]:
    started: dict[int, tuple[int, float]] = {}  # by process: which notebook, since when
    results: dict[int, tuple[float, int]] = {}
    waiting = iter(enumerate(notebooks))
    while len(results) < len(notebooks):
        while len(started) < workers and (following := next(waiting, None)) is not None:
            number, notebook = following
            begin = time.perf_counter()
            started[_fork(notebook)] = number, begin
        pid, status = os.wait()
        number, begin = started.pop(pid)
        passed = os.waitstatus_to_exitcode(status)
        if passed == BROKEN or passed < 0:
            raise SystemExit(f"notebook {number} broke the floor: {passed}")
        results[number] = time.perf_counter() - begin, passed
    return [results[number] for number in sorted(results)]


def _fork(notebook: Notebook) -> int:
    pid = os.fork()
    return pid if pid else _execute(notebook)


def _execute(notebook: Notebook) -> Never:
    """In the child; the exit code is the number of tests that passed."""
    passed = BROKEN
    try:
        passed = _tests_passed(notebook)
    finally:
        os._exit(passed)


def _tests_passed(notebook: Notebook) -> int:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    sys.stdout = sys.stderr = io.StringIO()
    passed = 0
    for text, is_test in notebook:
        try:
            exec(compile(text, "<cell>", "exec"), namespace)
        except Exception:  # a student's cell may raise anything; the tests after it will tell
            continue
        _show_figures()
        passed += is_test
    return passed


def _show_figures() -> None:
    """Render what was drawn, then close it."""
    plt: Any = sys.modules.get("matplotlib.pyplot")
    if plt is None:
        return
    from IPython.core import pylabtools

    render: Any = pylabtools.print_figure
    for number in plt.get_fignums():
        render(plt.figure(number), "png")
    plt.close("all")


if __name__ == "__main__":
    main()
