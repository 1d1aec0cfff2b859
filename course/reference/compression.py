"""Linear compression: principal components and the reconstruction from a few of them."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def pca_fit(X: ArrayLike, k: int) -> tuple[FloatArray, FloatArray]:
    """The mean of the rows of X and the k directions in which they vary most (Pearson 1901).

    The plane mean + span(components) has, of all k-dimensional planes, the smallest sum of squared
    distances to the rows of X.

    X: (n, d), one datum per row, of any type of real numbers; k: an integer. Returns (mean,
    components), computed in float64: mean (d,); components (k, d), orthonormal rows, ordered from
    the largest variance of X along them to the smallest. The sign of each row is yours. Raises
    ValueError unless 1 <= k <= min(n, d). X is not changed.
    """
    X = np.asarray(X, dtype=float)
    if not 1 <= k <= min(X.shape):
        raise ValueError(f"k={k} components of data of shape {X.shape}")
    mean = X.mean(axis=0)
    _, _, directions = np.linalg.svd(X - mean, full_matrices=False)
    return mean, directions[:k]


def pca_reconstruct(X: ArrayLike, mean: ArrayLike, components: ArrayLike) -> FloatArray:
    """Encode each row of X as k numbers and decode it: the nearest point of the fitted plane.

    X: (n, d), any number of rows, 0 and 1 too; it need not be the data of the fit. mean (d,) and
    components (k, d), orthonormal rows, as `pca_fit` returns them. Returns (n, d), computed in
    float64. Each row is reconstructed by itself: what else stands in X makes no difference. No
    input is changed.
    """
    X, mean, components = (np.asarray(a, dtype=float) for a in (X, mean, components))
    codes = (X - mean) @ components.T
    return mean + codes @ components
