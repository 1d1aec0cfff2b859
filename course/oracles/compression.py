"""Independent versions of `course.reference.compression`: a covariance matrix and least squares.

Components are right up to their signs; `lines` makes two fits comparable: c and −c give one line.
"""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def pca_fit(X: ArrayLike, k: int) -> tuple[FloatArray, FloatArray]:
    """The same plane from the eigenvectors of the covariance matrix, summed row by row."""
    X = np.asarray(X, float)
    mean = np.array([sum(column) / len(column) for column in X.T])
    covariance = np.zeros((X.shape[1], X.shape[1]))
    for row in X:
        covariance += np.outer(row - mean, row - mean) / len(X)
    return mean, np.linalg.eigh(covariance)[1].T[::-1][:k]


def pca_reconstruct(X: ArrayLike, mean: ArrayLike, components: ArrayLike) -> FloatArray:
    """The nearest point of the plane, each row by least squares."""
    X, mean, components = (np.asarray(a, float) for a in (X, mean, components))
    result = np.empty(X.shape)
    for i, row in enumerate(X):
        code = np.linalg.lstsq(components.T, row - mean, rcond=None)[0]
        result[i] = mean + sum(c * v for c, v in zip(code, components, strict=True))
    return result


def lines(fit: tuple[ArrayLike, ArrayLike]) -> tuple[FloatArray, FloatArray]:
    """The mean, and c cᵀ instead of each component c: (k, d) → (k, d, d), free of signs."""
    mean, components = fit
    components = np.asarray(components, float)
    return np.asarray(mean, float), np.einsum("ki,kj->kij", components, components)


def reconstruction_error(train: ArrayLike, X: ArrayLike, k: int) -> float:
    """Mean squared error per entry of X with k components of `train`, without reconstructing.

    By Pythagoras: what is left is the squared distance to the mean minus that within the plane.
    """
    mean, components = pca_fit(train, k)
    apart = np.asarray(X, float) - mean
    left = np.sum(apart**2) - sum(np.sum((apart @ c) ** 2) for c in components)
    return float(left / apart.size)


def components_for_share(train: ArrayLike, share: float, power: int = 1) -> int:
    """The fewest components with at least this share of Σ variance**power."""
    train = np.asarray(train, float)
    variances = np.linalg.eigvalsh(np.cov(train.T))[::-1].clip(0) ** power
    return int(np.argmax(np.cumsum(variances) >= share * variances.sum())) + 1
