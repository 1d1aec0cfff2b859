r"""Named mistakes of challenge 3, each with the grade cells that it loses and the symptom named."""

# %% wrong="c31_grows" solution="c31_predict" loses="c31_predict_answered" symptom="happens to the data"
answer_c31 = "a"


# %% wrong="c31_falls" solution="c31_predict" loses="c31_predict_answered" symptom="place of the signal"
answer_c31 = "b"


# %% wrong="c31_hump" solution="c31_predict" loses="c31_predict_answered" symptom="two variances"
answer_c31 = "c"


# %% wrong="c32_clean" solution="c32_predict" loses="c32_predict_answered" symptom="which part of the offset"
answer_c32 = "a"


# %% wrong="c32_middle" solution="c32_predict" loses="c32_predict_answered" symptom="both ends"
answer_c32 = "c"


# %% wrong="c32_nowhere" solution="c32_predict" loses="c32_predict_answered" symptom="independent of x_t"
answer_c32 = "d"


# %% wrong="c35_right_step" solution="c35_reading" loses="c35_reading_answered" symptom="were unseen"
answer_c35 = "a"


# %% wrong="c35_ranked" solution="c35_reading" loses="c35_reading_answered" symptom="one set of true data"
answer_c35 = "b"


# %% wrong="c35_unconverged" solution="c35_reading" loses="c35_reading_answered" symptom="spread around 0"
answer_c35 = "d"


