import pytest

from grader.audit.answers import parse_answers, read_answers
from grader.errors import AuthorError

WRONG = '''"""Mistakes."""

import numpy as np  # prose, like everything above the first cell

# %% wrong="half" solution="kl" loses="by_hand random" symptom="says \\"half\\" of it"


def kl(mu):
    return mu / 2


# %% [markdown]
# A note.

# %% wrong="none" solution="kl" loses="by_hand" symptom="nothing"
kl = None
'''


def problem(text, which="wrong"):
    with pytest.raises(AuthorError) as caught:
        parse_answers(text, which, "ex/wrong_answers.py")
    return str(caught.value)


def test_a_cell_says_what_a_mistake_loses_and_where_it_stands():
    half, none = parse_answers(WRONG, "wrong", "ex/wrong_answers.py")
    assert (half.name, half.solution, half.loses) == ("half", "kl", ("by_hand", "random"))
    assert half.symptom == 'says "half" of it'
    assert half.source == "def kl(mu):\n    return mu / 2"
    assert none.where == "ex/wrong_answers.py:15"
    assert not half.is_right


def test_a_right_answer_loses_nothing():
    (answer,) = parse_answers('# %% right="loops" solution="kl"\nkl = 1\n', "right", "r.py")
    assert answer.is_right
    assert answer.loses == ()


@pytest.mark.parametrize(
    "header",
    [
        "# %%",
        '# %% wrong="a" solution="kl"',
        '# %% wrong="a" solution="kl" loses="x" symptom="s" points="1"',
        '# %% a title wrong="a" solution="kl" loses="x" symptom="s"',
        '# %% wrong=a solution="kl" loses="x" symptom="s"',
    ],
)
def test_other_keys_are_the_authors_error_with_file_and_line(header):
    text = problem(f"\n{header}\nx = 1")
    assert text.startswith("ex/wrong_answers.py:2: the keys are")
    assert 'Write wrong="…" solution="…" loses="…" symptom="…".' in text


def test_a_backslash_that_stands_alone_is_the_authors_error():
    text = problem('\n# %% wrong="a" solution="kl" loses="x" symptom="\\sigma"\n')
    assert text.startswith("ex/wrong_answers.py:2: a value cannot be read")
    assert "\n" not in text


@pytest.mark.parametrize(("loses", "symptom"), [("", "s"), ("x", "")])
def test_a_mistake_that_loses_nothing_or_has_no_symptom_proves_nothing(loses, symptom):
    text = problem(f'# %% wrong="a" solution="kl" loses="{loses}" symptom="{symptom}"\n')
    assert "'a' loses nothing or has no symptom" in text


def test_a_name_stands_once():
    twice = '# %% right="a" solution="kl"\nx = 1\n' * 2
    assert "line 1 already" in problem(twice, "right")


def test_a_file_may_hold_prose_alone():
    assert parse_answers('"""None yet."""\n', "right", "r.py") == []


def test_an_assignment_need_not_have_answers(tmp_path):
    assert read_answers(tmp_path, "wrong", tmp_path) == []


def test_messages_name_the_file_as_seen_from_the_course(tmp_path):
    folder = tmp_path / "answers/ex"
    folder.mkdir(parents=True)
    (folder / "right_answers.py").write_text("# %% right=\n")
    with pytest.raises(AuthorError, match=r"^answers/ex/right_answers.py:1: "):
        read_answers(folder, "right", tmp_path)


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "wrong_answers.py").write_bytes("# é".encode("latin-1"))
    with pytest.raises(AuthorError, match="not UTF-8 text"):
        read_answers(tmp_path, "wrong", tmp_path)
