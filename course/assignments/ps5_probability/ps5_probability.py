r"""Problem set 5: probability."""

# %% [markdown]
r"""
# Problem set 5 · Probability

**About 75 minutes · medium · 27 points · before it: exercise 5**

Every generative model is a machine that turns random numbers from a simple law into samples of a
complicated one. Two questions can be asked of such a machine. Does it *sample*: can a draw be had at a
price that one is willing to pay? And does it *evaluate*: does it know how probable a given $x$ is? A
chat model does both, token by token; a GAN does the first only; an energy-based model does the second,
and only up to a constant.

The three parts of this set follow the random number through the machine. **5.1** is about the ways of
sampling and where each of them ends. **5.2** carries one density through one map, $x = e^z$, by hand
and in code. **5.3** stacks maps: this is a normalizing flow, and its two classic bugs are the order of
the layers and the point at which a Jacobian is taken.

Letters, numbers and formulas may be changed as often as you like; only the last answer counts. All
logarithms are natural ones.
"""

# %% [markdown]
r"""
## 5.1 Ways of sampling

### 5.1a Where the inverse of a distribution function helps (easy · 6 minutes)

If $F(x) = P(X\le x)$ is the distribution function of a law on the line and $u$ is uniform on $(0, 1)$,
then $F^{-1}(u)$, the smallest $x$ with $F(x)\ge u$, has that law. First a number: waiting times are
exponential with rate $\lambda = 2$, so $F(x) = 1 - e^{-2x}$ for $x\ge0$. Which waiting time belongs to $u = 0.9$? Three digits are enough.
"""

# %% solution="p51a_wait"
wait_at_u = None  # a number
### BEGIN SOLUTION
wait_at_u = 1.1513  # −log(1 − 0.9) / 2
### END SOLUTION

