r"""Exercise 1: the likelihood of a sequence under an autoregressive model."""

# %% [markdown]
r"""
# Exercise 1 · The likelihood of a sequence

**About 40 minutes · medium · 11 points · before it: logarithms and softmax**

An autoregressive model reads a sequence from left to right and gives, at each step, a distribution
over what comes next. The chain rule, which holds for every distribution, makes one number of it:

$$p(x_1,\dots,x_T) = \prod_{t=1}^{T} p(x_t \mid x_1,\dots,x_{t-1}).$$

Language models are trained on exactly this number: their pre-training loss is its negative
logarithm per token, and the perplexities in their papers are the exponential of that. The formula
is one line; computed as it stands it fails on every text of some length.

*You will learn:* to compute the likelihood of a sequence of any length, and from logits; and over
what a perplexity averages.
"""

# %% [markdown]
r"""
## Predict first

A model gave each of the 2000 tokens of a text the probability $0.1$. You multiply the 2000
numbers with numpy, in float64. What comes out?

- **a** $10^{-2000}$: a float keeps some 16 digits, however small the number is.
- **b** About $10^{-308}$: the product stops at the smallest number that a float can hold.
- **c** An error: numpy refuses a result that it cannot represent.
- **d** Exactly $0$.

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
        "a": "the exponent of a float has limits as well. Where does the naive line end?",
        "b": "nothing holds a product up there: the next factor is applied all the same.",
        "c": "arithmetic on floats goes on without an error, which is why it is dangerous here.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

Write the logarithm of the chain rule. `probs` holds the $T$ conditionals of the tokens that really
came; a model that has done its work hands them to you.

Do two cases by hand before you code: $\tfrac12\cdot\tfrac14\cdot1$, and $0.6\cdot0.5\cdot0.2$. The
test below knows them. Its third case is a token that the model called impossible: the answer
$-\infty$ is right there and no accident, so no warning should appear
(`with np.errstate(divide="ignore"):` tells numpy that you mean it).

As everywhere in this course, a function takes plain lists as well as arrays, leaves its arguments
unchanged and returns a Python float where the answer is one number.

<details><summary>Hint 1 · a question</summary>

The product of many small numbers leaves the range of a float; its logarithm is a moderate number.
What does a logarithm make of a product, and when must you take it so that nothing small is formed?
</details>
<details><summary>Hint 2 · shapes</summary>

`probs` has shape (T,), the result is one float: the only axis is reduced. With T = 0 the product
has no factor, and its logarithm is 0.
</details>
<details><summary>Hint 3 · one blank</summary>

float( sum over t of ______ )
</details>
"""

# %% solution="ar" reference="autoregressive.ar_log_likelihood"

# %% points=1 tests="ar_by_hand"
# ½ · ¼ · 1 = 1/8, that is −3 log 2; 0.6 · 0.5 · 0.2 = 0.06. The last one: −∞, and silently.
with attempt():
    expect(ar_log_likelihood([0.5, 0.25, 1.0]), -3 * np.log(2), about="½ · ¼ · 1")
    expect(ar_log_likelihood([0.6, 0.5, 0.2]), np.log(0.06), about="0.6 · 0.5 · 0.2")
    expect(ar_log_likelihood([0.5, 0.0]), -np.inf, about="an impossible token")

# %% points=1 tests="ar_random"
assert callable(ar_log_likelihood)  # hidden: random sequences of 1 to 8 tokens
### BEGIN HIDDEN TESTS
from course import checks, oracles

