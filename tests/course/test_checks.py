import numpy as np
import pytest

from course import checks
from course.checks import Symptom

X = np.array([[0.5, -1.5], [2.0, 3.5]])


def double(x):
    return 2 * np.asarray(x, float)


def told(check, *args, **kwargs) -> str:
    with pytest.raises(Symptom) as caught:
        check(*args, **kwargs)
    return str(caught.value)


def test_hidden_random_numbers_depend_on_label_and_seed_alone(monkeypatch):
    monkeypatch.delenv("COURSE_SEED", raising=False)
    first = checks.rng("kl").normal(size=3)
    assert (checks.rng("kl").normal(size=3) == first).all()
    assert (checks.rng("other").normal(size=3) != first).all()
    monkeypatch.setenv("COURSE_SEED", "1")
    assert (checks.rng("kl").normal(size=3) != first).all()


def test_a_call_gets_copies_and_keeps_warnings_quiet():
    def divides(x):
        x /= 0
        return x

    kept = X.copy()
    assert np.isinf(checks.call(divides, X)).all()
    assert (kept == X).all()


def test_an_exception_is_told_with_its_type_and_kinds_of_arguments_not_values():
    def fails(x):
        raise ValueError("shapes do not fit")

    text = told(checks.call, fails, X)
    assert "fails raises ValueError: shapes do not fit" in text
    assert "float64 array of shape (2, 2)" in text
    assert "3.5" not in text


def test_unwritten_code_is_called_unwritten():
    def later(x):
        raise NotImplementedError

    assert told(checks.agree, later, double, [(X,)]) == "later is not written yet"


def test_an_error_says_for_what_sort_of_input_it_was_raised():
    def fails(x):
        raise ValueError("shapes do not fit")

    text = told(checks.agree, fails, double, [(X,)], where="for steps of size 0")
    assert "fails raises ValueError: shapes do not fit" in text
    assert text.endswith("for steps of size 0")


def test_a_known_mistake_is_named_before_the_difference_is_described():
    def add(x):
        return x + x + 1

    mistakes = {"one too many": lambda x: 2 * x + 1}
    assert told(checks.agree, add, double, [(X,)], mistakes=mistakes) == "add: one too many"
    assert "shifted" in told(checks.agree, add, double, [(X,)])


def test_a_mistake_that_only_sometimes_matches_is_not_named():
    mistakes = {"identity": lambda x: x}
    text = told(checks.agree, lambda x: 0 * x, double, [(0 * X + 0.0,), (X,)], mistakes=mistakes)
    assert "identity" not in text


def test_the_wrong_entry_of_a_tuple_is_named():
    def pair(x):
        return x, x

    text = told(checks.agree, pair, lambda x: (x, -x), [(X,)], outputs=("mean", "spread"))
    assert text == "pair: spread: the sign is wrong"
    text = told(checks.agree, double, lambda x: (x, -x), [(X,)])
    assert "wrong" not in text
    one = told(checks.agree, np.sum, lambda x: (x, -x), [(X,)])
    assert "one result is returned where the task asks for 2" in one


def test_a_known_mistake_may_leave_an_entry_of_a_tuple_open():
    def pair(x):
        return -x, np.sum(x)

    mistakes = {"a loss has the other sign": lambda x: (-x, None)}
    text = told(checks.agree, pair, lambda x: (x, 3.0), [(X,)], mistakes=mistakes)
    assert text == "pair: a loss has the other sign"


def test_a_warning_is_told_only_where_silence_is_asked_for():
    def quiet(x):
        with np.errstate(divide="ignore"):
            return np.log(x)

    checks.silent(quiet, np.zeros(2))
    assert "warns" in told(checks.silent, np.log, np.zeros(2))


def test_hygiene_passes_a_clean_function():
    checks.hygiene(double, X)


def test_hygiene_takes_a_list_of_results_as_a_tuple():
    checks.hygiene(lambda x: [2 * np.asarray(x), float(np.sum(x))], X)


def in_place(x):
    x = np.asarray(x, float)
    x *= 2
    return x


