import math

import numpy as np
import pytest

from course.oracles import reverse_diffusion as oracle
from course.reference.diffusion import q_sample
from course.reference.reverse_diffusion import cosine_betas, ddpm_reverse_step, training_targets

SHAPES = [(5, 3), (4, 4), (3, 2, 4, 4), (6,), (1, 2)]


def batch(seed, shape=(5, 3), T=12):
    """Two arrays, a time for each sample (the first and the last among them), a schedule."""
    rng = np.random.default_rng(seed)
    first, second, third = rng.normal(size=(3, *shape))
    t = rng.integers(0, T, size=shape[0])
    t[:2] = (0, T - 1)[: len(t)]
    return first, second, third, t, rng.uniform(0.01, 0.3, size=T)


@pytest.mark.parametrize("shape", SHAPES)
def test_targets_agree_with_the_slopes_that_define_them(shape):
    x0, eps, _, t, betas = batch(sum(shape), shape)
    got = training_targets(x0, t, betas, eps)
    for part, expected in zip(got, oracle.training_targets(x0, t, betas, eps), strict=True):
        assert part.shape == shape
        np.testing.assert_allclose(part, expected, rtol=1e-9, atol=1e-12)


def test_the_noised_data_are_those_of_exercise_6():
    x0, eps, _, t, betas = batch(3)
    np.testing.assert_array_equal(
        training_targets(x0, t, betas, eps)[0], q_sample(x0, t, betas, eps)
    )


def test_each_target_gives_the_datum_back():
    x0, eps, _, t, betas = batch(4)
    xt, score, v = training_targets(x0, t, betas, eps)
    level = np.cumprod(1 - betas)[t][:, None]
    np.testing.assert_allclose(np.sqrt(level) * xt - np.sqrt(1 - level) * v, x0, atol=1e-12)
    np.testing.assert_allclose((xt + (1 - level) * score) / np.sqrt(level), x0, atol=1e-11)


def test_targets_by_hand():
    # ᾱ₁ = 0.8 · 0.8 = 0.8²
    got = training_targets(2.0, 1, [0.2, 0.2], 1.0)
    assert got == pytest.approx((2.2, -1 / 0.6, 0.8 - 1.2), rel=1e-14)
    assert all(isinstance(part, float) for part in got)


def test_the_slope_of_the_density_agrees_with_scipy():
    xt, score, _ = training_targets(2.0, 0, [0.36], 0.9)
    assert score == pytest.approx(oracle.slope_of_log_normal(xt, 0.8 * 2, 0.6), rel=1e-8)


@pytest.mark.parametrize("T", [1, 2, 7, 40])
@pytest.mark.parametrize("s", [0.0, 0.008, 0.3])
def test_cosine_schedule_agrees_with_the_levels_without_squares(T, s):
    np.testing.assert_allclose(cosine_betas(T, s, 0.9), oracle.cosine_betas(T, s, 0.9), rtol=1e-9)
    np.testing.assert_allclose(cosine_betas(T), oracle.cosine_betas(T), rtol=1e-9)


def test_cosine_schedule_by_hand():
    # the levels are cos² of 0°, 30°, 60°, 90°: 1, ¾, ¼, 0
    np.testing.assert_allclose(cosine_betas(3, 0), [1 / 4, 2 / 3, 0.999], rtol=1e-12)
    np.testing.assert_allclose(cosine_betas(1), [0.999])


def test_cosine_schedule_keeps_the_levels_that_it_was_made_for():
    kept = np.cumprod(1 - cosine_betas(1000))
    angle = np.pi / 2 * (np.arange(1001) / 1000 + 0.008) / 1.008
    expected = np.cos(angle[1:]) ** 2 / np.cos(angle[0]) ** 2
    np.testing.assert_allclose(kept[:-1], expected[:-1], rtol=1e-9)
    assert np.all(np.diff(cosine_betas(1000)) > 0)


@pytest.mark.parametrize("T", [0, -3])
def test_a_schedule_without_steps_is_an_error(T):
    with pytest.raises(ValueError, match="at least one step"):
        cosine_betas(T)


