"""Choice keys cannot be guessed from the form of a question: neither by letter nor by length."""

import re
from collections import Counter

import pytest

from course.answers import read_notebook
from course.outline import OUTLINE

OPTION = re.compile(
    r"^- \*\*\(?([a-z])\)?\*\*[.:]?\s+(.*?)(?=^- \*\*|\n\n|\Z)", re.MULTILINE | re.DOTALL
)
KEY = re.compile(r'checks\.choice\(\s*\w+,\s*(?:key=)?"([a-z])"')


@pytest.fixture(scope="module")
def questions(layout):
    """(assignment, key, options) of each question with one right letter; options by letter."""
    found = []
    for assignment in OUTLINE:
        for name in layout.notebooks(assignment.name):
            options: dict[str, str] = {}
            for cell in read_notebook(layout.source_notebook(assignment.name, name)).cells:
                if cell.cell_type == "markdown":
                    options = dict(OPTION.findall(cell.source)) or options
                found += [(assignment.name, key, options) for key in KEY.findall(cell.source)]
    return found


def test_every_choice_has_its_options_in_sight(questions):
    assert len(questions) > 50
    assert [(name, key) for name, key, options in questions if key not in options] == []


def test_no_letter_is_the_right_one_much_more_often_than_another(questions):
    counts = Counter(key for _, key, options in questions if len(options) == 4)
    shares = {letter: counts[letter] / counts.total() for letter in "abcd"}
    assert min(shares.values()) > 0.15, shares
    assert max(shares.values()) < 0.35, shares


def test_the_longest_option_is_seldom_the_right_one(questions):
    four = [(key, options) for _, key, options in questions if len(options) == 4]
    longest = sum(max(options, key=lambda o: len(options[o])) == key for key, options in four)
    assert longest / len(four) < 0.4, f"{longest} of {len(four)}"
