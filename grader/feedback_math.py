"""Sets formulas as MathML while a page is made, so that it needs no network; owns math_core.

What cannot be set stays on the page as the TeX that it is, never as something else.
"""

import html
import re
from typing import Any

from math_core import LatexError, LatexToMathML
from nbconvert.exporters.html import IPythonRenderer, MarkdownWithMath
from nbconvert.filters.markdown_mistune import InvalidNotebook

# math_core recurses, and ends the process at a depth of 3000 or more. Of one formula it sees at
# most MARKS + EXPANSIONS * DEFINITION_MARKS levels: each needs a brace or a command.
MARKS = 600
DEFINITION_MARKS = 20
EXPANSIONS = 80

_MACROS = {
    "ensuremath": "#1",
    "smash": "#1",
    "mbox": r"\text{#1}",
    "mathds": r"\mathbb{#1}",
    "mathbbm": r"\mathbb{#1}",
    "substack": r"\begin{matrix}#1\end{matrix}",
    "widetilde": r"\tilde{#1}",
}
# What MathJax knows under another name, or knows at all.
_SPELLINGS = [
    (
        re.compile(r"\\DeclareMathOperator\*?\{(\\[A-Za-z]+)\}\{([^{}]*)\}"),
        r"\\newcommand{\1}{\\operatorname{\2}}",
    ),
    (re.compile(r"\{split\}"), "{aligned}"),
    # on its own under a power or an index Chromium draws a tall bracket small
    (re.compile(r"(\\[Bb]igg?[lr]?\s*(?:\\?[|}\])]|\\[rR][vV]ert))(?=[_^])"), r"{\1{}}"),
    (re.compile(r"\\begin\{eqnarray\*?\}"), r"\\begin{array}{rcl}"),
    (re.compile(r"\\end\{eqnarray\*?\}"), r"\\end{array}"),
    (re.compile(r"\\text\{([^{}$]*)\$([^{}$]*)\$([^{}$]*)\}"), r"\\text{\1}\2\\text{\3}"),
]
_DEFINES = re.compile(r"\\(?:newcommand|renewcommand|providecommand|def|gdef|let)\b")
_NUMBERED = re.compile(r"\\(?:tag|label)\b")

_TAGS = re.compile(r"(<[^>]*>)")
_VERBATIM = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea", "math"})
_IN_TEXT = re.compile(
    r"(?P<escaped>\\\$)|\$\$(?P<block>.+?)\$\$|\\\[(?P<bracket>.+?)\\\]|\\\((?P<paren>.+?)\\\)"
    r"|(?P<environment>\\begin\{(?P<name>[a-z]+\*?)\}.*?\\end\{(?P=name)\})"
    r"|\$(?P<inline>[^$]+?)(?<!\\)\$",
    re.DOTALL,
)


class Formulas:
    """The formulas of one page: definitions hold from one to the next, equations are numbered."""

    def __init__(self) -> None:
        self._converter = LatexToMathML(
            macros=_MACROS,
            global_group=True,
            fancy_error=False,
            max_expansions=EXPANSIONS,
            id_prefix="eq-",
        )

    def set(self, tex: str, *, display: bool) -> str:
        """The formula in MathML, or its TeX in a `<code>`."""
        try:
            return self._converted(tex, display)
        except LatexError:
            marks = "$$" if display else "$"
            return f'<code class="tex">{html.escape(marks + tex + marks)}</code>'

    def set_in_html(self, text: str) -> str:
        """HTML with the formulas in its text set, as MathJax does: not in code, not in tags."""
        pieces, verbatim = [], 0
        for n, piece in enumerate(_TAGS.split(text)):
            if n % 2:
                verbatim += _steps_into(piece)
            elif verbatim <= 0:
                piece = _IN_TEXT.sub(self._found, piece)
            pieces.append(piece)
        return "".join(pieces)

    def _found(self, found: re.Match[str]) -> str:
        if found["escaped"]:
            return "$"
        if found["inline"]:
            tex = html.unescape(found["inline"])
            return found[0] if is_a_price(tex) else self.set(tex, display=False)
        display = found["block"] or found["bracket"] or found["environment"]
        return self.set(html.unescape(display or found["paren"]), display=bool(display))

    def _converted(self, tex: str, display: bool) -> str:
        spelt = _spelt(tex)
        if display and _NUMBERED.search(spelt) and r"\begin{" not in spelt:
            spelt = rf"\begin{{equation}}{spelt}\end{{equation}}"
        _require_shallow(spelt)
        try:
            return self._converter.convert_with_global_state(spelt, displaystyle=display)
        except LatexError:
            if r"\newcommand" not in spelt:
                raise
        again = spelt.replace(r"\newcommand", r"\renewcommand")
        return self._converter.convert_with_global_state(again, displaystyle=display)


def is_a_price(tex: str) -> bool:
    """Whether what stands between two dollars is no formula, as in "$5 and $6"."""
    return tex[:1].isdigit() and tex[-1:].isspace()


def _spelt(tex: str) -> str:
    for pattern, spelling in _SPELLINGS:
        tex = pattern.sub(spelling, tex)
    return tex


def _require_shallow(tex: str) -> None:
    definitions = map(_definition, _DEFINES.split(tex)[1:])
    if _marks(tex) > MARKS or any(_marks(each) > DEFINITION_MARKS for each in definitions):
        raise LatexError("too deep to be set")


def _definition(tex: str) -> str:
    """The beginning that holds a name and a body: at most two groups in braces."""
    depth = groups = 0
    for n, character in enumerate(tex):
        depth += (character == "{") - (character == "}")
        groups += character == "}" and depth == 0
        if groups == 2:
            return tex[:n]
    return tex


def _marks(tex: str) -> int:
    return tex.count("\\") + tex.count("{") + tex.count("^") + tex.count("_")


def _steps_into(tag: str) -> int:
    name = re.match(r"<(/?)([a-z]+)", tag, re.IGNORECASE)
    if not name or name[2].lower() not in _VERBATIM or tag.endswith("/>"):
        return 0
    return -1 if name[1] else 1


class MathRenderer(IPythonRenderer):  # type: ignore[misc]  # nbconvert has no types
    """nbconvert's Markdown, with formulas set; attachments that are missing stay away."""

    def __init__(self, formulas: Formulas, **options: Any) -> None:
        super().__init__(**options)
        self._formulas = formulas

    def inline_math(self, body: str) -> str:
        """`$…$`, unless it is about money."""
        if is_a_price(body):
            return html.escape(f"${body}$", quote=False)
        return self._formulas.set(body, display=False)

    def block_math(self, body: str) -> str:
        """`$$…$$`."""
        return self._formulas.set(body, display=True)

    def latex_environment(self, name: str, body: str) -> str:
        r"""`\begin{align}…\end{align}`."""
        return self._formulas.set(rf"\begin{{{name}}}{body}\end{{{name}}}", display=True)

    def block_html(self, html: str) -> str:
        """HTML in Markdown, whose text is not parsed as Markdown."""
        return self._formulas.set_in_html(super().block_html(html))

    def _embed_image_or_attachment(self, src: str) -> str:
        try:
            return str(super()._embed_image_or_attachment(src))
        except InvalidNotebook:  # nbconvert would make no page at all
            return ""


def markdown_to_html(source: str, renderer: MathRenderer) -> str:
    """Markdown as nbconvert reads it."""
    return str(MarkdownWithMath(renderer=renderer).render(source))
