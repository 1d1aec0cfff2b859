r"""Challenge 3: a tiny diffusion model."""

# %% [markdown]
r"""
# Challenge 3 · A tiny diffusion model

**About 180 minutes · hard · 27 points · before it: problem set 9 and challenge 2**

Here you build a whole diffusion model: noising, training, sampling, and an evaluation. The data lie
on a ring of eight small Gaussians in the plane. The model needs no backpropagation: at each of 30 noise
levels a linear regression on fixed random features predicts the noise. That is what a network does too
(it regresses the noise on the noised data, with the mean squared error), but here the best weights
are found by one linear solve, in a second.

The parts are graded in **three layers**: first each function alone, exactly; then the sampler with the
*exact* noise of the mixture, so that no training error hides a mistake; and only then the trained model,
by a distance between samples. At the end you find out which mistakes that last number does not see.
This order is worth keeping for large models, where a sampler with a mistake still makes pretty pictures.

*You will learn:* how little a diffusion model needs, and how to test one.
"""

# %%
RADIUS, SIGMA, T = 1.4, 0.15, 30
ANGLES = np.arange(8) * np.pi / 4
CENTRES = RADIUS * np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1)

cosine = np.cos(np.pi / 2 * (np.arange(T + 1) / T + 0.008) / 1.008) ** 2
betas = np.minimum(1 - cosine[1:] / cosine[:-1], 0.999)  # the cosine schedule
abar = np.cumprod(1 - betas)  # ᾱ_0, …, ᾱ_29, from 0.996 to 0.000003


def draw_ring(n, rng):
    """n points of the data, (n, 2)."""
    return CENTRES[rng.integers(0, 8, n)] + SIGMA * rng.normal(size=(n, 2))


def energy_distance(x, y):
    """2 E‖x − y‖ − E‖x − x′‖ − E‖y − y′‖ of two samples (n, 2), without bias: 0 for equal laws."""
    between = lambda a, b: np.sqrt(np.sum((a[:, None] - b) ** 2, axis=-1))
    within = lambda a: between(a, a).sum() / (len(a) * (len(a) - 1))
    return float(2 * between(x, y).mean() - within(x) - within(y))


c3_true, c3_second = (draw_ring(1000, np.random.default_rng(seed)) for seed in (30, 31))

# %% [markdown]
r"""
## Step 1 · Noising a batch

### Predict first (easy · 3 minutes)

Each coordinate of the data has the variance $\tfrac12 1.4^2 + 0.15^2 = 1.0025$. How does the variance of
a coordinate of $x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon$ go from $t=0$ to $t=29$?

- **a** It grows from about 1 to about 2, since noise of variance 1 is added.
- **b** It falls to 0 with the signal.
- **c** It rises until the middle of the schedule and falls back.
- **d** It stays near 1 at every level.
"""

# %% solution="c31_predict"
answer_c31 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c31 = "d"
### END SOLUTION