ar_rng = checks.rng("ar_random")
checks.agree(
    ar_log_likelihood,
    oracles.autoregressive.ar_log_likelihood,
    [(ar_rng.uniform(0.05, 0.6, size),) for size in (1, 2, 3, 5, 8)],
    mistakes={
        "the logarithm has base 2, the task asks for nats": lambda p: np.sum(np.log2(p)),
        "the logarithm has base 10, the task asks for nats": lambda p: np.sum(np.log10(p)),
        "an average over the tokens: the sequence as a whole is asked for": lambda p: np.mean(
            np.log(p)
        ),
        "the negative log-likelihood: the sign is wrong": lambda p: -np.sum(np.log(p)),
        "the probability itself, without a logarithm": lambda p: np.prod(p),
        "the conditionals are added before the logarithm: a chain multiplies them": lambda p: (
            np.log(np.sum(p))
        ),
        "the logarithm of the mean conditional is no log-likelihood": lambda p: np.log(np.mean(p)),
        "the conditionals are changed before the logarithm, as by adding 1e-8": lambda p: np.sum(
            np.log(p + 1e-8)
        ),
        "every entry is turned into 1 − p first: probs are those of the tokens that came": (
            lambda p: np.sum(np.log(1 - p))
        ),
        "log(1 + p) is not log p": lambda p: np.sum(np.log1p(p)),
        "Σ p log p is an entropy with its sign turned; each token came once": lambda p: np.sum(
            p * np.log(p)
        ),
        "they are divided by their sum first: each belongs to a distribution of its own": lambda p: (
            np.sum(np.log(p / np.sum(p)))
        ),
        "that is a perplexity; the logarithm of the whole probability is asked for": lambda p: (
            np.exp(-np.mean(np.log(p)))
        ),
        "the first token is left out": lambda p: np.sum(np.log(p[1:])),
        "the last token is left out": lambda p: np.sum(np.log(p[:-1])),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="ar_edges"
assert callable(ar_log_likelihood)  # hidden: 2000 tokens, no token, sure and impossible tokens
### BEGIN HIDDEN TESTS
from course import checks

checks.agree(
    ar_log_likelihood,
    lambda p: len(p) * np.log(p[0]),
    [(np.full(2000, 0.1),), (np.full(6000, 0.1),)],  # the second is too small for long doubles
    where="for a long sequence",
    mistakes={
        "the product is formed, and it is 0 before its logarithm is taken": lambda p: np.log(
            np.prod(p)
        ),
    },
)
checks.agree(ar_log_likelihood, lambda p: 0.0, [(np.zeros(0),)], where="for the empty sequence")
checks.agree(ar_log_likelihood, lambda p: 0.0, [(np.ones(3, int),)], where="for sure tokens")
checks.agree(
    ar_log_likelihood,
    lambda p: -np.inf,
    [(np.array([0.0]),), (np.array([0.9, 0.0, 0.3]),)],
    where="for an impossible token",
)
checks.silent(ar_log_likelihood, np.array([0.9, 0.0, 0.3]))
### END HIDDEN TESTS

# %% points=1 tests="ar_properties"
assert callable(ar_log_likelihood)  # hidden: what the logarithm of every chain obeys
### BEGIN HIDDEN TESTS
import itertools

from course import checks

ar_rng = checks.rng("ar_properties")
ar_start, ar_rest = ar_rng.uniform(0.1, 0.6, 5), ar_rng.uniform(0.1, 0.6, 7)
ar_parts = [checks.call(ar_log_likelihood, part) for part in (ar_start, ar_rest)]
checks.require(
    [part is not None and np.ndim(part) == 0 for part in ar_parts], "a sequence has one number"
)
checks.require(
    np.isclose(
        checks.call(ar_log_likelihood, np.concatenate([ar_start, ar_rest])),
        sum(ar_parts),
        rtol=1e-9,
    ),
    "a text's log-likelihood is that of its first part plus that of the rest: yours is not",
)
checks.require(
    np.isclose(
        checks.call(ar_log_likelihood, np.append(ar_rest, 1.0)), ar_parts[1], rtol=1e-9, atol=1e-12
    ),
    "a token that was certain changes the result",
)
# the chance of a 1 after each start of a string of zeros and ones
ar_ones = {
    start: ar_rng.uniform(0.2, 0.8)
    for n in range(4)
    for start in itertools.product((0, 1), repeat=n)
}
ar_total = 0.0
for ar_string in itertools.product((0, 1), repeat=4):
    ar_given = [ar_ones[ar_string[:t]] for t in range(4)]
    ar_string_probs = np.where(ar_string, ar_given, 1 - np.array(ar_given))
    ar_total += np.exp(checks.call(ar_log_likelihood, ar_string_probs))
checks.require(
    np.isclose(ar_total, 1, rtol=1e-9),
    "e to the power of your results is no distribution: over all strings it does not add to 1",
)
### END HIDDEN TESTS

# %% points=1 tests="ar_hygiene"
assert callable(ar_log_likelihood)  # hidden: lists, float32, inputs unchanged, a float comes back
### BEGIN HIDDEN TESTS
from course import checks

ar_rng = checks.rng("ar_hygiene")
# without "integers": rounded conditionals are none
checks.hygiene(ar_log_likelihood, ar_rng.uniform(0.1, 0.9, 6), skip=("integers",))
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

A text of 600 tokens, cut off after $T$ of them. The dots multiply exactly, with decimal numbers
whose exponent has no limit; the wide pale line multiplies in float64. Your line should run through
the dots, also where the pale one has ended. On the right the same as a *perplexity*,
$p(x_1,\dots,x_T)^{-1/T}$: while the log-likelihood only ever falls, this settles.
"""

# %%
from decimal import Decimal

chances = np.random.default_rng(1).uniform(0.05, 0.35, 600)  # what a model gave the tokens
lengths = np.arange(1, 601)
exact, some = Decimal(1), []
for T, chance in zip(lengths, chances, strict=True):
    exact *= Decimal(float(chance))
    if T % 30 == 0 or T in (2, 5, 12):
        some.append((T, float(exact.ln()), float(exact ** (Decimal(-1) / int(T)))))
dots = np.array(some)
product = np.cumprod(chances)
end = np.argmin(product > 0)  # the first length whose product is 0

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2))
left.plot(lengths[:end], np.log(product[:end]), color=DATA, lw=7, solid_capstyle="butt")
left.annotate(
    "here the product\nbecomes exactly 0",
    (end, np.log(product[end - 1])),
    (330, -170),
    arrowprops={"arrowstyle": "->", "color": TRUTH},
)
left.plot(dots[:, 0], dots[:, 1], "o", color=TRUTH, ms=4)
right.plot(dots[:, 0], dots[:, 2], "o", color=TRUTH, ms=4)
with attempt():
    yours = np.array([ar_log_likelihood(chances[:T]) for T in lengths])
    left.plot(lengths, yours, color=YOURS)
    with np.errstate(over="ignore"):
        right.plot(lengths, np.exp(-yours / lengths), color=YOURS)
left.set(xlabel="tokens T", ylabel="log-likelihood in nats", title="dots: exact · line: yours")
right.set(xlabel="tokens T", ylabel="perplexity", title="the same per token", ylim=(0, 14))
plt.tight_layout()
plt.show()

# %% [markdown]
r"""
## Explain

What a perplexity averages over is easily got wrong, so the deeper task is to compute one as a
training loop does: from **logits**, for a padded batch.

A network gives for each position a row of $V$ real numbers $\ell$, and
$p(v)=e^{\ell_v}/\sum_u e^{\ell_u}$. Sequences of different lengths are padded to one length $T$; a
mask says which tokens count. Place $t$ of the logits belongs to place $t$ of the targets and of the
mask, and where the mask is False the target may hold anything (−1 and −100 are customary). The
perplexity is $\exp$ of the mean of $-\log p(x_t)$ over all kept tokens of the batch. It is *not*
the mean of the sequences' perplexities: a four-letter line would weigh as much as a page.

By hand: conditionals $0.8, 0.5, 0.25, 0.9$ have the product $0.09$; the perplexity is
$0.09^{-1/4}$.

<details><summary>Hint 1 · two questions</summary>

Which tokens may enter the denominator of the average? And which number can you subtract from a row
of logits, without changing $p$, so that no exponential overflows and not all of them vanish?
</details>
<details><summary>Hint 2 · shapes</summary>

`logits` (B, T, V): the normalising sum runs over the last axis, the vocabulary, with
`keepdims=True` if it is to fit back. Picking the target leaves (B, T); summing the kept tokens over
time leaves (B,). The perplexity sees all B·T places at once. `logits[mask]` has shape
(kept tokens, V), which removes the invalid targets before they can do harm.
</details>
<details><summary>Hint 3 · one blank</summary>

With m the largest logit of the row: token_nll = m + log( sum over v of ______ ) − ℓ_target; then
nll sums the kept ones of each row, perplexity = exp( sum of all kept ones / number of kept ones ).
</details>
"""

# %% solution="nll" reference="autoregressive.sequence_nll"

# %% points=1 tests="nll_by_hand"
# −log 0.09 = 2.40795 and 0.09^(−1/4) = 1.82574. The second batch adds two padded tokens and
# shifts the logits, neither of which changes anything.
four_logits = np.log([[[0.8, 0.2], [0.5, 0.5], [0.25, 0.75], [0.9, 0.1]]])
padded_logits = np.concatenate([four_logits + 3, np.zeros((1, 2, 2))], axis=1)
four_kept = np.ones((1, 4), dtype=bool)
with attempt():
    nll, perplexity = sequence_nll(four_logits, np.zeros((1, 4), dtype=int), four_kept)
    expect(nll, [2.407946], about="nll of four tokens")
    expect(perplexity, 1.825742, about="perplexity of four tokens")
    nll, perplexity = sequence_nll(
        padded_logits, np.array([[0, 0, 0, 0, -1, -1]]), np.array([[True] * 4 + [False] * 2])
    )
    expect(nll, [2.407946], about="nll with padding")
    expect(perplexity, 1.825742, about="perplexity with padding")

# %% points=1 tests="nll_random"
assert callable(sequence_nll)  # hidden: random batches with tokens masked out
### BEGIN HIDDEN TESTS
from scipy import special

from course import checks, oracles

nll_rng = checks.rng("nll_random")
nll_masks = [
    np.arange(6) < np.array([[6], [3], [1], [4]]),  # padded on the right
    ~np.eye(5, dtype=bool) & (np.arange(5) < np.array([[5], [2], [5], [4], [3]])),  # square
    np.array([[False, False, True, True], [False, True, True, True]]),  # a prompt that is given
]


def hidden_losses(logits, targets, axis=-1):
    return -np.take_along_axis(special.log_softmax(logits, axis), targets[..., None], -1)[..., 0]


def hidden_rows(losses, mask):
    return (losses * mask).sum(1) / mask.sum(1)


# of the logits z, the targets y and the mask m; the perplexity that belongs to it is left open
nll_mistakes = {
    "the probabilities are normalised over time, not over the vocabulary": lambda z, y, m: (
        hidden_losses(z, y, axis=1) * m
    ).sum(1),
    "the probabilities are normalised over the batch, not over the vocabulary": lambda z, y, m: (
        hidden_losses(z, y, axis=0) * m
    ).sum(1),
    "the logits are taken for log-probabilities, nothing normalises them": lambda z, y, m: (
        -(np.take_along_axis(z, y[..., None], -1)[..., 0] * m).sum(1)
    ),
    "the probabilities are summed, their logarithm is missing": lambda z, y, m: (
        np.exp(-hidden_losses(z, y)) * m
    ).sum(1),
    "the target is not looked up: the likeliest token is scored instead": lambda z, y, m: (
        -special.log_softmax(z, -1).max(-1) * m
    ).sum(1),
    "every target is scored by the logits of the position before, not by its own": lambda z, y, m: (
        hidden_losses(z[:, :-1], y[:, 1:]) * m[:, 1:]
    ).sum(1),
    "a dropped token costs log V: its logits are made equal, it is not left out": lambda z, y, m: (
        np.where(m, hidden_losses(z, y), np.log(7)).sum(1)
    ),
    "tokens that the mask drops are counted": lambda z, y, m: hidden_losses(z, y).sum(1),
    "what the mask drops is kept, and the other way round": lambda z, y, m: (
        hidden_losses(z, y) * ~m
    ).sum(1),
    "a mean over the kept tokens of each sequence, not their sum": lambda z, y, m: hidden_rows(
        hidden_losses(z, y), m
    ),
    "a mean over time, not a sum": lambda z, y, m: (hidden_losses(z, y) * m).mean(1),
    "the sum runs over the sequences, not over time": lambda z, y, m: (hidden_losses(z, y) * m).sum(
        0
    ),
}
# of the right losses of the tokens and the mask
perplexity_mistakes = {
    "a mean of the sequences' perplexities; every token must weigh the same": lambda losses, m: (
        np.mean(np.exp(hidden_rows(losses, m)))
    ),
    "a mean of the sequences' means; every token must weigh the same": lambda losses, m: np.exp(
        np.mean(hidden_rows(losses, m))
    ),
    "dropped tokens are counted in the denominator": lambda losses, m: np.exp((losses * m).mean()),
    "dropped tokens are counted": lambda losses, m: np.exp(losses.mean()),
    "exp of the loss of a sequence, not of a token": lambda losses, m: np.exp(
        (losses * m).sum() / len(m)
    ),
    "exp of the loss of the whole batch, nothing is averaged": lambda losses, m: np.exp(
        (losses * m).sum()
    ),
    "it falls when the loss rises: look at the sign in the exponent": lambda losses, m: np.exp(
        -losses[m].mean()
    ),
    "that is the mean loss, its exponential is missing": lambda losses, m: losses[m].mean(),
    "2 to the power of a loss in nats: base and exponent do not fit": lambda losses, m: (
        2 ** losses[m].mean()
    ),
    "one per sequence, where the task asks for one of the batch": lambda losses, m: np.exp(
        hidden_rows(losses, m)
    ),
}
checks.agree(
    sequence_nll,
    oracles.autoregressive.sequence_nll,
    [
        (2 * nll_rng.normal(size=(*m.shape, 7)), nll_rng.integers(7, size=m.shape), m)
        for m in nll_masks
    ],
    outputs=("nll", "perplexity"),
    mistakes={
        "the two results stand in the other order: nll comes first": lambda z, y, m: (
            np.exp(hidden_losses(z, y)[m].mean()),
            (hidden_losses(z, y) * m).sum(1),
        ),
        **{
            f"nll: {symptom}": lambda z, y, m, wrong=wrong: (wrong(z, y, m), None)
            for symptom, wrong in nll_mistakes.items()
        },
        **{
            f"perplexity: {symptom}": lambda z, y, m, wrong=wrong: (
                None,
                wrong(hidden_losses(z, y), m),
            )
            for symptom, wrong in perplexity_mistakes.items()
        },
    },
)
### END HIDDEN TESTS

# %% points=1 tests="nll_edges"
assert callable(sequence_nll)  # hidden: logits of ±10⁴, invalid targets, a row or a batch dropped
### BEGIN HIDDEN TESTS
from scipy import special

from course import checks, oracles

nll_rng = checks.rng("nll_edges")
checks.agree(
    sequence_nll,
    oracles.autoregressive.sequence_nll,
    [
        (
            np.array([[[1e4, -1e4, 0.0], [-1e4, -1e4, -1e4 + 1]]]),
            np.array([[k, 2]]),
            np.ones((1, 2), bool),
        )
        for k in (0, 1)
    ],
    outputs=("nll", "perplexity"),
    where="for logits of ±10000",
    mistakes={
        f"nll: something like {tiny:g} keeps the probability away from 0 and the loss small": (
            lambda z, y, m, tiny=tiny: (
                -np.log(np.take_along_axis(special.softmax(z, -1), y[..., None], -1) + tiny).sum(1)[
                    :, 0
                ],
                None,
            )
        )
        for tiny in (1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16)
    },
)
nll_case = (
    nll_rng.normal(size=(3, 4, 5)),
    np.array([[2, 4, -100, 0], [1, -1, -1, 5], [-1, -1, -1, 99]]),
    np.array([[True, True, False, True], [True, False, False, False], [False] * 4]),
)
checks.agree(
    sequence_nll,
    oracles.autoregressive.sequence_nll,
    [nll_case],
    outputs=("nll", "perplexity"),
    where="with invalid targets under the mask and a sequence without kept tokens",
)
checks.raises(
    sequence_nll,
    (nll_rng.normal(size=(2, 3, 4)), np.zeros((2, 3), int), np.zeros((2, 3), bool)),
    ValueError,
    "a batch of which no token is kept has no perplexity: the task asks for a ValueError",
)
### END HIDDEN TESTS

# %% points=1 tests="nll_properties"
# hidden: shifted logits, a text cut in two, a model that knows nothing
assert callable(sequence_nll)
### BEGIN HIDDEN TESTS
from course import checks

nll_rng = checks.rng("nll_properties")
nll_logits, nll_targets = nll_rng.normal(size=(3, 6, 5)), nll_rng.integers(5, size=(3, 6))
nll_mask = np.arange(6) < np.array([[6], [4], [5]])
nll_result = checks.call(sequence_nll, nll_logits, nll_targets, nll_mask)
checks.require(
    isinstance(nll_result, tuple | list) and len(nll_result) == 2,
    "two results are asked for, nll and perplexity",
)
nll_of_rows, nll_perplexity = nll_result
checks.require(np.shape(nll_of_rows) == (3,), "the nll is one number per sequence")
checks.require(
    nll_perplexity is not None and np.shape(nll_perplexity) == (),
    "the perplexity is one number for the whole batch",
)
checks.require(
    np.asarray(nll_of_rows) > 0, "the nll of a model that is not certain is positive: yours is not"
)
checks.require(nll_perplexity >= 1, "a perplexity is never below 1, and yours is")
nll_flat = checks.call(sequence_nll, np.full((3, 6, 5), 0.7), nll_targets, nll_mask)
checks.require(
    np.isclose(nll_flat[1], 5, rtol=1e-9),
    "a model that knows nothing of V tokens has a perplexity other than V",
)
nll_shifted = checks.call(
    sequence_nll, nll_logits + 5 * nll_rng.normal(size=(3, 6, 1)), nll_targets, nll_mask
)
checks.require(
    np.isclose(nll_shifted[0], nll_of_rows, rtol=1e-9),
    "adding one number to all logits of a token changes its nll: it must not",
)
nll_changed = checks.call(
    sequence_nll,
    np.where(nll_mask[..., None], nll_logits, nll_rng.normal(size=(3, 6, 5))),
    nll_targets,
    nll_mask,
)
checks.require(
    np.isclose(nll_changed[0], nll_of_rows, rtol=1e-9)
    & np.isclose(nll_changed[1], nll_perplexity, rtol=1e-9),
    "the logits of dropped tokens have an influence",
)
nll_halves = checks.call(
    sequence_nll,
    nll_logits.reshape(6, 3, 5),
    nll_targets.reshape(6, 3),
    nll_mask.reshape(6, 3),
)
checks.require(
    np.isclose(np.reshape(nll_halves[0], (3, 2)).sum(1), nll_of_rows, rtol=1e-9),
    "the nll of a sequence is not that of its first half plus that of its second",
)
checks.require(
    np.isclose(nll_halves[1], nll_perplexity, rtol=1e-9),
    "cutting every sequence in two changes the perplexity of the batch",
)
### END HIDDEN TESTS

# %% points=1 tests="nll_hygiene"
assert callable(sequence_nll)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

nll_rng = checks.rng("nll_hygiene")
nll_mask = np.arange(5) < np.array([[5], [2], [4]])
checks.hygiene(
    sequence_nll,
    nll_rng.normal(size=(3, 5, 4)),
    np.where(nll_mask, nll_rng.integers(4, size=(3, 5)), -1),
    nll_mask,
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now a model: it counts which letter follows which in a few lines and scores ten other lines. The
rings come from the counts, one letter at a time; the small dots are your `nll`. The slope of a line
through the origin is the logarithm of *one* number, the perplexity: the pale line has that of all
ten lines read as one text, the red one is yours, and the dotted one belongs to a model that knows
nothing. The shortest line is the most surprising one per letter, and yet it hardly turns the slope,
because it has few letters.
"""

# %%
training = """a model of text gives a number to every sequence of letters
it reads what came before and says what may come next
the chance of a whole line is the product of the chances of its letters
a good model is seldom surprised and a bad one is surprised at every step
we count the pairs of letters in these lines and call that a model
the more text it has seen the better it can tell a word from noise""".splitlines()
scored = """zq fx
the cat sat on the mat
it rains
one letter after the other
a bad model is a model of noise
every line of this text has its own price in nats
we read
what comes next is the only question that the model can answer
no line here was seen before
the sum over all letters of a line is what the dot shows and the line is fitted to none""".splitlines()
number = {letter: k for k, letter in enumerate(" abcdefghijklmnopqrstuvwxyz")}

counts = np.ones((27, 27))  # one of each pair, so that nothing is impossible
for line in training:
    for before, after in zip(" " + line, line, strict=False):
        counts[number[before], number[after]] += 1

longest = max(map(len, scored))
targets = np.full((len(scored), longest), -1)
contexts = np.zeros((len(scored), longest), dtype=int)
for b, line in enumerate(scored):
    targets[b, : len(line)] = [number[letter] for letter in line]
    contexts[b, : len(line)] = [number[letter] for letter in (" " + line)[:-1]]
mask = targets >= 0

figure, axes = plt.subplots(figsize=(7.2, 3.6))
ring_x = [len(line) for line in scored]
ring_y = [
    -sum(
        np.log(counts[number[a], number[b]] / counts[number[a]].sum())
        for a, b in zip(" " + line, line, strict=False)
    )
    for line in scored
]
reach = np.array([0, longest + 3])
slope = sum(ring_y) / sum(ring_x)  # of all lines read as one text
axes.plot(reach, reach * slope, color=DATA, lw=6, label="all of it as one text")
axes.plot(ring_x, ring_y, "o", ms=9, mfc="none", mec=TRUTH, label="letter by letter")
axes.plot(reach, reach * np.log(27), ":", color=TRUTH, label="knows nothing: perplexity 27")
with attempt():
    nll, perplexity = sequence_nll(np.log(counts)[contexts], targets, mask)
    axes.plot(ring_x, nll, "o", ms=4, color=YOURS)
    axes.plot(reach, reach * np.log(perplexity), color=YOURS, label=f"yours: {perplexity:.2f}")
axes.set(xlabel="letters in the line", ylabel="nll in nats", title="ten lines, one perplexity")
axes.legend()
plt.show()

# %% [markdown]
r"""
**What to remember.** A likelihood of a sequence is a sum of logarithms, formed as such: the product
does not survive a page of text. From logits, subtract the largest one first and let the logarithm
and the exponential cancel. A perplexity is the exponential of a mean over *tokens*, so it can be
compared only between models that cut a text into the same tokens.

*Further:* Bengio, Ducharme, Vincent & Jauvin, *A Neural Probabilistic Language Model*, 2003.
"""
