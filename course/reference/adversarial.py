"""Adversaries: the value of the GAN game, distances of samples, the Lipschitz bound of a layer."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def game_value(p: ArrayLike, q: ArrayLike) -> tuple[float, float]:
    """max_D V(D) of the GAN game on K outcomes, and the Jensen–Shannon divergence JS(p, q).

    V(D) = Σ_k p_k log D_k + q_k log(1 − D_k), inserted at the best discriminator; then
    V = 2 JS − log 4 (Goodfellow et al. 2014, theorem 1). 0 log 0 counts as 0.

    p (data) and q (generator): (K,), probabilities. Returns (value, js), two floats in nats. The
    inputs are not changed.
    """
    p, q = np.asarray(p), np.asarray(q)
    total = p + q
    terms = [r[r > 0] * np.log(r[r > 0] / total[r > 0]) for r in (p, q)]
    value = float(sum(term.sum() for term in terms))
    return value, (value + float(np.log(4))) / 2


def mode_coverage(
    samples: ArrayLike, centres: ArrayLike, radius: float, share: float = 0.02
) -> int:
    """How many modes a generator hits: those with at least `share` of all samples near them.

    A sample is near the mode whose centre is nearest to it, and near none if that Euclidean
    distance is greater than `radius` (Metz et al. 2017 count the modes of rings like this).

    samples: (n, d); centres: (m, d); radius > 0, and exactly `radius` is near. `share` is a
    fraction of all n samples, not only of those near a mode, and exactly `share` counts. Returns
    an int in 0..m. The inputs are not changed.
    """
    samples, centres = np.asarray(samples), np.asarray(centres)
    distances = np.linalg.norm(samples[:, None] - centres, axis=-1)  # (n, m)
    nearest = distances.argmin(axis=1)[distances.min(axis=1) <= radius]
    counts = np.bincount(nearest, minlength=len(centres))
    return int(np.sum(counts / len(samples) >= share))


def wasserstein_1d(x: ArrayLike, y: ArrayLike) -> float:
    """W₁ of two samples on the line, ∫ |F(t) − G(t)| dt, with their distribution functions F, G.

    F(t) is the share of x that is at most t. For equal sizes it is the mean distance of the sorted
    values, pair by pair; a WGAN's critic estimates W₁ by its dual (Arjovsky et al. 2017).

    x: (n,), y: (m,), in any order, with ties, n and m ≥ 1 and in general different. Returns a
    float ≥ 0 in the units of x. The inputs are not changed.
    """
    x, y = np.sort(x), np.sort(y)
    t = np.sort(np.concatenate([x, y]))
    F = np.searchsorted(x, t[:-1], side="right") / len(x)
    G = np.searchsorted(y, t[:-1], side="right") / len(y)
    return float(np.sum(np.abs(F - G) * np.diff(t)))


def spectral_normalize(W: ArrayLike, n_iter: int = 50) -> FloatArray:
    """W / σ with σ the largest singular value of W, by power iteration (Miyato et al. 2018).

    Each step takes v to Wᵀ W v and rescales it to length 1; then σ = ‖W v‖. Any fixed start (the
    same in every call) and any other way to σ is right, if the error of σ is below 1e-4 of it for
    n_iter = 50 and a second singular value of at most 0.9 σ.

    W: (n, m), in general rectangular; its rows or columns may sum to zero; W = 0 is returned as it
    is. Returns (n, m), a new array. W is not changed.
    """
    W = np.asarray(W)
    v = np.random.default_rng(0).normal(size=W.shape[1:])  # ones may lie in the null space of W
    for _ in range(n_iter):
        v = W.T @ (W @ v)
        v = v / (np.linalg.norm(v) or 1.0)
    return W / (np.linalg.norm(W @ v) or 1.0)


def precision_recall_knn(real: ArrayLike, gen: ArrayLike, k: int) -> tuple[float, float]:
    """Precision and recall of generated samples, with balls up to the k-th neighbour.

    Around each point of a set lies a closed ball whose radius is the Euclidean distance to its k-th
    nearest neighbour in the same set, the point itself not counted. Precision: the share of `gen`
    that lies in at least one ball of `real`. Recall: the share of `real` that lies in at least one
    ball of `gen` (Kynkäänniemi et al. 2019, eqs. 1 and 2).

    real: (n, d), gen: (m, d), samples in rows, n and m in general different; 1 ≤ k < min(n, m),
    else ValueError. Returns (precision, recall), two floats in [0, 1]. The inputs are not changed.
    """
    real, gen = np.asarray(real), np.asarray(gen)
    if not 1 <= k < min(len(real), len(gen)):
        raise ValueError(f"k = {k} neighbours of {len(real)} and {len(gen)} points")
    shares = []
    for points, centres in ((gen, real), (real, gen)):
        own = np.linalg.norm(centres[:, None] - centres, axis=-1)
        radii = np.sort(own, axis=1)[:, k]  # entry 0 is the point itself
        distances = np.linalg.norm(points[:, None] - centres, axis=-1)
        shares.append(float((distances <= radii).any(axis=1).mean()))
    return shares[0], shares[1]
