import math

import numpy as np
import pytest

from course.oracles import autoregressive as oracle
from course.reference.autoregressive import ar_log_likelihood, sequence_nll


def batch(seed, B=3, T=5, V=4):
    rng = np.random.default_rng(seed)
    mask = rng.random((B, T)) < 0.6
    mask[:, 0] = True
    return 3 * rng.normal(size=(B, T, V)), rng.integers(0, V, size=(B, T)), mask


@pytest.mark.parametrize("seed", range(5))
def test_log_likelihood_is_the_log_of_the_exact_product(seed):
    rng = np.random.default_rng(seed)
    probs = rng.uniform(0.05, 1, size=rng.integers(1, 9))
    assert ar_log_likelihood(probs) == pytest.approx(oracle.ar_log_likelihood(probs), rel=1e-12)


def test_three_conditionals_with_product_one_eighth_give_minus_three_log_two():
    assert ar_log_likelihood([0.5, 0.5, 0.5]) == pytest.approx(-2.0794415416798357, rel=1e-15)


def test_four_conditionals_of_the_theory_notebook_give_its_number():
    # p = 0.09: log 0.09 = −2.407946
    assert ar_log_likelihood([0.6, 0.5, 0.5, 0.6]) == pytest.approx(-2.407945608651872, rel=1e-14)


def test_log_likelihood_survives_a_product_that_underflows():
    probs = np.full(2000, 0.1)
    assert math.prod(probs) == 0.0
    assert ar_log_likelihood(probs) == pytest.approx(2000 * math.log(0.1), rel=1e-13)
    assert oracle.ar_log_likelihood(probs) == pytest.approx(2000 * math.log(0.1), rel=1e-13)


def test_a_token_of_probability_zero_makes_the_log_likelihood_minus_infinity():
    assert ar_log_likelihood([0.5, 0.0, 0.2]) == -math.inf
    assert oracle.ar_log_likelihood([0.5, 0.0, 0.2]) == -math.inf


@pytest.mark.parametrize("empty", [[], np.array([])])
def test_the_empty_sequence_has_log_likelihood_zero(empty):
    assert ar_log_likelihood(empty) == 0.0
    assert oracle.ar_log_likelihood(empty) == 0.0


@pytest.mark.parametrize("probs", [[1, 1], (0.5, 1), np.array([0.5, 0.25], dtype=np.float32)])
def test_log_likelihood_is_a_python_float_whatever_holds_the_numbers(probs):
    result = ar_log_likelihood(probs)
    assert type(result) is float
    assert result == pytest.approx(oracle.ar_log_likelihood(probs), rel=1e-14)


def test_log_likelihood_reads_a_strided_array_and_leaves_it_as_it_was():
    probs = np.random.default_rng(7).uniform(0.1, 1, size=(6, 2))
    before = probs.copy()
    assert ar_log_likelihood(probs[::-2, 1]) == ar_log_likelihood([probs[5, 1], *probs[3:0:-2, 1]])
    np.testing.assert_array_equal(probs, before)


@pytest.mark.parametrize("seed", range(5))
def test_sequence_nll_agrees_with_the_plain_softmax_in_many_digits(seed):
    logits, targets, mask = batch(seed)
    nll, perplexity = sequence_nll(logits, targets, mask)
    expected_nll, expected_perplexity = oracle.sequence_nll(logits, targets, mask)
    # a token of probability near 1 keeps only absolute digits of its log
    np.testing.assert_allclose(nll, expected_nll, rtol=1e-12, atol=1e-14)
    assert perplexity == pytest.approx(expected_perplexity, rel=1e-12)


def test_sequence_nll_of_the_theory_notebook_is_its_log_likelihood_with_the_sign_changed():
    probs = np.array([0.6, 0.5, 0.5, 0.6])
    logits = np.log(np.stack([probs, 1 - probs], axis=-1))[None]
    nll, perplexity = sequence_nll(logits, np.zeros((1, 4), int), np.ones((1, 4), bool))
    assert nll[0] == pytest.approx(2.407945608651872, rel=1e-14)
    assert perplexity == pytest.approx(1.8257418583505538, rel=1e-14)  # 0.09^(−1/4)


