"""A submission's folder, read without following, running or trusting anything in it.

(Interface that grader/handed_in.py uses; the body is to be replaced by the full, safe reader.)
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Folder:
    """What lies in a submission: notebooks and side files by name; with a `reason` neither.

    `timestamp` is UTC without a zone, None if there is none or it cannot be read. `repairs` are
    sentences about what was odd.
    """

    notebooks: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    timestamp: datetime | None = None
    repairs: tuple[str, ...] = ()
    reason: str = ""


def read_folder(path: Path, expected: Mapping[str, Collection[str]]) -> Folder:
    """Read a submission; `expected` maps each notebook of the assignment to its grade_ids."""
    notebooks = {
        name: (path / f"{name}.ipynb").read_bytes()
        for name in expected
        if (path / f"{name}.ipynb").is_file()
    }
    found = ", ".join(sorted(each.name for each in path.iterdir())) or "nothing"
    missing = ", ".join(f"{name}.ipynb" for name in expected if name not in notebooks)
    return Folder(notebooks, reason="" if notebooks else f"{missing} is missing; the folder holds {found}")
