r"""Other correct solutions of the theory lab; each gets full marks."""


# %% right="t1_loop_over_tokens" solution="t1_nll"
def sequence_nll(logits, targets, mask):
    logits = np.array(logits, dtype=float)
    nll = np.zeros(len(logits))
    count = 0
    for b in range(len(logits)):
        for t in range(len(logits[b])):
            if mask[b][t]:
                row = logits[b, t]
                top = row.max()
                nll[b] += top + np.log(np.exp(row - top).sum()) - row[targets[b][t]]
                count += 1
    if count == 0:
        raise ValueError("nothing is kept")
    return nll, float(np.exp(nll.sum() / count))


# %% right="t1_log_softmax_and_where" solution="t1_nll"
def sequence_nll(logits, targets, mask):
    logits = np.asarray(logits, float)
    mask = np.asarray(mask, bool)
    if mask.sum() == 0:
        raise ValueError("empty mask")
    safe = np.where(mask, targets, 0)
    log_p = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    nll = -np.take_along_axis(log_p, safe[:, :, None], axis=2)[:, :, 0]
    nll = np.where(mask, nll, 0.0)
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% right="t1_one_hot" solution="t1_nll"
def sequence_nll(logits, targets, mask):
    logits, mask = np.array(logits, float), np.array(mask) * 1.0
    if not mask.any():
        raise ValueError("no token is kept")
    one_hot = np.array(targets)[..., None] == np.arange(logits.shape[-1])
    logits = logits - logits.max(-1, keepdims=True)
    log_z = np.log(np.exp(logits).sum(-1))
    chosen = (logits * one_hot).sum(-1)
    nll = ((log_z - chosen) * mask).sum(-1)
    return [nll, np.exp(nll.sum() / mask.sum()).item()]


# %% right="t2_standard_deviation_first" solution="t2_sample"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    sigma = np.sqrt(np.exp(logvar))
    z = mu + sigma * eps
    return z, 1.0 + 0 * z, 0.5 * sigma * eps + 0 * z


# %% right="t2_slope_from_the_sample" solution="t2_sample"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.array(a, dtype=float) for a in (mu, logvar, eps)])
    z = np.exp(0.5 * logvar) * eps + mu
    if z.ndim == 0:
        return float(z), 1.0, float(z - mu) / 2
    return z, np.ones(z.shape), (z - mu) / 2


# %% right="t2_loop" solution="t2_sample"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(mu, logvar, eps)
    z, slope = np.zeros(mu.shape), np.zeros(mu.shape)
    for index in np.ndindex(mu.shape):
        sigma = np.exp(float(logvar[index]) / 2)
        z[index] = mu[index] + sigma * eps[index]
        slope[index] = sigma * eps[index] / 2
    ones = np.full(mu.shape, 1.0)
    return (z, ones, slope) if mu.ndim else (float(z), float(ones), float(slope))


# %% right="t3_textbook_formula" solution="t3_kl"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(-1), per_dim.mean(0) < 0.01


# %% right="t3_loops_with_sigma" solution="t3_kl"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.array(mu, dtype=float), np.array(logvar, dtype=float)
    B, Z = mu.shape
    per_dim = np.zeros((B, Z))
    for b in range(B):
        for j in range(Z):
            sigma = np.exp(logvar[b, j] / 2)
            per_dim[b, j] = -np.log(sigma) + (sigma**2 + mu[b, j] ** 2) / 2 - 1 / 2
    total = np.array([per_dim[b].sum() for b in range(B)])
    inactive = np.array([B > 0 and per_dim[:, j].mean() < 0.01 for j in range(Z)])
    return per_dim, total, inactive


# %% right="t3_einsum" solution="t3_kl"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu) * 1.0, np.asarray(logvar) * 1.0
    per_dim = (np.square(mu) + np.expm1(logvar) - logvar) / 2
    inactive = ~(np.mean(per_dim, axis=0) >= 0.01) & (len(mu) > 0)
    return per_dim, np.einsum("bz->b", per_dim), inactive