# %% points=1 tests="p51a_quantile"
assert wait_at_u is None or wait_at_u > 0, "a waiting time is positive"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    wait_at_u,
    -np.log(1 - 0.9) / 2,
    mistakes={
        "short waits belong to small u: that is the time which 90 % of all waits exceed": (
            -np.log(0.9) / 2
        ),
        "the larger the rate, the shorter the waits": -2 * np.log(1 - 0.9),
        "which logarithm undoes exp?": -np.log10(1 - 0.9) / 2,
        "that is the density's height somewhere, or F of 0.9 itself: solve F(x) = 0.9 for x": (
            1 - np.exp(-1.8)
        ),
        "that is the mean wait, whatever u is": 0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now the limits. In which of these situations does the method give draws of exactly the law that is
wanted, up to the precision of numbers in a computer? Choose **all** that apply.

- **a** Two strongly correlated numbers $x_1, x_2$. We know both marginal distribution functions, draw
  two independent $u$'s and invert each.
- **b** One number, a mixture of three Gaussians. $F$ is a sum of error functions, and $F^{-1}$ has no
  formula; bisection solves $F(x) = u$.
- **c** One token out of 50 000, with its table of probabilities. $F$ is a staircase; we take the first
  token at which the running sum exceeds $u$.
- **d** 64 numbers, of which we can compute the joint function $F(x) = P(X_1\le x_1,\dots, X_{64}\le
  x_{64})$. We draw one $u$ and solve $F(x) = u$ with any solver.
- **e** A face generator, $x = g(z)$ with a big network $g$. We find the image that the network maps to
  $u$ and take that.
- **f** A thousand pixels, one after the other: for each we can compute the distribution function given
  the pixels before it, and invert that.

Write the letters in one text, such as `"xyz"`.
"""

# %% solution="p51a_situations_answer"
inversion_works = None  # letters, for example "xyz"
### BEGIN SOLUTION
inversion_works = "bcf"
### END SOLUTION

# %% points=1 tests="p51a_situations"
assert inversion_works is None or len(inversion_works) >= 1, "letters from a to f"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    inversion_works,
    "bcf",
    {
        "a": "each number alone comes out right. What became of their correlation?",
        "d": "for one u there is a whole surface of solutions. Which of its points would be the draw?",
        "e": "u is one number, what the network gives is an image. Whose F would have been inverted?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.1b Networks and distribution functions (easy · 3 minutes)

"What comes out of a neural network has no tractable distribution function." Which comment is right?

- **a** True in all cases: a function with a million weights has no inverse that one could compute.
- **b** False in all cases: any law on $\mathbb R^d$ has a distribution function, so one inverts it.
- **c** It depends on the activations: with invertible ones, such as tanh, $F$ is known, with ReLU it is
  not.
- **d** It depends on what the network gives: a table of token probabilities has an easy $F$, an image
  made from noise has none that one could use.
"""

# %% solution="p51b"
answer_heads = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_heads = "d"
### END SOLUTION

# %% points=1 tests="p51b_heads"
assert answer_heads in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_heads,
    key="d",
    feedback={
        "a": "how does a language model, also a network, draw its next token?",
        "b": "F exists, but a joint F on ℝᵈ takes one value at many points. Which one is the draw?",
        "c": "the weights mix many noises into each pixel, invertible activations or not.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.1c Which sampler for which law (medium · 6 minutes)

Give each situation the way that fits it. One letter stays unused, no letter is used twice; every right
pair counts.

1. `"energy"`: $p\propto e^{-E(x)}$ on $\mathbb R^{1000}$; a network gives $E$ and its gradient, nobody
   knows the normaliser. The draws may be correlated.
2. `"tokens"`: $p(x) = \prod_i p(x_i\mid x_1,\dots,x_{i-1})$; a network gives the probabilities of each
   next token.
3. `"density too"`: every draw must cost one pass, and its exact density must be known along with it.
4. `"lid"`: a law on the line, known up to a factor, $p = \tilde p/Z$, with $\tilde p(x)\le 3\,q(x)$
   everywhere and an easy $q$. The draws must be independent and follow $p$ exactly.

- **a** reparameterisation: write a Gaussian draw as $\mu + \sigma\varepsilon$
- **b** rejection: propose from a simple law, keep each proposal with the right probability
- **c** ancestral sampling: one variable after the other, each given those before it
- **d** a flow: send noise once through an invertible map
- **e** a Markov chain that has $p$ as its stationary law
"""

# %% solution="p51c_match"
sampler_pairs = {
    "energy": None,  # one letter each, for example "x"
    "tokens": None,
    "density too": None,
    "lid": None,
}
### BEGIN SOLUTION
sampler_pairs = {"energy": "e", "tokens": "c", "density too": "d", "lid": "b"}
### END SOLUTION

# %% points=2 tests="p51c_samplers"
assert len(sampler_pairs) == 4, "four situations, one letter each"  # hidden: half a point per pair
### BEGIN HIDDEN TESTS
from course import checks

2 * checks.matching(
    sampler_pairs,
    {"energy": "e", "tokens": "c", "density too": "d", "lid": "b"},
    {
        "energy": "what gets by with differences of E, and accepts that draws are correlated?",
        "tokens": "the factors stand in a natural order. Who must be known before whom?",
        "density too": "what knows the volume change of its own map?",
        "lid": "a factor 3 is what? Think of throwing darts under the curve 3 q.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
One letter was left over. What does reparameterisation, $z = \mu + \sigma\varepsilon$ with
$\varepsilon\sim\mathcal N(0, 1)$, add to drawing from $\mathcal N(\mu, \sigma^2)$ with a library call?

- **a** No new draws: it rewrites the same ones so that a derivative in $\mu$ and $\sigma$ exists.
- **b** It samples laws of which only an unnormalised density is known, which a library call cannot.
- **c** It lets gradients pass through any draw, also that of a token from its probabilities.
- **d** Draws with less variance: the noise is standardised before it is used.
"""

# %% solution="p51c_left_over"
answer_reparameterisation = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_reparameterisation = "a"
### END SOLUTION

# %% points=1 tests="p51c_reparameterisation"
assert answer_reparameterisation in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_reparameterisation,
    key="a",
    feedback={
        "b": "ε must be drawn first, and the map from ε to z must be known. Is it, for such a law?",
        "c": "move a token's probabilities a little: the token stays or jumps. Which slope is that?",
        "d": "what is the variance of μ + σε?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 5.2 One density through one map

Let $z\sim\mathcal N(0, 1)$ and $x = e^z$. Many positive quantities are modelled like this: prices,
file sizes, the $\sigma$ that an encoder gives as $\log\sigma$.

### Predict first (easy · 2 minutes)

The density of $z$ is highest at $z = 0$, which is mapped to $x = 1$. Where is the density of $x$
highest?

- **a** At $x = 1$: the map carries the peak along.
- **b** Above 1: the map stretches, and the long tail pulls the peak with it.
- **c** Between 0 and 1.
- **d** In the limit $x\to0$, where the whole half line $z<0$ is squeezed together.
"""

# %% solution="p52_predict_answer"
answer_peak = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_peak = "c"
### END SOLUTION

# %% points=1 tests="p52_predict"
assert answer_peak in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_peak,
    key="c",
    feedback={
        "a": "the point is carried along, its density is not: intervals change their length.",
        "b": "the tail moves the mean. What does it do to the density near its highest point?",
        "d": "look at the figure near 0: two things compete there, and the Gaussian falls faster.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.2a Which law is it? (easy · 2 minutes)

- **a** A log-normal law on the whole line; numbers below 0 are only rare.
- **b** A log-normal law on the numbers above 0.
- **c** A normal law again, with the mean $e^0 = 1$.
- **d** An exponential law on the numbers above 0.
"""

# %% solution="p52a"
answer_law = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_law = "b"
### END SOLUTION

# %% points=1 tests="p52a_law"
assert answer_law in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_law,
    key="b",
    feedback={
        "a": "for which z would e to the z be negative?",
        "c": "only affine maps keep a law normal. Is this one affine?",
        "d": "that name belongs to the density exp(−x), of a variable with no Gaussian in it.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.2b Its density (medium · 6 minutes)

Write the density of $x$, for $x>0$, as a formula in `x`: a text in quotes with `exp`, `log`, `sqrt`
and `pi`. Say with brackets what is squared: "log²(x)" is read by some as $(\log x)^2$ and by others as
$\log(x^2)$.

<details><summary>Hint 1 · a question</summary>

What is $dz/dx$?
</details>
<details><summary>Hint 2 · two factors</summary>

$p_x(x) = p_z(z(x))\cdot|dz/dx|$: the density at the point that $x$ came from, times how much an
interval shrinks on the way back.
</details>
<details><summary>Hint 3 · one blank</summary>

exp(−(log x)²/2) / ( ______ · √(2π) )
</details>
"""

# %% solution="p52b"
lognormal_formula = None  # a formula in x, for example "exp(-x)/sqrt(pi)"
### BEGIN SOLUTION
lognormal_formula = "exp(-(log(x))^2/2) / (x*sqrt(2*pi))"
### END SOLUTION

# %% points=1 tests="p52b_formula"
assert lognormal_formula is None or isinstance(lognormal_formula, str), "write it in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    lognormal_formula,
    "exp(-log(x)^2/2) / (x*sqrt(2*pi))",
    {"x": (0.2, 4.0)},
    mistakes={
        "the density at the point that x came from, but the change of length is missing": (
            "exp(-log(x)^2/2) / sqrt(2*pi)"
        ),
        "the change of length is upside down: the map stretches where x is large": (
            "x*exp(-log(x)^2/2) / sqrt(2*pi)"
        ),
        "what is squared, log x or x inside of the logarithm?": "exp(-log(x^2)/2)/(x*sqrt(2*pi))",
        "x is mapped forward once more instead of back": "exp(-exp(2*x)/2)*exp(x)/sqrt(2*pi)",
        "that is the density of z, not of x": "exp(-x^2/2)/sqrt(2*pi)",
        "the area below it is not 1: a constant is missing": "exp(-log(x)^2/2)/x",
        "the area below it is not 1: look at the square of the Gaussian's exponent": (
            "exp(-log(x)^2)/(x*sqrt(2*pi))"
        ),
        "that is the logarithm of the density": "-log(x)^2/2 - log(x) - log(2*pi)/2",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.2c A value (easy · 2 minutes)

How high is the density of $x$ at $x = 2$? Three digits are enough.
"""

# %% solution="p52c"
density_at_2 = None  # a number
### BEGIN SOLUTION
density_at_2 = 0.15687
### END SOLUTION

# %% points=1 tests="p52c_value"
assert density_at_2 is None or abs(density_at_2) < 10, "a number is asked for"
### BEGIN HIDDEN TESTS
import math

from course import checks, oracles

p52_at_2 = float(oracles.probability.lognormal_pdf(2.0))
checks.number(
    density_at_2,
    p52_at_2,
    mistakes={
        "the change of length is missing": 2 * p52_at_2,
        "the change of length is upside down": 4 * p52_at_2,
        "that is the density of z at 2, which x never passes through": (
            np.exp(-2.0) / np.sqrt(2 * np.pi)
        ),
        "that is the logarithm of the density": np.log(p52_at_2),
        "that is P(x ≤ 2): an area, not a height": 0.5 + 0.5 * math.erf(np.log(2) / np.sqrt(2)),
        "(log x)² is not log(x²)": np.exp(-np.log(4) / 2) / 2 / np.sqrt(2 * np.pi),
        "a constant is missing": p52_at_2 * np.sqrt(2 * np.pi),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.2 Implement (medium · 10 minutes)

The same in code, for arrays, and on the whole line. Do two cases by hand before you code: $x = 1$ and
$x = e$. The test below knows them.

<details><summary>Hint 1 · a question</summary>

What is $dz/dx$? And what is the density where no $z$ leads?
</details>
<details><summary>Hint 2 · shapes</summary>

Every number of `x` is a point of its own: no axis is reduced, the result has the shape of `x`. The
logarithm exists on a part of `x` only; compute there and put zeros elsewhere.
</details>
<details><summary>Hint 3 · one blank</summary>

`inside = x > 0`; there, normal density of `np.log(x[inside])` divided by ______; 0 elsewhere.
</details>
"""

# %% solution="p52_pdf" reference="probability.lognormal_pdf"

# %% points=1 tests="p52_by_hand"
# x = 1 came from z = 0: 1/√(2π), about 0.398942. x = e came from z = 1, where x moves e times as
# fast as z: exp(−½)/√(2π)/e, about 0.089016. Nothing is mapped to −1.
with attempt():
    expect(lognormal_pdf(1.0), 1 / np.sqrt(2 * np.pi), about="x = 1")
    expect(
        lognormal_pdf(np.array([np.e, -1.0])),
        [np.exp(-0.5) / np.sqrt(2 * np.pi) / np.e, 0.0],
        about="x = e and x = −1",
    )

# %% points=1 tests="p52_random"
assert callable(lognormal_pdf)  # hidden: random positive numbers of several shapes and sizes
### BEGIN HIDDEN TESTS
import math

from course import checks, oracles

p52_rng = checks.rng("p52_random")


def p52_bell(z):
    """The density of N(0, 1)."""
    return np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)


checks.agree(
    lognormal_pdf,
    oracles.probability.lognormal_pdf,
    [(np.exp(1.5 * p52_rng.normal(size=s)),) for s in (7, (4, 3), (5, 5), (2, 3, 2))],
    mistakes={
        "the density at the point that x came from, but the change of length is missing": (
            lambda x: p52_bell(np.log(x))
        ),
        "the change of length is upside down: it grows where the map stretches": lambda x: (
            p52_bell(np.log(x)) * x
        ),
        "it fits log(x²) in place of (log x)²": lambda x: (
            np.exp(-np.log(x**2) / 2) / x / np.sqrt(2 * np.pi)
        ),
        "x is mapped forward once more instead of back": lambda x: p52_bell(np.exp(x)) * np.exp(x),
        "that is the density of z": lambda x: p52_bell(x),
        "that is the logarithm of the density": lambda x: np.log(p52_bell(np.log(x)) / x),
        "the constant of the normal density is missing": lambda x: (
            np.exp(-(np.log(x) ** 2) / 2) / x
        ),
        "the constant of the normal density has no root": lambda x: (
            np.exp(-(np.log(x) ** 2) / 2) / x / (2 * np.pi)
        ),
        "the square in the exponent has no ½ in front": lambda x: (
            np.exp(-(np.log(x) ** 2)) / x / np.sqrt(2 * np.pi)
        ),
        "the exponent has the wrong sign": lambda x: (
            np.exp(np.log(x) ** 2 / 2) / x / np.sqrt(2 * np.pi)
        ),
        "it fits another logarithm than the natural one": lambda x: p52_bell(np.log10(x)) / x,
        "it fits log(1 + x) in place of log x": lambda x: p52_bell(np.log1p(x)) / x,
        "that is the probability of a smaller x, an area and not a height": lambda x: (
            0.5 + 0.5 * np.vectorize(math.erf)(np.log(x) / np.sqrt(2))
        ),
        "it adds the densities up; every point is asked for by itself": lambda x: np.sum(
            oracles.probability.lognormal_pdf(x)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p52_edges"
assert callable(lognormal_pdf)  # hidden: 0, negative, tiny and huge numbers; one number, no number
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.agree(
    lognormal_pdf,
    oracles.probability.lognormal_pdf,
    [(np.array([[-3.0, 0.5], [2.0, -0.1]]),), (np.array([-1.0, -2.5]),), (np.array([0.0, 3.0]),)],
    mistakes={
        "the formula is used where nothing is mapped to": lambda x: (
            np.exp(-0.5 * np.log(x) ** 2) / x / np.sqrt(2 * np.pi)
        ),
        "a negative x is treated like its positive twin": lambda x: (
            oracles.probability.lognormal_pdf(np.abs(x))
        ),
    },
    where="for numbers that are not positive",
)
checks.agree(
    lognormal_pdf,
    oracles.probability.lognormal_pdf,
    [(np.array([1e-4, 1e-3, 0.02, 40.0, 1e4]),)],
    atol=1e-30,
    where="far out on both sides",
)
checks.agree(
    lognormal_pdf,
    lambda x: np.zeros(np.shape(x)),
    [(np.array([1e-300, np.inf]),), (np.zeros(0),), (np.zeros((0, 3)),)],
    where="at the ends of the half line, or for no number at all",
)
checks.agree(
    lognormal_pdf,
    lambda x: float(oracles.probability.lognormal_pdf(x)),
    [(0.3,), (-0.3,)],
    where="for a single number",
)
### END HIDDEN TESTS

# %% points=1 tests="p52_properties"
assert callable(lognormal_pdf)  # hidden: areas, the peak, and what a mirrored z does
### BEGIN HIDDEN TESTS
from course import checks

p52_rng = checks.rng("p52_properties")
p52_axis = np.linspace(-9, 9, 3601)  # of z; x = exp z, so dx = x dz
p52_x = np.exp(p52_axis)
p52_p = np.asarray(checks.call(lognormal_pdf, p52_x))
checks.require(p52_p.shape == p52_x.shape, "the result is one number per number of x")
checks.require(np.isfinite(p52_p) & (p52_p >= 0), "a density is a number ≥ 0 everywhere")
p52_mass = np.trapezoid(p52_p * p52_x, p52_axis)
checks.require(abs(p52_mass - 1) < 1e-6, "the area below the whole density is not 1")
checks.require(
    abs(np.trapezoid((p52_p * p52_x)[:1801], p52_axis[:1801]) - 0.5) < 1e-6,
    "x = 1 does not divide the area into halves, although half of all z are negative",
)
p52_y = np.exp(p52_rng.normal(size=9))
checks.require(
    # z and −z are equally likely, so 1/x has the law of x
    np.isclose(
        checks.call(lognormal_pdf, 1 / p52_y),
        np.asarray(checks.call(lognormal_pdf, p52_y)) * p52_y**2,
        rtol=1e-9,
    ),
    "z and −z are equally likely, so 1/x has the law of x; your density says otherwise",
)
### END HIDDEN TESTS

# %% points=1 tests="p52_hygiene"
assert callable(lognormal_pdf)  # hidden: lists, integers, float32, input unchanged
### BEGIN HIDDEN TESTS
from course import checks

p52_rng = checks.rng("p52_hygiene")
checks.hygiene(lognormal_pdf, 1 + p52_rng.uniform(0.5, 2, size=(4, 3)))
checks.hygiene(lognormal_pdf, p52_rng.uniform(0.6, 2, size=6) * [1, -1, 1, 1, -1, 1])
checks.returns_number(checks.call(lognormal_pdf, 2), "lognormal_pdf")
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Left: the map, with the nine points that cut $z$ into ten equally likely parts, and where they go.
Right: the dots count 400 000 samples $e^z$ in small bins; the line is your density. The three marks are
the images of $z$'s peak, and the mean and the highest point of $x$; for $z$ they were one and the same.
"""

# %%
tenths = np.array([-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816])
z_line = np.linspace(-2.6, 1.6, 200)
samples_x = np.exp(np.random.default_rng(52).normal(size=400_000))
bins = np.linspace(0, 5, 41)
counted = np.histogram(samples_x, bins)[0] / len(samples_x) / np.diff(bins)

figure, (left, right) = plt.subplots(
    1, 2, figsize=(9, 3.4), width_ratios=(2, 3), layout="constrained"
)
left.plot(z_line, np.exp(z_line), color=TRUTH)
for point in tenths:
    left.plot([point, point, -2.6], [0, np.exp(point), np.exp(point)], color=DATA, lw=1)
left.set(xlabel="z", ylabel="x", title="x = exp z", xlim=(-2.6, 1.6), ylim=(0, 5))
right.plot((bins[1:] + bins[:-1]) / 2, counted, "o", color=TRUTH, ms=4)
for place, text in ((np.exp(-1), "peak"), (1.0, "image of 0"), (np.exp(0.5), "mean")):
    right.axvline(place, color="0.75", lw=1, zorder=0)
    right.text(place + 0.04, 0.74, text, rotation=90, va="top", color="0.4", fontsize=8)
with attempt():
    x_line = np.linspace(-0.6, 5, 561)
    right.plot(x_line, lognormal_pdf(x_line), color=YOURS)
right.set(xlabel="x", ylabel="density", title="dots: counted · line: yours")
right.set(xlim=(-0.6, 5), ylim=(-0.02, 0.76))
plt.show()

# %% [markdown]
r"""
### 5.2 Explain: units (medium · 4 minutes)

A density has a unit, one over that of $x$. A paper reports that its flow reaches a mean log density of
**3.0 nats per pixel**, for pixels scaled to $[0, 1]$. A second paper works with the pixels
$y = 256\,x$. What does the **same** model reach there, in nats per pixel? Three digits are enough.
"""

# %% solution="p52_units_answer"
nats_per_pixel = None  # a number
### BEGIN SOLUTION
nats_per_pixel = -2.545  # 3 − log 256
### END SOLUTION

# %% points=1 tests="p52_units"
assert nats_per_pixel is None or abs(nats_per_pixel) < 1000, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    nats_per_pixel,
    3.0 - np.log(256),
    mistakes={
        "stretching the axis must lower a density": 3.0 + np.log(256),
        "the same samples in another unit have another density": 3.0,
        "the density is divided, not its logarithm": 3.0 / 256,
        "the density changes by that many bits; the question is in nats": 3.0 - 8.0,
        "the factor of the density is there, its logarithm is asked for": 3.0 - 256,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 5.3 A stack of maps

A flow sends noise through $K$ invertible layers: $x = f_K(\dots f_2(f_1(z)))$. To evaluate $p(x)$ it is
run backwards.

### 5.3a In which order? (medium · 7 minutes)

$x = f_3(f_2(f_1(z)))$, $z\sim\mathcal N(0, I)$; the layers are smooth and invertible. Write
$J_i(\cdot)$ for the Jacobian of $f_i$ at the point in the brackets. Put the steps that compute
$\log p(x)$ into their order; three of them do not belong there.

- **a** $u_1 = f_2^{-1}(u_2)$
- **b** $\ell_0 = \log\mathcal N(z; 0, I)$
- **c** $u_1 = f_1^{-1}(x)$
- **d** $u_2 = f_3^{-1}(x)$
- **e** result: $\ell_0 - \log|\det J_1(z)| - \log|\det J_2(u_1)| - \log|\det J_3(u_2)|$
- **f** $z = f_1^{-1}(u_1)$
- **g** result: $\ell_0 + \log|\det J_1(z)| + \log|\det J_2(u_1)| + \log|\det J_3(u_2)|$
- **h** result: $\ell_0 - \log|\det J_1(x)| - \log|\det J_2(x)| - \log|\det J_3(x)|$

Write the letters in their order in one text, such as `"xyz"`.
"""

# %% solution="p53a_order_answer"
order_of_steps = None  # letters in their order, for example "xyz"
### BEGIN SOLUTION
order_of_steps = "dafbe"
### END SOLUTION

# %% points=1 tests="p53a_order"
assert order_of_steps is None or len(order_of_steps) >= 1, "letters from a to h"
### BEGIN HIDDEN TESTS
from course import checks

checks.ordering(
    order_of_steps,
    "dafbe",
    {
        "c": "socks and shoes: what was put on last comes off first.",
        "g": "these are Jacobians of the way from z to x. Where they stretch, what happens to p(x)?",
        "h": "layer 1 never saw x. At which point does each layer stretch?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now with numbers, on the line: $f_1(u) = 2u$, $f_2(u) = u + 3$, $f_3(u) = u^3$. What is $\log p(x)$ at
$x = 64$, in nats? Three digits are enough.
"""

# %% solution="p53a_value_answer"
logp_at_64 = None  # a number
### BEGIN SOLUTION
logp_at_64 = -5.6083  # z = ½; slopes 2, 1 and 3·4²
### END SOLUTION

# %% points=1 tests="p53a_value"
assert logp_at_64 is None or abs(logp_at_64) < 1e4, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks

p53_inverses = (lambda y: y / 2, lambda y: y - 3, np.cbrt)
p53_slopes = (lambda u: 2.0, lambda u: 1.0, lambda u: 3 * u**2)
p53_u2 = p53_inverses[2](64.0)
p53_u1 = p53_inverses[1](p53_u2)
p53_z = p53_inverses[0](p53_u1)
p53_base = -0.5 * p53_z**2 - 0.5 * np.log(2 * np.pi)
p53_wrong_z = p53_inverses[2](p53_inverses[1](p53_inverses[0](64.0)))
p53_cube_at = p53_slopes[2]
checks.number(
    logp_at_64,
    p53_base - np.log(2) - np.log(p53_cube_at(p53_u2)),
    mistakes={
        "where the way from z to x stretches, the density falls": (
            p53_base + np.log(2) + np.log(p53_cube_at(p53_u2))
        ),
        "the slope of the cube is taken at x; which number went into the cube?": (
            p53_base - np.log(2) - np.log(p53_cube_at(64.0))
        ),
        "the slope of the cube is taken at z; which number went into the cube?": (
            p53_base - np.log(2) - np.log(p53_cube_at(p53_z))
        ),
        "the stretching by the first layer is missing": p53_base - np.log(p53_cube_at(p53_u2)),
        "the stretching by the cube is missing": p53_base - np.log(2),
        "only the density of z: nothing of the stretching": p53_base,
        "layer 1 is undone first, but x left through layer 3": (
            -0.5 * p53_wrong_z**2
            - 0.5 * np.log(2 * np.pi)
            - np.log(2)
            - np.log(p53_cube_at(p53_wrong_z))
        ),
        "the constant of the normal density is missing": (
            -0.5 * p53_z**2 - np.log(2) - np.log(p53_cube_at(p53_u2))
        ),
        "that is the density, its logarithm is asked for": (
            np.exp(p53_base) / 2 / p53_cube_at(p53_u2)
        ),
        "that is z; its log density and the slopes are still to come": p53_z,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.3b Why must layers be invertible? (medium · 5 minutes)

- **a** So that samples can be drawn: from $z$ to $x$ one needs the inverse.
- **b** So that volumes are preserved and the determinant stays 1.
- **c** So that a given $x$ leads back to one $z$: without that, its density would need the sum over all.
- **d** So that gradients reach the first layer: a layer without an inverse blocks backpropagation.
"""

# %% solution="p53b_why_answer"
answer_invertible = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_invertible = "c"
### END SOLUTION

# %% points=1 tests="p53b_why"
assert answer_invertible in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_invertible,
    key="c",
    feedback={
        "a": "drawing only goes forward, and a GAN does it with no inverse at all.",
        "b": "a flow that preserves volumes keeps every value of the density and only moves it elsewhere.",
        "d": "ordinary networks have no inverse, and their gradients pass.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Somebody uses the layer $x = z^2$ nevertheless, takes $z = \sqrt x$ as its inverse, and computes
$p(x) = p_z(\sqrt x)\,/\,(2\sqrt x)$ for $x>0$. What is the area below this "density"?
"""

# %% solution="p53b_mass_answer"
area_below = None  # a number
### BEGIN SOLUTION
area_below = 0.5  # the way back finds the positive half of all z
### END SOLUTION

# %% points=1 tests="p53b_mass"
assert area_below is None or area_below >= 0, "an area is asked for"
### BEGIN HIDDEN TESTS
from course import checks

# substitute x = s²: dx = 2 s ds, and the integrand becomes the normal density
p53_s = np.linspace(0, 12, 12_001)
checks.number(
    area_below,
    float(np.trapezoid(np.exp(-0.5 * p53_s**2) / np.sqrt(2 * np.pi), p53_s)),
    mistakes={
        "that would be a density. Which z does the way back never find?": 1.0,
        "more than everything? Two z lead to one x, and only one of them is counted": 2.0,
        "the way back finds no z at all, then. Is that so?": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.3c What a determinant costs (easy · 3 minutes)

The determinant of a full $d\times d$ matrix is computed by elimination; its time grows as a fixed power
of $d$. Coupling layers have a triangular Jacobian instead. By which **factor** does the number of
operations grow when $d$ goes from 10 to 100, to leading order: for a full Jacobian, and for a triangular
one (its entries being given)?
"""

# %% solution="p53c"
growth_full = None  # a factor
growth_triangular = None  # a factor
### BEGIN SOLUTION
growth_full = 1000  # d³
growth_triangular = 10  # the product of the diagonal
### END SOLUTION

# %% points=1 tests="p53c_cost"
assert growth_full is None or growth_full > 0, "a factor is asked for"  # hidden: both factors
### BEGIN HIDDEN TESTS
from course import checks

p53_growth = 100 / 10
checks.number(
    growth_full,
    p53_growth**3,
    mistakes={
        "that is how the number of entries grows; each column's elimination touches them all": (
            p53_growth**2
        ),
        "that would be linear: elimination has loops inside of loops": p53_growth,
        "it does not grow as 2 to the d: elimination avoids the sum over permutations": 2.0**90,
        "that is too pessimistic by one power: how many loops are nested?": p53_growth**4,
    },
)
checks.number(
    growth_triangular,
    p53_growth,
    mistakes={
        "a triangular matrix has that many entries, but which of them does its determinant need?": (
            p53_growth**2
        ),
        "a triangular matrix is eliminated already": p53_growth**3,
        "half of that of a full one? Its determinant can be read off": p53_growth**3 / 2,
        "the diagonal has d entries, and they must be multiplied": 1.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 5.3 Implement (hard · 14 minutes)

The log density of a flow of any layers, given as pairs of functions. Such a function stands at the
heart of every flow library; each new layer only brings its own pair.

Do one case by hand before you code: $f_1(u) = 2u$, then $f_2(u) = u + 3$, at $x = 4$. The test below
knows it.

<details><summary>Hint 1 · a question</summary>

Which layer is undone first?
</details>
<details><summary>Hint 2 · shapes</summary>

Everything happens number by number: `x`, every intermediate point and every log-slope have shape (N,),
or a log-slope is one number for all. Only the layers are summed over, the points are not.
</details>
<details><summary>Hint 3 · one blank</summary>

Walk through the layers from the last to the first; in each, first replace `u` by ______, then add this
layer's log-slope at that **new** `u` to a sum that is subtracted in the end.
</details>
"""

# %% solution="p53_flow" reference="probability.flow_logprob"

# %% points=1 tests="p53_by_hand"
# f₁(u) = 2u has the slope 2, f₂(u) = u + 3 the slope 1. x = 4 came from 1, and 1 from z = ½:
# −⅛ − ½ log 2π − log 2 − 0, about −1.7371.
double = (lambda y: y / 2, lambda u: np.log(2.0))
three_up = (lambda y: y - 3, lambda u: 0.0)
with attempt():
    expect(
        flow_logprob(np.array([4.0, 3.0]), [double, three_up]),
        np.array([-1 / 8, 0.0]) - np.log(2 * np.pi) / 2 - np.log(2),
        about="doubled, then 3 up, at x = 4 and x = 3",
    )

# %% points=1 tests="p53_random"
assert callable(flow_logprob)  # hidden: stacks of curved layers, among them mirrors
### BEGIN HIDDEN TESTS
from course import checks, oracles

p53_rng = checks.rng("p53_random")
p53_prob = oracles.probability
p53_a, p53_b = p53_rng.uniform(1.5, 2.5, 4), p53_rng.uniform(0.5, 1.5, 4)
p53_cases = [
    (p53_rng.normal(size=5), [p53_prob.affine(p53_a[0], p53_b[0]), p53_prob.arcsinh()]),
    (
        p53_rng.normal(size=3),
        [
            p53_prob.arcsinh(),
            p53_prob.affine(-p53_a[1], p53_b[1]),
            p53_prob.sinh(),
        ],
    ),
    (
        np.exp(p53_rng.normal(size=4)),
        [p53_prob.affine(0.7, -0.3), p53_prob.arcsinh(), p53_prob.exp()],
    ),
    (
        p53_b[2] - p53_a[2] * np.exp(p53_rng.normal(size=6)),
        [p53_prob.sinh(), p53_prob.softplus(), p53_prob.affine(-p53_a[2], p53_b[2])],
    ),
]


def p53_variant(x, layers, *, order=-1, sign=-1.0, at="input", only=None, base=None):
    """The log density of a flow, with a part of it exchanged."""
    steps, u = [], x
    for inverse, logdet in layers[::order]:
        steps.append((logdet, u, inverse(u)))
        u = steps[-1][2]
    places = {
        "input": lambda y, v: v,
        "output": lambda y, v: y,
        "x": lambda y, v: x,
        "z": lambda y, v: u,
    }
    logdets = [logdet(places[at](y, v)) + 0 * x for logdet, y, v in steps]
    chosen = logdets if only is None else logdets[only]
    start = -0.5 * u**2 - 0.5 * np.log(2 * np.pi) if base is None else base(u)
    return start + sign * sum(chosen)


def p53_normal(u):
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi)


checks.agree(
    flow_logprob,
    p53_prob.flow_logprob,
    p53_cases,
    mistakes={
        "the layer next to the noise is undone first; x left through another one": lambda x, ls: (
            p53_variant(x, ls, order=1)
        ),
        "the density rises where the layers stretch": lambda x, ls: p53_variant(x, ls, sign=1.0),
        "each slope is taken at its layer's output, one point too late": lambda x, ls: p53_variant(
            x, ls, at="output"
        ),
        "all slopes are taken at x; only what went into a layer matters to it": lambda x, ls: (
            p53_variant(x, ls, at="x")
        ),
        "all slopes are taken at z; only the first layer saw z": lambda x, ls: p53_variant(
            x, ls, at="z"
        ),
        "the layers are undone, but their stretching is missing": lambda x, ls: p53_variant(
            x, ls, sign=0.0
        ),
        "only the slope of the layer next to the noise counts: is a sum overwritten?": lambda x, ls: (
            p53_variant(x, ls, only=slice(-1, None))
        ),
        "only the slope of the layer next to x counts": lambda x, ls: p53_variant(
            x, ls, only=slice(0, 1)
        ),
        "the stretching counts twice": lambda x, ls: p53_variant(x, ls, sign=-2.0),
        "the stretching is averaged over the layers": lambda x, ls: p53_variant(
            x, ls, sign=-1 / len(ls)
        ),
        "the constant of the standard normal is missing": lambda x, ls: p53_variant(
            x, ls, base=lambda u: -0.5 * u**2
        ),
        "the square of z has no ½ in front": lambda x, ls: p53_variant(
            x, ls, base=lambda u: -(u**2) - 0.5 * np.log(2 * np.pi)
        ),
        "the base density is taken at x, not at the noise that x came from": lambda x, ls: (
            p53_variant(x, ls, base=lambda u: p53_normal(x))
        ),
        "the slopes are subtracted from the density, not from its logarithm": lambda x, ls: (
            p53_variant(x, ls, base=lambda u: np.exp(p53_normal(u)))
        ),
        "that is the density, not its logarithm": lambda x, ls: np.exp(p53_variant(x, ls)),
        "it is the negative log density: a sign": lambda x, ls: -p53_variant(x, ls),
        "it averages over the points": lambda x, ls: np.mean(p53_variant(x, ls)),
        "it adds the points up; the task asks for one number per point": lambda x, ls: np.sum(
            p53_variant(x, ls)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p53_edges"
assert callable(flow_logprob)  # hidden: no layer, one layer, one number, no number, far points
### BEGIN HIDDEN TESTS
from course import checks, oracles

p53_rng = checks.rng("p53_edges")
p53_prob = oracles.probability
checks.agree(
    flow_logprob,
    p53_prob.flow_logprob,
    [(p53_rng.normal(size=4), [])],
    where="for a flow without layers, x = z",
)
checks.agree(
    flow_logprob,
    p53_prob.flow_logprob,
    [
        (p53_rng.normal(size=1), [p53_prob.affine(-3.0, 1.0)]),
        (np.array([-9.0, 9.0]), [p53_prob.affine(2.0, 1.0), p53_prob.arcsinh()]),
        (p53_rng.normal(size=3), [p53_prob.affine(1.02, 0.0)] * 40),
    ],
    where="for one layer, for far points, or for forty layers",
)
checks.agree(
    flow_logprob,
    lambda x, layers: np.zeros(0),
    [(np.zeros(0), [p53_prob.affine(2.0, 1.0), p53_prob.arcsinh()])],
    where="for no points, shape (0,)",
)
checks.agree(
    flow_logprob,
    lambda x, layers: float(p53_prob.flow_logprob(x, layers)),
    [(0.7, [p53_prob.affine(2.0, 1.0), p53_prob.arcsinh()]), (0.7, [])],
    where="for a single number",
)
### END HIDDEN TESTS

# %% points=1 tests="p53_properties"
assert callable(flow_logprob)  # hidden: the area, layers that do nothing, layers that are split
### BEGIN HIDDEN TESTS
from course import checks, oracles

p53_rng = checks.rng("p53_properties")
p53_prob = oracles.probability
p53_stack = [p53_prob.affine(3.0, 1.0), p53_prob.arcsinh(), p53_prob.affine(-0.5, 0.2)]
p53_line = np.linspace(-4, 4, 8001)
p53_log = np.asarray(checks.call(flow_logprob, p53_line, p53_stack))
checks.require(p53_log.shape == p53_line.shape, "the result is one number per point")
checks.require(
    abs(np.trapezoid(np.exp(np.clip(p53_log, -700, 50)), p53_line) - 1) < 1e-6,
    "the density of a flow of three layers has not the area 1",
)
p53_points = p53_rng.normal(size=6)
p53_here = np.asarray(checks.call(flow_logprob, p53_points, p53_stack))


def p53_same(layers, x=p53_points, shift=0.0):
    """Whether these layers give the log density of the stack, up to a shift."""
    return np.isclose(checks.call(flow_logprob, x, layers), p53_here + shift, rtol=1e-9, atol=1e-9)


p53_idle = (lambda y: y, lambda u: 0.0)
checks.require(
    p53_same([p53_idle, *p53_stack[:1], p53_idle, *p53_stack[1:], p53_idle]),
    "layers that do nothing change the density",
)
checks.require(
    p53_same([p53_prob.affine(1.5, 0.0), p53_prob.affine(2.0, 1.0), *p53_stack[1:]]),
    "one layer and the same layer split in two give two densities: are they undone in order?",
)
checks.require(
    p53_same([p53_prob.sinh(), p53_prob.arcsinh(), *p53_stack]),
    "a layer and the layer that undoes it change the density: at which points are the slopes?",
)
checks.require(
    p53_same([*p53_stack, p53_prob.affine(2.0, 5.0)], 2 * p53_points + 5, -np.log(2)),
    "when everything is stretched to the double, the density has to fall to its half",
)
checks.require(
    not np.any(p53_same([p53_stack[1], p53_stack[0], p53_stack[2]])),
    "two layers that are exchanged make another flow, your density stays the same",
)
### END HIDDEN TESTS

# %% points=1 tests="p53_hygiene"
assert callable(flow_logprob)  # hidden: lists, integers, float32, x and the layers unchanged
### BEGIN HIDDEN TESTS
from course import checks, oracles

p53_rng = checks.rng("p53_hygiene")
p53_prob = oracles.probability
p53_given = [p53_prob.affine(3.0, 1.0), p53_prob.arcsinh(), p53_prob.affine(0.5, 0.2)]
checks.hygiene(flow_logprob, p53_rng.normal(size=5), p53_given)
checks.hygiene(flow_logprob, p53_rng.normal(size=5), [])
p53_lent = list(p53_given)
flow_logprob(np.array([0.3, 0.4]), p53_lent)
checks.require(
    p53_lent == p53_given and 1 not in getattr(flow_logprob, "changed_arguments", ()),
    "flow_logprob changes the list of layers: the caller's flow is not yours to turn round",
)
checks.returns_number(checks.call(flow_logprob, 1, p53_given), "flow_logprob")
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

A flow of three layers: stretch and shift, squash with asinh, stretch again. Left: where it sends $z$.
Right: the dots count 400 000 samples, the line is your density. Squashing pushes the far points
together in two heaps; a Gaussian has become a law with two modes, by invertible maps alone.
"""

# %%
seen_layers = [
    (lambda y: (y - 1) / 6, lambda u: np.log(6.0)),
    (np.sinh, lambda u: -0.5 * np.log1p(u**2)),
    (lambda y: (y - 0.5) / 0.7, lambda u: np.log(0.7)),
]


def run_forward(z):
    """The flow itself, from z to x."""
    return 0.7 * np.arcsinh(6 * z + 1) + 0.5


edges = np.linspace(-2.5, 3.5, 61)
drawn = run_forward(np.random.default_rng(53).normal(size=400_000))
share = np.histogram(drawn, edges)[0] / len(drawn) / np.diff(edges)

figure, (left, right) = plt.subplots(
    1, 2, figsize=(9, 3.4), width_ratios=(2, 3), layout="constrained"
)
z_axis = np.linspace(-3, 3, 300)
left.plot(z_axis, run_forward(z_axis), color=TRUTH)
for point in tenths:
    left.plot([point, point, -3], [-2.5, run_forward(point), run_forward(point)], color=DATA, lw=1)
left.set(xlabel="z", ylabel="x", title="three layers in one", xlim=(-3, 3), ylim=(-2.5, 3.5))
right.plot((edges[1:] + edges[:-1]) / 2, share, "o", color=TRUTH, ms=4)
right.set(xlabel="x", ylabel="density", title="dots: counted · line: yours")
right.set(xlim=(-2.5, 3.5), ylim=(-0.02, 0.7))
with attempt():
    x_axis = np.linspace(-2.5, 3.5, 601)
    right.plot(x_axis, np.exp(flow_logprob(x_axis, seen_layers)), color=YOURS)
plt.show()

# %% [markdown]
r"""
### 5.3 Explain: a library's sign (medium · 3 minutes)

You find a flow library whose layers, on the way **back**, return the pair $(u, \log|\det\partial
u/\partial y|)$: the point before the layer, and a log-determinant, both computed from the point $y$
after it. You run all layers back from $x$ to $z$. How do you put $\log p(x)$ together?

- **a** $\log\mathcal N(z; 0, I)$ plus the sum of the returned log-determinants.
- **b** $\log\mathcal N(z; 0, I)$ minus their sum, as everywhere in this set.
- **c** $\log\mathcal N(x; 0, I)$ plus their sum, since they were computed from the way back.
- **d** $\log\mathcal N(z; 0, I)$ minus their sum, once they are recomputed at the points $u$.
"""

# %% solution="p53_library_answer"
answer_library = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_library = "a"
### END SOLUTION

# %% points=1 tests="p53_library"
assert answer_library in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_library,
    key="a",
    feedback={
        "b": "is it the same direction as in this set? Test with one layer that doubles.",
        "c": "the base density belongs to the noise, wherever the slopes come from.",
        "d": "the derivative of u by y is one at y. What is its relation to the one of y by u?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** Inverting a distribution function needs a law on the line, or one number after
the other; what a network makes from noise offers neither. A density is carried through a map by going
back to the one point that $x$ came from and paying for the stretching there, each layer at its own
input, the last layer undone first. Because of that price, densities in different units cannot be
compared before $\log$ of the factor is taken off.

*Further:* Papamakarios, Nalisnick, Rezende, Mohamed & Lakshminarayanan, *Normalizing Flows for
Probabilistic Modeling and Inference*, 2021, sections 2 and 3.
"""
