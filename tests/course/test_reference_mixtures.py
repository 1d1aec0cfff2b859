import math

import numpy as np
import pytest
from scipy import optimize, stats

from course.oracles import mixtures as oracle
from course.oracles.mixtures import MEANS, SIGMA, WEIGHTS
from course.reference.mixtures import (
    annealed_langevin,
    ddpm_sample,
    energy_distance,
    mixture_eps,
    mixture_score,
)

MIX = (WEIGHTS, MEANS, SIGMA)


def random_mixture(seed, n, k, d):
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.full(k, 3.0))
    return rng.normal(size=(n, d)), weights, rng.normal(size=(k, d)), float(rng.uniform(0.4, 0.9))


@pytest.mark.parametrize(("n", "k", "d"), [(4, 2, 3), (3, 3, 3), (6, 5, 1), (2, 1, 2)])
def test_score_agrees_with_loops_and_with_slopes_of_the_log_density(n, k, d):
    x, *mixture = random_mixture(n, n, k, d)
    score = mixture_score(x, *mixture)
    assert score.shape == (n, d)
    np.testing.assert_allclose(score, oracle.mixture_score(x, *mixture), rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(score, oracle.fast_mixture_score(x, *mixture), rtol=1e-9, atol=1e-11)
    for row, point in zip(score, x, strict=True):
        slope = optimize.approx_fprime(
            point, lambda p: float(oracle.log_density(p[None], *mixture).item()), 1e-7
        )
        np.testing.assert_allclose(row, slope, rtol=1e-4, atol=1e-4)


def test_score_by_hand_and_far_away():
    np.testing.assert_allclose(mixture_score([[0.0, 0.0]], *MIX), [[-4.8, -4.8]], rtol=1e-13)
    # 1e4 away only the nearer component is left: (m − x)/σ²
    far = mixture_score([[1e4, 1e4]], *MIX)
    np.testing.assert_allclose(far, [[(2 - 1e4) / 0.25] * 2], rtol=1e-12)
    assert mixture_score(np.zeros((0, 2)), *MIX).shape == (0, 2)


def test_log_density_integrates_to_one():
    axis, width = np.linspace(-6, 6, 301, retstep=True)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    density = np.exp(oracle.log_density(grid, *MIX))
    assert density.sum() * width**2 == pytest.approx(1, rel=1e-9)


def noised_score(x, level):
    return oracle.fast_mixture_score(x, WEIGHTS, MEANS, math.sqrt(SIGMA**2 + level**2))


def test_annealed_chains_have_the_exact_law_for_a_gaussian():
    levels, etas = [2.0, 0.5, 0.0], [0.5, 0.1, 0.05]
    end = annealed_langevin(
        lambda x, level: -x / (0.25 + level**2),
        np.full((20_000, 2), 4.0),
        levels,
        etas,
        8,
        rng=np.random.default_rng(0),
    )
    mean, variance = oracle.annealed_law(4.0, levels, etas, 8, 0.25)
    assert abs(end.mean() - mean) < 5 * math.sqrt(variance / end.size)
    assert abs(end.var() / variance - 1) < 5 * math.sqrt(2 / end.size)


def test_exact_law_of_one_level_is_the_closed_form():
    mean, variance = oracle.annealed_law(4.0, [0.0], [0.1], 30, 0.25)
    keep = 1 - 0.1 / 0.25
    assert mean == pytest.approx(4 * keep**30, rel=1e-12)
    assert variance == pytest.approx(0.2 * (1 - keep**60) / (1 - keep**2), rel=1e-12)


def test_levels_are_visited_in_order_with_one_call_per_step_and_no_restart():
    asked = []

    def score(x, level):
        asked.append(float(level))
        return np.full_like(x, 1e12 * level)

    end = annealed_langevin(
        score, np.zeros((1, 2)), [4.0, 2.0], [1e-12, 2e-12], 3, rng=np.random.default_rng(0)
    )
    assert asked == [4.0] * 3 + [2.0] * 3
    np.testing.assert_allclose(end, [[24.0, 24.0]], atol=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_annealing_finds_the_weights_that_plain_langevin_dynamics_loses(seed):
    rng = np.random.default_rng(seed)
    levels = np.geomspace(8, 0.01, 20)
    plain = annealed_langevin(
        noised_score, 8 * rng.normal(size=(3000, 2)), [0.0], [0.025], 1000, rng=rng
    )
    assert abs(oracle.heavy_share(plain) - 0.5) < 0.05
    etas = 0.1 * (levels**2 + 0.25)
    annealed = annealed_langevin(
        noised_score, 8 * rng.normal(size=(3000, 2)), levels, etas, 50, rng=rng
    )
    assert 0.745 < oracle.heavy_share(annealed) < 0.815


def test_eleven_of_twenty_levels_give_the_same_share_as_all():
    # the hidden test stops there: below, no chain crosses
    rng = np.random.default_rng(3)
    levels = np.geomspace(8, 0.01, 20)
    etas = 0.1 * (levels**2 + 0.25)
    x = 8 * rng.normal(size=(3000, 2))
    x = annealed_langevin(noised_score, x, levels[:11], etas[:11], 50, rng=rng)
    rest = annealed_langevin(noised_score, x, levels[11:], etas[11:], 50, rng=rng)
    assert abs(oracle.heavy_share(x) - oracle.heavy_share(rest)) < 0.002


@pytest.mark.parametrize(("n", "m", "d"), [(4, 7, 3), (5, 5, 5), (2, 3, 1)])
def test_energy_distance_agrees_with_pairs_and_with_scipy(n, m, d):
    rng = np.random.default_rng(n)
    x, y = rng.normal(size=(n, d)), 1 + rng.normal(size=(m, d))
    distance = energy_distance(x, y)
    assert isinstance(distance, float)
    assert distance == pytest.approx(oracle.energy_distance(x, y), rel=1e-11, abs=1e-12)
    assert distance == pytest.approx(oracle.fast_energy_distance(x, y), rel=1e-11, abs=1e-12)


def test_energy_distance_in_one_dimension_is_twice_the_squared_gap_of_the_cdfs():
    # scipy's energy_distance is the root of the biased estimate; many points bring both together
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(1500, 1)), rng.normal(0.7, 1.3, size=(1500, 1))
    expected = stats.energy_distance(x[:, 0], y[:, 0]) ** 2
    assert energy_distance(x, y) == pytest.approx(expected, abs=3e-3)


def test_energy_distance_has_no_bias():
    rng = np.random.default_rng(5)
    values = [energy_distance(*rng.normal(size=(2, 6, 2))) for _ in range(2000)]
    assert abs(np.mean(values)) < 5 * np.std(values) / math.sqrt(2000)


@pytest.mark.parametrize("share", [0.5, 0.775, 1.0])
def test_energy_distance_of_a_wrong_share_is_quadratic(share):
    rng = np.random.default_rng(6)
    values = []
    for _ in range(8):
        mode = (np.arange(1500) >= 1500 * share).astype(int)
        points = MEANS[mode] + SIGMA * rng.normal(size=(1500, 2))
        truth = (np.arange(1500) >= 1200).astype(int)  # exactly the share 0.8
        data = MEANS[truth] + SIGMA * rng.normal(size=(1500, 2))
        values.append(energy_distance(points, data))
    assert np.mean(values) == pytest.approx(oracle.energy_of_share(share), abs=0.01)


@pytest.mark.parametrize("abar", [0.05, 0.5, 0.95])
def test_noise_is_the_posterior_mean_by_bayes_rule_and_by_simulation(abar):
    x, *mixture = random_mixture(7, 5, 3, 2)
    eps = mixture_eps(x, abar, *mixture, mixture_score)
    np.testing.assert_allclose(eps, oracle.mixture_eps(x, abar, *mixture), rtol=1e-9, atol=1e-11)
    # E[ε f(x_t)] = E[ε̂(x_t) f(x_t)] for every f; here f = x_t and tanh x_t
    rng = np.random.default_rng(8)
    noise = rng.normal(size=(40_000, 2))
    noisy = math.sqrt(abar) * oracle.draw(40_000, rng) + math.sqrt(1 - abar) * noise
    guess = mixture_eps(noisy, abar, *MIX, mixture_score)
    for f in (noisy, np.tanh(noisy)):
        gap = (noise - guess) * f
        assert np.all(abs(gap.mean(axis=0)) < 5 * gap.std(axis=0) / math.sqrt(40_000))


@pytest.mark.parametrize("seed", range(3))
def test_path_agrees_with_bayes_rule(seed):
    rng = np.random.default_rng(seed)
    betas = rng.uniform(0.05, 0.4, size=6)
    start, noise = rng.normal(size=(4, 3)), rng.normal(size=(6, 4, 3))

    def model(x, t):
        return np.sin(x + t)

    path = ddpm_sample(model, start, betas, noise)
    assert path.shape == (7, 4, 3)
    np.testing.assert_array_equal(path[0], start)
    np.testing.assert_allclose(path, oracle.ddpm_sample(model, start, betas, noise), rtol=1e-9)


def test_path_by_hand():
    def half(x, t):
        return np.full_like(x, 0.5)

    path = ddpm_sample(half, [[1.0]], [0.19, 0.36], np.zeros((2, 1, 1)))
    np.testing.assert_allclose(path[:, 0, 0], [1, 0.92578, 0.78648], atol=5e-6)
    path = ddpm_sample(half, [[1.0]], [0.19, 0.36], np.ones((2, 1, 1)))
    np.testing.assert_allclose(path[:, 0, 0], [1, 1.30264, 1.20522], atol=5e-6)


def test_true_noise_leads_to_the_data():
    rng = np.random.default_rng(9)
    betas, data = rng.uniform(0.05, 0.4, size=5), rng.normal(size=(4, 3))
    abar = np.cumprod(1 - betas)

    def told(x, t):
        return (x - np.sqrt(abar[t]) * data) / np.sqrt(1 - abar[t])

    path = ddpm_sample(told, rng.normal(size=(4, 3)), betas, rng.normal(size=(5, 4, 3)))
    np.testing.assert_allclose(path[-1], data, atol=1e-10)


@pytest.mark.parametrize("seed", range(3))
def test_ddpm_with_the_exact_noise_reaches_the_noise_floor(seed):
    rng = np.random.default_rng(seed)
    betas = oracle.cosine_betas(50)
    abar = np.cumprod(1 - betas)
    path = ddpm_sample(
        lambda x, t: mixture_eps(x, abar[t], *MIX, oracle.fast_mixture_score),
        rng.normal(size=(2000, 2)),
        betas,
        rng.normal(size=(50, 2000, 2)),
    )
    assert abs(oracle.fast_energy_distance(path[-1], oracle.draw(4000, rng))) < 0.015
    assert abs(oracle.heavy_share(path[-1]) - 0.8) < 0.045


def test_functions_take_lists_and_integers_and_leave_their_inputs():
    x, *mixture = random_mixture(10, 4, 3, 2)
    before = [np.copy(value) for value in (x, *mixture[:2])]
    score = mixture_score(x, *mixture)
    listed = mixture_score(x.tolist(), mixture[0].tolist(), mixture[1].tolist(), mixture[2])
    np.testing.assert_array_equal(listed, score)
    mixture_eps(x, 0.3, *mixture, mixture_score)
    energy_distance(x, mixture[1])
    annealed_langevin(lambda y, level: -y, x, [1.0], [0.1], 2, rng=np.random.default_rng(0))
    ddpm_sample(lambda y, t: y, x, [0.1, 0.2], np.zeros((2, 4, 2)))
    for value, old in zip((x, *mixture[:2]), before, strict=True):
        np.testing.assert_array_equal(value, old)
    assert energy_distance([[0], [2]], [[1], [1]]) == pytest.approx(0, abs=1e-15)


def test_chapter_facts():
    logs = oracle.log_density([[-2.0, -2.0], [0.0, 0.0]], *MIX)
    assert math.exp(logs[0] - logs[1]) == pytest.approx(0.8 * math.exp(16), rel=1e-12)
    assert 0.8 * math.exp(16) == pytest.approx(7.1e6, rel=2e-3)
    side = stats.norm.cdf(math.sqrt(8) / math.sqrt(64.25))
    assert 0.8 * side + 0.2 * (1 - side) == pytest.approx(0.583, abs=5e-4)
    assert oracle.energy_of_share(1.8) == pytest.approx(9.63, abs=5e-3)
    assert 0.8 - math.sqrt(0.006 / 9.63) == pytest.approx(0.775, abs=1e-4)
    assert np.linalg.norm(MEANS[1] - MEANS[0]) == pytest.approx(5.7, abs=0.05)
