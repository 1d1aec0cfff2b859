r"""Exercise 6: noising in closed form."""

# %% [markdown]
r"""
# Exercise 6 · Noising in closed form

**About 35 minutes · medium · 8 points · before it: exercise 3**

A diffusion model learns to undo a destruction that we choose ourselves. Starting from a datum
$x_0$, step $s = 0, 1, \dots, T-1$ shrinks what is there and adds fresh noise
$\xi_s\sim\mathcal N(0, I)$:

$$x \;\leftarrow\; \sqrt{1-\beta_s}\;x + \sqrt{\beta_s}\;\xi_s .$$

Training wants the result after a random number of steps, for every image of every batch. Nobody
walks there: since sums of Gaussians are Gaussian, all steps up to time $t$ collapse into **one
jump** with a single noise $\epsilon$. You will write that jump. It stands in the training loop of
diffusion models for images, sound and video, and a wrong index in it trains a model for other
noise levels than the sampler later asks for.

*You will learn:* how much of the data is left at time $t$, and why it is never quite nothing.
"""

# %% [markdown]
r"""
## Predict first

The data are standardised: every coordinate has mean 0 and variance 1. What happens to the
variance of $x_t$, over all data and noises, as $t$ grows?

- **a** It grows: each step adds noise.
- **b** It falls: each step shrinks what is there.
- **c** It falls first, while the data fade, and comes back as the noise takes over.
- **d** It stays 1 at all times.

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
        "a": "noise is added, but not to the whole of the old x: what happens to that before?",
        "b": "each step shrinks, but something comes back. Add up the two variances of one step.",
        "c": "each single step already makes up for what it takes. Add up its two variances.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

What a step keeps is $\alpha_s = 1-\beta_s$ of the *power*; what is left of it after the steps
$0,\dots,t$ is called $\bar\alpha_t$. In a batch every sample has a time of its own: row $i$ of
`x0` gets the noise level `t[i]`, in all its pixels. A single integer `t` holds for all samples.

Do a case by hand before you code: $\beta = (0.19,\ 0.36)$, $x_0 = 1$, $\epsilon = 0$, at $t = 1$.
The numbers are chosen so that you need no calculator, and the test below knows it.

<details><summary>Hint 1 · a question</summary>

A product of what, from where up to and including where? And what must the squares of the two
coefficients, that of the data and that of the noise, add to if variance 1 is to stay 1?
</details>
<details><summary>Hint 2 · shapes</summary>

`x0` and `eps` have shape (B, …), `t` has (B,) or is one integer, `betas` has (T,); the result has
the shape of `x0`. Nothing is reduced but the time axis of `betas`, by a product. The level has
shape (B,) then, and numpy lines up the *last* axes: for images (B, C, H, W) it must become
(B, 1, 1, 1), for a table (B, d) it must become (B, 1), for a scalar `x0` it stays ().
</details>
<details><summary>Hint 3 · one blank</summary>

All levels at once: `level = np.cumprod(______)[t]`. Then one trailing axis for each axis of a
sample: `level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))`, where `t` and `x0` are arrays.
</details>
"""

# %% solution="q_sample" reference="diffusion.q_sample"

# %% points=1 tests="noising_by_hand"
# By hand for β = (0.19, 0.36): after two steps 0.81 · 0.64 of the power is left, 0.9 · 0.8 = 0.72
# of the amplitude. For β = 0.36 alone: 0.8 of the datum and 0.6 of the noise.
with attempt():
    expect(q_sample(1.0, 1, [0.19, 0.36], 0.0), 0.72, about="two steps, no noise drawn")
    expect(q_sample(2.0, 0, [0.36], 1.0), 2.2, about="one step, x₀ = 2, ε = 1")
    expect(
        q_sample(np.ones((2, 1)), np.array([0, 1]), np.array([0.19, 0.36]), np.zeros((2, 1))),
        [[0.9], [0.72]],
        about="two samples, each with its own time",
    )

# %% points=1 tests="noising_random"
assert callable(q_sample)  # hidden: random tables (B, d), also square ones, a time per sample
### BEGIN HIDDEN TESTS
from course import checks, oracles


