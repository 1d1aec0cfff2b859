"""Feedback and formgrader pages made as nbgrader makes them, without a gradebook."""

import warnings
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from grader.feedback import FeedbackPage


def formgrader() -> Path:
    """The folder of nbgrader's pages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.server_extensions import formgrader as package
    return Path(package.__file__).parent


def feedback_page(notebook: Any, **config: Any) -> str:
    """The page of a graded notebook; scores and comments stand in its metadata."""
    resources = {"notebook": "ex", "score": 1, "max_score": 5, "late_penalty": 0}
    return _page(FeedbackPage, "feedback", notebook, {"nbgrader": resources}, config)


def manual_grading_page(notebook: Any) -> str:
    """What an instructor sees who grades by hand."""
    resources = {"notebook_id": "ex", "index": 0, "total": 1, "base_url": "", "student": "ada"}
    return _page(HTMLExporter, "formgrade", notebook, resources, {})


def _page(exporter: Any, template: str, notebook: Any, resources: Any, others: Any) -> str:
    folder = formgrader()
    config = Config(**{name: Config(section) for name, section in others.items()})
    config.HTMLExporter.template_name = template
    config.HTMLExporter.extra_template_basedirs = [str(folder / "templates")]
    css = folder / "static" / "node_modules" / "bootstrap" / "dist" / "css"
    config.HTMLExporter.extra_template_paths = [str(css)]
    config.Exporter.default_preprocessors = []
    html, _ = exporter(config=config).from_notebook_node(nbformat.from_dict(notebook), resources)
    return html
