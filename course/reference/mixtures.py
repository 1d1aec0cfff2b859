"""A Gaussian mixture with known scores: annealed Langevin dynamics, DDPM, energy distance."""

from collections.abc import Callable

import numpy as np

from course.arrays import ArrayLike, FloatArray


def mixture_score(x: ArrayLike, weights: ArrayLike, means: ArrayLike, sigma: float) -> FloatArray:
    """The score ∇ log p(x) of the mixture p = Σ_k w_k N(m_k, σ² I), exact.

    Each component pulls to its centre with (m_k − x)/σ², and its pull counts by the posterior
    probability that x came from it. Finite for every finite x, also where all densities underflow.

    x: (N, d), N points; weights: (K,), positive, their sum is 1; means: (K, d); sigma: σ > 0, the
    standard deviation of every component (not the variance).
    Returns (N, d), one score per point. The inputs are not changed.
    """
    x, means = np.asarray(x, dtype=float), np.asarray(means, dtype=float)
    pull = (means - x[:, None]) / sigma**2
    log_joint = np.log(weights) - 0.5 * sigma**2 * np.sum(pull**2, axis=-1)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * pull, axis=1)


def annealed_langevin(
    score: Callable[[FloatArray, float], FloatArray],
    x0: ArrayLike,
    levels: ArrayLike,
    etas: ArrayLike,
    steps: int,
    *,
    rng: np.random.Generator,
) -> FloatArray:
    """Langevin steps at one noise level after the other (Song & Ermon 2019, algorithm 1).

    At level i the target is the data noised with standard deviation σ_i, whose score is
    `score(x, σ_i)`; `steps` steps are made there, x' = x + η_i s(x, σ_i) + √(2η_i) ξ, and where
    they end the next level begins. One level σ = 0 is Langevin dynamics without annealing.

    score: a function of x and a level, called once per step; x0: (N, d), the starts of N chains;
    levels: (L,), the σ_i in the order in which they are visited; etas: (L,), the step size of each
    level; steps: steps per level; rng: the only source of randomness, ξ ~ N(0, 1) fresh for every
    number and every step, the last one included.
    Returns (N, d), float: where the chains stand at the end. The inputs are not changed, except
    that rng has moved on.
    """
    x = np.array(x0, dtype=float)
    for level, eta in np.stack([levels, etas], axis=1):
        for _ in range(steps):
            x = x + eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


def energy_distance(x: ArrayLike, y: ArrayLike) -> float:
    """2 E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖, estimated without bias (Székely & Rizzo 2013).

    X, X′ are independent draws of one law, Y, Y′ of another; the distance is 0 only for equal
    laws. Each expectation is a mean over pairs of rows; a row is never paired with itself, so the
    estimate has no bias, and may come out a little below 0 where both laws are equal.

    x: (n, d), y: (m, d), with n, m ≥ 2. Returns a float, in the unit of the data; no root is
    taken. The inputs are not changed.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    n, m = len(x), len(y)
    across = np.linalg.norm(x[:, None] - y, axis=-1).sum() / (n * m)
    # the zeros on the diagonal add nothing to the sum, so they need not be counted
    within_x = np.linalg.norm(x[:, None] - x, axis=-1).sum() / (n * (n - 1))
    within_y = np.linalg.norm(y[:, None] - y, axis=-1).sum() / (m * (m - 1))
    return float(2 * across - within_x - within_y)


def mixture_eps(
    x: ArrayLike,
    abar: float,
    weights: ArrayLike,
    means: ArrayLike,
    sigma: float,
    score: Callable[..., FloatArray],
) -> FloatArray:
    """The best prediction of the noise at level ᾱ, E[ε | x_t = x], if the data are a mixture.

    With x_t = √ᾱ x₀ + √(1 − ᾱ) ε and x₀ ~ Σ_k w_k N(m_k, σ² I), x_t has a mixture density again:
    find its centres and its width, take its score, and turn the score into noise.

    x: (N, d), points at level ᾱ; abar: a number in (0, 1); weights (K,), means (K, d), sigma: those
    of the data; score: the function of step 1, or any other that gives for (x, weights, means,
    sigma) the score of such a mixture. Returns (N, d). The inputs are not changed.
    """
    means = np.asarray(means, dtype=float)
    width = np.sqrt(abar * sigma**2 + 1 - abar)
    return -np.sqrt(1 - abar) * score(x, weights, np.sqrt(abar) * means, width)


def ddpm_sample(
    eps_model: Callable[[FloatArray, int], FloatArray],
    xT: ArrayLike,
    betas: ArrayLike,
    noise: ArrayLike,
) -> FloatArray:
    """All T steps of a DDPM sampler from noise to data (Ho et al. 2020, algorithm 2).

    The step at t = T−1, …, 0 takes x to (x − β_t/√(1 − ᾱ_t) ε̂)/√α_t, with α_t = 1 − β_t,
    ᾱ_t = ∏_{s=0..t} α_s and ε̂ = eps_model(x, t), and for t > 0 adds noise of variance
    β̃_t = β_t (1 − ᾱ_{t−1})/(1 − ᾱ_t). The last step, t = 0, adds none.

    eps_model: a function of x and the integer t, called once per step; xT: (N, d), the start,
    pure noise; betas: (T,), in (0, 1); noise: (T, N, d), N(0, 1): noise[t] belongs to the step at
    t, noise[0] is not used.
    Returns (T + 1, N, d), the path: entry 0 is xT, entry k stands after k steps, the last entry is
    the sample. The inputs are not changed.
    """
    betas, noise = np.asarray(betas, dtype=float), np.asarray(noise, dtype=float)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(len(betas) - 1, -1, -1):
        pulled = path[-1] - betas[t] / np.sqrt(1 - abars[t]) * eps_model(path[-1], t)
        mean = pulled / np.sqrt(alphas[t])
        variance = betas[t] * (1 - abars[t - 1]) / (1 - abars[t]) if t > 0 else 0.0
        path.append(mean + np.sqrt(variance) * noise[t])
    return np.stack(path)
