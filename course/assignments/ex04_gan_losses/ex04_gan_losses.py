r"""Exercise 4: the losses of a generative adversarial network, from logits."""

# %% [markdown]
r"""
# Exercise 4 · The losses of a GAN from logits

**About 35 minutes · medium · 7 points · before it: exercise 2**

A generative adversarial network trains two models against each other. The discriminator gives
each sample a logit $\ell$, and $D = 1/(1+e^{-\ell})$ is its probability for "this one is real".
Its loss $d$ asks for a high $D$ on real samples and a low $D$ on fakes. The generator has two
candidates, and minimises one of them:

$$d = -\mathbb E_{\text{real}}[\log D] - \mathbb E_{\text{fake}}[\log(1-D)],\qquad
g_{\text{sat}} = \mathbb E_{\text{fake}}[\log(1-D)],\qquad
g_{\text{ns}} = -\mathbb E_{\text{fake}}[\log D].$$

The first generator loss ("saturating") is the one of the theory, the second ("non-saturating") is
the one that StyleGAN is trained with. Adversarial terms also sharpen the decoders of latent
diffusion models and of audio codecs.

*You will learn:* to compute a loss where $D$ itself rounds to 0 or 1, what the two generator
losses differ in, and what $d$ says about the generator.
"""

# %% [markdown]
r"""
## Predict first

Early in training the discriminator is sure: a fake has the logit $-6$, so $D\approx0.0025$. Both
generator losses want this logit to rise. Which one pushes harder, that is, which one has the
larger slope $|\partial\,\text{loss}/\partial\ell|$ there?

- **a** They push alike: both are lowest where the fakes get $D = 1$.
- **b** $g_{\text{sat}}$: the surer the rejection, the larger the correction.
- **c** Neither pushes: at $-6$ the sigmoid is flat, so no gradient passes through it.
- **d** $g_{\text{ns}}$.

Write a letter. You may come back after the figure and change it; only the last answer counts.
"""

# %% solution="predict"
answer_predict = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_predict = "d"
### END SOLUTION

