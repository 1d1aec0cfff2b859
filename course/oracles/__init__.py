"""Slow, independent second implementations: loops, quadrature, closed forms, finite differences.

Hidden tests compare a student's function with these, never with `course.reference`: an oracle is
derived another way, so that it cannot share the reference's bug.
"""

from course.oracles import autoregressive, diffusion, evaluation, flow, gan, langevin, vae

__all__ = ["autoregressive", "diffusion", "evaluation", "flow", "gan", "langevin", "vae"]
