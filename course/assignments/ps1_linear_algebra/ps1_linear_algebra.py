r"""Problem set 1: linear algebra."""

# %% [markdown]
r"""
# Problem set 1 · Linear algebra

**About 120 minutes · medium · 40 points · before it: matrices, orthogonality, covariance**

Most of what a generative model does to a batch is a matrix product, and one decomposition says
what such a product can do: the SVD, $X = U\Sigma V^\top$. It tells how many numbers a picture is
worth, why the fine-tuning of a large model fits into two thin matrices (LoRA), and how features of
different scales are made comparable.

The set has six problems. The first four are answered by thinking, two of them with a short function
to write; in 1.5 you build the SVD yourself, in 1.6 attention, the one operation that all
transformers share. Small letters count here: a factor $\sqrt n$, a mean not taken off, a $\sigma$
that is 0. Each of them has been printed wrongly in lecture notes.

Rows are samples: $X$ has the shape (n, d). Wherever a letter or a number is asked for, only the
last answer counts, so come back after a figure. In the figures dark marks are true without your
code, and red lines are yours.
"""

# %% [markdown]
r"""
## 1.1 · Shapes and rank

### 1.1a · easy · 2 minutes

$X$ has the shape 100 × 50 and the **rank 30**. `np.linalg.svd(X, full_matrices=False)` returns `U`,
`s` and `Vt`, the *thin* SVD. Which shapes have they? Write tuples.
"""

# %% solution="shapes"
thin_shapes = {
    "U": None,  # a tuple, for example (3, 2); with one axis (3,)
    "s": None,
    "Vt": None,
}
### BEGIN SOLUTION
thin_shapes = {"U": (100, 50), "s": (50,), "Vt": (50, 50)}
### END SOLUTION

# %% points=1 tests="p11a_thin_shapes"
assert set(thin_shapes) == {"U", "s", "Vt"}, "three shapes"  # hidden: a third of the point each
### BEGIN HIDDEN TESTS
from course import checks