# %% points=1 tests="predict_answered"
assert answer_predict in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_predict,
    key="d",
    feedback={
        "a": "the same goal is no reason for the same slope on the way. Compare the slopes.",
        "b": "look at the left end of the figure: is that loss steep or flat for a sure rejection?",
        "c": "the sigmoid is flat there, but a logarithm of a tiny number is steep. "
        "One of the losses has this logarithm.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

The function gets **logits**, not probabilities. If you compute $D$ first and take logarithms
then, the loss is lost as soon as $D$ rounds to 0 or 1; near $\ell = 40$ it does. Write $\log D$
and $\log(1-D)$ in terms of $\ell$ and simplify before you code. A small number added inside a
logarithm, or a clipped $D$, is no cure: it is another loss.

Do one case by hand before you code: $D = 0.8$ on a real sample, $D = 0.3$ on a fake. The logit of
a probability is $\ell = \log\frac{D}{1-D}$. The test below knows this case.

<details><summary>Hint 1 · a question</summary>

A real sample has $\ell = -800$: the discriminator is certain, and wrong. How large is
$-\log D$ about? Does your code say so, or does it say infinity?
</details>
<details><summary>Hint 2 · shapes</summary>

`logits_real` and `logits_fake` are arrays (or lists) of any shape, and their sizes may differ.
Each expectation is a mean over **all** elements of its own array. The result is a tuple of three
floats.
</details>
<details><summary>Hint 3 · one blank</summary>

$\log D = -\log(1 + e^{\,?})$, and `np.logaddexp(a, b)` is $\log(e^a + e^b)$ without
overflow.
</details>
"""

# %% solution="gan" reference="gan.gan_losses"

# %% points=1 tests="gan_by_hand"
# By hand for D = 0.8 (real, ℓ = log 4) and D = 0.3 (fake, ℓ = log(3/7)):
# d = −log 0.8 − log 0.7, about 0.5798; g_sat = log 0.7; g_ns = −log 0.3.
with attempt():
    three = gan_losses(np.array([np.log(4)]), np.array([np.log(3 / 7)]))
    assert isinstance(three, tuple | list), "return three numbers: d, g_sat, g_ns"
    expect(
        three,
        [-np.log(0.8) - np.log(0.7), np.log(0.7), -np.log(0.3)],
        about="(d, g_sat, g_ns) for D = 0.8 and D = 0.3",
    )
    expect(
        gan_losses(np.zeros((2, 3)), np.zeros(4)),
        [2 * np.log(2), -np.log(2), np.log(2)],
        about="(d, g_sat, g_ns) for 6 real samples, 4 fakes and D = ½ everywhere",
    )

# %% points=1 tests="gan_random"
assert callable(gan_losses)  # hidden: random logits, batches of several shapes and sizes
### BEGIN HIDDEN TESTS
from course import checks, oracles

gan_rng = checks.rng("gan_random")


def up(logits):
    """−log(1 − D), the price of a high logit."""
    return np.logaddexp(0, logits)


def down(logits):
    """−log D, the price of a low logit."""
    return np.logaddexp(0, -logits)


def guarded(small):
    """The three losses with a small number inside each logarithm."""

    def losses(r, f):
        r, f = 1 / (1 + np.exp(-r)), 1 / (1 + np.exp(-f))
        g_sat = np.mean(np.log(1 - f + small))
        return -np.mean(np.log(r + small)) - g_sat, g_sat, -np.mean(np.log(f + small))

    return losses


guard_symptom = "a small number is added inside the logarithm: that is another loss"
checks.agree(
    gan_losses,
    oracles.gan.gan_losses,
    [
        (2 * gan_rng.normal(size=r) + 0.5, 2 * gan_rng.normal(size=f) - 0.5)
        for r, f in (((7,), (4,)), ((5,), (5,)), ((3, 4), (6,)), ((3, 3), (2, 2, 2)))
    ],
    outputs=("d", "g_sat", "g_ns"),
    mistakes={
        "it fits logits that are read as probabilities D": lambda r, f: (
            -np.mean(np.log(r)) - np.mean(np.log(1 - f)),
            np.mean(np.log(1 - f)),
            -np.mean(np.log(f)),
        ),
        "real and fake are exchanged, or D falls where the logit rises": lambda r, f: (
            np.mean(down(f)) + np.mean(up(r)),
            None,
            None,
        ),
        "d adds the two sums up instead of the two means": lambda r, f: (
            np.sum(down(r)) + np.sum(up(f)),
            None,
            None,
        ),
        "d is one mean over all samples, not a mean over real plus a mean over fakes": lambda r, f: (
            np.mean(np.concatenate([down(r).ravel(), up(f).ravel()])),
            None,
            None,
        ),
        "d is the average of its two parts: the task adds them": lambda r, f: (
            (np.mean(down(r)) + np.mean(up(f))) / 2,
            None,
            None,
        ),
        "d has the wrong sign: written as the value to maximise, not as a loss": lambda r, f: (
            -np.mean(down(r)) - np.mean(up(f)),
            None,
            None,
        ),
        "d rewards a high D on the fakes": lambda r, f: (
            np.mean(down(r)) + np.mean(down(f)),
            None,
            None,
        ),
        "d leaves out the fakes": lambda r, f: (np.mean(down(r)), None, None),
        "d leaves out the real samples": lambda r, f: (np.mean(up(f)), None, None),
        "d divides by the length of the first axis, not by the number of elements": lambda r, f: (
            np.sum(down(r)) / len(r) + np.sum(up(f)) / len(f),
            None,
            None,
        ),
        "it fits logarithms of mean probabilities: take the mean last": lambda r, f: (
            -np.log(np.mean(np.exp(-down(r)))) - np.log(np.mean(np.exp(-up(f)))),
            None,
            None,
        ),
        "g_ns is no more than g_sat with the other sign": lambda r, f: (
            np.mean(down(r)) + np.mean(up(f)),
            -np.mean(up(f)),
            np.mean(up(f)),
        ),
        "g_sat and g_ns are exchanged": lambda r, f: (None, np.mean(down(f)), -np.mean(up(f))),
        "g_sat has the wrong sign: what does the generator want to be low?": lambda r, f: (
            np.mean(down(r)) + np.mean(up(f)),
            np.mean(up(f)),
            None,
        ),
        "g_ns has the wrong sign: what does the generator want to be low?": lambda r, f: (
            np.mean(down(r)) + np.mean(up(f)),
            -np.mean(up(f)),
            -np.mean(down(f)),
        ),
        "the generator's losses are taken from the real samples": lambda r, f: (
            np.mean(down(r)) + np.mean(up(f)),
            -np.mean(up(r)),
            np.mean(down(r)),
        ),
        **{
            f"{guard_symptom} ({small:g}, it seems)": guarded(small)
            for small in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
        },
    },
)
### END HIDDEN TESTS

# %% points=1 tests="gan_edges"
assert callable(gan_losses)  # hidden: discriminators that are certain, rightly and wrongly
### BEGIN HIDDEN TESTS
from course import checks, oracles

once, twice = (
    checks.call(gan_losses, np.array([-size, 1.0]), np.array([size, 0.5, -size / 2]))
    for size in (400.0, 800.0)
)
sizes_e = (once, twice) if isinstance(once, tuple | list) else ((), ())
for name_of_loss, low, high in zip(("d", "g_sat", "g_ns"), *sizes_e, strict=False):
    checks.require(
        not np.all(np.isfinite(high) & np.isclose(low, high, rtol=1e-9, atol=0)),
        f"{name_of_loss} is capped: a discriminator twice as certain gives the same number. "
        "A clip, or a small number inside the logarithm?",
    )
checks.agree(
    gan_losses,
    oracles.gan.gan_losses,
    [
        (np.array([800.0, -800.0]), np.array([-800.0, 800.0])),
        (np.array([-800.0]), np.full((2, 3), 800.0)),
        (np.array([[60.0], [-45.0]]), np.array([38.0, 50.0, -750.0])),
        (np.array([2000.0]), np.array([-2000.0, 1.0])),
    ],
    outputs=("d", "g_sat", "g_ns"),
    where="for a certain discriminator",
)
### END HIDDEN TESTS

# %% points=1 tests="gan_properties"
assert callable(gan_losses)  # hidden: who wants which logit to rise, and what a mean obeys
### BEGIN HIDDEN TESTS
from course import checks

gan_rng = checks.rng("gan_properties")
real_p, fake_p = gan_rng.normal(size=9), gan_rng.normal(size=5)


def three_floats(real, fake):
    """The three losses, once it is sure that they are three numbers."""
    result = checks.call(gan_losses, real, fake)
    checks.require(result is not None, "nothing is returned (None). Is a return missing?")
    checks.require(
        isinstance(result, tuple | list) and len(result) == 3, "the task asks for three numbers"
    )
    checks.require(
        [part is not None and np.ndim(part) == 0 for part in result],
        "each loss is one number for the whole batch: yours still has an axis",
    )
    return np.array(result, float)


plain_p = three_floats(real_p, fake_p)
checks.require(np.isfinite(plain_p), "an ordinary batch of logits gives nan or inf")
repeated_p = three_floats(np.tile(real_p, 3), np.tile(fake_p, 2))
checks.require(
    np.isclose(plain_p, repeated_p, rtol=1e-9),
    "the same samples written down again change a loss: each of the two batches is averaged alone",
)
checks.require(
    np.isclose(plain_p, three_floats(real_p + 1, fake_p), rtol=1e-9)[1:],
    "the generator's losses change with the logits of real samples, which it never made",
)
fooled_p = three_floats(real_p, fake_p + 1)
checks.require(fooled_p[1] < plain_p[1], "g_sat does not fall when the fakes fool D better")
checks.require(fooled_p[2] < plain_p[2], "g_ns does not fall when the fakes fool D better")
checks.require(fooled_p[0] > plain_p[0], "d does not rise when the fakes fool D better")
checks.require(
    three_floats(real_p + 1, fake_p)[0] < plain_p[0],
    "d does not fall when D believes the real samples more",
)
### END HIDDEN TESTS

# %% points=1 tests="gan_hygiene"
assert callable(gan_losses)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

gan_rng = checks.rng("gan_hygiene")
checks.hygiene(gan_losses, gan_rng.uniform(0.05, 0.95, 7), gan_rng.uniform(0.05, 0.95, 4))
checks.hygiene(gan_losses, *gan_rng.uniform(0.05, 0.95, (2, 4, 3)))
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

The dots take the definitions literally, but with 60 digits, so that $D$ is never rounded to 0 or
1; the lines are your function. They must meet, also where the discriminator is certain. On the
right are the slopes of the middle figure: what is left for the generator at the left end?
"""

# %%
from decimal import Decimal, localcontext


def precise(logit):
    """(log D, log(1 − D)) of one logit, computed with 60 digits."""
    with localcontext(prec=60):
        probability = 1 / (1 + Decimal(-float(logit)).exp())
        return np.array([float(probability.ln()), float((1 - probability).ln())])


wide, narrow, step = np.linspace(-60, 60, 121), np.linspace(-8, 8, 81), 1e-3
figure, axes = plt.subplots(1, 3, figsize=(9, 3.2), layout="constrained")
for at in wide[::8]:
    axes[0].plot(at, -2 * precise(at)[0], "o", color=TRUTH, ms=4)
    axes[1].plot(at, precise(at)[1], "o", color=TRUTH, ms=4)
    axes[1].plot(at, -precise(at)[0], "s", color=TRUTH, ms=4)
for at in narrow[::8]:
    slope = (precise(at + step) - precise(at - step)) / (2 * step)
    axes[2].plot(at, abs(slope[1]), "o", color=TRUTH, ms=4)
    axes[2].plot(at, abs(slope[0]), "s", color=TRUTH, ms=4)
axes[0].set(xlabel="ℓ of real, −ℓ of fakes", title="d in nats")
axes[1].set(xlabel="ℓ of fakes", title="g_sat (●) and g_ns (■) in nats")
axes[2].set(xlabel="ℓ of fakes", title="|slope|: g_sat (●), g_ns (■)")
with attempt():
    on_wide = np.array([gan_losses(np.full(3, at), np.full(2, -at))[0] for at in wide])
    axes[0].plot(wide, on_wide, color=YOURS)
    for column, style in ((1, "-"), (2, "--")):
        losses = [gan_losses(np.zeros(3), np.full(2, at))[column] for at in wide]
        axes[1].plot(wide, losses, style, color=YOURS)
        ends = [
            [gan_losses(np.zeros(3), np.full(2, at + h))[column] for at in narrow]
            for h in (-step, step)
        ]
        axes[2].plot(narrow, np.abs(np.diff(ends, axis=0)[0]) / (2 * step), style, color=YOURS)
plt.show()

# %% [markdown]
r"""
## Explain

What does $d$ say about the generator? Let $p$ be the density of the data and $q$ that of the
generator. For fixed $p$ and $q$ the best possible discriminator has the logit
$\ell^*(x) = \log p(x) - \log q(x)$. How different $p$ and $q$ are is measured by the
Jensen–Shannon divergence, an average of two distances from the mixture $m = \tfrac12(p+q)$:

$$\mathrm{JS}(p,q) = \tfrac12\,\mathrm{KL}(p\,\|\,m) + \tfrac12\,\mathrm{KL}(q\,\|\,m).$$

Put $\ell^*$ into $d$ and find out how the two are tied together. Then: a discriminator that is
trained to its optimum reports $d = 0.9$ nats. How large is $\mathrm{JS}(p,q)$ in nats? Three
digits are enough.
"""

# %% solution="divergence"
js_divergence = None  # a number, in nats
### BEGIN SOLUTION
js_divergence = 0.243  # D* = p / (p + q) = p / (2 m), so d = 2 log 2 − 2 JS
### END SOLUTION

# %% points=1 tests="divergence_from_loss"
assert js_divergence is None or js_divergence >= 0, "a divergence is never negative"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    js_divergence,
    float(np.log(2) - 0.45),
    rtol=2e-3,
    mistakes={
        "twice too large: JS has a ½ in front of each of its two terms": 2 * np.log(2) - 0.9,
        "exactly half of it: count the ½ in JS once more": (np.log(2) - 0.45) / 2,
        "that is the answer in bits": 1 - 0.45 / np.log(2),
        "d itself is no divergence: what is it when p and q are the same?": 0.9,
        "half of d is no divergence: what is it when p and q are the same?": 0.45,
        "JS is never larger than log 2. A sign?": np.log(2) + 0.45,
        "twice this number, and a sign: what is d when p and q are the same?": np.log(4) + 0.9,
        "the ½ of the mixture m gives a log 2 in each of the two terms": abs(np.log(2) - 0.9),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** Work with logits: $\log D$ and $\log(1-D)$ are softplus functions, exact
where $D$ is not. Both generator losses have the same goal, but $g_{\text{sat}}$ goes flat exactly
where the generator is worst. And a low $d$ is no good news by itself: an optimal discriminator
has $d = 2\log 2$ when $p = q$, and $d = 0$ when it can tell every fake.

*Further:* Goodfellow et al., *Generative Adversarial Nets*, 2014, sections 3 and 4.
"""
