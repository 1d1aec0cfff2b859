"""Information: entropy, relative entropy and the cross-entropy of a classifier."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def entropy(p: ArrayLike, base: float | None = None) -> FloatArray | float:
    """Entropy of each distribution, −E[log p(i)] with i ~ p (Cover & Thomas 2006, section 2.1).

    p: (..., K), probabilities of K outcomes along the last axis; they are used as they are, not
    normalised. An outcome of probability 0 never happens and contributes nothing (0 log 0 = 0).
    base: of the logarithm; None means the natural one, so nats, 2 means bits. Returns (...,): the
    last axis is summed, nothing else is reduced; a one-dimensional p gives a float. p is not
    changed.
    """
    p = np.asarray(p)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * np.log(p), 0.0)
    nats = 0.0 - np.sum(terms, axis=-1)  # not −sum: the sure outcome would have −0.0
    return nats if base is None else nats / np.log(base)


def kl(p: ArrayLike, q: ArrayLike, base: float | None = None) -> FloatArray | float:
    """KL(p ‖ q) = E[log p(i) − log q(i)] with i ~ p, the Kullback–Leibler divergence of each row.

    p, q: (..., K), probabilities of K outcomes along the last axis, of one shape or of shapes that
    broadcast, as (K,) does with (B, K); they are used as they are, not normalised. An outcome with
    p = 0 contributes nothing, whatever q is; an outcome with q = 0 < p makes the divergence inf.
    base: of the logarithm; None means the natural one, so nats, 2 means bits. Returns (...,): the
    last axis is summed, nothing else is reduced; one-dimensional p and q give a float. The inputs
    are not changed (Cover & Thomas 2006, section 2.3).
    """
    p, q = np.broadcast_arrays(p, q)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(p > 0, p * (np.log(p) - np.log(q)), 0.0)
    nats = np.sum(terms, axis=-1)
    return nats if base is None else nats / np.log(base)


def cross_entropy(logits: ArrayLike, targets: ArrayLike) -> float:
    """Mean of −log p(target) over a batch, in nats, where p is the softmax of each row of logits.

    logits: (N, C), one row of C real scores per sample, N ≥ 1; scores may be as large as ±1e4, and
    −inf gives its class the probability 0. targets: (N,), the integer class of each sample, from 0
    to C − 1. The softmax runs over the classes (last axis), the mean over the samples. Returns one
    float. The inputs are not changed (Goodfellow, Bengio & Courville 2016, section 6.2.2.3).
    """
    logits, targets = np.asarray(logits), np.asarray(targets)
    # without the largest score of its row, each exp lies between 0 and 1
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    log_total = np.log(np.sum(np.exp(shifted), axis=1))
    return float(np.mean(log_total - shifted[np.arange(len(targets)), targets]))
