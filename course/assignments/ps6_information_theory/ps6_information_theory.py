r"""Problem set 6: information theory."""

# %% [markdown]
r"""
# Problem set 6 · Information theory

**About 90 minutes · medium · 35 points · before it: exercise 2**

Almost every loss in this course is one of four quantities: an entropy, a cross-entropy, a
Kullback–Leibler divergence, or a lower bound made of them. A language model is trained on a
cross-entropy; its perplexity is an exponential of one. A VAE is trained on a bound that misses
$\log p(x)$ by a divergence. Which direction of the divergence is used decides whether a model covers
all of its data or only the most typical part.

**6.1** and **6.2** compute the quantities, **6.3** derives the bound, **6.4** writes the loss of
every classifier and every language model so that no score can break it.

**Units.** A natural logarithm gives *nats*, one of base 2 gives *bits*; each question says which. One
nat is $1/\log 2$ = 1.4427 bits.
"""

# %% [markdown]
r"""
## 6.1 Entropy

$H(p) = -\sum_i p_i\log p_i$, and an outcome of probability 0 contributes nothing. Give the entropy of
three coins **in bits**, three digits are enough.

### 6.1a A fair coin (easy · 1 minute)
"""

# %% solution="p61a"
entropy_fair = None  # bits
### BEGIN SOLUTION
entropy_fair = 1.0
### END SOLUTION

# %% points=1 tests="p61a_fair"
assert entropy_fair is None or abs(entropy_fair) < 100, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    entropy_fair,
    float(oracles.information.entropy([0.5, 0.5], 2)),
    mistakes={
        "that is in nats": np.log(2),
        "that is the number of outcomes. How many yes/no questions tell them apart?": 2.0,
        "that is one of two terms of the sum": 0.5,
        "an uncertainty is not negative: log p is": -1.0,
        "a fair coin is the least certain of all coins": 0.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.1b A loaded coin (easy · 2 minutes)

Heads with probability 0.9.
"""

# %% solution="p61b"
entropy_loaded = None  # bits
### BEGIN SOLUTION
entropy_loaded = 0.4690
### END SOLUTION

# %% points=1 tests="p61b_loaded"
assert entropy_loaded is None or abs(entropy_loaded) < 100, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks, oracles

p61_loaded = float(oracles.information.entropy([0.9, 0.1], 2))
checks.number(
    entropy_loaded,
    p61_loaded,
    mistakes={
        "that is in nats": p61_loaded * np.log(2),
        "that is what is missing to a fair coin": 1 - p61_loaded,
        "only heads count in that; tails are rare, but very surprising": -0.9 * np.log2(0.9),
        "only tails count in that": -0.1 * np.log2(0.1),
        "that is the surprise of heads alone, not weighted": -np.log2(0.9),
        "the surprises are averaged without their probabilities": -np.log2(0.09) / 2,
        "an uncertainty is not negative: log p is": -p61_loaded,
        "which base has a logarithm that counts bits?": p61_loaded * np.log10(2),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.1c A coin with two heads (easy · 1 minute)
"""

# %% solution="p61c"
entropy_sure = None  # bits
### BEGIN SOLUTION
entropy_sure = 0.0
### END SOLUTION

# %% points=1 tests="p61c_sure"
assert entropy_sure is None or not entropy_sure > 100, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    entropy_sure,
    float(oracles.information.entropy([1.0, 0.0], 2)),
    mistakes={
        "the outcome has that probability. How surprising is it?": 1.0,
        "a coin that can fall in two ways has that entropy at most": np.log(2),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.1 Implement (medium · 10 minutes)

Do two cases by hand before you code: probabilities ½, ¼, ¼, and a sure outcome. The test below knows
them.

<details><summary>Hint 1 · a question</summary>

Which distribution weights the average? And what does $0\cdot\log 0$ give in floating point?
</details>
<details><summary>Hint 2 · shapes</summary>

`p` has shape (…, K), the result (…): only the outcomes, the last axis, are summed. A single
distribution (K,) gives a float. Dividing nats by the logarithm of the base changes the unit.
</details>
<details><summary>Hint 3 · one blank</summary>

Minus the sum over the last axis of p times the log of (p where p > 0, elsewhere ______).
</details>
"""

# %% solution="p61_entropy" reference="information.entropy"

# %% points=1 tests="p61_by_hand"
# ½, ¼, ¼: ½ · 1 + ¼ · 2 + ¼ · 2 = 1.5 bits; a sure outcome: 0.
with attempt():
    expect(entropy(np.array([0.5, 0.25, 0.25]), base=2), 1.5, about="½, ¼, ¼ in bits")
    expect(entropy(np.array([0.5, 0.25, 0.25])), 1.5 * np.log(2), about="½, ¼, ¼ in nats")
    expect(entropy(np.array([1.0, 0.0]), base=2), 0.0, about="a sure outcome")

# %% points=1 tests="p61_random"
assert callable(entropy)  # hidden: random distributions, several shapes and bases
### BEGIN HIDDEN TESTS
from course import checks, oracles

p61_rng = checks.rng("p61_random")


def p61_rows(*shape):
    """Random distributions along the last axis, none of their entries near 0."""
    return 0.9 * p61_rng.dirichlet(np.ones(shape[-1]), size=shape[:-1]) + 0.1 / shape[-1]


p61_true = oracles.information.entropy
checks.agree(
    entropy,
    p61_true,
    [(p61_rows(4, 3), 2), (p61_rows(5, 5), None), (p61_rows(2, 3, 6), 10), (p61_rows(7), 2)],
    mistakes={
        "the base is not used: always nats": lambda p, base: p61_true(p),
        "the base is not used: always bits": lambda p, base: p61_true(p, 2),
        "nats are multiplied by the logarithm of the base": lambda p, base: (
            p61_true(p) * np.log(base or np.e)
        ),
        "nats are divided by the base itself": lambda p, base: p61_true(p) / (base or 1),
        "the sign is wrong: an uncertainty is not negative": lambda p, base: -p61_true(p, base),
        "the surprises are added without their probabilities": lambda p, base: (
            -np.sum(np.log(p), axis=-1) / np.log(base or np.e)
        ),
        "the surprises are averaged without their probabilities": lambda p, base: (
            -np.mean(np.log(p), axis=-1) / np.log(base or np.e)
        ),
        "it averages over the outcomes: exactly K times too small": lambda p, base: (
            p61_true(p, base) / p.shape[-1]
        ),
        "all distributions are added up": lambda p, base: np.sum(p61_true(p, base)),
        "the sum runs over the first axis, not over the outcomes": lambda p, base: (
            -np.sum(p * np.log(p), axis=0) / np.log(base or np.e)
        ),
        "that is one minus the sum of squares, another measure of spread": lambda p, base: (
            1 - np.sum(p**2, axis=-1)
        ),
        "that is what is missing to the largest possible entropy": lambda p, base: (
            np.log(p.shape[-1]) / np.log(base or np.e) - p61_true(p, base)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p61_edges"
assert callable(entropy)  # hidden: outcomes that never happen, a nearly sure one, one outcome
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.agree(
    entropy,
    oracles.information.entropy,
    [(np.array([1 - 1e-10, 1e-10]), None)],
    rtol=1e-6,
    atol=0,
    mistakes={
        f"a small number is added inside of the logarithm ({small:g}, it seems)": (
            lambda p, base, small=small: -np.sum(p * np.log(p + small))
        )
        for small in (1e-12, 1e-10, 1e-9, 1e-8, 1e-6)
    },
    where="for a nearly sure outcome",
)
checks.agree(
    entropy,
    oracles.information.entropy,
    [
        (np.array([[0.25, 0.0, 0.75], [0.0, 1.0, 0.0], [0.2, 0.3, 0.5]]), 2),
        (np.array([0.0, 0.4, 0.6, 0.0]), None),
        (np.ones((3, 1)), None),
    ],
    mistakes={
        "an outcome that never happens makes the whole entropy nan": lambda p, base: np.nan_to_num(
            -np.sum(p * np.log(p), axis=-1) / np.log(base or np.e), nan=np.nan
        ),
    },
    where="with outcomes of probability 0",
)
checks.agree(
    entropy, lambda p: np.zeros(0), [(np.zeros((0, 3)),)], where="for no distribution, shape (0, K)"
)
### END HIDDEN TESTS

# %% points=1 tests="p61_properties"
assert callable(entropy)  # hidden: what every entropy obeys
### BEGIN HIDDEN TESTS
from course import checks

p61_rng = checks.rng("p61_properties")
p61_p, p61_r = p61_rng.dirichlet(np.ones(6), 40), p61_rng.dirichlet(np.ones(4), 40)
p61_h = np.asarray(checks.call(entropy, p61_p, 2))
checks.require(p61_h.shape == (40,), "the result is one number per distribution")
checks.require(
    (p61_h > 0) & (p61_h < np.log2(6) + 1e-12),
    "the entropy of six outcomes lies between 0 and log₂ 6 bits, yours does not",
)
checks.require(
    np.isclose(checks.call(entropy, np.full(6, 1 / 6), 2), np.log2(6), rtol=1e-9),
    "six equally likely outcomes have not log₂ 6 bits",
)
checks.require(
    np.isclose(checks.call(entropy, p61_p[:, p61_rng.permutation(6)], 2), p61_h, rtol=1e-9),
    "renaming the outcomes changes the entropy",
)
p61_pairs = (p61_p[:, :, None] * p61_r[:, None, :]).reshape(40, 24)
checks.require(
    np.isclose(
        checks.call(entropy, p61_pairs, 2), p61_h + checks.call(entropy, p61_r, 2), rtol=1e-9
    ),
    "the entropies of two independent draws do not add up to that of the pair",
)
### END HIDDEN TESTS

# %% points=1 tests="p61_hygiene"
assert callable(entropy)  # hidden: lists, integers, float32, input unchanged
### BEGIN HIDDEN TESTS
from course import checks

p61_rng = checks.rng("p61_hygiene")
checks.hygiene(entropy, p61_rng.dirichlet(np.ones(3), 4), 2)
checks.hygiene(entropy, np.array([0.4, 0.0, 0.6]), skip=["varies"])
checks.keeps_inputs(entropy, np.array([[0.4, 0.0, 0.6], [1.0, 0.0, 0.0]]))
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

The dots compute each coin by itself; the lines are your function, in bits and in nats. Right: five
scores turned into probabilities by a softmax at temperature $T$. Cold is nearly sure, hot is nearly
uniform, and the dashed line is the most that five outcomes can have.
"""

# %%
heads = np.linspace(0, 1, 101)
dots = np.array([0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.98])
temperatures = np.geomspace(0.1, 30, 80)
tempered = np.exp(
    np.array([2.0, 1.5, 0.5, 0.0, -1.0]) / temperatures[:, None] - 2 / temperatures[:, None]
)
tempered /= tempered.sum(axis=1, keepdims=True)

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.3), layout="constrained")
for unit in (np.log(2), 1.0):
    left.plot(
        dots, -(dots * np.log(dots) + (1 - dots) * np.log(1 - dots)) / unit, "o", color=TRUTH, ms=4
    )
