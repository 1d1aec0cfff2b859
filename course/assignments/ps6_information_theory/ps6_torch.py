r"""Problem set 6, part 6.4 once more: the cross-entropy with its gradient (needs torch)."""

# %% [markdown]
r"""
# Problem set 6 · 6.4 in torch · Cross-entropy and its gradient

**About 30 minutes · medium · 9 points · before it: 6.4 of this problem set · needs torch**

In 6.4 you wrote the cross-entropy of logits with numpy. In training nobody looks at its value; what
counts is its gradient. So here comes its twin in torch, and the tests look at both.

They can part company. A "safe" logarithm gives a finite loss and a gradient of 0 just where a model is most
wrong. A softmax that overflows gives a gradient of `nan`, and after one step all weights are `nan`.
And a value that went through numpy or `.item()` is right, and has no gradient at all.

torch has this loss ready-made. You write it yourself once, to know what is in it: the functions
`cross_entropy`, `nll_loss` and the modules made of them are not to be used here. All else is.

Without torch this notebook cannot run and is not counted; everything else of the problem set does.
"""

# %%
import torch

torch.set_num_threads(1)

# %% [markdown]
r"""
## 6.4 · `cross_entropy_torch` *(medium, 30 minutes)*

**Predict first.** One sample, two classes, the logits are $(10^4, -10^4)$, and the second class is right. The
loss is 20 000. What is its gradient in the two logits, in exact arithmetic (up to far less than 0.001)?

- **a** $(0, 0)$: the softmax is saturated, so nothing passes.
- **b** $(20\,000, -20\,000)$: the larger the loss, the larger its slope.
- **c** $(1, -1)$.
- **d** $(\infty, -\infty)$: the probability of the right class is 0, and there the logarithm is vertical.

Write a letter. You may come back later and change it; only the last answer counts.
"""

# %% solution="entropy_predict"
answer_slope = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_slope = "c"
### END SOLUTION

