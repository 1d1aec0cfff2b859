r"""Problem set 8: latent variables, energies, adversaries."""

# %% [markdown]
r"""
# Problem set 8 · Latent variables, energies, adversaries

**About 120 minutes · medium · 41 points · before it: exercises 3 and 4, problem set 6**

Three ways to learn a distribution without writing down its density as a product of conditionals.
A *variational autoencoder* explains $x$ by an unseen $z$ and maximises a bound. An *energy-based
model* writes $p(x) = e^{-E(x)}/Z$ and must live with a $Z$ that nobody can sum up. A *generative
adversarial network* gives up the density and learns from a critic.

Each has one quantity that goes wrong silently: a reduction that rescales $\beta$, a sampler that stops
too early, a generator that leaves out modes. You will compute all three on worlds so small
that the exact answer is known.

*You will learn:* what the loss of a VAE adds and what it averages, how biased contrastive divergence is,
and how to tell fidelity from coverage.
"""

# %% [markdown]
r"""
# Part 1 · Latent variables

## 8.1 · Three questions on the encoder (easy, 8 minutes)

**8.1a.** What does the encoder of a standard VAE put out for one datum $x$?

- **a** One point $z$, the code of $x$.
- **b** The mean and the logarithm of the variance of $p(x\mid z)$, pixel by pixel.
- **c** The mean $\mu$ and $\log\sigma^2$ of a Gaussian over $z$.
- **d** The mean and a full covariance matrix over $z$, which has to be positive definite.
"""

# %% solution="p81a"
answer_81a = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_81a = "c"
### END SOLUTION

