"""Independent versions of `course.reference.autoregressive`: exact fractions and many digits."""

import math
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np

from course.arrays import ArrayLike, FloatArray


def ar_log_likelihood(probs: Sequence[float]) -> float:
    """The logarithm of the product, which is formed exactly, as a fraction, before its one log."""
    product = math.prod((Fraction(float(p)) for p in probs), start=Fraction(1))
    if product == 0:
        return -math.inf
    # math.log takes integers of any length
    return math.log(product.numerator) - math.log(product.denominator)


def sequence_nll(
    logits: ArrayLike, targets: ArrayLike, mask: ArrayLike
) -> tuple[FloatArray, float]:
    """−log of the plain softmax, token by token, with 50 digits and exponents that cannot overflow.

    (B, T, V), (B, T), (B, T) → (B,) nats and the perplexity; ValueError without a kept token.
    """
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    nll = np.zeros(mask.shape[0])
    kept = [(b, t) for b, t in np.ndindex(*mask.shape) if mask[b, t]]
    if not kept:
        raise ValueError("no token is kept")
    total = Decimal(0)
    with localcontext(prec=50):
        for b, t in kept:
            weights = [Decimal(float(logit)).exp() for logit in logits[b, t]]
            token_nll = -(weights[targets[b, t]] / sum(weights)).ln()
            nll[b] += float(token_nll)
            total += token_nll
        return nll, float((total / len(kept)).exp())
