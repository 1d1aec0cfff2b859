"""Independent versions of `course.reference.gan`: the logistic law, textbook forms, a search."""

import math
from decimal import Decimal, localcontext

import numpy as np
from scipy import optimize, stats

from course.arrays import ArrayLike, FloatArray


def gan_losses(logits_real: ArrayLike, logits_fake: ArrayLike) -> tuple[float, float, float]:
    """(d, g_sat, g_ns) in nats from the logistic law, whose distribution function is σ.

    log D is the log of the probability below the logit, log(1 − D) of the probability above it.
    """
    real, fake = np.ravel(logits_real).tolist(), np.ravel(logits_fake).tolist()
    log_d_real = math.fsum(stats.logistic.logcdf(logit) for logit in real) / len(real)
    log_d_fake = math.fsum(stats.logistic.logcdf(logit) for logit in fake) / len(fake)
    log_not_d_fake = math.fsum(stats.logistic.logsf(logit) for logit in fake) / len(fake)
    return -log_d_real - log_not_d_fake, log_not_d_fake, -log_d_fake


def gan_losses_from_probabilities(
    d_real: ArrayLike, d_fake: ArrayLike
) -> tuple[float, float, float]:
    """The same three from D itself, strictly inside (0, 1), by the textbook formulas."""
    real, fake = np.ravel(d_real).tolist(), np.ravel(d_fake).tolist()
    g_sat = sum(math.log(1 - d) for d in fake) / len(fake)
    g_ns = -sum(math.log(d) for d in fake) / len(fake)
    return -sum(math.log(d) for d in real) / len(real) - g_sat, g_sat, g_ns


def optimal_discriminator(logp: ArrayLike, logq: ArrayLike) -> FloatArray:
    """p/(p + q) element by element, with p and q written out: 50 digits, any exponent."""
    logp, logq = np.broadcast_arrays(np.asarray(logp, float), np.asarray(logq, float))
    result = np.full(logp.shape, math.nan)
    with localcontext(prec=50):
        for index in np.ndindex(logp.shape):
            p, q = Decimal(float(logp[index])).exp(), Decimal(float(logq[index])).exp()
            if p + q > 0:
                result[index] = float(p / (p + q))
    return result


def optimal_discriminator_by_search(p: float, q: float) -> float:
    """The D in (0, 1) that a numerical search finds best for p log D + q log(1 − D); error 1e-7."""
    found = optimize.minimize_scalar(
        lambda d: -p * math.log(d) - q * math.log(1 - d),
        bounds=(1e-9, 1 - 1e-9),
        method="bounded",
        options={"xatol": 1e-10},
    )
    return float(found.x)
