"""The course in order: every assignment with its title, expected minutes and needed extras."""

from dataclasses import dataclass

from course.errors import UsageError


@dataclass(frozen=True)
class Assignment:
    """One nbgrader assignment; `name` is its folder in `assignments/`, `source/`, `release/`."""

    name: str
    title: str
    minutes: int
    extras: tuple[str, ...] = ()


OUTLINE = (
    Assignment("theory", "Theory lab: thirteen ideas behind generative models", 240),
    Assignment("ex01_autoregressive_likelihood", "Likelihood of a sequence", 40),
    Assignment("ex02_vae_kl", "The KL term of a variational autoencoder", 30),
    Assignment("ex03_reparameterization", "Noise as an input: reparameterisation", 30),
    Assignment("ex04_gan_losses", "The losses of a GAN from logits", 35),
    Assignment("ex05_flow_density", "The density of an affine flow", 40),
    Assignment("ex06_diffusion_noising", "Noising in closed form", 35),
    Assignment("ex07_denoising_mse", "The denoising loss", 25),
    Assignment("ex08_score_update", "One step of Langevin dynamics", 35),
    Assignment("ex09_frechet_distance", "The Fréchet distance", 40),
    Assignment("ex10_diagnostics", "Which diagnostics tell the truth?", 40),
)


def select(names: list[str] | None) -> tuple[Assignment, ...]:
    """Return the named assignments in outline order, all of them for an empty list.

    Raises UsageError that names the unknown one and lists the known ones.
    """
    known = [assignment.name for assignment in OUTLINE]
    for name in names or []:
        if name not in known:
            raise UsageError(f"unknown assignment {name!r}. Known: {', '.join(known)}.")
    return tuple(a for a in OUTLINE if not names or a.name in names)
