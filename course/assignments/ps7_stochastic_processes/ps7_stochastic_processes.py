r"""Problem set 7: stochastic processes."""

# %% [markdown]
r"""
# Problem set 7 · Stochastic processes

**About 100 minutes · medium · 27 points · before it: exercise 8**

Diffusion models, score-based models and energy-based models draw their samples by following a
random walk with a drift. This set takes the walk apart: the noise itself (7.1), the law at which it
settles (7.2), the drift (7.3), a sampler with a temperature (7.4), and the drift that image
generators really use, which is guided by a text (7.5).

It is also about honest tests. A random program can be right and fail a test, or wrong and pass it.
You will find out how often, before you blame your code.

*You will learn:* to run Langevin dynamics at any temperature, to say which density it samples, and
to test a sampler against the law it must have.
"""

# %% [markdown]
r"""
## 7.1 Brownian motion

Brownian motion $W$ is defined by four properties: $W_0 = 0$; increments over disjoint intervals are
independent; $W_t - W_s \sim \mathcal N(0, t-s)$ for $s < t$; the paths are continuous. Everything
below follows from the first three.

The picture draws 300 paths up to time 5, eight of them in dark.
"""

# %%
w_draw = np.random.default_rng(71)
w_times = np.linspace(0, 5, 251)
w_steps = w_draw.normal(size=(300, 250)) * np.sqrt(np.diff(w_times))
w_paths = np.concatenate([np.zeros((300, 1)), np.cumsum(w_steps, axis=1)], axis=1)
figure, axes = plt.subplots()
axes.plot(w_times, w_paths.T, color=DATA, lw=0.5, alpha=0.4)
axes.plot(w_times, w_paths[:8].T, color=TRUTH, lw=1)
axes.set(xlabel="time t", ylabel="$W_t$", title="300 paths of Brownian motion", xlim=(0, 5))
plt.show()

# %% [markdown]
r"""
### 7.1a The mean (easy · 2 minutes)

What is $\mathbb E[W_5]$? And after you have seen that $W_2 = 1.3$: what do you expect for $W_5$ then,
$\mathbb E[W_5 \mid W_2 = 1.3]$?
"""

# %% solution="p71a"
mean_w5 = None  # a number
mean_w5_given_w2 = None  # a number
### BEGIN SOLUTION
mean_w5 = 0
mean_w5_given_w2 = 1.3  # the increment after time 2 has mean 0 and does not know W_2
### END SOLUTION

# %% points=1 tests="p71a_mean"
assert mean_w5 is None or abs(mean_w5) < 100, "a number is asked for"  # hidden: both numbers
### BEGIN HIDDEN TESTS
from course import checks

