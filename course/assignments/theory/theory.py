r"""Theory lab: thirteen short sections and a skill check."""

# %% [markdown]
r"""
# Theory lab · Thirteen ideas behind generative models

**About 240 minutes · medium · 70 points · before it: probability densities, numpy arrays**

Every generative model answers two questions: how is a sample drawn, and how is the model fitted to
data? Autoregressive models, variational autoencoders, adversarial networks, flows and diffusion
models answer them differently, yet each answer rests on a formula or two that fits on one line.
Here you meet these formulas one by one, each as a function that you write and a picture that
you check it with. Large models are built of the same lines.

**How to work with it.** A section takes about a quarter of an hour and has one shape: a little
theory, sometimes a question to answer before you compute, a function to write (hints unfold if you
click them), a visible test that you can redo by hand, hidden tests that say only *what sort* of
cases they try, and a figure, whose cell you only run. There the dark dots are drawn without your
code and the red marks are yours: they belong on top of each other. Only the last answer to a
question counts, so come back to it after the figure. Run the first cell, then start with any
section; none needs another one.

Three rules hold for every function: it takes arrays or plain lists of numbers; it computes in
float64 and gives back a float where its result is a single number; it never writes into its
arguments. Logarithms are natural, so everything is in nats.

| | section | family | you write |
|---|---|---|---|
| 1 | The likelihood of a sequence | autoregressive | `sequence_nll` |
| 2 | Noise as an input | VAE | `reparameterize_with_gradients` |
| 3 | What a latent dimension costs | VAE | `kl_per_dimension` |
| 4 | The evidence and its lower bound | VAE | `elbo_linear_gaussian` |
| 5 | Two players | GAN | `gan_losses`, `optimal_discriminator` |
| 6 | Change of variables | flow | `affine_flow`, `affine_flow_inverse` |
| 7 | Noising in one jump | diffusion | `q_sample` |
| 8 | The denoising error | diffusion | `denoising_error` |
| 9 | The law of a Langevin chain | score-based | `langevin_chain_law` |
| 10 | The Fréchet distance, right and wrong | evaluation | `frechet_both_ways` |
| 11 | Is the generator diverse? | evaluation | `diversity_report` |
| 12 | Which noise levels are hard? | diffusion | `loss_by_timestep` |
| 13 | Symptoms and diagnostics | evaluation | a matching |
| F | The families side by side | all | a table |
| S | Skill check | all | four answers |
"""

# %% [markdown]
r"""
## 1 · The likelihood of a sequence

By the chain rule *every* distribution over sequences is a product of conditionals, so a model of
the next token is a model of the whole text:

$$\log p(x_1,\dots,x_T) = \sum_{t=1}^{T} \log p(x_t \mid x_1,\dots,x_{t-1}).$$

The network gives a vector of *logits* per position; a softmax over the vocabulary turns it into
the conditional. Training minimises the negative log-likelihood (NLL). **Perplexity** is the
exponential of the mean NLL per token: a model that is as unsure as a fair die with $V$ faces has
perplexity $V$. Sequences of a batch are padded to one length; a mask says which tokens are real,
and at padding the target may be nonsense, such as $-1$ or $-100$. All language models are trained
on this number, and compared by it as long as they cut text into the same tokens.

### Which is true?

On a sequence of **one** token a model has perplexity 16, on another one of **three** tokens it has
perplexity 2. What is its perplexity on both together?

- **a** 9
- **b** 5.5
- **c** about 3.4
- **d** about 5.7
"""

# %% solution="t1_predict"
answer_t1 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t1 = "c"  # exp((log 16 + 3 log 2) / 4) = 2^(7/4)
### END SOLUTION

