r"""Problem set 9, part 9.5: the training loop of a diffusion model (needs torch)."""

# %% [markdown]
r"""
# Problem set 9 · 9.5 · Training a diffusion model

**About 45 minutes · medium · 11 points · before it: 9.2 and 9.4 of this problem set · needs torch**

The training loop of a diffusion model is a dozen lines: take a batch, draw a time and a noise for each
datum, let the network guess the noise, take a step. The loops behind large image models are the
same dozen lines with a larger network.

They are a good place for silent mistakes. A loss of squares falls in nearly every case: with one noise for
the whole batch, with a level that is never drawn, with gradients that pile up. So here the network is so
small that its best weights are known exactly: one number per level, $\hat\epsilon = w_t\,x_t$.

Without torch this notebook cannot run and is not counted; everything else of the problem set does.
"""

# %%
import torch
from torch import nn

torch.set_num_threads(1)

# %% [markdown]
r"""
## 9.5 · `train_diffusion` *(medium, 45 minutes)*

The levels are those of 9.4: $\bar\alpha_t = \prod_{s\le t}(1-\beta_s)$ for $t = 0,\dots,T-1$, and
$x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\epsilon$.

**Predict first.** The data are draws from $\mathcal N(0, 4)$, and the network is as large as you like. After a
very long training, how does the loss of the batches, the mean of $(\epsilon-\hat\epsilon)^2$, look?

- **a** It stays near a number above 0, and goes on jumping around it.
- **b** It has come to 0: a network of that size learns everything.
- **c** It has come to a number above 0, and stays exactly there.
- **d** It has come back to 1: noise is independent of the data, so nobody can guess it.

Write a letter. You may come back later and change it; only the last answer counts.
"""

# %% solution="train_predict"
answer_floor = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_floor = "a"
### END SOLUTION