def draws(x):
    return np.asarray(x) + np.random.default_rng().normal()


def needs_arrays(x):
    return 2 * x.astype(float)


def keeps_integers(x):
    return np.asarray(x) * 2 if np.asarray(x).dtype != int else np.asarray(x) // 2


def constant(x):
    return np.zeros(np.shape(x))


def zero_dimensional(x):
    return np.array(np.sum(x))


def returns_nothing(x):
    np.sum(x)


@pytest.mark.parametrize(
    ("function", "symptom"),
    [
        (in_place, "changes its argument number 1"),
        (draws, "draw its own randomness"),
        (needs_arrays, "raises AttributeError"),
        (keeps_integers, "something else for integer arrays"),
        (constant, "the same result for different inputs"),
        (zero_dimensional, "a 0-dimensional array"),
        (returns_nothing, "Is a return missing"),
        (lambda x: np.asarray(x), "its argument number 1 comes back as it is"),
        (lambda x: np.asarray(x) * np.nan, "is not a number (nan)"),
        (lambda x: np.zeros((len(x), 0)), "the result is empty"),
    ],
)
def test_hygiene_names_what_is_unclean(function, symptom):
    assert symptom in told(checks.hygiene, function, X)


def test_hygiene_leaves_out_what_a_task_excludes():
    checks.hygiene(needs_arrays, X, skip=("lists",))
    checks.hygiene(lambda x: [2 * np.asarray(x), np.nan], X, skip=("nan",))


def test_an_expected_error_must_come():
    def strict(x):
        raise ValueError("no")

    checks.raises(strict, (X,), ValueError, "an empty batch passes silently")
    assert told(checks.raises, double, (X,), ValueError, "passes silently") == "passes silently"
    assert "TypeError" in told(checks.raises, len, (3,), ValueError, "another error")


FEEDBACK = {"a": "sign", "b": "size"}


def test_a_choice_is_answered_with_the_feedback_of_its_distractor():
    checks.choice("c", "c", FEEDBACK)
    checks.choice(" C ", "c", FEEDBACK)
    assert told(checks.choice, "a", "c", FEEDBACK) == "not (a): sign"
    assert told(checks.choice, None, "c", FEEDBACK) == "no answer yet"
    assert "none of the options" in told(checks.choice, "x", "c", FEEDBACK)


@pytest.mark.parametrize("answer", ["cd", "d, c", ["c", "d"], {"d", "c"}])
def test_several_choices_may_come_in_any_form_and_order(answer):
    checks.choices(answer, "cd", FEEDBACK)


def test_several_choices_count_what_is_missing_without_naming_it():
    text = told(checks.choices, "ac", "cd", FEEDBACK)
    assert text == "not (a): sign\n1 of the valid ones is not chosen"
    assert told(checks.choices, "", "cd", FEEDBACK) == "no answer yet"


def test_a_number_is_compared_with_a_tolerance_and_known_mistakes():
    checks.number(0.6931, np.log(2))
    checks.number("0.6931", np.log(2))
    assert told(checks.number, 1.0, np.log(2), mistakes={"in bits": 1.0}) == "in bits"
    assert "the sign is wrong" in told(checks.number, -np.log(2), np.log(2))
    assert told(checks.number, None, 1.0) == "no answer yet"
    assert "a list where" in told(checks.number, [1, 2], 1.0)


def test_a_matching_gives_its_share_and_says_which_pairs_are_wrong(capsys):
    key = {"blur": "a", "noise": "b", "copies": "c"}
    feedback = dict.fromkeys(key, "look again")
    assert checks.matching(key, key, feedback) == 1
    assert checks.matching({"blur": "a", "noise": "c"}, key, feedback) == pytest.approx(1 / 3)
    assert capsys.readouterr().out.count("look again") == 2
    assert told(checks.matching, {}, key, feedback) == "no answer yet"


def test_a_function_that_had_to_be_stopped_is_called_endless():
    def endless(x):
        raise KeyboardInterrupt

    assert told(checks.call, endless, X) == "endless does not come to an end and was stopped"
