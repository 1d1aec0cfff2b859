"""Independent versions of `course.reference.tiny_diffusion`, and the ring of challenge 3."""

import math
from collections.abc import Callable

import numpy as np

from course.arrays import ArrayLike, FloatArray
from course.oracles import mixtures

RADIUS, SIGMA = 1.4, 0.15
_ANGLES = np.arange(8) * math.pi / 4
CENTRES = np.stack([RADIUS * np.cos(_ANGLES), RADIUS * np.sin(_ANGLES)], axis=1)
ABARS = np.cumprod(1 - mixtures.cosine_betas(30))
Step = Callable[[FloatArray, FloatArray, float, float], FloatArray]


def ring(n: int, rng: np.random.Generator) -> FloatArray:
    """n points of the ring, (n, 2)."""
    return CENTRES[rng.integers(0, 8, n)] + SIGMA * rng.normal(size=(n, 2))


def fit_noise(features: ArrayLike, eps: ArrayLike, lam: float) -> FloatArray:
    """The same weights as an ordinary least-squares fit with m more rows: √λ I, target 0."""
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    count = phi.shape[1]
    rows = np.vstack([phi, math.sqrt(lam) * np.eye(count)])
    targets = np.vstack([eps, np.zeros((count, eps.shape[1]))])
    return np.asarray(np.linalg.lstsq(rows, targets, rcond=None)[0])


def ddim_step(xt: ArrayLike, eps_pred: ArrayLike, abar_from: float, abar_to: float) -> FloatArray:
    """The same step, number by number, as a rotation: the levels are angles, ᾱ = cos²."""
    here, there = math.acos(math.sqrt(abar_from)), math.acos(math.sqrt(abar_to))
    pairs = zip(np.ravel(xt).tolist(), np.ravel(eps_pred).tolist(), strict=True)
    moved = [(math.cos(there) * x + math.sin(here - there) * -e) / math.cos(here) for x, e in pairs]
    return np.array(moved).reshape(np.shape(xt))


def distance_with_exact_noise(step: Step, seed: int, n: int = 600) -> float:
    """Energy distance to the ring of n samples that `step` makes with the exact noise."""
    rng = np.random.default_rng(seed)
    truth, x = ring(n, rng), rng.normal(size=(n, 2))
    for t in reversed(range(len(ABARS))):
        here = float(ABARS[t])
        width = math.sqrt(here * SIGMA**2 + 1 - here)
        score = mixtures.fast_mixture_score(x, np.full(8, 1 / 8), math.sqrt(here) * CENTRES, width)
        x = step(x, -math.sqrt(1 - here) * score, here, float(ABARS[t - 1]) if t else 1.0)
    return mixtures.fast_energy_distance(x, truth)
