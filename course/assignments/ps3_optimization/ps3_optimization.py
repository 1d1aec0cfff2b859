r"""Problem set 3: optimisation."""

# %% [markdown]
r"""
# Problem set 3 · Optimisation

**About 90 minutes · medium · 20 points · before it: problem set 2**

A generative model is written in an afternoon and then *trained* for weeks, and most of what goes
wrong in these weeks can be seen on a parabola. A rate a little too large: the loss is `nan` by
Monday. A rate a hundred times too small: a curve that falls so nicely that nobody notices. Moments
that start at zero: first steps of the wrong size, in the very phase in which the network is most
easily spoiled.

None of this needs a network. Near a minimum with positive curvatures a smooth loss is nearly a quadratic bowl, and on a bowl
everything can be computed: the rate at which training explodes, the number of steps, the size of
Adam's first move. The same numbers set the learning rate, the warm-up and the weight decay of
diffusion models and language models, where one cannot compute them and has to know what to look for.

*You will learn:* to predict when a step diverges, to write Adam, and to tell which penalty makes
weights exactly zero.

| part | about | marks |
|---|---|---|
| 3.1 | how large a step? | 5 |
| 3.2 | what Adam keeps | 3 |
| 3.3 | two penalties | 5 |
| 3.4 | write one step of Adam | 7 |
"""

# %% [markdown]
r"""
## 3.1 · How large a step?

Gradient descent with the learning rate $\eta$ moves $x$ to $x - \eta\,\nabla f(x)$.

### 3.1a · The rate at which it explodes *(medium, 10 minutes)*

1. On the parabola $f(x) = 3x^2$, below which $\eta$ does gradient descent converge to 0 from every
   start, while from there on it does not?
2. And on the bowl $f(x, y) = \tfrac12\,(x^2 + 25\,y^2)$, with one rate for both coordinates?

<details><summary>Hint 1 · a question</summary>

By which number does one step multiply $x$? For which numbers does multiplying again and again lead
to 0?
</details>
<details><summary>Hint 2 · a trap</summary>

The curvature of $3x^2$ is its *second* derivative.
</details>
<details><summary>Hint 3 · one blank</summary>

For curvature $\lambda$ a step multiplies by $1 - \eta\lambda$, which must lie between ______ and 1.
</details>
"""

# %% solution="largest_rates"
rate_parabola = None  # a number
rate_bowl = None  # a number
### BEGIN SOLUTION
rate_parabola = 1 / 3
rate_bowl = 0.08
### END SOLUTION

# %% points=1 tests="p31a_parabola"
assert rate_parabola is None or rate_parabola > 0, "a rate is positive"
### BEGIN HIDDEN TESTS
from course import checks, oracles