# %% points=1 tests="p95_predict"
assert answer_floor in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_floor,
    key="a",
    feedback={
        "b": "two different data with two different noises can give the same x_t: who is to tell?",
        "c": "each batch has new times and new noises; is its mean square always the same?",
        "d": "it is independent of x₀, but the network sees x_t, which contains it",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Implement.** Some dozen lines. Two cases by hand before you code: if all $\beta_t = 1$, which $w_t$ is
always right? And if all data are 0 and $T = 1$, $\beta_0 = 0.36$? The test below knows them.

<details><summary>Hint 1 · a question</summary>

What is drawn anew for each batch? What is drawn anew for each row, and what for each number?
</details>
<details><summary>Hint 2 · shapes</summary>

x0 is (B, …) with any number of axes, t is (B,), eps is like x0. ᾱ[t] is (B,) and must multiply whole rows,
so it needs one axis of length 1 for each further axis of x0.
</details>
<details><summary>Hint 3 · one blank</summary>

For each batch: draw t and eps; loss = ((eps − model( ______ , t))²).mean(); then the three lines of every
training loop: forget the old gradients, go backward, step.
</details>
"""


# %% solution="train"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    """Train a noise predictor (Ho et al. 2020, algorithm 1), one step for each batch.

    loader: can be walked through again in each epoch; a batch is a tensor of data x0 (B, ...) or a
    tuple or list whose first entry is that. The last batch may be smaller.
    model(xt, t): the predicted noise, like xt; t (B,) are integers. opt: an optimiser of its weights.
    betas: (T,) tensor. For each row t is uniform on 0, ..., T − 1, for each number eps is standard
    normal, both drawn anew in each batch, from `generator` and nowhere else.
    The loss of a batch is the mean of (eps − model(xt, t))² over all numbers. Returns the losses as
    floats, in their order, n_epochs · number of batches. The data are not changed.
    """
    ### BEGIN SOLUTION
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses
    ### END SOLUTION
    raise NotImplementedError("train_diffusion returns nothing yet")


# %% [markdown]
r"""
The next two cells are locked. They train the small model with a loop and note what it was shown. The
tests use them with yours.
"""


# %% readonly="p95_watcher"
def watcher(train):
    """The function that trains a small model with this loop and notes what it is shown."""

    def watch(data, betas, epochs, weights, seed=0, lr=0.1, adam=False, pack="tensor", elsewhere=0):
        """What happens in a training of ε̂ = w_t x.

        data: a list of arrays (B, ...), the batches. weights: w (T,) at the start. pack: what a
        batch is, "tensor", "tuple" or "list". seed: of the generator; elsewhere: of the rest of
        torch. Returns the losses and, for each time that the model was asked, xt, t and w.
        """
        notes = {"xt": [], "t": [], "weight": [], "times": []}

        class OneWeightPerLevel(nn.Module):
            def __init__(self):
                super().__init__()
                self.weight = nn.Parameter(torch.tensor(weights, dtype=torch.float64))

            def forward(self, xt, t):
                by_row = torch.broadcast_to(t, (len(xt),))
                for name, value in (("xt", xt), ("t", by_row), ("weight", self.weight)):
                    notes[name].append(value.detach().numpy().copy())
                notes["times"].append(t.numel())
                return self.weight[t].reshape(-1, *[1] * (xt.dim() - 1)) * xt

        torch.manual_seed(elsewhere)
        model = OneWeightPerLevel()
        optimizer = (torch.optim.Adam if adam else torch.optim.SGD)(model.parameters(), lr=lr)
        tensors = [torch.tensor(batch, dtype=torch.float64) for batch in data]
        packs = {"tensor": lambda x: x, "tuple": lambda x: (x, "a label"), "list": lambda x: [x]}
        losses = train(
            [packs[pack](x) for x in tensors],
            model,
            optimizer,
            epochs,
            torch.tensor(betas, dtype=torch.float64),
            torch.Generator().manual_seed(seed),
        )
        return {
            "losses": None if losses is None else np.array([float(loss) for loss in losses]),
            "floats": losses is not None and all(type(loss) is float for loss in losses),
            "kept": all(np.array_equal(x, batch) for x, batch in zip(tensors, data, strict=True)),
            "end": model.weight.detach().numpy().copy(),
            **notes,
        }

    return watch


# %% readonly="p95_watch"
watch = watcher(train_diffusion)

# %% points=1 tests="p95_by_hand"
# β = 1: x_t is the noise itself, and w = 1 is right. x₀ = 0, β = 0.36: x_t = 0.6 ε, so w = 1/0.6 is.
with attempt():
    two_batches = [np.ones((4, 2)), np.full((3, 2), -2.0)]
    only_noise = watch(two_batches, [1.0, 1.0], 3, [1.0, 1.0])
    expect(only_noise["losses"], np.zeros(6), about="β = 1, w = 1, two batches in three epochs")
    from_zero = watch([np.zeros((5, 2))], [0.36], 1, [1 / 0.6])
    expect(from_zero["losses"], [0.0], about="data 0, β = 0.36, w = 1/0.6")
    learning = watch([np.zeros((5, 2))], [0.36], 1, [0.0])
    expect(np.sign(learning["end"]), [1.0], about="the way that w goes from 0")

# %% points=1 tests="p95_draws"
assert callable(watch)  # hidden: which times and which noises are drawn
### BEGIN HIDDEN TESTS
from course import checks

train_rng = checks.rng("p95_draws")
data_d = [np.zeros((32, 2)) for _ in range(20)]
seed_d = int(train_rng.integers(1 << 30))
T_d = 5
seen_d = checks.call(watch, data_d, np.ones(T_d), 3, np.ones(T_d), seed_d)
checks.require(
    len(seen_d["xt"]) == 60,
    f"3 epochs of 20 batches, and the model is asked {len(seen_d['xt'])} times",
)
times_d, noise_d = seen_d["t"], np.array(seen_d["xt"])  # β = 1 and data 0: what is shown is noise
checks.require(
    all(n == 32 for n in seen_d["times"]) and noise_d.shape == (60, 32, 2),
    "t is not one integer for each row of the batch",
)
checks.require(any(np.ptp(t) for t in times_d), "all rows of a batch have the same time")
counts_d = np.bincount(np.concatenate(times_d), minlength=T_d)
checks.require(counts_d[-1] > 0, "the noisiest level is never drawn")
checks.require(counts_d[0] > 0, "the level 0 is never drawn")
checks.require(
    len({tuple(t) for t in times_d}) > 1, "each batch has the same times as the one before"
)
checks.require(
    np.std(noise_d, axis=1).min() > 0,
    "all rows of a batch have the same noise: how many are drawn?",
)
checks.require(
    np.std(noise_d, axis=2).max(axis=1).min() > 0,
    "all numbers of a row have the same noise: how many are drawn?",
)
checks.require(
    len({one.tobytes() for one in noise_d[:20]}) == 20, "each batch has the same noise as another"
)
checks.require(
    len({one.tobytes() for one in noise_d}) == 60, "each epoch has the same noise as another"
)
checks.require(
    np.abs(counts_d - 60 * 32 / T_d) < 6 * np.sqrt(60 * 32 / T_d),  # 6 standard deviations
    "some levels are drawn more often than others",
)
several_d = noise_d.size**-0.5
checks.require(
    abs(noise_d.mean()) < 6 * several_d and abs(noise_d.var() - 1) < 6 * 2**0.5 * several_d,
    "with β = 1 the model is not shown standard normal noise: its mean or its spread is another",
)
checks.require(
    abs(np.mean(noise_d**4) - 3) < 6 * 96**0.5 * several_d, "the noise is not normally distributed"
)
### END HIDDEN TESTS

# %% points=1 tests="p95_noising"
assert callable(watch)  # hidden: the factors of datum and noise at each level
### BEGIN HIDDEN TESTS
from course import checks

train_rng = checks.rng("p95_noising")
seed_n = int(train_rng.integers(1 << 30))
betas_n = train_rng.uniform(0.1, 0.4, size=6)


shown_n = [
    checks.call(watch, [np.full((64, 2), datum)] * 2, b, 1, np.ones(6), seed_n, 0.0)
    for datum, b in ((0.0, np.full(6, 0.5)), (0.0, betas_n), (1e12, betas_n))
]
drawn_n = np.unique(np.concatenate(shown_n[0]["t"]))


def factors(betas):
    """What the datum is multiplied by, and the noise as compared with β = ½, at the levels drawn.

    The same seed gives the same noise: with β = ½, with these betas, and with data so large that it
    is lost in them.
    """
    result = np.full((2, len(betas)), np.nan)
    for k, t in enumerate(shown_n[0]["t"]):
        half, noisy, large = (one["xt"][k].reshape(len(t), -1)[:, 0] for one in shown_n)
        result[:, t] = large / 1e12, noisy / half
    return result[:, drawn_n]


factors.__name__ = "train_diffusion"


def made_of(level, datum=np.sqrt, noise=lambda kept: np.sqrt(1 - kept)):
    """The same two for another level, from 1 − betas, or for other powers of it."""

    def mistaken(betas):
        kept, half = level(1 - betas), level(np.full(6, 0.5))
        return np.stack([datum(kept), noise(kept) / noise(half)])[:, drawn_n]

    return mistaken


checks.agree(
    factors,
    made_of(np.cumprod),
    [(betas_n,)],
    rtol=1e-6,  # noise of type float32 is right as well
    mistakes={
        "the noise is multiplied by its variance, not by its standard deviation": made_of(
            np.cumprod, noise=lambda kept: 1 - kept
        ),
        "the datum is multiplied by a power, not by an amplitude": made_of(
            np.cumprod, datum=lambda kept: kept
        ),
        "both factors lack their root": made_of(
            np.cumprod, lambda kept: kept, lambda kept: 1 - kept
        ),
        "only the last step is in it: the earlier ones have faded the data too": made_of(
            lambda alpha: alpha
        ),
        "a step is missing: at time t, step t has happened too": made_of(
            lambda alpha: np.append(1.0, np.cumprod(alpha))[:-1]
        ),
        "the datum does not fade": made_of(np.cumprod, datum=np.ones_like),
        "datum and noise have changed places": made_of(
            np.cumprod, lambda kept: np.sqrt(1 - kept), np.sqrt
        ),
        "that is the product of the β, not of what they leave": made_of(
            lambda alpha: np.cumprod(1 - alpha)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p95_loss"
assert callable(watch)  # hidden: what the losses are the mean of
### BEGIN HIDDEN TESTS
from course import checks

train_rng = checks.rng("p95_loss")
seed_l = int(train_rng.integers(1 << 30))
betas_l, weights_l = train_rng.uniform(0.1, 0.4, size=(2, 4))
data_l = [2 * train_rng.normal(size=(size, 3)) for size in (8, 8, 5)]
noise_l = checks.call(watch, data_l, np.ones(4), 2, weights_l, seed_l)["xt"]
seen_l = checks.call(watch, data_l, betas_l, 2, weights_l, seed_l)


def your_losses():
    return seen_l["losses"]


your_losses.__name__ = "train_diffusion"


def losses_of(target=lambda eps, x0, xt, left: eps, of=lambda square: square.mean()):
    """The losses with another target or another summary; `left` is √(1 − ᾱ_t)."""

    def losses():
        rows = []
        for k, (xt, t, w) in enumerate(
            zip(seen_l["xt"], seen_l["t"], seen_l["weight"], strict=True)
        ):
            left = np.sqrt(1 - np.cumprod(1 - betas_l))[t][:, None]
            wanted = target(noise_l[k], data_l[k % 3], xt, left)
            rows.append(of((wanted - w[t][:, None] * xt) ** 2))
        return np.array(rows)

    return losses


checks.require(
    len(seen_l["xt"]) == len(noise_l) == 6,
    "2 epochs of 3 batches: the model is not asked 6 times",
)
checks.agree(
    your_losses,
    losses_of(),
    [()],
    rtol=1e-6,
    mistakes={
        "the model is compared with the datum, not with the noise": losses_of(
            lambda eps, x0, xt, left: x0
        ),
        "the model is compared with what it is shown": losses_of(lambda eps, x0, xt, left: xt),
        "the model is compared with the noise of the other sign": losses_of(
            lambda eps, x0, xt, left: -eps
        ),
        "the model is compared with the score, not with the noise": losses_of(
            lambda eps, x0, xt, left: -eps / left
        ),
        "it is compared with noise of another size than the one that is drawn": losses_of(
            lambda eps, x0, xt, left: left * eps
        ),
        "it is compared with 0": losses_of(lambda eps, x0, xt, left: 0),
        "the squares are added up, not averaged": losses_of(of=np.sum),
        "the squares of a row are added up, not averaged": losses_of(
            of=lambda square: square.sum(axis=1).mean()
        ),
        "the root of the mean is taken": losses_of(of=lambda square: square.mean() ** 0.5),
        "sizes are averaged, not squares": losses_of(of=lambda square: np.sqrt(square).mean()),
        "the loss is halved": losses_of(of=lambda square: square.mean() / 2),
        "one number for each epoch, not for each batch": lambda: (
            losses_of()().reshape(2, 3).mean(axis=1)
        ),
        "the losses of the last epoch alone": lambda: losses_of()()[-3:],
    },
)
checks.require(seen_l["floats"], "the losses are no floats: a tensor keeps its whole graph alive")
### END HIDDEN TESTS

# %% points=1 tests="p95_steps"
assert callable(watch)  # hidden: where each step of plain gradient descent leads
### BEGIN HIDDEN TESTS
from course import checks

train_rng = checks.rng("p95_steps")
seed_s = int(train_rng.integers(1 << 30))
betas_s, weights_s = train_rng.uniform(0.1, 0.4, size=(2, 3))
data_s = [2 * train_rng.normal(size=(size, 3)) for size in (8, 8, 5, 8)]
noise_s = checks.call(watch, data_s, np.ones(3), 2, weights_s, seed_s)["xt"]
seen_s = checks.call(watch, data_s, betas_s, 2, weights_s, seed_s, 0.2)
checks.require(
    len(seen_s["xt"]) == len(noise_s) == 8,
    "2 epochs of 4 batches: the model is not asked 8 times",
)


def your_way():
    """w before each batch, and at the end."""
    return np.stack([*seen_s["weight"], seen_s["end"]])


your_way.__name__ = "train_diffusion"


def way_of(lr=0.2, forgets=True, steps_at=lambda k: True, factor=lambda rows: 1.0):
    """The same, from the gradients by hand, which are forgotten or not after a step."""

    def way():
        w, old, result = weights_s.copy(), 0.0, [weights_s.copy()]
        for k, (xt, t) in enumerate(zip(seen_s["xt"], seen_s["t"], strict=True)):
            each = -2 * (noise_s[k] - w[t][:, None] * xt) * xt
            new = np.bincount(t, each.sum(axis=1), minlength=3) / xt.size
            old = old + factor(xt) * new
            if steps_at(k):
                w, old = w - lr * old, 0.0 if forgets else old
            result.append(w)
        return np.stack(result)

    return way


checks.agree(
    your_way,
    way_of(),
    [()],
    rtol=1e-6,
    mistakes={
        "the weights never move": way_of(lr=0.0),
        "the gradients of all batches pile up: are the old ones forgotten?": way_of(forgets=False),
        "it steps up the slope, not down": way_of(lr=-0.2),
        "there is one step for each epoch, not for each batch": way_of(
            steps_at=lambda k: k % 4 == 3
        ),
        "its gradient is that of a sum, not of a mean": way_of(factor=lambda xt: xt.size),
        "its gradient is that of a sum over the numbers of a row": way_of(
            factor=lambda xt: xt.shape[1]
        ),
        "its gradient is that of half the loss": way_of(factor=lambda xt: 0.5),
    },
)
### END HIDDEN TESTS

# %% points=2 tests="p95_learns"
assert callable(watch)  # hidden: after 640 steps, the best weights and the lowest loss
### BEGIN HIDDEN TESTS
from course import checks

learn_rng = np.random.default_rng(95)  # fixed: what chance may do is known
betas_t = np.linspace(0.02, 0.4, 10)
level_t = np.cumprod(1 - betas_t)
data_t = [2 * learn_rng.normal(size=(64, 2)) for _ in range(16)]
power_t = np.mean(np.concatenate(data_t) ** 2)  # near 4, of these very data
end_t = checks.call(watch, data_t, betas_t, 40, np.zeros(10), 95, 0.01, True, "tuple")
checks.require(
    np.shape(end_t["losses"]) == (640,), "40 epochs of 16 batches do not give 640 losses"
)
# ε and x_t are jointly normal: the best w is their covariance over the variance of x_t.
best_t = np.sqrt(1 - level_t) / (power_t * level_t + 1 - level_t)
checks.require(
    np.abs(end_t["end"] - best_t) < 0.12,  # right loops end within 0.07
    "after 640 steps the weights are far from the best ones",
)
floor_t = np.mean(power_t * level_t / (power_t * level_t + 1 - level_t))
checks.require(
    abs(end_t["losses"][-320:].mean() / floor_t - 1) < 0.06,  # 320 · 128 squares: within 3 %
    "the losses of the second half lie far from the lowest that is possible",
)
### END HIDDEN TESTS

# %% points=1 tests="p95_edges"
assert callable(watch)  # hidden: images, batches as tuples and lists, seeds, no epoch
### BEGIN HIDDEN TESTS
from course import checks

train_rng = checks.rng("p95_edges")
betas_e, weights_e = train_rng.uniform(0.1, 0.4, size=(2, 3))
for shape_e in ((6, 1, 2, 3), (4, 4), (3, 3, 3), (5,), (1, 2)):
    data_e = [train_rng.normal(size=shape_e)]
    noise_e = checks.call(watch, data_e, np.ones(3), 1, weights_e, 7)["xt"][0]
    seen_e = checks.call(watch, data_e, betas_e, 1, weights_e, 7)
    level_e = np.cumprod(1 - betas_e)[seen_e["t"][0]].reshape(-1, *[1] * (len(shape_e) - 1))
    checks.require(
        seen_e["xt"][0].shape == shape_e and noise_e.shape == shape_e,
        f"data of shape {shape_e}: the model is shown another shape",
    )
    checks.require(
        np.allclose(
            seen_e["xt"][0],
            np.sqrt(level_e) * data_e[0] + np.sqrt(1 - level_e) * noise_e,
            rtol=1e-5,
            atol=1e-6,
        ),
        f"data of shape {shape_e}: what the model is shown is not noised row by row",
    )
data_e = [train_rng.normal(size=(6, 2)) for _ in range(3)]
first_e = checks.call(watch, data_e, betas_e, 2, weights_e, 1)
for pack_e in ("tuple", "list"):
    packed = checks.call(watch, data_e, betas_e, 2, weights_e, 1, 0.1, False, pack_e)
    checks.require(
        np.array_equal(packed["losses"], first_e["losses"]),
        f"a batch that is a {pack_e} gives something else than its first entry alone",
    )
checks.require(first_e["kept"], "the data of the caller are changed")
again_e = checks.call(watch, data_e, betas_e, 2, weights_e, 1, 0.1, False, "tensor", 99)
checks.require(
    np.array_equal(again_e["losses"], first_e["losses"]),
    "the same generator gives something else another time: is all drawn from it?",
)
other_e = checks.call(watch, data_e, betas_e, 2, weights_e, 2)
checks.require(
    not np.array_equal(other_e["losses"], first_e["losses"]),
    "another generator gives the same losses",
)
none_e = checks.call(watch, data_e, betas_e, 0, weights_e, 1)
checks.require(np.shape(none_e["losses"]) == (0,), "no epoch must give an empty list")
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Data from $\mathcal N(0, 4)$ and ten levels. Left: dots are the best weights, the line is what your
loop has learned after 640 steps. Right: the mean of your losses in each epoch. It must come down to the dotted
line, the lowest mean that any model can reach, and then go up and down around it by chance.
"""

# %%
see_draw = np.random.default_rng(95)
see_betas = np.linspace(0.02, 0.4, 10)
see_levels = np.cumprod(1 - see_betas)
see_data = [2 * see_draw.normal(size=(64, 2)) for _ in range(16)]
variance_of_xt = 4 * see_levels + 1 - see_levels

figure, (left, right) = plt.subplots(1, 2, figsize=(8.8, 3.4), layout="constrained")
left.plot(np.sqrt(1 - see_levels) / variance_of_xt, "o", color=TRUTH, ms=5, label="best")
left.set(xlabel="level $t$", ylabel="$w_t$", title="the weights", ylim=(-1, 1.2), xticks=range(10))
right.axhline(
    np.mean(4 * see_levels / variance_of_xt), color=TRUTH, ls=":", label="lowest possible"
)
right.set(xlabel="epoch", ylabel="mean loss", title="the losses", xlim=(0, 40), ylim=(0, 1.4))
with attempt():
    trained = watch(see_data, see_betas, 40, np.zeros(10), lr=0.01, adam=True, pack="tuple")
    left.plot(trained["end"], color=YOURS, label="yours", zorder=0)
    by_epoch = trained["losses"][: len(trained["losses"]) // 16 * 16].reshape(-1, 16).mean(axis=1)
    right.plot(by_epoch, color=YOURS, label="yours", zorder=0)
left.legend(loc="upper left")
right.legend(loc="upper right")
plt.show()

# %% [markdown]
r"""
**Explain.** A run with data from $\mathcal N(0, 4)$ and only three levels, $\bar\alpha = (0.9,\ 0.5,\ 0.1)$,
stands at a loss of about 0.69 and does not fall any more. Somebody wants to double the network. What is the
**lowest** mean loss that any network can reach there? Four digits.
"""

# %% solution="floor"
lowest_loss_95 = None  # a number
### BEGIN SOLUTION
lowest_loss_95 = 0.6936  # the mean of 4ᾱ/(4ᾱ + 1 − ᾱ)
### END SOLUTION

# %% points=1 tests="p95_floor"
assert lowest_loss_95 is None or lowest_loss_95 >= 0, "a mean of squares"
### BEGIN HIDDEN TESTS
from course import checks


def left_over(level, variance):
    """The variance of ε given x_t: ε and x_t are jointly normal."""
    seen = variance * level + 1 - level
    return 1 - (1 - level) / seen


levels_f = np.array([0.9, 0.5, 0.1])
checks.number(
    lowest_loss_95,
    np.mean(left_over(levels_f, 4.0)),
    rtol=5e-4,
    mistakes={
        "x₀ would have to be known for that": 0.0,
        "that is what it costs to answer 0 always; x_t tells more": 1.0,
        "it fits data with variance 1": np.mean(left_over(levels_f, 1.0)),
        "it fits data with variance 2: the variance is given, not the spread": np.mean(
            left_over(levels_f, 2.0)
        ),
        "it fits a spread of 4: the variance is given": np.mean(left_over(levels_f, 16.0)),
        "that is what x_t tells about the noise, not what it leaves open": (
            1 - np.mean(left_over(levels_f, 4.0))
        ),
        "that is a root: the loss is a mean of squares": np.mean(np.sqrt(left_over(levels_f, 4.0))),
        "the levels are averaged first, or only the middle one counts": left_over(0.5, 4.0),
        "the floors are added, the loss is a mean": np.sum(left_over(levels_f, 4.0)),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Somebody draws **one** $t$ per batch instead of one per row, uniformly, and changes nothing else. What
happens to the gradient of the loss?

- **a** It is biased: noisy and clean levels no longer have the same weight.
- **b** Nothing: the same numbers come, only in another order.
- **c** Its mean shrinks by the size of the batch.
- **d** Its mean stays as it was; its scatter from batch to batch grows.
"""

# %% solution="one_time"
answer_one_time = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_one_time = "d"
### END SOLUTION

# %% points=1 tests="p95_one_time"
assert answer_one_time in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_one_time,
    key="d",
    feedback={
        "a": "how often is a given level drawn in the long run, one way and the other?",
        "b": "a batch of clean rows, then one of noisy rows: is each of them like the mixture?",
        "c": "the loss is a mean over the rows, whatever their times are",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** Training a diffusion model is regression: noise on noised data, with a new time
per row and a new noise per number in every batch. The loss has a floor above 0, since $x_t$ does not tell its
noise; a loss that stands still may be a perfect model. And a loss that falls proves little: use a
model whose best weights are known, and data for which the floor is.

*Further:* Ho, Jain & Abbeel, *Denoising Diffusion Probabilistic Models*, 2020, algorithm 1.
"""
