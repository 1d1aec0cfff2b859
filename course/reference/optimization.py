"""Optimisers: how a gradient becomes a step."""

import numpy as np

from course.arrays import ArrayLike, FloatArray


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
) -> tuple[FloatArray | float, FloatArray | float, FloatArray | float]:
    """Step number t of Adam against the gradient g (Kingma & Ba 2015, algorithm 1).

    m and v are running means of g and of its square: each keeps the share b1 (or b2) of itself
    and takes the rest from the new value. Both started at 0, so at step t they are too small by
    the factors 1 − b1ᵗ and 1 − b2ᵗ, which is mended before use. Then each parameter moves against
    its mended mean, lr times it, over (the root of its mended mean square, plus eps).

    p, g, m, v: parameters, gradient and the two running means from before the step, all of one
    shape (...), numbers or arrays of any type; computed in float64, element by element, nothing
    is reduced. t: 1 at the first step. Returns (p, m, v) after the step, of the same shape (floats
    for numbers); m and v as they are kept, not mended. The inputs are not changed.
    """
    p, g, m, v = (np.asarray(values, dtype=float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v
