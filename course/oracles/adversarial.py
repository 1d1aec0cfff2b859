"""Independent versions of `course.reference.adversarial`: KL sums, quantiles, SVD and loops."""

import math
from fractions import Fraction

import numpy as np
from scipy import linalg

from course.arrays import ArrayLike, FloatArray


def game_value(p: ArrayLike, q: ArrayLike) -> tuple[float, float]:
    """The same two from JS = ½ KL(p ‖ m) + ½ KL(q ‖ m), m the mean law; then V = 2 JS − log 4."""
    pairs = list(zip(np.ravel(p).tolist(), np.ravel(q).tolist(), strict=True))
    parts = [a * math.log(2 * a / (a + b)) for a, b in pairs if a > 0]
    parts += [b * math.log(2 * b / (a + b)) for a, b in pairs if b > 0]
    js = math.fsum(parts) / 2
    # the laws may not sum to 1 after a change of form: the log 4 then weighs what they sum to
    weight = math.fsum(a + b for a, b in pairs)
    return 2 * js - weight * math.log(2), js + (2 - weight) * math.log(2) / 2


def mode_coverage(
    samples: ArrayLike, centres: ArrayLike, radius: float, share: float = 0.02
) -> int:
    """The same, by sorting each sample's distances."""
    points, modes = np.asarray(samples, float).tolist(), np.asarray(centres, float).tolist()
    counts = [0] * len(modes)
    for point in points:
        distance, mode = min((math.dist(point, centre), i) for i, centre in enumerate(modes))
        counts[mode] += distance <= radius
    return sum(count / len(points) >= share for count in counts)


def wasserstein_1d(x: ArrayLike, y: ArrayLike) -> float:
    """The same by quantiles, ∫ |F⁻¹(u) − G⁻¹(u)| du, piece by piece in exact fractions of u."""
    first, second = sorted(np.ravel(x).tolist()), sorted(np.ravel(y).tolist())
    i = j = 0
    u, parts = Fraction(0), []
    while i < len(first) and j < len(second):
        end = min(Fraction(i + 1, len(first)), Fraction(j + 1, len(second)))
        parts.append(float(end - u) * abs(first[i] - second[j]))
        i, j = i + (end == Fraction(i + 1, len(first))), j + (end == Fraction(j + 1, len(second)))
        u = end
    return math.fsum(parts)


def spectral_normalize(W: ArrayLike, n_iter: int = 50) -> FloatArray:
    """W / σ with σ from the singular value decomposition; n_iter does not matter."""
    matrix = np.asarray(W, float)
    sigma = float(linalg.svdvals(matrix)[0])
    return matrix / sigma if sigma > 0 else matrix.copy()


def precision_recall_knn(real: ArrayLike, gen: ArrayLike, k: int) -> tuple[float, float]:
    """The same two by loops over points and balls."""
    first, second = np.asarray(real, float).tolist(), np.asarray(gen, float).tolist()
    return _covered(second, first, k), _covered(first, second, k)


def _covered(points: list[list[float]], balls: list[list[float]], k: int) -> float:
    radii = []
    for i, centre in enumerate(balls):
        others = sorted(math.dist(centre, other) for j, other in enumerate(balls) if j != i)
        radii.append(others[k - 1])
    hits = 0
    for point in points:
        hits += any(math.dist(point, c) <= r for c, r in zip(balls, radii, strict=True))
    return hits / len(points)
