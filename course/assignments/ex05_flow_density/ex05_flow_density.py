r"""Exercise 5: the density of an affine flow."""

# %% [markdown]
r"""
# Exercise 5 · The density of an affine flow

**About 40 minutes · medium · 8 points · before it: exercise 1**

A normalizing flow makes data from noise by a map that can be undone, and therefore it knows the
**exact** density of every datum. The smallest flow is affine:

$$x = A z + b,\qquad z\sim\mathcal N(0, I).$$

Its density has two ingredients: where $x$ came from, and how much the map stretches space there.
The same two make up the likelihood of every larger flow, from Glow, which draws faces, to the
flows that stand in for slow simulators in physics; there the stretching changes from point to
point.

*You will learn:* to compute an exact log density in any dimension, and why training needs the
determinant.
"""

# %% [markdown]
r"""
## Predict first

In the plane, let $A = \begin{pmatrix}2 & 0\\ 0 & \tfrac12\end{pmatrix}$ and $b = (7, -3)$.
How high is the highest value of the density of $x = Az + b$, compared with that of $z$?

- **a** Lower: the cloud becomes twice as long.
- **b** Equal.
- **c** Higher: the cloud is squeezed together.
- **d** Lower: the cloud moves away from the origin, where $\mathcal N(0, I)$ is small.

Write a letter. You may come back after the figure and change it; only the last answer counts.
"""

# %% solution="predict"
answer_predict = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_predict = "b"
### END SOLUTION