@pytest.mark.parametrize("shape", SHAPES)
def test_reverse_step_agrees_with_bayes_rule(shape):
    xt, eps, noise, t, betas = batch(sum(shape), shape)
    got = ddpm_reverse_step(xt, t, eps, betas, noise)
    assert got.shape == shape
    expected = oracle.ddpm_reverse_step(xt, t, eps, betas, noise)
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("t", [1, 3, 7])
def test_reverse_step_with_the_true_noise_is_the_posterior_by_quadrature(t):
    _, _, _, _, betas = batch(1, T=8)
    x0, eps = 0.7, -1.1
    xt = q_sample(x0, t, betas, eps)
    mean, std = oracle.posterior_by_quadrature(float(xt), t, x0, betas)
    assert ddpm_reverse_step(xt, t, eps, betas, 0.0) == pytest.approx(mean, rel=1e-8)
    assert ddpm_reverse_step(xt, t, eps, betas, 2.0) == pytest.approx(mean + 2 * std, rel=1e-7)


def test_the_last_step_gives_the_datum_and_adds_nothing():
    x0, eps, noise, _, betas = batch(2)
    xt = q_sample(x0, 0, betas, eps)
    np.testing.assert_allclose(ddpm_reverse_step(xt, 0, eps, betas, noise), x0, rtol=1e-12)


def test_reverse_step_gives_the_numbers_of_the_specification():
    assert ddpm_reverse_step(1.0, 1, 0.5, [0.19, 0.36], 0.0) == pytest.approx(0.92578, abs=5e-6)
    assert ddpm_reverse_step(1.0, 1, 0.5, [0.19, 0.36], 1.0) == pytest.approx(1.30264, abs=5e-6)
    assert isinstance(ddpm_reverse_step(1, 1, 0.5, [0.19, 0.36], 1), float)


def test_a_chain_of_reverse_steps_for_one_datum_keeps_every_marginal():
    betas, datum = cosine_betas(20), 1.5
    level = np.cumprod(1 - betas)
    mean, variance = math.sqrt(level[-1]) * datum, 1 - level[-1]
    for t in range(19, 0, -1):

        def step(x, noise, t=t):
            eps = (x - math.sqrt(level[t]) * datum) / math.sqrt(1 - level[t])
            return ddpm_reverse_step(x, t, eps, betas, noise)

        slope, width = step(mean + 1, 0) - step(mean, 0), step(mean, 1) - step(mean, 0)
        mean, variance = step(mean, 0), slope**2 * variance + width**2
        assert mean == pytest.approx(math.sqrt(level[t - 1]) * datum, rel=1e-9)
        assert variance == pytest.approx(1 - level[t - 1], rel=1e-9)


def test_batches_of_every_form_give_the_same_and_are_left_alone():
    xt, eps, noise, t, betas = batch(5, (4, 4))
    for function, args in (
        (ddpm_reverse_step, (xt, t, eps, betas, noise)),
        (training_targets, (xt, t, betas, eps)),
    ):
        before = [arg.copy() for arg in args]
        result = function(*args)
        for form in (lambda a: a.tolist(), np.asfortranarray):
            np.testing.assert_array_equal(function(*map(form, args)), result)
        np.testing.assert_array_equal(function(*args), result)
        for arg, kept in zip(args, before, strict=True):
            np.testing.assert_array_equal(arg, kept)
        empty = function(*(arg if arg is betas else arg[:0] for arg in args))
        assert np.shape(empty)[-2:] == (0, 4)


@pytest.mark.parametrize(("beta", "t", "variance"), [(2.0, 0.7, 0.0), (0.5, 3.0, 4.0)])
def test_moments_of_the_sde_agree_with_their_closed_form(beta, t, variance):
    mean, spread = oracle.vp_moments(beta, t, variance)
    assert mean == pytest.approx(math.exp(-beta * t / 2), rel=1e-9)
    assert spread == pytest.approx(1 + (variance - 1) * math.exp(-beta * t), rel=1e-9)


def test_denoising_two_points_agrees_with_tweedies_formula():
    mean, slope = oracle.two_points_denoised(0.5, math.sqrt(0.5))
    assert mean == pytest.approx(math.tanh(1), rel=1e-12)
    assert slope == pytest.approx((math.tanh(1) - 0.5) / 0.5, rel=1e-7)