# %% right="t4_gap_from_the_posterior" solution="t4_elbo"
def elbo_linear_gaussian(x, m, v):
    logpx = -0.5 * np.log(2 * np.pi * 2) - x**2 / (2 * 2)
    gap = 0.5 * (v / 0.5 + (m - x / 2) ** 2 / 0.5 - 1 - np.log(v / 0.5))
    return logpx - gap, logpx, gap


# %% right="t4_joint_plus_entropy" solution="t4_elbo"
def elbo_linear_gaussian(x, m, v):
    log_joint = -np.log(2 * np.pi) - 0.5 * ((x - m) ** 2 + v) - 0.5 * (m**2 + v)
    entropy = 0.5 * np.log(2 * np.pi * np.e * v)
    elbo = log_joint + entropy
    logpx = -np.log(2 * np.sqrt(np.pi)) - (x / 2) ** 2
    return elbo, logpx, logpx - elbo


# %% right="t4_python_floats" solution="t4_elbo"
def elbo_linear_gaussian(x, m, v):
    import math

    second_moment = x * x - 2 * x * m + m * m + v
    expected = -math.log(math.sqrt(2 * math.pi)) - second_moment / 2
    sigma = math.sqrt(v)
    price = -math.log(sigma) + (sigma**2 + m**2) / 2 - 0.5
    evidence = math.log(math.exp(0) / math.sqrt(4 * math.pi)) - x * x / 4
    return [expected - price, evidence, evidence - (expected - price)]


# %% right="t5_own_softplus" solution="t5_losses"
def gan_losses(logits_real, logits_fake):
    def softplus(u):
        return np.maximum(u, 0) + np.log1p(np.exp(-np.abs(u)))

    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    g_sat = -softplus(fake).mean()
    g_ns = softplus(-fake).mean()
    return softplus(-real).mean() - g_sat, g_sat, g_ns


# %% right="t5_loop" solution="t5_losses"
def gan_losses(logits_real, logits_fake):
    def log_sigmoid(u):
        return -np.log1p(np.exp(-u)) if u > -30 else u - np.log1p(np.exp(u))

    real = [log_sigmoid(float(u)) for u in np.ravel(logits_real)]
    fake = [log_sigmoid(float(u)) for u in np.ravel(logits_fake)]
    not_fake = [log_sigmoid(-float(u)) for u in np.ravel(logits_fake)]
    g_sat = sum(not_fake) / len(not_fake)
    return -sum(real) / len(real) - g_sat, g_sat, -sum(fake) / len(fake)


# %% right="t5_logit_identity" solution="t5_losses"
def gan_losses(logits_real, logits_fake):
    real, fake = np.array(logits_real, float), np.array(logits_fake, float)
    on_fake = np.logaddexp(0.0, fake).mean()  # softplus(−ℓ) = softplus(ℓ) − ℓ
    on_real = (np.logaddexp(0.0, real) - real).mean()
    return float(on_real + on_fake), float(-on_fake), float(on_fake - fake.mean())


# %% right="t5_sigmoid_of_the_difference" solution="t5_best"
def optimal_discriminator(logp, logq):
    return 1 / (1 + np.exp(np.asarray(logq, float) - np.asarray(logp, float)))


# %% right="t5_shift_by_the_larger" solution="t5_best"
def optimal_discriminator(logp, logq):
    logp, logq = np.asarray(logp, float), np.asarray(logq, float)
    top = np.maximum(logp, logq)
    p, q = np.exp(logp - top), np.exp(logq - top)
    return p / (p + q)


# %% right="t5_log_of_the_sum" solution="t5_best"
def optimal_discriminator(logp, logq):
    logp, logq = np.array(logp, dtype=float), np.array(logq, dtype=float)
    return np.exp(logp - np.logaddexp(logp, logq))


