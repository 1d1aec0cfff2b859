import numpy as np
import pytest

from course.oracles import energy as oracle
from course.reference.energy import cd_gradient, log_likelihood_gradient, log_partition


def machine(seed, n=4, m=3, rows=6):
    rng = np.random.default_rng(seed)
    V = rng.integers(0, 2, (rows, n)).astype(float)
    return V, rng.normal(size=(n, m)), rng.normal(size=n), rng.normal(size=m)


def norm(gradient):
    return float(np.sqrt(sum(np.sum(part**2) for part in gradient)))


def bias(given, k):
    exact = oracle.log_likelihood_gradient(*given)
    return norm([a - b for a, b in zip(oracle.expected_cd(*given, k), exact, strict=True)])


@pytest.mark.parametrize("seed", range(3))
def test_partition_function_agrees_with_the_sum_over_all_pairs(seed):
    _, W, b, c = machine(seed)
    assert log_partition(W, b, c) == pytest.approx(oracle.log_partition(W, b, c), rel=1e-12)
    assert log_partition(1000 * W, b, c) == pytest.approx(
        oracle.log_partition(1000 * W, b, c), rel=1e-12
    )


def test_partition_function_of_the_free_machine():
    assert log_partition(np.zeros((4, 3)), np.zeros(4), np.zeros(3)) == pytest.approx(7 * np.log(2))


@pytest.mark.parametrize("seed", range(3))
def test_gradient_agrees_with_loops_and_with_finite_differences(seed):
    V, W, b, c = machine(seed)
    got = log_likelihood_gradient(V, W, b, c)
    for part, expected in zip(got, oracle.log_likelihood_gradient(V, W, b, c), strict=True):
        np.testing.assert_allclose(part, expected, atol=1e-12)

    def mean_log_likelihood(W):
        unnormalised = V @ b + np.logaddexp(0, V @ W + c).sum(axis=1)
        return unnormalised.mean() - log_partition(W, b, c)

    step = np.zeros(W.shape)
    step[1, 2] = 1e-5
    slope = (mean_log_likelihood(W + step) - mean_log_likelihood(W - step)) / 2e-5
    assert got[0][1, 2] == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize("k", [0, 1, 4])
def test_contrastive_divergence_agrees_with_single_chains(k):
    V, W, b, c = machine(7)
    rng = np.random.default_rng(k)
    noise = rng.random((k, 6, 3)), rng.random((k, 6, 4))
    expected = oracle.cd_gradient(V, W, b, c, *noise)
    for part, other in zip(cd_gradient(V, W, b, c, *noise), expected, strict=True):
        np.testing.assert_allclose(part, other, atol=1e-12)


def test_contrastive_divergence_has_the_mean_of_the_pushed_law():
    V, W, b, c = machine(3)
    rng, many = np.random.default_rng(0), np.repeat(V, 5000, axis=0)
    got = cd_gradient(many, W, b, c, rng.random((2, 30000, 3)), rng.random((2, 30000, 4)))
    for part, expected in zip(got, oracle.expected_cd(V, W, b, c, 2), strict=True):
        np.testing.assert_allclose(part, expected, atol=5 * 0.5 / 30000**0.5)


@pytest.mark.parametrize("seed", range(4))
def test_bias_falls_geometrically_with_the_second_eigenvalue_of_the_kernel(seed):
    given = machine(seed)
    eigenvalues = np.sort(np.linalg.eigvals(oracle.gibbs_kernel(*given[1:])).real)[::-1]
    assert eigenvalues[0] == pytest.approx(1)
    assert eigenvalues[1] < 1
    assert bias(given, 1) > 1e-3
    if eigenvalues[2] < 0.7 * eigenvalues[1]:
        assert bias(given, 7) / bias(given, 6) == pytest.approx(eigenvalues[1], rel=0.1)
    assert bias(given, 400) < 1e-4 * bias(given, 1)


def test_bias_vanishes_where_the_data_have_the_law_of_the_model():
    _, W, b, c = machine(1)
    law = oracle.model_law(W, b, c)
    np.testing.assert_allclose(law @ oracle.gibbs_kernel(W, b, c), law, atol=1e-14)
