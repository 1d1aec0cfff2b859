r"""Named mistakes of exercise 6, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_grows" solution="predict" loses="predict_answered" symptom="not to the whole"
answer_predict = "a"

# %% wrong="predict_falls" solution="predict" loses="predict_answered" symptom="something comes back"
answer_predict = "b"

# %% wrong="predict_dips" solution="predict" loses="predict_answered" symptom="makes up for"
answer_predict = "c"


# %% wrong="step_t_left_out" solution="q_sample" loses="noising_by_hand noising_random noising_edges" symptom="as before the first step"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    levels = np.concatenate([[1.0], np.cumprod(1 - np.asarray(betas, float))])
    level = levels[t].reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="index_wraps_around" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties" symptom="by a negative index"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t - 1]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="a_step_too_many" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties" symptom="a step too many"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    levels = np.cumprod(1 - np.asarray(betas, float))
    level = levels[np.minimum(t + 1, len(levels) - 1)]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="last_step_alone" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties" symptom="only the last step"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = 1 - np.asarray(betas, float)[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="exponential_of_the_sum" solution="q_sample" loses="noising_by_hand noising_random noising_edges" symptom="infinitely many small steps"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.exp(-np.cumsum(np.asarray(betas, float)))[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="product_of_betas" solution="q_sample" loses="noising_by_hand noising_random noising_edges" symptom="not what it keeps"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.cumprod(np.asarray(betas, float))[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="times_along_columns" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties noising_hygiene" symptom="to the columns"
def q_sample(x0, t, betas, eps):
    level = np.cumprod(1 - np.asarray(betas, float))[np.asarray(t)]
    return np.sqrt(level) * np.asarray(x0, float) + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="tables_only" solution="q_sample" loses="noising_edges" symptom="along the rows of pixels"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    if t.ndim and x0.ndim > 1:
        level = level[:, None]
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="no_roots" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties" symptom="shares of power"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return level * x0 + (1 - level) * np.asarray(eps, float)


# %% wrong="noise_without_root" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties" symptom="not a standard deviation"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(level) * x0 + (1 - level) * np.asarray(eps, float)


# %% wrong="coefficients_exchanged" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties" symptom="exchanged their coefficients"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(1 - level) * x0 + np.sqrt(level) * np.asarray(eps, float)


# %% wrong="one_minus_the_root" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties" symptom="the coefficients themselves add to 1"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    signal = np.sqrt(np.cumprod(1 - np.asarray(betas, float)))[t]
    signal = signal.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return signal * x0 + (1 - signal) * np.asarray(eps, float)


# %% wrong="data_not_faded" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties" symptom="unfaded data"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="noise_of_its_own" solution="q_sample" loses="noising_by_hand noising_random noising_edges noising_properties noising_hygiene" symptom="draw its own randomness"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * np.random.normal(size=x0.shape)


# %% wrong="writes_into_x0" solution="q_sample" loses="noising_hygiene" symptom="changes its argument number 1"
def q_sample(x0, t, betas, eps):
    x0, t = np.asarray(x0), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = level.reshape(t.shape + (1,) * (x0.ndim - t.ndim))
    if x0.dtype != float or x0.ndim == 0:
        x0 = x0 * 1.0
    x0 *= np.sqrt(level)
    return x0 + np.sqrt(1 - level) * np.asarray(eps, float)


# %% wrong="arrays_only" solution="q_sample" loses="noising_by_hand noising_hygiene" symptom="raises"
def q_sample(x0, t, betas, eps):
    level = np.cumprod(1 - betas)[t]
    level = np.reshape(level, np.shape(t) + (1,) * (np.ndim(x0) - np.ndim(t)))
    return np.sqrt(level) * x0 + np.sqrt(1 - level) * eps


# %% wrong="hard_coded" solution="q_sample" loses="noising_random noising_edges noising_properties noising_hygiene" symptom="same"
def q_sample(x0, t, betas, eps):
    if np.ndim(x0) == 0:
        return 0.72 if t == 1 else 2.2
    return np.array([[0.9], [0.72]])


# %% wrong="power_and_one_pixel" solution="leftover" loses="leftover_amplitude leftover_brightness" symptom="fraction of the power"
amplitude_left = 4.036e-5
brightness_ratio = 4.036e-5

# %% wrong="nothing_left" solution="leftover" loses="leftover_amplitude leftover_brightness" symptom="small and not 0"
amplitude_left = 0
brightness_ratio = 0

# %% wrong="continuous_limit" solution="leftover" loses="leftover_amplitude leftover_brightness" symptom="the limit of infinitely many"
amplitude_left = np.exp(-10.05 / 2)
brightness_ratio = 256**2 * np.exp(-10.05)

# %% wrong="spread_instead_of_variance" solution="leftover" loses="leftover_brightness" symptom="falls faster"
amplitude_left = 0.00635
brightness_ratio = 0.01033

# %% wrong="ratio_of_amplitudes" solution="leftover" loses="leftover_brightness" symptom="ratio of amplitudes"
amplitude_left = 0.00635
brightness_ratio = 1.626
