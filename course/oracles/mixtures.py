"""Independent versions of `course.reference.mixtures`: loops, Bayes' rule, exact laws."""

import itertools
import math
from collections.abc import Callable

import numpy as np
from scipy import special, stats
from scipy.spatial import distance

from course.arrays import ArrayLike, FloatArray

# the mixture of the challenge
WEIGHTS = np.array([0.8, 0.2])
MEANS = np.array([[-2.0, -2.0], [2.0, 2.0]])
SIGMA = 0.5


def log_density(x: ArrayLike, weights: ArrayLike, means: ArrayLike, sigma: float) -> FloatArray:
    """log p at each of N points: (N, d) → (N,)."""
    x, means = np.asarray(x, float), np.asarray(means, float)
    terms = [
        math.log(w) + stats.multivariate_normal(m, sigma**2).logpdf(x)
        for w, m in zip(np.asarray(weights, float), means, strict=True)
    ]
    return np.asarray(special.logsumexp(np.stack(terms), axis=0))


def mixture_score(x: ArrayLike, weights: ArrayLike, means: ArrayLike, sigma: float) -> FloatArray:
    """The same score, point by point and component by component."""
    x, means = np.asarray(x, float), np.asarray(means, float)
    result = np.zeros(x.shape)
    for n, point in enumerate(x):
        logs = [
            math.log(w) - math.dist(point, m) ** 2 / 2 / sigma**2
            for w, m in zip(np.asarray(weights, float), means, strict=True)
        ]
        top = max(logs)
        shares = [math.exp(value - top) for value in logs]
        for share, m in zip(shares, means, strict=True):
            for j in range(x.shape[1]):
                result[n, j] += share / math.fsum(shares) * (m[j] - point[j]) / sigma**2
    return result


def fast_mixture_score(
    x: FloatArray, weights: ArrayLike, means: ArrayLike, sigma: float
) -> FloatArray:
    """The same for long runs of many chains: the posterior mean of the centres, by scipy."""
    means = np.asarray(means, float)
    log_joint = np.log(weights) + (x @ means.T - np.sum(means**2, axis=1) / 2) / sigma**2
    return np.asarray((special.softmax(log_joint, axis=1) @ means - x) / sigma**2)


def draw(n: int, rng: np.random.Generator) -> FloatArray:
    """n points of the mixture of the challenge, (n, 2)."""
    heavy = rng.uniform(size=n) < WEIGHTS[0]
    centres: FloatArray = np.where(heavy[:, None], MEANS[0], MEANS[1])
    points: FloatArray = centres + SIGMA * rng.normal(size=(n, 2))
    return points


def heavy_share(x: ArrayLike) -> float:
    """The share of the points that lie on the side of the heavy mode."""
    return float(np.mean(np.sum(np.asarray(x, float), axis=1) < 0))


def annealed_law(
    start: float, levels: ArrayLike, etas: ArrayLike, steps: int, variance: float
) -> tuple[float, float]:
    """Exact mean and variance of each number at the end, for data N(0, variance).

    The score of the noised data is −x/(variance + σ²); one step after another.
    """
    mean, spread = float(start), 0.0
    for level, eta in zip(np.asarray(levels, float), np.asarray(etas, float), strict=True):
        keep = 1 - eta / (variance + level**2)
        for _ in range(steps):
            mean, spread = keep * mean, keep**2 * spread + 2 * eta
    return mean, spread


def energy_distance(x: ArrayLike, y: ArrayLike) -> float:
    """The same distance, pair by pair."""
    first: list[list[float]] = np.asarray(x, float).tolist()
    second: list[list[float]] = np.asarray(y, float).tolist()
    across = [math.dist(a, b) for a in first for b in second]
    within = [
        [math.dist(a, b) for i, a in enumerate(z) for j, b in enumerate(z) if i != j]
        for z in (first, second)
    ]
    means = [math.fsum(values) / len(values) for values in (across, *within)]
    return 2 * means[0] - means[1] - means[2]


def fast_energy_distance(x: ArrayLike, y: ArrayLike) -> float:
    """The same for thousands of points, by scipy's distance matrices."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    across = float(distance.cdist(x, y).mean())
    return 2 * across - float(distance.pdist(x).mean()) - float(distance.pdist(y).mean())


def energy_of_share(share: float) -> float:
    """Energy distance to the challenge's mixture of one with this share and the same two modes.

    It is (share − 0.8)² times the distance of the modes: that is quadratic in the difference of
    the two laws. The distance of two points of one mode is Rayleigh, of two modes it is Rice.
    """
    scale = math.sqrt(2) * SIGMA
    gap = float(np.linalg.norm(MEANS[1] - MEANS[0]))
    across = float(stats.rice(gap / scale, scale=scale).mean())
    within = float(stats.rayleigh(scale=scale).mean())
    return (share - float(WEIGHTS[0])) ** 2 * (2 * across - 2 * within)


def mixture_eps(
    x: ArrayLike, abar: float, weights: ArrayLike, means: ArrayLike, sigma: float
) -> FloatArray:
    """The same noise as E[ε | x], component by component: ε is what x has beside √ᾱ x₀.

    In component k, x₀ given x is Gaussian; its mean is the one of two Gaussian measurements.
    """
    x, means = np.asarray(x, float), np.asarray(means, float)
    variance = abar * sigma**2 + 1 - abar
    logs = np.stack(
        [
            math.log(w) + stats.multivariate_normal(math.sqrt(abar) * m, variance).logpdf(x)
            for w, m in zip(np.asarray(weights, float), means, strict=True)
        ]
    ).reshape(len(means), len(x))
    shares = special.softmax(logs, axis=0)
    guess = np.zeros(x.shape)
    for share, m in zip(shares, means, strict=True):
        gain = math.sqrt(abar) * sigma**2 / variance
        guess += share[:, None] * (m + gain * (x - math.sqrt(abar) * m))
    return np.asarray((x - math.sqrt(abar) * guess) / math.sqrt(1 - abar))


def ddpm_sample(
    eps_model: Callable[[FloatArray, int], ArrayLike],
    xT: ArrayLike,
    betas: ArrayLike,
    noise: ArrayLike,
) -> FloatArray:
    """The same path by Bayes' rule: guess x₀, then draw from q(x_{t−1} | x_t, x₀)."""
    betas, noise = np.asarray(betas, float), np.asarray(noise, float)
    abar = [math.prod(1 - b for b in betas[: t + 1].tolist()) for t in range(len(betas))]
    path = [np.array(xT, float)]
    for t in reversed(range(len(betas))):
        x = path[-1]
        eps = np.asarray(eps_model(x.copy(), t), float)
        data = (x - math.sqrt(1 - abar[t]) * eps) / math.sqrt(abar[t])
        if t == 0:
            path.append(data)
            continue
        before, step = abar[t - 1], 1 - abar[t] / abar[t - 1]
        mean = (math.sqrt(before) * step * data + math.sqrt(1 - step) * (1 - before) * x) / (
            1 - abar[t]
        )
        path.append(mean + math.sqrt(step * (1 - before) / (1 - abar[t])) * noise[t])
    return np.stack(path)


def cosine_betas(T: int) -> FloatArray:
    """Variances β_0, …, β_{T−1} of the cosine schedule (Nichol & Dhariwal 2021, eq. 17)."""
    kept = [math.cos((k / T + 0.008) / 1.008 * math.pi / 2) ** 2 for k in range(T + 1)]
    return np.array([min(1 - b / a, 0.999) for a, b in itertools.pairwise(kept)])