# %% points=1 tests="c31_predict_answered"
assert answer_c31 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c31,
    key="d",
    feedback={
        "a": "noise comes in, but what happens to the data at the same time?",
        "b": "what takes the place of the signal?",
        "c": "put the two variances in for a level in the middle.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement (easy · 10 minutes)

You may have written this function before; here each sample has its *own* level. By hand: for
$\beta = (0.36, 0.75)$ the power kept is $0.64$ and $0.16$. The test below knows it.

<details><summary>Hint 1 · a question</summary>

Which share of the power is left after the steps 0, …, t? It is a product, not a sum.
</details>
<details><summary>Hint 2 · shapes</summary>

ᾱ is (T,), ᾱ[t] is (B,) or (); it multiplies rows of (B, …), so it needs one more axis for each axis of a
sample.
</details>
<details><summary>Hint 3 · one blank</summary>

ᾱ = cumprod(1 − betas)[t], reshaped; result: √ᾱ · x0 + √( ______ ) · eps
</details>
"""

# %% solution="c31_noise" reference="diffusion.q_sample"

# %% points=1 tests="c31_noise_by_hand"
# Rows: 0.8 · (1, 1) + 0.6 · (1, 0) and, after both steps, 0.4 · (1, 1) + √0.84 · (0, 0).
with attempt():
    expect(
        q_sample(np.ones((2, 2)), np.array([0, 1]), [0.36, 0.75], [[1.0, 0.0], [0.0, 0.0]]),
        [[1.4, 0.8], [0.4, 0.4]],
        about="two samples at two levels",
    )

# %% points=1 tests="c31_noise_random"
# hidden: batches with a level per sample, also as many samples as columns
assert callable(q_sample)
### BEGIN HIDDEN TESTS
from course import checks, oracles


def c31_kept(share):
    """A mistaken noising from the power that is kept at each time, given 1 − betas."""

    def noising(x0, t, b, eps):
        kept = share(1 - np.asarray(b))[t].reshape(-1, *(1,) * (x0.ndim - 1))
        return np.sqrt(kept) * x0 + np.sqrt(1 - kept) * eps

    return noising


def c31_powers(signal, noise):
    """A mistaken noising from the factors of x0 and eps, given ᾱ."""

    def noising(x0, t, b, eps):
        kept = np.cumprod(1 - b)[t].reshape(-1, *(1,) * (x0.ndim - 1))
        return signal(kept) * x0 + noise(kept) * eps

    return noising


c31_rng = checks.rng("c31_noise_random")
c31_cases = [
    (
        c31_rng.normal(size=shape),
        c31_rng.permutation(np.arange(shape[0]) + 1),
        c31_rng.uniform(0.05, 0.4, size=7),
        c31_rng.normal(size=shape),
    )
    for shape in ((4, 2), (3, 3), (2, 2), (3, 2, 4))
]
checks.agree(
    q_sample,
    oracles.diffusion.q_sample,
    c31_cases,
    mistakes={
        "the noise fits a standard deviation 1 − ᾱ; that is its variance": c31_powers(
            np.sqrt, lambda kept: 1 - kept
        ),
        "the data are multiplied by a power, not by an amplitude": c31_powers(
            lambda kept: kept, lambda kept: np.sqrt(1 - kept)
        ),
        "only the last step is in it: the earlier ones have faded the data too": c31_kept(
            lambda alpha: alpha
        ),
        "a step is missing: at time t, step t has happened too": c31_kept(
            lambda alpha: np.append(1.0, np.cumprod(alpha))
        ),
        "all samples get the level of the first one": lambda x0, t, b, eps: (
            oracles.diffusion.q_sample(x0, int(t[0]), b, eps)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c31_noise_edges"
# hidden: one level for all, first and last level, lists, inputs unchanged
assert callable(q_sample)
### BEGIN HIDDEN TESTS
from course import checks, oracles

c31_rng = checks.rng("c31_noise_edges")
c31_x0, c31_eps = c31_rng.normal(size=(2, 4, 2))
c31_betas = c31_rng.uniform(0.05, 0.4, size=6)
for c31_t in (0, 3, 5, np.array([5, 0, 0, 5])):
    checks.agree(
        q_sample,
        oracles.diffusion.q_sample,
        [(c31_x0, c31_t, c31_betas, c31_eps)],
        where="for one level for all" if np.ndim(c31_t) == 0 else "at the first and the last level",
    )
c31_with = lambda x0, eps: q_sample(x0, np.array([1, 0, 3, 1]), c31_betas, eps)
c31_with.__name__ = "q_sample"
checks.hygiene(c31_with, c31_x0, c31_eps)
checks.keeps_inputs(q_sample, c31_x0, np.array([1, 0, 3, 1]), c31_betas, c31_eps)
### END HIDDEN TESTS

# %% [markdown]
r"""
Dots are yours; the dark circles have the centres $\sqrt{\bar\alpha_t}\,m_k$ and hold 86 % of each cloud
(two standard deviations).
"""

# %%
figure, axes = plt.subplots(1, 4, figsize=(10, 2.8), sharex=True, sharey=True)
for panel, c31_t in zip(axes, (0, 8, 16, 29), strict=True):
    spread = np.sqrt(abar[c31_t] * SIGMA**2 + 1 - abar[c31_t])
    for centre in np.sqrt(abar[c31_t]) * CENTRES:
        panel.add_patch(plt.Circle(centre, 2 * spread, fill=False, color=TRUTH, lw=0.8, zorder=3))
    panel.set(xlim=(-3.4, 3.4), ylim=(-3.4, 3.4), aspect="equal", title=f"t = {c31_t}")
with attempt():
    for panel, c31_t in zip(axes, (0, 8, 16, 29), strict=True):
        c31_eps = np.random.default_rng(c31_t).normal(size=c3_true.shape)
        panel.plot(*q_sample(c3_true, c31_t, betas, c31_eps).T, ".", color=YOURS, ms=1.5)
plt.show()

# %% [markdown]
r"""
## Step 2 · Training: one ridge regression per level

### Predict first (medium · 4 minutes)

At each level the model sees $x_t$ only and has to tell the noise $\varepsilon$ in it. Where is that easy,
measured by the mean of $(\varepsilon - \hat\varepsilon)^2$?

- **a** At low noise levels: there the data are almost clean.
- **b** At high noise levels: there $x_t$ is almost nothing but noise.
- **c** In the middle, where signal and noise are balanced.
- **d** Nowhere: noise is independent of the data, so it cannot be predicted.
"""

# %% solution="c32_predict"
answer_c32 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c32 = "b"
### END SOLUTION

# %% points=1 tests="c32_predict_answered"
assert answer_c32 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c32,
    key="b",
    feedback={
        "a": "a tiny noise beside a blob of width 0.15: which part of the offset is noise?",
        "c": "look at both ends of the figure below.",
        "d": "it is independent of the clean datum, but is it independent of x_t?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement (medium · 20 minutes)

The features are given: 120 cosines with random directions and phases (*random Fourier features*), the
two coordinates and a 1. The regression on them is yours. One case by hand: features 1 and 2, noise
1 and 3, $\lambda = 1$ give $(1\cdot1+2\cdot3)/(1+4+1) = 7/6$.

<details><summary>Hint 1 · a question</summary>

Write the penalised error for one column of ε. Where is its gradient with respect to the weights 0?
</details>
<details><summary>Hint 2 · shapes</summary>

Φ is (N, m), ΦᵀΦ is (m, m), Φᵀε is (m, d): the samples are summed, features and coordinates stay.
</details>
<details><summary>Hint 3 · one blank</summary>

np.linalg.solve(Φᵀ Φ + lam · ______ , Φᵀ eps)
</details>
"""

# %% readonly="c32_features"
c32_draw = np.random.default_rng(32)
DIRECTIONS = 2.0 * c32_draw.normal(size=(2, 120))
PHASES = c32_draw.uniform(0, 2 * np.pi, 120)


def features(x):
    """Random Fourier features, the coordinates and a constant: (N, 2) → (N, 123)."""
    return np.concatenate([np.cos(x @ DIRECTIONS + PHASES), x, np.ones((len(x), 1))], axis=1)


# %% solution="c32_fit" reference="tiny_diffusion.fit_noise"

# %% points=1 tests="c32_fit_by_hand"
# One feature: (1·1 + 2·3)/(1² + 2² + 1) = 7/6. Two orthogonal ones decouple: 2·4/(4 + 4), 1·3/(1 + 4).
with attempt():
    expect(fit_noise([[1.0], [2.0]], [[1.0], [3.0]], 1.0), [[7 / 6]], about="one feature")
    expect(
        fit_noise(np.diag([2.0, 1.0]), [[4.0], [3.0]], 4.0), [[1.0], [0.6]], about="two features"
    )

# %% points=2 tests="c32_fit_random"
assert callable(fit_noise)  # hidden: random features, also as many as samples
### BEGIN HIDDEN TESTS
from course import checks, oracles


def c32_mistaken(penalty):
    """Weights with another penalty matrix, given N, m and λ."""
    return lambda phi, eps, lam: np.linalg.solve(
        phi.T @ phi + penalty(*phi.shape, lam), phi.T @ eps
    )


c32_rng = checks.rng("c32_fit_random")
c32_cases = [
    (c32_rng.normal(size=(n, m)) + 0.3, c32_rng.normal(size=(n, d)), float(lam))
    for n, m, d, lam in ((30, 4, 2, 0.7), (6, 6, 3, 1.9), (20, 5, 1, 4.0))
]
c32_without_last = lambda n, m, lam: lam * np.diag([*np.ones(m - 1), 0.0])
checks.agree(
    fit_noise,
    oracles.tiny_diffusion.fit_noise,
    c32_cases,
    rtol=checks.DECOMPOSED,
    atol=1e-9,
    mistakes={
        "the penalty has no effect: it fits λ = 0": c32_mistaken(lambda n, m, lam: 0 * np.eye(m)),
        "λ is added to every entry of the matrix, also beside the diagonal": c32_mistaken(
            lambda n, m, lam: lam * np.ones((m, m))
        ),
        "the penalty is N times too large: the error is a sum over the samples": c32_mistaken(
            lambda n, m, lam: n * lam * np.eye(m)
        ),
        "the penalty is N times too small: the error is a sum over the samples": c32_mistaken(
            lambda n, m, lam: lam / n * np.eye(m)
        ),
        "it fits the penalty λ²": c32_mistaken(lambda n, m, lam: lam**2 * np.eye(m)),
        "the penalty rewards large weights: look at its sign": c32_mistaken(
            lambda n, m, lam: -lam * np.eye(m)
        ),
        "the last weight is not penalised; here all are": c32_mistaken(c32_without_last),
        "predictions are returned where weights are asked for": lambda phi, eps, lam: (
            phi @ oracles.tiny_diffusion.fit_noise(phi, eps, lam)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c32_fit_edges"
# hidden: few or no samples, twice the same feature, lists, float16, inputs unchanged
assert callable(fit_noise)
### BEGIN HIDDEN TESTS
from course import checks, oracles

c32_rng = checks.rng("c32_fit_edges")
c32_phi, c32_eps = c32_rng.normal(size=(4, 7)), c32_rng.normal(size=(4, 2))
c32_twice = np.repeat(c32_rng.normal(size=(9, 2)), 2, axis=1)
for c32_case, c32_where in (
    ((c32_phi, c32_eps, 0.5), "for fewer samples than features"),
    ((c32_twice, c32_rng.normal(size=(9, 2)), 0.1), "for features that occur twice"),
    ((np.zeros((0, 3)), np.zeros((0, 2)), 0.5), "for no sample at all"),
    ((c32_phi.astype(np.float16), c32_eps, 0.5), "for float16 features"),
):
    checks.agree(
        fit_noise,
        oracles.tiny_diffusion.fit_noise,
        [c32_case],
        rtol=checks.DECOMPOSED,
        atol=1e-9,
        where=c32_where,
    )
c32_with = lambda phi, eps: fit_noise(phi, eps, 0.5)
c32_with.__name__ = "fit_noise"
checks.hygiene(c32_with, c32_phi[:, :3], c32_eps)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now the training: 1500 points, 30 levels, one solve each. Dots are the smallest possible error (from the
exact mean of ε given $x_t$, known for this mixture), the line is your model on fresh points.
"""


# %% readonly="c32_training"
def exact_noise(x, t):
    """The mean of ε given x_t = x, for the ring: (N, 2) → (N, 2)."""
    pull = np.sqrt(abar[t]) * CENTRES - x[:, None]
    variance = abar[t] * SIGMA**2 + 1 - abar[t]
    logs = -np.sum(pull**2, axis=-1) / (2 * variance)
    share = np.exp(logs - logs.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    return -np.sqrt(1 - abar[t]) * np.sum(share[..., None] * pull, axis=1) / variance


def train(x0, rng):
    """Weights for each of the 30 levels from the points x0: a list of (123, 2)."""
    weights = []
    for t in range(T):
        eps = rng.normal(size=x0.shape)
        weights.append(fit_noise(features(q_sample(x0, t, betas, eps)), eps, 0.01))
    return weights


# %% readonly="c32_trained"
c32_weights = None
with attempt():
    c32_rng = np.random.default_rng(33)
    c32_weights = train(draw_ring(1500, c32_rng), c32_rng)

# %%
figure, axes = plt.subplots(figsize=(7.2, 3.0))
c32_eps = np.random.default_rng(34).normal(size=c3_true.shape)
c32_noised = [np.sqrt(a) * c3_true + np.sqrt(1 - a) * c32_eps for a in abar]
c32_best = [np.mean((c32_eps - exact_noise(x, t)) ** 2) for t, x in enumerate(c32_noised)]
axes.plot(c32_best, "o", color=TRUTH, ms=4, label="smallest possible")
if c32_weights is not None:
    c32_errors = [
        np.mean((c32_eps - features(x) @ c32_weights[t]) ** 2) for t, x in enumerate(c32_noised)
    ]
    axes.plot(c32_errors, color=YOURS, label="your fit, fresh points")
axes.set(ylim=(0, 1.4), xlabel="level t", ylabel="mean of (ε − ε̂)²", title="error of the noise")
axes.legend()
plt.show()

# %% [markdown]
r"""
## Step 3 · Sampling (medium · 20 minutes)

DDIM goes from one level to the next without drawing noise: it guesses the datum, then noises the guess
to the new level *with the noise that was predicted*. By hand: $x_t = 1$, $\hat\varepsilon = 0.5$, from
$\bar\alpha = 0.64$ to $0.36$ gives $\hat x_0 = (1 - 0.3)/0.8 = 0.875$ and then $0.6\cdot0.875+0.8\cdot0.5 = 0.925$.

<details><summary>Hint 1 · a question</summary>

If ε̂ is exactly the noise in x_t, what is x̂₀, and where must the step land?
</details>
<details><summary>Hint 2 · shapes</summary>

Everything is elementwise: x_t and ε̂ have one shape, the levels are numbers.
</details>
<details><summary>Hint 3 · one blank</summary>

x̂₀ = (xt − √(1 − abar_from) · ε̂) / ______ ; result: √abar_to · x̂₀ + √(1 − abar_to) · ε̂
</details>
"""

# %% solution="c33_step" reference="tiny_diffusion.ddim_step"

# %% points=1 tests="c33_step_by_hand"
with attempt():
    expect(ddim_step(1.0, 0.5, 0.64, 0.36), 0.925, about="from 0.64 to 0.36")
    expect(ddim_step([[2.0, 1.0]], [[0.0, 0.0]], 0.25, 1.0), [[4.0, 2.0]], about="no noise in it")

# %% points=2 tests="c33_step_random"
assert callable(ddim_step)  # hidden: random points and levels, forwards and backwards
### BEGIN HIDDEN TESTS
from course import checks, oracles

c33_rng = checks.rng("c33_step_random")
c33_cases = [
    (*c33_rng.normal(size=(2, *shape)), float(a), float(b))
    for shape, a, b in (((5, 2), 0.2, 0.5), ((3, 3), 0.7, 0.9), ((2, 3, 2), 0.6, 0.15))
]


def c33_mistaken(guess, again):
    """A step from the guess of the datum and the noising of it."""
    return lambda x, e, a, b: again(guess(x, e, a), e, a, b)


c33_guess = lambda x, e, a: (x - np.sqrt(1 - a) * e) / np.sqrt(a)
c33_again = lambda x0, e, a, b: np.sqrt(b) * x0 + np.sqrt(1 - b) * e
c33_variances = lambda x, e, a: (x - (1 - a) * e) / np.sqrt(a)
checks.agree(
    ddim_step,
    oracles.tiny_diffusion.ddim_step,
    c33_cases,
    mistakes={
        "both times the noise fits a standard deviation 1 − ᾱ; that is its variance": c33_mistaken(
            c33_variances, lambda x0, e, a, b: np.sqrt(b) * x0 + (1 - b) * e
        ),
        "the noise that is taken out fits a standard deviation 1 − ᾱ": c33_mistaken(
            c33_variances, c33_again
        ),
        "the noise that is put back fits a standard deviation 1 − ᾱ": c33_mistaken(
            c33_guess, lambda x0, e, a, b: np.sqrt(b) * x0 + (1 - b) * e
        ),
        "the guessed datum is too small: the signal in x_t is a faded one": c33_mistaken(
            lambda x, e, a: x - np.sqrt(1 - a) * e, c33_again
        ),
        "the guessed datum is divided by a power, not by an amplitude": c33_mistaken(
            lambda x, e, a: (x - np.sqrt(1 - a) * e) / a, c33_again
        ),
        "the noise is put back with the size of the old level": c33_mistaken(
            c33_guess, lambda x0, e, a, b: np.sqrt(b) * x0 + np.sqrt(1 - a) * e
        ),
        "the noise is not put back": c33_mistaken(c33_guess, lambda x0, e, a, b: np.sqrt(b) * x0),
        "the guessed datum is not noised again": c33_mistaken(c33_guess, lambda x0, e, a, b: x0),
        "the noise is added to x_t where it should be taken out": c33_mistaken(
            lambda x, e, a: (x + np.sqrt(1 - a) * e) / np.sqrt(a), c33_again
        ),
        "the two levels are exchanged": lambda x, e, a, b: oracles.tiny_diffusion.ddim_step(
            x, e, b, a
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c33_step_properties"
assert callable(ddim_step)  # hidden: the true noise, levels at the ends
### BEGIN HIDDEN TESTS
from course import checks, oracles

c33_rng = checks.rng("c33_step_properties")
c33_x0, c33_eps = c33_rng.normal(size=(2, 6, 2))
c33_at = lambda a: np.sqrt(a) * c33_x0 + np.sqrt(1 - a) * c33_eps
for c33_to, c33_text in ((0.8, "another level"), (1.0, "the clean datum"), (0.1, "more noise")):
    checks.require(
        np.allclose(checks.call(ddim_step, c33_at(0.3), c33_eps, 0.3, c33_to), c33_at(c33_to)),
        f"with the true noise the step must land exactly on the noised datum: {c33_text}",
    )
checks.require(
    np.allclose(checks.call(ddim_step, c33_x0, c33_eps, 0.4, 0.4), c33_x0),
    "a step to the same level changes the point",
)
checks.agree(
    ddim_step,
    lambda x, e, a, b: c33_at(1e-8),
    [(c33_at(1.0), c33_eps, 1.0, 1e-8)],
    where="from clean data to noise",
)
### END HIDDEN TESTS

# %% points=1 tests="c33_step_hygiene"
assert callable(ddim_step)  # hidden: numbers, lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

c33_rng = checks.rng("c33_step_hygiene")
c33_with = lambda x, e: ddim_step(x, e, 0.3, 0.6)
c33_with.__name__ = "ddim_step"
checks.hygiene(c33_with, *c33_rng.normal(size=(2, 4, 2)))
checks.hygiene(c33_with, *c33_rng.normal(size=(2, 3)))
checks.hygiene(c33_with, 0.7, -1.2, skip=["varies"])
### END HIDDEN TESTS

# %% [markdown]
r"""
The sampler is a loop around your step. Twelve paths with the exact noise: they start in the noise (grey
dots) and must end within the dark circles.
"""


# %% readonly="c33_sampler"
def sample(model, x, step=None):
    """All levels from the noise x at level T − 1 to data; model(x, t) predicts the noise."""
    path = [x]
    for t in reversed(range(T)):
        x = (step or ddim_step)(x, model(x, t), abar[t], abar[t - 1] if t else 1.0)
        path.append(x)
    return np.stack(path)


# %%
figure, axes = plt.subplots(figsize=(3.8, 3.8))
for centre in CENTRES:
    axes.add_patch(plt.Circle(centre, 3 * SIGMA, fill=False, color=TRUTH, zorder=3))
with attempt():
    c33_paths = sample(exact_noise, np.random.default_rng(5).normal(size=(12, 2)))
    axes.plot(c33_paths[..., 0], c33_paths[..., 1], color=YOURS, lw=0.8)
    axes.plot(*c33_paths[0].T, "o", color="grey", ms=4)
    axes.plot(*c33_paths[-1].T, "o", color=YOURS, ms=5)
axes.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6), aspect="equal", title="twelve paths")
plt.show()

# %% [markdown]
r"""
## Step 4 · Layers two and three (medium · 15 minutes)

Nothing to write: your functions make 1000 samples with the exact noise (layer 2) and with your fits
(layer 3), from the same start. The gate is an energy distance below **0.012** to 1000 true points. To read
it: two sets of 1000 true points are −0.003 to 0.003 apart (the *noise floor*), plain $\mathcal N(0, I)$ is
0.042 to 0.053 away from the data. In layer 2 the width of the modes is tested too (0.12 to 0.18; the data
have 0.15), because the distance alone is blunt.
"""


# %% readonly="c34_layers"
def layer_two(start):
    """Your sampler with the exact noise: (N, 2) → (N, 2)."""
    return sample(exact_noise, start)[-1]


def layer_three(start, weights):
    """Your sampler with your fits: (N, 2) → (N, 2)."""
    return sample(lambda x, t: features(x) @ weights[t], start)[-1]


def layer_three_of(x0, start):
    """Training on x0 and sampling from start: what the hidden test does with another ring."""
    return layer_three(start, train(x0, np.random.default_rng(34)))


# %% readonly="c34_samples"
c34_start = np.random.default_rng(40).normal(size=(1000, 2))
c34_exact = c34_ridge = None
with attempt():
    c34_exact = layer_two(c34_start)
    if c32_weights is not None:
        c34_ridge = layer_three(c34_start, c32_weights)

# %%
figure, axes = plt.subplots(1, 4, figsize=(10, 2.9), sharex=True, sharey=True)
c34_sets = {"true": c3_true, "N(0, I)": c34_start, "exact noise": c34_exact, "your fits": c34_ridge}
for panel, (c34_name, c34_points) in zip(axes, c34_sets.items(), strict=True):
    panel.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6), aspect="equal", title=c34_name)
    for centre in CENTRES:
        panel.add_patch(plt.Circle(centre, 3 * SIGMA, fill=False, color=TRUTH, lw=0.6, zorder=3))
    if c34_points is not None:
        c34_color = YOURS if c34_name in ("exact noise", "your fits") else DATA
        panel.plot(*c34_points.T, ".", color=c34_color, ms=1.8)
        c34_other = c3_second if c34_name == "true" else c34_points
        panel.set(xlabel=f"distance {energy_distance(c34_other, c3_true):.4f}")
plt.show()

# %% points=2 tests="c34_layer_two"
assert callable(layer_two)  # hidden: the gate, and the width of the modes, from another start
### BEGIN HIDDEN TESTS
from course import checks, oracles

c34_rng = np.random.default_rng(44)
c34_made = checks.call(layer_two, c34_rng.normal(size=(1000, 2)))
checks.require(np.isfinite(c34_made), "the samples are not finite: they run away")
checks.require(
    oracles.mixtures.fast_energy_distance(c34_made, oracles.tiny_diffusion.ring(1000, c34_rng))
    < 0.012,
    "with the exact noise the samples miss the gate: the step is at fault, not the training",
)
c34_apart = np.linalg.norm(c34_made[:, None] - oracles.tiny_diffusion.CENTRES, axis=-1).min(axis=1)
c34_width = np.sqrt(np.mean(c34_apart**2) / 2)
checks.require(
    0.12 < c34_width < 0.18,
    "the distance passes, but the modes have not the width that the data have",
)
### END HIDDEN TESTS

# %% points=2 tests="c34_layer_three"
assert callable(layer_three_of)  # hidden: the gate, for a turned ring
### BEGIN HIDDEN TESTS
from course import checks, oracles

c34_rng = np.random.default_rng(45)
c34_turn = np.array(
    [[np.cos(np.pi / 8), -np.sin(np.pi / 8)], [np.sin(np.pi / 8), np.cos(np.pi / 8)]]
)
c34_x0 = oracles.tiny_diffusion.ring(1500, c34_rng) @ c34_turn
c34_walk = checks.call(layer_three_of, c34_x0, c34_rng.normal(size=(1000, 2)))
checks.require(np.isfinite(c34_walk), "the samples are not finite: they run away")
c34_truth = oracles.tiny_diffusion.ring(1000, np.random.default_rng(44)) @ c34_turn
checks.require(
    oracles.mixtures.fast_energy_distance(c34_walk, c34_truth) < 0.012,
    "the trained model misses the gate: look at the layers before it first",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Step 5 · What the gate does not see

### Six changes (hard · 15 minutes)

Somebody changes the model in one place. Everything else is right. `sample` takes another step as its
third argument, so you can try most of it. For each change write **s** if the gate of 0.012 sees it,
**u** if the change is a mistake that passes the gate in most runs (unseen), **n** if it is no mistake.

- *A*: exact noise; the step takes out and puts back $(1-\bar\alpha)\hat\varepsilon$ without the root, both times.
- *B*: exact noise; the step puts the noise back with the size $\sqrt{1-\bar\alpha_\text{from}}$ of the old level.
- *C*: exact noise; the step does not put noise back, $\sqrt{\bar\alpha_\text{to}}\,\hat x_0$ only.
- *D*: the training noises with $(1-\bar\alpha_t)\,\varepsilon$ in place of $\sqrt{1-\bar\alpha_t}\,\varepsilon$;
  the sampler is right.
- *E*: the training draws one ε per data point and uses it at all 30 levels, in place of new ones.
- *F*: the weights of level 15 are used at all levels (the level is not told to the model).
"""

# %% solution="c35_changes"
c35_seen = {"A": None, "B": None, "C": None, "D": None, "E": None, "F": None}  # "s", "u" or "n"
### BEGIN SOLUTION
c35_seen = {"A": "u", "B": "s", "C": "s", "D": "u", "E": "n", "F": "s"}
### END SOLUTION

# %% points=3 tests="c35_changes_matched"
# hidden: half a point each
assert sorted(c35_seen) == list("ABCDEF"), "six changes, one letter each"
### BEGIN HIDDEN TESTS
from course import checks, oracles

c35_guess = lambda x, e, a: (x - np.sqrt(1 - a) * e) / np.sqrt(a)
c35_steps = {
    "A": lambda x, e, a, b: np.sqrt(b / a) * (x - (1 - a) * e) + (1 - b) * e,
    "B": lambda x, e, a, b: np.sqrt(b) * c35_guess(x, e, a) + np.sqrt(1 - a) * e,
    "C": lambda x, e, a, b: np.sqrt(b) * c35_guess(x, e, a),
}
c35_measured = {
    name: np.median(
        [oracles.tiny_diffusion.distance_with_exact_noise(step, seed) for seed in (0, 1, 2)]
    )
    for name, step in c35_steps.items()
}
# D, E, F need a training: medians of ten seeds were 0.002, 0.002 and 14
c35_key = {name: "s" if d > 0.012 else "u" for name, d in c35_measured.items()}
3 * checks.matching(
    c35_seen,
    {**c35_key, "D": "u", "E": "n", "F": "s"},
    {
        "A": "is this step exact for the true noise? And which distance do its samples have? Try it.",
        "B": "how much noise is left after the last step to ᾱ = 1? Try it.",
        "C": "the model expects the noise of its level in what it is given. Try it.",
        "D": "is x_t of the training the one that the sampler visits? Train it so, then measure.",
        "E": "each level has a regression of its own: is any of them given a wrong sample?",
        "F": "does one level's noise say anything about another level's? Try it.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### The table (easy · 8 minutes)

Fill in the energy distances to `c3_true`: of `c3_second` (the floor), of `c34_start`, `c34_exact` and
`c34_ridge`. Numbers with four decimals or expressions will do.
"""

# %% solution="c35_table"
league = {"floor": None, "normal": None, "exact": None, "ridge": None}
### BEGIN SOLUTION
c35_sets = {"floor": c3_second, "normal": c34_start, "exact": c34_exact, "ridge": c34_ridge}
league = {name: energy_distance(points, c3_true) for name, points in c35_sets.items()}
### END SOLUTION

# %% points=1 tests="c35_table_filled"
assert sorted(league) == ["exact", "floor", "normal", "ridge"]  # hidden: the four distances
### BEGIN HIDDEN TESTS
from course import checks, oracles

c35_rng = np.random.default_rng
c35_true = oracles.tiny_diffusion.ring(1000, c35_rng(30))
c35_pairs = {
    "floor": oracles.tiny_diffusion.ring(1000, c35_rng(31)),
    "normal": c35_rng(40).normal(size=(1000, 2)),
    "exact": c34_exact,
    "ridge": c34_ridge,
}
for c35_name, c35_points in c35_pairs.items():
    checks.require(league[c35_name] is not None and c35_points is not None, "no answer yet")
    c35_value = oracles.mixtures.fast_energy_distance(c35_points, c35_true)
    c35_root = np.sqrt(max(c35_value, 0))
    c35_off = lambda value, name=c35_name: abs(float(league[name]) - value)
    checks.require(
        c35_off(c35_root) > 1e-4 or c35_off(c35_value) < 1e-4,
        f"{c35_name}: the energy distance is meant without a root",
    )
    checks.require(
        c35_off(c35_value) < 1e-4,
        f"{c35_name}: not the distance of these two sets. Is it the right pair?",
    )
### END HIDDEN TESTS

# %% [markdown]
r"""
### What the table supports (medium · 5 minutes)

A colleague's DDIM sampler with a *trained* model has the energy distance 0.004. What follows?

- **a** Its step is right: a wrong one would have a distance far above the floor.
- **b** It is better than one with 0.006, so it should be chosen.
- **c** The samples have no gross fault; that the step is exact has to be tested with the true noise.
- **d** The training has not converged, since the floor is 0.
"""

# %% solution="c35_reading"
answer_c35 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c35 = "c"
### END SOLUTION

# %% points=1 tests="c35_reading_answered"
assert answer_c35 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c35,
    key="c",
    feedback={
        "a": "think of the changes that were unseen.",
        "b": "how much does the distance differ from one set of true data to the next?",
        "d": "the floor is a spread around 0, not one number.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Step 6 · The report

*Graded by a person, 4 points; 150 to 250 words and one figure, drawn in the cell below or named from
above.* Report your model to somebody who wants to use your code for a larger data set:

1. **Method:** data, levels, model, sampler, with their settings, so that it can be repeated.
2. **Figure:** one figure that shows the quality of the samples, with labels and a sentence on what is seen.
3. **Number with its uncertainty:** the energy distance beside its noise floor or its spread over seeds.
4. **Limitation:** what these tests do *not* show.
"""

# %%
# Room for your figure.

# %% [markdown] answer="c36_report" points=4
r"""
*Model answer.*

**Method.** Data: eight Gaussians of width 0.15 on a circle of radius 1.4. 30 levels of the cosine
schedule. For each level one ridge regression ($\lambda = 0.01$) of the noise on 120 random Fourier features
(frequencies of standard deviation 2), the coordinates and a constant, from 1500 points with new noise.
Sampler: DDIM, 30 deterministic steps, 1000 samples from $\mathcal N(0, I)$.

**Figure.** The four panels of step 4: the samples of both models lie in the eight circles, like the true
points; with the fits some points stand between the modes, which the exact noise hardly leaves there.

**Number.** The energy distance to 1000 true points is below 0.009 for the fits in ten seeds (median 0.001)
and below 0.006 with the exact noise. Two true sets are within ±0.003, and $\mathcal N(0, I)$ is 0.05 away.
So the fits are at the floor or slightly above it; which of two such models is better cannot be told from
one run.

**Limitation.** The distance is blunt: a step with $1-\bar\alpha$ in place of its root passes the gate.
That the step is right was tested separately with the true noise. Random features with one solve per level work
in two dimensions; in high dimension the number of features that are needed explodes. Whether the model repeats its
training points was not tested.

### BEGIN MARK SCHEME
One point for each heading, independently of style and order:

- Method: 1 point if somebody else could repeat it (data, number of levels and schedule, features and
  regression, sampler, number of samples); ½ point if one of these is missing.
- Figure: 1 point for a figure with labels and a true sentence about what is seen; ½ point if labels or the
  sentence are missing.
- Number: 1 point for a distance with its noise floor or its spread; ½ point for a number alone. Own numbers
  are right if they fit the gates of the notebook.
- Limitation: 1 point for an honest one that is true of this experiment (blunt distance, two dimensions, one
  training, memorisation untested, features that do not scale); ½ point for a general one. 0 points for the
  claim that the gate proves the sampler right.
### END MARK SCHEME
"""

# %% [markdown]
r"""
**What to remember.** Training a diffusion model is a regression per noise level, and DDIM is a guess of the
datum that is noised again. Test the step exactly, then the sampler with an exact model, then the trained
model; a distance alone lets small mistakes pass.

*Further:* Song, Meng & Ermon, *Denoising Diffusion Implicit Models*, 2021; Rahimi & Recht, *Random Features
for Large-Scale Kernel Machines*, 2007.
"""
