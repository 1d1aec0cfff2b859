"""Linear algebra: energy of singular values, whitening, the SVD itself, attention."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def n_components_for_energy(s: ArrayLike, frac: float) -> int:
    """How many of the largest singular values hold the share `frac` of the energy.

    The energy of the values s is Σᵢ sᵢ², the squared Frobenius norm of the matrix they belong to.
    Returns the smallest number k such that the k largest values together have at least the share
    frac of it (exactly the share counts, and so does a share that falls short by less than 1e-12,
    which is rounding).

    s: (r,), none negative and not all 0, in any order; 0 < frac ≤ 1. Returns an int from 1 to r.
    The input is not changed.
    """
    energy = np.sort(np.asarray(s, dtype=float) ** 2)[::-1]
    share = np.cumsum(energy) / np.sum(energy)
    return int(np.argmax(share >= frac - 1e-12)) + 1


def whiten(X: ArrayLike, tol: float = 1e-10) -> FloatArray:
    """Whiten a cloud: a linear map of the centred rows, such that the covariance becomes I.

    With the column means taken off, let σ₁ ≥ σ₂ ≥ … be the singular values of what is left.
    Directions with σⱼ ≤ tol · σ₁ are dropped, r of them stay. The result spans these r directions,
    its columns have mean 0, and np.cov(result, rowvar=False), which divides by n − 1, is the
    identity (Kessy, Lewin & Strimmer 2018). That leaves a rotation and mirrorings open; each is
    right.

    X: (n, d), rows are samples, n ≥ 2. Returns (n, r), r ≤ min(n − 1, d), and (n, 0) if all rows
    are equal. The input is not changed.
    """
    X = np.asarray(X, dtype=float)
    U, s, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return U[:, s > tol * s[0]] * np.sqrt(len(X) - 1)


def my_svd(X: ArrayLike, k: int | None = None) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The thin SVD X = U diag(S) Vᵀ by way of a symmetric eigenproblem, or its k leading parts.

    np.linalg.eigh, np.linalg.qr and products are enough; np.linalg.svd is what is built here.

    X: (n, d), any shape and any rank. With r = min(n, d), or r = k where a k from 1 to min(n, d)
    is given, returns (U, S, Vt) of the shapes (n, r), (r,), (r, d): S ≥ 0 in descending order,
    UᵀU = I and Vt Vtᵀ = I, also where a singular value is 0; U diag(S) Vt is X, or the best
    approximation of rank k. The signs of the pairs uⱼ, vⱼ are free. Singular values below some
    1e-8 of the largest may be rounding noise: squaring the matrix has lost them (Golub & Van Loan
    2013, section 8.6). The input is not changed.
    """
    X = np.asarray(X, dtype=float)
    n, d = X.shape
    tall = X if n >= d else X.T
    V = np.linalg.eigh(tall.T @ tall)[1][:, ::-1]  # eigh sorts upwards
    # the columns of tall @ V are σⱼuⱼ: QR gives them length 1, and completes them where σⱼ = 0
    U, R = np.linalg.qr(tall @ V)
    S = np.abs(np.diag(R))
    U = U * np.where(np.diag(R) < 0, -1, 1)
    if n < d:
        U, V = V, U
    return U[:, :k], S[:k], V[:, :k].T


def attention(
    Q: ArrayLike, K: ArrayLike, V: ArrayLike, mask: ArrayLike | None = None
) -> tuple[FloatArray, FloatArray]:
    """Scaled dot-product attention, softmax(Q Kᵀ/√D) V, and its weights (Vaswani et al. 2017).

    Q: (B, Lq, D) queries, K: (B, Lk, D) keys, V: (B, Lk, Dv) values; mask: booleans of any shape
    that broadcasts to (B, Lq, Lk), True = this query may look at this key, None = all may.

    Returns (out, weights) of the shapes (B, Lq, Dv) and (B, Lq, Lk). Each row of the weights is a
    softmax over the keys that are kept and exactly 0 elsewhere; a row without any kept key is all
    0, and so is its output. Scores of any size give finite results. The inputs are not changed.
    """
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    # the initial value is for rows without a key, where −∞ − (−∞) would be nan
    highest = scores.max(axis=2, keepdims=True, initial=np.finfo(float).min)
    weights = np.exp(scores - highest)
    # the highest score adds exp(0) = 1, so that only rows without a key have a sum below 1
    weights = weights / np.maximum(weights.sum(axis=2, keepdims=True), 1)
    return weights @ V, weights
