"""Generative adversarial networks: the losses from logits, and the optimal discriminator."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def gan_losses(logits_real: ArrayLike, logits_fake: ArrayLike) -> tuple[float, float, float]:
    """The losses of D and of G, saturating and not (Goodfellow et al. 2014, eq. 1 and section 3).

    With D = 1/(1 + e^−ℓ) for a logit ℓ, and E the mean over all elements of its array:
        d     = −E_real[log D] − E_fake[log(1 − D)]
        g_sat =  E_fake[log(1 − D)]
        g_ns  = −E_fake[log D]
    All three are minimised: d by the discriminator, the other two by the generator.

    logits_real, logits_fake: of any shape but not empty, their sizes may differ (7 and 4).
    Returns (d, g_sat, g_ns), three floats in nats; a mean each, nothing is summed. They are
    exact for logits of ±800, where D rounds to 0 or 1. The inputs are not changed.
    """
    real = np.asarray(logits_real, dtype=float)
    fake = np.asarray(logits_fake, dtype=float)
    # log D = −softplus(−ℓ), log(1 − D) = −softplus(ℓ); logaddexp(0, ℓ) = softplus(ℓ)
    loss_on_fake = float(np.mean(np.logaddexp(0, fake)))
    d = float(np.mean(np.logaddexp(0, -real))) + loss_on_fake
    return d, -loss_on_fake, float(np.mean(np.logaddexp(0, -fake)))


def optimal_discriminator(logp: ArrayLike, logq: ArrayLike) -> FloatArray | float:
    """D*(x) = p(x) / (p(x) + q(x)), the best discriminator of data p from samples of q.

    For fixed p and q it maximises E_p[log D] + E_q[log(1 − D)] (Goodfellow et al. 2014, eq. 2).

    logp, logq: the log densities (natural log) at the same points, of any shapes that broadcast;
    −inf is a density of zero. Returns D* in [0, 1] with the broadcast shape, a float for scalars.
    It keeps its digits where both densities are too small or too large for a float (log densities
    of ±1000). Where both are zero D* is undefined: nan. The inputs are not changed.
    """
    with np.errstate(invalid="ignore"):  # (−inf) − (−inf): neither density reaches this point
        minus_logit = np.asarray(logq, dtype=float) - np.asarray(logp, dtype=float)
        return np.exp(-np.logaddexp(0, minus_logit))
