r"""Exercise 3: noise as an input, the reparameterised sample."""

# %% [markdown]
r"""
# Exercise 3 · Noise as an input: reparameterisation

**About 30 minutes · easy · 9 points · before it: exercise 2**

The encoder of a variational autoencoder gives a cloud $\mathcal N(\mu, \operatorname{diag}\sigma^2)$,
the decoder needs a point $z$ of it, and the loss of that point has to tell the encoder how to move
$\mu$ and $\sigma$. A fresh random draw answers no such question: draw again and everything is
different. So the draw is taken out of the model. The noise $\varepsilon\sim\mathcal N(0, I)$ becomes
an *input*, and $z$ an ordinary smooth function of $\mu$, of $\sigma$ and of that input.

The same line stands in stochastic policies of reinforcement learning and, with other letters, in
every training step of a diffusion model.

*You will learn:* to write that function, why its noise must be an argument, and what is gained
over a gradient estimator that needs no such trick.
"""

# %% [markdown]
r"""
## Predict first

You drew ten numbers $\varepsilon$ once and made of them ten samples of $\mathcal N(\mu,\sigma^2)$.
Then training raises $\text{logvar} = \log\sigma^2$ by $\log 4$. $\mu$ stays, the ten $\varepsilon$
stay. Where are the ten samples now?

- **a** Each on its old side of $\mu$, at twice its old distance.
- **b** Each on its old side of $\mu$, at four times its old distance.
- **c** Anywhere: one can only say that the cloud as a whole is wider.
- **d** Each moved by the same amount, in the same direction.

Write a letter. You may come back after the figure and change it; only the last answer counts.
"""

# %% solution="predict"
answer_predict = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_predict = "a"
### END SOLUTION

