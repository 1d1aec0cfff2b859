"""Densities that are carried along by maps: one fixed map, and a stack of layers."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from course.arrays import ArrayLike, FloatArray

Map: TypeAlias = Callable[[FloatArray], FloatArray]


def lognormal_pdf(x: ArrayLike) -> FloatArray | float:
    """Density at x of the random number exp(z), where z ~ N(0, 1): the log-normal density.

    It comes from the density of z by the change of variables (Bishop, *Pattern Recognition and
    Machine Learning*, 2006, section 1.2.1); log is the natural one.

    x: real numbers of any shape; each one is a point of its own, nothing is reduced. Returns the
    density at each of them, of the same shape (a float for a single number): a number ≥ 0, not its
    logarithm, and 0 wherever exp(z) never comes, that is for x ≤ 0. The input is not changed.
    """
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    z = np.log(x[reached])
    density[reached] = np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi) / x[reached]
    # [()] turns an array of shape () into a float and leaves the others alone
    return density[()]


def flow_logprob(x: ArrayLike, layers: Sequence[tuple[Map, Map]]) -> FloatArray | float:
    """Log density at x of a flow, x = f_K(… f_2(f_1(z))) with z ~ N(0, 1), in nats.

    x: numbers of shape (N,), each one a point of its own: every layer maps number by number.
    layers: the list of the K layers in the order in which noise runs through them, f_1 first; an
    empty list leaves x = z. Layer i is a pair of functions (inverse, forward_logdet):
    inverse(y) is the u with f_i(u) = y, and forward_logdet(u) is log |f_i′(u)|, the slope of the
    **forward** map at the layer's **input** u (an array like u, or one number if it is the same
    everywhere). Returns log p(x), shape (N,) (a float for a single number): nothing is reduced.
    Neither x nor the list is changed (Rezende & Mohamed 2015, eq. 6).
    """
    u, stretch = np.asarray(x, dtype=float), np.zeros(np.shape(x))
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch
