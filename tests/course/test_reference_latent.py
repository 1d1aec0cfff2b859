import numpy as np
import pytest

from course.oracles import latent as oracle
from course.reference.latent import vae_loss


def batch(seed, B=5, D=4, d=3):
    rng = np.random.default_rng(seed)
    return rng.random((B, D)), 2 * rng.normal(size=(B, D)), *rng.normal(size=(2, B, d))


@pytest.mark.parametrize("beta", [0.0, 1.0, 4.0])
@pytest.mark.parametrize("seed", range(3))
def test_vae_loss_agrees_with_the_loops(seed, beta):
    given = batch(seed)
    expected = oracle.vae_loss(*given, beta)
    np.testing.assert_allclose(vae_loss(*given, beta), expected, rtol=1e-11)


def test_vae_loss_stays_exact_for_certain_pixels():
    total, rec, kl = vae_loss([[0.0, 1.0]], [[900.0, -900.0]], [[0.0]], [[0.0]])
    assert (total, rec, kl) == (1800.0, 1800.0, 0.0)


def test_vae_loss_is_minus_the_bound_on_the_likelihood():
    # a decoder that ignores z, at q = prior: the bound is log p(x) itself
    x, logits = np.array([[1.0, 0.0, 1.0]]), np.array([[0.4, -1.0, 2.0]])
    pi = 1 / (1 + np.exp(-logits))
    log_p = np.sum(np.log(np.where(x == 1, pi, 1 - pi)))
    assert vae_loss(x, logits, [[0.0]], [[0.0]])[0] == pytest.approx(-log_p, rel=1e-12)
