"""Normalizing flows: the density of an affine map of a standard normal."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def affine_flow_logpdf(x: ArrayLike, A: ArrayLike, b: ArrayLike) -> FloatArray | float:
    """log p(x) of each row, in nats, for x = A z + b with z ~ N(0, I) in d dimensions.

    Change of variables: p(x) = p_z(z) |det ∂z/∂x| at the z that A z + b = x, with
    p_z(z) = (2π)^(−d/2) exp(−‖z‖²/2) (Rezende & Mohamed 2015, eq. 5; Dinh et al. 2017, eq. 2).

    x: (N, d), rows are points; A: (d, d), invertible, of either orientation (det A < 0 is fine);
    b: (d,). Returns (N,), natural log: the d coordinates are summed, the N points are not reduced;
    one point x (d,) gives a float. It stays finite where det A is too small or too large for a
    float, as for d = 400 and A = 0.001 I. The inputs are not changed.
    """
    x = np.asarray(x, dtype=float)
    A = np.asarray(A, dtype=float)
    z = np.linalg.solve(A, (x - np.asarray(b, dtype=float)).T).T
    log_abs_det = np.linalg.slogdet(A)[1]
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - log_abs_det


def affine_flow(z: ArrayLike, a: float, b: float) -> tuple[FloatArray | float, float]:
    """The flow x = a z + b of the line, and its log-determinant log |dx/dz| in nats.

    z: any shape; every element is a point of its own and moves by itself. a, b: numbers, a ≠ 0 of
    either sign. Returns (x, logdet): x has the shape of z (a float for a scalar z); logdet is one
    float, as the slope is the same everywhere, and nothing is summed over points. Raises
    ValueError for a = 0, which cannot be undone. z is not changed.
    Source: Rezende & Mohamed 2015, eq. 5, for one dimension.
    """
    a, b = float(a), float(b)
    if a == 0:
        raise ValueError("a = 0 sends every z to the same x: this map has no inverse.")
    return a * np.asarray(z, dtype=float) + b, float(np.log(abs(a)))


def affine_flow_inverse(
    x: ArrayLike, a: float, b: float
) -> tuple[FloatArray | float, FloatArray | float]:
    """The z that x = a z + b came from, and log p(x) in nats if z ~ N(0, 1).

    Change of variables: p(x) = p_z(z) |dz/dx| with p_z(z) = (2π)^(−½) exp(−z²/2)
    (Rezende & Mohamed 2015, eq. 5; Dinh et al. 2017, eq. 2, for one dimension).

    x: any shape; every element is a point of its own. a, b: numbers, a ≠ 0 of either sign.
    Returns (z, logpdf), both of the shape of x (floats for a scalar x), natural log: one density
    per point, nothing is summed. Raises ValueError for a = 0. x is not changed.
    """
    a, b = float(a), float(b)
    if a == 0:
        raise ValueError("a = 0 sends every z to the same x: this map has no inverse.")
    z = (np.asarray(x, dtype=float) - b) / a
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(abs(a))
