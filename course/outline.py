"""The course in order: what each assignment teaches, what comes before it, what it needs."""

from dataclasses import dataclass

from course.errors import UsageError


@dataclass(frozen=True)
class Assignment:
    """One nbgrader assignment; `name` is its folder in `assignments/`, `source/`, `release/`.

    `goal` completes "afterwards you can …"; `after` are the assignments that it builds on;
    `extras` are packages beyond the course's own that some of its notebooks import.
    """

    name: str
    title: str
    minutes: int
    goal: str
    after: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()


OUTLINE = (
    Assignment(
        "theory",
        "Theory lab: thirteen ideas behind generative models",
        240,
        "say what each family of models optimises, and compute it",
    ),
    Assignment(
        "ex01_autoregressive_likelihood",
        "Likelihood of a sequence",
        40,
        "turn logits into a log-likelihood and a perplexity",
    ),
    Assignment(
        "ex02_vae_kl",
        "The KL term of a variational autoencoder",
        30,
        "write the price of a code in closed form",
        ("ex01_autoregressive_likelihood",),
    ),
    Assignment(
        "ex03_reparameterization",
        "Noise as an input: reparameterisation",
        30,
        "draw a sample so that gradients pass through it",
        ("ex02_vae_kl",),
    ),
    Assignment(
        "ex04_gan_losses",
        "The losses of a GAN from logits",
        35,
        "compute the losses of a GAN from logits, and say when they stop teaching",
        ("ex02_vae_kl",),
    ),
    Assignment(
        "ex05_flow_density",
        "The density of an affine flow",
        40,
        "change variables in a density, determinant included",
        ("ex01_autoregressive_likelihood",),
    ),
    Assignment(
        "ex06_diffusion_noising",
        "Noising in closed form",
        35,
        "jump to any noise level in one step",
        ("ex03_reparameterization",),
    ),
    Assignment(
        "ex07_denoising_mse",
        "The denoising loss",
        25,
        "compute the loss of a diffusion model, and know its best value",
        ("ex06_diffusion_noising",),
    ),
    Assignment(
        "ex08_score_update",
        "One step of Langevin dynamics",
        35,
        "sample with a score, and tell sampling from climbing",
        ("ex07_denoising_mse",),
    ),
    Assignment(
        "ex09_frechet_distance",
        "The Fréchet distance",
        40,
        "compare two clouds of features by their moments, and know the bias",
        ("ex03_reparameterization",),
    ),
    Assignment(
        "ex10_diagnostics",
        "Which diagnostics tell the truth?",
        40,
        "choose measurements that catch a failing model",
        ("ex09_frechet_distance",),
    ),
    Assignment(
        "ps1_linear_algebra",
        "Problem set 1: linear algebra",
        120,
        "use the SVD to compress and whiten, and write attention",
    ),
    Assignment(
        "ps2_calculus_odes",
        "Problem set 2: calculus and differential equations",
        160,
        "differentiate layers, and integrate what they become in the limit",
        ("ps1_linear_algebra",),
        ("torch",),
    ),
    Assignment(
        "ps3_optimization",
        "Problem set 3: optimisation",
        120,
        "predict when a step diverges, and write Adam",
        ("ps2_calculus_odes",),
        ("torch",),
    ),
    Assignment(
        "ps4_neural_networks",
        "Problem set 4: neural networks",
        115,
        "compute receptive fields, residual Jacobians and the memory of training",
        ("ps2_calculus_odes",),
        ("torch",),
    ),
    Assignment(
        "ps5_probability",
        "Problem set 5: probability",
        75,
        "push densities through maps, and choose a way to sample",
        ("ex05_flow_density",),
    ),
    Assignment(
        "ps6_information_theory",
        "Problem set 6: information theory",
        120,
        "compute entropies and divergences, and derive the ELBO",
        ("ex02_vae_kl",),
        ("torch",),
    ),
    Assignment(
        "ps7_stochastic_processes",
        "Problem set 7: stochastic processes",
        100,
        "run Langevin dynamics at any temperature, and test a sampler honestly",
        ("ex08_score_update",),
    ),
    Assignment(
        "ps8_variational_autoencoders",
        "Problem set 8: latent variables, energies, adversaries",
        120,
        "write a VAE's loss, train an energy-based model, and judge a GAN",
        ("ex03_reparameterization", "ex04_gan_losses", "ps6_information_theory"),
    ),
    Assignment(
        "ps9_diffusion",
        "Problem set 9: diffusion",
        165,
        "noise, denoise and guide, each step checked against Bayes' rule",
        ("ex07_denoising_mse", "ps7_stochastic_processes"),
        ("torch",),
    ),
    Assignment(
        "challenge1_svd_to_vae",
        "Challenge 1: digits from eight numbers",
        175,
        "compress digits as well as a linear code can, with an error bar",
        ("ps1_linear_algebra", "ps8_variational_autoencoders"),
        ("scikit-learn", "torch"),
    ),
    Assignment(
        "challenge2_langevin_to_diffusion",
        "Challenge 2: from Langevin dynamics to diffusion",
        120,
        "say why annealing finds both modes, and sample a mixture three ways",
        ("ps7_stochastic_processes", "ps9_diffusion"),
    ),
    Assignment(
        "challenge3_tiny_diffusion",
        "Challenge 3: a tiny diffusion model",
        240,
        "fit a diffusion model in closed form, and grade it in three layers",
        ("ps9_diffusion", "challenge2_langevin_to_diffusion"),
        ("torch",),
    ),
    Assignment(
        "quiz",
        "The quiz: twenty questions",
        60,
        "tell true statements about generative models from almost true ones",
        ("theory",),
    ),
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
