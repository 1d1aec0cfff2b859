"""1,000 damaged copies of correct notebooks: full marks, or what was lost is named."""

from .corruptions import outcomes


def test_no_damage_loses_an_answer_without_a_word():
    counts = outcomes(1000)  # raises for a notebook whose points are gone without a sentence
    assert counts.total() == 1000
    assert counts["full marks"] + counts["full marks, with repairs named"] > 700
