import math

import numpy as np
import pytest
from scipy import linalg, special

from course.oracles import linear_algebra as oracle
from course.reference.linear_algebra import attention, my_svd, n_components_for_energy, whiten

LIST = [10, 5, 3, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05]  # of problem 1.2


def normal(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


def low_rank(seed, n, d, rank):
    return normal(seed, n, rank) @ normal(seed + 1, rank, d)


# --- energy ---------------------------------------------------------------------------------------


def test_energy_gives_the_numbers_of_the_problem():
    assert math.fsum(value**2 for value in LIST) == pytest.approx(139.3925, rel=1e-12)
    for frac, k in [(0.7, 1), (0.9, 3), (0.99, 4), (1.0, 10)]:
        assert n_components_for_energy(LIST, frac) == k
        assert oracle.n_components_for_energy(LIST, frac) == k


@pytest.mark.parametrize("seed", range(5))
def test_energy_agrees_with_exact_fractions(seed):
    s = np.abs(normal(seed, 12))
    for frac in np.random.default_rng(seed).uniform(0.01, 1, 20):
        assert n_components_for_energy(s, frac) == oracle.n_components_for_energy(s, frac)


def test_energy_of_ties_is_reached_exactly_in_spite_of_rounding():
    assert n_components_for_energy([1, 1, 1, 1], 0.5) == 2
    for n in range(2, 12):
        for k in range(1, n + 1):
            assert n_components_for_energy(np.full(n, 0.7), k / n) == k
            assert oracle.n_components_for_energy(np.full(n, 0.7), k / n) == k


def test_energy_sorts_skips_zeros_and_takes_small_integers():
    assert n_components_for_energy([1, 3, 2], 0.6) == 1
    assert n_components_for_energy([0, 2, 0], 1.0) == 1
    assert n_components_for_energy(np.array([20, 100, 30], dtype=np.uint8), 0.9) == 2
    assert isinstance(n_components_for_energy([1.0], 1.0), int)


# --- the oracle's own SVD -------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(9, 4), (4, 9), (6, 6), (5, 1), (1, 5)])
def test_jacobi_agrees_with_scipy(shape):
    X = normal(3, *shape)
    U, S, Vt = oracle.svd_by_jacobi(X)
    np.testing.assert_allclose(S, linalg.svdvals(X), rtol=1e-12)
    np.testing.assert_allclose(U * S @ Vt, X, atol=1e-12)
    np.testing.assert_allclose(U.T @ U, np.eye(len(S)), atol=1e-12)


def test_jacobi_drops_what_is_zero_and_keeps_what_is_small():
    assert len(oracle.svd_by_jacobi(np.zeros((4, 3)))[1]) == 0
    assert len(oracle.svd_by_jacobi(low_rank(1, 30, 10, 4))[1]) == 4
    small = oracle.svd_by_jacobi(np.diag([1.0, 1e-9, 1e-12]))[1]
    np.testing.assert_allclose(small, [1.0, 1e-9, 1e-12], rtol=1e-12)


# --- whitening ------------------------------------------------------------------------------------


def covariance(W):
    return np.cov(W, rowvar=False).reshape(W.shape[1], W.shape[1])


@pytest.mark.parametrize("seed", range(3))
def test_whitened_data_have_mean_0_and_covariance_1_and_are_a_linear_map(seed):
    X = normal(seed, 60, 4) @ normal(seed + 10, 4, 4) + 5
    W = whiten(X)
    assert W.shape == (60, 4)
    np.testing.assert_allclose(W.mean(axis=0), 0, atol=1e-10)
    np.testing.assert_allclose(covariance(W), np.eye(4), atol=1e-10)
    centred = X - X.mean(axis=0)
    fit = np.linalg.lstsq(centred, W)[0]
    np.testing.assert_allclose(centred @ fit, W, atol=1e-8)
    assert oracle.whitening_symptom(W, X) is None


@pytest.mark.parametrize(("n", "d", "rank", "kept"), [(50, 5, 2, 2), (6, 9, 9, 5), (5, 5, 5, 4)])
def test_flat_directions_are_dropped(n, d, rank, kept):
    X = low_rank(7, n, d, rank) + 3
    W = whiten(X)
    assert W.shape == (n, kept)
    np.testing.assert_allclose(covariance(W), np.eye(kept), atol=1e-8)
    assert oracle.whitening_symptom(W, X) is None


def test_the_tolerance_is_relative_and_counts_lengths():
    X = normal(2, 40, 3) * [1.0, 0.05, 1e-5]
    for scale in (1e-12, 1.0, 1e6):
        assert [whiten(scale * X, tol).shape[1] for tol in (1e-10, 1e-2, 0.5)] == [3, 2, 1]
    assert whiten(np.full((7, 2), 3.0)).shape == (7, 0)
    assert whiten(X, 1.0).shape == (40, 0)


@pytest.mark.parametrize(
    ("mistake", "symptom"),
    [
        (lambda X, C, s, Vt: X @ Vt.T / s * np.sqrt(len(X) - 1), "mean 0"),
        (lambda X, C, s, Vt: C @ Vt.T / s, "all variances are"),
        (lambda X, C, s, Vt: C @ Vt.T / s * np.sqrt(len(X)), "divides by n"),
        (lambda X, C, s, Vt: C @ Vt.T, "uncorrelated"),
        (lambda X, C, s, Vt: C / C.std(axis=0, ddof=1), "still correlated"),
        (lambda X, C, s, Vt: C, "neither"),
        (lambda X, C, s, Vt: whiten(normal(9, *X.shape)), "no linear map"),
        (lambda X, C, s, Vt: whiten(X)[:, :2], "dropped"),
        (lambda X, C, s, Vt: np.hstack([whiten(X), C]), "are kept"),
        (lambda X, C, s, Vt: whiten(X).T, "shape"),
        (lambda X, C, s, Vt: whiten(X) / 0, "nan"),
        (lambda X, C, s, Vt: None, "return"),
    ],
)
def test_the_whitening_oracle_names_each_mistake(mistake, symptom):
    X = normal(4, 30, 3) @ normal(5, 3, 3) + 2
    centred = X - X.mean(axis=0)
    _, s, Vt = np.linalg.svd(centred, full_matrices=False)
    with np.errstate(all="ignore"):
        assert symptom in str(oracle.whitening_symptom(mistake(X, centred, s, Vt), X))


# --- the SVD --------------------------------------------------------------------------------------

MATRICES = {
    "tall": normal(0, 30, 10),
    "square": normal(1, 12, 12),
    "wide": normal(2, 8, 20),
    "flat": low_rank(3, 30, 10, 4),
    "flat and wide": low_rank(3, 5, 12, 2),
    "small": 1e-6 * normal(4, 20, 5),
    "large": 1e6 * normal(4, 20, 5),
    "zero": np.zeros((4, 3)),
    "row": normal(5, 1, 4),
    "column": normal(5, 4, 1),
    "multiple values": np.eye(5)[:, ::-1],
}


@pytest.mark.parametrize("name", MATRICES)
def test_svd_agrees_with_scipy_in_all_that_is_unique(name):
    X = MATRICES[name]
    U, S, Vt = my_svd(X)
    scale = np.linalg.norm(X, 2) or 1
    np.testing.assert_allclose(S, linalg.svdvals(X), atol=1e-8 * scale)
    np.testing.assert_allclose(U * S @ Vt, X, atol=1e-8 * scale)
    np.testing.assert_allclose(U.T @ U, np.eye(len(S)), atol=1e-12)
    np.testing.assert_allclose(Vt @ Vt.T, np.eye(len(S)), atol=1e-12)
    assert oracle.svd_symptom((U, S, Vt), X) is None


@pytest.mark.parametrize("k", [1, 4, 8])
def test_svd_with_k_is_the_best_approximation_of_that_rank(k):
    for X in (normal(6, 15, 9), normal(6, 9, 15)):
        U, S, Vt = my_svd(X, k)
        assert (U.shape, S.shape, Vt.shape) == ((len(X), k), (k,), (k, X.shape[1]))
        error = np.linalg.norm(X - U * S @ Vt)
        assert error == pytest.approx(np.linalg.norm(linalg.svdvals(X)[k:]), rel=1e-9)
        assert oracle.svd_symptom((U, S, Vt), X, k) is None


def test_svd_of_bytes_does_not_wrap_around():
    X = np.array([[200, 10], [30, 250], [100, 100]], dtype=np.uint8)
    np.testing.assert_allclose(my_svd(X)[1], linalg.svdvals(X.astype(float)), rtol=1e-12)


@pytest.mark.parametrize(
    ("mistake", "symptom"),
    [
        (lambda U, S, Vt: (U, S**2, Vt), "no singular values yet"),
        (lambda U, S, Vt: (U[:, ::-1], S[::-1], Vt[::-1]), "descending"),
        (lambda U, S, Vt: (U, S + 1, Vt), "differs"),
        (lambda U, S, Vt: (-U, -S, Vt), "negative"),
        (lambda U, S, Vt: (U * S, S, Vt), "length"),
        (lambda U, S, Vt: (U, S, Vt[[0, 0, 1]]), "the rows of Vt are not orthogonal"),
        (lambda U, S, Vt: (U, S, Vt.T), "its transpose"),
        (lambda U, S, Vt: (U * [-1, 1, 1], S, Vt), "do the pairs"),
        (lambda U, S, Vt: (U, np.diag(S), Vt), "singular values alone"),
        (lambda U, S, Vt: (np.eye(6), S, Vt), "full square"),
        (lambda U, S, Vt: (U[:, :2], S, Vt), "U has shape"),
        (lambda U, S, Vt: (U / 0, S, Vt), "nan"),
        (lambda U, S, Vt: (U, S, Vt * 1j), "no real numbers"),
        (lambda U, S, Vt: S, "three results"),
        (lambda U, S, Vt: None, "return"),
    ],
)
def test_the_svd_oracle_names_each_mistake(mistake, symptom):
    X = normal(8, 6, 3)
    with np.errstate(all="ignore"):
        assert symptom in str(oracle.svd_symptom(mistake(*my_svd(X)), X))


def test_the_svd_oracle_names_mistakes_with_k_and_with_rank():
    X = normal(8, 6, 3)
    U, S, Vt = my_svd(X)
    assert "k is ignored" in str(oracle.svd_symptom((U, S, Vt), X, 2))
    smallest = (U[:, 1:], S[1:], Vt[1:])
    assert "smallest" in str(oracle.svd_symptom(smallest, X, 2))
    flat = low_rank(3, 8, 4, 2)
    U, S, Vt = my_svd(flat)
    U[:, 2:] = 0
    assert "What is σ there?" in str(oracle.svd_symptom((U, S, Vt), flat))


# --- attention ------------------------------------------------------------------------------------


def three(seed, B=2, Lq=4, Lk=6, D=5, Dv=3):
    return normal(seed, B, Lq, D), normal(seed + 1, B, Lk, D), normal(seed + 2, B, Lk, Dv)


@pytest.mark.parametrize("seed", range(3))
def test_attention_agrees_with_scipy_and_with_loops(seed):
    Q, K, V = three(seed)
    mask = np.random.default_rng(seed).random((2, 4, 6)) < 0.6
    mask[..., 0] = True
    for keep in (None, mask, mask[0], mask[:1, :1]):
        out, weights = attention(Q, K, V, keep)
        scores = np.einsum("bid,bjd->bij", Q, K) / math.sqrt(5)
        if keep is not None:
            scores = np.where(keep, scores, -np.inf)
        np.testing.assert_allclose(weights, special.softmax(scores, axis=-1), rtol=1e-12)
        for got, expected in zip((out, weights), oracle.attention(Q, K, V, keep), strict=True):
            np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-15)


