r"""Exercise 7: the denoising loss."""

# %% [markdown]
r"""
# Exercise 7 · The denoising loss

**About 25 minutes · easy · 8 points · before it: exercise 6**

A diffusion model is trained by guessing. It is shown $x_t = \sqrt{\bar\alpha_t}\,x_0 +
\sqrt{1-\bar\alpha_t}\,\epsilon$ and the time $t$, and has to say which noise $\epsilon$ is in it.
How wrong the guess $\hat\epsilon$ is, it is told by the mean square of $\epsilon-\hat\epsilon$.
No adversary, no bound to be computed, no sampling while training: plain regression, which is a
large part of the success of these models.

The function is one line. What is worth your time is the number that it returns: *over what* it is
averaged, and what a large or a small value means at which noise level. A training curve without
that knowledge is read wrongly, and the mistakes are popular.

*You will learn:* what the best possible loss is, and why a small one need not be good.
"""

# %% [markdown]
r"""
## Predict first

Let the data be Gaussian, $x_0\sim\mathcal N(0, I)$, and the network the best that is possible. We
look at its denoising loss, the mean square error of $\hat\epsilon$, for each time $t$ separately.
From the first time to the last, the input turns from nearly clean to nearly pure noise. How does
the loss change on the way?

- **a** It falls from almost 1 to almost 0.
- **b** It rises from almost 0 to almost 1: the more noise, the harder the task.
- **c** It stays the same: the noise to be guessed has variance 1 at every time.
- **d** It is highest in the middle, where data and noise are hardest to tell apart.

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
        "b": "that holds for guessing the data. Here the noise is to be guessed: where is it in "
        "plain sight?",
        "c": "what is to be guessed has the same variance, but the input shows more or less of it.",
        "d": "look at the two ends: how much of the noise does a nearly clean input show, and how "
        "much an input of almost only noise?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

The loss is **one number** for the whole batch: the mean over samples, channels and pixels alike.
So it can be compared between batches and between image sizes, and a network that always answers 0
gets about 1, whatever the data are.

Do two cases by hand before you code: $\epsilon = (1, 0)$ guessed as $(0.8, 0.2)$, and the errors
$1, 0, 2, -1$ in a table of two rows. The test below knows both.

<details><summary>Hint 1 · a question</summary>

How many numbers are you averaging over? If you gave the same batch twice, or images of twice the
size with the same kind of errors, should the loss change?
</details>
<details><summary>Hint 2 · shapes</summary>

`eps` and `pred` have one and the same shape, whatever it is; the result has shape (), a float. All
axes are reduced, none of them by a sum. Lists have no minus, and bytes know no negative numbers:
make both arguments arrays of floats first.
</details>
<details><summary>Hint 3 · one blank</summary>

With `error` the difference of the two arrays of floats: `return np.mean(______)`.
</details>
"""

# %% solution="mse" reference="diffusion.denoising_mse"

# %% points=1 tests="mse_by_hand"
# By hand: (0.2² + 0.2²) / 2 = 0.04, and (1 + 0 + 4 + 1) / 4 = 1.5.
with attempt():
    expect(denoising_mse([1, 0], [0.8, 0.2]), 0.04, about="two numbers")
    expect(
        denoising_mse(np.array([[1.0, 0.0], [2.0, -1.0]]), np.zeros((2, 2))),
        1.5,
        about="two samples of two numbers",
    )

# %% points=1 tests="mse_random"
assert callable(denoising_mse)  # hidden: random tables, also square ones, images, one vector
### BEGIN HIDDEN TESTS
from course import checks, oracles

