"""Stochastic processes: Langevin chains at a temperature, guidance, noise and score."""

from collections.abc import Callable

import numpy as np

from course.arrays import ArrayLike, FloatArray


def langevin_sample(
    grad_log_p: Callable[[FloatArray], FloatArray],
    x0: ArrayLike,
    step: float,
    n: int,
    temperature: float = 1.0,
    *,
    rng: np.random.Generator,
) -> FloatArray:
    """A path of n Langevin steps towards p^(1/T), T the temperature (Roberts & Tweedie 1996).

    With the score s = ∇ log p and a step η, a step adds to x the drift η s(x), whatever T is, and
    noise of variance 2ηT per element, ξ ~ N(0, 1) times its root. T = 1 aims at p itself, T = 0
    climbs log p without noise, a small T stays near the modes.

    grad_log_p: a function that gives s at an array of the shape of x0, in that shape. x0: the
    start, (...), any shape, for example (K,) for K chains; step: η ≥ 0; n: an integer ≥ 0;
    temperature: T ≥ 0. rng: a generator, the only source of randomness: every element and every
    step has a noise of its own.
    Returns (n + 1, ...), float: entry 0 is the start, entry k the place after k steps. The inputs
    are not changed, except that rng has moved on.
    """
    x = np.array(x0, dtype=float)
    path = [x]
    for _ in range(n):
        noise = rng.normal(size=x.shape)
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * noise
        path.append(x)
    return np.stack(path)


def cfg(eps_c: ArrayLike, eps_u: ArrayLike, w: float) -> FloatArray | float:
    """Classifier-free guidance (Ho & Salimans 2022, eq. 6): ε̂ is linear in ε_c, ε_u and w.

    Three demands fix it: w = 0 gives the conditional noise ε_c, w = −1 gives the unconditional
    ε_u, and each further unit of w moves ε̂ by the same amount. (Libraries often call s = 1 + w the
    guidance scale; here w counts what is added to plain conditional sampling.)

    eps_c, eps_u: the noise predicted with and without the condition, of one shape (...), any
    shape; w: a number, the guidance weight. Returns ε̂ of that shape (a float for scalars); no
    axis is reduced. The inputs are not changed.
    """
    eps_c, eps_u = np.asarray(eps_c, dtype=float), np.asarray(eps_u, dtype=float)
    return (1 + w) * eps_c - w * eps_u


def eps_to_score(eps: ArrayLike, abar: ArrayLike) -> FloatArray | float:
    """The score of q(x_t | x₀) at x_t, from the noise in x_t = √ᾱ x₀ + √(1 − ᾱ) ε (Song 2021).

    With x₀ fixed x_t is Gaussian; the score ∇ log q is taken with respect to x_t. A network that
    predicts the mean of ε given x_t gives in the same way the score of the noised data.

    eps: (B, ...), for example (B, d) or images (B, C, H, W), or a number; abar: ᾱ, one number in
    [0, 1) for the whole batch, or an array (B,), one per sample.
    Returns the score, with the shape of eps (a float for a scalar); nothing is reduced. The inputs
    are not changed.
    """
    eps, abar = np.asarray(eps, dtype=float), np.asarray(abar, dtype=float)
    # one trailing axis per axis of a sample, so that (B,) divides samples, not columns
    abar = abar.reshape(abar.shape + (1,) * (eps.ndim - abar.ndim))
    return -eps / np.sqrt(1 - abar)
