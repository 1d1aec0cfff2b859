r"""Exercise 10: which diagnostics tell the truth?"""

# %% [markdown]
r"""
# Exercise 10 · Which diagnostics tell the truth?

**About 40 minutes · easy · 12 points · before it: exercise 9**

A classifier has a test accuracy. A generative model has no such single number: it can be good at
painting and bad at variety, good at likelihood and ugly, good at everything and too slow to use.
Whoever reports only the number that looks best need not lie in order to mislead. The remedy is to
measure things that can fail *separately*: what was optimised, how good single samples are, how
much of the data they cover, and what a sample costs.

In this exercise you measure two of them, watch how each alone is fooled, and then write the plan
of an honest report. That is what the evaluation section of a paper is made of.

*You will learn:* what one number hides, and how many samples a claim about rare cases needs.
"""

# %% [markdown]
r"""
## Predict first

In the real data one sample in a hundred is of some rare kind. A generator is **perfect**: it draws
from exactly the same distribution. You look at 64 of its samples, and none is of that kind. How
likely was that?

- **a** Below 5 per cent. Something must be wrong with the generator.
- **b** About one half, 53 per cent.
- **c** About one third, 36 per cent.
- **d** About two thirds, 64 per cent.

Write a letter. You may come back later and change it; only the last answer counts.
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
        "a": "64 draws are few for what comes once in a hundred. How likely does one draw miss it?",
        "c": "the chances of the single draws do not simply add: after 101 draws nothing would be "
        "left of the chance to miss.",
        "d": "that is the expected number of hits, 0.64, which is not the chance of a miss.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Implement

Two shares, from two sets of samples and one distance. **Precision** asks of each generated sample:
is a real one near? It falls when the generator makes things that do not exist. **Coverage** asks of
each real sample: is a generated one near? It falls when the generator leaves things out.

Do a case by hand before you code: the real samples are the numbers $0, 1, 2, 3$, the generated
ones $0.1, 0.2, 9$, and near means within $0.5$. The test below knows it.

<details><summary>Hint 1 · a question</summary>

For each of the seven samples of that case: whom does it ask, and how many neighbours does it need
so that it counts? Does it count more if it has several?
</details>
<details><summary>Hint 2 · shapes</summary>

`real` is (n, d), `generated` is (m, d). All differences together are
`real[:, None, :] - generated[None, :, :]`, of shape (n, m, d), for arrays; the distance reduces the
last axis. What is left is a table (n, m): a row per real sample, a column per generated one. Each
of the two shares reduces one axis with "any" and the other one with a mean.
</details>
<details><summary>Hint 3 · one blank</summary>

With `near` the table (n, m) of booleans: precision is `near.any(axis=______).mean()`, and coverage
takes the other axis.
</details>
"""

# %% solution="shares" reference="evaluation.precision_and_coverage"

# %% points=1 tests="shares_by_hand"
# By hand: 0.1 and 0.2 are near the real 0, and 9 is near nothing, so 2 of 3; of the four real
# numbers only 0 has a generated one near, so 1 of 4. Then a triangle: 3² + 4² = 5².
with attempt():
    result = precision_and_coverage([[0], [1], [2], [3]], [[0.1], [0.2], [9]], 0.5)
    expect(result, (2 / 3, 1 / 4), about="seven numbers")
    assert isinstance(result, tuple | list), "return two floats: return a, b"
    expect(
        precision_and_coverage(np.array([[0.0, 0.0], [10.0, 0.0]]), np.array([[3.0, 4.0]]), 5.5),
        (1, 1 / 2),
        about="one generated point of the plane, between two real ones",
    )

# %% points=1 tests="shares_random"
assert callable(precision_and_coverage)  # hidden: clouds in two and three dimensions, n ≠ m
### BEGIN HIDDEN TESTS
from course import checks, oracles


def scene(rng, depth=0):
    """Clouds of known shares, shuffled, moved and turned, with strays far away on both sides.

    Coordinates are whole numbers, so that no squared distance is near the squared radius.
    """
    real = [(0, 0, 0), (1, 1, 0), (10, 0, 0), (0, 10, 0), (10, 10, 0), (20, 0, 0)]
    made = [(1, 0, 0), (0, 1, 0), (1, 1, 0), (12, 1, 0), (0, 12, 0)]
    made += [(22, 2, 0), (10, 5, 0), (11, 9, depth), (30, 30, 0)]
    real += [(-50 - 9 * k, 7, 0) for k in range(rng.integers(1, 3))]
    made += [(60 + 9 * k, -7, 0) for k in range(rng.integers(3, 6))]
    axes = rng.permutation(3) if depth else rng.permutation(2)
    shift = rng.integers(-5, 6, size=len(axes))
    real, made = (rng.permutation(np.array(s, float))[:, axes] + shift for s in (real, made))
    return real, made, 2.5


