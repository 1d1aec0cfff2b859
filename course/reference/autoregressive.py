"""Autoregressive models: the likelihood of a sequence, and perplexity."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def ar_log_likelihood(probs: ArrayLike) -> float:
    """log p(x₁,…,x_T) of one sequence, in nats, where p(x₁,…,x_T) = ∏ₜ p(xₜ | x₁,…,xₜ₋₁).

    probs: (T,), the T conditionals p(xₜ | x₁,…,xₜ₋₁) of the tokens that came, each in [0, 1].
    Returns a float ≤ 0 (natural log; nothing is averaged). It stays finite where the product is
    too small for a float, as with 2000 factors of 0.1; a zero gives −inf without a warning, the
    empty sequence 0. probs is not changed. Source: Bengio et al. 2003, section 1.
    """
    with np.errstate(divide="ignore"):  # log 0 = −inf is the answer here, not an accident
        return float(np.sum(np.log(np.asarray(probs, dtype=float))))


def sequence_nll(
    logits: ArrayLike, targets: ArrayLike, mask: ArrayLike
) -> tuple[FloatArray, float]:
    """Negative log-likelihood −Σₜ log p(xₜ | x₁,…,xₜ₋₁) of each sequence, and the perplexity.

    The distribution of a token over the vocabulary is p(v) = exp(ℓᵥ) / Σᵤ exp(ℓᵤ), ℓ its logits.
    The perplexity is exp of the mean −log p(xₜ) over all kept tokens of the batch: every token
    weighs the same, whichever sequence it stands in (Bengio et al. 2003, section 2).

    logits: (B, T, V), finite, of any size (±10⁴ is exact); targets: (B, T), integers in
    {0,…,V−1}; mask: (B, T), boolean, True = keep. Where the mask is False the target may be
    invalid, for example −1: that token counts for nothing.
    Returns (nll, perplexity): nll (B,) in nats, the kept tokens of each sequence summed, and a
    float ≥ 1, which may be inf. Raises ValueError if no token of the batch is kept. The inputs
    are not changed.
    """
    mask = np.asarray(mask, dtype=bool)
    if not mask.any():
        raise ValueError("The mask keeps no token of the batch: its perplexity is undefined.")
    kept = np.asarray(logits, dtype=float)[mask]  # (kept tokens, V)
    kept = kept - kept.max(axis=-1, keepdims=True)
    chosen = kept[np.arange(len(kept)), np.asarray(targets)[mask]]
    token_nll = np.zeros(mask.shape)
    token_nll[mask] = np.log(np.sum(np.exp(kept), axis=-1)) - chosen
    with np.errstate(over="ignore"):  # a mean above 709 nats is a perplexity of inf
        perplexity = float(np.exp(token_nll.sum() / len(kept)))
    return token_nll.sum(axis=-1), perplexity
