"""What students get: nbgrader's own preprocessors applied to a source notebook, in memory.

The steps are those of `nbgrader generate_assignment` under this course's configuration, less the
one that writes to the gradebook, so that a build needs no database; a test compares the bytes.
"""

from functools import cache
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from traitlets.config import PyFileConfigLoader

from course.files import Layout


def to_release(source: str, layout: Layout) -> str:
    """Return the release notebook of a source notebook, both as JSON text."""
    notebook = nbformat.reads(source, as_version=4)
    release, _ = _exporter(layout.root).from_notebook_node(notebook)
    return str(release)


@cache
def _exporter(root: Path) -> NotebookExporter:
    config = PyFileConfigLoader("nbgrader_config.py", str(root)).load_config()
    exporter = NotebookExporter(config=config)
    exporter._preprocessors = []
    for step in GenerateAssignment(config=config).preprocessors:
        if step is not SaveCells:
            exporter.register_preprocessor(step, enabled=True)
    return exporter
