import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import ansi2html

from grader.autograded.legible import legible, without_colours

RED = "\x1b[31mred\x1b[0m"


def test_colours_stay():
    for text in (RED, "\x1b[1;38;5;208mo\x1b[m", "\x1b[38;2;1;22;255mx\x1b[39;49m"):
        assert legible(text) == text
    assert without_colours(legible(RED)) == "red"


@pytest.mark.parametrize(
    "escape",
    [
        "\x1b[2J",
        "\x1b[1A",
        "\x1b]0;title\x07",
        "\x1b]8;;http://a\x1b\\",
        "\x1bPq\x1b\\",
        "\x1b[?25l",
        "\x1b[38m",
        "\x1b[38;5;999m",
        "\x1b[38;2;1m",
        "\x1b[" + "1;" * 500_000 + "m",
        "\x00\x07\x08\x7f\x9b",
        "\u202e\u2066",
    ],
)
def test_whatever_else_drives_a_terminal_is_dropped(escape):
    assert legible(f"a{escape}b\t\n") == "ab\t\n"


def test_no_escape_comes_to_be_where_another_was():
    for text in ("\x1b\x1b[2J[31m", "\x1b[\x0031m", "\x1b\u202e[2J"):
        assert "\x1b" not in without_colours(legible(text))


def test_a_progress_bar_shows_its_last_state():
    assert legible(" 10%\r 50%\r100%\ndone\r\n") == "100%\ndone\n"


def test_half_a_surrogate_pair_can_be_written_afterwards():
    assert legible("a\ud800b").encode() == "a�b".encode()


@given(st.text(st.sampled_from("\x1b[]0138;5m?\x07\r\n\x00x"), max_size=60))
def test_nbconvert_can_colour_whatever_is_left(text):
    left = legible(text)
    assert "\x1b" not in without_colours(left)
    ansi2html(left)


def test_nbconvert_colours_it_in_seconds():
    text = legible("\x1b[31mx" * 150_000)
    start = time.process_time()
    ansi2html(text)
    assert time.process_time() - start < 5