def jump_with(coefficients):
    """The jump with other coefficients of data and noise: a function of the α_s and the time."""

    def jump(x0, t, betas, eps):
        pairs = [coefficients(1 - betas, int(k)) for k in np.broadcast_to(t, x0.shape[:1])]
        rows = [a * x + b * e for (a, b), x, e in zip(pairs, x0, eps, strict=True)]
        return np.array(rows).reshape(x0.shape)

    return jump


def variance_kept(level):
    return jump_with(lambda alpha, k: (np.sqrt(level(alpha, k)), np.sqrt(1 - level(alpha, k))))


def product(alpha, k):
    return np.prod(alpha[: k + 1])


noising_mistakes = {
    "the levels fit the times to the columns: sample i needs t[i] in its whole row": (
        lambda x0, t, betas, eps: oracles.diffusion.q_sample(x0.T, t, betas, eps.T).T
    ),
    "at time t a step is missing: time counts from 0, and step t has happened too": (
        lambda x0, t, betas, eps: oracles.diffusion.q_sample(x0, t - 1, betas, eps)
    ),
    "at time t a step too many is in: step t is the last one that has happened": (
        lambda x0, t, betas, eps: oracles.diffusion.q_sample(x0, t + 1, betas, eps)
    ),
    "only the last step is in it: the earlier steps have faded the data too": (
        variance_kept(lambda alpha, k: alpha[k])
    ),
    "exp of the summed β fits infinitely many small steps, not these ones": (
        variance_kept(lambda alpha, k: np.exp(-np.sum(1 - alpha[: k + 1])))
    ),
    "the level is that of the end of the schedule, whatever t is": (
        variance_kept(lambda alpha, k: np.prod(alpha))
    ),
    "all samples have the level of the first one, although t[i] belongs to sample i": (
        lambda x0, t, betas, eps: oracles.diffusion.q_sample(x0, int(t[0]), betas, eps)
    ),
    "β is squared; it is a variance, a share of power, already": (
        variance_kept(lambda alpha, k: np.prod(1 - (1 - alpha[: k + 1]) ** 2))
    ),
    "the noise is that of the last step alone; what came before has faded, not gone": (
        jump_with(lambda alpha, k: (np.sqrt(product(alpha, k)), np.sqrt(1 - alpha[k])))
    ),
    "the variances of the noises are summed, but the earlier noises have faded too": (
        jump_with(
            lambda alpha, k: (np.sqrt(product(alpha, k)), np.sqrt(np.sum(1 - alpha[: k + 1])))
        )
    ),
    "what is multiplied is what each step adds, not what it keeps": (
        variance_kept(lambda alpha, k: np.prod(1 - alpha[: k + 1]))
    ),
    "the β are summed: a step takes its share of what is left, not of the beginning": (
        variance_kept(lambda alpha, k: max(1 - np.sum(1 - alpha[: k + 1]), 0))
    ),
    "shares of power are used as factors of amplitude: both coefficients lack something": (
        jump_with(lambda alpha, k: (product(alpha, k), 1 - product(alpha, k)))
    ),
    "the coefficient of the noise is a variance, not a standard deviation": (
        jump_with(lambda alpha, k: (np.sqrt(product(alpha, k)), 1 - product(alpha, k)))
    ),
    "the coefficient of the data is a share of power, not of amplitude": (
        jump_with(lambda alpha, k: (product(alpha, k), np.sqrt(1 - product(alpha, k))))
    ),
    "data and noise have exchanged their coefficients": (
        jump_with(lambda alpha, k: (np.sqrt(1 - product(alpha, k)), np.sqrt(product(alpha, k))))
    ),
    "the coefficients themselves add to 1; it is their squares, the powers, that must": (
        jump_with(lambda alpha, k: (np.sqrt(product(alpha, k)), 1 - np.sqrt(product(alpha, k))))
    ),
    "the noise is added to unfaded data: the variance would grow with time": (
        jump_with(lambda alpha, k: (1, np.sqrt(1 - product(alpha, k))))
    ),
    "the noise is subtracted: right in law, but ε is not the noise that was added": (
        jump_with(lambda alpha, k: (np.sqrt(product(alpha, k)), -np.sqrt(1 - product(alpha, k))))
    ),
}
noising_rng = checks.rng("noising_random")
for noising_shape, noising_steps in (((4, 4), 9), ((5, 3), 7), ((6,), 8)):
    checks.agree(
        q_sample,
        oracles.diffusion.q_sample,
        [
            (
                noising_rng.normal(size=noising_shape),
                # times of their own for all samples, neither the first nor the last one
                1 + noising_rng.permutation(noising_steps - 2)[: noising_shape[0]],
                noising_rng.uniform(0.05, 0.3, size=noising_steps),
                noising_rng.normal(size=noising_shape),
            )
            for _ in range(2)
        ],
        mistakes=noising_mistakes if len(noising_shape) == 2 else None,
    )