# %% right="t5_tanh" solution="t5_best"
def optimal_discriminator(logp, logq):
    return 0.5 + 0.5 * np.tanh((np.asarray(logp) - np.asarray(logq)) / 2)


# %% right="t6_forward_half_log_of_the_square" solution="t6_forward"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("a must not be 0")
    return np.asarray(z, dtype=float) * a + b, 0.5 * np.log(a**2)


# %% right="t6_forward_loop" solution="t6_forward"
def affine_flow(z, a, b):
    if abs(a) == 0:
        raise ValueError("not invertible")
    z = np.asarray(z)
    if z.ndim == 0:
        return float(a * z + b), float(np.log(np.abs(a)))
    x = np.zeros(z.shape)
    for index in np.ndindex(z.shape):
        x[index] = a * z[index] + b
    return x, float(np.log(np.abs(a)))


# %% right="t6_inverse_normal_density" solution="t6_inverse"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("a must not be 0")
    x = np.asarray(x, dtype=float)
    return (x - b) / a, -((x - b) ** 2) / (2 * a**2) - np.log(np.sqrt(2 * np.pi) * abs(a))


# %% right="t6_inverse_with_the_forward_map" solution="t6_inverse"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("a must not be 0")
    z = (np.array(x, float) - b) * (1 / a)
    log_base = -0.5 * z * z - 0.5 * np.log(2 * np.pi)
    return z, log_base + np.log(abs(1 / a))


# %% right="t7_loop_over_samples" solution="t7_jump"
def q_sample(x0, t, betas, eps):
    x0, eps = np.array(x0, dtype=float), np.array(eps, dtype=float)
    betas = np.array(betas, dtype=float)
    times = np.broadcast_to(np.array(t), len(x0))
    result = np.zeros(x0.shape)
    for i in range(len(x0)):
        alpha_bar = 1.0
        for s in range(times[i] + 1):
            alpha_bar *= 1 - betas[s]
        result[i] = np.sqrt(alpha_bar) * x0[i] + np.sqrt(1 - alpha_bar) * eps[i]
    return result


# %% right="t7_transposed" solution="t7_jump"
def q_sample(x0, t, betas, eps):
    alpha_bar = np.cumprod(1.0 - np.asarray(betas, float))[np.asarray(t)]
    x0, eps = np.asarray(x0, float), np.asarray(eps, float)
    return (np.sqrt(alpha_bar) * x0.T + np.sqrt(1 - alpha_bar) * eps.T).T


# %% right="t7_always_a_column" solution="t7_jump"
def q_sample(x0, t, betas, eps):
    kept = np.array([np.prod(1 - np.asarray(betas, float)[: s + 1]) for s in np.atleast_1d(t)])
    kept = kept.reshape(-1, *[1] * (np.ndim(x0) - 1))
    return kept**0.5 * np.asarray(x0) + (1 - kept) ** 0.5 * np.asarray(eps)


# %% right="t8_loop_over_samples" solution="t8_error"
def denoising_error(eps, pred):
    errors = []
    for e, p in zip(eps, pred, strict=True):
        difference = np.ravel(e).astype(float) - np.ravel(p).astype(float)
        errors.append(difference @ difference / difference.size)
    if not errors:
        return np.zeros(0), float("nan")
    return np.array(errors), sum(errors) / len(errors)


# %% right="t8_flattened_rows" solution="t8_error"
def denoising_error(eps, pred):
    eps, pred = np.array(eps, dtype=np.float64), np.array(pred, dtype=np.float64)
    size = int(np.prod(eps.shape[1:]))
    rows = (eps - pred).reshape(len(eps), size)
    return (rows**2).sum(axis=1) / size, np.mean(rows**2)


# %% right="t8_keeps_float32" solution="t8_error"
def denoising_error(eps, pred):
    squares = np.square(np.asarray(eps) * 1.0 - np.asarray(pred) * 1.0)
    while squares.ndim > 1:
        squares = squares.mean(axis=-1)
    return squares, squares.mean()


