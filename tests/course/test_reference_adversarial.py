import numpy as np
import pytest
from scipy import spatial, stats

from course.oracles import adversarial as oracle
from course.reference.adversarial import (
    game_value,
    mode_coverage,
    precision_recall_knn,
    spectral_normalize,
    wasserstein_1d,
)

RING = np.array([(np.cos(a), np.sin(a)) for a in 2 * np.pi * np.arange(8) / 8])


@pytest.mark.parametrize("seed", range(4))
def test_game_value_agrees_with_kl_sums_and_scipy(seed):
    p, q = np.random.default_rng(seed).dirichlet(np.ones(5), 2)
    value, js = game_value(p, q)
    np.testing.assert_allclose((value, js), oracle.game_value(p, q), rtol=1e-11)
    assert js == pytest.approx(spatial.distance.jensenshannon(p, q) ** 2, rel=1e-10)


def test_game_value_at_its_ends():
    assert game_value([0.5, 0.5], [0.5, 0.5]) == pytest.approx((-np.log(4), 0), abs=1e-15)
    assert game_value([1.0, 0.0], [0.0, 1.0]) == pytest.approx((0, np.log(2)))


@pytest.mark.parametrize(("n", "m"), [(5, 5), (7, 4), (1, 9)])
def test_wasserstein_agrees_with_scipy_and_with_quantiles(n, m):
    rng = np.random.default_rng(n)
    x, y = rng.normal(size=n), rng.normal(size=m) + 1
    assert wasserstein_1d(x, y) == pytest.approx(stats.wasserstein_distance(x, y), rel=1e-12)
    assert wasserstein_1d(x, y) == pytest.approx(oracle.wasserstein_1d(x, y), rel=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_mode_coverage_agrees_with_the_loop(seed):
    rng = np.random.default_rng(seed)
    samples = RING[rng.integers(0, 5, 300)] + 0.2 * rng.normal(size=(300, 2))
    got = mode_coverage(samples, RING, 0.3)
    assert got == oracle.mode_coverage(samples, RING, 0.3)
    assert isinstance(got, int)


@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (4, 4)])
def test_spectral_norm_is_one_afterwards(shape):
    rng = np.random.default_rng(len(shape))
    u, _, vt = np.linalg.svd(rng.normal(size=shape), full_matrices=False)
    W = u * np.array([2.0, 1.6, 0.5, 0.1])[: min(shape)] @ vt
    np.testing.assert_allclose(spectral_normalize(W), oracle.spectral_normalize(W), atol=1e-6)
    assert np.linalg.norm(spectral_normalize(W), 2) == pytest.approx(1, abs=1e-6)


def test_spectral_norm_of_the_quiz_and_of_nothing():
    np.testing.assert_allclose(
        spectral_normalize([[3, 0], [4, 5]]), np.array([[3, 0], [4, 5]]) / 45**0.5, atol=1e-9
    )
    assert spectral_normalize(np.zeros((2, 3))).tolist() == np.zeros((2, 3)).tolist()


@pytest.mark.parametrize("k", [1, 3])
def test_precision_and_recall_agree_with_the_loops(k):
    rng = np.random.default_rng(k)
    real, gen = rng.normal(size=(20, 2)), 0.7 * rng.normal(size=(15, 2)) + 0.5
    assert precision_recall_knn(real, gen, k) == oracle.precision_recall_knn(real, gen, k)
    assert precision_recall_knn(real, real, k) == (1.0, 1.0)


def test_precision_needs_enough_neighbours():
    with pytest.raises(ValueError, match="neighbours"):
        precision_recall_knn(np.zeros((3, 1)), np.zeros((5, 1)), 3)