### END HIDDEN TESTS

# %% points=1 tests="noising_edges"
assert callable(q_sample)  # hidden: images, first and last time, no noise and only noise, no sample
### BEGIN HIDDEN TESTS
from course import checks, oracles

noising_rng = checks.rng("noising_edges")
betas_e = noising_rng.uniform(0.05, 0.3, size=6)
x0_e, eps_e = noising_rng.normal(size=(2, 2, 3))
image_e, noise_e = noising_rng.normal(size=(2, 2, 2, 2, 2))
for part_e, pair_e in {
    "ε = 0, so in the part of the data": (x0_e, 0 * eps_e),
    "x₀ = 0, so in the part of the noise": (0 * x0_e, eps_e),
}.items():
    checks.agree(
        q_sample,
        oracles.diffusion.q_sample,
        [(pair_e[0], np.array([0, 5]), betas_e, pair_e[1])],
        where=f"at the first and the last time, with {part_e}",
        mistakes={
            "t = 0 is treated as before the first step; one step of noise is in it": (
                lambda x0, t, betas, eps: oracles.diffusion.q_sample(
                    x0, t, np.insert(betas, 0, 0.0), eps
                )
            ),
            "at t = 0 it looks up the level of the very last time, by a negative index": (
                lambda x0, t, betas, eps: oracles.diffusion.q_sample(x0, (t - 1) % 6, betas, eps)
            ),
        },
    )
checks.agree(
    q_sample,
    oracles.diffusion.q_sample,
    [(x0_e, 0, betas_e, eps_e), (x0_e, 3, betas_e, eps_e), (x0_e[:1], 5, betas_e, eps_e[:1])],
    where="for one integer t",
)
checks.agree(
    q_sample,
    oracles.diffusion.q_sample,
    [(image_e, np.array([1, 4]), betas_e, noise_e)],
    where="for images (2, 2, 2, 2)",
    mistakes={
        "the times run along the rows of pixels, not along the samples": lambda x0, t, b, eps: (
            np.swapaxes(
                oracles.diffusion.q_sample(np.swapaxes(x0, 0, 2), t, b, np.swapaxes(eps, 0, 2)),
                0,
                2,
            )
        ),
        "the times run along the columns of pixels, not along the samples": (
            lambda x0, t, b, eps: oracles.diffusion.q_sample(x0.T, t, b, eps.T).T
        ),
    },
)
image_e, noise_e = noising_rng.normal(size=(2, 3, 2, 4, 5))
checks.agree(
    q_sample,
    oracles.diffusion.q_sample,
    [(image_e, np.array([5, 0, 2]), betas_e, noise_e)],
    where="for images (B, C, H, W)",
)
checks.agree(
    q_sample,
    lambda x0, t, betas, eps: x0 if betas[0] == 0 else eps,
    [(x0_e, np.array([2, 5]), np.full(6, beta), eps_e) for beta in (0.0, 1.0)],
    where="where every β is 0 or every β is 1",
)
checks.agree(
    q_sample,
    lambda x0, t, betas, eps: np.zeros((0, 3)),
    [(np.zeros((0, 3)), np.zeros(0, int), betas_e, np.zeros((0, 3)))],
    where="for an empty batch",
)
### END HIDDEN TESTS

# %% points=1 tests="noising_properties"
assert callable(q_sample)  # hidden: powers, more and more noise, samples that do not mix
### BEGIN HIDDEN TESTS
from course import checks

