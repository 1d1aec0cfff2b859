import math

import numpy as np
import pytest

from course.oracles import vae as oracle
from course.reference.vae import (
    elbo_linear_gaussian,
    kl_per_dimension,
    kl_to_standard_normal,
    reparameterize_with_gradients,
)

# Eighths are exact in float32 too, so every form of an input must give the very same result.
FORMS = {
    "lists": np.ndarray.tolist,
    "float32": lambda array: array.astype(np.float32),
    "transposed": np.asfortranarray,
    "strided": lambda array: np.repeat(array, 2, axis=-1)[..., ::2],
}


def read_only_eighths(seed, count, shape=(4, 3)):
    arrays = np.round(8 * np.random.default_rng(seed).normal(size=(count, *shape))) / 8
    arrays.flags.writeable = False
    return arrays


def normals(seed, count, shape=(4, 3)):
    return np.random.default_rng(seed).normal(size=(count, *shape))


def assert_all_equal(results, expected):
    for result, value in zip(results, expected, strict=True):
        np.testing.assert_array_equal(result, value)


# reparameterize_with_gradients


@pytest.mark.parametrize("shape", [(4, 3), (3, 3), (1, 5)])
def test_sample_and_gradients_agree_with_complex_steps(shape):
    mu, logvar, eps = normals(shape[0], 3, shape)
    results = reparameterize_with_gradients(mu, logvar, eps)
    expected = oracle.reparameterize_with_gradients(mu, logvar, eps)
    for result, value in zip(results, expected, strict=True):
        np.testing.assert_allclose(result, value, rtol=1e-12, atol=1e-14)


def test_gradients_are_the_central_differences_of_the_sample():
    mu, logvar, eps = normals(1, 3)
    _, dz_dmu, dz_dlogvar = reparameterize_with_gradients(mu, logvar, eps)

    def sample(mu, logvar):
        return reparameterize_with_gradients(mu, logvar, eps)[0]

    h = 1e-5  # truncation h² and rounding 1e-16/h are both near 1e-10
    slope_in_mu = (sample(mu + h, logvar) - sample(mu - h, logvar)) / (2 * h)
    slope_in_logvar = (sample(mu, logvar + h) - sample(mu, logvar - h)) / (2 * h)
    np.testing.assert_allclose(dz_dmu, slope_in_mu, atol=1e-8)
    np.testing.assert_allclose(dz_dlogvar, slope_in_logvar, atol=1e-8)


def test_sample_has_the_numbers_of_the_theory_notebook():
    eps = np.random.default_rng(0).normal(size=2)
    z, dz_dmu, dz_dlogvar = reparameterize_with_gradients([0.5, -0.2], [0.0, -1.0], eps)
    np.testing.assert_allclose(z, [0.625730, -0.280126], atol=5e-7)
    np.testing.assert_array_equal(dz_dmu, [1, 1])
    np.testing.assert_allclose(dz_dlogvar, [0.125730 / 2, -0.080126 / 2], atol=5e-7)


def test_without_variance_the_sample_is_the_mean_whatever_the_noise():
    z, dz_dmu, dz_dlogvar = reparameterize_with_gradients([1.5], [-math.inf], [3.0])
    assert (z, dz_dmu, dz_dlogvar) == ([1.5], [1.0], [0.0])


@pytest.mark.parametrize("shapes", [((3,), (3,), (5, 3)), ((5, 3), (3,), (3,)), ((), (5, 3), ())])
def test_sample_and_both_gradients_have_the_broadcast_shape(shapes):
    arrays = [np.random.default_rng(2).normal(size=shape) for shape in shapes]
    results = reparameterize_with_gradients(*arrays)
    full = reparameterize_with_gradients(*(np.broadcast_to(a, (5, 3)) for a in arrays))
    assert_all_equal(results, full)


def test_sample_and_gradients_of_scalars_are_floats():
    results = reparameterize_with_gradients(1, 0, -2)
    assert results == (-1.0, 1.0, -1.0)
    assert all(isinstance(result, float) for result in results)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_sample_and_gradients_do_not_depend_on_the_form_of_the_input(form):
    arrays = read_only_eighths(3, 3)
    expected = reparameterize_with_gradients(*arrays)
    assert_all_equal(reparameterize_with_gradients(*map(form, arrays)), expected)
    assert_all_equal(reparameterize_with_gradients(*arrays), expected)


def test_sample_of_an_empty_batch_is_empty():
    empty = np.zeros((0, 3))
    results = reparameterize_with_gradients(empty, empty, empty)
    assert [np.shape(result) for result in results] == [(0, 3)] * 3


# kl_per_dimension


