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