left.set(xlabel="probability of heads", ylabel="entropy", ylim=(-0.05, 1.1))
left.set_title("dots: truth · lines: yours (bits above nats)")
truth_t = [-sum(x * np.log2(x) for x in row if x > 0) for row in tempered[::6]]
right.semilogx(temperatures[::6], truth_t, "o", color=TRUTH, ms=4)
right.axhline(np.log2(5), color=TRUTH, ls="--", lw=1)
right.set(xlabel="temperature", ylabel="bits", title="five scores, cold to hot", ylim=(-0.1, 2.5))
with attempt():
    coins = np.stack([heads, 1 - heads], axis=-1)
    left.plot(heads, entropy(coins, base=2), color=YOURS)
    left.plot(heads, entropy(coins), color=YOURS)
    right.plot(temperatures, entropy(tempered, base=2), color=YOURS)
plt.show()

# %% [markdown]
r"""
### 6.1 Explain: how many choices (easy · 3 minutes)

Before its next token a language model's distribution has an entropy of **2 nats**. Among how many
equally likely tokens would it be just as unsure? (This number is the perplexity of the distribution.)
Three digits are enough.
"""

# %% solution="p61_explain"
equally_likely_tokens = None  # a number, need not be an integer
### BEGIN SOLUTION
equally_likely_tokens = 7.389  # log K = 2
### END SOLUTION

