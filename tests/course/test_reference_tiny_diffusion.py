import numpy as np
import pytest

from course.oracles import tiny_diffusion as oracle
from course.reference.diffusion import q_sample
from course.reference.tiny_diffusion import ddim_step, fit_noise


@pytest.mark.parametrize(("n", "m"), [(40, 6), (5, 9), (7, 7), (0, 3)])
def test_the_fit_agrees_with_least_squares_on_the_augmented_system(n, m):
    rng = np.random.default_rng(n)
    phi, eps = rng.normal(size=(n, m)), rng.normal(size=(n, 2))
    np.testing.assert_allclose(
        fit_noise(phi, eps, 0.3), oracle.fit_noise(phi, eps, 0.3), rtol=1e-8, atol=1e-12
    )


def test_no_neighbouring_weights_have_a_smaller_penalised_error():
    rng = np.random.default_rng(1)
    phi, eps = rng.normal(size=(30, 4)), rng.normal(size=(30, 2))
    weights = fit_noise(phi, eps, 2.0)

    def cost(a):
        return np.sum((eps - phi @ a) ** 2) + 2.0 * np.sum(a**2)

    for _ in range(20):
        assert cost(weights + 1e-3 * rng.normal(size=weights.shape)) > cost(weights)


def test_a_step_agrees_with_the_rotation():
    x, eps = np.random.default_rng(2).normal(size=(2, 5, 2))
    for levels in ((0.3, 0.7), (1e-4, 0.1), (0.6, 1.0), (0.8, 0.4)):
        np.testing.assert_allclose(
            ddim_step(x, eps, *levels), oracle.ddim_step(x, eps, *levels), rtol=1e-9, atol=1e-9
        )


def test_with_the_true_noise_a_step_lands_on_the_noised_datum():
    x0, eps = np.random.default_rng(3).normal(size=(2, 6, 2))
    betas = 1 - oracle.ABARS / np.append(1, oracle.ABARS[:-1])
    late, early = (q_sample(x0, t, betas, eps) for t in (22, 9))
    stepped = ddim_step(late, eps, oracle.ABARS[22], oracle.ABARS[9])
    np.testing.assert_allclose(stepped, early, rtol=1e-9, atol=1e-12)


def test_the_exact_noise_gives_samples_at_the_noise_floor():
    assert abs(oracle.distance_with_exact_noise(ddim_step, 0)) < 0.012
