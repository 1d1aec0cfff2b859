"""What an instructor waits for in nbgrader: the export of all grades, the lists of formgrader.

    python queries.py GRADEBOOK.db OUT.csv

Prints a line of JSON after each: its name and seconds. It is killed when it takes too long.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Open the gradebook once, ask each query once."""
    path, out = sys.argv[1:]
    warnings.simplefilter("ignore")  # SQLAlchemy's, about how nbgrader links its records
    from nbgrader.api import Gradebook
    from nbgrader.plugins.export import CsvExportPlugin

    with Gradebook(f"sqlite:///{path}", "measure") as gradebook:
        for name, ask in _queries(gradebook, CsvExportPlugin(to=out)):
            gradebook.db.expire_all()
            begin = time.perf_counter()
            ask()
            print(json.dumps([name, time.perf_counter() - begin]), flush=True)


def _queries(gradebook: Any, export: Any) -> list[tuple[str, Callable[[], Any]]]:
    (assignment,) = [each.name for each in gradebook.assignments]
    return [
        ("student list", gradebook.student_dicts),
        ("submission list", lambda: gradebook.submission_dicts(assignment)),
        (
            "notebook list",
            lambda: gradebook.notebook_submission_dicts(_notebook(gradebook), assignment),
        ),
        ("export", lambda: export.export(gradebook)),
    ]


def _notebook(gradebook: Any) -> str:
    return str(gradebook.assignments[0].notebooks[0].name)


if __name__ == "__main__":
    main()
