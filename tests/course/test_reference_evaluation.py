import math

import numpy as np
import pytest

from course.oracles import evaluation as oracle
from course.reference.evaluation import frechet_distance, precision_and_coverage


def gaussians(seed, d):
    rng = np.random.default_rng(seed)
    roots = rng.normal(size=(2, d, d))
    S1, S2 = roots @ roots.transpose(0, 2, 1) + 0.1 * np.eye(d)
    mu1, mu2 = rng.normal(size=(2, d))
    return mu1, S1, mu2, S2


def covariance_of_rank_four(seed):
    """The covariance of five points in ten dimensions."""
    return np.cov(np.random.default_rng(seed).normal(size=(5, 10)).T)


@pytest.mark.parametrize("d", [1, 2, 3, 4, 8])
def test_distance_agrees_with_the_symmetric_matrix_root(d):
    pair = gaussians(d, d)
    distance = frechet_distance(*pair)
    assert type(distance) is float
    assert distance == pytest.approx(oracle.frechet_distance(*pair), rel=1e-10)


@pytest.mark.parametrize("d", [2, 3, 4, 8])
def test_distance_agrees_with_the_eigenvalues_of_the_product_itself(d):
    mu1, S1, mu2, S2 = gaussians(20 + d, d)
    cross = oracle.trace_of_root_by_eigenvalues(S1, S2)
    expected = np.sum((mu1 - mu2) ** 2) + np.trace(S1 + S2) - 2 * cross
    assert frechet_distance(mu1, S1, mu2, S2) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(
    ("mu1", "var1", "mu2", "var2"), [(0, 1, 0, 4), (0.5, 0.3, -1.0, 2.2), (3, 1e-4, 3, 1)]
)
def test_distance_in_one_dimension_is_the_squared_distance_of_the_quantiles(mu1, var1, mu2, var2):
    distance = frechet_distance(mu1, var1, mu2, var2)
    assert distance == pytest.approx(oracle.frechet_by_quantiles(mu1, var1, mu2, var2), rel=1e-7)
    by_hand = (mu1 - mu2) ** 2 + (math.sqrt(var1) - math.sqrt(var2)) ** 2
    assert distance == pytest.approx(by_hand, rel=1e-12)
    assert frechet_distance([mu1], [[var1]], [mu2], [[var2]]) == distance


def test_distance_gives_the_numbers_of_the_exercise_and_of_the_theory_notebook():
    assert frechet_distance([1, 2], np.eye(2), [0, 0], np.eye(2)) == pytest.approx(5, rel=1e-14)
    distance = frechet_distance([0, 0], np.eye(2), [0.5, -0.25], np.diag([1.2, 0.8]))
    assert distance == pytest.approx(0.3327553879795042, rel=1e-13)


def test_roots_of_the_diagonals_alone_are_wrong_when_the_covariances_do_not_commute():
    mu1, S1, mu2, S2 = gaussians(31, 3)
    assert np.abs(S1 @ S2 - S2 @ S1).max() > 0.1
    roots = np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))
    of_diagonals = np.sum((mu1 - mu2) ** 2) + np.sum(roots**2)
    assert frechet_distance(mu1, S1, mu2, S2) > of_diagonals + 0.01


@pytest.mark.parametrize("d", [1, 3, 8])
def test_distance_is_symmetric_and_zero_from_a_gaussian_to_itself(d):
    mu1, S1, mu2, S2 = gaussians(40 + d, d)
    distance = frechet_distance(mu1, S1, mu2, S2)
    assert frechet_distance(mu2, S2, mu1, S1) == pytest.approx(distance, rel=1e-12)
    assert frechet_distance(mu1, S1, mu1, S1) == pytest.approx(0, abs=1e-12)


def test_distance_does_not_change_when_space_is_rotated():
    mu1, S1, mu2, S2 = gaussians(50, 4)
    Q = np.linalg.qr(np.random.default_rng(51).normal(size=(4, 4)))[0]
    rotated = frechet_distance(Q @ mu1, Q @ S1 @ Q.T, Q @ mu2, Q @ S2 @ Q.T)
    assert rotated == pytest.approx(frechet_distance(mu1, S1, mu2, S2), rel=1e-11)


def test_distance_of_two_projectors_on_orthogonal_lines_is_two():
    first, second = np.diag([1.0, 0.0]), np.diag([0.0, 1.0])
    assert frechet_distance([0, 0], first, [0, 0], second) == pytest.approx(2, rel=1e-14)
    assert frechet_distance([0, 0], first, [0, 0], first) == pytest.approx(0, abs=1e-14)
    assert frechet_distance([0, 0], np.zeros((2, 2)), [0, 0], first) == pytest.approx(1, rel=1e-14)


