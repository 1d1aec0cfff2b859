r"""Other correct solutions of problem set 4; each gets full marks."""

# %% right="as_a_float" solution="p41a"
width_p41a = 1 + 3 * 2.0

# %% right="walked_back" solution="p41b"
pooled_p41b = 3 * 2 + 4
pooled_first_p41b = 2 * 7
pooled_slowly_p41b = 7 + 1


# %% right="field_from_the_last_layer_on" solution="field"
def receptive_field(layers):
    layers = [tuple(int(number) for number in layer) for layer in layers]
    if any(number < 1 for layer in layers for number in layer):
        raise ValueError("numbers below 1")
    field, jump = 1, 1
    for k, s, d in reversed(layers):
        field = (field - 1) * s + (k - 1) * d + 1
        jump *= s
    return field, jump


# %% right="field_from_products" solution="field"
def receptive_field(layers):
    table = np.array(list(layers), dtype=int).reshape(-1, 3)
    if (table < 1).any():
        raise ValueError("numbers below 1")
    jumps = np.cumprod(np.append(1, table[:, 1]))
    return 1 + int(np.sum((table[:, 0] - 1) * table[:, 2] * jumps[:-1])), int(jumps[-1])


# %% right="field_from_sets" solution="field"
def receptive_field(layers):
    seen, after = {0}, {1}
    for k, s, d in list(layers)[::-1]:
        if k < 1 or s < 1 or d < 1:
            raise ValueError("too small")
        seen = {s * n + d * m for n in seen for m in range(k)}
        after = {s * n + d * m for n in after for m in range(k)}
    return max(seen) - min(seen) + 1, min(after) - min(seen)


# %% right="rounded_more" solution="p42b"
first_p42b = 1 + 1 / np.cosh(1.1) ** 2
second_p42b = np.tanh(0.9) ** 2 - 1


# %% right="chain_backwards" solution="chain"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, dtype=float)
    factors = [np.eye(len(x))]
    for W in weights:
        a = np.asarray(W, dtype=float) @ x
        factors.append(np.diag(1 / np.cosh(a) ** 2) @ W + (np.eye(len(x)) if skip else 0))
        x = (x if skip else 0) + np.tanh(a)
    product = factors.pop()
    while factors:
        product = product @ factors.pop()
    return product


# %% right="chain_column_by_column" solution="chain"
def chain_jacobian(x, weights, skip=True):
    x = np.array(x, dtype=float)
    jacobian = np.identity(x.size)
    for W in np.array(weights, dtype=float):
        y = np.tanh(W.dot(x))
        moved = (1 - y)[:, None] * (1 + y)[:, None] * W.dot(jacobian)
        jacobian = jacobian + moved if skip else moved
        x = x + y if skip else y
    return jacobian


# %% right="logarithms" solution="p42c"
plain_p42c = -50 * np.log10(2.5)
upper_p42c = 50 * np.log10(7 / 5)
lower_p42c = 50 * np.log10(1 - 0.4)
limit_p42c = "e^a"

# %% right="from_the_formula" solution="p43b"
kept_p43b = 2 * np.sqrt(144)
answer_p43b = "D".lower()

# %% right="as_an_expression" solution="p43c"
answer_p43c = "a"
error_p43c = 1e-6 * np.exp(20)


# %% right="block_sequential" solution="residual_block"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.branch = nn.Sequential(
            nn.Conv2d(channels, channels, kernel_size=3, padding="same", bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, kernel_size=3, padding="same", bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, x):
        return self.branch(x) + x


# %% right="block_other_order" solution="residual_block"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norms = nn.ModuleList(nn.BatchNorm2d(channels) for _ in range(2))
        self.last = nn.Conv2d(channels, channels, (3, 3), padding=(1, 1))
        self.first = nn.Conv2d(channels, channels, (3, 3), padding=(1, 1))

    def forward(self, x):
        y = self.norms[1](self.first(x)).clamp(min=0)
        y = self.norms[0](self.last(y))
        y += x
        return y


# %% right="block_spread_root" solution="depth_spread"
spread_24 = np.sqrt(1 + 24)
