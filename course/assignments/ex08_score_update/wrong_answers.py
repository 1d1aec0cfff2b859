r"""Named mistakes of exercise 8, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_distributed" solution="predict" loses="predict_answered" symptom="where the score is 0"
answer_predict = "a"

# %% wrong="predict_mean" solution="predict" loses="predict_answered" symptom="between the hills"
answer_predict = "b"

# %% wrong="predict_global_maximum" solution="predict" loses="predict_answered" symptom="never walks downhill"
answer_predict = "c"


# %% wrong="half_steps" solution="step" loses="step_by_hand step_random step_edges" symptom="other convention"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta / 2 * score + np.sqrt(eta) * noise


# %% wrong="downhill" solution="step" loses="step_by_hand step_random step_edges step_properties" symptom="followed downhill"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x - eta * score + np.sqrt(2 * eta) * noise


# %% wrong="noise_by_variance" solution="step" loses="step_by_hand step_random step_properties" symptom="by its variance"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * score + 2 * eta * noise


# %% wrong="noise_too_weak" solution="step" loses="step_by_hand step_random step_properties" symptom="the noise is too weak"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * score + np.sqrt(eta) * noise


# %% wrong="noise_too_strong" solution="step" loses="step_by_hand step_random step_properties" symptom="the noise is too strong"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * score + 2 * np.sqrt(eta) * noise


# %% wrong="no_noise" solution="step" loses="step_by_hand step_random step_properties" symptom="noise makes no difference"
def langevin_step(x, score, eta, noise):
    return np.asarray(x, float) + eta * np.asarray(score, float)


# %% wrong="root_of_two_times_eta" solution="step" loses="step_by_hand step_random step_properties" symptom="as fast as the drift"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * score + np.sqrt(2) * eta * noise


# %% wrong="score_plus_noise" solution="step" loses="step_by_hand step_random step_properties" symptom="as fast as the drift, and"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * (score + noise)


# %% wrong="noise_without_eta" solution="step" loses="step_by_hand step_random step_edges step_properties" symptom="same size for every step"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * score + np.sqrt(2) * noise


# %% wrong="noise_negative" solution="step" loses="step_by_hand step_random" symptom="with the other sign"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * score - np.sqrt(2 * eta) * noise


# %% wrong="exact_for_one_target" solution="step" loses="step_by_hand step_random" symptom="may not depend on η"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * score + np.sqrt(abs(1 - (1 - eta) ** 2)) * noise


# %% wrong="score_of_the_unit_gaussian" solution="step" loses="step_random step_edges step_properties" symptom="it fits s = −x"
def langevin_step(x, score, eta, noise):
    x, noise = np.asarray(x, float), np.asarray(noise, float)
    return (1 - eta) * x + np.sqrt(2 * eta) * noise


# %% wrong="move_only" solution="step" loses="step_by_hand step_random step_edges step_properties" symptom="only the move is returned"
def langevin_step(x, score, eta, noise):
    return eta * np.asarray(score, float) + np.sqrt(2 * eta) * np.asarray(noise, float)


# %% wrong="own_noise" solution="step" loses="step_by_hand step_random step_edges step_properties step_hygiene" symptom="draw its own randomness"
def langevin_step(x, score, eta, noise):
    x, score = np.asarray(x, float), np.asarray(score, float)
    return x + eta * score + np.sqrt(2 * eta) * np.random.normal(size=x.shape)


# %% wrong="one_noise_for_all" solution="step" loses="step_by_hand step_random step_properties" symptom="influence each other"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.asarray(x, float), np.asarray(score, float), np.asarray(noise, float)
    return x + eta * score + np.sqrt(2 * eta) * (noise.flat[0] if noise.size else 0)


# %% wrong="writes_into_x" solution="step" loses="step_hygiene" symptom="changes its argument number 1"
def langevin_step(x, score, eta, noise):
    x = np.asarray(x)
    if x.dtype != float:
        x = x.astype(float)
    x += eta * np.asarray(score) + np.sqrt(2 * eta) * np.asarray(noise)
    return x[()]


# %% wrong="lists_not_taken" solution="step" loses="step_hygiene" symptom="called with list"
def langevin_step(x, score, eta, noise):
    return x + eta * score + np.sqrt(2 * eta) * noise


# %% wrong="hard_coded" solution="step" loses="step_random step_edges step_properties step_hygiene" symptom="same"
def langevin_step(x, score, eta, noise):
    return np.array([1.8]) if eta == 0.1 else np.array([2.25, -1.5])


# %% wrong="variance_of_the_target" solution="stationary" loses="stationary_variance" symptom="of the target; a step"
variance_in_the_long_run = 0.25

# %% wrong="one_step" solution="stationary" loses="stationary_variance" symptom="noise of one step"
variance_in_the_long_run = 0.2

# %% wrong="factor_not_squared" solution="stationary" loses="stationary_variance" symptom="its variance squared"
variance_in_the_long_run = 0.5

# %% wrong="of_the_unit_gaussian" solution="stationary" loses="stationary_variance" symptom="target of variance 1"
variance_in_the_long_run = 1.0526

# %% wrong="unit_gaussian_scaled" solution="stationary" loses="stationary_variance" symptom="so narrow a target"
variance_in_the_long_run = 0.2632

# %% wrong="ratio" solution="stationary" loses="stationary_variance" symptom="ratio"
variance_in_the_long_run = 1.25

# %% wrong="standard_deviation" solution="stationary" loses="stationary_variance" symptom="standard deviation"
variance_in_the_long_run = 0.559
