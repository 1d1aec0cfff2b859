r"""Named mistakes of exercise 2, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_symmetric" solution="predict" loses="predict_answered" symptom="not symmetric"
answer_predict = "a"

# %% wrong="predict_narrow" solution="predict" loses="predict_answered" symptom="logarithmically"
answer_predict = "b"

# %% wrong="predict_mean_only" solution="predict" loses="predict_answered" symptom="the width"
answer_predict = "d"


# %% wrong="missing_half" solution="kl" loses="kl_by_hand kl_random kl_edges" symptom="exactly twice too large"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return np.sum(np.exp(logvar) + mu**2 - 1 - logvar, axis=-1)


# %% wrong="mean_over_latents" solution="kl" loses="kl_random kl_edges" symptom="averages over the latent axis"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.mean(np.exp(logvar) + mu**2 - 1 - logvar, axis=-1)


# %% wrong="sum_over_everything" solution="kl" loses="kl_by_hand kl_random kl_edges kl_properties" symptom="more axes are reduced"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.sum(np.exp(logvar) + mu**2 - 1 - logvar)


# %% wrong="sum_over_batch" solution="kl" loses="kl_by_hand kl_random kl_edges kl_properties" symptom="over the batch axis"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.sum(np.exp(logvar) + mu**2 - 1 - logvar, axis=0)


# %% wrong="negative" solution="kl" loses="kl_by_hand kl_random kl_edges kl_properties" symptom="the sign is wrong"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return -0.5 * np.sum(np.exp(logvar) + mu**2 - 1 - logvar, axis=-1)


# %% wrong="logvar_as_log_std" solution="kl" loses="kl_by_hand kl_random kl_edges" symptom="read as log σ"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.sum(np.exp(2 * logvar) + mu**2 - 1 - 2 * logvar, axis=-1)


# %% wrong="missing_exp" solution="kl" loses="kl_by_hand kl_random kl_edges kl_properties" symptom="grow exponentially"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.sum(logvar + mu**2 - 1 - np.log(np.abs(logvar) + 1e-12), axis=-1)


# %% wrong="other_direction" solution="kl" loses="kl_by_hand kl_random kl_edges" symptom="other direction"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.sum(np.exp(-logvar) * (1 + mu**2) - 1 + logvar, axis=-1)


# %% wrong="mean_not_squared" solution="kl" loses="kl_random kl_edges" symptom="by its size"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.sum(np.exp(logvar) + np.abs(mu) - 1 - logvar, axis=-1)


# %% wrong="plus_logvar" solution="kl" loses="kl_by_hand kl_random kl_edges kl_properties" symptom="sign of the logvar term"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * np.sum(np.exp(logvar) + mu**2 - 1 + logvar, axis=-1)


# %% wrong="writes_into_mu" solution="kl" loses="kl_hygiene" symptom="changes its argument number 1"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu), np.asarray(logvar, float)
    if mu.dtype == float:
        square = np.square(mu, out=mu)
    else:
        square = mu.astype(float) ** 2
    return 0.5 * np.sum(np.exp(logvar) + square - 1 - logvar, axis=-1)


# %% wrong="hard_coded" solution="kl" loses="kl_random kl_edges kl_properties kl_hygiene" symptom="same"
def kl_to_standard_normal(mu, logvar):
    return 2 - np.log(2) if np.ndim(mu) == 1 else np.zeros(len(mu))


# %% wrong="slope_of_logvar" solution="halving" loses="halving_cost" symptom="per nat of logvar"
nats_per_halving = 0.5

# %% wrong="change_of_logvar" solution="halving" loses="halving_cost" symptom="enters with a factor"
nats_per_halving = 1.386

# %% wrong="in_bits" solution="halving" loses="halving_cost" symptom="in bits"
nats_per_halving = 1