# %% points=1 tests="p64t_predict"
assert answer_slope in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_slope,
    key="c",
    feedback={
        "a": "the softmax is flat there, but the logarithm of what it gives is not",
        "b": "lower the first logit by 1: by how much does the loss fall?",
        "d": "the steep logarithm meets a flat softmax; what is their product?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Implement.** Three or four lines. Do one case by hand before you code: the logits $(0, \log 3)$, the first
class is right. Which loss, and which gradient? The test below knows both.

<details><summary>Hint 1 · a question</summary>

The loss of a row is a difference of two numbers, and no probability is needed for it. Which two?
</details>
<details><summary>Hint 2 · shapes</summary>

`logits` (N, C), `targets` (N,). The log of the sum of exponentials goes along the classes and leaves (N,);
one score is picked per row, (N,) as well; then the mean over the rows, of shape ().
</details>
<details><summary>Hint 3 · one blank</summary>

picked = logits[ torch.arange(N), ______ ]. torch has the log of a sum of exponentials, in a form that does
not overflow.
</details>
"""


# %% solution="entropy_torch"
def cross_entropy_torch(logits, targets):
    """The mean over the samples of −log softmax(logits)[target], in nats, with its gradient.

    logits: (N, C) floats, any size, N and C at least 1. targets: (N,) integers 0, ..., C − 1.
    Returns a tensor of shape () and of the type of logits, through which gradients flow to logits.
    Right, and with a finite gradient, for logits of ±10000 as well. The arguments are not changed.
    Ready-made losses (cross_entropy, nll_loss and their modules) are not used.
    """
    ### BEGIN SOLUTION
    picked = logits[torch.arange(len(targets)), targets]
    return (torch.logsumexp(logits, dim=1) - picked).mean()
    ### END SOLUTION
    raise NotImplementedError("cross_entropy_torch returns nothing yet")


# %% [markdown]
r"""
The next two cells are locked. They call a loss, go backward, and listen to what of torch it calls. The
tests use them with yours.
"""


# %% readonly="p64t_listener"
def listener(loss):
    """The function that calls this loss and tells its value, its gradient and what it called."""

    def listen(logits, targets, kind="float64", gradient=True):
        """What comes out of the loss, as plain values.

        `gradient` is 0 where none arrives; `called` are the names of torch's functions.
        """
        called = set()

        class Listening(torch.overrides.TorchFunctionMode):
            def __torch_function__(self, function, types, args=(), kwargs=None):
                called.add(getattr(function, "__name__", ""))
                return function(*args, **(kwargs or {}))

        scores = torch.tensor(logits, dtype=getattr(torch, kind))
        classes = torch.tensor(targets)
        given = scores.clone()
        with torch.no_grad(), Listening():
            value = loss(given, classes)
        start = scores.clone().requires_grad_()
        if gradient:
            end = loss(start.clone(), classes)
            if torch.is_tensor(end) and end.requires_grad:
                end.sum().backward()
        slope = torch.zeros_like(scores) if start.grad is None else start.grad
        is_tensor = torch.is_tensor(value)
        plain = value.detach().numpy() if is_tensor else value
        return {
            "value": None if value is None else np.array(plain, dtype=float),
            "type": str(value.dtype if is_tensor else type(value).__name__),
            "gradient": slope.numpy(),
            "arrives": start.grad is not None,
            "called": sorted(called),
            "kept": torch.equal(given, scores) and torch.equal(classes, torch.tensor(targets)),
        }

    return listen


# %% readonly="p64t_listen"
listen = listener(cross_entropy_torch)

# %% points=1 tests="p64t_by_hand"
# Odds of 1 : 3: the first class has ¼, so the loss is log 4 and the gradient (¼ − 1, ¾ − 0).
with attempt():
    odds = listen(np.array([[0.0, np.log(3)]]), np.array([0]))
    expect(odds["value"], np.log(4), about="odds of 1 : 3")
    expect(odds["gradient"], [[-0.75, 0.75]], about="its gradient in the logits")
    lecture = listen(np.array([[2.0, 1.0, 0.1], [0.5, 2.5, 0.3]]), np.array([0, 1]))
    expect(lecture["value"], 0.3185398, about="two samples, three classes")

# %% points=1 tests="p64t_values"
assert callable(listen)  # hidden: the loss of random batches, among them square ones
### BEGIN HIDDEN TESTS
from course import checks, oracles

twin_rng = checks.rng("p64t_values")
true_twin = oracles.information.cross_entropy


def value_of(logits, targets):
    return listen(logits, targets, "float64", False)["value"]


value_of.__name__ = "cross_entropy_torch"


def shares(logits, axis=1):
    """The softmax."""
    return np.exp(logits) / np.exp(logits).sum(axis=axis, keepdims=True)


def picked(table, targets):
    """The entry of each row's target."""
    return table[np.arange(len(targets)), targets]


checks.agree(
    value_of,
    true_twin,
    [
        (2 * twin_rng.normal(size=(n, c)), twin_rng.integers(0, c, n))
        for n, c in ((5, 5), (7, 3), (4, 6))
    ],
    mistakes={
        "it adds the samples up": lambda s, t: true_twin(s, t) * len(t),
        "it averages over the classes too": lambda s, t: true_twin(s, t) / s.shape[1],
        "the softmax runs over the samples, not over the classes": lambda s, t: (
            -np.mean(np.log(picked(shares(s, 0), t)))
        ),
        "the softmax is taken twice: its probabilities are used as logits": lambda s, t: true_twin(
            shares(s), t
        ),
        "the logarithm is missing": lambda s, t: -np.mean(picked(shares(s), t)),
        "the scores are taken for log probabilities: no softmax": lambda s, t: (
            -np.mean(picked(s, t))
        ),
        "every sample is compared with every sample's target": lambda s, t: (
            -np.mean(np.log(shares(s))[:, t])
        ),
        "it fits bits, the task asks for nats": lambda s, t: true_twin(s, t) / np.log(2),
        "the sign is wrong": lambda s, t: -true_twin(s, t),
        "one number per sample, the mean is missing": lambda s, t: -np.log(picked(shares(s), t)),
        "the targets are not used: it fits the most likely class": lambda s, t: true_twin(
            s, np.argmax(s, axis=1)
        ),
    },
)
### END HIDDEN TESTS

# %% points=2 tests="p64t_gradients"
assert callable(listen)  # hidden: the gradient in the logits, the same batches and others
### BEGIN HIDDEN TESTS
from course import checks, oracles

twin_rng = checks.rng("p64t_gradients")


def gradient_of(logits, targets):
    told = listen(logits, targets)
    checks.require(
        told["arrives"], "no gradient arrives at the logits: did the value leave torch on its way?"
    )
    return told["gradient"]


gradient_of.__name__ = "cross_entropy_torch"


def central(logits, targets):
    """The gradient of the loss by central differences; their error is near 1e-10."""
    result = np.zeros_like(logits)
    for index in np.ndindex(logits.shape):
        step = np.zeros_like(logits)
        step[index] = 1e-5
        ends = [
            oracles.information.cross_entropy(logits + sign * step, targets) for sign in (1, -1)
        ]
        result[index] = (ends[0] - ends[1]) / 2e-5
    return result


def chosen(logits, targets):
    return np.eye(logits.shape[1])[targets]


checks.agree(
    gradient_of,
    central,
    [
        (2 * twin_rng.normal(size=(n, c)), twin_rng.integers(0, c, n))
        for n, c in ((5, 5), (3, 4), (1, 6))
    ],
    rtol=1e-6,
    atol=1e-8,
    where="(its gradient)",
    mistakes={
        "the gradients of the samples are added, not averaged": lambda s, t: central(s, t) * len(t),
        "the gradient is 0 everywhere": lambda s, t: 0 * s,
        "the gradient of the softmax is missing: only the right class is pushed": lambda s, t: (
            -chosen(s, t) / len(t)
        ),
        "the score of the right class has no gradient": lambda s, t: (
            central(s, t) + chosen(s, t) / len(t)
        ),
        "the sign is wrong": lambda s, t: -central(s, t),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p64t_extreme"
assert callable(listen)  # hidden: logits of ±10000, rows of very different size
### BEGIN HIDDEN TESTS
from course import checks, oracles


def both_of(logits, targets):
    told = listen(logits, targets)
    return told["value"], told["gradient"]


both_of.__name__ = "cross_entropy_torch"


def both_by_hand(logits, targets):
    """The loss, and softmax minus the target over N, from scores relative to the row's largest."""
    away = np.exp(logits - logits.max(axis=1, keepdims=True))
    slope = away / away.sum(axis=1, keepdims=True)
    slope[np.arange(len(targets)), targets] -= 1
    return oracles.information.cross_entropy(logits, targets), slope / len(targets)


for where_x, logits_x, targets_x in (
    ("for logits of ±10000", [[1e4, -1e4]], [1]),
    ("for logits of ±10000", [[-1e4, 1e4, 0.0], [1e4, 0.0, -1e4]], [1, 1]),
    ("for logits that are all very small", [[-1e4, 1 - 1e4]], [0]),
    ("for rows of very different size", [[2000.0, 0.0], [-2000.0, 1 - 2000.0]], [1, 0]),
    ("for a right class of probability 1e-13", [[30.0, 0.0], [0.0, 1.0]], [1, 0]),
    ("for one class", [[0.3], [5.0]], [0, 0]),
):
    checks.agree(
        both_of,
        both_by_hand,
        [(np.array(logits_x), np.array(targets_x))],
        outputs=("the loss", "its gradient"),
        where=where_x,
    )
### END HIDDEN TESTS

# %% points=1 tests="p64t_own_work"
assert callable(listen)  # hidden: what it calls, what it returns, what it leaves alone
### BEGIN HIDDEN TESTS
from course import checks

twin_rng = checks.rng("p64t_own_work")
for kind_w in ("float64", "float32"):
    told_w = checks.call(
        listen, twin_rng.normal(size=(6, 4)), twin_rng.integers(0, 4, 6), kind_w, False
    )
    ready_made = {"cross_entropy", "cross_entropy_loss", "nll_loss", "nll_loss_nd", "nll_loss2d"}
    checks.require(
        not ready_made & set(told_w["called"]),
        "a ready-made loss is called: "
        + ", ".join(sorted(ready_made & set(told_w["called"])))
        + ". Here it is to be written",
    )
    checks.require(
        told_w["type"] == f"torch.{kind_w}",
        f"for logits of type {kind_w} the result is {told_w['type']}, not a tensor of that type",
    )
    checks.require(np.shape(told_w["value"]) == (), "the result has not the shape ()")
    checks.require(told_w["kept"], "the arguments of the caller are changed")
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Two classes and two equal samples; the right class is ahead by a margin, negative where the model is
wrong. Dots are exact, lines are yours. Left: the loss. Right: its gradient in the scores of the right class, for
margins up to a million (the axis is stretched in the middle). Where a model is very wrong it must be **−1**, not
0 and not `nan`, with which the line stops.
"""

# %%
near, far = np.linspace(-6, 6, 61), np.sinh(np.linspace(-14.5, 14.5, 121))
figure, (left, right) = plt.subplots(1, 2, figsize=(8.8, 3.4), layout="constrained")
left.plot(near[::4], np.logaddexp(0, -near[::4]), "o", color=TRUTH, ms=4, label="exact")
right.plot(far[::6], -np.exp(-np.logaddexp(0, far[::6])), "o", color=TRUTH, ms=4, label="exact")
left.set(xlabel="margin of the right class", ylabel="nats", title="the loss", ylim=(-1, 8))
right.set(xlabel="margin of the right class", title="its gradient", ylim=(-2.2, 1.2))
right.set_xscale("symlog", linthresh=1)
right.set_xlim(-2e6, 2e6)
right.set_xticks([-1e5, -1e3, -10, 0, 10, 1e3, 1e5])
right.set_xticklabels(["−100 000", "−1000", "−10", "0", "10", "1000", "100 000"], fontsize=8)
with attempt():
    losses, slopes = [], []
    for margins, collected, name in ((near, losses, "value"), (far, slopes, "gradient")):
        for margin in margins:
            told = listen(np.array([[0.0, margin]] * 2), np.array([1, 1]))
            collected.append(told[name][:, 1].sum() if name == "gradient" else told[name])
    left.plot(near, losses, color=YOURS, label="yours", zorder=0)
    right.plot(far, slopes, color=YOURS, label="yours", zorder=0)
left.legend(loc="upper right")
right.legend(loc="upper left")
plt.show()

# %% [markdown]
r"""
**Explain.** In a batch of 32 samples one has the probability 0.9 for its right class. How large is the entry of
the gradient of the (mean) loss for **that** logit, with its sign?
"""

# %% solution="entropy_entry"
entry_of_gradient = None  # a number
### BEGIN SOLUTION
entry_of_gradient = -0.003125  # (0.9 − 1) / 32
### END SOLUTION

# %% points=1 tests="p64t_entry"
assert entry_of_gradient is None or abs(entry_of_gradient) < 100, "a number"
### BEGIN HIDDEN TESTS
from course import checks, oracles

# a batch of 32 with odds of 9 : 1 each, and a tiny step of one right logit
batch_e = np.tile([np.log(9.0), 0.0], (32, 1))
ends_e = []
for sign_e in (1, -1):
    poked_e = batch_e.copy()
    poked_e[0, 0] += sign_e * 1e-4
    ends_e.append(oracles.information.cross_entropy(poked_e, np.zeros(32, int)))
entry_e = (ends_e[0] - ends_e[1]) / 2e-4
checks.number(
    entry_of_gradient,
    entry_e,
    mistakes={
        "a sign: does the loss grow if the right class gets a higher score?": -entry_e,
        "the loss is a mean over the batch": 32 * entry_e,
        "the loss is a mean over the batch, and has a sign": -32 * entry_e,
        "that is the share of a class that is not the right one": 0.9 / 32,
        "that is the slope of the logarithm in the probability, not in the logit": -1 / 0.9 / 32,
        "that is the loss of the sample, not its slope": -np.log(0.9) / 32,
        "the softmax alone has that slope; the logarithm comes after it": -0.9 * 0.1 / 32,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Somebody writes `-torch.log(p.clamp(min=1e-7))` for the probability `p` of the right class, "to be safe". A
sample has been labelled with care, but the model gives its class only $p = 10^{-9}$. What happens?

- **a** The loss of the sample is finite, and its gradient is what it would be without the clamp.
- **b** The sample has a large loss, and no influence on the next step.
- **c** The gradient becomes huge, about $10^7$, and the step goes astray.
- **d** Loss and gradient become `nan`, and so do all weights.
"""

# %% solution="entropy_clamp"
answer_clamp = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_clamp = "b"
### END SOLUTION

# %% points=1 tests="p64t_clamp"
assert answer_clamp in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_clamp,
    key="b",
    feedback={
        "a": "below its limit a clamp gives a constant; what is the slope of that?",
        "c": "the logarithm is steep there, but which slope has the clamp before it?",
        "d": "nothing is divided by 0 here, and the logarithm is that of a positive number",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** The gradient of the cross-entropy in the logits is softmax minus target, over the size of
the batch: never larger than 1, and largest where the model is most wrong. It comes out that way if the loss is
made of logits, as a log of a sum of exponentials minus the right score. Test a loss by its value **and** its
gradient, and at sizes where a naive one breaks.

*Further:* Goodfellow, Bengio & Courville, *Deep Learning*, 2016, sections 4.1 and 6.2.2.
"""
