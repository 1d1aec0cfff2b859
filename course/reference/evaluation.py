"""Evaluation of samples: distances between the moments of two sets, and diversity."""

import numpy as np

from course.arrays import ArrayLike


def frechet_distance(mu1: ArrayLike, S1: ArrayLike, mu2: ArrayLike, S2: ArrayLike) -> float:
    """‖μ₁ − μ₂‖² + Tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½), the squared distance of N(μ₁, Σ₁) and N(μ₂, Σ₂).

    (Σ₁Σ₂)^½ is the matrix root whose eigenvalues are the roots λ^½ of the eigenvalues λ ≥ 0 of
    Σ₁Σ₂ (Dowson & Landau 1982; Heusel et al. 2017, eq. 6, take it of Inception features: the FID).

    mu1, mu2: (d,); S1, S2: (d, d), symmetric with no negative eigenvalue, in general not diagonal
    and not commuting, singular allowed; scalars are accepted as d = 1 (S is then a variance).
    Returns a real float, always: zero for equal arguments up to rounding, the same when the pairs
    are exchanged, never complex or nan where Σ₁ or Σ₂ is singular. The inputs are not changed.
    """
    S = np.stack([np.atleast_2d(S1), np.atleast_2d(S2)]).astype(float)
    eigenvalues, vectors = np.linalg.eigh(S)
    # Σ = F Fᵀ; then Tr (Σ₁Σ₂)^½ is the sum of the singular values of F₁ᵀ F₂, real even if singular
    F1, F2 = vectors * np.sqrt(np.clip(eigenvalues, 0, None))[:, None, :]
    overlap = np.linalg.norm(F1.T @ F2, "nuc")
    shift = np.asarray(mu1, dtype=float) - np.asarray(mu2, dtype=float)
    return float(np.sum(shift**2) + np.trace(S[0]) + np.trace(S[1]) - 2 * overlap)


def frechet_both_ways(
    mu1: ArrayLike, S1: ArrayLike, mu2: ArrayLike, S2: ArrayLike
) -> tuple[float, float]:
    """The squared Fréchet distance of two Gaussians, from the variances alone and in full.

    diagonal: ‖μ₁ − μ₂‖² + Σⱼ (σ₁ⱼ − σ₂ⱼ)², with σᵢⱼ² the j-th diagonal entry of Σᵢ;
    full:     ‖μ₁ − μ₂‖² + Tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½), where the trace of the root is the sum of the
    roots λ^½ of the eigenvalues λ ≥ 0 of Σ₁Σ₂ (Dowson & Landau 1982; Heusel et al. 2017, eq. 6).

    mu1, mu2: (d,); S1, S2: (d, d), symmetric with no negative eigenvalue, singular allowed;
    scalars are accepted as d = 1. Returns (diagonal, full), two floats. They agree if both
    matrices are diagonal; else the first, which ignores all correlations, is at most the second.
    The inputs are not changed.
    """
    S = np.stack([np.atleast_2d(S1), np.atleast_2d(S2)]).astype(float)
    shift = np.sum((np.asarray(mu1, dtype=float) - np.asarray(mu2, dtype=float)) ** 2)
    sigma1, sigma2 = np.sqrt(np.diagonal(S, axis1=1, axis2=2))
    diagonal = shift + np.sum((sigma1 - sigma2) ** 2)
    eigenvalues, vectors = np.linalg.eigh(S)
    # Σ = F Fᵀ; then Tr (Σ₁Σ₂)^½ is the sum of the singular values of F₁ᵀ F₂, real even if singular
    F1, F2 = vectors * np.sqrt(np.clip(eigenvalues, 0, None))[:, None, :]
    full = shift + np.trace(S[0]) + np.trace(S[1]) - 2 * np.linalg.norm(F1.T @ F2, "nuc")
    return float(diagonal), float(full)


def diversity_report(X: ArrayLike) -> tuple[float, float]:
    """Two spreads that are 0 for a collapsed generator: total variance, mean pairwise distance.

    total variance: Σⱼ (1/n) Σᵢ (xᵢⱼ − x̄ⱼ)², the variances (ddof = 0) of the d features, summed;
    mean distance:  Σ_{i≠j} ‖xᵢ − xⱼ‖₂ / (n (n − 1)), where no sample is paired with itself (Zhu et
    al. 2017 measure the diversity of generated images so, with a perceptual distance).

    X: (n, d), n ≥ 1 samples in rows. Returns two floats ≥ 0, the first in squared units of X, the
    second in units of X. A single sample has mean distance 0; equal rows give 0 and 0, up to
    rounding. X is not changed.
    """
    X = np.asarray(X, dtype=float)
    n = len(X)
    distances = sum(np.linalg.norm(X - row, axis=1).sum() for row in X)
    return float(X.var(axis=0).sum()), float(distances / max(n * (n - 1), 1))


def precision_and_coverage(
    real: ArrayLike, generated: ArrayLike, radius: float
) -> tuple[float, float]:
    """Share of generated samples near a real one, and share of real ones near a generated one.

    Two samples are near each other if their Euclidean distance is at most `radius` (a closed
    ball, so exactly `radius` counts). Precision: the share of the m generated samples that are near
    at least one real sample. Coverage: the share of the n real samples that are near at least one
    generated sample (Naeem et al. 2020, who give each real sample a radius of its own).

    real: (n, d), generated: (m, d), samples in rows, n and m at least 1 and in general different;
    radius ≥ 0. Returns (precision, coverage), two floats in [0, 1]. The inputs are not changed.
    """
    real, generated = np.asarray(real, dtype=float), np.asarray(generated, dtype=float)
    distances = np.linalg.norm(real[:, None, :] - generated[None, :, :], axis=-1)  # (n, m)
    near = distances <= radius
    return float(near.any(axis=0).mean()), float(near.any(axis=1).mean())
