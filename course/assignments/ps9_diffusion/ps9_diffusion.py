r"""Problem set 9: diffusion."""

# %% [markdown]
r"""
# Problem set 9 · Diffusion

**About 120 minutes · medium to hard · 37 points · before it: exercise 7, problem set 7**

Everything in a diffusion model rests on Gaussians that are known exactly: the way from the data to
the noise is chosen by us, so its means, variances and conditionals can be computed by hand. Only
one thing is learned, and it is an average: of the noise, of the datum, or of the slope of the
density, whichever one likes to call it. Image, video and protein models differ in the network and
in the schedule; the formulas of this problem set are the same in all of them.

They are short, and they are easy to get almost right. A root that is forgotten, an index that is
off by one, the score of the other convention: the samples come out a little worse and nobody knows
why. So every step here is held against something that cannot be fooled, Bayes' rule or a derivative.

| item | about | form |
|---|---|---|
| 9.1 | the noising as a stochastic differential equation | a choice, three numbers, a formula |
| 9.2 | what the network learns | numbers, formulas, a choice |
| 9.3 | VAE, diffusion, flow, GAN side by side | a matching, two choices, a comparison in words |
| 9.4a | noise schedules and training targets | `cosine_betas`, `training_targets` |
| 9.4b | the step back, and guidance | `ddpm_reverse_step` |
"""

# %% [markdown]
r"""
## 9.1 The noising in continuous time

With many small steps the noising $x \leftarrow \sqrt{1-\beta}\,x + \sqrt{\beta}\,\xi$ becomes the
*variance preserving* equation

$$dx = -\tfrac12\,\beta(t)\,x\,dt + \sqrt{\beta(t)}\,dW .$$

### 9.1a · Where does it end? (medium, 5 min)

Sampling starts from $\mathcal N(0, I)$, so the noising should end there, whatever the data are. Let
$\beta(t) > 0$ be given for all $t\ge0$. For exactly which schedules does the law of $x_t$ tend to
$\mathcal N(0, I)$ as $t\to\infty$, for **every** starting point?

- **a** For those that stay below some bound.
- **b** For those whose integral $\int_0^\infty\beta(t)\,dt$ is infinite.
- **c** For those that tend to 0, so that the noise can settle.
- **d** For all: $\mathcal N(0, I)$ is stationary, so every positive $\beta$ leads there.
"""

# %% solution="p91a"
answer_p91a = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p91a = "b"
### END SOLUTION

