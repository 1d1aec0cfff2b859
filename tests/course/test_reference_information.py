import math

import numpy as np
import pytest
from scipy import optimize, special, stats

from course.oracles import information as oracle
from course.reference.information import cross_entropy, entropy, kl


def rows(seed, *shape):
    return np.random.default_rng(seed).dirichlet(np.ones(shape[-1]), size=shape[:-1])


@pytest.mark.parametrize("base", [None, 2, 10])
@pytest.mark.parametrize("seed", range(3))
def test_entropy_and_kl_agree_with_scipy_and_with_loops(seed, base):
    p, q = rows(seed, 4, 3), rows(seed + 10, 4, 3)
    np.testing.assert_allclose(entropy(p, base), stats.entropy(p, base=base, axis=-1), rtol=1e-12)
    np.testing.assert_allclose(entropy(p, base), oracle.entropy(p, base), rtol=1e-12)
    np.testing.assert_allclose(kl(p, q, base), stats.entropy(p, q, base=base, axis=-1), rtol=1e-11)
    np.testing.assert_allclose(kl(p, q, base), oracle.kl(p, q, base), rtol=1e-11)


def test_entropies_of_the_three_coins_in_bits():
    assert entropy([0.5, 0.5], 2) == 1.0
    assert entropy([0.9, 0.1], 2) == pytest.approx(0.46900, abs=5e-6)
    assert entropy([0.9, 0.1]) == pytest.approx(0.32508, abs=5e-6)
    assert str(entropy([1.0, 0.0], 2)) == "0.0"


def test_divergences_of_the_two_coins_in_bits_and_nats():
    fair, loaded = [0.5, 0.5], [0.9, 0.1]
    assert kl(fair, loaded, 2) == pytest.approx(0.736966, abs=5e-7)
    assert kl(loaded, fair, 2) == pytest.approx(0.531004, abs=5e-7)
    assert kl(fair, loaded) == pytest.approx(0.510826, abs=5e-7)
    assert kl(loaded, fair) == pytest.approx(0.368064, abs=5e-7)


def test_impossible_outcomes_contribute_nothing_and_surprising_ones_infinitely_much():
    assert entropy([0.25, 0.0, 0.75]) == pytest.approx(entropy([0.25, 0.75]), rel=1e-15)
    assert kl([1.0, 0.0], [0.5, 0.5], 2) == 1.0
    assert kl([1.0, 0.0], [1.0, 0.0]) == 0.0
    assert kl([0.5, 0.5], [1.0, 0.0]) == math.inf


def test_a_row_broadcasts_against_a_batch_and_no_row_gives_no_number():
    p, q = rows(1, 3), rows(2, 5, 3)
    np.testing.assert_allclose(kl(p, q), oracle.kl(np.tile(p, (5, 1)), q), rtol=1e-11)
    np.testing.assert_allclose(kl(q, p), oracle.kl(q, np.tile(p, (5, 1))), rtol=1e-11)
    assert entropy(np.zeros((0, 3))).shape == (0,)
    assert kl(np.zeros((0, 3)), np.zeros((0, 3))).shape == (0,)


def test_kl_is_the_difference_of_cross_entropy_and_entropy():
    p, logits = rows(3, 4), np.random.default_rng(3).normal(size=4)
    q = special.softmax(logits)
    losses = [cross_entropy([logits], [k]) for k in range(4)]
    assert np.dot(p, losses) == pytest.approx(entropy(p) + kl(p, q), rel=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_cross_entropy_agrees_with_logsumexp_and_with_a_loop(seed):
    rng = np.random.default_rng(seed)
    logits, targets = 4 * rng.normal(size=(6, 5)), rng.integers(0, 5, 6)
    losses = special.logsumexp(logits, axis=1) - logits[np.arange(6), targets]
    assert cross_entropy(logits, targets) == pytest.approx(losses.mean(), rel=1e-12)
    assert cross_entropy(logits, targets) == pytest.approx(
        oracle.cross_entropy(logits, targets), rel=1e-12
    )
    assert cross_entropy(logits + 1000, targets) == pytest.approx(losses.mean(), rel=1e-10)


def test_cross_entropy_gives_the_number_of_the_problem_set_and_survives_any_score():
    assert cross_entropy([[2, 1, 0.1], [0.5, 2.5, 0.3]], [0, 1]) == pytest.approx(
        0.3185398, abs=5e-8
    )
    assert cross_entropy([[1e4, -1e4]], [1]) == 2e4
    assert cross_entropy([[1000.0, 0.0], [-1000.0, 0.0]], [1, 0]) == 1000.0
    assert cross_entropy([[0.0, -math.inf, 0.0]], [0]) == pytest.approx(math.log(2), rel=1e-15)


def test_the_slope_of_cross_entropy_is_softmax_minus_the_target():
    rng = np.random.default_rng(5)
    logits, targets = rng.normal(size=(2, 3)), [2, 0]
    slope = optimize.approx_fprime(
        logits.ravel(), lambda v: cross_entropy(v.reshape(2, 3), targets), 1e-7
    )
    expected = (special.softmax(logits, axis=1) - np.eye(3)[targets]) / 2
    np.testing.assert_allclose(slope.reshape(2, 3), expected, atol=1e-6)


@pytest.mark.parametrize(
    ("x", "m", "v"), [(1.0, 0.0, 1.0), (0.3, 0.8, 0.4), (-2.0, 0.5, 2.0), (1.0, 0.5, 0.5)]
)
def test_the_gap_of_the_linear_gaussian_model_is_the_divergence_from_its_posterior(x, m, v):
    quadrature = oracle.kl_of_gaussians(m, v, x / 2, 0.5)
    assert v + (m - x / 2) ** 2 - 0.5 - math.log(2 * v) / 2 == pytest.approx(
        quadrature, rel=1e-8, abs=1e-12
    )


def test_the_gap_at_x_1_with_the_prior_as_q_is_0_403426():
    assert oracle.kl_of_gaussians(0, 1, 0.5, 0.5) == pytest.approx(0.403426, abs=5e-7)


def test_information_functions_take_lists_integers_float32_and_leave_inputs_alone():
    p, q = rows(6, 4, 3), rows(7, 4, 3)
    kept = p.copy(), q.copy()
    result = kl(p, q)
    np.testing.assert_array_equal((p, q), kept)
    np.testing.assert_array_equal(kl(p.tolist(), q.tolist()), result)
    np.testing.assert_allclose(
        kl(p.astype(np.float32), q.astype(np.float32)), result, rtol=1e-4, atol=1e-6
    )
    assert isinstance(kl(p[0], q[0]), float)
    assert isinstance(entropy([1, 0]), float)
    assert isinstance(cross_entropy([[1, 2]], [0]), float)
