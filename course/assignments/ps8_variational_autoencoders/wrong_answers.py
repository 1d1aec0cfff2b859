r"""Named mistakes of problem set 8, each with the grade cells it loses and its symptom."""

# %% wrong="w81a_a" solution="p81a" loses="p81a_encoder" symptom="without a spread"
answer_81a = "a"


# %% wrong="w81a_b" solution="p81a" loses="p81a_encoder" symptom="law over pixels"
answer_81a = "b"


# %% wrong="w81a_d" solution="p81a" loses="p81a_encoder" symptom="independent of each other"
answer_81a = "d"


# %% wrong="w81b_b" solution="p81b" loses="p81b_sample" symptom="scaled by the variance"
answer_81b = "b"


# %% wrong="w81b_c" solution="p81b" loses="p81b_sample" symptom="stretched together"
answer_81b = "c"


# %% wrong="w81b_d" solution="p81b" loses="p81b_sample" symptom="may be negative"
answer_81b = "d"


# %% wrong="w81c_a" solution="p81c" loses="p81c_gradient" symptom="smooth in its parameters"
answer_81c = "a"


# %% wrong="w81c_b" solution="p81c" loses="p81c_gradient" symptom="unbiased too"
answer_81c = "b"


# %% wrong="w81c_c" solution="p81c" loses="p81c_gradient" symptom="the sample must"
answer_81c = "c"


# %% wrong="w82a_a" solution="p82a" loses="p82a_small_beta" symptom="too heavy a price"
answer_82a = "a"


# %% wrong="w82a_c" solution="p82a" loses="p82a_small_beta" symptom="only the KL term"
answer_82a = "c"


# %% wrong="w82a_d" solution="p82a" loses="p82a_small_beta" symptom="no guaranteed lower bound"
answer_82a = "d"


# %% wrong="w82b_b" solution="p82b" loses="p82b_collapse" symptom="training and test"
answer_82b = "b"


# %% wrong="w82b_c" solution="p82b" loses="p82b_collapse" symptom="says nothing about x"
answer_82b = "c"


# %% wrong="w82b_d" solution="p82b" loses="p82b_collapse" symptom="look at the encoder"
answer_82b = "d"


# %% wrong="w82c_a" solution="p82c" loses="p82c_bound" symptom="can exceed"
answer_82c = "a"


# %% wrong="w82c_b" solution="p82c" loses="p82c_bound" symptom="proves nothing"
answer_82c = "b"


# %% wrong="w82c_d" solution="p82c" loses="p82c_bound" symptom="never negative"
answer_82c = "d"


# %% wrong="wbias_a" solution="p8e_bias" loses="p8e_bias_statement" symptom="contain none"
answer_bias = "a"


# %% wrong="wbias_b" solution="p8e_bias" loses="p8e_bias_statement" symptom="dots of the figure fall"
answer_bias = "b"


# %% wrong="wbias_c" solution="p8e_bias" loses="p8e_bias_statement" symptom="left out of the estimate"
answer_bias = "c"


# %% wrong="wsignature_a" solution="p8g_signature" loses="p8g_signature_letter" symptom="exchanged"
answer_signature = "a"


# %% wrong="wsignature_c" solution="p8g_signature" loses="p8g_signature_letter" symptom="looks perfect"
answer_signature = "c"


# %% wrong="wsignature_d" solution="p8g_signature" loses="p8g_signature_letter" symptom="never visited"
answer_signature = "d"


# %% wrong="beta_inverse" solution="p82c_number" loses="p82c_reduction" symptom="other way round"
effective_beta = 1 / 784


# %% wrong="beta_unchanged" solution="p82c_number" loses="p82c_reduction" symptom="no harmless constant"
effective_beta = 1


# %% wrong="beta_root" solution="p82c_number" loses="p82c_reduction" symptom="squared already"
effective_beta = 28


# %% wrong="terms_larger" solution="p8e_terms" loses="p8e_terms_count" symptom="larger layer"
terms_needed = 2**784


# %% wrong="terms_pairs" solution="p8e_terms" loses="p8e_terms_count" symptom="all pairs"
terms_needed = 2**796


# %% wrong="terms_bits" solution="p8e_terms" loses="p8e_terms_count" symptom="doubles"
terms_needed = 12


# %% wrong="terms_weights" solution="p8e_terms" loses="p8e_terms_count" symptom="number of weights"
terms_needed = 784 * 12


# %% wrong="odds_equal" solution="p8g_odds" loses="p8g_odds_number" symptom="equal odds"
d_with_odds = 0.5


