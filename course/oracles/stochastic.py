"""Independent versions of `course.reference.stochastic`, and exact laws of discrete chains."""

import itertools
import math
from collections.abc import Callable

import numpy as np

from course.arrays import ArrayLike, FloatArray


def langevin_sample(
    grad_log_p: Callable[[FloatArray], FloatArray],
    x0: ArrayLike,
    step: float,
    n: int,
    temperature: float,
    noise: ArrayLike,
) -> FloatArray:
    """The same path for given noises (n, ...), number by number: (n + 1, ...)."""
    noise = np.asarray(noise, float)
    path = np.empty((n + 1, *np.shape(x0)))
    path[0] = x0
    for k in range(n):
        here = path[k, ...].copy()
        drift = np.asarray(grad_log_p(here), float)
        for index in np.ndindex(here.shape):
            kick = math.sqrt(2) * math.sqrt(step) * math.sqrt(temperature) * noise[(k, *index)]
            path[(k + 1, *index)] = math.fsum([here[index], step * drift[index], kick])
    return path


def chain_law(
    x0: float, step: float, n: int, temperature: float = 1.0, variance: float = 1.0
) -> tuple[float, float]:
    """Exact mean and variance after n Langevin steps for the score of N(0, variance).

    Carried along step by step: what one step does to a mean and to a variance.
    """
    mean, spread = float(x0), 0.0
    for _ in range(n):
        mean -= step * mean / variance
        spread = (1 - step / variance) ** 2 * spread + 2 * step * temperature
    return mean, spread


def kicks(path: ArrayLike, score: Callable[[FloatArray], FloatArray], step: float) -> FloatArray:
    """What is left of each step without its drift: (n + 1, ...) → (n, ...)."""
    path = np.asarray(path, float)
    return np.array([b - a - step * score(a) for a, b in itertools.pairwise(path)])


def cfg(eps_c: ArrayLike, eps_u: ArrayLike, w: float) -> FloatArray:
    """The same, as a line through two points, number by number."""
    eps_c, eps_u = np.asarray(eps_c, float), np.asarray(eps_u, float)
    result = np.empty(eps_c.shape)
    for index in np.ndindex(eps_c.shape):
        slope = eps_c[index] - eps_u[index]
        result[index] = math.fsum([eps_c[index], w * slope])
    return result


def eps_to_score(eps: ArrayLike, abar: ArrayLike) -> FloatArray:
    """The same, number by number, one ᾱ per sample."""
    eps = np.asarray(eps, float)
    levels = np.broadcast_to(np.asarray(abar, float), eps.shape[:1] or ())
    result = np.empty(eps.shape)
    for index in np.ndindex(eps.shape):
        level = float(levels[index[0]]) if index else float(levels)
        result[index] = -float(eps[index]) / math.sqrt(1 - level)
    return result


def score_by_difference(x0: float, eps: float, abar: float) -> float:
    """∂/∂x log N(x; √ᾱ x₀, 1 − ᾱ) at x = √ᾱ x₀ + √(1 − ᾱ) ε, a central difference; error 1e-8."""
    x = math.sqrt(abar) * x0 + math.sqrt(1 - abar) * eps

    def log_density(place: float) -> float:
        return -((place - math.sqrt(abar) * x0) ** 2) / (2 * (1 - abar))

    h = 1e-4
    return (log_density(x + h) - log_density(x - h)) / (2 * h)
