r"""Exercise 9: the Fréchet distance of two Gaussians, and what it says about samples."""

# %% [markdown]
r"""
# Exercise 9 · The Fréchet distance

**About 40 minutes · medium · 7 points · before it: exercise 3**

Are generated images distributed like real ones? Pixels say little, so both sets are sent through a
network, and of its features only the mean $\mu$ and the covariance $\Sigma$ are kept. Two Gaussians
are left, and their distance is the least effort of moving one into the other, over all ways to pair
points $x \sim \mathcal N(\mu_1, \Sigma_1)$ with points $y \sim \mathcal N(\mu_2, \Sigma_2)$:

$$\min\, \mathbb E\,\|x-y\|^2 = \|\mu_1-\mu_2\|^2
+ \operatorname{Tr}\!\big(\Sigma_1+\Sigma_2-2\,(\Sigma_1\Sigma_2)^{1/2}\big).$$

It is called the Fréchet distance, although it is a squared one. Of the features of one particular
network, Inception, it is the **FID**, the most quoted number about image generators. Of any other
features it is *a Fréchet distance*, not an FID, and the two must not be compared.

*You will learn:* what a root of a matrix is, when a short cut is wrong, and why a Fréchet distance
without the number of samples says little.
"""

# %% [markdown]
r"""
## Predict first

Two clouds with two features each. Both have mean 0, and every feature has variance 1. In the first
cloud the features are correlated by $+0.9$, in the second by $-0.9$. Their Fréchet distance is …

- **a** positive: a cloud that is correlated the other way is another cloud.
- **b** 0: means and variances agree in every feature.
- **c** 0: the one is the other one turned by 90°, and distances do not change when space is turned.
- **d** negative: the covariances have opposite signs.

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
        "b": "a covariance is more than its diagonal. Look at the middle of the figure, at 90°.",
        "c": "that holds if both clouds are turned; here only one is. See the figure, at 90°.",
        "d": "it is the least mean of a squared length: can that be negative?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

All the work is in $(\Sigma_1\Sigma_2)^{1/2}$. This is a root of a *matrix*, $R$ with $RR =
\Sigma_1\Sigma_2$, and not the roots of its entries. If both covariances are diagonal, the whole
trace is $\sum_j (\sigma_{1j} - \sigma_{2j})^2$, and roots entry by entry are right. Otherwise they
are wrong in general, even for two matrices that commute.

Mind the floats: $\Sigma_1\Sigma_2$ is in general not symmetric. Its eigenvalues are never negative
on paper, but if a covariance is singular (as with fewer samples than features), rounding makes of
an eigenvalue 0 something like $-10^{-17}$ or $10^{-17}i$. The result must be real anyway.

Do one case by hand before you code: $\mu_1 = \mu_2$, $\Sigma_1 = \begin{pmatrix}5&1\\1&2
\end{pmatrix}$, $\Sigma_2 = \begin{pmatrix}1&0\\0&4\end{pmatrix}$. The test below knows it.

<details><summary>Hint 1 · a question</summary>

If a matrix has the eigenvalues 9 and 4, which ones has its root? And how does one get a trace from
eigenvalues: do you need the root itself?
</details>
<details><summary>Hint 2 · shapes</summary>

The means have shape (d,), the covariances (d, d), the result is one number: everything is reduced.
Plain numbers are the case d = 1; `np.atleast_2d` makes a (1, 1) matrix of a number.
</details>
<details><summary>Hint 3 · one blank</summary>

Squared length of the difference of the means + trace of $\Sigma_1$ + trace of $\Sigma_2$ − 2 · the
sum of the ______ of the eigenvalues of $\Sigma_1\Sigma_2$ (their real parts, and 0 for what rounding
made negative).
</details>
"""

# %% solution="frechet" reference="evaluation.frechet_distance"

# %% points=1 tests="frechet_by_hand"
# Equal covariances: only the means count, 1² + 2² = 5.
# By hand: Σ₁Σ₂ has trace 13 and determinant 36, so the eigenvalues 9 and 4: 7 + 5 − 2 (3 + 2) = 2.
with attempt():
    expect(
        frechet_distance(np.array([1.0, 2.0]), np.eye(2), np.zeros(2), np.eye(2)),
        5,
        about="two unit Gaussians, means (1, 2) and (0, 0)",
    )
    expect(
        frechet_distance(
            np.zeros(2), np.array([[5.0, 1.0], [1.0, 2.0]]), np.zeros(2), np.diag([1.0, 4.0])
        ),
        2,
        about="the case by hand",
    )