# %% wrong="odds_turned" solution="p8g_odds" loses="p8g_odds_number" symptom="turned round"
d_with_odds = 1 / 3


# %% wrong="odds_at_zero" solution="p8g_odds" loses="p8g_odds_number" symptom="at x = 0"
d_with_odds = 0.62246


# %% wrong="sigma_frobenius" solution="pq7_sigma" loses="pq7_sigma_number" symptom="Frobenius"
largest_sigma = 7.0711


# %% wrong="sigma_eigenvalue" solution="pq7_sigma" loses="pq7_sigma_number" symptom="eigenvalue"
largest_sigma = 5


# %% wrong="sigma_square" solution="pq7_sigma" loses="pq7_sigma_number" symptom="square"
largest_sigma = 45


# %% wrong="sigma_one_norm" solution="pq7_sigma" loses="pq7_sigma_number" symptom="norm by sums"
largest_sigma = 7


# %% wrong="sigma_rows" solution="pq7_sigma" loses="pq7_sigma_number" symptom="row sums"
largest_sigma = 9


# %% wrong="vae_mean_over_all" solution="p83" loses="p83_edges p83_random" symptom="features and latents are averaged"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.mean(), k.mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_mean_in_rec" solution="p83" loses="p83_edges p83_random" symptom="rescales β"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_sum_over_batch" solution="p83" loses="p83_random" symptom="batch is summed"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(), k.sum()
    return rec + beta * kl, rec, kl


# %% wrong="vae_minus_kl" solution="p83" loses="p83_by_hand p83_edges p83_random" symptom="rewarded"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec - beta * kl, rec, kl


# %% wrong="vae_no_half" solution="p83" loses="p83_by_hand p83_edges p83_random" symptom="twice too large"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = np.exp(lv) + mu**2 - 1 - lv
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_beta_on_rec" solution="p83" loses="p83_random" symptom="β stands at the reconstruction"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return beta * rec + kl, rec, kl


# %% wrong="vae_beta_ignored" solution="p83" loses="p83_random" symptom="β changes nothing"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + kl, rec, kl


# %% wrong="vae_kl_weighted" solution="p83" loses="p83_random" symptom="weighted already"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, beta * kl


# %% wrong="vae_log_std" solution="p83" loses="p83_edges p83_random" symptom="read as log σ"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(2 * lv) + mu**2 - 1 - 2 * lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_probabilities_as_logits" solution="p83" loses="p83_by_hand p83_edges p83_random" symptom="twice"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    logits = 1 / (1 + np.exp(-logits))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_dark_pixels_free" solution="p83" loses="p83_edges p83_random" symptom="dark pixels"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = x * np.logaddexp(0, -logits)
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_naive_log" solution="p83" loses="p83_edges" symptom="overflow or a log of 0"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    p = 1 / (1 + np.exp(-logits))
    r = -x * np.log(p) - (1 - x) * np.log(1 - p)
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_clipped" solution="p83" loses="p83_edges" symptom="make a pixel certain"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    p = np.clip(1 / (1 + np.exp(-logits)), 1e-7, 1 - 1e-7)
    r = -x * np.log(p) - (1 - x) * np.log(1 - p)
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_wrong_default" solution="p83" loses="p83_by_hand p83_edges" symptom="total"
def vae_loss(x, x_logits, mu, logvar, beta=0.5):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu**2 - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="vae_writes_into_mu" solution="p83" loses="p83_hygiene" symptom="changes its argument number 3"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, logits, mu, lv = (np.asarray(a, float) for a in (x, x_logits, mu, logvar))
    mu *= mu
    r = np.logaddexp(0, logits) - x * logits
    k = 0.5 * (np.exp(lv) + mu - 1 - lv)
    rec, kl = r.sum(axis=1).mean(), k.sum(axis=1).mean()
    return rec + beta * kl, rec, kl


# %% wrong="z_wrong_sign" solution="p8e_partition" loses="p8e_partition_by_hand p8e_partition_random" symptom="low energy must be likely"
def log_partition(W, b, c):
    W, b, c = (np.asarray(a, float) for a in (W, b, c))
    W, b, c = -W, -b, -c
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T
    terms = states @ b + np.logaddexp(0, states @ W + c).sum(axis=1)
    return float(np.logaddexp.reduce(terms))


# %% wrong="z_not_log" solution="p8e_partition" loses="p8e_partition_by_hand p8e_partition_random" symptom="not its logarithm"
def log_partition(W, b, c):
    W, b, c = (np.asarray(a, float) for a in (W, b, c))
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T
    terms = states @ b + np.logaddexp(0, states @ W + c).sum(axis=1)
    return float(np.exp(terms).sum())