# %% points=1 tests="t1_predict_answered"
assert answer_t1 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t1,
    key="c",
    feedback={
        "a": "perplexities are exponentials: averaging them is not averaging what the model loses.",
        "b": "the tokens are counted rightly, but it is their log-losses that may be averaged.",
        "d": "here the short sequence weighs as much as the long one. What does a mean per token "
        "count?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

By hand: the tokens that came had the conditionals $.5,\ .6,\ .6,\ .5$. Their product is $.09$, so
the NLL is $-\log .09 = 2.40795$ and the perplexity $.09^{-1/4} = 1.82574$.

<details><summary>Hint 1 · a question</summary>

Which tokens may enter the denominator of the average? And what becomes of `np.exp(10000)`?
</details>
<details><summary>Hint 2 · shapes</summary>

`logits` (B, T, V) loses its last axis by the softmax and the choice of the target: (B, T). The sum
over T of the kept ones is `nll` (B,); the perplexity reduces both axes at once.
</details>
<details><summary>Hint 3 · one blank</summary>

Per token: ℓ ← ℓ − ______ (nothing changes, but now exp cannot overflow), then
NLL = log Σ exp(ℓ) − ℓ[target].
</details>
"""

# %% solution="t1_nll" reference="autoregressive.sequence_nll"

# %% points=1 tests="t1_by_hand"
# By hand: −log .09, about 2.40795, and .09^(−1/4), about 1.82574.
with attempt():
    t1_probs = np.array([0.5, 0.6, 0.6, 0.5])  # of token 0, out of two
    t1_logits = np.log(np.stack([t1_probs, 1 - t1_probs], axis=-1))[None]  # shape (1, 4, 2)
    t1_nll, t1_perplexity = sequence_nll(t1_logits, np.zeros((1, 4), int), np.ones((1, 4), bool))
    expect(t1_nll, [-np.log(0.09)], about="nll of four conditionals")
    expect(t1_perplexity, 0.09**-0.25, about="perplexity of four conditionals")
    t1_mask = np.array([[True, True, False, False]])
    t1_nll, t1_perplexity = sequence_nll(t1_logits, np.array([[0, 0, -1, -1]]), t1_mask)
    expect(t1_nll, [-np.log(0.3)], about="nll with the last two masked")
    expect(t1_perplexity, 0.3**-0.5, about="perplexity with the last two masked")

# %% points=1 tests="t1_random"
assert callable(sequence_nll)  # hidden: random batches with sequences of different lengths
### BEGIN HIDDEN TESTS
from course import checks, oracles


def t1_batch(rng, B, T, V):
    lengths = 1 + (2 * np.arange(B) + T // 2) % T  # all different for B ≤ T, T odd
    mask = np.arange(T) < lengths[:, None]
    return 2 * rng.normal(size=(B, T, V)), rng.integers(0, V, size=(B, T)), mask


def t1_losses(logits, targets, axis=-1):
    p = np.exp(logits) / np.exp(logits).sum(axis=axis, keepdims=True)
    return -np.log(np.take_along_axis(p, targets[..., None], axis=-1)[..., 0])


def t1_over_time(logits, targets, mask):
    return (t1_losses(logits, targets, axis=1) * mask).sum(axis=1), None


def t1_unmasked(logits, targets, mask):
    losses = t1_losses(logits, targets)
    return losses.sum(axis=1), None


def t1_upside_down(logits, targets, mask):
    return (t1_losses(logits, targets) * ~mask).sum(axis=1), None


def t1_most_likely(logits, targets, mask):
    return (t1_losses(logits, logits.argmax(axis=-1)) * mask).sum(axis=1), None


def t1_shifted(logits, targets, mask):
    return (t1_losses(logits[:, :-1], targets[:, 1:]) * mask[:, 1:]).sum(axis=1), None


def t1_masked_logits(logits, targets, mask):
    return t1_losses(logits * mask[..., None], targets).sum(axis=1), None


def t1_no_softmax(logits, targets, mask):
    chosen = np.take_along_axis(logits, targets[..., None], axis=-1)[..., 0]
    return -(chosen * mask).sum(axis=1), None


def t1_mean_nll(logits, targets, mask):
    return (t1_losses(logits, targets) * mask).sum(axis=1) / mask.sum(axis=1), None


def t1_batch_nll(logits, targets, mask):
    return (t1_losses(logits, targets) * mask).sum(axis=0), None


def t1_mean_of_inverses(logits, targets, mask):
    return None, np.exp(t1_losses(logits, targets))[mask].mean()


def t1_mean_of_perplexities(logits, targets, mask):
    return None, np.exp(t1_mean_nll(logits, targets, mask)[0]).mean()


def t1_mean_of_means(logits, targets, mask):
    return None, np.exp(t1_mean_nll(logits, targets, mask)[0].mean())


def t1_all_places(logits, targets, mask):
    return None, np.exp((t1_losses(logits, targets) * mask).mean())


def t1_all_losses(logits, targets, mask):
    return None, np.exp(t1_losses(logits, targets).mean())


def t1_per_sequence(logits, targets, mask):
    return None, np.exp((t1_losses(logits, targets) * mask).sum() / len(mask))


def t1_total(logits, targets, mask):
    return None, np.exp((t1_losses(logits, targets) * mask).sum())


t1_rng = checks.rng("t1_random")
checks.agree(
    sequence_nll,
    oracles.autoregressive.sequence_nll,
    [t1_batch(t1_rng, *shape) for shape in ((3, 5, 4), (5, 5, 5), (2, 7, 3))],
    outputs=("nll", "perplexity"),
    mistakes={
        "the softmax runs over the positions, not over the vocabulary": t1_over_time,
        "nll: padding is counted, the mask has no effect": t1_unmasked,
        "nll: the mask is used upside down: True means that a token is kept": t1_upside_down,
        "nll: the most likely token is scored, not the one that came": t1_most_likely,
        "nll: the tokens are scored by the logits of another place": t1_shifted,
        "nll: a masked token still costs log V": t1_masked_logits,
        "nll: the logits are used as if they were log-probabilities": t1_no_softmax,
        "nll: it is averaged over the tokens of a sequence; the task asks for the sum": t1_mean_nll,
        "nll: summed over the sequences, one number per position": t1_batch_nll,
        "perplexity: 1/p is averaged over the tokens; it is the log-loss that is": t1_mean_of_inverses,
        "perplexity: the perplexities of the sequences are averaged": t1_mean_of_perplexities,
        "perplexity: every sequence weighs the same, however short it is": t1_mean_of_means,
        "perplexity: padding counts in the denominator": t1_all_places,
        "perplexity: the losses of the padding are averaged too": t1_all_losses,
        "perplexity: it is per sequence, not per token": t1_per_sequence,
        "perplexity: of the whole batch, nothing is divided by the tokens": t1_total,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t1_edges"
assert callable(sequence_nll)  # hidden: logits of size 10⁴, nonsense at padding, nothing kept
### BEGIN HIDDEN TESTS
from course import checks, oracles

t1_rng = checks.rng("t1_edges")
t1_targets = t1_rng.integers(0, 4, size=(3, 5))
t1_kept = np.arange(5) < np.array([[5], [2], [3]])
t1_high_and_low = np.where(np.arange(5) % 2, 1e4, -1e4)[:, None]
checks.agree(
    sequence_nll,
    oracles.autoregressive.sequence_nll,
    [
        (t1_high_and_low + t1_rng.normal(size=(3, 5, 4)), t1_targets, t1_kept),
        (np.array([[[1e4, 0.0, -1e4]]]), np.array([[0]]), np.array([[True]])),
        (np.array([[[1e4, 0.0, -1e4]]]), np.array([[2]]), np.array([[True]])),
    ],
    outputs=("nll", "perplexity"),
    where="for logits of size 10⁴",
)
t1_clean = t1_rng.normal(size=(3, 5, 4))
for t1_junk in (-1, -100):
    checks.agree(
        sequence_nll,
        lambda logits, targets, mask: oracles.autoregressive.sequence_nll(
            logits, np.where(mask, targets, 0), mask
        ),
        [(t1_clean, np.where(t1_kept, t1_targets, t1_junk), t1_kept)],
        outputs=("nll", "perplexity"),
        where="for nonsense targets under a false mask",
    )
checks.agree(
    sequence_nll,
    oracles.autoregressive.sequence_nll,
    [(t1_clean, t1_targets, t1_kept & (np.arange(3) != 1)[:, None])],
    outputs=("nll", "perplexity"),
    where="for a batch with one sequence of padding alone",
)
checks.raises(
    sequence_nll,
    (t1_clean, t1_targets, np.zeros((3, 5), bool)),
    ValueError,
    "a batch without any kept token has no perplexity: the task asks for a ValueError",
)
### END HIDDEN TESTS

# %% points=1 tests="t1_properties"
assert callable(sequence_nll)  # hidden: what a likelihood obeys; lists, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

t1_rng = checks.rng("t1_properties")
t1_targets = t1_rng.integers(0, 6, size=(3, 4))
t1_kept = np.arange(4) < np.array([[4], [1], [2]])
t1_scores = 2 * t1_rng.normal(size=(3, 4, 6))
checks.hygiene(sequence_nll, t1_scores, t1_targets, t1_kept)
t1_uniform = checks.call(sequence_nll, np.zeros((3, 4, 6)), t1_targets, t1_kept)
checks.require(
    isinstance(t1_uniform, tuple | list) and len(t1_uniform) == 2,
    "two results are asked for, nll and perplexity",
)
checks.require(
    np.shape(t1_uniform[0]) == (3,) and np.shape(t1_uniform[1]) == (),
    "one nll per sequence and one perplexity for the batch are asked for",
)
checks.require(
    np.isclose(t1_uniform[1], 6, rtol=1e-9),
    "a model that finds all V symbols equally likely does not get perplexity V",
)
t1_once = checks.call(sequence_nll, t1_scores, t1_targets, t1_kept)
t1_moved = t1_scores + 5 * t1_rng.normal(size=(3, 4, 1))
checks.require(
    np.allclose(checks.call(sequence_nll, t1_moved, t1_targets, t1_kept)[0], t1_once[0], rtol=1e-9),
    "adding one number to all logits of a token changes the likelihood, but not the softmax",
)
t1_alone = checks.call(sequence_nll, t1_scores[:1], t1_targets[:1], t1_kept[:1])
checks.require(
    np.isclose(t1_alone[0][0], t1_once[0][0], rtol=1e-9),
    "the nll of a sequence depends on the other sequences of its batch",
)
checks.require(
    np.isclose(np.log(t1_once[1]) * t1_kept.sum(), np.sum(t1_once[0]), rtol=1e-9),
    "the perplexity and the nll do not fit: both hold the same losses, token by token",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Sentences drawn from known conditionals $p$, scored by models that are less sure ($k<1$) or surer
($k>1$) than the truth: $p_k\propto p^k$. Dots: the product of the conditionals, multiplied out. On
average the lowest perplexity is at $k=1$, the truth; the price of being too sure has no bound.
"""

# %%
t1_random = np.random.default_rng(4)
t1_true = t1_random.dirichlet(np.full(6, 0.7), size=(8, 12))  # 8 sentences, 12 places, 6 symbols
t1_words = (t1_true.cumsum(axis=-1) < t1_random.random((8, 12, 1))).sum(axis=-1)
t1_real = np.arange(12) < t1_random.integers(3, 13, size=(8, 1))
t1_padded = np.where(t1_real, t1_words, -1)
t1_free = t1_random.normal(size=(8, 12, 1))  # logits are free up to a constant per place
t1_sharpness = np.linspace(0, 3, 49)


def t1_sharpened(k):
    """The conditionals of the model with sharpness k."""
    return t1_true**k / (t1_true**k).sum(axis=-1, keepdims=True)


def t1_multiplied_out(k):
    """Π p^(−1/N) over the N real tokens, without any logarithm."""
    came = [t1_sharpened(k)[b, t, t1_words[b, t]] for b, t in np.argwhere(t1_real)]
    return np.prod(np.array(came) ** (-1 / len(came)))


figure, axis = plt.subplots(figsize=(6.4, 2.9))
axis.plot(t1_sharpness[::4], [t1_multiplied_out(k) for k in t1_sharpness[::4]], "o", color=TRUTH)
axis.axhline(6, color=TRUTH, lw=1, ls="--")
axis.annotate("as unsure as a die with 6 faces", (0.6, 6.1))
with attempt():
    t1_yours = [
        sequence_nll(np.log(t1_sharpened(k)) + t1_free, t1_padded, t1_real)[1] for k in t1_sharpness
    ]
    axis.plot(t1_sharpness, t1_yours, color=YOURS)
axis.set(
    xlabel="sharpness k of the model", ylabel="perplexity", title="dots: product · line: yours"
)
axis.margins(y=0.18)
plt.show()

# %% [markdown]
r"""
## 2 · Noise as an input

To train an encoder one needs the gradient of $\mathbb E_{z\sim q_\phi}[f(z)]$, where the parameters
$\phi$ sit in the distribution that one samples from. The way out is to draw the noise from a fixed
law and to let the parameters *move* it:

$$z = \mu + \sigma\,\varepsilon,\qquad \varepsilon\sim\mathcal N(0, I),\qquad
\nabla_\phi\,\mathbb E_{q_\phi}[f(z)] = \mathbb E_\varepsilon\big[\nabla_\phi f(z)\big].$$

Given $\varepsilon$, the sample is a smooth function of $\mu$ and $\text{logvar}=\log\sigma^2$, and
the chain rule passes through it. This needs a continuous $z$ and a differentiable $f$. It is not
the only gradient there is: score-function estimators (REINFORCE) also work for discrete $z$,
mostly with far more noise. VAEs and many stochastic policies in reinforcement learning are
trained this way.

### Implement

By hand: $\mu=0$, $\sigma=3$, $\varepsilon=2$ give $z=6$. If $\mu$ grows by a little, $z$ grows by as
much. And if $\log\sigma^2$ grows by a little?

<details><summary>Hint 1 · a question</summary>

σ² = exp(logvar). Taking a square root halves a logarithm: where does that ½ show up in σ, and
where once more when you differentiate?
</details>
<details><summary>Hint 2 · shapes</summary>

Nothing is reduced: three results of the common shape of `mu`, `logvar` and `eps`, for example
(B, d), the slope in μ included.
</details>
<details><summary>Hint 3 · one blank</summary>

spread = exp(logvar / 2) · eps; z = mu + spread; the slope in μ is an array of ones, and the slope in
logvar is ______ · spread.
</details>
"""

# %% solution="t2_sample" reference="vae.reparameterize_with_gradients"

# %% points=1 tests="t2_by_hand"
with attempt():
    t2_eps = np.random.default_rng(0).normal(size=2)  # 0.125730, −0.132105
    t2_z, t2_in_mu, t2_in_logvar = reparameterize_with_gradients(
        np.array([0.5, -0.2]), np.array([0.0, -1.0]), t2_eps
    )
    expect(t2_z, [0.625730, -0.280126], about="z for the first two draws")
    # σ = 3, ε = 2: z = 6; with logvar + h the spread 6 becomes 6 exp(h/2), about 6 + 3 h
    t2_z, t2_in_mu, t2_in_logvar = reparameterize_with_gradients(
        np.array([0.0]), np.array([np.log(9.0)]), np.array([2.0])
    )
    expect(t2_z, [6], about="z for μ = 0, σ = 3, ε = 2")
    expect(t2_in_mu, [1], about="dz_dmu for μ = 0, σ = 3, ε = 2")
    expect(t2_in_logvar, [3], about="dz_dlogvar for μ = 0, σ = 3, ε = 2")

# %% points=1 tests="t2_random"
assert callable(reparameterize_with_gradients)  # hidden: random batches of several shapes
### BEGIN HIDDEN TESTS
from course import checks, oracles


def t2_says(z=None, dz_dmu=None, dz_dlogvar=None):
    """What a mistake gives; None leaves a result open."""
    return z, dz_dmu, dz_dlogvar


def t2_sigma(lv):
    return np.exp(lv / 2)


t2_rng = checks.rng("t2_random")
t2_batch = tuple(t2_rng.normal(size=(3, 2, 3)))
t2_exact = oracles.vae.reparameterize_with_gradients(*t2_batch)
t2_given = checks.call(reparameterize_with_gradients, *t2_batch)
checks.require(
    checks.compare(t2_given, t2_exact, 1e-9, 1e-12) is None
    or checks.compare(t2_given, t2_exact, 1e-4, 1e-5) is not None,
    "close, but not exact: the slopes have a formula; a finite difference only comes near it",
)
checks.agree(
    reparameterize_with_gradients,
    oracles.vae.reparameterize_with_gradients,
    [tuple(t2_rng.normal(size=(3, *shape))) for shape in ((4, 3), (5, 5), (1, 6))],
    outputs=("z", "dz_dmu", "dz_dlogvar"),
    mistakes={
        "z: the spread grows like σ², not like σ: compare the units": (
            lambda m, lv, e: t2_says(z=m + np.exp(lv) * e)
        ),
        "z: half the variance is not its square root": (
            lambda m, lv, e: t2_says(z=m + np.exp(lv) / 2 * e)
        ),
        "z: the noise is missing": lambda m, lv, e: t2_says(z=m + t2_sigma(lv)),
        "z: logvar itself is used as the spread; it is a logarithm": (
            lambda m, lv, e: t2_says(z=m + lv * e)
        ),
        "z: the spread shrinks where logvar grows": (
            lambda m, lv, e: t2_says(z=m + np.exp(-lv / 2) * e)
        ),
        "z: the noise enters with the other sign than in the task": (
            lambda m, lv, e: t2_says(z=m - t2_sigma(lv) * e)
        ),
        "z: μ and σ have changed places": lambda m, lv, e: t2_says(z=t2_sigma(lv) + m * e),
        "dz_dmu and dz_dlogvar have changed places": (
            lambda m, lv, e: t2_says(dz_dmu=t2_sigma(lv) * e / 2, dz_dlogvar=np.ones(np.shape(m)))
        ),
        "dz_dmu: yours says that the sample does not follow its mean": (
            lambda m, lv, e: t2_says(dz_dmu=np.zeros(m.shape))
        ),
        "dz_dlogvar: that is the slope in log σ; log σ² moves twice as fast": (
            lambda m, lv, e: t2_says(dz_dlogvar=t2_sigma(lv) * e)
        ),
        "dz_dlogvar: that is the slope in σ": lambda m, lv, e: t2_says(dz_dlogvar=e),
        "dz_dlogvar: that is the slope in σ²": (
            lambda m, lv, e: t2_says(dz_dlogvar=e / t2_sigma(lv) / 2)
        ),
        "dz_dlogvar: it does not depend on the noise, but z does": (
            lambda m, lv, e: t2_says(dz_dlogvar=t2_sigma(lv) / 2)
        ),
        "dz_dlogvar: it does not depend on the spread": (
            lambda m, lv, e: t2_says(dz_dlogvar=e / 2)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t2_slopes"
assert callable(reparameterize_with_gradients)  # hidden: are your gradients those of your z?
### BEGIN HIDDEN TESTS
from course import checks

t2_rng = checks.rng("t2_slopes")
t2_mean, t2_logvar, t2_noise = t2_rng.normal(size=(3, 5, 3))
t2_step = 1e-5  # truncation h² and rounding 1e-16/h are both near 1e-10


def t2_sample_at(mean, logvar, noise=t2_noise):
    results = checks.call(reparameterize_with_gradients, mean, logvar, noise)
    checks.require(
        isinstance(results, tuple | list | np.ndarray) and len(results) == 3,
        "three results are asked for: z, dz_dmu and dz_dlogvar",
    )
    return results


t2_shapes = [np.shape(part) for part in t2_sample_at(t2_mean, t2_logvar)]
checks.require(
    t2_shapes == [(5, 3)] * 3,
    f"three results of the shape of the batch, (5, 3), are asked for; yours have {t2_shapes}",
)
checks.require(
    not np.allclose(
        t2_sample_at(t2_mean, t2_logvar)[0], t2_sample_at(t2_mean, t2_logvar, 2 * t2_noise)[0]
    ),
    "another eps gives the same z: all the noise must come from the argument",
)
t2_results = [np.asarray(part) for part in t2_sample_at(t2_mean, t2_logvar)]
t2_by_mean, t2_by_logvar = (
    (
        np.asarray(t2_sample_at(t2_mean + t2_step * in_mean, t2_logvar + t2_step * in_logvar)[0])
        - t2_sample_at(t2_mean - t2_step * in_mean, t2_logvar - t2_step * in_logvar)[0]
    )
    / (2 * t2_step)
    for in_mean, in_logvar in ((1, 0), (0, 1))
)
checks.require(
    np.abs(t2_results[1] - t2_by_mean) < 1e-6,
    "your z moves with μ at another speed than your dz_dmu says",
)
checks.require(
    np.abs(t2_results[2] - t2_by_logvar) < 1e-6 * (1 + np.abs(t2_by_logvar)),
    "your z moves with logvar at another speed than your dz_dlogvar says",
)
checks.require(
    np.abs(t2_by_mean - 1) < 1e-6,
    "shifting the cloud by h does not shift your sample by h",
)
### END HIDDEN TESTS

# %% points=1 tests="t2_edges"
assert callable(reparameterize_with_gradients)  # hidden: σ = 0, broadcasting, lists, float32
### BEGIN HIDDEN TESTS
from course import checks, oracles

t2_rng = checks.rng("t2_edges")
checks.hygiene(reparameterize_with_gradients, *t2_rng.normal(size=(3, 4, 3)))
checks.agree(
    reparameterize_with_gradients,
    oracles.vae.reparameterize_with_gradients,
    [(np.array([1.5, -0.5]), np.array([-np.inf, -np.inf]), np.array([2.0, -3.0]))],
    outputs=("z", "dz_dmu", "dz_dlogvar"),
    where="for logvar = −inf, a cloud without spread",
)
checks.agree(
    reparameterize_with_gradients,
    oracles.vae.reparameterize_with_gradients,
    [
        (t2_rng.normal(size=3), t2_rng.normal(size=3), t2_rng.normal(size=(5, 3))),
        (t2_rng.normal(size=(5, 3)), t2_rng.normal(size=3), t2_rng.normal(size=3)),
        (t2_rng.normal(size=3), t2_rng.normal(size=(5, 3)), t2_rng.normal(size=3)),
    ],
    outputs=("z", "dz_dmu", "dz_dlogvar"),
    where="for a row that broadcasts over the batch",
)
for t2_part in checks.call(reparameterize_with_gradients, 1.0, 0.5, -2.0):
    checks.returns_number(t2_part, "reparameterize_with_gradients of three numbers")
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Each row of dots is one draw of $\varepsilon$, with $\mu=1$ and a spread that grows to the right.
The thin lines are your $z$, the thick strokes your slopes in logvar: they must follow the dots.
"""

# %%
t2_noises = np.array([-1.4, -0.5, 0.6, 1.7])
t2_sigmas = np.geomspace(0.25, 2.5, 13)

figure, axis = plt.subplots(figsize=(6.4, 2.9))
for t2_value in t2_noises:
    axis.plot(2 * np.log(t2_sigmas), 1 + t2_sigmas * t2_value, "o", color=TRUTH, ms=3.5)
    axis.annotate(f"ε = {t2_value}", (1.95, 1 + 2.5 * t2_value), va="center")
with attempt():
    t2_grid = np.linspace(-2.77, 1.83, 47)[:, None] * np.ones(4)
    t2_lines, _, t2_slope = reparameterize_with_gradients(
        np.ones_like(t2_grid), t2_grid, np.ones_like(t2_grid) * t2_noises
    )
    axis.plot(t2_grid, t2_lines, color=YOURS, lw=1)
    for t2_at in (8, 24, 40):
        t2_ends = t2_grid[t2_at] + np.array([[-0.35], [0.35]])
        t2_heights = t2_lines[t2_at] + t2_slope[t2_at] * np.array([[-0.35], [0.35]])
        axis.plot(t2_ends, t2_heights, color=YOURS, lw=4, alpha=0.6)
axis.set(xlabel="logvar", ylabel="z", title="dots: μ + σ ε · lines and strokes: yours")
axis.set_xlim(-3, 2.7)
plt.show()

# %% [markdown]
r"""
## 3 · What a latent dimension costs

The second half of a VAE's loss is the divergence of each code from the prior
$p(z)=\mathcal N(0, I)$. With a diagonal $q(z\mid x)=\mathcal N(\mu,\operatorname{diag}\sigma^2)$ it
falls apart into one price per latent dimension:

$$\mathrm{KL}\big(q(z\mid x)\,\|\,p(z)\big) = \sum_j
\mathbb E_{z_j\sim q}\big[\log q(z_j\mid x) - \log p(z_j)\big]\quad\text{(nats)}.$$

Kept per dimension it is a diagnostic: where $q(z_j\mid x)=p(z_j)$ for every $x$, the decoder learns
nothing from $z_j$. That is *posterior collapse*, and such a dimension is called inactive. Averaged
over data the price bounds the information from above, $I(x;z_j)\le\mathbb E_x\,\mathrm{KL}_j$, so
a cheap dimension carries little; the reverse does not hold.

### Which is true?

For **every** $x$ an encoder puts dimension $j$ at $\mu_j=0$ with $\sigma_j=0.1$.

- **a** Its KL is zero, because its mean is that of the prior.
- **b** It carries about 1.8 nats about $x$, because that is its KL.
- **c** It is inactive by any measure, its KL included, because $\mu_j$ never moves.
- **d** It is paid for, about 1.8 nats, and yet $z_j$ says nothing about $x$.
"""

# %% solution="t3_predict"
answer_t3 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t3 = "d"
### END SOLUTION

# %% points=1 tests="t3_predict_answered"
assert answer_t3 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t3,
    key="d",
    feedback={
        "a": "a cloud differs from the prior by its width too.",
        "b": "the KL bounds the information from above. Could you tell two x apart by this z?",
        "c": "the mean is one part of the price. What does the width cost?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

By hand: the cloud $\mu=(0.5,-0.2)$, $\text{logvar}=(0,-1)$ costs
$\tfrac12\cdot 0.25 = 0.125$ in the first dimension and $\tfrac12(e^{-1}+0.04) = 0.203940$ in the
second one, $0.328940$ nats together. Derive the closed form from $\mathbb E_q[z^2]=\mu^2+\sigma^2$.

<details><summary>Hint 1 · a question</summary>

Which dimension may carry information: one that is dear for a single sample, or one that is dear on
average over the batch?
</details>
<details><summary>Hint 2 · shapes</summary>

`per_dim` keeps (B, Z). `total` sums over the dimensions, axis 1, and is (B,). `inactive` averages
over the samples, axis 0, and is (Z,).
</details>
<details><summary>Hint 3 · one blank</summary>

per_dim = half of ( σ² + μ² − 1 − ______ ), entry by entry; inactive is a comparison with 0.01.
</details>
"""

# %% solution="t3_kl" reference="vae.kl_per_dimension"

# %% points=1 tests="t3_by_hand"
# By hand: ½ · 0.25 = 0.125 and ½ (1/e + 0.04 − 1 + 1), together 0.328940.
with attempt():
    t3_per_dim, t3_total, t3_inactive = kl_per_dimension(
        np.array([[0.5, -0.2]]), np.array([[0.0, -1.0]])
    )
    expect(t3_per_dim, [[0.125, 0.5 * (np.exp(-1) + 0.04)]], about="per_dim")
    expect(t3_total, [0.328940], about="total")
    expect(t3_inactive, [False, False], about="inactive")

# %% points=1 tests="t3_random"
assert callable(kl_per_dimension)  # hidden: random batches, all dimensions in use
### BEGIN HIDDEN TESTS
from course import checks, oracles


def t3_says(per_dim=None, total=None, inactive=None):
    """What a mistake gives; None leaves a result open."""
    return per_dim, total, inactive


def t3_right(m, lv):
    return 0.5 * (np.exp(lv) + m**2 - 1 - lv)


t3_rng = checks.rng("t3_random")
t3_cases = []
for t3_shape in ((4, 3), (5, 5), (2, 7)):
    t3_signs = np.where(np.arange(t3_shape[0]) % 2, 1, -1)[:, None]  # every μ moves with x
    t3_mean = t3_signs * t3_rng.uniform(0.5, 2, size=t3_shape)
    t3_cases.append((t3_mean, t3_rng.normal(size=t3_shape)))
checks.agree(
    kl_per_dimension,
    oracles.vae.kl_per_dimension,
    t3_cases,
    outputs=("per_dim", "total", "inactive"),
    mistakes={
        "per_dim: it fits a logvar that is read as log σ instead of log σ²": (
            lambda m, lv: t3_says(t3_right(m, 2 * lv))
        ),
        "per_dim: the spread σ² does not grow exponentially with logvar": (
            lambda m, lv: t3_says(0.5 * (lv + m**2 - 1 - np.log(np.abs(lv) + 1e-12)))
        ),
        "per_dim: the variance enters by its logarithm": (
            lambda m, lv: t3_says(0.5 * (lv + m**2 - 1 - lv))
        ),
        "per_dim: it fits the divergence in the other direction, KL(p‖q)": (
            lambda m, lv: t3_says(0.5 * (np.exp(-lv) * (1 + m**2) - 1 + lv))
        ),
        "per_dim: the mean enters by its size, not by its square": (
            lambda m, lv: t3_says(0.5 * (np.exp(lv) + np.abs(m) - 1 - lv))
        ),
        "per_dim: a wide cloud is charged twice: look at the logvar term": (
            lambda m, lv: t3_says(0.5 * (np.exp(lv) + m**2 - 1 + lv))
        ),
        "per_dim: the logarithm of the variance is missing": (
            lambda m, lv: t3_says(0.5 * (np.exp(lv) + m**2 - 1))
        ),
        "per_dim: a standard deviation stands where the variance belongs": (
            lambda m, lv: t3_says(0.5 * (np.exp(lv / 2) + m**2 - 1 - lv))
        ),
        "per_dim: log σ stands where log σ² belongs": (
            lambda m, lv: t3_says(0.5 * (np.exp(lv) + m**2 - 1 - lv / 2))
        ),
        "per_dim: the ½ belongs to all the terms, not to the first alone": (
            lambda m, lv: t3_says(0.5 * np.exp(lv) + m**2 - 1 - lv)
        ),
        "per_dim: the constant is missing: the prior itself would cost something": (
            lambda m, lv: t3_says(0.5 * (np.exp(lv) + m**2 - lv))
        ),
        "per_dim: it is averaged over the batch already; keep one price per sample": (
            lambda m, lv: t3_says(t3_right(m, lv).mean(axis=0))
        ),
        "total: it averages over the latent dimensions; the task asks for the sum": (
            lambda m, lv: t3_says(total=t3_right(m, lv).mean(axis=1))
        ),
        "total: the sum runs over the batch, not over the latent dimensions": (
            lambda m, lv: t3_says(total=t3_right(m, lv).sum(axis=0))
        ),
        "total: it mixes the samples; every sample has a price of its own": (
            lambda m, lv: t3_says(total=t3_right(m, lv).sum())
        ),
        "total: it is averaged over the batch; every sample has a price of its own": (
            lambda m, lv: t3_says(total=t3_right(m, lv).sum(axis=1).mean())
        ),
        "inactive: it marks the dimensions that are in use": (
            lambda m, lv: t3_says(t3_right(m, lv), inactive=np.ones(m.shape[1], bool))
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t3_inactive"
assert callable(kl_per_dimension)  # hidden: dead dimensions, hardly used ones, no sample at all
### BEGIN HIDDEN TESTS
from course import checks, oracles

t3_rng = checks.rng("t3_inactive")
# prices per sample (rows) of dimensions with σ = 1; their means: .004, .0075, .025, 0, .05
t3_small = t3_rng.uniform(0.9, 1.1) * np.array(
    [
        [0.004, 0.030, 0.10, 0, 0.05],
        [0.004, 0.000, 0.00, 0, 0.05],
        [0.004, 0.000, 0.00, 0, 0.05],
        [0.004, 0.000, 0.00, 0, 0.05],
    ]
)
t3_means = np.sqrt(2 * t3_rng.permuted(t3_small, axis=0)) * t3_rng.choice([-1, 1], size=(4, 5))
t3_order = t3_rng.permutation(6)
t3_case = (  # and a sixth one with the mean of the prior, but narrow
    np.concatenate([t3_means, np.zeros((4, 1))], axis=1)[:, t3_order],
    np.repeat([[0.0, 0, 0, 0, 0, -2]], 4, axis=0)[:, t3_order],
)


def t3_verdict(rule):
    """A mistake in the verdict alone: the prices are right, total is left open."""

    def mistaken(m, lv):
        prices = 0.5 * (np.exp(lv) + m**2 - 1 - lv)
        return prices, None, rule(prices)

    return mistaken


checks.agree(
    kl_per_dimension,
    oracles.vae.kl_per_dimension,
    [t3_case],
    outputs=("per_dim", "total", "inactive"),
    mistakes={
        "inactive: it marks the dimensions that are in use": (
            t3_verdict(lambda kl: kl.mean(axis=0) >= 0.01)
        ),
        "inactive: the prices of a batch are summed: more data would wake a dimension": (
            t3_verdict(lambda kl: kl.sum(axis=0) < 0.01)
        ),
        "inactive: a single dear sample rescues the dimension": (
            t3_verdict(lambda kl: kl.max(axis=0) < 0.01)
        ),
        "inactive: a single cheap sample condemns the dimension": (
            t3_verdict(lambda kl: kl.min(axis=0) < 0.01)
        ),
        "inactive: it is a verdict per sample; the task asks for one per dimension": (
            t3_verdict(lambda kl: kl < 0.01)
        ),
        "inactive: the threshold is another one than 0.01 nats": (
            t3_verdict(lambda kl: kl.mean(axis=0) < 0.1)
        ),
        "inactive: it averages over the dimensions, not over the samples": (
            t3_verdict(lambda kl: kl.mean(axis=1) < 0.01)
        ),
        "inactive: no dimension is ever marked": (
            t3_verdict(lambda kl: np.zeros(kl.shape[1], bool))
        ),
        "inactive: it watches how μ varies, not what the dimension costs": (
            lambda m, lv: (None, None, m.var(axis=0) < 0.01)
        ),
        "inactive: it watches the mean alone; a narrow cloud costs something too": (
            lambda m, lv: (None, None, np.abs(m).mean(axis=0) < 0.01)
        ),
    },
    where="where some dimensions are dead",
)
t3_near = np.sqrt(2 * np.array([[0.00995, 0.01005]] * 3))  # prices on both sides of 0.01
checks.agree(
    kl_per_dimension,
    oracles.vae.kl_per_dimension,
    [(t3_near, np.zeros((3, 2)))],
    outputs=("per_dim", "total", "inactive"),
    where="for dimensions that cost nearly 0.01 nats",
)
checks.agree(
    kl_per_dimension,
    oracles.vae.kl_per_dimension,
    [(np.zeros((0, 3)), np.zeros((0, 3)))],
    outputs=("per_dim", "total", "inactive"),
    where="for an empty batch",
)
checks.agree(
    kl_per_dimension,
    oracles.vae.kl_per_dimension,
    [(np.zeros((2, 1)), np.array([[-50.0], [-8.0]]))],
    outputs=("per_dim", "total", "inactive"),
    where="for very narrow clouds",
)
### END HIDDEN TESTS

# %% points=1 tests="t3_properties"
assert callable(kl_per_dimension)  # hidden: what every divergence obeys; lists, float32, integers
### BEGIN HIDDEN TESTS
from course import checks

t3_rng = checks.rng("t3_properties")
t3_mean = t3_rng.uniform(0.5, 2, size=(40, 3)) * t3_rng.choice([-1, 1], size=(40, 3))
t3_spread = t3_rng.normal(size=(40, 3))
t3_results = checks.call(kl_per_dimension, t3_mean, t3_spread)
checks.require(
    isinstance(t3_results, tuple | list) and len(t3_results) == 3,
    "three results are asked for: per_dim, total and inactive",
)
checks.require(
    np.shape(t3_results[0]) == (40, 3), "per_dim: one price per sample and dimension is asked for"
)
checks.require(
    np.asarray(t3_results[0]) > 0, "a divergence is never negative: yours is, for some clouds"
)
checks.require(
    np.allclose(np.sum(t3_results[0], axis=1), t3_results[1], rtol=1e-9)
    if np.shape(t3_results[1]) == (40,)
    else False,
    "total is not, sample by sample, the sum of your per_dim",
)
checks.require(
    np.asarray(t3_results[2]).dtype == bool,
    "inactive is not of type bool: it cannot pick columns, as in mu[:, ~inactive]",
)
checks.require(
    np.abs(checks.call(kl_per_dimension, np.zeros((2, 4)), np.zeros((2, 4)))[0]) < 1e-12,
    "the prior itself costs nothing, yours does",
)
checks.require(
    np.allclose(t3_results[0], checks.call(kl_per_dimension, -t3_mean, t3_spread)[0], rtol=1e-9),
    "mirroring the cloud (μ → −μ) changes the price",
)
checks.hygiene(kl_per_dimension, t3_mean[:5], t3_spread[:5])
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

An encoder with eight dimensions, thirty data: the mean price per dimension on a logarithmic axis. Dots
integrate the definition; bars are yours, pale where you call a dimension inactive. Dimension 5 is
the one of the question above.
"""

# %%
t3_random = np.random.default_rng(7)
t3_swing = np.array([1.6, 0.9, 0.5, 0.12, 0.06, 0.0, 0.03, 0.3])  # how far μ moves with x
t3_mus = t3_swing * t3_random.normal(size=(30, 8))
t3_sigmas = np.array([0.2, 0.5, 0.8, 0.97, 1.02, 0.1, 1.0, 0.9])
t3_z = np.linspace(-9, 9, 3001)


def t3_integrated(mu, sigma):
    """The definition, ∫ q (log q − log p) dz, on a grid."""
    log_q = -0.5 * ((t3_z - mu) / sigma) ** 2 - np.log(sigma)
    weight = np.exp(log_q) / np.sqrt(2 * np.pi)
    return np.trapezoid(weight * (log_q + t3_z**2 / 2), t3_z)


t3_price = [
    np.mean([t3_integrated(mu, sigma) for mu in column])
    for column, sigma in zip(t3_mus.T, t3_sigmas, strict=True)
]
figure, axis = plt.subplots(figsize=(6.4, 2.9))
axis.plot(range(8), t3_price, "o", color=TRUTH, zorder=3)
axis.axhline(0.01, color=TRUTH, lw=1, ls="--")
axis.annotate("0.01 nats", (3.5, 0.013), ha="center")
with attempt():
    t3_bars, _, t3_dead = kl_per_dimension(t3_mus, np.ones((30, 1)) * 2 * np.log(t3_sigmas))
    for t3_mark, t3_alpha in ((t3_dead, 0.3), (np.logical_not(t3_dead), 0.85)):
        t3_height = np.where(t3_mark, np.mean(t3_bars, axis=0), 0)
        axis.bar(range(8), t3_height, color=YOURS, alpha=t3_alpha)
axis.set(yscale="log", ylim=(1e-4, 9), xlabel="latent dimension", ylabel="mean KL in nats")
axis.set(title="dots: the integral · bars: yours, pale if inactive")
plt.show()

# %% [markdown]
r"""
## 4 · The evidence and its lower bound

For *any* distribution $q$ over $z$ the evidence splits into three parts:

$$\log p(x) = \underbrace{\mathbb E_{z\sim q}[\log p(x\mid z)] - \mathrm{KL}(q\,\|\,p(z))}_{\text{ELBO}}
+ \mathrm{KL}(q\,\|\,p(z\mid x)).$$

The last one, the **gap**, is never negative, so the ELBO is a lower bound; a VAE raises it instead
of $\log p(x)$, and diffusion models are trained on a (re-weighted) bound of the same kind. In
practice the KL is in closed form but the first term is a Monte-Carlo **estimate**: if one drawn $z$
gives $\log p(x\mid z)=-1.25$ and the KL is $0.328940$, the ELBO is *estimated* to be $-1.578940$;
another draw gives another number. In the smallest model of all everything is exact:

$$z\sim\mathcal N(0,1),\qquad x\mid z\sim\mathcal N(z,1),\qquad q=\mathcal N(m, v).$$

### Predict first

The datum is $x=1$. For which $q$ does the gap vanish?

- **a** $\mathcal N(0, 1)$, the prior: then the KL of the ELBO is zero.
- **b** $\mathcal N(\tfrac12, \tfrac12)$
- **c** $\mathcal N(1, 1)$, where the datum was seen, as wide as its noise.
- **d** $\mathcal N(\tfrac12, 1)$, between prior and datum, as wide as both.
"""

# %% solution="t4_predict"
answer_t4 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t4 = "b"  # precisions add, 1 + 1 = 2
### END SOLUTION

# %% points=1 tests="t4_predict_answered"
assert answer_t4 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t4,
    key="b",
    feedback={
        "a": "a KL of zero is cheap, but such a q has not looked at the datum.",
        "c": "the datum alone is half of what is known about z; the prior is the other half.",
        "d": "the mean is right, the width is not: who knows two things is surer than with one.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

Write the three numbers for this model. By hand, for $x=1$ and $q$ the prior: the expectation is
$-\tfrac12\log2\pi-\tfrac12\,\mathbb E(1-z)^2=-1.918939$ and the KL is 0; $x$ itself is a sum of two
independent Gaussians, with $\log p(1)=-1.515512$.

<details><summary>Hint 1 · a question</summary>

Under $q$, what is $\mathbb E(x-z)^2$? It is more than $(x-m)^2$. And which variance has
$x = z + \text{noise}$?
</details>
<details><summary>Hint 2 · shapes</summary>

Numbers in, three floats out; nothing is sampled. `v` is a variance.
</details>
<details><summary>Hint 3 · one blank</summary>

E log p(x|z) = −½ ( log 2π + (x − m)² + ______ ); subtract KL(N(m, v) ‖ N(0, 1)) to get the ELBO.
</details>
"""

# %% solution="t4_elbo" reference="vae.elbo_linear_gaussian"

# %% points=1 tests="t4_by_hand"
# x = 1, q = prior: −½ log 2π − ½ (1 + 1) and log N(1; 0, 2); the rest is the gap.
with attempt():
    t4_elbo, t4_logpx, t4_gap = elbo_linear_gaussian(1.0, 0.0, 1.0)
    expect(t4_elbo, -1.918939, about="elbo for x = 1, q = prior")
    expect(t4_logpx, -1.515512, about="logpx for x = 1")
    expect(t4_gap, 0.403426, about="gap for x = 1, q = prior")

# %% points=1 tests="t4_random"
assert callable(elbo_linear_gaussian)  # hidden: twenty random x, m and v
### BEGIN HIDDEN TESTS
from course import checks, oracles


def t4_says(elbo=None, logpx=None, gap=None):
    """What a mistake gives; None leaves a result open."""
    return elbo, logpx, gap


def t4_kl(m, v):
    return 0.5 * (v + m**2 - 1 - np.log(v))


def t4_reconstruction(x, m, v):
    return -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v)


def t4_log_normal(x, v):
    return -0.5 * (np.log(2 * np.pi * v) + x**2 / v)


def t4_direct(x, m, v):
    """The gap by its meaning, KL(N(m, v) ‖ N(x/2, ½))."""
    return v + (m - x / 2) ** 2 - 0.5 - 0.5 * np.log(2 * v)


t4_rng = checks.rng("t4_random")
t4_cases = np.stack(
    [
        t4_rng.uniform(0.5, 3, size=20),
        t4_rng.uniform(-2, -0.2, size=20),
        t4_rng.uniform(0.1, 0.8, size=20),
    ],
    axis=1,
).tolist()
checks.agree(
    elbo_linear_gaussian,
    oracles.vae.elbo_linear_gaussian,
    [tuple(case) for case in t4_cases],
    outputs=("elbo", "logpx", "gap"),
    mistakes={
        "elbo: z is put at its mean; q is a cloud, and its width costs accuracy": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, 0) - t4_kl(m, v))
        ),
        "elbo: a constant is missing, the one that normalises p(x|z)": (
            lambda x, m, v: t4_says(-0.5 * ((x - m) ** 2 + v) - t4_kl(m, v))
        ),
        "elbo: the spread of z is counted in E(x − z)², but not with the weight of a square": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, 2 * v) - t4_kl(m, v))
        ),
        "elbo: the spread of z makes the reconstruction better in yours": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, -v) - t4_kl(m, v))
        ),
        "elbo: the square of the error has lost its ½": (
            lambda x, m, v: t4_says(-0.5 * np.log(2 * np.pi) - (x - m) ** 2 - v - t4_kl(m, v))
        ),
        "elbo: the KL is a reward in yours, not a price": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, v) + t4_kl(m, v))
        ),
        "elbo: the KL has lost its ½": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, v) - 2 * t4_kl(m, v))
        ),
        "elbo: a constant is missing or too many: does your KL vanish for the prior?": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, v) - t4_kl(m, v) - 0.5)
        ),
        "elbo: the KL does not punish a narrow q: its logarithm is missing": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, v) - 0.5 * (v + m**2 - 1))
        ),
        "elbo: there is no KL in it": lambda x, m, v: t4_says(t4_reconstruction(x, m, v)),
        "elbo: the KL has the directions exchanged, KL(p‖q)": (
            lambda x, m, v: t4_says(
                t4_reconstruction(x, m, v) - 0.5 * ((1 + m**2) / v - 1 + np.log(v))
            )
        ),
        "elbo: v is read as a standard deviation": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, v**2) - t4_kl(m, v**2))
        ),
        "elbo: v is read as a logarithm": (
            lambda x, m, v: t4_says(t4_reconstruction(x, m, np.exp(v)) - t4_kl(m, np.exp(v)))
        ),
        "logpx: x has the spread of the noise alone; z spreads it further": (
            lambda x, m, v: t4_says(logpx=t4_log_normal(x, 1))
        ),
        "logpx: the variance of x is used as its standard deviation": (
            lambda x, m, v: t4_says(logpx=t4_log_normal(x, 4))
        ),
        "logpx: the constant does not fit the variance of x": (
            lambda x, m, v: t4_says(logpx=t4_log_normal(x, 2) + 0.5 * np.log(2))
        ),
        "logpx: x gets its spread from q; the model knows nothing of q": (
            lambda x, m, v: t4_says(logpx=t4_log_normal(x - m, 1 + v))
        ),
        "logpx: it is log p(x|z) at z = m; z has to be integrated out": (
            lambda x, m, v: t4_says(logpx=t4_log_normal(x - m, 1))
        ),
        "gap: that is the distance of q to the prior, not to the posterior": (
            lambda x, m, v: t4_says(gap=t4_kl(m, v))
        ),
        "gap: its sign is wrong; which of the two numbers is the larger one?": (
            lambda x, m, v: t4_says(gap=-t4_direct(x, m, v))
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t4_properties"
assert callable(elbo_linear_gaussian)  # hidden: is it a bound, and when is it tight?
### BEGIN HIDDEN TESTS
from course import checks

t4_rng = checks.rng("t4_properties")
for t4_x, t4_m, t4_log_v in t4_rng.uniform([-4, -3, -5], [4, 3, 2], size=(20, 3)).tolist():
    t4_three = checks.call(elbo_linear_gaussian, t4_x, t4_m, float(np.exp(t4_log_v)))
    checks.require(
        np.shape(t4_three) == (3,),
        "three results are asked for: elbo, logpx and gap",
    )
    checks.require(t4_three[0] <= t4_three[1] + 1e-12, "your lower bound lies above log p(x)")
    checks.require(t4_three[2] >= -1e-12, "your gap is negative, but it is a divergence")
    checks.require(
        abs(t4_three[1] - t4_three[0] - t4_three[2]) < 1e-9 * (1 + abs(t4_three[0])),
        "elbo and gap together are not log p(x)",
    )
    t4_tight = checks.call(elbo_linear_gaussian, t4_x, t4_x / 2, 0.5)
    checks.require(abs(t4_tight[2]) < 1e-9, "the exact posterior leaves a gap in yours")
    checks.require(
        abs(t4_tight[1] - t4_three[1]) < 1e-9, "your log p(x) depends on q; the evidence does not"
    )
t4_on_grid = [checks.call(elbo_linear_gaussian, x, 0.3, 0.7)[1] for x in np.arange(-15, 15.1, 0.1)]
checks.require(
    abs(np.sum(np.exp(t4_on_grid)) * 0.1 - 1) < 1e-6, "your p(x) does not integrate to 1 over x"
)
### END HIDDEN TESTS

# %% points=1 tests="t4_edges"
assert callable(elbo_linear_gaussian)  # hidden: clouds almost without width, far data, integers
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.hygiene(elbo_linear_gaussian, 1.3, -0.4, 0.6, skip=("varies",))
t4_rng = checks.rng("t4_edges")
t4_narrow = float(t4_rng.uniform(1e-9, 2e-9))
checks.agree(
    elbo_linear_gaussian,
    oracles.vae.elbo_linear_gaussian,
    [(1.0, 0.5, t4_narrow), (0.0, 0.0, 30.0), (-40.0, -12.0, 0.5)],
    outputs=("elbo", "logpx", "gap"),
    where="for a narrow or a wide q, and far from the prior",
)
checks.agree(
    elbo_linear_gaussian,
    oracles.vae.elbo_linear_gaussian,
    [(3, 1, 2), (-2, 0, 1)],
    outputs=("elbo", "logpx", "gap"),
    where="for integers",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

The ELBO at $x=1$ for clouds of three widths, moved along $m$. Dots integrate its definition, the
dashed line integrates $z$ out; red is yours. Only one cloud ever touches the line.
"""

# %%
t4_z = np.linspace(-12, 12, 2001)
t4_m = np.linspace(-0.8, 1.8, 40)


def t4_normal(at, mean, variance):
    """Log-density of N(mean, variance)."""
    return -0.5 * (at - mean) ** 2 / variance - 0.5 * np.log(2 * np.pi * variance)


def t4_integrated(m, v):
    """∫ q(z) (log p(1, z) − log q(z)) dz on a grid."""
    log_q = t4_normal(t4_z, m, v)
    log_joint = t4_normal(1, t4_z, 1) + t4_normal(t4_z, 0, 1)
    return np.trapezoid(np.exp(log_q) * (log_joint - log_q), t4_z)


t4_evidence = np.trapezoid(np.exp(t4_normal(1, t4_z, 1) + t4_normal(t4_z, 0, 1)), t4_z)
figure, axis = plt.subplots(figsize=(6.4, 2.9))
axis.axhline(np.log(t4_evidence), color=TRUTH, ls="--", lw=1)
axis.annotate("log p(x)", (-0.8, np.log(t4_evidence) + 0.05), color=TRUTH)
for t4_v in (0.1, 0.5, 2.5):
    axis.plot(t4_m[::3], [t4_integrated(m, t4_v) for m in t4_m[::3]], "o", color=TRUTH, ms=3.5)
    axis.annotate(f"v = {t4_v}", (1.83, t4_integrated(1.8, t4_v)), va="center")
with attempt():
    for t4_v in (0.1, 0.5, 2.5):
        axis.plot(t4_m, [elbo_linear_gaussian(1.0, m, t4_v)[0] for m in t4_m], color=YOURS)
    axis.axhline(elbo_linear_gaussian(1.0, 0.0, 1.0)[1], color=YOURS, lw=1)
axis.set(xlabel="m, the mean of q", ylabel="nats", title="dots: the integral · lines: yours")
axis.set_xlim(-0.9, 2.2)
axis.margins(y=0.12)
plt.show()

# %% [markdown]
r"""
## 5 · Two players

A GAN's generator turns noise into samples in one pass, and its density is never written down. A
discriminator $D$, the probability that a sample is real, is trained against it:

$$\mathcal L_D = -\mathbb E_{\text{real}}[\log D] - \mathbb E_{\text{fake}}[\log(1-D)].$$

The generator has two losses to choose from, and **minimises** either of them. The *saturating* one,
$\mathbb E_{\text{fake}}[\log(1-D)]$, is a negative number, and its gradient dies where it is needed
most, when $D$ sees through the samples ($D\approx0$). The *non-saturating* one,
$-\mathbb E_{\text{fake}}[\log D]$, does not. $D$ lies strictly between 0 and 1 but in floating point
it can round to either, so the network outputs a **logit** $\ell$ with $D=1/(1+e^{-\ell})$, and the
losses are computed from logits. For fixed data density $p$ and generator density $q$ the best
discriminator is $D^*=p/(p+q)$: it is where the generator learns the density *ratio* from.

### Implement the losses

By hand: with $D=.8,.7,.9$ on three real and $D=.3,.2,.4$ on three generated samples the losses
are $0.591941$, $-0.363548$ and $1.243234$.

<details><summary>Hint 1 · a question</summary>

Does your D loss stay finite when D is certain and wrong? Express log D by ℓ alone and ask what a
very large or very small ℓ does to it.
</details>
<details><summary>Hint 2 · shapes</summary>

Arrays of any shape in, three floats out. Every mean runs over all elements of *its own* array: the
two may differ in size, and D's loss is a sum of two means.
</details>
<details><summary>Hint 3 · one blank</summary>

softplus(u) = log(1 + eᵘ) = `np.logaddexp(0, u)`. Then −log(1 − D) = softplus(ℓ) and
−log D = softplus( ______ ).
</details>
"""

# %% solution="t5_losses" reference="gan.gan_losses"

# %% points=1 tests="t5_losses_by_hand"
# By hand: −(log .8 + log .7 + log .9)/3 − (log .7 + log .8 + log .6)/3 and so on.
with attempt():
    t5_real, t5_fake = np.array([0.8, 0.7, 0.9]), np.array([0.3, 0.2, 0.4])
    t5_d, t5_g_sat, t5_g_ns = gan_losses(
        np.log(t5_real / (1 - t5_real)), np.log(t5_fake / (1 - t5_fake))
    )
    expect(t5_d, 0.591941, about="d, the discriminator's loss")
    expect(t5_g_sat, -0.363548, about="g_sat, the saturating loss")
    expect(t5_g_ns, 1.243234, about="g_ns, the non-saturating loss")

# %% points=1 tests="t5_losses_random"
assert callable(gan_losses)  # hidden: batches of different sizes and shapes, lists, float32
### BEGIN HIDDEN TESTS
from course import checks, oracles


def t5_says(d=None, g_sat=None, g_ns=None):
    """What a mistake gives; None leaves a result open."""
    return d, g_sat, g_ns


def t5_cost(logits):
    """Mean softplus: the cost of these logits for somebody who wants them low."""
    return np.mean(np.logaddexp(0, logits))


def t5_pooled(real, fake):
    return np.mean(np.logaddexp(0, np.concatenate([-real.ravel(), fake.ravel()])))


def t5_summed(real, fake):
    real, fake, not_fake = (np.logaddexp(0, logits).sum() for logits in (-real, fake, -fake))
    return real + fake, -fake, not_fake


def t5_padded(real, fake):
    real, fake = 1 / (1 + np.exp(-real)), 1 / (1 + np.exp(-fake))
    g_sat = np.mean(np.log(1 - fake + 1e-8))
    return -np.mean(np.log(real + 1e-8)) - g_sat, g_sat, -np.mean(np.log(fake + 1e-8))


t5_rng = checks.rng("t5_losses_random")
checks.require(
    not np.isnan(checks.call(gan_losses, np.array([2.0, -1.0]), np.array([2.0, -1.0]))).any(),
    "yours takes its inputs for probabilities; a logit may be any number, 2 and −1 included",
)
checks.hygiene(gan_losses, *t5_rng.normal(size=(2, 6)))
checks.agree(
    gan_losses,
    oracles.gan.gan_losses,
    [
        (1 + 2 * t5_rng.normal(size=7), 2 * t5_rng.normal(size=4) - 1),
        (1 + 2 * t5_rng.normal(size=(5, 2)), 2 * t5_rng.normal(size=(3, 4)) - 1),
    ],
    outputs=("d", "g_sat", "g_ns"),
    mistakes={
        "the losses are summed over the samples: they grow with the batch": t5_summed,
        "a small constant inside the logarithm changes the losses": t5_padded,
        "the three results come in another order: d, g_sat, g_ns is asked for": (
            lambda r, f: (-t5_cost(f), t5_cost(-f), t5_cost(-r) + t5_cost(f))
        ),
        "d: real and generated samples are pooled into one mean": (
            lambda r, f: t5_says(d=t5_pooled(r, f))
        ),
        "d: it is the average of its two halves, not their sum": (
            lambda r, f: t5_says(d=(t5_cost(-r) + t5_cost(f)) / 2)
        ),
        "d: real and generated samples have changed places": (
            lambda r, f: t5_says(d=t5_cost(r) + t5_cost(-f))
        ),
        "d: it looks at the real samples alone": lambda r, f: t5_says(d=t5_cost(-r)),
        "d: it looks at the generated samples alone": lambda r, f: t5_says(d=t5_cost(f)),
        "d: both kinds of samples are to be called real in yours": (
            lambda r, f: t5_says(d=t5_cost(-r) + t5_cost(-f))
        ),
        "d: the two halves have different signs": (
            lambda r, f: t5_says(d=t5_cost(-r) - t5_cost(f))
        ),
        "g_sat and g_ns have changed places": (
            lambda r, f: t5_says(g_sat=t5_cost(-f), g_ns=-t5_cost(f))
        ),
        "g_sat: its sign is wrong: minimising yours helps the discriminator": (
            lambda r, f: t5_says(g_sat=t5_cost(f))
        ),
        "g_sat: the generator is judged by its own samples, not by the real ones": (
            lambda r, f: t5_says(g_sat=-t5_cost(r))
        ),
        "g_ns: its sign is wrong: minimising yours helps the discriminator": (
            lambda r, f: t5_says(g_ns=-t5_cost(-f))
        ),
        "g_ns: it is g_sat with the other sign; the two losses differ in more": (
            lambda r, f: t5_says(g_ns=t5_cost(f))
        ),
        "g_ns: the generator is judged by its own samples, not by the real ones": (
            lambda r, f: t5_says(g_ns=t5_cost(-r))
        ),
    },
)
checks.require(
    np.allclose(
        checks.call(gan_losses, np.zeros((2, 3)), np.zeros(5)), np.log([4, 0.5, 2]), rtol=1e-9
    ),
    "a discriminator that answers ½ everywhere gets another loss than the theory says",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement the best discriminator

By hand: for data $\mathcal N(0,1)$ and a generator $\mathcal N(1,1)$ the best $D$ is $\tfrac12$
midway, at $x=0.5$, and at $x=0$ it is $1/(1+e^{-1/2}) = 0.622459$. It gets log-densities, because
in many dimensions the densities themselves are $0$ or $\infty$ for a computer.

<details><summary>Hint 1 · a question</summary>

Divide the numerator and the denominator of p/(p + q) by p. Which single number is left?
</details>
<details><summary>Hint 2 · shapes</summary>

Element by element: the result has the broadcast shape of `logp` and `logq`; nothing is reduced.
</details>
<details><summary>Hint 3 · one blank</summary>

D* = 1 / (1 + exp( ______ )), or with the softplus from before: log D* = −softplus( the same ).
</details>
"""

# %% solution="t5_best" reference="gan.optimal_discriminator"

# %% points=1 tests="t5_best_by_hand"
# N(0, 1) against N(1, 1): ½ midway, 0.622459 at 0.
with attempt():
    t5_x = np.array([0.0, 0.5, 1.0])
    expect(
        optimal_discriminator(
            -0.5 * t5_x**2 - 0.5 * np.log(2 * np.pi),
            -0.5 * (t5_x - 1) ** 2 - 0.5 * np.log(2 * np.pi),
        ),
        [0.622459, 0.5, 0.377541],
        about="data N(0, 1), generator N(1, 1), at x = 0, 0.5 and 1",
    )

# %% points=1 tests="t5_best_random"
assert callable(optimal_discriminator)  # hidden: random densities, broadcasting, symmetries, lists
### BEGIN HIDDEN TESTS
from course import checks, oracles

t5_rng = checks.rng("t5_best_random")
checks.agree(
    optimal_discriminator,
    oracles.gan.optimal_discriminator,
    [
        tuple(2 * t5_rng.normal(size=(2, 8)) - 1),
        tuple(2 * t5_rng.normal(size=(2, 4, 3)) - 1),
        (2 * t5_rng.normal(size=(3, 1)), 2 * t5_rng.normal(size=4)),
    ],
    mistakes={
        "it is the probability that the sample is generated, not that it is real": lambda p, q: (
            1 / (1 + np.exp(p - q))
        ),
        "it is the ratio p/q; a probability lies between 0 and 1": lambda p, q: np.exp(p - q),
        "the log-densities are used as if they were densities": lambda p, q: p / (p + q),
        "it applies the sigmoid to the difference of the densities": lambda p, q: (
            1 / (1 + np.exp(np.exp(q) - np.exp(p)))
        ),
        "it applies the sigmoid to the density ratio, not to its logarithm": lambda p, q: (
            1 / (1 + np.exp(-np.exp(p - q)))
        ),
        "the generator's density is missing": lambda p, q: 1 / (1 + np.exp(-p)),
        "it is the logarithm of the probability": lambda p, q: -np.logaddexp(0, q - p),
        "it is the logit: not yet a probability": lambda p, q: p - q,
        "a small constant beside the densities changes the answer": lambda p, q: (
            np.exp(p) / (np.exp(p) + np.exp(q) + 1e-8)
        ),
    },
)
t5_logp, t5_logq = t5_rng.normal(size=(2, 9))
t5_share = checks.call(optimal_discriminator, t5_logp, t5_logq)
checks.require(
    np.allclose(t5_share + checks.call(optimal_discriminator, t5_logq, t5_logp), 1, rtol=1e-9),
    "with data and generator exchanged the two answers do not add up to 1",
)
checks.require(
    np.allclose(checks.call(optimal_discriminator, t5_logp + 3, t5_logq + 3), t5_share, rtol=1e-9),
    "a common factor of both densities changes your answer",
)
checks.hygiene(optimal_discriminator, t5_logp, t5_logq)
checks.returns_number(checks.call(optimal_discriminator, -1.2, -0.7), "optimal_discriminator")
### END HIDDEN TESTS

# %% points=1 tests="t5_certain"
assert callable(gan_losses)  # hidden, for both functions: logits of ±800, log-densities of ±1000
assert callable(optimal_discriminator)
### BEGIN HIDDEN TESTS
from course import checks, oracles

t5_rng = checks.rng("t5_certain")
t5_sure = t5_rng.uniform(750, 850, size=3)
t5_fooled = checks.call(gan_losses, -t5_sure, t5_sure)[0]
checks.require(
    not 0 < t5_fooled < 100,
    "d has a ceiling: a clip, or a constant inside the logarithm, hides how wrong D is",
)
checks.agree(
    gan_losses,
    oracles.gan.gan_losses,
    [
        (np.array([800.0, -800.0]), np.array([800.0, -800.0])),
        (-t5_sure, t5_sure),
        (t5_sure, -t5_sure),
        (np.array([40.0, -45.0]), np.array([38.0, 50.0, -50.0])),
    ],
    outputs=("d", "g_sat", "g_ns"),
    where="for a discriminator that is certain",
)
t5_nudge = t5_rng.normal(size=5)
t5_tiny = checks.call(optimal_discriminator, -1000 + t5_nudge, -1000 + t5_nudge)
checks.require(
    np.any(np.isnan(t5_tiny)) or not np.any(np.abs(t5_tiny) < 0.4),  # nan is named below
    "a small constant beside two tiny densities swallows them",
)
checks.agree(
    optimal_discriminator,
    oracles.gan.optimal_discriminator,
    [
        (np.full(5, -1000.0), -1000 + t5_nudge),
        (np.full(5, 1000.0), 1000 + t5_nudge),
        (np.array([1000.0, -1000.0]), np.array([-1000.0, 1000.0])),
        (np.array([-1500.0, 0.5]), np.array([-1501.0, 0.0])),
        (np.array([-np.inf, -1.0]), np.array([0.0, -np.inf])),
    ],
    where="for densities too small or too large for a float",
)
checks.require(
    np.isnan(checks.call(optimal_discriminator, np.array([-np.inf]), np.array([-np.inf]))),
    "where neither density reaches, D* is undefined: the task asks for nan",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Left: the two losses of the generator for one sample with logit $\ell$; dots are the textbook
formulas. Where $D\approx0$ (on the left) one line is flat: nothing to learn from. Right: among
60 000 samples, half of them real, the share of real ones per bin (dots) and your best discriminator.
"""

# %%
t5_random = np.random.default_rng(5)
t5_data = t5_random.normal(0, 1, size=30_000)
t5_made = t5_random.normal(1.5, 0.6, size=30_000)
t5_edges = np.linspace(-2, 3, 26)
t5_count = [np.histogram(s, t5_edges)[0] for s in (t5_data, t5_made)]
t5_middle = (t5_edges[1:] + t5_edges[:-1]) / 2

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 2.9))
t5_levels = np.array([0.005, 0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.92, 0.98, 0.995])
t5_at = np.log(t5_levels) - np.log(1 - t5_levels)
left.plot(t5_at, np.log(1 - t5_levels), "o", color=TRUTH, ms=4)
left.plot(t5_at, -np.log(t5_levels), "s", color=TRUTH, ms=4)
left.annotate("non-saturating", (-4.2, 5.1))
left.annotate("saturating", (-5.9, -1.5))
left.set(
    xlabel="logit ℓ of a generated sample", ylabel="loss in nats", xlim=(-6.4, 6.4), ylim=(-7, 7)
)
left.set(title="dots: from D · lines: yours")
right.plot(t5_middle, t5_count[0] / (t5_count[0] + t5_count[1]), "o", color=TRUTH, ms=4)
right.set(xlabel="x", ylabel="D*(x)", ylim=(-0.05, 1.05), title="dots: share of real · line: yours")
with attempt():
    t5_logits = np.linspace(-6, 6, 61)
    t5_both = [gan_losses(np.zeros(1), np.array([logit]))[1:] for logit in t5_logits]
    left.plot(t5_logits, t5_both, color=YOURS)
    t5_line = np.linspace(-2, 3, 101)
    t5_log_made = -0.5 * ((t5_line - 1.5) / 0.6) ** 2 - np.log(0.6)
    right.plot(t5_line, optimal_discriminator(-0.5 * t5_line**2, t5_log_made), color=YOURS)
figure.tight_layout()
plt.show()

# %% [markdown]
r"""
## 6 · Change of variables

A flow bends a simple density into a complicated one by an invertible map $x=f(z)$. Probability is
neither made nor lost on the way: what sat in an interval $dz$ now sits in $dx$. Hence

$$\log p_X(x) = \log p_Z(z) - \log\left|\frac{dx}{dz}\right|\qquad\text{at } z=f^{-1}(x).$$

Stretching by 2 halves the density and costs $\log2$; a map that turns the line around has a
negative slope, of which only the size counts. In $d$ dimensions the slope becomes the Jacobian's
$|\det|$, and architectures are chosen so that it is cheap. The likelihood is exact; with coupling
layers a single pass draws a sample and a single pass scores one. Here $f(z)=az+b$ on the line,
with $z\sim\mathcal N(0,1)$.

### Implement the way forward

By hand: $a=2$, $b=-1$ send $z=1,\ 0,\ -2$ to $x=1,\ -1,\ -5$; every interval becomes twice as long.

<details><summary>Hint 1 · a question</summary>

If space is stretched by 2, what happens to a length? And what if it is stretched by −2?
</details>
<details><summary>Hint 2 · shapes</summary>

`z` has any shape, `x` has the same. The slope is the same at every point: `logdet` is one float
for all of them, and it is not summed over the points.
</details>
<details><summary>Hint 3 · one blank</summary>

x = a · z + b and logdet = log ______ ; before that, refuse a = 0 with a ValueError.
</details>
"""

# %% solution="t6_forward" reference="flow.affine_flow"

# %% points=1 tests="t6_forward_by_hand"
with attempt():
    t6_x, t6_logdet = affine_flow(np.array([1.0, 0.0, -2.0]), 2.0, -1.0)
    expect(t6_x, [1, -1, -5], about="x for a = 2, b = −1")
    expect(t6_logdet, np.log(2), about="logdet for a = 2, b = −1")

# %% points=1 tests="t6_forward_random"
assert callable(affine_flow)  # hidden: slopes of both signs, several shapes, a = 0, lists, float32
### BEGIN HIDDEN TESTS
from course import checks, oracles


def t6_says(x=None, logdet=None):
    """What a mistake gives; None leaves a result open."""
    return x, logdet


t6_rng = checks.rng("t6_forward_random")
checks.hygiene(affine_flow, t6_rng.normal(size=4), -1.7, 0.6, skip=("nan",))  # told better below
checks.agree(
    affine_flow,
    oracles.flow.affine_flow,
    [
        (t6_rng.normal(size=6), float(t6_rng.uniform(1.2, 3)), 0.75),
        (t6_rng.normal(size=(3, 2)), float(t6_rng.uniform(0.2, 0.8)), -1.5),
        (t6_rng.normal(size=5), -float(t6_rng.uniform(1.2, 3)), 0.5),
    ],
    outputs=("x", "logdet"),
    mistakes={
        "x: the shift is made before the stretching": lambda z, a, b: t6_says(x=a * (z + b)),
        "x: that is the way back, from x to z": lambda z, a, b: t6_says(x=(z - b) / a),
        "x: the shift is missing": lambda z, a, b: t6_says(x=a * z),
        "x: it stretches by the size of a; a negative a also turns the line around": (
            lambda z, a, b: t6_says(x=abs(a) * z + b)
        ),
        "logdet: it fails for a map that turns the line around": (
            lambda z, a, b: t6_says(logdet=np.log(a))
        ),
        "logdet: its sign is wrong; that is the one of the way back": (
            lambda z, a, b: t6_says(logdet=-np.log(abs(a)))
        ),
        "logdet: it does not tell a map that shrinks from one that stretches": (
            lambda z, a, b: t6_says(logdet=abs(np.log(abs(a))))
        ),
        "logdet: the logarithm is not taken": lambda z, a, b: t6_says(logdet=abs(a)),
        "logdet: neither the logarithm nor the size is taken": lambda z, a, b: t6_says(logdet=a),
        "logdet: it is summed over the points": (
            lambda z, a, b: t6_says(logdet=np.size(z) * np.log(abs(a)))
        ),
        "logdet: one number is asked for; the slope is the same at every point": (
            lambda z, a, b: t6_says(logdet=np.full(np.shape(z), np.log(abs(a))))
        ),
    },
)
checks.raises(
    affine_flow,
    (np.ones(3), 0.0, 1.0),
    ValueError,
    "a = 0 sends all points to one: the task asks for a ValueError",
)
for t6_part in checks.call(affine_flow, 0.3, -2, 1):
    checks.returns_number(t6_part, "affine_flow of a number")
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement the way back

By hand: with the same map, $x=1$ came from $z=1$, so
$\log p_X(1) = -\tfrac12-\tfrac12\log2\pi-\log2 = -2.112086$.

<details><summary>Hint 1 · a question</summary>

If space is stretched by 2, what happens to the density? Which point does $p_Z$ have to be
evaluated at: $x$ or $z$?
</details>
<details><summary>Hint 2 · shapes</summary>

`z` and `logpdf` both have the shape of `x`: one density per point, nothing is summed.
</details>
<details><summary>Hint 3 · one blank</summary>

z = (x − b) / a and logpdf = −½ (z² + log 2π) ______ log |a|. Which sign stands there?
</details>
"""

# %% solution="t6_inverse" reference="flow.affine_flow_inverse"

# %% points=1 tests="t6_inverse_by_hand"
with attempt():
    t6_z, t6_logpdf = affine_flow_inverse(np.array([1.0, -1.0]), 2.0, -1.0)
    expect(t6_z, [1, 0], about="z for x = 1 and −1, a = 2, b = −1")
    expect(t6_logpdf, [-2.112086, -1.612086], about="logpdf for x = 1 and −1, a = 2, b = −1")

# %% points=1 tests="t6_inverse_random"
assert callable(affine_flow_inverse)  # hidden: slopes of both signs, shapes, a = 0, lists, float32
### BEGIN HIDDEN TESTS
from course import checks, oracles


def t6_says(z=None, logpdf=None):
    """What a mistake gives; None leaves a result open."""
    return z, logpdf


def t6_base(z):
    return -0.5 * (z**2 + np.log(2 * np.pi))


t6_rng = checks.rng("t6_inverse_random")
checks.hygiene(affine_flow_inverse, t6_rng.normal(size=4), -1.7, 0.6, skip=("nan",))
checks.agree(
    affine_flow_inverse,
    oracles.flow.affine_flow_inverse,
    [
        (t6_rng.normal(size=6), float(t6_rng.uniform(1.2, 3)), 0.75),
        (t6_rng.normal(size=(3, 2)), float(t6_rng.uniform(0.2, 0.8)), -1.5),
        (t6_rng.normal(size=5), -float(t6_rng.uniform(1.2, 3)), 0.5),
    ],
    outputs=("z", "logpdf"),
    mistakes={
        "z: that is the way forward, from z to x": lambda x, a, b: t6_says(z=a * x + b),
        "z: the shift is not undone": lambda x, a, b: t6_says(z=x / a),
        "z: the shift is undone after the stretching; it was made after it": (
            lambda x, a, b: t6_says(z=x / a - b)
        ),
        "z: the shift is made once more instead of undone": (
            lambda x, a, b: t6_says(z=(x + b) / a)
        ),
        "z: it divides by the size of a; a negative a also turns the line around": (
            lambda x, a, b: t6_says(z=(x - b) / abs(a))
        ),
        "logpdf: stretching makes your density larger": (
            lambda x, a, b: t6_says(logpdf=t6_base((x - b) / a) + np.log(abs(a)))
        ),
        "z and logpdf have changed places": (
            lambda x, a, b: (t6_base((x - b) / a) - np.log(abs(a)), (x - b) / a)
        ),
        "logpdf: the stretching is paid for twice": (
            lambda x, a, b: t6_says(logpdf=t6_base((x - b) / a) - 2 * np.log(abs(a)))
        ),
        "logpdf: shrinking does not make your density larger": (
            lambda x, a, b: t6_says(logpdf=t6_base((x - b) / a) - abs(np.log(abs(a))))
        ),
        "logpdf: the stretching is not paid for": (
            lambda x, a, b: t6_says(logpdf=t6_base((x - b) / a))
        ),
        "logpdf: it fails for a map that turns the line around": (
            lambda x, a, b: t6_says(logpdf=t6_base((x - b) / a) - np.log(a))
        ),
        "logpdf: the base density is taken at x, not at z": (
            lambda x, a, b: t6_says(logpdf=t6_base(x) - np.log(abs(a)))
        ),
        "logpdf: the constant of the standard normal is missing": (
            lambda x, a, b: t6_says(logpdf=-0.5 * ((x - b) / a) ** 2 - np.log(abs(a)))
        ),
        "logpdf: the constant of the standard normal is counted twice": (
            lambda x, a, b: t6_says(
                logpdf=-0.5 * ((x - b) / a) ** 2 - np.log(2 * np.pi) - np.log(abs(a))
            )
        ),
        "logpdf: the square has lost its ½": (
            lambda x, a, b: t6_says(
                logpdf=-(((x - b) / a) ** 2) - 0.5 * np.log(2 * np.pi) - np.log(abs(a))
            )
        ),
        "logpdf: the size of a enters without its logarithm": (
            lambda x, a, b: t6_says(logpdf=t6_base((x - b) / a) - abs(a))
        ),
        "logpdf: it is the density itself, not its logarithm": (
            lambda x, a, b: t6_says(logpdf=np.exp(t6_base((x - b) / a)) / abs(a))
        ),
        "logpdf: it is summed over the points": (
            lambda x, a, b: t6_says(logpdf=np.sum(t6_base((x - b) / a) - np.log(abs(a))))
        ),
    },
)
checks.raises(
    affine_flow_inverse,
    (np.ones(3), 0.0, 1.0),
    ValueError,
    "a = 0 cannot be undone: the task asks for a ValueError",
)
for t6_part in checks.call(affine_flow_inverse, 0.3, -2, 1):
    checks.returns_number(t6_part, "affine_flow_inverse of a number")
### END HIDDEN TESTS

# %% points=1 tests="t6_there_and_back"
assert callable(affine_flow)  # hidden, for both functions: there and back, and the total of 1
assert callable(affine_flow_inverse)
### BEGIN HIDDEN TESTS
from course import checks

t6_rng = checks.rng("t6_there_and_back")
t6_start = t6_rng.normal(size=12)
for t6_a, t6_b in ((2.5, -0.7), (-3.0, 1.2), (-0.04, 0.9)):
    t6_there = checks.call(affine_flow, t6_start, t6_a, t6_b)
    checks.require(
        np.shape(t6_there[0]) == (12,), "x: it does not have the shape of z: every point moves"
    )
    t6_back = checks.call(affine_flow_inverse, t6_there[0], t6_a, t6_b)
    checks.require(
        np.shape(t6_back[0]) == (12,) and np.allclose(t6_back[0], t6_start, rtol=1e-9, atol=1e-9),
        "from z to x and back does not return to z",
    )
    t6_grid = t6_b + abs(t6_a) * np.linspace(-10, 10, 401)
    t6_total = np.sum(np.exp(checks.call(affine_flow_inverse, t6_grid, t6_a, t6_b)[1]))
    checks.require(
        abs(t6_total * abs(t6_a) / 20 - 1) < 1e-6,
        "your density does not integrate to 1 over x",
    )
    t6_lost = -0.5 * t6_start**2 - 0.5 * np.log(2 * np.pi) - t6_back[1]
    checks.require(
        np.allclose(t6_lost, t6_there[1], rtol=1e-9, atol=1e-9),
        "your logdet and your logpdf do not fit: the density must fall by what the lengths grow",
    )
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

The map $a=-2$, $b=1$. Left: eleven points $z$ (below) and where they go (above); a negative slope
makes the paths cross. Right: a histogram of moved samples, and your density.
"""

# %%
t6_points = np.linspace(-2, 2, 11)
t6_moved = 1 - 2 * np.random.default_rng(6).normal(size=20_000)
t6_axis = np.linspace(-7, 9, 121)

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 2.9))
left.plot(t6_points, np.zeros(11), "o", color=TRUTH, ms=4)
left.plot(1 - 2 * t6_points, np.ones(11), "o", color=TRUTH, ms=4)
left.set(
    ylim=(-0.2, 1.2),
    yticks=(0, 1),
    yticklabels=("z", "x"),
    xlabel="position",
    title="lines: your map",
)
right.hist(t6_moved, bins=60, density=True, color=DATA, label="samples")
right.set(xlabel="x", ylabel="density", title="your density")
with attempt():
    t6_targets, _ = affine_flow(t6_points, -2.0, 1.0)
    left.plot([t6_points, t6_targets], [np.zeros(11), np.ones(11)], color=YOURS, lw=1)
    right.plot(
        t6_axis, np.exp(affine_flow_inverse(t6_axis, -2.0, 1.0)[1]), color=YOURS, label="yours"
    )
right.legend()
figure.tight_layout()
plt.show()

# %% [markdown]
r"""
## 7 · Noising in one jump

A diffusion model destroys data little by little, $x_t=\sqrt{1-\beta_t}\,x_{t-1}+\sqrt{\beta_t}\,\xi_t$,
and learns to undo it. A sum of independent Gaussians is a Gaussian, so all steps up to $t$ make one jump:

$$x_t = \sqrt{\bar\alpha_t}\;x_0 + \sqrt{1-\bar\alpha_t}\;\varepsilon,\qquad
\bar\alpha_t=\prod_{s=0}^{t}(1-\beta_s).$$

That is why training may pick any $t$ without walking there. $\bar\alpha_t$ is the share of the
signal's *power* that is left; the amplitude is its root. Data of unit variance keep unit variance
at every $t$. The usual schedule ($\beta$ from $10^{-4}$ to $0.02$ in 1000 steps) leaves
$\bar\alpha=4\cdot10^{-5}$, an amplitude of $0.6\,\%$: little, but not nothing. Time counts from 0
here, and $t=0$ has already one step of noise.

### Predict first

Data of unit variance, $\beta_0=\beta_1=0.1$. Which share of the variance of $x_1$ is noise?

- **a** 0.19
- **b** 0.20
- **c** 0.10
- **d** about 0.44
"""

# %% solution="t7_predict"
answer_t7 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t7 = "a"  # 1 − 0.9²
### END SOLUTION

# %% points=1 tests="t7_predict_answered"
assert answer_t7 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t7,
    key="a",
    feedback={
        "b": "the second step also shrinks the noise of the first one.",
        "c": "how many steps of noise has x₁ seen, if time counts from 0?",
        "d": "that is an amplitude; variances are asked for.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

By hand: $\beta=(0.125,\ 0.2)$ gives $\bar\alpha_1 = 0.875\cdot0.8 = 0.7$. The vector
$x_0=(1,-0.5,0.25)$, noised with the draws 2 to 4 of the generator below, becomes
$(1.187434,\ -0.360874,\ -0.084233)$.

<details><summary>Hint 1 · a question</summary>

Signal power plus noise power is constant: which two numbers must add up to 1? And a product of
what, up to and including which index?
</details>
<details><summary>Hint 2 · shapes</summary>

`betas` (T,) gives ᾱ for all times, (T,); picking `t` gives (B,) or a single number. To multiply
samples and not columns of `x0` (B, d), ᾱ must be (B, 1), for images (B, 1, 1, 1). Nothing is
reduced.
</details>
<details><summary>Hint 3 · one blank</summary>

alpha_bar = cumulative product of (1 − betas), at t; if t is an array, one axis appended
for each axis of a sample;
result = sqrt(alpha_bar) · x0 + sqrt( ______ ) · eps.
</details>
"""

# %% solution="t7_jump" reference="diffusion.q_sample"

# %% points=1 tests="t7_by_hand"
with attempt():
    t7_x0, t7_betas = np.array([[1.0, -0.5, 0.25]]), np.array([0.125, 0.2])
    t7_eps = np.random.default_rng(0).normal(size=5)[None, 2:]  # draws 2 to 4, shape (1, 3)
    expect(
        q_sample(t7_x0, 1, t7_betas, t7_eps),
        [[1.187434, -0.360874, -0.084233]],
        about="x₁ for ᾱ = 0.7",
    )
    # two samples at two times, without noise: ᾱ₀ = 0.36 and ᾱ₁ = 0.36 · 0.25 = 0.09
    expect(
        q_sample(np.ones((2, 3)), np.array([0, 1]), np.array([0.64, 0.75]), np.zeros((2, 3))),
        [[0.6, 0.6, 0.6], [0.3, 0.3, 0.3]],
        about="two samples at the times 0 and 1, without noise",
    )

# %% points=1 tests="t7_random"
assert callable(q_sample)  # hidden: random batches, one time for all or one per sample
### BEGIN HIDDEN TESTS
from course import checks, oracles


def t7_mix(x0, t, signal, noise, eps):
    """signal (T,) and noise (T,), picked at t, times x0 and eps."""
    t = np.broadcast_to(t, len(x0))
    return signal[t][:, None] * x0 + noise[t][:, None] * eps


def t7_kept(betas):
    return np.cumprod(1 - betas)


def t7_before(betas):
    return np.concatenate([[1.0], np.cumprod(1 - betas)[:-1]])


t7_rng = checks.rng("t7_random")
checks.agree(
    q_sample,
    oracles.diffusion.q_sample,
    [
        (
            t7_rng.normal(size=shape),
            t,
            t7_rng.uniform(0.1, 0.4, size=6),
            t7_rng.normal(size=shape),
        )
        for shape, t in (
            ((4, 3), np.array([5, 1, 3, 2])),
            ((5, 5), np.array([2, 4, 1, 5, 3])),
            ((3, 4), 2),
        )
    ],
    mistakes={
        "the product stops one step too early: x_t has seen t + 1 steps": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(t7_before(b)), np.sqrt(1 - t7_before(b)), e
        ),
        "only the noise of the last step counts": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(1 - b), np.sqrt(b), e
        ),
        "the β are summed in an exponent: that is the limit of many tiny steps": (
            lambda x, t, b, e: t7_mix(
                x, t, np.exp(-b.cumsum() / 2), np.sqrt(1 - np.exp(-b.cumsum())), e
            )
        ),
        "the β are summed: noise of a step is shrunk by the later ones": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(np.clip(1 - b.cumsum(), 0, None)), np.sqrt(np.minimum(b.cumsum(), 1)), e
        ),
        "the noise of the last step stands beside the signal of all steps": (
            lambda x, t, b, e: t7_mix(x, t, np.sqrt(t7_kept(b)), np.sqrt(b), e)
        ),
        "a power of 1 − β_t: but every step had a β of its own": lambda x, t, b, e: t7_mix(
            x,
            t,
            np.sqrt((1 - b) ** np.arange(1, len(b) + 1)),
            np.sqrt(1 - (1 - b) ** np.arange(1, len(b) + 1)),
            e,
        ),
        "the amplitudes of the noise are multiplied: noise upon noise gets less": (
            lambda x, t, b, e: t7_mix(x, t, np.sqrt(t7_kept(b)), np.sqrt(np.cumprod(b)), e)
        ),
        "time runs backwards: t = 0 is the least noisy level": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(t7_kept(b)[::-1]), np.sqrt(1 - t7_kept(b)[::-1]), e
        ),
        "the β are multiplied, not what they leave": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(np.cumprod(b)), np.sqrt(1 - np.cumprod(b)), e
        ),
        "powers are used as amplitudes: no root anywhere": lambda x, t, b, e: t7_mix(
            x, t, t7_kept(b), 1 - t7_kept(b), e
        ),
        "the noise enters with its power, not with its amplitude": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(t7_kept(b)), 1 - t7_kept(b), e
        ),
        "the signal enters with its power, not with its amplitude": lambda x, t, b, e: t7_mix(
            x, t, t7_kept(b), np.sqrt(1 - t7_kept(b)), e
        ),
        "the amplitudes add up to 1 instead of the powers": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(t7_kept(b)), 1 - np.sqrt(t7_kept(b)), e
        ),
        "signal and noise have changed places": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(1 - t7_kept(b)), np.sqrt(t7_kept(b)), e
        ),
        "noise is added, but the signal is not turned down": lambda x, t, b, e: t7_mix(
            x, t, np.ones(len(b)), np.sqrt(1 - t7_kept(b)), e
        ),
        "the noise enters with the other sign than in the task": lambda x, t, b, e: t7_mix(
            x, t, np.sqrt(t7_kept(b)), -np.sqrt(1 - t7_kept(b)), e
        ),
        "all samples are noised as much as the last time says, whatever t is": (
            lambda x, t, b, e: t7_mix(
                x,
                t,
                np.full(len(b), np.sqrt(t7_kept(b)[-1])),
                np.full(len(b), np.sqrt(1 - t7_kept(b)[-1])),
                e,
            )
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t7_edges"
assert callable(q_sample)  # hidden: images, square batches, first and last time, β of 0 or 1
### BEGIN HIDDEN TESTS
from course import checks, oracles

t7_rng = checks.rng("t7_edges")
t7_square = t7_rng.normal(size=(4, 4))
t7_noise = t7_rng.normal(size=(4, 4))
t7_steps = t7_rng.uniform(0.1, 0.4, size=5)
checks.agree(
    q_sample,
    oracles.diffusion.q_sample,
    [(t7_square, np.array([0, 4, 2, 1]), t7_steps, t7_noise)],
    mistakes={
        "for as many samples as features, time runs along the features, not the samples": (
            lambda x, t, b, e: oracles.diffusion.q_sample(x.T, t, b, e.T).T
        ),
    },
)
for t7_when, t7_time in (("first", 0), ("last", 4)):
    checks.agree(
        q_sample,
        oracles.diffusion.q_sample,
        [
            (t7_square, t7_time, t7_steps, t7_noise),
            (t7_square[:1], t7_time, t7_steps, t7_noise[:1]),
        ],
        where=f"at the {t7_when} time",
    )
checks.require(
    np.allclose(checks.call(q_sample, t7_square, 2, np.zeros(5), t7_noise), t7_square, rtol=1e-9),
    "steps without noise (β = 0) change your data",
)
checks.require(
    np.allclose(
        checks.call(
            q_sample, t7_square, np.array([1, 2, 3, 4]), np.array([0.2, 1, 0.3, 0, 0.1]), t7_noise
        ),
        t7_noise,
        rtol=1e-9,
    ),
    "after a step of noise alone (β = 1) something of the data is left in yours",
)
checks.agree(
    q_sample,
    lambda x0, t, betas, eps: np.zeros((0, 3)),
    [(np.zeros((0, 3)), np.zeros(0, int), t7_steps, np.zeros((0, 3)))],
    where="for an empty batch",
)
t7_image, t7_image_noise = t7_rng.normal(size=(2, 3, 2, 4, 4))
checks.agree(
    q_sample,
    oracles.diffusion.q_sample,
    [(t7_image, np.array([3, 0, 4]), t7_steps, t7_image_noise)],
    where="for images, one time per sample",
)
### END HIDDEN TESTS

# %% points=1 tests="t7_properties"
assert callable(q_sample)  # hidden: signal and noise power, lists, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

t7_rng = checks.rng("t7_properties")
t7_steps = t7_rng.uniform(0.2, 0.4, size=7)
t7_steps[3:5] = 0.4, 0.2  # a schedule need not rise
checks.hygiene(
    q_sample,
    t7_rng.normal(size=(4, 3)),
    np.array([3, 0, 6, 2]),
    t7_steps,
    t7_rng.normal(size=(4, 3)),
)
t7_draw = t7_rng.normal(size=(7, 2))
t7_times = np.arange(7)
checks.require(
    not np.allclose(
        checks.call(q_sample, np.ones((7, 2)), t7_times, t7_steps, t7_draw),
        checks.call(q_sample, np.ones((7, 2)), t7_times, t7_steps, -t7_draw),
    ),
    "another eps gives the same x_t: all the noise must come from the argument",
)
t7_signal = np.asarray(checks.call(q_sample, np.ones((7, 2)), t7_times, t7_steps, np.zeros((7, 2))))
t7_spread = np.asarray(checks.call(q_sample, np.zeros((7, 2)), t7_times, t7_steps, np.ones((7, 2))))
checks.require(
    t7_signal.shape == t7_spread.shape == (7, 2), "the result does not have the shape of x0"
)
checks.require(
    np.allclose(t7_signal**2 + t7_spread**2, 1, rtol=1e-9),
    "signal power and noise power do not add up to 1: unit variance does not stay",
)
checks.require(np.diff(t7_signal[:, 0]) < 0, "the signal does not get weaker with time")
checks.require(
    np.allclose(t7_signal[:, 0], t7_signal[:, 1], rtol=1e-9),
    "two features of one sample are noised differently",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Left: 8000 runs of the chain, step by step; squared mean and variance of a datum that starts at 1
(dots) and your coefficients, squared. Right: a ring of eight spots, walked there (dark) and sent
there by your jump (red); the two clouds must look alike, not point by point.
"""

# %%
t7_random = np.random.default_rng(9)
t7_schedule = np.linspace(0.005, 0.14, 30)
t7_angles = np.repeat(np.arange(8) * np.pi / 4, 30)
t7_ring = 1.8 * np.stack([np.cos(t7_angles), np.sin(t7_angles)], axis=1)
t7_ring = t7_ring + 0.08 * t7_random.normal(size=t7_ring.shape)
t7_walk, t7_cloud, t7_walked, t7_clouds = np.ones(8000), t7_ring, [], []
for t7_beta in t7_schedule:
    t7_walk = np.sqrt(1 - t7_beta) * t7_walk + np.sqrt(t7_beta) * t7_random.normal(size=8000)
    t7_cloud = np.sqrt(1 - t7_beta) * t7_cloud + np.sqrt(t7_beta) * t7_random.normal(size=(240, 2))
    t7_walked.append([t7_walk.mean() ** 2, t7_walk.var()])
    t7_clouds.append(t7_cloud)

figure, axes = plt.subplots(1, 4, figsize=(9, 2.6), width_ratios=(1.6, 1, 1, 1))
axes[0].plot(range(0, 30, 2), np.array(t7_walked)[::2], "o", color=TRUTH, ms=3.5)
axes[0].set(xlabel="t", ylabel="power", ylim=(-0.05, 1.1), title="signal and noise")
t7_stops = (2, 12, 29)
for t7_axis, t7_stop in zip(axes[1:], t7_stops, strict=True):
    t7_axis.plot(*t7_clouds[t7_stop].T, ".", color=TRUTH, ms=2.5)
    t7_axis.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), xticks=[], yticks=[], title=f"t = {t7_stop}")
with attempt():
    t7_all, t7_ones = np.arange(30), np.ones((30, 1))
    axes[0].plot(t7_all, q_sample(t7_ones, t7_all, t7_schedule, 0 * t7_ones) ** 2, color=YOURS)
    axes[0].plot(t7_all, q_sample(0 * t7_ones, t7_all, t7_schedule, t7_ones) ** 2, color=YOURS)
    for t7_axis, t7_stop in zip(axes[1:], t7_stops, strict=True):
        t7_jumped = q_sample(t7_ring, t7_stop, t7_schedule, t7_random.normal(size=(240, 2)))
        t7_axis.plot(*t7_jumped.T, ".", color=YOURS, ms=2.5)
figure.tight_layout()
plt.show()

# %% [markdown]
r"""
## 8 · The denoising error

A diffusion model is trained by plain regression. Noise a datum to
$x_t=\sqrt{\bar\alpha_t}\,x_0+\sqrt{1-\bar\alpha_t}\,\varepsilon$, let the network guess the noise
that went in, and charge the squared error per element:

$$L=\mathbb E_{t,\,x_0,\,\varepsilon}\;\frac1D\,\big\|\varepsilon-\varepsilon_\theta(x_t,t)\big\|^2
\qquad(D\text{ elements per datum}).$$

Summed instead of averaged, the loss and all its gradients grow with the size of the image.
The variational bound would put a weight before each $t$; leaving the weights out re-weights the
bound, so this $L$ is no longer the bound itself. One number for a whole batch also hides which
samples are hard: your function returns the error of each sample beside the mean.

### Predict first

An untrained network answers 0 for each of the $3\cdot32\cdot32$ elements of an
image. Which loss do you read off, up to chance?

- **a** 0: where nothing is predicted, nothing is charged.
- **b** 3072
- **c** 1
- **d** That depends on $t$: more noise, more loss.
"""

# %% solution="t8_predict"
answer_t8 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t8 = "c"
### END SOLUTION

# %% points=1 tests="t8_predict_answered"
assert answer_t8 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t8,
    key="c",
    feedback={
        "a": "0 is a guess like any other, and the noise is not 0: what is the mean of ε²?",
        "b": "that is the sum over the elements of one image, the loss averages over them.",
        "d": "t decides how visible the noise is in the input. Which law has ε itself, at each t?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

<details><summary>Hint 1 · a question</summary>

Over what are you averaging: elements, samples, or both?
</details>
<details><summary>Hint 2 · shapes</summary>

`eps` and `pred` have shape (B, …), for example (B, d) or (B, C, H, W). The first result has shape
(B,): every axis but the first goes, however many there are. The second is one float.
</details>
<details><summary>Hint 3 · one blank</summary>

`per_sample = squares.mean(axis=______)`, where the blank lists all axes from 1 on; `squares` must be
computed in floats, and an empty batch must not divide by its size.
</details>
"""

# %% solution="t8_error" reference="diffusion.denoising_error"

# %% points=1 tests="t8_by_hand"
# First sample: errors 0.1, −0.2 and 0.05, so (0.01 + 0.04 + 0.0025)/3 = 0.0175.
with attempt():
    t8_noise = np.array([[1.0, 0.0, -1.0], [0.5, 0.5, 0.5], [0.0, 2.0, 0.0]])
    t8_wrong_by = np.array([[0.1, -0.2, 0.05], [0.0, 0.0, 0.6], [0.3, 0.0, -0.3]])
    t8_each, t8_all = denoising_error(t8_noise, t8_noise + t8_wrong_by)
    expect(t8_each, [0.0175, 0.12, 0.06], about="the three samples")
    expect(t8_all, 0.1975 / 3, about="the mean over everything")

# %% points=1 tests="t8_random"
assert callable(denoising_error)  # hidden: random batches of vectors and of images
### BEGIN HIDDEN TESTS
from course import checks, oracles

t8_rng = checks.rng("t8_random")


def t8_variant(per_element, per_sample, over_batch):
    """What a mistake gives: f(ε − ε̂), reduced per sample (B, n) → (B,), reduced over the batch."""

    def mistaken(eps, pred):
        elements = per_element(eps - pred).reshape(len(eps), -1)
        each = per_sample(elements)
        return each, float(over_batch(each, elements))

    return mistaken


t8_rows = lambda e: e.mean(axis=1)
t8_sums = lambda e: e.sum(axis=1)
t8_outputs = ("error per sample", "mean error")
t8_mistakes = {
    "it sums the elements of a sample: the loss grows with the size of the image": t8_variant(
        np.square, t8_sums, lambda s, e: s.mean()
    ),
    "each sample is summed over its elements: its error grows with its size": t8_variant(
        np.square, t8_sums, lambda s, e: e.mean()
    ),
    "the errors enter by their size, not by their square": t8_variant(
        np.abs, t8_rows, lambda s, e: s.mean()
    ),
    "it takes a root at the end; the loss is in squared units": t8_variant(
        np.square, lambda e: np.sqrt(e.mean(axis=1)), lambda s, e: s.mean()
    ),
    "it takes a root at the end, of the mean too; the loss is in squared units": t8_variant(
        np.square, lambda e: np.sqrt(e.mean(axis=1)), lambda s, e: np.sqrt(e.mean())
    ),
    "the errors are averaged with their signs, so that they cancel": t8_variant(
        lambda d: d, t8_rows, lambda s, e: s.mean()
    ),
    "the mean is squared: it is the errors that are squared, each before the mean": t8_variant(
        lambda d: d, lambda e: e.mean(axis=1) ** 2, lambda s, e: s.mean()
    ),
    "the second result is summed over the batch": t8_variant(
        np.square, t8_rows, lambda s, e: s.sum()
    ),
    "the errors are averaged over the batch, not within each sample": lambda eps, pred: (
        ((eps - pred) ** 2).mean(axis=0),
        float(((eps - pred) ** 2).mean()),
    ),
    "the two results are exchanged": lambda eps, pred: oracles.diffusion.denoising_error(eps, pred)[
        ::-1
    ],
}
checks.agree(
    denoising_error,
    oracles.diffusion.denoising_error,
    [tuple(t8_rng.normal(size=(2, *s))) for s in ((4, 4), (5, 3))],
    outputs=t8_outputs,
    mistakes=t8_mistakes,
)
checks.agree(
    denoising_error,
    oracles.diffusion.denoising_error,
    [tuple(t8_rng.normal(size=(2, *s))) for s in ((2, 3, 4, 5), (3, 6, 2))],
    outputs=t8_outputs,
    where="for images (B, C, H, W)",
)
### END HIDDEN TESTS

# %% points=1 tests="t8_edges"
assert callable(denoising_error)  # hidden: bytes, a batch of one, a batch of none
### BEGIN HIDDEN TESTS
from course import checks, oracles

t8_rng = checks.rng("t8_edges")
checks.agree(
    denoising_error,
    lambda e, p: oracles.diffusion.denoising_error(e.astype(float), p.astype(float)),
    [
        (np.zeros((2, 2), np.uint8), np.full((2, 2), 20, np.uint8)),
        tuple(t8_rng.integers(0, 256, (2, 3, 5)).astype(np.uint8)),
    ],
    outputs=("error per sample", "mean error"),
    where="for bytes (uint8; they wrap around at 256)",
)
checks.agree(
    denoising_error,
    oracles.diffusion.denoising_error,
    [tuple(t8_rng.normal(size=(2, 1, 6)))],
    outputs=("error per sample", "mean error"),
    where="for a batch of one",
)
checks.agree(
    denoising_error,
    lambda e, p: (np.zeros(0), np.nan),
    [(np.zeros((0, 3)), np.zeros((0, 3)))],
    outputs=("error per sample", "mean error"),
    where="for an empty batch",
)
### END HIDDEN TESTS

# %% points=1 tests="t8_hygiene"
assert callable(denoising_error)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

t8_rng = checks.rng("t8_hygiene")
checks.hygiene(denoising_error, *t8_rng.normal(size=(2, 4, 3)))
checks.hygiene(denoising_error, *t8_rng.normal(size=(2, 2, 3, 2, 5)))
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Below, every guess is off by noise of standard deviation ½, so the right loss is ¼ at every image
size; larger images only scatter less. Dots are computed number by number, crosses are yours.
"""

# %%
t8_draws = np.random.default_rng(8)
t8_figure, t8_axes = plt.subplots(figsize=(7, 3))
t8_spread = np.geomspace(0.75, 1.33, 12)  # side by side
t8_axes.axhline(0.25, color=TRUTH, lw=1, ls="--")
t8_batches = [t8_draws.normal(size=(2, 12, d)) for d in (4, 16, 64, 256, 1024)]
for t8_eps, t8_off in t8_batches:
    t8_dots = [sum((e / 2) ** 2 for e in row) / len(row) for row in t8_off.tolist()]
    t8_axes.plot(t8_spread * t8_eps.shape[1], t8_dots, "o", color=TRUTH, ms=5, alpha=0.7)
with attempt():
    for t8_eps, t8_off in t8_batches:
        t8_each, t8_all = denoising_error(t8_eps, t8_eps + t8_off / 2)
        t8_axes.plot(t8_spread * t8_eps.shape[1], t8_each, "x", color=YOURS, ms=8, mew=1.5)
t8_axes.set(
    xscale="log",
    ylim=(0, None),
    xlabel="elements per sample, D",
    ylabel="error of a sample",
    title="twelve samples of each size: crosses are yours",
)
plt.show()

# %% [markdown]
r"""
## 9 · The law of a Langevin chain

The score $s(x)=\nabla_x\log p(x)$ does not need the normaliser of $p$, and it is enough to sample:

$$x'=x+\eta\,s(x)+\sqrt{2\eta}\;\xi,\qquad\xi\sim\mathcal N(0,I)$$

(authors who write $\eta/2$ and $\sqrt\eta$ mean the same step; their $\eta$ is twice ours). Without the
noise it is gradient ascent on $\log p$ and ends at a mode, which is no sample. With it and a small $\eta$
the law of $x_n$ comes close to $p$, but it settles at a law of the chain's own. For $p=\mathcal N(0,1)$
everything can be known: $s(x)=-x$, so each step is linear, $x_{k+1}=(1-\eta)\,x_k+\sqrt{2\eta}\,\xi_k$,
and $x_n$ is Gaussian. You will compute its exact mean and variance over all runs of the chain. (A single
long run would not do as a check: its points are correlated.)

### Predict first

You halve an already small $\eta$. What happens to the error of the variance at
which the chain settles, and to the number of steps until the start is forgotten?

- **a** The error becomes a quarter, the steps double.
- **b** The error halves, the steps double.
- **c** There is no error: with enough steps the law is exact for every $\eta$. The steps double.
- **d** The error halves, the number of steps stays the same.

You may come back after the figure.
"""

# %% solution="t9_predict"
answer_t9 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t9 = "b"
### END SOLUTION

# %% points=1 tests="t9_predict_answered"
assert answer_t9 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t9,
    key="b",
    feedback={
        "a": "find the variance v that one step leaves as it is. In which power of η is it off?",
        "c": "find the variance v that one step leaves as it is: is it 1?",
        "d": "each step keeps the share 1 − η of the start. How many such factors make one tenth?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

The step size may be anything from $\eta=0$ to $\eta=2$, both ends included.

<details><summary>Hint 1 · a question</summary>

Can you write the variance after one step as a function of the variance before it? Mind what a
factor does to a variance.
</details>
<details><summary>Hint 2 · shapes</summary>

Three numbers go in, two floats come out; there is no axis and no randomness. The noises of the $n$
steps are independent, so their variances add, each one shrunk by the steps that come after it.
</details>
<details><summary>Hint 3 · one blank</summary>

Start with `mean, variance = x0, 0.0`; then $n$ times: `mean = (1 - eta) * mean` and
`variance = ______ * variance + 2 * eta`. (A closed form is welcome too, if it survives $\eta=0$ and
$\eta=2$.)
</details>
"""

# %% solution="t9_law" reference="langevin.langevin_chain_law"

# %% points=1 tests="t9_by_hand"
# One step of size 0.1 from 2: on average it lands at 1.8; two noises: 0.2 + 0.9² · 0.2 = 0.362.
with attempt():
    expect(langevin_chain_law(2.0, 0.1, 1), (1.8, 0.2), about="one step from 2")
    expect(langevin_chain_law(2.0, 0.1, 2), (1.62, 0.362), about="two steps from 2")
    # A recorded step from (2, −1) landed here. By your law its noises must have been:
    t9_landed = np.array([1.961710, -0.316833])
    t9_laws = np.array([langevin_chain_law(start, 0.1, 1) for start in (2.0, -1.0)])
    t9_noises = (t9_landed - t9_laws[:, 0]) / np.sqrt(t9_laws[:, 1])
    expect(t9_noises, np.random.default_rng(0).normal(size=7)[5:], 1e-5, about="the noises")

# %% points=1 tests="t9_random"
assert callable(langevin_chain_law)  # hidden: random starts, steps of 0.01 to 1.9, up to 50 of them
### BEGIN HIDDEN TESTS
from course import checks, oracles

t9_rng = checks.rng("t9_random")
t9_exact = oracles.langevin.langevin_chain_law
t9_cases = [
    (float(t9_rng.choice([-1, 1]) * t9_rng.uniform(1, 4)), float(t9_rng.uniform(low, high)), n)
    for low, high in ((0.01, 0.1), (0.1, 0.5), (0.5, 0.9), (1.1, 1.9))
    for n in (2, int(t9_rng.integers(3, 9)), int(t9_rng.integers(9, 51)))
]
t9_contract = lambda x0, eta, n: (1 - eta) ** n * x0
checks.agree(
    langevin_chain_law,
    t9_exact,
    t9_cases,
    outputs=("mean", "variance"),
    mistakes={
        "the two results are exchanged": lambda x0, eta, n: t9_exact(x0, eta, n)[::-1],
        "the variance is the one of the limit: it must depend on n": lambda x0, eta, n: (
            t9_contract(x0, eta, n),
            2 / (2 - eta),
        ),
        "the noise of a step enters with variance η; look at its factor": lambda x0, eta, n: (
            t9_contract(x0, eta, n),
            t9_exact(x0, eta, n)[1] / 2,
        ),
        "the noise of a step enters with variance (2η)²: its factor has a root": lambda x0, e, n: (
            t9_contract(x0, e, n),
            2 * e * t9_exact(x0, e, n)[1],
        ),
        "the variance shrinks like the mean; what does a factor do to a variance?": (
            lambda x0, eta, n: (t9_contract(x0, eta, n), 2 * (1 - (1 - eta) ** n))
        ),
        "the variance shrinks like the mean, although it is a square": lambda x0, eta, n: (
            t9_contract(x0, eta, n),
            2 * eta * (1 - (1 - eta) ** n) / (1 - (1 - eta) ** 2),
        ),
        "old noise does not fade: each step also shrinks the noise before it": lambda x0, eta, n: (
            t9_contract(x0, eta, n),
            2 * eta * n,
        ),
        "that is the law of the limit of small steps, not of this chain": lambda x0, eta, n: (
            x0 * np.exp(-eta * n),
            1 - np.exp(-2 * eta * n),
        ),
        "the second result is a standard deviation": lambda x0, eta, n: (
            t9_contract(x0, eta, n),
            t9_exact(x0, eta, n)[1] ** 0.5,
        ),
        "the start is treated as random: at n = 0 it is known, its variance is 0": (
            lambda x0, eta, n: (
                t9_contract(x0, eta, n),
                t9_exact(x0, eta, n)[1] + (1 - eta) ** (2 * n),
            )
        ),
        "that is the chain with η/2 and √η: here the step is η and the noise has √(2η)": (
            lambda x0, eta, n: t9_exact(x0, eta / 2, n)
        ),
        "√(2η) is the factor of the noise, not its variance": lambda x0, eta, n: (
            t9_contract(x0, eta, n),
            t9_exact(x0, eta, n)[1] / np.sqrt(2 * eta),
        ),
        "standard deviations are added; of independent noises the variances add": (
            lambda x0, eta, n: (
                t9_contract(x0, eta, n),
                2 * eta * sum((1 - eta) ** k for k in range(n)) ** 2,
            )
        ),
        "one step too few": lambda x0, eta, n: t9_exact(x0, eta, n - 1),
        "one step too many": lambda x0, eta, n: t9_exact(x0, eta, n + 1),
        "one noise too few is counted": lambda x0, eta, n: (
            t9_contract(x0, eta, n),
            t9_exact(x0, eta, n - 1)[1],
        ),
        "one noise too many is counted": lambda x0, eta, n: (
            t9_contract(x0, eta, n),
            t9_exact(x0, eta, n + 1)[1],
        ),
        "every noise has faded by one step too much: the last one has not faded at all": (
            lambda x0, eta, n: (
                t9_contract(x0, eta, n),
                (1 - eta) ** 2 * t9_exact(x0, eta, n)[1],
            )
        ),
        "the drift pushes away from 0: the score of N(0, 1) points to 0": lambda x0, eta, n: (
            (1 + eta) ** n * x0,
            t9_exact(0.0, -eta, n)[1] * -1,
        ),
        "the mean forgets where the chain started": lambda x0, eta, n: (
            (1 - eta) ** n,
            t9_exact(x0, eta, n)[1],
        ),
        "the mean makes one step only": lambda x0, eta, n: (
            (1 - eta) * x0,
            t9_exact(x0, eta, n)[1],
        ),
        "the mean falls by ηx₀ at each step; the drift weakens as the chain nears 0": (
            lambda x0, eta, n: ((1 - eta * n) * x0, t9_exact(x0, eta, n)[1])
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t9_edges"
assert callable(langevin_chain_law)  # hidden: no step, steps of size 0, 1 and 2, very many steps
### BEGIN HIDDEN TESTS
from course import checks, oracles

t9_exact = oracles.langevin.langevin_chain_law
t9_outputs = ("mean", "variance")
checks.agree(
    langevin_chain_law, t9_exact, [(-1.5, 0.3, 0)], outputs=t9_outputs, where="before any step"
)
checks.agree(
    langevin_chain_law, t9_exact, [(3.0, 0.0, 5)], outputs=t9_outputs, where="for steps of size 0"
)
checks.agree(
    langevin_chain_law,
    t9_exact,
    [(3.0, 2.0, 5), (-1.0, 2.0, 4)],
    outputs=t9_outputs,
    where="for η = 2, where the chain never settles",
)
checks.agree(
    langevin_chain_law,
    t9_exact,
    [(7.0, 1.0, 1), (7.0, 1.0, 6)],
    outputs=t9_outputs,
    where="for η = 1, which forgets the start at once",
)
checks.agree(
    langevin_chain_law,
    lambda x0, eta, n: (0.0, 2 / (2 - eta)),
    [(50.0, 0.1, 4000), (-8.0, 1.6, 3000)],
    outputs=t9_outputs,
    where="after thousands of steps",
)
### END HIDDEN TESTS

# %% points=1 tests="t9_hygiene"
assert callable(langevin_chain_law)  # hidden: integers, and n + m steps are n steps and m more
### BEGIN HIDDEN TESTS
from course import checks

t9_rng = checks.rng("t9_hygiene")
t9_start, t9_eta = float(t9_rng.uniform(1, 3)), float(t9_rng.uniform(0.1, 0.6))
checks.hygiene(langevin_chain_law, t9_start, t9_eta, 7, skip=("integers", "varies"))
checks.require(
    checks.compare(
        checks.call(langevin_chain_law, 3, 1, 2),
        checks.call(langevin_chain_law, 3.0, 1.0, 2),
        checks.EXACT,
        checks.EXACT,
    )
    is None,
    "integers give something else than the same numbers as floats",
)
t9_first = checks.call(langevin_chain_law, t9_start, t9_eta, 4)
checks.require(
    isinstance(t9_first, tuple | list) and [np.shape(v) for v in t9_first] == [(), ()],
    "the result is not two numbers, the mean and the variance",
)
t9_second = checks.call(langevin_chain_law, float(t9_first[0]), t9_eta, 3)
t9_whole = checks.call(langevin_chain_law, t9_start, t9_eta, 7)
t9_left = (1 - t9_eta) ** 6  # the share of the first variance that three more steps leave
checks.require(
    np.isclose(t9_whole[0], t9_second[0], rtol=1e-9)
    and np.isclose(t9_whole[1], t9_second[1] + t9_left * t9_first[1], rtol=1e-9),
    "four steps and then three more are not seven steps: how does the variance go on?",
)
checks.require(
    np.isclose(
        checks.call(langevin_chain_law, -2 * t9_start, t9_eta, 7)[1], t9_whole[1], rtol=1e-9
    ),
    "the variance depends on where the chain starts; the start is certain",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

The dots come from 3000 simulated chains that start at 3; the lines are your law. The dashed line is
the target's variance. Which step size would you trust, and what does it cost?
"""

# %%
t9_draws, t9_times = np.random.default_rng(9), np.arange(26)
t9_figure, (t9_left_axes, t9_right_axes) = plt.subplots(1, 2, figsize=(9, 3.1))
t9_right_axes.plot([0, 25], [1, 1], color=TRUTH, ls="--", lw=1)
for t9_step, t9_marker, t9_side in ((0.1, "o", "top"), (0.5, "^", "center"), (1.2, "s", "center")):
    t9_x, t9_path = np.full(3000, 3.0), []
    for _ in t9_times:
        t9_path.append((t9_x.mean(), t9_x.var()))
        t9_x = t9_x - t9_step * t9_x + np.sqrt(2 * t9_step) * t9_draws.normal(size=3000)
    t9_left_axes.plot(t9_times, [m for m, _ in t9_path], t9_marker, color=TRUTH, ms=4)
    t9_right_axes.plot(t9_times, [v for _, v in t9_path], t9_marker, color=TRUTH, ms=4)
    t9_right_axes.annotate(f"η = {t9_step}", (26, 2 / (2 - t9_step)), va=t9_side)
with attempt():
    for t9_step in (0.1, 0.5, 1.2):
        t9_law = np.array([langevin_chain_law(3.0, t9_step, int(n)) for n in t9_times])
        t9_left_axes.plot(t9_times, t9_law[:, 0], color=YOURS, lw=1.5)
        t9_right_axes.plot(t9_times, t9_law[:, 1], color=YOURS, lw=1.5)
t9_left_axes.set(xlabel="step n", ylabel="mean of $x_n$", title="dots: simulated · lines: yours")
t9_right_axes.set(xlabel="step n", ylabel="variance of $x_n$", xlim=(-1, 32), ylim=(-0.1, 3.2))
plt.show()

# %% [markdown]
r"""
## 10 · The Fréchet distance, right and wrong

Describe each of two sets of features by its mean and covariance, pretend both are Gaussian, and take
their squared Fréchet distance:

$$d^2=\|\mu_1-\mu_2\|^2+\operatorname{Tr}\!\big(\Sigma_1+\Sigma_2-2(\Sigma_1\Sigma_2)^{1/2}\big).$$

On the features of the Inception network this is the FID; in any other feature space call it a Fréchet
distance. If **both** covariances are diagonal, it falls apart feature by feature,
$\sum_j\big[(\mu_{1j}-\mu_{2j})^2+(\sigma_{1j}-\sigma_{2j})^2\big]$; this diagonal formula is often used
where it does not hold. You return both numbers. (With covariances estimated from $n$ samples the distance is biased
upwards: for two samples of the same 8-dimensional Gaussian it is about 2.6 at $n=20$ and 0.05 at
$n=1000$. Compare equal $n$ only.)

### Which is true?

About the diagonal formula:

- **a** It is right whenever $\Sigma_1\Sigma_2=\Sigma_2\Sigma_1$: then the root of the product is the product
  of the roots.
- **b** It is right as soon as the data are rotated so that $\Sigma_1$ is diagonal.
- **c** It is an upper bound: ignoring correlations makes two laws look more different.
- **d** If $\Sigma_1\Sigma_2=\Sigma_2\Sigma_1$, some rotation of the data makes it right.
"""

# %% solution="t10_predict"
answer_t10 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t10 = "d"
### END SOLUTION

# %% points=1 tests="t10_predict_answered"
assert answer_t10 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t10,
    key="d",
    feedback={
        "a": "true about the roots, but the diagonal formula takes roots of diagonal entries. "
        "Try [[2, 1], [1, 2]] against the identity.",
        "b": "the other matrix keeps its correlations. Try it with your function.",
        "c": "look at the figure: on which side of the full distance does the diagonal formula lie?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

<details><summary>Hint 1 · a question</summary>

When may you take a square root entry by entry? And what do you know about the trace of a matrix if
you know its eigenvalues?
</details>
<details><summary>Hint 2 · shapes</summary>

Means (d,), covariances (d, d), or four plain numbers for d = 1; two floats come out. The diagonal formula
sums over the d features, the full formula over the d eigenvalues of the (d, d) product
$\Sigma_1\Sigma_2$, which is not symmetric. Rounding may make a zero eigenvalue slightly negative or
complex.
</details>
<details><summary>Hint 3 · one blank</summary>

`overlap = np.sum(np.sqrt(______))` with the eigenvalues of `S1 @ S2`, their real parts, nothing below 0;
then `full = shift + np.trace(S1) + np.trace(S2) - 2 * overlap`.
</details>
"""

# %% solution="t10_distance" reference="evaluation.frechet_both_ways"

# %% points=1 tests="t10_by_hand"
# Means 0.5 and 0.25 apart: 0.3125; variances (1, 1) against (1.2, 0.8): 0.020255.
with attempt():
    expect(
        frechet_both_ways([0, 0], np.eye(2), [0.5, -0.25], np.diag([1.2, 0.8])),
        (0.332755, 0.332755),
        about="two diagonal covariances (diagonal formula, full formula)",
    )
    # [[2, 1], [1, 2]] has the eigenvalues 3 and 1: 2 (√2 − 1)² in short, (√3 − 1)² in full
    expect(
        frechet_both_ways([0, 0], [[2, 1], [1, 2]], [0, 0], np.eye(2)),
        (0.343146, 0.535898),
        about="a correlated pair (diagonal formula, full formula)",
    )

# %% points=1 tests="t10_random"
assert callable(frechet_both_ways)  # hidden: random covariances that do not commute
### BEGIN HIDDEN TESTS
from scipy import linalg

from course import checks, oracles

t10_rng = checks.rng("t10_random")


def t10_gaussian(d):
    factor = t10_rng.normal(size=(d, d + 2))
    return t10_rng.normal(size=d), factor @ factor.T / d


t10_exact = oracles.evaluation.frechet_both_ways
t10_root = lambda S: np.real(linalg.sqrtm(S))


def t10_variant(shift=lambda m: np.sum(m**2), short=None, overlap=None):
    """What a mistake gives: other terms for the means, the diagonal formula or the trace of the root."""

    def mistaken(mu1, S1, mu2, S2):
        sd1, sd2 = np.sqrt(np.diag(S1)), np.sqrt(np.diag(S2))
        spread = np.sum((sd1 - sd2) ** 2) if short is None else short(S1, S2)
        cross = 2 * (np.trace(t10_root(S1 @ S2)) if overlap is None else overlap(S1, S2))
        traces = np.trace(S1) + np.trace(S2)
        return float(shift(mu1 - mu2) + spread), float(shift(mu1 - mu2) + traces - cross)

    return mistaken


checks.agree(
    frechet_both_ways,
    t10_exact,
    [(*t10_gaussian(d), *t10_gaussian(d)) for d in (2, 3, 4, 5)],
    rtol=checks.DECOMPOSED,
    outputs=("diagonal formula", "full formula"),
    mistakes={
        "the two results are exchanged": lambda *args: t10_exact(*args)[::-1],
        "both results are the diagonal formula: the second one must see correlations": lambda *args: (
            t10_exact(*args)[:1] * 2
        ),
        "both results are the full formula: the first one looks at the variances alone": (
            lambda *args: t10_exact(*args)[1:] * 2
        ),
        "the root of the product is taken entry by entry, which is no matrix root": t10_variant(
            overlap=lambda S1, S2: np.trace(np.sqrt(np.abs(S1 @ S2)))
        ),
        "a product of two roots is not the root of the product (they do not commute)": t10_variant(
            overlap=lambda S1, S2: np.trace(t10_root(S1) @ t10_root(S2))
        ),
        "Cholesky factors are no matrix roots: they are not symmetric": t10_variant(
            overlap=lambda S1, S2: np.trace(np.linalg.cholesky(S1) @ np.linalg.cholesky(S2).T)
        ),
        "eigenvalues are paired by size, as if both had the same eigenvectors": t10_variant(
            overlap=lambda S1, S2: np.sum(np.sqrt(linalg.eigvalsh(S1) * linalg.eigvalsh(S2)))
        ),
        "singular values of the product are not its eigenvalues, it is not symmetric": t10_variant(
            overlap=lambda S1, S2: np.sum(np.sqrt(linalg.svdvals(S1 @ S2)))
        ),
        "the eigenvalues are those of a symmetric matrix; the product is not symmetric": t10_variant(
            overlap=lambda S1, S2: np.sum(np.sqrt(np.clip(linalg.eigvalsh(S1 @ S2), 0, None)))
        ),
        "the distance of the means is not squared": t10_variant(
            shift=lambda m: np.sqrt(np.sum(m**2))
        ),
        "the squared distance of the means is averaged over the features": t10_variant(
            shift=lambda m: np.mean(m**2)
        ),
        "the means are missing": t10_variant(shift=lambda m: 0.0),
        "the means are missing in the full formula": lambda mu1, S1, mu2, S2: (
            t10_exact(mu1, S1, mu2, S2)[0],
            t10_exact(mu1, S1, mu1, S2)[1],
        ),
        "the means are missing in the diagonal formula": lambda mu1, S1, mu2, S2: (
            t10_exact(mu1, S1, mu1, S2)[0],
            t10_exact(mu1, S1, mu2, S2)[1],
        ),
        "a root is taken at the end; the distance is asked for squared": lambda *args: tuple(
            np.sqrt(t10_exact(*args))
        ),
        "the eigenvalues of the product are summed without taking their roots": t10_variant(
            overlap=lambda S1, S2: np.trace(S1 @ S2)
        ),
        "the root counts once where the formula counts it twice": t10_variant(
            overlap=lambda S1, S2: np.trace(t10_root(S1 @ S2)) / 2
        ),
        "the diagonal formula takes variances where it needs standard deviations": t10_variant(
            short=lambda S1, S2: np.sum((np.diag(S1) - np.diag(S2)) ** 2)
        ),
        "the diagonal formula takes roots of eigenvalues where it needs the diagonal": t10_variant(
            short=lambda S1, S2: np.sum(
                (np.sqrt(linalg.eigvalsh(S1)) - np.sqrt(linalg.eigvalsh(S2))) ** 2
            )
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t10_edges"
assert callable(frechet_both_ways)  # hidden: singular covariances, plain numbers, equal laws
### BEGIN HIDDEN TESTS
from course import checks, oracles

t10_rng = checks.rng("t10_edges")
t10_exact = oracles.evaluation.frechet_both_ways
t10_outputs = ("diagonal formula", "full formula")
checks.agree(
    frechet_both_ways,
    lambda *args: (2.0, 2.0),
    [(np.zeros(2), np.diag([1.0, 0.0]), np.zeros(2), np.diag([0.0, 1.0]))],
    atol=1e-5,
    outputs=t10_outputs,
    where="for two flat laws on different axes",
)
t10_flat = []
for _ in range(25):
    t10_rows = t10_rng.normal(size=(2, 5, 10))
    t10_flat.append((np.zeros(10), np.cov(t10_rows[0].T), np.ones(10), np.cov(t10_rows[1].T)))
checks.agree(
    frechet_both_ways,
    t10_exact,
    t10_flat,
    rtol=checks.DECOMPOSED,
    atol=1e-5,  # roots of eigenvalues that are rounding noise
    outputs=t10_outputs,
    where="for covariances of five samples in ten dimensions",
)
checks.agree(
    frechet_both_ways,
    t10_exact,
    [(1.0, 4.0, 3.0, 9.0), (0.5, 2.0, -0.5, 0.25)],
    rtol=checks.DECOMPOSED,
    outputs=t10_outputs,
    where="for plain numbers (d = 1)",
)
t10_factor = t10_rng.normal(size=(4, 6))
t10_mean, t10_cov = t10_rng.normal(size=4), t10_factor @ t10_factor.T
checks.agree(
    frechet_both_ways,
    lambda *args: (0.0, 0.0),
    [(t10_mean, t10_cov, t10_mean, t10_cov)],
    atol=1e-5,
    outputs=t10_outputs,
    where="for two equal laws",
)
### END HIDDEN TESTS

# %% points=1 tests="t10_hygiene"
assert callable(frechet_both_ways)  # hidden: exchange, rotation, lists, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

t10_rng = checks.rng("t10_hygiene")
t10_factors = t10_rng.normal(size=(2, 3, 6))
t10_cov1, t10_cov2 = t10_factors @ np.swapaxes(t10_factors, 1, 2) / 3
t10_mu1, t10_mu2 = t10_rng.normal(size=(2, 3))
checks.hygiene(frechet_both_ways, t10_mu1, t10_cov1, t10_mu2, t10_cov2, skip=("integers",))
t10_both = checks.call(frechet_both_ways, t10_mu1, t10_cov1, t10_mu2, t10_cov2)
checks.require(
    isinstance(t10_both, tuple | list) and [np.shape(v) for v in t10_both] == [(), ()],
    "the result is not two numbers, the diagonal formula and the full one",
)
checks.require(
    np.isclose(
        checks.call(frechet_both_ways, t10_mu2, t10_cov2, t10_mu1, t10_cov1), t10_both, rtol=1e-6
    ),
    "a distance does not change when the two laws are exchanged, yours does",
)
t10_rotation = np.linalg.qr(t10_rng.normal(size=(3, 3)))[0]
t10_turned = checks.call(
    frechet_both_ways,
    t10_rotation @ t10_mu1,
    t10_rotation @ t10_cov1 @ t10_rotation.T,
    t10_rotation @ t10_mu2,
    t10_rotation @ t10_cov2 @ t10_rotation.T,
)
checks.require(
    np.isclose(t10_turned[1], t10_both[1], rtol=1e-6),
    "rotating the whole space changes the full formula; a distance does not know the axes",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Two laws with the same axes, a long one with standard deviations (2, ½) and a tall one with (½, 1), are
rotated **together**. Their covariances commute at every angle, and the true squared distance stays
$1.5^2+0.5^2=2.5$. The dots sort samples of each coordinate,
so they see what the diagonal formula should see.
"""

# %%
t10_draws = np.random.default_rng(10)
t10_long = t10_draws.normal(size=(20_000, 2)) * (2.0, 0.5)
t10_tall = t10_draws.normal(size=(20_000, 2)) * (0.5, 1.0)


def t10_turn(degrees):
    """The rotation matrix of an angle."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s], [s, c]])


t10_figure, (t10_left, t10_right) = plt.subplots(1, 2, figsize=(9, 3.2), width_ratios=(2, 3))
for t10_points, t10_colour in ((t10_long, DATA), (t10_tall, TRUTH)):
    t10_left.plot(*t10_turn(45) @ t10_points[:400].T, ".", color=t10_colour, ms=3)
t10_left.set(xlim=(-5, 5), ylim=(-5, 5), aspect="equal", title="both turned by 45°")
t10_left.set(xlabel="feature 1", ylabel="feature 2")
t10_right.axhline(2.5, color=TRUTH, ls="--", lw=1.2)
for t10_angle in range(0, 91, 6):
    t10_sorted = [np.sort(t10_turn(t10_angle) @ x.T, axis=1) for x in (t10_long, t10_tall)]
    t10_gap = np.mean((t10_sorted[0] - t10_sorted[1]) ** 2, axis=1).sum()
    t10_right.plot(t10_angle, t10_gap, "o", color=TRUTH, ms=4)
with attempt():
    t10_angles = np.arange(0, 91, 2)
    t10_curves = []
    for t10_angle in t10_angles:
        t10_rotate = t10_turn(t10_angle)
        t10_first, t10_second = (
            t10_rotate @ np.diag(v) @ t10_rotate.T for v in ([4.0, 0.25], [0.25, 1.0])
        )
        t10_curves.append(frechet_both_ways([0, 0], t10_first, [0, 0], t10_second))
    t10_right.plot(
        t10_angles, [c[0] for c in t10_curves], color=YOURS, ls=":", label="your diagonal formula"
    )
    t10_right.plot(t10_angles, [c[1] for c in t10_curves], color=YOURS, label="your full formula")
    t10_right.legend(loc="lower center")
t10_right.set(xlabel="angle in degrees", ylabel="squared distance", ylim=(0, 3))
t10_right.set(title="dashed: true · dots: coordinate by coordinate")
plt.show()

# %% [markdown]
r"""
## 11 · Is the generator diverse?

A generator may fool its judge with a handful of images, or with one. Two cheap numbers look at the
spread of $n$ samples $x_i\in\mathbb R^d$ instead of at their looks:

$$\text{total variance}=\sum_{j=1}^d\frac1n\sum_{i=1}^n(x_{ij}-\bar x_j)^2,\qquad
\text{mean distance}=\frac1{n(n-1)}\sum_{i\neq j}\|x_i-x_j\|_2 .$$

Here the variance divides by $n$ (in numpy's words, `ddof=0`). Neither number means anything by itself:
set it beside that of equally many real samples. Total collapse, all samples nearly equal, makes both
vanish, but only up to rounding (a variance of $10^{-31}$ is a zero, so never test with `==`). Partial
collapse, a few modes out of many, is the commoner failure.

### Predict first

A generator knows just two images, very different from each other, and draws each one
half of the time. What does the report say?

- **a** Both numbers are far from 0: the report does not notice.
- **b** Both numbers are 0: it is a collapse.
- **c** The variance is far from 0, the mean distance is 0.
- **d** The variance is 0, the mean distance is far from 0.
"""

# %% solution="t11_predict"
answer_t11 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t11 = "a"
### END SOLUTION

# %% points=1 tests="t11_predict_answered"
assert answer_t11 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t11,
    key="a",
    feedback={
        "b": "it is a collapse, but the two images are far from their mean and from each other.",
        "c": "half of all pairs consist of two different images: how far apart are those?",
        "d": "both images lie far from their mean: what is the variance?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

<details><summary>Hint 1 · a question</summary>

The distance of a point to itself should not count. How many ordered pairs remain? And what is the
answer if there is no pair at all?
</details>
<details><summary>Hint 2 · shapes</summary>

`X` is (n, d). The variances go over the rows (axis 0) and give (d,), which is then summed. The
differences `X[:, None] - X[None]` are (n, n, d); the norm takes the last axis and leaves (n, n).
</details>
<details><summary>Hint 3 · one blank</summary>

`distances.sum() / ______`, where the diagonal adds only zeros; give 0.0 for n = 1.
</details>
"""

# %% solution="t11_report" reference="evaluation.diversity_report"

# %% points=1 tests="t11_by_hand"
# (0, 0) and (3, 4): means (1.5, 2), so 1.5² + 2² = 6.25, and the two are 5 apart.
with attempt():
    expect(diversity_report([[0, 0], [3, 4]]), (6.25, 5.0), about="two samples")
    expect(diversity_report(np.tile([0.7, -0.3], (100, 1))), (0, 0), about="100 copies")
    t11_cloud = np.random.default_rng(0).normal(size=207)[7:].reshape(100, 2)
    # its two features have the variances 0.9036 and 0.9484
    expect(diversity_report(t11_cloud)[0], 1.8520, 5e-5, about="total variance of a cloud")

# %% points=1 tests="t11_random"
assert callable(diversity_report)  # hidden: random samples in several dimensions
### BEGIN HIDDEN TESTS
from course import checks, oracles

t11_rng = checks.rng("t11_random")


def t11_variant(spread=None, distance=None):
    """What a mistake gives: another variance, or another mean of the differences (n, n, d)."""

    def mistaken(X):
        exact = oracles.evaluation.diversity_report(X)
        first = exact[0] if spread is None else float(spread(X))
        second = exact[1] if distance is None else float(distance(X[:, None] - X[None], len(X)))
        return first, second

    return mistaken


t11_norm = lambda D: np.sqrt((D**2).sum(-1))
checks.agree(
    diversity_report,
    oracles.evaluation.diversity_report,
    [(t11_rng.normal(size=s) * np.arange(1, s[1] + 1) + 5,) for s in ((7, 3), (5, 5), (12, 2))],
    outputs=("total variance", "mean distance"),
    mistakes={
        "the two results are exchanged": lambda X: oracles.evaluation.diversity_report(X)[::-1],
        "the variance divides by n − 1 where the formula divides by n": t11_variant(
            lambda X: X.var(axis=0, ddof=1).sum()
        ),
        "the variances of the features are averaged, not summed": t11_variant(
            lambda X: X.var(axis=0).mean()
        ),
        "one variance of all numbers: it counts the differences between features": t11_variant(
            lambda X: X.var()
        ),
        "standard deviations are summed, not variances": t11_variant(lambda X: X.std(axis=0).sum()),
        "the variance is taken within each sample, not over the samples": t11_variant(
            lambda X: X.var(axis=1).sum()
        ),
        "the squares are not taken around the mean": t11_variant(
            lambda X: (X**2).mean(axis=0).sum()
        ),
        "each sample is paired with itself too, which adds zeros to the mean": t11_variant(
            None, lambda D, n: t11_norm(D).mean()
        ),
        "the distances are squared": t11_variant(None, lambda D, n: (D**2).sum() / (n * (n - 1))),
        "the root is taken of the mean square, not of each distance": t11_variant(
            None, lambda D, n: np.sqrt((D**2).sum() / (n * (n - 1)))
        ),
        "each pair enters once but is divided by twice the number of pairs": t11_variant(
            None, lambda D, n: t11_norm(D).sum() / (2 * n * (n - 1))
        ),
        "the distances are divided by the root of the number of features": t11_variant(
            None, lambda D, n: t11_norm(D).sum() / (n * (n - 1) * np.sqrt(D.shape[-1]))
        ),
        "n samples have n (n − 1) ordered pairs, not n²/2": t11_variant(
            None, lambda D, n: 2 * t11_norm(D).mean()
        ),
        "the largest distance is not the mean one": t11_variant(
            None, lambda D, n: t11_norm(D).max()
        ),
        "the distances are summed, not averaged": t11_variant(None, lambda D, n: t11_norm(D).sum()),
        "the distances are summed over the pairs, not averaged": t11_variant(
            None, lambda D, n: t11_norm(D).sum() / 2
        ),
        "the distances add coordinates; they should be straight lines": t11_variant(
            None, lambda D, n: np.abs(D).sum() / (n * (n - 1))
        ),
        "only neighbours in the list are compared, not all pairs": t11_variant(
            None, lambda D, n: np.mean([t11_norm(D[i, i + 1]) for i in range(n - 1)])
        ),
        "the distances are those to the mean, not between samples": lambda X: (
            oracles.evaluation.diversity_report(X)[0],
            float(t11_norm(X - X.mean(axis=0)).mean()),
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t11_edges"
assert callable(diversity_report)  # hidden: a single sample, a total collapse, repeated samples
### BEGIN HIDDEN TESTS
from course import checks, oracles

t11_outputs = ("total variance", "mean distance")
checks.agree(
    diversity_report,
    lambda X: (0.0, 0.0),
    [(np.array([[3.0, -1.0, 2.0]]),)],
    outputs=t11_outputs,
    where="for a single sample",
)
t11_same = (np.tile([0.1, 0.7], (60, 1)),)
checks.agree(
    diversity_report,
    lambda X: (0.0, 0.0),
    [t11_same],
    atol=1e-6,  # roots of rounding noise, for those who go through scalar products
    outputs=t11_outputs,
    where="for 60 copies of one sample",
)
checks.require(
    abs(checks.call(diversity_report, *t11_same)[0]) < 1e-12,
    "60 copies of one sample have no variance, yours is more than rounding",
)
checks.agree(
    diversity_report,
    oracles.evaluation.diversity_report,
    [(np.repeat([[-1.0], [1.0]], [9, 4], axis=0),), (np.repeat(np.eye(3), 5, axis=0),)],
    outputs=t11_outputs,
    mistakes={
        "pairs of equal samples are left out; two samples are a pair even if equal": lambda X: (
            oracles.evaluation.diversity_report(X)[0],
            oracles.evaluation.diversity_report(np.unique(X, axis=0))[1],
        )
    },
    where="for samples that repeat",
)
### END HIDDEN TESTS

# %% points=1 tests="t11_hygiene"
assert callable(diversity_report)  # hidden: shifted and scaled samples, lists, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

t11_rng = checks.rng("t11_hygiene")
t11_samples = t11_rng.normal(size=(9, 2))
checks.hygiene(diversity_report, t11_samples)
t11_order = np.array([4, 0, 7, 2, 8, 1, 5, 3, 6])
t11_spreads = checks.call(diversity_report, t11_samples)
checks.require(
    isinstance(t11_spreads, tuple | list) and [np.shape(v) for v in t11_spreads] == [(), ()],
    "the result is not two numbers, the total variance and the mean distance",
)
t11_spreads = np.array(t11_spreads)
checks.require(
    np.isclose(checks.call(diversity_report, t11_samples + 7), t11_spreads, rtol=1e-9),
    "moving all samples together changes the report",
)
checks.require(
    np.isclose(checks.call(diversity_report, -3 * t11_samples), [9, 3] * t11_spreads, rtol=1e-9),
    "samples three times as far apart: the distance should be 3 times, the variance 9 times",
)
checks.require(
    np.isclose(checks.call(diversity_report, t11_samples[t11_order]), t11_spreads, rtol=1e-9),
    "the order of the samples changes the report",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Four generators with eight samples each: a ring, the ring at half its size, two opposite points, and
one point. Bars are yours, dots are right. Which two can your total variance not tell apart?
"""

# %%
t11_angles = 2 * np.pi * np.arange(8) / 8
t11_ring = np.stack([np.cos(t11_angles), np.sin(t11_angles)], axis=1)
t11_sets = {
    "ring": t11_ring,
    "half": t11_ring / 2,
    "two": np.repeat([[-1.0, 0.0], [1.0, 0.0]], 4, axis=0),
    "one": np.tile([[0.6, 0.8]], (8, 1)),
}
# the chords of a regular octagon add up to 2/tan(π/16); two points: 32 of 56 pairs are 2 apart
t11_chord = 2 / np.tan(np.pi / 16) / 7
t11_right_values = np.array([[1, t11_chord], [0.25, t11_chord / 2], [1, 64 / 56], [0, 0]])
t11_figure, t11_axes = plt.subplots(1, 5, figsize=(9, 2.6), width_ratios=(1, 1, 1, 1, 3.2))
for t11_panel, (t11_name, t11_points) in zip(t11_axes[:4], t11_sets.items(), strict=True):
    t11_panel.plot(*t11_points.T, "o", color=TRUTH, ms=5, alpha=0.6)
    t11_panel.set(xlim=(-1.4, 1.4), ylim=(-1.4, 1.4), aspect="equal", xticks=[], yticks=[])
    t11_panel.set_title(t11_name)
t11_places = np.arange(4)[:, None] + np.array([-0.2, 0.2])
with attempt():
    t11_bars = np.array([diversity_report(points) for points in t11_sets.values()])
    t11_axes[4].bar(t11_places[:, 0], t11_bars[:, 0], 0.36, color=YOURS, label="total variance")
    t11_axes[4].bar(
        t11_places[:, 1], t11_bars[:, 1], 0.36, color=YOURS, alpha=0.5, label="mean distance"
    )
    t11_axes[4].legend(fontsize="small", loc="upper right")
t11_axes[4].plot(t11_places, t11_right_values, "o", color=TRUTH, ms=5)
t11_axes[4].set_xticks(range(4), list(t11_sets))
t11_axes[4].set(ylim=(0, 2.1), title="bars: yours · dots: right")
t11_figure.tight_layout(w_pad=0.3)
plt.show()

# %% [markdown]
r"""
## 12 · Which noise levels are hard?

One mean over all $t$ hides where a diffusion model fails: a few hard noise levels drown among many easy
ones. So sort the losses of a batch by their timestep and average within each:

$$L_k=\frac1{n_k}\sum_{i:\,t_i=k}\ell_i,\qquad n_k=\text{number of samples with }t_i=k .$$

A timestep that the batch never drew has no mean: it is `nan`, not 0, because 0 would look like a perfect
model. A timestep outside $\{0,\dots,T-1\}$ is a bug elsewhere: raise `ValueError`.

What curve should you expect? For data $x_0\sim\mathcal N(0,1)$ it is known: $x_t$ has variance 1 at
every $t$, and the best predictions are linear,
$\hat\varepsilon=\sqrt{1-\bar\alpha_t}\,x_t$ and $\hat x_0=\sqrt{\bar\alpha_t}\,x_t$.

### Predict first

How do the smallest possible mean squared errors move as $t$ grows, that is, as
$\bar\alpha_t$ falls from nearly 1 to nearly 0?

- **a** Both rise: more noise makes everything harder.
- **b** The error of $\hat\varepsilon$ rises, that of $\hat x_0$ falls.
- **c** The error of $\hat\varepsilon$ falls, that of $\hat x_0$ rises.
- **d** Both are highest in the middle and 0 at both ends.
"""

# %% solution="t12_predict"
answer_t12 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_t12 = "c"
### END SOLUTION

# %% points=1 tests="t12_predict_answered"
assert answer_t12 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_t12,
    key="c",
    feedback={
        "a": "in nearly pure noise, what does the input tell you about ε?",
        "b": "it is the other way round: at the noisiest level the input nearly is ε.",
        "d": "at one end x_t nearly is x₀, at the other it nearly is ε: what is left of the other?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement

<details><summary>Hint 1 · a question</summary>

What happens in numpy when an index repeats in `total[t] += losses`? Try it with `t = [0, 0]`.
</details>
<details><summary>Hint 2 · shapes</summary>

`t` and `losses` are (N,), the result is (T,) even if the largest timesteps are missing. The N samples
are reduced, one mean for each of the T values that `t` may take.
</details>
<details><summary>Hint 3 · one blank</summary>

For each k in 0…T−1: `result[k] = losses[t == k].mean()` if ______, else `np.nan`.
</details>
"""

# %% solution="t12_losses" reference="diffusion.loss_by_timestep"

# %% points=1 tests="t12_by_hand"
# Timestep 0 was drawn twice, with losses 1 and 3; timesteps 1 and 3 never.
with attempt():
    expect(
        loss_by_timestep([0, 0, 2], [1.0, 3.0, 5.0], 4),
        [2, np.nan, 5, np.nan],
        about="three losses at four timesteps",
    )

# %% points=1 tests="t12_random"
assert callable(loss_by_timestep)  # hidden: random timesteps, some of them never drawn
### BEGIN HIDDEN TESTS
from course import checks, oracles

t12_rng = checks.rng("t12_random")
t12_cases = []
for _ in range(3):
    t12_t = t12_rng.integers(0, 6, 40)
    t12_t[t12_t == 3] = 2
    t12_t[:7] = (0, 0, 1, 2, 2, 5, 5)  # so that these are seen, whatever is drawn
    t12_t = t12_rng.permutation(t12_t)
    t12_cases.append((t12_t, t12_rng.uniform(0.2, 2.0, 40), 8))


def t12_variant(value):
    """What a mistake gives: value(k, losses at k, all t) at each timestep."""
    return lambda t, losses, T: np.array([value(k, losses[t == k], t) for k in range(T)])


checks.agree(
    loss_by_timestep,
    oracles.diffusion.loss_by_timestep,
    t12_cases,
    mistakes={
        "timesteps that were never drawn get 0, as if the model were perfect there": t12_variant(
            lambda k, own, t: own.mean() if len(own) else 0.0
        ),
        "the losses of a timestep are summed, not averaged": t12_variant(
            lambda k, own, t: own.sum() if len(own) else np.nan
        ),
        "the losses of a timestep are summed, not averaged, and what is unseen gets 0": t12_variant(
            lambda k, own, t: own.sum()
        ),
        "the sum of a timestep is divided by the number of all samples": t12_variant(
            lambda k, own, t: own.sum() / len(t) if len(own) else np.nan
        ),
        "of each timestep only the last loss survives: where an index repeats, += runs once": (
            t12_variant(lambda k, own, t: own[-1] / len(own) if len(own) else np.nan)
        ),
        "of each timestep only the last loss survives": t12_variant(
            lambda k, own, t: own[-1] if len(own) else np.nan
        ),
        "of each timestep only the first loss survives": t12_variant(
            lambda k, own, t: own[0] if len(own) else np.nan
        ),
        "the result ends at the largest timestep drawn; it must have T entries": (
            lambda t, losses, T: oracles.diffusion.loss_by_timestep(t, losses, int(t.max()) + 1)
        ),
        "the result skips the timesteps that were not drawn; it must have T entries": (
            lambda t, losses, T: np.array([losses[t == k].mean() for k in np.unique(t)])
        ),
        "every value sits one timestep too late: t counts from 0": lambda t, losses, T: np.append(
            np.nan, oracles.diffusion.loss_by_timestep(t, losses, T)[:-1]
        ),
        "every value sits one timestep too early: t counts from 0": lambda t, losses, T: np.append(
            oracles.diffusion.loss_by_timestep(t, losses, T)[1:], np.nan
        ),
        "each timestep gets the median of its losses": t12_variant(
            lambda k, own, t: np.median(own) if len(own) else np.nan
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="t12_edges"
assert callable(loss_by_timestep)  # hidden: no sample, a loss of 0, timesteps outside 0…T−1
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.agree(
    loss_by_timestep,
    oracles.diffusion.loss_by_timestep,
    [(np.array([1, 3, 3]), np.array([0.0, 0.0, 0.0]), 5)],
    where="for losses that are 0 (seen, and perfect)",
)
checks.agree(
    loss_by_timestep,
    oracles.diffusion.loss_by_timestep,
    [(np.array([0, 0, 0]), np.array([1.0, 2.0, 6.0]), 1)],
    where="for T = 1",
)
checks.agree(
    loss_by_timestep,
    oracles.diffusion.loss_by_timestep,
    [(np.zeros(0, dtype=int), np.zeros(0), 3)],
    where="for no samples at all",
)
checks.raises(
    loss_by_timestep,
    (np.array([0, 4, 2]), np.ones(3), 4),
    ValueError,
    "the timestep T lies outside 0…T−1: no ValueError",
)
checks.raises(
    loss_by_timestep,
    (np.array([0, -1, 2]), np.ones(3), 4),
    ValueError,
    "a negative timestep counts from the end in Python: no ValueError",
)
### END HIDDEN TESTS

# %% points=1 tests="t12_hygiene"
assert callable(loss_by_timestep)  # hidden: order of the samples, lists, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

t12_rng = checks.rng("t12_hygiene")
t12_t = np.array([4, 0, 2, 2, 0, 4, 4, 1])
t12_losses = t12_rng.uniform(0.6, 3, 8)
checks.hygiene(loss_by_timestep, t12_t, t12_losses, 6, skip=("nan",))  # no sample, no mean
t12_order = np.array([3, 7, 0, 5, 2, 6, 1, 4])
checks.require(
    checks.compare(
        checks.call(loss_by_timestep, t12_t[t12_order], t12_losses[t12_order], 6),
        checks.call(loss_by_timestep, t12_t, t12_losses, 6),
        checks.EXACT,
        0,
    )
    is None,
    "the order of the samples changes the result",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Below, 20 000 samples at random timesteps, predicted by the two best predictors; the timesteps 7 and 13
were never drawn. The lines are the known optima, the crosses your means. Neither curve is flat: a network
whose loss has the shape of such a line may simply be good, so judge each timestep against its own
optimum.
"""

# %%
t12_draws, t12_levels = np.random.default_rng(12), 20
t12_abar = np.cumprod(1 - np.linspace(0.01, 0.4, t12_levels))
t12_steps = t12_draws.choice([k for k in range(t12_levels) if k not in (7, 13)], 20_000)
t12_x0, t12_eps = t12_draws.normal(size=(2, 20_000))
t12_keep, t12_lose = np.sqrt(t12_abar[t12_steps]), np.sqrt(1 - t12_abar[t12_steps])
t12_xt = t12_keep * t12_x0 + t12_lose * t12_eps
t12_figure, t12_axes = plt.subplots(figsize=(7.2, 3))
t12_axes.plot(t12_abar, color=TRUTH, lw=1.2)
t12_axes.plot(1 - t12_abar, color=TRUTH, lw=1.2, ls="--")
with attempt():
    t12_eps_curve = loss_by_timestep(t12_steps, (t12_eps - t12_lose * t12_xt) ** 2, t12_levels)
    t12_x0_curve = loss_by_timestep(t12_steps, (t12_x0 - t12_keep * t12_xt) ** 2, t12_levels)
    t12_axes.plot(t12_eps_curve, "x", color=YOURS, ms=7, mew=1.6, label="yours, error of ε̂")
    t12_axes.plot(t12_x0_curve, "+", color=YOURS, ms=9, mew=1.6, label="yours, error of x̂₀")
    t12_axes.legend(loc="center right")
t12_axes.set(xlabel="timestep t", ylabel="mean squared error", xticks=range(0, t12_levels, 2))
t12_axes.set(ylim=(-0.05, 1.15), title="solid: best for ε · dashed: best for $x_0$")
plt.show()

# %% [markdown]
r"""
## 13 · Symptoms and diagnostics

Six models went wrong, each in its own way, and nobody noticed from the loss or from a few pretty samples.
Give each symptom the one measurement that shows the failure most directly; each letter is used once.
Every right pair counts.

1. `"alike"`: a GAN; each sample looks real, but any two of them look like each other.
2. `"code unused"`: a VAE with a strong decoder; it writes fine images, whatever $z$ it is given.
3. `"texture"`: a diffusion model; shapes are right, fine texture is not, and its mean loss looks as usual.
4. `"too good"`: a flow; since an edit of the log-determinant its likelihood beats every rival, and its
   samples are the same as before.
5. `"copies"`: any family; the training likelihood still rises, and the samples look oddly familiar.
6. `"one mode"`: a Langevin sampler of a law with two far modes; one long run looks settled.

- **a** the likelihood of held-out data, and the distance of samples to their nearest training datum
- **b** the mean loss at each timestep, beside that of a good model
- **c** many independent runs from scattered starts, compared with one another
- **d** the KL term of each latent dimension, averaged over the data
- **e** the integral of the density over a grid, on a toy of one or two dimensions
- **f** the mean pairwise distance, or the recall, beside that of real samples

<details><summary>Hint 1 · a question</summary>

For each measurement: which value would a healthy model have, and which of the six would not have it?
</details>
<details><summary>Hint 2 · where it was</summary>

Sections 3, 6, 9, 11 and 12 each computed one of these measurements, or what it rests on.
</details>
<details><summary>Hint 3 · one blank</summary>

A density that is too good everywhere must break one law that every density obeys: ______.
</details>
"""

# %% solution="t13_match"
t13_pairs = {
    "alike": None,  # one letter each, for example "x"
    "code unused": None,
    "texture": None,
    "too good": None,
    "copies": None,
    "one mode": None,
}
### BEGIN SOLUTION
t13_pairs = {
    "alike": "f",
    "code unused": "d",
    "texture": "b",
    "too good": "e",
    "copies": "a",
    "one mode": "c",
}
### END SOLUTION

# %% points=3 tests="t13_matched"
assert len(t13_pairs) == 6, "six symptoms, one letter each"  # hidden: half a point per pair
### BEGIN HIDDEN TESTS
from course import checks

3 * checks.matching(
    t13_pairs,
    {
        "alike": "f",
        "code unused": "d",
        "texture": "b",
        "too good": "e",
        "copies": "a",
        "one mode": "c",
    },
    {
        "alike": "each single sample passes; which number is about two samples at a time?",
        "code unused": "what does an encoder pay if its cloud says nothing about x?",
        "texture": "fine detail is decided at a few noise levels; what does not mix them up?",
        "too good": "samples do not use the log-determinant. Which law must any density obey?",
        "copies": "a memorised set has a fine likelihood; where would it be poor?",
        "one mode": "what one run never visits, it cannot report. What could?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## The families side by side

Thirteen sections, six families. Fill the table: one letter per family and column, in the **plain form** of
each family, without distillation or hybrids. A letter may serve several families in the first two columns; in
the last two, each is used once. Every right entry counts.

**Likelihood** of a given $x$:

- **a** none, there are only samples
- **b** a lower bound, from one pass of two networks
- **c** exact, term by term or by a change of variables
- **d** only up to a constant that nobody knows
- **e** a bound summed over many noise levels, or a value from solving an ODE, up to the solver's error

**Network passes per sample:**

- **a** no fixed number: as many as the chain needs to mix
- **b** one per element, in series
- **c** one
- **d** one per noise level visited: from some ten to a thousand

**Strength:**

- **a** sharp samples at the price of one pass
- **b** training is plain regression, fidelity and coverage are usually both high, guidance can be added
- **c** a short code of each datum, from one encoder pass
- **d** any network with one output is a model, and models combine by adding outputs
- **e** a density *and* an inverse, both exact and in parallel over all elements
- **f** natural for discrete sequences of any length, trained in parallel over positions

**Price:**

- **a** each sample passes many times through a network at full size
- **b** every layer must be invertible with a cheap determinant, and the code is as large as the datum
- **c** training is a game of two networks, may oscillate, and may drop modes
- **d** generation is serial: element after element
- **e** the normaliser's gradient needs samples of the model itself during training
- **f** a pixel-wise likelihood averages over what the code leaves open, which blurs

"Flow" stands for **coupling** flows here: a *masked autoregressive* flow also has an exact density in one pass,
but samples one element after another. "Energy-based" means $p\propto e^{-E}$, sampled by Langevin steps.
"""

# %% solution="family_table"
family_table = {
    # one letter each:  likelihood, passes, strength, price
    "autoregressive": [None, None, None, None],
    "VAE": [None, None, None, None],
    "GAN": [None, None, None, None],
    "coupling flow": [None, None, None, None],
    "diffusion": [None, None, None, None],
    "energy-based": [None, None, None, None],
}
### BEGIN SOLUTION
family_table = {
    "autoregressive": ["c", "b", "f", "d"],
    "VAE": ["b", "c", "c", "f"],
    "GAN": ["a", "c", "a", "c"],
    "coupling flow": ["c", "c", "e", "b"],
    "diffusion": ["e", "d", "b", "a"],
    "energy-based": ["d", "a", "d", "e"],
}
### END SOLUTION

# %% points=1 tests="family_likelihood"
assert all(len(row) == 4 for row in family_table.values())  # hidden: the column "likelihood"
### BEGIN HIDDEN TESTS
from course import checks

checks.matching(
    {family: row[0] for family, row in family_table.items()},
    {
        "autoregressive": "c",
        "VAE": "b",
        "GAN": "a",
        "coupling flow": "c",
        "diffusion": "e",
        "energy-based": "d",
    },
    {
        "autoregressive": "it multiplies conditionals that it knows; is anything left out?",
        "VAE": "its objective contains a KL term that is never seen; on which side does that leave it?",
        "GAN": "a judge's opinion is no density. Where would log p(x) come from?",
        "coupling flow": "its Jacobian is triangular; is anything approximated?",
        "diffusion": "it is a hierarchy of latents with a fixed encoder, and has a deterministic twin.",
        "energy-based": "which part of exp(−E)/Z does the network not give?",
    },
)
### END HIDDEN TESTS

# %% points=1 tests="family_passes"
assert all(len(row) == 4 for row in family_table.values())  # hidden: the column "passes"
### BEGIN HIDDEN TESTS
from course import checks

checks.matching(
    {family: row[1] for family, row in family_table.items()},
    {
        "autoregressive": "b",
        "VAE": "c",
        "GAN": "c",
        "coupling flow": "c",
        "diffusion": "d",
        "energy-based": "a",
    },
    {
        "autoregressive": "training is parallel over positions, generation needs what it has drawn.",
        "VAE": "which of its two networks runs for a new sample, and how often?",
        "GAN": "the discriminator stays at home when samples are drawn.",
        "coupling flow": "half of the elements pass unchanged; must the other half wait for one another?",
        "diffusion": "who chooses how many noise levels the sampler visits?",
        "energy-based": "it is sampled by a Markov chain; when may one stop?",
    },
)
### END HIDDEN TESTS

# %% points=1 tests="family_strength"
assert all(len(row) == 4 for row in family_table.values())  # hidden: the column "strength"
### BEGIN HIDDEN TESTS
from course import checks

checks.matching(
    {family: row[2] for family, row in family_table.items()},
    {
        "autoregressive": "f",
        "VAE": "c",
        "GAN": "a",
        "coupling flow": "e",
        "diffusion": "b",
        "energy-based": "d",
    },
    {
        "autoregressive": "what are language models made of?",
        "VAE": "which of the six brings an encoder to a small space along?",
        "GAN": "what is left if one asks for neither a density nor a code?",
        "coupling flow": "what does it know exactly that no other family knows together?",
        "diffusion": "recall section 8: what kind of problem is its training?",
        "energy-based": "what may the network look like if only its output counts?",
    },
)
### END HIDDEN TESTS

# %% points=1 tests="family_price"
assert all(len(row) == 4 for row in family_table.values())  # hidden: the column "price"
### BEGIN HIDDEN TESTS
from course import checks

checks.matching(
    {family: row[3] for family, row in family_table.items()},
    {
        "autoregressive": "d",
        "VAE": "f",
        "GAN": "c",
        "coupling flow": "b",
        "diffusion": "a",
        "energy-based": "e",
    },
    {
        "autoregressive": "what makes a chat model answer word by word?",
        "VAE": "what does the mean of all images look like that fit one code?",
        "GAN": "its loss does not simply fall; why?",
        "coupling flow": "what must be true of each layer for the change of variables to hold?",
        "diffusion": "what do distilled and few-step samplers try to save?",
        "energy-based": "what is the gradient of log Z, and what is needed to estimate it?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
The first two columns as a map. Which corners would everybody like to live in, and who does?
"""

# %%
family_rows = ["none", "up to a constant", "bound", "bound or ODE", "exact"]
family_columns = ["one", "one per\nnoise level", "one per\nelement", "until\nmixed"]
family_figure, family_axes = plt.subplots(figsize=(7.6, 3.4))
family_seen = {}
for family_name, (family_first, family_second, *_) in family_table.items():
    if family_first in list("adbec") and family_second in list("cdba"):
        family_place = ("cdba".index(family_second), "adbec".index(family_first))
        family_seen.setdefault(family_place, []).append(family_name)
for (family_x, family_y), family_names in family_seen.items():
    family_axes.plot(family_x, family_y, "o", color=YOURS, ms=9)
    family_label = ", ".join(family_names)
    family_axes.annotate(family_label, (family_x + 0.08, family_y + 0.12), va="bottom")
family_axes.set_xticks(range(4), family_columns)
family_axes.set_yticks(range(5), family_rows)
family_axes.set(xlim=(-0.4, 4), ylim=(-0.5, 4.5), xlabel="network passes per sample")
family_axes.set(ylabel="likelihood", title="your table as a map")
plt.show()

# %% [markdown]
r"""
## Skill check

Four questions across the sections, one letter each.

**S1.** Which model gives the **exact** likelihood of a datum *and* a sample, each with a **single** pass
through its network?

- **a** an autoregressive transformer
- **b** a masked autoregressive flow
- **c** a variational autoencoder
- **d** a coupling flow
"""

# %% solution="s1"
answer_s1 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_s1 = "d"
### END SOLUTION

# %% points=1 tests="s1_answered"
assert answer_s1 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_s1,
    key="d",
    feedback={
        "a": "its likelihood takes one parallel pass, but how does it produce the tenth token?",
        "b": "its likelihood takes one parallel pass, but its inverse must know the elements before.",
        "c": "it samples in one pass, but what it evaluates is not log p(x) itself.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**S2.** A flow with one layer, $x=a\,z$ with a number $a>1$. How does $\log p_X$ at $x=az$ compare with
$\log p_Z$ at $z$?

- **a** They are equal: the point has only moved.
- **b** It is lower, by $\log a$.
- **c** It is higher, by $\log a$.
- **d** It is $\log p_Z(z)$ divided by $a$.
"""

# %% solution="s2"
answer_s2 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_s2 = "b"
### END SOLUTION

# %% points=1 tests="s2_answered"
assert answer_s2 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_s2,
    key="b",
    feedback={
        "a": "the same mass now covers an interval of another length.",
        "c": "stretching spreads the same mass over more room: does the density rise?",
        "d": "the density itself is divided, not its logarithm.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**S3.** A VAE with a Gaussian encoder, the prior $\mathcal N(0,I)$ and a neural decoder. How are the two terms
of its ELBO computed for one datum, as a rule?

- **a** $\mathbb E_q[\log p(x\mid z)]$ is estimated from samples of $z$, the KL term has a closed form.
- **b** The KL term is estimated from samples of $z$, $\mathbb E_q[\log p(x\mid z)]$ has a closed form.
- **c** Both have a closed form: everything is Gaussian.
- **d** Both must be estimated from samples of $z$: neither has a closed form.
"""

# %% solution="s3"
answer_s3 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_s3 = "a"
### END SOLUTION

# %% points=1 tests="s3_answered"
assert answer_s3 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_s3,
    key="a",
    feedback={
        "b": "exchanged: which of the two passes through the decoder?",
        "c": "the encoder's cloud passes through a network that is not linear.",
        "d": "one of them compares two Gaussians and never meets the decoder.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**S4.** A generator reaches a low FID, but its recall is low. What is the most plausible reading?

- **a** Its samples look unreal, for recall measures realism.
- **b** It covers everything: a low FID proves it, recall must be a fluke.
- **c** Parts of the data are missing: the FID compares two moments and may stay low all the same.
- **d** It memorised the training set: that is what low recall means.
- **e** It cannot be a diffusion model: the loss of such a model visits every datum, so no mode is lost.
"""

# %% solution="s4"
answer_s4 = None  # "a", "b", "c", "d" or "e"
### BEGIN SOLUTION
answer_s4 = "c"
### END SOLUTION

# %% points=1 tests="s4_answered"
assert answer_s4 in (None, "a", "b", "c", "d", "e"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_s4,
    key="c",
    feedback={
        "a": "that would be low precision: which of the two sets does recall walk through?",
        "b": "the FID sees the mean and the covariance of features. Can a set of few modes have both?",
        "d": "a memorised set lies on the data: what would its recall be?",
        "e": "lost modes are rarer there; a finite network, few steps or guidance can lose them too",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** A loss is averaged over something: say over what. A finite step has a law of its own.
Two moments, one mean distance or one mean loss can each look healthy while the model is not; likelihood,
quality and diversity are three questions, and a model may be good at one and poor at another.

*Further:* Theis, van den Oord & Bethge, *A note on the evaluation of generative models*, 2016.
"""