@pytest.mark.parametrize("shape", [(4, 3), (3, 3), (1, 5)])
def test_kl_per_dimension_agrees_with_cross_entropy_minus_entropy(shape):
    mu, logvar = normals(10 + shape[0], 2, shape)
    per_dim, total, inactive = kl_per_dimension(mu, logvar)
    expected = oracle.kl_per_dimension(mu, logvar)
    np.testing.assert_allclose(per_dim, expected[0], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(total, expected[1], rtol=1e-12)
    np.testing.assert_array_equal(inactive, expected[2])
    assert (per_dim.shape, total.shape, inactive.shape) == (shape, shape[:1], shape[1:])


def test_kl_per_dimension_agrees_with_quadrature_of_its_definition():
    mu, logvar = normals(11, 2, (2, 3))
    expected = [
        [oracle.kl_by_quadrature(m, lv) for m, lv in zip(*rows, strict=True)]
        for rows in zip(mu, logvar, strict=True)
    ]
    np.testing.assert_allclose(kl_per_dimension(mu, logvar)[0], expected, rtol=1e-9)


def test_kl_per_dimension_sums_to_the_kl_of_each_sample():
    mu, logvar = normals(12, 2)
    _, total, _ = kl_per_dimension(mu, logvar)
    np.testing.assert_allclose(total, kl_to_standard_normal(mu, logvar), rtol=1e-14)


def test_kl_per_dimension_has_the_numbers_of_the_theory_notebook():
    per_dim, total, inactive = kl_per_dimension([[0.5, -0.2]], [[0.0, -1.0]])
    np.testing.assert_allclose(per_dim, [[0.125, 0.203940]], atol=5e-7)
    np.testing.assert_allclose(total, [0.328940], atol=5e-7)
    assert not inactive.any()


def test_a_dimension_is_inactive_by_its_mean_kl_over_the_batch_not_by_its_sum_or_its_largest():
    # σ = 1, so the KL is μ²/2; the columns have means 0.0075, 0.0055, 0.0125 and 0
    kl = np.array([[0.0075, 0.011, 0.025, 0.0], [0.0075, 0.0, 0.0, 0.0]])
    _, _, inactive = kl_per_dimension(np.sqrt(2 * kl), np.zeros_like(kl))
    assert inactive.dtype == bool
    assert inactive.tolist() == [True, True, False, True]


def test_a_dimension_with_the_mean_of_the_prior_but_a_small_variance_is_active():
    _, _, inactive = kl_per_dimension(np.zeros((3, 2)), np.tile([-2.0, 0.0], (3, 1)))
    assert inactive.tolist() == [False, True]


def test_kl_per_dimension_keeps_its_digits_at_both_ends():
    # ½(e^v − 1 − v) is v²/4 near 0 and −(v + 1)/2 for a collapsed variance
    per_dim, _, _ = kl_per_dimension([[0.0, 0.0]], [[1e-7, -50.0]])
    np.testing.assert_allclose(per_dim, [[0.25e-14, 24.5]], rtol=1e-6)


def test_kl_of_an_empty_batch_is_empty_and_marks_no_dimension():
    per_dim, total, inactive = kl_per_dimension(np.zeros((0, 3)), np.zeros((0, 3)))
    assert (per_dim.shape, total.shape) == ((0, 3), (0,))
    assert inactive.tolist() == [False, False, False]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_kl_per_dimension_does_not_depend_on_the_form_of_the_input(form):
    arrays = read_only_eighths(13, 2)
    expected = kl_per_dimension(*arrays)
    assert_all_equal(kl_per_dimension(*map(form, arrays)), expected)
    assert_all_equal(kl_per_dimension(*arrays), expected)


def test_kl_per_dimension_takes_integers_as_numbers():
    per_dim, _, _ = kl_per_dimension([[2, 0]], [[0, 0]])
    np.testing.assert_array_equal(per_dim, [[2.0, 0.0]])


# elbo_linear_gaussian


@pytest.mark.parametrize("seed", range(20))
def test_elbo_evidence_and_gap_agree_with_quadrature(seed):
    rng = np.random.default_rng(seed)
    x, m, v = 2 * rng.normal(), rng.normal(), rng.uniform(0.05, 3)
    expected = oracle.elbo_linear_gaussian(x, m, v)
    assert elbo_linear_gaussian(x, m, v) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_elbo_has_the_numbers_of_the_theory_notebook():
    # q is the prior, x = 1; then q = N(½, 1), the right mean with twice the variance
    numbers = elbo_linear_gaussian(1, 0, 1)
    assert numbers == pytest.approx((-1.918939, -1.515512, 0.403426), abs=5e-7)
    assert elbo_linear_gaussian(1, 0.5, 1)[2] == pytest.approx(0.15343, abs=5e-6)


@pytest.mark.parametrize("x", [-3.0, 0.0, 0.7, 40.0])
def test_gap_is_zero_only_at_the_exact_posterior(x):
    elbo, logpx, gap = elbo_linear_gaussian(x, x / 2, 0.5)
    assert gap == pytest.approx(0, abs=1e-15 * max(1, x * x))
    assert elbo == pytest.approx(logpx, rel=1e-14)
    for m, v in [(x / 2 + 0.1, 0.5), (x / 2 - 0.1, 0.5), (x / 2, 0.4), (x / 2, 0.6)]:
        assert elbo_linear_gaussian(x, m, v)[2] > 0.004


def test_gap_is_never_negative_beyond_rounding():
    rng = np.random.default_rng(5)
    for x, m, log_v in rng.uniform([-5, -3, -8], [5, 3, 3], size=(200, 3)):
        elbo, logpx, gap = elbo_linear_gaussian(x, m, math.exp(log_v))
        assert gap >= -1e-12
        assert gap == pytest.approx(logpx - elbo, abs=1e-12)


def test_elbo_falls_by_half_a_nat_per_e_fold_of_a_vanishing_variance():
    elbo, logpx, gap = elbo_linear_gaussian(1.0, 0.5, 1e-300)
    assert gap == pytest.approx(150 * math.log(10) - 0.5 - math.log(2) / 2, rel=1e-12)
    assert math.isfinite(elbo)
    assert logpx == elbo_linear_gaussian(1.0, -7.0, 2.0)[1]


@pytest.mark.parametrize("kind", [int, np.float32, np.int64, np.array])
def test_elbo_of_other_number_types_is_the_same_three_floats(kind):
    results = elbo_linear_gaussian(kind(3), kind(1), kind(2))
    assert results == elbo_linear_gaussian(3.0, 1.0, 2.0)
    assert all(isinstance(result, float) for result in results)
