r"""Exercise 2: the KL term of a variational autoencoder."""

# %% [markdown]
r"""
# Exercise 2 · The KL term of a variational autoencoder

**About 30 minutes · easy · 7 points · before it: exercise 1**

A variational autoencoder encodes a datum $x$ not as a point but as a cloud,
$q(z\mid x) = \mathcal N(\mu, \operatorname{diag}\sigma^2)$, and pays a price for every cloud that
differs from the prior $p(z) = \mathcal N(0, I)$. The price is the Kullback–Leibler divergence

$$\mathrm{KL}(q\,\|\,p) = \mathbb E_{z\sim q}\big[\log q(z) - \log p(z)\big]\quad\text{(in nats)}.$$

You will write it in closed form. Latent diffusion, world models and audio codecs all carry this
term, and one wrong factor in it silently turns into another model.

*You will learn:* what the price consists of, and why it is paid per sample, not per batch.
"""

# %% [markdown]
r"""
## Predict first

One latent dimension, $\mu = 0$. Which cloud is dearer, the narrow one with $\sigma = \tfrac12$ or
the wide one with $\sigma = 2$?

- **a** They cost the same: both are off by a factor of 2.
- **b** The narrow one, $\sigma=\tfrac12$.
- **c** The wide one, $\sigma=2$.
- **d** Neither costs anything, because $\mu$ is 0.

Write a letter. You may come back after the figure and change it; only the last answer counts.
"""

# %% solution="predict"
answer_predict = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_predict = "c"
### END SOLUTION

# %% points=1 tests="predict_answered"
assert answer_predict in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_predict,
    key="c",
    feedback={
        "a": "the divergence is not symmetric in log σ. Compare both ends of the figure.",
        "b": "a narrow cloud costs only logarithmically. Compare both ends of the figure.",
        "d": "the mean is one part of the price, the width is another one.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

For a Gaussian cloud the expectation has a closed form: take $\log q - \log p$, write it with
$\mu$ and $\sigma$, and use $\mathbb E_q[z^2] = \mu^2 + \sigma^2$. The encoder gives
$\text{logvar} = \log\sigma^2$, which may be any real number.

Do one case by hand before you code: $\mu = 1$, $\sigma = 2$. The test below knows it.

<details><summary>Hint 1 · a question</summary>

Look at $\sigma=1$ and at $\mu=0$ separately. Which part of the price is left in each case?
</details>
<details><summary>Hint 2 · shapes</summary>

`mu` and `logvar` have shape (…, d); the result has shape (…). Only the last axis goes.
</details>
<details><summary>Hint 3 · one blank</summary>

Per dimension: half of ( variance + mean² − 1 − ______ ), then the sum over the last axis.
</details>
"""

# %% solution="kl" reference="vae.kl_to_standard_normal"

# %% points=1 tests="kl_by_hand"
# By hand for μ = 1, σ = 2: ½ (4 + 1 − 1 − log 4) = 2 − log 2, about 1.3069.
with attempt():
    expect(
        kl_to_standard_normal(np.array([1.0]), np.array([np.log(4.0)])),
        2 - np.log(2),
        about="μ = 1, σ = 2",
    )
    expect(
        kl_to_standard_normal(np.zeros((5, 3)), np.zeros((5, 3))),
        np.zeros(5),
        about="five clouds equal to the prior",
    )

# %% points=1 tests="kl_random"
assert callable(kl_to_standard_normal)  # hidden: random batches of several shapes
### BEGIN HIDDEN TESTS
from course import checks, oracles

kl_rng = checks.rng("kl_random")
checks.agree(
    kl_to_standard_normal,
    oracles.vae.kl_to_standard_normal,
    [(kl_rng.normal(size=s), kl_rng.normal(size=s)) for s in ((4, 3), (5, 5), (2, 3, 6))],
    mistakes={
        "it fits a logvar that is read as log σ instead of log σ²": lambda m, lv: (
            oracles.vae.kl_to_standard_normal(m, 2 * lv)
        ),
        "the spread σ² does not grow exponentially with logvar": lambda m, lv: (
            0.5 * np.sum(lv + m**2 - 1 - np.log(np.abs(lv) + 1e-12), axis=-1)
        ),
        "it fits the divergence in the other direction, KL(p‖q)": lambda m, lv: (
            0.5 * np.sum(np.exp(-lv) * (1 + m**2) - 1 + lv, axis=-1)
        ),
        "the mean enters by its size, not by its square": lambda m, lv: (
            0.5 * np.sum(np.exp(lv) + np.abs(m) - 1 - lv, axis=-1)
        ),
        "a wide cloud is charged twice: look at the sign of the logvar term": lambda m, lv: (
            0.5 * np.sum(np.exp(lv) + m**2 - 1 + lv, axis=-1)
        ),
        "the sum runs over the batch axis, not over the latent axis": lambda m, lv: (
            0.5 * np.sum(np.exp(lv) + m**2 - 1 - lv, axis=0)
        ),
        "it averages over the latent axis: exactly d times too small": lambda m, lv: (
            0.5 * np.mean(np.exp(lv) + m**2 - 1 - lv, axis=-1)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="kl_edges"
assert callable(kl_to_standard_normal)  # hidden: a nearly deterministic code, no sample at all
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.agree(
    kl_to_standard_normal,
    oracles.vae.kl_to_standard_normal,
    [(np.zeros(2), np.array([-50.0, 0.0])), (np.array([30.0]), np.array([-10.0]))],
    where="for very narrow or very distant clouds",
)
checks.agree(
    kl_to_standard_normal,
    lambda m, lv: np.zeros(0),
    [(np.zeros((0, 3)), np.zeros((0, 3)))],
    where="for an empty batch",
)
checks.agree(
    kl_to_standard_normal,
    lambda m, lv: oracles.vae.kl_by_quadrature(m[0], lv[0]),
    [(np.array([0.7]), np.array([2 * np.log(0.6)]))],
    rtol=1e-6,  # of the quadrature
    where="against the integral that defines it",
)
### END HIDDEN TESTS

# %% points=1 tests="kl_properties"
assert callable(kl_to_standard_normal)  # hidden: what every divergence obeys
### BEGIN HIDDEN TESTS
from course import checks

kl_rng = checks.rng("kl_properties")
mu_p, logvar_p = kl_rng.normal(size=(2, 40, 3))
kl_p = checks.call(kl_to_standard_normal, mu_p, logvar_p)
checks.require(np.shape(kl_p) == (40,), "the price is one number per sample, not per batch")
checks.require(kl_p > 0, "a divergence is never negative: yours is, for some clouds")
checks.require(
    np.abs(checks.call(kl_to_standard_normal, np.zeros(16), np.zeros(16))) < 1e-12,
    "the prior itself costs nothing, yours does",
)
checks.require(
    np.isclose(kl_p, checks.call(kl_to_standard_normal, -mu_p, logvar_p), rtol=1e-9),
    "mirroring the cloud (μ → −μ) changes the price",
)
### END HIDDEN TESTS

# %% points=1 tests="kl_hygiene"
assert callable(kl_to_standard_normal)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

kl_rng = checks.rng("kl_hygiene")
checks.hygiene(kl_to_standard_normal, *kl_rng.normal(size=(2, 4, 3)))
checks.hygiene(kl_to_standard_normal, *kl_rng.normal(size=(2, 3)))
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

The dots integrate the definition numerically; the lines are your function. They must meet.
"""

# %%
logvar_axis = np.linspace(-6, 2.2, 120)
z_axis = np.linspace(-14, 14, 4001)


def integrated(mu, logvar):
    """The definition, ∫ q (log q − log p) dz, on a grid."""
    log_q = -0.5 * (z_axis - mu) ** 2 / np.exp(logvar) - 0.5 * logvar
    weight = np.exp(log_q) / np.sqrt(2 * np.pi)
    return np.trapezoid(weight * (log_q + z_axis**2 / 2), z_axis)


figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), width_ratios=(2, 3))
for sigma in (0.5, 1, 2):
    density = np.exp(-0.5 * (z_axis / sigma) ** 2) / sigma / np.sqrt(2 * np.pi)
    left.plot(z_axis, density, label=f"σ = {sigma}", lw=1.8)
