r"""Challenge 2: from Langevin dynamics to diffusion."""

# %% [markdown]
r"""
# Challenge 2 · From Langevin dynamics to diffusion

**About 120 minutes · hard · 37 points · before it: problem sets 7 and 9**

Two ways lead from noise to data. *Langevin dynamics* walks along the score of the data and shakes.
*Diffusion* walks back through a sequence of noise levels. Between the two stands *annealed* Langevin
dynamics, with which score-based image models began. They resemble each other so much that one reads
"diffusion is annealed Langevin dynamics"; here you find out in which terms that is right, and in
which it is not.

The data are a mixture whose score is known exactly at every noise level. So no network has to be
trained, and whatever goes wrong is the fault of the **sampler**. You write the score (1), Langevin
dynamics with and without annealing (2), a ruler for samples (3), a DDPM sampler (4), compare both
rules term by term (5), and finish with a table and a report (6).

*You will learn:* why a correct score and a correct sampler can still give a wrong sample, how the
noise levels mend it, and how to report such a comparison.
"""

# %%
WEIGHTS = np.array([0.8, 0.2])  # the heavy mode and the light one
MEANS = np.array([[-2.0, -2.0], [2.0, 2.0]])
SIGMA = 0.5  # the standard deviation of each mode, in both directions


def draw_data(n, rng):
    """n points of the mixture, (n, 2)."""
    mode = (rng.uniform(size=n) >= WEIGHTS[0]).astype(int)
    return MEANS[mode] + SIGMA * rng.normal(size=(n, 2))


def heavy_share(points):
    """The share of the points on the heavy mode's side of the line between the modes."""
    return float(np.mean(np.sum(points, axis=1) < 0))


c2_data = draw_data(2000, np.random.default_rng(20))
figure, axes = plt.subplots(figsize=(3.4, 3.4))
axes.plot(*c2_data.T, ".", color=DATA, ms=2)
axes.plot([-4, 4], [4, -4], color=TRUTH, lw=1, ls="--")
axes.set(xlim=(-4, 4), ylim=(-4, 4), aspect="equal", title="2000 points of the data")
plt.show()
print(f"share of the heavy mode among them: {heavy_share(c2_data):.3f}")

# %% [markdown]
r"""
## Step 1 · The exact score (medium · 20 minutes)

For $p = \sum_k w_k\,\mathcal N(m_k, \sigma^2 I)$ write $\nabla\log p$. Every component pulls towards
its own centre; how much its pull counts depends on $x$.

One case by hand: at the origin both centres of our mixture are equally far. The test below knows it.

<details><summary>Hint 1 · a question</summary>

If you knew which component $x$ came from, what would the score be? You do not know, but you can say
how probable each one is, given $x$.
</details>
<details><summary>Hint 2 · shapes</summary>

`x[:, None] - means` is (N, K, d). The posterior is (N, K), its rows sum to 1; the sum over the axis
of the components leaves (N, d).
</details>
<details><summary>Hint 3 · one blank</summary>

logs = log w − ‖x − m‖² / ______ ; subtract the largest log of each row *before* the exponential,
divide by the row's sum, then average the pulls (m − x)/σ² with these shares.
</details>
"""

# %% solution="c21_score" reference="mixtures.mixture_score"

# %% points=1 tests="c21_score_by_hand"
# Origin: the shares are 0.8 and 0.2, the pulls ∓(2, 2)/0.25; 0.8·(−8) + 0.2·8 = −4.8.
with attempt():
    expect(
        mixture_score(np.zeros((1, 2)), WEIGHTS, MEANS, SIGMA), [[-4.8, -4.8]], about="the origin"
    )
    # One component alone: (1 − 3)/2² = −0.5.
    expect(
        mixture_score(np.array([[3.0], [1.0]]), np.array([1.0]), np.array([[1.0]]), 2.0),
        [[-0.5], [0.0]],
        about="one component in one dimension",
    )

# %% points=1 tests="c21_score_random"
assert callable(mixture_score)  # hidden: random mixtures with one to five components
### BEGIN HIDDEN TESTS
from course import checks, oracles

c21_rng = checks.rng("c21_score_random")
c21_cases = [
    (
        c21_rng.normal(size=(n, d)),
        c21_rng.dirichlet(np.full(k, 3.0)),
        c21_rng.normal(size=(k, d)),
        float(c21_rng.uniform(0.5, 0.8)),
    )
    for n, k, d in ((4, 2, 3), (3, 3, 3), (6, 5, 2), (5, 4, 1))
]


def c21_mistaken(shares, pull):
    """A mixture score from functions for the shares (N, K) and for the pull."""

    def score(x, w, m, s):
        apart = m - x[:, None]
        return np.sum(shares(np.sum(apart**2, axis=-1), w, s)[..., None] * pull(apart, s), axis=1)

    return score


def c21_posterior(log_joint, axis=1):
    """Shares from logarithms."""
    joint = np.exp(log_joint - log_joint.max(axis=axis, keepdims=True))
    return joint / joint.sum(axis=axis, keepdims=True)


