r"""Named mistakes of the theory lab, each with the grade cells that it loses and its symptom."""

# %% wrong="t1_predict_mean_of_perplexities" solution="t1_predict" loses="t1_predict_answered" symptom="exponentials"
answer_t1 = "a"

# %% wrong="t1_predict_weighted_perplexities" solution="t1_predict" loses="t1_predict_answered" symptom="log-losses"
answer_t1 = "b"

# %% wrong="t1_predict_sequences_weigh_the_same" solution="t1_predict" loses="t1_predict_answered" symptom="weighs as much"
answer_t1 = "d"


# %% wrong="t1_naive_softmax" solution="t1_nll" loses="t1_edges" symptom="for logits of size 10⁴"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    p = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    safe = np.where(mask, targets, 0)
    nll = -np.log(np.take_along_axis(p, safe[..., None], axis=-1)[..., 0]) * mask
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_one_maximum_for_all" solution="t1_nll" loses="t1_edges" symptom="for logits of size 10⁴"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    weights = np.exp(logits - logits.max())
    p = weights / weights.sum(axis=-1, keepdims=True)
    safe = np.where(mask, targets, 0)
    nll = np.where(mask, -np.log(np.take_along_axis(p, safe[..., None], axis=-1)[..., 0]), 0)
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_log_of_clipped_softmax" solution="t1_nll" loses="t1_edges" symptom="for logits of size 10⁴"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
    p = weights / weights.sum(axis=-1, keepdims=True)
    safe = np.where(mask, targets, 0)
    chosen = np.take_along_axis(p, safe[..., None], axis=-1)[..., 0]
    nll = np.where(mask, -np.log(np.maximum(chosen, 1e-12)), 0)
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_softmax_over_time" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="over the positions"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    safe = np.where(mask, targets, 0)
    nll = -np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_mask_ignored" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="the mask has no effect"
def sequence_nll(logits, targets, mask):
    logits, targets = np.asarray(logits, float), np.asarray(targets)
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    nll = -np.take_along_axis(log_p, targets[..., None], axis=-1)[..., 0]
    return nll.sum(axis=1), np.exp(nll.mean())


# %% wrong="t1_mask_upside_down" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="upside down"
def sequence_nll(logits, targets, mask):
    logits, padding = np.asarray(logits, float), np.asarray(mask, bool)
    if padding.all():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(padding, 0, targets)
    nll = -np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * ~padding
    return nll.sum(axis=1), np.exp(nll.sum() / np.sum(~padding))


# %% wrong="t1_most_likely_token" solution="t1_nll" loses="t1_random t1_edges" symptom="not the one that came"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    nll = -log_p.max(axis=-1) * mask
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_shifted_by_one" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="the logits of another place"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float)[:, :-1], np.asarray(mask, bool)[:, 1:]
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, np.asarray(targets)[:, 1:], 0)
    nll = -np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_masked_logits" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="still costs log V"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits * mask[..., None]
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, targets, 0)
    nll = -np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0]
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_mean_per_sequence" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="the task asks for the sum"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, targets, 0)
    nll = -np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1) / np.maximum(mask.sum(axis=1), 1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_perplexities_averaged" solution="t1_nll" loses="t1_random t1_edges t1_properties" symptom="perplexities of the sequences are averaged"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, targets, 0)
    nll = (-np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask).sum(axis=1)
    return nll, np.mean(np.exp(nll / np.maximum(mask.sum(axis=1), 1)))


# %% wrong="t1_sequences_weigh_the_same" solution="t1_nll" loses="t1_random t1_edges t1_properties" symptom="however short it is"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, targets, 0)
    nll = (-np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask).sum(axis=1)
    return nll, np.exp(np.mean(nll / np.maximum(mask.sum(axis=1), 1)))


# %% wrong="t1_divides_by_all_places" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="padding counts in the denominator"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, targets, 0)
    nll = -np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1), np.exp(nll.mean())


# %% wrong="t1_divides_by_sequences" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="per sequence, not per token"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, targets, 0)
    nll = (-np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask).sum(axis=1)
    return nll, np.exp(nll.mean())


# %% wrong="t1_base_two" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="which base has the logarithm"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = (logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))) / np.log(2)
    safe = np.where(mask, targets, 0)
    nll = -np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1), 2 ** (nll.sum() / mask.sum())


# %% wrong="t1_log_likelihood" solution="t1_nll" loses="t1_by_hand t1_random t1_edges t1_properties" symptom="the sign is wrong"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, targets, 0)
    log_p = np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask
    return log_p.sum(axis=1), np.exp(-log_p.sum() / mask.sum())


