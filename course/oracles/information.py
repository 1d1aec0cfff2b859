"""Independent versions of `course.reference.information`: scalar loops, and quadrature."""

import math

import numpy as np

from course.arrays import ArrayLike, FloatArray


def entropy(p: ArrayLike, base: float | None = None) -> FloatArray:
    """The same, term by term: (..., K) → (...,)."""
    p = np.asarray(p, float)
    result = np.zeros(p.shape[:-1])
    for index in np.ndindex(result.shape):
        terms = [-x * math.log(x, base or math.e) for x in p[index].tolist() if x > 0]
        result[index] = math.fsum(terms)
    return result


def kl(p: ArrayLike, q: ArrayLike, base: float | None = None) -> FloatArray:
    """The same, term by term: (..., K) → (...,)."""
    p, q = np.broadcast_arrays(np.asarray(p, float), np.asarray(q, float))
    result = np.zeros(p.shape[:-1])
    for index in np.ndindex(result.shape):
        pairs = [(x, y) for x, y in zip(p[index].tolist(), q[index].tolist(), strict=True) if x > 0]
        if any(y == 0 for _, y in pairs):
            result[index] = math.inf
        else:
            result[index] = math.fsum(x * math.log(x / y, base or math.e) for x, y in pairs)
    return result


def cross_entropy(logits: ArrayLike, targets: ArrayLike) -> float:
    """The same, row by row, the log of the sum built up score by score."""
    losses = []
    for row, target in zip(np.asarray(logits, float).tolist(), np.asarray(targets), strict=True):
        total = -math.inf
        for score in row:
            high, low = max(total, score), min(total, score)
            total = high if low == -math.inf else high + math.log1p(math.exp(low - high))
        losses.append(total - row[int(target)])
    return math.fsum(losses) / len(losses)


def kl_of_gaussians(mean_q: float, var_q: float, mean_p: float, var_p: float) -> float:
    """∫ q (log q − log p) of two normal densities by quadrature, in nats; relative error 1e-9."""
    z = np.linspace(mean_q - 12 * math.sqrt(var_q), mean_q + 12 * math.sqrt(var_q), 40_001)
    log_q = -0.5 * (z - mean_q) ** 2 / var_q - 0.5 * math.log(2 * math.pi * var_q)
    log_p = -0.5 * (z - mean_p) ** 2 / var_p - 0.5 * math.log(2 * math.pi * var_p)
    return float(np.trapezoid(np.exp(log_q) * (log_q - log_p), z))
