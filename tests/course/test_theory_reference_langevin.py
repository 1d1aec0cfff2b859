import math

import numpy as np
import pytest

from course.oracles import langevin as oracle
from course.reference.langevin import langevin_chain_law


@pytest.mark.parametrize("seed", range(20))
def test_law_agrees_with_the_recursion_of_mean_and_variance(seed):
    rng = np.random.default_rng(seed)
    x0, eta, n = 3 * rng.normal(), rng.uniform(0.01, 1.99), int(rng.integers(1, 51))
    expected = oracle.langevin_chain_law(x0, eta, n)
    assert langevin_chain_law(x0, eta, n) == pytest.approx(expected, rel=1e-11, abs=1e-300)


@pytest.mark.parametrize(("x0", "eta", "n"), [(2.0, 0.1, 1), (-3.0, 0.3, 4), (1.0, 1.6, 7)])
def test_law_agrees_with_convolutions_of_densities(x0, eta, n):
    expected = oracle.langevin_chain_law_by_convolution(x0, eta, n)
    assert langevin_chain_law(x0, eta, n) == pytest.approx(expected, abs=1e-9)


def test_law_agrees_with_many_independent_chains():
    rng, chains, eta = np.random.default_rng(7), 20_000, 0.2
    x = np.full(chains, 5.0)
    for _ in range(6):
        x = x - eta * x + math.sqrt(2 * eta) * rng.normal(size=chains)
    mean, variance = langevin_chain_law(5.0, eta, 6)
    # five standard errors of a Gaussian sample's mean and variance
    assert abs(x.mean() - mean) < 5 * math.sqrt(variance / chains)
    assert abs(x.var() / variance - 1) < 5 * math.sqrt(2 / chains)


def test_first_step_goes_from_2_to_1_8_and_adds_the_variance_of_one_noise():
    assert langevin_chain_law(2, 0.1, 1) == pytest.approx((1.8, 0.2), rel=1e-14)


def test_before_the_first_step_the_law_is_the_certain_start():
    assert langevin_chain_law(-1.5, 0.3, 0) == (-1.5, 0.0)


@pytest.mark.parametrize("eta", [0.01, 0.1, 0.9, 1.5])
def test_law_forgets_its_start_and_keeps_a_variance_above_the_target(eta):
    mean, variance = langevin_chain_law(100.0, eta, 5000)
    assert mean == pytest.approx(0, abs=1e-12)
    assert variance == pytest.approx(2 / (2 - eta), rel=1e-11)
    assert variance > 1


def test_a_step_of_one_reaches_its_stationary_law_at_once():
    assert langevin_chain_law(7.0, 1.0, 1) == langevin_chain_law(-3.0, 1.0, 9) == (0.0, 2.0)


def test_at_the_limit_of_stability_the_chain_flips_its_mean_and_never_settles():
    assert langevin_chain_law(3.0, 2.0, 5) == (-3.0, 20.0)
    assert langevin_chain_law(3.0, 0.0, 5) == (3.0, 0.0)


def test_a_tiny_step_keeps_its_digits():
    # 2ηn (1 − (n − 1) η + …)
    _, variance = langevin_chain_law(0.0, 1e-12, 3)
    assert variance == pytest.approx(6e-12, rel=1e-11)


def test_two_runs_in_a_row_are_one_longer_run():
    first_mean, first_variance = langevin_chain_law(2.0, 0.3, 4)
    mean, fresh_variance = langevin_chain_law(first_mean, 0.3, 5)
    variance = fresh_variance + 0.7**10 * first_variance
    assert langevin_chain_law(2.0, 0.3, 9) == pytest.approx((mean, variance), rel=1e-12)


@pytest.mark.parametrize("kind", [int, np.float32, np.int64, np.array])
def test_law_is_two_floats_for_every_number_type(kind):
    law = langevin_chain_law(kind(3), kind(1), 2)
    assert law == (0.0, 2.0)
    assert all(isinstance(value, float) for value in law)
