r"""The quiz: twenty questions about generative models."""

# %% [markdown]
r"""
# The quiz · Twenty questions

**About 60 minutes · mixed · 60 points · before it: the theory lab**

Twenty questions, each with one or more parts: letters, numbers (three digits are enough), one
formula, one table, and two short texts that a person reads. Most wrong options are statements that
one can really find in articles and lecture notes; each is answered with the reason why it does not
hold. Log is the natural logarithm, divergences are in nats.

*You will learn* where the usual sentences about generative models stop being true. Paper, pencil and
`np` are allowed.
"""

# %% [markdown]
r"""
## Question 1 · What is learned? *(easy)*

A model that tells cats from dogs and a model that paints them are trained on the same pictures.

Which object does the painter learn that the other one does not need?

- **a** The boundary between the two classes.
- **b** A law of the pictures themselves, $p(x)$ or $p(x,y)$.
- **c** The conditional law $p(y\mid x)$, only more accurately.
- **d** An encoder that compresses pictures without loss.
"""

# %% solution="q01_object_answer"
object_1 = None  # one of "a" to "d"
### BEGIN SOLUTION
object_1 = "b"
### END SOLUTION

# %% points=1 tests="q01_object"
assert object_1 is None or len(object_1) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    object_1,
    key="b",
    feedback={
        "a": "a boundary is what telling apart needs; nothing can be sampled from it",
        "c": "with p(y|x) alone, however accurate, no new x can be drawn",
        "d": "some families have an encoder, others none; sampling needs something else",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Which families can *evaluate* $\log p(x)$ of their own model exactly for a given $x$ (as opposed to
a bound, or not at all)? Write all letters.

- **a** Autoregressive models
- **b** Variational autoencoders
- **c** GANs
- **d** Normalising flows
"""

# %% solution="q01_densities_answer"
densities_1 = None  # all letters, as "ab"
### BEGIN SOLUTION
densities_1 = "ad"
### END SOLUTION

# %% points=1 tests="q01_densities"
assert densities_1 is None or len(densities_1) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    densities_1,
    keys="ad",
    feedback={
        "b": "what one computes there in a pass is a lower bound",
        "c": "a generator gives samples; its density is not computed, and may not exist",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 2 · Two terms, one bound *(easy)*

A VAE reports for one datum: $\mathbb E_q\log p(x\mid z) = -12.3$ and $\mathrm{KL}(q\,\|\,p(z)) =
4.1$, in nats.

What is the ELBO?
"""

# %% solution="q02_elbo_answer"
elbo_2 = None  # a number
### BEGIN SOLUTION
elbo_2 = -16.4
### END SOLUTION

# %% points=1 tests="q02_elbo"
assert elbo_2 is None or not isinstance(elbo_2, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    elbo_2,
    -12.3 - 4.1,
    mistakes={
        "the KL term is a price: with this sign it would be a reward": -12.3 + 4.1,
        "that is the loss; the bound itself has the other sign": 12.3 + 4.1,
        "that is one of its two terms": -12.3,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Suppose the KL term is left out. What happens to a flexible encoder and decoder?

- **a** The encoder soon ignores the datum, so that all codes coincide.
- **b** Nothing: the first term alone is the bound on $\log p(x)$.
- **c** The decoder ignores the code.
- **d** The codes become ever narrower, and the prior meets holes.
"""

# %% solution="q02_roles_answer"
roles_2 = None  # one of "a" to "d"
### BEGIN SOLUTION
roles_2 = "d"
### END SOLUTION

# %% points=1 tests="q02_roles"
assert roles_2 is None or len(roles_2) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    roles_2,
    key="d",
    feedback={
        "a": "that is what too strong a price does, not too weak a one",
        "b": "without its second term it bounds nothing: a narrow code at the best z lifts it above log p(x)",
        "c": "nothing pushes information out of the code once it is free",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 3 · The gradient of a sample *(medium)*

Let $z\sim\mathcal N(\mu,\sigma^2)$, and let $f$ be a smooth function.

Someone draws $z$ with a library call and finds no gradient of $f(z)$ in $\mu$. Which statement is
right?

- **a** $\mathbb E f(z)$ has no derivative in $\mu$: sampling is not differentiable.
- **b** Only a Gaussian has such a derivative, by a special property that other laws of $z$ lack.
- **c** The draw hides how $z$ depends on $\mu$; written as $\mu+\sigma\varepsilon$ it shows.
- **d** The derivative exists, but every estimator of it is biased.
"""

# %% solution="q03_pathwise_answer"
pathwise_3 = None  # one of "a" to "d"
### BEGIN SOLUTION
pathwise_3 = "c"
### END SOLUTION

# %% points=1 tests="q03_pathwise"
assert pathwise_3 is None or len(pathwise_3) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    pathwise_3,
    key="c",
    feedback={
        "a": "the expectation is smooth in μ; it is the single draw that has lost its way back",
        "b": "any law whose noise can be taken out of its parameters works as well, and some others too",
        "d": "two unbiased estimators are in daily use; they differ in something else",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
$f(z)=z^2$. What is $\partial_\mu\,\mathbb E f(z)$ at $\mu=1.5$?
"""

# %% solution="q03_slope_mu_answer"
slope_mu_3 = None  # a number
### BEGIN SOLUTION
slope_mu_3 = 3
### END SOLUTION

# %% points=1 tests="q03_slope_mu"
assert slope_mu_3 is None or not isinstance(slope_mu_3, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    slope_mu_3,
    2 * 1.5,
    mistakes={
        "that is ∂z/∂μ alone, the slope of f is missing": 1.0,
        "that is E f at that μ with σ = 1, not its slope": 3.25,
        "the square was not differentiated": 2.25,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
And $\partial_\sigma\,\mathbb E f(z)$ at $\sigma=3$?
"""

# %% solution="q03_slope_sigma_answer"
slope_sigma_3 = None  # a number
### BEGIN SOLUTION
slope_sigma_3 = 6
### END SOLUTION

# %% points=1 tests="q03_slope_sigma"
assert slope_sigma_3 is None or not isinstance(slope_sigma_3, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    slope_sigma_3,
    2 * 3.0,
    mistakes={
        "that is the second derivative": 2.0,
        "that is the slope in σ², not in σ": 1.0,
        "the square was not differentiated": 9.0,
        "ε has mean 0, but it stands in the slope of f as well": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 4 · The gap *(hard)*

$z\sim\mathcal N(0,1)$ and $x\mid z\sim\mathcal N(z,1)$; the datum is $x=1$, and $q=\mathcal
N(0.5,\,1)$.

What is $\log p(x)$ minus the ELBO, in nats? (The exact posterior is a Gaussian; find it first.)
"""

# %% solution="q04_gap_answer"
gap_4 = None  # a number
### BEGIN SOLUTION
gap_4 = 0.15343
### END SOLUTION

# %% points=1 tests="q04_gap"
assert gap_4 is None or not isinstance(gap_4, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    gap_4,
    0.5 * (1 / 0.5 - 1 - np.log(1 / 0.5)),
    mistakes={
        "that is KL(q‖prior): the gap compares q with something else": 0.5 * 0.5**2,
        "the divergence in the other direction": 0.5 * (0.5 / 1 - 1 - np.log(0.5 / 1)),
        "that is the ELBO itself": -0.5 * np.log(2 * np.pi) - 0.5 * (0.5**2 + 1) - 0.5 * 0.5**2,
        "that is log p(x)": -0.25 - 0.5 * np.log(4 * np.pi),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
When exactly is the gap zero?

- **a** When $q$ equals the exact posterior.
- **b** When $q$ equals the prior.
- **c** Whenever the exact posterior is Gaussian.
- **d** When the reconstruction is perfect.
- **e** Never in a VAE: a $q$ with independent coordinates always leaves one.
"""

# %% solution="q04_closes_answer"
closes_4 = None  # one of "a" to "e"
### BEGIN SOLUTION
closes_4 = "a"
### END SOLUTION

# %% points=1 tests="q04_closes"
assert closes_4 is None or len(closes_4) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    closes_4,
    key="a",
    feedback={
        "b": "then the price vanishes; the gap need not",
        "c": "the family may contain it; q still has to be it",
        "d": "a perfect reconstruction says nothing about how wide the posterior is",
        "e": "the decoder is trained, too: it may make the exact posterior one of that family",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
A posterior is Gaussian with unit variances and correlation $0.9$. The best $q$ with *independent*
coordinates (smallest $\mathrm{KL}(q\|p)$) leaves a gap of $0.83$ nats. Which variance has each of its
coordinates?
"""

# %% solution="q04_diagonal_answer"
diagonal_4 = None  # a number
### BEGIN SOLUTION
diagonal_4 = 0.19
### END SOLUTION

# %% points=1 tests="q04_diagonal"
assert diagonal_4 is None or not isinstance(diagonal_4, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

precision_4 = np.linalg.inv([[1.0, 0.9], [0.9, 1.0]])
spread_4 = 1 / precision_4[0, 0]
gap_4 = 0.5 * (-2 * np.log(spread_4) + np.log(np.linalg.det([[1.0, 0.9], [0.9, 1.0]])))
assert round(gap_4, 2) == 0.83  # as the text says
checks.number(
    diagonal_4,
    spread_4,
    mistakes={
        "that is best for KL(p‖q), which averages over p": 1.0,
        "a standard deviation, but the question asks for a variance": np.sqrt(spread_4),
        "that is 1 − ρ, the variance across the ridge of p": 1 - 0.9,
        "that is what is explained by the other coordinate, not what is left": 0.9**2,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 5 · The best discriminator *(medium)*

Data from $\mathcal N(0,1)$, and as many fakes from $\mathcal N(1,1)$.

Write the discriminator that no other one beats, $D^*$, as a formula in the two log-densities `lp`
(data) and `lq` (fakes); `exp`, `log` and `sigmoid` are known.
"""

# %% solution="q05_formula_answer"
formula_5 = None  # a formula in quotes
### BEGIN SOLUTION
formula_5 = "sigmoid(lp - lq)"
### END SOLUTION

# %% points=1 tests="q05_formula"
assert formula_5 is None or isinstance(formula_5, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    formula_5,
    "sigmoid(lp - lq)",
    {"lp": (-3.0, 0.0), "lq": (-3.0, 0.0)},
    mistakes={
        "real and fake have changed places": "sigmoid(lq - lp)",
        "the log-densities are not densities yet": "lp/(lp+lq)",
        "that is the odds, not a probability": "exp(lp - lq)",
        "a difference in the denominator: it has a pole where both agree": "exp(lp)/(exp(lp)-exp(lq))",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
$D^*(0)$, with as many fakes as data?
"""

# %% solution="q05_at_zero_answer"
at_zero_5 = None  # a number
### BEGIN SOLUTION
at_zero_5 = 0.62246
### END SOLUTION

# %% points=1 tests="q05_at_zero"
assert at_zero_5 is None or not isinstance(at_zero_5, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    at_zero_5,
    1 / (1 + np.exp(-0.5)),
    mistakes={
        "that is the probability of a fake": 1 / (1 + np.exp(0.5)),
        "that is the odds": np.exp(0.5),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now there are two data for each fake. $D^*(\tfrac12)$?
"""

# %% solution="q05_odds_answer"
odds_5 = None  # a number
### BEGIN SOLUTION
odds_5 = 0.66667
### END SOLUTION

# %% points=1 tests="q05_odds"
assert odds_5 is None or not isinstance(odds_5, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    odds_5,
    2 / 3,
    mistakes={
        "there the two densities agree; do the numbers of samples, too?": 0.5,
        "that is the probability of a fake": 1 / 3,
        "that is the odds": 2.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 6 · Two of eight modes *(medium)*

The data have eight equally likely, well separated modes; a generator reproduces two of them
perfectly, half of its samples each.

The share of its samples that lie in the data (precision)?
"""

# %% solution="q06_precision_answer"
precision_6 = None  # a number
### BEGIN SOLUTION
precision_6 = 1
### END SOLUTION

# %% points=1 tests="q06_precision"
assert precision_6 is None or not isinstance(precision_6, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    precision_6,
    1.0,
    mistakes={
        "that is the share of the modes": 0.25,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
The share of the data that its samples reach (recall)?
"""

# %% solution="q06_recall_answer"
recall_6 = None  # a number
### BEGIN SOLUTION
recall_6 = 0.25
### END SOLUTION

# %% points=1 tests="q06_recall"
assert recall_6 is None or not isinstance(recall_6, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    recall_6,
    2 / 8,
    mistakes={
        "that is the share of good samples": 1.0,
        "two of eight are not one of eight": 0.125,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
$\mathrm{KL}(p_G\,\|\,p_\text{data})$ in nats?
"""

# %% solution="q06_reverse_kl_answer"
reverse_kl_6 = None  # a number
### BEGIN SOLUTION
reverse_kl_6 = 1.3863
### END SOLUTION

# %% points=1 tests="q06_reverse_kl"
assert reverse_kl_6 is None or not isinstance(reverse_kl_6, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    reverse_kl_6,
    np.log(0.5 / 0.125),
    mistakes={
        "the other direction is infinite; this one is not": np.inf,
        "in bits": 2.0,
        "that is the entropy of the generator": np.log(2),
        "good samples alone do not make the divergence vanish": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Why does training not repair this by itself?

- **a** The discriminator's loss is zero by then, so it sends the generator no gradient.
- **b** The generator has too few weights for eight modes.
- **c** $\mathrm{KL}(p_\text{data}\|p_G)$ is small already.
- **d** Inside a mode, nothing in its slope points to a far one.
"""

# %% solution="q06_why_answer"
why_6 = None  # one of "a" to "d"
### BEGIN SOLUTION
why_6 = "d"
### END SOLUTION

# %% points=1 tests="q06_why"
assert why_6 is None or len(why_6) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    why_6,
    key="d",
    feedback={
        "a": "on both modes the best discriminator is neither 0 nor 1, so its loss is not zero",
        "b": "it may happen to any size; what does the loss ask for?",
        "c": "that direction is infinite: six modes have no mass at all",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 7 · Taming a layer *(medium)*

A layer multiplies by $W=\begin{pmatrix}3&0\\4&5\end{pmatrix}$.

By what factor can it stretch a vector at most?
"""

# %% solution="q07_norm_answer"
norm_7 = None  # a number
### BEGIN SOLUTION
norm_7 = 6.7082
### END SOLUTION

# %% points=1 tests="q07_norm"
assert norm_7 is None or not isinstance(norm_7, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    norm_7,
    np.linalg.norm(np.array([[3.0, 0.0], [4.0, 5.0]]), 2),
    mistakes={
        "that is the root of the sum of squares: an upper bound, not the largest stretch": np.linalg.norm(
            np.array([[3.0, 0.0], [4.0, 5.0]])
        ),
        "that is its largest eigenvalue; it is no symmetric matrix": 5.0,
        "that is the largest sum of a column": 7.0,
        "that is the largest sum of a row": 9.0,
        "the square of the stretch": 45.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Spectral normalisation divides $W$ by that factor. What is it for?

- **a** The discriminator's answer then changes slowly with its input.
- **b** All weights stay below 1, which avoids overflow in the later layers.
- **c** It makes the layer invertible.
- **d** It replaces the stored weights by smaller ones after every update.
- **e** As computed in training, by one power iteration, it bounds the slope of the layer by exactly 1.
"""

# %% solution="q07_use_answer"
use_7 = None  # one of "a" to "e"
### BEGIN SOLUTION
use_7 = "a"
### END SOLUTION

# %% points=1 tests="q07_use"
assert use_7 is None or len(use_7) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    use_7,
    key="a",
    feedback={
        "b": "entries below 1 do not bound what a layer does to a vector",
        "c": "dividing by a number changes no rank",
        "d": "the stored W stays; W/σ is used on the way forward, and gradients pass through σ too",
        "e": "one iteration estimates the factor from below, so that the slope may exceed 1",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 8 · What is left after a thousand steps *(medium)*

A linear schedule: $\beta_0,\dots,\beta_{999}$ are $T=1000$ equally spaced values from $10^{-4}$ to
$0.02$, both included.

$\bar\alpha_{T-1}$, in units of $10^{-5}$?
"""

# %% solution="q08_power_answer"
power_8 = None  # a number
### BEGIN SOLUTION
power_8 = 4.0358
### END SOLUTION

# %% points=1 tests="q08_power"
assert power_8 is None or not isinstance(power_8, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    power_8,
    1e5 * np.prod(1 - np.linspace(1e-4, 0.02, 1000)),
    mistakes={
        "that is the exponential of the sum: close, but the product is smaller": 1e5
        * np.exp(-np.sum(np.linspace(1e-4, 0.02, 1000))),
        "that is the last factor alone": 1e5 * 0.98,
        "it is small, not zero": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
By how many per cent of its size does the picture itself still enter $x_{T-1}$?
"""

# %% solution="q08_amplitude_answer"
amplitude_8 = None  # a number
### BEGIN SOLUTION
amplitude_8 = 0.635
### END SOLUTION

# %% points=1 tests="q08_amplitude"
assert amplitude_8 is None or not isinstance(amplitude_8, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    amplitude_8,
    100 * np.sqrt(np.prod(1 - np.linspace(1e-4, 0.02, 1000))),
    mistakes={
        "that is its power; the size is asked for": 100
        * np.prod(1 - np.linspace(1e-4, 0.02, 1000)),
        "it is small, not zero": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 9 · The loss of knowing nothing *(medium)*

A network sees $x_t=\sqrt{\bar\alpha}\,x_0+\sqrt{1-\bar\alpha}\,\varepsilon$ and guesses
$\varepsilon$; the loss is the mean square per coordinate.

A network that always answers 0: its loss?
"""

# %% solution="q09_zero_answer"
zero_9 = None  # a number
### BEGIN SOLUTION
zero_9 = 1
### END SOLUTION

# %% points=1 tests="q09_zero"
assert zero_9 is None or not isinstance(zero_9, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    zero_9,
    1.0,
    mistakes={
        "the noise is not zero on average square": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Data $x_0\sim\mathcal N(0,1)$, $\bar\alpha=0.3$: the smallest loss that *any* network can reach?
"""

# %% solution="q09_best_answer"
best_9 = None  # a number
### BEGIN SOLUTION
best_9 = 0.3
### END SOLUTION

# %% points=1 tests="q09_best"
assert best_9 is None or not isinstance(best_9, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    best_9,
    0.3,
    mistakes={
        "that is the best error for the picture, not for the noise": 0.7,
        "x_t does not determine the noise": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Why is that a training loss for a *likelihood* model at all?

- **a** The network's output is $\log p(x_t)$.
- **b** It is a heuristic that works well, but without a relation to any likelihood.
- **c** Reweighted, it bounds the negative log-likelihood up to a constant.
- **d** Mean squares are always log-likelihoods of the data.
- **e** As it stands: without any weights it equals $-\log p(x_0)$ up to a constant.
"""

# %% solution="q09_meaning_answer"
meaning_9 = None  # one of "a" to "e"
### BEGIN SOLUTION
meaning_9 = "c"
### END SOLUTION

# %% points=1 tests="q09_meaning"
assert meaning_9 is None or len(meaning_9) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    meaning_9,
    key="c",
    feedback={
        "a": "it has as many coordinates as a picture; a log-density has one",
        "b": "with suitable weights for the noise levels it is a bound, term by term",
        "d": "the Gaussian here is the one of a reverse step, not of the data",
        "e": "in the bound each noise level has its weight, and a bound is no equality either",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 10 · Noise and score *(hard)*

Data $x_0=\pm1$ with probability ½ each, $\bar\alpha=0.5$, and $x_t=0.3$ was observed.

The score $\partial_{x}\log p_t(x)$ at $x=0.3$?
"""

# %% solution="q10_marginal_answer"
marginal_10 = None  # a number
### BEGIN SOLUTION
marginal_10 = -0.03358
### END SOLUTION

# %% points=1 tests="q10_marginal"
assert marginal_10 is None or not isinstance(marginal_10, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    marginal_10,
    (np.sqrt(0.5) * np.tanh(0.3 * np.sqrt(0.5) / 0.5) - 0.3) / 0.5,
    mistakes={
        "that is the score if x₀ = 1 were known": (np.sqrt(0.5) - 0.3) / 0.5,
        "the sign: which way does the probability grow?": -(
            np.sqrt(0.5) * np.tanh(0.3 * np.sqrt(0.5) / 0.5) - 0.3
        )
        / 0.5,
        "that is the expected noise, not yet divided by its size": (
            0.3 - np.sqrt(0.5) * np.tanh(0.3 * np.sqrt(0.5) / 0.5)
        )
        / np.sqrt(0.5),
        "that ignores the data: pure noise has this score": -0.3 / 0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
And the score of $p(x_t\mid x_0=1)$ there?
"""

# %% solution="q10_conditional_answer"
conditional_10 = None  # a number
### BEGIN SOLUTION
conditional_10 = 0.81421
### END SOLUTION

# %% points=1 tests="q10_conditional"
assert conditional_10 is None or not isinstance(conditional_10, str), (
    "write a number, without quotes"
)
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    conditional_10,
    (np.sqrt(0.5) - 0.3) / 0.5,
    mistakes={
        "the sign: which way does the probability grow?": -(np.sqrt(0.5) - 0.3) / 0.5,
        "the variance, not its root, divides": (np.sqrt(0.5) - 0.3) / np.sqrt(0.5),
        "that is the score of the mixture": (np.sqrt(0.5) * np.tanh(0.3 * np.sqrt(0.5) / 0.5) - 0.3)
        / 0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
A network is trained to predict the noise that was really added. Which of the two does it give,
divided by $-\sqrt{1-\bar\alpha}$?

- **a** The conditional one, since the loss compares with the true noise of each datum.
- **b** The marginal one, since the best guess averages over the data.
- **c** Half of each.
- **d** Neither: a score needs second derivatives.
"""

# %% solution="q10_which_answer"
which_10 = None  # one of "a" to "d"
### BEGIN SOLUTION
which_10 = "b"
### END SOLUTION

# %% points=1 tests="q10_which"
assert which_10 is None or len(which_10) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    which_10,
    key="b",
    feedback={
        "a": "the network does not see x₀; what is the best answer without it?",
        "c": "averages are taken with the weights of the posterior, not half and half",
        "d": "a score is one derivative of a log-density",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 11 · Guidance *(easy)*

A diffusion model predicts $\hat\varepsilon_c=(1,0)$ with the caption and
$\hat\varepsilon_u=(0.4,0.2)$ without; the guidance weight is $w=2$ in the convention
$(1+w)\,\hat\varepsilon_c-w\,\hat\varepsilon_u$.

The first coordinate of the guided prediction?
"""

# %% solution="q11_first_answer"
first_11 = None  # a number
### BEGIN SOLUTION
first_11 = 2.2
### END SOLUTION

# %% points=1 tests="q11_first"
assert first_11 is None or not isinstance(first_11, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    first_11,
    3 * 1 - 2 * 0.4,
    mistakes={
        "that is the convention in which 1 means no guidance": 0.4 + 2 * (1 - 0.4),
        "that lies between the two predictions; guidance goes beyond": (1 + 2 * 0.4) / 3,
        "the two predictions have changed places": 3 * 0.4 - 2 * 1,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
And the second?
"""

# %% solution="q11_second_answer"
second_11 = None  # a number
### BEGIN SOLUTION
second_11 = -0.4
### END SOLUTION

# %% points=1 tests="q11_second"
assert second_11 is None or not isinstance(second_11, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    second_11,
    3 * 0 - 2 * 0.2,
    mistakes={
        "that is the convention in which 1 means no guidance": 0.2 + 2 * (0 - 0.2),
        "that lies between the two predictions; guidance goes beyond": (0 + 2 * 0.2) / 3,
        "the two predictions have changed places": 3 * 0.2 - 2 * 0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
What does a larger $w$ do to the samples?

- **a** They fit the caption more closely, and differ less from each other.
- **b** They become more diverse, since the caption, which varies, counts more.
- **c** They follow $p(x\mid c)$ more exactly: $w\to\infty$ is the exact conditional law.
- **d** Sampling needs fewer steps.
- **e** Whatever the data, they become exact samples of the law $\propto p(x\mid c)^{1+w}\,p(x)^{-w}$.
"""

# %% solution="q11_effect_answer"
effect_11 = None  # one of "a" to "e"
### BEGIN SOLUTION
effect_11 = "a"
### END SOLUTION

# %% points=1 tests="q11_effect"
assert effect_11 is None or len(effect_11) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    effect_11,
    key="a",
    feedback={
        "b": "more weight on the caption leaves fewer pictures, not more",
        "c": "the exact conditional law is w = 0",
        "d": "each step needs two predictions; their number is another matter",
        "e": "that is the law whose score is followed at one noise level; but the laws of different "
        "levels are in general not noised versions of one another",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 12 · Flow matching *(medium)*

Straight interpolation from noise $x_0$ to a datum $x_1$: $x_t=(1-t)\,x_0+t\,x_1$.

$x_0=2$, $x_1=5$: the regression target for the velocity?
"""

# %% solution="q12_velocity_answer"
velocity_12 = None  # a number
### BEGIN SOLUTION
velocity_12 = 3
### END SOLUTION

# %% points=1 tests="q12_velocity"
assert velocity_12 is None or not isinstance(velocity_12, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    velocity_12,
    5 - 2.0,
    mistakes={
        "from the noise to the datum, not back": -3.0,
        "that is a place, not a velocity": 2.75,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
And $x_{0.25}$?
"""

# %% solution="q12_place_answer"
place_12 = None  # a number
### BEGIN SOLUTION
place_12 = 2.75
### END SOLUTION

# %% points=1 tests="q12_place"
assert place_12 is None or not isinstance(place_12, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    place_12,
    0.75 * 2 + 0.25 * 5,
    mistakes={
        "noise and datum have changed places": 0.25 * 2 + 0.75 * 5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Which are true? Write all letters.

- **a** Any network may be used: it need not be invertible.
- **b** The paths that the *learned* field follows are straight lines.
- **c** New samples come from solving an ordinary differential equation.
- **d** The conditional path between one noise and one datum is straight.
- **e** The log-likelihood of a datum takes one pass through the network.
- **f** The learned map from noise to sample has no inverse, since the network has none.
- **g** With straight paths no weighting is left to choose: all $t$ must be drawn equally often.
"""

# %% solution="q12_true_answer"
true_12 = None  # all letters, as "ab"
### BEGIN SOLUTION
true_12 = "acd"
### END SOLUTION

# %% points=1 tests="q12_true"
assert true_12 is None or len(true_12) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    true_12,
    keys="acd",
    feedback={
        "b": "each pair's line is straight; their average is not, where lines cross",
        "e": "it needs the equation solved, with the divergence along the way",
        "f": "an equation can be solved backwards in time, whatever the network (if the field is Lipschitz)",
        "g": "every positive density of t has the same best field; it weights the errors of the times",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 13 · A density for a GAN? *(easy)*

*"A trained GAN assigns a probability density to each picture, which its discriminator computes."*

Is that so?

- **a** Yes, if the discriminator is optimal: then $D^*(x)=p_\text{data}(x)$.
- **b** Yes: the generator is a flow.
- **c** Only for the training pictures.
- **d** No: it gives samples; what it defines may not even have a density.
"""

# %% solution="q13_claim_answer"
claim_13 = None  # one of "a" to "d"
### BEGIN SOLUTION
claim_13 = "d"
### END SOLUTION

# %% points=1 tests="q13_claim"
assert claim_13 is None or len(claim_13) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    claim_13,
    key="d",
    feedback={
        "a": "D* compares two densities; neither can be read from it alone",
        "b": "a generator may map few dimensions into many, and nobody inverts it",
        "c": "even there it is a comparison, not a density",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 14 · Why so blurry? *(medium)*

A VAE with a factorised Gaussian decoder reconstructs sharp pictures as soft ones.

The main reason?

- **a** The prior over the code is Gaussian, so the pictures must be smooth as well.
- **b** The best answer, pixel by pixel, is an average of possible pictures.
- **c** The KL term is a low-pass filter on the picture.
- **d** The encoder uses convolutions with stride 2.
"""

# %% solution="q14_cause_answer"
cause_14 = None  # one of "a" to "d"
### BEGIN SOLUTION
cause_14 = "b"
### END SOLUTION

# %% points=1 tests="q14_cause"
assert cause_14 is None or len(cause_14) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    cause_14,
    key="b",
    feedback={
        "a": "a Gaussian code can be decoded into anything; what does the loss ask of the decoder?",
        "c": "it acts on the code; how does that reach the pixels?",
        "d": "sharp models use them too",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
One pixel is 0 with probability 0.3 and 1 with probability 0.7, and the code does not tell which.
The decoder's best constant under squared error?
"""

# %% solution="q14_constant_answer"
constant_14 = None  # a number
### BEGIN SOLUTION
constant_14 = 0.7
### END SOLUTION

# %% points=1 tests="q14_constant"
assert constant_14 is None or not isinstance(constant_14, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    constant_14,
    0.7,
    mistakes={
        "that is the most likely value; squared error asks for something else": 1.0,
        "that is the middle of the values, without their probabilities": 0.5,
        "that is the probability of a 0": 0.3,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
The squared error that remains?
"""

# %% solution="q14_left_answer"
left_14 = None  # a number
### BEGIN SOLUTION
left_14 = 0.21
### END SOLUTION

# %% points=1 tests="q14_left"
assert left_14 is None or not isinstance(left_14, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    left_14,
    0.3 * 0.7,
    mistakes={
        "that is its root": np.sqrt(0.3 * 0.7),
        "that is the error of answering 1": 0.3,
        "that is the error of answering ½": 0.25,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 15 · Fewer steps *(medium)*

A sampler takes 1024 passes through its network, one after another.

Which of these reduce the *number* of passes that one picture waits for? Write all letters.

- **a** Running the diffusion in the latent space of an autoencoder
- **b** A deterministic sampler with larger steps (DDIM)
- **c** Distillation: a student that does two steps of its teacher in one
- **d** Sampling a larger batch at once
- **e** A consistency model
- **f** In an autoregressive model of 1024 tokens: keeping the keys and values of the tokens before
"""

# %% solution="q15_fewer_answer"
fewer_15 = None  # all letters, as "ab"
### BEGIN SOLUTION
fewer_15 = "bce"
### END SOLUTION

# %% points=1 tests="q15_fewer"
assert fewer_15 is None or len(fewer_15) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    fewer_15,
    keys="bce",
    feedback={
        "a": "that makes each pass cheaper; their number stays",
        "d": "more pictures per pass, as many passes",
        "f": "each pass gets cheaper (order T² instead of T³ for all T passes); their number stays T",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Progressive distillation halves the number in each round. How many rounds from 1024 to 4?
"""

# %% solution="q15_rounds_answer"
rounds_15 = None  # a number
### BEGIN SOLUTION
rounds_15 = 8
### END SOLUTION

# %% points=1 tests="q15_rounds"
assert rounds_15 is None or not isinstance(rounds_15, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    rounds_15,
    np.log2(1024 / 4),
    mistakes={
        "down to 1 it would be so many": 10.0,
        "that is how many times fewer steps are left": 256.0,
        "one round too few: count the halvings": 7.0,
        "one round too many: count the halvings": 9.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 16 · Codes without noise *(hard)*

One latent dimension with $\mu=0$; the encoder makes $\log\sigma^2$ smaller and smaller.

$\mathrm{KL}(q\,\|\,\mathcal N(0,1))$ at $\log\sigma^2=-10$, in nats?
"""

# %% solution="q16_price_answer"
price_16 = None  # a number
### BEGIN SOLUTION
price_16 = 4.50002
### END SOLUTION

# %% points=1 tests="q16_price"
assert price_16 is None or not isinstance(price_16, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    price_16,
    0.5 * (np.exp(-10.0) + 10 - 1),
    mistakes={
        "that reads −10 as log σ": 0.5 * (np.exp(-20.0) + 20 - 1),
        "the factor ½ belongs to every term": np.exp(-10.0) + 10 - 1,
        "the constant is missing": 0.5 * (np.exp(-10.0) + 10),
        "a divergence is not negative": 0.5 * (np.exp(-10.0) - 10 - 1),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Its slope there: nats for each unit that $\log\sigma^2$ *rises* (two digits)?
"""

# %% solution="q16_slope_answer"
slope_16 = None  # a number
### BEGIN SOLUTION
slope_16 = -0.5
### END SOLUTION

# %% points=1 tests="q16_slope"
assert slope_16 is None or not isinstance(slope_16, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    slope_16,
    0.5 * (np.exp(-10.0) - 1),
    mistakes={
        "it falls while the variance grows there": 0.5,
        "that is nats per unit of log σ": -1.0,
        "there it is no longer flat": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
So a code without any noise …

- **a** costs nothing, since its mean is 0.
- **b** costs a fixed price, about 4.5 nats, from some width on.
- **c** costs infinitely much, in equal steps for each halving.
- **d** is what the KL term rewards.
"""

# %% solution="q16_limit_answer"
limit_16 = None  # one of "a" to "d"
### BEGIN SOLUTION
limit_16 = "c"
### END SOLUTION

# %% points=1 tests="q16_limit"
assert limit_16 is None or len(limit_16) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    limit_16,
    key="c",
    feedback={
        "a": "look at the width, not at the mean",
        "b": "it goes on rising as the width shrinks",
        "d": "the term is 0 at width 1 and grows without bound as the width goes to 0",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 17 · Far apart *(medium)*

Two point masses, at $0$ and at $\theta=3$.

Their Wasserstein-1 distance?
"""

# %% solution="q17_wasserstein_answer"
wasserstein_17 = None  # a number
### BEGIN SOLUTION
wasserstein_17 = 3
### END SOLUTION

# %% points=1 tests="q17_wasserstein"
assert wasserstein_17 is None or not isinstance(wasserstein_17, str), (
    "write a number, without quotes"
)
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    wasserstein_17,
    3.0,
    mistakes={
        "that is squared": 9.0,
        "that is the Jensen–Shannon divergence, whatever the distance": np.log(2),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Their Jensen–Shannon divergence in nats?
"""

# %% solution="q17_js_answer"
js_17 = None  # a number
### BEGIN SOLUTION
js_17 = 0.69315
### END SOLUTION

# %% points=1 tests="q17_js"
assert js_17 is None or not isinstance(js_17, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    js_17,
    np.log(2),
    mistakes={
        "that is in bits": 1.0,
        "they are far apart, but it is bounded": np.inf,
        "disjoint is as different as can be": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Its derivative in $\theta$?
"""

# %% solution="q17_js_slope_answer"
js_slope_17 = None  # a number
### BEGIN SOLUTION
js_slope_17 = 0
### END SOLUTION

# %% points=1 tests="q17_js_slope"
assert js_slope_17 is None or not isinstance(js_slope_17, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    js_slope_17,
    0.0,
    mistakes={
        "it does not grow with the distance": 1.0,
        "nothing changes while they stay apart": np.inf,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
What follows for training a generator?

- **a** The Wasserstein distance is smaller, so its loss is better.
- **b** One of the two tells where to move while nothing overlaps.
- **c** Any critic computes the Wasserstein distance, if it is trained long enough.
- **d** The Jensen–Shannon divergence cannot be computed for discrete laws.
- **e** $W_1$ has a gradient everywhere, whatever the generator is.
"""

# %% solution="q17_lesson_answer"
lesson_17 = None  # one of "a" to "e"
### BEGIN SOLUTION
lesson_17 = "b"
### END SOLUTION

# %% points=1 tests="q17_lesson"
assert lesson_17 is None or len(lesson_17) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    lesson_17,
    key="b",
    feedback={
        "a": "the values of two different losses say nothing to each other",
        "c": "without a bound on its slope a critic computes something else",
        "d": "it was computed just now",
        "e": "|θ| has a kink at 0, and a generator that jumps with its weights makes W₁ jump",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 18 · The first number on the screen *(easy)*

An encoder before any training.

If its last layer gave exactly $\mu=0$ and $\log\sigma^2=0$ in 16 dimensions: its KL term?
"""

# %% solution="q18_exact_answer"
exact_18 = None  # a number
### BEGIN SOLUTION
exact_18 = 0
### END SOLUTION

# %% points=1 tests="q18_exact"
assert exact_18 is None or not isinstance(exact_18, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    exact_18,
    0.0,
    mistakes={
        "there is nothing to sum: the code is the prior": 8.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
It gives $\mu=0.1$ and $\log\sigma^2=0.1$ in each of 16 dimensions: its KL term in nats?
"""

# %% solution="q18_small_answer"
small_18 = None  # a number
### BEGIN SOLUTION
small_18 = 0.12137
### END SOLUTION

# %% points=1 tests="q18_small"
assert small_18 is None or not isinstance(small_18, str), "write a number, without quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    small_18,
    16 * 0.5 * (np.exp(0.1) + 0.1**2 - 1 - 0.1),
    mistakes={
        "small outputs have a small price, not none": 0.0,
        "that is one dimension": 0.5 * (np.exp(0.1) + 0.1**2 - 1 - 0.1),
        "the factor ½ is missing": 16 * (np.exp(0.1) + 0.1**2 - 1 - 0.1),
        "μ enters by its square": 16 * 0.5 * (np.exp(0.1) + 0.1 - 1 - 0.1),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Question 19 · What is it good for? *(easy)*

A hospital has 400 scans, and wants to use a generative model.

For which of these can one be useful? Write all letters.

- **a** Filling in a part of a scan that a metal implant hides, with several possible completions
- **b** Certifying that the synthetic scans reveal nothing about the patients
- **c** Replacing the real scans in the final evaluation of a detector
- **d** More training scans for a detector, checked against real ones
- **e** Reading off the exact causal effect of a drug
- **f** Marking scans that are unlike all others
- **g** Compressing the archive
- **h** Sharpening low-dose scans, with an expert who knows that detail may be invented
- **i** Simulating cases for teaching students
- **j** Declaring a scan healthy, unseen by a doctor, because its log-density is high
"""

# %% solution="q19_uses_answer"
uses_19 = None  # all letters, as "ab"
### BEGIN SOLUTION
uses_19 = "adfghi"
### END SOLUTION

# %% points=1 tests="q19_uses"
assert uses_19 is None or len(uses_19) > 0, "write letters in quotes, or None"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    uses_19,
    keys="adfghi",
    feedback={
        "b": "a model may have memorised some; a guarantee needs a privacy mechanism of its own",
        "c": "an evaluation on invented data measures agreement with the inventor",
        "e": "a joint law of what was observed does not tell what would happen if one acted",
        "j": "dense is not typical: other pictures can have higher densities than any of the training",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Describe **one** application of a generative model that you find convincing (some five sentences):
what is generated, what exactly the model provides that a simpler method does not, and one thing
that can go wrong.
"""

# %% [markdown] answer="q19_essay" points=3
r"""
Rubric, 1 point each: the application is concrete (what goes in, what comes out, who uses it); it says what the model
provides (samples, a density or bound, a representation, a conditional law) and why a simpler method does not; one real
caveat (memorised data, invented detail, bias of the data, evaluation on synthetic data, cost).

Model answer: Low-dose CT. A diffusion model trained on full-dose scans draws several full-dose scans that fit a low-dose one.
It provides samples of a conditional law, so that the radiologist sees where they differ, which a single denoised picture
cannot show. It may invent detail that is plausible and wrong, so it must never be the only thing that is looked at.
"""

# %% [markdown]
r"""
## Question 20 · Always diffusion? *(hard)*

*"Diffusion models make the best pictures, so other generative models are obsolete."*

Give each task the family that serves it best: `ar` (autoregressive), `vae`, `gan`, `flow`.
"""

# %% solution="q20_scenarios_answer"
scenarios_20 = {
    "sharp faces from noise, 60 a second, on a phone": None,
    "a search index over 2-D codes of molecules": None,
    "exact log-densities of 10 numbers, sampled in one pass": None,
    "the next word, and how surprising it was": None,
}
### BEGIN SOLUTION
scenarios_20 = {
    "sharp faces from noise, 60 a second, on a phone": "gan",
    "a search index over 2-D codes of molecules": "vae",
    "exact log-densities of 10 numbers, sampled in one pass": "flow",
    "the next word, and how surprising it was": "ar",
}
### END SOLUTION

# %% points=2 tests="q20_scenarios"
assert isinstance(scenarios_20, dict), "keep the table as it is, and fill in the right column"
### BEGIN HIDDEN TESTS
from course import checks

scenario_share = checks.matching(
    scenarios_20,
    {
        "sharp faces from noise, 60 a second, on a phone": "gan",
        "a search index over 2-D codes of molecules": "vae",
        "exact log-densities of 10 numbers, sampled in one pass": "flow",
        "the next word, and how surprising it was": "ar",
    },
    {
        "sharp faces from noise, 60 a second, on a phone": "sixty times a second: who needs a single pass, and is sharp?",
        "a search index over 2-D codes of molecules": "which family has an encoder into few dimensions, in one pass?",
        "exact log-densities of 10 numbers, sampled in one pass": "exact density and one-pass sampling together",
        "the next word, and how surprising it was": "one symbol after the other, each with its probability",
    },
)
2 * scenario_share
### END HIDDEN TESTS

# %% [markdown]
r"""
Argue against the claim with **three** scenarios in which another family is the better choice. For
each: the family, the mechanism that makes it better, and a number (passes, dimensions, samples …)
that supports it.
"""

# %% [markdown] answer="q20_argument" points=6
r"""
Rubric, 6 points: each scenario 2 = 1 for a right choice + 1 for its mechanism with a number; −1 if the opposite absolute
claim is made ("GANs are always better").

Scenarios that count, among others: latency (a GAN or VAE decoder takes one pass, a diffusion sampler 10 to 1000, distilled
ones 1 to 4 after further training); the code itself is the product (a VAE's encoder gives few dimensions in one pass, the
latents of a diffusion model have as many as the data); a density or a bound is needed cheaply (an ELBO in one pass, a flow
exactly; diffusion needs an equation solved with its divergence, or a bound of T terms); few or tabular data (mixtures,
copulas and trees train in seconds); discrete sequences (autoregressive models, exact and cheap likelihood); a narrow domain
with a fixed small budget (a GAN). Fair conclusion: choose by objective, latency, likelihood, amount of data and control.
"""

# %% [markdown]
r"""
**What to remember.** Families of generative models differ in what they can compute: samples, densities,
bounds, codes. Most false statements about them promise one of these four where another one is given.

*Further:* Tomczak, *Deep Generative Modeling*, 2nd edition, 2024; Arjovsky, Chintala & Bottou, *Wasserstein
GAN*, 2017; Lipman et al., *Flow Matching for Generative Modeling*, 2023.
"""
