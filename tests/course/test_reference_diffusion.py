import math

import numpy as np
import pytest

from course.oracles import diffusion as oracle
from course.reference.diffusion import denoising_mse, q_sample


def noising(seed, shape=(5, 3), T=20):
    rng = np.random.default_rng(seed)
    x0, eps = rng.normal(size=(2, *shape))
    t = rng.integers(0, T, size=shape[0])
    t[:2] = (0, T - 1)[: len(t)]
    return x0, t, rng.uniform(0.001, 0.2, size=T), eps


@pytest.mark.parametrize("shape", [(5, 3), (4, 4), (2, 2), (3, 2, 4, 4), (6,)])
def test_noising_agrees_with_a_loop_over_all_numbers(shape):
    x0, t, betas, eps = noising(sum(shape), shape)
    xt = q_sample(x0, t, betas, eps)
    assert xt.shape == shape
    np.testing.assert_allclose(xt, oracle.q_sample(x0, t, betas, eps), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("t", [0, 1, 7, 19])
def test_the_jump_has_the_law_of_the_chain_of_single_steps(t):
    x0, _, betas, eps = noising(2)
    expected = oracle.q_sample_by_steps(1.3, t, betas, -0.8)
    assert q_sample(1.3, t, betas, -0.8) == pytest.approx(expected, rel=1e-11)
    whole = q_sample(x0, t, betas, eps)
    one = oracle.q_sample_by_steps(x0[2, 1], t, betas, eps[2, 1])
    assert whole[2, 1] == pytest.approx(one, rel=1e-11)


def test_noising_gives_the_numbers_of_the_exercises():
    assert q_sample(1.0, 0, [0.75], 0.0) == pytest.approx(0.5, rel=1e-15)
    # ᾱ₁ = 0.81 · 0.64 = 0.72²
    assert q_sample(1, 1, [0.19, 0.36], 0) == pytest.approx(0.72, rel=1e-15)


def test_noising_gives_the_numbers_of_the_theory_notebook():
    eps = np.random.default_rng(0).normal(size=5)[2:]
    xt = q_sample([1.0, -0.5, 0.25], 0, [0.3], eps)
    np.testing.assert_allclose(xt, [1.187434, -0.360874, -0.084233], atol=5e-7)


def test_time_zero_has_one_step_of_noise_and_the_last_time_has_all_of_them():
    betas = np.array([0.1, 0.2, 0.3])
    assert q_sample(1.0, 0, betas, 0.0) == pytest.approx(math.sqrt(0.9), rel=1e-15)
    assert q_sample(1.0, 2, betas, 0.0) == pytest.approx(math.sqrt(0.9 * 0.8 * 0.7), rel=1e-15)


def test_no_variance_keeps_the_data_and_full_variance_leaves_only_noise():
    assert q_sample([[1.0]], [0], [0.0], [[7.0]]).tolist() == [[1.0]]
    assert q_sample([[1.0]], [0], [1.0], [[7.0]]).tolist() == [[7.0]]


def test_signal_power_and_noise_power_add_to_one():
    _, t, betas, _ = noising(3)
    signal = q_sample(np.ones(5), t, betas, np.zeros(5))
    noise = q_sample(np.zeros(5), t, betas, np.ones(5))
    np.testing.assert_allclose(signal**2 + noise**2, 1, rtol=1e-14)


def test_one_time_for_the_batch_is_the_same_as_that_time_for_every_sample():
    x0, _, betas, eps = noising(4, (3, 2, 4, 4))
    for t in (4, np.int64(4), np.array(4)):
        np.testing.assert_array_equal(
            q_sample(x0, t, betas, eps), q_sample(x0, [4, 4, 4], betas, eps)
        )


def test_noising_takes_lists_integers_float32_and_strides_and_any_batch():
    x0, t, betas, eps = noising(5, (4, 4))
    xt = q_sample(x0, t, betas, eps)
    lists = (values.tolist() for values in (x0, t, betas, eps))
    np.testing.assert_array_equal(q_sample(*lists), xt)
    np.testing.assert_array_equal(
        q_sample(np.asfortranarray(x0), t.astype(np.uint8), betas, np.asfortranarray(eps)), xt
    )
    small = q_sample(x0.astype(np.float32), t, betas.astype(np.float32), eps.astype(np.float32))
    np.testing.assert_allclose(small, xt, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(q_sample(x0[:1], t[:1], betas, eps[:1]), xt[:1])
    assert q_sample(x0[:0], t[:0], betas, eps[:0]).shape == (0, 4)
    assert q_sample(x0[:0], 3, betas, eps[:0]).shape == (0, 4)
    assert q_sample(np.ones((2, 2), int), 0, [0.5], np.ones((2, 2), int)).dtype == float
    assert isinstance(q_sample(1, 0, [0.5], 0), float)


def test_noising_leaves_its_inputs_as_they_were():
    given = noising(6)
    before = [array.copy() for array in given]
    q_sample(*given)
    for array, copy in zip(given, before, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("shape", [(3, 4), (4, 4), (2, 3, 4), (7,), (1,)])
def test_mse_agrees_with_a_loop_over_all_numbers(shape):
    eps, pred = np.random.default_rng(len(shape)).normal(size=(2, *shape))
    mse = denoising_mse(eps, pred)
    assert type(mse) is float
    assert mse == pytest.approx(oracle.denoising_mse(eps, pred), rel=1e-13)


def test_mse_gives_the_numbers_of_the_exercise_and_of_the_theory_notebook():
    assert denoising_mse([1, 0], [0.8, 0.2]) == pytest.approx(0.04, rel=1e-14)
    eps = np.array([0.640423, 0.104900, -0.535669])
    pred = eps + np.array([0.1, -0.2, 0.05])
    assert denoising_mse(eps, pred) == pytest.approx(0.0175, rel=1e-12)


def test_mse_of_bytes_does_not_wrap_around():
    dark, light = np.zeros(2, np.uint8), np.full(2, 20, np.uint8)
    assert denoising_mse(dark, light) == denoising_mse(light, dark) == 400.0
    assert oracle.denoising_mse(dark, light) == 400.0


def test_mse_takes_scalars_lists_and_strides_and_leaves_its_inputs_as_they_were():
    eps, pred = np.random.default_rng(8).normal(size=(2, 3, 3))
    before = eps.copy(), pred.copy()
    mse = denoising_mse(eps, pred)
    assert denoising_mse(3, 1) == 4.0
    assert denoising_mse(eps.tolist(), pred.tolist()) == mse
    assert denoising_mse(eps.T, pred.T) == pytest.approx(mse, rel=1e-15)
    assert denoising_mse(eps.astype(np.float32), pred) == pytest.approx(mse, rel=1e-5)
    assert denoising_mse(eps, eps) == 0.0
    np.testing.assert_array_equal((eps, pred), before)
