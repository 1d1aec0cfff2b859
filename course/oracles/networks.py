"""Independent versions of `course.reference.networks`: sets of positions, complex steps."""

import cmath
import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from course.arrays import ArrayLike, FloatArray

STEP = 1e-20  # of complex differences, which have no cancellation


def receptive_field(layers: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
    """The same two, from the positions that outputs 0 and 1 see, from the last layer on."""
    stack = [tuple(int(number) for number in layer) for layer in layers]
    zero, one = _seen(0, stack), _seen(1, stack)
    return max(zero) - min(zero) + 1, min(one) - min(zero)


def _seen(output: int, stack: list[tuple[int, ...]]) -> set[int]:
    seen = {output}
    for kernel, stride, dilation in reversed(stack):
        seen = {stride * n + dilation * m for n in seen for m in range(kernel)}
    return seen


def chain_jacobian(x: ArrayLike, weights: ArrayLike, skip: bool = True) -> FloatArray:
    """The same Jacobian, column by column, from complex steps through the layers: no chain rule."""
    start = np.asarray(x, float).tolist()
    columns = []
    for j in range(len(start)):
        moved = [value + (STEP * 1j if i == j else 0) for i, value in enumerate(start)]
        end = _through(moved, np.asarray(weights, float).tolist(), skip)
        columns.append([value.imag / STEP for value in end])
    return np.array(columns).T


def _through(x: list[complex], weights: list[list[list[float]]], skip: bool) -> list[complex]:
    for matrix in weights:
        inner = [cmath.tanh(sum(w * value for w, value in zip(r, x, strict=True))) for r in matrix]
        x = [value + new for value, new in zip(x, inner, strict=True)] if skip else inner
    return x


def norm_bounds(norm: float, depth: int) -> tuple[float, float, float]:
    """Bounds of a product of `depth` factors, as powers of ten: ∏ J above, ∏ (I + J) both ways.

    ‖J‖ ≤ norm < 1 in each layer. The bounds are reached by J = ± norm · I, multiplied here.
    """
    plain, upper, lower = 0.0, 0.0, 0.0
    for _ in range(depth):
        plain += math.log10(norm)
        upper += math.log10(1 + norm)
        lower += math.log10(1 - norm)
    return plain, upper, lower


def fewest_kept(depth: int) -> int:
    """The smallest peak of kept activations with checkpoints, over all segment lengths.

    The inputs of all ⌈depth / k⌉ segments are kept, and the k activations of the segment at hand.
    """
    return min(math.ceil(depth / k) + k for k in range(1, depth + 1))


def convolved(x: ArrayLike, kernel: ArrayLike, bias: ArrayLike) -> FloatArray:
    """A convolution layer of stride 1 that keeps the size, zeros around: x (B, C, H, W).

    kernel (C_out, C, k, k) with odd k, bias (C_out,). One addend for each offset of the kernel.
    """
    x, kernel = np.asarray(x, float), np.asarray(kernel, float)
    (_, _, high, wide), reach = x.shape, kernel.shape[-1] // 2
    padded = np.pad(x, ((0, 0), (0, 0), (reach, reach), (reach, reach)))
    total = np.zeros((len(x), len(kernel), high, wide))
    for i, j in np.ndindex(kernel.shape[2:]):
        seen = padded[:, :, i : i + high, j : j + wide]
        total += np.tensordot(seen, kernel[:, :, i, j], axes=(1, 1)).transpose(0, 3, 1, 2)
    return total + _channels(bias)


def batch_normalised(
    x: ArrayLike,
    gain: ArrayLike,
    shift: ArrayLike,
    statistics: tuple[ArrayLike, ArrayLike] | None = None,
) -> FloatArray:
    """x (B, C, H, W) with mean `shift` and standard deviation |gain| per channel.

    `statistics` are means and variances (C,) to be used in place of those of the batch.
    """
    x = np.asarray(x, float)
    by_channel = x.transpose(1, 0, 2, 3).reshape(x.shape[1], -1)
    mean, variance = statistics or (by_channel.mean(axis=1), by_channel.var(axis=1))
    divisor = np.sqrt(np.asarray(variance, float) + 1e-5)  # torch's default
    return (x - _channels(mean)) / _channels(divisor) * _channels(gain) + _channels(shift)


def block_weights(rng: np.random.Generator, channels: int) -> list[dict[str, FloatArray]]:
    """Random arrays for conv, norm, conv, norm of a residual block, named as torch names them.

    Kernels 3×3 without bias; gains, shifts, running means and variances (channels,).
    """

    def norm() -> dict[str, FloatArray]:
        return {
            "weight": rng.uniform(-1, 1, channels),
            "bias": rng.uniform(-1, 1, channels),
            "running_mean": rng.normal(size=channels),
            "running_var": rng.uniform(0.5, 2, channels),
        }

    def conv() -> dict[str, FloatArray]:
        kernel = rng.uniform(-1, 1, (channels, channels, 3, 3))
        return {"weight": kernel, "bias": np.zeros(channels)}

    return [conv(), norm(), conv(), norm()]


def block_parts(
    weights: Sequence[Mapping[str, FloatArray]], training: bool = True
) -> tuple[Callable[[FloatArray], FloatArray], ...]:
    """conv₁, conv₂, BN₁, BN₂ with these weights, as functions of (B, C, H, W)."""

    def conv(one: Mapping[str, FloatArray]) -> Callable[[FloatArray], FloatArray]:
        return lambda z: convolved(z, one["weight"], one["bias"])

    def norm(one: Mapping[str, FloatArray]) -> Callable[[FloatArray], FloatArray]:
        statistics = None if training else (one["running_mean"], one["running_var"])
        return lambda z: batch_normalised(z, one["weight"], one["bias"], statistics)

    return (*map(conv, weights[::2]), *map(norm, weights[1::2]))


def residual_block(
    x: ArrayLike, weights: Sequence[Mapping[str, FloatArray]], training: bool = True
) -> FloatArray:
    """x + BN₂(conv₂(ReLU(BN₁(conv₁(x))))) (B, C, H, W); He et al. 2015, figure 2, no last ReLU."""
    first, second, one, two = block_parts(weights, training)
    x = np.asarray(x, float)
    return x + two(second(np.maximum(one(first(x)), 0)))


def _channels(values: ArrayLike) -> FloatArray:
    return np.asarray(values, float).reshape(1, -1, 1, 1)
