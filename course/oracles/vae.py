"""Independent versions of `course.reference.vae`: scalar loops, quadrature and quantiles."""

import cmath
import math

import numpy as np
from scipy import special, stats

from course.arrays import ArrayLike, BoolArray, FloatArray


def kl_to_standard_normal(mu: ArrayLike, logvar: ArrayLike) -> FloatArray:
    """The same divergence by a scalar loop over each row: (..., d) → (...,), nats."""
    mu, logvar = np.broadcast_arrays(np.asarray(mu, float), np.asarray(logvar, float))
    result = np.zeros(mu.shape[:-1])
    for index in np.ndindex(result.shape):
        for m, lv in zip(mu[index], logvar[index], strict=True):
            result[index] += (math.exp(lv) + m * m - 1 - lv) / 2
    return result


def kl_by_quadrature(mu: float, logvar: float) -> float:
    """∫ q (log q − log p) dz for one dimension, from the definition; relative error below 1e-9."""
    sigma = math.exp(logvar / 2)
    z = np.linspace(mu - 12 * sigma, mu + 12 * sigma, 40_001)
    log_q = -0.5 * ((z - mu) / sigma) ** 2 - math.log(sigma)
    return float(np.trapezoid(np.exp(log_q) / math.sqrt(2 * math.pi) * (log_q + z**2 / 2), z))


def reparameterize(mu: ArrayLike, logvar: ArrayLike, eps: ArrayLike) -> FloatArray:
    """The same sample, number by number, with the broadcast shape of the three."""
    arrays = (np.asarray(values, float) for values in (mu, logvar, eps))
    mu, logvar, eps = np.broadcast_arrays(*arrays)
    result = np.empty(mu.shape)
    for index in np.ndindex(result.shape):
        result[index] = mu[index] + math.sqrt(math.exp(logvar[index])) * eps[index]
    return result


def reparameterize_by_quantiles(mu: float, logvar: float, eps: float) -> float:
    """The quantile of N(μ, σ²) at the level that eps has in N(0, 1); |eps| ≤ 5, error 1e-9."""
    return float(stats.norm(mu, math.exp(logvar) ** 0.5).ppf(stats.norm.cdf(eps)))


def reparameterize_with_gradients(
    mu: ArrayLike, logvar: ArrayLike, eps: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The same three, number by number, the gradients by complex steps: exact, no derivative used.

    Im f(x + ih) / h has no cancellation, unlike a finite difference, so h can be 1e-20.
    """
    arrays = (np.asarray(values, float) for values in (mu, logvar, eps))
    mu, logvar, eps = np.broadcast_arrays(*arrays)
    z, dz_dmu, dz_dlogvar = np.empty((3, *mu.shape))
    step = 1e-20j
    for index in np.ndindex(mu.shape):
        m, lv, e = float(mu[index]), float(logvar[index]), float(eps[index])
        z[index] = _complex_sample(m, lv, e).real
        dz_dmu[index] = _complex_sample(m + step, lv, e).imag / step.imag
        dz_dlogvar[index] = _complex_sample(m, lv + step, e).imag / step.imag
    return z, dz_dmu, dz_dlogvar


def _complex_sample(mu: complex, logvar: complex, eps: float) -> complex:
    return mu + cmath.sqrt(cmath.exp(logvar)) * eps


def kl_per_dimension(mu: ArrayLike, logvar: ArrayLike) -> tuple[FloatArray, FloatArray, BoolArray]:
    """The same three by loops: each divergence is a cross-entropy minus an entropy, (B, Z) nats."""
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = np.empty(mu.shape)
    for index in np.ndindex(mu.shape):
        cross_entropy = (math.log(2 * math.pi) + math.exp(logvar[index]) + mu[index] ** 2) / 2
        entropy = (math.log(2 * math.pi) + 1 + logvar[index]) / 2
        per_dim[index] = cross_entropy - entropy
    total = np.array([math.fsum(row) for row in per_dim])
    means = [math.fsum(column) / len(column) if len(column) else math.inf for column in per_dim.T]
    return per_dim, total, np.array([mean < 0.01 for mean in means], dtype=bool)


def elbo_linear_gaussian(x: float, m: float, v: float) -> tuple[float, float, float]:
    """The same three, each by itself: two by quadrature, the gap as KL(q ‖ p(z | x)).

    Five Gauss–Hermite nodes integrate the quadratic log-ratio exactly; log p(x) has a relative
    error below 1e-12; p(z | x) = N(x/2, 1/2).
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(5)
    q, z = stats.norm(m, math.sqrt(v)), m + math.sqrt(v) * nodes
    log_ratio = stats.norm.logpdf(x, z) + stats.norm.logpdf(z) - q.logpdf(z)
    elbo = math.fsum(weights * log_ratio) / math.fsum(weights)

    grid, width = np.linspace(x / 2 - 10, x / 2 + 10, 2001, retstep=True)
    log_joint = stats.norm.logpdf(x, grid) + stats.norm.logpdf(grid)
    logpx = float(special.logsumexp(log_joint)) + math.log(width)

    gap = v + (m - x / 2) ** 2 - 0.5 - math.log(2 * v) / 2
    return elbo, logpx, gap
