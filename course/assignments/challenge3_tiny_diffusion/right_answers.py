r"""Other correct solutions of challenge 3; each gets full marks."""


# %% right="c31_loop" solution="c31_noise"
def q_sample(x0, t, betas, eps):
    x0, eps = np.asarray(x0, float), np.asarray(eps, float)
    power = np.cumprod(1 - np.asarray(betas, float))
    if np.ndim(t) == 0:
        return np.sqrt(power[t]) * x0 + np.sqrt(1 - power[t]) * eps
    rows = [np.sqrt(power[k]) * x + np.sqrt(1 - power[k]) * e for x, k, e in zip(x0, t, eps)]
    return np.array(rows).reshape(x0.shape)


# %% right="c31_transposed" solution="c31_noise"
def q_sample(x0, t, betas, eps):
    x0, eps = np.asarray(x0, float).T, np.asarray(eps, float).T
    logs = np.cumsum(np.log1p(-np.asarray(betas, float)))[np.asarray(t)]
    return (np.exp(logs / 2) * x0 + np.sqrt(-np.expm1(logs)) * eps).T[()]


# %% right="c32_augmented" solution="c32_fit"
def fit_noise(features, eps, lam):
    features, eps = np.asarray(features, float), np.asarray(eps, float)
    m = features.shape[1]
    rows = np.concatenate([features, np.sqrt(lam) * np.eye(m)])
    return np.linalg.lstsq(rows, np.concatenate([eps, np.zeros((m, eps.shape[1]))]), rcond=None)[0]


# %% right="c32_inverse" solution="c32_fit"
def fit_noise(features, eps, lam):
    phi = np.array(features, dtype=float)
    return np.linalg.inv(lam * np.identity(phi.shape[1]) + phi.T @ phi) @ phi.T @ np.array(eps)


# %% right="c32_dual" solution="c32_fit"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    return phi.T @ np.linalg.solve(phi @ phi.T + lam * np.eye(len(phi)), eps)


# %% right="c33_one_line" solution="c33_step"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, eps_pred = np.asarray(xt, float), np.asarray(eps_pred, float)
    scale = np.sqrt(abar_to / abar_from)
    return scale * xt + (np.sqrt(1 - abar_to) - scale * np.sqrt(1 - abar_from)) * eps_pred


# %% right="c33_noise_ratio" solution="c33_step"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, eps_pred = np.array(xt, float), np.array(eps_pred, float)
    ratio = lambda a: np.sqrt((1 - a) / a)
    return np.sqrt(abar_to) * (
        xt / np.sqrt(abar_from) + (ratio(abar_to) - ratio(abar_from)) * eps_pred
    )


# %% right="c35_numbers" solution="c35_table"
league = {
    name: round(energy_distance(points, c3_true), 4)
    for name, points in (
        ("floor", c3_second),
        ("normal", c34_start),
        ("exact", c34_exact),
        ("ridge", c34_ridge),
    )
}


# --- challenge3_torch ---


# %% right="c37_other_shapes" solution="c37_loss"
def noise_loss(model, x0, t, eps, kept):
    amplitude = kept.sqrt().index_select(0, t).unsqueeze(1)
    width = torch.sqrt(1 - kept)[t].reshape(-1, 1)
    return nn.functional.mse_loss(model(amplitude * x0 + width * eps, t), eps)


# %% right="c37_transposed" solution="c37_loss"
def noise_loss(model, x0, t, eps, kept):
    noised = (torch.sqrt(kept[t]) * x0.T + torch.sqrt(1 - kept[t]) * eps.T).T
    return (model(noised, t) - eps).square().sum() / eps.numel()


# %% right="c37_noise_first" solution="c37_step"
def diffusion_step(model, optimizer, x0, kept, generator):
    eps = torch.empty_like(x0).normal_(generator=generator)
    t = (torch.rand(len(x0), generator=generator) * len(kept)).long()
    loss = noise_loss(model, x0, t, eps, kept)
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
    return float(loss.detach())


# %% right="c37_loss_inside" solution="c37_step"
def diffusion_step(model, optimizer, x0, kept, generator):
    n, d = x0.shape
    t = torch.randint(0, kept.shape[0], (n,), generator=generator)
    eps = torch.randn(n, d, generator=generator, dtype=x0.dtype)
    xt = (kept[t].sqrt() * x0.T + (1 - kept[t]).sqrt() * eps.T).T
    optimizer.zero_grad()
    loss = torch.mean((model(xt, t) - eps) ** 2)
    before = loss.item()
    loss.backward()
    optimizer.step()
    return before


# %% right="c37_reading_list" solution="c37_reading"
answer_c37_reading = ["d", "b"]
