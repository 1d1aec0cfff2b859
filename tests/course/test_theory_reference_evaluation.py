import math

import numpy as np
import pytest

from course.oracles import evaluation as oracle
from course.reference.evaluation import diversity_report, frechet_both_ways, frechet_distance

# Eighths are exact in float32 too, so every form of an input must give the very same result.
FORMS = {
    "lists": np.ndarray.tolist,
    "float32": lambda array: array.astype(np.float32),
    "transposed": np.asfortranarray,
    "strided": lambda array: np.repeat(array, 2, axis=-1)[..., ::2],
}


def gaussian_pair(seed, d):
    rng = np.random.default_rng(seed)
    mu1, mu2 = rng.normal(size=(2, d))
    factor1, factor2 = rng.normal(size=(2, d, d))
    return mu1, factor1 @ factor1.T, mu2, factor2 @ factor2.T


# frechet_both_ways


@pytest.mark.parametrize("d", [1, 2, 3, 5])
@pytest.mark.parametrize("seed", range(3))
def test_both_formulas_agree_with_loops_and_eigenvalues_of_the_product(seed, d):
    pair = gaussian_pair(seed, d)
    expected = oracle.frechet_both_ways(*pair)
    assert frechet_both_ways(*pair) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_full_formula_agrees_with_the_closed_form_for_two_dimensions(seed):
    _, S1, _, S2 = gaussian_pair(10 + seed, 2)
    expected = np.trace(S1) + np.trace(S2) - 2 * oracle.trace_of_root_2x2(S1, S2)
    assert frechet_both_ways([0, 0], S1, [0, 0], S2)[1] == pytest.approx(expected, rel=1e-9)


def test_full_formula_is_the_frechet_distance():
    pair = gaussian_pair(20, 4)
    assert frechet_both_ways(*pair)[1] == pytest.approx(frechet_distance(*pair), rel=1e-12)


def test_both_formulas_give_the_number_of_the_theory_notebook_for_diagonal_covariances():
    both = frechet_both_ways([0, 0], np.eye(2), [0.5, -0.25], np.diag([1.2, 0.8]))
    # 0.3125 from the means, 0.020255 from the variances
    assert both == pytest.approx((0.332755, 0.332755), abs=5e-7)


def test_commuting_is_not_enough_for_the_diagonal_formula():
    # I commutes with everything; eigenvalues 3 and 1 against 1 and 1: (√3 − 1)²
    diagonal, full = frechet_both_ways([0, 0], [[2, 1], [1, 2]], [0, 0], np.eye(2))
    assert diagonal == pytest.approx(2 * (math.sqrt(2) - 1) ** 2, rel=1e-12)
    assert full == pytest.approx((math.sqrt(3) - 1) ** 2, rel=1e-12)


