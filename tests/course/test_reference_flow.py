import math

import numpy as np
import pytest

from course.oracles import flow as oracle
from course.reference.flow import affine_flow_logpdf


def flow(seed, d, N=6):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(d, d)) + 2 * np.eye(d)
    return rng.normal(size=(N, d)), A, rng.normal(size=d)


@pytest.mark.parametrize("orientation", [1, -1])
@pytest.mark.parametrize("d", [1, 2, 3, 4])
def test_density_is_that_of_the_gaussian_with_mean_b_and_covariance_a_at(d, orientation):
    x, A, b = flow(d, d)
    A[0] *= orientation * np.sign(np.linalg.det(A))
    assert np.sign(np.linalg.det(A)) == orientation
    density = affine_flow_logpdf(x, A, b)
    assert density.shape == (6,)
    np.testing.assert_allclose(density, oracle.affine_flow_logpdf(x, A, b), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("d", [1, 2, 3, 5])
def test_density_agrees_with_exact_elimination(d):
    x, A, b = flow(10 + d, d)
    expected = oracle.affine_flow_logpdf_by_elimination(x, A, b)
    np.testing.assert_allclose(affine_flow_logpdf(x, A, b), expected, rtol=1e-10)


def test_elimination_exchanges_rows_where_a_pivot_is_zero():
    rotation = [[0.0, -1.0], [1.0, 0.0]]
    expected = [-math.log(2 * math.pi) - 2.5]
    assert oracle.affine_flow_logpdf_by_elimination([[1, 2]], rotation, [0, 0]) == expected
    assert affine_flow_logpdf([[1, 2]], rotation, [0, 0]) == pytest.approx(expected, rel=1e-14)


def test_density_gives_the_numbers_of_the_exercise_and_of_the_theory_notebook():
    # z = ½, a = 2: log N(½; 0, 1) = −1.04394, less log 2
    assert affine_flow_logpdf([[1.0]], [[2.0]], [0.0]) == pytest.approx([-1.737085713764618])
    # z = (1 + 1)/2 = 1
    assert affine_flow_logpdf([[1.0]], [[2.0]], [-1.0]) == pytest.approx([-2.112085713764618])


def test_density_of_a_reflected_and_stretched_normal_integrates_to_one():
    grid = np.linspace(-60, 60, 20_001)
    density = np.exp(affine_flow_logpdf(grid[:, None], [[-3.0]], [1.0]))
    assert np.trapezoid(density, grid) == pytest.approx(1, rel=1e-12)


def test_density_in_the_plane_integrates_to_one():
    side = np.linspace(-12, 12, 241)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    density = np.exp(affine_flow_logpdf(grid, [[0.3, -1.0], [1.2, 0.8]], [0.5, -1.0]))
    assert density.sum() * (side[1] - side[0]) ** 2 == pytest.approx(1, rel=1e-9)


@pytest.mark.parametrize("scale", [1e-3, -1e-3, 1e3])
def test_density_survives_a_determinant_that_no_float_can_hold(scale):
    d = 400
    with np.errstate(over="ignore"):
        assert np.linalg.det(scale * np.eye(d)) in (0.0, math.inf)
    expected = -0.5 * d * math.log(2 * math.pi) - d * math.log(abs(scale))
    density = affine_flow_logpdf(np.zeros((1, d)), scale * np.eye(d), np.zeros(d))
    np.testing.assert_allclose(density, [expected], rtol=1e-12)


def test_stretching_space_by_two_lowers_the_density_by_log_two_per_dimension():
    _, A, b = flow(20, 3)
    at_b = affine_flow_logpdf([b], A, b) - affine_flow_logpdf([b], 2 * A, b)
    assert at_b == pytest.approx([3 * math.log(2)], rel=1e-12)


def test_one_point_gives_a_float_and_a_row_its_own_density():
    x, A, b = flow(21, 3)
    density = affine_flow_logpdf(x, A, b)
    single = affine_flow_logpdf(x[4], A, b)
    assert isinstance(single, float)
    assert single == pytest.approx(density[4], rel=1e-14)
    np.testing.assert_allclose(affine_flow_logpdf(x[:1], A, b), density[:1], rtol=1e-14)


def test_a_square_batch_is_read_by_rows():
    x, A, b = flow(22, 3, N=3)
    expected = oracle.affine_flow_logpdf_by_elimination(x, A, b)
    np.testing.assert_allclose(affine_flow_logpdf(x, A, b), expected, rtol=1e-11)


@pytest.mark.parametrize("d", [1, 3])
def test_an_empty_batch_gives_an_empty_array(d):
    assert affine_flow_logpdf(np.zeros((0, d)), np.eye(d), np.zeros(d)).shape == (0,)


def test_flow_takes_lists_integers_float32_and_strides():
    x, A, b = flow(23, 3)
    density = affine_flow_logpdf(x, A, b)
    np.testing.assert_array_equal(affine_flow_logpdf(x.tolist(), A.tolist(), b.tolist()), density)
    strided = (np.asfortranarray(x), np.asfortranarray(A), np.repeat(b, 2)[::2])
    np.testing.assert_allclose(affine_flow_logpdf(*strided), density, rtol=1e-13)
    small = (array.astype(np.float32) for array in (x, A, b))
    np.testing.assert_allclose(affine_flow_logpdf(*small), density, rtol=1e-4)
    assert affine_flow_logpdf([[1, 2]], [[2, 1], [0, 1]], [0, 0]).dtype == float


def test_flow_leaves_its_inputs_as_they_were():
    given = flow(24, 3)
    before = [array.copy() for array in given]
    affine_flow_logpdf(*given)
    for array, copy in zip(given, before, strict=True):
        np.testing.assert_array_equal(array, copy)