# %% points=1 tests="predict_answered"
assert answer_predict in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_predict,
    key="a",
    feedback={
        "b": "that is what happens to the variance. In which unit is a distance from μ?",
        "c": "nothing was drawn again. Follow one line in the left panel of the figure.",
        "d": "the centre of the cloud stays. Follow two lines in the left panel of the figure.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

Write the sample as a function of its three inputs. Mind what the encoder hands over: not $\sigma$
but $\text{logvar}=\log\sigma^2$, which may be any real number.

Do one case by hand before you code: $\mu=\tfrac12$, $\text{logvar}=\log4$, $\varepsilon=-\tfrac32$.
The test below knows it.

<details><summary>Hint 1 · a question</summary>

$\varepsilon$ has variance 1. By what must you multiply it to get variance $\sigma^2$, and how does
that come out of logvar? Think of units: $z$, $\mu$ and the spread are all measured in metres, say.
</details>
<details><summary>Hint 2 · shapes</summary>

Everything works entry by entry and no axis is reduced: three inputs of shape (B, d) give (B, d).
Numpy's broadcasting lets one cloud of shape (d,) take B noises of shape (B, d).
</details>
<details><summary>Hint 3 · one blank</summary>

z = mu + exp( ______ ) · eps
</details>
"""

# %% solution="rep" reference="vae.reparameterize"

# %% points=1 tests="rep_by_hand"
# logvar = log 4 is σ = 2, so ½ − 2 · 1.5 = −2.5. Below: one cloud (σ = 1 and 3), two noises.
with attempt():
    expect(reparameterize(0.5, np.log(4), -1.5), -2.5, about="μ = ½, σ = 2, ε = −1.5")
    expect(
        reparameterize(
            np.array([1.0, -1.0]), np.array([0.0, np.log(9)]), np.array([[1.0, 1.0], [0.0, 2.0]])
        ),
        [[2, 2], [1, 5]],
        about="two samples of one cloud",
    )

# %% points=1 tests="rep_random"
assert callable(reparameterize)  # hidden: random batches of clouds
### BEGIN HIDDEN TESTS
from course import checks, oracles

rep_rng = checks.rng("rep_random")
checks.agree(
    reparameterize,
    oracles.vae.reparameterize,
    [tuple(rep_rng.normal(size=(3, *shape))) for shape in ((4, 3), (5, 5), (7,))],
    mistakes={
        "the noise is scaled by exp(logvar), which is the variance and not σ": lambda m, lv, e: (
            m + np.exp(lv) * e
        ),
        "logvar itself is taken for σ": lambda m, lv, e: m + lv * e,
        "logvar is taken for σ², it is the logarithm of it": lambda m, lv, e: m + np.sqrt(lv) * e,
        "the root of |logvar| is no σ: logvar is the logarithm of σ²": lambda m, lv, e: (
            m + np.sqrt(np.abs(lv)) * e
        ),
        "half of logvar is log σ, not yet σ": lambda m, lv, e: m + lv / 2 * e,
        "the cloud narrows where logvar grows: look at the sign in the exponent": lambda m, lv, e: (
            m + np.exp(-lv / 2) * e
        ),
        "half of the variance is no σ: the half belongs into the exponent": lambda m, lv, e: (
            m + np.exp(lv) / 2 * e
        ),
        "one noise number serves a whole row, every entry has its own": lambda m, lv, e: (
            m + np.exp(lv / 2) * e[..., :1]
        ),
        "the noise does not enter": lambda m, lv, e: m,
        "the root is taken once too often: exp(logvar/4) is no σ": lambda m, lv, e: (
            m + np.exp(lv / 4) * e
        ),
        "the noise is subtracted: the same cloud, but not the sample of this ε": lambda m, lv, e: (
            m - np.exp(lv / 2) * e
        ),
        "μ and ε have changed places": lambda m, lv, e: e + np.exp(lv / 2) * m,
        "mu and logvar have changed places": lambda m, lv, e: lv + np.exp(m / 2) * e,
        "the noise is not scaled at all": lambda m, lv, e: m + e,
        "σ multiplies μ as well: it must scale the noise alone": lambda m, lv, e: (
            np.exp(lv / 2) * (m + e)
        ),
        "the mean is missing": lambda m, lv, e: np.exp(lv / 2) * e,
        "that is μ + σ, the noise does not enter": lambda m, lv, e: m + np.exp(lv / 2),
        "the noise is squared": lambda m, lv, e: m + np.exp(lv / 2) * e**2,
        "σ² is changed before its root, as by adding 1e-8": lambda m, lv, e: (
            m + np.sqrt(np.exp(lv) + 1e-8) * e
        ),
        "σ is changed, as by adding 1e-6": lambda m, lv, e: m + (np.exp(lv / 2) + 1e-6) * e,
        "that is the noise that belongs to a sample, the way back": lambda m, lv, e: (
            (e - m) / np.exp(lv / 2)
        ),
        "that is the density of a sample, not the sample": lambda m, lv, e: (
            np.exp(-((e - m) ** 2) / (2 * np.exp(lv))) / np.sqrt(2 * np.pi * np.exp(lv))
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="rep_edges"
assert callable(reparameterize)  # hidden: σ = 0, one cloud with many noises, single numbers
### BEGIN HIDDEN TESTS
from course import checks, oracles

rep_rng = checks.rng("rep_edges")
rep_mu, rep_logvar, rep_eps = rep_rng.normal(size=(3, 4, 3))
checks.agree(
    reparameterize,
    lambda m, lv, e: m,
    [(rep_mu, np.full((4, 3), -np.inf), rep_eps), (rep_mu, np.full((4, 3), -3000.0), rep_eps)],
    where="for clouds without any width (logvar = −∞ or −3000)",
    mistakes={
        f"a width near {width:.2g} is left: is logvar clipped, or something added to σ?": (
            lambda m, lv, e, width=width: m + width * e
        )
        for width in (*np.exp([-2.5, -5, -10, -15]), 1e-3, 1e-4, 1e-5, 1e-6, 1e-8)
    },
)
checks.agree(
    reparameterize,
    oracles.vae.reparameterize,
    [
        (rep_mu[0], rep_logvar[0], rep_eps),
        (rep_mu, rep_logvar, rep_eps[0]),
        (rep_mu, rep_logvar[0], rep_eps),
    ],
    where="for shapes (3,) with (4, 3)",
)
checks.agree(
    reparameterize,
    lambda m, lv, e: np.zeros((0, 3)),
    [(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3)))],
    where="for an empty batch",
)
checks.agree(
    reparameterize,
    oracles.vae.reparameterize_by_quantiles,
    [(0.7, 2 * np.log(0.6), 1.3), (-20.0, 5.0, -2.0)],
    rtol=1e-6,  # of the quantiles
    where="against the quantiles of the cloud",
)
### END HIDDEN TESTS

# %% points=1 tests="rep_properties"
assert callable(reparameterize)  # hidden: the same noise again, other noise, opposite noise
### BEGIN HIDDEN TESTS
from course import checks

rep_rng = checks.rng("rep_properties")
rep_mu, rep_logvar, rep_eps = rep_rng.normal(size=(3, 50, 4))
rep_z = checks.call(reparameterize, rep_mu, rep_logvar, rep_eps)
checks.require(np.shape(rep_z) == (50, 4), "one z per entry of the inputs: nothing is reduced")
checks.require(
    np.isclose(checks.call(reparameterize, rep_mu, rep_logvar, rep_eps), rep_z, rtol=1e-12),
    "the same ε gives two different z: all randomness must come from the argument",
)
rep_opposite = checks.call(reparameterize, rep_mu, rep_logvar, -rep_eps)
checks.require(
    np.abs(np.asarray(rep_opposite) - rep_z).max(axis=0) > 0.1,
    "another ε gives the same z: is the noise drawn inside?",
)
checks.require(
    np.isclose((np.asarray(rep_z) + rep_opposite) / 2, rep_mu, rtol=1e-9, atol=1e-12),
    "halfway between the samples of ε and of −ε lies μ: yours lies elsewhere",
)
rep_wider = checks.call(reparameterize, rep_mu, rep_logvar + np.log(4), rep_eps)
checks.require(
    np.isclose(rep_wider - rep_mu, 2 * (rep_z - rep_mu), rtol=1e-9, atol=1e-12),
    "raising logvar by log 4 must double the distance from μ: yours changes otherwise",
)
rep_noise = rep_rng.normal(size=(400, 2))
rep_cloud = checks.call(
    reparameterize,
    np.tile([3.0, -2.0], (400, 1)),
    np.tile(np.log([4.0, 0.25]), (400, 1)),
    rep_noise,
)
checks.require(
    np.isclose(np.var(rep_cloud, axis=0), [4.0, 0.25] * np.var(rep_noise, axis=0), rtol=1e-9),
    "many samples of a cloud have a variance other than exp(logvar)",
)
### END HIDDEN TESTS

# %% points=1 tests="rep_hygiene"
# hidden: lists, integers, float32, single numbers, inputs unchanged
assert callable(reparameterize)
### BEGIN HIDDEN TESTS
from course import checks

rep_rng = checks.rng("rep_hygiene")
checks.hygiene(reparameterize, *rep_rng.normal(size=(3, 4, 3)))
checks.hygiene(reparameterize, *rep_rng.uniform(0.3, 1.5, size=(3, 3)))
checks.hygiene(reparameterize, 0.3, -1.2, 0.8, skip=("varies",))
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

**Left.** Each line is *one* noise number $\varepsilon$, followed while logvar changes. The dots are
quantiles of the clouds, from the standard library. The lines are smooth: that is the whole point,
for a smooth line has a slope, and a loss can be followed along it.

**Right.** The slope of $\mathbb E[z^2]$ in logvar, estimated 400 times, each time from 256 samples,
at $\mu=\tfrac12$, $\sigma=2$; the dark line is the exact value. Your red histogram nudges logvar while
the noise stays. The pale one does without your function: it draws $z$ blindly and averages
$z^2\,\partial_{\text{logvar}}\log q(z)$, the *score-function* (or REINFORCE) estimator. A
triangle is the mean of the 400; what lies outside is drawn at the border.
"""

# %%
from statistics import NormalDist

mu, sigma = 0.5, 2.0
logvar = np.log(sigma**2)
draws = np.random.default_rng(3)
z_axis = np.linspace(-30, 30, 6001)


def expected_square(logvar):
    """E[z²], integrated on a grid."""
    density = np.exp(-0.5 * (z_axis - mu) ** 2 / np.exp(logvar))
    return np.sum(density * z_axis**2) / np.sum(density)


figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
noises = (-2.0, -1.0, 0.0, 0.5, 1.5)
for epsilon in noises:
    for s in (0.2, 0.4, 0.7, 1, 1.5, 2.2, 3):
        quantile = NormalDist(mu, s).inv_cdf(NormalDist().cdf(epsilon))
        left.plot(np.log(s**2), quantile, "o", color=TRUTH, ms=4)
    left.annotate(f"ε = {epsilon:g}", (2.45, mu + 3 * epsilon), va="center")
left.set(xlim=(-4.2, 4.1), ylim=(-7, 7), xlabel="logvar", ylabel="z")
left.set_title("dots: quantiles · lines: yours")

blind = draws.normal(mu, sigma, (400, 256))
score = ((blind - mu) ** 2 / sigma**2 - 1) / 2  # ∂ log q(z) / ∂ logvar
bins = np.linspace(0, 9, 46)
guesses = (blind**2 * score).mean(1)
right.hist(np.clip(guesses, 0, 9), bins, color=DATA, label="score function")
right.plot(guesses.mean(), -5, "^", color=DATA, ms=8)
slope = (expected_square(logvar + 0.01) - expected_square(logvar - 0.01)) / 0.02
right.axvline(slope, color=TRUTH, lw=1.5, label="exact")
with attempt():
    axis = np.linspace(-4, 2.4, 200)
    for epsilon in noises:
        left.plot(axis, reparameterize(mu, axis, np.full(200, epsilon)), color=YOURS)
    noise = draws.normal(size=(400, 256))
    above = reparameterize(mu, logvar + 0.01, noise) ** 2
    below = reparameterize(mu, logvar - 0.01, noise) ** 2
    path = ((above - below) / 0.02).mean(1)
    right.hist(np.clip(path, 0, 9), bins, color=YOURS, alpha=0.7, label="along your path")
    right.plot(np.clip(path.mean(), 0, 9), -5, "^", color=YOURS, ms=5)
right.set(xlabel="estimated slope", ylabel="of 400 estimates", title="two estimators of one slope")
right.legend()
plt.tight_layout()
plt.show()

# %% [markdown]
r"""
## Explain

Because $\varepsilon$ does not depend on the parameters, the derivative may go inside the
expectation and along the path, for $\phi=\mu$ as well as for $\phi=\text{logvar}$:

$$\frac{\partial}{\partial\phi}\,\mathbb E_{z\sim q}\big[f(z)\big]
= \mathbb E_{\varepsilon}\Big[f'(z)\,\frac{\partial z}{\partial\phi}\Big].$$

In one dimension with $f(z)=z^2$ the expectation on the right can be worked out by hand; all you
need is $\mathbb E[\varepsilon]=0$ and $\mathbb E[\varepsilon^2]=1$. Do it for $\mu=\tfrac32$ and
$\sigma=3$ (not the values of the figure): what is the slope of $\mathbb E[z^2]$ in $\mu$, and what
is it in $\text{logvar}$? Three digits are enough. The formula of the figure's dark line may check
you, it should not replace the two lines of paper.
"""

# %% solution="slopes"
slope_in_mu = None  # a number
slope_in_logvar = None  # a number
### BEGIN SOLUTION
slope_in_mu = 3.0  # E[2 (μ + σε)] = 2μ
slope_in_logvar = 9.0  # E[2 (μ + σε) σε/2] = σ²
### END SOLUTION

# %% points=1 tests="slope_in_mu"
assert slope_in_mu is None or np.ndim(slope_in_mu) == 0, "one number"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    slope_in_mu,
    2 * 1.5,
    mistakes={
        "that is ∂z/∂μ alone, the slope of f is missing (or the values are those of the figure)": 1.0,
        "that is E[z]: the slope of z² has a factor more": 1.5,
        "that is the slope in σ": 6.0,
        "that is the slope in logvar": 9.0,
        "that is the expectation itself, not its slope": 11.25,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="slope_in_logvar"
assert slope_in_logvar is None or np.ndim(slope_in_logvar) == 0, "one number"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    slope_in_logvar,
    3.0**2,
    mistakes={
        "that is the slope in σ: how does σ change with logvar?": 6.0,
        "that is the slope in σ²: how does σ² change with logvar?": 1.0,
        "a factor ½ is missing: σ is the exponential of half of logvar": 18.0,
        "half of it: the slope of z² has a factor 2": 4.5,
        "E[ε] is 0, but the path meets ε twice: E[ε²] is not": 0.0,
        "that is the slope in μ": 3.0,
        "that is the expectation itself, not its slope": 11.25,
        "that is the slope at the values of the figure": 4.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Look at the right panel once more. Why does one train along the path, when the other estimator needs
no trick at all?

- **a** Because without the trick there is no gradient: an expectation over samples cannot be
  differentiated in the parameters of their distribution.
- **b** Because it uses the slope of $f$, and that makes the same mean far less noisy here. Where
  $f$ has no useful slope or $z$ is discrete, the score function remains.
- **c** Because the score-function estimator is biased: its histogram is wider since it estimates
  something else.
- **d** Because it works for every $f$ and every distribution, also for discrete $z$ and for an $f$
  with jumps; the score function does not.
"""

# %% solution="why_path"
answer_why_path = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_why_path = "b"
### END SOLUTION

# %% points=1 tests="why_path_answered"
assert answer_why_path in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_why_path,
    key="b",
    feedback={
        "a": "the pale histogram estimates that very gradient, and no derivative went through z.",
        "c": "compare the means, the two triangles, with the dark line; a width is no bias.",
        "d": "which of the two formulas contains the slope of f, and which only values of f?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** Take the noise out of the model and hand it in: then a sample is a smooth
function of the parameters, the same noise gives the same sample, and a gradient follows the path
of each sample. Other unbiased estimators exist; this one needs a distribution that can be written as
a smooth function of fixed noise, and a smooth $f$, and rewards both with little noise in problems
like this one.

*Further:* Mohamed, Rosca, Figurnov & Mnih, *Monte Carlo Gradient Estimation in Machine Learning*,
2020, sections 4 and 5.
"""
