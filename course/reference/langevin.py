"""Langevin dynamics: sampling from a density through its score."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def langevin_step(
    x: ArrayLike, score: ArrayLike, eta: float, noise: ArrayLike
) -> FloatArray | float:
    """x' = x + η s + c √η ξ: one step of the unadjusted Langevin algorithm towards a density p.

    c > 0 is one number for all p and all η, and one demand fixes it: for p = N(0, 1), where
    s(x) = −x, a step from x ~ N(0, 1) with an independent ξ changes the variance by order η² only.

    x: (..., d), where the chain stands; score: the values of s = ∇ₓ log p at x, of the shape of x
    (an array, not a function); eta: the step size η ≥ 0; noise: ξ ~ N(0, 1) of the shape of x.
    Returns x' with the shape of x (a float for a scalar x). All randomness is in noise: with
    noise 0 it is a step of gradient ascent on log p. The inputs are not changed.
    Source: Roberts & Tweedie 1996.
    """
    x, score, noise = (np.asarray(values, dtype=float) for values in (x, score, noise))
    return x + eta * score + np.sqrt(2 * eta) * noise


def langevin_chain_law(x0: float, eta: float, n: int) -> tuple[float, float]:
    """Exact mean and variance of x_n in the chain x_{k+1} = x_k + η s(x_k) + √(2η) ξ_k from x₀.

    The score is that of N(0, 1), s(x) = −x, and the ξ_k are independent, N(0, 1): every x_n is
    Gaussian, and no sampling is needed. For 0 < η < 2 and n → ∞ the mean tends to 0 and the
    variance to 2/(2 − η): more than the 1 of the target, because the step is finite.

    x0: a number, the certain start; eta: the step size, 0 ≤ η ≤ 2; n: an integer ≥ 0.
    Returns (mean, variance), two floats; the variance over all runs of the chain, not over time,
    is 0 for n = 0. Source: Roberts & Tweedie 1996 (the unadjusted Langevin algorithm).
    """
    x0, eta = float(x0), float(eta)
    mean = (1 - eta) ** n * x0
    # the sum and not its closed form, which is 0/0 at η = 0 and η = 2
    variance = 2 * eta * np.sum((1 - eta) ** (2 * np.arange(n)))
    return mean, float(variance)