mse_rng = checks.rng("mse_random")
checks.agree(
    denoising_mse,
    oracles.diffusion.denoising_mse,
    [tuple(mse_rng.normal(size=(2, *s))) for s in ((3, 4), (4, 4), (2, 3, 2, 5), (7,))],
    mistakes={
        "the squares are added up, not averaged: the loss grows with the batch": (
            lambda e, p: np.sum((e - p) ** 2)
        ),
        "within a sample the squares are added up: too large by the length of the last axis": (
            lambda e, p: np.mean(np.sum((e - p) ** 2, axis=-1))
        ),
        "the sum is divided by the number of samples alone, not by that of all elements": (
            lambda e, p: np.sum((e - p) ** 2) / len(e)
        ),
        "over the samples the squares are added up: the loss grows with the batch": (
            lambda e, p: np.mean(np.sum((e - p) ** 2, axis=0))
        ),
        "the sum is divided by one less than the number of elements": (
            lambda e, p: np.sum((e - p) ** 2) / (e.size - 1)
        ),
        "there is a root in it: this loss is a mean of squares": (
            lambda e, p: np.sqrt(np.mean((e - p) ** 2))
        ),
        "there is a root in it, and the squares are added up": (
            lambda e, p: np.sqrt(np.sum((e - p) ** 2))
        ),
        "the errors enter by their size, not by their square": (
            lambda e, p: np.mean(np.abs(e - p))
        ),
        "the lengths of the samples' errors are averaged, not the squares of all numbers": (
            lambda e, p: np.mean(np.linalg.norm(np.atleast_1d(e - p), axis=-1))
        ),
        "noise and guess are added where their difference is asked for": (
            lambda e, p: np.mean((e + p) ** 2)
        ),
        "the errors enter with their signs and cancel": lambda e, p: np.mean(e - p),
        "the average is taken before the square: errors of opposite signs cancel": (
            lambda e, p: np.mean(e - p) ** 2
        ),
        "the mean error is taken away first, so that a constant error costs nothing": (
            lambda e, p: np.var(e - p)
        ),
        "it compares the squares of the two, so that a guess of the wrong sign costs nothing": (
            lambda e, p: np.mean(e**2 - p**2)
        ),
        "it is relative to the size of the noise": lambda e, p: np.sum((e - p) ** 2) / np.sum(e**2),
        "the middle error is taken, not the mean": lambda e, p: np.median((e - p) ** 2),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="mse_edges"
assert callable(denoising_mse)  # hidden: images of bytes, one number, a perfect guess
### BEGIN HIDDEN TESTS
from course import checks, oracles

mse_rng = checks.rng("mse_edges")
dark_e, light_e = np.zeros((2, 3), np.uint8), np.full((2, 3), 20, np.uint8)
bytes_e = mse_rng.integers(0, 256, size=(4, 5)).astype(np.uint8)
checks.agree(
    denoising_mse,
    oracles.diffusion.denoising_mse,
    [(dark_e, light_e), (light_e, dark_e), (bytes_e, bytes_e[::-1])],
    where="for images of bytes (uint8)",
    mistakes={
        "bytes wrap around: neither 0 − 20 nor 20² is a byte": lambda e, p: np.mean((e - p) ** 2),
        "bytes wrap around in the difference: 0 − 20 is no byte": (
            lambda e, p: np.mean((e - p).astype(float) ** 2)
        ),
        "the squares do not fit into small integers: 255² is larger than they can hold": (
            lambda e, p: np.mean((e.astype(np.int16) - p.astype(np.int16)) ** 2)
        ),
        "bytes wrap around in the square: 20² is no byte": (
            lambda e, p: np.mean(np.where(e > p, e - p, p - e) ** 2)
        ),
    },
)
checks.agree(
    denoising_mse,
    oracles.diffusion.denoising_mse,
    [(0.7, -0.6), (np.array([[2.5]]), np.array([[1.0]]))],
    where="for a single number",
)
checks.agree(
    denoising_mse,
    lambda e, p: 0.0,
    [(np.full((3, 2), 1.5), np.full((3, 2), 1.5))],
    where="for a perfect guess",
)
### END HIDDEN TESTS

# %% points=1 tests="mse_properties"
assert callable(denoising_mse)  # hidden: what every mean square obeys
### BEGIN HIDDEN TESTS
from course import checks

mse_rng = checks.rng("mse_properties")
eps_p, pred_p = mse_rng.normal(size=(2, 5, 3))
loss_p = checks.call(denoising_mse, eps_p, pred_p)
checks.require(
    loss_p is not None and np.shape(loss_p) == (),
    "the loss is one number for the whole batch, yours is something else",
)
checks.require(
    np.isclose(checks.call(denoising_mse, np.tile(eps_p, (2, 1)), np.tile(pred_p, (2, 1))), loss_p),
    "the same batch given twice has another loss: is it an average over the samples?",
)
checks.require(
    np.isclose(checks.call(denoising_mse, np.tile(eps_p, (1, 4)), np.tile(pred_p, (1, 4))), loss_p),
    "samples of four times the size have another loss: is it an average within a sample, too?",
)
checks.require(
    np.isclose(checks.call(denoising_mse, 3 * eps_p, 3 * pred_p), 9 * loss_p),
    "errors three times as large must cost nine times as much",
)
checks.require(
    np.isclose(checks.call(denoising_mse, pred_p, eps_p), loss_p),
    "exchanging the noise and the guess changes the loss",
)
signs_p = np.resize([1.0, -1.0], (5, 3))
checks.require(
    np.isclose(checks.call(denoising_mse, eps_p, eps_p + 0.5), 0.25),
    "a guess that is off by the same amount everywhere is charged wrongly",
)
checks.require(
    np.isclose(checks.call(denoising_mse, eps_p, eps_p + 0.5 * signs_p), 0.25),
    "a guess that is off by the same amount, up and down in turn, is charged wrongly",
)
### END HIDDEN TESTS

# %% points=1 tests="mse_hygiene"
assert callable(denoising_mse)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

mse_rng = checks.rng("mse_hygiene")
checks.hygiene(denoising_mse, *mse_rng.normal(size=(2, 4, 3)))
checks.hygiene(denoising_mse, *mse_rng.normal(size=(2, 6)))
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

The best possible guess is the average of all that fits the input: of the data,
$\mathbb E[x_0\mid x_t]$, of the noise, $\mathbb E[\epsilon\mid x_t]$. For simple data both can be
written down, so no network needs to be trained. The lines are the exact loss of that guess, and
the red dots are your function on 40 000 noised samples of three numbers each. Time runs to the
right: from hardly any noise to hardly anything else. Left, the Gaussian data of the question
above; right, data of the same mean and variance, whose coordinates are $+1$ or $-1$.
"""

# %%
draw = np.random.default_rng(7)
share = np.linspace(0.02, 0.98, 60)  # of the power that is noise, 1 − ᾱ
grid = np.linspace(-8, 8, 2001)
bell = np.exp(-(grid**2) / 2) / np.exp(-(grid**2) / 2).sum()
best_guess = {  # E[x₀ | x_t], where x_t = a x₀ + b ε
    "Gaussian data": lambda x, a, b: a * x,
    "data of ±1": lambda x, a, b: np.tanh(a * x / b**2),
}
gaussian = draw.normal(size=(40_000, 3))
samples = {"Gaussian data": gaussian, "data of ±1": np.sign(gaussian)}


def exact_data_loss(name, noise):
    """Mean square error of the best guess of x₀, by an integral over ε where x₀ is ±1."""
    if name == "Gaussian data":
        return noise
    a, b = np.sqrt(1 - noise), np.sqrt(noise)
    return bell @ (1 - best_guess[name](a + b * grid, a, b)) ** 2


figure, axes = plt.subplots(1, 2, figsize=(9, 3.4), sharey=True, layout="constrained")
for axis, name in zip(axes, samples, strict=True):
    data_loss = np.array([exact_data_loss(name, noise) for noise in share])
    axis.plot(share, (1 - share) / share * data_loss, color=TRUTH, label="guessing the noise")
    axis.plot(share, data_loss, "--", color=TRUTH, label="guessing the data")
    axis.set(title=name, xlabel=r"share of noise $1-\bar\alpha_t$  (time →)", xlim=(0, 1))
axes[0].set_ylabel("mean square error")
with attempt():
    for axis, (name, x0) in zip(axes, samples.items(), strict=True):
        for noise in (0.05, 0.15, 0.3, 0.4, 0.6, 0.75, 0.9):
            a, b, eps = np.sqrt(1 - noise), np.sqrt(noise), draw.normal(size=x0.shape)
            x0_guess = best_guess[name](a * x0 + b * eps, a, b)
            eps_guess = (a * x0 + b * eps - a * x0_guess) / b
            axis.plot(noise, denoising_mse(eps, eps_guess), "o", color=YOURS)
            axis.plot(noise, denoising_mse(x0, x0_guess), "D", color=YOURS, mfc="none")
axes[0].legend(fontsize="small", loc="upper center")
plt.show()

# %% [markdown]
r"""
## Explain

**Is a small loss a good loss?** Near the end of the noising, where $\bar\alpha_t = 0.01$, a
network for the Gaussian data of the left panel has the denoising loss $0.02$. That looks tiny.
Put its guess $\hat\epsilon$ for $\epsilon$ into $x_t = \sqrt{\bar\alpha_t}\,x_0 +
\sqrt{1-\bar\alpha_t}\,\epsilon$ and solve for the guess $\hat x_0$ of the data that comes with it.
What is the mean square error of $\hat x_0$? Compare it with what it costs to always answer
$\hat x_0 = 0$.
"""

# %% solution="data_error"
data_error = None  # a number
### BEGIN SOLUTION
data_error = 1.98  # (1 − ᾱ) / ᾱ · 0.02: worse than knowing nothing, which costs 1
### END SOLUTION

# %% points=1 tests="data_error_found"
assert data_error is None or data_error >= 0, "a mean square is not negative"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    data_error,
    0.99 / 0.01 * 0.02,
    rtol=2e-3,
    mistakes={
        "that is the error of the noise; the data enter x_t with another factor": 0.02,
        "close, but the noise enters x_t with a factor, too, if only a little below 1": 2.0,
        "the factors of amplitude are right, but the error is a square": 0.02 * 99**0.5,
        "a factor is left out, and the error is a square": 0.2,
        "the wrong way round: do errors of the guess shrink or grow here?": 0.02 / 99,
        "that is the best possible error there, not that of this network": 0.99,
        "that is a root of the mean square error": 1.98**0.5,
        "two errors do not add to 1 unless the guess is the best possible": 0.98,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Is it a law that the loss falls with the noise?** For data of $\pm1$, the right panel says
something else at its left end: with hardly any noise the loss is almost 0. Why?

- **a** The noise there is so small that no guess can be far off.
- **b** The input shows which of the two values $x_0$ has, and then $\epsilon$ can be solved for.
- **c** The positive and the negative noise values cancel on average.
- **d** The best guess is 0 there, and for so little noise 0 is almost right.

Write a letter.
"""

# %% solution="low_noise"
answer_low_noise = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_low_noise = "b"
### END SOLUTION

# %% points=1 tests="low_noise_answered"
assert answer_low_noise in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_low_noise,
    key="b",
    feedback={
        "a": "ε has variance 1 at every time; its factor in x_t is small there, not ε.",
        "c": "squares do not cancel. And Gaussian data at the same noise level show a loss near 1.",
        "d": "answering 0 costs the variance of ε, that is 1, at every time.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** The denoising loss is a mean over all elements, and a network that knows
nothing gets 1. For Gaussian data of variance 1 the best possible loss at time $t$ is
$\bar\alpha_t$: it *falls* as the noise grows, for the noise is then in plain sight, while the best
error of the data, $1-\bar\alpha_t$, rises. The two are one error in two units: the factor between
them is $(1-\bar\alpha_t)/\bar\alpha_t$. So judge a loss by its time and by the best that is
possible there, never by its size alone.

*Further:* Ho, Jain & Abbeel, *Denoising Diffusion Probabilistic Models*, 2020, section 3.4.
"""
