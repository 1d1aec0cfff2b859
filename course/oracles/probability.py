"""Independent versions of `course.reference.probability`: complex steps instead of Jacobians."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import special, stats

from course.arrays import ArrayLike, FloatArray

Layer = tuple[Callable[[Any], Any], Callable[[Any], Any]]
STEP = 1e-20  # Im f(x + ih) / h has no cancellation, unlike a finite difference


def lognormal_pdf(x: ArrayLike) -> FloatArray:
    """The slope of the distribution function Φ(log x), number by number; relative error 1e-12."""
    x = np.asarray(x, float)
    result = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        if 0 < x[index] < math.inf:
            result[index] = special.ndtr(np.log(x[index] + STEP * 1j)).imag / STEP
    return result


def flow_logprob(x: ArrayLike, layers: Sequence[Layer]) -> FloatArray:
    """log N(z) + log |dz/dx| number by number, the slope from the inverses alone; no log-det used.

    The inverses must take complex numbers, as formulas of numpy do.
    """
    x = np.asarray(x, float)
    result = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        z = complex(x[index], STEP)
        for k in range(len(layers) - 1, -1, -1):
            z = complex(layers[k][0](z))
        result[index] = stats.norm.logpdf(z.real) + math.log(abs(z.imag) / STEP)
    return result


def affine(a: float, b: float) -> Layer:
    """The layer a u + b."""
    return (lambda y: (y - b) / a), (lambda u: math.log(abs(a)))


def arcsinh() -> Layer:
    """The layer asinh u, which pulls far numbers together."""
    return np.sinh, (lambda u: -0.5 * np.log1p(u * u))


def sinh() -> Layer:
    """The layer sinh u, which drives far numbers apart."""
    return np.arcsinh, (lambda u: np.log(np.cosh(u)))


def exp() -> Layer:
    """The layer exp u, whose results are positive."""
    return np.log, (lambda u: u)


def softplus() -> Layer:
    """The layer log(1 + exp u), whose results are positive."""
    return (lambda y: np.log(np.expm1(y))), (lambda u: -np.log1p(np.exp(-u)))
