r"""Challenge 3, step 7: the same diffusion model with a network (needs torch)."""

# %% [markdown]
r"""
# Challenge 3 · Step 7: one network for all levels

**About 60 minutes · hard · 10 points · before it: the first notebook of this challenge · needs torch**

In step 2 each noise level had a regression of its own. Image models cannot afford that: one network is told the
level and serves them all, and it is trained by stochastic gradient descent on random levels. Its loss is three
lines long. Most mistakes in these lines leave a loss that falls and samples that look right, so here too the
grading has **three layers**: loss and training step exactly; then the loss of the trained model beside the smallest
one possible; and only then its samples, by their energy distance.

Without torch this notebook cannot run and is not counted; the first one does.

*You will learn:* the training step of every diffusion model, and how to read its loss.
"""

# %%
import torch
from torch import nn

torch.set_num_threads(1)
RADIUS, SIGMA, T = 1.4, 0.15, 50
ANGLES = np.arange(8) * np.pi / 4
CENTRES = RADIUS * np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1)

cosine = np.cos(np.pi / 2 * (np.arange(T + 1) / T + 0.008) / 1.008) ** 2
betas = torch.tensor(np.minimum(1 - cosine[1:] / cosine[:-1], 0.999))
abar = torch.cumprod(1 - betas, 0)  # ᾱ_0, …, ᾱ_49, float64


def draw_ring(n, rng):
    """n points of the data, (n, 2)."""
    return CENTRES[rng.integers(0, 8, n)] + SIGMA * rng.normal(size=(n, 2))


def energy_distance(x, y):
    """2 E‖x − y‖ − E‖x − x′‖ − E‖y − y′‖ of two samples (n, 2), without bias: 0 for equal laws."""
    x, y = torch.as_tensor(x).double(), torch.as_tensor(y).double()
    within = lambda a: torch.cdist(a, a).sum() / (len(a) * (len(a) - 1))
    return float(2 * torch.cdist(x, y).mean() - within(x) - within(y))


# %% [markdown]
r"""
### Predict first *(medium, 3 minutes)*

The loss is the mean of $(\varepsilon-\hat\varepsilon(x_t, t))^2$ over random data, levels and noises. To which value
does it go, if the network is large and the training long?

- **a** To 0: the noise has been drawn by us, so that it is known and can be learned.
- **b** To a number between 0 and 1 that the data and the schedule determine, whatever the network.
- **c** To 1, the variance of $\varepsilon$: what is independent of the data cannot be predicted.
- **d** To no fixed number: each doubling of the network lowers it by about the same factor.
"""

# %% solution="c37_predict"
answer_c37 = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c37 = "b"
### END SOLUTION