# %% points=1 tests="frechet_random"
assert callable(frechet_distance)  # hidden: random Gaussians in 2 to 5 dimensions, all correlated
### BEGIN HIDDEN TESTS
from course import checks, oracles

frechet_rng = checks.rng("frechet_random")


def random_gaussian(d):
    factor = frechet_rng.normal(size=(d, d))
    return frechet_rng.normal(size=d), factor @ factor.T + 0.3 * np.eye(d)


def with_cross(cross, shift=lambda m: m @ m, sign=-2):
    """The distance with another cross term, another price of the means or another sign."""
    return lambda m, S, n, T: shift(m - n) + np.trace(S) + np.trace(T) + sign * cross(S, T)


def matrix_root(S):
    values, vectors = np.linalg.eigh(S)
    return vectors * np.sqrt(values) @ vectors.T


def right_cross(S, T):
    return np.sum(np.sqrt(np.linalg.eigvals(S @ T).real))


checks.agree(
    frechet_distance,
    oracles.evaluation.frechet_distance,
    [(*random_gaussian(d), *random_gaussian(d)) for d in (2, 3, 4, 5)],
    rtol=checks.DECOMPOSED,
    mistakes={
        "only the variances are compared; correlations make no difference": with_cross(
            lambda S, T: np.sum(np.sqrt(np.diag(S) * np.diag(T)))
        ),
        "the roots of the product are taken entry by entry": with_cross(
            lambda S, T: np.trace(np.sqrt(S @ T))
        ),
        "the roots of both covariances are taken entry by entry": with_cross(
            lambda S, T: np.trace(np.sqrt(S) @ np.sqrt(T))
        ),
        "the covariances make no difference": lambda m, S, n, T: np.sum((m - n) ** 2),
        "the means make no difference": with_cross(right_cross, shift=lambda m: 0.0),
        "the distance of the means enters without its square": with_cross(
            right_cross, shift=lambda m: np.sqrt(m @ m)
        ),
        "the squared differences of the means are averaged over the features": with_cross(
            right_cross, shift=lambda m: np.mean(m**2)
        ),
        "a square of the summed differences of the means, not a sum of squares": with_cross(
            right_cross, shift=lambda m: np.sum(m) ** 2
        ),
        "the term with the root is too small: a cloud would have a distance to itself": with_cross(
            right_cross, sign=-1
        ),
        "the term with the root is added: a cloud would be far from itself": with_cross(
            right_cross, sign=2
        ),
        "the term with the root is missing: a cloud would be far from itself": with_cross(
            right_cross, sign=0
        ),
        "the product of the two roots is not the root of the product": with_cross(
            lambda S, T: np.trace(matrix_root(S) @ matrix_root(T))
        ),
        "a Cholesky factor is not the root that is meant here": with_cross(
            lambda S, T: np.trace(np.linalg.cholesky(S) @ np.linalg.cholesky(T).T)
        ),
        "a Cholesky factor is used as a root, and that is not the root meant here": with_cross(
            lambda S, T: np.trace(np.linalg.cholesky(S) @ np.linalg.cholesky(T))
        ),
        "the eigenvalues of the product enter without a root": with_cross(
            lambda S, T: np.trace(S @ T)
        ),
        "the eigenvalues are those of a symmetric matrix, but Σ₁Σ₂ is not symmetric": with_cross(
            lambda S, T: np.sum(np.sqrt(np.clip(np.linalg.eigvalsh(S @ T), 0, None)))
        ),
        "the eigenvalues fit a symmetric matrix, which Σ₁Σ₂ is not": with_cross(
            lambda S, T: np.sum(np.sqrt(np.linalg.eigvalsh(S @ T)))
        ),
        "singular values of Σ₁Σ₂ are not its eigenvalues: it is not symmetric": with_cross(
            lambda S, T: np.sum(np.sqrt(np.linalg.svd(S @ T)[1]))
        ),
        "the directions of the two clouds make no difference": with_cross(
            lambda S, T: np.sum(np.sqrt(np.linalg.eigvalsh(S) * np.linalg.eigvalsh(T)))
        ),
        "the covariances are multiplied entry by entry, not as matrices": with_cross(
            lambda S, T: np.sum(np.sqrt(np.linalg.eigvals(S * T).real))
        ),
        "the product is made symmetric first, and that changes its eigenvalues": with_cross(
            lambda S, T: np.sum(np.sqrt(np.clip(np.linalg.eigvalsh(S @ T + T @ S) / 2, 0, None)))
        ),
        "a root of the trace is not the trace of the root": with_cross(
            lambda S, T: np.sqrt(np.trace(S @ T))
        ),
        "the trace of the root is right for two features only": with_cross(
            lambda S, T: np.sqrt(np.trace(S @ T) + 2 * np.sqrt(np.linalg.det(S @ T)))
        ),
        "the covariances are compared entry by entry": lambda m, S, n, T: (
            np.sum((m - n) ** 2) + np.sum((S - T) ** 2)
        ),
        "a root is taken of the whole; asked for is the squared distance": lambda m, S, n, T: (
            np.sqrt(with_cross(right_cross)(m, S, n, T))
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="frechet_edges"
assert callable(frechet_distance)  # hidden: flat clouds, points, fewer samples than features
### BEGIN HIDDEN TESTS
from course import checks, oracles

frechet_rng = checks.rng("frechet_edges")


def with_ridge(size):
    """What comes out if a multiple of the identity is added to both covariances."""
    return lambda m, S, n, T: oracles.evaluation.frechet_distance(
        m, S + size * np.eye(len(S)), n, T + size * np.eye(len(S))
    )


def covariance_of_five_points():
    return np.cov(frechet_rng.normal(size=(5, 10)), rowvar=False)


ridges = {
    f"the result fits covariances to which about {size:g} was added on the diagonal; "
    "singular ones must do as they are": with_ridge(size)
    for size in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)
}
flat_1, flat_2, zeros_2 = np.diag([1.0, 0.0]), np.diag([0.0, 1.0]), np.zeros((2, 2))
mean_1, mean_2 = frechet_rng.normal(size=(2, 2))
checks.agree(
    frechet_distance,
    oracles.evaluation.frechet_distance,
    [
        (mean_1, flat_1, mean_2, flat_2),
        (mean_1, flat_1, mean_2, 3 * flat_1),
        (mean_1, zeros_2, mean_2, flat_1),
        (mean_1, zeros_2, mean_2, zeros_2),
    ],
    rtol=checks.DECOMPOSED,
    atol=2e-5,  # the root of rounding noise
    where="for flat clouds and single points",
    mistakes=ridges,
)
flat_cases = [
    (frechet_rng.normal(size=10), covariance_of_five_points(), np.zeros(10), S)
    for S in [covariance_of_five_points() for _ in range(10)]
]
for case in flat_cases:
    result = np.asarray(checks.call(frechet_distance, *case))
    checks.require(
        result.dtype.kind not in "fc" or (np.isrealobj(result) and np.isfinite(result).all()),
        "nan or a complex number for covariances of 5 samples with 10 features: what is the root "
        "of an eigenvalue 0 that rounding made slightly negative or complex?",
    )
checks.agree(
    frechet_distance,
    oracles.evaluation.frechet_distance,
    flat_cases,
    rtol=checks.DECOMPOSED,
    atol=2e-5,  # six roots of rounding noise
    where="for covariances of 5 samples with 10 features",
    mistakes=ridges,
)
### END HIDDEN TESTS

# %% points=1 tests="frechet_properties"
assert callable(frechet_distance)  # hidden: what every distance of two clouds obeys
### BEGIN HIDDEN TESTS
from course import checks

frechet_rng = checks.rng("frechet_properties")
factors = frechet_rng.normal(size=(2, 4, 4))
S_p, T_p = factors @ factors.transpose(0, 2, 1) + 0.3 * np.eye(4)
m_p, n_p = frechet_rng.normal(size=(2, 4))
turn = np.linalg.qr(frechet_rng.normal(size=(4, 4)))[0]


def distance_p(m, S, n, T):
    """The student's distance; an array of one number is a number."""
    result = np.asarray(checks.call(frechet_distance, m, S, n, T))
    checks.require(result.shape == (), "the result is not one number")
    checks.require(np.isfinite(result), "nan or infinity for two ordinary clouds")
    return result


def close_p(a, b):
    return np.isclose(a, b, rtol=1e-6, atol=1e-6)


between = distance_p(m_p, S_p, n_p, T_p)
checks.require(
    close_p(distance_p(m_p, S_p, m_p, S_p), 0), "a cloud has a distance to itself that is not 0"
)
checks.require(
    close_p(distance_p(n_p, T_p, m_p, S_p), between), "from 1 to 2 is not as far as from 2 to 1"
)
checks.require(
    close_p(distance_p(m_p + 3, S_p, n_p + 3, T_p), between),
    "moving both clouds together changes their distance",
)
checks.require(
    close_p(distance_p(turn @ m_p, turn @ S_p @ turn.T, turn @ n_p, turn @ T_p @ turn.T), between),
    "turning both clouds together changes their distance: it must not depend on the axes",
)
checks.require(
    close_p(distance_p(3 * m_p, 9 * S_p, 3 * n_p, 9 * T_p), 9 * between),
    "in a unit of length that is three times smaller the result must be nine times larger",
)
# the map x → A x with A symmetric and positive is the least effort (Brenier): its price is known
stretch = T_p / np.trace(T_p) + 0.5 * np.eye(4)
effort = np.trace((stretch - np.eye(4)) @ S_p @ (stretch - np.eye(4)))
stretched = distance_p(m_p, S_p, m_p, stretch @ S_p @ stretch)
checks.require(stretched > effort - 1e-6, "a stretched cloud is nearer to the first than it can be")
checks.require(
    stretched < effort + 1e-6,
    "a stretched cloud is reached with less effort than your distance says",
)
### END HIDDEN TESTS

# %% points=1 tests="frechet_hygiene"
assert callable(frechet_distance)  # hidden: lists, integers, float32, plain numbers, inputs kept
### BEGIN HIDDEN TESTS
from course import checks

frechet_rng = checks.rng("frechet_hygiene")
m_h, n_h = frechet_rng.normal(size=(2, 3))
whole = frechet_rng.integers(0, 3, size=(2, 3, 3))
S_h, T_h = (whole @ whole.transpose(0, 2, 1) + np.eye(3)) / 2  # twice that is a matrix of integers
checks.hygiene(frechet_distance, m_h, S_h, n_h, T_h)
checks.hygiene(frechet_distance, 0.5, 2.0, -0.7, 0.3, skip=("varies",))
checks.require(
    checks.compare(
        checks.call(frechet_distance, 0.5, 2.0, -0.7, 0.3),
        checks.call(frechet_distance, *map(np.array, ([0.5], [[2.0]], [-0.7], [[0.3]]))),
        checks.DECOMPOSED,
        1e-6,
    )
    is None,
    "plain numbers give something else than arrays of one entry: S is a variance there, too",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

One cloud stays, the other one is turned. The dots know no formula: they make both clouds from the
same noise, try all ways to turn the noise of the second, and keep the least mean squared distance of
the pairs. The lines are your function. At 90° you find the question from above.
"""

# %%
CLOUD = np.array([[1.0, 0.9], [0.9, 1.0]])
APART = np.array([1.5, 1.0])
DEGREES = np.linspace(0, 180, 61)


def turned(matrix, degrees):
    """The covariance of the cloud after it is turned."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn = np.array([[c, -s], [s, c]])
    return turn @ matrix @ turn.T


def least_effort(first, second, apart):
    """Pair x = F z with y = G Q z + apart for 1440 rotations Q; the least mean of |x − y|²."""
    F, G = np.linalg.cholesky(first), np.linalg.cholesky(second)
    angle = np.linspace(0, 2 * np.pi, 1440)
    Q = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    pairs = F - G @ Q.transpose(2, 0, 1)
    return apart @ apart + np.min(np.sum(pairs**2, axis=(1, 2)))


figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5), width_ratios=(2, 3))
circle = np.array([np.cos(np.linspace(0, 2 * np.pi, 200)), np.sin(np.linspace(0, 2 * np.pi, 200))])
for degrees, style in ((0, "-"), (45, ":"), (90, "--")):
    outline = 2 * np.linalg.cholesky(turned(CLOUD, degrees)) @ circle
    left.plot(*outline, style, color=TRUTH if degrees == 0 else DATA, lw=2, label=f"{degrees}°")
left.set(xlabel="feature 1", ylabel="feature 2", title="the cloud (2σ), turned", aspect="equal")
left.set(xlim=(-3, 3), ylim=(-3, 4))
left.legend(loc="upper center", ncols=3, handlelength=1.4, columnspacing=1)
for apart, name in ((np.zeros(2), "means equal"), (APART, "means apart")):
    dots = [least_effort(CLOUD, turned(CLOUD, d), apart) for d in DEGREES[::5]]
    right.plot(DEGREES[::5], dots, "o", color=TRUTH, ms=4.5)
    right.annotate(name, (90, dots[6] + 0.25), ha="center")
with attempt():
    for apart in (np.zeros(2), APART):
        line = [frechet_distance(np.zeros(2), CLOUD, apart, turned(CLOUD, d)) for d in DEGREES]
        right.plot(DEGREES, line, color=YOURS, lw=1.8)
right.set(xlabel="turned by (degrees)", ylabel="Fréchet distance", ylim=(-0.3, 6.5))
right.set(xticks=range(0, 181, 30), title="dots: best pairing · lines: yours")
plt.show()

# %% [markdown]
r"""
## From samples

In practice nobody knows $\mu$ and $\Sigma$: both are estimated from $n$ samples. Here **both** sets
are drawn from the *same* Gaussian with 8 features, so the right answer is 0. Each small dot is one
such comparison with your function, the line is their mean. The large dots are means of many more
comparisons: 2.67 for $n=20$, 1.05 for $n=50$, 0.26 for $n=200$ and 0.052 for $n=1000$.
"""

# %%
SIZES, MEASURED = (20, 50, 200, 1000), (2.67, 1.05, 0.26, 0.052)


def moments(n):
    """Mean and covariance (with n − 1) of n fresh samples with 8 features."""
    X = draw.normal(size=(n, 8))
    return X.mean(axis=0), np.cov(X, rowvar=False)


draw = np.random.default_rng(9)
figure, axes = plt.subplots(figsize=(5.5, 3.2))
axes.loglog(SIZES, MEASURED, "o", color=TRUTH, ms=8, label="mean of many")
with attempt():
    found = [[frechet_distance(*moments(n), *moments(n)) for _ in range(30)] for n in SIZES]
    axes.loglog(SIZES, found, ".", color=YOURS, ms=4, alpha=0.4)
    axes.loglog(SIZES, np.mean(found, axis=1), color=YOURS, lw=1.8, label="yours, mean of 30")
axes.set(xlabel="samples n in each set", ylabel="Fréchet distance", title="the truth is 0")
axes.set(xlim=(14, 1400), ylim=(0.02, 6), xticks=SIZES, xticklabels=SIZES)
axes.minorticks_off()
axes.legend()
plt.show()

# %% [markdown]
r"""
## Explain

The estimate is **biased upwards**: estimated means and covariances never agree exactly, and every
disagreement adds to the distance. From the measured means, or from the slope of the picture, find
out how the bias depends on $n$. About how many samples must each set have so that the mean of the
estimates falls to 0.01? An answer within 5 % will do.
"""

# %% solution="samples"
samples_needed = None  # a number
### BEGIN SOLUTION
samples_needed = 5200  # the bias is 52 / n
### END SOLUTION

# %% points=1 tests="samples_for_bias"
assert samples_needed is None or samples_needed > 0, "a number of samples"
### BEGIN HIDDEN TESTS
from course import checks

# to first order in 1/n: 2 d/n from the means, d (d + 1)/(2 n) from the covariances, d = 8
n_bias_is_one = 2 * 8 + 8 * 9 / 2
checks.number(
    samples_needed,
    n_bias_is_one / 0.01,
    rtol=0.06,
    mistakes={
        "that fits a bias that falls as 1/√n; in the table it falls faster": 1000 * 5.2**2,
        "that fits a bias that falls as 1/n²; in the table it falls more slowly": 1000 * 5.2**0.5,
        "that many would do if one of the two sets were infinite; both are finite here": 2600,
        "that brings the bias to 0.1, not to 0.01": 520,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** The Fréchet distance compares two means and two covariances of features, with
a root of a matrix: the sum of the roots of the eigenvalues of $\Sigma_1\Sigma_2$. Roots entry by
entry need both covariances to be diagonal. Of Inception features it is the FID. Estimated from
samples it is too large on average, by an amount that falls as $1/n$ and depends on the model, so
compare two numbers only if the features *and* $n$ are the same, and $n$ is large. And 0 would not
mean "the same images": distributions may differ in all that mean and covariance do not see.

*Further:* Heusel et al., *GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash
Equilibrium*, 2017, which introduced the FID; the formula is from Dowson & Landau, 1982.
"""
