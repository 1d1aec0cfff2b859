"""What students get to see of a graded notebook, whoever graded it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader import scoring
from grader.autograded.notebook import autograded_notebook, write_autograded
from grader.autograded.outputs import printed
from grader.execution.job import Outcome, StepOutcome
from grader.feedback import MessagesOnly, message, without_region
from grader.intake.rebuild import rebuild_file
from grader.intake.source import load_source

from .autograded import hostile
from .feedback_pages import feedback_page, manual_grading_page
from .intake.correct import correct
from .tiny_course import RIGHT, named, submit, tiny_course

CANARY = "canary_of_the_hidden_test"
HIDDEN = f"""assert callable(f)
### BEGIN HIDDEN TESTS
assert f(3) == 9, "{CANARY}"
### END HIDDEN TESTS"""
QUOTED = [
    "\x1b[31m------\x1b[0m",
    "AssertionError   Traceback (most recent call last)",
    f'      2 ### BEGIN HIDDEN TESTS\n----> 3 assert f(3) == 9, "{CANARY}"',
    "AssertionError: squares, please",
]


def keys(name, **flags):
    roles = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"schema_version": 3, "grade_id": name} | roles | flags


def grade_cell(source, *outputs, **metadata):
    nbgrader = keys("hidden", grade=True, locked=True, points=2, score=0.0)
    return new_code_cell(source, outputs=list(outputs), metadata={"nbgrader": nbgrader} | metadata)


def answer(source, **others):
    nbgrader = keys("why", grade=True, solution=True, points=3, score=1.5)
    return new_markdown_cell(source, metadata={"nbgrader": nbgrader | others})


def error(ename="AssertionError", evalue="squares, please", traceback=QUOTED):
    return new_output("error", ename=ename, evalue=evalue, traceback=traceback)


def page(*cells, **metadata):
    return feedback_page(new_notebook(cells=list(cells), metadata=metadata))


def text(html):
    soup = BeautifulSoup(html, "html.parser")
    for style in soup.find_all("style"):
        style.decompose()
    return soup.get_text()


# --- messages -------------------------------------------------------------------------------------


def test_a_failed_test_shows_its_message_and_its_visible_lines():
    html = page(grade_cell(HIDDEN, error()))
    assert "✗ squares, please" in html
    assert "callable" in html
    assert "Traceback" not in text(html)
    assert CANARY not in html
    assert "HIDDEN" not in html


def test_an_error_that_is_no_assertion_keeps_its_name():
    assert message(error("NameError", "no f")) == "NameError: no f"
    assert message(error("AssertionError", "")) == "AssertionError"
    assert message(error("AssertionError", "no")) == "no"


def test_an_error_that_shows_itself_in_one_piece_keeps_its_form():
    html = page(grade_cell("", error("Symptom", "twice", ["\x1b[31m✗\x1b[0m twice\n  yours: 2"])))
    assert '<span class="ansi-red-fg">✗</span> twice\n  yours: 2' in html


def test_the_traceback_of_a_students_own_cell_stays():
    assert "Traceback" in text(page(new_code_cell("1/0", outputs=[error()])))


def test_a_hidden_region_without_an_end_goes_on():
    assert without_region("a\n# B\nb\n# E\nc\n# B\nd", "B", "E") == (
        "a\nc",
        ["# B", "b", "# E", "# B", "d"],
    )


def test_the_words_around_hidden_tests_are_those_of_the_course():
    cell = grade_cell(f"a = 1\n# SECRET\nassert {CANARY}\n# PUBLIC\nb = 2")
    section = {"begin_test_delimeter": "SECRET", "end_test_delimeter": "PUBLIC"}
    html = feedback_page(new_notebook(cells=[cell]), ClearHiddenTests=section)
    assert CANARY not in html
    assert {"a", "b"} <= set(text(html).split())


def test_the_step_alone_serves_nbgraders_own_page():
    notebook = new_notebook(cells=[grade_cell(HIDDEN, error())])
    MessagesOnly().preprocess(notebook, {})
    assert notebook.cells[0].source == "assert callable(f)"
    assert notebook.cells[0].outputs[0].traceback == ["✗ squares, please"]
    MessagesOnly().preprocess(notebook, {})
    assert notebook.cells[0].outputs[0].traceback == ["✗ squares, please"]


# --- leaks ----------------------------------------------------------------------------------------

LEAKED = f'assert f(3) == 9, "{CANARY}"'