p71_seen, p71_s, p71_t = 1.3, 2.0, 5.0
checks.number(
    mean_w5,
    0 * p71_t,
    mistakes={"that is a spread; the paths go up as often as down": p71_t},
)
checks.number(
    mean_w5_given_w2,
    p71_seen,
    mistakes={
        "that forgets what was seen: the path goes on from where it is": 0.0,
        "a path has no memory of its slope, so it does not go on in the same direction": (
            p71_seen * p71_t / p71_s
        ),
        "nothing pulls the path back to 0": p71_seen * p71_s / p71_t,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 7.1b The variance (easy · 2 minutes)

Write $\operatorname{Var}(W_t)$ as a formula in `t`, a text in quotes.
"""

# %% solution="p71b"
variance_of_w = None  # a formula in t, for example "3*t + 1"
### BEGIN SOLUTION
variance_of_w = "t"
### END SOLUTION

# %% points=1 tests="p71b_variance"
assert variance_of_w is None or isinstance(variance_of_w, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    variance_of_w,
    "t",
    {"t": (0.3, 4.0)},
    mistakes={
        "that is the standard deviation": "sqrt(t)",
        "variances of independent increments add, standard deviations do not": "t^2",
        "the variance of a single unit of time; does it not grow?": "1",
        "that is twice the variance; which process has a factor 2 there?": "2*t",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 7.1c Two times (medium · 5 minutes)

Write $W_5 = W_2 + (W_5 - W_2)$ and compute the covariance $\operatorname{Cov}(W_2, W_5)$ and the
correlation of $W_2$ and $W_5$ (three digits).
"""

# %% solution="p71c"
covariance_w2_w5 = None  # a number
correlation_w2_w5 = None  # a number
### BEGIN SOLUTION
covariance_w2_w5 = 2
correlation_w2_w5 = 2 / (2 * 5) ** 0.5
### END SOLUTION

# %% points=1 tests="p71c_covariance"
assert covariance_w2_w5 is None or covariance_w2_w5 >= 0, "the later place grows out of the earlier"
### BEGIN HIDDEN TESTS
from course import checks

p71_s, p71_t = 2.0, 5.0
checks.number(
    covariance_w2_w5,
    min(p71_s, p71_t),
    mistakes={
        "the two times are multiplied; which part of W₅ is shared with W₂?": p71_s * p71_t,
        "that is the variance of the part that is not shared": p71_t - p71_s,
        "the later time does not count: the part after the earlier one is independent": p71_t,
        "the increments are independent, but the two places share the first one": 0.0,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p71c_correlation"
assert correlation_w2_w5 is None or correlation_w2_w5 >= 0, "the two places go along"
### BEGIN HIDDEN TESTS
from course import checks

p71_s, p71_t = 2.0, 5.0
checks.number(
    correlation_w2_w5,
    np.sqrt(p71_s / p71_t),
    mistakes={
        "a correlation divides by standard deviations, that divides by a variance": p71_s / p71_t,
        "that is the covariance divided by the product of the variances": 1 / p71_t,
        "that is the share of W₅ that is not explained by W₂": 1 - p71_s / p71_t,
        "the covariance is not yet divided": p71_s,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 7.2 The law at which a walk settles

A particle in a potential $E$ is pushed downhill and shaken by heat:

$$dx = -\nabla E(x)\,dt + \sqrt{2/\beta}\;dW.$$

If $e^{-\beta E}$ can be normalised and $E$ grows fast enough, the law of $x_t$ settles.

### 7.2a Which law? (easy · 3 minutes)

- **a** $e^{-E(x)}$, whatever $\beta$ is: the noise only decides how fast.
- **b** $e^{-\beta E(x)}$, normalised.
- **c** $e^{-E(x)/\beta}$, normalised.
- **d** All mass on the minima of $E$: the drift wins in the end.
"""

# %% solution="p72a"
answer_p72a = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p72a = "b"
### END SOLUTION

# %% points=1 tests="p72a_law"
assert answer_p72a in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p72a,
    key="b",
    feedback={
        "a": "more noise with the same drift must spread the crowd. Where would β enter?",
        "c": "a large β means little noise here; does your law get narrower with β?",
        "d": "the noise never stops, so the crowd keeps a width.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 7.2b Noise, inverse temperature and width (medium · 6 minutes)

Now the equation is written with a constant $g$, as papers on diffusion do:
$dx = -\nabla E(x)\,dt + g\,dW$. It still settles at $e^{-\beta E}$. Write $\beta$ as a formula in `g`.
(The temperature is $T = 1/\beta$.)

Then a number: for $E(x) = \tfrac12x^2$ and $\beta = 4$, which variance has the law at which $x$
settles?
"""

# %% solution="p72b"
beta_of_g = None  # a formula in g, in quotes
variance_at_beta_4 = None  # a number
### BEGIN SOLUTION
beta_of_g = "2/g^2"
variance_at_beta_4 = 0.25
### END SOLUTION

# %% points=1 tests="p72b_temperature"
assert beta_of_g is None or isinstance(beta_of_g, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    beta_of_g,
    "2/g^2",
    {"g": (0.3, 3.0)},
    mistakes={
        "that is the temperature, not its inverse": "g^2/2",
        "noise has a variance and a standard deviation: which of them is g?": "2/g",
        "compare with the equation above: a factor 2 is lost": "1/g^2",
        "compare with the equation above: the factor 2 is on the wrong side": "1/(2*g^2)",
        "the root is taken, not undone": "sqrt(2)/g",
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p72b_variance"
assert variance_at_beta_4 is None or variance_at_beta_4 > 0, "a variance is positive"
### BEGIN HIDDEN TESTS
from course import checks

p72_axis = np.linspace(-8, 8, 4001)
p72_weight = np.exp(-4 * p72_axis**2 / 2)
checks.number(
    variance_at_beta_4,
    np.sum(p72_axis**2 * p72_weight) / np.sum(p72_weight),
    mistakes={
        "that is the variance of e^(−E): β makes no difference": 1.0,
        "a large β is cold: the crowd should be narrower than at β = 1": 4.0,
        "that is the standard deviation": 0.5,
        "a factor 2 is counted twice: write e^(−βE) as a Gaussian": 0.125,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 7.2c Cold (medium · 4 minutes)

The potential has a deep valley on the left and a shallow one on the right, with a barrier between.
The walk starts in the **shallow** one. What happens as $\beta\to\infty$?

- **a** It always finds the deep valley, since it settles at $e^{-\beta E}$, which sits there.
- **b** The law at which it would settle concentrates on the deep valley, but the time to get there
  grows exponentially with $\beta$: in practice it stays where it started.
- **c** It jumps between the valleys ever faster, because the walls get steeper.
- **d** The law at which it would settle becomes flat, because there is no noise to shape it, so that
  in the end both valleys are left and every place is visited equally often.
"""

# %% solution="p72c"
answer_p72c = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p72c = "b"
### END SOLUTION

# %% points=1 tests="p72c_cold"
assert answer_p72c in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p72c,
    key="b",
    feedback={
        "a": "true of the law after an endless time; how does a walk without noise climb a barrier?",
        "d": "what does e^(−βE) look like for a large β: where is it largest?",
        "c": "what carries the walk uphill, the drift or the noise?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 7.3 Energy, score and learned scores

### 7.3a From the energy to the score (easy · 3 minutes)

A density is $p(x) = e^{-E(x)}/Z$ with $E(x) = \tfrac14x^4 - \tfrac12x^2$. Write its score
$s(x) = \frac{d}{dx}\log p(x)$ as a formula in `x`. What happens to the unknown $Z$?
"""

# %% solution="p73a"
score_of_e = None  # a formula in x, in quotes
### BEGIN SOLUTION
score_of_e = "x - x^3"
### END SOLUTION

# %% points=1 tests="p73a_score"
assert score_of_e is None or isinstance(score_of_e, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    score_of_e,
    "x - x^3",
    {"x": (-2.0, 2.0)},
    mistakes={
        "that points uphill in E, away from where p is large": "x^3 - x",
        "that is log p itself, without the constant": "x^2/2 - x^4/4",
        "that is the slope of p, not of its logarithm": "(x - x^3)*exp(x^2/2 - x^4/4)",
        "that is p itself, without the constant": "exp(x^2/2 - x^4/4)",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 7.3b Which law does this walk have? (hard · 8 minutes)

Let $p\propto e^{-E}$ and $s = \nabla\log p$. Somebody wants to sample $p$ "at inverse temperature
$\beta$" and runs $dx = s(x)\,dt + \sqrt{2/\beta}\;dW$. At which law does it settle?

- **a** At $p^\beta$, normalised.
- **b** At $p$: the score knows its density.
- **c** At $p^{1/\beta}$, normalised.
- **d** At $p$ convolved with a Gaussian of variance $2/\beta$.

Then: let $s_\beta$ be the score of $e^{-\beta E}/Z_\beta$. For which factor $c$ does
$dx = c\,s_\beta(x)\,dt + \sqrt{2/\beta}\;dW$ settle at $e^{-\beta E}/Z_\beta$? Write $c$ as a formula
in `beta`.
"""

# %% solution="p73b"
answer_p73b = None  # "a", "b", "c" or "d"
factor_of_s_beta = None  # a formula in beta, in quotes
### BEGIN SOLUTION
answer_p73b = "a"
factor_of_s_beta = "1/beta"
### END SOLUTION

# %% points=1 tests="p73b_law"
assert answer_p73b in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p73b,
    key="a",
    feedback={
        "b": "try p = N(0, 1) with β = 4: drift −x, and which noise? Is the variance 1?",
        "c": "a large β means little noise; does your law get narrower with β?",
        "d": "the noise is not added once to a sample of p; the drift fights it all the time.",
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p73b_factor"
assert factor_of_s_beta is None or isinstance(factor_of_s_beta, str), "write it in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    factor_of_s_beta,
    "1/beta",
    {"beta": (0.3, 4.0)},
    mistakes={
        "without a factor the drift is β times that of the equation in 7.2": "1",
        "β enters the score already; a second one makes the drift stronger still": "beta",
        "drift and noise scale differently: which of them has the root?": "1/sqrt(beta)",
        "that is the square of the noise; compare it with the drift at β = 1": "2/beta",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 7.3c What a diffusion model has learned (medium · 3 minutes)

A score network $s_\theta(x, t)$ was trained by denoising on images. Which scores does it
approximate, at best?

- **a** For every $t$ the score of the data; $t$ tells it only how far the sampler has come.
- **b** The gradient of its own training loss with respect to the image.
- **c** For each $t$ the score of the data *after noising to level $t$*.
- **d** For each $t$ the score of the Gaussian noise that was added, which does not depend on the
  data.
"""

# %% solution="p73c"
answer_p73c = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p73c = "c"
### END SOLUTION

# %% points=1 tests="p73c_learned"
assert answer_p73c in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p73c,
    key="c",
    feedback={
        "a": "what is the network shown in training, clean images or noisy ones?",
        "b": "the loss is a function of the weights; its gradient is used up in training.",
        "d": "the noise that was added is the target for one image; what is its mean over all "
        "images that could have led to the same noisy one?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Samplers use these scores in several ways: step by step backwards as in DDPM, as the drift of a
reverse differential equation with or without noise, or in Langevin steps at one level after the
other. Challenge 2 compares two of them.

## 7.4 A Langevin sampler with a temperature

### Predict first (medium · 3 minutes)

A **correct** sampler for $\mathcal N(0, 1)$ with $\eta = 0.1$ has long settled. A test takes 1000
consecutive points of *one* chain and fails if their mean is further than 0.1 from 0. How often does
it fail?

- **a** Never: the mean of the law is 0.
- **b** About once in 600 runs: the mean of 1000 draws has a standard deviation of 0.03.
- **c** About one run in twenty, as for any test.
- **d** Nearly every second run.

Write a letter. You may come back after the figure and change it; only the last answer counts.
"""

# %% solution="p74_predict"
answer_p74 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p74 = "d"
### END SOLUTION

# %% points=1 tests="p74_predict_answered"
assert answer_p74 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p74,
    key="d",
    feedback={
        "a": "the mean over 1000 points is itself random. See the right picture.",
        "b": "that holds for independent draws. How different are two consecutive points here?",
        "c": "nobody chose the limit 0.1 for such a share. See how wide the right picture is.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement (medium · 20 minutes)

Langevin dynamics with step $\eta$ towards $p^{1/T}$, $T$ the temperature: the drift is $\eta\,s(x)$
with $s = \nabla\log p$, and the noise of one step has variance $2\eta T$ per element. At $T = 0$ it
is gradient ascent, and you can check it by hand: for $s(x) = -x$ and $\eta = 0.1$ each step
multiplies by 0.9.

`grad_log_p` is a function now, and the noise comes from `rng`: `rng.normal(size=...)` gives fresh
standard normal numbers at each call.

<details><summary>Hint 1 · a question</summary>

How does the variance of a sum of independent noises grow with the number of steps, and so, with
the length of a step? And with $T$?
</details>
<details><summary>Hint 2 · shapes</summary>

`x0` has any shape (…), so has the noise of each step; the result is (n + 1, …): the start, then the
place after each step. No axis is reduced. Mind that a list of one array, changed in place n times,
is n times the same array.
</details>
<details><summary>Hint 3 · one blank</summary>

Start with `path = [x]`; n times: `x = x + step * grad_log_p(x) + np.sqrt(______) * noise` with a
fresh `noise`, then append; `np.stack(path)` in the end.
</details>
"""

# %% solution="p74_sample" reference="stochastic.langevin_sample"

# %% points=1 tests="p74_by_hand"
# Temperature 0, s(x) = −x, η = 0.1: 5, 4.5, 4.05, 3.645.
with attempt():
    p74_path = langevin_sample(
        lambda x: -x, np.array([5.0]), 0.1, 3, temperature=0.0, rng=np.random.default_rng(1)
    )
    expect(p74_path, [[5.0], [4.5], [4.05], [3.645]], about="three steps from 5 without noise")
    expect(
        langevin_sample(lambda x: -x, np.ones((4, 2)), 0.1, 7, rng=np.random.default_rng(1)).shape,
        (7 + 1, 4, 2),
        about="the shape for four chains in two dimensions",
    )

# %% points=1 tests="p74_noise_free"
assert callable(langevin_sample)  # hidden: temperature 0, other scores, shapes, no step at all
### BEGIN HIDDEN TESTS
from course import checks, oracles

p74_rng = checks.rng("p74_noise_free")


def p74_cold(score, x0, step, n, seed):
    """The student's path at temperature 0."""
    return langevin_sample(score, x0, step, n, 0.0, rng=np.random.default_rng(seed))


def p74_climb(score, x0, step, n, seed):
    """The exact path at temperature 0."""
    still = np.zeros((n, *np.shape(x0)))
    return oracles.stochastic.langevin_sample(score, x0, step, n, 0.0, still)


p74_cold.__name__ = "langevin_sample"
p74_scores = (lambda x: -x, lambda x: 3 - 4 * x, lambda x: x - x**3)
p74_cases = [
    (p74_scores[0], np.array([5.0, -2.0]), 0.1, 20, 1),
    (p74_scores[1], p74_rng.normal(size=(4, 3)), 0.13, 5, 2),
    (p74_scores[2], p74_rng.normal(size=(3, 3)), 0.2, 3, 3),
    (p74_scores[2], p74_rng.normal(size=6), 0.05, 1, 4),
]
checks.require(
    np.allclose(*(checks.call(p74_cold, *p74_cases[1][:4], seed) for seed in (5, 6))),
    "at temperature 0 two generators give two paths: the noise does not vanish",
)
checks.agree(
    p74_cold,
    p74_climb,
    p74_cases,
    where="at temperature 0",
    mistakes={
        "the start is missing: entry 0 is the place before any step": lambda *a: p74_climb(*a)[1:],
        "only the last place is returned, not the path": lambda *a: p74_climb(*a)[-1],
        "the last place is missing": lambda *a: p74_climb(*a)[:-1],
        "every entry is the last place: the same array was stored each time": lambda *a: np.repeat(
            p74_climb(*a)[-1:], a[3] + 1, axis=0
        ),
        "the drift is half of what it should be": lambda s, x, h, n, z: p74_climb(
            s, x, h / 2, n, z
        ),
        "the drift goes downhill, away from where p is large": lambda s, x, h, n, z: p74_climb(
            lambda y: -s(y), x, h, n, z
        ),
        "the drift does not depend on the step size": lambda s, x, h, n, z: p74_climb(
            s, x, 1.0, n, z
        ),
        "the score is taken at the start for all steps": lambda s, x, h, n, z: p74_climb(
            lambda y: s(x), x, h, n, z
        ),
        "the score that is given is not used: it fits s = −x": lambda s, x, h, n, z: p74_climb(
            lambda y: -y, x, h, n, z
        ),
        "the drift fades with the temperature: at T = 0 nothing moves": (
            lambda s, x, h, n, z: p74_climb(lambda y: 0 * y, x, h, n, z)
        ),
    },
)
checks.agree(
    p74_cold,
    lambda score, x0, *rest: np.asarray(x0)[None],
    [(p74_scores[0], np.array([5.0, -2.0]), 0.1, 0, 1)],
    where="for no step at all",
)
### END HIDDEN TESTS

# %% points=2 tests="p74_law"
assert callable(langevin_sample)  # hidden: 20 000 chains against the exact law of this chain
### BEGIN HIDDEN TESTS
from course import checks, oracles

p74_rng = checks.rng("p74_law")
p74_chains = 20_000


def p74_run(step, n, temperature, seed):
    """The student's chains for N(0, 1), all started at 5."""
    rng = np.random.default_rng(seed)
    start = np.full(p74_chains, 5.0)
    return langevin_sample(lambda x: -x, start, step, n, temperature, rng=rng)


p74_run.__name__ = "langevin_sample"
for p74_step, p74_n, p74_t in ((0.2, 40, 0.25), (0.1, 60, 1.0)):
    p74_path = np.asarray(
        checks.call(p74_run, p74_step, p74_n, p74_t, int(p74_rng.integers(2**31))), float
    )
    checks.require(
        p74_path.shape == (p74_n + 1, p74_chains),
        f"shape {p74_path.shape} where the task asks for (n + 1, …)",
    )
    checks.require(np.isfinite(p74_path), "the chains do not stay finite")
    p74_kick = oracles.stochastic.kicks(p74_path, lambda x: -x, p74_step)
    p74_size = float(np.sqrt(np.mean(p74_kick**2)))
    p74_wrong_sizes = {
        "the noise is multiplied by T; a variance of 2ηT asks for something else": (
            np.sqrt(2 * p74_step) * p74_t
        ),
        "the colder, the more noise: T is on the wrong side": np.sqrt(2 * p74_step / p74_t),
        "the noise is the same at every temperature": np.sqrt(2 * p74_step),
        "the noise has half of its variance": np.sqrt(p74_step * p74_t),
        "the noise is multiplied by its variance, not by its standard deviation": (
            2 * p74_step * p74_t
        ),
        "the noise shrinks with η as fast as the drift: for small steps it would not matter": (
            np.sqrt(2 * p74_t) * p74_step
        ),
        "the noise has the same size for every step size": np.sqrt(2 * p74_t),
        "there is no noise": 0.0,
    }
    for p74_symptom, p74_wrong in p74_wrong_sizes.items():
        # 5 standard errors of the size of a noise that is drawn n · 20 000 times: below 0.6 %
        p74_is_right = np.isclose(p74_wrong, np.sqrt(2 * p74_step * p74_t))
        checks.require(
            p74_is_right or not np.isclose(p74_size, p74_wrong, rtol=6e-3, atol=1e-9), p74_symptom
        )
    checks.require(
        np.isclose(p74_size, np.sqrt(2 * p74_step * p74_t), rtol=6e-3),
        "what a step adds to the drift has not the variance that is asked for",
    )
    p74_mean, p74_var = oracles.stochastic.chain_law(5.0, p74_step, p74_n, p74_t)
    # 5 standard errors: a false alarm in 2 million
    checks.require(
        abs(p74_path[-1].mean() - p74_mean) < 5 * np.sqrt(p74_var / p74_chains),
        f"after {p74_n} steps the mean of 20 000 chains is not the one of the exact law",
    )
    checks.require(
        abs(p74_path[-1].var() / p74_var - 1) < 5 * np.sqrt(2 / p74_chains),
        f"after {p74_n} steps the variance of 20 000 chains is not the one of the exact law",
    )
### END HIDDEN TESTS

# %% points=1 tests="p74_noise"
assert callable(langevin_sample)  # hidden: fresh noise for each step, chain and dimension
### BEGIN HIDDEN TESTS
from course import checks, oracles

p74_rng = checks.rng("p74_noise")


def p74_walk(shape, n, rng):
    """The student's noises, of variance 1 if they are right, (n, ...)."""
    score = lambda x: 1 - 2 * x
    path = langevin_sample(score, np.zeros(shape), 0.1, n, rng=rng)
    return oracles.stochastic.kicks(path, score, 0.1) / np.sqrt(0.2)


p74_walk.__name__ = "langevin_sample"
p74_seed = int(p74_rng.integers(2**31))
p74_xi = checks.call(p74_walk, (6000, 3), 4, np.random.default_rng(p74_seed))
checks.require(p74_xi.std(axis=1) > 0.5, "all chains get the same noise")
checks.require(p74_xi.std(axis=2).mean() > 0.5, "the elements of one chain share their noise")
for p74_a, p74_b in ((0, 1), (1, 2), (0, 3)):
    checks.require(
        abs(np.mean(p74_xi[p74_a] * p74_xi[p74_b])) < 5 / np.sqrt(18_000),
        "the noise of one step comes back in another one: is it drawn once for all?",
    )
checks.require(
    abs(np.mean(p74_xi**2) - 1) < 5 * np.sqrt(2 / p74_xi.size),
    "with the default temperature the noise has another variance than 2η",
)
checks.require(
    # the fourth power of a standard normal has mean 3 and variance 96
    abs(np.mean(p74_xi**4) - 3) < 5 * np.sqrt(96 / p74_xi.size),
    "the noise has the right variance but is not Gaussian",
)
checks.require(
    np.array_equal(p74_xi, checks.call(p74_walk, (6000, 3), 4, np.random.default_rng(p74_seed))),
    "two equal generators give two different paths: is the noise drawn from another one?",
)
p74_other = np.random.default_rng(p74_seed + 1)
p74_again = [np.asarray(p74_walk((50,), 2, p74_other)) for _ in range(2)]
checks.require(
    not np.allclose(p74_xi[0, :50, 0], p74_again[0][0])
    and not np.allclose(p74_again[0], p74_again[1]),
    "the noise is the same at every call: is the generator that is given used?",
)
### END HIDDEN TESTS

# %% points=1 tests="p74_hygiene"
assert callable(langevin_sample)  # hidden: lists, integers, float32, one number, x0 unchanged
### BEGIN HIDDEN TESTS
from course import checks

p74_rng = checks.rng("p74_hygiene")


def p74_from(x0):
    """The student's path from x0; tells on which argument it wrote."""
    path = langevin_sample(lambda x: -x, x0, 0.3, 4, 0.5, rng=np.random.default_rng(3))
    changed = getattr(langevin_sample, "changed_arguments", ())
    p74_from.changed_arguments = tuple(place - 1 for place in changed if place == 1)
    return path


p74_from.__name__ = "langevin_sample"
checks.hygiene(p74_from, p74_rng.normal(size=(4, 3)))
checks.require(
    np.shape(checks.call(p74_from, 2.0)) == (5,), "from a single number the path is not (n + 1,)"
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

A potential with two valleys, $p\propto\exp(-2(x^2-1)^2)$. **Left and middle:** 6000 of your chains at
$T = 1$ and at $T = \tfrac14$, started half and half in both valleys; the bars must fill the outlines
of $p$ and of $p^4$. **Right:** the means of 1000 consecutive points, for 1000 settled chains of
$\mathcal N(0, 1)$. The outline is their true spread; the dashed one would hold if the points were
independent. The grey band is where the test from the beginning is content.
"""

# %%
well_axis = np.linspace(-2.4, 2.4, 300)
well_starts = np.where(np.arange(6000) % 2 == 0, -1.0, 1.0)
figure, panels = plt.subplots(1, 3, figsize=(10, 3.1))
for panel, heat in ((panels[0], 1.0), (panels[1], 0.25)):
    outline = np.exp(-2 * (well_axis**2 - 1) ** 2 / heat)
    outline /= np.trapezoid(outline, well_axis)
    panel.plot(well_axis, outline, color=TRUTH, lw=2)
    panel.set(xlabel="x", title=f"T = {heat:g}", xlim=(-2.4, 2.4), ylim=(0, 1.9))
mean_axis = np.linspace(-0.6, 0.6, 300)
for spread, style, text in ((0.1407, "-", "true"), (0.0324, "--", "if independent")):
    bell = np.exp(-0.5 * (mean_axis / spread) ** 2) / spread / np.sqrt(2 * np.pi)
    panels[2].plot(mean_axis, bell, style, color=TRUTH, lw=2, label=text)
panels[2].axvspan(-0.1, 0.1, color="0.88", zorder=0)
panels[2].set(xlabel="mean of 1000 points", title="1000 runs", ylim=(0, 14))
panels[2].set(xlim=(-0.6, 0.6))
with attempt():
    for panel, heat in ((panels[0], 1.0), (panels[1], 0.25)):
        well_path = langevin_sample(
            lambda x: -8 * x * (x**2 - 1),
            well_starts,
            0.005,
            400,
            temperature=heat,
            rng=np.random.default_rng(74),
        )
        well_bars = np.histogram(well_path[-1], np.linspace(-2.4, 2.4, 49))[0]
        panel.stairs(
            well_bars / 6000 / 0.1, np.linspace(-2.4, 2.4, 49), fill=True, color=YOURS, alpha=0.55
        )
    long_draw = np.random.default_rng(75)
    long_runs = langevin_sample(
        lambda x: -x, long_draw.normal(size=1000) * 1.026, 0.1, 1000, rng=long_draw
    )
    mean_bars = np.histogram(long_runs[1:].mean(axis=0), np.linspace(-0.6, 0.6, 25))[0]
    panels[2].stairs(
        mean_bars / 1000 / 0.05, np.linspace(-0.6, 0.6, 25), fill=True, color=YOURS, alpha=0.55
    )
panels[2].legend(loc="upper right", fontsize="small")
figure.tight_layout()
plt.show()

# %% [markdown]
r"""
### Explain (hard · 8 minutes)

In the settled chain for $\mathcal N(0,1)$ with step $\eta$ two points that are $k$ steps apart have
the correlation $a^k$ with $a = 1-\eta$. Hence the mean of a long run of $n$ points has $\frac{1+a}{1-a}$
times the variance that the mean of $n$ independent points with the same law has. For $n = 1000$ and
$\eta = 0.1$: how many **independent** points would give as good a mean (the *effective sample size*)?

(That is why your sampler was tested with 20 000 separate chains against the exact law of the discrete
chain, whose variance tends to $2/(2-\eta)$ times $T$, and not with one run against the target.)
"""

# %% solution="p74_honest"
effective_sample_size = None  # a number, one digit after the point is enough
### BEGIN SOLUTION
effective_sample_size = 52.6  # 1000 · 0.1 / 1.9
### END SOLUTION

# %% points=1 tests="p74_honest_test"
assert effective_sample_size is None or effective_sample_size > 0, "a positive number"
### BEGIN HIDDEN TESTS
from course import checks

p74_correlations = 0.9 ** np.abs(np.arange(-500, 501))  # with all earlier and later points
checks.number(
    effective_sample_size,
    1000 / np.sum(p74_correlations),
    rtol=1.2e-2,  # 53.1 with the ends of the run taken into account
    mistakes={
        "that would hold if the points were independent": 1000.0,
        "that counts one point per 1/η steps; two such points are still correlated": 100.0,
        "that is the limit of small steps; keep what is of order η": 50.0,
        "the factor is used the wrong way round: correlation wastes points here": 19_000.0,
        "that is the factor itself, not what is left of 1000 points": 19.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 7.5 Guidance, and from noise to score

A model that draws what a text asks for predicts the noise in an image twice: with the text,
$\varepsilon_c$, and without, $\varepsilon_u$. *Classifier-free guidance* does not average the two but
goes **beyond** $\varepsilon_c$, away from $\varepsilon_u$.

### Guidance (easy · 8 minutes)

The weight $w$ counts what is added: $w = 0$ is plain conditional sampling, $w = -1$ unconditional.
Other authors call $1+w$ the scale; mixing the two up is the most common bug.

<details><summary>Hint 1 · a question</summary>

Which straight line in $w$ passes through $\varepsilon_u$ at $w=-1$ and through $\varepsilon_c$ at
$w = 0$?
</details>
<details><summary>Hint 2 · shapes</summary>

`eps_c` and `eps_u` have one shape, `w` is a number; the result has the shape of `eps_c`. Nothing is
reduced.
</details>
<details><summary>Hint 3 · one blank</summary>

( 1 + w ) · eps_c − ______ · eps_u
</details>
"""

# %% solution="p75_cfg" reference="stochastic.cfg"

# %% points=1 tests="p75_cfg_by_hand"
# From ε_u = 1 to ε_c = 3 is a step of 2; w = 2 makes two more of them: 7.
with attempt():
    expect(cfg(np.array([3.0, 0.0]), np.array([1.0, 1.0]), 2.0), [7.0, -2.0], about="w = 2")
    expect(cfg(3.0, 1.0, 0.0), 3.0, about="w = 0")

# %% points=1 tests="p75_cfg_random"
assert callable(cfg)  # hidden: random predictions and weights
### BEGIN HIDDEN TESTS
from course import checks, oracles

p75_rng = checks.rng("p75_cfg_random")
checks.agree(
    cfg,
    oracles.stochastic.cfg,
    [(*p75_rng.normal(size=(2, *s)), w) for s, w in (((7,), 1.5), ((4, 2), 7.5), ((3, 3), 0.3))],
    mistakes={
        "it fits the other convention, in which 1 is plain conditional sampling": (
            lambda c, u, w: u + w * (c - u)
        ),
        "condition and no condition have changed places": lambda c, u, w: (1 + w) * u - w * c,
        "it goes from ε_c towards ε_u, not away from it": lambda c, u, w: (1 - w) * c + w * u,
        "the two are added where a difference is amplified": lambda c, u, w: (1 + w) * c + w * u,
        "only the difference is returned, without what it is added to": lambda c, u, w: w * (c - u),
        "the difference is added to ε_u once too often": lambda c, u, w: u + (2 + w) * (c - u),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p75_cfg_edges"
assert callable(cfg)  # hidden: w = 0, w = −1, equal predictions, lists, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

p75_rng = checks.rng("p75_cfg_edges")
p75_c, p75_u = p75_rng.normal(size=(2, 5, 3))
checks.agree(cfg, lambda c, u, w: c, [(p75_c, p75_u, 0.0)], where="for w = 0")
checks.agree(cfg, lambda c, u, w: u, [(p75_c, p75_u, -1.0)], where="for w = −1")
checks.agree(
    cfg, lambda c, u, w: c, [(p75_c, p75_c, 4.0)], where="where the condition makes no difference"
)
checks.agree(cfg, lambda c, u, w: np.zeros((0, 3)), [(p75_c[:0], p75_u[:0], 2.0)], where="for none")
checks.hygiene(cfg, p75_c, p75_u, 2.5)
checks.hygiene(cfg, 0.7, -0.4, 2.5, skip=("varies",))
### END HIDDEN TESTS

# %% [markdown]
r"""
### From noise to score (medium · 10 minutes)

A sampler may want a score where the network gives noise. In $x_t = \sqrt{\bar\alpha}\,x_0 +
\sqrt{1-\bar\alpha}\,\varepsilon$ the point $x_t$ is Gaussian once $x_0$ is fixed. Write the logarithm of
its density as a function of $x_t$, differentiate, and express the result by $\varepsilon$.

<details><summary>Hint 1 · a question</summary>

Which variance has $x_t$ for a fixed $x_0$? And how far is it from its mean, in terms of
$\varepsilon$?
</details>
<details><summary>Hint 2 · shapes</summary>

`eps` is (B, …), `abar` a number or (B,), one per sample: give it an axis of length 1 for each
further axis of `eps`, so that it divides samples and not columns. The result has the shape of `eps`.
</details>
<details><summary>Hint 3 · one blank</summary>

minus eps divided by ______ : the score is large where the noise is small.
</details>
"""

# %% solution="p75_score" reference="stochastic.eps_to_score"

# %% points=1 tests="p75_score_by_hand"
# ᾱ = 0.75: the noise has standard deviation ½. A point 1 · ½ above its mean is pulled back by 2.
with attempt():
    expect(eps_to_score(np.array([1.0, -0.5]), 0.75), [-2.0, 1.0], about="ᾱ = 0.75")
    expect(
        eps_to_score(np.array([[1.0, 2.0, 0.0], [1.0, 2.0, 0.0]]), np.array([0.0, 0.75])),
        [[-1.0, -2.0, 0.0], [-2.0, -4.0, 0.0]],
        about="two samples with a level each",
    )

# %% points=1 tests="p75_score_random"
assert callable(eps_to_score)  # hidden: random noises, one level or one per sample
### BEGIN HIDDEN TESTS
from course import checks, oracles

p75_rng = checks.rng("p75_score_random")
p75_exact = oracles.stochastic.eps_to_score
p75_cases = [
    (p75_rng.normal(size=5), 0.01),
    (p75_rng.normal(size=(4, 3)), 0.5),
    (p75_rng.normal(size=(2, 3, 2)), 0.97),
]
checks.agree(
    eps_to_score,
    p75_exact,
    p75_cases,
    mistakes={
        "it points along the noise; a density grows where noise is taken away": (
            lambda e, a: -p75_exact(e, a)
        ),
        "it divides by the variance of the noise; ε is in units of the standard deviation": (
            lambda e, a: -e / (1 - a)
        ),
        "it multiplies where it must divide: small noise means a steep density": (
            lambda e, a: -e * np.sqrt(1 - a)
        ),
        "it divides by the factor of the data, not by the one of the noise": (
            lambda e, a: -e / np.sqrt(a)
        ),
        "the noise itself is returned, with a minus": lambda e, a: -e,
    },
)
checks.agree(
    eps_to_score,
    p75_exact,
    [
        (p75_rng.normal(size=s), p75_rng.uniform(0.05, 0.95, size=s[0]))
        for s in ((4, 3), (3, 3), (2, 3, 4), (6,))
    ],
    where="with one level per sample",
    mistakes={
        "a level goes to each column, not to each sample": lambda e, a: (
            -e / np.sqrt(1 - a) if e.shape[-1] == len(a) else p75_exact(e, a)
        )
    },
)
checks.agree(
    eps_to_score,
    lambda e, a: np.array([oracles.stochastic.score_by_difference(0.8, float(e[0]), a)]),
    [(np.array([1.3]), 0.4)],
    rtol=1e-6,  # of the difference quotient
    where="against the slope of the log-density",
)
### END HIDDEN TESTS

# %% points=1 tests="p75_score_edges"
assert callable(eps_to_score)  # hidden: pure noise, hardly any noise, lists, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks, oracles

p75_rng = checks.rng("p75_score_edges")
p75_e = p75_rng.normal(size=(4, 3))
checks.agree(
    eps_to_score, lambda e, a: -e, [(p75_e, 0.0), (p75_e, np.zeros(4))], where="for pure noise"
)
checks.agree(
    eps_to_score,
    oracles.stochastic.eps_to_score,
    [(p75_e, 1 - 1e-8)],
    rtol=1e-6,  # 1 − ᾱ has eight digits left
    where="for hardly any noise",
)
checks.agree(eps_to_score, lambda e, a: e, [(p75_e[:0], np.zeros(0))], where="for an empty batch")
checks.hygiene(eps_to_score, p75_e, p75_rng.uniform(0.1, 0.8, size=4), skip=("integers",))
checks.hygiene(eps_to_score, p75_e, 0.36)
checks.hygiene(eps_to_score, 0.7, 0.36, skip=("varies",))
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

One noise level, one dimension, two classes: $p_u = \tfrac12\mathcal N(-1, 1) + \tfrac12\mathcal
N(1,1)$, and the condition asks for the right one, $p_c = \mathcal N(1,1)$. **Left:** both your
functions at once; the lines are `eps_to_score(cfg(…))` for three weights, the dots are slopes of
$\log(p_c^{1+w}/p_u^{w})$, taken as difference quotients. **Right:** those densities, normalised.
"""

# %%
guide_axis = np.linspace(-3.5, 4.5, 81)
log_bell = lambda x, m: -0.5 * (x - m) ** 2
log_pc = lambda x: log_bell(x, 1)
log_pu = lambda x: np.logaddexp(log_bell(x, -1), log_bell(x, 1)) - np.log(2)
guide_abar = 0.6
eps_given_c = -np.sqrt(1 - guide_abar) * (1 - guide_axis)
eps_given_none = -np.sqrt(1 - guide_abar) * (np.tanh(guide_axis) - guide_axis)
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2))
for weight, shade in ((0.0, 0.35), (1.0, 0.65), (4.0, 1.0)):
    tilted = lambda x, w=weight: (1 + w) * log_pc(x) - w * log_pu(x)
    slopes = (tilted(guide_axis + 1e-4) - tilted(guide_axis - 1e-4)) / 2e-4
    left.plot(guide_axis[::8], slopes[::8], "o", color=TRUTH, ms=4)
    curve = np.exp(tilted(guide_axis))
    curve /= np.trapezoid(curve, guide_axis)
    right.plot(guide_axis, curve, color=TRUTH, alpha=shade, label=f"w = {weight:g}")
with attempt():
    for weight, shade in ((0.0, 0.35), (1.0, 0.65), (4.0, 1.0)):
        guided = eps_to_score(cfg(eps_given_c, eps_given_none, weight), guide_abar)
        left.plot(guide_axis, guided, color=YOURS, alpha=shade, lw=1.6)
left.set(xlabel="x", ylabel="score", title="dots: slopes · lines: yours", ylim=(-6, 14))
right.set(xlabel="x", ylabel="density", title="$p_c^{1+w}/p_u^{w}$, normalised")
right.legend()
plt.show()

# %% [markdown]
r"""
### Explain (medium · 4 minutes)

At **one** noise level, of which density (up to a constant) is the guided score the score?

- **a** $p_c^{1+w}\,p_u^{-w}$, that is, $p_c$ times the $w$-th power of how much more likely $x$ is
  with the condition than without.
- **b** $p_c^{1+w}$: guidance is nothing but a low temperature, $T = 1/(1+w)$, for the conditional
  density.
- **c** $p_c$ itself; guidance only takes larger steps.
- **d** $(1+w)\,p_c - w\,p_u$, the densities combined as the noises are, with the same two factors.
"""

# %% solution="p75_explain"
answer_p75 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p75 = "a"
### END SOLUTION

# %% points=1 tests="p75_explained"
assert answer_p75 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p75,
    key="a",
    feedback={
        "d": "scores are slopes of logarithms: what does a sum of logarithms combine?",
        "b": "where does the unconditional prediction enter your density? Look at the left tails.",
        "c": "the right picture shows three densities, and they differ.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
At one level only: the tilted densities of different levels are in general not noised versions of one
another, so a guided sampler does in general not draw from the tilted density of the data, even with
perfect networks. It is a
useful heuristic that trades diversity for agreement with the text.

**What to remember.** Brownian motion spreads with the root of time. A walk with drift $-\nabla E$ and
noise $\sqrt{2T}\,dW$ settles at $e^{-E/T}$, in theory; in the cold it may never get there. A sampler is
tested against the exact law of what it does, over independent runs, with a limit in standard errors.
Guidance is a straight line through two predictions, beyond the second.

*Further:* Ho & Salimans, *Classifier-Free Diffusion Guidance*, 2022; for 7.2, Pavliotis, *Stochastic
Processes and Applications*, 2014, chapter 4.
"""
