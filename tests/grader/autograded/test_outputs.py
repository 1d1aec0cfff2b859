import json
import subprocess
import sys

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from grader.limits import MIB
from grader.autograded.outputs import MOST_OUTPUTS, clean, failed, printed, without_lines

from . import hostile

ERROR = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["E: v"]}
PLAIN = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KEYS = st.sampled_from(["output_type", "name", "text", "data", "metadata", "ename", "traceback"])
KINDS = st.sampled_from(["text/plain", "text/html", "image/png", "image/svg+xml", "text/latex"])
TYPES = st.sampled_from(["stream", "display_data", "execute_result", "error"])
ANY_OUTPUT = st.fixed_dictionaries(
    {"output_type": TYPES | PLAIN},
    optional={
        "name": st.sampled_from(["stdout", "stderr"]) | PLAIN,
        "text": st.text() | PLAIN,
        "data": st.dictionaries(KINDS, st.text() | st.lists(st.text()) | PLAIN) | PLAIN,
        "metadata": st.dictionaries(KINDS, PLAIN) | PLAIN,
        "ename": PLAIN,
        "evalue": PLAIN,
        "traceback": st.lists(PLAIN) | PLAIN,
    },
)


def shown(kind, value, **others):
    return {"output_type": "display_data", "data": {kind: value}, "metadata": {}} | others


def data(output):
    (cleaned,) = clean([output])
    return cleaned["data"]


@given(st.lists(ANY_OUTPUT | PLAIN, max_size=5))
def test_whatever_comes_becomes_a_valid_notebook(outputs):
    cell = new_code_cell("", outputs=clean(outputs), id="a")
    nbformat.validate(new_notebook(cells=[cell]))
    json.dumps(cell, ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize(
    "output",
    [
        printed("a\n", "stderr"),
        shown("text/plain", "<Figure>"),
        shown("image/png", hostile.png(), metadata={"image/png": {"width": 300}}),
        shown("text/plain", "4", output_type="execute_result", execution_count=None),
        shown("text/latex", "$\\displaystyle x$"),
        ERROR,
    ],
)
def test_an_honest_output_stays_as_it_is(output):
    assert clean([output]) == [output]


def test_what_was_printed_in_pieces_becomes_one_text():
    pieces = [printed("a"), printed(["b", "c\n"]), printed("e", "stderr"), printed("d")]
    assert clean(pieces) == [printed("abc\n"), printed("e", "stderr"), printed("d")]


@pytest.mark.parametrize(
    "kind",
    [
        "application/javascript",
        "application/vnd.jupyter.widget-view+json",
        "application/vdom.v1+json",
    ],
)
def test_what_acts_is_left_out_and_a_line_says_so(kind):
    assert data(shown(kind, "alert(1)")) == {"text/plain": f"[left out: {kind}]"}
    both = {"output_type": "display_data", "data": {kind: {}, "text/plain": "IntSlider(0)"}}
    assert data(both) == {"text/plain": "IntSlider(0)"}


def test_a_name_that_is_no_type_is_not_repeated():
    assert clean([shown("<script>alert(1)</script>", "x")]) == []


def test_html_and_markdown_are_made_harmless():
    assert hostile.dangers(data(shown("text/html", "x".join(hostile.HTML)))["text/html"]) == []
    assert data(shown("text/markdown", "<script>"))["text/markdown"] == "< script>"
    assert "text/html" not in data(shown("text/html", "<script>draw()</script>"))


def test_metadata_holds_the_sides_of_pictures_alone():
    spy = {"filenames": {"image/png": "http://evil.example"}, "isolated": True}
    sides = {"width": 10**9, "height": 20, "alt": "x", "unconfined": True}
    output = shown("image/png", hostile.png(), metadata=spy | {"image/png": sides})
    assert clean([output])[0]["metadata"] == {"image/png": {"height": 20}}


def test_what_is_too_much_is_cut_and_a_last_line_says_so():
    cut = clean([printed("x" * 700_000), printed("é" * 700_000, "stderr"), ERROR], MIB)
    assert [output.get("name") for output in cut] == ["stdout", "stderr", "stdout", None]
    assert sum(len(output.get("text", "").encode()) for output in cut) < MIB + 50
    assert cut[2]["text"] == "[output cut after 1 MB]\n"
    assert cut[3] == ERROR


def test_a_picture_that_does_not_fit_is_left_out_whole():
    outputs = [shown("image/png", hostile.png()), printed("after")]
    assert clean(outputs, 50) == [printed("after"), printed("[output cut after 0.0488 kB]\n")]


def test_very_many_outputs_are_cut():
    cut = clean([shown("text/plain", "x")] * 5000)
    assert len(cut) == MOST_OUTPUTS + 1
    assert cut[-1]["text"].startswith("[output cut")


def test_an_error_is_cut_on_its_own():
    endless = ERROR | {"evalue": "v" * MIB, "traceback": ["line"] * 100_000}
    (cut,) = clean([endless])
    assert len(json.dumps(cut)) < 50_000


def test_deep_and_odd_values_do_no_harm():
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    odd = {"output_type": "display_data", "data": {"text/plain": deep, 3: 4}, "metadata": deep}
    assert clean([odd, {"output_type": deep}, {}, printed(deep)]) == [
        shown("text/plain", "[left out: text/plain]")
    ]


def test_a_failure_reads_as_its_message():
    assert failed("TestFailed", "twice too large")["traceback"] == ["✗ twice too large"]


def test_lines_that_quote_a_secret_are_taken_out_wherever_they_are():
    secret = "assert secret(canary) == 42"
    quoted = f"warning\n  {secret}\nend"
    hide = {secret, "x = 1"}
    assert without_lines(printed(quoted), hide)["text"] == "warning\nend"
    assert without_lines(shown("text/html", quoted), hide)["data"] == {"text/html": "warning\nend"}
    coloured = ERROR | {"evalue": secret, "traceback": [f"1 \x1b[32massert\x1b[0m {secret[7:]}"]}
    assert without_lines(coloured, hide) == ERROR | {"evalue": "", "traceback": [""]}
    assert without_lines(printed("x = 1"), hide) == printed("x = 1")


def test_outputs_without_html_do_not_cost_the_import_of_a_sanitiser():
    code = (
        "import sys; from grader.autograded.outputs import clean, printed; clean([printed('a')]);"
        "sys.exit(any(name in sys.modules for name in ('nh3', 'bleach', 'defusedxml', 'nbformat')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