# %% points=1 tests="p61_choices"
assert equally_likely_tokens is None or equally_likely_tokens > 0, "a positive number"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    equally_likely_tokens,
    float(np.exp(2)),
    mistakes={
        "that would be right for 2 bits": 4.0,
        "that is the entropy itself. K equally likely tokens have which entropy?": 2.0,
        "the logarithm is to be undone, not taken again": float(np.log(2)),
        "which base has a logarithm that counts nats?": 100.0,
        "a larger entropy means more choices, not fewer": float(np.exp(-2)),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.2 Divergence

$$\mathrm{KL}(P\|Q) = \sum_i P_i\log\frac{P_i}{Q_i}$$

Let $P = (0.5, 0.5)$ and $Q = (0.9, 0.1)$. Three digits are enough; keep more while you compute.

### 6.2a From the fair coin to the loaded one (easy · 4 minutes)

What is $\mathrm{KL}(P\|Q)$ in **bits**, and in **nats**?
"""

# %% solution="p62a"
kl_pq_bits = None
kl_pq_nats = None
### BEGIN SOLUTION
kl_pq_bits = 0.73697
kl_pq_nats = 0.51083
### END SOLUTION

# %% points=1 tests="p62a_bits"
assert kl_pq_bits is None or abs(kl_pq_bits) < 100, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks, oracles

p62_p, p62_q = [0.5, 0.5], [0.9, 0.1]
p62_pq = float(oracles.information.kl(p62_p, p62_q, 2))
p62_qp = float(oracles.information.kl(p62_q, p62_p, 2))
checks.number(
    kl_pq_bits,
    p62_pq,
    mistakes={
        "that is in nats": p62_pq * np.log(2),
        "that is the other direction: which distribution weights the average?": p62_qp,
        "that is the other direction, and in nats": p62_qp * np.log(2),
        "that is the cross-entropy; the entropy of P is still in it": p62_pq + 1.0,
        "a divergence is not negative: a sign or a fraction is upside down": -p62_pq,
        "almost: the logarithms were rounded before they were added": 0.735,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p62a_nats"
assert kl_pq_nats is None or abs(kl_pq_nats) < 100, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks, oracles

p62_nats = float(oracles.information.kl([0.5, 0.5], [0.9, 0.1]))
checks.number(
    kl_pq_nats,
    p62_nats,
    mistakes={
        "that is in bits": p62_nats / np.log(2),
        "a nat is larger than a bit, so there are fewer of them": p62_nats / np.log(2) ** 2,
        "that is the other direction, in bits": float(
            oracles.information.kl([0.9, 0.1], [0.5, 0.5], 2)
        ),
        "that is the other direction: which distribution weights the average?": float(
            oracles.information.kl([0.9, 0.1], [0.5, 0.5])
        ),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.2b And back (easy · 2 minutes)

What is $\mathrm{KL}(Q\|P)$ in **bits**?
"""

# %% solution="p62b"
kl_qp_bits = None
### BEGIN SOLUTION
kl_qp_bits = 0.53100
### END SOLUTION

# %% points=1 tests="p62b_bits"
assert kl_qp_bits is None or abs(kl_qp_bits) < 100, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks, oracles

p62_pq = float(oracles.information.kl([0.5, 0.5], [0.9, 0.1], 2))
p62_qp = float(oracles.information.kl([0.9, 0.1], [0.5, 0.5], 2))
checks.number(
    kl_qp_bits,
    p62_qp,
    mistakes={
        "that is in nats": p62_qp * np.log(2),
        "that is the other direction: is the divergence symmetric?": p62_pq,
        "that is the other direction in nats": p62_pq * np.log(2),
        "that is the entropy of Q": 1 - p62_qp,
        "almost: the logarithms were rounded before they were added": 0.533,
        "that is the cross-entropy; the entropy of Q is still in it": 1.0,
        "a divergence is not negative, and turning the direction round does more than a sign": (
            -p62_pq
        ),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Predict first (easy · 2 minutes)

A language model gives a certain word the probability 0. In real text it is one word in 100 000. What is
$\mathrm{KL}(\text{text}\,\|\,\text{model})$ of the distributions of words?

- **a** Some $10^{-5}$ larger than without that word: it is weighted by its frequency.
- **b** Undefined: a division by zero.
- **c** Infinite.
- **d** Unchanged: what the model never says contributes nothing.
"""

# %% solution="p62_predict_answer"
answer_zero = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_zero = "c"
### END SOLUTION

# %% points=1 tests="p62_predict"
assert answer_zero in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_zero,
    key="c",
    feedback={
        "a": "the frequency is small, but what is it multiplied with?",
        "b": "let the model's probability go to 0 step by step. Does the term have a limit?",
        "d": "that would hold for the other direction. Which distribution is the weight here?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.2 Implement (medium · 10 minutes)

Four kinds of terms: both positive, $p_i = 0$, $q_i = 0 < p_i$, both 0. Decide what each contributes
before you code.

<details><summary>Hint 1 · a question</summary>

Which distribution weights the average?
</details>
<details><summary>Hint 2 · shapes</summary>

`p` and `q` (…, K) give (…): only the last axis is summed. If one of them is (K,), numpy's broadcasting
does the rest.
</details>
<details><summary>Hint 3 · one blank</summary>

Sum of p · (log p − log q), where both logarithms are taken only where ______ > 0 and are 0 elsewhere.
</details>
"""

# %% solution="p62_kl" reference="information.kl"

# %% points=1 tests="p62_by_hand"
# ½ log₂(½ / ¼) + ½ log₂(½ / ¾) = ½ (1 + 1 − log₂ 3), about 0.207519; and 6.2a again.
with attempt():
    expect(
        kl(np.array([0.5, 0.5]), np.array([0.25, 0.75]), base=2),
        1 - np.log2(3) / 2,
        about="(½, ½) and (¼, ¾) in bits",
    )
    expect(
        kl(np.array([0.5, 0.5]), np.array([0.9, 0.1]), base=2), 0.736966, about="the coins of 6.2a"
    )

# %% points=1 tests="p62_random"
assert callable(kl)  # hidden: random pairs of distributions, several shapes and bases
### BEGIN HIDDEN TESTS
from course import checks, oracles

p62_rng = checks.rng("p62_random")


def p62_rows(*shape):
    """Two random distributions along the last axis, none of their entries near 0."""
    rows = p62_rng.dirichlet(np.ones(shape[-1]), size=(2, *shape[:-1]))
    return tuple(0.9 * rows + 0.1 / shape[-1])


p62_true = oracles.information.kl
checks.agree(
    kl,
    p62_true,
    [
        (*p62_rows(4, 3), 2),
        (*p62_rows(5, 5), None),
        (*p62_rows(2, 3, 6), 10),
        (*p62_rows(7), 2),
        (p62_rows(3)[0], p62_rows(4, 3)[0], None),
        (p62_rows(4, 3)[0], p62_rows(3)[0], 2),
    ],
    mistakes={
        "p and q are exchanged: which distribution weights the average?": lambda p, q, base: (
            p62_true(q, p, base)
        ),
        "the base is not used: always nats": lambda p, q, base: p62_true(p, q),
        "the base is not used: always bits": lambda p, q, base: p62_true(p, q, 2),
        "nats are multiplied by the logarithm of the base": lambda p, q, base: (
            p62_true(p, q) * np.log(base or np.e)
        ),
        "the sign is wrong: a divergence is not negative": lambda p, q, base: -p62_true(p, q, base),
        "that is the cross-entropy: the entropy of p is still in it": lambda p, q, base: (
            -np.sum(p * np.log(q), axis=-1) / np.log(base or np.e)
        ),
        "it averages over the outcomes: exactly K times too small": lambda p, q, base: (
            p62_true(p, q, base) / p.shape[-1]
        ),
        "the log ratios are added without their probabilities": lambda p, q, base: (
            np.sum(np.log(p / q), axis=-1) / np.log(base or np.e)
        ),
        "both directions are averaged": lambda p, q, base: (
            (p62_true(p, q, base) + p62_true(q, p, base)) / 2
        ),
        "every term is made positive; some of them must be negative": lambda p, q, base: (
            np.sum(np.abs(p * np.log(p / q)), axis=-1) / np.log(base or np.e)
        ),
        "all pairs are added up": lambda p, q, base: np.sum(p62_true(p, q, base)),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p62_edges"
assert callable(kl)  # hidden: zeros in p, in q and in both; equal distributions; no pair
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.agree(
    kl,
    oracles.information.kl,
    [
        (np.array([1.0, 0.0]), np.array([0.5, 0.5]), 2),
        (np.array([0.0, 0.4, 0.6]), np.array([0.0, 0.7, 0.3]), None),
    ],
    mistakes={
        "an outcome that never happens makes the whole divergence nan": lambda p, q, base: np.sum(
            p * np.log(p / q)
        ),
    },
    where="with outcomes that never happen",
)
checks.agree(
    kl,
    oracles.information.kl,
    [
        (np.array([0.5, 0.5]), np.array([1.0, 0.0]), 2),
        (np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]]), None),
    ],
    where="where q excludes what p says",
)
p62_even = np.full((2, 4), 0.25)
checks.agree(
    kl,
    lambda p, q: np.zeros(len(p)),
    [(p62_even, p62_even), (np.zeros((0, 4)), np.zeros((0, 4)))],
    where="for equal distributions, or for no pair",
)
### END HIDDEN TESTS

# %% points=1 tests="p62_properties"
assert callable(kl)  # hidden: what every divergence obeys
### BEGIN HIDDEN TESTS
from course import checks

p62_rng = checks.rng("p62_properties")
p62_a, p62_b = p62_rng.dirichlet(np.ones(5), (2, 40))
p62_c, p62_d = p62_rng.dirichlet(np.ones(3), (2, 40))
p62_div = np.asarray(checks.call(kl, p62_a, p62_b))
checks.require(p62_div.shape == (40,), "the result is one number per pair of distributions")
checks.require(p62_div > 0, "a divergence is never negative: yours is, for some pairs")
checks.require(np.abs(checks.call(kl, p62_a, p62_a)) < 1e-12, "a distribution diverges from itself")


def p62_product(p, q):
    """The law of two independent draws."""
    return (p[:, :, None] * q[:, None, :]).reshape(len(p), -1)


checks.require(
    np.isclose(
        checks.call(kl, p62_product(p62_a, p62_c), p62_product(p62_b, p62_d)),
        p62_div + checks.call(kl, p62_c, p62_d),
        rtol=1e-9,
    ),
    "the divergences of two independent draws do not add up to that of the pair",
)
p62_merge = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]])
checks.require(
    np.asarray(checks.call(kl, p62_a @ p62_merge, p62_b @ p62_merge)) <= p62_div + 1e-12,
    "merging outcomes makes distributions easier to tell apart, which cannot be",
)
### END HIDDEN TESTS

