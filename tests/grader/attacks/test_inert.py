"""What would act on a page is told from what only looks like it."""

import pytest

from .inert import CONTROL, live_in_html, live_in_markdown, live_in_notebook

LIVE = (
    "<script>pwned</script>",
    '<img src=x onerror="pwned">',
    '<a href="JavaScript:pwned">x</a>',
    '<a href=" java\tscript:pwned">x</a>',
    '<iframe srcdoc="pwned"></iframe>',
    '<svg/onload="pwned">',
    '<a xlink:href="data:text/html,pwned">',
    "<style>body { background: url(//evil/pwned) }</style>",
    '<p style="background: url(//evil/pwned)">',
    '<base href="//evil/pwned">',
)
DEAD = (
    "&lt;script&gt;pwned&lt;/script&gt;",
    "<b>pwned</b>",
    '<a href="https://example.org/pwned">x</a>',
    "<script>ours</script><p>pwned</p>",
    '<img alt="pwned" src="data:image/png;base64,AAAA">',
)


@pytest.mark.parametrize("text", LIVE)
def test_what_acts_is_live(text):
    assert live_in_html(text)
    assert live_in_notebook(_shown({"text/html": text}))


@pytest.mark.parametrize("text", DEAD)
def test_what_is_only_shown_is_not(text):
    assert not live_in_html(text)
    assert not live_in_notebook(_shown({"text/html": text, "text/plain": LIVE[0]}))


def test_markdown_has_links_of_its_own():
    assert live_in_markdown("[x](javascript:alert('pwned'))")
    assert not live_in_markdown("[x](https://example.org/pwned) and `javascript:pwned`")


def test_unknown_kinds_of_output_and_pictures_that_are_none_are_live():
    assert live_in_notebook(_shown({"application/javascript": "pwned"}))
    assert live_in_notebook(_shown({"image/png": '"><script>pwned</script>'}))
    assert not live_in_notebook(_shown({"image/png": "iVBORw0KGgo="}))


def test_answers_attachments_and_metadata_are_looked_at():
    answer = {"cell_type": "markdown", "metadata": {}, "source": LIVE[0]}
    attached = answer | {"source": "", "attachments": {"x": {"image/svg+xml": LIVE[0]}}}
    tagged = answer | {"source": "", "metadata": {"tags": ["</script>"]}}
    for cell in (answer, attached, tagged):
        assert live_in_notebook({"metadata": {}, "cells": [cell]})
    assert live_in_notebook({"metadata": {"title": "pwned"}, "cells": []})


def test_terminal_codes_are_control_characters_and_accents_are_not():
    assert CONTROL.search("\x1b[2J")
    assert CONTROL.search("\u202egnp.exe")
    assert not CONTROL.search("σ² is off:\n\tmean of “xs”")


def _shown(bundle):
    output = {"output_type": "display_data", "metadata": {}, "data": bundle}
    cell = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [output]}
    return {"metadata": {}, "cells": [cell]}