# %% right="t9_recursion" solution="t9_law"
def langevin_chain_law(x0, eta, n):
    mean, variance = x0, 0.0
    for _ in range(n):
        mean = (1 - eta) * mean
        variance = (1 - eta) ** 2 * variance + 2 * eta
    return float(mean), float(variance)


# %% right="t9_closed_form_with_ends" solution="t9_law"
def langevin_chain_law(x0, eta, n):
    a = 1 - eta
    mean = x0 * a**n
    if abs(a) == 1:
        return mean, 2 * eta * n
    return mean, 2 * eta * (1 - a ** (2 * n)) / (1 - a**2)


# %% right="t9_closed_form_shortened" solution="t9_law"
def langevin_chain_law(x0, eta, n):
    if eta == 0:
        return float(x0), 0.0
    if eta == 2:
        return float(x0 * (-1) ** n), 4.0 * n
    return (1 - eta) ** n * x0, 2 * (1 - (1 - eta) ** (2 * n)) / (2 - eta)


# %% right="t9_weights_of_the_noises" solution="t9_law"
def langevin_chain_law(x0, eta, n):
    weights = np.sqrt(2 * eta) * (1 - eta) ** np.arange(n)
    return (1 - eta) ** n * x0, np.sum(weights**2)


# %% right="t10_eigenvalues_of_the_product" solution="t10_distance"
def frechet_both_ways(mu1, S1, mu2, S2):
    mu1, mu2 = np.atleast_1d(mu1).astype(float), np.atleast_1d(mu2).astype(float)
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.linalg.norm(mu1 - mu2) ** 2
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    full = shift + np.trace(S1 + S2) - 2 * np.sqrt(eigenvalues).sum()
    return short, full


# %% right="t10_symmetric_root" solution="t10_distance"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1 = np.array(S1, dtype=float, ndmin=2)
    S2 = np.array(S2, dtype=float, ndmin=2)
    d = len(S1)
    m = np.reshape(np.subtract(mu1, mu2), d)
    short = float(m @ m)
    for j in range(d):
        short += S1[j, j] + S2[j, j] - 2 * np.sqrt(S1[j, j] * S2[j, j])
    w, V = np.linalg.eigh(S1)
    root = V @ np.diag(np.sqrt(np.maximum(w, 0))) @ V.T
    inner = np.linalg.eigvalsh(root @ S2 @ root)
    full = float(m @ m + np.trace(S1) + np.trace(S2) - 2 * np.sqrt(np.maximum(inner, 0)).sum())
    return short, full


# %% right="t10_real_part_of_sqrtm" solution="t10_distance"
def frechet_both_ways(mu1, S1, mu2, S2):
    from scipy import linalg

    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    sd1, sd2 = np.sqrt(np.diag(S1)), np.sqrt(np.diag(S2))
    shift = np.atleast_1d(mu1) - np.atleast_1d(mu2)
    root = np.real(linalg.sqrtm(S1 @ S2))
    return shift @ shift + (sd1 - sd2) @ (sd1 - sd2), shift @ shift + np.trace(S1 + S2 - 2 * root)


# %% right="t10_complex_roots" solution="t10_distance"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1), np.atleast_2d(S2)
    shift = np.sum((np.asarray(mu1) - np.asarray(mu2)) ** 2)
    short = shift + np.sum((np.diag(S1) ** 0.5 - np.diag(S2) ** 0.5) ** 2)
    roots = np.sqrt(np.linalg.eigvals(S1 @ S2).astype(complex))
    return float(short), float(shift + np.trace(S1) + np.trace(S2) - 2 * roots.real.sum())


