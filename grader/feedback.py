"""Feedback pages of nbgrader that give nothing away and need no network.

In the `nbgrader_config.py` of any course, whoever graded its submissions:

    c.GenerateFeedback.exporter_class = "grader.feedback.FeedbackPage"

The page holds points, comments and messages, formulas as MathML, no script, no hidden test.
"""

import re
from typing import Any

from jinja2 import DictLoader, pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import from_dict
from traitlets import Bool

from grader.autograded.markup import clean_markdown
from grader.autograded.outputs import Output, clean, failed, without_lines
from grader.feedback_math import Formulas, MathRenderer, markdown_to_html

# The page's own head, in the place of nbconvert's script from a CDN. Whatever of a student's
# should get through, the browser runs and loads nothing. The fonts are those that systems have.
HEAD = """
{%- macro mathjax(url="") -%}
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';
 img-src 'self' file: data:; base-uri 'none'; form-action 'none'">
<style>
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "TeX Gyre Termes Math",
 "DejaVu Math TeX Gyre", math; font-size: 105%; }
math[display="block"] { margin: 0.6em 0; max-width: 100%; overflow-x: auto; overflow-y: hidden; }
summary { display: list-item; cursor: pointer; }
div.prompt { color: #999; font-size: 85%; }
div.output_error pre { border-left: 4px solid #d9534f; background: #fdf3f2; }
.ansi-black-fg { color: #3e424d; } .ansi-red-fg { color: #c9302c; }
.ansi-green-fg { color: #007427; } .ansi-yellow-fg { color: #b27d12; }
.ansi-blue-fg { color: #0065ca; } .ansi-magenta-fg { color: #a03196; }
.ansi-cyan-fg { color: #258f8f; } .ansi-bold { font-weight: bold; }
@media screen { /* the instructor's own code is there to look up, not to leaf through */
  div.inner_cell > div.input_area pre { max-height: 18em; overflow-y: auto; }
}
</style>
{%- endmacro %}
"""
_FONTS = re.compile(r"@font-face\s*\{[^}]*\}")  # bootstrap's, which are not beside the page
_IN_CONTENTS = re.compile(
    r'<a href="#([\w-]+)">(Test cell|Coding free-response|Written response|Task|Comment)</a>'
)


class MessagesOnly(Preprocessor):  # type: ignore[misc]  # nbconvert has no types
    """Leaves of each failed test its message, and no line of a hidden test anywhere.

    Cleans outputs and answers of everything that would act or load, so that it also serves for
    notebooks that nbgrader itself has executed.
    """

    enabled = Bool(True).tag(config=True)  # nbconvert skips a step that does not say so

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Clean the notebook in place."""
        delimiters = self.config.ClearHiddenTests
        begin = delimiters.get("begin_test_delimeter", "BEGIN HIDDEN TESTS")
        end = delimiters.get("end_test_delimeter", "END HIDDEN TESTS")
        secrets: set[str] = set()
        for cell in filter(_is_test, nb.cells):
            cell.source, hidden = without_region(cell.source, begin, end)
            secrets.update(line.strip() for line in hidden)
        for cell in nb.cells:
            _clean_cell(cell, secrets)
        nb.metadata.pop("widgets", None)
        return nb, resources


class FeedbackPage(HTMLExporter):  # type: ignore[misc]  # nbconvert has no types
    """nbgrader's feedback page without MathJax: for `c.GenerateFeedback.exporter_class`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.extra_loaders = [DictLoader({"mathjax.html.j2": HEAD})]
        self.exclude_anchor_links = True

    def _init_preprocessors(self) -> None:
        super()._init_preprocessors()
        self.register_preprocessor(MessagesOnly, enabled=True)

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        """The page; equations are numbered from 1."""
        self._formulas = Formulas()
        page, resources = super().from_notebook_node(nb, resources, **kw)
        return _IN_CONTENTS.sub(_named, _FONTS.sub("", page)), resources

    def _preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        nb, resources = super()._preprocess(nb, resources)
        for output in (output for cell in nb.cells for output in cell.get("outputs", [])):
            if "data" in output:
                _set_formulas(output.data, self._formulas)
        return nb, resources

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """nbconvert's filter of this name."""
        attachments = context.get("cell", {}).get("attachments", {})
        options = {"escape": False, "exclude_anchor_links": self.exclude_anchor_links}
        renderer = MathRenderer(self._formulas, attachments=attachments, **options)
        return markdown_to_html(source, renderer)


def without_region(source: str, begin: str, end: str) -> tuple[str, list[str]]:
    """The text without its hidden regions, and their lines; a region without an end goes on."""
    shown: list[str] = []
    hidden: list[str] = []
    inside = False
    for line in source.split("\n"):
        inside = inside or begin in line
        (hidden if inside else shown).append(line)
        inside = inside and end not in line
    return "\n".join(shown), hidden


def message(error: Output) -> str:
    """What a student reads of a failed test: what the error says, with its name if that helps."""
    ename, evalue = error["ename"], error["evalue"].strip()
    return evalue if ename == "AssertionError" and evalue else f"{ename}: {evalue}".rstrip(": ")


def _named(entry: re.Match[str]) -> str:
    """An entry of the table of contents that says which cell it is about."""
    place, what = entry.groups()
    return f'<a href="#{place}">{what} <code>{place.removeprefix("comment-")}</code></a>'


def _is_test(cell: Any) -> bool:
    keys = cell.metadata.get("nbgrader", {})
    return bool(keys.get("grade") and not keys.get("solution"))


def _clean_cell(cell: Any, secrets: set[str]) -> None:
    keys = cell.metadata.get("nbgrader", {})
    cell.metadata = from_dict({"nbgrader": keys} if keys else {})
    if cell.cell_type == "markdown" and keys.get("solution"):
        cell.source = clean_markdown(cell.source, cell.get("attachments", {}))
    if cell.cell_type == "code":
        outputs = clean(cell.outputs)
        if _is_test(cell):
            outputs = [_message_alone(output) for output in outputs]
        cell.outputs = from_dict([without_lines(output, secrets) for output in outputs])


def _message_alone(output: Output) -> Output:
    """An error without the lines of code around it; one that shows itself in one piece stays."""
    if output["output_type"] != "error" or len(output["traceback"]) == 1:
        return output
    return failed(output["ename"], message(output))


def _set_formulas(data: Any, formulas: Formulas) -> None:
    """Formulas in a cell's outputs: HTML as MathJax reads it, LaTeX as HTML."""
    if "text/html" not in data and "text/latex" in data:
        data["text/html"] = data["text/latex"].replace("&", "&amp;").replace("<", "&lt;")
    if "text/html" in data:
        data["text/html"] = formulas.set_in_html(data["text/html"])
