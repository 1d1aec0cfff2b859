r"""Exercise 8: one step of Langevin dynamics."""

# %% [markdown]
r"""
# Exercise 8 · One step of Langevin dynamics

**About 35 minutes · medium · 7 points · before it: exercise 7**

Often we cannot draw from a density $p$, but we know its *score* $s(x) = \nabla_x \log p(x)$, the
direction in which $p$ grows fastest. It needs no normalising constant, and a network can learn it.
Langevin dynamics turns a score into samples: start many chains anywhere and let each walk, a bit
uphill and a bit at random,

$$x' = x + \eta\, s(x) + c\,\sqrt{\eta}\;\xi,\qquad \xi \sim \mathcal N(0, I).$$

With the right amount of noise the crowd ends up distributed as $p$, nearly. The corrector steps of
score-based image models and the training of many energy-based models are made of this one line.

*You will learn:* what the noise is for, how much of it is right, and what a finite step costs.
"""

# %% [markdown]
r"""
## Predict first

The density $p$ has two hills, a low one on the left and a high one on the right. A thousand chains
start all over the line. Each follows the score in small steps, **without noise**. Where are they
after a very long time?

- **a** Spread out as $p$ is: the score knows the shape of the whole density.
- **b** All in one place between the hills, at the mean of $p$.
- **c** All on the top of the higher hill.
- **d** Each on the top of the hill on whose slope it started.

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
        "a": "what would move a chain that stands where the score is 0? See the left picture.",
        "b": "between the hills the score points up one of them. See the left picture.",
        "c": "a chain without noise never walks downhill, so it cannot cross a valley.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

`score` holds the *values* of $s$ at `x`. Only the constant $c$ is left for you to find. It must
not depend on $p$, so take the easiest density, $p = \mathcal N(0, 1)$ with $s(x) = -x$. A crowd
that is distributed as $p$ already should stay so: if $x$ has variance 1, then $x'$ should have
variance 1 as well, up to terms of order $\eta^2$ that small steps make negligible.

Without noise ($\xi = 0$) the step is **gradient ascent on** $\log p$: it climbs to a mode, a local
maximum of $p$, and stays there. That is an optimiser, not a sampler.

Do one case by hand before you code: $x = 2$, $s = -2$, $\eta = \tfrac18$, $\xi = 1$. The test below
knows it.

<details><summary>Hint 1 · a question</summary>

The chain has $s(x) = -x$. Its noise adds variance at every step, its drift takes some away. At
which variance do the two balance?
</details>
<details><summary>Hint 2 · shapes</summary>

`x`, `score` and `noise` have one shape, `eta` is a number; the result has the shape of `x`. No
axis is reduced: every number takes its own step.
</details>
<details><summary>Hint 3 · one blank</summary>

x + η · score + ( the root of ______ ) · noise. For the blank: the variance of $x'$ is
$(1-\eta)^2 \cdot 1 + c^2\eta$; which $c^2$ makes the terms with $\eta$ cancel?
</details>
"""

# %% solution="step" reference="langevin.langevin_step"

# %% points=1 tests="step_by_hand"
# Noise off: 2 − 0.1 · 2 = 1.8.  By hand for η = 1/8 and ξ = 1: 2 − 1/4 + 1/2 = 2.25.
with attempt():
    expect(
        langevin_step(np.array([2.0]), np.array([-2.0]), 0.1, np.array([0.0])),
        [1.8],
        about="x = 2, s = −2, η = 0.1, ξ = 0",
    )
    expect(
        langevin_step(np.array([2.0, 0.0]), np.array([-2.0, 0.0]), 0.125, np.array([1.0, -3.0])),
        [2.25, -1.5],
        about="two chains, η = 1/8, ξ = 1 and −3",
    )

# %% points=1 tests="step_random"
assert callable(langevin_step)  # hidden: random chains of several shapes, step sizes and noises
### BEGIN HIDDEN TESTS
from course import checks, oracles

