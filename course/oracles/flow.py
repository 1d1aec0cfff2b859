"""Independent versions of `course.reference.flow`: the law of the result, and elimination."""

import math
from fractions import Fraction

import numpy as np
from scipy import stats

from course.arrays import ArrayLike, FloatArray


def affine_flow_logpdf(x: ArrayLike, A: ArrayLike, b: ArrayLike) -> FloatArray:
    """log N(x; b, A Aᵀ) row by row, (N, d) → (N,) nats: A z + b is Gaussian, no Jacobian needed.

    A Aᵀ squares the condition number of A: expect 1e-6, relative, for an ordinary matrix.
    """
    matrix = np.asarray(A, float)
    law = stats.multivariate_normal(np.asarray(b, float), matrix @ matrix.T)
    return np.array([float(law.logpdf(row)) for row in np.asarray(x, float)])


def affine_flow_logpdf_by_elimination(x: ArrayLike, A: ArrayLike, b: ArrayLike) -> FloatArray:
    """The change of variables with z and det A exact: Gaussian elimination in fractions, d ≤ 5."""
    result = []
    for point in np.asarray(x, float):
        rows = [
            [Fraction(v) for v in row] + [Fraction(float(xi)) - Fraction(float(bi))]
            for row, xi, bi in zip(np.asarray(A, float).tolist(), point, np.asarray(b), strict=True)
        ]
        z, det = _eliminate(rows)
        squares = sum((v * v for v in z), start=Fraction(0))
        density_of_z = -float(squares) / 2 - len(z) * math.log(2 * math.pi) / 2
        result.append(density_of_z - math.log(abs(det)))
    return np.array(result)


def _eliminate(rows: list[list[Fraction]]) -> tuple[list[Fraction], Fraction]:
    """Gauss–Jordan on the rows [A | r], in place: A⁻¹ r and det A."""
    det = Fraction(1)
    for k in range(len(rows)):
        pivot = next(i for i in range(k, len(rows)) if rows[i][k] != 0)
        if pivot != k:
            rows[k], rows[pivot] = rows[pivot], rows[k]
            det = -det
        det *= rows[k][k]
        rows[k] = [value / rows[k][k] for value in rows[k]]
        for i in range(len(rows)):
            if i != k:
                factor = rows[i][k]
                rows[i] = [a - factor * c for a, c in zip(rows[i], rows[k], strict=True)]
    return [row[-1] for row in rows], det


def affine_flow(z: ArrayLike, a: float, b: float) -> tuple[FloatArray, float]:
    """The same map, number by number, and log |a| = ½ log a², which needs no sign."""
    z = np.asarray(z, float)
    x = np.empty(z.shape)
    for index in np.ndindex(z.shape):
        x[index] = float(Fraction(float(a)) * Fraction(float(z[index])) + Fraction(float(b)))
    return x, math.log(a * a) / 2


def affine_flow_inverse(x: ArrayLike, a: float, b: float) -> tuple[FloatArray, FloatArray]:
    """The same, with z in fractions and x ~ N(b, a²), so that no Jacobian is needed."""
    x = np.asarray(x, float)
    z, logpdf = np.empty((2, *x.shape))
    for index in np.ndindex(x.shape):
        z[index] = float((Fraction(float(x[index])) - Fraction(float(b))) / Fraction(float(a)))
        logpdf[index] = stats.norm.logpdf(x[index], loc=b, scale=math.sqrt(a * a))
    return z, logpdf
