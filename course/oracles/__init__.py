"""Slow, independent second implementations: loops, quadrature, closed forms, finite differences.

Hidden tests compare a student's function with these, never with `course.reference`: an oracle is
derived another way, so that it cannot share the reference's bug.
"""

from course.oracles import (
    adversarial,
    autoregressive,
    compression,
    differential_equations,
    diffusion,
    energy,
    evaluation,
    flow,
    gan,
    information,
    langevin,
    latent,
    linear_algebra,
    mixtures,
    networks,
    optimization,
    probability,
    reverse_diffusion,
    stochastic,
    tiny_diffusion,
    vae,
)

__all__ = [
    "adversarial",
    "autoregressive",
    "compression",
    "differential_equations",
    "diffusion",
    "energy",
    "evaluation",
    "flow",
    "gan",
    "information",
    "langevin",
    "latent",
    "linear_algebra",
    "mixtures",
    "networks",
    "optimization",
    "probability",
    "reverse_diffusion",
    "stochastic",
    "tiny_diffusion",
    "vae",
]