@pytest.mark.parametrize(
    "cell",
    [
        grade_cell(HIDDEN, printed(f"w.py:3: Warning\n  {LEAKED}", "stderr")),
        grade_cell(HIDDEN, new_output("display_data", data={"text/html": f"<b>{LEAKED}</b>"})),
        grade_cell(HIDDEN, error("E", LEAKED, ["one", LEAKED])),
        grade_cell(HIDDEN, error("E", "v", [f"in one piece\n{LEAKED}"])),
        grade_cell(HIDDEN, alt=CANARY, tags=[CANARY], name=CANARY),
        grade_cell(
            HIDDEN,
            new_output(
                "display_data",
                data={"image/png": hostile.png()},
                metadata={"image/png": {"alt": CANARY}, "filenames": {"image/png": CANARY}},
            ),
        ),
        grade_cell(HIDDEN, new_output("display_data", data={"application/json": {"a": CANARY}})),
        grade_cell(HIDDEN.replace("### END", "### DNE")),
    ],
)
def test_no_hidden_test_gets_onto_the_page(cell):
    thief = new_code_cell("steal()", outputs=[printed(f"found: {LEAKED}\n")])
    assert CANARY not in page(cell, thief, title=CANARY, widgets={"state": CANARY})


def test_attachments_that_no_text_shows_stay_away():
    cell = new_markdown_cell("x", attachments={"a.png": {"image/png": CANARY}})
    assert CANARY not in page(grade_cell(HIDDEN), cell)


def test_the_page_of_our_own_notebook_leaks_nothing_either(ours):
    assert "✗ twice" in feedback_page(ours)
    source = correct("ex02_vae_kl").source
    secrets = {
        line.strip()
        for cell in source.cells
        if cell.kind == "tests"
        for line in set(cell.source.split("\n")) - set(cell.released.split("\n"))
    }
    shown = text(feedback_page(ours))
    assert len(secrets) > 20
    assert [secret for secret in secrets if len(secret) > 3 and secret in shown] == []


# --- nothing acts ---------------------------------------------------------------------------------


def hostile_notebook():
    """Everything that a student can write, with everything that acts."""
    markup = "\n\n".join(hostile.MARKDOWN)
    outputs = [
        new_output("display_data", data={kind: value})
        for fragment in hostile.HTML
        for kind, value in (
            ("text/html", fragment),
            ("text/markdown", fragment),
            ("text/latex", f"${fragment}$"),
            ("image/svg+xml", f'<svg xmlns="http://www.w3.org/2000/svg">{fragment}</svg>'),
            ("application/javascript", "alert(1)"),
            ("text/plain", f"\x1b[38m{fragment}"),
        )
    ]
    outputs += [
        printed("".join(hostile.HTML)),
        error("<script>alert(1)</script>", "<script>alert(1)</script>", [*hostile.HTML]),
        error(
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", ["<svg onload=alert(1)>"]
        ),
    ]
    tests = grade_cell("", *outputs)
    own = new_code_cell("# <script>alert(1)</script>", outputs=outputs)
    return new_notebook(cells=[answer(markup), own, tests])


def acting(html):
    """What acts in the cells of the page; the page's own head and scripts do not count."""
    body = BeautifulSoup(html, "html.parser").find(id="notebook-container")
    for own in (".scoring-buttons", ".tabbable", ".score-saved"):
        for element in body.select(own):
            element.decompose()
    return hostile.dangers(str(body))


def test_nothing_that_a_student_wrote_acts_on_the_feedback_page():
    html = feedback_page(hostile_notebook())
    assert acting(html) == []
    assert "<script" not in html
    assert "default-src 'none'" in html


def test_the_page_survives_what_nbconvert_does_not():
    missing = answer("![a](attachment:gone.png)")
    assert "a" in page(missing, grade_cell("", printed("\x1b[38mred")))


# --- what is on the page --------------------------------------------------------------------------


def test_points_comments_and_contents_are_there():
    html = page(answer("So.", comment="See $x^2$, it costs \\$5."), grade_cell(HIDDEN))
    entries = [li.get_text() for li in BeautifulSoup(html, "html.parser").select("#toc li")]
    assert entries == [
        "Written response why (Score: 1.5 / 3.0)",
        "Comment why",
        "Test cell hidden (Score: 0.0 / 2.0)",
    ]
    assert "ex (Score: 1.0 / 5.0)" in html
    assert "it costs $5." in html
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html


def test_formulas_in_outputs_are_set():
    latex = new_output("display_data", data={"text/latex": "$\\displaystyle x < 1$"})
    table = new_output("display_data", data={"text/html": "<table><tr><td>$y$</td></tr></table>"})
    html = page(new_code_cell("", outputs=[latex, table]))
    assert html.count("<math") == 2
    assert "$" not in text(html)


def test_a_page_loads_nothing():
    html = page(new_markdown_cell("$x$"), grade_cell(HIDDEN))
    soup = BeautifulSoup(html, "html.parser")
    assert soup.find_all(["script", "link", "iframe"]) == []
    assert "@font-face" not in html
    assert "cdnjs" not in html


# --- with nbgrader --------------------------------------------------------------------------------


@pytest.fixture
def ours():
    """The autograded notebook of a submission that failed one test of exercise 2."""
    given = correct("ex02_vae_kl")
    rebuilt = rebuild_file(given.source, given.notebook.encode())
    steps = [
        StepOutcome(cell.name, "ok", outputs=(printed("✓\n"),))
        for cell in rebuilt.cells
        if cell.cell_type == "code" and cell.name != "kl_random"
    ]
    steps.append(StepOutcome("kl_random", "error", "twice too large"))
    results = scoring.cell_results(rebuilt, Outcome("k", tuple(steps)))
    notebook = autograded_notebook(given.source, rebuilt, steps, results)
    for cell in notebook["cells"]:
        cell["metadata"].get("nbgrader", {})["score"] = 0.0  # nbgrader's GetGrades adds it
    return notebook