# %% points=1 tests="predict_answered"
assert answer_predict in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_predict,
    key="b",
    feedback={
        "a": "that is one direction only. What happens to the area of a small square?",
        "c": "that is one direction only. What happens to the area of a small square?",
        "d": "the noise stays at the origin. Moving a finished cloud changes no area.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

Probability is carried along by the map: what lies in a small box around $z$ ends up in the image
of that box around $x$. So find the $z$ that was mapped to $x$, take its log density, and account
for the change of volume. $A$ may mirror space (a negative determinant) and may be so small or so
large that its determinant is no float any more, while the logarithm is.

Do two cases by hand before you code: the line with $A = (2)$, $b = 1$, $x = 2$, and the plane
with $A z = (2z_2, z_1)$. The test below knows them.

<details><summary>Hint 1 · a question</summary>

If space is stretched to the double in one direction, what must happen to the density, so that
the whole still has probability 1? And if space is mirrored?
</details>
<details><summary>Hint 2 · shapes</summary>

`x` (N, d) has one point per **row**, while $A z$ takes a column: solve for all the points at once
with the points as columns, or one after the other. The coordinates (last axis) are summed, the
points are not: the result is (N,), and a float for a single point (d,). Lists are as good as
arrays.
</details>
<details><summary>Hint 3 · one blank</summary>

log density of $z$ in $d$ dimensions, with its constant, minus ______, the logarithm of how much a
volume grows; numpy has a function that gives the logarithm of a determinant without the
determinant.
</details>
"""

# %% solution="flow" reference="flow.affine_flow_logpdf"

# %% points=1 tests="flow_by_hand"
# By hand: with A = (2) and b = 1, x = 2 came from z = ½: −⅛ − ½ log 2π − log 2, about −1.7371.
# In the plane, A z = (2 z₂, z₁) turns (1, 1) into (2, 1), (0, 0) into (0, 0), (0, 2) into (4, 0);
# it doubles areas and mirrors them.
with attempt():
    expect(
        affine_flow_logpdf(np.array([[2.0]]), np.array([[2.0]]), np.array([1.0])),
        [-1 / 8 - np.log(2 * np.pi) / 2 - np.log(2)],
        about="A = (2), b = 1, x = 2",
    )
    expect(
        affine_flow_logpdf(
            np.array([[2.0, 1.0], [0.0, 0.0], [4.0, 0.0]]),
            np.array([[0.0, 2.0], [1.0, 0.0]]),
            np.zeros(2),
        ),
        np.array([-1.0, 0.0, -2.0]) - np.log(2 * np.pi) - np.log(2),
        about="three points of the plane",
    )

# %% points=1 tests="flow_random"
assert callable(affine_flow_logpdf)  # hidden: random flows in 1 to 4 dimensions, mirrored ones too
### BEGIN HIDDEN TESTS
from course import checks, oracles

flow_rng = checks.rng("flow_random")


def random_flow(n, d, scale, sign):
    """n points and a matrix that stretches by scale times ½ to 2, its determinant of one sign."""
    left_turn, right_turn = (np.linalg.qr(flow_rng.normal(size=(d, d)))[0] for _ in range(2))
    matrix = left_turn @ np.diag(scale * flow_rng.uniform(0.5, 2, d)) @ right_turn
    if np.sign(np.linalg.det(matrix)) != sign:
        matrix[:, 0] *= -1
    shift = flow_rng.normal(size=d) + 1
    return flow_rng.normal(size=(n, d)) @ matrix.T + shift, matrix, shift


def density(x, A, b, *, volume=1.0, constant=None, back=None, half=0.5):
    """The log density, with a part of it exchanged."""
    z = np.linalg.solve(A, (x - b).T).T if back is None else back
    d = len(A)
    return (
        -half * np.sum(z**2, axis=-1)
        - (d / 2 * np.log(2 * np.pi) if constant is None else constant)
        - volume * np.linalg.slogdet(A)[1]
    )


checks.agree(
    affine_flow_logpdf,
    oracles.flow.affine_flow_logpdf_by_elimination,
    [
        random_flow(6, 2, 3.0, -1),
        random_flow(5, 1, 3.0, -1),
        random_flow(4, 3, 3.0, 1),
        random_flow(3, 3, 0.2, -1),
        random_flow(2, 4, 0.3, 1),
    ],
    mistakes={
        "a density that is higher where space is stretched: a sign": lambda x, A, b: density(
            x, A, b, volume=-1
        ),
        "the density of z at the right point, but the change of volume is missing": lambda x, A, b: (
            density(x, A, b, volume=0)
        ),
        "the change of volume counts twice. Is it the determinant of A Aᵀ?": lambda x, A, b: (
            density(x, A, b, volume=2)
        ),
        "the change of volume counts half": lambda x, A, b: density(x, A, b, volume=0.5),
        "the change of volume counts once per dimension": lambda x, A, b: density(
            x, A, b, volume=len(A)
        ),
        "the logarithm of a negative determinant: a mirrored volume is a volume": lambda x, A, b: (
            density(x, A, b, volume=0) - np.log(np.linalg.det(A))
        ),
        "the change of volume itself is subtracted, not its logarithm": lambda x, A, b: (
            density(x, A, b, volume=0) - np.abs(np.linalg.det(A))
        ),
        "the change of volume is read off the diagonal of A alone": lambda x, A, b: (
            density(x, A, b, volume=0) - np.sum(np.log(np.abs(np.diag(A))))
        ),
        "the change of volume is read off the diagonal of A alone, with its signs": lambda x, A, b: (
            density(x, A, b, volume=0) - np.sum(np.log(np.diag(A)))
        ),
        "the change of volume is read off the trace of A": lambda x, A, b: (
            density(x, A, b, volume=0) - np.log(np.abs(np.trace(A)))
        ),
        "the sign of the determinant multiplies its logarithm": lambda x, A, b: density(
            x, A, b, volume=np.linalg.slogdet(A)[0]
        ),
        "the constant of the standard normal is missing": lambda x, A, b: density(
            x, A, b, constant=0
        ),
        "the constant is that of one dimension, whatever d is": lambda x, A, b: density(
            x, A, b, constant=0.5 * np.log(2 * np.pi)
        ),
        "the constant counts twice per dimension": lambda x, A, b: density(
            x, A, b, constant=len(A) * np.log(2 * np.pi)
        ),
        "the constant counts the points, not the dimensions": lambda x, A, b: density(
            x, A, b, constant=len(x) / 2 * np.log(2 * np.pi)
        ),
        "A is taken for the covariance of x. Which covariance has A z?": lambda x, A, b: (
            -0.5 * np.sum((x - b) * np.linalg.solve(A, (x - b).T).T, axis=-1)
            - len(A) / 2 * np.log(2 * np.pi)
            - 0.5 * np.linalg.slogdet(A)[1]
        ),
        "the length of z enters, not its square": lambda x, A, b: (
            density(x, A, b, half=0, constant=len(A) / 2 * np.log(2 * np.pi))
            - 0.5 * np.linalg.norm(np.linalg.solve(A, (x - b).T), axis=0)
        ),
        "the square of z has no ½ in front": lambda x, A, b: density(x, A, b, half=1.0),
        "b is not taken off before going back": lambda x, A, b: density(
            x, A, b, back=np.linalg.solve(A, x.T).T
        ),
        "b is taken off after going back: undo the last step first": lambda x, A, b: density(
            x, A, b, back=np.linalg.solve(A, x.T).T - b
        ),
        "b is added where it has to be taken off": lambda x, A, b: density(
            x, A, b, back=np.linalg.solve(A, (x + b).T).T
        ),
        "x is mapped forward once more instead of back": lambda x, A, b: density(
            x, A, b, back=x @ A.T + b
        ),
        "x − b is multiplied with A; what undoes A?": lambda x, A, b: density(
            x, A, b, back=(x - b) @ A.T
        ),
        "x − b is multiplied with A from the right; what undoes A?": lambda x, A, b: density(
            x, A, b, back=(x - b) @ A
        ),
        "A is undone with rows and columns exchanged": lambda x, A, b: density(
            x, A, b, back=(x - b) @ np.linalg.inv(A)
        ),
        "A is undone element by element, not as a matrix": lambda x, A, b: density(
            x, A, b, back=(x - b) / np.diag(A)
        ),
        "it is the density of z at x, mapped by nothing": lambda x, A, b: density(x, A, b, back=x),
        "that is the density, not its logarithm": lambda x, A, b: np.exp(density(x, A, b)),
        "it is the negative log density: a sign": lambda x, A, b: -density(x, A, b),
        "it averages over the points": lambda x, A, b: np.mean(density(x, A, b)),
        "it adds the points up; the task asks for one number per point": lambda x, A, b: np.sum(
            density(x, A, b)
        ),
        "the coordinates are averaged instead of summed": lambda x, A, b: density(
            x, A, b, half=0.5 / len(A)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="flow_edges"
assert callable(affine_flow_logpdf)  # hidden: 400 dimensions, a single point, no point at all
### BEGIN HIDDEN TESTS
from course import checks, oracles

flow_rng = checks.rng("flow_edges")
mirror = np.diag([-1.0] + [1.0] * 399)
many, shift_e = flow_rng.normal(size=(3, 400)), flow_rng.normal(size=400)
checks.agree(
    affine_flow_logpdf,
    # A is a multiple of a mirror, so that every coordinate is a Gaussian of its own
    lambda x, A, b: np.array(
        [
            sum(
                -0.5 * ((xi - bi) / A[1, 1]) ** 2 - 0.5 * np.log(2 * np.pi) - np.log(A[1, 1])
                for xi, bi in zip(row, b, strict=True)
            )
            for row in x
        ]
    ),
    [
        (1e-3 * many + shift_e, 1e-3 * mirror, shift_e),
        (1e3 * many + shift_e, 1e3 * mirror, shift_e),
    ],
    mistakes={
        "that is infinite in 400 dimensions, the right number is not: det A does not "
        "fit into a float": lambda x, A, b: np.full(3, -np.sign(np.log(A[1, 1])) * np.inf),
        **{
            f"a small number is added to det A ({small:g}, it seems), which does not "
            "fit into a float": lambda x, A, b, small=small: (
                np.sum(-0.5 * ((x - b) / A[1, 1]) ** 2 - 0.5 * np.log(2 * np.pi), axis=-1)
                - (np.log(small) if A[1, 1] < 1 else np.inf)
            )
            for small in (1e-300, 1e-12, 1e-10, 1e-9, 1e-8, 1e-6)
        },
        "the change of volume is lost in 400 dimensions: det A does not fit into a float": (
            lambda x, A, b: np.sum(
                -0.5 * ((x - b) / A[1, 1]) ** 2 - 0.5 * np.log(2 * np.pi), axis=-1
            )
        ),
    },
    where="in 400 dimensions",
)
A_e, b_e = np.array([[0.5, 2.0], [-1.5, 0.4]]), np.array([0.3, -2.0])
checks.agree(
    affine_flow_logpdf,
    lambda x, A, b: float(oracles.flow.affine_flow_logpdf_by_elimination(x[None], A, b)[0]),
    [(flow_rng.normal(size=2), A_e, b_e)],
    where="for a single point, shape (d,)",
)
checks.agree(
    affine_flow_logpdf,
    oracles.flow.affine_flow_logpdf_by_elimination,
    [
        (flow_rng.normal(size=(1, 2)), A_e, b_e),
        (100 + flow_rng.normal(size=(3, 2)), A_e, b_e),
    ],
    where="for one row, or for points far from b",
)
checks.agree(
    affine_flow_logpdf,
    lambda x, A, b: np.zeros(0),
    [(np.zeros((0, 2)), A_e, b_e)],
    where="for no points, shape (0, d)",
)
### END HIDDEN TESTS

# %% points=1 tests="flow_properties"
assert callable(affine_flow_logpdf)  # hidden: what every density of an affine flow obeys
### BEGIN HIDDEN TESTS
from course import checks

flow_rng = checks.rng("flow_properties")
line = np.linspace(-40, 44, 8401)[:, None]
mass = checks.call(affine_flow_logpdf, line, np.array([[-3.0]]), np.array([2.0]))
checks.require(np.shape(mass) == (8401,), "the result is one number per point (row) of x")
checks.require(np.isfinite(mass), "for a mirroring flow of the line some log densities are nan")
checks.require(
    abs(np.sum(np.exp(np.clip(mass, -700, 50))) * 0.01 - 1) < 1e-6,
    "the density of the flow x = −3 z + 2 has not the area 1",
)
# stretches by 0.8 to 1.6 in every direction, so that no two of the cases below come close
turn, shift_p = np.linalg.qr(flow_rng.normal(size=(3, 3)))[0], flow_rng.normal(size=3) + 2
A_p = turn @ np.array([[1.5, 0.3, 0.0], [0.0, 1.2, -0.4], [0.0, 0.0, 0.9]])
x_p = flow_rng.normal(size=(7, 3)) + shift_p
logpdf_p = np.asarray(checks.call(affine_flow_logpdf, x_p, A_p, shift_p))
checks.require(np.shape(logpdf_p) == (7,), "the result is one number per point (row) of x")


def same(x, A, b):
    """Whether every point has the log density that it had."""
    return np.isclose(checks.call(affine_flow_logpdf, x, A, b), logpdf_p, rtol=1e-8, atol=1e-8)


away = np.array([5.0, -3.0, 2.0])
checks.require(
    same(x_p + away, A_p, shift_p + away),
    "moving the points and the flow together changes the density: how does b enter?",
)
other_turn = np.linalg.qr(flow_rng.normal(size=(3, 3)))[0]
checks.require(
    same(x_p, A_p @ other_turn, shift_p),
    "turning or mirroring the noise z, which looks alike from all sides, changes the density of x",
)
stretched = checks.call(affine_flow_logpdf, 2 * x_p, 2 * A_p, 2 * shift_p)
checks.require(
    np.asarray(stretched) < logpdf_p - 1e-6,
    "when everything is stretched to the double, the density has to fall: yours does not",
)
checks.require(
    np.isclose(np.asarray(stretched) - logpdf_p, -3 * np.log(2), rtol=1e-8),
    "when everything is stretched to the double in 3 dimensions, the density falls, "
    "but by a wrong factor",
)
### END HIDDEN TESTS

# %% points=1 tests="flow_hygiene"
assert callable(affine_flow_logpdf)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

flow_rng = checks.rng("flow_hygiene")
# far from singular, also when it is doubled and rounded to integers
A_h = np.array([[2.5, 1, 0], [0, 1.5, -1], [1, 0, 2]]) + flow_rng.uniform(-0.2, 0.2, (3, 3))
x_h, b_h = flow_rng.normal(size=(5, 3)), flow_rng.normal(size=3)
for points_h in (x_h, x_h[0]):
    # scaling all three arguments alike keeps z, so another change has to show
    checks.hygiene(affine_flow_logpdf, points_h, A_h, b_h, skip=["varies"])
    checks.require(
        not np.allclose(
            checks.call(affine_flow_logpdf, points_h, A_h, b_h),
            checks.call(affine_flow_logpdf, points_h + 3, A_h, b_h),
        ),
        "the same result for different points. Does it use its arguments?",
    )
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

Left: samples of a flow. The dashed ellipses are the circles $\|z\| = 1$ and $\|z\| = 2$, carried
along by the map; on each of them your density must be constant. Right: a cut through the middle.
The dots count samples in small squares; the line is your density. It must have the right height,
not only the right shape.
"""

# %%
A_seen, b_seen = np.array([[0.3, 0.9], [0.6, -0.4]]), np.array([1.0, -0.5])
cloud = np.random.default_rng(5).normal(size=(200_000, 2)) @ A_seen.T + b_seen
angle = np.linspace(0, 2 * np.pi, 200)
circle = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
side, centres = 0.2, b_seen[0] + np.linspace(-2.4, 2.4, 25)

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
left.plot(*cloud[:2500].T, ".", color=DATA, ms=2)
for radius in (1, 2):
    left.plot(*(radius * circle @ A_seen.T + b_seen).T, "--", color=TRUTH, lw=1.5, zorder=3)
left.set(xlabel="x₁", ylabel="x₂", title="dashed: the map · contours: yours")
left.set(xlim=(-2.5, 4.5), ylim=(-3.3, 2.3), aspect="equal")
for centre in centres:
    inside = np.all(np.abs(cloud - [centre, b_seen[1]]) < side / 2, axis=1)
    right.plot(centre, inside.mean() / side**2, "o", color=TRUTH, ms=4)
right.set(xlabel="x₁ along x₂ = −0.5", ylabel="density", title="dots: counted · line: yours")
right.set(ylim=(-0.01, 0.5))
with attempt():
    x1, x2 = np.meshgrid(b_seen[0] + np.linspace(-4, 4, 161), b_seen[1] + np.linspace(-3, 3, 121))
    points = np.stack([x1.ravel(), x2.ravel()], axis=-1)
    height = affine_flow_logpdf(points, A_seen, b_seen).reshape(x1.shape)
    expect(np.isfinite(height).mean(), 1.0, about="share of finite log densities")
    # ‖z‖ = 2 lies 2 nats, ‖z‖ = 1 lies ½ nat below the highest value
    left.contour(x1, x2, height, levels=height.max() - [2, 0.5], colors=YOURS, linestyles="-")
    x1_cut = b_seen[0] + np.linspace(-2.5, 2.5, 201)
    cut = np.stack([x1_cut, np.full(201, b_seen[1])], axis=-1)
    right.plot(x1_cut, np.exp(affine_flow_logpdf(cut, A_seen, b_seen)), color=YOURS)
plt.show()

# %% [markdown]
r"""
## Explain

A flow is trained by raising the mean log density of its data. Take the line, $x = az + b$ with
$a>0$, and a data set of three numbers: 0, 2 and 7. The best $b$ is their mean, 3, whatever $a$
is. Which $a$ is best? Three digits are enough; derive it, or search with your function.
"""

# %% solution="scale"
best_scale = None  # a number, a > 0
### BEGIN SOLUTION
best_scale = 2.944  # of −mean (x − 3)² / (2 a²) − log a: a² is the mean square, 26/3
### END SOLUTION

# %% points=1 tests="scale_of_best_fit"
assert best_scale is None or best_scale > 0, "the task asks for a > 0"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    best_scale,
    float(np.sqrt(26 / 3)),
    rtol=2e-3,
    mistakes={
        "that is a², a variance: a is a length, in the unit of x": 26 / 3,
        "the division by n − 1 makes a² unbiased; it does not maximise the likelihood": 13**0.5,
        "that is an unbiased variance: neither a length nor the maximum of the likelihood": 13.0,
        "the squares are summed, but the log-determinant counts once per datum as well": 26**0.5,
        "the mean of |x − b| is the best scale for another noise, of Laplace": 8 / 3,
        "that is 1/a: the slope of the map back to z": (3 / 26) ** 0.5,
        "did you leave out b? The distances from b count": (53 / 3) ** 0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now somebody writes the same training, but forgets the determinant: "it does not depend on $x$,
so it is a constant". Gradient ascent on $a$ starts from 1. What becomes of $a$?

- **a** The same as before: a constant does not move the maximum.
- **b** It shrinks to 0: the density piles up on the data.
- **c** It grows without end: every datum is drawn towards $z = 0$.
- **d** It stays at 1: without the determinant no gradient with respect to $a$ is left.
"""

# %% solution="forgotten"
answer_forgotten = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_forgotten = "c"
### END SOLUTION

# %% points=1 tests="forgotten_determinant"
assert answer_forgotten in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_forgotten,
    key="c",
    feedback={
        "a": "it does not depend on x, but on a it does, and a is what is trained.",
        "b": "for a → 0 the data lie at huge values of z. How likely are those?",
        "d": "z = (x − b)/a still depends on a. Which way does its density rise?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** Log density of $x$ = log density of the $z$ it came from − log of the volume
growth $|\det A|$. The first term alone is content when all data crowd around $z=0$; the
determinant is the price of shrinking space on the way back, and both together have a maximum. For
a general $d\times d$ matrix the determinant takes some $d^3$ operations, so RealNVP and its
relatives are built from maps whose Jacobian is triangular.

*Further:* Dinh, Sohl-Dickstein & Bengio, *Density Estimation Using Real NVP*, 2017, section 3.
"""