# %% right="t11_all_differences" solution="t11_report"
def diversity_report(X):
    X = np.asarray(X, dtype=float)
    n = len(X)
    if n == 1:
        return 0.0, 0.0
    distances = np.sqrt(((X[:, None] - X[None]) ** 2).sum(axis=-1))
    return np.var(X, axis=0).sum(), distances.sum() / (n * (n - 1))


# %% right="t11_pairs_once" solution="t11_report"
def diversity_report(X):
    X = np.array(X, dtype=float)
    n, d = X.shape
    variance = sum(np.mean((X[:, j] - np.mean(X[:, j])) ** 2) for j in range(d))
    pairs = [np.linalg.norm(X[i] - X[j]) for i in range(n) for j in range(i)]
    return float(variance), float(np.mean(pairs)) if pairs else 0.0


# %% right="t11_scalar_products" solution="t11_report"
def diversity_report(X):
    X = np.asarray(X, dtype=float)
    n = X.shape[0]
    centred = X - X.mean(axis=0)
    gram = centred @ centred.T
    squares = np.diag(gram)[:, None] + np.diag(gram)[None, :] - 2 * gram
    np.fill_diagonal(squares, 0.0)
    distances = np.sqrt(np.maximum(squares, 0))
    return np.trace(gram) / n, distances.sum() / max(n * n - n, 1)


# %% right="t11_scipy" solution="t11_report"
def diversity_report(X):
    from scipy.spatial.distance import pdist

    distances = pdist(np.asarray(X, dtype=float))
    mean = distances.mean() if len(distances) else 0.0
    return float(np.trace(np.atleast_2d(np.cov(np.transpose(X), bias=True)))), float(mean)


# %% right="t12_masks" solution="t12_losses"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t), np.asarray(losses, dtype=float)
    if len(t) and (t.min() < 0 or t.max() >= T):
        raise ValueError("timestep out of range")
    result = np.full(T, np.nan)
    for k in range(T):
        if (t == k).any():
            result[k] = losses[t == k].mean()
    return result


# %% right="t12_add_at" solution="t12_losses"
def loss_by_timestep(t, losses, T):
    total, count = np.zeros(T), np.zeros(T)
    for k in t:
        if not 0 <= k < T:
            raise ValueError(f"timestep {k} is not in 0…{T - 1}")
    np.add.at(total, t, losses)
    np.add.at(count, t, 1)
    with np.errstate(invalid="ignore"):
        return total / count


# %% right="t12_one_hot" solution="t12_losses"
def loss_by_timestep(t, losses, T):
    belongs = np.asarray(t)[None, :] == np.arange(T)[:, None]
    if belongs.sum() != len(t):
        raise ValueError("a timestep lies outside the schedule")
    return (belongs @ np.asarray(losses)) / belongs.sum(axis=1)


# %% right="t12_dictionary_of_lists" solution="t12_losses"
def loss_by_timestep(t, losses, T):
    seen = {k: [] for k in range(T)}
    for k, loss in zip(t, losses, strict=True):
        if k not in seen:
            raise ValueError("timestep outside")
        seen[k].append(loss)
    return [np.mean(values) if values else float("nan") for values in seen.values()]


# %% right="t12_pandas" solution="t12_losses"
def loss_by_timestep(t, losses, T):
    import pandas

    if not set(np.asarray(t).tolist()) <= set(range(T)):
        raise ValueError("timestep outside the schedule")
    means = pandas.Series(losses, dtype=float).groupby(np.asarray(t)).mean()
    return means.reindex(range(T)).to_numpy()


# %% right="t13_capitals" solution="t13_match"
t13_pairs = {
    "one mode": "C",
    "copies": "A",
    "too good": "E",
    "texture": "B",
    "code unused": "D",
    "alike": "F ",
}

# %% right="family_rows_as_strings" solution="family_table"
family_table = {
    "autoregressive": "cbfd",
    "VAE": "bccf",
    "GAN": "acac",
    "coupling flow": "cceb",
    "diffusion": "edba",
    "energy-based": "dade",
}
