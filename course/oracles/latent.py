"""Independent version of `course.reference.latent`: the logistic law and scalar loops."""

import math

import numpy as np
from scipy import stats

from course.arrays import ArrayLike
from course.oracles import vae


def vae_loss(
    x: ArrayLike, x_logits: ArrayLike, mu: ArrayLike, logvar: ArrayLike, beta: float = 1.0
) -> tuple[float, float, float]:
    """The same three: log π is the logistic law's probability below the logit, pixel by pixel."""
    data, logits = np.asarray(x, float), np.asarray(x_logits, float)
    losses = []
    for target, logit in zip(data.ravel().tolist(), logits.ravel().tolist(), strict=True):
        below, above = stats.logistic.logcdf(logit), stats.logistic.logsf(logit)
        losses += [-target * below, -(1 - target) * above]
    rec = math.fsum(losses) / len(data)
    kl = math.fsum(vae.kl_to_standard_normal(mu, logvar).tolist()) / len(data)
    return rec + beta * kl, rec, kl