limit_31 = oracles.optimization.largest_rate([6.0])
checks.number(
    rate_parabola,
    limit_31,
    mistakes={
        "with this rate one step lands in the minimum; a larger one still converges": limit_31 / 2,
        "is 3 the curvature of 3x²? Differentiate twice": 2 * limit_31,
        "that is the curvature divided by a number, not a number divided by the curvature": 3.0,
        "that is right for curvature 1": 2.0,
        "that is the curvature itself": 6.0,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p31a_bowl"
assert rate_bowl is None or rate_bowl > 0, "a rate is positive"
### BEGIN HIDDEN TESTS
from course import checks, oracles

limit_bowl = oracles.optimization.largest_rate([1.0, 25.0])
checks.number(
    rate_bowl,
    limit_bowl,
    mistakes={
        "so far x would allow to go. What happens to y meanwhile?": 2.0,
        "with this rate one step takes y into the minimum; a larger one still converges": 0.04,
        "the mean curvature decides nothing: each coordinate goes its own way": 2 / 13,
        "the curvatures do not add: each coordinate goes its own way": 2 / 26,
        "is 12.5 the curvature in y? Differentiate twice": 2 / 12.5,
        "the geometric mean of the curvatures decides nothing": 2 / 5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Gradient descent on the bowl at 5 per cent below your rate and at 5 per cent above it. If the
rate is right, one of the two comes to the middle and the other one leaves. (The contours are the
bowl's, and the right-hand side shows the distance from its centre.)
"""

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.4), layout="constrained")
x_axis, y_axis = np.meshgrid(np.linspace(-5, 5, 101), np.linspace(-2, 2, 101))
levels = [0.5, 2, 6, 15, 30]
left.contour(x_axis, y_axis, (x_axis**2 + 25 * y_axis**2) / 2, levels, colors=DATA, linewidths=1)
left.set(xlim=(-5, 5), ylim=(-2, 2), xlabel="x", ylabel="y", title="the first 12 steps")
right.axhline(1, color=TRUTH, lw=1)
right.set(xlabel="step", ylabel="distance / distance at the start", title="does it arrive?")
right.set(yscale="log", xlim=(0, 100), ylim=(1e-4, 1e4))
with attempt():
    if rate_bowl is None:
        raise NotImplementedError("rate_bowl has no value yet")
    for share, style in ((0.95, "-"), (1.05, ":")):
        point, way = np.array([4.0, 1.0]), []
        for _ in range(101):
            way.append(point)
            point = point - share * rate_bowl * point * [1, 25]
        way = np.clip(way, -1e6, 1e6)
        left.plot(*way[:13].T, style, color=YOURS, lw=1.5, marker=".", label=f"{share} × your rate")
        distance = np.linalg.norm(way, axis=1)
        right.plot(distance / distance[0], style, color=YOURS, label=f"{share} × your rate")
    right.legend(loc="upper left")
plt.show()

# %% [markdown]
r"""
### 3.1b · Too small *(medium, 10 minutes)*

Now $f(x) = \tfrac12 x^2$ and $\eta = 0.01$, from $x_0 = 1$. After **how many steps** is the error $|x|$
below $10^{-3}$ for the first time? The whole number is asked for.
"""

# %% solution="patience"
steps_needed = None  # a whole number
### BEGIN SOLUTION
steps_needed = 688  # 0.99ᵏ < 0.001 from k > log 0.001 / log 0.99 = 687.3
### END SOLUTION

# %% points=1 tests="p31b_steps"
assert steps_needed is None or steps_needed > 0, "it takes some steps"
### BEGIN HIDDEN TESTS
from course import checks

error_31, steps_31 = 1.0, 0
while error_31 >= 1e-3:
    error_31, steps_31 = error_31 - 0.01 * error_31, steps_31 + 1
checks.number(
    steps_needed,
    steps_31,
    rtol=1e-4,
    mistakes={
        "after so many steps it is still a little above": steps_31 - 1,
        "no whole number: how many steps must be taken?": np.log(1e-3) / np.log(0.99),
        "that is the time of the differential equation dx/dt = −x over η; a step of finite size "
        "does a little more": 691.0,
        "that is the time of the differential equation dx/dt = −x over η": np.log(1e3) / 0.01,
        "the error does not shrink by the same amount in each step": 100.0,
        "the error does not shrink by the same amount in each step, which would take so many": 99.9,
        "for an error of one per cent so many are enough": 459.0,
        "that is for the loss ½x², not for the error |x|": 310.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Somebody trains a network with a rate that is a hundred times too small. What do they see first?

- **a** A loss that falls smoothly, much too slowly.
- **b** A loss that is stuck in the nearest poor local minimum.
- **c** A loss that rises, because the noise of the batches is stronger than the step.
- **d** A loss that is constant: steps below a threshold have no effect.
"""

# %% solution="small_rate"
answer_small_rate = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_small_rate = "a"
### END SOLUTION

# %% points=1 tests="p31b_symptom"
assert answer_small_rate in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_small_rate,
    key="a",
    feedback={
        "b": "to be stuck in a minimum one must have arrived in one. How long does that take now?",
        "c": "the noise is multiplied by the same small rate as the gradient.",
        "d": "on the parabola, at which positive rate does nothing move?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 3.1c · Warm-up *(medium, 5 minutes)*

Large models are trained with a rate that rises from near 0 to its full value over the first
thousand steps or so. Which **two** of these are reasons for it?

- **a** Small steps at the beginning let the optimiser leave poor local minima.
- **b** Adam's running mean of squares rests on few gradients at first, so the sizes of its steps are
  unreliable.
- **c** The first batches become more independent of each other.
- **d** Right after initialisation the curvature may be so large that the later rate lies beyond the
  limit of 3.1a.
- **e** Without it Adam would divide by zero in its first step.

Write both letters in one text.
"""

# %% solution="warm_up"
answer_warm_up = None  # two letters in quotes
### BEGIN SOLUTION
answer_warm_up = "bd"
### END SOLUTION

# %% points=1 tests="p31c_warm_up"
assert answer_warm_up is None or len(answer_warm_up) >= 2, "two letters are asked for"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    answer_warm_up,
    keys="bd",
    feedback={
        "a": "to leave a minimum one needs large steps or noise, not small steps.",
        "c": "the rate has no influence on which data are drawn.",
        "e": "what is added to the root, and is the square of the first gradient zero?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.2 · What Adam keeps

Adam holds two numbers more for every weight, $m$ and $v$, and moves the weight by about
$-\eta\,m/\sqrt v$.

### 3.2a · Two running means *(easy, 5 minutes)*

What do they hold?

- **a** $m$: a running mean of the gradient; $v$: its running variance, the mean square around $m$.
- **b** $m$: a running mean of the gradient; $v$: the diagonal of the Hessian, from differences.
- **c** $m$: a running mean of the gradient; $v$: one of its square, from which $m$ is not subtracted.
- **d** $m$: a running mean of the gradient; $v$: one of $\|g\|^2$, a single number for all weights.
"""

# %% solution="moments"
answer_moments = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_moments = "c"
### END SOLUTION

# %% points=1 tests="p32a_moments"
assert answer_moments in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_moments,
    key="c",
    feedback={
        "a": "then a constant gradient would have v = 0, and the steps would be endless.",
        "b": "Adam never looks at two points at once; it gets gradients and nothing else.",
        "d": "then all weights would share one step size, which is what Adam does away with.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 3.2b · The first step *(medium, 10 minutes)*

Both start at 0. With $\beta_1 = 0.9$ and $\beta_2 = 0.999$ the first gradient $g$ makes them
$m = 0.1\,g$ and $v = 0.001\,g^2$. Adam divides $m$ by $1-\beta_1^t$ and $v$ by $1-\beta_2^t$ before
it uses them, which at $t = 1$ gives back $g$ and $g^2$.

Leave both corrections out: **how many times as long** as Adam's is the first step? (Take
$\varepsilon = 0$; three digits.)
"""

# %% solution="uncorrected"
times_as_long = None  # a number
### BEGIN SOLUTION
times_as_long = 3.1623
### END SOLUTION

# %% points=1 tests="p32b_first_step"
assert times_as_long is None or times_as_long > 0, "a ratio of two lengths"
### BEGIN HIDDEN TESTS
from course import checks, oracles

lengths_32 = [
    abs(float(step(0.0, 0.7, 0.0, 0.0, 1, 1.0, 0.9, 0.999, 0.0)[0]))
    for step in (
        oracles.optimization.mistaken_adam(mend_m=lambda b, t: 1, mend_v=lambda b, t: 1),
        oracles.optimization.adam_step,
    )
]
checks.number(
    times_as_long,
    lengths_32[0] / lengths_32[1],
    mistakes={
        "do numerator and denominator shrink by the same factor?": 1.0,
        "so much shorter is m; the denominator shrinks as well": 0.1,
        "v stands under a root": 0.1 / 0.001,
        "it is upside down": lengths_32[1] / lengths_32[0],
        "that compares the two factors of the denominator and of nothing else": 0.001**0.5,
        "the root of v grows by that factor, but m grows as well": 0.001**-0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
So with these $\beta$ and without correction the very first steps would be too *long*, not too short: one
more thing that happens at the worst moment.

### 3.2c · Adam or SGD? *(easy, 5 minutes)*

Which sentence may stand in a paper?

- **a** Adam converges to sharper minima, and therefore generalises less well than SGD.
- **b** SGD with momentum reaches the same solution as Adam, but it always takes longer.
- **c** At equal training loss two optimisers have found networks that generalise equally well.
- **d** On some tasks well-tuned SGD with momentum generalises better, on others AdamW.
"""

# %% solution="adam_or_sgd"
answer_adam = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_adam = "d"
### END SOLUTION

# %% points=1 tests="p32c_adam_or_sgd"
assert answer_adam in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_adam,
    key="d",
    feedback={
        "a": "this was observed in some settings and not in others, and sharpness changes when the "
        "weights of a rectifier network are rescaled, while the function does not.",
        "b": "neither the same solution nor always: convolutional networks are a standing example "
        "for SGD. What would prove an “always”?",
        "c": "training loss says nothing about new data; many networks share it.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.3 · Two penalties

Four weights, $w = (3,\; 0.01,\; -2,\; 0.001)$.

### 3.3a, 3.3b · Their sizes *(easy, 5 minutes)*

Compute $\|w\|_1$ (3.3a) and $\|w\|_2^2$ (3.3b), the second one to six decimals: the question is what
the small weights contribute to either.
"""

# %% solution="norms"
l1_norm = None  # a number
l2_norm_squared = None  # a number, six decimals
### BEGIN SOLUTION
l1_norm = 5.011
l2_norm_squared = 13.000101
### END SOLUTION

# %% points=1 tests="p33a_l1"
assert l1_norm is None or l1_norm > 0, "a norm is positive"
### BEGIN HIDDEN TESTS
from course import checks

weights_33 = np.array([3.0, 0.01, -2.0, 0.001])
checks.number(
    l1_norm,
    np.abs(weights_33).sum(),
    rtol=1e-5,
    mistakes={
        "the sizes are added, not the numbers": weights_33.sum(),
        "the small weights count, too": 5.0,
        "the smallest weight counts, too": 5.01,
        "that is the largest size": 3.0,
        "that is the Euclidean length": np.linalg.norm(weights_33),
        "that is the mean of the sizes": np.abs(weights_33).mean(),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p33b_l2"
assert l2_norm_squared is None or l2_norm_squared > 0, "a square is positive"
### BEGIN HIDDEN TESTS
from course import checks

weights_33 = np.array([3.0, 0.01, -2.0, 0.001])
checks.number(
    l2_norm_squared,
    (weights_33**2).sum(),
    rtol=5e-8,  # 13.0001 is 1e-6 away
    mistakes={
        "the smallest weight is lost: to six decimals it shows": 13.0001,
        "the small weights are lost: to six decimals they show": 13.0,
        "that is the length; the penalty is its square": np.linalg.norm(weights_33),
        "that is the length, rounded; the penalty is its square": 3.6056,
        "the squares carry no signs": 9 + 0.01**2 - 4 + 0.001**2,
        "a square of 0.01 has more zeros": 13.011,
        "that is half of it": (weights_33**2).sum() / 2,
        "that is the square of the sum of sizes": np.abs(weights_33).sum() ** 2,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
In $\|w\|_2^2$ the two small weights make up eight millionths of the whole, so there is next to nothing
to gain from making them smaller still. In $\|w\|_1$ a thousandth less is a thousandth less, wherever
it is taken from.

### 3.3c · Exactly zero *(medium, 10 minutes)*

A *proximal step* for the penalty $\tau\|w\|_1$ replaces every weight by

$$\operatorname*{argmin}_{u\in\mathbb R}\; \tfrac12 (u - w_j)^2 + \tau\,|u| .$$

Apply it to $w = (3,\; 0.01,\; -2,\; 0.001)$ with $\tau = 0.02$: four numbers. Then with $\tau = 0.005$: what
becomes of the **second** weight?

<details><summary>Hint 1 · a question</summary>

For $u > 0$ the function is a parabola. Where is its minimum, and is that place really positive?
</details>
<details><summary>Hint 2 · shape</summary>

A list of four numbers, one for each weight; a large weight stays on its side of 0.
</details>
<details><summary>Hint 3 · one blank</summary>

Each weight moves towards 0 by $\tau$, but not beyond ______.
</details>
"""

# %% solution="shrink"
after_002 = [None, None, None, None]  # all four weights, for τ = 0.02
second_after_0005 = None  # the second weight alone, for τ = 0.005
### BEGIN SOLUTION
after_002 = [2.98, 0, -1.98, 0]
second_after_0005 = 0.005
### END SOLUTION

# %% points=1 tests="p33c_shrunk"
assert len(after_002) == 4, "four weights, four numbers"
### BEGIN HIDDEN TESTS
from course import checks, oracles

weights_33 = np.array([3.0, 0.01, -2.0, 0.001])


def your_four_weights(w, tau):
    return after_002


checks.require(not any(weight is None for weight in after_002), "no answer yet")
checks.agree(
    your_four_weights,
    oracles.optimization.soft_threshold,
    [(weights_33, 0.02)],
    rtol=1e-4,
    atol=1e-6,
    mistakes={
        "the small ones go, but the large ones stay whole: the penalty acts on them, too": (
            lambda w, tau: np.where(np.abs(w) > tau, w, 0)
        ),
        "the small weights are pushed beyond 0: which is cheaper, there or at 0?": (
            lambda w, tau: w - tau * np.sign(w)
        ),
        "a negative weight moves away from 0, or loses its sign": (
            lambda w, tau: np.maximum(np.abs(w) - tau, 0)
        ),
        "all weights are moved downwards, not towards 0": lambda w, tau: w - tau,
        "negative weights are cut off: the penalty is symmetric": (
            lambda w, tau: np.maximum(w - tau, 0)
        ),
        "they are made smaller by a factor: so acts the penalty ½τ‖w‖₂²": (
            lambda w, tau: w / (1 + tau)
        ),
        "they are made smaller by a factor: so acts the penalty τ‖w‖₂²": (
            lambda w, tau: w / (1 + 2 * tau)
        ),
        "they move away from 0": lambda w, tau: w + tau * np.sign(w),
        "the weights move by half of τ: compare the slopes of both terms": (
            lambda w, tau: np.sign(w) * np.maximum(np.abs(w) - tau / 2, 0)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p33c_small_tau"
assert second_after_0005 is None or second_after_0005 < 1, "it does not grow"
### BEGIN HIDDEN TESTS
from course import checks, oracles

small_33 = float(oracles.optimization.soft_threshold([0.01], 0.005)[0])
checks.number(
    second_after_0005,
    small_33,
    mistakes={
        "is τ large enough for that?": 0.0,
        "the weight survives, but the penalty acts on it, too": 0.01,
        "it moves away from 0": 0.015,
        "it moves to the other side of 0": -small_33,
        "that is the third weight of four, not the second": -1.995,
        "compare the slopes of both terms: no factor ½ is in the second": 0.0075,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
A colleague minimises loss $+\,\tau\|w\|_1$ by gradient descent with a fixed rate $\eta$, with the gradient
$\tau\operatorname{sign}(w)$ for the penalty, and counts: hardly any weight is exactly 0. Why?

- **a** $\tau$ was too small: with a larger one the same method gives exact zeros.
- **b** Near 0 the penalty's step still has the size $\eta\tau$, so weights jump across 0 and back.
- **c** $|w|$ has no derivative at 0, so no method that uses derivatives can get near.
- **d** Like the penalty $\|w\|_2^2$ this one only makes weights small; exact zeros are a legend.
"""

# %% solution="no_zeros"
answer_no_zeros = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_no_zeros = "b"
### END SOLUTION

# %% points=1 tests="p33c_no_zeros"
assert answer_no_zeros in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_no_zeros,
    key="b",
    feedback={
        "a": "the minimiser has zeros already. What would a larger τ do to the steps around 0?",
        "c": "the weights get near. To hit one point exactly is another matter.",
        "d": "you have just computed two exact zeros, by another kind of step.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 3.4 · Write one step of Adam *(medium, 30 minutes)*

**Predict first.** Two weights, the first step. The gradient of one is $0.001$, of the other $1000$. With
$\eta = 0.01$ (and $\varepsilon = 10^{-8}$), how far does Adam move them?

- **a** A million times as far the second as the first: steps follow gradients.
- **b** Both by almost exactly 0.01.
- **c** Both by about 0.001, because $m$ has taken in only a tenth of the gradient.
- **d** The first by $10^{-5}$, the second by 0.01, where it is cut off.

Write a letter. You may come back later and change it; only the last answer counts.
"""

# %% solution="predict"
answer_predict = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_predict = "b"
### END SOLUTION

# %% points=1 tests="p34_predict"
assert answer_predict in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks, oracles

moved_34 = oracles.optimization.adam_step(
    np.zeros(2), np.array([1e-3, 1e3]), np.zeros(2), np.zeros(2), 1, lr=0.01
)[0]
assert np.allclose(moved_34, -0.01, rtol=1e-4)
checks.choice(
    answer_predict,
    key="b",
    feedback={
        "a": "so does gradient descent. What does Adam divide by?",
        "c": "and v? Both running means start at 0, and both are mended before use. See 3.2b.",
        "d": "nothing is cut off in Adam; compare m with the root of v, for both weights.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Implement.** One step, as a pure function: what goes in stays as it is, what is new comes out. All
that Adam remembers is in its arguments: `m`, `v`, and the number `t` of the step, 1 for the first.

Do one step by hand before you code: $p = 2$, $g = 3$, from zero moments, with
$\eta = 0.5$, $\beta_1 = 0.5$, $\beta_2 = 0.75$, $\varepsilon = 1$. The test below knows it.

<details><summary>Hint 1 · a question</summary>

What are $m$ and $v$ at $t = 1$ before they are mended, and which of the two versions must be there
at the next step?
</details>
<details><summary>Hint 2 · shapes</summary>

`p`, `g`, `m`, `v` have one shape, and so have all three results. Everything happens element by
element: no sum, no mean, no norm.
</details>
<details><summary>Hint 3 · one blank</summary>

new p = p − lr · mended m / ( ______ + eps ): the blank is made of the mended v, and eps stands
outside of it.
</details>
"""

# %% solution="adam" reference="optimization.adam_step"

# %% points=1 tests="p34_by_hand"
# m = ½ · 3 = 1.5, mended 3; v = ¼ · 9 = 2.25, mended 9; p = 2 − 0.5 · 3 / (3 + 1) = 1.625.
with attempt():
    new_p, new_m, new_v = adam_step(2.0, 3.0, 0.0, 0.0, 1, lr=0.5, b1=0.5, b2=0.75, eps=1.0)
    expect(new_m, 1.5, about="m after one step")
    expect(new_v, 2.25, about="v after one step")
    expect(new_p, 1.625, about="p after one step")
    new_p, _, _ = adam_step(np.zeros(2), np.array([1e-3, -1e3]), np.zeros(2), np.zeros(2), 1)
    expect(new_p, [-0.001, 0.001], tolerance=2e-5, about="a first step has the size of lr")

# %% points=1 tests="p34_random"
assert callable(adam_step)  # hidden: random states, many step numbers, two sizes of eps
### BEGIN HIDDEN TESTS
from course import checks, oracles

mistaken = oracles.optimization.mistaken_adam
right_34 = oracles.optimization.adam_step
adam_rng = checks.rng("p34_random")


def state(shape, t, lr, b1, b2, eps):
    p, g, m = adam_rng.normal(size=(3, *shape))
    return p, g, m, adam_rng.uniform(0.2, 1.5, size=shape), t, lr, b1, b2, eps


def without_correction_of(first, second):
    return mistaken(
        mend_m=(lambda b, t: 1) if first else (lambda b, t: 1 - b**t),
        mend_v=(lambda b, t: 1) if second else (lambda b, t: 1 - b**t),
    )


checks.agree(
    adam_step,
    right_34,
    [
        state((7,), 1, 0.05, 0.9, 0.999, 1e-8),
        state((4, 3), 2, 0.3, 0.8, 0.99, 1e-2),
        state((5, 5), 7, 1e-3, 0.9, 0.95, 0.1),
        state((2, 3, 4), 40, 0.02, 0.5, 0.98, 1e-3),
    ],
    outputs=("p", "m", "v"),
    mistakes={
        "v: the gradient is averaged, not its square": mistaken(second=lambda g: g),
        "v: the size of the gradient is averaged, not its square": mistaken(second=np.abs),
        "v: the square around m is averaged, the variance; the task asks for the square of g": (
            lambda p, g, m, v, t, lr, b1, b2, eps: mistaken(
                second=lambda _: (g - (b1 * m + (1 - b1) * g)) ** 2
            )(p, g, m, v, t, lr, b1, b2, eps)
        ),
        "v: all parameters share one mean square": mistaken(second=lambda g: np.mean(g**2) + 0 * g),
        "p: neither m nor v is mended before use": without_correction_of(True, True),
        "p: m is not mended before use": without_correction_of(True, False),
        "p: v is not mended before use": without_correction_of(False, True),
        "p: the steps are counted from 0, but t is 1 at the first one": mistaken(
            mend_m=lambda b, t: 1 - np.float64(b) ** (t - 1),
            mend_v=lambda b, t: 1 - np.float64(b) ** (t - 1),
        ),
        "p: t is 1 at the first step already; nothing is to be added to it": mistaken(
            mend_m=lambda b, t: 1 - b ** (t + 1), mend_v=lambda b, t: 1 - b ** (t + 1)
        ),
        "p: the means are mended as if every step were the first one": mistaken(
            mend_m=lambda b, t: 1 - b, mend_v=lambda b, t: 1 - b
        ),
        "p: the decay enters times t, not to the power t": mistaken(
            mend_m=lambda b, t: 1 - b * t, mend_v=lambda b, t: 1 - b * t
        ),
        "p: the means are multiplied by what they must be divided by": mistaken(
            mend_m=lambda b, t: 1 / (1 - b**t), mend_v=lambda b, t: 1 / (1 - b**t)
        ),
        "p: eps stands under the root": mistaken(move=lambda m, v, eps, _: m / np.sqrt(v + eps)),
        "p: eps is added before v is mended": mistaken(
            move=lambda m, v, eps, divisor: m / (np.sqrt(v) + eps / np.sqrt(divisor))
        ),
        "p: eps is missing": mistaken(move=lambda m, v, eps, _: m / np.sqrt(v)),
        "p: the root of v is missing": mistaken(move=lambda m, v, eps, _: m / (v + eps)),
        "p: nothing is divided by the root of v": mistaken(move=lambda m, v, eps, _: m),
        "p: the root of v multiplies": mistaken(move=lambda m, v, eps, _: m * (np.sqrt(v) + eps)),
        "p: only the sign of m is used": mistaken(move=lambda m, v, eps, _: np.sign(m)),
        "p: it moves up the slope, not down": mistaken(sign=1.0),
        "p: it moves by the gradient itself, m is not used": (
            lambda p, g, m, v, t, lr, b1, b2, eps: (
                right_34(p, g, m, v, t, lr, 0.0, b2, eps)[0],
                *right_34(p, g, m, v, t, lr, b1, b2, eps)[1:],
            )
        ),
        "p: it moves by the means from before the step": (
            lambda p, g, m, v, t, lr, b1, b2, eps: (
                mistaken(keep=lambda old, new, b: old)(p, g, m, v, t, lr, b1, b2, eps)[0],
                *right_34(p, g, m, v, t, lr, b1, b2, eps)[1:],
            )
        ),
        "p: only the move is returned, not where it leads": (
            lambda p, g, m, v, t, lr, b1, b2, eps: (
                right_34(0 * p, g, m, v, t, lr, b1, b2, eps)[0],
                *right_34(p, g, m, v, t, lr, b1, b2, eps)[1:],
            )
        ),
        "p: the learning rate is not used": (
            lambda p, g, m, v, t, lr, b1, b2, eps: right_34(p, g, m, v, t, 1.0, b1, b2, eps)
        ),
        "m and v are returned mended: mended once more in the next step, they would be too large": (
            mistaken(keeps_mended=True)
        ),
        "m: the old mean gets the small share and the new gradient the large one": mistaken(
            keep=lambda old, new, b: (1 - b) * old + b * new
        ),
        "m: the new gradient is added whole, so that it is no mean": mistaken(
            keep=lambda old, new, b: b * old + new
        ),
        "m: b1 and b2 have changed places": (
            lambda p, g, m, v, t, lr, b1, b2, eps: right_34(p, g, m, v, t, lr, b2, b1, eps)
        ),
        "the results come in another order than p, m, v": (
            lambda *args: (*right_34(*args)[1:], right_34(*args)[0])
        ),
        "m and v have changed places among the results": (
            lambda *args: (right_34(*args)[0], right_34(*args)[2], right_34(*args)[1])
        ),
        "only p is returned; what does the next step start from?": lambda *args: right_34(*args)[0],
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p34_edges"
assert callable(adam_step)  # hidden: no gradient, tiny and huge ones, half precision, the defaults
### BEGIN HIDDEN TESTS
from course import checks, oracles

right_34 = oracles.optimization.adam_step
adam_rng = checks.rng("p34_edges")
p_e, g_e, m_e = adam_rng.uniform(0.5, 2, size=(3, 4))
zero_e = np.zeros(4)
checks.agree(
    adam_step,
    right_34,
    [(p_e, zero_e, zero_e, zero_e, 1, 0.1, 0.9, 0.999, 1e-8)],
    outputs=("p", "m", "v"),
    where="for a weight that never had a gradient",
)
checks.agree(
    adam_step,
    right_34,
    [
        (p_e, 1e-9 * g_e, zero_e, zero_e, 1, 0.1, 0.9, 0.999, 1e-8),
        (p_e, 1e9 * g_e, zero_e, zero_e, 1, 0.1, 0.9, 0.999, 1e-8),
        (p_e, g_e, m_e, m_e**2, 100_000, 0.1, 0.9, 0.999, 1e-8),
    ],
    outputs=("p", "m", "v"),
    where="for gradients far below eps, for huge ones, or after 100 000 steps",
    atol=1e-25,  # v of the tiny gradients is 1e-21
)
checks.agree(
    adam_step,
    right_34,
    [(p_e, g_e, m_e, m_e**2, 3)],
    outputs=("p", "m", "v"),
    where="with the default lr, b1, b2 and eps",
)
checks.agree(
    adam_step,
    right_34,
    [(p_e, np.float16([300, -500, 0.5, 2]), zero_e, zero_e, 1, 0.1, 0.9, 0.999, 1e-8)],
    outputs=("p", "m", "v"),
    where="for a gradient in half precision (float16 ends at 65 504)",
    mistakes={
        "the square is taken in half precision and overflows": (
            lambda p, g, m, v, t, lr, b1, b2, eps: (None, None, b2 * v + (1 - b2) * g**2)
        )
    },
)
checks.agree(
    adam_step,
    lambda *_: (np.zeros((0, 3)),) * 3,
    [(*np.zeros((4, 0, 3)), 1, 0.1, 0.9, 0.999, 1e-8)],
    outputs=("p", "m", "v"),
    where="for no parameters at all",
)
### END HIDDEN TESTS

# %% points=1 tests="p34_properties"
assert callable(adam_step)  # hidden: 30 steps in a row, the size and direction of steps
### BEGIN HIDDEN TESTS
from course import checks, oracles

adam_rng = checks.rng("p34_properties")


def new_parameters(*args):
    return np.asarray(checks.call(adam_step, *args)[0], float)


zeros_p = np.zeros(6)
slopes_p = adam_rng.uniform(0.5, 2, size=6) * [1, -1, 1, -1, 1, -1] * 10.0 ** np.arange(-2, 4)
first_p = new_parameters(zeros_p, slopes_p, zeros_p, zeros_p, 1, 0.05, 0.9, 0.999, 0.0)
checks.require(np.shape(first_p) == (6,), "the parameters come back in another shape")
checks.require(
    np.sign(first_p) == -np.sign(slopes_p), "the first step does not go against the gradient"
)
checks.require(
    np.isclose(np.abs(first_p), 0.05, rtol=1e-9),
    "with eps = 0 the first step should have the size lr, however large the gradient is",
)
for eps_p in (1e-8, 1e-2):
    gradients_p = adam_rng.normal(size=(30, 3, 2)) * (1 + np.arange(30) % 3)[:, None, None] / 10
    start_p = adam_rng.normal(size=(3, 2))
    way_p = oracles.optimization.adam_run(start_p, gradients_p, 0.05, 0.9, 0.999, eps_p)
    now_p, m_p, v_p = start_p, np.zeros((3, 2)), np.zeros((3, 2))
    for t_p, gradient_p in enumerate(gradients_p, 1):
        now_p, m_p, v_p = checks.call(
            adam_step, now_p, gradient_p, m_p, v_p, t_p, 0.05, 0.9, 0.999, eps_p
        )
        checks.require(
            np.allclose(now_p, way_p[t_p], rtol=1e-9, atol=1e-11),
            f"in a run of 30 steps (eps = {eps_p:g}) step {t_p} is the first one that is wrong",
        )
moment_p, square_p = adam_rng.normal(size=6), adam_rng.uniform(0.5, 2, size=6)
gradient_p = adam_rng.normal(size=6)
once_p = new_parameters(zeros_p, gradient_p, moment_p, square_p, 4, 0.1, 0.9, 0.999, 0.0)
scaled_p = new_parameters(
    zeros_p, 1000 * gradient_p, 1000 * moment_p, 1e6 * square_p, 4, 0.1, 0.9, 0.999, 0.0
)
checks.require(
    np.isclose(once_p, scaled_p, rtol=1e-9),
    "a loss that is multiplied by 1000 from the start should leave the steps as they are (eps = 0)",
)
turned_p = new_parameters(
    zeros_p, gradient_p[::-1], moment_p[::-1], square_p[::-1], 4, 0.1, 0.9, 0.999, 0.0
)
checks.require(
    np.isclose(once_p[::-1], turned_p, rtol=1e-9),
    "the weights in another order take other steps: each has to go its own way",
)
alone_p = new_parameters(
    zeros_p[:1], gradient_p[:1], moment_p[:1], square_p[:1], 4, 0.1, 0.9, 0.999, 0.0
)
checks.require(
    np.isclose(alone_p, once_p[:1], rtol=1e-9),
    "a weight moves otherwise when others are there: each has to go its own way",
)
### END HIDDEN TESTS

# %% points=1 tests="p34_hygiene"
assert callable(adam_step)  # hidden: lists, integers, float32, numbers, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

adam_rng = checks.rng("p34_hygiene")
p_h, g_h, m_h = adam_rng.normal(size=(3, 4, 3))
v_h = adam_rng.uniform(0.5, 2, size=(4, 3))
checks.hygiene(adam_step, p_h, g_h, m_h, v_h, 3)
checks.hygiene(adam_step, p_h[0], g_h[0], m_h[0], v_h[0], 1)
checks.hygiene(adam_step, 0.7, -1.1, 0.2, 0.4, 2, skip=("varies",))
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** The bowl of 3.1a, $f(x, y) = \tfrac12(x^2 + 25y^2)$, from the point $(4, 1)$. Blue: gradient descent
with the rate 0.076, close to the largest one; it leaps across the valley while it creeps along it. The dots are
Adam with $\eta = 0.3$, every third step; the red line is your function and has to run through all of them.
*Right:* the loss on the way. Adam's first steps are equally long in both directions, and its momentum carries it
past the minimum and back. On so small a bowl gradient descent keeps up, *because* its rate was made for the
curvature 25; Adam did not have to be told.
"""

# %%
RATE = 0.3
# where Adam is after 0, 3, 6, … 60 steps
dots = np.array(
    [
        *[[4.0, 1.0], [3.103, 0.132], [2.227, -0.424], [1.398, -0.434], [0.65, -0.144]],
        *[[0.024, 0.161], [-0.445, 0.277], [-0.734, 0.177], [-0.848, -0.016], [-0.812, -0.15]],
        *[[-0.667, -0.143], [-0.457, -0.033], [-0.229, 0.074], [-0.02, 0.097], [0.14, 0.036]],
        *[[0.237, -0.039], [0.268, -0.062], [0.243, -0.025], [0.178, 0.025], [0.096, 0.04]],
        [0.016, 0.014],
    ]
)


def bowl(points):
    """The loss at points of shape (..., 2)."""
    return (points[..., 0] ** 2 + 25 * points[..., 1] ** 2) / 2


figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.6), layout="constrained")
grid = np.stack(np.meshgrid(np.linspace(-2, 4.6, 133), np.linspace(-1.3, 1.3, 105)), axis=-1)
left.contour(*np.moveaxis(grid, -1, 0), bowl(grid), [0.3, 1.5, 5, 12, 22], colors="0.8")
plain = [np.array([4.0, 1.0])]
for _ in range(60):
    plain.append(plain[-1] - 0.076 * plain[-1] * [1, 25])
plain = np.array(plain)
left.plot(*plain.T, color=DATA, lw=1.2, marker=".", ms=3, label="gradient descent")
left.plot(*dots.T, "o", color=TRUTH, ms=4.5, zorder=3)
left.set(xlim=(-2, 4.6), ylim=(-1.3, 1.3), xlabel="x", ylabel="y", title="dots: Adam · line: yours")
right.semilogy(bowl(plain), color=DATA, lw=1.5)
right.semilogy(np.arange(0, 61, 3), bowl(dots), "o", color=TRUTH, ms=4.5, zorder=3)
right.set(xlabel="step", ylabel="loss", title="blue: gradient descent", ylim=(1e-4, 1e2))
with attempt():
    p, m, v = np.array([4.0, 1.0]), np.zeros(2), np.zeros(2)
    mine = [p]
    for t in range(1, 61):
        p, m, v = adam_step(p, p * np.array([1, 25]), m, v, t, lr=RATE)
        mine.append(p)
    mine = np.array(mine)
    left.plot(*mine.T, color=YOURS, lw=1.6)
    right.semilogy(np.maximum(bowl(mine), 1e-12), color=YOURS, lw=1.6)
plt.show()

# %% [markdown]
r"""
**Explain.** A rare word: its embedding weight gets the gradient $g = 1$ in step 1 and then none, $g = 0$ in the
steps 2 to 100. Gradient descent would move it once. **How far** has Adam moved it after 100 steps, in
units of the learning rate (default $\beta_1$, $\beta_2$, $\varepsilon$; moments 0 at the start)? Three digits;
let your function compute it.
"""

# %% solution="rare_word"
distance_in_rates = None  # a number
### BEGIN SOLUTION
distance_in_rates = 6.005
### END SOLUTION

# %% points=1 tests="p34_rare_word"
assert distance_in_rates is None or abs(distance_in_rates) < 1000, "give it in units of lr"
### BEGIN HIDDEN TESTS
from course import checks, oracles

mistaken = oracles.optimization.mistaken_adam


def carried(step, steps=100):
    """How far a single gradient at the start carries a weight, in units of lr."""
    p, m, v = np.zeros(3)
    for t in range(1, steps + 1):
        p, m, v = step(p, float(t == 1), m, v, t, 1.0)
    return -float(p)


checks.number(
    distance_in_rates,
    carried(oracles.optimization.adam_step),
    mistakes={
        "so far goes the first step; what is m afterwards?": 1.0,
        "so it would be if nothing were mended": carried(
            mistaken(mend_m=lambda b, t: 1, mend_v=lambda b, t: 1)
        ),
        "so it would be if m were not mended": carried(mistaken(mend_m=lambda b, t: 1)),
        "so it would be if v were not mended": carried(mistaken(mend_v=lambda b, t: 1)),
        "so far it goes in the first ten steps": carried(oracles.optimization.adam_step, 10),
        "so far would momentum alone carry it, with a v that stays": 10.0,
        "the first step is missing": carried(oracles.optimization.adam_step) - 1,
        "that is the way with its sign; how far is it?": -carried(oracles.optimization.adam_step),
        "that is in units of the default lr, 0.001": 1e-3 * carried(oracles.optimization.adam_step),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** On a bowl gradient descent converges exactly for $0 < \eta < 2/\lambda_{\max}$, and then needs
about $\ln(1/\text{error})/(\eta\lambda_{\min})$ steps along the flattest direction if $\eta\lambda_{\min}$ is small: the ratio of the two curvatures
is what makes training slow. Adam rescales every weight by the root of its mean squared gradient, so that the
first steps all have the size of the rate; it keeps its means as they are and mends a copy, and $\varepsilon$
stands outside the root. One gradient goes on moving a weight for dozens of steps. And an exact zero comes from
a proximal step, not from a small gradient.

*Further:* Kingma & Ba, *Adam: A Method for Stochastic Optimization*, 2015; Loshchilov & Hutter, *Decoupled Weight
Decay Regularization*, 2019; Parikh & Boyd, *Proximal Algorithms*, 2014, section 6.5.
"""
