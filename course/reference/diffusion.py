"""Diffusion models: the forward (noising) process and the denoising loss."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def q_sample(x0: ArrayLike, t: ArrayLike, betas: ArrayLike, eps: ArrayLike) -> FloatArray | float:
    """x_t = √ᾱ_t x₀ + √(1 − ᾱ_t) ε, the noised data in one jump, with ᾱ_t = ∏_{s=0..t} (1 − β_s).

    Time counts from 0: t = 0 has already one step of noise, T − 1 is the noisiest level
    (Ho et al. 2020, eq. 4, whose t starts at 1).

    x0: (B, ...), for example (B, d) or images (B, C, H, W); eps: noise ~ N(0, 1) of that shape.
    t: one integer in {0,…,T−1} for the whole batch, or an integer array (B,), one per sample.
    betas: (T,), the variances β_s in [0, 1]. Returns x_t with the shape of x0 (a float for a
    scalar x0); every element depends on its own x0 and eps alone. All randomness is in eps. The
    inputs are not changed.
    """
    x0 = np.asarray(x0, dtype=float)
    t = np.asarray(t)
    alpha_bar = np.cumprod(1 - np.asarray(betas, dtype=float))[t]
    # one trailing axis per axis of a sample, so that (B,) multiplies samples, not columns
    alpha_bar = alpha_bar.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(alpha_bar) * x0 + np.sqrt(1 - alpha_bar) * np.asarray(eps, dtype=float)


def denoising_mse(eps: ArrayLike, pred: ArrayLike) -> float:
    """Mean of (ε − ε̂)² over all elements: the simple denoising loss (Ho et al. 2020, eq. 14).

    eps, pred: the true and the predicted noise, of one shape, any shape but not empty, of any
    numeric type: for bytes (uint8) 0 and 20 differ by 20, as for floats.
    Returns a float ≥ 0: averaged over samples, channels and pixels alike, no axis is summed. The
    inputs are not changed.
    """
    error = np.asarray(eps, dtype=float) - np.asarray(pred, dtype=float)
    return float(np.mean(error**2))


def denoising_error(eps: ArrayLike, pred: ArrayLike) -> tuple[FloatArray, float]:
    """(ε − ε̂)² averaged within each sample, and averaged over all (Ho et al. 2020, eq. 14).

    eps, pred: the true and the predicted noise, of one shape (B, ...), for example (B, d) or
    images (B, C, H, W), of any numeric type: for bytes (uint8) 0 and 20 differ by 20.
    Returns (per_sample, mean). per_sample (B,) is the mean over every axis but the first, so it
    does not grow with the number of elements of a sample; mean is the float that averages over the
    batch too. B = 0 gives an empty array and nan. The inputs are not changed.
    """
    squares = (np.asarray(eps, dtype=float) - np.asarray(pred, dtype=float)) ** 2
    per_sample = squares.mean(axis=tuple(range(1, squares.ndim)))
    mean = float(per_sample.mean()) if len(per_sample) else float("nan")
    return per_sample, mean


def loss_by_timestep(t: ArrayLike, losses: ArrayLike, T: int) -> FloatArray:
    """Mean loss at each timestep k, (1/n_k) Σ losses_i over the n_k samples i with t_i = k.

    It shows which noise levels a model finds hard (Nichol & Dhariwal 2021, figure 2).

    t: (N,) integers in {0,…,T−1}, in any order, repeated or missing; losses: (N,), one per sample.
    Returns (T,): entry k is the mean over the samples of timestep k, and nan where there is none;
    N = 0 gives T times nan. Raises ValueError if a timestep is outside
    {0,…,T−1}. The inputs are not changed.
    """
    t, losses = np.asarray(t, dtype=int), np.asarray(losses, dtype=float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError(f"timesteps must lie in 0…{T - 1}, got {t.min()}…{t.max()}.")
    total = np.bincount(t, weights=losses, minlength=T)
    count = np.bincount(t, minlength=T)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