def test_perplexity_of_uniform_logits_is_the_size_of_the_vocabulary():
    nll, perplexity = sequence_nll(
        np.full((2, 3, 7), 5), np.zeros((2, 3), int), np.ones((2, 3), bool)
    )
    np.testing.assert_allclose(nll, 3 * math.log(7), rtol=1e-14)
    assert perplexity == pytest.approx(7, rel=1e-14)


def test_perplexity_weighs_tokens_and_not_sequences():
    # one token of nll log 2 beside three of nll log 4: (1·log 2 + 3·log 4)/4 = 7/4 log 2
    two, four = [0.0, 0.0, -1e4, -1e4], [0.0, 0.0, 0.0, 0.0]
    logits = np.array([[two, two, two], [four, four, four]])
    mask = np.array([[True, False, False], [True, True, True]])
    nll, perplexity = sequence_nll(logits, np.zeros((2, 3), int), mask)
    np.testing.assert_allclose(nll, [math.log(2), 3 * math.log(4)], rtol=1e-14)
    assert perplexity == pytest.approx(2**1.75, rel=1e-14)


def test_logits_of_ten_thousand_are_exact_and_overflow_only_the_perplexity():
    logits = np.array([[[1e4, 0.0, 0.0]]])
    nll, perplexity = sequence_nll(logits, [[1]], [[True]])
    assert nll.tolist() == [1e4]
    assert perplexity == math.inf
    assert sequence_nll(logits, [[0]], [[True]])[1] == 1.0
    assert oracle.sequence_nll(-logits, [[0]], [[True]])[0][0] == pytest.approx(1e4 + math.log(2))


def test_adding_a_constant_to_all_logits_of_a_token_changes_nothing():
    logits, targets, mask = batch(11)
    shifted = logits + np.arange(5)[:, None] * 1000
    np.testing.assert_allclose(
        sequence_nll(shifted, targets, mask)[0], sequence_nll(logits, targets, mask)[0], rtol=1e-9
    )


@pytest.mark.parametrize("invalid", [-1, -100, 4, 10**9])
def test_invalid_targets_under_a_false_mask_count_for_nothing(invalid):
    logits, targets, mask = batch(12)
    expected = sequence_nll(logits, targets, mask)
    targets[~mask] = invalid
    nll, perplexity = sequence_nll(logits, targets, mask)
    np.testing.assert_array_equal(nll, expected[0])
    assert perplexity == expected[1]


def test_a_sequence_without_a_kept_token_has_nll_zero_and_no_say_in_the_perplexity():
    logits, targets, mask = batch(13)
    mask[1] = False
    nll, perplexity = sequence_nll(logits, targets, mask)
    assert nll[1] == 0
    assert perplexity == sequence_nll(logits[[0, 2]], targets[[0, 2]], mask[[0, 2]])[1]


@pytest.mark.parametrize("B", [0, 2])
def test_a_batch_without_any_kept_token_raises_value_error(B):
    nothing = np.zeros((B, 3), bool)
    for nll in (sequence_nll, oracle.sequence_nll):
        with pytest.raises(ValueError, match="token"):
            nll(np.zeros((B, 3, 4)), np.zeros((B, 3), int), nothing)


def test_sequence_nll_takes_lists_float32_and_transposed_arrays_and_a_batch_of_one():
    logits, targets, mask = batch(14, B=4, T=4)
    nll, perplexity = sequence_nll(logits, targets, mask)
    assert type(perplexity) is float
    for same in (logits.tolist(), np.asfortranarray(logits)):
        again = sequence_nll(same, targets.tolist(), mask.tolist())
        np.testing.assert_array_equal(again[0], nll)
    np.testing.assert_allclose(
        sequence_nll(logits.astype(np.float32), targets.astype(np.uint8), mask)[0], nll, rtol=1e-5
    )
    alone, _ = sequence_nll(logits[:1], targets[:1], mask[:1])
    np.testing.assert_array_equal(alone, nll[:1])


def test_sequence_nll_leaves_its_inputs_as_they_were():
    given = batch(15)
    before = [array.copy() for array in given]
    sequence_nll(*given)
    for array, copy in zip(given, before, strict=True):
        np.testing.assert_array_equal(array, copy)
