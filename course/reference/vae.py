"""Variational autoencoders: the Gaussian KL term, reparameterisation, the ELBO."""

import numpy as np

from course.arrays import ArrayLike, BoolArray, FloatArray


def kl_to_standard_normal(mu: ArrayLike, logvar: ArrayLike) -> FloatArray | float:
    """KL(N(μ, diag σ²) ‖ N(0, I)) of each row, in nats (Kingma & Welling 2014, appendix B).

    It sums, over the latent dimensions j, the one-dimensional divergences
    KL(N(μⱼ, σⱼ²) ‖ N(0, 1)) = E[log q(z) − log p(z)] with z ~ q = N(μⱼ, σⱼ²).

    mu, logvar: (..., d), with logvar = log σ² (natural log, so σ = 1 means logvar = 0).
    Returns (...,): the last axis (latent dimensions) is summed, nothing else is reduced;
    a one-dimensional input gives a float. The inputs are not changed.
    """
    mu = np.asarray(mu, dtype=float)
    logvar = np.asarray(logvar, dtype=float)
    # expm1 keeps the digits that exp(logvar) − 1 loses when logvar is near 0
    return 0.5 * np.sum(np.expm1(logvar) - logvar + mu**2, axis=-1)


def reparameterize(mu: ArrayLike, logvar: ArrayLike, eps: ArrayLike) -> FloatArray | float:
    """z = μ + σ ε, a sample of N(μ, σ²) made of noise ε ~ N(0, 1) (Kingma & Welling 2014, 2.4).

    mu, logvar, eps: of one shape (B, d), or shapes that broadcast to it, as (d,) does; logvar =
    log σ² (natural log, so σ = 1 means logvar = 0, and −inf means σ = 0).
    Returns z with the broadcast shape (a float for scalars); nothing is reduced. All randomness is
    in eps: the same eps gives the same z. The inputs are not changed.
    """
    mu, logvar, eps = (np.asarray(values, dtype=float) for values in (mu, logvar, eps))
    return mu + np.exp(logvar / 2) * eps


def reparameterize_with_gradients(
    mu: ArrayLike, logvar: ArrayLike, eps: ArrayLike
) -> tuple[FloatArray | float, FloatArray | float, FloatArray | float]:
    """z = μ + σ ε with σ² = exp(logvar), and its gradients ∂z/∂μ and ∂z/∂logvar while ε is fixed.

    The noise is an input, so z is a differentiable function of μ and logvar and a gradient can
    pass through the sample (Kingma & Welling 2014, section 2.4).

    mu, logvar, eps: of one shape (B, d), or shapes that broadcast to it, as (d,) does; logvar =
    log σ² (natural log), −inf means σ = 0. Returns (z, dz_dmu, dz_dlogvar), three results of the
    broadcast shape (floats for scalars): each zᵢ depends on its own μᵢ and logvarᵢ alone, so
    nothing is reduced. dz_dlogvar is the slope in logvar, not in σ. The inputs are not changed.
    """
    arrays = (np.asarray(values, dtype=float) for values in (mu, logvar, eps))
    mu, logvar, eps = np.broadcast_arrays(*arrays)
    spread = np.exp(logvar / 2) * eps
    z = mu + spread
    # [()] turns an array of shape () into a float and leaves the others alone
    return z, np.ones_like(z)[()], spread / 2


def kl_per_dimension(mu: ArrayLike, logvar: ArrayLike) -> tuple[FloatArray, FloatArray, BoolArray]:
    """KL(N(μ, σ²) ‖ N(0, 1)) of each sample and latent dimension, its sum, inactive dimensions.

    Entry (b, j) is E[log q(z) − log p(z)] with z ~ q = N(μ_bj, σ²_bj) and p = N(0, 1), in nats
    (Kingma & Welling 2014, appendix B).

    mu, logvar: (B, Z), with logvar = log σ² (natural log). Returns (per_dim, total, inactive):
    per_dim (B, Z) is not reduced; total (B,) is the sum over the Z dimensions of each sample;
    inactive (Z,), bool, is True where the mean of per_dim over the batch is below 0.01 nats: such
    a dimension tells the decoder almost nothing (Burda et al. 2016 put that threshold on the
    variance of μ over the data). B = 0 gives empty results and marks no dimension. The inputs
    are not changed.
    """
    mu, logvar = (np.asarray(values, dtype=float) for values in (mu, logvar))
    per_dim = 0.5 * (np.expm1(logvar) - logvar + mu**2)
    total = per_dim.sum(axis=1)
    # the sum against 0.01 B, not the mean against 0.01: B = 0 has a sum
    inactive = per_dim.sum(axis=0) < 0.01 * len(per_dim)
    return per_dim, total, inactive


def elbo_linear_gaussian(x: float, m: float, v: float) -> tuple[float, float, float]:
    """The exact ELBO, log p(x) and their gap in the model z ~ N(0, 1), x | z ~ N(z, 1).

    ELBO = E[log p(x | z)] − KL(q ‖ p(z)) for the approximate posterior q = N(m, v), with the
    expectation over z ~ q in closed form, not by sampling; log p(x) is the log-density of x with z
    integrated out; gap = log p(x) − ELBO = KL(q ‖ p(z | x)) (Kingma & Welling 2014, eqs. 1 and 3).

    x, m, v: numbers, v > 0 is a variance (neither σ nor a logarithm). Returns (elbo, logpx, gap),
    three floats in nats. The gap is never negative, up to rounding, and 0 only where q is the
    exact posterior.
    """
    x, m, v = float(x), float(m), float(v)
    # E(x − z)² = (x − m)² + v
    reconstruction = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v)
    kl = 0.5 * (v + m**2 - 1 - np.log(v))
    elbo = float(reconstruction - kl)
    logpx = float(-0.5 * np.log(4 * np.pi) - x**2 / 4)
    return elbo, logpx, logpx - elbo