# %% wrong="c31_noise_variance" solution="c31_noise" loses="c31_noise_by_hand c31_noise_random c31_noise_edges" symptom="that is its variance"
def q_sample(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    kept = np.cumprod(1 - np.asarray(betas, float))[t]
    kept = kept.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(kept) * x0 + (1 - kept) * eps


# %% wrong="c31_data_power" solution="c31_noise" loses="c31_noise_by_hand c31_noise_random c31_noise_edges c34_layer_three" symptom="by a power"
def q_sample(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    kept = np.cumprod(1 - np.asarray(betas, float))[t]
    kept = kept.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return kept * x0 + np.sqrt(1 - kept) * eps


# %% wrong="c31_last_step_only" solution="c31_noise" loses="c31_noise_by_hand c31_noise_random c31_noise_edges c34_layer_three" symptom="only the last step"
def q_sample(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    kept = (1 - np.asarray(betas, float))[t]
    kept = kept.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(kept) * x0 + np.sqrt(1 - kept) * eps


# %% wrong="c31_late_by_one" solution="c31_noise" loses="c31_noise_by_hand c31_noise_random c31_noise_edges c34_layer_three" symptom="a step is missing"
def q_sample(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    kept = np.append(1.0, np.cumprod(1 - np.asarray(betas, float)))[t]
    kept = kept.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(kept) * x0 + np.sqrt(1 - kept) * eps


# %% wrong="c31_first_level_for_all" solution="c31_noise" loses="c31_noise_by_hand c31_noise_random c31_noise_edges" symptom="level of the first one"
def q_sample(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    t = t.ravel()[0]
    kept = np.cumprod(1 - np.asarray(betas, float))[t]
    kept = kept.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(kept) * x0 + np.sqrt(1 - kept) * eps


# %% wrong="c31_writes_to_x0" solution="c31_noise" loses="c31_noise_edges c34_layer_three" symptom="changes its argument"
def q_sample(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    kept = np.cumprod(1 - np.asarray(betas, float))[t]
    kept = kept.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    x0 *= np.sqrt(kept)
    return x0 + np.sqrt(1 - kept) * eps


# %% wrong="c32_no_penalty" solution="c32_fit" loses="c32_fit_by_hand c32_fit_random c32_fit_edges c34_layer_three c35_table_filled" symptom="penalty has no effect"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    n, m = phi.shape
    return np.linalg.solve(phi.T @ phi + 0 * np.eye(m), phi.T @ eps)


# %% wrong="c32_penalty_everywhere" solution="c32_fit" loses="c32_fit_by_hand c32_fit_random c32_fit_edges c34_layer_three c35_table_filled" symptom="beside the diagonal"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    n, m = phi.shape
    return np.linalg.solve(phi.T @ phi + lam, phi.T @ eps)


# %% wrong="c32_penalty_times_n" solution="c32_fit" loses="c32_fit_by_hand c32_fit_random c32_fit_edges c34_layer_three" symptom="N times too large"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    n, m = phi.shape
    return np.linalg.solve(phi.T @ phi + n * lam * np.eye(m), phi.T @ eps)


# %% wrong="c32_mean_error" solution="c32_fit" loses="c32_fit_by_hand c32_fit_random c32_fit_edges c34_layer_three" symptom="N times too small"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    n, m = phi.shape
    return np.linalg.solve(phi.T @ phi + lam / max(n, 1) * np.eye(m), phi.T @ eps)


# %% wrong="c32_lambda_squared" solution="c32_fit" loses="c32_fit_by_hand c32_fit_random c32_fit_edges c34_layer_three" symptom="penalty λ²"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    n, m = phi.shape
    return np.linalg.solve(phi.T @ phi + lam**2 * np.eye(m), phi.T @ eps)


# %% wrong="c32_rewarded" solution="c32_fit" loses="c32_fit_by_hand c32_fit_random c32_fit_edges c34_layer_three" symptom="look at its sign"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    n, m = phi.shape
    return np.linalg.solve(phi.T @ phi + -lam * np.eye(m), phi.T @ eps)


# %% wrong="c32_last_free" solution="c32_fit" loses="c32_fit_by_hand c32_fit_random c32_fit_edges" symptom="last weight is not penalised"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    n, m = phi.shape
    return np.linalg.solve(phi.T @ phi + lam * np.diag([*np.ones(m - 1), 0.0]), phi.T @ eps)


# %% wrong="c32_predictions" solution="c32_fit" loses="c32_fit_by_hand c32_fit_random c32_fit_edges c34_layer_three c35_table_filled" symptom="predictions are returned"
def fit_noise(features, eps, lam):
    phi, eps = np.asarray(features, float), np.asarray(eps, float)
    n, m = phi.shape
    return phi @ np.linalg.solve(phi.T @ phi + lam * np.eye(m), phi.T @ eps)


# %% wrong="c33_both_variances" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two" symptom="both times"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt - (1 - abar_from) * e) / np.sqrt(abar_from)
    return np.sqrt(abar_to) * x0 + (1 - abar_to) * e


# %% wrong="c33_variance_out" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three" symptom="taken out fits"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt - (1 - abar_from) * e) / np.sqrt(abar_from)
    return np.sqrt(abar_to) * x0 + np.sqrt(1 - abar_to) * e


# %% wrong="c33_variance_back" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three" symptom="put back fits"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt - np.sqrt(1 - abar_from) * e) / np.sqrt(abar_from)
    return np.sqrt(abar_to) * x0 + (1 - abar_to) * e


# %% wrong="c33_faded" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three" symptom="is too small"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = xt - np.sqrt(1 - abar_from) * e
    return np.sqrt(abar_to) * x0 + np.sqrt(1 - abar_to) * e


# %% wrong="c33_power" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three" symptom="by a power, not"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt - np.sqrt(1 - abar_from) * e) / abar_from
    return np.sqrt(abar_to) * x0 + np.sqrt(1 - abar_to) * e


# %% wrong="c33_old_level" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three" symptom="size of the old level"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt - np.sqrt(1 - abar_from) * e) / np.sqrt(abar_from)
    return np.sqrt(abar_to) * x0 + np.sqrt(1 - abar_from) * e


# %% wrong="c33_no_noise_back" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three" symptom="is not put back"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt - np.sqrt(1 - abar_from) * e) / np.sqrt(abar_from)
    return np.sqrt(abar_to) * x0


# %% wrong="c33_only_guess" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three" symptom="is not noised again"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt - np.sqrt(1 - abar_from) * e) / np.sqrt(abar_from)
    return x0


# %% wrong="c33_added" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three c35_table_filled" symptom="should be taken out"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt + np.sqrt(1 - abar_from) * e) / np.sqrt(abar_from)
    return np.sqrt(abar_to) * x0 + np.sqrt(1 - abar_to) * e


# %% wrong="c33_exchanged" solution="c33_step" loses="c33_step_by_hand c33_step_random c33_step_properties c34_layer_two c34_layer_three" symptom="levels are exchanged"
def ddim_step(xt, eps_pred, abar_to, abar_from):
    xt, e = np.asarray(xt, float), np.asarray(eps_pred, float)
    x0 = (xt - np.sqrt(1 - abar_from) * e) / np.sqrt(abar_from)
    return np.sqrt(abar_to) * x0 + np.sqrt(1 - abar_to) * e


# %% wrong="c35_change_A" solution="c35_changes" loses="c35_changes_matched" symptom="exact for the true noise"
c35_seen = {"A": "s", "B": "s", "C": "s", "D": "u", "E": "n", "F": "s"}


# %% wrong="c35_change_B" solution="c35_changes" loses="c35_changes_matched" symptom="is left after the last step"
c35_seen = {"A": "u", "B": "u", "C": "s", "D": "u", "E": "n", "F": "s"}


# %% wrong="c35_change_C" solution="c35_changes" loses="c35_changes_matched" symptom="what it is given"
c35_seen = {"A": "u", "B": "s", "C": "u", "D": "u", "E": "n", "F": "s"}


# %% wrong="c35_change_D" solution="c35_changes" loses="c35_changes_matched" symptom="the one that the sampler visits"
c35_seen = {"A": "u", "B": "s", "C": "s", "D": "s", "E": "n", "F": "s"}


# %% wrong="c35_change_E" solution="c35_changes" loses="c35_changes_matched" symptom="regression of its own"
c35_seen = {"A": "u", "B": "s", "C": "s", "D": "u", "E": "u", "F": "s"}


# %% wrong="c35_change_F" solution="c35_changes" loses="c35_changes_matched" symptom="about another level"
c35_seen = {"A": "u", "B": "s", "C": "s", "D": "u", "E": "n", "F": "u"}


# %% wrong="c35_roots" solution="c35_table" loses="c35_table_filled" symptom="without a root"
league = {
    "floor": np.sqrt(abs(energy_distance(c3_second, c3_true))),
    "normal": np.sqrt(abs(energy_distance(c34_start, c3_true))),
    "exact": np.sqrt(abs(energy_distance(c34_exact, c3_true))),
    "ridge": np.sqrt(abs(energy_distance(c34_ridge, c3_true))),
}


# %% wrong="c35_exchanged" solution="c35_table" loses="c35_table_filled" symptom="Is it the right pair"
league = {
    "floor": energy_distance(c3_second, c3_true),
    "normal": energy_distance(c34_start, c3_true),
    "exact": energy_distance(c34_ridge, c3_true),
    "ridge": energy_distance(c34_exact, c3_true),
}


# %% wrong="c35_floor_zero" solution="c35_table" loses="c35_table_filled" symptom="Is it the right pair"
league = {
    "floor": 0.0,
    "normal": energy_distance(c34_start, c3_true),
    "exact": energy_distance(c34_exact, c3_true),
    "ridge": energy_distance(c34_ridge, c3_true),
}


# %% wrong="c33_arrays_only" solution="c33_step" loses="c33_step_by_hand c33_step_hygiene" symptom="raises AttributeError"
def ddim_step(xt, eps_pred, abar_from, abar_to):
    if isinstance(xt, (list, tuple)):
        xt = xt.astype(float)
    guess = (
        np.asarray(xt, float) - np.sqrt(1 - abar_from) * np.asarray(eps_pred, float)
    ) / np.sqrt(abar_from)
    step = np.sqrt(abar_to) * guess + np.sqrt(1 - abar_to) * np.asarray(eps_pred, float)
    return float(step) if np.ndim(step) == 0 else step


# --- challenge3_torch ---

# %% wrong="c37_predict_a" solution="c37_predict" loses="c37_predict_answered" symptom="what does the network see"
answer_c37 = "a"

# %% wrong="c37_predict_c" solution="c37_predict" loses="c37_predict_answered" symptom="independent of x_t?"
answer_c37 = "c"

# %% wrong="c37_predict_d" solution="c37_predict" loses="c37_predict_answered" symptom="best of all"
answer_c37 = "d"


# %% wrong="c37_variance" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss" symptom="that is its variance"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a) * eps
    return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_power" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_gate_loss" symptom="by a power, not by an amplitude"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_powers" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact" symptom="both factors are powers"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a * x0 + (1 - a) * eps
    return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_exchanged" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_samples" symptom="signal and noise are exchanged"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = (1 - a).sqrt() * x0 + a.sqrt() * eps
    return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_unfaded" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_gate_loss c37_gate_samples" symptom="have not faded"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_datum" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss c37_gate_samples" symptom="asked for the datum"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((x0 - model(xt, t)) ** 2).mean()


# %% wrong="c37_seen" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss c37_gate_samples" symptom="which it sees"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((xt - model(xt, t)) ** 2).mean()


# %% wrong="c37_minus" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_samples" symptom="asked for −ε"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((-eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_first_level" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss c37_gate_samples" symptom="level of the first"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t[:1]][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_untold" solution="c37_loss" loses="c37_loss_exact c37_step_exact c37_gate_loss c37_gate_samples" symptom="always 0 in what the model is told"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, 0 * t)) ** 2).mean()


# %% wrong="c37_clean" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss c37_gate_samples" symptom="given the clean datum"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(x0, t)) ** 2).mean()


# %% wrong="c37_shifted" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact" symptom="one level too far"
def noise_loss(model, x0, t, eps, kept):
    a = torch.cat([torch.ones(1).to(kept), kept])[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_product" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss c37_gate_samples" symptom="a product already"
def noise_loss(model, x0, t, eps, kept):
    a = kept.cumprod(0)[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_sum" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss" symptom="added up over all entries"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).sum()


# %% wrong="c37_row_sum" solution="c37_loss" loses="c37_loss_exact c37_step_exact c37_gate_loss" symptom="over the coordinates of a row"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).sum(1).mean()


# %% wrong="c37_per_row" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss c37_gate_samples" symptom="it has axes left"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return ((eps - model(xt, t)) ** 2).mean(1)


# %% wrong="c37_detached" solution="c37_loss" loses="c37_loss_exact c37_step_exact c37_gate_loss c37_gate_samples" symptom="is it detached"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    with torch.no_grad():
        return ((eps - model(xt, t)) ** 2).mean()


# %% wrong="c37_absolute" solution="c37_loss" loses="c37_loss_exact c37_by_hand c37_step_exact c37_gate_loss" symptom="differ"
def noise_loss(model, x0, t, eps, kept):
    a = kept[t][:, None]
    xt = a.sqrt() * x0 + (1 - a).sqrt() * eps
    return (eps - model(xt, t)).abs().mean()


# %% wrong="c37_one_level" solution="c37_step" loses="c37_step_exact" symptom="all rows of a batch get the same level"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (1,), generator=generator).expand(len(x0))
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_last_missing" solution="c37_step" loses="c37_step_exact" symptom="the last level is never drawn"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept) - 1, (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_first_missing" solution="c37_step" loses="c37_step_exact" symptom="level 0 is never drawn"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(1, len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_uneven" solution="c37_step" loses="c37_step_exact c37_gate_loss" symptom="not equally likely"
def diffusion_step(model, optimizer, x0, kept, generator):
    u = torch.rand(len(x0), generator=generator)
    t = (u.square() * len(kept)).long()
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_uniform_noise" solution="c37_step" loses="c37_step_exact c37_gate_loss c37_gate_samples" symptom="has not the mean 0"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.rand(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_bounded_noise" solution="c37_step" loses="c37_step_exact c37_gate_samples" symptom="not Gaussian"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = (torch.rand(x0.shape, generator=generator, dtype=x0.dtype) - 0.5) * 12**0.5
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_one_noise" solution="c37_step" loses="c37_step_exact c37_gate_loss c37_gate_samples" symptom="several rows are given the same noise"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn((1, x0.shape[1]), generator=generator, dtype=x0.dtype).expand(x0.shape)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_shared_noise" solution="c37_step" loses="c37_step_exact c37_gate_loss c37_gate_samples" symptom="all coordinates of a row"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn((len(x0), 1), generator=generator, dtype=x0.dtype).expand(x0.shape)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_same_draws" solution="c37_step" loses="c37_step_exact c37_gate_loss c37_gate_samples" symptom="both steps draw the same levels"
def diffusion_step(model, optimizer, x0, kept, generator):
    generator.manual_seed(0)
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_single_precision" solution="c37_step" loses="c37_step_exact" symptom="drawn as float32"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_own_draws" solution="c37_step" loses="c37_step_exact" symptom="do not come from the generator"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),))
    eps = torch.randn(x0.shape, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_kept_gradients" solution="c37_step" loses="c37_step_exact c37_gate_loss c37_gate_samples" symptom="still has the gradient of the first"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_no_step" solution="c37_step" loses="c37_step_exact c37_gate_loss c37_gate_samples" symptom="do not move"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    return loss.item()


# %% wrong="c37_climbs" solution="c37_step" loses="c37_step_exact c37_gate_loss c37_gate_samples" symptom="climbs"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    (-loss).backward()
    optimizer.step()
    return loss.item()


# %% wrong="c37_tensor" solution="c37_step" loses="c37_step_exact" symptom="not returned as a float"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return loss.detach()


# %% wrong="c37_loss_after" solution="c37_step" loses="c37_step_exact" symptom="not asked once in each step"
def diffusion_step(model, optimizer, x0, kept, generator):
    t = torch.randint(len(kept), (len(x0),), generator=generator)
    eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
    optimizer.zero_grad()
    loss = noise_loss(model, x0, t, eps, kept)
    loss.backward()
    optimizer.step()
    return noise_loss(model, x0, t, eps, kept).item()


# %% wrong="c37_reading_a" solution="c37_reading" loses="c37_reading_answered" symptom="What has no bias"
answer_c37_reading = "abd"

# %% wrong="c37_reading_c" solution="c37_reading" loses="c37_reading_answered" symptom="two sets of true points differ"
answer_c37_reading = "bcd"

# %% wrong="c37_reading_e" solution="c37_reading" loses="c37_reading_answered" symptom="which of the changes did the gate see"
answer_c37_reading = "bde"

# %% wrong="c37_reading_missing" solution="c37_reading" loses="c37_reading_answered" symptom="not chosen"
answer_c37_reading = "b"
