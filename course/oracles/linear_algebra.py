"""Independent versions of `course.reference.linear_algebra`: fractions, Jacobi rotations, loops.

An SVD and a whitened cloud are right up to signs and rotations. Instead of comparing entries,
`svd_symptom` and `whitening_symptom` check what defines them and name the first thing that fails.
"""

import math
from fractions import Fraction
from typing import Any

import numpy as np

from course.arrays import ArrayLike, FloatArray

TOLERANCE = 1e-6  # relative to the largest singular value: a Gram matrix has lost 1e-8 of it


def n_components_for_energy(s: ArrayLike, frac: float) -> int:
    """The same count in exact rational arithmetic on the floats given."""
    energy = sorted((Fraction(float(value)) ** 2 for value in np.asarray(s)), reverse=True)
    wanted = (Fraction(float(frac)) - Fraction(1, 10**12)) * sum(energy)
    k, held = 0, Fraction(0)
    while held < wanted:
        held += energy[k]
        k += 1
    return k


def svd_by_jacobi(X: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The compact SVD by one-sided Jacobi rotations, singular values above 1e-13 of the largest.

    Pairs of columns are rotated until all are orthogonal; no matrix is squared, so that small
    singular values keep their digits (Golub & Van Loan 2013, section 8.6.3). X: (n, d) →
    U (n, r), S (r,) descending, Vt (r, d).
    """
    A = np.array(X, dtype=float)
    if A.shape[0] < A.shape[1]:
        U, S, Vt = svd_by_jacobi(A.T)
        return Vt.T, S, U.T
    V = np.eye(A.shape[1])
    for _ in range(60):
        if not _sweep(A, V):
            break
    S = np.linalg.norm(A, axis=0)
    order = [j for j in np.argsort(-S, kind="stable") if S[j] > 1e-13 * S.max()]
    return A[:, order] / S[order], S[order], V[:, order].T


def _sweep(A: FloatArray, V: FloatArray) -> bool:
    """Rotate every pair of columns of A, and of V with it; whether any pair needed it."""
    turned = False
    floor = 1e-15 * np.linalg.norm(A)
    for i in range(A.shape[1]):
        for j in range(i + 1, A.shape[1]):
            a, b, c = A[:, i] @ A[:, i], A[:, j] @ A[:, j], A[:, i] @ A[:, j]
            if min(a, b) <= floor**2 or abs(c) <= 1e-15 * math.sqrt(a * b):
                continue
            zeta = (b - a) / (2 * c)
            t = math.copysign(1, zeta) / (abs(zeta) + math.hypot(1, zeta))
            cosine = 1 / math.hypot(1, t)
            rotation = cosine * np.array([[1, t], [-t, 1]])
            A[:, [i, j]] = A[:, [i, j]] @ rotation
            V[:, [i, j]] = V[:, [i, j]] @ rotation
            turned = True
    return turned


def svd_symptom(result: Any, X: FloatArray, k: int | None = None) -> str | None:
    """Name what keeps `result` from being the thin SVD of X, or its k leading parts; None if it is.

    Checked are shapes, the singular values against Jacobi's, both sets of directions, and the
    product; never the signs of single vectors.
    """
    X = np.asarray(X, dtype=float)
    arrays = _three_arrays(result)
    if isinstance(arrays, str):
        return arrays
    U, S, Vt = arrays
    r = min(X.shape) if k is None else k
    largest = np.zeros(min(X.shape))
    compact = svd_by_jacobi(X)[1]
    largest[: len(compact)] = compact
    return (
        _svd_shape_symptom(U, S, Vt, X.shape, r)
        or _singular_value_symptom(S, largest, r)
        or _orthonormal_symptom(U.T @ U, "a column of U", "the columns of U")
        or _orthonormal_symptom(Vt @ Vt.T, "a row of Vt", "the rows of Vt")
        or _product_symptom(U, S, Vt, X, float(np.linalg.norm(largest[r:])))
    )


def _three_arrays(result: Any) -> tuple[FloatArray, FloatArray, FloatArray] | str:
    if result is None:
        return "nothing is returned (None). Is a return missing?"
    if not isinstance(result, tuple | list) or len(result) != 3:
        return "the task asks for three results, U, S and Vt"
    arrays = [np.asarray(part) for part in result]
    for name, array in zip(("U", "S", "Vt"), arrays, strict=True):
        if array.dtype.kind not in "fiu":
            return f"{name} holds no real numbers"
        if not np.isfinite(array).all():
            return f"{name} has entries that are nan or infinite: was something divided by 0?"
    U, S, Vt = (array.astype(float) for array in arrays)
    return U, S, Vt


def _svd_shape_symptom(
    U: FloatArray, S: FloatArray, Vt: FloatArray, shape: tuple[int, ...], r: int
) -> str | None:
    n, d = shape
    found = {"U": U.shape, "S": S.shape, "Vt": Vt.shape}
    wanted = {"U": (n, r), "S": (r,), "Vt": (r, d)}
    if found == wanted:
        return None
    what = f"for X of shape {shape}"
    if r < min(n, d) and S.shape == (min(n, d),):
        return f"k is ignored: more than k singular values come back {what}"
    if S.ndim != 1:
        return f"S has shape {S.shape}: the task asks for the singular values alone {what}"
    if (U.shape == (n, n) and n > r) or (Vt.shape == (d, d) and d > r):
        return f"U or Vt is a full square matrix {what}: the task asks for the thin SVD"
    name = next(name for name in found if found[name] != wanted[name])
    turned = ": rows and columns are exchanged" if found[name] == wanted[name][::-1] else ""
    return f"{name} has shape {found[name]} where the task asks for {wanted[name]}{turned}"


def _singular_value_symptom(S: FloatArray, largest: FloatArray, r: int) -> str | None:
    slack = TOLERANCE * (largest[0] if largest[0] else 1)
    if (S < 0).any():
        return "a singular value is negative: S are lengths"
    if np.allclose(S, largest[:r], rtol=0, atol=slack):
        sorted_down = (np.diff(S) <= slack / 10).all()
        return None if sorted_down else "S does not descend"
    if np.allclose(np.sort(S)[::-1], largest[:r], rtol=0, atol=slack):
        return "the right singular values, but not in descending order"
    if np.allclose(S, largest[:r] ** 2, rtol=1e-5, atol=1e-9 * largest[0] ** 2):
        return "S holds the eigenvalues of the squared matrix, which are no singular values yet"
    if np.allclose(np.sort(S), np.sort(largest)[:r], rtol=0, atol=slack):
        return "the smallest singular values are kept instead of the largest"
    return "S differs from the singular values of X"


def _orthonormal_symptom(gram: FloatArray, one: str, all_of_them: str) -> str | None:
    error = np.abs(gram - np.eye(len(gram)))
    if error.max(initial=0) <= TOLERANCE:
        return None
    if np.diag(gram).min() < 0.5:
        return f"{one} has length {math.sqrt(np.diag(gram).min()):.1g}, not 1. What is σ there?"
    if np.diag(error).max() > TOLERANCE:
        return f"{one} has not the length 1"
    return f"{all_of_them} are not orthogonal to each other"


def _product_symptom(
    U: FloatArray, S: FloatArray, Vt: FloatArray, X: FloatArray, best: float
) -> str | None:
    slack = 10 * TOLERANCE * (np.linalg.norm(X, 2) or 1)
    if np.linalg.norm(X - U * S @ Vt) <= best + slack:
        return None
    if Vt.shape[0] == Vt.shape[1] and np.linalg.norm(X - U * S @ Vt.T) <= best + slack:
        return "the third result is V, not its transpose"
    return "U diag(S) Vt is not X, though each factor alone is fine: do the pairs uⱼ, vⱼ belong?"


def whitening_symptom(result: Any, X: FloatArray, tol: float = 1e-10) -> str | None:
    """Name what keeps `result` from being a whitening of X as the task defines it; None if it is.

    A rotation and mirrorings of the columns are free, so the covariance is compared with I, and
    the span of the columns with Jacobi's left singular vectors.
    """
    n = len(X)
    U, S, _ = svd_by_jacobi(np.asarray(X, float) - np.mean(X, axis=0))
    r = sum(value > tol * S[0] for value in S)
    if result is None:
        return "nothing is returned (None). Is a return missing?"
    W = np.asarray(result)
    if W.dtype.kind not in "fiu":
        return "the result holds no real numbers"
    if W.shape != (n, r):
        return _whitened_shape_symptom(W, n, r)
    if not np.isfinite(W).all():
        return "entries that are nan or infinite: was something divided by 0?"
    U, W = U[:, :r], W.astype(float)
    return _moment_symptom(W) or (
        None
        if np.abs(W - U @ (U.T @ W)).max(initial=0) <= 1e-5
        else "mean and covariance fit, but it is no linear map of the centred data"
    )


def _whitened_shape_symptom(W: FloatArray, n: int, r: int) -> str:
    if W.ndim == 2 and W.shape[0] == n and W.shape[1] > r:
        return "directions are kept in which the cloud is flat, or almost: what does tol say?"
    if W.ndim == 2 and W.shape[0] == n:
        return "directions are dropped in which the cloud is not flat: what does tol say?"
    return f"shape {W.shape} where the task asks for {(n, r)}"


def _moment_symptom(W: FloatArray) -> str | None:
    n, r = W.shape
    if np.abs(W.mean(axis=0)).max(initial=0) > 1e-7:
        return "the columns have not the mean 0"
    centred = W - W.mean(axis=0)
    covariance = np.array([[sum(a * b) / (n - 1) for b in centred.T] for a in centred.T])
    eye = np.eye(r)
    if np.allclose(covariance.reshape(r, r), eye, rtol=0, atol=1e-7):
        return None
    variances = np.diag(covariance)
    if np.allclose(covariance, eye * variances[0], rtol=0, atol=1e-7 * variances[0]):
        if math.isclose(variances[0], n / (n - 1), rel_tol=1e-6):
            return "the covariance is the identity if one divides by n, but np.cov does not"
        return f"all variances are {variances[0]:.4g} instead of 1: what is UᵀU divided by?"
    if np.allclose(covariance, np.diag(variances), rtol=0, atol=1e-7 * variances.max()):
        return "the columns are uncorrelated, but their variances are not 1"
    if np.allclose(variances, 1, rtol=0, atol=1e-7):
        return "each column has variance 1, but the columns are still correlated"
    return "the covariance is neither the identity nor diagonal"


def attention(
    Q: ArrayLike, K: ArrayLike, V: ArrayLike, mask: ArrayLike | None = None
) -> tuple[FloatArray, FloatArray]:
    """The same two, score by score: (B, Lq, D), (B, Lk, D), (B, Lk, Dv) → (B, Lq, Dv), weights."""
    Q, K, V = (np.asarray(values, float) for values in (Q, K, V))
    batch, n_queries, n_keys = len(Q), Q.shape[1], K.shape[1]
    keep = np.broadcast_to(True if mask is None else mask, (batch, n_queries, n_keys))
    weights = np.zeros((batch, n_queries, n_keys))
    out = np.zeros((batch, n_queries, V.shape[2]))
    for b, i in np.ndindex(batch, n_queries):
        kept = [j for j in range(n_keys) if keep[b, i, j]]
        scores = [math.fsum(Q[b, i] * K[b, j]) / math.sqrt(Q.shape[2]) for j in kept]
        for j, score in zip(kept, scores, strict=True):
            # 1 / Σ exp(other − score) needs no maximum; an overflow of one term means weight 0
            weights[b, i, j] = 1 / math.fsum(_exp(other - score) for other in scores)
        out[b, i] = [math.fsum(weights[b, i] * column) for column in V[b].T]
    return out, weights


def _exp(exponent: float) -> float:
    return math.exp(exponent) if exponent < 709 else math.inf
