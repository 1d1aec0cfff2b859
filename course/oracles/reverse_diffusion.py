"""Independent versions of `course.reference.reverse_diffusion`: Bayes' rule, slopes, moments."""

import cmath
import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from scipy import integrate, stats

from course.arrays import ArrayLike, FloatArray

STEP = 1e-20  # of complex differences, which have no cancellation


def _level(t: int, betas: ArrayLike) -> float:
    """ᾱ_t as a product of Python floats; 1 for t = −1."""
    kept: list[float] = (1 - np.asarray(betas, float)).tolist()
    return math.prod(kept[: t + 1])


def training_targets(
    x0: ArrayLike, t: ArrayLike, betas: ArrayLike, eps: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The same three, number by number, both targets as slopes that no formula gives.

    The score is the slope of the log density at x_t. v is the velocity of x_t = x₀ cos φ + ε sin φ
    in the angle φ, with √ᾱ_t = cos φ.
    """
    x0, eps = np.asarray(x0, float), np.asarray(eps, float)
    times = np.broadcast_to(np.asarray(t), x0.shape[:1]).tolist()
    xt, score, v = np.empty((3, *x0.shape))
    for index in np.ndindex(x0.shape):
        level, datum, noise = _level(times[index[0]], betas), float(x0[index]), float(eps[index])
        angle = math.atan2(math.sqrt(1 - level), math.sqrt(level))
        turned = _turn(datum, noise, angle + STEP * 1j)
        xt[index], v[index] = turned.real, turned.imag / STEP
        away = xt[index] + STEP * 1j - math.sqrt(level) * datum
        score[index] = (-(away**2) / (2 * (1 - level))).imag / STEP
    return xt, score, v


def _turn(datum: float, noise: float, angle: complex) -> complex:
    return datum * cmath.cos(angle) + noise * cmath.sin(angle)


def cosine_betas(T: int, s: float = 0.008, most: float = 0.999) -> FloatArray:
    """The same variances, each the share that is lost on the way to the next level.

    cos² x = (1 + cos 2x) / 2: the levels themselves contain no square.
    """
    levels = [1 + math.cos(math.pi * (u / T + s) / (1 + s)) for u in range(T + 1)]
    lost = [(now - after) / now for now, after in pairwise(levels)]
    return np.array([min(share, most) for share in lost])


def ddpm_reverse_step(
    xt: ArrayLike, t: ArrayLike, eps_pred: ArrayLike, betas: ArrayLike, noise: ArrayLike
) -> FloatArray:
    """The same step by Bayes' rule, number by number: (B, ...) → (B, ...).

    The predicted noise says which x₀ it was. Given that, x_{t−1} is N(√ᾱ_{t−1} x₀, 1 − ᾱ_{t−1})
    before x_t is seen, and x_t is N(√α_t x_{t−1}, β_t): precisions add.
    """
    xt, eps_pred, noise = (np.asarray(part, float) for part in (xt, eps_pred, noise))
    betas = np.asarray(betas, float)
    times = np.broadcast_to(np.asarray(t), xt.shape[:1]).tolist()
    result = np.empty(xt.shape)
    for index in np.ndindex(xt.shape):
        time = times[index[0]]
        level, before = _level(time, betas), _level(time - 1, betas)
        x0 = (xt[index] - math.sqrt(1 - level) * eps_pred[index]) / math.sqrt(level)
        if time == 0:
            result[index] = x0
            continue
        prior, evidence = 1 / (1 - before), (1 - betas[time]) / betas[time]
        pull = prior * math.sqrt(before) * x0
        pull += evidence * xt[index] / math.sqrt(1 - betas[time])
        result[index] = (pull + math.sqrt(prior + evidence) * noise[index]) / (prior + evidence)
    return result


def posterior_by_quadrature(xt: float, t: int, x0: float, betas: ArrayLike) -> tuple[float, float]:
    """Mean and standard deviation of x_{t−1} given x_t and x₀, t ≥ 1, from densities on a grid."""
    betas = np.asarray(betas, float)
    before = stats.norm(math.sqrt(_level(t - 1, betas)) * x0, math.sqrt(1 - _level(t - 1, betas)))
    grid = np.linspace(*before.interval(1 - 1e-15), 20_001)
    step = stats.norm(math.sqrt(1 - betas[t]) * grid, math.sqrt(betas[t]))
    log_weight = before.logpdf(grid) + step.logpdf(xt)
    weight = np.exp(log_weight - log_weight.max())
    mean = float(np.sum(weight * grid) / np.sum(weight))
    return mean, math.sqrt(float(np.sum(weight * (grid - mean) ** 2) / np.sum(weight)))


def vp_moments(beta: float, t: float, variance: float = 0.0) -> tuple[float, float]:
    """Mean and variance of x_t for dx = −½ β x dt + √β dW from x₀ of mean 1, by an ODE solver.

    Itô: the mean obeys m' = −½ β m, the variance v' = −β v + β.
    """
    solved = integrate.solve_ivp(
        lambda _, y: [-beta * y[0] / 2, beta * (1 - y[1])],
        (0, t),
        [1.0, variance],
        rtol=1e-11,
        atol=1e-12,
    )
    mean, spread = solved.y[:, -1].tolist()
    return mean, spread


def slope_of_log_normal(x: float, mean: float, sigma: float) -> float:
    """The slope at x of the log density of N(mean, σ²), as a central difference; error 1e-9."""
    return _slope(lambda at: float(stats.norm.logpdf(at, mean, sigma)), x)


def two_points_denoised(x: float, sigma: float) -> tuple[float, float]:
    """Data ±1, half each, x = x₀ + σ ε: E[x₀ | x], and the slope of log p(x); error 1e-9."""
    plus, minus = (float(stats.norm.pdf(x, datum, sigma)) for datum in (1, -1))

    def log_density(at: float) -> float:
        up, down = (float(stats.norm.logpdf(at, datum, sigma)) for datum in (1, -1))
        return float(np.logaddexp(up, down))

    return (plus - minus) / (plus + minus), _slope(log_density, x)


def _slope(function: Callable[[float], float], x: float, width: float = 1e-5) -> float:
    return (function(x + width) - function(x - width)) / (2 * width)