# %% wrong="z_no_hidden_bias" solution="p8e_partition" loses="p8e_partition_random" symptom="hidden bits are missing"
def log_partition(W, b, c):
    W, b, c = (np.asarray(a, float) for a in (W, b, c))
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T
    terms = states @ b + np.logaddexp(0, states @ W).sum(axis=1)
    return float(np.logaddexp.reduce(terms))


# %% wrong="z_no_visible_bias" solution="p8e_partition" loses="p8e_partition_by_hand p8e_partition_random" symptom="visible bits are missing"
def log_partition(W, b, c):
    W, b, c = (np.asarray(a, float) for a in (W, b, c))
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T
    terms = np.logaddexp(0, states @ W + c).sum(axis=1)
    return float(np.logaddexp.reduce(terms))


# %% wrong="z_overflows" solution="p8e_partition" loses="p8e_partition_random" symptom="overflow or a log of 0"
def log_partition(W, b, c):
    W, b, c = (np.asarray(a, float) for a in (W, b, c))
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T
    terms = states @ b + np.logaddexp(0, states @ W + c).sum(axis=1)
    return float(np.log(np.exp(terms).sum()))


# %% wrong="z_mean_of_terms" solution="p8e_partition" loses="p8e_partition_by_hand p8e_partition_random" symptom="not a mean"
def log_partition(W, b, c):
    W, b, c = (np.asarray(a, float) for a in (W, b, c))
    states = np.indices((2,) * len(b)).reshape(len(b), -1).T
    terms = states @ b + np.logaddexp(0, states @ W + c).sum(axis=1)
    return float(np.logaddexp.reduce(terms) - np.log(len(terms)))


# %% wrong="ml_downhill" solution="p8e_gradient" loses="p8e_gradient_by_hand p8e_gradient_random" symptom="downhill"
def log_likelihood_gradient(V, W, b, c):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    s = np.indices((2,) * len(b)).reshape(len(b), -1).T
    t = s @ b + np.logaddexp(0, s @ W + c).sum(axis=1)
    p = np.exp(t - np.logaddexp.reduce(t))
    up = 1 / (1 + np.exp(-(c + V @ W)))
    model = 1 / (1 + np.exp(-(c + s @ W)))
    dW = V.T @ up / len(V) - (p[:, None] * s).T @ model
    return -dW, p @ s - V.mean(axis=0), p @ model - up.mean(axis=0)


# %% wrong="ml_summed" solution="p8e_gradient" loses="p8e_gradient_random" symptom="summed, not averaged"
def log_likelihood_gradient(V, W, b, c):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    s = np.indices((2,) * len(b)).reshape(len(b), -1).T
    t = s @ b + np.logaddexp(0, s @ W + c).sum(axis=1)
    p = np.exp(t - np.logaddexp.reduce(t))
    up = 1 / (1 + np.exp(-(c + V @ W)))
    model = 1 / (1 + np.exp(-(c + s @ W)))
    dW = V.T @ up / len(V) - (p[:, None] * s).T @ model
    n = len(V)
    return n * dW, n * (V.mean(axis=0) - p @ s), n * (up.mean(axis=0) - p @ model)


# %% wrong="ml_uniform" solution="p8e_gradient" loses="p8e_gradient_random" symptom="count alike"
def log_likelihood_gradient(V, W, b, c):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    s = np.indices((2,) * len(b)).reshape(len(b), -1).T
    t = s @ b + np.logaddexp(0, s @ W + c).sum(axis=1)
    p = np.full(len(t), 1 / len(t))
    up = 1 / (1 + np.exp(-(c + V @ W)))
    model = 1 / (1 + np.exp(-(c + s @ W)))
    dW = V.T @ up / len(V) - (p[:, None] * s).T @ model
    return dW, V.mean(axis=0) - p @ s, up.mean(axis=0) - p @ model


# %% wrong="ml_positive_only" solution="p8e_gradient" loses="p8e_gradient_by_hand p8e_gradient_random" symptom="log Z has a gradient too"
def log_likelihood_gradient(V, W, b, c):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    s = np.indices((2,) * len(b)).reshape(len(b), -1).T
    t = s @ b + np.logaddexp(0, s @ W + c).sum(axis=1)
    p = np.exp(t - np.logaddexp.reduce(t))
    up = 1 / (1 + np.exp(-(c + V @ W)))
    model = 1 / (1 + np.exp(-(c + s @ W)))
    dW = V.T @ up / len(V)
    return dW, V.mean(axis=0), up.mean(axis=0)


