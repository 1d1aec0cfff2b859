"""Independent versions of `course.reference.differential_equations`, and what goes wrong there."""

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from course.arrays import ArrayLike, FloatArray

Field = Callable[[Any, float], Any]


def euler_solve(
    f: Field, h0: ArrayLike, t_span: tuple[float, float], dt: float
) -> tuple[FloatArray, FloatArray]:
    """The same steps, number by number, on times that are made one after the other."""
    times = _times(*t_span, dt)
    states = [np.array(h0, dtype=float)]
    for before, after in itertools.pairwise(times):
        slope = np.asarray(f(states[-1].copy(), before), dtype=float)
        state = np.empty_like(states[-1])
        for index in np.ndindex(state.shape):
            state[index] = math.fsum([states[-1][index], (after - before) * slope[index]])
        states.append(state)
    return np.array(times), np.array(states)


def _times(start: float, end: float, dt: float) -> list[float]:
    times = [float(start)]
    while end - times[-1] > 1e-9 * dt:
        following = start + len(times) * dt
        times.append(float(end) if end - following < 1e-9 * dt else following)
    return times


def linear_decay(h0: float, rate: float, dt: float, n: int) -> float:
    """Where n Euler steps for dh/dt = −rate h arrive: h0 (1 − rate dt)ⁿ, by a loop."""
    h = float(h0)
    for _ in range(n):
        h -= rate * dt * h
    return h


def turned_radius(steps: int) -> float:
    """The radius after a full turn of dh/dt = (h₂, −h₁) in that many Euler steps from radius 1.

    In complex numbers the field is −i h, and a step multiplies by 1 − i dt.
    """
    return abs((1 - 2j * math.pi / steps) ** steps)


def sigmoid_slope(a: float) -> float:
    """σ′(a) by a complex step, exact to rounding: no formula for the derivative is used."""
    step = 1e-20
    return complex(1 / (1 + np.exp(-complex(a, step)))).imag / step


def sigmoid_layer_gradient(
    W: ArrayLike, b: ArrayLike, x: ArrayLike, output: int, row: int, column: int
) -> float:
    """∂f_output/∂W_(row, column) of f = σ(Wx + b), by a complex step; indices from 0."""
    step = 1e-20
    shifted = np.array(W, dtype=complex)
    shifted[row, column] += 1j * step
    a = shifted @ np.asarray(x, float) + np.asarray(b, float)
    return float((1 / (1 + np.exp(-a[output]))).imag / step)


def mistaken_euler(
    *,
    grid: Callable[[float, float, float], Any] | None = None,
    slope: Callable[[Field, Any, float, float], Any] | None = None,
    step: Callable[[Any, float, Any], Any] = lambda h, width, k: h + width * k,
) -> Callable[..., tuple[Any, Any]]:
    """An Euler solver with one part exchanged, for naming mistakes.

    `grid(t0, t1, dt)` gives the times; `slope(f, h, t, width)` what is followed; `step(h, width,
    slope)` the next state.
    """

    def solve(f: Field, h0: ArrayLike, t_span: tuple[float, float], dt: float) -> tuple[Any, Any]:
        times = np.asarray(_times(*t_span, dt) if grid is None else grid(*t_span, dt), float)
        states = [np.array(h0, dtype=float)]
        for before, after in itertools.pairwise(times.tolist()):
            h, width = states[-1], after - before
            k = f(h, before) if slope is None else slope(f, h, before, width)
            states.append(np.asarray(step(h, width, np.asarray(k, float)), float))
        return times, np.stack(states)

    return solve
