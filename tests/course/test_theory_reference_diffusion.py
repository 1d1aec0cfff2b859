import math

import numpy as np
import pytest

from course.oracles import diffusion as oracle
from course.reference.diffusion import denoising_error, denoising_mse, loss_by_timestep

# Eighths are exact in float32 too, so every form of an input must give the very same result.
FORMS = {
    "lists": np.ndarray.tolist,
    "float32": lambda array: array.astype(np.float32),
    "transposed": np.asfortranarray,
    "strided": lambda array: np.repeat(array, 2, axis=-1)[..., ::2],
}


def read_only_eighths(seed, count, shape):
    arrays = np.round(8 * np.random.default_rng(seed).normal(size=(count, *shape))) / 8
    arrays.flags.writeable = False
    return arrays


# denoising_error


@pytest.mark.parametrize("shape", [(4, 3), (3, 3), (1, 5), (6,), (2, 3, 4, 5)])
def test_error_agrees_with_a_loop_over_all_numbers(shape):
    eps, pred = np.random.default_rng(0).normal(size=(2, *shape))
    per_sample, mean = denoising_error(eps, pred)
    expected, expected_mean = oracle.denoising_error(eps, pred)
    assert per_sample.shape == shape[:1]
    np.testing.assert_allclose(per_sample, expected, rtol=1e-12)
    assert mean == pytest.approx(expected_mean, rel=1e-12)


def test_error_has_the_number_of_the_theory_notebook():
    eps = np.random.default_rng(0).normal(size=5)[2:]
    per_sample, mean = denoising_error([eps], [eps + np.array([0.1, -0.2, 0.05])])
    assert mean == pytest.approx(0.0175, rel=1e-12)
    np.testing.assert_allclose(per_sample, [0.0175], rtol=1e-12)


def test_mean_error_is_the_mean_of_the_samples_and_the_mean_of_all_elements():
    eps, pred = np.random.default_rng(1).normal(size=(2, 5, 2, 3))
    per_sample, mean = denoising_error(eps, pred)
    assert mean == pytest.approx(per_sample.mean(), rel=1e-14)
    assert mean == pytest.approx(denoising_mse(eps, pred), rel=1e-14)
    assert isinstance(mean, float)


def test_error_of_a_sample_depends_on_that_sample_alone_and_not_on_its_size():
    pred = np.array([[1.0, 1.0], [2.0, 2.0], [0.0, 3.0]])
    per_sample, _ = denoising_error(np.zeros((3, 2)), pred)
    tiled, _ = denoising_error(np.zeros((3, 8)), np.tile(pred, 4))
    assert per_sample.tolist() == tiled.tolist() == [1.0, 4.0, 4.5]


def test_error_of_bytes_does_not_wrap_around():
    eps, pred = np.zeros((1, 2), np.uint8), np.full((1, 2), 20, np.uint8)
    per_sample, mean = denoising_error(eps, pred)
    assert (per_sample.tolist(), mean) == ([400.0], 400.0)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_error_does_not_depend_on_the_form_of_the_input(form):
    eps, pred = read_only_eighths(2, 2, (4, 3))
    expected, expected_mean = denoising_error(eps, pred)
    per_sample, mean = denoising_error(form(eps), form(pred))
    np.testing.assert_array_equal(per_sample, expected)
    assert mean == expected_mean


def test_error_of_an_empty_batch_is_empty_with_an_undefined_mean():
    per_sample, mean = denoising_error(np.zeros((0, 3)), np.zeros((0, 3)))
    assert per_sample.shape == (0,)
    assert math.isnan(mean)


# loss_by_timestep


@pytest.mark.parametrize("seed", range(4))
def test_loss_by_timestep_agrees_with_one_list_per_timestep(seed):
    rng = np.random.default_rng(seed)
    t, losses = rng.integers(0, 6, 40), rng.random(40)
    t[t == 3] = 2
    result = loss_by_timestep(t, losses, 8)
    np.testing.assert_allclose(result, oracle.loss_by_timestep(t, losses, 8), rtol=1e-12)
    assert np.isnan(result[[3, 6, 7]]).all()
    assert np.isfinite(result[[0, 1, 2, 4, 5]]).all()


def test_loss_by_timestep_by_hand():
    np.testing.assert_array_equal(
        loss_by_timestep([0, 0, 2], [1, 3, 5], 4), [2.0, math.nan, 5.0, math.nan]
    )


def test_a_seen_loss_of_zero_is_zero_and_not_nan():
    np.testing.assert_array_equal(loss_by_timestep([1], [0.0], 2), [math.nan, 0.0])


def test_loss_by_timestep_does_not_depend_on_the_order_of_the_samples():
    t, losses = np.array([2, 0, 2, 1, 2]), np.array([1.0, 2.0, 4.0, 8.0, 16.0])
    expected = loss_by_timestep(t, losses, 3)
    order = [3, 1, 4, 0, 2]
    np.testing.assert_array_equal(loss_by_timestep(t[order], losses[order], 3), expected)
    np.testing.assert_array_equal(expected, [2.0, 8.0, 7.0])


@pytest.mark.parametrize("t", [-1, 4])
def test_a_timestep_outside_the_schedule_is_refused(t):
    with pytest.raises(ValueError, match="timesteps must lie in 0…3"):
        loss_by_timestep([0, t], [1.0, 1.0], 4)


def test_loss_by_timestep_of_no_samples_is_nan_everywhere():
    result = loss_by_timestep([], [], 3)
    assert result.shape == (3,)
    assert np.isnan(result).all()


@pytest.mark.parametrize("t_type", [np.uint8, np.int32, np.int64])
@pytest.mark.parametrize("loss_type", [np.float32, np.float64, np.int32])
def test_loss_by_timestep_takes_every_number_type_and_changes_nothing(t_type, loss_type):
    t, losses = np.array([0, 9, 1, 9, 1, 9], t_type), np.arange(6, dtype=loss_type)
    t.flags.writeable = losses.flags.writeable = False
    np.testing.assert_array_equal(loss_by_timestep(t[::2], losses[::2], 2), [0.0, 3.0])
