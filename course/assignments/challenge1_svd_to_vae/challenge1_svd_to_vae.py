r"""Challenge 1: from the SVD to a VAE, step 1 and the report (numpy)."""

# %% [markdown]
r"""
# Challenge 1 · From the SVD to a VAE

**About 75 minutes · medium · 20 points · before it: problem sets 1 and 8 · needs scikit-learn**

An image of 64 pixels shall become a **code** of eight numbers, and the code an image again. The best
code of its kind has been known since 1901 and takes five lines: principal component analysis. Every
autoencoder, and the latent space in which today's image generators work, is measured against such a
baseline; who does not know the baseline cannot say what the network has bought.

Here you write PCA, choose the number of components, and find out exactly in which sense it is the best
linear code; a report closes the challenge.

The data come with scikit-learn: 1797 handwritten digits of 8 × 8 pixels, scaled to [0, 1]. The first
1400 are for training, the other 397 for the test.

*You will learn:* to set up an honest linear baseline, and to report an error with its uncertainty.
"""

# %%
from sklearn.datasets import load_digits

digits = load_digits().data / 16
digits_train, digits_test = digits[:1400], digits[1400:]
LATENT = 8


def mse(a, b):
    """The mean squared error per pixel."""
    return float(np.mean((np.asarray(a) - np.asarray(b)) ** 2))


print("train", digits_train.shape, " test", digits_test.shape)
print(f"error of the mean image on the test digits: {mse(digits_test, digits_train.mean(0)):.4f}")

# %% [markdown]
r"""
## Step 1 · The best plane

### 1a · Predict first (medium · 3 minutes)

Pixels are never negative, so the cloud of digits lies far from the origin. What happens to the error of
eight components on the training digits if one forgets to subtract the mean before the SVD (and does not
add it afterwards)?

- **a** Nothing: the SVD finds the mean itself and puts it into the first component.
- **b** It becomes smaller, because the components then also describe the mean.
- **c** It becomes larger, by at least a factor of 2: every component is off.
- **d** It becomes a little larger, about as if seven components were left.

Write a letter. You may come back after the figure and change it; only the last answer counts.
"""

# %% solution="c11_predict"
answer_c11_predict = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c11_predict = "d"
### END SOLUTION