left.set(xlim=(-5, 5), xlabel="z", ylabel="q(z)", title="three clouds, μ = 0")
left.legend()
dots = logvar_axis[::12]
for mean in (0, 1, 2):
    right.plot(dots, [integrated(mean, lv) for lv in dots], "o", color=TRUTH, ms=4)
with attempt():
    for mean in (0, 1, 2):
        means = np.full((len(logvar_axis), 1), float(mean))
        right.plot(logvar_axis, kl_to_standard_normal(means, logvar_axis[:, None]), color=YOURS)
right.margins(y=0.15)
right.set(
    xlim=(-6.3, 2.8),
    xlabel="logvar",
    ylabel="KL in nats",
    title="dots: the integral · lines: yours (μ = 0, 1, 2 upwards)",
)
plt.show()

# %% [markdown]
r"""
## Explain

Go left in the figure: a code without noise, $\sigma\to0$, would cost infinitely much, but the
price rises slowly. For a very narrow cloud, how many nats does it cost to **halve** $\sigma$ once
more? (That is why a VAE can buy nearly noise-free codes, and why "the KL term forbids them" is a
loose statement.) Three digits are enough.
"""

# %% solution="halving"
nats_per_halving = None  # a number
### BEGIN SOLUTION
nats_per_halving = 0.693  # KL ≈ −log σ − ½ for small σ
### END SOLUTION

# %% points=1 tests="halving_cost"
assert nats_per_halving is None or nats_per_halving > 0, "it costs something"
### BEGIN HIDDEN TESTS
from course import checks, oracles

narrow = [oracles.vae.kl_to_standard_normal([0.0], [2 * np.log(s)]) for s in (1e-4, 5e-5)]
checks.number(
    nats_per_halving,
    float(narrow[1] - narrow[0]),
    rtol=2e-3,
    mistakes={
        "that is the slope per nat of logvar; halving σ changes logvar by more": 0.5,
        "halving σ changes logvar by that much, but logvar enters with a factor": 2 * np.log(2),
        "that is the answer in bits": 1.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** The price of a code is paid per sample and summed over latent dimensions;
its two parts are how far the cloud sits from 0 and how much its width differs from 1. Averaging
over dimensions instead of summing divides the weight of the whole term by $d$: a different model.

*Further:* Kingma & Welling, *Auto-Encoding Variational Bayes*, 2014, appendix B.
"""
