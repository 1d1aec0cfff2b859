"""Three notebooks as text: one imports much, one draws as well, one trains a torch module.

A cell is a `Cell`; a solution cell holds the right answer, and a wrong one that a student gives.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Cell:
    """A code cell of a generated notebook; one with points is a test."""

    name: str
    text: str
    hidden: str = ""  # the hidden tests of a test cell
    wrong: str = ""  # what makes a solution cell a wrong one: replaced from the text...
    instead: str = ""  # ...with this
    points: int = 0

    @property
    def is_solution(self) -> bool:
        """Whether students write it."""
        return bool(self.wrong)


FIGURES = (
    Cell(
        "imports",
        """import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns""",
    ),
    Cell(
        "data",
        """rng = np.random.default_rng(7)
heights = rng.normal(170, 9, 300)
weights = 0.9 * heights - 85 + rng.normal(0, 6, 300)
teams = np.array(["a", "b", "c"])[rng.integers(0, 3, 300)]
people = pd.DataFrame({"height": heights, "weight": weights, "team": teams})""",
    ),
    Cell(
        "standardize",
        '''def standardize(x):
    """Zero mean, unit variance."""
    return (x - x.mean()) / x.std()''',
        wrong="/ x.std()",
        instead="/ x.var()",
    ),
    Cell(
        "standardize_test",
        "assert np.allclose(standardize(np.array([1.0, 3.0])), [-1, 1])",
        "z = standardize(heights)\nassert abs(z.mean()) < 1e-9 and abs(z.std() - 1) < 1e-9",
        points=1,
    ),
    Cell(
        "covariance",
        '''def covariance(a, b):
    """Mean product of the deviations."""
    return float(np.mean((a - a.mean()) * (b - b.mean())))''',
        wrong="np.mean(",
        instead="np.sum(",
    ),
    Cell(
        "covariance_test",
        "assert covariance(np.array([0.0, 2.0]), np.array([0.0, 2.0])) == 1",
        "expected = np.cov(heights, weights, bias=True)[0, 1]\n"
        "assert abs(covariance(heights, weights) - expected) < 1e-9",
        points=2,
    ),
    Cell(
        "histogram",
        """fig, ax = plt.subplots(figsize=(6, 4))
ax.hist(heights, bins=30, label="measured")
ax.axvline(heights.mean(), color="black", label=r"$\\mu$")
ax.set_xlabel("height in cm")
ax.set_title("Heights")
ax.legend()
plt.show()""",
    ),
    Cell(
        "team_means",
        '''def team_means(frame):
    """The mean weight of each team, as a dictionary."""
    return frame.groupby("team")["weight"].mean().to_dict()''',
        wrong='["weight"]',
        instead='["height"]',
    ),
    Cell(
        "team_means_test",
        'means = team_means(people)\nassert set(means) == {"a", "b", "c"}',
        "for team, mean in means.items():\n"
        "    assert abs(mean - weights[teams == team].mean()) < 1e-9",
        points=2,
    ),
    Cell(
        "ecdf",
        '''def ecdf(sample, x):
    """The share of the sample that is at most x."""
    return float(np.mean(np.asarray(sample) <= x))''',
        wrong="<= x",
        instead="< x",
    ),
    Cell(
        "ecdf_test",
        "assert ecdf([1, 2, 3, 4], 2.5) == 0.5",
        "for n in range(50):\n    assert ecdf(list(range(50)), n) == (n + 1) / 50",
        points=2,
    ),
    Cell(
        "smooth",
        '''def smooth(x, width):
    """The mean of each window of this width."""
    return pd.Series(x).rolling(width).mean().dropna().to_numpy()''',
        wrong=".mean()",
        instead=".median()",
    ),
    Cell(
        "smooth_test",
        "assert np.allclose(smooth(np.arange(5.0), 3), [1, 2, 3])",
        'assert np.allclose(smooth(heights, 7), np.convolve(heights, np.ones(7) / 7, "valid"))',
        points=3,
    ),
    Cell(
        "scatter",
        """order = np.argsort(heights)
ax = sns.scatterplot(data=people, x="height", y="weight", hue="team")
ax.plot(smooth(heights[order], 25), smooth(weights[order], 25), color="black")
plt.show()""",
    ),
)

# The same without a figure: what a notebook costs that imports much and computes little.
_INSTEAD = {
    "histogram": "people.describe()",
    "scatter": """order = np.argsort(heights)
print(smooth(heights[order], 25).round(1), smooth(weights[order], 25).round(1))""",
}
IMPORTS = tuple(replace(cell, text=_INSTEAD.get(cell.name, cell.text)) for cell in FIGURES)

TORCH = (
    Cell("imports", "import torch\nfrom torch import nn"),
    Cell(
        "data",
        """torch.manual_seed(0)
x = torch.linspace(-1, 1, 64).reshape(-1, 1)
y = 3 * x - 1""",
    ),
    Cell(
        "line",
        '''class Line(nn.Module):
    """y = a x + b, both learned, both 0 at the start."""

    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.zeros(1))
        self.b = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return self.a * x + self.b''',
        wrong="self.a * x + self.b",
        instead="self.a * x - self.b - 1",
    ),
    Cell(
        "line_test",
        "assert Line()(x).shape == (64, 1)",
        "line = Line()\nassert torch.equal(line(x), torch.zeros(64, 1))\n"
        "assert len(list(line.parameters())) == 2",
        points=2,
    ),
    Cell(
        "train",
        '''def train(x, y, steps, rate):
    """Gradient descent on the mean squared error; the losses, as numbers."""
    line, losses = Line(), []
    optimizer = torch.optim.SGD(line.parameters(), lr=rate)
    for _ in range(steps):
        loss = ((line(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses''',
        wrong="lr=rate",
        instead="lr=-rate",
    ),
    Cell(
        "train_test",
        "assert len(train(x, y, 5, 0.1)) == 5",
        "losses = train(x, y, 200, 0.2)\nassert losses[-1] < 1e-3 < losses[0]",
        points=3,
    ),
)