def test_attention_with_huge_scores_and_without_any_key_is_finite():
    Q = np.full((1, 2, 4), 600.0)
    for function in (attention, oracle.attention):
        out, weights = function(Q, Q, np.array([[[1.0], [3.0]]]))
        np.testing.assert_allclose(weights, 0.5)
        np.testing.assert_allclose(out, 2.0)
        far = function(Q, Q * [[[1.0], [-1.0]]], np.array([[[1.0], [3.0]]]))[1]
        np.testing.assert_array_equal(far, [[[1, 0], [1, 0]]])
        out, weights = function(Q, Q, np.ones((1, 2, 1)), [[True, False], [False, False]])
        np.testing.assert_array_equal(weights, [[[1, 0], [0, 0]]])
        np.testing.assert_array_equal(out, [[[1], [0]]])


def test_attention_takes_lists_float32_integers_and_no_sample():
    Q, K, V = three(5)
    out, weights = attention(Q, K, V)
    for same in (attention(Q.tolist(), K.tolist(), V.tolist()), attention(Q, K, V, True)):
        np.testing.assert_array_equal(same[0], out)
    single = attention(*(array.astype(np.float32) for array in (Q, K, V)))
    np.testing.assert_allclose(single[1], weights, rtol=1e-4, atol=1e-6)
    assert attention(Q[:0], K[:0], V[:0])[0].shape == (0, 4, 3)
    assert attention(*np.full((3, 1, 2, 2), 9, np.uint8))[0].dtype == float


# --- all ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (n_components_for_energy, (np.array([1.0, 3.0, 2.0]), 0.9)),
        (whiten, (normal(1, 8, 3),)),
        (my_svd, (normal(1, 4, 6),)),
        (attention, (*three(1), np.tri(4, 6, dtype=bool))),
    ],
)
def test_linear_algebra_functions_leave_their_inputs_as_they_were(function, args):
    before = [np.copy(each) for each in args]
    function(*args)
    for kept, each in zip(before, args, strict=True):
        np.testing.assert_array_equal(kept, each)
