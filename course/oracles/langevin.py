"""Independent versions of `course.reference.langevin`: loops, quantiles, convolutions."""

import math

import numpy as np
from scipy import stats

from course.arrays import ArrayLike, FloatArray


def langevin_step(x: ArrayLike, score: ArrayLike, eta: float, noise: ArrayLike) -> FloatArray:
    """The same step, number by number: any shape → that shape."""
    x, score, noise = (np.asarray(values, float) for values in (x, score, noise))
    result = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        spread = math.sqrt(eta) * math.sqrt(2.0)
        result[index] = math.fsum([x[index], eta * score[index], spread * noise[index]])
    return result


def langevin_step_by_quantiles(x: float, score: float, eta: float, noise: float) -> float:
    """The quantile of the step's law N(x + ηs, 2η) at the level of the noise; |noise| ≤ 5, 1e-9."""
    step = stats.norm(loc=x + eta * score, scale=math.sqrt(2 * eta))
    return float(step.ppf(stats.norm.cdf(noise)))


def langevin_chain_law(x0: float, eta: float, n: int) -> tuple[float, float]:
    """The same law, carried along step by step: what one step does to a mean and a variance."""
    mean, variance = float(x0), 0.0
    for _ in range(n):
        mean -= eta * mean
        variance = (1 - eta) ** 2 * variance + 2 * eta
    return mean, variance


def langevin_chain_law_by_convolution(x0: float, eta: float, n: int) -> tuple[float, float]:
    """The same from densities on a grid, p_{k+1}(y) = ∫ N(y; x − ηx, 2η) p_k(x) dx.

    For 0.05 ≤ η ≤ 1.6 the grid is fine and wide enough: error below 1e-9.
    """
    if n == 0:
        return float(x0), 0.0
    reach = abs(x0) + 20
    grid, width = np.linspace(-reach, reach, 1001, retstep=True)
    step = stats.norm.pdf(grid[:, None], grid - eta * grid, math.sqrt(2 * eta))
    density = stats.norm.pdf(grid, x0 - eta * x0, math.sqrt(2 * eta))
    for _ in range(n - 1):
        density = step @ density * width
    mean = math.fsum(grid * density) * width
    return mean, math.fsum((grid - mean) ** 2 * density) * width
