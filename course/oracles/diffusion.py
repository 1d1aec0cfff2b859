"""Independent versions of `course.reference.diffusion`: scalar loops, and the chain in steps."""

import math

import numpy as np

from course.arrays import ArrayLike, FloatArray


def q_sample(x0: ArrayLike, t: ArrayLike, betas: ArrayLike, eps: ArrayLike) -> FloatArray:
    """The same jump, sample by sample and number by number: (B, ...) → (B, ...)."""
    x0, eps = np.asarray(x0, float), np.asarray(eps, float)
    keep = [1 - beta for beta in np.asarray(betas, float).tolist()]
    times = np.broadcast_to(np.asarray(t), x0.shape[:1]).tolist()
    result = np.empty(x0.shape)
    for index in np.ndindex(x0.shape):
        alpha_bar = math.prod(keep[: times[index[0]] + 1])
        result[index] = math.sqrt(alpha_bar) * x0[index] + math.sqrt(1 - alpha_bar) * eps[index]
    return result


def q_sample_by_steps(x0: float, t: int, betas: ArrayLike, eps: float) -> float:
    """The same for one number, from the chain x_s = √(1 − β_s) x_{s−1} + √β_s ξ_s, s = 0…t.

    A linear map of Gaussians: its mean and variance are carried along, one step after another.
    """
    mean, variance = x0, 0.0
    for beta in np.asarray(betas, float).tolist()[: t + 1]:
        mean *= math.sqrt(1 - beta)
        variance = (1 - beta) * variance + beta
    return mean + math.sqrt(variance) * eps


def denoising_mse(eps: ArrayLike, pred: ArrayLike) -> float:
    """The mean square difference by a loop over all numbers, in Python's own arithmetic."""
    pairs = list(zip(np.ravel(eps).tolist(), np.ravel(pred).tolist(), strict=True))
    return math.fsum((e - p) ** 2 for e, p in pairs) / len(pairs)


def denoising_error(eps: ArrayLike, pred: ArrayLike) -> tuple[FloatArray, float]:
    """The same two in Python's own arithmetic; the mean from all numbers, not from the samples."""
    squares = [
        [(float(e) - float(p)) ** 2 for e, p in zip(np.ravel(es), np.ravel(ps), strict=True)]
        for es, ps in zip(np.asarray(eps), np.asarray(pred), strict=True)
    ]
    per_sample = np.array([math.fsum(row) / len(row) for row in squares])
    everything = [square for row in squares for square in row]
    return per_sample, math.fsum(everything) / len(everything) if everything else math.nan


def loss_by_timestep(t: ArrayLike, losses: ArrayLike, T: int) -> FloatArray:
    """The same means from one list of losses per timestep: (N,), (N,) → (T,)."""
    seen: list[list[float]] = [[] for _ in range(T)]
    for k, loss in zip(np.asarray(t).tolist(), np.asarray(losses).tolist(), strict=True):
        seen[k].append(loss)
    return np.array([math.fsum(values) / len(values) if values else math.nan for values in seen])
