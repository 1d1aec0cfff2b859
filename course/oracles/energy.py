"""Independent versions of `course.reference.energy`: all pairs (v, h), and finite differences."""

import itertools
import math
from collections.abc import Iterable

import numpy as np
from scipy import special

from course.arrays import ArrayLike, FloatArray

Gradient = tuple[FloatArray, FloatArray, FloatArray]


def log_partition(W: ArrayLike, b: ArrayLike, c: ArrayLike) -> float:
    """The same, by the double sum over all 2ⁿ⁺ᵐ pairs."""
    weights, visible, hidden = (np.asarray(values, float) for values in (W, b, c))
    exponents = [
        _minus_energy(v, h, weights, visible, hidden)
        for v in _states(len(visible))
        for h in _states(len(hidden))
    ]
    return float(special.logsumexp(exponents))


def log_likelihood_gradient(V: ArrayLike, W: ArrayLike, b: ArrayLike, c: ArrayLike) -> Gradient:
    """The same: −∂E/∂θ averaged over all pairs (v, h), weighted by p(h | data) and by p(v, h)."""
    data = [tuple(row) for row in np.asarray(V, float).tolist()]
    arrays = [np.asarray(values, float) for values in (W, b, c)]
    n = len(arrays[0])
    model = _average([(v, 1.0) for v in _states(n)], *arrays, joint=True)
    observed = _average([(v, 1 / len(data)) for v in data], *arrays, joint=False)
    return _difference(observed, model)


def cd_gradient(
    V: ArrayLike, W: ArrayLike, b: ArrayLike, c: ArrayLike, noise_h: ArrayLike, noise_v: ArrayLike
) -> Gradient:
    """The same, chain by chain and unit by unit."""
    data, (weights, visible, hidden) = (
        np.asarray(V, float),
        (np.asarray(a, float) for a in (W, b, c)),
    )
    u_h, u_v = np.asarray(noise_h, float), np.asarray(noise_v, float)
    n, m = weights.shape
    starts, ends = [], []
    for chain, row in enumerate(data.tolist()):
        v = list(row)
        for step in range(len(u_h)):
            fields = [hidden[j] + sum(v[i] * weights[i, j] for i in range(n)) for j in range(m)]
            h = [float(u_h[step, chain, j] < special.expit(fields[j])) for j in range(m)]
            back = [visible[i] + sum(weights[i, j] * h[j] for j in range(m)) for i in range(n)]
            v = [float(u_v[step, chain, i] < special.expit(back[i])) for i in range(n)]
        starts.append((tuple(row), 1 / len(data)))
        ends.append((tuple(v), 1 / len(data)))
    first = _average(starts, weights, visible, hidden, joint=False)
    return _difference(first, _average(ends, weights, visible, hidden, joint=False))


def expected_cd(V: ArrayLike, W: ArrayLike, b: ArrayLike, c: ArrayLike, k: int) -> Gradient:
    """The mean of `cd_gradient` over its noise, exactly: the law of v is pushed through k steps."""
    data, (weights, visible, hidden) = (
        np.asarray(V, float),
        (np.asarray(a, float) for a in (W, b, c)),
    )
    n = len(weights)
    states, kernel = _states(n), gibbs_kernel(weights, visible, hidden)
    law = np.array([np.mean([tuple(row) == v for row in data.tolist()]) for v in states])
    after = law @ np.linalg.matrix_power(kernel, k)
    arrays = weights, visible, hidden
    start = _average(list(zip(states, law.tolist(), strict=True)), *arrays, joint=False)
    end = _average(list(zip(states, after.tolist(), strict=True)), *arrays, joint=False)
    return _difference(start, end)


def gibbs_kernel(W: ArrayLike, b: ArrayLike, c: ArrayLike) -> FloatArray:
    """P(v' | v) of one Gibbs step v → h → v', (2ⁿ, 2ⁿ), rows sum to 1."""
    weights, visible, hidden = (np.asarray(values, float) for values in (W, b, c))
    vs, hs = (np.array(_states(len(bias))) for bias in (visible, hidden))
    up = _bernoulli(hs, special.expit(hidden + vs @ weights))
    return up @ _bernoulli(vs, special.expit(visible + hs @ weights.T))


def model_law(W: ArrayLike, b: ArrayLike, c: ArrayLike) -> FloatArray:
    """p(v) of all 2ⁿ states in the order of `gibbs_kernel`, by sums over h."""
    arrays = [np.asarray(values, float) for values in (W, b, c)]
    logs = [
        special.logsumexp([_minus_energy(v, h, *arrays) for h in _states(len(arrays[2]))])
        for v in _states(len(arrays[1]))
    ]
    return np.asarray(special.softmax(logs), dtype=float)


def _bernoulli(states: FloatArray, p: FloatArray) -> FloatArray:
    """Probability of each state (columns) under each row of p."""
    return np.array([[np.prod(np.where(s == 1, row, 1 - row)) for s in states] for row in p])


def _states(n: int) -> list[tuple[float, ...]]:
    return list(itertools.product((0.0, 1.0), repeat=n))


def _minus_energy(
    v: Iterable[float], h: Iterable[float], W: FloatArray, b: FloatArray, c: FloatArray
) -> float:
    v, h = list(v), list(h)
    pairs = [v[i] * W[i, j] * h[j] for i in range(len(v)) for j in range(len(h))]
    alone = [x * y for x, y in zip([*v, *h], [*b, *c], strict=True)]
    return math.fsum(pairs + alone)


def _average(
    visible: list[tuple[tuple[float, ...], float]],
    W: FloatArray,
    b: FloatArray,
    c: FloatArray,
    *,
    joint: bool,
) -> Gradient:
    """Average of (v hᵀ, v, h): h ~ p(h | v) and v as weighted, or both from the model."""
    log_z = log_partition(W, b, c) if joint else 0.0
    result = np.zeros(W.shape), np.zeros(len(b)), np.zeros(len(c))
    for v, weight in visible:
        energies = [_minus_energy(v, h, W, b, c) for h in _states(len(c))]
        norm = log_z if joint else float(special.logsumexp(energies))
        for h, minus_energy in zip(_states(len(c)), energies, strict=True):
            p = weight * math.exp(minus_energy - norm)
            for total, term in zip(result, (np.outer(v, h), v, h), strict=True):
                total += p * np.asarray(term)
    return result


def _difference(first: Gradient, second: Gradient) -> Gradient:
    return first[0] - second[0], first[1] - second[1], first[2] - second[2]
