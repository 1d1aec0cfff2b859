"""Ordinary differential equations, solved step by step."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.arrays import ArrayLike, FloatArray


def euler_solve(
    f: Callable[[Any, float], Any], h0: ArrayLike, t_span: tuple[float, float], dt: float
) -> tuple[FloatArray, FloatArray]:
    """Explicit Euler steps for dh/dt = f(h, t) from h(t0) = h0 (Euler 1768; Hairer et al. 1993).

    A step goes on for its length along the slope at its start. All steps have the length dt; the
    last one is shortened where dt does not divide the span, so that it ends at t1. A rest below
    1e-9 dt is rounding, not a step.

    f: called as f(h, t), the state first, with h of the shape of h0; gives dh/dt in that shape.
    h0: a number or an array (...); it is not changed. t_span: (t0, t1) with t0 ≤ t1; dt > 0.
    Returns (times, states) for n steps: times (n + 1,) from t0 to t1, and states (n + 1, ...),
    where states[k] belongs to times[k] and states[0] is h0, as float64. An empty span, t0 = t1,
    gives one time and one state. Raises ValueError for a dt that is not positive.
    """
    t0, t1 = t_span
    if not dt > 0:
        raise ValueError(f"dt is {dt}: a step needs a positive length")
    n = int(np.ceil((t1 - t0) / dt - 1e-9))
    times = np.append(t0 + dt * np.arange(n), float(t1))
    states = [np.asarray(h0, dtype=float)]
    for k in range(n):
        slope = f(states[k], times[k])
        states.append(states[k] + (times[k + 1] - times[k]) * slope)
    return times, np.stack(states)