parts_11 = np.linalg.svd(checks.rng("p11a").normal(size=(100, 50)), full_matrices=False)
named_11 = dict(zip(("U", "s", "Vt"), parts_11, strict=True))
given_11 = {
    name: None if shape is None else tuple(np.ravel(shape).tolist())
    for name, shape in thin_shapes.items()
}
compact_11 = "that would be the compact SVD; NumPy does not know the rank and cuts nothing off"
full_11 = "that would be a full square matrix, as with full_matrices=True"
symptoms_11 = {
    ("U", (100, 30)): compact_11,
    ("s", (30,)): compact_11,
    ("Vt", (30, 50)): compact_11,
    ("U", (100, 100)): full_11,
    ("s", (50, 50)): "NumPy returns the diagonal alone, not the matrix Σ",
    ("s", (100,)): "a matrix has no more singular values than its shorter side is long",
    ("s", (100, 50)): "NumPy returns the diagonal alone, not the matrix Σ",
    ("Vt", (100, 50)): "its rows are directions in the space of a row of X; how long is a row?",
}
checks.matching(
    given_11,
    {name: str(part.shape) for name, part in named_11.items()},
    {name: symptoms_11.get((name, given_11[name]), "multiply the three") for name in named_11},
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.1b · easy · 2 minutes

The same $X$ in float64. How many of its singular values are larger than $10^{-10}\sigma_1$? (The
others do not come out as 0, but as something like $10^{-14}$: in floats a rank needs a tolerance.)
"""

# %% solution="nonzero"
clearly_nonzero = None  # a whole number
### BEGIN SOLUTION
clearly_nonzero = 30
### END SOLUTION

# %% points=1 tests="p11b_nonzero_values"
assert clearly_nonzero is None or clearly_nonzero >= 0, "a count"
### BEGIN HIDDEN TESTS
from course import checks

rng_11b = checks.rng("p11b")
s_11b = np.linalg.svd(rng_11b.normal(size=(100, 30)) @ rng_11b.normal(size=(30, 50)))[1]
checks.number(
    clearly_nonzero,
    int(np.sum(s_11b > 1e-10 * s_11b[0])),
    mistakes={
        "so many come out of the thin SVD; the rank says how many of them are 0 up to rounding": 50,
        "so many vanish up to rounding; asked for are the others": 20,
        "a matrix has no more singular values than its shorter side is long": 100,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.1c · easy · 2 minutes

Of the sum $X = \sum_j \sigma_j u_j v_j^\top$ only the ten parts with the largest $\sigma_j$ are
kept. Which rank has the result?
"""

# %% solution="kept_rank"
rank_after_ten = None  # a whole number
### BEGIN SOLUTION
rank_after_ten = 10
### END SOLUTION

# %% points=1 tests="p11c_rank_of_ten_parts"
assert rank_after_ten is None or rank_after_ten >= 0, "a count"
### BEGIN HIDDEN TESTS
from course import checks

rng_11c = checks.rng("p11c")
X_11c = rng_11c.normal(size=(100, 30)) @ rng_11c.normal(size=(30, 50))
U_11c, s_11c, Vt_11c = np.linalg.svd(X_11c, full_matrices=False)
checks.number(
    rank_after_ten,
    int(np.linalg.matrix_rank(U_11c[:, :10] * s_11c[:10] @ Vt_11c[:10])),
    mistakes={
        "that is the rank of X itself; each part uⱼvⱼᵀ adds 1": 30,
        "the shape stays 100 × 50, but it is not the shape that is asked for": 50,
        "that is the rank of what was thrown away": 20,
        "so many parts are left out, some of them 0": 40,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 1.2 · Energy

A matrix has the singular values 10, 5, 3, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05. Its **energy** is
$\sum_j \sigma_j^2$, which equals $\sum_{ik} X_{ik}^2$. What a rank-$k$ approximation keeps of it is the
usual measure of how good it is.

### 1.2a · easy · 2 minutes

How large is the energy?
"""

# %% solution="energy"
total_energy = None  # a number
### BEGIN SOLUTION
total_energy = 139.3925
### END SOLUTION

# %% points=1 tests="p12a_total_energy"
assert total_energy is None or total_energy > 0, "squares are not negative"
### BEGIN HIDDEN TESTS
from course import checks

s_12a = np.array([10, 5, 3, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05])
checks.number(
    total_energy,
    float(s_12a @ s_12a),
    mistakes={
        "the values themselves are summed; what is the energy made of?": float(s_12a.sum()),
        "that is a length, the Frobenius norm; the energy is something else": float(
            np.linalg.norm(s_12a)
        ),
        "that is the energy of the largest value alone": float(s_12a[0] ** 2),
        "that is the square of the sum": float(s_12a.sum() ** 2),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.2b · easy · 2 minutes

How many values, the largest first, does it take to hold **at least 90 %** of the energy?
"""

# %% solution="ninety"
parts_for_90 = None  # a whole number
### BEGIN SOLUTION
parts_for_90 = 3
### END SOLUTION

# %% points=1 tests="p12b_ninety_percent"
assert parts_for_90 is None or parts_for_90 >= 1, "at least one"
### BEGIN HIDDEN TESTS
from course import checks, oracles

s_12b = [10, 5, 3, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05]
checks.number(
    parts_for_90,
    oracles.linear_algebra.n_components_for_energy(s_12b, 0.9),
    mistakes={
        "a close call: compute that share to one digit more, and do not round it": 2,
        "that is the answer for shares of Σσ; which sum is the energy?": (
            oracles.linear_algebra.n_components_for_energy(np.sqrt(s_12b), 0.9)
        ),
        "the largest value alone holds some 72 %": 1,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.2c · easy · 1 minute

And for **at least 99 %**?
"""

# %% solution="ninety_nine"
parts_for_99 = None  # a whole number
### BEGIN SOLUTION
parts_for_99 = 4
### END SOLUTION

# %% points=1 tests="p12c_ninety_nine_percent"
assert parts_for_99 is None or parts_for_99 >= 1, "at least one"
### BEGIN HIDDEN TESTS
from course import checks, oracles

s_12c = [10, 5, 3, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05]
checks.number(
    parts_for_99,
    oracles.linear_algebra.n_components_for_energy(s_12c, 0.99),
    mistakes={
        "that holds some 96 %": 3,
        "a close call, but one value less is enough: compute its share to one digit more": 5,
        "that is the answer for shares of Σσ; which sum is the energy?": (
            oracles.linear_algebra.n_components_for_energy(np.sqrt(s_12c), 0.99)
        ),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.2 in code · easy · 8 minutes

Write the count as a function. Mind two things: nobody promises that the values are sorted, and a
share that reaches `frac` exactly counts, though in floats "exactly" may miss by $10^{-16}$. Try it
on the list above as well: does it agree with your two answers?

<details><summary>Hint 1 · a question</summary>

Squares or not? At least, or more than? And what comes first in a list that is sorted by NumPy?
</details>
<details><summary>Hint 2 · shapes</summary>

`s` (r,) → shares of the first 1, 2, …, r values (r,) → one whole number. `np.cumsum` makes the
shares; `np.argmax` of booleans is the **index** of the first True.
</details>
<details><summary>Hint 3 · one blank</summary>

Sort the squares downwards, sum them up step by step, divide by the ______; the first place with a
share of at least frac − 1e-12 is the answer, counted from 1.
</details>
"""

# %% solution="components" reference="linear_algebra.n_components_for_energy"

# %% points=1 tests="p12_energy_by_hand"
# The values 3 and 4: 16 of 25 is 0.64, so that one of them holds 60 %, but not 65 %.
with attempt():
    expect(n_components_for_energy([3.0, 4.0], 0.6), 1, about="60 % of 3 and 4")
    expect(n_components_for_energy([3.0, 4.0], 0.65), 2, about="65 % of 3 and 4")
    expect(n_components_for_energy([3.0, 4.0], 1.0), 2, about="all of 3 and 4")
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.agree(
    n_components_for_energy,
    oracles.linear_algebra.n_components_for_energy,
    [([10, 5, 3, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05], frac) for frac in (0.7, 0.9, 0.99, 1.0)],
    where="for the list of 1.2",
)
### END HIDDEN TESTS

# %% points=1 tests="p12_energy_random"
assert callable(n_components_for_energy)  # hidden: random values in any order
### BEGIN HIDDEN TESTS
from course import checks, oracles

energy_rng = checks.rng("p12_energy_random")


def counted(power=2, down=True, first=1, strict=False, digits=15, each=False):
    """The count with one mistake."""

    def count(s, frac):
        energy = np.asarray(s, float) ** power
        energy = np.sort(energy)[::-1] if down else energy
        share = np.round((energy if each else np.cumsum(energy)) / energy.sum(), digits)
        reached = share > frac if strict else share >= frac - 1e-12
        return int(np.argmax(reached)) + first

    return count


def close_call(s):
    """The values, and a share that one count misses by less than half a per cent."""
    share = np.cumsum(np.sort(s**2)[::-1])[:-1] / np.sum(s**2)
    rounded = np.round(share, 2)
    return s, float(rounded[np.argmax(rounded - share)])


checks.agree(
    n_components_for_energy,
    oracles.linear_algebra.n_components_for_energy,
    [
        *((energy_rng.gamma(0.5, size=20), frac) for frac in (0.35, 0.75, 0.9, 0.98, 0.995)),
        *(close_call(energy_rng.uniform(0.5, 1, 20)) for _ in range(3)),
    ],
    mistakes={
        "it counts the sum of the values: the energy is made of something else": counted(power=1),
        "the values are taken in the order in which they come": counted(down=False),
        "it is one less everywhere: an index is not a count": counted(first=0),
        "it is one more everywhere: an index is not a count": counted(first=2),
        "shares are rounded to two digits before they are compared": counted(digits=2),
        "it asks each single value, not the first values together, for the share": counted(
            each=True
        ),
        "the smallest values are taken first": lambda s, frac: counted(down=False)(
            np.sort(s), frac
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p12_energy_edges"
assert callable(n_components_for_energy)  # hidden: ties, zeros, all of it, bytes, rounding
### BEGIN HIDDEN TESTS
from course import checks, oracles

ties_12 = [([1, 1, 1, 1], 0.5), ([2.0, 2.0], 0.5), ([1, 1, 1, 1], 0.25), ([3], 0.3)]
checks.agree(
    n_components_for_energy,
    oracles.linear_algebra.n_components_for_energy,
    ties_12,
    where="for equal values, whose share is reached exactly",
    mistakes={
        "a share that is reached exactly is not enough there, but it has to be": lambda s, frac: (
            int(np.argmax(np.cumsum(np.square(s)) / np.sum(np.square(s)) > frac)) + 1
        ),
    },
)
checks.agree(
    n_components_for_energy,
    lambda s, frac: round(len(s) * frac),  # k of n equal values hold k/n
    [(np.full(n, 0.7), k / n) for n in (5, 8, 10, 11) for k in range(1, n + 1)],
    where="for equal values, whose share misses frac by rounding",
)
checks.agree(
    n_components_for_energy,
    oracles.linear_algebra.n_components_for_energy,
    [([2, 0, 0], 1.0), ([0.0, 0.0, 5.0], 0.99), ([1e-3, 0, 2e-3], 1.0), ([4.0, 1.0], 1e-9)],
    where="for zeros, or for nearly nothing",
)
checks.agree(
    n_components_for_energy,
    oracles.linear_algebra.n_components_for_energy,
    [(np.array([20, 100, 30], dtype=np.uint8), 0.9), (np.array([16, 17], dtype=np.uint8), 0.6)],
    where="for bytes (uint8), whose squares do not fit into a byte",
)
### END HIDDEN TESTS

# %% points=1 tests="p12_energy_hygiene"
assert callable(n_components_for_energy)  # hidden: lists, float32, an int, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

energy_rng = checks.rng("p12_energy_hygiene")
s_h12 = np.array([4.5, 2.0, 7.0, 3.0, 1.0]) * energy_rng.uniform(0.9, 1.1)
checks.hygiene(n_components_for_energy, s_h12, 0.93, skip=["varies"])
count_h12 = checks.call(n_components_for_energy, s_h12, 0.93)
checks.require(
    isinstance(count_h12, int | np.integer) and not isinstance(count_h12, bool),
    f"a {type(count_h12).__name__} is returned; a count is an int",
)
checks.require(
    checks.call(n_components_for_energy, s_h12, 1.0) != count_h12,
    "the same result for different shares. Does it use its arguments?",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
A dot says which share of the energy is still **missing** after the $k$ largest values. The red line
is your function, asked for every share; each ring is its answer when it is asked for just the share
that $k$ values hold, and must lie around the dot. The dashed lines are 90 % and 99 %: both times one
dot lies within a hair's breadth of the line, once above and once below. A result like "4 components"
can hang on such a hair.
"""

# %%
values_seen = np.array([10, 5, 3, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05])
missing_seen = [np.sum(values_seen[k:] ** 2) / np.sum(values_seen**2) for k in range(1, 10)]
wanted_seen = 1 - np.geomspace(0.5, 1e-5, 400)

figure, axes = plt.subplots(figsize=(7.2, 3.4))
axes.semilogy(range(1, 10), missing_seen, "o", color=TRUTH, zorder=3)
axes.axhline(0.1, color=TRUTH, ls="--", lw=0.8)
axes.axhline(0.01, color=TRUTH, ls="--", lw=0.8)
with attempt():
    counts_seen = [n_components_for_energy(values_seen[::-1], frac) for frac in wanted_seen]
    axes.semilogy(counts_seen, 1 - wanted_seen, color=YOURS, lw=1.2)
    held_seen = 1 - np.array(missing_seen) - 1e-9
    rings_seen = [n_components_for_energy(values_seen[::-1], frac) for frac in held_seen]
    axes.semilogy(rings_seen, missing_seen, "o", color=YOURS, mfc="none", ms=11)
axes.set(xlim=(0.5, 10.5), ylim=(8e-6, 0.7), xlabel="number of values k")
axes.set(ylabel="missing share of energy", title="dots: counted by hand · rings: yours")
plt.show()

# %% [markdown]
r"""
## 1.3 · Whitening

A cloud of data is *white* if its covariance is the identity. Features are whitened before they are
compared, and latent codes before a prior is fitted to them. With $n$ rows and the usual
$\frac1{n-1}$ in the covariance, how is it done, and why does it work?

### 1.3a · medium · 5 minutes

Here are the steps of a proof, in no order, with **three that do not belong to it**. Write the
letters of the other five in the right order, for example `"abc"`. Each step may use only what stands
before it.

- **a** The columns of $U$ are orthonormal, so $UU^\top = I$; therefore the rows of $X_w$ are white.
- **b** $\Sigma$ is invertible now, so $X_w = \sqrt{n-1}\,X_c V\Sigma^{-1}$ exists; since
  $V^\top V = I$, it equals $\sqrt{n-1}\,U$.
- **c** Take off the column means: $X_c = X - \mathbf 1\bar x^\top$, so that $\mathbf 1^\top X_c = 0$.
- **d** Because $X_w = X_c V\Sigma^{-1} = U$ and $U^\top U = I$, the covariance of $X_w$ is $I$.
- **e** Insert $X_w = \sqrt{n-1}\,U$ there: the factors $n-1$ cancel, and $U^\top U = I$ is left.
- **f** Decompose the centred matrix and keep the $r$ directions with $\sigma_j > 0$:
  $X_c = U\Sigma V^\top$ with $U^\top U = V^\top V = I$.
- **g** Divide each column of $X_c$ by its standard deviation; then all variances are 1, which makes the
  covariance $I$.
- **h** $X_w$ is $X_c$ times a matrix, so its columns have mean 0 as well, and its covariance is
  $\frac1{n-1}X_w^\top X_w$.
"""

# %% solution="order"
whitening_proof = None  # five letters, for example "abcde"
### BEGIN SOLUTION
whitening_proof = "cfbhe"
### END SOLUTION

# %% points=1 tests="p13a_order"
assert whitening_proof is None or len(whitening_proof) >= 1, "letters in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.ordering(
    whitening_proof,
    key="cfbhe",
    decoys={
        "a": "U has more rows than columns: which of UᵀU and UUᵀ is the small one?",
        "d": "UᵀU = I is right, but a covariance has one more factor than UᵀU.",
        "g": "equal variances say nothing about the entries beside the diagonal.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.3a, in your own words · hard · 15 minutes

*Graded by a person, 4 points; 150 to 250 words with formulas.* Lecture notes say:

> *Let $X = U\Sigma V^\top$ be the SVD of an $n\times d$ data matrix. Then $X_w = XV\Sigma^{-1}$ is
> white, because $X_w^\top X_w = I$.*

1. State and prove the right theorem: which matrix is decomposed, what is $X_w$, and why is its
   covariance (with $\frac1{n-1}$) the identity? Say at each step which property you use.
2. For each of the three things that are wrong or missing in the notes, say what the covariance of
   their $X_w$ is then, or why $X_w$ does not exist.
"""

# %% [markdown] answer="p13a_derivation" points=4
r"""
*Model answer.*

**Theorem.** Let $X_c = X - \mathbf 1\bar x^\top$ and $X_c = U\Sigma V^\top$ its SVD, cut down to the
$r$ singular values that are positive. Then $X_w = \sqrt{n-1}\,X_cV\Sigma^{-1}$, an $n\times r$
matrix, has the covariance $I_r$.

**Proof.** All $\sigma_j>0$, so $\Sigma^{-1}$ exists, and with $V^\top V = I_r$ we get
$X_w = \sqrt{n-1}\,U\Sigma V^\top V\Sigma^{-1} = \sqrt{n-1}\,U$. Centring gives $\mathbf 1^\top X_c=0$,
hence $\mathbf 1^\top X_w = 0$: the columns of $X_w$ have mean 0 and the covariance is
$\frac1{n-1}X_w^\top X_w$. Inserting, $\frac1{n-1}(n-1)\,U^\top U = I_r$, since the columns of $U$ are
orthonormal. ∎

**What is wrong in the notes.** (i) *The factor.* With centred data of full rank their $X_w$ is $U$,
with covariance $\frac1{n-1}I$: for $n=200$ variances of 0.005. (ii) *Centring.* Without it
$X_w = U$ still has $U^\top U = I$, but that is a second moment about 0; with the column means $m$ of
$X_w$ the covariance is $\frac1{n-1}(I - n\,mm^\top)$, which is no multiple of $I$ for $r \geq 2$ unless
$m=0$. (iii) *Rank.* If $\sigma_j=0$, $\Sigma^{-1}$ does not exist; that is always so for centred data
with $n\le d$. Then only $r$ directions can be whitened.

### BEGIN MARK SCHEME
One point for each, independently of style; half a point for a right statement without a reason:

- **Centring.** The mean is taken off before the decomposition, and the answer says why it is needed:
  the covariance is $\frac1{n-1}X_w^\top X_w$ only for columns of mean 0, or what it is otherwise.
- **Orthonormality.** $X_w$ is reduced to a multiple of $U$ with $V^\top V = I$, and $U^\top U = I$ is
  used; not $UU^\top = I$, which is false for $r<n$ (that costs the point).
- **The factor.** $\sqrt{n-1}$ in $X_w$, and the covariance $\frac1{n-1}I$ without it. A consistent
  $\sqrt n$ with a covariance defined by $\frac1n$ counts fully.
- **Rank.** $\Sigma^{-1}$ needs $\sigma_j>0$; the directions with $\sigma_j=0$ are dropped, so that $X_w$
  has $r$ columns. A damped inverse $\sigma/(\sigma^2+\lambda)$ counts if it says that the covariance is
  then only approximately $I$.

An answer that copies the letters of the ordering question without reasons gets 1 point at most.
### END MARK SCHEME
"""

# %% [markdown]
r"""
### 1.3b · easy · 2 minutes

Some cloud of data, of any form, has been whitened exactly. What is now guaranteed?

- **a** Each column follows $\mathcal N(0, 1)$, because mean and variance fix a distribution.
- **b** The columns are independent: one tells nothing about another.
- **c** The columns have variance 1 and are uncorrelated, and that is all.
- **d** The cloud equals the prior of a VAE: draws of $\mathcal N(0, I)$ look like these data.

Write a letter; the figure below gives a hint.
"""

# %% solution="white"
answer_white = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_white = "c"
### END SOLUTION

# %% points=1 tests="p13b_what_is_guaranteed"
assert answer_white in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_white,
    key="c",
    feedback={
        "a": "many distributions share two moments. Look at the histogram in the figure.",
        "b": "for a ring the correlation is 0, and yet x tells much about y. What does a "
        "covariance see?",
        "d": "the prior is a law of z, chosen by the model; a linear map does not bend data into it.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.3c · medium · 3 minutes

The centred data of some task have, on paper, $\sigma_4 = 0$; the formula asks for $1/\sigma_4$. What
should the code do?

- **a** Leave the fourth direction out, or damp it: $\sigma/(\sigma^2+\lambda)$ in place of $1/\sigma$.
- **b** Write 0 for $1/\sigma_4$ and keep the column: so the shape stays and the covariance is $I$.
- **c** Write 1 for $\sigma_4$: the direction passes unscaled, and the other ones are white.
- **d** Nothing: floats give something like $10^{-15}$ for it, and nothing is divided by 0.
"""

# %% solution="flat"
answer_flat = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_flat = "a"
### END SOLUTION

# %% points=1 tests="p13c_flat_direction"
assert answer_flat in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_flat,
    key="a",
    feedback={
        "b": "which variance has a column that is 0 throughout? It stands on the diagonal.",
        "c": "what passes unscaled is rounding noise of size 1e-15; is its variance 1?",
        "d": "the noise is then multiplied by 1e15: it looks like a feature of variance 1, and is "
        "none.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.3 in code · medium · 15 minutes

Write `whiten`, for any number of rows and columns. Flat directions are dropped, and "flat" is
measured against the longest direction, so that it does not matter whether lengths are in metres or
nanometres. `np.linalg.svd` is allowed here.

<details><summary>Hint 1 · a question</summary>

What is $U^\top U$ divided by in a covariance? And is the mean of $U$'s columns 0?
</details>
<details><summary>Hint 2 · shapes</summary>

`X` (n, d) → centred (n, d) → `U` (n, m), `s` (m,) with m = min(n, d) → a mask of shape (m,) →
result (n, r). The mean is over the rows, axis 0.
</details>
<details><summary>Hint 3 · one blank</summary>

Columns of U with $\sigma_j$ > tol · σ₁, times the root of ______.
</details>
"""

# %% solution="whiten" reference="linear_algebra.whiten"

# %% points=1 tests="p13_whiten_by_hand"
# Four points on the axes, ±1 and ±2: variances 2/3 and 8/3, no covariance. White, each point sits
# at the distance √1.5 from 0; the scalar products of the rows do not depend on rotations.
with attempt():
    cross = whiten(np.array([[1.0, 0], [-1, 0], [0, 2], [0, -2]]))
    expect(cross @ cross.T, 1.5 * np.kron(np.eye(2), [[1, -1], [-1, 1]]), about="the cross")
    cloud = np.random.default_rng(0).normal(size=(60, 4)) @ np.tri(4) + 5
    expect(whiten(cloud).mean(axis=0), np.zeros(4), about="mean of 60 points")
    expect(np.cov(whiten(cloud), rowvar=False), np.eye(4), about="covariance of 60 points")

# %% points=1 tests="p13_whiten_random"
assert callable(whiten)  # hidden: random clouds in 2 to 5 dimensions, far from the origin
### BEGIN HIDDEN TESTS
from course import checks, oracles

whiten_rng = checks.rng("p13_whiten_random")
for n_w, d_w in ((60, 4), (25, 2), (12, 5), (5, 1)):
    X_w = whiten_rng.normal(size=(n_w, d_w)) @ whiten_rng.normal(size=(d_w, d_w)) + 5
    text_w = oracles.linear_algebra.whitening_symptom(checks.call(whiten, X_w), X_w)
    checks.require(text_w is None, f"whiten, {n_w} points in {d_w} dimensions: {text_w}")
### END HIDDEN TESTS

# %% points=1 tests="p13_whiten_edges"
assert callable(whiten)  # hidden: flat clouds, fewer points than dimensions, the tolerance
### BEGIN HIDDEN TESTS
from course import checks, oracles

whiten_rng = checks.rng("p13_whiten_edges")
flat_w = whiten_rng.normal(size=(50, 2)) @ whiten_rng.normal(size=(2, 5)) + 1
few_w = whiten_rng.normal(size=(4, 7))
thin_w = whiten_rng.normal(size=(40, 3)) * [1.0, 0.05, 1e-5]
for X_w, where_w, *tol_w in (
    (flat_w, "a flat cloud in 5 dimensions"),
    (few_w, "fewer points than dimensions"),
    (np.full((6, 2), 3.0), "points that are all equal"),
    (1e-12 * thin_w, "a cloud measured in a very large unit"),
    (1e6 * thin_w, "a cloud measured in a very small unit"),
    (thin_w, "a thin cloud, tol = 0.01", 1e-2),
    (100 * thin_w, "a thin cloud in another unit, tol = 0.01", 1e-2),
    (thin_w, "a thin cloud, tol = 0.4", 0.4),
    (thin_w, "tol = 1, which drops everything", 1.0),
):
    text_w = oracles.linear_algebra.whitening_symptom(checks.call(whiten, X_w, *tol_w), X_w, *tol_w)
    checks.require(text_w is None, f"whiten, {where_w}: {text_w}")
### END HIDDEN TESTS

# %% points=1 tests="p13_whiten_hygiene"
assert callable(whiten)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

X_h13 = checks.rng("p13_whiten_hygiene").normal(size=(9, 3)) * [2, 1, 3]
checks.keeps_inputs(whiten, X_h13)
first_h13, second_h13 = checks.call(whiten, X_h13), checks.call(whiten, X_h13)
checks.require(first_h13 is not None, "nothing is returned (None). Is a return missing?")
checks.require(
    checks.compare(first_h13, second_h13, 0, 0) is None,
    "two calls with the same arguments differ. Does it draw its own randomness?",
)


def products(X):
    """Scalar products of the whitened rows: they do not depend on signs and rotations."""
    white = np.asarray(whiten(X))
    return white @ white.T


products.__name__ = "whiten"
# a multiple of the cloud is whitened to the same, so another change has to show
checks.hygiene(products, X_h13, skip=["varies"])
checks.require(
    checks.compare(products(X_h13**3), products(X_h13), 1e-3, 0) is not None,
    "the same result for different clouds. Does it use its argument?",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Left, a cloud that is no ellipse, with the ellipse of its covariance. Middle, your whitened cloud:
the ellipse of *its* covariance must lie on the dashed circle. Right, one direction of it: variance 1,
and still no bell (dashed).
"""

# %%
rng_seen = np.random.default_rng(4)
arc = rng_seen.uniform(0.1, 1.3 * np.pi, 500)
bent = np.stack([np.cos(arc), np.sin(arc)], axis=1) + 0.07 * rng_seen.normal(size=(500, 2))
bent = bent @ np.array([[3.0, 1.0], [0.0, 0.8]]) + [4, 2]
turns = np.linspace(0, 2 * np.pi, 200)
circle = np.stack([np.cos(turns), np.sin(turns)])


def ellipse(points):
    """The ellipse of one standard deviation around the mean, (2, 200)."""
    spread, directions = np.linalg.eigh(np.cov(points, rowvar=False))
    return directions * np.sqrt(spread) @ circle + points.mean(axis=0)[:, None]


figure, (left, middle, right) = plt.subplots(1, 3, figsize=(9.6, 3.2), layout="constrained")
left.plot(*bent.T, ".", color=DATA, ms=3)
left.plot(*ellipse(bent), color=TRUTH)
left.set(title="the cloud", xlabel="x₁", ylabel="x₂", aspect="equal")
middle.plot(*circle, "--", color=TRUTH, zorder=3)
middle.set(title="dashed: white · line: yours", aspect="equal", xlim=(-3.2, 3.2), ylim=(-3.2, 3.2))
axis_seen = np.linspace(-3.2, 3.2, 200)
bell = np.exp(-(axis_seen**2) / 2) / np.sqrt(2 * np.pi)
right.plot(axis_seen, bell, "--", color=TRUTH)
right.set(title="one direction of yours", xlim=(-3.2, 3.2), xlabel="value", ylabel="density")
with attempt():
    white_seen = whiten(bent)
    middle.plot(*white_seen.T, ".", color=DATA, ms=3)
    middle.plot(*ellipse(white_seen), color=YOURS)
    right.hist(white_seen[:, 0], 25, density=True, color=YOURS, alpha=0.4)
plt.show()

# %% [markdown]
r"""
### 1.3, explain · easy · 3 minutes

Somebody whitens $n = 200$ centred points and returns $U$ alone, as the lecture notes above do. Which
variance has each column, as `np.cov` computes it?
"""

# %% solution="bare_u"
variance_of_u = None  # a number; three digits are enough
### BEGIN SOLUTION
variance_of_u = 1 / 199
### END SOLUTION

# %% points=1 tests="p13_variance_of_u"
assert variance_of_u is None or variance_of_u >= 0, "a variance"
### BEGIN HIDDEN TESTS
from course import checks

X_13u = checks.rng("p13_variance_of_u").normal(size=(200, 3))
U_13u = np.linalg.svd(X_13u - X_13u.mean(axis=0), full_matrices=False)[0]
checks.number(
    variance_of_u,
    float(np.var(U_13u[:, 0], ddof=1)),
    mistakes={
        "a close miss: by what does np.cov divide?": 1 / 200,
        "that is a standard deviation": 199**-0.5,
        "the columns of U have length 1; a variance is a mean of squares": 1.0,
        "that is the factor that is missing, not the variance": 199.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 1.4 · Why attention divides by $\sqrt d$

A transformer compares a query $q\in\mathbb R^{512}$ with a key $k\in\mathbb R^{512}$ by $q\cdot k$. At
the start of training the 1024 entries are about independent, with mean 0 and variance 1.

### 1.4a · easy · 1 minute

Which mean has $q\cdot k$?
"""

# %% solution="dot_mean"
mean_of_dot = None  # a number
### BEGIN SOLUTION
mean_of_dot = 0
### END SOLUTION

# %% points=1 tests="p14a_mean"
assert mean_of_dot is None or np.isfinite(mean_of_dot), "a number"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    mean_of_dot,
    512 * 0.0 * 0.0,  # E[q k] = E[q] E[k]
    mistakes={
        "that is the mean of q·q; q and k are different and independent": 512,
        "that is a spread, not a mean": 512**0.5,
        "the entries have variance 1; which mean have they?": 1,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.4b · easy · 3 minutes

Which variance has $q\cdot k$?
"""

# %% solution="dot_variance"
variance_of_dot = None  # a number
### BEGIN SOLUTION
variance_of_dot = 512
### END SOLUTION

# %% points=1 tests="p14b_variance"
assert variance_of_dot is None or variance_of_dot >= 0, "a variance is not negative"
### BEGIN HIDDEN TESTS
from course import checks

# fair signs have mean 0 and variance 1: each product is a fair sign again, and 512 of them add up
one_product = np.var([q * k for q in (-1, 1) for k in (-1, 1)])
checks.number(
    variance_of_dot,
    512 * float(one_product),
    mistakes={
        "that is the standard deviation": 512**0.5,
        "that is the variance of one product; how many are added?": 1,
        "standard deviations of independent terms do not add up": 512**2,
        "each vector alone has that many entries, but the pairs are what is added": 1024,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.4c · medium · 5 minutes

A row of scores is $(0, 100, 0, 0)$: large, but 100 is only 4.4 of the standard deviations above. Divide
it by $\sqrt{512}$ and take the softmax. How large is the largest weight?
"""

# %% solution="scaled_weight"
largest_weight = None  # a number; three digits
### BEGIN SOLUTION
largest_weight = 0.9651  # 1 / (1 + 3 exp(−100/√512))
### END SOLUTION

# %% points=1 tests="p14c_largest_weight"
assert largest_weight is None or 0 <= largest_weight <= 1, "a weight is between 0 and 1"
### BEGIN HIDDEN TESTS
from course import checks


def largest_of(divisor):
    """The largest weight of the four, with scores divided by this number."""
    weights = np.exp((np.array([0, 100, 0, 0]) - 100) / divisor)
    return float(weights[1] / weights.sum())


checks.number(
    largest_weight,
    largest_of(np.sqrt(512)),
    mistakes={
        "that is the weight without the division": largest_of(1),
        "that is a division by the variance, not by the standard deviation": largest_of(512),
        "one of the other three keys is enough for that: count all four": float(
            1 / (1 + np.exp(-100 / np.sqrt(512)))
        ),
        "that is one of the small weights": (1 - largest_of(np.sqrt(512))) / 3,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now **without** the division. The network learns through the derivative of the largest weight with
respect to its own score. How large is this derivative, on paper?

- **a** About 0.034.
- **b** About 0.25, the slope of a sigmoid.
- **c** About $10^{-16}$, the rounding of float64.
- **d** Below $10^{-40}$.
"""

# %% solution="gradient"
answer_gradient = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_gradient = "d"
### END SOLUTION

# %% points=1 tests="p14c_gradient"
assert answer_gradient in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_gradient,
    key="d",
    feedback={
        "a": "that is the derivative with the division. What is p (1 − p) without it?",
        "b": "that is its largest possible value, at p = ½. How far from 1 is p here?",
        "c": "rounding limits what a float holds, but on paper 1 − p is much smaller than that.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
So the scaling is not cosmetics: without it the row is saturated, hardly any gradient gets through, and
in float32 $e^{100}$ does not even fit, so that a softmax written naively returns nan. Dividing by
$\sqrt d$ keeps the *standard deviation* of scores at 1 for every $d$, and the largest weight able to
learn.
"""

# %% [markdown]
r"""
## 1.5 · Build the SVD

The eigenvectors of $X^\top X = V\Sigma^2V^\top$ are the right singular vectors, and
$XV = U\Sigma$ has the left ones in its columns. So one symmetric eigenproblem gives the SVD.
Almost: textbook code of four lines goes wrong where a $\sigma$ is 0 (what is $u_j = Xv_j/\sigma_j$
then?), and for wide matrices.

### 1.5, predict · medium · 3 minutes

A matrix has $\sigma_1 = 1$ and a few tiny singular values. `np.linalg.eigh(X.T @ X)` gives their
squares in float64, and one takes roots. Down to about which size has such a root a right digit?

- **a** $10^{-4}$
- **b** $10^{-8}$
- **c** $10^{-16}$
- **d** Any size: `eigh` is stable, so that each eigenvalue has some 15 right digits.
"""

# %% solution="precision"
answer_precision = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_precision = "b"
### END SOLUTION

# %% points=1 tests="p15_precision"
assert answer_precision in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_precision,
    key="b",
    feedback={
        "a": "that is too careful for float64: an eigenvalue of 1e-8 beside 1 is still computed "
        "well.",
        "c": "it is the squares that are computed, with an error of 1e-16 beside 1. What does that "
        "say about a root?",
        "d": "stable means: an error of some 1e-16 of the largest eigenvalue, in each of them.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.5, implement · hard · 20 minutes

Write the thin SVD for **every** matrix: tall, wide, square, of any rank. `U` and `Vt` must have
orthonormal columns and rows even where $\sigma_j=0$: then $u_j$ is whatever completes the others. The
signs of $u_j$ and $v_j$ are free, but they belong together.

<details><summary>Hint 1 · a question</summary>

What should the columns of U contain where σ = 0, when there is nothing to divide by? And which of
$X^\top X$ and $XX^\top$ is the smaller one if X is wide?
</details>
<details><summary>Hint 2 · shapes</summary>

X (n, d), n ≥ d: $X^\top X$ (d, d) → V (d, d), eigenvalues upwards; XV (n, d) → U (n, d). For n < d
work on $X^\top$ and exchange the two sets of directions at the end. Cutting to k comes last.
</details>
<details><summary>Hint 3 · one blank</summary>

The columns of XV are orthogonal and have the lengths ______. `np.linalg.qr` makes orthonormal columns
of them, and completes them where the length is 0; mind the signs of the diagonal of R.
</details>
"""

# %% solution="svd" reference="linear_algebra.my_svd"

# %% points=1 tests="p15_svd_by_hand"
# By hand: the rows (0, 2), (3, 0), (0, 0) are orthogonal, with lengths 2, 3 and 0: S = (3, 2).
with attempt():
    hand = np.array([[0.0, 2.0], [3.0, 0.0], [0.0, 0.0]])
    U_hand, S_hand, Vt_hand = my_svd(hand)
    expect(S_hand, [3, 2], about="S of the matrix by hand")
    expect(U_hand * S_hand @ Vt_hand, hand, about="U diag(S) Vt of the matrix by hand")
    tall = np.random.default_rng(1).normal(size=(30, 10))
    U_tall, S_tall, Vt_tall = my_svd(tall)
    expect(U_tall * S_tall @ Vt_tall, tall, about="U diag(S) Vt of a 30 × 10 matrix")
    expect(U_tall.T @ U_tall, np.eye(10), about="UᵀU of a 30 × 10 matrix")

# %% points=1 tests="p15_svd_random"
assert callable(my_svd)  # hidden: random tall and square matrices, all of it and with k
### BEGIN HIDDEN TESTS
from course import checks, oracles

svd_rng = checks.rng("p15_svd_random")
for shape_s, k_s in (
    ((30, 10), ()),
    ((12, 12), ()),
    ((30, 10), (4,)),
    ((9, 9), (1,)),
    ((7, 3), (3,)),
):
    X_s = svd_rng.normal(size=shape_s)
    result_s = checks.call(my_svd, X_s, *k_s)
    text_s = oracles.linear_algebra.svd_symptom(result_s, X_s, *k_s)
    with_k = f" with k = {k_s[0]}" if k_s else ""
    checks.require(text_s is None, f"my_svd, a matrix of shape {shape_s}{with_k}: {text_s}")
### END HIDDEN TESTS

# %% points=1 tests="p15_svd_edges"
assert callable(my_svd)  # hidden: wide, of low rank, zero, very small or large, one row, bytes
### BEGIN HIDDEN TESTS
from course import checks, oracles

svd_rng = checks.rng("p15_svd_edges")
rank_4 = svd_rng.normal(size=(30, 4)) @ svd_rng.normal(size=(4, 10))
for X_s, where_s, *k_s in (
    (rank_4, "rank 4 of 10"),
    (rank_4.T, "rank 4 of 10, wide"),
    (rank_4, "rank 4, k = 6", 6),
    (svd_rng.normal(size=(8, 20)), "a wide matrix"),
    (svd_rng.normal(size=(8, 20)), "a wide matrix, k = 3", 3),
    (1e-6 * svd_rng.normal(size=(20, 5)), "a matrix of very small numbers"),
    (1e6 * svd_rng.normal(size=(20, 5)), "a matrix of very large numbers"),
    (np.zeros((4, 3)), "the zero matrix"),
    (np.eye(5)[::-1], "equal singular values"),
    (svd_rng.normal(size=(1, 4)), "a single row"),
    (svd_rng.normal(size=(4, 1)), "a single column"),
    (svd_rng.integers(0, 256, (12, 5)).astype(np.uint8), "a picture in bytes (uint8)"),
):
    text_s = oracles.linear_algebra.svd_symptom(checks.call(my_svd, X_s, *k_s), X_s, *k_s)
    checks.require(text_s is None, f"my_svd, {where_s}: {text_s}")
### END HIDDEN TESTS

# %% points=1 tests="p15_svd_properties"
assert callable(my_svd)  # hidden: transposes, multiples, rotations, the best approximation
### BEGIN HIDDEN TESTS
from course import checks

svd_rng = checks.rng("p15_svd_properties")
X_p = svd_rng.normal(size=(9, 6))
turn_p = np.linalg.qr(svd_rng.normal(size=(9, 9)))[0]


def parts(X, *k):
    """U, S and Vt as arrays."""
    result = checks.call(my_svd, X, *k)
    checks.require(
        isinstance(result, tuple | list) and len(result) == 3, "three results are asked for"
    )
    return [np.asarray(part) for part in result]


S_p = parts(X_p)[1]
checks.require(S_p.shape == (6,), "S holds the singular values, one number each")
checks.require(np.all(np.isfinite(S_p)), "not all singular values are finite numbers")
for other_p, what_p in (
    (X_p.T, "the transpose"),
    (turn_p @ X_p, "the rotated matrix"),
    (X_p[::-1], "the matrix upside down"),
    (-X_p, "the negative"),
):
    values_p = parts(other_p)[1]
    checks.require(
        values_p.shape == (6,) and np.allclose(values_p, S_p, rtol=1e-6),
        f"{what_p} has other singular values than the matrix",
    )
checks.require(
    np.allclose(parts(3 * X_p)[1], 3 * S_p, rtol=1e-6), "three times the matrix has not 3 S"
)
for k_p in range(1, 6):
    U_p, top_p, Vt_p = parts(X_p, k_p)
    checks.require(
        (U_p.shape, top_p.shape, Vt_p.shape) == ((9, k_p), (k_p,), (k_p, 6)),
        f"the shapes do not fit k = {k_p}",
    )
    checks.require(
        np.isclose(np.sum((X_p - U_p * top_p @ Vt_p) ** 2), np.sum(S_p[k_p:] ** 2), rtol=1e-6),
        f"the error of the approximation with k = {k_p} is not the energy of what is left out",
    )
### END HIDDEN TESTS

# %% points=1 tests="p15_svd_hygiene"
assert callable(my_svd)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

X_h15 = checks.rng("p15_svd_hygiene").normal(size=(6, 4)) * 3
for matrix_h in (X_h15, np.ascontiguousarray(X_h15.T)):
    checks.keeps_inputs(my_svd, matrix_h)
    first_h15, second_h15 = checks.call(my_svd, matrix_h), checks.call(my_svd, matrix_h)
    checks.require(first_h15 is not None, "nothing is returned (None). Is a return missing?")
    checks.require(
        checks.compare(first_h15, tuple(second_h15), 0, 0) is None,
        "two calls with the same arguments differ. Does it draw its own randomness?",
    )

    def values_and_product(X):
        """What does not depend on signs."""
        U, S, Vt = (np.asarray(part) for part in my_svd(X))
        return S, U * S @ Vt

    values_and_product.__name__ = "my_svd"
    checks.hygiene(values_and_product, matrix_h)
### END HIDDEN TESTS

# %% [markdown]
r"""
Left, singular values over nine decades: NumPy's (dots) and yours. Second, $U^\top U$ for a matrix of
rank 4 with ten columns: it must be the identity, a clean diagonal. Right, a picture of 48 × 64
numbers and your approximation of rank 6, which needs 6 · (48 + 64 + 1) = 678 numbers instead of 3072.
"""

# %%
rng_svd = np.random.default_rng(2)
left_svd, right_svd = (np.linalg.qr(rng_svd.normal(size=(n, 10)))[0] for n in (30, 10))
decades = left_svd * 10.0 ** -np.arange(10) @ right_svd.T
low = rng_svd.normal(size=(30, 4)) @ rng_svd.normal(size=(4, 10))
down_svd, across_svd = np.mgrid[-1:1:48j, -1.33:1.33:64j]
picture = np.exp(-30 * (np.hypot(down_svd, across_svd) - 0.6) ** 2) + 0.4 * (across_svd > 0.2)
picture = picture + 0.3 * np.sin(9 * down_svd)

figure, panels = plt.subplots(1, 4, figsize=(11, 2.9), layout="constrained")
panels[0].semilogy(range(1, 11), np.linalg.svd(decades)[1], "o", color=TRUTH, ms=4)
panels[0].set(title="dots: NumPy · line: yours", xlabel="j", ylabel="σⱼ", ylim=(1e-11, 10))
panels[1].set(title="your UᵀU, rank 4 of 10")
panels[2].imshow(picture, cmap="gray")
panels[2].set(title="the picture")
panels[3].set(title="yours, rank 6")
for panel in panels[1:]:
    panel.set(xticks=[], yticks=[])
    panel.grid(False)
with attempt():
    panels[0].semilogy(range(1, 11), my_svd(decades)[1], color=YOURS)
    U_low = np.asarray(my_svd(low)[0])
    panels[1].imshow(
        np.abs(U_low.T @ U_low), cmap=sns.light_palette(YOURS, as_cmap=True), vmin=0, vmax=1
    )
    U_six, S_six, Vt_six = my_svd(picture, 6)
    panels[3].imshow(U_six * S_six @ Vt_six, cmap="gray", vmin=picture.min(), vmax=picture.max())
    if "svd" in my_svd.__code__.co_names:
        print("○ it works, but np.linalg.svd is what you were to build: try it with eigh")
plt.show()

# %% [markdown]
r"""
### 1.5, explain · medium · 3 minutes

Take a matrix with the ten singular values of 1.2 and keep its three leading parts, $X_3$. By
Eckart, Young and Mirsky no matrix of rank 3 comes closer to it. How large is the error
$\|X - X_3\|_F$, in the Frobenius norm? Three digits are enough.
"""

# %% solution="left_out"
error_of_three = None  # a number
### BEGIN SOLUTION
error_of_three = 2.322
### END SOLUTION

# %% points=1 tests="p15_error_of_three"
assert error_of_three is None or error_of_three >= 0, "a norm is not negative"
### BEGIN HIDDEN TESTS
from course import checks

s_15 = np.array([10, 5, 3, 2, 1, 0.5, 0.3, 0.2, 0.1, 0.05])
checks.number(
    error_of_three,
    float(np.linalg.norm(s_15[3:])),
    mistakes={
        "that is the error in the spectral norm, which sees the largest value left out": float(
            s_15[3]
        ),
        "that is the square of the norm": float(s_15[3:] @ s_15[3:]),
        "that is the nuclear norm; in the Frobenius norm values do not simply add up": float(
            s_15[3:].sum()
        ),
        "that is the norm of what is kept": float(np.linalg.norm(s_15[:3])),
        "that is the share of the energy that is left out": float(
            s_15[3:] @ s_15[3:] / (s_15 @ s_15)
        ),
        "that is a relative error": float(np.linalg.norm(s_15[3:]) / np.linalg.norm(s_15)),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 1.6 · Attention

Each query asks all keys how well they fit, and gets the mean of the values, weighted by the softmax
of the answers:

$$\text{weights} = \operatorname{softmax}\!\Big(\frac{QK^\top}{\sqrt D}\Big),\qquad
\text{out} = \text{weights}\cdot V.$$

A **mask** forbids some pairs: padding, or the future, when a language model must not look ahead.

### 1.6, predict · easy · 2 minutes

Every query **and** every key is multiplied by 2; the values stay. What becomes of a row of weights?

- **a** It stays the same, since the softmax divides the size out.
- **b** It becomes flatter: larger numbers share the sum more evenly.
- **c** It becomes sharper, as if with a temperature of one quarter.
- **d** It becomes sharper, as if with a temperature of one half.
"""

# %% solution="doubled"
answer_doubled = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_doubled = "c"
### END SOLUTION

# %% points=1 tests="p16_doubled"
assert answer_doubled in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_doubled,
    key="c",
    feedback={
        "a": "a softmax ignores what is added to all scores, not what they are multiplied by.",
        "b": "try scores (0, 1) and (0, 10): which row is the more even one?",
        "d": "both factors of the product have doubled; what has happened to the score?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1.6, implement · medium · 15 minutes

Three traps wait. Which axis has to sum to 1? What does `exp` do at 1000? And what is a softmax over
**no** key at all? (A padded query has none. Its row shall be 0, not nan and not uniform.)

<details><summary>Hint 1 · a question</summary>

Whose weights must sum to one: those that a query gives, or those that a key gets? What may you
subtract from all scores of a row without changing its softmax?
</details>
<details><summary>Hint 2 · shapes</summary>

(B, Lq, D) @ (B, D, Lk) → scores (B, Lq, Lk) → maximum and sum over the **last** axis, kept as
(B, Lq, 1) → weights (B, Lq, Lk) @ (B, Lk, Dv) → (B, Lq, Dv).
</details>
<details><summary>Hint 3 · one blank</summary>

Scores that the mask forbids become ______ before the exp; then a row is divided by its sum, unless
that is 0.
</details>
"""

# %% solution="attention" reference="linear_algebra.attention"

# %% points=1 tests="p16_attention_by_hand"
# D = 4, so the scores are q·k/2. The first query makes of the keys the logarithms of ½, ¼, ¼, and
# exp takes them back; the second query is 0, so it weighs all keys alike.
with attempt():
    Q_hand = np.array([[[2.0, 0, 0, 0], [0, 0, 0, 0]]])
    K_hand = np.zeros((1, 3, 4))
    K_hand[0, :, 0] = np.log([0.5, 0.25, 0.25])
    V_hand = np.array([[[8.0, 0.0], [0.0, 4.0], [0.0, 8.0]]])
    out_hand, weights_hand = attention(Q_hand, K_hand, V_hand)
    expect(weights_hand, [[[0.5, 0.25, 0.25], [1 / 3, 1 / 3, 1 / 3]]], about="weights by hand")
    expect(out_hand, [[[4.0, 3.0], [8 / 3, 4.0]]], about="output by hand")
    one_hand = np.array([[True, True, False], [False, True, False]])
    weights_kept = attention(Q_hand, K_hand, V_hand, one_hand)[1]
    expect(weights_kept, [[[2 / 3, 1 / 3, 0], [0, 1, 0]]], about="weights with a mask")

# %% points=1 tests="p16_attention_random"
assert callable(attention)  # hidden: random queries, keys, values and masks of several shapes
### BEGIN HIDDEN TESTS
from course import checks, oracles

attention_rng = checks.rng("p16_attention_random")


def random_case(B, Lq, Lk, D, Dv, masked):
    """Every row of a mask allows the first key and forbids the second one."""
    mask = attention_rng.random((B, Lq, Lk)) < 0.5
    mask[..., 0], mask[..., 1] = True, False
    shapes = ((B, Lq, D), (B, Lk, D), (B, Lk, Dv))
    arrays = [2 * attention_rng.normal(size=shape) for shape in shapes]
    return (*arrays, mask) if masked else (*arrays, None)


def attention_with(divide=lambda D, Lk: np.sqrt(D), fill=-np.inf, axis=2, turn=False, late=False):
    """Attention with one mistake."""

    def attend(Q, K, V, mask):
        scores = Q @ K.swapaxes(1, 2) / divide(Q.shape[2], K.shape[1])
        keep = np.ones(scores.shape, bool) if mask is None else mask
        keep = ~keep if turn and mask is not None else keep
        scores = scores if late else np.where(keep, scores, fill)
        weights = np.exp(scores - scores.max(axis=axis, keepdims=True))
        weights = weights / weights.sum(axis=axis, keepdims=True)
        weights = weights * keep if late else weights
        return weights @ V, weights

    return attend


checks.agree(
    attention,
    oracles.linear_algebra.attention,
    [
        random_case(*sizes, masked)
        for sizes in ((2, 4, 6, 5, 3), (3, 3, 3, 3, 3), (1, 2, 5, 8, 1))
        for masked in (False, True)
    ],
    outputs=("out", "weights"),
    mistakes={
        "the scores are not scaled": attention_with(divide=lambda D, Lk: 1),
        "the scores are divided by D: which power keeps their spread at 1?": attention_with(
            divide=lambda D, Lk: D
        ),
        "the scores are scaled by the number of keys, not by the width D": attention_with(
            divide=lambda D, Lk: np.sqrt(Lk)
        ),
        "True and False of the mask have changed places": attention_with(turn=True),
        "forbidden keys get the score 0, which is a score like any other": attention_with(fill=0),
        "the mask comes after the softmax: the rest of the row does not sum to 1": attention_with(
            late=True
        ),
        "the mask is ignored": lambda Q, K, V, mask: attention_with()(Q, K, V, None),
        "the weights that a key gets sum to 1, not those that a query gives": attention_with(
            axis=1
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p16_attention_edges"
assert callable(attention)  # hidden: huge scores, rows without a key, masks that broadcast, bytes
### BEGIN HIDDEN TESTS
from course import checks, oracles

attention_rng = checks.rng("p16_attention_edges")
huge = np.full((1, 2, 4), 600.0)
V_e = np.array([[[1.0], [3.0]]])
checks.agree(
    attention,
    oracles.linear_algebra.attention,
    [
        (huge, huge, V_e, None),
        (huge, huge * [[[1.0], [-1.0]]], V_e, None),
        (huge * [[[1.0], [-1.0]]], huge, V_e, None),
        (np.array([[[30.0], [-30.0]]]), np.array([[[40.0], [41.0]]]), V_e, None),
        (-huge, huge, V_e, [[True, False], [True, True]]),
    ],
    outputs=("out", "weights"),
    where="for scores of some hundred thousand",
)
Q_e, K_e, V_e = (attention_rng.normal(size=shape) for shape in ((2, 3, 4), (2, 5, 4), (2, 5, 2)))
some = attention_rng.random((2, 3, 5)) < 0.6
some[0, 1], some[1, :] = False, False
padding_e = np.array([[[1, 1, 1, 0, 0]], [[1, 0, 1, 1, 1]]], dtype=bool)


def fully_masked_row(other):
    """Right, but rows without a key are filled with these weights."""

    def attend(Q, K, V, mask):
        none = ~np.any(mask, axis=-1, keepdims=True)
        weights = np.where(none, other, oracles.linear_algebra.attention(Q, K, V, mask)[1])
        return weights @ V, weights

    return attend


checks.agree(
    attention,
    oracles.linear_algebra.attention,
    [(Q_e, K_e, V_e, some), (Q_e, K_e, V_e, np.zeros((2, 3, 5), bool))],
    outputs=("out", "weights"),
    where="for a query that may look at no key",
    mistakes={
        "all forbidden keys get the same weight: a large negative score is no −∞": (
            fully_masked_row(0.2)
        ),
        "the row is nan: what is 0 divided by 0?": fully_masked_row(np.nan),
    },
)
checks.agree(
    attention,
    oracles.linear_algebra.attention,
    [(Q_e, K_e, V_e, mask) for mask in (np.tri(3, 5, 1, bool), padding_e, padding_e[1, 0])],
    outputs=("out", "weights"),
    where="for a mask that broadcasts",
)
Q_b, K_b, V_b = (attention_rng.integers(0, 30, (1, 3, 2)).astype(np.uint8) for _ in range(3))
checks.agree(
    attention,
    oracles.linear_algebra.attention,
    [
        (Q_b, K_b, V_b, None),
        (Q_e[:, :1], K_e[:, :1], V_e[:, :1], None),
        (Q_e[:0], K_e[:0], V_e[:0], None),
    ],
    outputs=("out", "weights"),
    where="for bytes (uint8), for a single key, for an empty batch",
)
### END HIDDEN TESTS

# %% points=1 tests="p16_attention_properties"
assert callable(attention)  # hidden: rows sum to 1, order of the keys, no look at the future
### BEGIN HIDDEN TESTS
from course import checks

attention_rng = checks.rng("p16_attention_properties")
Q_p, K_p, V_p = (attention_rng.normal(size=(2, 6, d)) for d in (4, 4, 3))


def attended(*arrays):
    """Output and weights as arrays."""
    result = checks.call(attention, *arrays)
    checks.require(
        isinstance(result, tuple | list) and len(result) == 2, "two results are asked for"
    )
    out, weights = (np.asarray(part) for part in result)
    checks.require(
        out.shape == (2, 6, 3) and weights.shape == (2, 6, 6), "a result has another shape"
    )
    return out, weights


out_p, weights_p = attended(Q_p, K_p, V_p)
checks.require(weights_p >= 0, "a weight is negative")
checks.require(np.isclose(weights_p.sum(axis=2), 1), "the weights of a query do not sum to 1")
shuffled = attention_rng.permutation(6)
checks.require(
    np.allclose(attended(Q_p, K_p[:, shuffled], V_p[:, shuffled])[0], out_p),
    "the output depends on the order of the keys: it is a mean over a set",
)
checks.require(
    np.allclose(attended(Q_p[:, shuffled], K_p, V_p)[0], out_p[:, shuffled]),
    "the queries do not come back in their order",
)
checks.require(
    np.allclose(attended(Q_p, K_p + np.array([1.0, -2, 0.5, 3]), V_p)[1], weights_p),
    "moving all keys together adds the same to all scores of a row, and still changes its weights",
)
checks.require(
    np.allclose(attended(Q_p, K_p, 2 * V_p + 1)[0], 2 * out_p + 1),
    "the output is not a weighted mean of the values",
)
causal = np.tri(6, dtype=bool)
out_c, weights_c = attended(Q_p, K_p, V_p, causal)
checks.require(weights_c[:, ~causal] == 0, "a forbidden key has a weight that is not exactly 0")
checks.require(
    np.allclose(out_c[:, 0], V_p[:, 0]), "the first query sees one key and must return its value"
)
keys_later, values_later = K_p.copy(), V_p.copy()
keys_later[:, 4:], values_later[:, 4:] = 5, -5
checks.require(
    np.allclose(attended(Q_p, keys_later, values_later, causal)[0][:, :4], out_c[:, :4]),
    "changing keys and values of the future changes the past",
)
### END HIDDEN TESTS

# %% points=1 tests="p16_attention_hygiene"
assert callable(attention)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

attention_rng = checks.rng("p16_attention_hygiene")
arrays_h = [attention_rng.normal(size=shape) for shape in ((2, 3, 4), (2, 5, 4), (2, 5, 2))]
checks.hygiene(attention, *arrays_h)
checks.hygiene(attention, *arrays_h, np.tri(3, 5, 1, dtype=bool))
### END HIDDEN TESTS

# %% [markdown]
r"""
Left, your weights under a causal mask; the crosses mark what is forbidden, where the weight must be
0. Middle, three of its rows: the keys were made such that the true weights (dots) are known. Right,
the mean of the largest weight among 16 keys while the width $D$ grows, for random vectors: grey
without the division by $\sqrt D$, where attention soon looks at one key only; red is yours.
"""

# %%
rng_seen = np.random.default_rng(3)
odds = np.array([1.0, 4, 2, 6, 3, 8, 5, 2])
Q_seen, K_seen = np.zeros((2, 1, 8, 4))
Q_seen[0, :, 0], K_seen[0, :, 0] = 2, np.log(odds)
past = np.tri(8, dtype=bool)
widths = 4 ** np.arange(1, 6)
pairs = [rng_seen.normal(size=(2, 1, 16, width)) for width in widths]

figure, (left, middle, right) = plt.subplots(1, 3, figsize=(10.4, 3.2), layout="constrained")
left.plot(*np.argwhere(~past).T[::-1], "x", color=TRUTH, ms=4)
left.set(title="yours, causal", xlabel="key", ylabel="query", xlim=(-0.5, 7.5), ylim=(7.5, -0.5))
left.grid(False)
for last in (1, 4, 7):
    middle.plot(odds[: last + 1] / odds[: last + 1].sum(), "o", color=TRUTH, ms=4, zorder=3)
middle.set(title="dots: true · lines: yours", xlabel="key", ylabel="weight", ylim=(-0.05, 1.05))
bare = [np.exp(q @ k.T - np.max(q @ k.T, axis=1, keepdims=True)) for ((q,), (k,)) in pairs]
bare = [np.mean(np.max(each, axis=1) / np.sum(each, axis=1)) for each in bare]
right.semilogx(widths, bare, "o--", color="grey", ms=4)
right.set(title="mean of the largest weight", xlabel="width D", ylim=(0, 1.05))
with attempt():
    weights_seen = attention(Q_seen, K_seen, np.zeros((1, 8, 1)), past)[1][0]
    left.imshow(weights_seen, cmap=sns.light_palette(YOURS, as_cmap=True), vmin=0, vmax=1)
    for last in (1, 4, 7):
        middle.plot(weights_seen[last], color=YOURS, lw=1.2)
    largest = [np.max(attention(q, k, k)[1], axis=2).mean() for q, k in pairs]
    right.semilogx(widths, largest, color=YOURS)
plt.show()

# %% [markdown]
r"""
### 1.6, explain · easy · 3 minutes

Much code in the wild writes $-10^9$ in place of the scores that a mask forbids, instead of $-\infty$.
A row with **five** keys is forbidden as a whole. Which weight does each key get from that code?
"""

# %% solution="padded"
weight_when_forbidden = None  # a number
### BEGIN SOLUTION
weight_when_forbidden = 0.2
### END SOLUTION

# %% points=1 tests="p16_forbidden_row"
assert weight_when_forbidden is None or 0 <= weight_when_forbidden <= 1, "a weight"
### BEGIN HIDDEN TESTS
from course import checks

row_16 = np.full(5, -1e9)
row_16 = np.exp(row_16 - row_16.max())
checks.number(
    weight_when_forbidden,
    float(row_16[0] / row_16.sum()),
    mistakes={
        "exp(−1e9) is 0 in floats; but a softmax divides, or subtracts the maximum first": 0.0,
        "all five keys are alike; can each of them have the whole weight?": 1.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** The SVD splits a matrix into parts of rank 1, sorted by energy, and cutting the
list is the best approximation there is. Whitening is $\sqrt{n-1}\,U$ of the *centred* data: it fixes
two moments and nothing else, and only in directions that exist. Squaring a matrix loses half of the
digits. In attention the queries' weights sum to 1, the scores are divided by $\sqrt D$ so that they
keep a spread of 1, and a row without keys needs a decision of its own.

*Further:* Golub & Van Loan, *Matrix Computations*, 4th edition, 2013, chapter 8; Vaswani et al.,
*Attention Is All You Need*, 2017, section 3.2.
"""
