"""A diffusion model without a network: one ridge regression per noise level, and DDIM steps."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def fit_noise(features: ArrayLike, eps: ArrayLike, lam: float) -> FloatArray:
    """The weights A that minimise Σᵢ ‖εᵢ − Aᵀφᵢ‖² + λ ‖A‖², in closed form (ridge regression).

    Setting the gradient to 0 gives the normal equations (ΦᵀΦ + λ I) A = Φᵀ ε. Solve them: no
    matrix inverse is needed.

    features: Φ (N, m), one row φᵢ per noised point; eps: (N, d), the noise in it; lam: λ > 0.
    Both sums run over all samples, neither is divided by N, and every weight is penalised alike.
    Returns A (m, d), computed in float64, so that `features @ A` is the predicted noise (N, d). N
    may be smaller than m; N = 0 gives zeros. The inputs are not changed.
    """
    features, eps = np.asarray(features, dtype=float), np.asarray(eps, dtype=float)
    gram = features.T @ features + lam * np.eye(features.shape[1])
    return np.asarray(np.linalg.solve(gram, features.T @ eps))


def ddim_step(
    xt: ArrayLike, eps_pred: ArrayLike, abar_from: float, abar_to: float
) -> FloatArray | float:
    """One deterministic step between two noise levels (Song, Meng & Ermon 2021, eq. 12 with σ = 0).

    First guess the datum, x̂₀ = (x_t − √(1 − ᾱ_from) ε̂) / √ᾱ_from, then noise it again to the new
    level, with the same noise: √ᾱ_to x̂₀ + √(1 − ᾱ_to) ε̂.

    xt, eps_pred: of one shape, any shape. abar_from, abar_to: floats in (0, 1], the share of the
    signal's power at the level where x_t is and at the level where it goes; ᾱ_to = 1 returns x̂₀.
    Returns an array of the shape of xt (a float for a scalar xt). The inputs are not changed.
    """
    xt, eps_pred = np.asarray(xt, dtype=float), np.asarray(eps_pred, dtype=float)
    datum = (xt - np.sqrt(1 - abar_from) * eps_pred) / np.sqrt(abar_from)
    return np.sqrt(abar_to) * datum + np.sqrt(1 - abar_to) * eps_pred