# %% points=1 tests="p62_hygiene"
assert callable(kl)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

p62_rng = checks.rng("p62_hygiene")
checks.hygiene(kl, *p62_rng.dirichlet(np.ones(3), (2, 4)), 2)
checks.hygiene(kl, np.array([0.4, 0.0, 0.6]), np.array([0.3, 0.3, 0.4]), skip=["varies"])
checks.keeps_inputs(kl, np.array([0.4, 0.0, 0.6]), np.array([0.3, 0.0, 0.7]))
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Left: a fair coin $P$ against coins $Q$ with any probability of heads, both directions, in bits. Right:
data with two humps (filled), and the single Gaussian that **your** function likes best among 1708, in
each direction. The dots show what each of the two must find.
"""

# %%
q_heads = np.linspace(0.01, 0.99, 99)
q_coins = np.stack([q_heads, 1 - q_heads], axis=-1)
fair_coin = np.array([0.5, 0.5])
grid_z = np.linspace(-7, 7, 281)


def on_grid(mean, std):
    """A Gaussian on the grid as probabilities that add up to 1."""
    weight = np.exp(-0.5 * ((grid_z - mean) / std) ** 2) + 1e-300
    return weight / weight.sum(axis=-1, keepdims=True)


humps = 0.7 * on_grid(-2, 0.6) + 0.3 * on_grid(2, 0.6)
means, stds = np.meshgrid(np.linspace(-3, 3, 61), np.linspace(0.3, 3, 28))
gaussians = on_grid(means.reshape(-1, 1), stds.reshape(-1, 1))

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
at = q_heads[4::10]
left.plot(at, -0.5 * np.log2(4 * at * (1 - at)), "o", color=TRUTH, ms=4)
left.plot(at, 1 + at * np.log2(at) + (1 - at) * np.log2(1 - at), "s", color=TRUTH, ms=4)
left.set(xlabel="probability of heads in Q", ylabel="bits", ylim=(-0.1, 2.5))
left.set_title("dots: KL(P‖Q), squares: KL(Q‖P) · lines: yours")
right.fill_between(grid_z, humps / 0.05, color=DATA, alpha=0.6, lw=0)
right.set(xlabel="z", ylabel="density", title="best Gaussian · lines: yours", ylim=(0, 0.75))
for mean, std in ((-0.8, 1.93), (-2.0, 0.6)):
    right.plot(grid_z[::8], on_grid(mean, std)[::8] / 0.05, "o", color=TRUTH, ms=3)
with attempt():
    left.plot(q_heads, kl(fair_coin, q_coins, base=2), color=YOURS)
    left.plot(q_heads, kl(q_coins, fair_coin, base=2), color=YOURS, ls="--")
    forward = gaussians[np.argmin(kl(humps, gaussians))]
    backward = gaussians[np.argmin(kl(gaussians, humps))]
    right.plot(grid_z, forward / 0.05, color=YOURS, label="min KL(data‖q)")
    right.plot(grid_z, backward / 0.05, color=YOURS, ls="--", label="min KL(q‖data)")
    right.legend(loc="upper right")
plt.show()

# %% [markdown]
r"""
### 6.2c Which direction does what? (medium · 3 minutes)

