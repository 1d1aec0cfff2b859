"""Grades a course through the public API of `grader`; a program of its own, to be measured.

    python ours.py COURSE LEVEL WORKERS

Prints JSON: of each submission when its result came and its seconds, and who needs a human.
"""

import json
import sys
import time
from typing import Any

from grader import SubmissionResult, grade


def main() -> None:
    """Grade everything that was submitted."""
    course, level, workers = sys.argv[1:]
    asked: dict[str, Any] = {"isolation": level, "workers": int(workers)}
    results: list[dict[str, Any]] = []

    def note(result: SubmissionResult) -> None:
        results.append(
            {"at": time.perf_counter(), "seconds": result.seconds, "level": result.level}
        )

    report = grade(course, on_result=note, **asked)
    trouble = [f"{r.student}: {r.reason}" for r in report.for_a_human]
    print(json.dumps({"results": results, "trouble": trouble, "notes": report.notes}))


if __name__ == "__main__":
    main()
