import base64
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from grader.autograded.images import clean_attachments, clean_picture
from grader.autograded.markup import clean_html, clean_markdown, clean_svg

from . import hostile

TABLE = """<style scoped>.dataframe td { color: red }</style>
<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>loss</th>
</tr></thead><tbody><tr><th>0</th><td>0.25</td></tr></tbody></table>"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
)


@given(st.lists(st.sampled_from(hostile.HTML), max_size=4))
def test_nothing_acts_or_loads_in_clean_html(fragments):
    cleaned = clean_html("".join(fragments)) or ""
    assert hostile.dangers(cleaned) == []


@given(st.lists(st.sampled_from(hostile.MARKDOWN), max_size=5), st.sampled_from(["", " ", "\n"]))
def test_nothing_acts_or_loads_in_clean_markdown(fragments, between):
    text = clean_markdown(between.join(fragments))
    assert hostile.dangers(markdown2html_mistune(text)) == []
    assert clean_markdown(text) == text


def test_most_fragments_are_dangerous_on_their_own():
    pages = [markdown2html_mistune(fragment) for fragment in (*hostile.HTML, *hostile.LINKS)]
    assert sum(bool(hostile.dangers(page)) for page in pages) > 25


def test_a_table_of_pandas_survives_without_its_style():
    cleaned = clean_html(TABLE)
    assert '<table border="1" class="dataframe">' in cleaned
    assert '<tr style="text-align: right">' in cleaned
    assert "<td>0.25</td>" in cleaned
    assert "color" not in cleaned


def test_links_to_the_web_and_embedded_pictures_survive():
    picture = f'<img src="data:image/png;base64,{hostile.png()}" width="20">'
    assert clean_html(picture) == picture
    assert 'href="https://ok.example"' in clean_html('<a href="https://ok.example">a</a>')


def test_html_of_which_nothing_is_left_to_see_is_none():
    assert clean_html("<div><script>draw()</script></div>") is None
    assert clean_html("<style>p {}</style> <p> </p>") is None


@pytest.mark.parametrize(
    "bomb",
    ["<div>" * 200_000, "<b>" * 200_000, "<x " + " ".join(f"a{n}" for n in range(90_000)) + ">"],
)
def test_html_that_would_take_a_minute_to_parse_is_not_parsed(bomb):
    start = time.process_time()
    assert clean_html(bomb) is None
    assert time.process_time() - start < 1


def test_a_figure_of_matplotlib_survives_as_svg():
    from matplotlib.figure import Figure

    figure = Figure()
    figure.add_subplot().plot([0, 1], [0, 1], label="$x^2$")
    file = io.StringIO()
    figure.savefig(file, format="svg")
    cleaned = clean_svg(file.getvalue())
    assert cleaned.count("<path") == file.getvalue().count("<path")
    assert "clip-path" in cleaned
    assert "metadata" not in cleaned


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<image href="http://evil.example/spy"/>',
        '<image xlink:href="http://evil.example/spy"/>',
        '<rect fill="url(http://evil.example/spy)"/>',
        '<rect style="fill:url( //evil.example/spy )"/>',
        "<style>@import 'http://evil.example/spy'</style>",
        "<foreignObject><iframe src='http://evil.example/spy'/></foreignObject>",
        '<a href="javascript:alert(1)"><text>a</text></a>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<use href="http://evil.example/spy#a"/>',
    ],
)
def test_nothing_acts_or_loads_in_clean_svg(inside):
    cleaned = clean_svg(DRAWING.format(inside + '<path d="M 0 0"/>'))
    assert "evil.example" not in cleaned
    assert "alert" not in cleaned
    assert '<path d="M 0 0" />' in cleaned


def test_svg_that_unfolds_in_the_browser_is_not_unfolded():
    uses = [f'<use href="#a{n}"/>' * 10 for n in range(9)]
    levels = "".join(f'<g id="a{n}">{use}</g>' for n, use in enumerate(uses, start=1))
    cleaned = clean_svg(DRAWING.format(f'<g id="a0"><path d="M 0 0"/></g>{levels}'))
    assert cleaned.count('<use href="#a0"') == 10
    assert '<use href="#a1"' not in cleaned


@pytest.mark.parametrize(
    "text",
    [
        "no xml",
        "<html/>",
        '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
        DRAWING.format("<g>" * 200 + "</g>" * 200),
    ],
)
def test_what_is_no_drawing_is_none(text):
    assert clean_svg(text) is None


def test_an_honest_answer_in_markdown_is_left_to_the_letter():
    answer = (
        "# Why\nBecause $p_\\theta(x) < q(x)$ and **so on**, see [a paper](https://ok.example/a_b)"
        " and `f[0](x)`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- x<br>y\n- H<sub>2</sub>O > 2\n\n"
        '![mine](attachment:plot.png) ![too](figures/a.png "small") [up](#why) d[k]: v\n\n'
        "$$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$\n"
        "<details><summary>s</summary></details>"
    )
    assert clean_markdown(answer, {"plot.png"}) == answer


def test_risky_markdown_shows_what_it_would_have_done():
    text = "<img src=x onerror=a> ![p](http://a/b.png) [l](javascript:a)"
    assert clean_markdown(text) == "< img src=x onerror=a> ! [p](http://a/b.png) [l] (javascript:a)"


def test_markdown_that_would_take_an_hour_to_parse_is_parsed_soon():
    for opener in ("\\begin{a}", "\\\\(", "\\\\["):
        text = clean_markdown(opener * (100_000 // len(opener)))
        start = time.process_time()
        markdown2html_mistune(text)
        assert time.process_time() - start < 5


def test_a_picture_must_be_what_it_says():
    one = hostile.png()
    assert clean_picture("image/png", one[:20] + "\n" + one[20:]) == one
    jpeg = base64.b64encode(b"\xff\xd8\xff\xe0").decode()
    assert clean_picture("image/jpeg", jpeg) == jpeg
    script = base64.b64encode(b"<svg onload=alert(1)>").decode()
    for kind, text in (("image/png", script), ("image/jpeg", one), ("image/svg+xml", one)):
        assert clean_picture(kind, text) is None
    assert clean_picture("image/png", "no base64!") is None
    assert clean_picture("image/png", "é") is None
    assert clean_picture("image/png", [one]) is None


def test_a_picture_that_would_fill_the_browsers_memory_is_left_out():
    assert clean_picture("image/png", hostile.png(6000, 6000))
    assert clean_picture("image/png", hostile.png(60_000, 60_000)) is None


def test_attachments_are_pictures_by_name():
    bundle = {"image/png": hostile.png(), "text/html": "<script>"}
    given = {"a.png": bundle, "b.html": {"text/html": "x"}, "c": 3, 4: bundle}
    assert clean_attachments(given) == {"a.png": {"image/png": hostile.png()}}
