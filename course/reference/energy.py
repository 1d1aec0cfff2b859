"""Energy-based models: a restricted Boltzmann machine that is small enough to be summed up."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


def log_partition(W: ArrayLike, b: ArrayLike, c: ArrayLike) -> float:
    """log Z of an RBM, Z = Σ over all v and h of exp(−E(v, h)), E = −vᵀWh − bᵀv − cᵀh.

    v runs over {0, 1}ⁿ, h over {0, 1}ᵐ (Hinton 2002). For fixed v the sum over h is a product,
    Π_j (1 + exp(c_j + (vᵀW)_j)), so that 2ⁿ terms are enough.

    W: (n, m); b: (n,); c: (m,). Returns a float in nats; exact also where Z is too large for a
    float (weights of ±1000). The inputs are not changed.
    """
    W, b, c = (np.asarray(values) for values in (W, b, c))
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T  # (2ⁿ, n)
    log_terms = states @ b + np.logaddexp(0, states @ W + c).sum(axis=1)
    return float(np.logaddexp.reduce(log_terms))


def log_likelihood_gradient(
    V: ArrayLike, W: ArrayLike, b: ArrayLike, c: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Exact gradient of the mean of log p(v) over the rows of V, in W, b and c.

    For E = −vᵀWh − bᵀv − cᵀh it is the average over the data minus the average under the model,
    E_data[v ĥᵀ] − E_model[v ĥᵀ] for W, the same of v for b and of ĥ for c, with
    ĥ = P(h = 1 | v) = σ(c + vᵀW); the second average is a sum over all 2ⁿ states v, weighted with
    p(v) ∝ exp(bᵀv) Π_j (1 + exp(c_j + (vᵀW)_j)) (Hinton 2002).

    V: (N, n) of 0 and 1; W: (n, m); b: (n,); c: (m,). Returns (dW, db, dc) with the shapes of
    W, b, c. The inputs are not changed.
    """
    V, W, b, c = (np.asarray(values) for values in (V, W, b, c))
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T
    log_terms = states @ b + np.logaddexp(0, states @ W + c).sum(axis=1)
    p = np.exp(log_terms - np.logaddexp.reduce(log_terms))
    hidden_data = np.exp(-np.logaddexp(0, -(c + V @ W)))
    hidden = np.exp(-np.logaddexp(0, -(c + states @ W)))
    dW = V.T @ hidden_data / len(V) - (p[:, None] * states).T @ hidden
    return dW, V.mean(axis=0) - p @ states, hidden_data.mean(axis=0) - p @ hidden


def cd_gradient(
    V: ArrayLike, W: ArrayLike, b: ArrayLike, c: ArrayLike, noise_h: ArrayLike, noise_v: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Contrastive divergence: the model's average is replaced by k Gibbs steps from the data.

    One step draws h, then v: h_j = 1 if noise_h < P(h_j = 1 | v) = σ(c + vᵀW)_j, else 0; then
    v_i = 1 if noise_v < P(v_i = 1 | h) = σ(b + W h)_i, else 0. With v the data and v' the states
    after k steps, both as (N, n), and ĥ = P(h = 1 | v), ĥ' = P(h = 1 | v'), the estimates are the
    averages over the rows of v ĥᵀ − v' ĥ'ᵀ for W, v − v' for b, ĥ − ĥ' for c (Hinton 2002).

    V: (N, n) of 0 and 1; W: (n, m); b: (n,); c: (m,); noise_h: (k, N, m) and noise_v: (k, N, n),
    uniform on [0, 1), row s for step s; k = 0 gives zeros. Returns (dW, db, dc) with the shapes of
    W, b, c. The inputs are not changed.
    """
    V, W, b, c = (np.asarray(values) for values in (V, W, b, c))
    hidden_data = hidden = 1 / (1 + np.exp(-(c + V @ W)))
    v = V
    for u_h, u_v in zip(np.asarray(noise_h), np.asarray(noise_v), strict=True):
        h = u_h < hidden
        v = (u_v < 1 / (1 + np.exp(-(b + h @ W.T)))).astype(float)
        hidden = 1 / (1 + np.exp(-(c + v @ W)))
    dW = (V.T @ hidden_data - v.T @ hidden) / len(V)
    return dW, (V - v).mean(axis=0), (hidden_data - hidden).mean(axis=0)