step_rng = checks.rng("step_random")
checks.agree(
    langevin_step,
    oracles.langevin.langevin_step,
    [
        (step_rng.normal(size=s), step_rng.normal(size=s), h, step_rng.normal(size=s))
        for s, h in (((7,), 0.03), ((4, 3), 0.3), ((5, 5), 0.7), ((2, 3, 6), 1.3))
    ],
    mistakes={
        "it fits the other convention, in which η counts half before the score": (
            lambda x, s, h, n: x + h / 2 * s + np.sqrt(h) * n
        ),
        "the score is followed downhill, away from where p is large": (
            lambda x, s, h, n: x - h * s + np.sqrt(2 * h) * n
        ),
        "the noise is too weak: a crowd distributed as N(0, 1) would shrink at every step": (
            lambda x, s, h, n: x + h * s + np.sqrt(h) * n
        ),
        "the noise is multiplied by its variance, not by its standard deviation": (
            lambda x, s, h, n: x + h * s + 2 * h * n
        ),
        "the noise shrinks with η as fast as the drift: for small steps it would not matter": (
            lambda x, s, h, n: x + h * s + np.sqrt(2) * h * n
        ),
        "the noise shrinks with η as fast as the drift, and it is too weak": (
            lambda x, s, h, n: x + h * s + h * n
        ),
        "the noise is too strong: a crowd distributed as N(0, 1) would spread at every step": (
            lambda x, s, h, n: x + h * s + 2 * np.sqrt(h) * n
        ),
        "the noise has the same size for every step size": (
            lambda x, s, h, n: x + h * s + np.sqrt(2) * n
        ),
        "the noise has the same size, 1, for every step size": lambda x, s, h, n: x + h * s + n,
        "the noise makes no difference": lambda x, s, h, n: x + h * s,
        "the noise enters with the other sign": (lambda x, s, h, n: x + h * s - np.sqrt(2 * h) * n),
        "the score has the same weight for every step size": (
            lambda x, s, h, n: x + s + np.sqrt(2 * h) * n
        ),
        "the score is scaled as the noise is, by a root of the step size": (
            lambda x, s, h, n: x + np.sqrt(2 * h) * (s + n)
        ),
        "the score is counted twice": lambda x, s, h, n: x + 2 * h * s + np.sqrt(2 * h) * n,
        "the score that is given is not used: it fits s = −x": (
            lambda x, s, h, n: x - h * x + np.sqrt(2 * h) * n
        ),
        "the noise fits N(0, 1) alone at a finite step; c may not depend on η": (
            lambda x, s, h, n: x + h * s + np.sqrt(np.abs(2 * h - h**2)) * n
        ),
        "score and noise have changed places": (lambda x, s, h, n: x + h * n + np.sqrt(2 * h) * s),
        "x is multiplied by what must be added to it": (
            lambda x, s, h, n: x * (1 + h * s) + np.sqrt(2 * h) * n
        ),
        "only the move is returned, not where the chain stands after it": (
            lambda x, s, h, n: h * s + np.sqrt(2 * h) * n
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="step_edges"
assert callable(langevin_step)  # hidden: no noise, no step, no chain at all
### BEGIN HIDDEN TESTS
from course import checks, oracles

step_rng = checks.rng("step_edges")
x_e, score_e = step_rng.uniform(1, 2, size=(2, 3, 4))
checks.agree(
    langevin_step,
    oracles.langevin.langevin_step,
    [(x_e, score_e, h, np.zeros((3, 4))) for h in (0.02, 0.5)],
    where="without noise",
    mistakes={
        "it fits half a step uphill: in this course η is not halved": (
            lambda x, s, h, n: x + h / 2 * s
        ),
        "it goes downhill": lambda x, s, h, n: x - h * s,
    },
)
checks.agree(
    langevin_step,
    oracles.langevin.langevin_step,
    [(x_e, score_e, 0.0, np.ones((3, 4)))],
    where="with step size 0, where nothing may move",
)
checks.agree(
    langevin_step,
    lambda *_: np.zeros((0, 3)),
    [(np.zeros((0, 3)), np.zeros((0, 3)), 0.1, np.zeros((0, 3)))],
    where="for no chain at all",
)
### END HIDDEN TESTS

# %% points=1 tests="step_properties"
assert callable(langevin_step)  # hidden: what a fair random walk towards p obeys
### BEGIN HIDDEN TESTS
from course import checks

step_rng = checks.rng("step_properties")
x_p, score_p, noise_p = step_rng.normal(size=(3, 6, 4))
there = np.asarray(checks.call(langevin_step, x_p, score_p, 0.2, noise_p))
checks.require(
    there.shape == (6, 4), "the result has another shape than x: every number has its own step"
)
order = np.roll(np.arange(6), 1)
checks.require(
    np.isclose(
        there[order],
        checks.call(langevin_step, x_p[order], score_p[order], 0.2, noise_p[order]),
        rtol=1e-9,
        atol=1e-12,
    ),
    "the chains influence each other: in another order they step elsewhere",
)
back = np.asarray(checks.call(langevin_step, x_p, score_p, 0.2, -noise_p))
still = np.asarray(checks.call(langevin_step, x_p, score_p, 0.2, 0 * noise_p))
checks.require(
    np.isclose(there + back, 2 * still, rtol=1e-9, atol=1e-12),
    "ξ and −ξ, equally likely, do not move the chain by the same amount to both sides",
)
low, slope = step_rng.uniform(1, 2, size=(2, 6, 4))
moved, moved_twice = (
    np.asarray(checks.call(langevin_step, low, s, 0.2, 0 * low)) - low for s in (slope, 2 * slope)
)
checks.require(
    moved > 0, "without noise a positive score does not move the chain up: which way does p grow?"
)
checks.require(
    np.isclose(moved_twice, 2 * moved, rtol=1e-9),
    "a score twice as steep does not move the chain twice as far",
)
# the step is linear in (x, ξ): the new variance is the sum of the two squared coefficients
one, zero = np.ones((1, 1)), np.zeros((1, 1))
from_x = checks.call(langevin_step, one, -one, 1e-3, zero)
from_noise = checks.call(langevin_step, zero, zero, 1e-3, one)
growth = float(np.sum(np.square(from_x)) + np.sum(np.square(from_noise)) - 1)
checks.require(
    growth > -1e-5, "with s = −x the variance of a crowd distributed as N(0, 1) shrinks too fast"
)
checks.require(
    growth < 1e-5, "with s = −x the variance of a crowd distributed as N(0, 1) grows too fast"
)
### END HIDDEN TESTS

# %% points=1 tests="step_hygiene"
assert callable(langevin_step)  # hidden: lists, integers, float32, numbers, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

step_rng = checks.rng("step_hygiene")
x_h, score_h, noise_h = step_rng.normal(size=(3, 4, 3))
checks.hygiene(langevin_step, x_h, score_h, 0.3, noise_h)
checks.hygiene(langevin_step, x_h[0], score_h[0], 0.3, noise_h[0])
checks.hygiene(langevin_step, 0.7, -1.1, 0.3, 0.4, skip=("varies",))
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

A density with two hills, and your step with its true score. **Left, noise off:** every chain
climbs the hill on which it started and stops on the top. That is gradient ascent to a mode, and
where they all end says nothing about how much of $p$ lies where. The dots follow the slope
continuously, up to the times $\eta k$. **Right, noise on:** 8000 chains from random starts, after
300 steps. The bars must fill the outline of $p$.
"""

# %%
HEAVY, CENTRE, WIDTH, ETA = 0.7, 1.2, 0.6, 0.03  # hills at ±1.2, 70 % of p in the right one


def density(x):
    """The density p: two Gaussian hills of one width."""
    hills = [np.exp(-0.5 * ((x - m) / WIDTH) ** 2) for m in (-CENTRE, CENTRE)]
    return ((1 - HEAVY) * hills[0] + HEAVY * hills[1]) / (WIDTH * np.sqrt(2 * np.pi))


def score_of_p(x):
    """Its score: each hill pulls to its centre, by the odds that x belongs to it."""
    right_hill = 0.5 + 0.5 * np.tanh(CENTRE * x / WIDTH**2 + 0.5 * np.log(HEAVY / (1 - HEAVY)))
    return (CENTRE * (2 * right_hill - 1) - x) / WIDTH**2


def slope_followed(x, time, pieces=200):
    """The solution of dx/dt = s(x) after a time, in many tiny pieces."""
    for _ in range(pieces):
        x = x + time / pieces * score_of_p(x)
    return x


draw = np.random.default_rng(8)
starts = np.linspace(-2.8, 2.8, 9)
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.3), width_ratios=(2, 3))
for k in range(0, 61, 6):
    left.plot(np.full(9, k), slope_followed(starts, ETA * k), "o", color=TRUTH, ms=3.5)
left.set(ylim=(-3, 3), xlabel="step k", ylabel="x", title="noise off: dots exact, lines yours")
axis = np.linspace(-4, 4, 400)
right.plot(axis, density(axis), color=TRUTH, lw=2, label="the target p")
right.set(xlim=(-4, 4), ylim=(0, 0.75), xlabel="x", ylabel="density", title="noise on: 8000 chains")
with attempt():
    path = [starts]
    for _ in range(60):
        path.append(langevin_step(path[-1], score_of_p(path[-1]), ETA, np.zeros(9)))
    left.plot(path, color=YOURS, lw=1.4)
    x = draw.uniform(-3, 3, size=8000)
    for _ in range(300):
        x = langevin_step(x, score_of_p(x), ETA, draw.normal(size=8000))
    edges = np.linspace(-4, 4, 65)
    share = np.histogram(x, edges)[0] / (8000 * np.diff(edges))
    right.stairs(share, edges, fill=True, color=YOURS, alpha=0.55, label="your chains")
right.legend(loc="upper left")
plt.show()

# %% [markdown]
r"""
## Explain

However many chains and steps, the bars never fill $p$ exactly: the terms of order $\eta^2$ that we
neglected add up. In the picture they are too small to be seen. Compute them where they are large:
the target is the narrow Gaussian with variance $\tfrac14$, so $s(x) = -4x$, and the step size is
$\eta = 0.1$. Which variance do the chains have after very many steps? Three digits are enough.
"""

# %% solution="stationary"
variance_in_the_long_run = None  # a number
### BEGIN SOLUTION
variance_in_the_long_run = 0.3125  # v = (1 − 0.4)² v + 0.2
### END SOLUTION

# %% points=1 tests="stationary_variance"
assert variance_in_the_long_run is None or variance_in_the_long_run > 0, "a variance is positive"
### BEGIN HIDDEN TESTS
from course import checks, oracles

# 200 steps of the oracle itself: what they make of x = 1 and of each ξ alone, squared and summed
weights = [1.0]
for _ in range(200):
    weights.append(float(oracles.langevin.langevin_step(weights[-1], -4 * weights[-1], 0.1, 0.0)))
kick = float(oracles.langevin.langevin_step(0.0, 0.0, 0.1, 1.0))
checks.number(
    variance_in_the_long_run,
    kick**2 * sum(w**2 for w in weights),
    rtol=2e-3,
    mistakes={
        "that is the variance of the target; a step of finite size misses it": 0.25,
        "that is the variance of the noise of one step; what is left of the earlier ones?": 0.2,
        "the factor that multiplies x multiplies its variance squared": 0.5,
        "that is right for a target of variance 1, not for this one": 2 / 1.9,
        "a step of 0.1 is a large one for so narrow a target: what does it do to x?": 0.5 / 1.9,
        "that is the ratio to the variance of the target": 1.25,
        "that is a standard deviation": 0.3125**0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** The score alone climbs to a mode; score and noise together sample. Per step
the drift is of size $\eta$, the noise of size $\sqrt{2\eta}$. For $\mathcal N(0, 1)$ the chain
settles at variance $2/(2-\eta)$ and not at 1, and for a target of standard deviation $\sigma$ the
step counts as $\eta/\sigma^2$: the narrowest direction decides. More steps or more chains do not
mend this bias; smaller steps do, or a test that accepts or rejects each move. Half of the
literature calls $2\eta$ the step size and writes $x + \tfrac\varepsilon2 s + \sqrt\varepsilon\,\xi$:
the same with $\varepsilon = 2\eta$.

*Further:* Roberts & Tweedie, *Exponential convergence of Langevin distributions and their discrete
approximations*, Bernoulli, 1996.
"""
