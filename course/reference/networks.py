"""Neural networks: what an output sees, and what a gradient passes on its way back."""

from collections.abc import Iterable

import numpy as np

from course.arrays import ArrayLike, FloatArray


def receptive_field(layers: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
    """How many inputs, first to last, one output of a stack of layers spans, along one axis.

    A layer (k, s, d), a convolution or a pooling with kernel size k, stride s and dilation d, makes
    its output n from its inputs s n, s n + d, …, s n + (k − 1) d. Far from the borders all outputs
    see equally much (Dumoulin & Visin 2016).

    layers: a sequence of such triples of integers ≥ 1, the one next to the data first.
    Returns (field, jump), whole numbers: field is how many positions of the data lie from the first
    to the last one that can influence a given output of the whole stack, gaps included; jump is by
    how many positions of the data the fields of neighbouring outputs are shifted. No layer: (1, 1).
    Raises ValueError if a number is below 1. The input is not changed.
    """
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError(f"all of {(kernel, stride, dilation)} must be at least 1.")
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field, jump


def chain_jacobian(x: ArrayLike, weights: ArrayLike, skip: bool = True) -> FloatArray:
    """The Jacobian ∂x_L/∂x_0 of L layers, by the chain rule (He et al. 2016, section 2).

    With skip connections x_{l+1} = x_l + tanh(W_l x_l), without them x_{l+1} = tanh(W_l x_l), for
    l = 0,…,L−1, where x_0 = x; tanh acts on each entry, and its slope is 1 − tanh².

    x: (d,); weights: (L, d, d), the layer next to x first; skip: True or False.
    Returns (d, d): row i, column j is ∂x_L[i]/∂x_0[j]. L = 0, an empty list of weights, gives the
    unit matrix. The inputs are not changed.
    """
    x = np.asarray(x, dtype=float)
    jacobian = unit = np.eye(len(x))
    for W in np.asarray(weights, dtype=float):
        inner = np.tanh(W @ x)
        slope = (1 - inner**2)[:, None] * W
        jacobian = (unit + slope if skip else slope) @ jacobian
        x = x + inner if skip else inner
    return jacobian