# %% wrong="ml_overflows" solution="p8e_gradient" loses="p8e_gradient_random" symptom="overflow"
def log_likelihood_gradient(V, W, b, c):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    s = np.indices((2,) * len(b)).reshape(len(b), -1).T
    t = s @ b + np.logaddexp(0, s @ W + c).sum(axis=1)
    p = np.exp(t) / np.exp(t).sum()
    up = 1 / (1 + np.exp(-(c + V @ W)))
    model = 1 / (1 + np.exp(-(c + s @ W)))
    dW = V.T @ up / len(V) - (p[:, None] * s).T @ model
    return dW, V.mean(axis=0) - p @ s, up.mean(axis=0) - p @ model


# %% wrong="cd_mean_field" solution="p8e_cd" loses="p8e_cd_by_hand p8e_cd_mean p8e_cd_random" symptom="nothing is drawn"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    noise_h, noise_v = np.asarray(noise_h), np.asarray(noise_v)

    def up(v):
        return 1 / (1 + np.exp(-(c + v @ W)))

    v = V
    for _ in noise_h:
        h = up(v)
        v = 1 / (1 + np.exp(-(b + h @ W.T)))
    last = up(v)
    n = len(V)
    return (V.T @ up(V) - v.T @ last) / n, (V - v).mean(axis=0), (up(V) - last).mean(axis=0)


# %% wrong="cd_restarts" solution="p8e_cd" loses="p8e_cd_mean p8e_cd_random" symptom="from the data again"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    noise_h, noise_v = np.asarray(noise_h), np.asarray(noise_v)

    def up(v):
        return 1 / (1 + np.exp(-(c + v @ W)))

    v = V
    for s in range(len(noise_h)):
        h = (noise_h[s] < up(V)).astype(float)
        v = (noise_v[s] < 1 / (1 + np.exp(-(b + h @ W.T)))).astype(float)
    last = up(v)
    n = len(V)
    return (V.T @ up(V) - v.T @ last) / n, (V - v).mean(axis=0), (up(V) - last).mean(axis=0)


# %% wrong="cd_old_hidden" solution="p8e_cd" loses="p8e_cd_by_hand p8e_cd_random p8e_cd_mean" symptom="belong to the v before"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    noise_h, noise_v = np.asarray(noise_h), np.asarray(noise_v)

    def up(v):
        return 1 / (1 + np.exp(-(c + v @ W)))

    v, h = V, up(V)
    for s in range(len(noise_h)):
        h = (noise_h[s] < up(v)).astype(float)
        v = (noise_v[s] < 1 / (1 + np.exp(-(b + h @ W.T)))).astype(float)
    last = h
    n = len(V)
    return (V.T @ up(V) - v.T @ last) / n, (V - v).mean(axis=0), (up(V) - last).mean(axis=0)


# %% wrong="cd_reversed_noise" solution="p8e_cd" loses="p8e_cd_by_hand p8e_cd_random" symptom="other way round"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    noise_h, noise_v = np.asarray(noise_h), np.asarray(noise_v)

    def up(v):
        return 1 / (1 + np.exp(-(c + v @ W)))

    v = V
    for s in range(len(noise_h)):
        h = (1 - noise_h[s] < up(v)).astype(float)
        v = (1 - noise_v[s] < 1 / (1 + np.exp(-(b + h @ W.T)))).astype(float)
    last = up(v)
    n = len(V)
    return (V.T @ up(V) - v.T @ last) / n, (V - v).mean(axis=0), (up(V) - last).mean(axis=0)


# %% wrong="cd_downhill" solution="p8e_cd" loses="p8e_cd_by_hand p8e_cd_mean p8e_cd_random" symptom="downhill"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    noise_h, noise_v = np.asarray(noise_h), np.asarray(noise_v)

    def up(v):
        return 1 / (1 + np.exp(-(c + v @ W)))

    v = V
    for s in range(len(noise_h)):
        h = (noise_h[s] < up(v)).astype(float)
        v = (noise_v[s] < 1 / (1 + np.exp(-(b + h @ W.T)))).astype(float)
    last = up(v)
    n = len(V)
    return (v.T @ last - V.T @ up(V)) / n, (v - V).mean(axis=0), (last - up(V)).mean(axis=0)


