"""The student's IPython shell: runs a cell, returns what it showed; owns IPython.

Made in the student zygote; a submission gets the forked copy.
"""

import io
import linecache
import signal
import subprocess
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

TRACEBACK_FRAMES = 12
WARM_UP_S = 60.0
# What makes the first cell of a submission slow, done once before the fork.
WARM_UP = ("1/0", "def f():\n    raise ValueError('x')\nf()", "print(1)\n2")
WARM_UP_FIGURE = """
import matplotlib.pyplot as plt
fig, ax = plt.subplots(figsize=(2, 2))
ax.plot([0, 1], label="warm")
ax.set_title("$x^2$ warm")
ax.legend()
plt.show()
plt.close("all")
"""


class Results(DisplayHook):
    """What the last line of a cell gave, as data, in the list that its displays go to."""

    outputs: list[dict[str, Any]]

    def write_output_prompt(self) -> None:
        """No prompt: there is no terminal."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep it."""
        self.outputs.append({"data": format_dict, "is_result": True})

    def finish_displayhook(self) -> None:
        """Nothing to print."""


class Shell(InteractiveShell):
    """IPython without a terminal: no pseudo-terminals for commands, nothing to leave."""

    displayhook_class = Results

    def system(self, command: str) -> None:
        """What `!command` runs."""
        text = self.var_expand(command, depth=1)  # type: ignore[no-untyped-call]
        how: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        done = subprocess.run(text, shell=True, text=True, errors="replace", check=False, **how)
        print(done.stdout, end="")
        self.user_ns["_exit_code"] = done.returncode

    def ask_exit(self) -> None:
        """`quit()` ends no notebook."""


def new_shell(with_figures: bool) -> Any:
    """A shell that shows nothing of its own accord."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.cache_size = 0
    shell: Any = Shell.instance(config=config)
    shell.enable_gui = lambda gui=None: None
    for name in ("showtraceback", "showsyntaxerror"):  # told from the result of the cell, below
        setattr(shell, name, lambda *args, **kwargs: None)
    _new_session(shell, with_figures)
    return shell


def warm_up(shell: Any, with_figures: bool) -> None:
    """Raise, print and draw once, then forget it."""
    for text in (*WARM_UP, WARM_UP_FIGURE) if with_figures else WARM_UP:
        run_cell(shell, text, WARM_UP_S)
    _new_session(shell, with_figures)


def _new_session(shell: Any, with_figures: bool) -> None:
    """Every submission starts in this state, whether the shell was warm or not."""
    shell.reset(new_session=True)
    if with_figures:
        shell.run_line_magic("matplotlib", "inline")


def run_cell(
    shell: Any, source: str, seconds: float, output_limit: int = 1 << 20
) -> tuple[list[dict[str, Any]], list[str]]:
    """Run a cell; returns its outputs in the notebook format, and its error.

    The error is the class's name and the text; empty if there is none. After so many seconds the
    cell gets a KeyboardInterrupt, and what it prints beyond the limit, in characters, is dropped.
    """
    out, err = CappedText(output_limit), CappedText(output_limit)
    limit = _interrupted_after(seconds)
    with redirect_stdout(out), redirect_stderr(err), _shown(shell) as shown, limit:
        result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    outputs = [*_stream("stdout", out), *_stream("stderr", err), *map(_display, shown)]
    if error is None:
        return outputs, []
    outputs.append(_error_output(error))
    return outputs, [type(error).__name__, _text(error)]


@contextmanager
def _interrupted_after(seconds: float) -> Iterator[None]:
    """As the stop button does; a cell that does not care is ended from outside."""
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _shown(shell: Any) -> Iterator[list[dict[str, Any]]]:
    """What a cell displays and what its last line gives, in their order."""
    before, shell.display_pub = shell.display_pub, CapturingDisplayPublisher()  # type: ignore[no-untyped-call]
    shell.displayhook.outputs = shell.display_pub.outputs
    try:
        yield shell.display_pub.outputs
    finally:
        shell.display_pub = before


class CappedText(io.StringIO):
    """Keeps the beginning of what is printed."""

    encoding = "UTF-8"  # as a notebook's stdout says

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit

    def write(self, text: str) -> int:
        """Keep as much as fits; says that it took everything."""
        if self._left > 0:
            super().write(text[: self._left])
            self._left -= len(text)
            if self._left <= 0:
                super().write("\n[more was printed than is kept]\n")
        return len(text)


def _stream(name: str, printed: CappedText) -> Iterator[dict[str, Any]]:
    text = printed.getvalue()
    if text:
        yield {"output_type": "stream", "name": name, "text": text}


def _display(shown: Mapping[str, Any]) -> dict[str, Any]:
    kind = "execute_result" if shown.get("is_result") else "display_data"
    return {"output_type": kind, "data": dict(shown["data"] or {}), "metadata": {}}


def _error_output(error: BaseException) -> dict[str, Any]:
    lines = traceback_lines(error)
    return {
        "output_type": "error",
        "ename": type(error).__name__,
        "evalue": _text(error),
        "traceback": lines,
    }


def traceback_lines(error: BaseException) -> list[str]:
    """The traceback through the cells alone, without the frames of IPython and of ours."""
    linecache.checkcache()
    told = traceback.TracebackException.from_exception(error, limit=-TRACEBACK_FRAMES)
    chain: traceback.TracebackException | None = told
    while chain is not None:
        chain.stack = traceback.StackSummary.from_list(
            [frame for frame in chain.stack if not _is_ours(frame.filename)]
        )
        chain = chain.__cause__ or chain.__context__
    return "".join(told.format()).splitlines()


def _is_ours(filename: str) -> bool:
    return "/IPython/" in filename or "/grader/execution/" in filename


def _text(error: BaseException) -> str:
    try:
        return str(error)[:2000]
    except Exception as failure:  # an exception of a student's whose __str__ raises
        return f"(its text raises {type(failure).__name__})"