c21_pull = lambda apart, s: apart / s**2
c21_shares = lambda d2, w, s: c21_posterior(np.log(w) - d2 / (2 * s**2))
checks.agree(
    mixture_score,
    oracles.mixtures.mixture_score,
    c21_cases,
    mistakes={
        "the weights of the components make no difference": c21_mistaken(
            lambda d2, w, s: c21_posterior(-d2 / (2 * s**2)), c21_pull
        ),
        "every component pulls with its weight wherever x is; near a centre it should count more": (
            c21_mistaken(lambda d2, w, s: w + 0 * d2, c21_pull)
        ),
        "sigma is a standard deviation: the pull fits a variance sigma": c21_mistaken(
            c21_shares, lambda apart, s: apart / s
        ),
        "sigma is a standard deviation, here it is read as a variance": c21_mistaken(
            lambda d2, w, s: c21_posterior(np.log(w) - d2 / (2 * s)), lambda apart, s: apart / s
        ),
        "sigma is a standard deviation: the shares fit a variance sigma": c21_mistaken(
            lambda d2, w, s: c21_posterior(np.log(w) - d2 / (2 * s)), c21_pull
        ),
        "the shares decide too sharply: a factor ½ is lost in the exponent": c21_mistaken(
            lambda d2, w, s: c21_posterior(np.log(w) - d2 / s**2), c21_pull
        ),
        "the distance enters the shares without its square": c21_mistaken(
            lambda d2, w, s: c21_posterior(np.log(w) - np.sqrt(d2) / (2 * s**2)), c21_pull
        ),
        "only the nearest component pulls; the others have a share too": c21_mistaken(
            lambda d2, w, s: (d2 == d2.min(axis=1, keepdims=True)) * 1.0, c21_pull
        ),
        "the shares sum to 1 over the points, not over the components": c21_mistaken(
            lambda d2, w, s: c21_posterior(np.log(w) - d2 / (2 * s**2), axis=0), c21_pull
        ),
        "the shares are not divided by their sum: that is near the slope of p, not of log p": (
            c21_mistaken(lambda d2, w, s: w * np.exp(-d2 / (2 * s**2)), c21_pull)
        ),
        "the pulls are not divided by the variance": c21_mistaken(
            c21_shares, lambda apart, s: apart
        ),
        "it points away from the centres": c21_mistaken(c21_shares, lambda apart, s: -apart / s**2),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c21_score_edges"
assert callable(mixture_score)  # hidden: far away, no point, against difference quotients
### BEGIN HIDDEN TESTS
from course import checks, oracles

c21_rng = checks.rng("c21_score_edges")
c21_w, c21_m = oracles.mixtures.WEIGHTS, oracles.mixtures.MEANS
checks.agree(
    mixture_score,
    oracles.mixtures.mixture_score,
    [(c21_rng.choice([-1, 1], size=(3, 2)) * 300.0, c21_w, c21_m, 0.5)],
    where="where all densities underflow to 0",
)
checks.agree(
    mixture_score,
    lambda x, w, m, s: np.zeros((0, 2)),
    [(np.zeros((0, 2)), c21_w, c21_m, 0.5)],
    where="for no point at all",
)
c21_x = c21_rng.uniform(-3, 3, size=(5, 2))


def c21_slopes(x, w, m, s, h=1e-5):
    """∇ log p by difference quotients."""
    log_p = lambda shift: oracles.mixtures.log_density(x + shift, w, m, s)
    return np.stack([(log_p(h * e) - log_p(-h * e)) / (2 * h) for e in np.eye(2)], axis=1)


checks.agree(
    mixture_score,
    c21_slopes,
    [(c21_x, c21_w, c21_m, 0.9)],
    rtol=1e-6,  # of the difference quotient
    atol=1e-8,
    where="against the slope of the log-density",
)
### END HIDDEN TESTS

# %% points=1 tests="c21_score_hygiene"
assert callable(mixture_score)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks, oracles

c21_rng = checks.rng("c21_score_hygiene")
c21_of_x = lambda x, m: mixture_score(x, np.array([0.5, 0.3, 0.2]), m, 0.7)
c21_of_x.__name__ = "mixture_score"
checks.hygiene(c21_of_x, *c21_rng.normal(size=(2, 3, 2)))
checks.keeps_inputs(
    mixture_score,
    c21_rng.normal(size=(4, 2)),
    oracles.mixtures.WEIGHTS,
    oracles.mixtures.MEANS,
    0.5,
)
checks.require(
    np.allclose(
        checks.call(mixture_score, [[1.0, 0.5]], [0.8, 0.2], [[-2, -2], [2, 2]], 1),
        oracles.mixtures.mixture_score([[1.0, 0.5]], [0.8, 0.2], [[-2, -2], [2, 2]], 1),
    ),
    "plain lists of weights and centres give something else",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Along the diagonal $x = (u, u)$ and for three widths: dots are slopes of $\log p$ by difference
quotients, lines are yours. The widths 1 and 2 belong to the same data with more noise on them.
"""

# %%
diagonal = np.linspace(-4, 4, 161)
figure, axes = plt.subplots(figsize=(7.2, 3.2))


def log_p_diagonal(u, width):
    """log p at (u, u) up to a constant."""
    return np.logaddexp(
        np.log(0.8) - (u + 2) ** 2 / width**2, np.log(0.2) - (u - 2) ** 2 / width**2
    )


for c21_width, shade in ((0.5, 1.0), (1.0, 0.65), (2.0, 0.35)):
    u = diagonal[::8]
    slope = (log_p_diagonal(u + 1e-4, c21_width) - log_p_diagonal(u - 1e-4, c21_width)) / 2e-4
    axes.plot(u, slope / 2, "o", color=TRUTH, ms=4, alpha=shade)  # u moves both coordinates
with attempt():
    for c21_width, shade in ((0.5, 1.0), (1.0, 0.65), (2.0, 0.35)):
        on_diagonal = np.stack([diagonal, diagonal], axis=1)
        c21_lines = mixture_score(on_diagonal, WEIGHTS, MEANS, c21_width)
        axes.plot(diagonal, c21_lines[:, 0], color=YOURS, alpha=shade, lw=1.6)
axes.set(ylim=(-9, 9), xlabel="u", ylabel="score", title="widths 0.5, 1, 2: steep to flat")
plt.show()

# %% [markdown]
r"""
## Step 2 · Langevin dynamics, with and without annealing

### Predict first (medium · 3 minutes)

2000 chains start at $\mathcal N(0, 8^2 I)$, so half of them on each side. They make 1000 Langevin steps
with the **exact** score of the data and a small step size, $\eta = 0.025$. Which share of them ends at
the heavy mode, whose weight is 0.8?

- **a** 0.8: the score knows the weights.
- **b** 1: the heavy mode attracts everything, sooner or later.
- **c** About 0.5: hardly any chain crosses from one mode to the other.
- **d** About 0.2: chains leave the steep mode and collect in the flat one.
"""

# %% solution="c22_predict"
answer_c22 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c22 = "c"
### END SOLUTION

# %% points=1 tests="c22_predict_answered"
assert answer_c22 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c22,
    key="c",
    feedback={
        "a": "look at your score near one centre: does it change if the weights do?",
        "b": "compare 1000 steps of size 0.025 with the distance and the slope between the modes.",
        "d": "both modes are equally steep here; see how they were drawn.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### How high is the barrier? (medium · 5 minutes)

How many times larger is $p$ at the centre of the heavy mode than at the origin, half way between the
modes? Two digits are enough, for example `3.4e5`. (A rough rule says that a chain at one mode needs a
time of this order to cross; from the light mode it is a quarter of that.)
"""

# %% solution="c22_barrier"
density_ratio = None  # a number
### BEGIN SOLUTION
density_ratio = 7.1e6  # 0.8 · e¹⁶
### END SOLUTION

# %% points=1 tests="c22_barrier_ratio"
assert density_ratio is None or density_ratio > 1, "the centre is the denser place"
### BEGIN HIDDEN TESTS
from course import checks, oracles

c22_mix = (oracles.mixtures.WEIGHTS, oracles.mixtures.MEANS, oracles.mixtures.SIGMA)
c22_logs = oracles.mixtures.log_density([[-2.0, -2.0], [0.0, 0.0]], *c22_mix)
checks.number(
    density_ratio,
    float(np.exp(c22_logs[0] - c22_logs[1])),
    rtol=2e-2,
    mistakes={
        "which components count at the origin, and which at the centre?": float(np.exp(16)),
        "a component of 0.8 against one of 0.2: at the origin both are there": float(
            4 * np.exp(16)
        ),
        "the squared distance has two coordinates, and sigma is squared too": float(np.exp(8)),
        "right but for the exponent: sigma is squared, and the distance has two coordinates": float(
            0.8 * np.exp(8)
        ),
        "that is the logarithm of the ratio": float(c22_logs[0] - c22_logs[1]),
        "a Gaussian has a factor ½ in its exponent": float(0.8 * np.exp(32)),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement (medium · 20 minutes)

Annealing: first sample the data with *much* noise on them, $\sigma_1 = 8$, where there is one hill and
no barrier; then lower the noise level by level, and let the chains go on from where they are. The score
of the data noised with $\sigma_i$ is that of a mixture with the same centres and the standard
deviation $\sqrt{\sigma^2+\sigma_i^2}$. Without annealing there is a single level, 0.

<details><summary>Hint 1 · a question</summary>

What changes from one level to the next: the score, the step size, the chains?
</details>
<details><summary>Hint 2 · shapes</summary>

`levels` and `etas` have one length, L; two loops, over L levels and over `steps` steps. `x` and each
noise are (N, d), so is the result: no path this time, only the end.
</details>
<details><summary>Hint 3 · one blank</summary>

for level, eta in zip(levels, etas): `steps` times x = x + eta · score(x, ______) + √(2 eta) · noise
</details>
"""

# %% solution="c22_annealed" reference="mixtures.annealed_langevin"

# %% points=1 tests="c22_annealed_by_hand"
# A score that tells its level, and steps so small that the noise is not seen:
# two levels, three steps each: 0 + 3 · η₁ · 4 + 3 · η₂ · 2 with η = 10⁻¹² and 2 · 10⁻¹².
with attempt():
    c22_end = annealed_langevin(
        lambda x, level: np.full_like(x, level * 1e12),
        np.zeros((1, 2)),
        [4.0, 2.0],
        [1e-12, 2e-12],
        3,
        rng=np.random.default_rng(0),
    )
    expect(c22_end, [[24.0, 24.0]], 1e-4, about="two levels, three steps each")

# %% points=1 tests="c22_annealed_steps"
assert callable(annealed_langevin)  # hidden: which score is asked where, and each step's noise
### BEGIN HIDDEN TESTS
from course import checks

c22_rng = checks.rng("c22_annealed_steps")
c22_levels, c22_etas = np.array([3.0, 1.0, 0.2]), np.array([0.4, 0.15, 0.02])
c22_visits = []
c22_steep = lambda x, level: 100 * (1 + level) - 0.5 * x


def c22_spy(x, level):
    """A steep score, far above the noise, which writes down where it is asked."""
    c22_visits.append((np.array(x, dtype=float), float(level)))
    return c22_steep(np.asarray(x, dtype=float), float(level))


def c22_run(start, seed):
    """The student's chains: five steps at each of three levels."""
    c22_visits.clear()
    rng = np.random.default_rng(seed)
    return annealed_langevin(c22_spy, start, c22_levels, c22_etas, 5, rng=rng)


c22_run.__name__ = "annealed_langevin"
c22_start = c22_rng.normal(size=(5000, 2)) * 3
c22_end = np.asarray(checks.call(c22_run, c22_start, 1), float)
checks.require(c22_end.shape == (5000, 2), "not one place per chain is returned, (N, d)")
c22_asked = [level for _, level in c22_visits]
checks.require(
    len(c22_asked) == 15,
    f"the score is asked {len(c22_asked)} times where 3 levels of 5 steps need 15",
)
checks.require(len(set(c22_asked)) > 1, "all steps are made at one level")
checks.require(
    sorted(c22_asked, reverse=True) != c22_asked[::-1],
    "the levels are visited from the last to the first",
)
checks.require(
    np.allclose(c22_asked, np.repeat(c22_levels, 5)),
    "the score is asked at other levels than the given ones, or in another order",
)
c22_places = [place for place, _ in c22_visits] + [c22_end]
checks.require(np.allclose(c22_places[0], c22_start), "the chains do not start at x0")
checks.require(
    not np.allclose(c22_places[5], c22_start),
    "a new level starts at x0 again: what was found before is lost",
)
c22_kicks = []
for c22_k, c22_eta in enumerate(np.repeat(c22_etas, 5)):
    c22_here, c22_level = c22_visits[c22_k]
    c22_moved = c22_places[c22_k + 1] - c22_here
    c22_drift = c22_steep(c22_here, c22_level)
    c22_apart = np.std(c22_moved - c22_eta * c22_drift, axis=0)
    checks.require(
        np.min(c22_apart) > 1e-6 or np.allclose(c22_moved, c22_eta * c22_drift),
        "all chains get the same noise",
    )
    c22_slope = np.mean(c22_moved) / np.mean(c22_drift)  # its error is below 0.1 %
    for c22_factor, c22_symptom in (
        (0.0, "the score does not move the chains"),
        (-c22_eta, "the chains go against the score"),
        (c22_eta / 2, "the score is followed with half of the step size"),
        (2 * c22_eta, "the score is followed with twice the step size"),
    ):
        checks.require(not np.isclose(c22_slope, c22_factor, rtol=1e-2, atol=1e-4), c22_symptom)
    checks.require(
        np.isclose(c22_slope, c22_eta, rtol=1e-2),
        "the score is not followed with the step size of its level",
    )
    c22_kicks.append((c22_moved - c22_eta * c22_drift) / np.sqrt(2 * c22_eta))
c22_kicks = np.array(c22_kicks)
c22_size = np.mean(c22_kicks**2, axis=(1, 2))
checks.require(c22_size[:-1] > 1e-6, "there is no noise")
checks.require(c22_size[-1] > 1e-6, "the last step has no noise")
checks.require(
    not np.allclose(c22_size, 0.5, rtol=0.1), "the noise has half of its variance in every step"
)
checks.require(
    not np.allclose(c22_size, 2 * np.repeat(c22_etas, 5), rtol=0.1),
    "the noise is multiplied by its variance, not by its standard deviation",
)
checks.require(
    not np.allclose(c22_size, np.repeat(c22_levels**2 / (2 * c22_etas), 5), rtol=0.1),
    "the noise has the size of the level, not the one that belongs to the step",
)
checks.require(
    abs(c22_size - 1) < 5 * np.sqrt(2 / 10_000),
    "the noise of a step has not the variance that belongs to its step size",
)
checks.require(
    np.std(c22_kicks, axis=2).mean() > 0.3, "the coordinates of a chain share their noise"
)
for c22_a, c22_b in ((0, 1), (4, 5), (3, 14)):
    checks.require(
        abs(np.mean(c22_kicks[c22_a] * c22_kicks[c22_b])) < 5 / np.sqrt(10_000),
        "the noise of one step comes back in another one",
    )
checks.require(
    abs(np.mean(c22_kicks**4) - 3) < 5 * np.sqrt(96 / c22_kicks.size),
    "the noise has the right variance but is not Gaussian",
)
### END HIDDEN TESTS

# %% points=1 tests="c22_annealed_law"
assert callable(annealed_langevin)  # hidden: the exact law at the end, the generator, x0 unchanged
### BEGIN HIDDEN TESTS
from course import checks, oracles

c22_rng = checks.rng("c22_annealed_law")


def c22_chains(start, levels, etas, steps, seed):
    """The student's chains for data N(0, 0.25)."""
    score = lambda x, level: -np.asarray(x) / (0.25 + float(level) ** 2)
    rng = np.random.default_rng(seed)
    end = annealed_langevin(score, start, levels, etas, steps, rng=rng)
    changed = getattr(annealed_langevin, "changed_arguments", ())
    c22_chains.changed_arguments = tuple(place - 1 for place in changed if place > 0)
    return end


c22_chains.__name__ = "annealed_langevin"
c22_seed = int(c22_rng.integers(2**31))
for c22_levels, c22_etas, c22_steps in (
    (np.array([2.0, 0.5, 0.0]), np.array([0.5, 0.1, 0.05]), 8),
    (np.array([0.0]), np.array([0.1]), 30),
):
    c22_end = np.asarray(
        checks.call(c22_chains, np.full((8000, 2), 4.0), c22_levels, c22_etas, c22_steps, c22_seed)
    )
    checks.require(c22_end.shape == (8000, 2), "not one place per chain is returned, (N, d)")
    c22_mean, c22_var = oracles.mixtures.annealed_law(4.0, c22_levels, c22_etas, c22_steps, 0.25)
    checks.require(
        abs(c22_end.mean() - c22_mean) < 5 * np.sqrt(c22_var / 16_000),
        "the mean of 8000 chains is not the one of the exact law",
    )
    checks.require(
        abs(c22_end.var() / c22_var - 1) < 5 * np.sqrt(2 / 16_000),
        "the variance of 8000 chains is not the one of the exact law",
    )
c22_args = (c22_rng.normal(size=(4, 2)), np.array([1.0, 0.5]), np.array([0.1, 0.05]), 3)
checks.keeps_inputs(c22_chains, *c22_args, 5)
c22_one, c22_same, c22_other = (checks.call(c22_chains, *c22_args, seed) for seed in (5, 5, 6))
checks.require(
    np.array_equal(c22_one, c22_same) and not np.allclose(c22_one, c22_other),
    "the generator that is given is not what draws the noise",
)
checks.require(
    np.allclose(
        checks.call(c22_chains, c22_args[0].tolist(), [1.0, 0.5], [0.1, 0.05], 3, 5), c22_one
    ),
    "plain lists give something else than arrays",
)
checks.require(
    np.allclose(checks.call(c22_chains, c22_args[0], [], [], 3, 5), c22_args[0]),
    "without any level the chains do not stay where they are",
)
checks.require(
    np.asarray(checks.call(c22_chains, np.ones((2, 2), dtype=int), [], [], 3, 5)).dtype.kind == "f",
    "a start of integers gives integers, not floats",
)
### END HIDDEN TESTS

# %% points=2 tests="c22_shares"
assert callable(annealed_langevin)  # hidden: both ways on the mixture, with the exact score
### BEGIN HIDDEN TESTS
from course import checks, oracles

c22_rng = checks.rng("c22_shares")
c22_heavy = {}
c22_ladder = np.geomspace(8, 0.01, 20)[:11]  # from 0.24 on no chain crosses any more
for c22_name, c22_levels, c22_steps in (
    ("unannealed", np.array([0.0]), 250),
    ("annealed", c22_ladder, 50),
):
    c22_end = annealed_langevin(
        lambda x, level: oracles.mixtures.fast_mixture_score(
            np.asarray(x, dtype=float),
            oracles.mixtures.WEIGHTS,
            oracles.mixtures.MEANS,
            np.sqrt(oracles.mixtures.SIGMA**2 + float(level) ** 2),
        ),
        8 * c22_rng.normal(size=(3000, 2)),
        c22_levels,
        0.1 * (c22_levels**2 + 0.25),
        c22_steps,
        rng=np.random.default_rng(int(c22_rng.integers(2**31))),
    )
    checks.require(np.isfinite(c22_end), "some chains do not stay finite")
    c22_heavy[c22_name] = oracles.mixtures.heavy_share(c22_end)
checks.require(
    abs(c22_heavy["unannealed"] - 0.8) > 0.15,
    "without annealing the chains should keep their starting sides, and yours change them",
)
# 0.78 on average, 0.008 standard deviation
checks.require(
    abs(c22_heavy["annealed"] - 0.8) < 0.06,
    "with annealing the heavy mode should get nearly its share, and it does not",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Your function with your score. **Left:** 1000 steps at level 0. **Middle:** 20 levels from 8 to 0.01 with
50 steps each and $\eta_i = 0.1\,(\sigma_i^2 + 0.25)$. **Right:** at each level the share of the chains on
the heavy side; the dots are the share in the exactly noised data.
"""

# %%
c2_samples = {}  # filled by this cell and by the one of step 4; used for the table
c2_levels = np.geomspace(8, 0.01, 20)


def noised_score(x, level):
    """Your score of the data with noise of standard deviation `level` on them."""
    return mixture_score(x, WEIGHTS, MEANS, np.sqrt(SIGMA**2 + level**2))


def normal_cdf(z):
    """Φ(z) by integration: accurate to six digits, which is plenty here."""
    grid = np.linspace(-9, z, 4001)
    return float(np.trapezoid(np.exp(-(grid**2) / 2), grid) / np.sqrt(2 * np.pi))


figure, panels = plt.subplots(1, 3, figsize=(10, 3.3), width_ratios=(3, 3, 4))
for panel, title in ((panels[0], "not annealed"), (panels[1], "annealed")):
    panel.plot(*c2_data.T, ".", color=DATA, ms=2)
    panel.set(xlim=(-4, 4), ylim=(-4, 4), aspect="equal", title=title)
c22_right_side = [normal_cdf(np.sqrt(8 / (SIGMA**2 + level**2))) for level in c2_levels]
c22_exact = [0.8 * side + 0.2 * (1 - side) for side in c22_right_side]
panels[2].plot(c2_levels, c22_exact, "o", color=TRUTH, ms=4)
panels[2].set(xscale="log", xlim=(11, 0.007), ylim=(0.45, 0.85), xlabel="noise level, falling")
panels[2].set(title="share of the heavy side")
with attempt():
    c22_draw = np.random.default_rng(22)
    c2_samples["unannealed"] = annealed_langevin(
        noised_score, 8 * c22_draw.normal(size=(2000, 2)), [0.0], [0.025], 1000, rng=c22_draw
    )
    c22_walk, c22_path = 8 * c22_draw.normal(size=(2000, 2)), []
    for level in c2_levels:
        step = 0.1 * (level**2 + SIGMA**2)
        c22_walk = annealed_langevin(noised_score, c22_walk, [level], [step], 50, rng=c22_draw)
        c22_path.append(heavy_share(c22_walk))
    c2_samples["annealed"] = c22_walk
    panels[0].plot(*c2_samples["unannealed"].T, ".", color=YOURS, ms=1.5)
    panels[1].plot(*c2_samples["annealed"].T, ".", color=YOURS, ms=1.5)
    panels[2].plot(c2_levels, c22_path, color=YOURS)
    for panel, method in ((panels[0], "unannealed"), (panels[1], "annealed")):
        panel.set_xlabel(f"heavy mode: {heavy_share(c2_samples[method]):.0%}")
figure.tight_layout()
plt.show()

# %% [markdown]
r"""
### Explain (hard · 10 minutes)

First a number: at the level 8, which share of the **exactly** noised data lies on the heavy side? Three
digits. (Project on the direction from one centre to the other; you need $\Phi$, and `normal_cdf` above
has it.)

Then: your annealed chains end a little below 0.8, at 0.78 on average. Why?

- **a** While the level falls, mass must still move to the heavy side. The chains follow with a lag, and
  when the barrier has grown too high for them, they are stuck with what they have.
- **b** The last level, 0.01, is not 0, and the noise that is left mixes the modes.
- **c** The score of the noised data knows the weights only approximately.
- **d** The steps have a finite size, so the law of the chains is too wide, and a wide law has a
  smaller share on the heavy side.
"""

# %% solution="c22_explain"
share_at_level_8 = None  # a number
answer_c22_lag = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
share_at_level_8 = 0.583
answer_c22_lag = "a"
### END SOLUTION

# %% points=1 tests="c22_share_at_level_8"
assert share_at_level_8 is None or 0 <= share_at_level_8 <= 1, "a share lies between 0 and 1"
### BEGIN HIDDEN TESTS
from scipy import stats

from course import checks

c22_side = stats.norm.cdf(np.sqrt(8) / np.sqrt(0.25 + 64))
checks.number(
    share_at_level_8,
    0.8 * c22_side + 0.2 * (1 - c22_side),
    rtol=3e-3,
    mistakes={
        "the noise carries points of each mode to the other side": 0.8,
        "that would be so without any difference between the modes": 0.5,
        "that is the share of the heavy mode's own points; add those of the light one": c22_side,
        "the centres are further from the line than their coordinates are from 0": (
            0.2 + 0.6 * stats.norm.cdf(2 / np.sqrt(64.25))
        ),
        "that counts the heavy mode's points alone": 0.8 * c22_side,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c22_lag_explained"
assert answer_c22_lag in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c22_lag,
    key="a",
    feedback={
        "b": "how far does noise of 0.01 carry a point? See from which level on nothing changes.",
        "c": "it is exact at every level; you wrote it.",
        "d": "the width of each mode is off by a few per cent; see at which level the dots leave "
        "your line.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Step 3 · A ruler for samples (easy · 12 minutes)

The share of one mode is a number that we can choose because we know the answer. A ruler that needs no
such knowledge is the **energy distance** of two laws,

$$\mathrm{ED} = 2\,\mathbb E\|X-Y\| - \mathbb E\|X-X'\| - \mathbb E\|Y-Y'\| \ge 0,$$

which is 0 only if the laws are equal. Estimate it from two sets of points. By hand: $\{0, 2\}$ against
$\{1, 1\}$, in one dimension; all four distances across are 1.

<details><summary>Hint 1 · a question</summary>

How far is a point from itself, and should that count as a distance of two independent draws?
</details>
<details><summary>Hint 2 · shapes</summary>

`np.linalg.norm(x[:, None] - y, axis=-1)` is (n, m). Three means of such tables give one float.
</details>
<details><summary>Hint 3 · one blank</summary>

Within x: the sum of the (n, n) table divided by n · ______ , since its diagonal is 0 and does not count.
</details>
"""

# %% solution="c23_energy" reference="mixtures.energy_distance"

# %% points=1 tests="c23_energy_by_hand"
# 2 · 1 − 2 − 0 = 0: within {0, 2} the distance of two different points is 2.
with attempt():
    expect(energy_distance([[0.0], [2.0]], [[1.0], [1.0]]), 0.0, about="{0, 2} and {1, 1}")
    # 3-4-5 triangles: 2 · 5 − 0 − 0
    expect(
        energy_distance([[0.0, 0.0], [0.0, 0.0]], [[3.0, 4.0], [3.0, 4.0]]),
        10.0,
        about="two piles, 5 apart",
    )

# %% points=1 tests="c23_energy_random"
assert callable(energy_distance)  # hidden: random sets of several sizes and dimensions
### BEGIN HIDDEN TESTS
from course import checks, oracles

c23_rng = checks.rng("c23_energy_random")
c23_table = lambda x, y: np.linalg.norm(np.asarray(x)[:, None] - np.asarray(y), axis=-1)
c23_within = lambda x: c23_table(x, x).sum() / (len(x) * (len(x) - 1))
checks.agree(
    energy_distance,
    oracles.mixtures.energy_distance,
    [
        (c23_rng.normal(size=(n, d)), 4 + 2 * c23_rng.normal(size=(m, d)))
        for n, m, d in ((4, 7, 3), (6, 3, 2), (5, 5, 5), (3, 4, 1))
    ],
    mistakes={
        "each point is paired with itself too: the distance 0 of the diagonal counts as one": (
            lambda x, y: (
                2 * c23_table(x, y).mean() - c23_table(x, x).mean() - c23_table(y, y).mean()
            )
        ),
        "half of the right value: the mean across is not doubled, or all is halved": (
            lambda x, y: c23_table(x, y).mean() - c23_within(x) / 2 - c23_within(y) / 2
        ),
        "the mean across is not doubled": lambda x, y: (
            c23_table(x, y).mean() - c23_within(x) - c23_within(y)
        ),
        "a root is taken": lambda x, y: np.sqrt(
            2 * c23_table(x, y).mean() - c23_within(x) - c23_within(y)
        ),
        "distances are squared: that sees the means of the two laws only": lambda x, y: (
            2 * (c23_table(x, y) ** 2).mean()
            - (c23_table(x, x) ** 2).sum() / (len(x) * (len(x) - 1))
            - (c23_table(y, y) ** 2).sum() / (len(y) * (len(y) - 1))
        ),
        "the distances within the second set are missing": lambda x, y: (
            2 * c23_table(x, y).mean() - c23_within(x)
        ),
        "the distances within the first set are missing": lambda x, y: (
            2 * c23_table(x, y).mean() - c23_within(y)
        ),
        "coordinates are compared one by one; the distance of two points has a root of a sum": (
            lambda x, y: (
                2 * np.abs(x[:, None] - y).sum(-1).mean()
                - np.abs(x[:, None] - x).sum() / (len(x) * (len(x) - 1))
                - np.abs(y[:, None] - y).sum() / (len(y) * (len(y) - 1))
            )
        ),
        "the sign is wrong: near points are told apart, far ones are not": lambda x, y: (
            c23_within(x) + c23_within(y) - 2 * c23_table(x, y).mean()
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c23_energy_properties"
assert callable(energy_distance)  # hidden: exchange, order, no bias, lists, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

c23_rng = checks.rng("c23_energy_properties")
c23_x, c23_y = c23_rng.normal(size=(5, 2)), c23_rng.normal(size=(7, 2)) + 1
c23_ed = checks.call(energy_distance, c23_x, c23_y)
checks.require(np.shape(c23_ed) == (), "one number is asked for")
checks.require(
    np.isclose(checks.call(energy_distance, c23_y, c23_x), c23_ed, rtol=1e-9),
    "exchanging the two sets changes the distance",
)
checks.require(
    np.isclose(checks.call(energy_distance, c23_x[::-1], 3 + c23_y - 3), c23_ed, rtol=1e-9),
    "the order of the points changes the distance",
)
checks.require(
    np.isclose(checks.call(energy_distance, 3 * c23_x, 3 * c23_y), 3 * c23_ed, rtol=1e-9),
    "three times the data does not give three times the distance",
)
c23_same = [checks.call(energy_distance, *c23_rng.normal(size=(2, 6, 2))) for _ in range(200)]
# one estimate from 6 + 6 points has a standard deviation of about 0.3
checks.require(
    abs(np.mean(c23_same)) < 5 * np.std(c23_same) / np.sqrt(200),
    "for equal laws the mean over 200 pairs of sets is not 0: the estimate is biased",
)
checks.hygiene(energy_distance, c23_x, c23_y)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Left:** the line is the exact energy distance between our data and a mixture with the same two modes,
but with the share $p$ instead of 0.8: it is $9.63\,(p-0.8)^2$. Dots are yours, for sets of 600 points.
The grey band is the **noise floor**: what your ruler shows for two random sets of the *true* law, 8
times. **Right:** two sets of $n$ true points each; dots are the mean of yours over 150 pairs of sets. For
equal laws an estimate without bias has the mean 0 for every $n$.
"""

# %%
c23_shares, c23_fine = np.linspace(0.5, 1, 11), np.linspace(0.5, 1, 101)
c23_sizes = (4, 8, 16, 32, 64)
figure, (left, right) = plt.subplots(1, 2, figsize=(9.4, 3.2), width_ratios=(3, 2))
left.plot(c23_fine, 9.63 * (c23_fine - 0.8) ** 2, color=TRUTH, lw=2)
left.set(xlabel="share p of the heavy mode", ylabel="energy distance", ylim=(-0.1, 1))
left.set_title("line: exact · dots: yours · band: noise floor")
right.plot([3, 80], [0, 0], color=TRUTH, lw=2)
right.set(xscale="log", xlim=(3, 80), ylim=(-0.5, 1.4), xlabel="points per set, n")
right.set(xticks=c23_sizes, xticklabels=c23_sizes, title="equal laws, mean of 150 pairs")
right.minorticks_off()


def c23_split(share, rng):
    """600 points of both modes, the share of the heavy one being exact."""
    mode = (np.arange(600) >= round(600 * share)).astype(int)
    return MEANS[mode] + SIGMA * rng.normal(size=(600, 2))


with attempt():
    c23_draw = np.random.default_rng(23)
    c23_floor = [
        energy_distance(draw_data(600, c23_draw), draw_data(600, c23_draw)) for _ in range(8)
    ]
    left.axhspan(min(c23_floor), max(c23_floor), color="0.8")
    for p in c23_shares:
        c23_found = energy_distance(c23_split(p, c23_draw), c23_split(0.8, c23_draw))
        left.plot(p, c23_found, "o", color=YOURS)
    for n in c23_sizes:
        c23_pairs = [draw_data(2 * n, c23_draw) for _ in range(150)]
        c23_mean = np.mean([energy_distance(both[:n], both[n:]) for both in c23_pairs])
        right.plot(n, c23_mean, "o", color=YOURS)
    print(f"noise floor of 600 points: {min(c23_floor):.4f} … {max(c23_floor):.4f}")
figure.tight_layout()
plt.show()

# %% [markdown]
r"""
### What does a distance of 0.0060 mean? (medium · 5 minutes)

Suppose that a sampler draws each mode perfectly and is wrong in the share alone, by less than 0.1 and to
the low side. Its exact energy distance to the data is 0.0060. Which share of the heavy mode does it draw?
Three digits.
"""

# %% solution="c23_read"
share_at_006 = None  # a number
### BEGIN SOLUTION
share_at_006 = 0.775
### END SOLUTION

# %% points=1 tests="c23_ruler_read"
assert share_at_006 is None or 0 <= share_at_006 <= 1, "a share lies between 0 and 1"
### BEGIN HIDDEN TESTS
from course import checks, oracles

c23_scale = oracles.mixtures.energy_of_share(1.8)  # for a difference of 1
checks.number(
    share_at_006,
    0.8 - np.sqrt(0.006 / c23_scale),
    rtol=2e-3,
    mistakes={
        "that is on the other side of 0.8": 0.8 + np.sqrt(0.006 / c23_scale),
        "the distance grows with the square of the error": 0.8 - 0.006 / c23_scale,
        "that is the error of the share, not the share": np.sqrt(0.006 / c23_scale),
        "the distance is not the error itself": 0.794,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
So the ruler is *blunt* near 0: an error of 2.5 points in the share gives a distance that two small sets
of true data can show as well. Read it beside its floor, and beside numbers that see what it cannot.

## Step 4 · A DDPM sampler with the exact noise

### The best prediction of the noise (medium · 12 minutes)

A diffusion model mixes otherwise than annealed Langevin dynamics: $x_t = \sqrt{\bar\alpha}\,x_0 +
\sqrt{1-\bar\alpha}\,\varepsilon$ **shrinks** the data while noise comes in. Which centres and which width
has the mixture of $x_t$? Use a score function for the rest; it is handed over as an argument.

<details><summary>Hint 1 · a question</summary>

What do the two factors do to a centre $m_k$, and what to the variance $\sigma^2$ around it?
</details>
<details><summary>Hint 2 · shapes</summary>

`score(x, weights, means, sigma)` takes (N, d), (K,), (K, d) and a number, and gives (N, d).
</details>
<details><summary>Hint 3 · one blank</summary>

− √(1 − abar) · score(x, weights, √abar · means, √( abar · σ² + ______ )). The first factor is that of
problem set 7, the other way round.
</details>
"""

# %% solution="c24_eps" reference="mixtures.mixture_eps"

# %% points=1 tests="c24_eps_by_hand"
# One mode at 4 with σ = 1, ᾱ = ¼: x_t has the centre 2 and the variance ¼ + ¾ = 1.
# At x = 3 the score is −1, so the noise is √¾.
with attempt():
    one_mode = (np.array([1.0]), np.array([[4.0]]), 1.0)
    expect(
        mixture_eps(np.array([[3.0]]), 0.25, *one_mode, lambda x, w, m, s: (m[0] - x) / s**2),
        [[0.75**0.5]],
        about="one mode, ᾱ = 1/4",
    )

# %% points=1 tests="c24_eps_random"
assert callable(mixture_eps)  # hidden: random mixtures and levels, against E[ε | x]
### BEGIN HIDDEN TESTS
from course import checks, oracles

c24_rng = checks.rng("c24_eps_random")


def c24_eps(x, abar, w, m, s):
    """The student's noise, with a score that is right."""
    eps = mixture_eps(x, abar, w, m, s, oracles.mixtures.mixture_score)
    c24_eps.changed_arguments = getattr(mixture_eps, "changed_arguments", ())
    return eps


c24_eps.__name__ = "mixture_eps"
c24_right = oracles.mixtures.mixture_score
checks.agree(
    c24_eps,
    oracles.mixtures.mixture_eps,
    [
        (
            c24_rng.normal(size=(n, d)),
            float(c24_rng.uniform(0.1, 0.9)),
            c24_rng.dirichlet(np.full(k, 3.0)),
            c24_rng.normal(size=(k, d)) * 2,
            float(c24_rng.uniform(0.4, 0.9)),
        )
        for n, k, d in ((4, 2, 3), (3, 3, 3), (5, 4, 2))
    ],
    mistakes={
        "the centres stay where they are; noising shrinks the data": lambda x, a, w, m, s: (
            -np.sqrt(1 - a) * c24_right(x, w, m, np.sqrt(a * s**2 + 1 - a))
        ),
        "the centres are shrunk by ᾱ; look at the factor of x₀": lambda x, a, w, m, s: (
            -np.sqrt(1 - a) * c24_right(x, w, a * m, np.sqrt(a * s**2 + 1 - a))
        ),
        "the width of the modes does not shrink with the data": lambda x, a, w, m, s: (
            -np.sqrt(1 - a) * c24_right(x, w, np.sqrt(a) * m, np.sqrt(s**2 + 1 - a))
        ),
        "that is a variance where a standard deviation is asked for": lambda x, a, w, m, s: (
            -np.sqrt(1 - a) * c24_right(x, w, np.sqrt(a) * m, a * s**2 + 1 - a)
        ),
        "standard deviations are added; of independent parts the variances add": (
            lambda x, a, w, m, s: (
                -np.sqrt(1 - a) * c24_right(x, w, np.sqrt(a) * m, np.sqrt(a) * s + np.sqrt(1 - a))
            )
        ),
        "the modes have no width of their own any more": lambda x, a, w, m, s: (
            -np.sqrt(1 - a) * c24_right(x, w, np.sqrt(a) * m, np.sqrt(1 - a))
        ),
        "the noise does not widen the modes": lambda x, a, w, m, s: (
            -np.sqrt(1 - a) * c24_right(x, w, np.sqrt(a) * m, np.sqrt(a) * s)
        ),
        "that is the score; it must still be turned into noise": lambda x, a, w, m, s: c24_right(
            x, w, np.sqrt(a) * m, np.sqrt(a * s**2 + 1 - a)
        ),
        "the noise points where the density falls, yours where it grows": lambda x, a, w, m, s: (
            np.sqrt(1 - a) * c24_right(x, w, np.sqrt(a) * m, np.sqrt(a * s**2 + 1 - a))
        ),
        "the score is multiplied by the variance of the noise": lambda x, a, w, m, s: (
            -(1 - a) * c24_right(x, w, np.sqrt(a) * m, np.sqrt(a * s**2 + 1 - a))
        ),
        "the score is divided where it must be multiplied": lambda x, a, w, m, s: (
            -c24_right(x, w, np.sqrt(a) * m, np.sqrt(a * s**2 + 1 - a)) / np.sqrt(1 - a)
        ),
    },
)
c24_m = c24_rng.normal(size=(3, 2))
checks.keeps_inputs(c24_eps, c24_rng.normal(size=(4, 2)), 0.4, np.full(3, 1 / 3), c24_m, 0.5)
checks.require(
    np.allclose(
        checks.call(c24_eps, np.ones((1, 2)), 0.4, [0.5, 0.2, 0.3], c24_m.tolist(), 1),
        oracles.mixtures.mixture_eps(np.ones((1, 2)), 0.4, [0.5, 0.2, 0.3], c24_m, 1),
    ),
    "plain lists of weights and centres give something else",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### The sampler (hard · 20 minutes)

All steps from noise to data, in one function that returns the whole path, so that each step can be
looked at. With the true noise a step would draw $x_{t-1}$ from its law given $x_t$ *and* $x_0$; that
fixes every factor below.

By hand, with $T = 2$ and $\beta = (0.19, 0.36)$: $\alpha = (0.81, 0.64)$, $\bar\alpha = (0.81, 0.5184)$.

<details><summary>Hint 1 · a question</summary>

Which $\bar\alpha$ belongs to the level *below* $t$, and what is it below the last one?
</details>
<details><summary>Hint 2 · shapes</summary>

`betas`, `alphas`, `abars` are (T,); each `x` and each `noise[t]` is (N, d); the path is (T + 1, N, d).
`abars[t - 1]` at t = 0 is the *last* entry in Python: an error that nobody reports.
</details>
<details><summary>Hint 3 · one blank</summary>

for t in range(T − 1, −1, −1): mean = (x − betas[t] / √(1 − abars[t]) · eps) / ______ ; where t > 0 add
√variance · noise[t]; append.
</details>
"""

# %% solution="c24_ddpm" reference="mixtures.ddpm_sample"

# %% points=1 tests="c24_ddpm_by_hand"
# ε̂ = ½ everywhere, x₂ = 1. t = 1: (1 − 0.36/√0.4816 · ½)/0.8 = 0.92578, plus 0.37686 · noise.
# t = 0: (0.92578 − 0.19/√0.19 · ½)/0.9 = 0.78648, and no noise. With noise 1 at t = 1: 1.20522.
with attempt():
    c24_half = lambda x, t: np.full_like(x, 0.5)
    c24_quiet = ddpm_sample(c24_half, [[1.0]], [0.19, 0.36], np.zeros((2, 1, 1)))
    expect(c24_quiet, [[[1.0]], [[0.92578]], [[0.78648]]], 1e-5, about="without noise")
    c24_loud = ddpm_sample(c24_half, [[1.0]], [0.19, 0.36], np.ones((2, 1, 1)))
    expect(c24_loud, [[[1.0]], [[1.30264]], [[1.20522]]], 1e-5, about="with noise 1")

# %% points=2 tests="c24_ddpm_steps"
assert callable(ddpm_sample)  # hidden: every step of random runs, against Bayes' rule
### BEGIN HIDDEN TESTS
from course import checks, oracles

c24_rng = checks.rng("c24_ddpm_steps")
c24_model = lambda x, t: np.sin(np.asarray(x) + 1.7 * t) + 0.3


def c24_mistaken(change, order=reversed):
    """A sampler in which one ingredient of the step is another one."""

    def sample(eps_model, xT, betas, noise):
        x, path = xT, [xT]
        for t in order(range(len(betas))):
            alpha, abar = 1 - betas, np.cumprod(1 - betas)
            part = {
                "pull": betas[t] / np.sqrt(1 - abar[t]),
                "divisor": np.sqrt(alpha[t]),
                "sd": np.sqrt(betas[t] * (1 - abar[t - 1]) / (1 - abar[t])) if t else 0.0,
                "eps": eps_model(x, t),
                "noise": noise[t],
            }
            part |= change(t, betas, alpha, abar, part, x)
            x = (x - part["pull"] * part["eps"]) / part["divisor"] + part["sd"] * part["noise"]
            path.append(x)
        return np.stack(path)

    return sample


checks.agree(
    ddpm_sample,
    oracles.mixtures.ddpm_sample,
    [
        (c24_model, c24_rng.normal(size=(n, d)), betas, c24_rng.normal(size=(len(betas), n, d)))
        for n, d, betas in (
            (4, 2, c24_rng.uniform(0.05, 0.3, size=6)),
            (3, 3, c24_rng.uniform(0.1, 0.6, size=3)),
            (5, 1, oracles.mixtures.cosine_betas(10)),
        )
    ],
    rtol=1e-8,  # Bayes' rule divides by √ᾱ, which is small at the noisy end
    atol=1e-9,
    mistakes={
        "the noise is divided by a variance where a standard deviation belongs": c24_mistaken(
            lambda t, b, al, ab, part, x: {"pull": b[t] / (1 - ab[t])}
        ),
        "the factor of the predicted noise has a root too many in its numerator": c24_mistaken(
            lambda t, b, al, ab, part, x: {"pull": np.sqrt(b[t]) / np.sqrt(1 - ab[t])}
        ),
        "the factor of the predicted noise is β alone": c24_mistaken(
            lambda t, b, al, ab, part, x: {"pull": b[t]}
        ),
        "the predicted noise is added, not taken away": c24_mistaken(
            lambda t, b, al, ab, part, x: {"pull": -part["pull"]}
        ),
        "the prediction is used as if it were a score": c24_mistaken(
            lambda t, b, al, ab, part, x: {"pull": -b[t]}
        ),
        "x is divided by the root of ᾱ, as if all levels were undone in one step": c24_mistaken(
            lambda t, b, al, ab, part, x: {"divisor": np.sqrt(ab[t])}
        ),
        "x is never divided: the shrinking of the forward step is not undone": c24_mistaken(
            lambda t, b, al, ab, part, x: {"divisor": 1.0}
        ),
        "x is divided by α, not by its root": c24_mistaken(
            lambda t, b, al, ab, part, x: {"divisor": al[t]}
        ),
        "the noise has the variance β, without the factor that makes it the posterior's": (
            c24_mistaken(lambda t, b, al, ab, part, x: {"sd": np.sqrt(b[t]) if t else 0.0})
        ),
        "the last step adds noise": c24_mistaken(
            lambda t, b, al, ab, part, x: {} if t else {"sd": np.sqrt(b[0])}
        ),
        "the last step adds noise, with an ᾱ that is the last entry of the array": c24_mistaken(
            lambda t, b, al, ab, part, x: (
                {} if t else {"sd": np.sqrt(b[0] * (1 - ab[-1]) / (1 - ab[0]))}
            )
        ),
        "the noise is multiplied by its variance": c24_mistaken(
            lambda t, b, al, ab, part, x: {"sd": part["sd"] ** 2}
        ),
        "there is no noise in any step": c24_mistaken(lambda t, b, al, ab, part, x: {"sd": 0.0}),
        "noise[t] belongs to the step at t; yours is taken in another order": lambda e, x, b, z: (
            oracles.mixtures.ddpm_sample(e, x, b, z[::-1])
        ),
        "the model is asked at another time than that of the step": c24_mistaken(
            lambda t, b, al, ab, part, x: {"eps": c24_model(x, t + 1)}
        ),
        "the start is missing: entry 0 is xT": lambda *a: oracles.mixtures.ddpm_sample(*a)[1:],
        "the path is in the order of t; it should begin with the noise": lambda *a: (
            oracles.mixtures.ddpm_sample(*a)[::-1]
        ),
        "only the sample is returned, not the path": lambda *a: oracles.mixtures.ddpm_sample(*a)[
            -1
        ],
        "the levels are walked from the data's end to the noise's": c24_mistaken(
            lambda t, b, al, ab, part, x: {}, order=list
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c24_ddpm_edges"
assert callable(ddpm_sample)  # hidden: one step, true noise leads to the data, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks, oracles

c24_rng = checks.rng("c24_ddpm_edges")
c24_truth = c24_rng.normal(size=(4, 3))
c24_beta = c24_rng.uniform(0.05, 0.4, size=5)
c24_abar = np.cumprod(1 - c24_beta)
c24_told = lambda x, t: (
    (np.asarray(x) - np.sqrt(c24_abar[t]) * c24_truth) / np.sqrt(1 - c24_abar[t])
)
c24_args = (c24_told, c24_rng.normal(size=(4, 3)), c24_beta, c24_rng.normal(size=(5, 4, 3)))
checks.require(
    np.allclose(checks.call(ddpm_sample, *c24_args)[-1], c24_truth, atol=1e-8),
    "with the true noise at each step the path does not end at the data",
)
checks.agree(
    ddpm_sample,
    oracles.mixtures.ddpm_sample,
    [(c24_told, c24_rng.normal(size=(4, 3)), c24_beta[:1], np.ones((1, 4, 3)))],
    where="for a single step",
)
c24_times = []


def c24_spy(x, t):
    """A model that writes down at which times it is asked."""
    c24_times.append(int(t))
    return 0.1 * np.asarray(x)


c24_path = np.asarray(checks.call(ddpm_sample, c24_spy, *c24_args[1:]))
checks.require(
    c24_times == [4, 3, 2, 1, 0],
    f"the model is asked at the times {c24_times}, for T = 5",
)
checks.keeps_inputs(ddpm_sample, *c24_args)
checks.require(
    np.allclose(checks.call(ddpm_sample, c24_spy, *(a.tolist() for a in c24_args[1:])), c24_path),
    "plain lists give something else than arrays",
)
### END HIDDEN TESTS

# %% points=1 tests="c24_ddpm_energy"
assert callable(ddpm_sample)  # hidden: 2000 samples with the exact noise, energy distance, floor
### BEGIN HIDDEN TESTS
from course import checks, oracles

c24_rng = checks.rng("c24_ddpm_energy")
c24_beta = oracles.mixtures.cosine_betas(50)
c24_abar = np.cumprod(1 - c24_beta)
c24_mix = (oracles.mixtures.WEIGHTS, oracles.mixtures.MEANS, oracles.mixtures.SIGMA)


def c24_exact(x, t):
    """The exact noise of the mixture at level t."""
    a = c24_abar[t]
    width = np.sqrt(a * c24_mix[2] ** 2 + 1 - a)
    score = oracles.mixtures.fast_mixture_score(
        np.asarray(x, dtype=float), c24_mix[0], np.sqrt(a) * c24_mix[1], width
    )
    return -np.sqrt(1 - a) * score


c24_end = np.asarray(
    checks.call(
        ddpm_sample,
        c24_exact,
        c24_rng.normal(size=(2000, 2)),
        c24_beta,
        c24_rng.normal(size=(50, 2000, 2)),
    )
)[-1]
checks.require(c24_end.shape == (2000, 2), "the last entry of the path is not one point per sample")
checks.require(np.isfinite(c24_end), "some samples are not finite")
c24_distance = oracles.mixtures.fast_energy_distance(c24_end, oracles.mixtures.draw(4000, c24_rng))
c24_floor = [
    oracles.mixtures.fast_energy_distance(
        oracles.mixtures.draw(2000, c24_rng), oracles.mixtures.draw(2000, c24_rng)
    )
    for _ in range(3)
]
print(
    f"energy distance {c24_distance:.4f}; noise floor, three pairs of true sets: "
    + ", ".join(f"{value:.4f}" for value in c24_floor)
)
# the floor's standard deviation is 0.002; 0.03 is an error of 5.6 points in the share
checks.require(
    c24_distance < 0.03,
    f"the samples are {c24_distance:.3f} from the data in energy distance, far above the floor",
)
checks.require(
    abs(oracles.mixtures.heavy_share(c24_end) - 0.8) < 0.06, "the heavy mode has a wrong share"
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

2000 samples in $T = 50$ steps of a cosine schedule. **Left to right:** pure noise, two levels on the way,
the samples. Blue is what the data are at that level, red is yours. Compare with the table of levels in
step 2: here too the split is decided early, but nothing must cross a barrier.
"""

# %%
c24_kept = np.cos((np.arange(51) / 50 + 0.008) / 1.008 * np.pi / 2) ** 2
c2_betas = np.minimum(1 - c24_kept[1:] / c24_kept[:-1], 0.999)
c2_abars = np.cumprod(1 - c2_betas)


def exact_eps(x, t):
    """Your prediction of the noise at level t, with your score."""
    return mixture_eps(x, c2_abars[t], WEIGHTS, MEANS, SIGMA, mixture_score)


figure, panels = plt.subplots(1, 4, figsize=(10, 2.9), sharey=True)
c24_draw = np.random.default_rng(24)
c24_shown = (0, 20, 35, 50)
for panel, k in zip(panels, c24_shown, strict=True):
    abar = 1.0 if k == 50 else c2_abars[49 - k]
    c24_noisy = np.sqrt(abar) * c2_data + np.sqrt(1 - abar) * c24_draw.normal(size=(2000, 2))
    panel.plot(*c24_noisy.T, ".", color=DATA, ms=2)
    panel.set(xlim=(-4, 4), ylim=(-4, 4), aspect="equal", title=f"after {k} steps")
with attempt():
    c24_start, c24_noise = c24_draw.normal(size=(2000, 2)), c24_draw.normal(size=(50, 2000, 2))
    c24_path = ddpm_sample(exact_eps, c24_start, c2_betas, c24_noise)
    c2_samples["ddpm"] = c24_path[-1]
    for panel, k in zip(panels, c24_shown, strict=True):
        panel.plot(*c24_path[k].T, ".", color=YOURS, ms=1.5)
figure.tight_layout()
plt.show()

# %% [markdown]
r"""
## Step 5 · Term by term

The two rules side by side, with independent $\xi\sim\mathcal N(0, I)$:

$$\text{Langevin at level } i:\quad x \leftarrow x + \eta_i\,s_i(x) + \sqrt{2\eta_i}\;\xi$$

$$\text{DDPM at level } t:\quad x \leftarrow \frac1{\sqrt{\alpha_t}}\Big(x -
\frac{\beta_t}{\sqrt{1-\bar\alpha_t}}\,\hat\varepsilon_t(x)\Big) + \sqrt{\tilde\beta_t}\;\xi$$

### What corresponds to what? (medium · 8 minutes)

Give each term of the Langevin rule its counterpart in the DDPM rule. Some letters are left over.

1. `"score"`: the score $s_i(x)$ itself
2. `"score factor"`: $\eta_i$, what the score is multiplied by
3. `"noise size"`: $\sqrt{2\eta_i}$
4. `"factor of x"`: 1
5. `"level"`: $\sigma_i$, the noise on data of the size that they have
6. `"steps per level"`: 50, as many as one can afford

- **a** $1/\sqrt{\alpha_t}$
- **b** $\sqrt{\tilde\beta_t}$
- **c** $\beta_t/\sqrt{\alpha_t}$
- **d** one
- **e** $-\hat\varepsilon_t(x)/\sqrt{1-\bar\alpha_t}$
- **f** $\sqrt{(1-\bar\alpha_t)/\bar\alpha_t}$
- **g** $\hat\varepsilon_t(x)$
- **h** $\sqrt{1-\bar\alpha_t}$
- **i** $T$
- **j** $\beta_t/\sqrt{1-\bar\alpha_t}$
"""

# %% solution="c25_match"
c25_pairs = {
    "score": None,  # one letter each, for example "x"
    "score factor": None,
    "noise size": None,
    "factor of x": None,
    "level": None,
    "steps per level": None,
}
### BEGIN SOLUTION
c25_pairs = {
    "score": "e",
    "score factor": "c",
    "noise size": "b",
    "factor of x": "a",
    "level": "f",
    "steps per level": "d",
}
### END SOLUTION

# %% points=3 tests="c25_matched"
assert len(c25_pairs) == 6, "six terms, one letter each"  # hidden: half a point per pair
### BEGIN HIDDEN TESTS
from course import checks

3 * checks.matching(
    c25_pairs,
    {
        "score": "e",
        "score factor": "c",
        "noise size": "b",
        "factor of x": "a",
        "level": "f",
        "steps per level": "d",
    },
    {
        "score": "a score is a slope of log p; which multiple of the noise is one?",
        "score factor": "put the score in for the noise, then read off what stands before it.",
        "noise size": "what is multiplied by ξ in the DDPM rule?",
        "factor of x": "what is x multiplied by in the DDPM rule, if ε̂ is 0?",
        "level": "DDPM shrinks the data; bring them back to their size, and the noise with them.",
        "steps per level": "how often is each t visited?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Equal or only alike? (hard · 8 minutes)

The Langevin rule has a fixed ratio (variance of the noise) : (factor of the score) $= 2\eta : \eta = 2$.
What is this ratio for DDPM in the limit of many small steps, $\beta_t\to0$ at a fixed level $\bar\alpha_t$?
(Recall $\tilde\beta_t = \beta_t\,(1-\bar\alpha_{t-1})/(1-\bar\alpha_t)$.)

And what does that say?

- **a** Only a convention: with $\eta = \beta/2$ both rules are the same algorithm.
- **b** DDPM is too cold: at each level it samples $p_t^2$ rather than $p_t$.
- **c** An error of the discretisation, which more steps make disappear.
- **d** One half of the pull, together with the noise, is a Langevin step that keeps the law of the level;
  the other half, with the factor of $x$, carries that law on to the next level.
"""

# %% solution="c25_ratio"
ddpm_ratio = None  # a number
answer_c25 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
ddpm_ratio = 1
answer_c25 = "d"
### END SOLUTION

# %% points=1 tests="c25_ratio_found"
assert ddpm_ratio is None or ddpm_ratio >= 0, "both are positive"
### BEGIN HIDDEN TESTS
from course import checks

c25_beta, c25_before = 1e-7, 0.5
c25_abar = c25_before * (1 - c25_beta)
c25_noise = c25_beta * (1 - c25_before) / (1 - c25_abar)
checks.number(
    ddpm_ratio,
    c25_noise / (c25_beta / np.sqrt(1 - c25_beta)),
    rtol=1e-4,
    mistakes={
        "that is the ratio of the Langevin rule": 2.0,
        "that is the ratio the other way round, of the Langevin rule": 0.5,
        "both go to 0, but equally fast": 0.0,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c25_ratio_explained"
assert answer_c25 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c25,
    key="d",
    feedback={
        "a": "then their score factors differ by 2: what does DDPM do with the rest of the pull?",
        "b": "that would hold if it stayed at one level; but x is also stretched, and t falls.",
        "c": "you took the limit of small steps already.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
So the two are relatives, not twins. Annealed Langevin dynamics *equilibrates* at each level and takes
many steps to do so; DDPM *transports* the law from level to level and needs one step each. In the limit
of small steps DDPM follows a reverse stochastic differential equation, annealed Langevin dynamics a
sequence of equilibria. (Predictor–corrector samplers use both.)

## Step 6 · The table and the report

### The table (medium · 10 minutes)

Fill in one row per method, with 2000 samples each: the **energy distance** to `c2_data`, the **share** of
the heavy mode, and how often the score (or the noise prediction) was **called** for one batch of samples.
`c2_samples` holds the samples of the figures, and you have the functions. Numbers or expressions will do.
"""

# %% solution="c26_league"
league = {
    # method: [energy distance, share of the heavy mode, calls]
    "unannealed": [None, None, None],
    "annealed": [None, None, None],
    "ddpm": [None, None, None],
}
### BEGIN SOLUTION
league = {
    "unannealed": [0.83, 0.5, 1000],
    "annealed": [0.003, 0.78, 1000],
    "ddpm": [0.001, 0.81, 50],
}
### END SOLUTION

# %% points=1 tests="c26_league_calls"
assert sorted(league) == ["annealed", "ddpm", "unannealed"]  # hidden: the last column
### BEGIN HIDDEN TESTS
from course import checks

c26_rows = {"unannealed": 1000, "annealed": 20 * 50, "ddpm": 50}
for c26_name, c26_calls in c26_rows.items():
    checks.require(np.shape(league[c26_name]) == (3,), f"{c26_name}: three numbers are asked for")
    try:
        checks.number(
            league[c26_name][2],
            c26_calls,
            rtol=1e-9,
            mistakes={
                "that is the number of levels; each is visited with several steps": 20,
                "one call serves all chains of a batch": 2000 * c26_calls,
                "the path has one entry more than there are calls": c26_calls + 1,
                "steps of one level only": 50 if c26_calls > 50 else -1,
            },
        )
    except AssertionError as c26_error:
        raise checks.Symptom(f"calls of {c26_name}: {c26_error}") from c26_error
### END HIDDEN TESTS

# %% points=1 tests="c26_league_shares"
assert all(len(row) == 3 for row in league.values())  # hidden: the column of the shares
### BEGIN HIDDEN TESTS
from course import checks

for c26_name, c26_row in league.items():
    checks.require(c26_row[1] is not None, "no answer yet")
    checks.require(
        0 <= float(c26_row[1]) <= 1, f"share of {c26_name}: a share lies between 0 and 1"
    )
checks.require(
    abs(float(league["unannealed"][1]) - 0.2) > 0.08 and abs(float(league["ddpm"][1]) - 0.2) > 0.08,
    "that is the share of the light mode",
)
checks.require(
    abs(float(league["unannealed"][1]) - 0.5) < 0.06,
    "unannealed: far from the share with which the chains started. Is it the right sample?",
)
for c26_name in ("annealed", "ddpm"):
    checks.require(
        abs(float(league[c26_name][1]) - 0.8) < 0.06,
        f"{c26_name}: this share is too far from that of the data. Is it the right sample?",
    )
### END HIDDEN TESTS

# %% points=1 tests="c26_league_distances"
assert all(len(row) == 3 for row in league.values())  # hidden: the column of the distances
### BEGIN HIDDEN TESTS
from course import checks, oracles

for c26_row in league.values():
    checks.require(c26_row[0] is not None and c26_row[1] is not None, "no answer yet")
checks.require(
    [float(league[name][0]) < 0.05 for name in ("annealed", "ddpm")],
    "annealed or ddpm: such a distance means a much larger error of the share. Is a root taken?",
)
checks.require(
    [float(row[0]) > -0.02 for row in league.values()],
    "a distance may be a little below 0, by no more than its noise floor",
)
# a sample and the data have a share that is off by 0.03 at most, which gives 9.63 · 2 · 0.3 · 0.03
checks.require(
    abs(
        float(league["unannealed"][0])
        - oracles.mixtures.energy_of_share(float(league["unannealed"][1]))
    )
    < 0.2,
    "unannealed: the distance does not fit the share beside it (see the figure of step 3)",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### What the table supports (medium · 4 minutes)

Which statement is supported by such a table, with one run of 2000 samples per row?

- **a** DDPM has the smallest energy distance, so its samples are the best.
- **b** Without annealing the weights of the modes are lost; the other two are close to the noise floor,
  and one of them gets there with a twentieth of the calls.
- **c** All three have sampled the right law, since they used the exact score.
- **d** Annealing costs 1000 calls, so it can never be worth it beside DDPM.
"""

# %% solution="c26_reading"
answer_c26 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c26 = "b"
### END SOLUTION

# %% points=1 tests="c26_reading_answered"
assert answer_c26 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c26,
    key="b",
    feedback={
        "a": "how far apart are two sets of true data? Compare the difference with that.",
        "c": "look at the first row.",
        "d": "with fewer levels or steps? The table has one setting of each method.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### The report

*Graded by a person, 4 points; 150 to 250 words and one figure, drawn in the cell below or named from
above.* Somebody says: "We have the exact score, so plain Langevin dynamics must give the right samples;
annealing and diffusion are only tricks to make it faster." Answer with what you measured:

1. **Method:** what was compared, with which settings, so that somebody else could repeat it.
2. **Figure:** one figure that shows the point, with labels and with a sentence that says what is seen.
3. **Number with its uncertainty:** at least one, beside its noise floor or its standard error.
4. **Limitation:** what this experiment does *not* show.
"""

# %%
# Room for your figure.

# %% [markdown] answer="c26_report" points=4
r"""
*Model answer.*

**Method.** The data are two Gaussian modes with the weights 0.8 and 0.2, 5.7 apart, of width 0.5; the
exact score is known at all noise levels. 2000 chains each, started at $\mathcal N(0, 8^2I)$: 1000
Langevin steps at level 0 with $\eta=0.025$; 20 levels from 8 to 0.01 (geometric) with 50 steps each and
$\eta_i = 0.1(\sigma_i^2+0.25)$; and, from $\mathcal N(0, I)$, DDPM with 50 steps of the cosine schedule.

**Figure.** The one of step 2, right panel: the share of the heavy side against the noise level. In the
exactly noised data it rises from 0.58 to 0.80 while the level falls; the annealed chains follow, until
they stop at 0.78 near the level 1. Without annealing the chains keep the share with which they started.

**Number.** The share of the heavy mode is 0.50 ± 0.01 without annealing, 0.78 ± 0.01 with it and
0.81 ± 0.01 for DDPM (one standard error, $\sqrt{0.8\cdot0.2/2000} = 0.009$, or 0.011 at one half). The
energy distances are 0.83, 0.003 and 0.001; two true sets of 2000 points are −0.002 to 0.01 apart, so the
last two cannot be ranked. Not speed is the difference: the density between the modes is $7\cdot10^6$
times smaller than at a mode, and 1000 steps do not cross it.

**Limitation.** Two modes in two dimensions and an exact score. With a learned score the errors of the
network come on top, the levels and step sizes were not tuned for any of the methods, and an energy
distance near its floor says little about small errors, such as modes that are a little too narrow.

### BEGIN MARK SCHEME
One point for each heading, independently of style and order:

- Method: 1 point if somebody else could repeat it (data, start, number of chains and steps, step sizes
  or schedule); ½ point if one of these is missing.
- Figure: 1 point for a figure with labelled axes and a sentence that says what is seen and that is true;
  ½ point if labels or the sentence are missing. Any figure that shows the point counts.
- Number: 1 point for a number with its uncertainty (standard error, spread over seeds, or the noise
  floor of the energy distance); ½ point for a number alone. Own numbers are right if they fit the gates
  of the notebook.
- Limitation: 1 point for an honest one that is true of this experiment (exact score, two modes, low
  dimension, one setting of each method, blunt ruler, finite annealing); ½ point for a general one
  ("more tests are needed"). 0 points for the claim that diffusion *is* annealed Langevin dynamics.

The answer must contradict the claim: with a barrier plain Langevin dynamics is not slow but, for any
affordable time, wrong. If the claim is accepted, at most 2 points.
### END MARK SCHEME
"""

# %% [markdown]
r"""
**What to remember.** A score tells a chain about the hill on which it stands, not about the weight of
another one; noise levels carry that information, because at a high level there is one hill only. Annealed
Langevin dynamics equilibrates level by level, DDPM transports from level to level; the terms of both rules
correspond, but not with the same factors. And a distance is read beside its noise floor.

*Further:* Song et al., *Score-Based Generative Modeling through Stochastic Differential Equations*, 2021,
section 4; Song & Ermon, *Generative Modeling by Estimating Gradients of the Data Distribution*, 2019.
"""