# %% wrong="cd_first_step_only" solution="p8e_cd" loses="p8e_cd_mean p8e_cd_random" symptom="only the first step"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    noise_h, noise_v = np.asarray(noise_h), np.asarray(noise_v)

    def up(v):
        return 1 / (1 + np.exp(-(c + v @ W)))

    v = V
    for s in range(min(1, len(noise_h))):
        h = (noise_h[s] < up(v)).astype(float)
        v = (noise_v[s] < 1 / (1 + np.exp(-(b + h @ W.T)))).astype(float)
    last = up(v)
    n = len(V)
    return (V.T @ up(V) - v.T @ last) / n, (V - v).mean(axis=0), (up(V) - last).mean(axis=0)


# %% wrong="cd_summed" solution="p8e_cd" loses="p8e_cd_mean p8e_cd_random" symptom="summed, not averaged"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    noise_h, noise_v = np.asarray(noise_h), np.asarray(noise_v)

    def up(v):
        return 1 / (1 + np.exp(-(c + v @ W)))

    v = V
    for s in range(len(noise_h)):
        h = (noise_h[s] < up(v)).astype(float)
        v = (noise_v[s] < 1 / (1 + np.exp(-(b + h @ W.T)))).astype(float)
    last = up(v)
    n = len(V)
    return (V.T @ up(V) - v.T @ last), (V - v).sum(axis=0), (up(V) - last).sum(axis=0)


# %% wrong="cd_sign_in_sigma" solution="p8e_cd" loses="p8e_cd_mean p8e_cd_random" symptom="differ"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    noise_h, noise_v = np.asarray(noise_h), np.asarray(noise_v)

    def up(v):
        return 1 / (1 + np.exp(c + v @ W))

    v = V
    for s in range(len(noise_h)):
        h = (noise_h[s] < up(v)).astype(float)
        v = (noise_v[s] < 1 / (1 + np.exp(-(b + h @ W.T)))).astype(float)
    last = up(v)
    n = len(V)
    return (V.T @ up(V) - v.T @ last) / n, (V - v).mean(axis=0), (up(V) - last).mean(axis=0)


# %% wrong="d_swapped" solution="p8g_discriminator" loses="p8g_discriminator_by_hand p8g_discriminator_random" symptom="exchanged"
def optimal_discriminator(logp, logq):
    p, q = np.asarray(logp, float), np.asarray(logq, float)
    return 1 / (1 + np.exp(p - q))


# %% wrong="d_logs" solution="p8g_discriminator" loses="p8g_discriminator_by_hand p8g_discriminator_random" symptom="used as densities"
def optimal_discriminator(logp, logq):
    p, q = np.asarray(logp, float), np.asarray(logq, float)
    return p / (p + q)


# %% wrong="d_ratio" solution="p8g_discriminator" loses="p8g_discriminator_by_hand p8g_discriminator_random" symptom="no probability"
def optimal_discriminator(logp, logq):
    p, q = np.asarray(logp, float), np.asarray(logq, float)
    return np.exp(p - q)


# %% wrong="d_minus" solution="p8g_discriminator" loses="p8g_discriminator_by_hand p8g_discriminator_random" symptom="stands below"
def optimal_discriminator(logp, logq):
    p, q = np.asarray(logp, float), np.asarray(logq, float)
    return np.exp(p) / (np.exp(p) - np.exp(q))


# %% wrong="d_underflow" solution="p8g_discriminator" loses="p8g_discriminator_random" symptom="underflow"
def optimal_discriminator(logp, logq):
    p, q = np.asarray(logp, float), np.asarray(logq, float)
    return np.exp(p) / (np.exp(p) + np.exp(q))


# %% wrong="value_js_twice" solution="p8g_value" loses="p8g_value_by_hand p8g_value_random" symptom="js is twice too large"
def game_value(p, q):
    p, q = np.asarray(p, float), np.asarray(q, float)
    total = np.where(p + q > 0, p + q, 1)
    v = sum(float(np.sum(r * np.log(np.where(r > 0, r / total, 1)))) for r in (p, q))
    return v, v + np.log(4)


# %% wrong="value_as_loss" solution="p8g_value" loses="p8g_value_by_hand p8g_value_random" symptom="sign turned"
def game_value(p, q):
    p, q = np.asarray(p, float), np.asarray(q, float)
    total = np.where(p + q > 0, p + q, 1)
    v = sum(float(np.sum(r * np.log(np.where(r > 0, r / total, 1)))) for r in (p, q))
    return -v, (v + np.log(4)) / 2


# %% wrong="value_bits" solution="p8g_value" loses="p8g_value_by_hand p8g_value_random" symptom="in bits"
def game_value(p, q):
    p, q = np.asarray(p, float), np.asarray(q, float)
    total = np.where(p + q > 0, p + q, 1)
    v = sum(float(np.sum(r * np.log(np.where(r > 0, r / total, 1)))) for r in (p, q))
    return v, (v / np.log(2) + 2) / 2


