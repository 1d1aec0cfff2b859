import math

import numpy as np
import pytest

from course.oracles import langevin as oracle
from course.reference.langevin import langevin_step


def chain(seed, shape=(5, 2)):
    rng = np.random.default_rng(seed)
    x, score, noise = rng.normal(size=(3, *shape))
    return x, score, float(rng.uniform(0.001, 0.5)), noise


@pytest.mark.parametrize("seed", range(4))
def test_step_agrees_with_a_loop_over_all_numbers(seed):
    x, score, eta, noise = chain(seed)
    stepped = langevin_step(x, score, eta, noise)
    expected = oracle.langevin_step(x, score, eta, noise)
    np.testing.assert_allclose(stepped, expected, rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("noise", [-4.0, -0.5, 0.0, 1.5, 5.0])
def test_step_sits_at_the_quantile_of_its_noise(noise):
    expected = oracle.langevin_step_by_quantiles(0.7, -1.2, 0.3, noise)
    assert langevin_step(0.7, -1.2, 0.3, noise) == pytest.approx(expected, rel=1e-9)


def test_step_without_noise_is_the_gradient_ascent_of_the_exercise():
    assert langevin_step(2.0, -2.0, 0.1, 0.0) == pytest.approx(1.8, rel=1e-15)
    assert langevin_step([2], [-2], 0.1, [0]) == pytest.approx([1.8], rel=1e-15)


def test_step_gives_the_numbers_of_the_theory_notebook():
    x, noise = np.array([2.0, -1.0]), np.random.default_rng(0).normal(size=7)[5:]
    np.testing.assert_allclose(langevin_step(x, -x, 0.1, noise), [1.961710, -0.316833], atol=5e-7)


def test_step_of_size_zero_stays_where_it_is():
    x, score, _, noise = chain(5)
    np.testing.assert_array_equal(langevin_step(x, score, 0, noise), x)


@pytest.mark.parametrize("eta", [0.1, 0.5, 1.0])
def test_variance_two_over_two_minus_eta_is_stationary_for_a_unit_gaussian(eta):
    # x' is linear in (x, ξ): its variance is the sum of the squared coefficients
    sd = math.sqrt(2 / (2 - eta))
    from_x = langevin_step(sd, -sd, eta, 0.0)
    from_noise = langevin_step(0.0, 0.0, eta, 1.0)
    assert from_x**2 + from_noise**2 == pytest.approx(sd**2, rel=1e-14)


def test_step_takes_lists_integers_float32_and_strides_and_any_batch():
    x, score, eta, noise = chain(6, (4, 4))
    stepped = langevin_step(x, score, eta, noise)
    lists = langevin_step(x.tolist(), score.tolist(), eta, noise.tolist())
    np.testing.assert_array_equal(lists, stepped)
    np.testing.assert_array_equal(langevin_step(x.T, score.T, eta, noise.T), stepped.T)
    small = (array.astype(np.float32) for array in (x, score))
    np.testing.assert_allclose(langevin_step(*small, eta, noise), stepped, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(langevin_step(x[:1], score[:1], eta, noise[:1]), stepped[:1])
    assert langevin_step(x[:0], score[:0], eta, noise[:0]).shape == (0, 4)
    assert langevin_step([1, 2], [0, 1], 1, [1, 0]).dtype == float
    assert isinstance(langevin_step(1, -1, 0.5, 0), float)


def test_step_gives_a_new_array_and_leaves_its_inputs_as_they_were():
    x, score, eta, noise = chain(7)
    before = x.copy(), score.copy(), noise.copy()
    stepped = langevin_step(x, score, eta, noise)
    stepped[:] = 0
    np.testing.assert_array_equal((x, score, noise), before)
