import inspect
import math

import numpy as np
import pytest
from scipy import stats

from course.oracles import stochastic as oracle
from course.reference.stochastic import cfg, eps_to_score, langevin_sample


def double_well(x):
    return x - x**3


def seeded(seed=0):
    return np.random.default_rng(seed)


@pytest.mark.parametrize("temperature", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("shape", [(5,), (3, 2), ()])
def test_path_agrees_with_a_loop_over_all_numbers_given_the_same_noise(shape, temperature):
    x0 = seeded(1).normal(size=shape)
    path = langevin_sample(double_well, x0, 0.05, 6, temperature, rng=seeded(2))
    noise = seeded(2).normal(size=(6, *shape))
    expected = oracle.langevin_sample(double_well, x0, 0.05, 6, temperature, noise)
    np.testing.assert_allclose(path, expected, rtol=1e-12, atol=1e-13)


def test_path_at_temperature_zero_is_the_gradient_ascent_of_the_exercise():
    path = langevin_sample(lambda x: -x, [5.0], 0.1, 20, 0.0, rng=seeded())
    np.testing.assert_allclose(path[:, 0], 5 * 0.9 ** np.arange(21), rtol=1e-13)


@pytest.mark.parametrize(("temperature", "step", "n"), [(1.0, 0.1, 60), (0.25, 0.2, 40)])
def test_many_chains_have_the_exact_law_of_the_discrete_chain(temperature, step, n):
    chains = 20_000
    path = langevin_sample(lambda x: -x, np.full(chains, 5.0), step, n, temperature, rng=seeded(11))
    mean, variance = oracle.chain_law(5.0, step, n, temperature)
    assert abs(path[-1].mean() - mean) < 5 * math.sqrt(variance / chains)
    assert abs(path[-1].var() / variance - 1) < 5 * math.sqrt(2 / chains)
    assert stats.kstest(path[-1], stats.norm(mean, math.sqrt(variance)).cdf).pvalue > 1e-4


def test_exact_law_is_the_closed_form_and_settles_above_the_target():
    a = 1 - 0.1
    mean, variance = oracle.chain_law(5.0, 0.1, 60, 0.25)
    assert mean == pytest.approx(5 * a**60, rel=1e-12)
    assert variance == pytest.approx(0.25 * 2 * 0.1 * (1 - a**120) / (1 - a**2), rel=1e-12)
    assert oracle.chain_law(0.0, 0.1, 2000)[1] == pytest.approx(2 / 1.9, rel=1e-12)
    # a target of variance v: a² s + 2η = s with a = 1 − η/v
    settled = oracle.chain_law(0.0, 0.1, 2000, variance=0.25)[1]
    assert settled == pytest.approx(0.3125, rel=1e-12)


def test_path_starts_at_x0_and_no_step_is_the_start_alone():
    x0 = seeded(3).normal(size=(4, 2))
    path = langevin_sample(double_well, x0, 0.1, 3, rng=seeded())
    assert path.shape == (4, 4, 2)
    np.testing.assert_array_equal(path[0], x0)
    np.testing.assert_array_equal(langevin_sample(double_well, x0, 0.1, 0, rng=seeded()), x0[None])
    assert langevin_sample(double_well, 2.0, 0.1, 3, rng=seeded()).shape == (4,)


def test_path_depends_on_the_generator_alone_and_moves_it_on():
    rng = seeded(4)
    first, second = (langevin_sample(double_well, [0.0, 1.0], 0.1, 3, rng=rng) for _ in range(2))
    assert not np.allclose(first, second)
    again = langevin_sample(double_well, [0.0, 1.0], 0.1, 3, rng=seeded(4))
    np.testing.assert_array_equal(first, again)


def test_default_temperature_aims_at_p_itself_and_the_generator_is_a_keyword():
    default = langevin_sample(double_well, [0.5], 0.1, 3, rng=seeded(5))
    np.testing.assert_array_equal(
        default, langevin_sample(double_well, [0.5], 0.1, 3, 1.0, rng=seeded(5))
    )
    parameters = inspect.signature(langevin_sample).parameters
    assert parameters["rng"].kind is inspect.Parameter.KEYWORD_ONLY


def test_path_leaves_the_start_as_it_was():
    x0 = np.ones((2, 3))
    langevin_sample(double_well, x0, 0.1, 3, rng=seeded())
    np.testing.assert_array_equal(x0, np.ones((2, 3)))


def test_chapter_facts_about_one_long_run():
    # a settled chain for N(0, 1) with step 0.1: all covariances of 1000 consecutive points
    a, variance = 0.9, 2 / 1.9
    lags = np.abs(np.subtract.outer(np.arange(1000), np.arange(1000)))
    spread = math.sqrt(variance * np.mean(a**lags))
    assert spread == pytest.approx(0.1407, abs=1e-4)  # the outline of the figure
    assert 2 * stats.norm.sf(0.1 / spread) == pytest.approx(0.48, abs=0.01)  # nearly every second
    assert variance / spread**2 == pytest.approx(53.1, abs=0.05)
    assert math.sqrt(variance / 1000) == pytest.approx(0.0324, abs=1e-4)
    assert 1 / (2 * stats.norm.sf(0.1 / math.sqrt(1 / 1000))) == pytest.approx(640, rel=0.05)


def test_walk_with_the_noise_of_beta_settles_at_the_power_beta_of_the_density():
    # problem 7.3b: drift of p = N(0, 1), noise √(2/β) with β = 4
    path = langevin_sample(lambda x: -x, np.zeros(40_000), 0.01, 500, 1 / 4, rng=seeded(6))
    assert path[-1].var() == pytest.approx(0.25, rel=0.03)


@pytest.mark.parametrize("w", [-1.0, 0.0, 0.3, 2.5, 7.5])
def test_guidance_is_the_line_through_both_predictions(w):
    eps_c, eps_u = seeded(7).normal(size=(2, 4, 3))
    guided = cfg(eps_c, eps_u, w)
    np.testing.assert_allclose(guided, oracle.cfg(eps_c, eps_u, w), rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(guided - eps_u, (1 + w) * (eps_c - eps_u), rtol=1e-12, atol=1e-13)


def test_guided_score_is_the_slope_of_the_tilted_density():
    w, abar, x, h = 1.5, 0.6, 0.3, 1e-5
    log_c = stats.norm(1, 1).logpdf

    def log_u(place):
        return np.logaddexp(stats.norm(-1, 1).logpdf(place), log_c(place)) - math.log(2)

    def tilted(place):
        return (1 + w) * log_c(place) - w * log_u(place)

    eps_c, eps_u = (-math.sqrt(1 - abar) * (f(x + h) - f(x - h)) / (2 * h) for f in (log_c, log_u))
    slope = (tilted(x + h) - tilted(x - h)) / (2 * h)
    assert eps_to_score(cfg(eps_c, eps_u, w), abar) == pytest.approx(slope, rel=1e-8)


@pytest.mark.parametrize("abar", [0.01, 0.5, 0.99])
def test_score_is_the_slope_of_the_log_density_of_the_noised_point(abar):
    expected = oracle.score_by_difference(0.8, 1.3, abar)
    assert eps_to_score(1.3, abar) == pytest.approx(expected, rel=1e-6)
    x = math.sqrt(abar) * 0.8 + math.sqrt(1 - abar) * 1.3
    law, h = stats.norm(math.sqrt(abar) * 0.8, math.sqrt(1 - abar)), 1e-5
    slope = (law.logpdf(x + h) - law.logpdf(x - h)) / (2 * h)
    assert eps_to_score(1.3, abar) == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("shape", [(5,), (4, 3), (3, 3), (2, 3, 4)])
def test_score_takes_one_level_per_sample(shape):
    eps, abar = seeded(8).normal(size=shape), seeded(9).uniform(size=shape[0])
    score = eps_to_score(eps, abar)
    np.testing.assert_allclose(score, oracle.eps_to_score(eps, abar), rtol=1e-13)
    np.testing.assert_allclose(score[1], eps_to_score(eps[1], abar[1]), rtol=1e-15)


def test_guidance_and_score_give_floats_for_numbers_and_nothing_for_nothing():
    assert isinstance(cfg(3, 1, 2), float)
    assert cfg(3, 1, 2) == 7.0
    assert isinstance(eps_to_score(1, 0.75), float)
    assert eps_to_score(1, 0.75) == -2.0
    assert cfg(np.zeros((0, 3)), np.zeros((0, 3)), 2.0).shape == (0, 3)
    assert eps_to_score(np.zeros((0, 3)), np.zeros(0)).shape == (0, 3)