A model $q$ is fitted to data $p$ by minimising $\mathrm{KL}(p\|q)$, as maximum likelihood does. Which
statement is right?

- **a** It punishes $q$ most where $q$ is large but $p$ is small, so samples of $q$ are never atypical.
- **b** It punishes $q$ most where $p$ is large but $q$ is small, so $q$ is spread over all of the data.
- **c** It differs from $\mathrm{KL}(q\|p)$ by a constant, so both directions have the same best $q$.
- **d** It keeps $q$ to the largest hump of $p$, and ignores the others, whose share is smaller.
"""

# %% solution="p62c"
answer_direction = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_direction = "b"
### END SOLUTION

# %% points=1 tests="p62c_direction"
assert answer_direction in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_direction,
    key="b",
    feedback={
        "a": "where p is small, its weight in the average is small too. Look at the hollow in the figure.",
        "c": "in the figure the two best Gaussians are not the same.",
        "d": "that is the dashed line of the figure. Which direction was that?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
One can even say where the solid line must lie. Among all Gaussians, the one with the smallest
$\mathrm{KL}(p\|q)$ has the mean and the variance of $p$. The data in the figure are 70 % of
$\mathcal N(-2, 0.6^2)$ and 30 % of $\mathcal N(2, 0.6^2)$. What is the **standard deviation** of that
Gaussian? (medium · 4 minutes) Three digits are enough.
"""

# %% solution="p62c_width_answer"
width_of_best = None  # a number
### BEGIN SOLUTION
width_of_best = 1.9287  # variance within, 0.36, plus variance between, 16 · 0.21
### END SOLUTION

# %% points=1 tests="p62c_width"
assert width_of_best is None or width_of_best > 0, "a standard deviation is positive"
### BEGIN HIDDEN TESTS
from course import checks