# %% wrong="t1_no_softmax" solution="t1_nll" loses="t1_random t1_edges t1_properties" symptom="as if they were log-probabilities"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    safe = np.where(mask, targets, 0)
    nll = -np.take_along_axis(logits, safe[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_nothing_kept_gives_nan" solution="t1_nll" loses="t1_edges" symptom="asks for a ValueError"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    safe = np.where(mask, targets, 0)
    nll = -np.take_along_axis(log_p, safe[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_looks_up_padding" solution="t1_nll" loses="t1_edges" symptom="raises IndexError"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if not mask.any():
        raise ValueError("empty")
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    nll = -np.take_along_axis(log_p, np.asarray(targets)[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_writes_into_targets" solution="t1_nll" loses="t1_properties" symptom="changes its argument number 2"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    targets = np.asarray(targets)
    if not mask.any():
        raise ValueError("empty")
    targets[~mask] = 0
    logits = logits - logits.max(axis=-1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    nll = -np.take_along_axis(log_p, targets[..., None], axis=-1)[..., 0] * mask
    return nll.sum(axis=1), np.exp(nll.sum() / mask.sum())


# %% wrong="t1_hard_coded" solution="t1_nll" loses="t1_random t1_edges t1_properties" symptom="where the task asks for"
def sequence_nll(logits, targets, mask):
    if np.all(mask):
        return np.array([2.407946]), 1.825742
    return np.array([1.203973]), 1.825742


# %% wrong="t2_variance_as_spread" solution="t2_sample" loses="t2_by_hand t2_random t2_edges" symptom="the spread grows like σ²"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    spread = np.exp(logvar) * eps
    return mu + spread, np.ones_like(mu)[()], spread


# %% wrong="t2_logvar_as_spread" solution="t2_sample" loses="t2_by_hand t2_random t2_edges" symptom="it is a logarithm"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    return mu + logvar * eps, np.ones_like(mu)[()], eps * 1.0


# %% wrong="t2_precision_as_spread" solution="t2_sample" loses="t2_by_hand t2_random t2_edges" symptom="shrinks where logvar grows"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    spread = np.exp(-0.5 * logvar) * eps
    return mu + spread, np.ones_like(mu)[()], -0.5 * spread


# %% wrong="t2_minus" solution="t2_sample" loses="t2_by_hand t2_random t2_edges" symptom="with the other sign"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    spread = np.exp(logvar / 2) * eps
    return mu - spread, np.ones_like(mu)[()], -spread / 2


# %% wrong="t2_places_exchanged" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="have changed places"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    sigma = np.exp(logvar / 2)
    return sigma + mu * eps, eps * 1.0, sigma / 2


# %% wrong="t2_own_noise" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="draw its own randomness"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    spread = np.exp(logvar / 2) * np.random.normal(size=mu.shape)
    return mu + spread, np.ones_like(mu)[()], spread / 2


# %% wrong="t2_slope_in_log_sigma" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="that is the slope in log σ"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    spread = np.exp(logvar / 2) * eps
    return mu + spread, np.ones_like(mu)[()], spread


# %% wrong="t2_slope_in_sigma" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="that is the slope in σ"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    return mu + np.exp(logvar / 2) * eps, np.ones_like(mu)[()], eps * 1.0


# %% wrong="t2_slope_without_noise" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="does not depend on the noise"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    sigma = np.exp(logvar / 2)
    return mu + sigma * eps, np.ones_like(mu)[()], sigma / 2


# %% wrong="t2_slope_without_spread" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="does not depend on the spread"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    return mu + np.exp(logvar / 2) * eps, np.ones_like(mu)[()], eps / 2


# %% wrong="t2_finite_differences" solution="t2_sample" loses="t2_random t2_edges" symptom="a finite difference only comes near"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])

    def sample(logvar):
        return mu + np.exp(logvar / 2) * eps

    slope = (sample(logvar + 1e-6) - sample(logvar)) / 1e-6
    return sample(logvar), np.ones_like(mu)[()], slope


# %% wrong="t2_mean_does_not_move" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="does not follow its mean"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    spread = np.exp(logvar / 2) * eps
    return mu + spread, np.zeros_like(mu)[()], spread / 2


# %% wrong="t2_slope_in_mu_is_a_number" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="more axes are reduced"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    spread = np.exp(logvar / 2) * eps
    return mu + spread, 1.0, spread / 2


# %% wrong="t2_no_broadcast_of_ones" solution="t2_sample" loses="t2_edges" symptom="for a row that broadcasts"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    spread = np.exp(logvar / 2) * eps
    return mu + spread, np.ones(mu.shape)[()], spread / 2


# %% wrong="t2_summed_gradients" solution="t2_sample" loses="t2_by_hand t2_random t2_slopes t2_edges" symptom="more axes are reduced"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    spread = np.exp(logvar / 2) * eps
    return mu + spread, np.ones_like(mu).sum(axis=0), (spread / 2).sum(axis=0)


# %% wrong="t2_noise_from_the_sample" solution="t2_sample" loses="t2_edges" symptom="for logvar = −inf"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, logvar, eps = np.broadcast_arrays(*[np.asarray(a, float) for a in (mu, logvar, eps)])
    sigma = np.exp(logvar / 2)
    z = mu + sigma * eps
    return z, np.ones_like(mu)[()], 0.5 * (z - mu) / sigma * sigma


# %% wrong="t2_writes_into_mu" solution="t2_sample" loses="t2_edges" symptom="changes its argument number 1"
def reparameterize_with_gradients(mu, logvar, eps):
    mu, spread = np.asarray(mu), np.exp(np.asarray(logvar, float) / 2) * np.asarray(eps, float)
    if mu.ndim and mu.shape == spread.shape and mu.dtype == float:
        mu += spread
        z = mu
    else:
        z = mu + spread
    return z, np.ones_like(z)[()], 0 * z + spread / 2


# %% wrong="t2_hard_coded" solution="t2_sample" loses="t2_random t2_slopes t2_edges" symptom="where the task asks for"
def reparameterize_with_gradients(mu, logvar, eps):
    if len(mu) == 2:
        return np.array([0.625730, -0.280126]), np.ones(2), np.array([0.062865, -0.040063])
    return np.array([6.0]), np.array([1.0]), np.array([3.0])


# %% wrong="t3_predict_mean_decides" solution="t3_predict" loses="t3_predict_answered" symptom="by its width"
answer_t3 = "a"

# %% wrong="t3_predict_kl_is_information" solution="t3_predict" loses="t3_predict_answered" symptom="tell two x apart"
answer_t3 = "b"

# %% wrong="t3_predict_inactive" solution="t3_predict" loses="t3_predict_answered" symptom="What does the width cost"
answer_t3 = "c"


# %% wrong="t3_missing_half" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive" symptom="exactly twice too large"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = np.exp(logvar) + mu**2 - 1 - logvar
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_negative" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="the sign is wrong"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = -0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_logvar_as_log_std" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive" symptom="read as log σ"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(2 * logvar) + mu**2 - 1 - 2 * logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_logvar_as_variance" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="grow exponentially"
def kl_per_dimension(mu, logvar):
    mu, var = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (var + mu**2 - 1 - np.log(np.abs(var) + 1e-12))
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_missing_exp" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="the variance enters by its logarithm"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (logvar + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_other_direction" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive" symptom="other direction"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * ((1 + mu**2) / np.exp(logvar) - 1 + logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_mean_not_squared" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive" symptom="by its size"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + np.abs(mu) - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_plus_logvar" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="charged twice"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 + logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_no_logvar" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="the logarithm of the variance is missing"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_batch_averaged" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="keep one price per sample"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = (0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)).mean(axis=0)
    return per_dim, per_dim.sum(), per_dim < 0.01


# %% wrong="t3_mean_over_dimensions" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="averages over the latent dimensions"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.mean(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_sum_over_batch" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="over the batch"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=0), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_sum_over_everything" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="mixes the samples"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_marks_active" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive" symptom="marks the dimensions that are in use"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.mean(axis=0) >= 0.01


# %% wrong="t3_batch_sum_decides" solution="t3_kl" loses="t3_inactive" symptom="would wake a dimension"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01


# %% wrong="t3_largest_decides" solution="t3_kl" loses="t3_inactive" symptom="rescues the dimension"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), np.all(per_dim < 0.01, axis=0)


# %% wrong="t3_smallest_decides" solution="t3_kl" loses="t3_inactive" symptom="condemns the dimension"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), np.any(per_dim < 0.01, axis=0)


# %% wrong="t3_verdict_per_sample" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive" symptom="verdict per sample"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), per_dim < 0.01


# %% wrong="t3_mean_must_move" solution="t3_kl" loses="t3_inactive" symptom="watches how μ varies"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), (mu.var(axis=0) < 0.01) & (len(mu) > 1)


# %% wrong="t3_threshold_of_a_tenth" solution="t3_kl" loses="t3_inactive" symptom="the threshold is another one"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.mean(axis=0) < 0.1


# %% wrong="t3_indices" solution="t3_kl" loses="t3_by_hand t3_random t3_inactive t3_properties" symptom="where the task asks for"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), np.flatnonzero(per_dim.mean(axis=0) < 0.01)


# %% wrong="t3_zeros_and_ones" solution="t3_kl" loses="t3_properties" symptom="not of type bool"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    per_dim = 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), np.where(per_dim.mean(axis=0) < 0.01, 1, 0)


# %% wrong="t3_writes_into_mu" solution="t3_kl" loses="t3_properties" symptom="changes its argument number 1"
def kl_per_dimension(mu, logvar):
    mu, logvar = np.asarray(mu), np.asarray(logvar, float)
    if mu.dtype == float:
        mu **= 2
    else:
        mu = mu.astype(float) ** 2
    per_dim = 0.5 * (np.exp(logvar) + mu - 1 - logvar)
    return per_dim, per_dim.sum(axis=1), per_dim.sum(axis=0) < 0.01 * len(mu)


# %% wrong="t3_hard_coded" solution="t3_kl" loses="t3_random t3_inactive t3_properties" symptom="where the task asks for"
def kl_per_dimension(mu, logvar):
    return np.array([[0.125, 0.20393972]]), np.array([0.32893972]), np.array([False, False])


# %% wrong="t4_predict_prior" solution="t4_predict" loses="t4_predict_answered" symptom="has not looked at the datum"
answer_t4 = "a"

# %% wrong="t4_predict_likelihood" solution="t4_predict" loses="t4_predict_answered" symptom="the other half"
answer_t4 = "c"

# %% wrong="t4_predict_width" solution="t4_predict" loses="t4_predict_answered" symptom="the width is not"
answer_t4 = "d"


# %% wrong="t4_spread_of_z_forgotten" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="q is a cloud"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2) - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_constant_missing" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="the one that normalises"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * ((x - m) ** 2 + v) - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_half_of_the_error_missing" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="lost its ½"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * np.log(2 * np.pi) - (x - m) ** 2 - v - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_half_of_the_kl_missing" solution="t4_elbo" loses="t4_random t4_properties t4_edges" symptom="the KL has lost its ½"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_kl_added" solution="t4_elbo" loses="t4_random t4_properties t4_edges" symptom="a reward in yours"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) + 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_kl_forgotten" solution="t4_elbo" loses="t4_random t4_properties t4_edges" symptom="there is no KL in it"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v)
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_kl_other_direction" solution="t4_elbo" loses="t4_random t4_properties t4_edges" symptom="directions exchanged"
def elbo_linear_gaussian(x, m, v):
    kl = 0.5 * ((1 + m**2) / v - 1 + np.log(v))
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - kl
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_v_as_standard_deviation" solution="t4_elbo" loses="t4_random t4_properties t4_edges" symptom="v is read as a standard deviation"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v**2)
    elbo -= 0.5 * (v**2 + m**2 - 1 - np.log(v**2))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_v_as_logarithm" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="v is read as a logarithm"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + np.exp(v))
    elbo -= 0.5 * (np.exp(v) + m**2 - 1 - v)
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_loss_instead_of_bound" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="elbo: the sign is wrong"
def elbo_linear_gaussian(x, m, v):
    loss = 0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) + 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return loss, logpx, logpx + loss


# %% wrong="t4_evidence_of_the_noise_alone" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="the spread of the noise alone"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * (np.log(2 * np.pi) + x**2)
    return elbo, logpx, logpx - elbo


# %% wrong="t4_evidence_with_std_two" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="is used as its standard deviation"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(2 * np.pi) - np.log(2) - 0.5 * (x / 2) ** 2
    return elbo, logpx, logpx - elbo


# %% wrong="t4_evidence_constant" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="does not fit the variance of x"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(2 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_likelihood_as_evidence" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="z has to be integrated out"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2)
    return elbo, logpx, logpx - elbo


# %% wrong="t4_gap_upside_down" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="which of the two numbers is the larger"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, elbo - logpx


# %% wrong="t4_gap_to_the_prior" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="distance of q to the prior"
def elbo_linear_gaussian(x, m, v):
    kl = 0.5 * (v + m**2 - 1 - np.log(v))
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - kl
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, kl


# %% wrong="t4_sampled" solution="t4_elbo" loses="t4_by_hand t4_random t4_properties t4_edges" symptom="draw its own randomness"
def elbo_linear_gaussian(x, m, v):
    z = m + np.sqrt(v) * np.random.default_rng().normal(size=100_000)
    reconstruction = np.mean(-0.5 * (np.log(2 * np.pi) + (x - z) ** 2))
    elbo = reconstruction - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_padded_logarithm" solution="t4_elbo" loses="t4_edges" symptom="for a narrow or a wide q"
def elbo_linear_gaussian(x, m, v):
    kl = 0.5 * (v + m**2 - 1 - np.log(v + 1e-10))
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - kl
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return elbo, logpx, logpx - elbo


# %% wrong="t4_zero_dimensional_arrays" solution="t4_elbo" loses="t4_edges" symptom="a 0-dimensional array"
def elbo_linear_gaussian(x, m, v):
    elbo = -0.5 * (np.log(2 * np.pi) + (x - m) ** 2 + v) - 0.5 * (v + m**2 - 1 - np.log(v))
    logpx = -0.5 * np.log(4 * np.pi) - x**2 / 4
    return np.array(elbo), np.array(logpx), np.array(logpx - elbo)


# %% wrong="t4_hard_coded" solution="t4_elbo" loses="t4_random t4_properties t4_edges" symptom="the value differs"
def elbo_linear_gaussian(x, m, v):
    return -1.918939, -1.515512, 0.403426


# %% wrong="t5_naive_logs" solution="t5_losses" loses="t5_certain" symptom="for a discriminator that is certain"
def gan_losses(logits_real, logits_fake):
    real = 1 / (1 + np.exp(-np.asarray(logits_real, float)))
    fake = 1 / (1 + np.exp(-np.asarray(logits_fake, float)))
    g_sat = np.mean(np.log(1 - fake))
    return -np.mean(np.log(real)) - g_sat, g_sat, -np.mean(np.log(fake))


# %% wrong="t5_padded_logs" solution="t5_losses" loses="t5_losses_random t5_certain" symptom="a small constant inside the logarithm"
def gan_losses(logits_real, logits_fake):
    real = 1 / (1 + np.exp(-np.asarray(logits_real, float)))
    fake = 1 / (1 + np.exp(-np.asarray(logits_fake, float)))
    g_sat = np.mean(np.log(1 - fake + 1e-8))
    return -np.mean(np.log(real + 1e-8)) - g_sat, g_sat, -np.mean(np.log(fake + 1e-8))


# %% wrong="t5_clipped_probabilities" solution="t5_losses" loses="t5_certain" symptom="d has a ceiling"
def gan_losses(logits_real, logits_fake):
    real = np.clip(1 / (1 + np.exp(-np.asarray(logits_real, float))), 1e-12, 1 - 1e-12)
    fake = np.clip(1 / (1 + np.exp(-np.asarray(logits_fake, float))), 1e-12, 1 - 1e-12)
    g_sat = np.mean(np.log(1 - fake))
    return -np.mean(np.log(real)) - g_sat, g_sat, -np.mean(np.log(fake))


# %% wrong="t5_summed" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="they grow with the batch"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).sum()
    return np.logaddexp(0, -real).sum() + on_fake, -on_fake, np.logaddexp(0, -fake).sum()


# %% wrong="t5_half_of_d" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="the average of its two halves"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).mean()
    d = 0.5 * (np.logaddexp(0, -real).mean() + on_fake)
    return d, -on_fake, np.logaddexp(0, -fake).mean()


# %% wrong="t5_one_pooled_mean" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="pooled into one mean"
def gan_losses(logits_real, logits_fake):
    real, fake = np.ravel(logits_real), np.ravel(logits_fake)
    d = np.mean(np.concatenate([np.logaddexp(0, -real), np.logaddexp(0, fake)]))
    return d, -np.logaddexp(0, fake).mean(), np.logaddexp(0, -fake).mean()


# %% wrong="t5_labels_exchanged" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="d: real and generated samples have changed places"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    d = np.logaddexp(0, real).mean() + np.logaddexp(0, -fake).mean()
    return d, -np.logaddexp(0, fake).mean(), np.logaddexp(0, -fake).mean()


# %% wrong="t5_d_maximised" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="d: the sign is wrong"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).mean()
    return -np.logaddexp(0, -real).mean() - on_fake, -on_fake, np.logaddexp(0, -fake).mean()


# %% wrong="t5_d_without_fakes" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="at the real samples alone"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).mean()
    return np.logaddexp(0, -real).mean(), -on_fake, np.logaddexp(0, -fake).mean()


# %% wrong="t5_g_sat_positive" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="g_sat: its sign is wrong"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).mean()
    return np.logaddexp(0, -real).mean() + on_fake, on_fake, np.logaddexp(0, -fake).mean()


# %% wrong="t5_g_ns_negative" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="g_ns: its sign is wrong"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).mean()
    return np.logaddexp(0, -real).mean() + on_fake, -on_fake, -np.logaddexp(0, -fake).mean()


# %% wrong="t5_g_ns_is_minus_g_sat" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="it is g_sat with the other sign"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).mean()
    return np.logaddexp(0, -real).mean() + on_fake, -on_fake, on_fake


# %% wrong="t5_generators_exchanged" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="g_sat and g_ns have changed places"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).mean()
    return np.logaddexp(0, -real).mean() + on_fake, np.logaddexp(0, -fake).mean(), -on_fake


# %% wrong="t5_probabilities_expected" solution="t5_losses" loses="t5_losses_by_hand t5_losses_random t5_certain" symptom="takes its inputs for probabilities"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    g_sat = np.mean(np.log(1 - fake))
    return -np.mean(np.log(real)) - g_sat, g_sat, -np.mean(np.log(fake))


# %% wrong="t5_writes_into_logits" solution="t5_losses" loses="t5_losses_random" symptom="changes its argument number 1"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real), np.asarray(logits_fake)
    if real.dtype == float:
        real *= -1
    else:
        real = -real
    on_fake = np.logaddexp(0, fake).mean()
    return np.logaddexp(0, real).mean() + on_fake, -on_fake, np.logaddexp(0, -fake).mean()


# %% wrong="t5_losses_hard_coded" solution="t5_losses" loses="t5_losses_random t5_certain" symptom="Does it use its arguments"
def gan_losses(logits_real, logits_fake):
    return 0.591941, -0.363548, 1.243234


# %% wrong="t5_generated_not_real" solution="t5_best" loses="t5_best_by_hand t5_best_random t5_certain" symptom="the probability that the sample is generated"
def optimal_discriminator(logp, logq):
    return 1 / (1 + np.exp(np.asarray(logp, float) - np.asarray(logq, float)))


# %% wrong="t5_naive_densities" solution="t5_best" loses="t5_certain" symptom="too small or too large for a float"
def optimal_discriminator(logp, logq):
    p, q = np.exp(np.asarray(logp, float)), np.exp(np.asarray(logq, float))
    return p / (p + q)


# %% wrong="t5_padded_densities" solution="t5_best" loses="t5_best_random t5_certain" symptom="a small constant beside"
def optimal_discriminator(logp, logq):
    p, q = np.exp(np.asarray(logp, float)), np.exp(np.asarray(logq, float))
    return p / (p + q + 1e-8)


# %% wrong="t5_one_maximum_for_all" solution="t5_best" loses="t5_certain" symptom="too small or too large for a float"
def optimal_discriminator(logp, logq):
    logp, logq = np.asarray(logp, float), np.asarray(logq, float)
    top = max(logp.max(), logq.max())
    p, q = np.exp(logp - top), np.exp(logq - top)
    return p / (p + q)


# %% wrong="t5_exp_over_one_plus_exp" solution="t5_best" loses="t5_certain" symptom="where a finite number is right"
def optimal_discriminator(logp, logq):
    ratio = np.exp(np.asarray(logp, float) - np.asarray(logq, float))
    return ratio / (1 + ratio)


# %% wrong="t5_ratio" solution="t5_best" loses="t5_best_by_hand t5_best_random t5_certain" symptom="it is the ratio p/q"
def optimal_discriminator(logp, logq):
    return np.exp(np.asarray(logp, float) - np.asarray(logq, float))


# %% wrong="t5_logs_as_densities" solution="t5_best" loses="t5_best_by_hand t5_best_random t5_certain" symptom="as if they were densities"
def optimal_discriminator(logp, logq):
    logp, logq = np.asarray(logp, float), np.asarray(logq, float)
    return logp / (logp + logq)


# %% wrong="t5_sigmoid_of_densities" solution="t5_best" loses="t5_best_by_hand t5_best_random t5_certain" symptom="to the difference of the densities"
def optimal_discriminator(logp, logq):
    p, q = np.exp(np.asarray(logp, float)), np.exp(np.asarray(logq, float))
    return 1 / (1 + np.exp(q - p))


# %% wrong="t5_logit" solution="t5_best" loses="t5_best_by_hand t5_best_random t5_certain" symptom="not yet a probability"
def optimal_discriminator(logp, logq):
    return np.asarray(logp, float) - np.asarray(logq, float)


# %% wrong="t5_nan_replaced" solution="t5_best" loses="t5_certain" symptom="the task asks for nan"
def optimal_discriminator(logp, logq):
    difference = np.asarray(logq, float) - np.asarray(logp, float)
    result = 1 / (1 + np.exp(difference))
    return np.nan_to_num(result, nan=0.5)


# %% wrong="t5_best_hard_coded" solution="t5_best" loses="t5_best_random t5_certain" symptom="where the task asks for"
def optimal_discriminator(logp, logq):
    return np.array([0.6224593, 0.5, 0.3775407])


# %% wrong="t6_no_size" solution="t6_forward" loses="t6_forward_random t6_there_and_back" symptom="turns the line around"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    return a * np.asarray(z, float) + b, np.log(a)


# %% wrong="t6_logdet_of_the_way_back" solution="t6_forward" loses="t6_forward_by_hand t6_forward_random t6_there_and_back" symptom="that is the one of the way back"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    return a * np.asarray(z, float) + b, -np.log(abs(a))


# %% wrong="t6_no_logarithm" solution="t6_forward" loses="t6_forward_by_hand t6_forward_random t6_there_and_back" symptom="the logarithm is not taken"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    return a * np.asarray(z, float) + b, abs(a)


# %% wrong="t6_logdet_summed" solution="t6_forward" loses="t6_forward_by_hand t6_forward_random t6_there_and_back" symptom="logdet: it is summed over the points"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = np.asarray(z, float)
    return a * z + b, z.size * np.log(abs(a))


# %% wrong="t6_logdet_per_point" solution="t6_forward" loses="t6_forward_by_hand t6_forward_random" symptom="one number is asked for"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = np.asarray(z, float)
    return a * z + b, np.full(z.shape, np.log(abs(a)))[()]


# %% wrong="t6_size_of_the_logarithm" solution="t6_forward" loses="t6_forward_random t6_there_and_back" symptom="a map that shrinks"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    return a * np.asarray(z, float) + b, abs(np.log(abs(a)))


# %% wrong="t6_shift_first" solution="t6_forward" loses="t6_forward_by_hand t6_forward_random t6_there_and_back" symptom="the shift is made before"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    return a * (np.asarray(z, float) + b), np.log(abs(a))


# %% wrong="t6_no_shift" solution="t6_forward" loses="t6_forward_by_hand t6_forward_random t6_there_and_back" symptom="x: the shift is missing"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    return a * np.asarray(z, float), np.log(abs(a))


# %% wrong="t6_forward_is_backward" solution="t6_forward" loses="t6_forward_by_hand t6_forward_random t6_there_and_back" symptom="from x to z"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    return (np.asarray(z, float) - b) / a, np.log(abs(a))


# %% wrong="t6_zero_slope_accepted" solution="t6_forward" loses="t6_forward_random" symptom="asks for a ValueError"
def affine_flow(z, a, b):
    return a * np.asarray(z, float) + b, np.log(np.abs(a))


# %% wrong="t6_forward_in_place" solution="t6_forward" loses="t6_forward_random" symptom="changes its argument number 1"
def affine_flow(z, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = np.asarray(z)
    if z.dtype != float or z.ndim == 0:
        return a * z.astype(float) + b, np.log(abs(a))
    z *= a
    z += b
    return z, np.log(abs(a))


# %% wrong="t6_forward_hard_coded" solution="t6_forward" loses="t6_forward_random t6_there_and_back" symptom="Does it use its arguments"
def affine_flow(z, a, b):
    return np.array([1.0, -1.0, -5.0]), np.log(2)


# %% wrong="t6_density_grows" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="stretching makes your density larger"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) - b) / a
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) + np.log(abs(a))


# %% wrong="t6_stretching_free" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="the stretching is not paid for"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) - b) / a
    return z, -0.5 * (z**2 + np.log(2 * np.pi))


# %% wrong="t6_stretching_twice" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="paid for twice"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) - b) / a
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(a**2)


# %% wrong="t6_inverse_no_size" solution="t6_inverse" loses="t6_inverse_random t6_there_and_back" symptom="logpdf: it fails for a map that turns"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) - b) / a
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(a)


# %% wrong="t6_base_at_x" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="taken at x, not at z"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    x = np.asarray(x, float)
    return (x - b) / a, -0.5 * (x**2 + np.log(2 * np.pi)) - np.log(abs(a))


# %% wrong="t6_shift_not_undone" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="the shift is not undone"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = np.asarray(x, float) / a
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(abs(a))


# %% wrong="t6_wrong_order_of_undoing" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="undone after the stretching"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = np.asarray(x, float) / a - b
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(abs(a))


# %% wrong="t6_shift_made_twice" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="once more instead of undone"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) + b) / a
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(abs(a))


# %% wrong="t6_backward_is_forward" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="from z to x"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = a * np.asarray(x, float) + b
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(abs(a))


# %% wrong="t6_constant_missing" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="constant of the standard normal is missing"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) - b) / a
    return z, -0.5 * z**2 - np.log(abs(a))


# %% wrong="t6_constant_twice" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="is counted twice"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) - b) / a
    return z, -0.5 * z**2 - np.log(2 * np.pi) - np.log(abs(a))


# %% wrong="t6_density_not_log" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="the density itself"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) - b) / a
    return z, np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi) / abs(a)


# %% wrong="t6_logpdf_summed" solution="t6_inverse" loses="t6_inverse_by_hand t6_inverse_random t6_there_and_back" symptom="logpdf: it is summed over the points"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = (np.asarray(x, float) - b) / a
    return z, np.sum(-0.5 * (z**2 + np.log(2 * np.pi)) - np.log(abs(a)))


# %% wrong="t6_inverse_zero_slope_accepted" solution="t6_inverse" loses="t6_inverse_random" symptom="asks for a ValueError"
def affine_flow_inverse(x, a, b):
    z = (np.asarray(x, float) - b) / a
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(np.abs(a))


# %% wrong="t6_inverse_in_place" solution="t6_inverse" loses="t6_inverse_random" symptom="changes its argument number 1"
def affine_flow_inverse(x, a, b):
    if a == 0:
        raise ValueError("not invertible")
    z = np.asarray(x)
    if z.dtype != float or z.ndim == 0:
        z = (z.astype(float) - b) / a
    else:
        z -= b
        z /= a
    return z, -0.5 * (z**2 + np.log(2 * np.pi)) - np.log(abs(a))


# %% wrong="t6_inverse_hard_coded" solution="t6_inverse" loses="t6_inverse_random t6_there_and_back" symptom="Does it use its arguments"
def affine_flow_inverse(x, a, b):
    return np.array([1.0, 0.0]), np.array([-2.112086, -1.612086])


# %% wrong="t7_predict_sum" solution="t7_predict" loses="t7_predict_answered" symptom="shrinks the noise of the first"
answer_t7 = "b"

# %% wrong="t7_predict_one_step" solution="t7_predict" loses="t7_predict_answered" symptom="if time counts from 0"
answer_t7 = "c"

# %% wrong="t7_predict_amplitude" solution="t7_predict" loses="t7_predict_answered" symptom="variances are asked for"
answer_t7 = "d"


# %% wrong="t7_one_step_too_few" solution="t7_jump" loses="t7_by_hand t7_random t7_edges" symptom="one step too early"
def q_sample(x0, t, betas, eps):
    kept = np.concatenate([[1.0], np.cumprod(1 - np.asarray(betas, float))])[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_wraps_around" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="one step too early"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t) - 1]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_last_step_only" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="only the noise of the last step"
def q_sample(x0, t, betas, eps):
    kept = (1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_exponential_of_the_sum" solution="t7_jump" loses="t7_by_hand t7_random t7_edges" symptom="many tiny steps"
def q_sample(x0, t, betas, eps):
    kept = np.exp(-np.cumsum(np.asarray(betas, float)))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_sum_of_betas" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="the β are summed"
def q_sample(x0, t, betas, eps):
    noise = np.minimum(np.cumsum(np.asarray(betas, float)), 1)[np.asarray(t)]
    noise = noise[..., None] if np.ndim(t) else noise
    return np.sqrt(1 - noise) * np.asarray(x0, float) + np.sqrt(noise) * np.asarray(eps, float)


# %% wrong="t7_product_of_betas" solution="t7_jump" loses="t7_by_hand t7_random t7_edges" symptom="not what they leave"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(np.asarray(betas, float))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_power_of_one_step" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="had a β of its own"
def q_sample(x0, t, betas, eps):
    t = np.asarray(t)
    kept = (1 - np.asarray(betas, float)[t]) ** (t + 1)
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_noise_amplitudes_multiplied" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="noise upon noise gets less"
def q_sample(x0, t, betas, eps):
    betas = np.asarray(betas, float)
    signal, noise = np.cumprod(np.sqrt(1 - betas))[t], np.cumprod(np.sqrt(betas))[t]
    if np.ndim(t):
        signal, noise = signal[:, None], noise[:, None]
    return signal * np.asarray(x0, float) + noise * np.asarray(eps, float)


# %% wrong="t7_time_backwards" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="time runs backwards"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[::-1][np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_no_column" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="time runs along the features"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_column_for_images_too" solution="t7_jump" loses="t7_edges" symptom="for images, one time per sample"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept[:, None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_no_roots" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="no root anywhere"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return kept * np.asarray(x0, float) + (1 - kept) * np.asarray(eps, float)


# %% wrong="t7_noise_not_rooted" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="the noise enters with its power"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * np.asarray(x0, float) + (1 - kept) * np.asarray(eps, float)


# %% wrong="t7_signal_not_rooted" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="the signal enters with its power"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return kept * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_amplitudes_add_up" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="amplitudes add up to 1"
def q_sample(x0, t, betas, eps):
    kept = np.sqrt(np.cumprod(1 - np.asarray(betas, float)))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return kept * np.asarray(x0, float) + (1 - kept) * np.asarray(eps, float)


# %% wrong="t7_signal_and_noise_exchanged" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="signal and noise have changed places"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(1 - kept) * np.asarray(x0, float) + np.sqrt(kept) * np.asarray(eps, float)


# %% wrong="t7_signal_not_turned_down" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="not turned down"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_own_noise" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="draw its own randomness"
def q_sample(x0, t, betas, eps):
    x0 = np.asarray(x0, float)
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept[..., None] if np.ndim(t) else kept
    return np.sqrt(kept) * x0 + np.sqrt(1 - kept) * np.random.normal(size=x0.shape)


# %% wrong="t7_time_ignored" solution="t7_jump" loses="t7_by_hand t7_random t7_edges t7_properties" symptom="whatever t is"
def q_sample(x0, t, betas, eps):
    kept = np.prod(1 - np.asarray(betas, float))
    return np.sqrt(kept) * np.asarray(x0, float) + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_writes_into_x0" solution="t7_jump" loses="t7_properties" symptom="changes its argument number 1"
def q_sample(x0, t, betas, eps):
    kept = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    kept = kept.reshape(-1, *[1] * (np.ndim(x0) - 1)) if np.ndim(t) else kept
    x0 = np.asarray(x0)
    if x0.dtype == float:
        x0 *= np.sqrt(kept)
    else:
        x0 = x0 * np.sqrt(kept)
    return x0 + np.sqrt(1 - kept) * np.asarray(eps, float)


# %% wrong="t7_hard_coded" solution="t7_jump" loses="t7_random t7_edges t7_properties" symptom="Does it use its arguments"
def q_sample(x0, t, betas, eps):
    if np.ndim(t) == 0:
        return np.array([[1.187434, -0.360874, -0.084233]])
    return np.array([[0.6, 0.6, 0.6], [0.3, 0.3, 0.3]])


# %% wrong="t8_zero_is_free" solution="t8_predict" loses="t8_predict_answered" symptom="the noise is not 0"
answer_t8 = "a"

# %% wrong="t8_sum_of_elements" solution="t8_predict" loses="t8_predict_answered" symptom="averages over them"
answer_t8 = "b"

# %% wrong="t8_more_noise_more_loss" solution="t8_predict" loses="t8_predict_answered" symptom="visible the noise is"
answer_t8 = "d"


# %% wrong="t8_sum_within_a_sample" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="grows with the size of the image"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    per_sample = squares.sum(axis=tuple(range(1, squares.ndim)))
    return per_sample, float(per_sample.mean()) if len(per_sample) else float("nan")


# %% wrong="t8_sum_in_the_first_result_only" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="grows with its size"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    return squares.sum(axis=tuple(range(1, squares.ndim))), float(squares.mean())


# %% wrong="t8_root_per_sample" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="in squared units"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    per_sample = np.sqrt(squares.mean(axis=tuple(range(1, squares.ndim))))
    return per_sample, float(per_sample.mean())


# %% wrong="t8_root_of_both" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="of the mean too"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    per_sample = squares.mean(axis=tuple(range(1, squares.ndim)))
    return np.sqrt(per_sample), float(np.sqrt(squares.mean()))


# %% wrong="t8_absolute_error" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="by their size, not by their square"
def denoising_error(eps, pred):
    errors = np.abs(np.asarray(eps, float) - np.asarray(pred, float))
    per_sample = errors.mean(axis=tuple(range(1, errors.ndim)))
    return per_sample, float(per_sample.mean())


# %% wrong="t8_errors_cancel" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="with their signs"
def denoising_error(eps, pred):
    errors = np.asarray(eps, float) - np.asarray(pred, float)
    per_sample = errors.mean(axis=tuple(range(1, errors.ndim)))
    return per_sample, float(per_sample.mean())


# %% wrong="t8_square_after_the_mean" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="the mean is squared"
def denoising_error(eps, pred):
    errors = np.asarray(eps, float) - np.asarray(pred, float)
    per_sample = errors.mean(axis=tuple(range(1, errors.ndim))) ** 2
    return per_sample, float(per_sample.mean())


# %% wrong="t8_half" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="exactly half"
def denoising_error(eps, pred):
    squares = 0.5 * (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    per_sample = squares.mean(axis=tuple(range(1, squares.ndim)))
    return per_sample, float(per_sample.mean())


# %% wrong="t8_over_the_batch" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="averaged over the batch, not within"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    return squares.mean(axis=0), float(squares.mean())


# %% wrong="t8_last_axis_only" solution="t8_error" loses="t8_random" symptom="for images (B, C, H, W): error per sample: shape"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    return squares.mean(axis=-1), float(squares.mean())


# %% wrong="t8_second_result_summed" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="summed over the batch"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    per_sample = squares.mean(axis=tuple(range(1, squares.ndim)))
    return per_sample, float(per_sample.sum())


# %% wrong="t8_exchanged" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="are exchanged"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    per_sample = squares.mean(axis=tuple(range(1, squares.ndim)))
    return float(squares.mean()), per_sample


# %% wrong="t8_mean_alone" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="one result is returned"
def denoising_error(eps, pred):
    return float(np.mean((np.asarray(eps, float) - np.asarray(pred, float)) ** 2))


# %% wrong="t8_mean_twice" solution="t8_error" loses="t8_by_hand t8_random t8_edges" symptom="more axes are reduced"
def denoising_error(eps, pred):
    mean = float(np.mean((np.asarray(eps, float) - np.asarray(pred, float)) ** 2))
    return mean, mean


# %% wrong="t8_bytes_wrap_around" solution="t8_error" loses="t8_edges" symptom="wrap around at 256"
def denoising_error(eps, pred):
    squares = (np.asarray(eps) - np.asarray(pred)) ** 2
    per_sample = squares.mean(axis=tuple(range(1, squares.ndim)))
    return per_sample, float(per_sample.mean())


# %% wrong="t8_empty_batch_fails" solution="t8_error" loses="t8_edges" symptom="cannot reshape"
def denoising_error(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    per_sample = squares.reshape(len(squares), -1).mean(axis=1)
    return per_sample, float(per_sample.mean())


# %% wrong="t8_writes_into_eps" solution="t8_error" loses="t8_hygiene" symptom="changes its argument number 1"
def denoising_error(eps, pred):
    errors = np.asarray(eps, dtype=float)
    errors -= pred
    squares = errors**2
    per_sample = squares.mean(axis=tuple(range(1, squares.ndim)))
    return per_sample, float(squares.mean()) if len(squares) else float("nan")


# %% wrong="t8_hard_coded" solution="t8_error" loses="t8_random t8_edges t8_hygiene" symptom="shape (3,) where"
def denoising_error(eps, pred):
    return np.array([0.0175, 0.12, 0.06]), 0.1975 / 3


# %% wrong="t9_quarter" solution="t9_predict" loses="t9_predict_answered" symptom="which power of η"
answer_t9 = "a"

# %% wrong="t9_no_bias" solution="t9_predict" loses="t9_predict_answered" symptom="is it 1?"
answer_t9 = "c"

# %% wrong="t9_same_number_of_steps" solution="t9_predict" loses="t9_predict_answered" symptom="the share 1 − η"
answer_t9 = "d"


# %% wrong="t9_limit_for_every_n" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="it must depend on n"
def langevin_chain_law(x0, eta, n):
    return (1 - eta) ** n * x0, 2 / (2 - eta)


# %% wrong="t9_variance_eta" solution="t9_law" loses="t9_by_hand t9_random t9_edges" symptom="look at its factor"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(n):
        mean *= 1 - eta
        variance = (1 - eta) ** 2 * variance + eta
    return mean, variance


# %% wrong="t9_variance_without_the_root" solution="t9_law" loses="t9_by_hand t9_random t9_edges" symptom="its factor has a root"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(n):
        mean *= 1 - eta
        variance = (1 - eta) ** 2 * variance + (2 * eta) ** 2
    return mean, variance


# %% wrong="t9_factor_not_squared" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="what does a factor do to a variance"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(n):
        mean *= 1 - eta
        variance = (1 - eta) * variance + 2 * eta
    return mean, variance


# %% wrong="t9_power_n_not_2n" solution="t9_law" loses="t9_by_hand t9_random t9_hygiene" symptom="although it is a square"
def langevin_chain_law(x0, eta, n):
    if eta in (0, 2):
        return float(x0 * (1 - eta) ** n), 2.0 * eta * n
    a = 1 - eta
    return a**n * x0, 2 * eta * (1 - a**n) / (1 - a**2)


# %% wrong="t9_noises_just_add" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="old noise does not fade"
def langevin_chain_law(x0, eta, n):
    return float((1 - eta) ** n * x0), float(2 * eta * n)


# %% wrong="t9_continuous_time" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="the limit of small steps"
def langevin_chain_law(x0, eta, n):
    return x0 * np.exp(-eta * n), 1 - np.exp(-2 * eta * n)


# %% wrong="t9_standard_deviation" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="is a standard deviation"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(n):
        mean *= 1 - eta
        variance = (1 - eta) ** 2 * variance + 2 * eta
    return mean, np.sqrt(variance)


# %% wrong="t9_start_of_variance_1" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="the start is treated as random"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 1.0
    for _ in range(n):
        mean *= 1 - eta
        variance = (1 - eta) ** 2 * variance + 2 * eta
    return mean, variance


# %% wrong="t9_half_a_step" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="the chain with η/2 and √η"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(n):
        mean *= 1 - eta / 2
        variance = (1 - eta / 2) ** 2 * variance + eta
    return mean, variance


# %% wrong="t9_factor_for_variance" solution="t9_law" loses="t9_by_hand t9_random t9_edges" symptom="not its variance"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(n):
        mean *= 1 - eta
        variance = (1 - eta) ** 2 * variance + np.sqrt(2 * eta)
    return mean, variance


# %% wrong="t9_deviations_add" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="standard deviations are added"
def langevin_chain_law(x0, eta, n):
    mean, deviation = float(x0), 0.0
    for _ in range(n):
        mean *= 1 - eta
        deviation = (1 - eta) * deviation + np.sqrt(2 * eta)
    return mean, deviation**2


# %% wrong="t9_one_step_too_few" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="one step too few"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(1, n):
        mean *= 1 - eta
        variance = (1 - eta) ** 2 * variance + 2 * eta
    return mean, variance


# %% wrong="t9_one_step_too_many" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="one step too many"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(n + 1):
        mean *= 1 - eta
        variance = (1 - eta) ** 2 * variance + 2 * eta
    return mean, variance


# %% wrong="t9_one_noise_too_many" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="one noise too many"
def langevin_chain_law(x0, eta, n):
    powers = (1 - eta) ** (2 * np.arange(n + 1))
    return (1 - eta) ** n * x0, float(2 * eta * powers.sum())


# %% wrong="t9_last_noise_faded" solution="t9_law" loses="t9_by_hand t9_random t9_edges" symptom="the last one has not faded"
def langevin_chain_law(x0, eta, n):
    powers = (1 - eta) ** (2 * np.arange(1, n + 1))
    return (1 - eta) ** n * x0, float(2 * eta * powers.sum())


# %% wrong="t9_away_from_zero" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="pushes away from 0"
def langevin_chain_law(x0, eta, n):
    mean, variance = float(x0), 0.0
    for _ in range(n):
        mean *= 1 + eta
        variance = (1 + eta) ** 2 * variance + 2 * eta
    return mean, variance


# %% wrong="t9_mean_without_start" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="where the chain started"
def langevin_chain_law(x0, eta, n):
    return (1 - eta) ** n, float(2 * eta * np.sum((1 - eta) ** (2 * np.arange(n))))


# %% wrong="t9_mean_of_one_step" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="one step only"
def langevin_chain_law(x0, eta, n):
    return (1 - eta) * x0, float(2 * eta * np.sum((1 - eta) ** (2 * np.arange(n))))


# %% wrong="t9_mean_falls_linearly" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="weakens as the chain nears 0"
def langevin_chain_law(x0, eta, n):
    return (1 - eta * n) * x0, float(2 * eta * np.sum((1 - eta) ** (2 * np.arange(n))))


# %% wrong="t9_exchanged" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="are exchanged"
def langevin_chain_law(x0, eta, n):
    return float(2 * eta * np.sum((1 - eta) ** (2 * np.arange(n)))), (1 - eta) ** n * x0


# %% wrong="t9_closed_form_divides_by_zero" solution="t9_law" loses="t9_edges" symptom="for steps of size 0"
def langevin_chain_law(x0, eta, n):
    a = 1 - eta
    return a**n * x0, 2 * eta * (1 - a ** (2 * n)) / (1 - a**2)


# %% wrong="t9_simulated" solution="t9_law" loses="t9_by_hand t9_random t9_edges t9_hygiene" symptom="two calls with the same arguments differ"
def langevin_chain_law(x0, eta, n):
    x = np.full(2000, float(x0))
    for _ in range(n):
        x = x - eta * x + np.sqrt(2 * eta) * np.random.default_rng().normal(size=2000)
    return float(x.mean()), float(x.var())


# %% wrong="t9_hard_coded" solution="t9_law" loses="t9_random t9_edges t9_hygiene" symptom="t"
def langevin_chain_law(x0, eta, n):
    return 0.9**n * x0, 0.2 if n == 1 else 0.362


# %% wrong="t10_commuting_is_enough" solution="t10_predict" loses="t10_predict_answered" symptom="roots of diagonal entries"
answer_t10 = "a"

# %% wrong="t10_one_diagonal_is_enough" solution="t10_predict" loses="t10_predict_answered" symptom="keeps its correlations"
answer_t10 = "b"

# %% wrong="t10_upper_bound" solution="t10_predict" loses="t10_predict_answered" symptom="on which side"
answer_t10 = "c"


# %% wrong="t10_exchanged" solution="t10_distance" loses="t10_by_hand t10_random t10_edges t10_hygiene" symptom="are exchanged"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(shift + np.trace(S1 + S2) - 2 * roots.sum()), float(short)


# %% wrong="t10_short_form_twice" solution="t10_distance" loses="t10_by_hand t10_random t10_edges t10_hygiene" symptom="the second one must see correlations"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    return float(short), float(short)


# %% wrong="t10_full_form_twice" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="looks at the variances alone"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    full = float(shift + np.trace(S1 + S2) - 2 * roots.sum())
    return full, full


# %% wrong="t10_root_entry_by_entry" solution="t10_distance" loses="t10_by_hand t10_random t10_edges t10_hygiene" symptom="entry by entry"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    root = np.sqrt(np.abs(S1 @ S2))
    return float(short), float(shift + np.trace(S1 + S2 - 2 * root))


# %% wrong="t10_product_of_roots" solution="t10_distance" loses="t10_random t10_edges" symptom="a product of two roots"
def frechet_both_ways(mu1, S1, mu2, S2):
    def root(S):
        w, V = np.linalg.eigh(S)
        return V @ np.diag(np.sqrt(np.clip(w, 0, None))) @ V.T

    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    return float(short), float(shift + np.trace(S1 + S2 - 2 * root(S1) @ root(S2)))


# %% wrong="t10_cholesky" solution="t10_distance" loses="t10_by_hand t10_random t10_edges t10_hygiene" symptom="Cholesky factors"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    cross = np.linalg.cholesky(S1) @ np.linalg.cholesky(S2).T
    return float(short), float(shift + np.trace(S1 + S2 - 2 * cross))


# %% wrong="t10_eigenvalues_by_size" solution="t10_distance" loses="t10_random t10_edges" symptom="paired by size"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots1 = np.sqrt(np.clip(np.linalg.eigvalsh(S1), 0, None))
    roots2 = np.sqrt(np.clip(np.linalg.eigvalsh(S2), 0, None))
    return float(short), float(shift + np.sum((roots1 - roots2) ** 2))


# %% wrong="t10_singular_values" solution="t10_distance" loses="t10_random t10_edges" symptom="singular values of the product"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.linalg.svd(S1 @ S2, compute_uv=False))
    return float(short), float(shift + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_eigvalsh_of_the_product" solution="t10_distance" loses="t10_random t10_edges t10_hygiene" symptom="those of a symmetric matrix"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvalsh(S1 @ S2), 0, None))
    return float(short), float(shift + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_means_not_squared" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="is not squared"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.linalg.norm(np.atleast_1d(mu1) - np.atleast_1d(mu2))
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(short), float(shift + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_means_averaged" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="is averaged over the features"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.mean((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(short), float(shift + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_means_missing" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="the means are missing"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    short = np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(short), float(np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_means_only" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="diagonal formula"
def frechet_both_ways(mu1, S1, mu2, S2):
    shift = float(np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2))
    return shift, shift


# %% wrong="t10_means_missing_in_the_full_formula" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="missing in the full formula"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(short), float(np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_not_squared" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="asked for squared"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    full = shift + np.trace(S1 + S2) - 2 * roots.sum()
    return float(np.sqrt(short)), float(np.sqrt(max(full, 0)))


# %% wrong="t10_missing_factor_2" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="where the formula counts it twice"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(short), float(shift + np.trace(S1 + S2) - roots.sum())


# %% wrong="t10_variances_for_deviations" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="needs standard deviations"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.diag(S1) - np.diag(S2)) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(short), float(shift + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_short_form_of_eigenvalues" solution="t10_distance" loses="t10_by_hand t10_random t10_edges" symptom="needs the diagonal"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    roots1 = np.sqrt(np.clip(np.linalg.eigvalsh(S1), 0, None))
    roots2 = np.sqrt(np.clip(np.linalg.eigvalsh(S2), 0, None))
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    short = shift + np.sum((roots1 - roots2) ** 2)
    return float(short), float(shift + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_roots_of_rounding_noise" solution="t10_distance" loses="t10_edges" symptom="where a finite number is right"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    values, vectors = np.linalg.eigh(S1)
    root = vectors @ np.diag(np.sqrt(np.clip(values, 0, None))) @ vectors.T
    roots = np.sqrt(np.linalg.eigvalsh(root @ S2 @ root))
    return float(short), float(shift + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_complex_sqrtm" solution="t10_distance" loses="t10_edges" symptom="in ten dimensions"
def frechet_both_ways(mu1, S1, mu2, S2):
    from scipy.linalg import sqrtm

    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    return float(short), shift + np.trace(S1 + S2 - 2 * sqrtm(S1 @ S2))


# %% wrong="t10_no_plain_numbers" solution="t10_distance" loses="t10_edges" symptom="raises"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.asarray(S1, float), np.asarray(S2, float)
    shift = np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    short = shift + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(short), float(shift + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_writes_into_a_mean" solution="t10_distance" loses="t10_hygiene" symptom="changes its argument number 1"
def frechet_both_ways(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    mu1 = np.asarray(mu1, float)
    mu1 -= np.asarray(mu2, float)
    short = np.sum(mu1**2) + np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    roots = np.sqrt(np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None))
    return float(short), float(np.sum(mu1**2) + np.trace(S1 + S2) - 2 * roots.sum())


# %% wrong="t10_hard_coded" solution="t10_distance" loses="t10_random t10_edges t10_hygiene" symptom="same result for different inputs"
def frechet_both_ways(mu1, S1, mu2, S2):
    return (0.332755, 0.332755) if np.ndim(S2) and S2[0][0] == 1.2 else (0.343146, 0.535898)


# %% wrong="t11_collapse_noticed" solution="t11_predict" loses="t11_predict_answered" symptom="far from their mean and from each other"
answer_t11 = "b"

# %% wrong="t11_no_distance" solution="t11_predict" loses="t11_predict_answered" symptom="half of all pairs"
answer_t11 = "c"

# %% wrong="t11_no_variance" solution="t11_predict" loses="t11_predict_answered" symptom="what is the variance"
answer_t11 = "d"


# %% wrong="t11_exchanged" solution="t11_report" loses="t11_by_hand t11_random t11_edges t11_hygiene" symptom="are exchanged"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(distances.sum() / max(n * (n - 1), 1)), float(X.var(axis=0).sum())


# %% wrong="t11_ddof_1" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="divides by n − 1"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(X.var(axis=0, ddof=1).sum()), float(distances.sum() / max(n * (n - 1), 1))


# %% wrong="t11_mean_of_variances" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="averaged, not summed"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(X.var(axis=0).mean()), float(distances.sum() / max(n * (n - 1), 1))


# %% wrong="t11_one_variance_of_all" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="differences between features"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(X.var()), float(distances.sum() / max(n * (n - 1), 1))


# %% wrong="t11_standard_deviations" solution="t11_report" loses="t11_by_hand t11_random t11_edges t11_hygiene" symptom="standard deviations are summed"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(X.std(axis=0).sum()), float(distances.sum() / max(n * (n - 1), 1))


# %% wrong="t11_variance_within_samples" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="within each sample"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(X.var(axis=1).sum()), float(distances.sum() / max(n * (n - 1), 1))


# %% wrong="t11_not_centred" solution="t11_report" loses="t11_by_hand t11_random t11_edges t11_hygiene" symptom="around the mean"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float((X**2).mean(axis=0).sum()), float(distances.sum() / max(n * (n - 1), 1))


# %% wrong="t11_with_itself" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="paired with itself"
def diversity_report(X):
    X = np.asarray(X, float)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(X.var(axis=0).sum()), float(distances.mean())


# %% wrong="t11_squared_distances" solution="t11_report" loses="t11_by_hand t11_random t11_edges t11_hygiene" symptom="the distances are squared"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    squares = ((X[:, None] - X[None]) ** 2).sum(axis=-1)
    return float(X.var(axis=0).sum()), float(squares.sum() / max(n * (n - 1), 1))


# %% wrong="t11_root_of_the_mean_square" solution="t11_report" loses="t11_random t11_edges" symptom="of the mean square"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    squares = ((X[:, None] - X[None]) ** 2).sum(axis=-1)
    return float(X.var(axis=0).sum()), float(np.sqrt(squares.sum() / max(n * (n - 1), 1)))


# %% wrong="t11_pairs_once_divided_twice" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="divided by twice the number of pairs"
def diversity_report(X):
    X = np.asarray(X, float)
    n, total = len(X), 0.0
    for i in range(n):
        for j in range(i):
            total += np.linalg.norm(X[i] - X[j])
    return float(X.var(axis=0).sum()), float(total / max(n * (n - 1), 1))


# %% wrong="t11_sum_of_distances" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="are summed, not averaged"
def diversity_report(X):
    X = np.asarray(X, float)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(X.var(axis=0).sum()), float(distances.sum())


# %% wrong="t11_city_blocks" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="straight lines"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.abs(X[:, None] - X[None]).sum(axis=-1)
    return float(X.var(axis=0).sum()), float(distances.sum() / max(n * (n - 1), 1))


# %% wrong="t11_neighbours_only" solution="t11_report" loses="t11_random t11_edges t11_hygiene" symptom="only neighbours"
def diversity_report(X):
    X = np.asarray(X, float)
    steps = np.linalg.norm(np.diff(X, axis=0), axis=1)
    return float(X.var(axis=0).sum()), float(steps.mean()) if len(steps) else 0.0


# %% wrong="t11_distances_to_the_mean" solution="t11_report" loses="t11_by_hand t11_random t11_edges" symptom="those to the mean"
def diversity_report(X):
    X = np.asarray(X, float)
    centred = X - X.mean(axis=0)
    return float(X.var(axis=0).sum()), float(np.linalg.norm(centred, axis=1).mean())


# %% wrong="t11_equal_samples_left_out" solution="t11_report" loses="t11_edges" symptom="a pair even if equal"
def diversity_report(X):
    X = np.asarray(X, float)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    apart = distances[distances > 1e-9]
    return float(X.var(axis=0).sum()), float(apart.mean()) if len(apart) else 0.0


# %% wrong="t11_single_sample_undefined" solution="t11_report" loses="t11_edges" symptom="for a single sample"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    return float(X.var(axis=0).sum()), float(distances[~np.eye(n, dtype=bool)].mean())


# %% wrong="t11_centres_in_place" solution="t11_report" loses="t11_hygiene" symptom="changes its argument number 1"
def diversity_report(X):
    X = np.asarray(X, float)
    n = len(X)
    distances = np.linalg.norm(X[:, None] - X[None], axis=-1)
    X -= X.mean(axis=0)
    return float((X**2).sum() / n), float(distances.sum() / max(n * (n - 1), 1))


# %% wrong="t11_hard_coded" solution="t11_report" loses="t11_random t11_edges t11_hygiene" symptom="same result for different inputs"
def diversity_report(X):
    if len(X) == 2:
        return 6.25, 5.0
    return (1.8520, 0.0) if np.shape(X) == (100, 2) and X[0][0] != X[1][0] else (0.0, 0.0)


# %% wrong="t12_both_rise" solution="t12_predict" loses="t12_predict_answered" symptom="nearly pure noise"
answer_t12 = "a"

# %% wrong="t12_exchanged_curves" solution="t12_predict" loses="t12_predict_answered" symptom="the other way round"
answer_t12 = "b"

# %% wrong="t12_highest_in_the_middle" solution="t12_predict" loses="t12_predict_answered" symptom="what is left of the other"
answer_t12 = "d"


# %% wrong="t12_zero_where_unseen" solution="t12_losses" loses="t12_by_hand t12_random t12_edges" symptom="as if the model were perfect"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    return np.array([losses[t == k].mean() if (t == k).any() else 0.0 for k in range(T)])


# %% wrong="t12_sum" solution="t12_losses" loses="t12_by_hand t12_random t12_edges" symptom="are summed, not averaged"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    return np.array([losses[t == k].sum() if (t == k).any() else np.nan for k in range(T)])


# %% wrong="t12_plain_bincount" solution="t12_losses" loses="t12_by_hand t12_random t12_edges" symptom="what is unseen gets 0"
def loss_by_timestep(t, losses, T):
    t = np.asarray(t, dtype=int)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    return np.bincount(t, weights=losses, minlength=T)


# %% wrong="t12_divided_by_all" solution="t12_losses" loses="t12_by_hand t12_random" symptom="by the number of all samples"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    return np.array([losses[t == k].sum() / len(t) if (t == k).any() else np.nan for k in range(T)])


# %% wrong="t12_repeated_index" solution="t12_losses" loses="t12_by_hand t12_random t12_edges t12_hygiene" symptom="where an index repeats"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t, dtype=int), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    total, count = np.zeros(T), np.bincount(t, minlength=T)
    total[t] += losses
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


# %% wrong="t12_last_one_wins" solution="t12_losses" loses="t12_by_hand t12_random t12_edges t12_hygiene" symptom="only the last loss survives"
def loss_by_timestep(t, losses, T):
    t = np.asarray(t, dtype=int)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    result = np.full(T, np.nan)
    result[t] = losses
    return result


# %% wrong="t12_too_short" solution="t12_losses" loses="t12_by_hand t12_random t12_edges" symptom="ends at the largest timestep drawn"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t, dtype=int), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    with np.errstate(invalid="ignore"):
        return np.bincount(t, weights=losses) / np.bincount(t)


# %% wrong="t12_seen_timesteps_only" solution="t12_losses" loses="t12_by_hand t12_random t12_edges" symptom="skips the timesteps"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    return np.array([losses[t == k].mean() for k in np.unique(t)])


# %% wrong="t12_counts_from_1" solution="t12_losses" loses="t12_by_hand t12_random t12_edges" symptom="one timestep too early"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    return np.array([losses[t == k].mean() if (t == k).any() else np.nan for k in range(1, T + 1)])


# %% wrong="t12_median" solution="t12_losses" loses="t12_random t12_edges" symptom="the median"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    return np.array([np.median(losses[t == k]) if (t == k).any() else np.nan for k in range(T)])


# %% wrong="t12_zero_means_unseen" solution="t12_losses" loses="t12_edges" symptom="seen, and perfect"
def loss_by_timestep(t, losses, T):
    t = np.asarray(t, dtype=int)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    total = np.bincount(t, weights=losses, minlength=T)
    count = np.bincount(t, minlength=T)
    return np.where(total != 0, total / np.maximum(count, 1), np.nan)


# %% wrong="t12_ignores_what_is_outside" solution="t12_losses" loses="t12_edges" symptom="no ValueError"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t), np.asarray(losses, float)
    return np.array([losses[t == k].mean() if (t == k).any() else np.nan for k in range(T)])


# %% wrong="t12_negative_wraps" solution="t12_losses" loses="t12_edges" symptom="counts from the end"
def loss_by_timestep(t, losses, T):
    total, count = np.zeros(T), np.zeros(T)
    for k, loss in zip(t, losses, strict=True):
        if k >= T:
            raise ValueError("timestep outside the schedule")
        total[k] += loss
        count[k] += 1
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


# %% wrong="t12_writes_into_losses" solution="t12_losses" loses="t12_hygiene" symptom="changes its argument number 2"
def loss_by_timestep(t, losses, T):
    t, losses = np.asarray(t, dtype=int), np.asarray(losses, float)
    if np.any((t < 0) | (t >= T)):
        raise ValueError("timestep outside the schedule")
    count = np.bincount(t, minlength=T)
    losses /= count[t]
    return np.where(count > 0, np.bincount(t, weights=losses, minlength=T), np.nan)


# %% wrong="t12_hard_coded" solution="t12_losses" loses="t12_random t12_edges t12_hygiene" symptom="the same result for different inputs"
def loss_by_timestep(t, losses, T):
    return np.array([2.0, np.nan, 5.0, np.nan])


# %% wrong="t13_two_exchanged" solution="t13_match" loses="t13_matched" symptom="two samples at a time"
t13_pairs = {
    "alike": "c",
    "code unused": "d",
    "texture": "b",
    "too good": "e",
    "copies": "a",
    "one mode": "f",
}

# %% wrong="t13_held_out_shows_the_flow" solution="t13_match" loses="t13_matched" symptom="Which law must any density obey"
t13_pairs = {
    "alike": "f",
    "code unused": "b",
    "texture": "d",
    "too good": "a",
    "copies": "e",
    "one mode": "c",
}

# %% wrong="t13_one_letter_for_all" solution="t13_match" loses="t13_matched" symptom="fine detail is decided"
t13_pairs = {
    "alike": "a",
    "code unused": "a",
    "texture": "a",
    "too good": "a",
    "copies": "a",
    "one mode": "a",
}

# %% wrong="t13_half_answered" solution="t13_match" loses="t13_matched" symptom="What could"
t13_pairs = {
    "alike": "f",
    "code unused": "d",
    "texture": "b",
    "too good": None,
    "copies": None,
    "one mode": None,
}

# %% wrong="family_diffusion_without_likelihood" solution="family_table" loses="family_likelihood" symptom="deterministic twin"
family_table = {
    "autoregressive": ["c", "b", "f", "d"],
    "VAE": ["b", "c", "c", "f"],
    "GAN": ["a", "c", "a", "c"],
    "coupling flow": ["c", "c", "e", "b"],
    "diffusion": ["a", "d", "b", "a"],
    "energy-based": ["d", "a", "d", "e"],
}

# %% wrong="family_vae_exact" solution="family_table" loses="family_likelihood" symptom="on which side does that leave it"
family_table = {
    "autoregressive": ["c", "b", "f", "d"],
    "VAE": ["c", "c", "c", "f"],
    "GAN": ["a", "c", "a", "c"],
    "coupling flow": ["c", "c", "e", "b"],
    "diffusion": ["e", "d", "b", "a"],
    "energy-based": ["c", "a", "d", "e"],
}

# %% wrong="family_autoregressive_in_one_pass" solution="family_table" loses="family_passes" symptom="generation needs what it has drawn"
family_table = {
    "autoregressive": ["c", "c", "f", "d"],
    "VAE": ["b", "c", "c", "f"],
    "GAN": ["a", "c", "a", "c"],
    "coupling flow": ["c", "c", "e", "b"],
    "diffusion": ["e", "d", "b", "a"],
    "energy-based": ["d", "a", "d", "e"],
}

# %% wrong="family_flow_in_series" solution="family_table" loses="family_passes" symptom="wait for one another"
family_table = {
    "autoregressive": ["c", "b", "f", "d"],
    "VAE": ["b", "c", "c", "f"],
    "GAN": ["a", "c", "a", "c"],
    "coupling flow": ["c", "b", "e", "b"],
    "diffusion": ["e", "d", "b", "a"],
    "energy-based": ["d", "d", "d", "e"],
}

# %% wrong="family_strengths_of_gan_and_diffusion" solution="family_table" loses="family_strength" symptom="what kind of problem is its training"
family_table = {
    "autoregressive": ["c", "b", "f", "d"],
    "VAE": ["b", "c", "c", "f"],
    "GAN": ["a", "c", "b", "c"],
    "coupling flow": ["c", "c", "e", "b"],
    "diffusion": ["e", "d", "a", "a"],
    "energy-based": ["d", "a", "d", "e"],
}

# %% wrong="family_prices_of_vae_and_gan" solution="family_table" loses="family_price" symptom="that fit one code"
family_table = {
    "autoregressive": ["c", "b", "f", "d"],
    "VAE": ["b", "c", "c", "c"],
    "GAN": ["a", "c", "a", "f"],
    "coupling flow": ["c", "c", "e", "b"],
    "diffusion": ["e", "d", "b", "a"],
    "energy-based": ["d", "a", "d", "e"],
}

# %% wrong="family_first_column_only" solution="family_table" loses="family_passes family_strength family_price" symptom="no answer yet"
family_table = {
    "autoregressive": ["c", None, None, None],
    "VAE": ["b", None, None, None],
    "GAN": ["a", None, None, None],
    "coupling flow": ["c", None, None, None],
    "diffusion": ["e", None, None, None],
    "energy-based": ["d", None, None, None],
}

# %% wrong="s1_transformer" solution="s1" loses="s1_answered" symptom="the tenth token"
answer_s1 = "a"

# %% wrong="s1_masked_flow" solution="s1" loses="s1_answered" symptom="must know the elements before"
answer_s1 = "b"

# %% wrong="s1_vae" solution="s1" loses="s1_answered" symptom="not log p(x) itself"
answer_s1 = "c"

# %% wrong="s2_only_moved" solution="s2" loses="s2_answered" symptom="another length"
answer_s2 = "a"

# %% wrong="s2_wrong_sign" solution="s2" loses="s2_answered" symptom="more room"
answer_s2 = "c"

# %% wrong="s2_logarithm_divided" solution="s2" loses="s2_answered" symptom="not its logarithm"
answer_s2 = "d"

# %% wrong="s3_exchanged" solution="s3" loses="s3_answered" symptom="passes through the decoder"
answer_s3 = "b"

# %% wrong="s3_all_closed" solution="s3" loses="s3_answered" symptom="not linear"
answer_s3 = "c"

# %% wrong="s3_all_sampled" solution="s3" loses="s3_answered" symptom="compares two Gaussians"
answer_s3 = "d"

# %% wrong="s4_unreal" solution="s4" loses="s4_answered" symptom="low precision"
answer_s4 = "a"

# %% wrong="s4_covers_everything" solution="s4" loses="s4_answered" symptom="sees the mean and the covariance"
answer_s4 = "b"

# %% wrong="s4_memorised" solution="s4" loses="s4_answered" symptom="what would its recall be"
answer_s4 = "d"

# %% wrong="s4_diffusion" solution="s4" loses="s4_answered" symptom="lost modes are rarer"
answer_s4 = "e"
