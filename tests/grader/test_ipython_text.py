from grader import ipython_text
from grader.ipython_text import as_python


def parses(monkeypatch, text: str) -> tuple[ipython_text.PythonText, int]:
    """The text as Python, and how often it was parsed on the way."""
    given: list[str] = []
    parsed = ipython_text._parsed
    monkeypatch.setattr(ipython_text, "_parsed", lambda each: given.append(each) or parsed(each))
    return as_python(text), len(given)


def test_a_cell_of_thousands_of_lines_for_ipython_is_given_up_and_one_of_a_hundred_read(
    monkeypatch,
):
    found, count = parses(monkeypatch, "!a\n" * 5000)
    assert (found.tree, found.problem) == (None, "too many lines are for IPython")
    assert count < 100
    found, count = parses(monkeypatch, "!a\n" * 100)
    assert (found.problem, len(found.magics), count) == ("", 100, 101)