@pytest.mark.parametrize("seed", range(10))
def test_distance_of_covariances_of_rank_four_in_ten_dimensions_is_real(seed):
    zero, S1, S2 = np.zeros(10), covariance_of_rank_four(seed), covariance_of_rank_four(seed + 50)
    distance = frechet_distance(zero, S1, zero, S2)
    assert type(distance) is float
    # the root of eigenvalue noise: √1e-16 times the scale, six times over
    assert distance == pytest.approx(oracle.frechet_distance(zero, S1, zero, S2), abs=1e-5)
    cross = oracle.trace_of_root_by_eigenvalues(S1, S2)
    assert distance == pytest.approx(np.trace(S1 + S2) - 2 * cross, abs=1e-5)
    assert frechet_distance(zero, S1, zero, S1) == pytest.approx(0, abs=1e-6)


def test_distance_takes_lists_integers_float32_and_strides():
    mu1, S1, mu2, S2 = gaussians(60, 3)
    distance = frechet_distance(mu1, S1, mu2, S2)
    lists = (values.tolist() for values in (mu1, S1, mu2, S2))
    assert frechet_distance(*lists) == distance
    strided = frechet_distance(np.repeat(mu1, 2)[::2], S1.T, mu2, np.asfortranarray(S2))
    assert strided == pytest.approx(distance, rel=1e-12)
    small = (values.astype(np.float32) for values in (mu1, S1, mu2, S2))
    assert frechet_distance(*small) == pytest.approx(distance, rel=1e-5)
    bytes_ = np.array([0, 20], np.uint8), np.eye(2, dtype=np.uint8)
    assert frechet_distance(*bytes_, bytes_[0][::-1], bytes_[1]) == pytest.approx(800, rel=1e-14)


def test_distance_leaves_its_inputs_as_they_were():
    given = gaussians(61, 3)
    before = [array.copy() for array in given]
    frechet_distance(*given)
    for array, copy in zip(given, before, strict=True):
        np.testing.assert_array_equal(array, copy)


def whole_points(seed, n=9, m=14, d=2):
    """Points with whole coordinates: a squared distance is never near 2.5²."""
    rng = np.random.default_rng(seed)
    return rng.integers(-6, 7, size=(n, d)), rng.integers(-6, 7, size=(m, d))


@pytest.mark.parametrize("d", [1, 2, 3])
@pytest.mark.parametrize("seed", range(4))
def test_precision_and_coverage_agree_with_counting(seed, d):
    real, generated = whole_points(seed, d=d)
    shares = precision_and_coverage(real, generated, 2.5)
    assert [type(share) for share in shares] == [float, float]
    assert shares == pytest.approx(oracle.precision_and_coverage(real, generated, 2.5), rel=1e-15)


def test_precision_and_coverage_of_four_real_and_three_generated_numbers():
    real, generated = [[0], [1], [2], [3]], [[0.1], [0.2], [9]]
    assert precision_and_coverage(real, generated, 0.5) == pytest.approx((2 / 3, 1 / 4))


def test_balls_are_closed_and_a_set_covers_itself_at_radius_zero():
    assert precision_and_coverage([[0, 0], [10, 0]], [[3, 4]], 5) == (1.0, 0.5)
    assert precision_and_coverage([[0, 0], [10, 0]], [[3, 4]], 4.99) == (0.0, 0.0)
    points, _ = whole_points(5)
    assert precision_and_coverage(points, points, 0) == (1.0, 1.0)


def test_exchanging_the_sets_exchanges_precision_and_coverage():
    real, generated = whole_points(6)
    forwards = precision_and_coverage(real, generated, 2.5)
    assert precision_and_coverage(generated, real, 2.5) == forwards[::-1]
    assert forwards[0] != forwards[1]


def test_garbage_costs_precision_and_a_missing_mode_costs_coverage():
    real = np.array([[0, 0], [10, 0], [0, 10], [10, 10]])
    assert precision_and_coverage(real, real[:2], 1) == (1.0, 0.5)
    assert precision_and_coverage(real, np.vstack([real, real + 50]), 1) == (0.5, 1.0)


def test_precision_and_coverage_take_every_form_and_leave_their_inputs_as_they_were():
    real, generated = whole_points(7)
    before = real.copy(), generated.copy()
    shares = precision_and_coverage(real, generated, 2.5)
    assert precision_and_coverage(real.tolist(), generated.tolist(), 2.5) == shares
    assert precision_and_coverage(real.astype(np.float32), generated[::-1], 2.5) == shares
    np.testing.assert_array_equal(real, before[0])
    np.testing.assert_array_equal(generated, before[1])
