"""Runs nbgrader's tests of autograding; owns the pytest that they run in, and its report."""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from .records import Case, Run, Side

MODULE = "nbgrader.tests.apps.test_nbgrader_autograde"
PLUGIN = "tests.grader.peer.witness"
OURS = Path(__file__).parent / "ours"
PROJECT = Path(__file__).parents[3]
WITH_A_REPORT = (0, 1)  # exit codes of pytest: all passed, some failed
STDERR = 2


def run(side: Side, *arguments: str) -> Run:
    """Run them in two processes, or as pytest's `arguments` say; their output goes to stderr."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        ended = subprocess.run(
            _command(folder, arguments), cwd=folder, env=_environment(side, folder), stdout=STDERR
        )
        seconds = time.perf_counter() - start
        if ended.returncode not in WITH_A_REPORT:
            raise SystemExit(f"pytest ended with exit code {ended.returncode}")
        return Run(side, _tests(folder / "report.xml"), seconds)


def _command(folder: Path, arguments: tuple[str, ...]) -> list[str]:
    """The settings keep pytest from those of this project, which it finds above the wheel."""
    settings = folder / "pytest.ini"
    settings.write_text("[pytest]\n")
    words = [sys.executable, "-m", "pytest", "-q", "-c", str(settings), "-p", PLUGIN]
    words += ["-p", "no:cacheprovider", "-W", "ignore", "-n", "2", "--junitxml=report.xml"]
    return [*words, *arguments, "--pyargs", MODULE]


def _environment(side: Side, folder: Path) -> dict[str, str]:
    """No configuration but that of the side; `alembic`, which nbgrader starts by name, is found."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "JUPYTER"))}
    own |= {"HOME": str(folder), "TMPDIR": str(folder), "PYTHONPATH": str(PROJECT)}
    own["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{own['PATH']}"
    return own | ({"JUPYTER_CONFIG_PATH": str(OURS)} if side == "ours" else {})


def _tests(report: Path) -> tuple[Case, ...]:
    cases = ElementTree.parse(report).iter("testcase")
    return tuple(Case(case.attrib["name"], _outcome(case), _ran(case)) for case in cases)


def _outcome(case: ElementTree.Element) -> str:
    names = {"skipped": "skipped", "failure": "failed", "error": "failed"}
    said = [f"{names[e.tag]}: {e.get('message', '')}" for e in case if e.tag in names]
    return said[0] if said else "passed"


def _ran(case: ElementTree.Element) -> Counter[str]:
    noted = {each.attrib["name"]: each.attrib["value"] for each in case.iter("property")}
    return Counter({name: int(times) for name, times in noted.items()})
