"""Diffusion models: noise schedules, training targets, and the step back."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def training_targets(
    x0: ArrayLike, t: ArrayLike, betas: ArrayLike, eps: ArrayLike
) -> tuple[FloatArray | float, FloatArray | float, FloatArray | float]:
    """The noised data x_t, and two things besides ε that a network may learn to tell from it.

    x_t = √ᾱ_t x₀ + √(1 − ᾱ_t) ε with ᾱ_t = ∏_{s=0..t} (1 − β_s): at t = 0 one step has happened.
    score is the gradient of log q(x_t | x₀) with respect to x_t, where q(x_t | x₀) is the Gaussian
    that x_t is drawn from (Song et al. 2021). v = √ᾱ_t ε − √(1 − ᾱ_t) x₀ (Salimans & Ho 2022).

    x0: (B, ...), for example images (B, C, H, W); eps: noise ~ N(0, 1) of that shape. t: one
    integer in {0,…,T−1} for the whole batch, or an integer array (B,), one per sample. betas: (T,),
    variances in (0, 1). Returns (x_t, score, v), each of the shape of x0 (floats for a scalar x0);
    nothing is reduced. All randomness is in eps. The inputs are not changed.
    """
    x0, eps, t = np.asarray(x0, dtype=float), np.asarray(eps, dtype=float), np.asarray(t)
    alpha_bar = np.cumprod(1 - np.asarray(betas, dtype=float))[t]
    # one trailing axis per axis of a sample, so that (B,) multiplies samples, not columns
    alpha_bar = alpha_bar.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(alpha_bar), np.sqrt(1 - alpha_bar)
    return signal * x0 + noise * eps, -eps / noise, signal * eps - noise * x0


def cosine_betas(T: int, s: float = 0.008, most: float = 0.999) -> FloatArray:
    """Variances β_t whose ᾱ_t falls like a squared cosine (Nichol & Dhariwal 2021, eq. 17).

    With f(u) = cos²(½π (u/T + s) / (1 + s)) for u = 0,…,T, step t keeps the share f(t+1)/f(t) of
    the power, and β_t is the rest, but at most `most`: in the last step f reaches 0.

    T: number of steps, an integer ≥ 1; s ≥ 0: an offset that keeps the first β from being tiny;
    most in (0, 1]. Returns betas (T,), betas[0] first. Raises ValueError for T < 1.
    """
    if T < 1:
        raise ValueError(f"at least one step is needed, got T = {T}.")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return np.minimum(1 - level[1:] / level[:-1], most)


def ddpm_reverse_step(
    xt: ArrayLike, t: ArrayLike, eps_pred: ArrayLike, betas: ArrayLike, noise: ArrayLike
) -> FloatArray | float:
    """One ancestral step x_t → x_{t−1} with predicted noise ε̂ (Ho et al. 2020, algorithm 2).

    x_{t−1} = (x_t − β_t ε̂ / √(1 − ᾱ_t)) / √(1 − β_t) + √β̃_t noise, where
    β̃_t = β_t (1 − ᾱ_{t−1}) / (1 − ᾱ_t) is the variance of x_{t−1} given x_t and x₀, ᾱ_t =
    ∏_{s=0..t} (1 − β_s) and ᾱ_{−1} = 1: at t = 0 nothing random is added, and the result is x₀.

    xt: (B, ...); eps_pred, noise: of that shape, noise ~ N(0, 1). t: one integer in {0,…,T−1} for
    the whole batch, or an integer array (B,), one per sample. betas: (T,), variances in (0, 1).
    Returns x_{t−1} with the shape of xt (a float for a scalar xt). All randomness is in noise. The
    inputs are not changed.
    """
    xt, eps_pred, noise = (np.asarray(part, dtype=float) for part in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, dtype=float), np.asarray(t)
    alpha_bar = np.cumprod(1 - betas)
    earlier = np.append(1.0, alpha_bar)  # earlier[t] is ᾱ_{t−1}
    sample_axes = t.shape + (1,) * (xt.ndim - t.ndim)
    beta, now, before = (a[t].reshape(sample_axes) for a in (betas, alpha_bar, earlier))
    mean = (xt - beta / np.sqrt(1 - now) * eps_pred) / np.sqrt(1 - beta)
    return mean + np.sqrt(beta * (1 - before) / (1 - now)) * noise