# %% wrong="value_half_constant" solution="p8g_value" loses="p8g_value_by_hand p8g_value_random" symptom="js"
def game_value(p, q):
    p, q = np.asarray(p, float), np.asarray(q, float)
    total = np.where(p + q > 0, p + q, 1)
    v = sum(float(np.sum(r * np.log(np.where(r > 0, r / total, 1)))) for r in (p, q))
    return v, (v + np.log(2)) / 2


# %% wrong="value_nan" solution="p8g_value" loses="p8g_value_by_hand p8g_value_random" symptom="value"
def game_value(p, q):
    p, q = np.asarray(p, float), np.asarray(q, float)
    v = float(np.sum(p * np.log(p / (p + q)) + q * np.log(q / (p + q))))
    return v, (v + np.log(4)) / 2


# %% wrong="modes_single_sample" solution="p8g_modes" loses="p8g_modes_random" symptom="single sample"
def mode_coverage(samples, centres, radius, share=0.02):
    samples, centres = np.asarray(samples, float), np.asarray(centres, float)
    d = np.linalg.norm(samples[:, None] - centres, axis=-1)
    kept = d.argmin(axis=1)[d.min(axis=1) <= radius]
    counts = np.bincount(kept, minlength=len(centres))
    return int(np.sum(counts > 0))


# %% wrong="modes_far" solution="p8g_modes" loses="p8g_modes_random" symptom="far from every mode"
def mode_coverage(samples, centres, radius, share=0.02):
    samples, centres = np.asarray(samples, float), np.asarray(centres, float)
    d = np.linalg.norm(samples[:, None] - centres, axis=-1)
    kept = d.argmin(axis=1)
    counts = np.bincount(kept, minlength=len(centres))
    return int(np.sum(counts / len(samples) >= share))


# %% wrong="modes_share_of_hits" solution="p8g_modes" loses="p8g_modes_random" symptom="near a mode only"
def mode_coverage(samples, centres, radius, share=0.02):
    samples, centres = np.asarray(samples, float), np.asarray(centres, float)
    d = np.linalg.norm(samples[:, None] - centres, axis=-1)
    kept = d.argmin(axis=1)[d.min(axis=1) <= radius]
    counts = np.bincount(kept, minlength=len(centres))
    return int(np.sum(counts / len(kept) >= share))


# %% wrong="modes_strict" solution="p8g_modes" loses="p8g_modes_by_hand p8g_modes_random" symptom="exactly the share"
def mode_coverage(samples, centres, radius, share=0.02):
    samples, centres = np.asarray(samples, float), np.asarray(centres, float)
    d = np.linalg.norm(samples[:, None] - centres, axis=-1)
    kept = d.argmin(axis=1)[d.min(axis=1) <= radius]
    counts = np.bincount(kept, minlength=len(centres))
    return int(np.sum(counts / len(samples) > share))


# %% wrong="modes_float" solution="p8g_modes" loses="p8g_modes_random" symptom="a count is an int"
def mode_coverage(samples, centres, radius, share=0.02):
    samples, centres = np.asarray(samples, float), np.asarray(centres, float)
    d = np.linalg.norm(samples[:, None] - centres, axis=-1)
    kept = d.argmin(axis=1)[d.min(axis=1) <= radius]
    counts = np.bincount(kept, minlength=len(centres))
    return float(np.sum(counts / len(samples) >= share))


# %% wrong="modes_open_ball" solution="p8g_modes" loses="p8g_modes_random" symptom="mode_coverage"
def mode_coverage(samples, centres, radius, share=0.02):
    samples, centres = np.asarray(samples, float), np.asarray(centres, float)
    d = np.linalg.norm(samples[:, None] - centres, axis=-1)
    kept = d.argmin(axis=1)[d.min(axis=1) < radius]
    counts = np.bincount(kept, minlength=len(centres))
    return int(np.sum(counts / len(samples) >= share))