p62_within, p62_between = 0.6**2, 4.0**2 * 0.7 * 0.3
checks.number(
    width_of_best,
    (p62_within + p62_between) ** 0.5,
    mistakes={
        "that is the variance": p62_within + p62_between,
        "that is the width of one hump: the other direction of the divergence": 0.6,
        "the humps are no points, they have a width of their own": p62_between**0.5,
        "around 0, or for equal shares, that would be right; where is the mean?": (p62_within + 4.0)
        ** 0.5,
        "standard deviations do not add up, variances do": 0.6 + p62_between**0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 6.3 The lower bound

A model with a latent variable gives $p(x, z) = p(z)\,p(x\mid z)$. Training wants $\log p(x)$, which
needs an integral over all $z$. Take any density $q(z)$ that is positive wherever $p(x, z)$ is.

### 6.3a Order the proof (medium · 5 minutes)

Put the steps into their order, so that they begin with $\log p(x) = \dots$ and each line continues the
one before. Three of them do not belong there.

- **a** $=\log\int q(z)\,\frac{p(x,z)}{q(z)}\,dz$
- **b** $\le\mathbb E_q\big[\log\frac{p(x,z)}{q(z)}\big]$, since the logarithm is convex
- **c** $=\mathbb E_q\big[\log p(x\mid z)\big] - \mathrm{KL}\big(q(z)\,\|\,p(z)\big)$
- **d** $=\log\mathbb E_q\big[\frac{p(x,z)}{q(z)}\big]$
- **e** $=\mathbb E_q\big[\log p(x\mid z)\big] - \mathrm{KL}\big(q(z)\,\|\,p(z\mid x)\big)$
- **f** $=\log\int p(x,z)\,dz$
- **g** $\ge\mathbb E_q\big[\log\frac{p(x,z)}{q(z)}\big]$, since the logarithm is concave
- **h** $\ge\frac{1}{q(z)}\,\mathbb E_q\big[\log p(x,z)\big]$, since $q$ does not depend on $x$

Write the letters in their order in one text, such as `"xyz"`.
"""

# %% solution="p63a"
order_of_bound = None  # letters in their order, for example "xyz"
### BEGIN SOLUTION
order_of_bound = "fadgc"
### END SOLUTION

# %% points=1 tests="p63a_order"
assert order_of_bound is None or len(order_of_bound) >= 1, "letters from a to h"
### BEGIN HIDDEN TESTS
from course import checks

checks.ordering(
    order_of_bound,
    "fadgc",
    {
        "b": "draw the logarithm and a chord: on which side of the curve is the chord?",
        "e": "that divergence is what the bound misses, not what stands in it.",
        "h": "z is averaged over: it cannot stand outside of the average.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.3b The gap (medium · 7 minutes)

By how much does the bound miss, $\log p(x) - \mathrm{ELBO}$?

- **a** $\mathrm{KL}(q(z)\,\|\,p(z))$
- **b** $\mathrm{KL}(p(z\mid x)\,\|\,q(z))$
- **c** $-\mathbb E_q[\log p(x\mid z)]$
- **d** $\mathrm{KL}(q(z)\,\|\,p(z\mid x))$
"""

# %% solution="p63b_gap_answer"
answer_gap = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_gap = "d"
### END SOLUTION

# %% points=1 tests="p63b_gap"
assert answer_gap in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_gap,
    key="d",
    feedback={
        "a": "that is a term of the bound. Take q = p(z): would the bound then be exact?",
        "b": "which distribution is the expectation taken under, all through the proof?",
        "c": "that is a term of the bound, with its sign changed; it need not even be positive.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now in a model where everything can be computed: $z\sim\mathcal N(0, 1)$ and
$x\mid z\sim\mathcal N(z, 1)$. The posterior is $p(z\mid x) = \mathcal N(x/2, \tfrac12)$. Let
$q = \mathcal N(m, v)$ with the **variance** $v$. Write the gap in nats as a formula in `x`, `m` and `v`,
a text in quotes.

<details><summary>Hint · one more fact</summary>

$\mathrm{KL}(\mathcal N(m, v)\,\|\,\mathcal N(\mu, s)) = \tfrac12\big(\tfrac vs + \tfrac{(m-\mu)^2}{s} -
1 - \log\tfrac vs\big)$ for variances $v$ and $s$.
</details>
"""

# %% solution="p63b_formula_answer"
gap_formula = None  # a formula in x, m and v, for example "x^2/2 + m - log(v)"
### BEGIN SOLUTION
gap_formula = "v + (m - x/2)^2 - 1/2 - log(2*v)/2"
### END SOLUTION

# %% points=1 tests="p63b_formula"
assert gap_formula is None or isinstance(gap_formula, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    gap_formula,
    "(2*v + 2*(m - x/2)^2 - 1 - log(2*v))/2",
    {"x": (-2.0, 2.0), "m": (-1.5, 1.5), "v": (0.2, 2.5)},
    mistakes={
        "that is the divergence from the prior, a term of the bound": "(v + m^2 - 1 - log(v))/2",
        "that is the divergence in the other direction": (
            "(1/(2*v) + (m - x/2)^2/v - 1 + log(2*v))/2"
        ),
        "the whole is to be halved": "2*v + 2*(m - x/2)^2 - 1 - log(2*v)",
        "½ is the posterior's variance, not its standard deviation": (
            "(4*v + 4*(m - x/2)^2 - 1 - log(4*v))/2"
        ),
        "v is read as a standard deviation": "(2*v^2 + 2*(m - x/2)^2 - 1 - log(2*v^2))/2",
        "the posterior's mean is not x: the prior pulls at it": (
            "(2*v + 2*(m - x)^2 - 1 - log(2*v))/2"
        ),
        "the posterior is narrower than the prior": "(v + (m - x/2)^2 - 1 - log(v))/2",
        "that is the bound itself": ("-(log(2*pi) + (x - m)^2 + v)/2 - (v + m^2 - 1 - log(v))/2"),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.3c A number (easy · 3 minutes)

In the same model let $x = 1$ and let $q$ be the prior, $\mathcal N(0, 1)$: an encoder that ignores its
input. How many nats is the ELBO below $\log p(x)$? Three digits are enough.
"""

# %% solution="p63c"
gap_at_prior = None  # nats
### BEGIN SOLUTION
gap_at_prior = 0.40343
### END SOLUTION

# %% points=1 tests="p63c_number"
assert gap_at_prior is None or abs(gap_at_prior) < 100, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks, oracles

p63_gap = oracles.information.kl_of_gaussians(0.0, 1.0, 0.5, 0.5)
p63_elbo, p63_logp, _ = oracles.vae.elbo_linear_gaussian(1.0, 0.0, 1.0)
checks.number(
    gap_at_prior,
    p63_gap,
    mistakes={
        "the divergence from the prior is 0 here, but it is not the gap": 0.0,
        "that is the divergence in the other direction": oracles.information.kl_of_gaussians(
            0.5, 0.5, 0.0, 1.0
        ),
        "that is in bits": p63_gap / np.log(2),
        "that is the ELBO": p63_elbo,
        "that is log p(x)": p63_logp,
        "a lower bound lies below: look at the sign": -p63_gap,
        "twice too large: a factor ½": 2 * p63_gap,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.3 The derivation in your words (hard · 15 minutes)

*Graded by a person, 4 points; some 12 lines, formulas in `$…$`.* Derive the bound
$\log p(x)\ge\mathbb E_q[\log p(x\mid z)] - \mathrm{KL}(q(z)\,\|\,p(z))$ and say how far it is off:

1. which condition $q$ must meet, and where it is used;
2. which inequality is used, and which property of which function makes it hold;
3. how the bound splits into two terms, with all brackets;
4. what the gap is, how that follows, and when exactly it is zero.
"""

# %% [markdown] answer="p63_derivation" points=4
r"""
*Model answer.*

**Condition.** Let $q(z)>0$ wherever $p(x,z)>0$. Then we may multiply and divide by $q$ inside of the
integral without losing anything,
$\log p(x) = \log\int p(x,z)\,dz = \log\int q(z)\,\frac{p(x,z)}{q(z)}\,dz =
\log\mathbb E_q\big[\frac{p(x,z)}{q(z)}\big]$. (Without it the last expression is smaller than
$\log p(x)$; the bound still holds, but cannot become exact.)

**Jensen.** The logarithm is concave, so the logarithm of a mean is at least the mean of the logarithms:
$\log p(x)\ge\mathbb E_q\big[\log\frac{p(x,z)}{q(z)}\big]$.

**Split.** With $p(x,z) = p(x\mid z)\,p(z)$, the bound is
$\mathbb E_q\big[\log p(x\mid z)\big] + \mathbb E_q\big[\log\frac{p(z)}{q(z)}\big] =
\mathbb E_q\big[\log p(x\mid z)\big] - \mathrm{KL}(q(z)\,\|\,p(z))$.

**Gap.** With $p(x,z) = p(z\mid x)\,p(x)$ instead, and since $\log p(x)$ does not depend on $z$,
$\mathbb E_q\big[\log\frac{p(x,z)}{q(z)}\big] = \log p(x) + \mathbb E_q\big[\log\frac{p(z\mid
x)}{q(z)}\big]$. So $\log p(x) - \mathrm{ELBO} = \mathrm{KL}(q(z)\,\|\,p(z\mid x))\ge0$, and it is zero
exactly if $q(z) = p(z\mid x)$ for almost all $z$.

### BEGIN MARK SCHEME
One point for each of the four, in any order and notation:

- **Condition, 1 point:** $q>0$ wherever $p(x,z)>0$ (absolute continuity), **and** where it is used:
  dividing by $q$. Half a point if only one of the two is said.
- **Inequality, 1 point:** Jensen, with the logarithm **concave** and the direction right. Half a point
  for "by Jensen" without concavity. A proof by $\mathrm{KL}\ge0$ counts fully if that is proved or
  named.
- **Split, 1 point:** $p(x,z) = p(x\mid z)\,p(z)$ and both terms with the right sign. Half a point if
  the brackets are missing, so that $1/q(z)$ stands outside of the expectation.
- **Gap, 1 point:** $\mathrm{KL}(q\|p(z\mid x))$ derived, **and** zero if and only if $q$ is the
  posterior (almost everywhere). Half a point for either alone; none for $\mathrm{KL}(q\|p(z))$.
### END MARK SCHEME
"""

# %% [markdown]
r"""
## 6.4 The loss of classifiers and language models

### Predict first (easy · 2 minutes)

The logits of two classes are $(10^4, -10^4)$, and the second one is right. In exact arithmetic, how
large is the cross-entropy, in nats?

- **a** 20 000
- **b** Infinite: the softmax gives that class the probability 0.
- **c** About 745, minus the logarithm of the smallest positive float.
- **d** About 27.6, minus the logarithm of $10^{-12}$, which is added for safety.
"""

# %% solution="p64_predict_answer"
answer_huge = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_huge = "a"
### END SOLUTION

# %% points=1 tests="p64_predict"
assert answer_huge in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_huge,
    key="a",
    feedback={
        "b": "a float has no room for it, but is the probability 0 in exact arithmetic?",
        "c": "that is where floats end, not where the loss ends.",
        "d": "that changes the loss, and stops its gradient just where it is needed most.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 6.4 Implement (medium · 12 minutes)

The loss must be right for any scores, without a "safety" constant. Do one case by hand before you code:
logits $(0, \log 3)$, the first class is right. The test below knows it.

<details><summary>Hint 1 · a question</summary>

Subtract what before exp, so that nothing overflows and the loss stays the same?
</details>
<details><summary>Hint 2 · shapes</summary>

`logits` (N, C), `targets` (N,). The largest score and the log of the sum of exponentials are taken
along the classes, one per row; then one entry per row is picked; then the mean over the rows.
</details>
<details><summary>Hint 3 · one blank</summary>

Per row: log of the sum of exp(logits − largest) minus ( ______ − largest ).
</details>
"""

# %% solution="p64_loss" reference="information.cross_entropy"

# %% points=1 tests="p64_by_hand"
# Logits 0 and log 3 are the odds 1 : 3, so the first class has ¼: log 4, about 1.3863. The other
# batch is taken from a lecture: 0.3185398.
with attempt():
    expect(
        cross_entropy(np.array([[0.0, np.log(3)]]), np.array([0])), np.log(4), about="odds of 1 : 3"
    )
    expect(
        cross_entropy(np.array([[2.0, 1.0, 0.1], [0.5, 2.5, 0.3]]), np.array([0, 1])),
        0.3185398,
        about="two samples, three classes",
    )

# %% points=1 tests="p64_random"
assert callable(cross_entropy)  # hidden: random batches, among them square ones
### BEGIN HIDDEN TESTS
from course import checks, oracles

p64_rng = checks.rng("p64_random")
p64_true = oracles.information.cross_entropy


def p64_batch(n, c):
    """Logits (n, c) and classes (n,)."""
    return 2 * p64_rng.normal(size=(n, c)), p64_rng.integers(0, c, n)


def p64_probabilities(logits, axis=1):
    """The softmax."""
    return np.exp(logits) / np.exp(logits).sum(axis=axis, keepdims=True)


def p64_picked(table, targets):
    """The entry of each row's target."""
    return table[np.arange(len(targets)), targets]


checks.agree(
    cross_entropy,
    p64_true,
    [p64_batch(5, 5), p64_batch(7, 3), p64_batch(4, 6)],
    mistakes={
        "it adds the samples up": lambda s, t: p64_true(s, t) * len(t),
        "it averages over the classes too": lambda s, t: p64_true(s, t) / s.shape[1],
        "the softmax runs over the samples, not over the classes": lambda s, t: (
            -np.mean(np.log(p64_picked(p64_probabilities(s, 0), t)))
        ),
        "the softmax runs over the whole batch": lambda s, t: (
            -np.mean(np.log(p64_picked(np.exp(s) / np.exp(s).sum(), t)))
        ),
        "the logarithm is missing": lambda s, t: -np.mean(p64_picked(p64_probabilities(s), t)),
        "every sample is compared with every sample's target": lambda s, t: (
            -np.mean(np.log(p64_probabilities(s))[:, t])
        ),
        "it fits bits, the task asks for nats": lambda s, t: p64_true(s, t) / np.log(2),
        "the scores are taken for log probabilities: no softmax": lambda s, t: (
            -np.mean(p64_picked(s, t))
        ),
        "the sign is wrong": lambda s, t: -p64_true(s, t),
        "probabilities are averaged before the logarithm": lambda s, t: (
            -np.log(np.mean(p64_picked(p64_probabilities(s), t)))
        ),
        "one number per sample, the mean is missing": lambda s, t: (
            -np.log(p64_picked(p64_probabilities(s), t))
        ),
        "the targets are not used: it fits the most likely class": lambda s, t: p64_true(
            s, np.argmax(s, axis=1)
        ),
        "the targets are counted from 1": lambda s, t: p64_true(s, t - 1),
        **{
            f"a small number is added inside of the logarithm ({small:g}, it seems)": (
                lambda s, t, small=small: (
                    -np.mean(np.log(p64_picked(p64_probabilities(s), t) + small))
                )
            )
            for small in (1e-8, 1e-7, 1e-6)
        },
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p64_edges"
assert callable(cross_entropy)  # hidden: huge scores, rows of different size, one sample, one class
### BEGIN HIDDEN TESTS
from course import checks, oracles

p64_true = oracles.information.cross_entropy
checks.agree(
    cross_entropy,
    p64_true,
    [
        (np.array([[1e4, -1e4]]), np.array([1])),
        (np.array([[-1e4, 1e4, 0.0], [1e4, 0.0, -1e4]]), np.array([1, 1])),
        (np.array([[-1e4, -1e4 + 1]]), np.array([0])),
    ],
    mistakes={
        f"a small number is added inside of the logarithm ({small:g}, it seems)": (
            lambda s, t, small=small: (
                -np.mean(
                    np.log(
                        np.exp(s - s.max(1, keepdims=True))[np.arange(len(t)), t]
                        / np.exp(s - s.max(1, keepdims=True)).sum(1)
                        + small
                    )
                )
            )
        )
        for small in (1e-300, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6)
    },
    where="for scores of ±10000",
)
checks.agree(
    cross_entropy,
    p64_true,
    [(np.array([[1000.0, 0.0], [-1000.0, 1.0 - 1000.0]]), np.array([1, 0]))],
    where="for rows of very different size: is the largest score that of the row?",
)
checks.agree(
    cross_entropy,
    p64_true,
    [
        (np.array([[0.3, -np.inf, 0.5]]), np.array([0])),
        (np.array([[2.0, 0.0], [0.0, -np.inf]]), np.array([1, 0])),
    ],
    where="for an excluded class, score −inf",
)
checks.agree(
    cross_entropy,
    p64_true,
    [(np.array([[0.3], [5.0]]), np.array([0, 0])), (np.array([[0.3, 0.1, 0.7]]), np.array([2]))],
    where="for one class, or for one sample",
)
### END HIDDEN TESTS

# %% points=1 tests="p64_properties"
assert callable(cross_entropy)  # hidden: shifts, uniform scores, doubled batches
### BEGIN HIDDEN TESTS
from course import checks

p64_rng = checks.rng("p64_properties")
p64_s, p64_t = p64_rng.normal(size=(6, 4)), p64_rng.integers(0, 4, 6)
p64_l = checks.call(cross_entropy, p64_s, p64_t)
checks.require(np.shape(p64_l) == (), "the result is one number for the batch")
checks.require(p64_l > 0, "a cross-entropy of classes is positive")
checks.require(
    np.isclose(checks.call(cross_entropy, p64_s + 1000, p64_t), p64_l, rtol=1e-9),
    "adding 1000 to all scores changes the loss; only differences count",
)
checks.require(
    np.isclose(
        checks.call(cross_entropy, p64_s + 5 * p64_rng.normal(size=(6, 1)), p64_t), p64_l, rtol=1e-9
    ),
    "adding a number to the scores of one sample changes the loss; only differences count",
)
checks.require(
    np.isclose(checks.call(cross_entropy, np.zeros((3, 4)), p64_t[:3]), np.log(4), rtol=1e-9),
    "four equal scores do not cost log 4",
)
checks.require(
    np.isclose(
        checks.call(cross_entropy, np.tile(p64_s, (2, 1)), np.tile(p64_t, 2)), p64_l, rtol=1e-9
    ),
    "a batch that is there twice has another mean loss",
)
### END HIDDEN TESTS

# %% points=1 tests="p64_hygiene"
assert callable(cross_entropy)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

p64_rng = checks.rng("p64_hygiene")
checks.hygiene(cross_entropy, p64_rng.normal(size=(5, 3)), np.array([0, 2, 1, 1, 0]))
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Two classes; the right one is ahead by a margin, negative where the model is wrong. The dots are the
exact loss, the line is yours. Right: the same far outside, where a naive softmax has long become `inf`
or `nan` and the line stops.
"""

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.3), layout="constrained")
for panel, reach in ((left, 6), (right, 3000)):
    margin = np.linspace(-reach, reach, 121)
    panel.plot(margin[::10], np.logaddexp(0, -margin[::10]), "o", color=TRUTH, ms=4)
    panel.set(xlabel="margin of the right class", ylabel="nats", ylim=(-0.05 * reach, 1.1 * reach))
left.set(title="dots: exact · line: yours")
right.set(title="the same, far outside")
with attempt():
    for panel, reach in ((left, 6), (right, 3000)):
        margin = np.linspace(-reach, reach, 121)
        losses = [cross_entropy(np.array([[0.0, m]]), np.array([1])) for m in margin]
        panel.plot(margin, losses, color=YOURS)
plt.show()

# %% [markdown]
r"""
### 6.4 Explain: the floor (medium · 4 minutes)

A data set holds many copies of one picture; nine in ten are labelled "cat", one in ten "dog". A
classifier sees nothing but the picture. What is the **smallest** mean cross-entropy that any classifier
can reach on these copies, in nats? Three digits are enough.
"""

# %% solution="p64_explain"
lowest_loss = None  # nats
### BEGIN SOLUTION
lowest_loss = 0.32508  # cross-entropy = entropy of the labels + a divergence
### END SOLUTION

# %% points=1 tests="p64_floor"
assert lowest_loss is None or lowest_loss >= 0, "a number is asked for"
### BEGIN HIDDEN TESTS
from course import checks, oracles

p64_floor_nats = float(oracles.information.entropy([0.9, 0.1]))
checks.number(
    lowest_loss,
    p64_floor_nats,
    mistakes={
        "it cannot be right about both labels of one and the same picture": 0.0,
        "that is in bits": p64_floor_nats / np.log(2),
        "that is what it costs to say ½ for both; one can do better": np.log(2),
        "that is what a cat costs; the dogs are to be paid too": -np.log(0.9),
        "that is the share of wrong guesses, not the cross-entropy": 0.1,
        "that is what a dog costs": -np.log(0.1),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** Cross-entropy = entropy of the data + divergence of the model from them: the first
part is a floor that no training can lower. The divergence has a direction; with the data in front it
is infinite as soon as the model excludes what happens, so the model covers everything. The ELBO lies
below $\log p(x)$ by $\mathrm{KL}(q\|p(z\mid x))$, not by the KL term that stands in it. And a loss of
logits is computed from their differences to the largest, never from a softmax that may be 0.

*Further:* Cover & Thomas, *Elements of Information Theory*, 2nd edition 2006, chapter 2; Blei,
Kucukelbir & McAuliffe, *Variational Inference: A Review for Statisticians*, 2017, section 2.
"""
