import math

import numpy as np
import pytest

from course.oracles import vae as oracle
from course.reference.vae import kl_to_standard_normal, reparameterize


def normals(seed, count, shape=(4, 3)):
    return np.random.default_rng(seed).normal(size=(count, *shape))


@pytest.mark.parametrize("seed", range(5))
def test_kl_agrees_with_a_scalar_loop_over_each_row(seed):
    mu, logvar = normals(seed, 2)
    kl = kl_to_standard_normal(mu, logvar)
    assert kl.shape == (4,)
    np.testing.assert_allclose(kl, oracle.kl_to_standard_normal(mu, logvar), rtol=1e-12)
    assert (kl >= 0).all()


@pytest.mark.parametrize(("mu", "sigma"), [(0.7, 0.6), (-1.5, 2.0), (0.0, 0.05)])
def test_kl_agrees_with_quadrature_of_its_definition(mu, sigma):
    logvar = 2 * math.log(sigma)
    kl = kl_to_standard_normal([mu], [logvar])
    assert kl == pytest.approx(oracle.kl_by_quadrature(mu, logvar), rel=1e-9)


def test_kl_gives_the_numbers_of_the_exercise_and_of_the_theory_notebook():
    assert kl_to_standard_normal([1.0, 0.0], [0.0, 0.0]) == 0.5
    assert kl_to_standard_normal([0.5, -0.2], [0.0, -1.0]) == pytest.approx(0.328940, abs=5e-7)


def test_kl_of_the_standard_normal_to_itself_is_exactly_zero():
    assert kl_to_standard_normal(np.zeros(16), np.zeros(16)) == 0.0


def test_kl_keeps_its_digits_near_the_standard_normal():
    # ½(e^v − 1 − v) = v²/4 + v³/12 + …; exp(1e-7) − 1 − 1e-7 has two right digits in floats
    assert kl_to_standard_normal([0.0], [1e-7]) == pytest.approx(0.25e-14, rel=1e-6)


def test_kl_grows_only_linearly_as_the_variance_collapses():
    assert kl_to_standard_normal([0.0, 0.0], [-50.0, 0.0]) == pytest.approx(24.5, rel=1e-12)
    assert kl_to_standard_normal([0.0], [-math.inf]) == math.inf


def test_kl_reduces_the_last_axis_alone_and_a_single_row_gives_a_float():
    mu, logvar = normals(21, 2, (2, 5, 3))
    kl = kl_to_standard_normal(mu, logvar)
    assert kl.shape == (2, 5)
    single = kl_to_standard_normal(mu[1, 4], logvar[1, 4])
    assert isinstance(single, float)
    assert single == kl[1, 4]


@pytest.mark.parametrize("seed", range(4))
def test_sample_agrees_with_a_scalar_loop(seed):
    mu, logvar, eps = normals(seed, 3, (6, 2))
    z = reparameterize(mu, logvar, eps)
    np.testing.assert_allclose(z, oracle.reparameterize(mu, logvar, eps), rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize(
    ("mu", "logvar", "eps"), [(0.3, -1.2, 1.7), (-2.0, 2.5, -3.0), (0, 0, 0.5)]
)
def test_sample_sits_at_the_quantile_of_its_noise(mu, logvar, eps):
    expected = oracle.reparameterize_by_quantiles(mu, logvar, eps)
    assert reparameterize(mu, logvar, eps) == pytest.approx(expected, rel=1e-9)


def test_sample_by_hand():
    # μ = 1, σ² = 4, ε = −¼ → 1 − 2/4; and the exercise's case, which is 0
    assert reparameterize([1.0], [math.log(4)], [-0.25]) == pytest.approx([0.5], rel=1e-15)
    assert reparameterize([1.0], [math.log(4)], [-0.5]) == pytest.approx([0.0], abs=1e-15)


def test_sample_gives_the_numbers_of_the_theory_notebook():
    eps = np.random.default_rng(0).normal(size=2)
    z = reparameterize([0.5, -0.2], [0.0, -1.0], eps)
    np.testing.assert_allclose(z, [0.625730, -0.280126], atol=5e-7)


def test_sample_with_zero_variance_is_the_mean():
    assert reparameterize([1.0], [-math.inf], [3.0]).tolist() == [1.0]


def test_sample_is_the_same_for_the_same_noise_and_mirrored_for_the_negative():
    mu, logvar, eps = normals(5, 3)
    z = reparameterize(mu, logvar, eps)
    np.testing.assert_array_equal(reparameterize(mu, logvar, eps), z)
    np.testing.assert_allclose(z + reparameterize(mu, logvar, -eps), 2 * mu, atol=1e-13)


def test_one_mean_and_variance_serve_a_whole_batch_of_noise():
    mu, logvar, eps = normals(6, 3, (5, 3))
    z = reparameterize(mu[0], logvar[0], eps)
    np.testing.assert_allclose(z, oracle.reparameterize(mu[0], logvar[0], eps), rtol=1e-13)


@pytest.mark.parametrize(("function", "count"), [(kl_to_standard_normal, 2), (reparameterize, 3)])
def test_vae_functions_take_lists_integers_float32_and_strides_and_any_batch(function, count):
    rows = normals(7, count, (4, 4))
    result = function(*rows)
    np.testing.assert_array_equal(function(*(row.tolist() for row in rows)), result)
    np.testing.assert_array_equal(function(*(np.asfortranarray(row) for row in rows)), result)
    np.testing.assert_allclose(
        function(*(row.astype(np.float32) for row in rows)), result, rtol=1e-4, atol=1e-6
    )
    np.testing.assert_allclose(function(*(row[:1] for row in rows)), result[:1], rtol=1e-15)
    assert function(*(row[:0] for row in rows)).shape == (0, *result.shape[1:])
    assert function(*np.ones((count, 2, 3), int)).dtype == float


@pytest.mark.parametrize(("function", "count"), [(kl_to_standard_normal, 2), (reparameterize, 3)])
def test_vae_functions_leave_their_inputs_as_they_were(function, count):
    given = normals(8, count)
    before = given.copy()
    function(*given)
    np.testing.assert_array_equal(given, before)


def test_scalars_give_a_float():
    assert isinstance(reparameterize(1, 0, -0.5), float)
    assert reparameterize(1, 0, -0.5) == 0.5
