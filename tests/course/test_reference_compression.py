import numpy as np
import pytest

from course.oracles import compression as oracle
from course.reference.compression import pca_fit, pca_reconstruct


def cloud(seed, n=12, d=5):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 3 * rng.normal(size=d)


@pytest.mark.parametrize(("n", "d", "k"), [(12, 5, 3), (5, 9, 4), (6, 6, 2), (20, 3, 3)])
def test_fit_agrees_with_the_eigenvectors_of_the_covariance(n, d, k):
    X = cloud(n, n, d)
    for got, expected in zip(
        oracle.lines(pca_fit(X, k)), oracle.lines(oracle.pca_fit(X, k)), strict=True
    ):
        np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-9)


def test_components_are_orthonormal_and_ordered_by_variance():
    X = cloud(1)
    mean, components = pca_fit(X, 4)
    np.testing.assert_allclose(components @ components.T, np.eye(4), atol=1e-12)
    assert (np.diff(((X - mean) @ components.T).var(axis=0)) < 0).all()


def test_no_random_plane_is_nearer_to_the_data():
    X = cloud(2)
    best = np.sum((X - pca_reconstruct(X, *pca_fit(X, 2))) ** 2)
    rng = np.random.default_rng(3)
    for _ in range(200):
        mean, components = pca_fit(X, 2)
        other = np.linalg.qr(components.T + 0.1 * rng.normal(size=(5, 2)))[0].T
        shifted = mean + 0.1 * rng.normal(size=5)
        assert np.sum((X - pca_reconstruct(X, shifted, other)) ** 2) > best


def test_reconstruction_agrees_with_least_squares_for_other_data_and_for_none():
    fit = pca_fit(cloud(4), 3)
    for X in (cloud(5, 7), cloud(6, 1), np.zeros((0, 5))):
        np.testing.assert_allclose(
            pca_reconstruct(X, *fit), oracle.pca_reconstruct(X, *fit), rtol=1e-10
        )


def test_error_agrees_with_pythagoras():
    train, X = cloud(7), cloud(8, 9)
    error = np.mean((X - pca_reconstruct(X, *pca_fit(train, 2))) ** 2)
    assert oracle.reconstruction_error(train, X, 2) == pytest.approx(error, rel=1e-9)


def test_the_fewest_components_for_a_share():
    X = np.diag([3.0, 2.0, 1.0])
    X = np.vstack([X, -X])  # the variances are as 9 : 4 : 1
    counts = [oracle.components_for_share(X, share) for share in (0.6, 0.7, 0.92, 0.95, 1.0)]
    assert counts == [1, 2, 2, 3, 3]


@pytest.mark.parametrize("k", [0, -1, 6])
def test_an_impossible_number_of_components_is_refused(k):
    with pytest.raises(ValueError, match=f"k={k}"):
        pca_fit(cloud(9), k)


def test_inputs_stay_as_they_were():
    X = cloud(10)
    before = X.copy()
    pca_reconstruct(X, *pca_fit(X, 2))
    np.testing.assert_array_equal(X, before)


def test_the_digits_of_the_challenge():
    datasets = pytest.importorskip("sklearn.datasets")
    digits = datasets.load_digits().data / 16
    train, test = digits[:1400], digits[1400:]
    fit = pca_fit(train, 8)
    assert np.mean((test - pca_reconstruct(test, *fit)) ** 2) == pytest.approx(0.02496, abs=1e-5)
    assert oracle.reconstruction_error(train, test, 8) == pytest.approx(0.02496, abs=1e-5)
    assert oracle.reconstruction_error(train, train, 8) == pytest.approx(0.02379, abs=1e-5)
