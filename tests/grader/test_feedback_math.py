import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from grader.feedback_math import (
    DEFINITION_MARKS,
    EXPANSIONS,
    Formulas,
    MathRenderer,
    is_a_price,
    markdown_to_html,
)

SOURCE = Path(__file__).parents[2] / "source"
WITHOUT_COMMANDS = re.compile(r"\\(begin|end)\{\w+\}|\\[A-Za-z]+|\\.")
NOTEBOOKS = sorted(SOURCE.glob("*/*.ipynb"))


def html(text, **options):
    return markdown_to_html(text, MathRenderer(Formulas(), escape=False, **options))


def tree(text):
    return BeautifulSoup(html(text), "html.parser")


def is_set(tex, display=True):
    return Formulas().set(tex, display=display).startswith("<math")


def words(math):
    """The characters that a reader sees."""
    text = BeautifulSoup(math, "html.parser").get_text()
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


class Collector(IPythonRenderer):
    """Notes the formulas that nbconvert finds."""

    def __init__(self):
        super().__init__(escape=False)
        self.found = []

    def inline_math(self, body):
        self.found.append((body, False))
        return ""

    def block_math(self, body):
        self.found.append((body, True))
        return ""

    def latex_environment(self, name, body):
        self.found.append((f"\\begin{{{name}}}{body}\\end{{{name}}}", True))
        return ""


def letters(text):
    """How often each letter and digit is there, 𝔼 as E."""
    return Counter(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def nested(levels, inside):
    return r"\mathbf{" * levels + inside + "}" * levels


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_formula_of_the_course_is_set_without_loss(path):
    collector = Collector()
    for cell in json.loads(path.read_text())["cells"]:
        if cell["cell_type"] == "markdown":
            MarkdownWithMath(renderer=collector).render("".join(cell["source"]))
    assert collector.found
    for tex, display in collector.found:
        math = Formulas().set(tex, display=display)
        assert math.startswith("<math"), tex
        assert "\\" not in words(math)
        assert not letters(WITHOUT_COMMANDS.sub(" ", tex)) - letters(words(math)), tex


def test_the_course_has_formulas_to_set():
    assert NOTEBOOKS


@pytest.mark.parametrize(
    ("tex", "seen"),
    [
        (r"\mathbb E_{z\sim q}[\log q(z)]", "𝔼z∼q[logq(z)]"),
        (r"\operatorname{KL}(q\,\|\,p)", "KL(q‖p)"),
        (r"\tfrac12\lVert x\rVert^2", "12‖x‖2"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a=bc=d"),
        (r"\begin{split} a &= b \end{split}", "a=b"),
        (r"\begin{eqnarray} a &=& b \end{eqnarray}", "a=b"),
        (r"f = \begin{cases} 1 & x<0 \\ 2 & \text{else} \end{cases}", "f={1x<02else"),
        (r"\underbrace{x}_{y}", "x⏟y"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "(1234)"),
        (r"\sum_{\substack{i<j \\ j<k}} x", "∑i<jj<kx"),
        (r"\mathds 1\mbox{if}\ensuremath{x}\widetilde{y}", "𝟙ifxy˜"),
        (r"\text{if $x$ is}", "ifxis"),
        (r"x \tag{7}", "x(7)"),
        (r"\big\|x\big\|^2", "‖x‖2"),
    ],
)
def test_what_students_write_for_mathjax_is_understood(tex, seen):
    assert words(Formulas().set(tex, display=True)) == seen


def test_what_cannot_be_set_stays_as_tex():
    assert html(r"a $\nonsense{<b>}$ b") == (
        '<p>a <code class="tex">$\\nonsense{&lt;b&gt;}$</code> b</p>\n'
    )


def test_definitions_hold_from_one_formula_to_the_next():
    page = html("$\\newcommand{\\E}{\\mathbb E} \\DeclareMathOperator{\\KL}{KL}$\n\n$\\E \\KL(q)$")
    assert "𝔼" in page
    assert "KL" in page
    assert "<code" not in page


def test_a_command_may_be_defined_again():
    assert is_set(r"\newcommand{\R}{\mathbf R}\R")


def test_equations_are_numbered_and_referred_to():
    page = html(
        "\\begin{align} a &= 1 \\\\ b &= 2 \\label{b} \\end{align}\n\n$$c \\label{c}$$ $\\eqref{b}$"
    )
    assert [f"({n})" in page for n in range(1, 5)] == [True, True, True, False]
    assert 'href="#eq-b"' in page


def test_code_and_prices_are_left_alone():
    page = tree("Cola for $5 and $6, `$x$` and\n\n```python\np = '$7 and $8'\n```\n\n    $y$\n")
    assert "Cola for $5 and $6" in page.get_text()
    assert page.code.get_text() == "$x$"
    assert "'$7 and $8'" in page.get_text()
    assert "$y$" in page.get_text()
    assert page.find("math") is None


def test_an_escaped_dollar_is_a_dollar():
    assert html(r"\$5 and \$6") == "<p>$5 and $6</p>\n"


def test_a_number_with_a_space_before_the_dollar_alone_is_a_price():
    assert is_a_price("5 and ")
    assert not is_a_price("5")
    assert not is_a_price(" x ")
    assert tree("$5$ and $ x $").find_all("math")


def test_formulas_in_html_are_set_as_mathjax_does():
    page = tree("<div title='$t$'>$a$ \\(c\\) \\$5 <code>$d$</code> $$e$$ $x &lt; y$</div>")
    assert "$5" in page.get_text()
    assert page.code.get_text() == "$d$"
    assert [math.get_text() for math in page.find_all("math")][-2:] == ["e", "x<y"]
    assert page.div["title"] == "$t$"


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed}{x} \class{btn}{x} \cssId{kl}{x}",
        r"\unicode{x3c}script\unicode{x3e}",
        r"\color{red;position:fixed}{x}",
        r"<img src=x onerror=alert(1)>",
        r"\label{x\" onclick=\"alert(1)} \begin{equation}x\end{equation}",
    ],
)
def test_a_formula_holds_no_html(tex):
    page = BeautifulSoup(Formulas().set(tex, display=True), "html.parser")
    assert {e.name for e in page.find_all(True)}.isdisjoint({"script", "img", "a"})
    assert not any(name.startswith("on") for e in page.find_all(True) for name in e.attrs)
    assert "position" not in str([e.attrs for e in page.find_all(True)])


def test_a_formula_that_is_too_deep_ends_neither_the_page_nor_the_process():
    body = nested(DEFINITION_MARKS // 2 - 3, "#1")
    calls = r"\q{" * (EXPANSIONS - 1) + nested(200, "x") + "}" * (EXPANSIONS - 1)
    formulas = (nested(5000, "x"), rf"\newcommand{{\q}}[1]{{{body}}}", calls, r"\def\a{\a\a}\a")
    code = (
        "from grader.feedback_math import Formulas\nf = Formulas()\n"
        f"print(*[f.set(tex, display=True)[:5] for tex in {formulas!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["<code", "<math", "<math", "<code"]


def test_a_missing_attachment_leaves_the_page_whole():
    assert "<img" in html("![a](attachment:a.png)")
    page = html("![a](attachment:a.png)", attachments={"a.png": {"image/png": "AAAA"}})
    assert "data:image/png;base64,AAAA" in page