noising_rng = checks.rng("noising_properties")
# the later steps are the gentler ones: the noise still piles up
betas_p = np.sort(noising_rng.uniform(0.05, 0.3, size=12))[::-1]
times_p, ones_p = np.arange(12), np.ones((12, 2))
signal_p = checks.call(q_sample, ones_p, times_p, betas_p, 0 * ones_p)
noise_p = checks.call(q_sample, 0 * ones_p, times_p, betas_p, ones_p)
for part_p in (signal_p, noise_p):
    checks.require(np.shape(part_p) == (12, 2), "the result has not the shape of x0")
checks.require(
    np.isclose(np.square(signal_p) + np.square(noise_p), 1, rtol=1e-6),
    "data of variance 1 do not keep variance 1: what do the squares of the coefficients add to?",
)
checks.require(
    np.diff(np.abs(noise_p), axis=0) > 0,
    "the share of noise does not rise with every step, although each of them adds some",
)
x0_p, eps_p = noising_rng.normal(size=(2, 12, 3))
order_p = np.roll(times_p, 5)
checks.require(
    np.isclose(
        checks.call(q_sample, x0_p[order_p], times_p[order_p], betas_p, eps_p[order_p]),
        np.asarray(checks.call(q_sample, x0_p, times_p, betas_p, eps_p))[order_p],
        rtol=1e-9,
    ),
    "the samples of a batch mix: in another order each of them gets other values",
)
### END HIDDEN TESTS

# %% points=1 tests="noising_hygiene"
assert callable(q_sample)  # hidden: lists, integers, float32, inputs unchanged, no own randomness
### BEGIN HIDDEN TESTS
from course import checks

noising_rng = checks.rng("noising_hygiene")
x0_h, eps_h = noising_rng.normal(size=(2, 4, 3))
betas_h = noising_rng.uniform(0.05, 0.3, size=5)
checks.hygiene(q_sample, x0_h, np.array([3, 0, 4, 1]), betas_h, eps_h)
checks.hygiene(q_sample, 1.3, 2, betas_h, -0.8)
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

A spiral of points, noised twice: blue by walking all steps one by one, red by your jump. The
schedule is a coarse one of ten steps, so that an index that is off by one can be seen. On the
right, how much of a datum is left and how much noise has come, as factors of amplitude: the marks
are measured on walkers that start at $x_0 = 1$, the lines are your function. The clouds must look
alike, the lines must meet the marks. What do the squares of the two curves add to?
"""

# %%
ten_steps, shown = np.linspace(0.01, 0.6, 10), (0, 1, 3, 9)
draw = np.random.default_rng(6)
angle = 4.5 * np.pi * np.sqrt(draw.uniform(0.03, 1, size=800))
spiral = angle[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
spiral = (spiral - spiral.mean(0)) / spiral.std(0)

points, walkers = spiral, np.ones(20_000)
clouds, data_left, noise_in = [], [], []
for beta in ten_steps:
    points = np.sqrt(1 - beta) * points + np.sqrt(beta) * draw.normal(size=points.shape)
    half = draw.normal(size=len(walkers) // 2)  # noises in pairs ±: their mean is exactly 0
    walkers = np.sqrt(1 - beta) * walkers + np.sqrt(beta) * np.append(half, -half)
    clouds.append(points)
    data_left.append(walkers.mean())
    noise_in.append(walkers.std())

figure, panels = plt.subplot_mosaic(
    [[*"abcd", "right"], [*"efgh", "right"]],
    figsize=(9, 3.4),
    width_ratios=(1, 1, 1, 1, 2.8),
    layout="constrained",
)
for name in "abcdefgh":
    panels[name].set(xlim=(-3, 3), ylim=(-3, 3), xticks=[], yticks=[], aspect="equal")
for name, t in zip("abcd", shown, strict=True):
    panels[name].plot(*clouds[t].T, ".", color=DATA, ms=2.5)
    panels[name].set_title(f"t = {t}")
panels["a"].set_ylabel("walked")
panels["e"].set_ylabel("your jump")
right, times = panels["right"], np.arange(10)
right.plot(times, data_left, "o", color=TRUTH)
right.plot(times, noise_in, "D", color=TRUTH, mfc="none")
right.annotate("data left", (times[6], data_left[6] + 0.09))
right.annotate("noise", (times[6], noise_in[6] - 0.11))
with attempt():
    for name, t in zip("efgh", shown, strict=True):
        jumped = q_sample(spiral, t, ten_steps, draw.normal(size=spiral.shape))
        panels[name].plot(*np.transpose(jumped), ".", color=YOURS, ms=2.5)
    one, none = np.ones((10, 1)), np.zeros((10, 1))
    right.plot(times, q_sample(one, times, ten_steps, none), color=YOURS)
    right.plot(times, q_sample(none, times, ten_steps, one), "--", color=YOURS)
right.set(xlabel="time t", ylabel="factor of amplitude", title="marks: walked · lines: yours")
plt.show()

# %% [markdown]
r"""
## Explain

