r"""Other correct solutions of problem set 9; each gets full marks."""

# %% right="exact_expressions" solution="p91b"
power_left_p91b = np.exp(-3 * 0.3)
factor_p91b = np.exp(-0.45)

# %% right="variance_as_function_of_distance_from_1" solution="p91c"
variance_p91c = 1 - np.exp(-0.9)
formula_p91c = "1 + (v - 1) / exp(b*t)"

# %% right="fraction" solution="p92a"
target_p92a = -8 / 5

# %% right="other_spellings" solution="p92b"
target_p92b = -0.9 / 0.6
formula_p92b = "(abar^0.5 * x0 - xt) * (1 - abar)^(-1)"
weight_p92b = "(1 - sqrt(abar)) * (1 + sqrt(abar))"

# %% right="tanh" solution="p92c"
denoised_p92c = np.tanh(1)
score_p92c = 2 * (np.tanh(1) - 0.5)

# %% right="capital_letters" solution="p93a"
families_p93a = {"VAE": "C", "DDPM": "A", "PF-ODE": "D", "GAN": " b "}


# %% right="schedule_in_a_loop" solution="cosine"
def cosine_betas(T, s=0.008, most=0.999):
    if T <= 0:
        raise ValueError("T must be positive")

    def f(u):
        return np.cos((u / T + s) / (1 + s) * np.pi / 2) ** 2

    return np.array([min(1 - f(t + 1) / f(t), most) for t in range(T)])


# %% right="schedule_clipped_by_linspace" solution="cosine"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(0.5 * np.pi * np.linspace(s, 1 + s, T + 1) / (1 + s))
    return np.clip((level[:-1] ** 2 - level[1:] ** 2) / level[:-1] ** 2, None, most)


# %% right="targets_sample_by_sample" solution="targets"
def training_targets(x0, t, betas, eps):
    x0, eps = np.array(x0, dtype=float), np.array(eps, dtype=float)
    levels = np.cumprod(1 - np.array(betas, dtype=float))
    if np.ndim(t) == 0:
        a, b = np.sqrt(levels[t]), np.sqrt(1 - levels[t])
        return a * x0 + b * eps, -eps / b, a * eps - b * x0
    xt, score, v = (np.empty(x0.shape) for _ in range(3))
    for i, time in enumerate(t):
        a, b = np.sqrt(levels[time]), np.sqrt(1 - levels[time])
        xt[i], score[i], v[i] = a * x0[i] + b * eps[i], -eps[i] / b, a * eps[i] - b * x0[i]
    return xt, score, v


# %% right="targets_from_one_another" solution="targets"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.exp(np.cumsum(np.log1p(-np.asarray(betas, float))))[t]
    level = np.reshape(level, np.shape(t) + (1,) * (x0.ndim - t.ndim))
    xt = level**0.5 * x0 + (1 - level) ** 0.5 * eps
    score = (level**0.5 * x0 - xt) / (1 - level)
    v = (level**0.5 * xt - x0) / (1 - level) ** 0.5
    return [xt, score, v]


# %% right="reverse_from_the_predicted_datum" solution="reverse"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(a, float) for a in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    previous = np.concatenate([[1.0], abar[:-1]])
    extra = t.shape + (1,) * (xt.ndim - t.ndim)
    b, a, p = (np.reshape(values[t], extra) for values in (betas, abar, previous))
    x0 = (xt - np.sqrt(1 - a) * eps_pred) / np.sqrt(a)
    mean = (np.sqrt(p) * b * x0 + np.sqrt(1 - b) * (1 - p) * xt) / (1 - a)
    return mean + np.sqrt(b * (1 - p) / (1 - a)) * noise


# %% right="reverse_in_a_loop" solution="reverse"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.array(a, dtype=float) for a in (xt, eps_pred, noise))
    betas = np.array(betas, dtype=float)

    def one(x, k, e, n):
        now = np.prod(1 - betas[: k + 1])
        mean = (x - betas[k] * e / np.sqrt(1 - now)) / np.sqrt(1 - betas[k])
        if k == 0:
            return mean
        before = np.prod(1 - betas[:k])
        return mean + np.sqrt(betas[k] * (1 - before) / (1 - now)) * n

    if np.ndim(t) == 0:
        return one(xt, int(t), eps_pred, noise)
    rows = [one(*row) for row in zip(xt, np.asarray(t).tolist(), eps_pred, noise, strict=True)]
    return np.array(rows).reshape(xt.shape)


# %% right="scale_by_hand" solution="p94_guidance"
guided_p94 = 7.5 * 0.5 - 6.5 * 0.2
off_p94 = -1.0


# %% right="train_functional" solution="train"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    signal = (1 - betas).log().cumsum(0).div(2).exp()
    noise = (1 - signal**2) ** 0.5
    losses = []
    for _ in range(n_epochs):
        for x0 in loader:
            if not torch.is_tensor(x0):
                x0, *_ = x0
            opt.zero_grad()
            t = torch.randint(0, betas.shape[0], x0.shape[:1], generator=generator)
            eps = torch.empty_like(x0).normal_(generator=generator)
            a, b = (part[t][(...,) + (None,) * (x0.ndim - 1)] for part in (signal, noise))
            loss = nn.functional.mse_loss(model(a * x0 + b * eps, t), eps)
            loss.backward()
            opt.step()
            losses += [float(loss)]
    return losses


# %% right="train_row_by_row" solution="train"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    losses = []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch if torch.is_tensor(batch) else batch[0]
            eps = torch.randn(*x0.shape, generator=generator)
            t = torch.tensor(
                [int(torch.randint(len(betas), (1,), generator=generator)) for _ in x0]
            )
            rows = []
            for k, row in zip(t.tolist(), range(len(x0)), strict=True):
                level = torch.prod(1 - betas[: k + 1])
                rows.append(level**0.5 * x0[row] + (1 - level) ** 0.5 * eps[row])
            wrong_by = model(torch.stack(rows), t) - eps
            loss = (wrong_by * wrong_by).sum() / wrong_by.numel()
            loss.backward()
            opt.step()
            opt.zero_grad()
            losses.append(loss.detach().item())
    return losses


# %% right="train_floor_formula" solution="floor"
lowest_loss_95 = np.mean([3.6 / 3.7, 2 / 2.5, 0.4 / 1.3])
