"""Keeps hidden tests out of the feedback pages; `nbgrader_config.py` names it to nbgrader.

nbgrader's own step takes hidden tests out of a cell's text, but the traceback of a failed grade
cell still quotes the lines around the failure.
"""

from typing import Any

from nbconvert.preprocessors import Preprocessor
from traitlets import Bool

from course.feedback import Symptom


class MessagesOnly(Preprocessor):  # type: ignore[misc]  # nbconvert has no types
    """Replaces the traceback of each failed grade cell by the error's own message."""

    enabled = Bool(True).tag(config=True)  # nbconvert skips a step that does not say so

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Shorten the error outputs of one cell; other cells keep theirs."""
        if cell.metadata.get("nbgrader", {}).get("grade"):
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    output.traceback = [message(output.ename, output.evalue)]
        return cell, resources


def message(ename: str, evalue: str) -> str:
    """What a student reads: a symptom speaks for itself, another error keeps its name."""
    return f"✗ {evalue}" if ename == Symptom.__name__ else f"✗ {ename}: {evalue}"