def shares(near):
    return near.any(axis=0).mean(), near.any(axis=1).mean()


def gaps(real, made):
    return real[:, None, :] - made[None, :, :]


def squares(real, made):
    return np.sum(gaps(real, made) ** 2, axis=-1)


def nearest_without_radius(real, made, radius):
    nearest = np.argmin(squares(real, made), axis=0)
    return shares(squares(real, made) <= radius**2)[0], len(set(nearest.tolist())) / len(real)


shares_rng = checks.rng("shares_random")
checks.agree(
    precision_and_coverage,
    oracles.evaluation.precision_and_coverage,
    [scene(shares_rng) for _ in range(3)] + [scene(shares_rng, depth=3) for _ in range(2)],
    outputs=("precision", "coverage"),
    mistakes={
        "precision and coverage have changed places: who asks for a neighbour?": (
            lambda real, made, radius: shares(squares(real, made) <= radius**2)[::-1]
        ),
        "both numbers are the coverage": (
            lambda real, made, radius: shares(squares(real, made) <= radius**2)[1:] * 2
        ),
        "both numbers are the precision": (
            lambda real, made, radius: shares(squares(real, made) <= radius**2)[:1] * 2
        ),
        "the squared distance is compared with the radius": (
            lambda real, made, radius: shares(squares(real, made) <= radius)
        ),
        "the distance is not the Euclidean one: it adds up the sizes of the differences": (
            lambda real, made, radius: shares(np.abs(gaps(real, made)).sum(-1) <= radius)
        ),
        "the distance is not the Euclidean one: it takes the largest difference alone": (
            lambda real, made, radius: shares(np.abs(gaps(real, made)).max(-1) <= radius)
        ),
        "the distance is not the Euclidean one: it averages over the coordinates": (
            lambda real, made, radius: shares(np.sqrt((gaps(real, made) ** 2).mean(-1)) <= radius)
        ),
        "only what lies within half the radius is near": (
            lambda real, made, radius: shares(squares(real, made) <= radius**2 / 4)
        ),
        "only the first coordinate is looked at": (
            lambda real, made, radius: shares(np.abs(gaps(real, made))[..., 0] <= radius)
        ),
        "pairs are counted: a sample with several neighbours counts once all the same": (
            lambda real, made, radius: (
                (squares(real, made) <= radius**2).sum() / len(made),
                (squares(real, made) <= radius**2).sum() / len(real),
            )
        ),
        "a share of all pairs is taken, not of the samples": (
            lambda real, made, radius: ((squares(real, made) <= radius**2).mean(),) * 2
        ),
        "nothing counts: must all of the other set be near, or is one neighbour enough?": (
            lambda real, made, radius: (
                (squares(real, made) <= radius**2).all(axis=0).mean(),
                (squares(real, made) <= radius**2).all(axis=1).mean(),
            )
        ),
        "numbers of samples are returned, not shares": (
            lambda real, made, radius: (
                (squares(real, made) <= radius**2).any(axis=0).sum(),
                (squares(real, made) <= radius**2).any(axis=1).sum(),
            )
        ),
        "the two counts are divided by the sizes of the wrong sets": (
            lambda real, made, radius: (
                (squares(real, made) <= radius**2).any(axis=0).sum() / len(real),
                (squares(real, made) <= radius**2).any(axis=1).sum() / len(made),
            )
        ),
        "coverage takes whichever real sample is nearest, however far it is": (
            nearest_without_radius
        ),
        "the shares are those of what is missed, not of what is near": (
            lambda real, made, radius: tuple(
                1 - share for share in shares(squares(real, made) <= radius**2)
            )
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="shares_edges"
assert callable(precision_and_coverage)  # hidden: exactly on the border, nothing near, one sample
### BEGIN HIDDEN TESTS
from course import checks, oracles

shares_rng = checks.rng("shares_edges")
move_e = shares_rng.integers(-5, 6, size=2).astype(float)
two_e, triangle_e = np.array([[0.0, 0.0], [10.0, 0.0]]) + move_e, np.array([[3.0, 4.0]]) + move_e
checks.agree(
    precision_and_coverage,
    oracles.evaluation.precision_and_coverage,
    [(two_e, triangle_e, 5.0), (triangle_e, two_e, 5.0), (two_e, two_e, 0.0)],
    outputs=("precision", "coverage"),
    where="for distances of exactly the radius",
    mistakes={
        "a distance equal to the radius counts as near: the ball is closed": lambda r, g, radius: (
            oracles.evaluation.precision_and_coverage(r, g, radius - 1e-6)
        )
    },
)
checks.agree(
    precision_and_coverage,
    lambda real, generated, radius: (0.0, 0.0),
    [(two_e, two_e + 500, 5.0), (triangle_e, triangle_e - 1, 1.0)],
    outputs=("precision", "coverage"),
    where="where nothing is near",
)
checks.agree(
    precision_and_coverage,
    oracles.evaluation.precision_and_coverage,
    [(np.array([[2.0]]), np.array([[2.25]]), 0.5), (np.array([[2.0]]), np.array([[3.0]]), 0.5)],
    outputs=("precision", "coverage"),
    where="for one real and one generated number",
)
### END HIDDEN TESTS

# %% points=1 tests="shares_properties"
assert callable(precision_and_coverage)  # hidden: what garbage, gaps, copies and exchange must do
### BEGIN HIDDEN TESTS
from course import checks

shares_rng = checks.rng("shares_properties")
real_p = np.array([[0, 0], [8, 0], [0, 8], [8, 8], [16, 8]]) + shares_rng.integers(-5, 6, size=2)
made_p = real_p[[0, 1, 3, 3]] + np.array([[1, 0], [0, 1], [2, 1], [0, 1]])
garbage_p = real_p[:3] + 1000
counts_p = checks.call(precision_and_coverage, real_p, made_p, 2.5)
checks.require(
    isinstance(counts_p, tuple | list) and [np.shape(share) for share in counts_p] == [(), ()],
    "two floats are asked for: precision and coverage",
)
checks.require(
    (np.array(counts_p) >= 0) & (np.array(counts_p) <= 1), "a share lies between 0 and 1"
)
narrow_p = checks.call(precision_and_coverage, real_p, made_p[2:], 2.5)
checks.require(
    checks.compare(tuple(counts_p), tuple(narrow_p), 1e-9, 0),
    "the same two numbers for different samples: does it use its arguments?",
)
checks.require(
    checks.compare(
        checks.call(precision_and_coverage, made_p, real_p, 2.5), tuple(counts_p)[::-1], 1e-9, 0
    )
    is None,
    "exchanging the two sets does not exchange the two numbers",
)
spoiled_p = checks.call(
    precision_and_coverage, real_p, np.concatenate([made_p, garbage_p, garbage_p]), 2.5
)
checks.require(
    spoiled_p[0] < counts_p[0], "garbage among the generated samples does not lower the precision"
)
checks.require(
    np.isclose(spoiled_p[1], counts_p[1]), "garbage far away from all data changes the coverage"
)
copied_p = checks.call(precision_and_coverage, real_p, np.concatenate([made_p] * 3), 2.5)
checks.require(
    np.isclose(copied_p, counts_p), "every generated sample given three times changes the shares"
)
checks.require(
    narrow_p[1] < counts_p[1], "leaving out whole groups of samples does not lower the coverage"
)
### END HIDDEN TESTS

# %% points=1 tests="shares_hygiene"
assert callable(precision_and_coverage)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

shares_rng = checks.rng("shares_hygiene")
move_h = shares_rng.integers(-3, 4, size=2)
real_h = np.array([[0.0, 0.0], [8.0, 0.0], [0.0, 8.0]]) + move_h
made_h = np.array([[2.0, 0.0], [8.0, 3.0], [30.0, 1.0], [7.0, 0.0]]) + move_h
# "varies": counts need not change when all coordinates shrink a little
checks.hygiene(precision_and_coverage, real_h, made_h, 2.75, skip=("varies",))
checks.require(
    checks.compare(
        checks.call(precision_and_coverage, real_h, made_h, 2.75),
        checks.call(precision_and_coverage, real_h[:1], real_h[:1], 2.75),
        rtol=0,
        atol=0,
    ),
    "the same result for different samples. Does it use its arguments?",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## See

The real data (blue) have eight modes. Four generators (dark) try to imitate them: a faithful one;
one that has *collapsed* to two modes; one that is *blurred*, half of whose samples lie between the
modes; and a *copier*, which only repeats the training data. How they were made fixes their
precision and coverage: those are the rings on the right. The red dots are your function; each must
sit in its ring.
"""

# %%
draw = np.random.default_rng(10)


def around_the_ring(modes, count):
    """`count` points in small discs on a circle of radius 3; a fraction of a mode lies between."""
    turn = np.resize(modes, count) * np.pi / 4
    spread, direction = 0.25 * np.sqrt(draw.uniform(size=count)), draw.uniform(0, 7, size=count)
    x = 3 * np.cos(turn) + spread * np.cos(direction)
    return np.stack([x, 3 * np.sin(turn) + spread * np.sin(direction)], axis=1)


eight = np.arange(8)
real = around_the_ring(eight, 160)
generators = {
    "faithful": around_the_ring(eight, 120),
    "collapsed": around_the_ring([0, 3], 120),
    "blurred": np.concatenate([around_the_ring(eight, 60), around_the_ring(eight + 0.5, 60)]),
    "copier": real[draw.permutation(160)[:120]],
}
by_construction = {
    "faithful": (1, 1),
    "collapsed": (1, 2 / 8),  # of the modes
    "blurred": (60 / 120, 1),  # of the samples
    "copier": (1, 1),
}
figure, panels = plt.subplot_mosaic(
    [["faithful", "collapsed", "right"], ["blurred", "copier", "right"]],
    figsize=(9, 4),
    width_ratios=(1, 1, 2.2),
    layout="constrained",
)
for name, made in generators.items():
    panels[name].plot(*real.T, "o", color=DATA, ms=5)
    panels[name].plot(*made.T, ".", color=TRUTH, ms=2.5)
    panels[name].set(xlim=(-3.7, 3.7), ylim=(-3.7, 3.7), xticks=[], yticks=[], aspect="equal")
    panels[name].set_title(name)
right = panels["right"]
for pair in by_construction.values():
    right.plot(*pair, "o", color=TRUTH, mfc="none", ms=14)
labels = {"faithful, copier": (1, 1), "collapsed": (1, 0.25), "blurred": (0.5, 1)}
for text, pair in labels.items():
    right.annotate(text, pair, xytext=(0, -20), textcoords="offset points", ha="center")
with attempt():
    for made in generators.values():
        right.plot(*precision_and_coverage(real, made, 0.6), "o", color=YOURS, ms=6)
quarters = np.linspace(0, 1, 5)
right.set(xlim=(-0.1, 1.2), ylim=(-0.1, 1.2), xticks=quarters, yticks=quarters)
right.set(xlabel="precision", ylabel="coverage")
right.set_title("rings: by construction · dots: yours")
plt.show()

# %% [markdown]
r"""
Read the right panel with one eye closed. By precision alone the collapsed generator equals the
faithful one, by coverage alone the blurred one does. And both numbers together do not see the
copier, which has invented nothing at all: for that, one must ask whether generated samples lie
closer to the *training* data than fresh real samples do.

## Explain

Coverage of rare cases has a price: samples. Back to the **perfect** generator and the kind of
sample that makes up one per cent of the data. What is the **smallest number** of samples for which
the chance that none of them is of that kind is at most 5 per cent?
"""

# %% solution="enough"
samples_needed = None  # a whole number
### BEGIN SOLUTION
samples_needed = 299  # (1 − 0.01)ⁿ ≤ 0.05 from n ≥ log 0.05 / log 0.99 = 298.07
### END SOLUTION

# %% points=1 tests="enough_samples"
assert samples_needed is None or samples_needed >= 1, "at least one sample"
### BEGIN HIDDEN TESTS
from course import checks

enough_n = next(n for n in range(1, 10_000) if 0.99**n <= 0.05)
checks.number(
    samples_needed,
    enough_n,
    rtol=1e-4,
    mistakes={
        "so many leave it a little above 5 per cent": enough_n - 1,
        "no whole number: how many samples must be drawn?": np.log(0.05) / np.log(0.99),
        "the rule of thumb 3/π; it is near, but the smallest number is asked for": 300,
        "so many give one hit on average; none at all is still quite likely": 100,
        "the chances of the single draws do not add": 95,
        "for so many the chance to see one is 5 per cent, not the chance to see none": 6,
        "for so many the chance to see one is below 5 per cent": 5,
        "that is for a chance of 1 per cent": 459,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Choose

A colleague shows nine findings about a new image generator. Which **four** are diagnostics that
belong into a report, because they can fail, can be repeated, and say something about the model
itself?

- **a** During training the loss of the generator fell steadily.
- **b** The log-likelihood (or a bound on it) per dimension of held-out images, computed in the same
  way for all models that have one.
- **c** The Fréchet distance to held-out images, with the same features and the same number of
  samples for all models, beside the distance between two sets of real images.
- **d** The sample on the first page, which three experts took for a photograph.
- **e** The loss of the discriminator is lower than that of last month's model.
- **f** The share of held-out images that have a generated one near them, for 10 000 samples, also
  for each rare kind by itself.
- **g** The images of the training set are reconstructed with 99 per cent accuracy.
- **h** Network passes and seconds per image, on a named machine.
- **i** Its FID, with features of our own network, is lower than the FID of a paper, which used Inception.

Write the letters of all four in one text.
"""

# %% solution="diagnostics"
answer_diagnostics = None  # four letters in quotes
### BEGIN SOLUTION
answer_diagnostics = "bcfh"
### END SOLUTION

# %% points=1 tests="diagnostics_chosen"
assert answer_diagnostics is None or len(answer_diagnostics) >= 4, "four letters are asked for"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    answer_diagnostics,
    keys="bcfh",
    feedback={
        "a": "a generator's loss is measured by an opponent that changes all the time; it may fall "
        "because the opponent got worse.",
        "d": "one picked sample shows what the model can do at best, not what it does.",
        "e": "a lower loss of the discriminator means that it tells real from generated more "
        "easily, if it means anything between two models.",
        "g": "on its training data a model is good when it memorises; held-out data are needed.",
        "i": "with other features it is another distance and no FID: the two cannot be compared.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Report

*Graded by a person, 4 points; 150 to 250 words.* A hospital wants artificial skin images with
which a classifier is to be trained. Two per cent of the 20 000 real images show a rare disease.
There are two candidates, a GAN and a diffusion model. Write the plan of the evaluation under four
headings:

1. **Objective:** what was optimised, and can it be compared between these two at all?
2. **Quality** of single samples.
3. **Diversity and coverage**, the rare disease in particular.
4. **Cost** of sampling.

Under each, name **one** measurement that somebody else could repeat (which quantity, on which data,
how many samples or which machine) and say in half a sentence what it does **not** show.
"""

# %% [markdown] answer="report" points=4
r"""
*Model answer.*

**Objective.** The diffusion model: its denoising loss per noise level, and from it the variational
bound per dimension, on 2000 real images that neither model has seen. The GAN has no likelihood, so
this number exists for one candidate only and does not rank the two; it does not show how samples
look either.

**Quality.** The Fréchet distance between 2000 generated and the 2000 held-out images, same features
for both models, five draws each, beside the distance between two halves of the held-out set. The
features come from a network that has seen other pictures, so small medical details may not count.
And a sheet of 64 samples with a fixed seed, not picked, beside 64 real ones, for two dermatologists.

**Diversity and coverage.** Coverage of the held-out images by 10 000 generated ones, for the rare
disease separately: 2 per cent of 2000 are 40 real images, so its coverage has an uncertainty of
some 8 points. Together with the distance to the nearest training image, compared with that of
held-out images, since coverage itself does not notice copies.

**Cost.** Network passes (1 against 50) and seconds per image on one named GPU, batch of 64; says
nothing about training cost.

### BEGIN MARK SCHEME
One point for each heading, independently of style and order:

- 1 point: a measurement that somebody else could repeat (quantity, data, number of samples or
  machine) and something true that it does not show.
- ½ point: only the quantity is named ("FID", "speed"), or what it does not show is missing.
- 0 points: a single picked sample, a training loss of one model as proof of quality, accuracy on
  training data, or "it looks good".

Objective: full marks need the remark that the GAN has no likelihood, or that an adversarial loss
and a denoising loss cannot be compared. Coverage: full marks need the rare disease and a number of
samples that can show it (149 or more for one hit with 95 per cent; with fewer than about 1000 no
share can be told). Other measurements of the same quality count fully, for example the accuracy on
real held-out images of a classifier trained on the artificial ones.
### END MARK SCHEME
"""

# %% [markdown]
r"""
**What to remember.** Precision asks the generated samples, coverage asks the real ones; a model can
be perfect in one and poor in the other, and a copier is perfect in both. Something that makes up
the share $\pi$ of the data is missed by $n$ fair draws with probability $(1-\pi)^n$, so a claim
about coverage without its number of samples is none. Report objective, quality, coverage and cost
side by side, measured on held-out data, and never only the best of them.

*Further:* Naeem et al., *Reliable Fidelity and Diversity Metrics for Generative Models*, 2020.
"""