def autograded_hostile():
    """Our notebook of a submission that wrote and printed everything hostile."""
    given = correct("tiny")
    submitted = json.loads(given.notebook)
    submitted["cells"][3]["source"] = "\n\n".join(hostile.MARKDOWN)
    rebuilt = rebuild_file(given.source, json.dumps(submitted).encode())
    outputs = tuple(hostile_notebook().cells[1].outputs)
    steps = [StepOutcome(cell.name, "ok", outputs=outputs) for cell in rebuilt.cells]
    results = scoring.cell_results(rebuilt, Outcome("k", tuple(steps)))
    return autograded_notebook(given.source, rebuilt, steps, results)


def test_the_manual_grading_page_shows_our_notebook_and_lets_nothing_act(ours):
    assert "✗ twice too large" in manual_grading_page(ours)
    html = manual_grading_page(autograded_hostile())
    assert acting(html) == []
    assert "full-credit" in html


PROGRAMS = Path(sys.executable).parent


def nbgrader(root, *words):
    environment = os.environ | {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.kernel
def test_nbgrader_makes_the_page_of_its_own_and_of_our_autograded_notebook(tmp_path):
    root = tiny_course(tmp_path / "course")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write('c.GenerateFeedback.exporter_class = "grader.feedback.FeedbackPage"\n')
    positive = RIGHT.replace("2 * x", "abs(2 * x)")
    path = submit(root, "ada", positive, lambda nb: named(nb, "why").update(source="As $x + x$."))
    nbgrader(root, "generate_assignment", "ex1")
    nbgrader(root, "autograde", "ex1")
    nbgrader(root, "generate_feedback", "ex1")
    html = root / "feedback/ada/ex1/ex1.html"
    theirs = html.read_text()

    source = load_source(root / "source/ex1/ex1.ipynb", root / "release/ex1/ex1.ipynb")
    rebuilt = rebuild_file(source, path.read_bytes())
    steps = [StepOutcome(name, "ok") for name in ("double", "visible", "zero")]
    steps.append(StepOutcome("hidden", "error", "what if the number is negative?"))
    results = scoring.cell_results(rebuilt, Outcome("k", tuple(steps)))
    notebook = autograded_notebook(source, rebuilt, steps, results, notes=["one cell was twice"])
    shutil.rmtree(html.parent)
    write_autograded(root / "autograded/ada/ex1", {"ex1": notebook}, {"timestamp.txt": b"2030"})
    nbgrader(root, "generate_feedback", "ex1")

    for made in (theirs, html.read_text()):
        assert "✗ what if the number is negative?" in made
        assert "HIDDEN" not in made
        assert "ex1 (Score: 2.0 / 7.0)" in made
        assert "<mi>x</mi><mo>+</mo><mi>x</mi>" in made
    assert "one cell was twice" in html.read_text()


CHROMIUM = shutil.which("chromium")
BOXES = "all => all.map(m => m.getBoundingClientRect()).map(r => [r.width, r.height])"


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    quiet = "--disable-gpu --disable-quic --no-first-run --disable-background-networking"
    arguments = ["--no-sandbox", *quiet.split(), "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


def visit(browser, path, html):
    """The tab after opening the page without a network, what it asked for, what it popped up."""
    path.write_text(html)
    asked, said = [], []
    tab = browser.new_context(offline=True).new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    tab.goto(path.as_uri())
    return tab, [url for url in asked if not url.startswith("data:")], said


with_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on PATH (Debian: apt-get install it)"
)


@pytest.mark.browser
@with_browser
def test_a_browser_without_a_network_shows_the_formulas_and_asks_for_nothing(
    tmp_path, browser, ours
):
    ours["cells"] += json.loads(json.dumps(hostile_notebook().cells))
    tab, asked, said = visit(browser, tmp_path / "page.html", feedback_page(ours))
    sizes = tab.eval_on_selector_all("math", BOXES)
    assert asked == [(tmp_path / "page.html").as_uri()]
    assert said == []
    assert len(sizes) > 20
    assert all(width > 3 and height > 5 for width, height in sizes)


@pytest.mark.browser
@with_browser
def test_a_browser_meets_nothing_hostile_on_the_manual_grading_page(tmp_path, browser):
    control = new_notebook(cells=[answer("".join(hostile.HTML[:2]))])
    _, asked, said = visit(browser, tmp_path / "page.html", manual_grading_page(control))
    assert said
    assert any("evil.example" in url for url in asked)
    html = manual_grading_page(autograded_hostile())
    _, asked, said = visit(browser, tmp_path / "page.html", html)
    assert said == []
    assert not any("evil" in url for url in asked)
