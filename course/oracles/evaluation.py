"""Independent versions of `course.reference.evaluation`: eigenvalues, quantiles and pairs."""

import math

import numpy as np
from scipy import integrate, linalg, stats

from course.arrays import ArrayLike


def frechet_distance(mu1: ArrayLike, S1: ArrayLike, mu2: ArrayLike, S2: ArrayLike) -> float:
    """The same, by the symmetric matrix Σ₁^½ Σ₂ Σ₁^½, which has the eigenvalues of Σ₁Σ₂.

    Error some 1e-8 times the scale where the matrices are singular: the root of rounding noise.
    """
    first, second = np.atleast_2d(np.asarray(S1, float)), np.atleast_2d(np.asarray(S2, float))
    eigenvalues, vectors = linalg.eigh(first)
    root = np.zeros(first.shape)
    for eigenvalue, vector in zip(eigenvalues, vectors.T, strict=True):
        root += math.sqrt(max(eigenvalue, 0.0)) * np.outer(vector, vector)
    overlap = sum(math.sqrt(max(e, 0.0)) for e in linalg.eigvalsh(root @ second @ root))
    pairs = zip(np.ravel(mu1).tolist(), np.ravel(mu2).tolist(), strict=True)
    variances = math.fsum([*np.diag(first), *np.diag(second)])
    return math.fsum((a - b) ** 2 for a, b in pairs) + variances - 2 * overlap


def trace_of_root_by_eigenvalues(S1: ArrayLike, S2: ArrayLike) -> float:
    """Tr (Σ₁Σ₂)^½ from the eigenvalues of the product itself, which is not symmetric."""
    eigenvalues = linalg.eigvals(np.asarray(S1, float) @ np.asarray(S2, float))
    return math.fsum(np.sqrt(eigenvalues.astype(complex)).real)


def frechet_by_quantiles(mu1: float, var1: float, mu2: float, var2: float) -> float:
    """∫ (F₁⁻¹(u) − F₂⁻¹(u))² du for d = 1: the squared 2-Wasserstein distance; error 1e-8."""
    first, second = stats.norm(mu1, math.sqrt(var1)), stats.norm(mu2, math.sqrt(var2))
    return float(integrate.quad(lambda u: (first.ppf(u) - second.ppf(u)) ** 2, 0, 1)[0])


def frechet_both_ways(
    mu1: ArrayLike, S1: ArrayLike, mu2: ArrayLike, S2: ArrayLike
) -> tuple[float, float]:
    """The same two by loops, with the root's trace from the product Σ₁Σ₂, which is not symmetric.

    Error some 1e-7 times the scale where the matrices are singular: the root of rounding noise.
    """
    first, second = np.atleast_2d(np.asarray(S1, float)), np.atleast_2d(np.asarray(S2, float))
    pairs = zip(np.ravel(mu1).tolist(), np.ravel(mu2).tolist(), strict=True)
    shift = math.fsum((a - b) ** 2 for a, b in pairs)
    variances = list(zip(np.diag(first).tolist(), np.diag(second).tolist(), strict=True))
    diagonal = shift + math.fsum(a + b - 2 * math.sqrt(a * b) for a, b in variances)
    overlap = trace_of_root_by_eigenvalues(first, second)
    return diagonal, shift + math.fsum(a + b for a, b in variances) - 2 * overlap


def trace_of_root_2x2(S1: ArrayLike, S2: ArrayLike) -> float:
    """Tr (Σ₁Σ₂)^½ for d = 2, without eigenvalues: (√λ + √κ)² = λ + κ + 2 √(λκ)."""
    (a, b), (_, c) = np.asarray(S1, float).tolist()
    (p, q), (_, r) = np.asarray(S2, float).tolist()
    trace = a * p + 2 * b * q + c * r
    determinant = (a * c - b * b) * (p * r - q * q)
    return math.sqrt(trace + 2 * math.sqrt(max(determinant, 0.0)))


def diversity_report(X: ArrayLike) -> tuple[float, float]:
    """The same two over pairs: the variance is half the mean squared distance of all n² pairs."""
    rows = np.asarray(X, float).tolist()
    n = len(rows)
    distances = [math.dist(rows[i], rows[j]) for i in range(n) for j in range(n) if i != j]
    variance = math.fsum(distance**2 for distance in distances) / (2 * n * n)
    return variance, math.fsum(distances) / len(distances) if distances else 0.0


def precision_and_coverage(
    real: ArrayLike, generated: ArrayLike, radius: float
) -> tuple[float, float]:
    """The same two by counting, from one nearest distance per sample."""
    first, second = np.asarray(real, float).tolist(), np.asarray(generated, float).tolist()
    hits = [min(math.dist(x, y) for x in first) <= radius for y in second]
    found = [min(math.dist(x, y) for y in second) <= radius for x in first]
    return sum(hits) / len(second), sum(found) / len(first)