def test_diagonal_formula_sees_no_difference_between_opposite_correlations():
    S1, S2 = [[1.0, 0.8], [0.8, 1.0]], [[1.0, -0.8], [-0.8, 1.0]]
    diagonal, full = frechet_both_ways([0, 0], S1, [0, 0], S2)
    # eigenvalues 1.8 and 0.2 change places: 2 (√1.8 − √0.2)² = 1.6
    assert diagonal == 0.0
    assert full == pytest.approx(1.6, rel=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_diagonal_formula_never_exceeds_the_full_one(seed):
    diagonal, full = frechet_both_ways(*gaussian_pair(30 + seed, 4))
    assert 0 < diagonal < full


def test_rotating_the_space_changes_the_diagonal_formula_alone():
    mu1, S1, mu2, S2 = gaussian_pair(50, 3)
    Q, _ = np.linalg.qr(np.random.default_rng(50).normal(size=(3, 3)))
    before = frechet_both_ways(mu1, S1, mu2, S2)
    after = frechet_both_ways(Q @ mu1, Q @ S1 @ Q.T, Q @ mu2, Q @ S2 @ Q.T)
    assert after[1] == pytest.approx(before[1], rel=1e-12)
    assert after[0] != pytest.approx(before[0], rel=0.01)


def test_both_formulas_are_symmetric_and_zero_on_equal_gaussians():
    mu1, S1, mu2, S2 = gaussian_pair(51, 4)
    forwards, backwards = frechet_both_ways(mu1, S1, mu2, S2), frechet_both_ways(mu2, S2, mu1, S1)
    assert forwards == pytest.approx(backwards, rel=1e-12)
    assert frechet_both_ways(mu1, S1, mu1, S1) == pytest.approx((0, 0), abs=1e-12)


def test_singular_projectors_onto_different_axes_are_two_apart():
    both = frechet_both_ways([0, 0], np.diag([1, 0]), [0, 0], np.diag([0, 1]))
    assert both == pytest.approx((2, 2), abs=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_rank_deficient_covariances_give_real_floats(seed):
    X, Y = np.random.default_rng(seed).normal(size=(2, 5, 10))
    pair = np.zeros(10), np.cov(X.T), np.zeros(10), np.cov(Y.T)
    both = frechet_both_ways(*pair)
    assert all(type(value) is float for value in both)
    # the oracle takes roots of eigenvalues that are rounding noise, about 1e-16
    assert both == pytest.approx(oracle.frechet_both_ways(*pair), abs=1e-5)


def test_scalars_are_the_one_dimensional_case_with_variances():
    # (1 − 3)² + (√4 − √9)²
    assert frechet_both_ways(1, 4, 3, 9) == pytest.approx((5, 5), rel=1e-14)
    assert frechet_both_ways([1], [[4]], [3], [[9]]) == pytest.approx((5, 5), rel=1e-14)
    expected = oracle.frechet_by_quantiles(1, 4, 3, 9)
    assert frechet_both_ways(1.0, 4.0, 3.0, 9.0)[1] == pytest.approx(expected, rel=1e-7)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_both_formulas_do_not_depend_on_the_form_of_the_input(form):
    pair = np.zeros(2), np.array([[2.0, 0.5], [0.5, 1.0]]), np.ones(2), np.diag([0.25, 3.0])
    for array in pair:
        array.flags.writeable = False
    expected = frechet_both_ways(*pair)
    assert frechet_both_ways(*map(form, pair)) == pytest.approx(expected, rel=1e-14)


# diversity_report


@pytest.mark.parametrize(("n", "d"), [(12, 3), (5, 5), (2, 1), (7, 1)])
def test_report_agrees_with_loops_over_pairs(n, d):
    X = np.random.default_rng(n).normal(size=(n, d)) * np.arange(1, d + 1) + 5
    assert diversity_report(X) == pytest.approx(oracle.diversity_report(X), rel=1e-12)


def test_report_by_hand():
    # means (1.5, 2): 1.5² + 2²; the two rows are 5 apart, in both orders
    assert diversity_report([[0, 0], [3, 4]]) == (6.25, 5.0)


def test_report_has_the_variances_of_the_theory_notebook():
    X = np.random.default_rng(0).normal(size=207)[7:].reshape(100, 2)
    total_variance, distance = diversity_report(X)
    assert total_variance == pytest.approx(0.9036 + 0.9484, abs=1e-4)
    # E‖x − y‖ = √π for two independent draws of N(0, I) in the plane; 100 of them come near
    assert distance == pytest.approx(math.sqrt(math.pi), rel=0.1)


@pytest.mark.parametrize("row", [[0.1, 0.1], [0.7, -0.3], [1e6, 1e-6]])
def test_report_of_a_collapsed_generator_is_zero_up_to_rounding(row):
    assert diversity_report(np.tile(row, (100, 1))) == pytest.approx((0, 0), abs=1e-12)


def test_report_of_a_single_sample_is_zero():
    assert diversity_report([[3.0, -1.0, 2.0]]) == (0.0, 0.0)


def test_report_ignores_a_shift_and_follows_the_scale():
    X = np.random.default_rng(1).normal(size=(9, 2))
    variance, distance = diversity_report(X)
    assert diversity_report(X + 100) == pytest.approx((variance, distance), rel=1e-11)
    assert diversity_report(-3 * X) == pytest.approx((9 * variance, 3 * distance), rel=1e-12)


def test_two_clusters_have_a_variance_that_one_broad_cloud_has_too():
    # one number cannot tell the modes: ±1 and N(0, 1) both have variance 1
    variance, distance = diversity_report(np.repeat([[-1.0], [1.0]], 50, axis=0))
    assert variance == 1.0
    assert distance == pytest.approx(2 * 50 / 99, rel=1e-14)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_report_does_not_depend_on_the_form_of_the_input(form):
    X = np.round(8 * np.random.default_rng(2).normal(size=(6, 3))) / 8
    X.flags.writeable = False
    results = diversity_report(form(X))
    assert results == pytest.approx(diversity_report(X), rel=1e-14)
    assert all(isinstance(value, float) for value in results)