# %% points=1 tests="p81a_encoder"
assert answer_81a in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_81a,
    key="c",
    feedback={
        "a": "a point without a spread is an ordinary autoencoder.",
        "b": "that is a law over pixels: it comes out of the decoder.",
        "d": "the standard encoder treats the latents as independent of each other given x.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**8.1b.** With $\varepsilon\sim\mathcal N(0, I)$, which line samples from
$\mathcal N(\mu, \operatorname{diag}\sigma^2)$?

- **a** $z = \mu + \exp(\tfrac12\,\text{logvar})\odot\varepsilon$
- **b** $z = \mu + \exp(\text{logvar})\odot\varepsilon$
- **c** $z = (\mu + \varepsilon)\odot\exp(\tfrac12\,\text{logvar})$
- **d** $z = \mu + \text{logvar}\odot\varepsilon$
"""

# %% solution="p81b"
answer_81b = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_81b = "a"
### END SOLUTION

# %% points=1 tests="p81b_sample"
assert answer_81b in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_81b,
    key="a",
    feedback={
        "b": "the noise is scaled by the variance, not by the standard deviation.",
        "c": "the mean is stretched together with the noise.",
        "d": "a scale that may be negative, and that is 0 where the spread should be 1.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**8.1c.** Why is $z$ written as $\mu+\sigma\odot\varepsilon$ before $\mathbb E_q[f(z)]$ is differentiated
in $\mu$ and $\sigma$?

- **a** Because sampling has no gradient at all: without this trick an expectation over samples
  cannot be trained.
- **b** Because the gradient of a Monte Carlo mean is biased otherwise.
- **c** Because the sample then no longer depends on the parameters.
- **d** Because the gradient then passes through the sample, usually with far less variance than the
  score-function estimator.
"""

# %% solution="p81c"
answer_81c = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_81c = "d"
### END SOLUTION

# %% points=1 tests="p81c_gradient"
assert answer_81c in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_81c,
    key="d",
    feedback={
        "a": "the expectation is smooth in its parameters, and f ∇ log q estimates its slope.",
        "b": "the score-function estimator is unbiased too. What else distinguishes estimators?",
        "c": "it is the noise that does not depend on them; the sample must.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 8.2 · What the KL term does (medium, 10 minutes)

**8.2a.** A VAE is trained with $\beta\to0$. What happens?

- **a** Posterior collapse: the code is ignored.
- **b** It becomes an ordinary autoencoder: $\sigma\to0$ in every latent that the decoder uses, and between the
  codes the prior meets holes.
- **c** The aggregate of all codes approaches the prior, because nothing pushes it elsewhere.
- **d** The bound becomes tight, so the likelihood is maximised exactly.
"""

# %% solution="p82a"
answer_82a = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_82a = "b"
### END SOLUTION

# %% points=1 tests="p82a_small_beta"
assert answer_82a in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_82a,
    key="b",
    feedback={
        "a": "that is what too heavy a price for information does; here information is free.",
        "c": "only the KL term draws codes to the prior.",
        "d": "the objective without its KL term is no guaranteed lower bound on log p(x).",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**8.2b.** In another run $\mathrm{KL}(q(z\mid x)\,\|\,p(z))$ falls to 0 for every $x$ and all reconstructions
look alike, on training and on test data. What is this?

- **a** Posterior collapse.
- **b** Over-fitting.
- **c** A perfect fit: the posterior equals the prior, as the objective wants.
- **d** Mode collapse, as in GANs: several $z$ lead to one image.
"""

# %% solution="p82b"
answer_82b = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_82b = "a"
### END SOLUTION

# %% points=1 tests="p82b_collapse"
assert answer_82b in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_82b,
    key="a",
    feedback={
        "b": "over-fitting shows as a gap between training and test data.",
        "c": "a KL of 0 means that z says nothing about x.",
        "d": "look at the encoder: what does the code know about x?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**8.2c, first part.** The objective is $\mathbb E_q[\log p(x\mid z)] - \beta\,\mathrm{KL}(q\,\|\,p(z))$. Which
statement is true?

- **a** For every $\beta>0$ it is a lower bound on $\log p(x)$.
- **b** For $\beta>1$ the latents are guaranteed to be disentangled.
- **c** For $\beta\ge1$ it is a lower bound on $\log p(x)$; for $\beta<1$ it need not be.
- **d** For $\beta\neq1$ it has nothing to do with $\log p(x)$, neither above nor below one.
"""

# %% solution="p82c"
answer_82c = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_82c = "c"
### END SOLUTION

# %% points=1 tests="p82c_bound"
assert answer_82c in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_82c,
    key="c",
    feedback={
        "a": "let β go to 0 with a sharp decoder: what is left over can exceed log p(x).",
        "b": "a heavier price is an incentive; it proves nothing about the factors found.",
        "d": "the KL term is never negative: compare with the ELBO for β on either side of 1.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**8.2c, second part.** A programmer takes the *mean* of the squared error over the $D = 784$ pixels, where the
sum belongs, and leaves the KL term as a sum over latents with weight $\beta=1$. Up to an
overall factor this trains the right loss with another $\beta$. Which one?
"""

# %% solution="p82c_number"
effective_beta = None  # a number
### BEGIN SOLUTION
effective_beta = 784
### END SOLUTION

# %% points=1 tests="p82c_reduction"
assert effective_beta is None or effective_beta > 0, "a weight is positive"
### BEGIN HIDDEN TESTS
from course import checks

pixels = 28 * 28
checks.number(
    effective_beta,
    pixels,
    mistakes={
        "other way round: which term has become smaller, and so which weighs more?": 1 / pixels,
        "a mean is no harmless constant here: only one of the two terms is divided": 1.0,
        "the error is squared already: the count of pixels enters as it is": pixels**0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 8.3 · The loss of a VAE (medium, 20 minutes)

Black-and-white images, a Bernoulli law per pixel from logits. Sum over features, mean over the batch.

<details><summary>Hint 1 · a question</summary>

Sum over what, mean over what?
</details>
<details><summary>Hint 2 · shapes</summary>

`x`, `x_logits` (B, D) and `mu`, `logvar` (B, d): the last axes are summed, the batch axis is averaged.
</details>
<details><summary>Hint 3 · one blank</summary>

Per pixel: log(1 + e^ℓ) − ______, with the first term from `np.logaddexp`.
</details>
"""

# %% solution="p83" reference="latent.vae_loss"

# %% points=1 tests="p83_by_hand"
# One pixel, white, logit 0: log 2. One latent, μ = 1, σ = 1: ½.
with attempt():
    expect(
        vae_loss([[1.0]], [[0.0]], [[1.0]], [[0.0]]),
        (np.log(2) + 0.5, np.log(2), 0.5),
        about="one pixel, one latent",
    )

# %% points=2 tests="p83_random"
assert callable(vae_loss)  # hidden: random batches, grey pixels, several β
### BEGIN HIDDEN TESTS
from course import checks, oracles

vae_rng = checks.rng("p83_random")
vae_cases = []
for size, features, latents, weight in ((5, 4, 3, 1.0), (3, 6, 2, 4.0), (4, 4, 4, 0.0)):
    vae_cases.append(
        (
            vae_rng.random((size, features)),
            2 * vae_rng.normal(size=(size, features)),
            *vae_rng.normal(size=(2, size, latents)),
            weight,
        )
    )


def vae_sums(x, logits, mu, logvar):
    rec = np.logaddexp(0, logits) - x * logits
    return rec, 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)


def vae_variant(change):
    """(total, rec, kl) from altered (rec, kl), each a number, with the right sum of the two."""

    def mistaken(x, logits, mu, logvar, beta=1.0):
        rec, kl = change(x, logits, mu, logvar)
        return rec + beta * kl, rec, kl

    return mistaken


def vae_total(combine):
    """(total, rec, kl) where only the combination is wrong."""

    def mistaken(x, logits, mu, logvar, beta=1.0):
        _, rec, kl = oracles.latent.vae_loss(x, logits, mu, logvar)
        return combine(rec, kl, beta)

    return mistaken


def over_all(x, logits, mu, logvar):
    rec, kl = vae_sums(x, logits, mu, logvar)
    return rec.mean(), kl.mean()


def over_pixels(x, logits, mu, logvar):
    rec, kl = vae_sums(x, logits, mu, logvar)
    return rec.mean(), kl.sum(axis=1).mean()


def over_batch_sum(x, logits, mu, logvar):
    rec, kl = vae_sums(x, logits, mu, logvar)
    return rec.sum(), kl.sum()


checks.agree(
    vae_loss,
    oracles.latent.vae_loss,
    vae_cases,
    outputs=("total", "rec", "kl"),
    mistakes={
        "features and latents are averaged, where the task sums them": vae_variant(over_all),
        "the pixels are averaged, which rescales β": vae_variant(over_pixels),
        "the batch is summed, where the task averages it": vae_variant(over_batch_sum),
        "the KL term is rewarded, not charged": vae_total(lambda r, k, b: (r - b * k, r, k)),
        "the KL term is twice too large": vae_total(lambda r, k, b: (r + 2 * b * k, r, 2 * k)),
        "β stands at the reconstruction": vae_total(lambda r, k, b: (b * r + k, r, k)),
        "β changes nothing": vae_total(lambda r, k, b: (r + k, r, k)),
        "the kl that is returned is weighted already": vae_total(
            lambda r, k, b: (r + b * k, r, b * k)
        ),
        "it fits a logvar that is read as log σ": lambda x, t, m, v, b: oracles.latent.vae_loss(
            x, t, m, 2 * v, b
        ),
        "the logits pass through the logistic function twice": lambda x, t, m, v, b: (
            oracles.latent.vae_loss(x, 1 / (1 + np.exp(-t)), m, v, b)
        ),
        "dark pixels cost nothing": vae_variant(
            lambda x, t, m, v: (
                (x * np.logaddexp(0, -t)).sum(axis=1).mean(),
                vae_sums(x, t, m, v)[1].sum(axis=1).mean(),
            )
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p83_edges"
assert callable(vae_loss)  # hidden: certain and wrong, a single datum, default β
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.agree(
    vae_loss,
    oracles.latent.vae_loss,
    [
        (np.array([[0.0, 1.0]]), np.array([[900.0, -900.0]]), np.zeros((1, 1)), np.zeros((1, 1))),
        (np.array([[0.0, 1.0]]), np.array([[-900.0, 900.0]]), np.ones((1, 3)), np.zeros((1, 3))),
        (np.full((1, 3), 0.3), np.array([[-60.0, 0.0, 50.0]]), np.ones((1, 1)), np.ones((1, 1))),
    ],
    outputs=("total", "rec", "kl"),
    where="for logits that make a pixel certain",
)
### END HIDDEN TESTS

# %% points=1 tests="p83_hygiene"
assert callable(vae_loss)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

vae_rng = checks.rng("p83_hygiene")
checks.hygiene(vae_loss, vae_rng.random((4, 5)), *vae_rng.normal(size=(3, 4, 5)), 2.0)
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** One pixel, target 0, ½ and 1. Dots: $-\log p(x\mid z)$ from the probability $\pi$ itself; lines: yours.
"""

# %%
pixel_logits = np.linspace(-6, 6, 61)
for target, mark in ((0.0, "o"), (0.5, "s"), (1.0, "^")):
    pi = 1 / (1 + np.exp(-pixel_logits[::6]))
    cost = -target * np.log(pi) - (1 - target) * np.log(1 - pi)
    plt.plot(pixel_logits[::6], cost, mark, color=TRUTH, ms=5, label=f"target {target}")
with attempt():
    for target in (0.0, 0.5, 1.0):
        curve = [vae_loss([[target]], [[logit]], [[0.0]], [[0.0]])[0] for logit in pixel_logits]
        plt.plot(pixel_logits, curve, color=YOURS)
plt.xlabel("logit")
plt.ylabel("loss in nats")
plt.title("one pixel: a straight price for being sure and wrong")
plt.legend()
plt.show()

# %% [markdown]
r"""
# Part 2 · Energies

## 8E.1 · The partition function (medium, 12 minutes)

A restricted Boltzmann machine couples visible bits $v\in\{0,1\}^n$ with hidden bits $h\in\{0,1\}^m$ by the energy
$E(v,h) = -v^\top W h - b^\top v - c^\top h$, and $p(v,h) = e^{-E(v,h)}/Z$. With 4 visible
and 3 hidden bits, $Z$ can be summed up. The sum over $h$ factorises.

<details><summary>Hint 1 · a question</summary>

For one fixed $v$: which factor does a single hidden bit bring to the sum?
</details>
<details><summary>Hint 2 · shapes</summary>

All states form a (2ⁿ, n) array; each gives one log-term, (2ⁿ,), and these give one number.
</details>
<details><summary>Hint 3 · one blank</summary>

The log-term is b·v + the sum over j of log(1 + exp(______)).
</details>
"""

# %% solution="p8e_partition" reference="energy.log_partition"

# %% points=1 tests="p8e_partition_by_hand"
# Without weights and biases all 2⁷ states have energy 0. With b = log 3 alone: (1 + 3) · 2.
with attempt():
    expect(
        log_partition(np.zeros((4, 3)), np.zeros(4), np.zeros(3)), 7 * np.log(2), about="all zero"
    )
    expect(log_partition([[0.0]], [np.log(3.0)], [0.0]), np.log(8), about="one visible bit")

# %% points=1 tests="p8e_partition_random"
assert callable(log_partition)  # hidden: random machines, huge weights, lists, integers
### BEGIN HIDDEN TESTS
from course import checks, oracles

z_rng = checks.rng("p8e_partition_random")
z_cases = [
    (z_rng.normal(size=s), z_rng.normal(size=s[0]), z_rng.normal(size=s[1]))
    for s in ((4, 3), (3, 5), (1, 2))
]


def signed_log_z(sign_w, sign_b, sign_c):
    return lambda W, b, c: oracles.energy.log_partition(sign_w * W, sign_b * b, sign_c * c)


checks.agree(
    log_partition,
    oracles.energy.log_partition,
    z_cases,
    mistakes={
        "it fits exp(+E): low energy must be likely": signed_log_z(-1, -1, -1),
        "Z itself, not its logarithm": lambda W, b, c: np.exp(
            oracles.energy.log_partition(W, b, c)
        ),
        "the biases of the hidden bits are missing": signed_log_z(1, 1, 0),
        "the biases of the visible bits are missing": signed_log_z(1, 0, 1),
        "Z is a sum over states, not a mean": lambda W, b, c: (
            oracles.energy.log_partition(W, b, c) - len(b) * np.log(2)
        ),
    },
)
checks.agree(
    log_partition,
    oracles.energy.log_partition,
    [(1000 * W, 1000 * b, 1000 * c) for W, b, c in z_cases],
    where="for huge weights",
)
checks.hygiene(log_partition, *z_cases[0])
### END HIDDEN TESTS

# %% [markdown]
r"""
**How far does that go?** A machine has 784 visible and 12 hidden bits. One may sum out either layer bit by bit. What
is the smallest number of terms that the remaining sum needs?
"""

# %% solution="p8e_terms"
terms_needed = None  # an integer
### BEGIN SOLUTION
terms_needed = 2**12
### END SOLUTION

# %% points=1 tests="p8e_terms_count"
assert terms_needed is None or terms_needed > 0, "a positive number"
### BEGIN HIDDEN TESTS
from course import checks

layers = (784, 12)
checks.number(
    terms_needed,
    2 ** min(layers),
    rtol=1e-6,
    mistakes={
        "the larger layer is left over: sum that one out": 2.0 ** max(layers),
        "all pairs are summed: one layer can be done bit by bit": 2.0 ** sum(layers),
        "bits multiply: each one doubles the number of states": min(layers),
        "that is the number of weights": layers[0] * layers[1],
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 8E.2 · The exact gradient (hard, 15 minutes)

$\log p(v) = -F(v) - \log Z$, so the gradient of the log-likelihood is an average over the data minus the same
average under the model. On 16 states the second one is a sum.

<details><summary>Hint 1 · a question</summary>

What is the gradient of $\log Z$, written as an average?
</details>
<details><summary>Hint 2 · shapes</summary>

p (2ⁿ,), states (2ⁿ, n), ĥ (2ⁿ, m): the state axis is summed, and (n, m), (n,), (m,) remain.
</details>
<details><summary>Hint 3 · one blank</summary>

dW = Vᵀ ĥ(V) / N − (p ⊙ states)ᵀ ______.
</details>
"""

# %% solution="p8e_gradient" reference="energy.log_likelihood_gradient"

# %% points=1 tests="p8e_gradient_by_hand"
# W, b, c = 0: all states alike, E v = ½, ĥ = ½. Data v = (1, 0): v − ½ = (½, −½), ĥ − ½ = 0.
with attempt():
    exact_by_hand = log_likelihood_gradient([[1, 0]], np.zeros((2, 1)), np.zeros(2), np.zeros(1))
    expect(exact_by_hand[0], [[0.25], [-0.25]], about="dW")
    expect(exact_by_hand[1], [0.5, -0.5], about="db")
    expect(exact_by_hand[2], [0.0], about="dc")

# %% points=2 tests="p8e_gradient_random"
assert callable(log_likelihood_gradient)  # hidden: random machines against all pairs, hygiene
### BEGIN HIDDEN TESTS
from course import checks, oracles

ml_rng = checks.rng("p8e_gradient_random")
ml_cases = []
for shape in ((4, 3), (3, 3), (2, 5)):
    ml_cases.append(
        (
            ml_rng.integers(0, 2, (7, shape[0])).astype(float),
            ml_rng.normal(size=shape),
            ml_rng.normal(size=shape[0]),
            ml_rng.normal(size=shape[1]),
        )
    )


def scaled_gradient(factor):
    def mistaken(V, W, b, c):
        f = len(V) if factor is None else factor
        return tuple(f * part for part in oracles.energy.log_likelihood_gradient(V, W, b, c))

    return mistaken


def under_uniform(V, W, b, c):
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T
    up, model = (1 / (1 + np.exp(-(c + v @ W))) for v in (V, states))
    dW = V.T @ up / len(V) - states.T @ model / len(states)
    return dW, V.mean(axis=0) - states.mean(axis=0), up.mean(axis=0) - model.mean(axis=0)


def positive_phase(V, W, b, c):
    up = 1 / (1 + np.exp(-(c + V @ W)))
    return V.T @ up / len(V), V.mean(axis=0), up.mean(axis=0)


checks.agree(
    log_likelihood_gradient,
    oracles.energy.log_likelihood_gradient,
    ml_cases,
    outputs=("dW", "db", "dc"),
    mistakes={
        "it points downhill: model minus data": scaled_gradient(-1),
        "the data are summed, not averaged": scaled_gradient(None),
        "all states count alike in the model's average": under_uniform,
        "only the data's average is there: log Z has a gradient too": positive_phase,
    },
)
checks.hygiene(log_likelihood_gradient, *ml_cases[0])
checks.agree(
    log_likelihood_gradient,
    oracles.energy.log_likelihood_gradient,
    [(V, 1000 * W, 1000 * b, 1000 * c) for V, W, b, c in ml_cases],
    where="for huge weights",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 8E.3 · Contrastive divergence (hard, 18 minutes)

Real machines have too many states. Contrastive divergence starts at the data, runs $k$ Gibbs steps
$v\to h\to v'$ and takes what it finds for a sample of the model. The uniform numbers are
arguments, so that everybody draws the same chains.

<details><summary>Hint 1 · a question</summary>

Which of the two layers is drawn, and which one enters the estimate by its probability?
</details>
<details><summary>Hint 2 · shapes</summary>

Per step: noise (N, m) against σ(c + v W), then noise (N, n) against σ(b + h ______ᵀ). N is averaged.
</details>
<details><summary>Hint 3 · one blank</summary>

dW = (Vᵀ ĥ(V) − v'ᵀ ______) / N.
</details>
"""

# %% solution="p8e_cd" reference="energy.cd_gradient"

# %% points=1 tests="p8e_cd_by_hand"
# W, b, c = 0: all probabilities are ½. Noise .9 and .2 turn v = (1, 0) into v' = (0, 1); ĥ = ½.
with attempt():
    cd_by_hand = cd_gradient(
        [[1, 0]], np.zeros((2, 1)), np.zeros(2), np.zeros(1), [[[0.3]]], [[[0.9, 0.2]]]
    )
    expect(cd_by_hand[0], [[0.5], [-0.5]], about="dW")
    expect(cd_by_hand[1], [1.0, -1.0], about="db")

# %% points=2 tests="p8e_cd_random"
assert callable(cd_gradient)  # hidden: random chains for k = 0, 1, 2, 5, hygiene
### BEGIN HIDDEN TESTS
from course import checks, oracles

cd_rng = checks.rng("p8e_cd_random")
cd_cases = []
for shape, steps in (((4, 3), 1), ((3, 3), 2), ((2, 5), 5)):
    cd_cases.append(
        (
            cd_rng.integers(0, 2, (40, shape[0])).astype(float),
            cd_rng.normal(size=shape),
            cd_rng.normal(size=shape[0]),
            cd_rng.normal(size=shape[1]),
            cd_rng.random((steps, 40, shape[1])),
            cd_rng.random((steps, 40, shape[0])),
        )
    )


def cd_variant(V, W, b, c, noise_h, noise_v, *, mean_field=False, restart=False, drawn=False):
    def up(v):
        return 1 / (1 + np.exp(-(c + v @ W)))

    v = V
    for u_h, u_v in zip(noise_h, noise_v, strict=True):
        p = up(V if restart else v)
        h = p if mean_field else (u_h < p).astype(float)
        p_v = 1 / (1 + np.exp(-(b + h @ W.T)))
        v = p_v if mean_field else (u_v < p_v).astype(float)
    last = h if drawn else up(v)
    dW = (V.T @ up(V) - v.T @ last) / len(V)
    return dW, (V - v).mean(axis=0), (up(V) - last).mean(axis=0)


checks.agree(
    cd_gradient,
    oracles.energy.cd_gradient,
    cd_cases,
    outputs=("dW", "db", "dc"),
    mistakes={
        "nothing is drawn: probabilities are passed on": lambda *a: cd_variant(*a, mean_field=True),
        "every step starts from the data again": lambda *a: cd_variant(*a, restart=True),
        "the last hidden bits belong to the v before": lambda *a: cd_variant(*a, drawn=True),
        "the noise is compared the other way round": lambda V, W, b, c, u, w: (
            oracles.energy.cd_gradient(V, W, b, c, 1 - u, 1 - w)
        ),
        "it points downhill": lambda *a: tuple(-g for g in oracles.energy.cd_gradient(*a)),
        "only the first step is run": lambda V, W, b, c, u, w: oracles.energy.cd_gradient(
            V, W, b, c, u[:1], w[:1]
        ),
        "the chains are summed, not averaged": lambda *a: tuple(
            len(a[0]) * g for g in oracles.energy.cd_gradient(*a)
        ),
    },
)
checks.agree(
    cd_gradient,
    lambda V, W, b, c, u, w: (0 * W, 0 * b, 0 * c),
    [(*case[:4], case[4][:0], case[5][:0]) for case in cd_cases],
    where="without any Gibbs step",
)
checks.agree(
    cd_gradient,
    oracles.energy.cd_gradient,
    [
        (np.array([[1.0, 0.0]]), np.zeros((2, 1)), np.zeros(2), np.zeros(1), noise_h, noise_v)
        for noise_h, noise_v in ((np.array([[[0.1]]]), np.array([[[0.5, 0.5]]])),)
    ]
    + [
        (
            np.array([[0.0]]),
            np.array([[4.0]]),
            np.array([-2.0]),
            np.zeros(1),
            np.array([[[0.5]]]),
            np.array([[[0.4]]]),
        )
    ],
    where="for noise that equals a probability",
)
checks.hygiene(cd_gradient, *cd_cases[1])
### END HIDDEN TESTS

# %% points=1 tests="p8e_cd_mean"
assert callable(cd_gradient)  # hidden: the mean of many chains against the exact law
### BEGIN HIDDEN TESTS
from course import checks, oracles

mean_rng = checks.rng("p8e_cd_mean")
mean_data = np.array([[1.0, 1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 1]])
# strong couplings mix slowly: a wrong number of steps shows, whatever the seed is
mean_weights = np.array([[4.0, -3, 1], [3, 2, -4], [-2, 4, 2], [-4, 1, 3]])
mean_machine = (mean_weights, np.array([-1.0, -1, -1, 0]), np.array([-1.0, -2, 0]))
many = np.repeat(mean_data, 4000, axis=0)
mean_noise = mean_rng.random((2, 12_000, 3)), mean_rng.random((2, 12_000, 4))
mean_cd = checks.call(cd_gradient, many, *mean_machine, *mean_noise)
for mine, exact in zip(
    mean_cd, oracles.energy.expected_cd(mean_data, *mean_machine, 2), strict=True
):
    # every term lies in [0, 1], so one standard error is at most 0.5/√12000
    checks.require(
        np.abs(np.asarray(mine) - exact) < 5 * 0.5 / 12_000**0.5,
        "the mean of many chains differs from that of k Gibbs steps by more than chance",
    )
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** The distance between the mean of contrastive divergence and the exact gradient, for $k$ steps. Dots: all
16 × 8 probabilities of a Gibbs step multiplied out; line: your two functions, with 20 000 chains, which
leave an error of chance, some 0.01, below which the bias cannot be seen.
"""

# %%
toy_rng = np.random.default_rng(8)
toy_data = np.array([[1.0, 1, 0, 0], [0, 0, 1, 1], [1, 1, 0, 1]])
toy_weights, toy_b, toy_c = 1.5 * toy_rng.normal(size=(4, 3)), np.zeros(4), np.zeros(3)
all_v = np.array([[i >> s & 1 for s in range(4)] for i in range(16)], float)
all_h = np.array([[i >> s & 1 for s in range(3)] for i in range(8)], float)
toy_joint = np.exp(all_v @ toy_weights @ all_h.T)
step_v = toy_joint / toy_joint.sum(axis=1, keepdims=True) @ (toy_joint / toy_joint.sum(axis=0)).T
statistic = (toy_joint / toy_joint.sum(axis=1, keepdims=True)) @ all_h
statistic = np.hstack(
    [(all_v[:, :, None] * statistic[:, None, :]).reshape(16, -1), all_v, statistic]
)
law_model = toy_joint.sum(axis=1) / toy_joint.sum()
law_data = np.array([np.mean((toy_data == v).all(axis=1)) for v in all_v])
gibbs_steps = [1, 2, 3, 5, 8, 12]
exact_bias = [
    np.linalg.norm((law_data @ np.linalg.matrix_power(step_v, k) - law_model) @ statistic)
    for k in gibbs_steps
]
plt.semilogy(gibbs_steps, exact_bias, "o", color=TRUTH, label="exact bias")
with attempt():
    toy_exact = log_likelihood_gradient(toy_data, toy_weights, toy_b, toy_c)
    toy_many = np.tile(toy_data, (6667, 1))
    found_bias = []
    for k in gibbs_steps:
        toy_noise = toy_rng.random((k, len(toy_many), 3)), toy_rng.random((k, len(toy_many), 4))
        toy_cd = cd_gradient(toy_many, toy_weights, toy_b, toy_c, *toy_noise)
        gaps = [np.ravel(a - e) for a, e in zip(toy_cd, toy_exact, strict=True)]
        found_bias.append(np.linalg.norm(np.concatenate(gaps)))
    plt.semilogy(gibbs_steps, found_bias, color=YOURS, label="yours, 20 000 chains")
plt.xlabel("Gibbs steps k")
plt.ylabel("length of the error")
plt.title("contrastive divergence against the gradient")
plt.legend()
plt.show()

# %% [markdown]
r"""
**Explain.** All weights are finite. What is true of the *expected* contrastive divergence for
data that do not have the model's law?

- **a** It equals the gradient for every $k\ge1$; only its variance falls with $k$.
- **b** It is off by a constant that does not depend on $k$, because every chain starts at the data.
- **c** It equals the gradient of another function, the likelihood of the model after $k$ steps.
- **d** It is in general biased, and its bias tends to 0 geometrically as $k$ grows.
"""

# %% solution="p8e_bias"
answer_bias = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_bias = "d"
### END SOLUTION

# %% points=1 tests="p8e_bias_statement"
assert answer_bias in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_bias,
    key="d",
    feedback={
        "a": "averaging over chains removes noise; the dots of the figure contain none.",
        "b": "the dots of the figure fall.",
        "c": "the dependence of the chain's law on the parameters is left out of the estimate.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
# Part 3 · Adversaries

## 8G.1 · The best discriminator (easy, 8 minutes)

Given the log-densities of data and generator at some points, write the best discriminator.

<details><summary>Hint 1 · a question</summary>

For one point: which $D$ maximises $p\log D + q\log(1-D)$?
</details>
<details><summary>Hint 2 · shapes</summary>

Element by element: two arrays of one shape give an array of that shape.
</details>
<details><summary>Hint 3 · one blank</summary>

D* = σ( logp − ______ ), written so that nothing overflows.
</details>
"""

# %% solution="p8g_discriminator" reference="gan.optimal_discriminator"

# %% points=1 tests="p8g_discriminator_by_hand"
# Equal densities: ½. Three times as many data: ¾.
with attempt():
    expect(optimal_discriminator([-2.0, np.log(3.0)], [-2.0, 0.0]), [0.5, 0.75], about="D*")

# %% points=1 tests="p8g_discriminator_random"
assert callable(optimal_discriminator)  # hidden: random and tiny densities, zeros
### BEGIN HIDDEN TESTS
from course import checks, oracles

d_rng = checks.rng("p8g_discriminator_random")
d_cases = [tuple(2 * d_rng.normal(size=(2, *s))) for s in ((7,), (3, 4))]
checks.agree(
    optimal_discriminator,
    oracles.gan.optimal_discriminator,
    d_cases,
    mistakes={
        "data and generator are exchanged": lambda p, q: oracles.gan.optimal_discriminator(q, p),
        "log-densities are used as densities": lambda p, q: p / (p + q),
        "the ratio p/q, which is no probability": lambda p, q: np.exp(p - q),
        "the difference of the densities stands below": lambda p, q: (
            np.exp(p) / (np.exp(p) - np.exp(q))
        ),
    },
)
checks.agree(
    optimal_discriminator,
    oracles.gan.optimal_discriminator,
    [
        (np.array([-1000.0, -1000.0, 1000.0]), np.array([-1001.0, 5.0, 1000.5])),
        (np.array([-np.inf, 0.0]), np.array([0.0, -np.inf])),
    ],
    where="for densities that underflow, overflow or vanish",
)
checks.hygiene(optimal_discriminator, *d_cases[1])
### END HIDDEN TESTS

# %% [markdown]
r"""
**Odds.** Data $\mathcal N(0,1)$, generator $\mathcal N(1,1)$, but the discriminator sees *two* real samples for each
generated one. What does the best discriminator say at $x=\tfrac12$? A fraction such as `3 / 7`, or three digits.
"""

# %% solution="p8g_odds"
d_with_odds = None  # a number
### BEGIN SOLUTION
d_with_odds = 2 / 3
### END SOLUTION

# %% points=1 tests="p8g_odds_number"
assert d_with_odds is None or 0 <= d_with_odds <= 1, "a probability"
### BEGIN HIDDEN TESTS
from course import checks, oracles

half = (-0.125, -0.125)  # both log-densities up to one constant
checks.number(
    d_with_odds,
    float(oracles.gan.optimal_discriminator(half[0] + np.log(2), half[1])),
    mistakes={
        "that holds for equal odds": float(oracles.gan.optimal_discriminator(*half)),
        "the odds are turned round": float(
            oracles.gan.optimal_discriminator(half[0], half[1] + np.log(2))
        ),
        "that is D at x = 0 for equal odds": float(oracles.gan.optimal_discriminator(0.0, -0.5)),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 8G.2 · The value of the game (medium, 8 minutes)

Insert the best discriminator into the game's value. What remains measures how far the two laws are apart.

<details><summary>Hint 1 · a question</summary>

What is the value if the two laws agree?
</details>
<details><summary>Hint 2 · shapes</summary>

Two vectors (K,) give two floats; outcomes of probability 0 contribute nothing.
</details>
<details><summary>Hint 3 · one blank</summary>

js = ( value + ______ ) / 2.
</details>
"""

# %% solution="p8g_value" reference="adversarial.game_value"

# %% points=1 tests="p8g_value_by_hand"
# Equal laws: D = ½ everywhere, −log 4 and 0. Laws without overlap: 0 and log 2.
with attempt():
    expect(game_value([0.3, 0.7], [0.3, 0.7]), (-np.log(4), 0.0), about="equal laws")
    expect(game_value([1.0, 0.0], [0.0, 1.0]), (0.0, np.log(2)), about="no overlap")

# %% points=1 tests="p8g_value_random"
assert callable(game_value)  # hidden: random laws with zeros
### BEGIN HIDDEN TESTS
from course import checks, oracles

v_rng = checks.rng("p8g_value_random")
v_cases = [tuple(v_rng.dirichlet(np.ones(K), 2)) for K in (3, 5, 8)]
v_cases += [(np.array([0.0, 0.4, 0.6, 0.0]), np.array([0.5, 0.3, 0.2, 0.0]))]


def v_scaled(value_factor, js_factor):
    def mistaken(p, q):
        value, js = oracles.adversarial.game_value(p, q)
        return value_factor * value, js_factor * js

    return mistaken


checks.agree(
    game_value,
    oracles.adversarial.game_value,
    v_cases,
    outputs=("value", "js"),
    mistakes={
        "js is twice too large": v_scaled(1, 2),
        "the value is a loss, with the sign turned": v_scaled(-1, 1),
        "js in bits": v_scaled(1, 1 / np.log(2)),
    },
)
checks.hygiene(game_value, *v_cases[1], skip=("integers",))
### END HIDDEN TESTS

# %% [markdown]
r"""
## 8G.3 · How many modes? (medium, 10 minutes)

The data are eight Gaussians on a ring. A generator may put out perfect samples of three of them.
Count the modes that get at least 2 % of all samples.

<details><summary>Hint 1 · a question</summary>

What happens to a sample in the middle of the ring: which mode should it count for?
</details>
<details><summary>Hint 2 · shapes</summary>

Distances (n, m); one nearest mode per sample, (n,); counts (m,).
</details>
<details><summary>Hint 3 · one blank</summary>

counts / ______ ≥ share
</details>
"""

# %% solution="p8g_modes" reference="adversarial.mode_coverage"

# %% points=1 tests="p8g_modes_by_hand"
# Two modes on the line; of 100 samples 97 at the first, 2 at the second (2 %: counts), 1 far off.
with attempt():
    by_hand_samples = np.array([[0.0]] * 97 + [[1.0]] * 2 + [[9.0]])
    expect(mode_coverage(by_hand_samples, [[0.0], [1.0], [5.0]], 0.3), 2, about="97 + 2 + 1")

# %% points=1 tests="p8g_modes_random"
assert callable(mode_coverage)  # hidden: rings with missing modes, samples between the modes
### BEGIN HIDDEN TESTS
from course import checks, oracles

m_rng = checks.rng("p8g_modes_random")
m_ring = np.array([(np.cos(a), np.sin(a)) for a in np.pi / 4 * np.arange(8)])


def m_samples(counts, spread, lost):
    centre = np.repeat(m_ring, counts, axis=0)
    return np.vstack([centre + spread * m_rng.normal(size=centre.shape), np.zeros((lost, 2))])


m_cases = [
    (m_samples([30, 25, 0, 1, 3, 21, 18, 2], 0.05, 0), m_ring, 0.3),
    (m_samples([40, 2, 2, 2, 2, 2, 0, 0], 0.02, 60), m_ring, 0.3),
    (m_samples([9, 1, 1, 0, 0, 0, 0, 9], 0.02, 0), m_ring, 0.3, 0.2),
    (m_samples([25, 25, 0, 0, 0, 0, 0, 0], 0.5, 0), m_ring, 0.1, 0.02),
    (np.array([[0.0], [0.25], [1.25], [4.0]]), np.array([[0.0], [1.0], [1.5]]), 0.25, 0.25),
]


def m_variant(samples, centres, radius, share=0.02, *, of_hits=False, strict=False):
    distances = np.linalg.norm(samples[:, None] - centres, axis=-1)
    kept = distances.argmin(axis=1)[distances.min(axis=1) <= radius]
    shares = np.bincount(kept, minlength=len(centres)) / (len(kept) if of_hits else len(samples))
    return int(np.sum(shares > share if strict else shares >= share))


checks.agree(
    mode_coverage,
    oracles.adversarial.mode_coverage,
    m_cases,
    mistakes={
        "a single sample is enough for a mode": lambda s, c, r, share=0: m_variant(s, c, r, 1e-9),
        "samples far from every mode are counted": lambda s, c, r, share=0.02: m_variant(
            s, c, np.inf, share
        ),
        "the share is taken of the samples near a mode only": lambda *a: m_variant(
            *a, of_hits=True
        ),
        "exactly the share must count as well": lambda *a: m_variant(*a, strict=True),
    },
)
checks.hygiene(mode_coverage, *m_cases[0], skip=("varies", "integers"))
checks.require(
    type(checks.call(mode_coverage, *m_cases[0])) is int, "a count is an int, yours is not"
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**The signature.** A generator makes perfect samples of 2 of the 8 modes and nothing else. With precision (the
share of generated samples near real ones) and recall (the share of real samples near generated
ones), you will measure

- **a** low precision, high recall;
- **b** high precision, low recall;
- **c** low precision and low recall;
- **d** high precision and high recall, as the discriminator's loss is 0.
"""

# %% solution="p8g_signature"
answer_signature = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_signature = "b"
### END SOLUTION

# %% points=1 tests="p8g_signature_letter"
assert answer_signature in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_signature,
    key="b",
    feedback={
        "a": "the two are exchanged: which of them looks at the samples made?",
        "c": "each sample that is made looks perfect. Which share sees that?",
        "d": "six modes are never visited. Which share sees that?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 8G.4 · The distance that a WGAN estimates (medium, 12 minutes)

Without overlap JS is stuck at log 2, however far the laws are apart; $W_1$ is not. In one
dimension no critic is needed to compute it.

<details><summary>Hint 1 · a question</summary>

Between two neighbouring values of the pooled sample: how large is $F-G$ there?
</details>
<details><summary>Hint 2 · shapes</summary>

Pooled values (n + m,), gaps (n + m − 1,), one |F − G| per gap, their weighted sum.
</details>
<details><summary>Hint 3 · one blank</summary>

F at t is `np.searchsorted(sorted x, t, side=______)` / n.
</details>
"""

# %% solution="p8g_w1" reference="adversarial.wasserstein_1d"

# %% points=1 tests="p8g_w1_by_hand"
# {0, 4} and {1, 2}, sorted pairs: (1 + 2)/2. {0} and {0, 6}: half of the mass moves by 6.
with attempt():
    expect(wasserstein_1d([4.0, 0.0], [1.0, 2.0]), 1.5, about="equal sizes")
    expect(wasserstein_1d([0.0], [0.0, 6.0]), 3.0, about="unequal sizes")

# %% points=1 tests="p8g_w1_random"
assert callable(wasserstein_1d)  # hidden: random samples, unequal sizes, ties, properties
### BEGIN HIDDEN TESTS
from course import checks, oracles

w_rng = checks.rng("p8g_w1_random")
w_cases = [(w_rng.normal(size=n), 2 * w_rng.normal(size=n)) for n in (5, 8)]


def w_unsorted(x, y):
    return np.mean(np.abs(x - y))


checks.agree(
    wasserstein_1d,
    oracles.adversarial.wasserstein_1d,
    w_cases,
    where="for equal sizes",
    mistakes={
        "pairs in the given order: the samples are not sorted": w_unsorted,
        "the difference of the means only": lambda x, y: abs(x.mean() - y.mean()),
        "the sorted differences are summed, not averaged": lambda x, y: np.sum(
            np.abs(np.sort(x) - np.sort(y))
        ),
        "squared distances: that is the second Wasserstein distance": lambda x, y: np.sqrt(
            np.mean((np.sort(x) - np.sort(y)) ** 2)
        ),
    },
)
checks.agree(
    wasserstein_1d,
    oracles.adversarial.wasserstein_1d,
    [
        (w_rng.normal(size=7), w_rng.normal(size=4) + 1),
        (w_rng.normal(size=1), w_rng.normal(size=9)),
        (np.array([1.0, 1.0, 2.0]), np.array([2.0, 1.0, 1.0, 1.0, 5.0])),
    ],
    where="for unequal sizes or ties",
)
checks.hygiene(wasserstein_1d, *w_cases[0])
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Twenty points at 0 and twenty at θ. Dots: the truth, |θ| and log 2; lines: yours.
"""

# %%
thetas = np.arange(-60, 61) / 20
plt.plot(thetas[::10], np.abs(thetas[::10]), "o", color=TRUTH, ms=5, label="W₁, truth")
plt.plot(
    thetas[::10],
    np.where(thetas[::10] == 0, 0, np.log(2)),
    "s",
    color=DATA,
    ms=5,
    label="JS, truth",
)
with attempt():
    w1_line = [wasserstein_1d(np.zeros(20), np.full(20, theta)) for theta in thetas]
    plt.plot(thetas, w1_line, color=YOURS)
with attempt():
    same_place, apart = ([1.0, 0.0], [1.0, 0.0]), ([1.0, 0.0], [0.0, 1.0])
    js_line = [game_value(*(same_place if theta == 0 else apart))[1] for theta in thetas]
    plt.plot(thetas, js_line, color=YOURS, ls="--")
plt.xlabel("θ")
plt.ylabel("distance")
plt.title("only one of them says in which direction to move")
plt.legend()
plt.show()

# %% [markdown]
r"""
## Q7 · Spectral normalisation (medium, 10 minutes)

A critic with a bounded slope: divide each weight by its largest singular value. (Training uses one
power-iteration step per update on a kept vector and never overwrites the stored weight; here you
iterate until it fits.)

<details><summary>Hint 1 · a question</summary>

Which vector is stretched most by $W$, and what does multiplying by $W^\top W$ do to all the others?
</details>
<details><summary>Hint 2 · shapes</summary>

W (n, m), v (m,), W v (n,); the result is (n, m).
</details>
<details><summary>Hint 3 · one blank</summary>

v ← Wᵀ W v / ______, then σ = ‖W v‖
</details>
"""

# %% solution="pq7" reference="adversarial.spectral_normalize"

# %% points=1 tests="pq7_by_hand"
# A diagonal matrix: the largest singular value is the largest size of an entry, here 4.
with attempt():
    expect(
        spectral_normalize([[2.0, 0.0], [0.0, -4.0]]), [[0.5, 0.0], [0.0, -1.0]], about="diagonal"
    )

# %% points=2 tests="pq7_random"
assert callable(spectral_normalize)  # hidden: rectangular matrices, zero sums, zeros
### BEGIN HIDDEN TESTS
from course import checks, oracles

s_rng = checks.rng("pq7_random")


def s_matrix(n, m):
    """Singular values 3, 2.5, 1, 0.5, so that the iteration converges."""
    left, right = (np.linalg.qr(s_rng.normal(size=(k, k)))[0] for k in (n, m))
    r = min(n, m)
    return left[:, :r] * np.array([3, 2.5, 1, 0.5])[:r] @ right[:, :r].T


s_cases = [(s_matrix(3, 5),), (s_matrix(5, 3),), (s_matrix(4, 4),)]
checks.agree(
    spectral_normalize,
    oracles.adversarial.spectral_normalize,
    s_cases,
    rtol=1e-4,
    atol=1e-4,
    mistakes={
        "it fits the Frobenius norm": lambda W: W / np.linalg.norm(W),
        "the largest entry is no norm of the map": lambda W: W / np.abs(W).max(),
        "the largest column sum is another norm": lambda W: W / np.linalg.norm(W, 1),
        "the root of σ": lambda W: W / np.sqrt(np.linalg.norm(W, 2)),
        "the square of σ": lambda W: W / np.linalg.norm(W, 2) ** 2,
    },
)
checks.agree(
    spectral_normalize,
    oracles.adversarial.spectral_normalize,
    [
        (np.array([[1.0, -1.0], [2.0, -2.0], [0.5, -0.5]]),),
        (np.array([[1.0, -2.0], [-1.0, 2.0]]),),
        (np.zeros((2, 3)),),
    ],
    rtol=1e-4,
    atol=1e-4,
    where="for rows or columns that sum to zero, or a matrix of zeros",
)
checks.hygiene(spectral_normalize, s_cases[0][0], skip=("varies",))
checks.require(
    checks.call(spectral_normalize, s_cases[0][0], 300) is not None,
    "the number of iterations is no argument",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**A number.** What is the largest singular value of $\begin{pmatrix}3&0\\4&5\end{pmatrix}$? Four digits.
"""

# %% solution="pq7_sigma"
largest_sigma = None  # a number
### BEGIN SOLUTION
largest_sigma = 6.7082
### END SOLUTION

# %% points=1 tests="pq7_sigma_number"
assert largest_sigma is None or largest_sigma > 0, "a positive number"
### BEGIN HIDDEN TESTS
from course import checks

quiz_matrix = np.array([[3.0, 0.0], [4.0, 5.0]])
checks.number(
    largest_sigma,
    np.linalg.norm(quiz_matrix, 2),
    rtol=1e-4,
    mistakes={
        "that is the Frobenius norm": np.linalg.norm(quiz_matrix),
        "that is the largest eigenvalue or entry": np.abs(quiz_matrix).max(),
        "that is the square of it": np.linalg.norm(quiz_matrix, 2) ** 2,
        "that is a norm by sums": np.linalg.norm(quiz_matrix, 1),
        "that is a norm by row sums": np.linalg.norm(quiz_matrix, np.inf),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 8.5 · Precision and recall (hard, 15 minutes)

Nobody knows the densities. Balls up to the k-th neighbour draw the region that a set covers.

<details><summary>Hint 1 · a question</summary>

Which set gives the balls and which one is tested, for each of the two numbers?
</details>
<details><summary>Hint 2 · shapes</summary>

Distances within a set (n, n) → radii (n,); distances between the sets (m, n) → inside (m,) → one share.
</details>
<details><summary>Hint 3 · one blank</summary>

radii = sorted distances within the set, column ______, since column 0 is the point itself.
</details>
"""

# %% solution="p85" reference="adversarial.precision_recall_knn"

# %% points=1 tests="p85_by_hand"
# Real 0, 1, 2, 3 have radius 1 for k = 1; generated 0, 2, 9 have radii 2, 2, 7.
# 9 lies in no real ball: ⅔. Every real point lies in a generated ball: 1.
with attempt():
    expect(
        precision_recall_knn([[0.0], [1], [2], [3]], [[0.0], [2], [9]], 1),
        (2 / 3, 1.0),
        about="four real, three generated",
    )

# %% points=2 tests="p85_random"
assert callable(precision_recall_knn)  # hidden: random sets of different size, k = 1, 2, 4
### BEGIN HIDDEN TESTS
from course import checks, oracles

k_rng = checks.rng("p85_random")
k_cases = []
for k in (2, 4, 3):
    k_real, k_gen = k_rng.normal(size=(24, 2)), 0.4 * k_rng.normal(size=(17, 2)) + 0.9
    k_cases.append((k_real, k_gen, k))
k_cases.append((k_rng.normal(size=(9, 3)), k_rng.normal(size=(9, 3)), 1))


def k_variant(real, gen, k, *, shift=0, common=False):
    def radii(X):
        return np.sort(np.linalg.norm(X[:, None] - X, axis=-1), axis=1)[:, k - shift]

    between = np.linalg.norm(real[:, None] - gen, axis=-1)
    first, second = radii(real), radii(gen)
    recall = (between <= (first[:, None] if common else second)).any(axis=1).mean()
    return (between <= first[:, None]).any(axis=0).mean(), recall


checks.agree(
    precision_recall_knn,
    oracles.adversarial.precision_recall_knn,
    k_cases,
    outputs=("precision", "recall"),
    mistakes={
        "the two numbers are exchanged": lambda r, g, k: k_variant(r, g, k)[::-1],
        "a point is counted as its own neighbour": lambda r, g, k: k_variant(r, g, k, shift=1),
        "the balls reach one neighbour too far": lambda r, g, k: k_variant(r, g, k, shift=-1),
        "the radii of one set serve for both": lambda r, g, k: k_variant(r, g, k, common=True),
    },
)
checks.hygiene(precision_recall_knn, *k_cases[0], skip=("varies",))
### END HIDDEN TESTS

# %% points=1 tests="p85_edges"
assert callable(precision_recall_knn)  # hidden: equal sets, closed balls, k too large
### BEGIN HIDDEN TESTS
from course import checks, oracles

e_rng = checks.rng("p85_edges")
e_same = e_rng.normal(size=(12, 3))
e_line = np.arange(4.0)[:, None]
checks.agree(
    precision_recall_knn,
    oracles.adversarial.precision_recall_knn,
    [(e_same, e_same, 1), (e_same, e_same[::-1], 3), (e_same, e_same + 100, 2)],
    where="for equal or distant sets",
)
checks.agree(
    precision_recall_knn,
    oracles.adversarial.precision_recall_knn,
    [(e_line, np.array([[-1.0], [4.0], [9.0]]), 1), (e_line, np.array([[1.0], [1.0], [1.0]]), 1)],
    where="at the edge of a ball or for repeated points",
)
for e_args in ((e_line, e_same[:, :1], 4), (e_same[:, :1], e_line, 4), (e_line, e_line, 0)):
    checks.raises(
        precision_recall_knn,
        e_args,
        ValueError,
        "k that a set cannot serve passes without an error",
    )
checks.require(
    np.shape(checks.call(precision_recall_knn, e_line, e_same[:, :1], 3)) == (2,),
    "the largest k that fits both sets is refused",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Two generators for the ring, 2 of 8 modes and all 8 with too wide a spread. Titles: your numbers.
"""

# %%
see_rng = np.random.default_rng(5)
see_ring = np.array([(np.cos(a), np.sin(a)) for a in np.pi / 4 * np.arange(8)])
see_real = see_ring[np.arange(240) % 8] + 0.06 * see_rng.normal(size=(240, 2))
see_sets = {
    "2 modes": see_ring[np.arange(240) % 2] + 0.06 * see_rng.normal(size=(240, 2)),
    "too wide": see_ring[np.arange(240) % 8] + 0.25 * see_rng.normal(size=(240, 2)),
}
figure, panels = plt.subplots(1, 2, figsize=(9, 4))
for panel, (name, made) in zip(panels, see_sets.items(), strict=True):
    panel.plot(*see_real.T, "o", color=DATA, ms=4, label="real")
    panel.plot(*made.T, ".", color=YOURS, ms=4, label="generated")
    panel.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal", title=name)
    with attempt():
        found_p, found_r = precision_recall_knn(see_real, made, 3)
        found_m = mode_coverage(made, see_ring, 0.3)
        panel.set_title(f"{name}: P {found_p:.2f}, R {found_r:.2f}, {found_m} modes")
panels[0].legend(loc="lower center", ncols=2)
plt.show()

# %% [markdown]
r"""
**What to remember.** A VAE's loss sums over features and latents and averages over data; every other
reduction is another $\beta$. The gradient of an energy-based model is data minus model, and a
short chain stands in for the model at the price of a bias. A GAN's value at the best
discriminator is $2\,\mathrm{JS}-\log4$, blind to distance; precision does not see missing modes,
recall does.

*Further:* Murphy, *Probabilistic Machine Learning: Advanced Topics*, 2023, chapters 21, 24 and 26.
"""