# %% points=1 tests="p91a_end_of_noising"
assert answer_p91a in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p91a,
    key="b",
    feedback={
        "a": "a bound alone is not enough: take β(t) = exp(−t). How far is x₀ shrunk at most?",
        "c": "β = 1 for all t does not tend to 0. What does it do to x₀ in the long run?",
        "d": "stationary means: once there, always there. Must it get there? Try β(t) = exp(−t).",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 9.1b · How much is left? (easy, 5 min)

Take the constant schedule $\beta = 3$ and the time $t = 0.3$.

1. Which share $\bar\alpha_t$ of the **power** of $x_0$ is left in $x_t$?
2. By which factor is $x_0$ itself multiplied?

Four digits.
"""

# %% solution="p91b"
power_left_p91b = None  # a number
factor_p91b = None  # a number
### BEGIN SOLUTION
power_left_p91b = 0.4066  # exp(−∫β)
factor_p91b = 0.6376  # its root
### END SOLUTION

# %% points=1 tests="p91b_power"
assert power_left_p91b is None or power_left_p91b == power_left_p91b, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

mean_b, variance_b = oracles.reverse_diffusion.vp_moments(3.0, 0.3)
checks.number(
    power_left_p91b,
    mean_b**2,
    mistakes={
        "that is what is left of the amplitude; power goes with its square": mean_b,
        "that is the share of the noise": variance_b,
        "the ½ of the drift and the square of the amplitude: one of them counts twice": mean_b**4,
        "a first-order guess, 1 − ∫β: a share is taken again and again, from what is left": 1 - 0.9,
        "in yours the schedule plays no part": np.exp(-0.3),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p91b_factor"
assert factor_p91b is None or factor_p91b >= 0, "nothing changes the sign of x₀"
### BEGIN HIDDEN TESTS
from course import checks, oracles

mean_b, variance_b = oracles.reverse_diffusion.vp_moments(3.0, 0.3)
checks.number(
    factor_p91b,
    mean_b,
    mistakes={
        "that is what is left of the power; x₀ itself is an amplitude": mean_b**2,
        "that is the factor in front of the noise": variance_b**0.5,
        "one root too many": mean_b**0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 9.1c · How much noise has come? (medium, 6 min)

1. Same schedule and time: which variance has $x_t$ if $x_0$ is one **fixed** number? (Four digits.)
2. Now $x_0$ is random itself, with variance $v$, and $\beta = b$ is any constant. Write the variance
   of $x_t$ as a formula in `v`, `b` and `t`, a text such as `"v^2 * sqrt(t) + exp(b)"`.
"""

# %% solution="p91c"
variance_p91c = None  # a number
formula_p91c = None  # a text, a formula in v, b and t
### BEGIN SOLUTION
variance_p91c = 0.5934
formula_p91c = "v * exp(-b*t) + 1 - exp(-b*t)"
### END SOLUTION

# %% points=1 tests="p91c_fixed_start"
assert variance_p91c is None or variance_p91c >= 0, "a variance is not negative"
### BEGIN HIDDEN TESTS
from course import checks, oracles

mean_c, spread_c = oracles.reverse_diffusion.vp_moments(3.0, 0.3)
checks.number(
    variance_p91c,
    spread_c,
    mistakes={
        "that is a standard deviation": spread_c**0.5,
        "one minus the amplitude; what must the powers of datum and noise add to?": 1 - mean_c,
        "that is the share of the datum": mean_c**2,
        "the variances of all steps are summed, but earlier noise shrinks like the data": 0.9,
        "that is the limit for large t": 1.0,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p91c_random_start"
assert formula_p91c is None or isinstance(formula_p91c, str), "write a formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    formula_p91c,
    "v * exp(-b*t) + 1 - exp(-b*t)",
    {"v": (0.2, 4.0), "b": (0.3, 3.0), "t": (0.1, 1.5)},
    mistakes={
        "that is the noise alone; the data bring a spread of their own": "1 - exp(-b*t)",
        "that is what is left of the spread of the data; noise comes on top": "v * exp(-b*t)",
        "the noise is summed as if it never shrank again": "v * exp(-b*t) + b*t",
        "the data keep their full spread in yours: what does the drift do to them?": (
            "v + 1 - exp(-b*t)"
        ),
        "v shrinks like an amplitude in yours; it is a variance": (
            "v * exp(-b*t/2) + 1 - exp(-b*t)"
        ),
        "all exponents are half as large as they must be": "v * exp(-b*t/2) + 1 - exp(-b*t/2)",
        "v is squared in yours; it is a variance already": "v^2 * exp(-b*t) + 1 - exp(-b*t)",
        "that is a standard deviation": "sqrt(v * exp(-b*t) + 1 - exp(-b*t))",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 9.2 What the network learns

The *score* of a density is the slope of its logarithm, $\nabla_x \log p(x)$. *Denoising score
matching* trains a network on the score of $q(x_t\mid x_0)$, which is a Gaussian and therefore known.

### 9.2a · The target, variance exploding (easy, 5 min)

In the *variance exploding* convention nothing shrinks: $x_t = x_0 + \sigma_t\,\epsilon$. Let
$x_0 = 1$, $\sigma_t = 0.5$, $\epsilon = 0.8$. Which number is the target, the score of
$q(x_t\mid x_0)$ at this $x_t$?
"""

# %% solution="p92a"
target_p92a = None  # a number
### BEGIN SOLUTION
target_p92a = -1.6  # −(x_t − x₀)/σ² = −ε/σ
### END SOLUTION

# %% points=1 tests="p92a_ve_target"
assert target_p92a is None or target_p92a == target_p92a, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    target_p92a,
    oracles.reverse_diffusion.slope_of_log_normal(1 + 0.5 * 0.8, 1.0, 0.5),
    mistakes={
        "the density falls from x₀ to this x_t: which sign has its slope?": 0.8 / 0.5,
        "the noise is divided by σ² as if it were x_t − x₀": -0.8 / 0.5**2,
        "that is the noise, with its sign; the slope also knows how wide the Gaussian is": -0.8,
        "that is the slope for a Gaussian around 0, not around x₀": -1.4 / 0.5**2,
        "multiplied with σ: is a narrow Gaussian steeper or flatter?": -0.8 * 0.5,
        "that is the noise of the example": 0.8,
        "that is the logarithm of a density, not its slope": -(0.8**2) / 2,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 9.2b · The target, variance preserving (medium, 8 min)

Back to $x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\epsilon$.

1. Let $\bar\alpha_t = 0.64$, $x_0 = 2$, $\epsilon = 0.9$. Which number is the target?
2. Write the target as a formula in `xt`, `x0` and `abar` (for $\bar\alpha_t$), without $\epsilon$.
3. The network predicts $\hat\epsilon$, and its score is that of the target with $\hat\epsilon$ in
   place of $\epsilon$. By which **weight** $\lambda$ must the squared error of the score be
   multiplied to become the squared error $(\hat\epsilon - \epsilon)^2$? A formula in `abar`.
"""

# %% solution="p92b"
target_p92b = None  # a number
formula_p92b = None  # a text, a formula in xt, x0 and abar
weight_p92b = None  # a text, a formula in abar
### BEGIN SOLUTION
target_p92b = -1.5  # −ε/√(1 − ᾱ)
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "1 - abar"
### END SOLUTION

# %% points=1 tests="p92b_vp_target"
assert target_p92b is None or target_p92b == target_p92b, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

xt_b = 0.8 * 2 + 0.6 * 0.9
checks.number(
    target_p92b,
    oracles.reverse_diffusion.slope_of_log_normal(xt_b, 0.8 * 2, 0.6),
    mistakes={
        "the density falls from its middle to this x_t: which sign has its slope?": 1.5,
        "the noise is divided by a variance as if it were x_t minus its mean": -0.9 / 0.36,
        "divided by the factor of the datum; which of the two is the width?": -0.9 / 0.8,
        "the middle of the Gaussian is not x₀ here: the datum has shrunk": -(xt_b - 2) / 0.36,
        "that is the slope for a Gaussian around 0": -xt_b / 0.36,
        "that is the noise, with its sign; the slope also knows how wide the Gaussian is": -0.9,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p92b_formula"
assert formula_p92b is None or isinstance(formula_p92b, str), "write a formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    formula_p92b,
    "-(xt - sqrt(abar)*x0) / (1 - abar)",
    {"xt": (-2.0, 2.0), "x0": (-2.0, 2.0), "abar": (0.05, 0.95)},
    mistakes={
        "the middle of the Gaussian is not x₀ here: the datum has shrunk": "-(xt - x0)/(1 - abar)",
        "the datum shrinks by an amplitude, yours by a power": "-(xt - abar*x0)/(1 - abar)",
        "divided by a width; the slope of a log density has a variance below": (
            "-(xt - sqrt(abar)*x0)/sqrt(1 - abar)"
        ),
        "that is the slope of the Gaussian around 0: where is x₀?": "-xt/(1 - abar)",
        "divided by the power of the datum; which one is the variance?": (
            "-(xt - sqrt(abar)*x0)/abar"
        ),
        "the middle is right, but the width of the Gaussian is missing": "-(xt - sqrt(abar)*x0)",
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p92b_weight"
assert weight_p92b is None or isinstance(weight_p92b, str), "write a formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    weight_p92b,
    "1 - abar",
    {"abar": (0.05, 0.95)},
    mistakes={
        "the other way round: that turns an error of the noise into one of the score": (
            "1/(1 - abar)"
        ),
        "the error is squared, so its factor is squared too": "sqrt(1 - abar)",
        "that is the power of the datum; the score is divided by the width of the noise": "abar",
        "squared once too often": "(1 - abar)^2",
        "the ratio of datum to noise weights the error of x₀, not of the score": "abar/(1 - abar)",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 9.2c · Where does the learned score point? (hard, 10 min)

The network never sees $x_0$ when it is asked: it gets $x_t$ and $t$ and learns the **mean** of all
targets that occur with them. Take the variance exploding convention again. A network has learned
this perfectly. From a given $x_t$, in which direction does its score point?

- **a** Towards the datum $x_0$ that this $x_t$ was made from.
- **b** Towards the datum nearest to $x_t$.
- **c** Towards the mean of all data.
- **d** Towards the mean of the data, each weighted by how likely it is given $x_t$.
"""

# %% solution="p92c_choice"
answer_p92c = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p92c = "d"
### END SOLUTION

# %% points=1 tests="p92c_direction"
assert answer_p92c in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p92c,
    key="d",
    feedback={
        "a": "one and the same x_t can come from many data. How could a function of x_t tell?",
        "b": "that holds when the noise is small compared with the gaps between data, not always.",
        "c": "that holds in the limit of endless noise. Must a datum far from x_t count as much as "
        "one close by?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
A case for the hand: the data are $+1$ and $-1$, half each, $x_t = x_0 + \sigma\epsilon$ with
$\sigma^2 = \tfrac12$, and $x_t = 0.5$ is observed.

1. What is $\mathbb E[x_0\mid x_t = 0.5]$?
2. What is the score of $p(x_t)$ there, the slope of the log density of all $x_t$ together? (Three
   digits. Differentiate the mixture, or find out how 1 and 2 are connected.)
"""

# %% solution="p92c"
denoised_p92c = None  # a number
score_p92c = None  # a number
### BEGIN SOLUTION
denoised_p92c = 0.7616  # tanh(x/σ²)
score_p92c = 0.5232  # (E[x₀ | x] − x)/σ², Tweedie's formula
### END SOLUTION

# %% points=1 tests="p92c_posterior_mean"
assert denoised_p92c is None or -1 <= denoised_p92c <= 1, "a mean of −1 and +1 lies between"
### BEGIN HIDDEN TESTS
from course import checks, oracles

mean_c, slope_c = oracles.reverse_diffusion.two_points_denoised(0.5, 0.5**0.5)
weight_c = (mean_c + 1) / 2
checks.number(
    denoised_p92c,
    mean_c,
    mistakes={
        "that is the nearest datum; the other one is less likely, not impossible": 1.0,
        "that is how likely +1 is; which mean do +1 and −1 have then?": weight_c,
        "that is the mean before x_t is seen": 0.0,
        "that is x_t itself": 0.5,
        "it fits σ = ½: the variance is given, not the standard deviation": np.tanh(0.5 / 0.25),
        "it fits a noise of variance 1": np.tanh(0.5),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p92c_score"
assert score_p92c is None or score_p92c == score_p92c, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

mean_c, slope_c = oracles.reverse_diffusion.two_points_denoised(0.5, 0.5**0.5)
checks.number(
    score_p92c,
    slope_c,
    rtol=2e-3,
    mistakes={
        "that leads to the nearest datum, as if the other one were impossible": (1 - 0.5) / 0.5,
        "that leads to the mean of all data": (0 - 0.5) / 0.5,
        "that is the way to the posterior mean; its length still depends on the noise": (
            mean_c - 0.5
        ),
        "divided by σ; which power of σ belongs there?": (mean_c - 0.5) / 0.5**0.5,
        "away from the data: a sign": -slope_c,
        "that is the posterior mean itself": mean_c,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 9.3 Four families side by side

### 9.3a · Who is who? (medium, 8 min)

Give each model the description that fits it; two descriptions fit none of the four. Each right
pair counts half a point.

1. `"VAE"`: as in exercise 2.
2. `"DDPM"`: a diffusion model that is sampled by the steps of 9.4b.
3. `"PF-ODE"`: the probability-flow ODE of a diffusion model.
4. `"GAN"`: as in exercise 4.

- **a** $T$ layers of latents, each as large as the datum. The way up is fixed, only the way down is
  learned, and every step down is random.
- **b** Noise goes once through a learned map. For a given datum there is neither a latent nor a
  density.
- **c** One layer of latents. The way up and the way down are both learned, and both are random.
- **d** One latent, as large as the datum, found from it by solving an equation without any noise; the
  field of that equation is made of a learned score.
- **e** $T$ layers of latents. The way up and the way down are networks, trained jointly.
- **f** A deterministic map from noise to data that moves probability with the least total squared
  distance.
"""

# %% solution="p93a"
families_p93a = {
    "VAE": None,  # one letter each, for example "x"
    "DDPM": None,
    "PF-ODE": None,
    "GAN": None,
}
### BEGIN SOLUTION
families_p93a = {
    "VAE": "c",
    "DDPM": "a",
    "PF-ODE": "d",
    "GAN": "b",
}
### END SOLUTION

# %% points=2 tests="p93a_families"
assert len(families_p93a) == 4, "four models, one letter each"  # hidden: half a point per pair
### BEGIN HIDDEN TESTS
from course import checks

2 * checks.matching(
    families_p93a,
    {"VAE": "c", "DDPM": "a", "PF-ODE": "d", "GAN": "b"},
    {
        "VAE": "how many latents has exercise 2 for a datum, and does its encoder draw a sample?",
        "DDPM": "who chose the way from the data to the noise, and is anything trained in it?",
        "PF-ODE": "where does chance enter once the starting point is given?",
        "GAN": "it is trained by a judge. Does training ask what moving the noise costs, or what "
        "log p(x) is?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 9.3b · Transport? (hard, 5 min)

"A trained GAN generator is the optimal-transport map from noise to data." What do you say?

- **a** No: training only rewards the law of the outputs, and very many maps give the same law.
- **b** Yes for a Wasserstein GAN: its critic estimates a transport distance.
- **c** Yes in the limit: it is the Schrödinger bridge between both laws, for vanishing noise.
- **d** No: the output of a generator is random, even if its input is held fixed.
"""

# %% solution="p93b"
answer_p93b = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p93b = "a"
### END SOLUTION

# %% points=1 tests="p93b_transport"
assert answer_p93b in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p93b,
    key="a",
    feedback={
        "b": "that distance lies between the laws of fake and real images. It says nothing about "
        "which noise becomes which image.",
        "c": "a bridge minimises a cost along the way. Where in the losses of exercise 4 is one?",
        "d": "the randomness is the input. Held fixed, it gives the same image each time.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 9.3c · With and without noise (medium, 5 min)

A diffusion model can be sampled by its reverse stochastic equation or by the probability-flow ODE.
Both use the same, perfect score and are solved without numerical error. How are they related?

- **a** The ODE is the mean path of the stochastic equation.
- **b** The ODE yields the most likely samples only, as the noise is missing.
- **c** At every time $t$ both have the same law of $x_t$, on different paths.
- **d** From the same start both arrive at the same sample.
"""

# %% solution="p93c"
answer_p93c = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p93c = "c"
### END SOLUTION

# %% points=1 tests="p93c_same_law"
assert answer_p93c in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p93c,
    key="c",
    feedback={
        "a": "mean paths would draw together and have too little spread. Its field has ½ of the "
        "score for another reason.",
        "b": "its start is still drawn at random, and less likely starts lead to less likely ends.",
        "d": "one of them draws fresh noise on the way. Can its end be a function of its start?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 9.3 in words (hard, 12 min)

*Graded by a person, 4 points; 120 to 200 words.* "A diffusion model is just a VAE with many layers."
Compare a **VAE** and a **DDPM** in the four respects below, one or two sentences each, and for each
of them say what they share **and** what differs.

1. **Latents:** how many, of which size?
2. **What is learned,** and what is fixed?
3. **Chance:** which directions are random, which could be deterministic?
4. **Objective:** which quantity is bounded, and what becomes of the KL terms?
"""

# %% [markdown] answer="p93_comparison" points=4
r"""
*Model answer.*

**Latents.** Both explain $x$ by unseen Gaussian variables. A VAE has one layer, usually far smaller
than the datum, so it compresses. A DDPM has $T$ layers $x_1,\dots,x_T$, all of the size of the
datum: nothing is compressed, only drowned in noise, one layer after another.

**Learned or fixed.** Both learn a decoder. The VAE learns its encoder $q(z\mid x)$ as well; in the
DDPM $q(x_t\mid x_{t-1})$ is a Gaussian chosen beforehand without parameters, and one network serves
as the decoder of all layers.

**Chance.** In both, encoder and decoder are conditional distributions, so both ways are random. A
DDPM also has a deterministic twin with the same marginals, the probability-flow ODE, because its
score is known at all noise levels; a VAE has no such twin.

**Objective.** Both maximise a lower bound on $\log p(x)$ (the ELBO). With a learned encoder the KL
term pulls $q(z\mid x)$ towards the prior. With a fixed one the last KL term is a constant, and all
others lie between Gaussians with given variances, so that each is a weighted squared error of
the noise. In practice the weights are dropped; then it is no bound any more.

### BEGIN MARK SCHEME
One point for each of the four respects, independently of style and order:

- 1 point: something true that both share and something true that differs.
- ½ point: only the common part or only the difference, or one of them is vague ("diffusion is more
  complex").
- 0 points: wrong or missing.

Latents: needs one against $T$ (or many) **and** the size. Learned: needs that the DDPM's encoder is
fixed. Chance: full marks also without the ODE if it is said that both encoders draw samples; "the
encoder of a VAE is deterministic" gives 0. Objective: needs the word bound (ELBO) for both, and that
the KL terms become squared errors; "diffusion is trained by MSE and has no likelihood" gives 0.
### END MARK SCHEME
"""

# %% [markdown]
r"""
## 9.4 From noise to data

### 9.4a · A schedule (easy, 10 min)

The $\beta_t$ decide at which noise levels the network spends its time. Ho et al. let them rise on a
straight line; Nichol and Dhariwal found that then many of the last steps see almost nothing but
noise, and asked for the opposite: choose how the level $\bar\alpha_t$ shall fall, and compute the
$\beta_t$ from it.

Do a case by hand before you code: three steps, $s = 0$. The levels are the squared cosines of
0°, 30°, 60° and 90°.

<details><summary>Hint 1 · a question</summary>

Levels are what is left after *all* steps so far. If 3/4 are left before a step and 1/4 after it,
which share of what was there has this one step taken?
</details>
<details><summary>Hint 2 · shapes</summary>

T steps have T + 1 levels around them, at u = 0, …, T. Neighbours are combined, so (T + 1,) becomes
(T,). Nothing is summed.
</details>
<details><summary>Hint 3 · one blank</summary>

`level = np.cos(…) ** 2` for `np.arange(T + 1)`; the shares are `1 - level[1:] / ______`, and
`np.minimum` limits them.
</details>
"""

# %% solution="cosine" reference="reverse_diffusion.cosine_betas"

# %% points=1 tests="p94a_schedule_by_hand"
# By hand, s = 0: levels 1, ¾, ¼, 0 lose ¼, then 2/3 of the rest, then all of it, which is cut off.
with attempt():
    expect(cosine_betas(3, 0.0), [1 / 4, 2 / 3, 0.999], about="three steps, s = 0")
    expect(cosine_betas(2, 0.0, 0.25), [0.25, 0.25], about="two steps, at most ¼ each")

# %% points=1 tests="p94a_schedule_random"
assert callable(cosine_betas)  # hidden: other numbers of steps and offsets, and the defaults
### BEGIN HIDDEN TESTS
from course import checks, oracles


def level_of(T, s, power=2, right_angle=np.pi / 2, scale=True):
    along = (np.arange(T + 1) / T + s) / (1 + s if scale else 1)
    return np.cos(right_angle * along) ** power


def shares(level, most):
    return np.minimum(1 - level[1:] / level[:-1], most)


schedule_rng = checks.rng("p94a_schedule_random")
checks.agree(
    cosine_betas,
    oracles.reverse_diffusion.cosine_betas,
    [
        (int(T), float(schedule_rng.uniform(0.01, 0.3)), float(schedule_rng.uniform(0.7, 0.95)))
        for T in schedule_rng.integers(5, 40, size=4)
    ],
    mistakes={
        "the cosine is not squared": lambda T, s, most: shares(level_of(T, s, power=1), most),
        "these are the levels, not what each step takes": lambda T, s, most: (
            level_of(T, s)[1:] / level_of(T, s)[0]
        ),
        "a step takes its share of what is left before it, not of the beginning": (
            lambda T, s, most: np.minimum(-np.diff(level_of(T, s)), most)
        ),
        "these are the shares that the steps keep, not those that they take": lambda T, s, most: (
            level_of(T, s)[1:] / level_of(T, s)[:-1]
        ),
        "nothing is cut off at `most`": lambda T, s, most: shares(level_of(T, s), np.inf),
        "`most` is used as a lower limit": lambda T, s, most: np.maximum(
            shares(level_of(T, s), np.inf), most
        ),
        "the offset s is not in it": lambda T, s, most: shares(level_of(T, 0), most),
        "with the offset the last level must still be 0: is the sum scaled back?": (
            lambda T, s, most: shares(level_of(T, s, scale=False), most)
        ),
        "the angle runs to 180°, not to 90°": lambda T, s, most: shares(
            level_of(T, s, right_angle=np.pi), most
        ),
        "the order is reversed: betas[0] belongs to the first step": lambda T, s, most: shares(
            level_of(T, s), most
        )[::-1],
    },
)
checks.agree(
    cosine_betas,
    oracles.reverse_diffusion.cosine_betas,
    [(int(schedule_rng.integers(900, 1100)),), (20,)],
    where="with the default s and most",
)
### END HIDDEN TESTS

# %% points=1 tests="p94a_schedule_edges"
assert callable(cosine_betas)  # hidden: a single step, no step, and what a schedule must obey
### BEGIN HIDDEN TESTS
from course import checks

checks.agree(
    cosine_betas, lambda *args: np.array([args[-1]]), [(1, 0.1, 0.7)], where="for one step"
)
for steps_e in (0, -1):
    checks.raises(cosine_betas, (steps_e,), ValueError, "T < 1 must raise a ValueError")
schedule_e = np.asarray(checks.call(cosine_betas, 50, 0.02))
checks.require(np.shape(schedule_e) == (50,), "one β per step is asked for")
checks.require((schedule_e > 0) & (schedule_e <= 0.999), "a β lies between 0 and `most`")
checks.require(
    np.diff(schedule_e) > 0, "this schedule takes a larger share in each step than before"
)
half_e = np.cos(np.pi / 2 * np.array([0.52, 0.02]) / 1.02) ** 2
checks.require(
    np.isclose(np.prod(1 - schedule_e[:25]), half_e[0] / half_e[1], rtol=1e-9),
    "after half of the steps another share of the power is left than the squared cosine says",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Compare the two schedules for $T = 1000$ steps: the line `np.linspace(1e-4, 0.02, 1000)` of Ho et al.
and your `cosine_betas(1000)`. In how many of the 1000 times is less than **one per cent of the
power** of the datum left ($\bar\alpha_t < 0.01$)?
"""

# %% solution="p94a_wasted"
dark_linear = None  # how many of 1000, for the line
dark_cosine = None  # how many of 1000, for the cosine
### BEGIN SOLUTION
dark_linear = 327
dark_cosine = 65
### END SOLUTION

# %% points=1 tests="p94a_dark_linear"
assert dark_linear is None or 0 <= dark_linear <= 1000, "a number of steps out of 1000"
### BEGIN HIDDEN TESTS
from course import checks

line_w = np.linspace(1e-4, 0.02, 1000)
level_w = np.cumprod(1 - line_w)
checks.number(
    dark_linear,
    int(np.sum(level_w < 0.01)),
    rtol=1e-4,
    mistakes={
        "that counts the times at which more is left": int(np.sum(level_w >= 0.01)),
        "that is the bound for the amplitude; power is its square": int(np.sum(level_w < 1e-4)),
        "that counts where a tenth of the power is left": int(np.sum(level_w < 0.1)),
        "that counts small β, not small levels": int(np.sum(line_w < 0.01)),
        "one too many: is time 0 counted as a step?": int(np.sum(level_w < 0.01)) + 1,
        "one too few: from the first dark step to the last, both count": (
            int(np.sum(level_w < 0.01)) - 1
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p94a_dark_cosine"
assert dark_cosine is None or 0 <= dark_cosine <= 1000, "a number of steps out of 1000"
### BEGIN HIDDEN TESTS
from course import checks, oracles

level_w = np.cumprod(1 - oracles.reverse_diffusion.cosine_betas(1000))
checks.number(
    dark_cosine,
    int(np.sum(level_w < 0.01)),
    rtol=1e-4,
    mistakes={
        "that counts the times at which more is left": int(np.sum(level_w >= 0.01)),
        "that is the bound for the amplitude; power is its square": int(np.sum(level_w < 1e-4)),
        "that counts where a tenth of the power is left": int(np.sum(level_w < 0.1)),
        "that is the count of the line": int(
            np.sum(np.cumprod(1 - np.linspace(1e-4, 0.02, 1000)) < 0.01)
        ),
        "one too many: is time 0 counted as a step?": int(np.sum(level_w < 0.01)) + 1,
        "one too few: from the first dark step to the last, both count": (
            int(np.sum(level_w < 0.01)) - 1
        ),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 9.4a · Noised images and their targets (medium, 12 min)

The jump of exercise 6 once more, now for batches of images, with the two targets that real models
use beside $\epsilon$. The **score** you know from 9.2b. The third is called $v$: as the noise comes,
the datum and the noise change places like cosine and sine, $x_t = x_0\cos\varphi + \epsilon\sin\varphi$,
and $v$ is the velocity of that rotation. A network that predicts $v$ is asked something sensible at
both ends, where $\epsilon$ or $x_0$ alone would be trivial or hopeless.

By hand first: $\beta = (0.2,\ 0.2)$, $x_0 = 2$, $\epsilon = 1$, at $t = 1$. The roots come out even.

<details><summary>Hint 1 · a question</summary>

Which two coefficients does $x_t$ have? All three results are made of these two, of $x_0$ and of
$\epsilon$. Which of the two is the width of the Gaussian $q(x_t\mid x_0)$?
</details>
<details><summary>Hint 2 · shapes</summary>

`t` (B,) picks a level per sample from the (T,) levels. It must multiply whole samples, so for images
(B, C, H, W) it has to become (B, 1, 1, 1); for a scalar `x0` it stays (). All three results have the
shape of `x0`, nothing is reduced.
</details>
<details><summary>Hint 3 · one blank</summary>

With `signal, noise = np.sqrt(level), np.sqrt(1 - level)`: return `signal * x0 + noise * eps`,
`-eps / ______`, `signal * eps - noise * x0`.
</details>
"""

# %% solution="targets" reference="reverse_diffusion.training_targets"

# %% points=1 tests="p94a_targets_by_hand"
# By hand: ᾱ₁ = 0.8 · 0.8, so x₀ has the factor 0.8 and ε has 0.6: x_t = 1.6 + 0.6, v = 0.8 − 1.2.
with attempt():
    expect(training_targets(2.0, 1, [0.2, 0.2], 1.0), (2.2, -1 / 0.6, -0.4), about="x₀ = 2, ε = 1")
    x_pair, score_pair, v_pair = training_targets(np.ones((2, 3)), [0, 0], [0.36], np.zeros((2, 3)))
    expect(x_pair, np.full((2, 3), 0.8), about="two samples without noise, x_t")
    expect(score_pair, np.zeros((2, 3)), about="at the top of the density, the score")
    expect(v_pair, np.full((2, 3), -0.6), about="two samples without noise, v")

# %% points=1 tests="p94a_targets_random"
assert callable(training_targets)  # hidden: random tables, square ones too, a time per sample
### BEGIN HIDDEN TESTS
from course import checks, oracles

outputs_t = ("x_t", "score", "v")


def coefficients(x0, t, betas, level=lambda alpha, k: np.prod(alpha[: k + 1])):
    """Factor of the datum and of the noise, a column each."""
    now = np.array([level(1 - betas, int(k)) for k in t])[:, None]
    return np.sqrt(now), np.sqrt(1 - now)


def with_level(level):
    def mistaken(x0, t, betas, eps):
        a, b = coefficients(x0, t, betas, level)
        return a * x0 + b * eps, -eps / b, a * eps - b * x0

    return mistaken


def with_part(x_t=None, score=None, v=None):
    """One of the three results made in another way from x0, eps and both factors."""

    def mistaken(x0, t, betas, eps):
        a, b = coefficients(x0, t, betas)
        return tuple(part and part(x0, eps, a, b) for part in (x_t, score, v))

    return mistaken


targets_rng = checks.rng("p94a_targets_random")
for shape_t, steps_t in (((4, 4), 9), ((5, 3), 8)):
    checks.agree(
        training_targets,
        oracles.reverse_diffusion.training_targets,
        [
            (
                targets_rng.normal(size=shape_t),
                1 + targets_rng.permutation(steps_t - 2)[: shape_t[0]],
                targets_rng.uniform(0.05, 0.3, size=steps_t),
                targets_rng.normal(size=shape_t),
            )
            for _ in range(2)
        ],
        outputs=outputs_t,
        mistakes={
            "the times run along the columns: sample i needs t[i] in its whole row": (
                lambda x0, t, betas, eps: tuple(
                    part.T
                    for part in oracles.reverse_diffusion.training_targets(x0.T, t, betas, eps.T)
                )
            ),
            "at time t a step is missing: step t has happened too": with_level(
                lambda alpha, k: np.prod(alpha[:k])
            ),
            "only the last step is in the level": with_level(lambda alpha, k: alpha[k]),
            "the level is a product of what steps take, not of what they keep": with_level(
                lambda alpha, k: np.prod(1 - alpha[: k + 1])
            ),
            "x_t is made with powers as factors of amplitude": with_part(
                x_t=lambda x0, eps, a, b: a**2 * x0 + b**2 * eps
            ),
            "in x_t datum and noise have exchanged their factors": with_part(
                x_t=lambda x0, eps, a, b: b * x0 + a * eps
            ),
            "in x_t the datum does not shrink: that is the exploding convention": with_part(
                x_t=lambda x0, eps, a, b: x0 + b * eps
            ),
            "the score points away from the data: a sign": with_part(
                score=lambda x0, eps, a, b: eps / b
            ),
            "the score is divided by a variance where the noise has a width": with_part(
                score=lambda x0, eps, a, b: -eps / b**2
            ),
            "the score is the noise with its sign, whatever the width of the Gaussian": with_part(
                score=lambda x0, eps, a, b: -eps
            ),
            "the score is divided by the factor of the datum": with_part(
                score=lambda x0, eps, a, b: -eps / a
            ),
            "the score is multiplied by the width: is a narrow Gaussian flatter?": with_part(
                score=lambda x0, eps, a, b: -eps * b
            ),
            "the score is that of a Gaussian around 0, not around the shrunk datum": with_part(
                score=lambda x0, eps, a, b: -(a * x0 + b * eps) / b**2
            ),
            "the score is that of a Gaussian around x₀, which has shrunk by then": with_part(
                score=lambda x0, eps, a, b: -(a * x0 + b * eps - x0) / b**2
            ),
            "v is taken with the other sign": with_part(v=lambda x0, eps, a, b: b * x0 - a * eps),
            "in v datum and noise have exchanged their factors": with_part(
                v=lambda x0, eps, a, b: b * eps - a * x0
            ),
            "v is a sum in yours, like x_t; one of the two goes as the other comes": with_part(
                v=lambda x0, eps, a, b: a * eps + b * x0
            ),
            "v is that of a straight path from datum to noise; this one turns": with_part(
                v=lambda x0, eps, a, b: eps - x0
            ),
        },
    )
### END HIDDEN TESTS

# %% points=1 tests="p94a_targets_images"
assert callable(training_targets)  # hidden: images, one time for all, first and last time, no image
### BEGIN HIDDEN TESTS
from course import checks, oracles

targets_rng = checks.rng("p94a_targets_images")
betas_i = targets_rng.uniform(0.05, 0.3, size=6)
for shape_i, times_i in (
    ((3, 2, 4, 5), np.array([5, 0, 2])),
    ((2, 2, 2, 2), np.array([1, 4])),
    ((4,), np.array([3, 1, 0, 5])),
):
    checks.agree(
        training_targets,
        oracles.reverse_diffusion.training_targets,
        [
            (
                *targets_rng.normal(size=(1, *shape_i)),
                times_i,
                betas_i,
                targets_rng.normal(size=shape_i),
            )
        ],
        outputs=("x_t", "score", "v"),
        where=f"for data of shape {shape_i}",
    )
image_i, noise_i = targets_rng.normal(size=(2, 3, 2, 2))
checks.agree(
    training_targets,
    oracles.reverse_diffusion.training_targets,
    [
        (image_i, 0, betas_i, noise_i),
        (image_i, 5, betas_i, noise_i),
        (image_i, 3, betas_i, noise_i),
    ],
    outputs=("x_t", "score", "v"),
    where="for one integer t",
)
checks.agree(
    training_targets,
    lambda x0, t, betas, eps: (np.zeros((0, 3)),) * 3,
    [(np.zeros((0, 3)), np.zeros(0, int), betas_i, np.zeros((0, 3)))],
    outputs=("x_t", "score", "v"),
    where="for an empty batch",
)
### END HIDDEN TESTS

# %% points=1 tests="p94a_targets_properties"
assert callable(training_targets)  # hidden: what must come back from x_t and v, and other forms
### BEGIN HIDDEN TESTS
from course import checks

targets_rng = checks.rng("p94a_targets_properties")
x0_p, eps_p = targets_rng.normal(size=(2, 4, 3))
betas_p, times_p = targets_rng.uniform(0.05, 0.3, size=7), np.array([6, 2, 0, 3])
checks.hygiene(training_targets, x0_p, times_p, betas_p, eps_p)
checks.hygiene(training_targets, 1.3, 2, betas_p, -0.8, skip=("varies",))
made_p = checks.call(training_targets, x0_p, times_p, betas_p, eps_p)
checks.require(
    isinstance(made_p, tuple | list) and [np.shape(part) for part in made_p] == [(4, 3)] * 3,
    "three results of the shape of x0 are asked for: x_t, score, v",
)
checks.require(
    np.isclose(np.square(made_p[0]) + np.square(made_p[2]), x0_p**2 + eps_p**2),
    "x_t and v are a rotation of x₀ and ε: their squares must add to the same sum, and do not",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

A small picture on a schedule of eight steps, your `cosine_betas(8)`. The upper row is your $x_t$,
with the same noise at all times. The rows below take the picture back out of your $x_t$, once with
your $v$ and once with your score: it must be the same clean picture everywhere, however noisy it is
above. On the right, the level $\bar\alpha_t$ for $T = 40$: dots are the squared cosine, the line comes
from your $\beta$; the thin line is the straight schedule of Ho et al. with the same number of steps
(their $\beta$ times 25).
"""

# %%
rows, columns = np.mgrid[-1:1:24j, -1:1:24j]
face = np.where(rows**2 + columns**2 < 0.8, 1.0, -1.0)
face[(np.abs(np.abs(columns) - 0.35) < 0.13) & (np.abs(rows + 0.25) < 0.13)] = -1
face[(np.abs(rows**2 + columns**2 - 0.3) < 0.09) & (rows > 0.2)] = -1
noise_of_face = np.random.default_rng(9).normal(size=face.shape)
times_shown = (0, 2, 4, 6)
figure, panels = plt.subplot_mosaic(
    [[*"abcd", "right"], [*"efgh", "right"], [*"ijkl", "right"]],
    figsize=(9, 4),
    width_ratios=(1, 1, 1, 1, 3.2),
    layout="constrained",
)
for name in "abcdefghijkl":
    panels[name].set(xticks=[], yticks=[])
for name, t in zip("abcd", times_shown, strict=True):
    panels[name].set_title(f"t = {t}")
panels["a"].set_ylabel("your x_t")
panels["e"].set_ylabel("from v")
panels["i"].set_ylabel("from score")
right = panels["right"]
angles = np.pi / 2 * (np.arange(41) / 40 + 0.008) / 1.008
right.plot(np.arange(40), np.cos(angles[1:]) ** 2 / np.cos(angles[0]) ** 2, "o", color=TRUTH, ms=4)
right.plot(np.arange(40), np.cumprod(1 - 25 * np.linspace(1e-4, 0.02, 40)), color=TRUTH, lw=0.8)
with attempt():
    right.plot(np.arange(40), np.cumprod(1 - cosine_betas(40)), color=YOURS)
    angles = np.pi / 2 * (np.arange(9) / 8 + 0.008) / 1.008
    for column, t in enumerate(times_shown):
        level = (np.cos(angles[t + 1]) / np.cos(angles[0])) ** 2
        x_t, score, v = training_targets(face[None], [t], cosine_betas(8), noise_of_face[None])
        from_v = np.sqrt(level) * x_t - np.sqrt(1 - level) * v
        from_score = (x_t + (1 - level) * score) / np.sqrt(level)
        for row, picture in zip(("abcd", "efgh", "ijkl"), (x_t, from_v, from_score), strict=True):
            panel = panels[row[column]]
            panel.imshow(np.reshape(picture, face.shape), cmap="mako", vmin=-2, vmax=2)
            panel.grid(False)
right.set(xlabel="time t", ylabel="level", title="dots: cos² · line: yours · thin: straight")
plt.show()

# %% [markdown]
r"""
### 9.4b · The step back (hard, 18 min)

Training gave a network that predicts the noise in $x_t$. Sampling goes one step back at a time. If
$x_0$ were known, Bayes' rule would give $x_{t-1}$ exactly: a Gaussian with the density
$q(x_{t-1}\mid x_t, x_0)$. The predicted noise says which $x_0$ it takes for the right one; put
that in, and the mean becomes the formula of Ho et al. The hidden tests do not know that formula. They
multiply the two Gaussians of Bayes' rule.

By hand first: $\beta = (0.19,\ 0.36)$, $x_t = 1$, $\hat\epsilon = 0.5$, at $t = 1$ and at $t = 0$. What
is $\bar\alpha_{-1}$, and what does `alpha_bar[-1]` mean in Python?

<details><summary>Hint 1 · a question</summary>

If $\hat\epsilon$ is the true noise, what must the step return at $t = 0$? And how wide is the Gaussian
there?
</details>
<details><summary>Hint 2 · shapes</summary>

`xt`, `eps_pred` and `noise` have shape (B, …), `t` has (B,) or is one integer. Pick three levels per
sample from arrays over time: $\beta_t$, $\bar\alpha_t$, $\bar\alpha_{t-1}$, and give each trailing
axes, (B, 1, …, 1), as in the item before. Nothing is reduced.
</details>
<details><summary>Hint 3 · one blank</summary>

`earlier = np.append(______, alpha_bar)` has $\bar\alpha_{t-1}$ at position t, for t = 0 as well.
</details>
"""

# %% solution="reverse" reference="reverse_diffusion.ddpm_reverse_step"

# %% points=1 tests="p94b_by_hand"
# By hand: ᾱ₁ = 0.81 · 0.64, so 1 − ᾱ₁ = 0.4816; 1 − ᾱ₀ = 0.19. At t = 0 the datum 2 must come back
# from 0.8 · 2 + 0.6 · 1 = 2.2, however large the noise is.
with attempt():
    expect(
        ddpm_reverse_step(1.0, 1, 0.5, [0.19, 0.36], 0.0),
        (1 - 0.36 * 0.5 / 0.4816**0.5) / 0.8,
        about="the mean at t = 1",
    )
    expect(
        ddpm_reverse_step(1.0, 1, 0.5, [0.19, 0.36], 1.0),
        (1 - 0.36 * 0.5 / 0.4816**0.5) / 0.8 + (0.36 * 0.19 / 0.4816) ** 0.5,
        about="with noise 1 at t = 1",
    )
    expect(ddpm_reverse_step([[2.2]], [0], [[1.0]], [0.36, 0.2], [[3.0]]), [[2.0]], about="t = 0")

# %% points=1 tests="p94b_bayes"
# hidden: random tables and times after the first, by Bayes' rule
assert callable(ddpm_reverse_step)
### BEGIN HIDDEN TESTS
from course import checks, oracles


def step_with(
    drift=lambda beta, now: beta / np.sqrt(1 - now),
    divisor=lambda beta, now: np.sqrt(1 - beta),
    width=lambda beta, now, before: np.sqrt(beta * (1 - before) / (1 - now)),
):
    """The step with another factor of the predicted noise, another divisor or another width."""

    def mistaken(xt, t, eps_pred, betas, noise):
        beta = betas[t][:, None]
        now, before = (
            np.array([np.prod(1 - betas[: k + shift]) for k in t])[:, None] for shift in (1, 0)
        )
        mean = (xt - drift(beta, now) * eps_pred) / divisor(beta, now)
        return mean + width(beta, now, before) * noise

    return mistaken


reverse_rng = checks.rng("p94b_bayes")
for shape_r, steps_r in (((4, 4), 9), ((5, 3), 8)):
    checks.agree(
        ddpm_reverse_step,
        oracles.reverse_diffusion.ddpm_reverse_step,
        [
            (
                reverse_rng.normal(size=shape_r),
                2 + reverse_rng.permutation(steps_r - 3)[: shape_r[0]],
                reverse_rng.normal(size=shape_r),
                reverse_rng.uniform(0.05, 0.3, size=steps_r),
                reverse_rng.normal(size=shape_r),
            )
            for _ in range(2)
        ],
        mistakes={
            "the times run along the columns: sample i needs t[i] in its whole row": (
                lambda xt, t, eps_pred, betas, noise: (
                    oracles.reverse_diffusion.ddpm_reverse_step(
                        xt.T, t, eps_pred.T, betas, noise.T
                    ).T
                )
            ),
            "all levels are those of one step earlier": (
                lambda xt, t, eps_pred, betas, noise: oracles.reverse_diffusion.ddpm_reverse_step(
                    xt, t - 1, eps_pred, betas, noise
                )
            ),
            "all levels are those of one step later": (
                lambda xt, t, eps_pred, betas, noise: oracles.reverse_diffusion.ddpm_reverse_step(
                    xt, t + 1, eps_pred, betas, noise
                )
            ),
            "the noise is taken off in proportion to 1/(1 − ᾱ): a root is missing": step_with(
                drift=lambda beta, now: beta / (1 - now)
            ),
            "too much of the predicted noise is taken off: that is a step's width, √β": step_with(
                drift=lambda beta, now: np.sqrt(beta) / np.sqrt(1 - now)
            ),
            "all of the predicted noise is taken off, but this is one step of many": step_with(
                drift=lambda beta, now: np.sqrt(1 - now)
            ),
            "the predicted noise is added, not taken off": step_with(
                drift=lambda beta, now: -beta / np.sqrt(1 - now)
            ),
            "ε̂ is used as if it were a score": step_with(drift=lambda beta, now: -beta),
            "ε̂ has the factor β alone: how wide is the noise in x_t?": step_with(
                drift=lambda beta, now: beta
            ),
            "divided by what is left after all steps; only one step is undone": step_with(
                divisor=lambda beta, now: np.sqrt(now)
            ),
            "x_t has shrunk in this step, and nothing makes up for it": step_with(
                divisor=lambda beta, now: 1
            ),
            "divided by a share of power; amplitudes shrink by its root": step_with(
                divisor=lambda beta, now: 1 - beta
            ),
            "the fresh noise is too wide: x₀ says something about x_{t−1}, too": step_with(
                width=lambda beta, now, before: np.sqrt(beta)
            ),
            "the fresh noise has a variance as its factor": step_with(
                width=lambda beta, now, before: beta * (1 - before) / (1 - now)
            ),
            "the fresh noise is missing": step_with(width=lambda beta, now, before: 0),
            "in the width the two levels have changed places": step_with(
                width=lambda beta, now, before: np.sqrt(beta * (1 - now) / (1 - before))
            ),
            "the width lacks its divisor: x_t has told something about x_{t−1} already": step_with(
                width=lambda beta, now, before: np.sqrt(beta * (1 - before))
            ),
            "the width is that of x_{t−1} before x_t is seen": step_with(
                width=lambda beta, now, before: np.sqrt(1 - before)
            ),
        },
    )
### END HIDDEN TESTS

# %% points=1 tests="p94b_last_step"
assert callable(ddpm_reverse_step)  # hidden: t = 0 returns the datum and adds nothing
### BEGIN HIDDEN TESTS
from course import checks, oracles

reverse_rng = checks.rng("p94b_last_step")
betas_l = reverse_rng.uniform(0.05, 0.3, size=5)
x0_l, eps_l, noise_l = reverse_rng.normal(size=(3, 4, 3))
xt_l = np.sqrt(1 - betas_l[0]) * x0_l + np.sqrt(betas_l[0]) * eps_l
checks.agree(
    ddpm_reverse_step,
    lambda xt, t, eps_pred, betas, noise: x0_l,
    [(xt_l, np.zeros(4, int), eps_l, betas_l, noise) for noise in (noise_l, 0 * noise_l)]
    + [(xt_l, 0, eps_l, betas_l, noise_l)],
    where="at t = 0, with the true ε",
    mistakes={
        "noise is added at t = 0, as much as β says": lambda xt, t, eps_pred, betas, noise: (
            x0_l + np.sqrt(betas[0]) * noise
        ),
        "noise is added at t = 0: is ᾱ₋₁ looked up at the other end of the array?": (
            lambda xt, t, eps_pred, betas, noise: x0_l + np.sqrt(1 - np.prod(1 - betas)) * noise
        ),
    },
)
mixed_l = np.array([3, 0, 1, 0])
checks.agree(
    ddpm_reverse_step,
    oracles.reverse_diffusion.ddpm_reverse_step,
    [(x0_l, mixed_l, eps_l, betas_l, noise_l)],
    where="where only some of the samples are at t = 0",
)
### END HIDDEN TESTS

# %% points=1 tests="p94b_edges"
assert callable(ddpm_reverse_step)  # hidden: images, one integer t, single numbers, no sample
### BEGIN HIDDEN TESTS
from course import checks, oracles

reverse_rng = checks.rng("p94b_edges")
betas_e = reverse_rng.uniform(0.05, 0.3, size=6)
for shape_e, times_e in (
    ((3, 2, 4, 5), np.array([5, 1, 2])),
    ((2, 2, 2, 2), np.array([4, 1])),
    ((4,), np.array([3, 1, 2, 5])),
    ((3, 2), 5),
    ((1, 3), 1),
):
    xt_e, eps_e, noise_e = reverse_rng.normal(size=(3, *shape_e))
    checks.agree(
        ddpm_reverse_step,
        oracles.reverse_diffusion.ddpm_reverse_step,
        [(xt_e, times_e, eps_e, betas_e, noise_e)],
        where=f"for data of shape {shape_e}, t of shape {np.shape(times_e)}",
    )
checks.agree(
    ddpm_reverse_step,
    lambda *args: np.zeros((0, 3)),
    [(np.zeros((0, 3)), np.zeros(0, int), np.zeros((0, 3)), betas_e, np.zeros((0, 3)))],
    where="for an empty batch",
)
mean_e, width_e = oracles.reverse_diffusion.posterior_by_quadrature(0.4, 2, 0.4, betas_e)
level_e = np.prod(1 - betas_e[:3])
eps_e = (0.4 - np.sqrt(level_e) * 0.4) / np.sqrt(1 - level_e)
checks.agree(
    ddpm_reverse_step,
    lambda xt, t, eps_pred, betas, noise: mean_e + noise * width_e,
    [(0.4, 2, float(eps_e), betas_e, 0.0), (0.4, 2, float(eps_e), betas_e, 1.5)],
    rtol=1e-6,  # of the quadrature
    where="for single numbers, against the densities on a grid",
)
### END HIDDEN TESTS

# %% points=1 tests="p94b_hygiene"
assert callable(ddpm_reverse_step)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

reverse_rng = checks.rng("p94b_hygiene")
xt_h, eps_h, noise_h = reverse_rng.normal(size=(3, 4, 3))
betas_h = reverse_rng.uniform(0.05, 0.2, size=5)
checks.hygiene(
    ddpm_reverse_step,
    xt_h,
    np.array([3, 0, 4, 1]),
    eps_h,
    betas_h,
    noise_h,
    skip=("integers",),  # of the betas, which would all be 0
)
checks.hygiene(
    ddpm_reverse_step,
    xt_h,
    2,
    eps_h,
    betas_h.tolist(),
    noise_h,
)
checks.hygiene(ddpm_reverse_step, 1.3, 2, -0.8, betas_h.tolist(), 0.4, skip=("varies",))
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

No network here: for a mixture of eight small Gaussians the best prediction of the noise can be
computed exactly, so every flaw that you see is one of the sampler. The clouds are yours, on the way
from noise to data (light dots: true samples at the same noise level). On the right a check without chance:
all data are the one number 1.5, so every $x_t$ is a Gaussian; dots are its true mean and spread, the
lines are what your steps make of it, from right to left.
"""

# %%
sampling_betas = 1 - np.clip(
    np.cos(np.pi / 2 * (np.arange(1, 41) / 40 + 0.008) / 1.008) ** 2
    / np.cos(np.pi / 2 * (np.arange(40) / 40 + 0.008) / 1.008) ** 2,
    0.001,
    1,
)
sampling_levels = np.cumprod(1 - sampling_betas)
centres = 1.4 * np.stack([np.cos(np.arange(8) * np.pi / 4), np.sin(np.arange(8) * np.pi / 4)], 1)


def best_noise(x, t):
    """E[ε | x_t] for eight Gaussians of width 0.12 around the centres."""
    a, variance = np.sqrt(sampling_levels[t]), sampling_levels[t] * 0.12**2 + 1 - sampling_levels[t]
    away = x[:, None, :] - a * centres
    log_weight = -np.sum(away**2, axis=-1) / (2 * variance)
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    return np.sqrt(1 - sampling_levels[t]) * np.sum(weight[..., None] * away, axis=1) / variance


draw = np.random.default_rng(94)
data = centres[draw.integers(8, size=500)] + 0.12 * draw.normal(size=(500, 2))
figure, panels = plt.subplot_mosaic(
    [["39", "20", "right"], ["8", "done", "right"]],
    figsize=(9, 4),
    width_ratios=(1, 1, 2.2),
    layout="constrained",
)
for name in ("39", "20", "8", "done"):
    level = 1.0 if name == "done" else sampling_levels[int(name)]
    truth = np.sqrt(level) * data + np.sqrt(1 - level) * draw.normal(size=data.shape)
    panels[name].plot(*truth.T, ".", color=DATA, ms=3)
    panels[name].set(xlim=(-3, 3), ylim=(-3, 3), xticks=[], yticks=[], aspect="equal")
    panels[name].set_title(name if name == "done" else f"t = {name}")
right, times = panels["right"], np.arange(40)
right.plot(times[::3], 1.5 * np.sqrt(sampling_levels[::3]), "o", color=TRUTH, ms=5)
right.plot(times[::3], np.sqrt(1 - sampling_levels[::3]), "D", color=TRUTH, mfc="none", ms=5)
right.annotate("mean", (4, 1.57))
right.annotate("spread", (12, 0.34))
with attempt():
    cloud = draw.normal(size=(500, 2))
    mean, spread = 1.5 * np.sqrt(sampling_levels[39]), np.sqrt(1 - sampling_levels[39])
    means, spreads = [mean], [spread]
    for t in range(39, -1, -1):
        if str(t) in panels:
            panels[str(t)].plot(*np.transpose(cloud), ".", color=YOURS, ms=2)
        fresh = draw.normal(size=cloud.shape)
        cloud = ddpm_reverse_step(cloud, t, best_noise(cloud, t), sampling_betas, fresh)
        a, b = np.sqrt(sampling_levels[t]), np.sqrt(1 - sampling_levels[t])
        starts, own_noise = np.array([mean, mean + spread, mean]), np.array([0.0, 0.0, 1.0])
        ends = ddpm_reverse_step(starts, t, (starts - a * 1.5) / b, sampling_betas, own_noise)
        mean, spread = ends[0], np.hypot(ends[1] - ends[0], ends[2] - ends[0])
        means.append(mean)
        spreads.append(spread)
    panels["done"].plot(*np.transpose(cloud), ".", color=YOURS, ms=2)
    right.plot(np.arange(39, -2, -1), means, color=YOURS)
    right.plot(np.arange(39, -2, -1), spreads, "--", color=YOURS)
right.set(xlabel="time t (−1: the sample)", ylim=(-0.1, 2), title="dots: true · lines: yours")
plt.show()

# %% [markdown]
r"""
### Explain (hard, 5 min)

Ho et al. tried two variances for the fresh noise, $\tilde\beta_t$ as above and simply $\beta_t$, and
found little difference. Each of them is exactly the variance of $x_{t-1}$ given $x_t$ for data of one
kind. For which data is it $\beta_t$?

- **a** For a single datum: all data are equal.
- **b** For data that are standard normal, $x_0\sim\mathcal N(0, I)$.
- **c** For all data, in the last step $t = 0$.
- **d** For none: given $x_t$, a variance below $\beta_t$ is left in every case.
"""

# %% solution="p94b_choice"
answer_p94b = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p94b = "b"
### END SOLUTION

# %% points=1 tests="p94b_variance"
assert answer_p94b in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p94b,
    key="b",
    feedback={
        "a": "then x₀ is known, and Bayes' rule has one more thing to go by. Which one fits that?",
        "c": "before the last step comes x₀ itself. Does x_0 given its first noised form always have "
        "that variance, for example if all data are equal?",
        "d": "if all x_t have variance 1 and neighbours have correlation √(1 − β), which variance is "
        "left of one given the other?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Guidance (easy, 5 min)

A model for images with captions is asked twice in each step, with the caption ($\hat\epsilon_c$) and
without ($\hat\epsilon_u$), and goes on with

$$\hat\epsilon = (1+w)\,\hat\epsilon_c - w\,\hat\epsilon_u .$$

In this convention $w = 0$ is the plain conditional model. (Many programs state the *guidance scale*
$1 + w$ instead.) For one pixel $\hat\epsilon_c = 0.5$ and $\hat\epsilon_u = 0.2$.

1. Which noise is used with a **guidance scale** of 7.5?
2. Which $w$ switches the caption off altogether?
"""

# %% solution="p94_guidance"
guided_p94 = None  # a number
off_p94 = None  # a number
### BEGIN SOLUTION
guided_p94 = 2.45  # w = 6.5
off_p94 = -1
### END SOLUTION

# %% points=1 tests="p94b_guided_noise"
assert guided_p94 is None or guided_p94 == guided_p94, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    guided_p94,
    0.2 + 7.5 * (0.5 - 0.2),
    mistakes={
        "it fits w = 7.5; the scale is stated in the other convention": 0.5 + 7.5 * (0.5 - 0.2),
        "with and without have changed places: it runs away from the caption": (
            0.5 + 7.5 * (0.2 - 0.5)
        ),
        "both predictions are added; one of them has to be taken off": 7.5 * 0.5 + 6.5 * 0.2,
        "only the conditional prediction is scaled": 7.5 * 0.5,
        "only the difference is scaled; from where does it start?": 7.5 * (0.5 - 0.2),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p94b_caption_off"
assert off_p94 is None or off_p94 == off_p94, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    off_p94,
    -1,
    mistakes={
        "that is the plain conditional model, which follows the caption": 0,
        "that follows the caption more closely than the plain model": 1,
        "that mixes both halfway": -0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** Noising is Gaussian at every step, so all of it is known: levels, targets, and
the step back when $x_0$ is given. Given $x_t$, each of noise, score and $v$ is an affine function of
any other: one knowledge in three scalings. The squared errors differ by weights that depend on the level. What a perfect network gives is an average
over all data that could have led to $x_t$, never the one $x_0$. And the last step adds nothing: look
up $\bar\alpha_{-1}$ at the wrong end of the array, and every image keeps a veil of noise.

*Further:* Ho, Jain & Abbeel, *Denoising Diffusion Probabilistic Models*, 2020, sections 2 and 3; Song
et al., *Score-Based Generative Modeling through Stochastic Differential Equations*, 2021.
"""