# %% wrong="w1_unsorted" solution="p8g_w1" loses="p8g_w1_by_hand p8g_w1_random" symptom="not sorted"
def wasserstein_1d(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    u = (np.arange(5040) + 0.5) / 5040
    if len(x) != len(y):
        x = np.sort(x)[(u * len(x)).astype(int)]
        y = np.sort(y)[(u * len(y)).astype(int)]
    return float(np.mean(np.abs(x - y)))


# %% wrong="w1_means" solution="p8g_w1" loses="p8g_w1_by_hand p8g_w1_random" symptom="difference of the means"
def wasserstein_1d(x, y):
    return float(abs(np.mean(x) - np.mean(y)))


# %% wrong="w1_summed" solution="p8g_w1" loses="p8g_w1_by_hand p8g_w1_random" symptom="summed, not averaged"
def wasserstein_1d(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    u = (np.arange(5040) + 0.5) / 5040
    if len(x) != len(y):
        x = np.sort(x)[(u * len(x)).astype(int)]
        y = np.sort(y)[(u * len(y)).astype(int)]
    return float(np.sum(np.abs(np.sort(x) - np.sort(y))))


# %% wrong="w1_squared" solution="p8g_w1" loses="p8g_w1_by_hand p8g_w1_random" symptom="second Wasserstein"
def wasserstein_1d(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    u = (np.arange(5040) + 0.5) / 5040
    if len(x) != len(y):
        x = np.sort(x)[(u * len(x)).astype(int)]
        y = np.sort(y)[(u * len(y)).astype(int)]
    return float(np.sqrt(np.mean((np.sort(x) - np.sort(y)) ** 2)))


# %% wrong="w1_truncates" solution="p8g_w1" loses="p8g_w1_by_hand p8g_w1_random" symptom="unequal sizes"
def wasserstein_1d(x, y):
    x, y = np.sort(np.asarray(x, float)), np.sort(np.asarray(y, float))
    n = min(len(x), len(y))
    return float(np.mean(np.abs(x[:n] - y[:n])))


# %% wrong="w1_left_side" solution="p8g_w1" loses="p8g_w1_by_hand p8g_w1_random" symptom="wasserstein_1d"
def wasserstein_1d(x, y):
    x, y = np.sort(np.asarray(x, float)), np.sort(np.asarray(y, float))
    t = np.sort(np.concatenate([x, y]))
    F = np.searchsorted(x, t[:-1], side="left") / len(x)
    G = np.searchsorted(y, t[:-1], side="left") / len(y)
    return float(np.sum(np.abs(F - G) * np.diff(t)))


# %% wrong="w1_sorts_in_place" solution="p8g_w1" loses="p8g_w1_random" symptom="changes its argument"
def wasserstein_1d(x, y):
    x, y = np.asarray(x), np.asarray(y)
    x.sort()
    t = np.sort(np.concatenate([x, y]))
    F = np.searchsorted(x, t[:-1], side="right") / len(x)
    G = np.searchsorted(np.sort(y), t[:-1], side="right") / len(y)
    return float(np.sum(np.abs(F - G) * np.diff(t)))


# %% wrong="sn_frobenius" solution="pq7" loses="pq7_by_hand pq7_random" symptom="Frobenius"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    s = np.linalg.svd(W, compute_uv=False)
    return W / (np.sqrt(np.sum(s**2)) or 1.0)


# %% wrong="sn_max_abs" solution="pq7" loses="pq7_random" symptom="largest entry"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    s = np.linalg.svd(W, compute_uv=False)
    return W / (np.abs(W).max() or 1.0)


# %% wrong="sn_root" solution="pq7" loses="pq7_by_hand pq7_random" symptom="root of σ"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    s = np.linalg.svd(W, compute_uv=False)
    return W / (np.sqrt(s[0]) or 1.0)


# %% wrong="sn_square" solution="pq7" loses="pq7_by_hand pq7_random" symptom="square of σ"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    s = np.linalg.svd(W, compute_uv=False)
    return W / (s[0] ** 2 or 1.0)


# %% wrong="sn_one_norm" solution="pq7" loses="pq7_random" symptom="column sum"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    s = np.linalg.svd(W, compute_uv=False)
    return W / (np.abs(W).sum(axis=0).max() or 1.0)


# %% wrong="sn_smallest" solution="pq7" loses="pq7_by_hand pq7_random" symptom="spectral_normalize"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    s = np.linalg.svd(W, compute_uv=False)
    return W / (s[-1] or 1.0)


# %% wrong="sn_one_iteration" solution="pq7" loses="pq7_by_hand pq7_random" symptom="spectral_normalize"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    v = np.random.default_rng(0).normal(size=W.shape[1])
    for _ in range(1):
        v = W.T @ (W @ v)
        v = v / (np.linalg.norm(v) or 1.0)
    return W / (np.linalg.norm(W @ v) or 1.0)


# %% wrong="sn_start_of_ones" solution="pq7" loses="pq7_random" symptom="sum to zero"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    v = np.ones(W.shape[1])
    for _ in range(n_iter):
        v = W.T @ (W @ v)
        v = v / (np.linalg.norm(v) or 1.0)
    return W / (np.linalg.norm(W @ v) or 1.0)


# %% wrong="sn_nan_for_zero" solution="pq7" loses="pq7_random" symptom="matrix of zeros"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    return W / np.linalg.norm(W, 2)


# %% wrong="pr_swapped" solution="p85" loses="p85_by_hand p85_edges p85_random" symptom="exchanged"
def precision_recall_knn(real, gen, k):
    real, gen = np.asarray(real, float), np.asarray(gen, float)
    if not 1 <= k < min(len(real), len(gen)):
        raise ValueError("k does not fit")

    def radii(X):
        return np.sort(np.linalg.norm(X[:, None] - X, axis=-1), axis=1)[:, k]

    between = np.linalg.norm(real[:, None] - gen, axis=-1)
    precision = (between <= radii(real)[:, None]).any(axis=0).mean()
    recall = (between <= radii(gen)).any(axis=1).mean()
    return float(recall), float(precision)


# %% wrong="pr_counts_itself" solution="p85" loses="p85_by_hand p85_edges p85_random" symptom="own neighbour"
def precision_recall_knn(real, gen, k):
    real, gen = np.asarray(real, float), np.asarray(gen, float)
    if not 1 <= k < min(len(real), len(gen)):
        raise ValueError("k does not fit")

    def radii(X):
        return np.sort(np.linalg.norm(X[:, None] - X, axis=-1), axis=1)[:, k - 1]

    between = np.linalg.norm(real[:, None] - gen, axis=-1)
    precision = (between <= radii(real)[:, None]).any(axis=0).mean()
    recall = (between <= radii(gen)).any(axis=1).mean()
    return float(precision), float(recall)


# %% wrong="pr_one_too_far" solution="p85" loses="p85_random" symptom="too far"
def precision_recall_knn(real, gen, k):
    real, gen = np.asarray(real, float), np.asarray(gen, float)
    if not 1 <= k < min(len(real), len(gen)):
        raise ValueError("k does not fit")

    def radii(X):
        return np.sort(np.linalg.norm(X[:, None] - X, axis=-1), axis=1)[:, min(k + 1, len(X) - 1)]

    between = np.linalg.norm(real[:, None] - gen, axis=-1)
    precision = (between <= radii(real)[:, None]).any(axis=0).mean()
    recall = (between <= radii(gen)).any(axis=1).mean()
    return float(precision), float(recall)


# %% wrong="pr_common_radii" solution="p85" loses="p85_edges p85_random" symptom="serve for both"
def precision_recall_knn(real, gen, k):
    real, gen = np.asarray(real, float), np.asarray(gen, float)
    if not 1 <= k < min(len(real), len(gen)):
        raise ValueError("k does not fit")

    def radii(X):
        return np.sort(np.linalg.norm(X[:, None] - X, axis=-1), axis=1)[:, k]

    between = np.linalg.norm(real[:, None] - gen, axis=-1)
    precision = (between <= radii(real)[:, None]).any(axis=0).mean()
    recall = (between <= radii(real)[:, None]).any(axis=1).mean()
    return float(precision), float(recall)


# %% wrong="pr_open_balls" solution="p85" loses="p85_edges" symptom="precision"
def precision_recall_knn(real, gen, k):
    real, gen = np.asarray(real, float), np.asarray(gen, float)
    if not 1 <= k < min(len(real), len(gen)):
        raise ValueError("k does not fit")

    def radii(X):
        return np.sort(np.linalg.norm(X[:, None] - X, axis=-1), axis=1)[:, k]

    between = np.linalg.norm(real[:, None] - gen, axis=-1)
    precision = (between < radii(real)[:, None]).any(axis=0).mean()
    recall = (between < radii(gen)).any(axis=1).mean()
    return float(precision), float(recall)


# %% wrong="pr_no_error" solution="p85" loses="p85_edges" symptom="without an error"
def precision_recall_knn(real, gen, k):
    real, gen = np.asarray(real, float), np.asarray(gen, float)
    k = min(max(k, 1), len(real) - 1, len(gen) - 1)

    def radii(X):
        return np.sort(np.linalg.norm(X[:, None] - X, axis=-1), axis=1)[:, k]

    between = np.linalg.norm(real[:, None] - gen, axis=-1)
    precision = (between <= radii(real)[:, None]).any(axis=0).mean()
    recall = (between <= radii(gen)).any(axis=1).mean()
    return float(precision), float(recall)
