"""Independent versions of `course.reference.optimization`: loops, sums over the whole past."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.arrays import ArrayLike, FloatArray

Moments = tuple[FloatArray, FloatArray, FloatArray]


def adam_step(
    p: ArrayLike,
    g: ArrayLike,
    m: ArrayLike,
    v: ArrayLike,
    t: int,
    lr: float = 1e-3,
    b1: float = 0.9,
    b2: float = 0.999,
    eps: float = 1e-8,
) -> Moments:
    """The same step, number by number; the means are mended by the weights that they hold."""
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    new_p, new_m, new_v = np.empty(p.shape), np.empty(p.shape), np.empty(p.shape)
    # after t steps the gradients in a mean have weights that add up to less than 1
    weight_m = math.fsum((1 - b1) * b1**k for k in range(t))
    weight_v = math.fsum((1 - b2) * b2**k for k in range(t))
    for i in np.ndindex(p.shape):
        new_m[i] = m[i] + (1 - b1) * (g[i] - m[i])
        new_v[i] = v[i] + (1 - b2) * (g[i] * g[i] - v[i])
        size = math.sqrt(new_v[i] / weight_v) + eps
        new_p[i] = p[i] - lr * (new_m[i] / weight_m) / size
    return new_p, new_m, new_v


def adam_run(
    p: ArrayLike, gradients: Sequence[ArrayLike], lr: float, b1: float, b2: float, eps: float
) -> FloatArray:
    """All parameters on the way, (n + 1, ...): each step from the list of gradients before it.

    No running mean is kept: the mended means are weighted averages over the whole past.
    """
    path, past = [np.asarray(p, float)], [np.asarray(g, float) for g in gradients]
    for t in range(1, len(past) + 1):
        ages = np.arange(t)[::-1]
        first = np.average(past[:t], axis=0, weights=b1**ages)
        second = np.average(np.square(past[:t]), axis=0, weights=b2**ages)
        path.append(path[-1] - lr * first / (np.sqrt(second) + eps))
    return np.array(path)


def comes_nearer(curvatures: ArrayLike, lr: float) -> bool:
    """Whether ten steps of gradient descent on Σ ½ λᵢ xᵢ² shrink every coordinate."""
    curvatures = np.asarray(curvatures, float)
    x = np.ones_like(curvatures)
    for _ in range(10):
        x = x - lr * curvatures * x
    return bool(np.abs(x).max() < 1)


def largest_rate(curvatures: ArrayLike) -> float:
    """Below which rate gradient descent on that bowl converges, by bisection; error below 1e-9."""
    low, high = 0.0, 10.0 / float(np.min(curvatures))
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if comes_nearer(curvatures, middle) else (low, middle)
    return low


def soft_threshold(w: ArrayLike, threshold: float) -> FloatArray:
    """argmin over u of ½ (u − w)² + threshold |u|, for each number: the best of three candidates.

    The minimum lies where the derivative is 0 on one of the two sides, or at the kink.
    """
    w = np.asarray(w, float)
    result = np.empty(w.shape)
    for i in np.ndindex(w.shape):
        at = float(w[i])
        candidates = [0.0, max(at - threshold, 0.0), min(at + threshold, 0.0)]
        costs = [0.5 * (u - at) ** 2 + threshold * abs(u) for u in candidates]
        result[i] = candidates[int(np.argmin(costs))]
    return result


def mistaken_adam(
    *,
    second: Callable[[Any], Any] = np.square,
    keep: Callable[[Any, Any, float], Any] = lambda old, new, b: b * old + (1 - b) * new,
    mend_m: Callable[[float, int], float] = lambda b, t: 1 - b**t,
    mend_v: Callable[[float, int], float] = lambda b, t: 1 - b**t,
    move: Callable[[Any, Any, float, float], Any] = lambda m, v, eps, _: m / (np.sqrt(v) + eps),
    sign: float = -1.0,
    keeps_mended: bool = False,
) -> Callable[..., tuple[Any, Any, Any]]:
    """A step of Adam with one part exchanged, for naming mistakes.

    `second(g)` is averaged in v, `keep(old, new, b)` averages, `mend_m` and `mend_v` give the
    divisors, `move(m, v, eps, divisor)` the direction from the mended means and v's divisor.
    """

    def step(
        p: Any,
        g: Any,
        m: Any,
        v: Any,
        t: int,
        lr: float = 1e-3,
        b1: float = 0.9,
        b2: float = 0.999,
        eps: float = 1e-8,
    ) -> tuple[Any, Any, Any]:
        p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
        m, v = keep(m, g, b1), keep(v, second(g), b2)
        divisor = mend_v(b2, t)
        mended = m / mend_m(b1, t), v / divisor
        return p + sign * lr * move(*mended, eps, divisor), *(mended if keeps_mended else (m, v))

    return step