# %% points=1 tests="c37_predict_answered"
assert answer_c37 in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c37,
    key="b",
    feedback={
        "a": "known to us. But what does the network see of it?",
        "c": "it is independent of the datum; is it independent of x_t?",
        "d": "which function of x_t and t is the best of all, and has it no error?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### The loss and the step *(hard, 30 minutes)*

Write both. By hand: for a model that answers 0 the loss is the mean square of ε; for one that answers $x_t$,
with $x_0 = 2$, $\varepsilon = 1$ and $\bar\alpha = 0.64$, it is $(1.6 + 0.6 - 1)^2 = 1.44$.

<details><summary>Hint 1 · a question</summary>

Which of the three does the model see: x₀, ε, x_t? And which should it find?
</details>
<details><summary>Hint 2 · shapes</summary>

t is (B,), kept[t] is (B,) too; beside x0 (B, d) it needs another axis. `torch.randint(T, (B,), generator=…)`
draws integers from 0 to T − 1.
</details>
<details><summary>Hint 3 · one blank</summary>

a = kept[t][:, None]; model(√a · x0 + √( ______ ) · eps, t) is compared with eps.
</details>
"""


# %% solution="c37_loss"
def noise_loss(model, x0, t, eps, kept):
    """Mean of (ε − ε̂)² over all entries: a tensor of shape () (Ho et al. 2020, eq. 14).

    ε̂ = model(x_t, t), where x_t = √ᾱ x0 + √(1 − ᾱ) ε has the ᾱ of its own level in each row.
    x0, eps (B, d); t (B,) integers; kept (T,) holds ᾱ_0, …, ᾱ_{T−1}. Calls the model once, with t
    as it is. Gradients flow into the model.
    """
    ### BEGIN SOLUTION
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).mean()
    ### END SOLUTION
    raise NotImplementedError("noise_loss returns nothing yet")


# %% solution="c37_step"
def diffusion_step(model, optimizer, x0, kept, generator):
    """One training step on the batch x0 (B, d). Returns the loss before it, a float.

    Draws with the generator, for each row, a level t from {0, …, T − 1}, all equally likely, and an
    ε from N(0, I) of the type of x0. kept (T,) holds ᾱ. Earlier gradients do not count.
    """
    ### BEGIN SOLUTION
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION
    raise NotImplementedError("diffusion_step returns nothing yet")


# %% [markdown]
r"""
The next two cells are locked. They hand tiny models to your functions, with a factor $w_t$ and an offset $b_t$ for
each level, $\hat\varepsilon = w_t x_t + b_t$, and note what these see and learn.
"""


# %% readonly="c37_helpers"
def tiny(weights, offsets):
    """A model with one factor and one offset per level, which notes what it is given."""
    w, b = (torch.tensor(each, requires_grad=True) for each in (weights, offsets))
    seen = []

    def model(x, t):
        seen.append((x.detach().numpy().copy(), np.asarray(t)))
        return w[t][:, None] * x + b[t][:, None]

    return model, (w, b), seen


def with_loss(loss):
    """The function that gives a tiny model to a loss of this kind."""

    def lost(weights, offsets, x0, t, eps, kept):
        """The loss, its gradients in factors and offsets (0 where none arrives), and the calls."""
        model, leaves, seen = tiny(weights, offsets)
        value = loss(model, *map(torch.tensor, (x0, t, eps, kept)))
        if value.requires_grad:
            value.sum().backward()
        slopes = [(0 * p if p.grad is None else p.grad).detach().numpy() for p in leaves]
        return value.detach().numpy(), slopes, len(seen)

    return lost


def with_steps(step):
    """The function that lets a tiny model make steps of this kind."""

    def stepped(weights, offsets, x0, kept, seed, rate):
        """Two steps from the same batch: losses, what the model saw, factors and offsets after each."""
        model, leaves, seen = tiny(weights, offsets)
        optimizer = torch.optim.SGD(leaves, lr=rate)
        generator = torch.Generator().manual_seed(seed)
        losses, after = [], []
        for _ in range(2):
            losses.append(step(model, optimizer, torch.tensor(x0), torch.tensor(kept), generator))
            after.append([p.detach().numpy().copy() for p in leaves])
        floats = all(type(loss) is float for loss in losses)
        return [float(loss) for loss in losses], seen, after, floats

    return stepped


# %% readonly="c37_of_yours"
lost, stepped = with_loss(noise_loss), with_steps(diffusion_step)

# %% points=1 tests="c37_by_hand"
# ε̂ = 0 and ε̂ = x_t, each with two rows at two levels: 0.64 and 0.36 are kept.
with attempt():
    hand_case = [[2.0], [0.0]], [0, 1], [[1.0], [3.0]], [0.64, 0.36]
    expect(lost([0.0, 0.0], [0.0, 0.0], *hand_case)[0], 5.0, about="a model that answers 0")
    expect(lost([1.0, 1.0], [0.0, 0.0], *hand_case)[0], 0.9, about="a model that answers x_t")

# %% points=2 tests="c37_loss_exact"
assert callable(lost)  # hidden: random models, each row with its own level; values and gradients
### BEGIN HIDDEN TESTS
from course import checks

c37_rng = checks.rng("c37_loss_exact")


def c37_loss(
    signal=np.sqrt,
    noise=lambda a: np.sqrt(1 - a),
    target=lambda x0, eps, xt: eps,
    level=lambda t: t,
    told=lambda t: t,
    reduce=np.mean,
    scale=lambda e: 1 / e.size,
    sees=lambda x0, xt: xt,
    kept_of=lambda kept: kept,
):
    """Loss and gradients by hand, or with a known mistake; `scale` is that of the gradients."""

    def loss(w, b, x0, t, eps, kept):
        a = kept_of(kept)[level(t)][:, None]
        xt = signal(a) * x0 + noise(a) * eps
        x, u = sees(x0, xt), told(t)
        wrong = w[u][:, None] * x + b[u][:, None] - target(x0, eps, xt)
        slopes = np.zeros((2, len(w)))
        np.add.at(slopes[0], u, np.sum(2 * wrong * x, axis=1) * scale(wrong))
        np.add.at(slopes[1], u, np.sum(2 * wrong, axis=1) * scale(wrong))
        return np.asarray(reduce(wrong**2)), slopes[0], slopes[1]

    return loss


def c37_yours(*case):
    """The student's loss and gradients."""
    value, slopes, _ = lost(*case)
    return np.asarray(value), *map(np.asarray, slopes)


c37_yours.__name__ = "noise_loss"
c37_cases = []
for c37_b, c37_d, c37_t in ((6, 2, 5), (4, 4, 9), (1, 3, 3)):
    c37_cases.append(
        (
            *c37_rng.normal(size=(2, c37_t)),
            c37_rng.normal(size=(c37_b, c37_d)),
            c37_rng.permutation(np.arange(c37_b) % c37_t),
            c37_rng.normal(size=(c37_b, c37_d)),
            np.sort(c37_rng.uniform(0.05, 0.95, size=c37_t))[::-1].copy(),
        )
    )
for c37_case in c37_cases:
    c37_value = checks.call(lost, *c37_case)
    checks.require(np.shape(c37_value[0]) == (), "the loss is not one number: it has axes left")
    checks.require(np.any(c37_value[1][0]), "no gradient arrives in the model: is it detached?")
    checks.require(c37_value[2] == 1, "the model is not called once")
c37_power = lambda a: a
checks.agree(
    c37_yours,
    c37_loss(),
    c37_cases,
    outputs=("the loss", "its gradient in the factors", "its gradient in the offsets"),
    mistakes={
        "the noise fits a standard deviation 1 − ᾱ; that is its variance": c37_loss(
            noise=lambda a: 1 - a
        ),
        "the data are multiplied by a power, not by an amplitude": c37_loss(signal=c37_power),
        "both factors are powers, not amplitudes": c37_loss(c37_power, lambda a: 1 - a),
        "the parts of signal and noise are exchanged": c37_loss(lambda a: np.sqrt(1 - a), np.sqrt),
        "the noise is added to data that have not faded": c37_loss(signal=np.ones_like),
        "the model is asked for the datum, not for the noise": c37_loss(
            target=lambda x0, eps, xt: x0
        ),
        "the model is asked for x_t, which it sees": c37_loss(target=lambda x0, eps, xt: xt),
        "the model is asked for −ε": c37_loss(target=lambda x0, eps, xt: -eps),
        "all rows are noised to the level of the first": c37_loss(level=lambda t: 0 * t + t[0]),
        "the level is always 0 in what the model is told": c37_loss(told=lambda t: 0 * t),
        "one level too far: at time t the kept power is ᾱ_t": c37_loss(
            kept_of=lambda kept: np.append(1.0, kept)
        ),
        "the model is given the clean datum": c37_loss(sees=lambda x0, xt: x0),
        "ᾱ is multiplied up once more: it is a product already": c37_loss(kept_of=np.cumprod),
        "errors are added up over all entries": c37_loss(reduce=np.sum, scale=lambda e: 1.0),
        "errors are added up over the coordinates of a row": c37_loss(
            reduce=lambda e: np.sum(e) / len(e), scale=lambda e: 1 / len(e)
        ),
    },
)
### END HIDDEN TESTS

# %% points=2 tests="c37_step_exact"
assert callable(stepped)  # hidden: which levels and noises are drawn, and where the steps lead
### BEGIN HIDDEN TESTS
from course import checks

c37_rng = checks.rng("c37_step_exact")
c37_kept = np.array([0.9, 0.6, 0.3, 0.05])
c37_w, c37_b = c37_rng.normal(size=(2, 4))
c37_x0 = np.zeros((4000, 3))  # so that what the model sees is noise alone
c37_losses, c37_seen, c37_after, c37_floats = checks.call(
    stepped, c37_w, c37_b, c37_x0, c37_kept, 7, 0.05
)
checks.require(len(c37_seen) == 2, "the model is not asked once in each step")
c37_t = [np.asarray(t) for _, t in c37_seen]
checks.require(
    all(t.shape == (4000,) and t.dtype.kind == "i" for t in c37_t),
    "the levels are not one integer for each row",
)
checks.require(np.ptp(c37_t[0]) > 0, "all rows of a batch get the same level")
checks.require(c37_t[0].min() == 0, "level 0 is never drawn")
checks.require(c37_t[0].max() == 3, "the last level is never drawn")
# each count is 1000 with a standard deviation of 27
checks.require(
    np.abs(np.bincount(c37_t[0], minlength=4) - 1000) < 200, "the levels are not equally likely"
)
checks.require(np.any(c37_t[0] != c37_t[1]), "both steps draw the same levels")
c37_eps = [
    np.asarray(x) / np.sqrt(1 - c37_kept[t])[:, None]
    for (x, _), t in zip(c37_seen, c37_t, strict=True)
]
checks.require(
    len(np.unique(c37_eps[0])) > len(c37_x0) / 2, "several rows are given the same noise"
)
for c37_part in c37_eps:
    checks.require(abs(np.mean(c37_part)) < 0.05, "the noise has not the mean 0")
    checks.require(abs(np.std(c37_part) - 1) < 0.03, "the noise has not the variance 1")
    checks.require(np.abs(c37_part).max() > 2.5, "the noise is not Gaussian: its tails are missing")
    checks.require(
        np.std(c37_part[:, 0] - c37_part[:, 1]) > 1, "all coordinates of a row get the same noise"
    )
    checks.require(
        not np.allclose(c37_part, c37_part.astype(np.float32), rtol=1e-12, atol=0),
        "the data are float64, but the noise is drawn as float32",
    )
checks.require(not np.allclose(*c37_eps), "both steps draw the same noise")
c37_again = checks.call(stepped, c37_w, c37_b, c37_x0, c37_kept, 7, 0.05)
checks.require(
    np.array_equal(c37_again[1][0][0], c37_seen[0][0]), "the draws do not come from the generator"
)
checks.require(c37_floats, "the loss is not returned as a float")
c37_now, c37_old = np.array([c37_w, c37_b]), 0.0
for c37_n in range(2):
    c37_u, c37_xt = c37_t[c37_n], np.asarray(c37_seen[c37_n][0])
    c37_off = c37_now[0][c37_u][:, None] * c37_xt + c37_now[1][c37_u][:, None] - c37_eps[c37_n]
    c37_slopes = np.zeros((2, 4))
    np.add.at(c37_slopes[0], c37_u, np.sum(2 * c37_off * c37_xt, axis=1) / c37_off.size)
    np.add.at(c37_slopes[1], c37_u, np.sum(2 * c37_off, axis=1) / c37_off.size)
    c37_is = np.array(c37_after[c37_n])
    checks.require(not np.allclose(c37_is, c37_now), "the weights do not move")
    checks.require(
        not np.allclose(c37_is, c37_now + 0.05 * c37_slopes), "the step climbs up the loss"
    )
    checks.require(
        not c37_n or not np.allclose(c37_is, c37_now - 0.05 * (c37_slopes + c37_old)),
        "the second step still has the gradient of the first in it",
    )
    checks.require(
        np.allclose(c37_is, c37_now - 0.05 * c37_slopes), "the step leads to other weights"
    )
    checks.require(
        np.isclose(c37_losses[c37_n], np.mean(c37_off**2)), "not the loss before the step"
    )
    c37_now, c37_old = c37_is, c37_slopes
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** The locked cell trains a network with two hidden layers of 96 numbers, 1000 steps on batches of 256, and
draws 2000 points by ancestral sampling: the 50 steps of DDIM, but with fresh noise of the posterior's variance.
Left: your loss, a mean over 50 steps, must come down to the dark line, the smallest one possible (from the exact mean of
ε given $x_t$). Right: the samples must lie in the circles.
"""


# %% readonly="c37_training"
def with_training(step):
    """The function that trains a network with steps of this kind and samples from it, once."""
    known = []

    class NoiseNet(nn.Module):
        """ε̂ for points (B, 2) at levels (B,): sines and cosines of both go through a small MLP."""

        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(
                nn.Linear(30, 96), nn.SiLU(), nn.Linear(96, 96), nn.SiLU(), nn.Linear(96, 2)
            )

        def forward(self, x, t):
            angles = torch.cat([x * f for f in (1.5, 3.0, 6.0)], dim=1)
            ticks = torch.pi * torch.arange(1, 9) * (t / T)[:, None]
            parts = (x, angles.sin(), angles.cos(), ticks.sin(), ticks.cos())
            return self.layers(torch.cat(parts, dim=1))

    def sample(net, n, generator):
        """Ancestral sampling, Ho et al. 2020, algorithm 2, with the variance of the posterior."""
        x = torch.randn(n, 2, generator=generator)
        for t in reversed(range(T)):
            before = abar[t - 1] if t else torch.ones(())
            eps = net(x, torch.full((n,), t))
            mean = (x - betas[t] / (1 - abar[t]).sqrt() * eps) / (1 - betas[t]).sqrt()
            spread = (betas[t] * (1 - before) / (1 - abar[t])).sqrt()
            x = (mean + spread * torch.randn(n, 2, generator=generator)).float()
        return x

    def trained():
        """The losses of all steps, and 2000 samples, (2000, 2)."""
        torch.manual_seed(37)
        net, generator = NoiseNet(), torch.Generator().manual_seed(37)
        adam = torch.optim.Adam(net.parameters(), lr=0.005)
        decay = torch.optim.lr_scheduler.CosineAnnealingLR(adam, 1000)
        points, losses = torch.tensor(draw_ring(256_000, np.random.default_rng(37))).float(), []
        for batch in points.split(256):
            losses.append(float(step(net, adam, batch, abar.float(), generator)))
            decay.step()
        with torch.no_grad():
            return np.array(losses), sample(net, 2000, generator).numpy()

    def model():
        if not known:
            known.append(trained())
        return known[0]

    return model


# %% readonly="c37_trained"
network = with_training(diffusion_step)


# %%
def exact_noise(x, t):
    """The mean of ε given x_t = x, for the ring: (N, 2) → (N, 2)."""
    a = float(abar[t])
    pull = np.sqrt(a) * CENTRES - x[:, None]
    variance = a * SIGMA**2 + 1 - a
    logs = -np.sum(pull**2, axis=-1) / (2 * variance)
    share = np.exp(logs - logs.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    return -np.sqrt(1 - a) * np.sum(share[..., None] * pull, axis=1) / variance


see_rng = np.random.default_rng(38)
see_true, see_second = draw_ring(2000, see_rng), draw_ring(2000, see_rng)
smallest = []
for see_t in range(T):
    see_eps = see_rng.normal(size=see_true.shape)
    see_x = float(abar[see_t]) ** 0.5 * see_true + float(1 - abar[see_t]) ** 0.5 * see_eps
    smallest.append(np.mean((see_eps - exact_noise(see_x, see_t)) ** 2))

figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), width_ratios=(3, 2))
left.axhline(np.mean(smallest), color=TRUTH, label="smallest possible")
left.set(xlabel="step", ylabel="loss", ylim=(0, 1.1), title="loss, mean over 50 steps")
for centre in CENTRES:
    right.add_patch(plt.Circle(centre, 3 * SIGMA, fill=False, color=TRUTH, lw=0.8, zorder=3))
right.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6), aspect="equal", title="2000 samples")
with attempt():
    see_losses, see_samples = network()
    left.plot(
        np.arange(25, 1000, 50), see_losses.reshape(20, 50).mean(1), color=YOURS, label="yours"
    )
    right.plot(*see_samples.T, ".", color=YOURS, ms=1.5)
    print(
        f"energy distance of the samples to true points:  {energy_distance(see_samples, see_true):.4f}"
    )
    print(
        f"of other true points to them (the noise floor): {energy_distance(see_second, see_true):.4f}"
    )
left.legend()
plt.show()

# %% points=1 tests="c37_gate_loss"
assert callable(network)  # hidden: the loss beside the smallest possible one
### BEGIN HIDDEN TESTS
from course import checks, oracles

c37_rng = np.random.default_rng(44)
c37_x0, c37_best = oracles.tiny_diffusion.ring(2000, c37_rng), []
for c37_a in np.cumprod(1 - oracles.mixtures.cosine_betas(50)):
    c37_eps = c37_rng.normal(size=c37_x0.shape)
    c37_score = oracles.mixtures.fast_mixture_score(
        np.sqrt(c37_a) * c37_x0 + np.sqrt(1 - c37_a) * c37_eps,
        np.full(8, 1 / 8),
        np.sqrt(c37_a) * oracles.tiny_diffusion.CENTRES,
        np.sqrt(c37_a * oracles.tiny_diffusion.SIGMA**2 + 1 - c37_a),
    )
    c37_best.append(np.mean((c37_eps + np.sqrt(1 - c37_a) * c37_score) ** 2))
c37_last = np.mean(checks.call(network)[0][-300:])
checks.require(np.isfinite(c37_last), "the loss is not finite: the training runs away")
checks.require(
    c37_last > 0.93 * np.mean(c37_best), "a loss below the smallest one possible: what is it of?"
)
checks.require(
    c37_last < 1.14 * np.mean(c37_best), "the loss stays far above the smallest one possible"
)
### END HIDDEN TESTS

# %% points=2 tests="c37_gate_samples"
assert callable(network)  # hidden: the energy distance of the samples, below 0.010
### BEGIN HIDDEN TESTS
from course import checks, oracles

c37_samples = np.asarray(checks.call(network)[1], float)
checks.require(np.isfinite(c37_samples), "the samples are not finite: they run away")
c37_truth = oracles.tiny_diffusion.ring(2000, np.random.default_rng(44))
checks.require(
    oracles.mixtures.fast_energy_distance(c37_samples, c37_truth) < 0.010,
    "the samples miss the gate: look at the layers before it first",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Explain *(medium, 5 minutes)*

Trained with five seeds, the network's 2000 samples had the energy distances 0.0008, 0.0006, 0.0011, 0.0018 and
0.0024 to a set of 2000 true points. Ten other sets of 2000 true points were between −0.0007 and 0.0027 away from
that set. Which statements do these numbers support? Write all letters that hold, for example `"ab"`.

- **a** A negative energy distance shows that it has been computed wrongly: a distance cannot be negative.
- **b** None of the five sets of samples is farther away than a set of true points can be.
- **c** The seed with the smallest number gave the best model of the five.
- **d** With many more points in each set a difference could still appear.
- **e** Since the samples pass, the noising in the training is right: with $(1-\bar\alpha)\,\varepsilon$ they would not.
"""

# %% solution="c37_reading"
answer_c37_reading = None  # letters, for example "ab"
### BEGIN SOLUTION
answer_c37_reading = "bd"
### END SOLUTION

# %% points=1 tests="c37_reading_answered"
assert answer_c37_reading is None or len(answer_c37_reading) > 0, "write at least one letter"
### BEGIN HIDDEN TESTS
from course import checks

checks.choices(
    answer_c37_reading,
    keys="bd",
    feedback={
        "a": "look at the floor: are all distances of two true sets positive? What has no bias?",
        "c": "by how much do two sets of true points differ from each other?",
        "e": "step 5 of the first notebook has tried that: which of the changes did the gate see?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** The training step of a diffusion model: draw a level and a noise for each datum, noise it,
regress the noise. The loss ends at a number that the data determine, not at 0, so compare it with something. One
network, told the level, does the work of all the regressions; tests of its parts have to be exact, since its samples
forgive much.

*Further:* Ho, Jain & Abbeel, *Denoising Diffusion Probabilistic Models*, 2020, algorithms 1 and 2; Tancik et al.,
*Fourier Features Let Networks Learn High Frequency Functions in Low Dimensional Domains*, 2020, on the sines.
"""