# %% points=1 tests="c11_predict_answered"
assert answer_c11_predict in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c11_X = load_digits().data[:1400] / 16
c11_through_0 = float(np.sum(np.linalg.svd(c11_X)[1][8:] ** 2) / c11_X.size)
c11_eight, c11_seven = (oracles.compression.reconstruction_error(c11_X, c11_X, k) for k in (8, 7))
assert c11_eight < c11_through_0 < c11_seven < 1.2 * c11_eight
checks.choice(
    answer_c11_predict,
    key="d",
    feedback={
        "a": "the direction is spent on the mean. Is it still there for something else?",
        "b": "which planes may the SVD choose from, with the mean subtracted and without?",
        "c": "how many of the eight directions does the mean need?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1b · Fit (medium · 12 minutes)

Write `pca_fit`. Of all planes with $k$ directions, also those that do not pass through the origin, it
finds the one nearest to the data.

One case by hand: the points (1, 3), (3, 3), (5, 3) and (3, 4), (3, 2). Where is their mean, and along
which axis do they vary most? The test below knows it.

<details><summary>Hint 1 · a question</summary>

In `U, S, Vt = np.linalg.svd(...)` of a matrix with one datum per row: which of the three holds
directions in the space of the *pixels*?
</details>
<details><summary>Hint 2 · shapes</summary>

`X.mean(axis=0)` is (d,). With `full_matrices=False`, `Vt` is (min(n, d), d), sorted already.
</details>
<details><summary>Hint 3 · one blank</summary>

The first k ______ of Vt, from the SVD of X minus its mean.
</details>
"""

# %% solution="c11_fit" reference="compression.pca_fit"

# %% points=1 tests="c11_fit_by_hand"
# The mean is (3, 3); along the first axis the variance is 8/5, along the second 2/5.
with attempt():
    by_hand = np.array([[1.0, 3.0], [3.0, 3.0], [5.0, 3.0], [3.0, 4.0], [3.0, 2.0]])
    hand_mean, hand_components = pca_fit(by_hand, 1)
    expect(hand_mean, [3.0, 3.0], about="the mean of five points")
    expect(np.abs(hand_components), [[1.0, 0.0]], about="the first component, up to its sign")

# %% points=2 tests="c11_fit_random"
assert callable(pca_fit)  # hidden: random clouds, n > d, n < d and n = d
### BEGIN HIDDEN TESTS
from course import checks, oracles

c11_rng = checks.rng("c11_fit_random")
c11_clouds = [
    (c11_rng.normal(size=(n, d)) @ c11_rng.normal(size=(d, d)) + 3 * c11_rng.normal(size=d), k)
    for n, d, k in ((12, 5, 3), (6, 9, 3), (7, 7, 2), (20, 4, 2))
]
c11_lines = oracles.compression.lines


def c11_fit(X, k):
    """The student's mean and components, free of signs."""
    return c11_lines(pca_fit(X, k))


def c11_svd(shift, pick=lambda U, S, Vt, k: Vt[:k], scale=lambda X: 1.0):
    """A fit with another centre, other directions or other scales."""

    def fit(X, k):
        centre = shift(X)
        U, S, Vt = np.linalg.svd((X - centre) / scale(X), full_matrices=False)
        return None, c11_lines((0.0, pick(U, S, Vt, k)))[1]

    return fit


c11_centre = lambda X: X.mean(axis=0)
c11_fit.__name__ = "pca_fit"
checks.agree(
    c11_fit,
    lambda X, k: c11_lines(oracles.compression.pca_fit(X, k)),
    c11_clouds,
    rtol=1e-6,
    atol=1e-8,
    outputs=("mean", "components, up to their signs"),
    mistakes={
        "the directions are those of a cloud that was not centred": c11_svd(lambda X: 0.0),
        "one number is subtracted from all coordinates": c11_svd(lambda X: X.mean()),
        "each row is centred by itself; the cloud of the rows is to be centred": c11_svd(
            lambda X: X.mean(axis=1, keepdims=True)
        ),
        "the directions in which the data vary least": c11_svd(
            c11_centre, lambda U, S, Vt, k: Vt[::-1][:k]
        ),
        "the right plane, but from the smallest variance to the largest": c11_svd(
            c11_centre, lambda U, S, Vt, k: Vt[:k][::-1]
        ),
        "the coordinates are scaled to equal variances first: that is another plane": c11_svd(
            c11_centre, scale=lambda X: X.std(axis=0)
        ),
        "the rows do not have length 1: they carry the singular values": c11_svd(
            c11_centre, lambda U, S, Vt, k: S[:k, None] * Vt[:k]
        ),
        "rows and columns of the directions are exchanged": lambda X, k: (
            None,
            c11_lines((0.0, np.linalg.svd(X - X.mean(axis=0))[2].T[:k]))[1],
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c11_fit_edges"
assert callable(pca_fit)  # hidden: k too small, k too large, the largest possible k
### BEGIN HIDDEN TESTS
from course import checks

c11_rng = checks.rng("c11_fit_edges")
c11_small = c11_rng.normal(size=(4, 6))
for c11_k in (0, -1, 5, 7):
    checks.raises(
        pca_fit,
        (c11_small, c11_k),
        ValueError,
        "a number of components that is impossible is not refused with a ValueError",
    )
checks.require(
    np.shape(checks.call(pca_fit, c11_small, 4)[1]) == (4, 6)
    and np.shape(checks.call(pca_fit, c11_small.T, 1)[1]) == (1, 4),
    "the smallest and the largest possible k do not give k components",
)
### END HIDDEN TESTS

# %% points=1 tests="c11_fit_hygiene"
assert callable(pca_fit)  # hidden: lists, integers, float32, float16, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks, oracles

c11_rng = checks.rng("c11_fit_hygiene")
c11_of_x = lambda X: oracles.compression.lines(pca_fit(X, 2))
c11_of_x.__name__ = "pca_fit"
c11_wide = c11_rng.normal(size=(9, 4)) * [5.0, 3.0, 1.5, 1.0] + 2.0
checks.hygiene(c11_of_x, c11_wide)
checks.keeps_inputs(pca_fit, c11_wide, 2)
checks.agree(
    c11_of_x,
    lambda X: c11_of_x(X.astype(float)),
    [(c11_wide.astype(np.float16),)],
    rtol=1e-6,
    where="for float16 data",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1c · Reconstruct (medium · 8 minutes)

Write `pca_reconstruct`: encode, then decode. It gets the mean and the components of the *training* data
and images that it has never seen.

By hand: the mean (3, 3), one component (1, 0). Where does the point (7, 8) go?

<details><summary>Hint 1 · a question</summary>

The code says how far one goes along each component. From where?
</details>
<details><summary>Hint 2 · shapes</summary>

(n, d) times (d, k) gives the codes (n, k); (n, k) times (k, d) leads back.
</details>
<details><summary>Hint 3 · one blank</summary>

codes = (X − mean) componentsᵀ; the result is ______ + codes · components.
</details>
"""

# %% solution="c11_reconstruct" reference="compression.pca_reconstruct"

# %% points=1 tests="c11_reconstruct_by_hand"
# Along the component the point keeps its 7, across it falls back to the mean.
with attempt():
    expect(
        pca_reconstruct(np.array([[7.0, 8.0]]), np.array([3.0, 3.0]), np.array([[1.0, 0.0]])),
        [[7.0, 3.0]],
        about="the point (7, 8)",
    )

# %% points=1 tests="c11_reconstruct_random"
assert callable(pca_reconstruct)  # hidden: random planes, other data than those of the fit
### BEGIN HIDDEN TESTS
from course import checks, oracles

c11_rng = checks.rng("c11_reconstruct_random")
c11_planes = [
    (
        c11_rng.normal(size=(n, d)),
        c11_rng.normal(size=d),
        np.linalg.qr(c11_rng.normal(size=(d, k)))[0].T,
    )
    for n, d, k in ((7, 5, 3), (4, 4, 2), (3, 6, 1), (1, 5, 2))
]
c11_plane = c11_planes[0]
c11_batch = checks.call(pca_reconstruct, *c11_plane)
checks.require(
    np.allclose(c11_batch[2:4], checks.call(pca_reconstruct, c11_plane[0][2:4], *c11_plane[1:])),
    "the reconstruction of an image depends on which others stand in the batch",
)
checks.agree(
    pca_reconstruct,
    oracles.compression.pca_reconstruct,
    c11_planes,
    rtol=1e-6,
    mistakes={
        "the mean is not added again": lambda X, m, C: (X - m) @ C.T @ C,
        "the codes are taken from the origin, not from the mean": lambda X, m, C: m + X @ C.T @ C,
        "the plane passes through the origin: the mean is not used": lambda X, m, C: X @ C.T @ C,
        "what is returned is what the code leaves out": lambda X, m, C: X - m - (X - m) @ C.T @ C,
    },
)
checks.require(
    np.shape(checks.call(pca_reconstruct, np.zeros((0, 5)), *c11_plane[1:])) == (0, 5),
    "no image at all does not give no image",
)
### END HIDDEN TESTS

# %% points=1 tests="c11_reconstruct_hygiene"
assert callable(pca_reconstruct)  # hidden: lists, integers, float32, float16, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

c11_rng = checks.rng("c11_reconstruct_hygiene")
checks.hygiene(pca_reconstruct, c11_rng.normal(size=(3, 4)), c11_rng.normal(size=4), np.eye(4)[1:3])
c11_half = (c11_rng.normal(size=(3, 4)), c11_rng.normal(size=4), np.eye(4)[1:3])
checks.agree(
    pca_reconstruct,
    lambda *half: pca_reconstruct(*(a.astype(float) for a in half)),
    [tuple(a.astype(np.float16) for a in c11_half)],
    where="for float16 data",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Left: what is left over with $k$ components. The dots follow from the singular values alone (the sum of
the squares that were cut off, per pixel), the line is yours; on the training digits both must meet.
Right: ten test digits and what eight numbers keep of them.
"""

# %%
squares = np.linalg.svd(digits_train - digits_train.mean(axis=0), compute_uv=False) ** 2
counts = np.array([1, 2, 4, 8, 12, 16, 24, 32, 48])
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.2), width_ratios=(2, 3))
left.plot(
    counts,
    [squares[k:].sum() / digits_train.size for k in counts],
    "o",
    color=TRUTH,
    label="spectrum",
)
with attempt():
    fits = [pca_fit(digits_train, k) for k in counts]
    for images, style, name in (
        (digits_train, "-", "yours, train"),
        (digits_test, "--", "yours, test"),
    ):
        errors = [mse(images, pca_reconstruct(images, *fit)) for fit in fits]
        left.plot(counts, errors, style, color=YOURS, label=name)
left.set(xlabel="number of components k", ylabel="error per pixel", ylim=(-0.004, 0.09))
left.set_title("dots and solid line must meet")
left.legend()
rows = [digits_test[:10]]
with attempt():
    rows.append(pca_reconstruct(digits_test[:10], *pca_fit(digits_train, LATENT)))
sheet = np.vstack([np.hstack([np.pad(i.reshape(8, 8), 1) for i in row]) for row in rows])
right.imshow(sheet, cmap="gray_r", vmin=0, vmax=1)
right.set_title("above: test digits · below: yours from 8 numbers")
right.axis("off")
plt.show()

# %% [markdown]
r"""
### 1d · The baseline (easy · 5 minutes)

Fit eight components to the training digits and write down the error per pixel on the **test** digits,
with four digits. It is the number that every autoencoder with eight code numbers must beat.
"""

# %% solution="c11_test_error"
pca_test_error = None  # a number
### BEGIN SOLUTION
pca_test_error = 0.02496
### END SOLUTION

# %% points=1 tests="c11_digits_number"
assert pca_test_error is None or pca_test_error > 0, "a mean of squares is positive"
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c11_digits = load_digits().data / 16
c11_train, c11_test = c11_digits[:1400], c11_digits[1400:]
c11_error = oracles.compression.reconstruction_error
checks.number(
    pca_test_error,
    c11_error(c11_train, c11_test, 8),
    rtol=5e-4,
    mistakes={
        "that is the error on the training digits": c11_error(c11_train, c11_train, 8),
        "that plane was fitted to all digits: the test set has been seen": c11_error(
            c11_digits, c11_test, 8
        ),
        "that plane was fitted to the test digits": c11_error(c11_test, c11_test, 8),
        "that is the error per image, not per pixel": 64 * c11_error(c11_train, c11_test, 8),
        "a root has been taken": c11_error(c11_train, c11_test, 8) ** 0.5,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="c11_digits_gate"
assert callable(pca_fit) and callable(pca_reconstruct)  # hidden: both together, on the digits
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c11_digits = load_digits().data / 16
c11_train, c11_test = c11_digits[:1400], c11_digits[1400:]
c11_yours = checks.call(pca_reconstruct, c11_test, *checks.call(pca_fit, c11_train, 8))
checks.require(
    np.shape(c11_yours) == c11_test.shape, "the reconstructed digits do not have the digits' shape"
)
c11_gap = float(np.mean((c11_yours - c11_test) ** 2)) - oracles.compression.reconstruction_error(
    c11_train, c11_test, 8
)
checks.require(c11_gap < 1e-4, "on the test digits eight components can do better than yours")
checks.require(c11_gap > -1e-4, "eight components of the training digits cannot be as good as that")
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1e · How many? (medium · 5 minutes)

What is the smallest number of components with which at least 90 % of the variance of the **training**
digits is kept?
"""

# %% solution="c11_ninety"
components_for_ninety = None  # an integer
### BEGIN SOLUTION
components_for_ninety = 21
### END SOLUTION

# %% points=1 tests="c11_ninety_count"
assert components_for_ninety is None or components_for_ninety == int(components_for_ninety)
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c11_train = load_digits().data[:1400] / 16
c11_count = oracles.compression.components_for_share(c11_train, 0.9)
c11_raw = np.linalg.svd(c11_train, compute_uv=False) ** 2
checks.number(
    components_for_ninety,
    c11_count,
    rtol=1e-9,
    mistakes={
        "one too few: at least 90 % are asked for": c11_count - 1,
        "one too many: has an index been counted from 0 twice?": c11_count + 1,
        "the energy around the origin is no variance: most of it is the mean": int(
            np.argmax(np.cumsum(c11_raw) >= 0.9 * c11_raw.sum()) + 1
        ),
        "singular values are added where variances are asked for": (
            oracles.compression.components_for_share(c11_train, 0.9, power=0.5)
        ),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1f · Who chooses k? (medium · 4 minutes)

A colleague increases $k$ until the error of PCA on the **test** digits rises again, "because there the
overfitting begins". At which $k$ does he stop?

- **a** Near 21, where 90 % of the variance is kept.
- **b** Never: that error cannot rise with $k$, so that it does not choose a $k$.
- **c** Where the curves of training and test part.
- **d** At the number of classes, ten: more is noise.
"""

# %% solution="c11_who"
answer_c11_who = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c11_who = "b"
### END SOLUTION

# %% points=1 tests="c11_who_answered"
assert answer_c11_who in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c11_digits = load_digits().data / 16
c11_curve = [
    oracles.compression.reconstruction_error(c11_digits[:1400], c11_digits[1400:], k)
    for k in range(1, 62)
]
assert np.all(np.diff(c11_curve) <= 0)
checks.choice(
    answer_c11_who,
    key="b",
    feedback={
        "a": "look at the dashed line of the figure there: does it turn?",
        "c": "parting is not rising. Each plane contains the ones before it: what follows?",
        "d": "a class is not a direction. What does the dashed line do beyond ten?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1g · In which sense the best? (hard · 8 minutes)

Which of these statements about the code of eight principal components hold? Write all letters that
do, for example `"ab"`.

- **a** No affine encoder with eight outputs and affine decoder has a smaller error on the training
  digits.
- **b** No affine encoder with eight outputs and affine decoder has a smaller error on the test digits.
- **c** If the eight components are turned by an orthogonal 8 × 8 matrix, the code changes, but the
  reconstructions do not.
- **d** The eight code numbers are statistically independent of each other over the training digits.
- **e** The eight code numbers are uncorrelated over the training digits.
- **f** No code of eight real numbers, linear or not, has a smaller error on the training digits.
"""

# %% solution="c11_best"
answer_c11_best = None  # letters, for example "ab"
### BEGIN SOLUTION
answer_c11_best = "ace"
### END SOLUTION

# %% points=2 tests="c11_best_answered"
assert answer_c11_best is None or len(answer_c11_best) > 0, "write at least one letter"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    answer_c11_best,
    keys="ace",
    feedback={
        "b": "what would the plane be that is fitted to the test digits themselves?",
        "d": "the SVD knows second moments only. Draw two code numbers against each other.",
        "f": "a curved surface may pass nearer to the points than any plane.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 1h · The uncertainty (medium · 6 minutes)

The test error is a mean over 397 images; other test digits would have given another number. What is its
**standard error**, if the images count as independent draws? (The plane is held fixed. Pixels of one
image are *not* independent: take the error of each image first.) Two digits are enough.
"""

# %% solution="c14_uncertainty"
pca_standard_error = None  # a number
### BEGIN SOLUTION
pca_standard_error = 0.00054
### END SOLUTION

# %% points=1 tests="c14_standard_error"
assert pca_standard_error is None or pca_standard_error > 0, "a standard error is positive"
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c14_digits = load_digits().data / 16
c14_fit = oracles.compression.pca_fit(c14_digits[:1400], 8)
c14_test = c14_digits[1400:]
c14_squares = (c14_test - oracles.compression.pca_reconstruct(c14_test, *c14_fit)) ** 2
c14_spread = float(np.std(c14_squares.mean(axis=1), ddof=1))
checks.number(
    pca_standard_error,
    c14_spread / len(c14_test) ** 0.5,
    rtol=2e-2,
    mistakes={
        "that is the spread of single images; the mean of many is more certain": c14_spread,
        "all pixels are counted as independent: that is too optimistic": float(
            np.std(c14_squares) / c14_squares.size**0.5
        ),
        "the number of images enters by its root": c14_spread / len(c14_test),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## The report (hard · 20 minutes)

*Graded by a person, 4 points; 150 to 250 words and one figure, drawn in the cell below or named from
above.* Somebody asks: "How well can a digit be told in eight numbers, and how far does a plane get?"
Answer with what you measured:

1. **Method:** what was fitted to which data, so that somebody else could repeat it.
2. **Figure:** one figure with labels, and a sentence that says what is seen in it.
3. **Number with its uncertainty:** at least one.
4. **Limitation:** what this experiment does *not* show.
"""

# %%
# Room for your figure.

# %% [markdown] answer="c14_report" points=4
r"""
*Model answer.*

**Method.** 1797 digits of scikit-learn, 8 × 8 pixels, divided by 16; the first 1400 for the fit, the last
397 for the test, neither shuffled. The mean of the training digits is subtracted, an SVD gives the
directions, eight are kept; a test digit is projected onto this plane. The measure is the mean squared error
per pixel.

**Figure.** The one of step 1, left panel: error against the number of components, for training and test.
Both fall all the way: from 0.062 with one component over 0.025 with eight to 0.008 with 21 (test). On the
right one sees that eight numbers keep the class of most digits and lose sharp strokes.

**Number.** Eight components leave 0.0250 ± 0.0005 per pixel on the test digits (one standard error over
397 images), against 0.0735 for the mean image: 66 % of the squared deviation from the mean image are kept.
On the training digits it is 0.0238 ± 0.0003, so the gap of 0.0012 is about two standard errors.

**Limitation.** It is one split, and thirteen people wrote all these digits, so that the standard error, which
takes images as independent, is too small. Squared error per pixel is not what the eye sees. And the plane is
the best *linear* code of the training digits only: how much a curved one saves, this experiment does not say,
nor whether codes that are drawn at random give digits.

### BEGIN MARK SCHEME
One point for each heading, independently of style and order:

- Method: 1 point if somebody else could repeat it (data and split, centring, number of components, measure);
  ½ point if one of these is missing.
- Figure: 1 point for a figure with labelled axes (or labelled rows of images) and a true sentence about it;
  ½ point if labels or the sentence are missing.
- Number: 1 point for a test error with its uncertainty (standard error over images, or spread over splits or
  seeds); ½ point for a number alone. A training error that is given as the test error: 0 points.
- Limitation: 1 point for an honest one that is true of this experiment (one split, dependent images, squared
  error, linear code, one data set, for networks: few seeds, not tuned); ½ point for a general one ("more data
  are needed"). 0 points for "PCA is the best code" without "linear" and "training".
### END MARK SCHEME
"""

# %% [markdown]
r"""
**What to remember.** PCA is the best affine code in the squared error of the data of the fit: the mean puts
the plane in the right place, the SVD turns it. Neither error ever rises with $k$, so the number of components is
a budget and not a discovery. A baseline has an uncertainty too, and it counts images, not pixels.

*Further:* Jolliffe, *Principal Component Analysis*, 2nd edition, 2002, chapters 1 to 3; Baldi & Hornik, *Neural
networks and principal component analysis*, 1989.
"""
