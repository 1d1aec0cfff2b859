"""Latent variables: the loss of a variational autoencoder for binary data."""

import numpy as np

from course.arrays import ArrayLike


def vae_loss(
    x: ArrayLike, x_logits: ArrayLike, mu: ArrayLike, logvar: ArrayLike, beta: float = 1.0
) -> tuple[float, float, float]:
    """The loss rec + β · kl of a VAE with a Bernoulli decoder, to be minimised (β = 1: −ELBO).

    For each datum, rec is −log p(x | z) = −Σᵢ [xᵢ log πᵢ + (1 − xᵢ) log(1 − πᵢ)] over its D
    features, with πᵢ = 1/(1 + e^−ℓᵢ) for the logit ℓᵢ, and kl is KL(N(μ, diag σ²) ‖ N(0, I)),
    summed over its d latents, σ² = exp(logvar). Both are then averaged over the batch (Kingma &
    Welling 2014, eq. 7, with one sample of z; β: Higgins et al. 2017).

    x, x_logits: (B, D), x in [0, 1], grey values allowed; mu, logvar: (B, d); B ≥ 1. Returns
    (total, rec, kl), three floats in nats; kl is returned without β. Exact for logits of ±900,
    where π rounds to 0 or 1. The inputs are not changed.
    """
    x, x_logits = np.asarray(x), np.asarray(x_logits)
    mu, logvar = np.asarray(mu), np.asarray(logvar)
    # −log π = softplus(−ℓ) and −log(1 − π) = softplus(ℓ) = softplus(−ℓ) + ℓ
    rec = float(np.mean(np.sum(np.logaddexp(0, x_logits) - x * x_logits, axis=1)))
    kl = float(np.mean(np.sum(np.exp(logvar) + mu**2 - 1 - logvar, axis=1)) / 2)
    return rec + beta * kl, rec, kl
