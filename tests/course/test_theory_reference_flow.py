import math

import numpy as np
import pytest

from course.oracles import flow as oracle
from course.reference.flow import affine_flow, affine_flow_inverse, affine_flow_logpdf

SLOPES = [2.0, -3.0, 0.4, -0.01]

# Eighths are exact in float32 too, so every form of an input must give the very same result.
FORMS = {
    "lists": np.ndarray.tolist,
    "float32": lambda array: array.astype(np.float32),
    "transposed": np.asfortranarray,
    "strided": lambda array: np.repeat(array, 2, axis=-1)[..., ::2],
}


def read_only_eighths(seed):
    array = np.round(8 * np.random.default_rng(seed).normal(size=(4, 3))) / 8
    array.flags.writeable = False
    return array


@pytest.mark.parametrize("a", SLOPES)
@pytest.mark.parametrize("shape", [(6,), (1,), (2, 3), (2, 2, 3)])
def test_flow_agrees_with_exact_fractions_for_any_shape(a, shape):
    z = np.random.default_rng(0).normal(size=shape)
    x, logdet = affine_flow(z, a, 0.7)
    expected, expected_logdet = oracle.affine_flow(z, a, 0.7)
    np.testing.assert_allclose(x, expected, rtol=1e-12, atol=1e-15)
    assert logdet == pytest.approx(expected_logdet, rel=1e-12)


@pytest.mark.parametrize("a", SLOPES)
@pytest.mark.parametrize("shape", [(6,), (1,), (2, 3), (2, 2, 3)])
def test_inverse_and_density_agree_with_the_law_of_x_for_any_shape(a, shape):
    x = 0.7 + a * np.random.default_rng(1).normal(size=shape)
    z, logpdf = affine_flow_inverse(x, a, 0.7)
    expected_z, expected_logpdf = oracle.affine_flow_inverse(x, a, 0.7)
    np.testing.assert_allclose(z, expected_z, rtol=1e-12)
    np.testing.assert_allclose(logpdf, expected_logpdf, rtol=1e-12)


def test_inverse_has_the_numbers_of_the_theory_notebook():
    # x = 2z − 1 = 1 → z = 1; log N(1; 0, 1) = −1.418939, less log 2
    z, logpdf = affine_flow_inverse(1, 2, -1)
    assert z == 1.0
    assert logpdf == pytest.approx(-2.112086, abs=5e-7)


@pytest.mark.parametrize("a", SLOPES)
def test_inverse_undoes_the_flow_and_the_flow_undoes_the_inverse(a):
    points = np.random.default_rng(2).normal(size=50)
    z, _ = affine_flow_inverse(affine_flow(points, a, 1.25)[0], a, 1.25)
    x, _ = affine_flow(affine_flow_inverse(points, a, 1.25)[0], a, 1.25)
    # the shift costs digits: 1e-16 · |b/a|, at most 1.3e-14 here
    np.testing.assert_allclose(z, points, atol=1e-13)
    np.testing.assert_allclose(x, points, atol=1e-13)


@pytest.mark.parametrize("a", SLOPES)
def test_log_density_falls_by_the_log_determinant_of_the_flow(a):
    z = np.linspace(-2, 2, 5)
    x, logdet = affine_flow(z, a, 0.3)
    log_normal = -(z**2) / 2 - math.log(2 * math.pi) / 2
    _, logpdf = affine_flow_inverse(x, a, 0.3)
    np.testing.assert_allclose(logpdf, log_normal - logdet, atol=1e-12)


@pytest.mark.parametrize("a", SLOPES)
def test_log_determinant_is_the_log_of_the_length_that_a_unit_interval_gets(a):
    (left, right), logdet = affine_flow([0.0, 1.0], a, 0.0)
    assert logdet == pytest.approx(math.log(abs(right - left)), rel=1e-14)


@pytest.mark.parametrize("a", SLOPES)
def test_density_integrates_to_one(a):
    x = np.linspace(1 - 12 * abs(a), 1 + 12 * abs(a), 4001)
    _, logpdf = affine_flow_inverse(x, a, 1.0)
    assert np.trapezoid(np.exp(logpdf), x) == pytest.approx(1, rel=1e-12)


def test_density_is_the_one_dimensional_case_of_the_flow_with_a_matrix():
    x = np.random.default_rng(3).normal(size=6)
    _, logpdf = affine_flow_inverse(x, -1.7, 0.4)
    expected = affine_flow_logpdf(x[:, None], [[-1.7]], [0.4])
    np.testing.assert_allclose(logpdf, expected, rtol=1e-14)


@pytest.mark.parametrize("a", [1e-200, -1e200])
def test_density_stays_finite_for_extreme_slopes(a):
    x, logdet = affine_flow([1.0], a, 0.0)
    _, logpdf = affine_flow_inverse(x, a, 0.0)
    assert logdet == pytest.approx(math.copysign(200, abs(a) - 1) * math.log(10), rel=1e-14)
    assert logpdf[0] == pytest.approx(-0.5 - math.log(2 * math.pi) / 2 - logdet, rel=1e-14)


@pytest.mark.parametrize("function", [affine_flow, affine_flow_inverse])
def test_a_slope_of_zero_is_refused(function):
    with pytest.raises(ValueError, match="no inverse"):
        function([1.0], 0, 2.0)


@pytest.mark.parametrize("kind", [int, np.float32, np.array])
def test_single_points_give_floats_for_every_number_type(kind):
    x, logdet = affine_flow(kind(3), kind(-2), kind(1))
    z, logpdf = affine_flow_inverse(kind(-5), kind(-2), kind(1))
    assert (x, z, logdet) == (-5.0, 3.0, math.log(2))
    assert logpdf == pytest.approx(-4.5 - math.log(2 * math.pi) / 2 - math.log(2), rel=1e-14)
    assert all(isinstance(value, float) for value in (x, logdet, z, logpdf))


@pytest.mark.parametrize("function", [affine_flow, affine_flow_inverse])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_flow_does_not_depend_on_the_form_of_the_input(function, form):
    points = read_only_eighths(4)
    expected = function(points, -2.0, 0.5)
    for result, value in zip(function(form(points), -2.0, 0.5), expected, strict=True):
        np.testing.assert_array_equal(result, value)


def test_flow_of_no_points_is_empty():
    x, logdet = affine_flow(np.zeros(0), 2.0, 0.0)
    z, logpdf = affine_flow_inverse(np.zeros(0), 2.0, 0.0)
    assert x.shape == z.shape == logpdf.shape == (0,)
    assert logdet == math.log(2)