Sampling starts from pure noise, as if nothing of the data were left at the last time. Take the
schedule of Ho et al., `np.linspace(1e-4, 0.02, 1000)`, at its last time $t = 999$.

1. Which fraction of a pixel's **amplitude** is still in $x_{999}$? (A fraction, not per cent.)
2. That looks like nothing, for one pixel. Now take a plain image, $256\times256$ pixels with
   $x_0 = 1$ in all of them, and average $x_{999}$ over its pixels. The average holds a signal (its
   mean over all noises) and a noise (its spread, as every pixel has a noise of its own). How large
   is signal² divided by the variance of that noise?

Three digits are enough; your own function may help.
"""

# %% solution="leftover"
amplitude_left = None  # a number
brightness_ratio = None  # a number
### BEGIN SOLUTION
amplitude_left = 0.006353  # √ᾱ₉₉₉, from ᾱ₉₉₉ = 4.036e-5
brightness_ratio = 2.645  # 256² ᾱ / (1 − ᾱ)
### END SOLUTION

# %% points=1 tests="leftover_amplitude"
assert amplitude_left is None or 0 <= amplitude_left, "a fraction is not negative"
### BEGIN HIDDEN TESTS
from course import checks, oracles

ho_l = np.linspace(1e-4, 0.02, 1000)
left_l = float(oracles.diffusion.q_sample([1.0], 999, ho_l, [0.0])[0])
checks.number(
    amplitude_left,
    left_l,
    rtol=2e-3,
    mistakes={
        "that is the fraction of the power; the amplitude is asked for": left_l**2,
        "a product of numbers below 1, but above 0, is small and not 0": 0.0,
        "close, but that is the limit of infinitely many steps": np.exp(-ho_l.sum() / 2),
        "that is the limit of infinitely many steps, and of the power": np.exp(-ho_l.sum()),
        "that is what the last step alone leaves over": np.sqrt(1 - ho_l[-1]),
        "in per cent; a fraction is asked for": 100 * left_l,
        "that is the share of the noise": np.sqrt(1 - left_l**2),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="leftover_brightness"
assert brightness_ratio is None or 0 <= brightness_ratio, "a square over a variance is positive"
### BEGIN HIDDEN TESTS
from course import checks, oracles

ho_l = np.linspace(1e-4, 0.02, 1000)
power_l = float(oracles.diffusion.q_sample([1.0], 999, ho_l, [0.0])[0]) ** 2
ratio_l = power_l / (1 - power_l)
checks.number(
    brightness_ratio,
    256**2 * ratio_l,
    rtol=5e-3,
    mistakes={
        "that is the ratio in one pixel: what does averaging do to the noise?": ratio_l,
        "the variance of a mean of n independent noises falls faster than that": 256 * ratio_l,
        "that is a ratio of amplitudes; signal² over variance is asked for": 256 * ratio_l**0.5,
        "the signal enters squared, yours enters unsquared": 256**2 * ratio_l**0.5,
        "the other way round: signal over noise is asked for": 1 / (256**2 * ratio_l),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** $x_t$ is the datum times $\sqrt{\bar\alpha_t}$ plus noise times
$\sqrt{1-\bar\alpha_t}$: the product runs over all steps up to and *including* $t$, and the squares
add to 1. $\bar\alpha_t$ is what is left of the power, its root what is left of the amplitude. It
is small at the end, not zero: over a whole picture even the noisiest training input still shows
the mean brightness, which pure noise at sampling time does not have. Models trained so tend to
paint pictures of medium brightness.

*Further:* Ho, Jain & Abbeel, *Denoising Diffusion Probabilistic Models*, 2020, section 2; on the
last step Lin et al., *Common Diffusion Noise Schedules and Sample Steps are Flawed*, 2024.
"""
