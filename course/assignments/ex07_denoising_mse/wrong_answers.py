r"""Named mistakes of exercise 7, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_rises" solution="predict" loses="predict_answered" symptom="guessing the data"
answer_predict = "b"

# %% wrong="predict_constant" solution="predict" loses="predict_answered" symptom="more or less of it"
answer_predict = "c"

# %% wrong="predict_hump" solution="predict" loses="predict_answered" symptom="the two ends"
answer_predict = "d"


# %% wrong="sum_of_all" solution="mse" loses="mse_by_hand mse_random mse_edges mse_properties" symptom="added up, not averaged"
def denoising_mse(eps, pred):
    eps, pred = np.asarray(eps, float), np.asarray(pred, float)
    return np.sum((eps - pred) ** 2)


# %% wrong="sum_within_a_sample" solution="mse" loses="mse_by_hand mse_random mse_edges mse_properties" symptom="by the length of the last axis"
def denoising_mse(eps, pred):
    eps, pred = np.asarray(eps, float), np.asarray(pred, float)
    squares = (eps - pred) ** 2
    return squares.sum(axis=-1).mean() if squares.ndim else squares.item()


# %% wrong="divided_by_the_batch" solution="mse" loses="mse_by_hand mse_random mse_edges mse_properties" symptom="number of samples alone"
def denoising_mse(eps, pred):
    eps, pred = np.atleast_1d(np.asarray(eps, float)), np.atleast_1d(np.asarray(pred, float))
    return np.sum((eps - pred) ** 2) / len(eps)


# %% wrong="root_mean_square" solution="mse" loses="mse_by_hand mse_random mse_edges mse_properties" symptom="there is a root in it"
def denoising_mse(eps, pred):
    eps, pred = np.asarray(eps, float), np.asarray(pred, float)
    return np.sqrt(np.mean((eps - pred) ** 2))


# %% wrong="absolute_error" solution="mse" loses="mse_by_hand mse_random mse_edges mse_properties" symptom="by their size"
def denoising_mse(eps, pred):
    eps, pred = np.asarray(eps, float), np.asarray(pred, float)
    return np.mean(np.abs(eps - pred))


# %% wrong="half_of_it" solution="mse" loses="mse_by_hand mse_random mse_edges mse_properties" symptom="exactly half"
def denoising_mse(eps, pred):
    eps, pred = np.asarray(eps, float), np.asarray(pred, float)
    return 0.5 * np.mean((eps - pred) ** 2)


# %% wrong="mean_per_sample" solution="mse" loses="mse_by_hand mse_random mse_edges mse_properties" symptom="an axis is left"
def denoising_mse(eps, pred):
    eps, pred = np.asarray(eps, float), np.asarray(pred, float)
    squares = (eps - pred) ** 2
    return squares.mean(axis=-1) if squares.ndim else squares.item()


# %% wrong="mean_before_square" solution="mse" loses="mse_by_hand mse_random mse_edges mse_properties" symptom="of opposite signs cancel"
def denoising_mse(eps, pred):
    return np.mean(np.asarray(eps, float) - np.asarray(pred, float)) ** 2


# %% wrong="variance_of_the_error" solution="mse" loses="mse_random mse_edges mse_properties mse_by_hand" symptom="a constant error costs nothing"
def denoising_mse(eps, pred):
    return np.var(np.asarray(eps, float) - np.asarray(pred, float))


# %% wrong="bytes_wrap_around" solution="mse" loses="mse_edges" symptom="neither 0 − 20 nor 20² is a byte"
def denoising_mse(eps, pred):
    return np.mean((np.asarray(eps) - np.asarray(pred)) ** 2)


# %% wrong="difference_wraps_around" solution="mse" loses="mse_edges" symptom="in the difference"
def denoising_mse(eps, pred):
    difference = np.asarray(eps) - np.asarray(pred)
    return np.mean(difference.astype(float) ** 2)


# %% wrong="arrays_of_floats_only" solution="mse" loses="mse_by_hand mse_edges mse_hygiene" symptom="raises TypeError"
def denoising_mse(eps, pred):
    return ((eps - pred) ** 2).mean()


# %% wrong="writes_into_eps" solution="mse" loses="mse_hygiene" symptom="changes its argument number 1"
def denoising_mse(eps, pred):
    eps, pred = np.asarray(eps, float), np.asarray(pred, float)
    if eps.ndim == 0:
        return float((eps - pred) ** 2)
    eps -= pred
    return np.mean(eps**2)


# %% wrong="zero_dimensional_array" solution="mse" loses="mse_hygiene" symptom="0-dimensional array"
def denoising_mse(eps, pred):
    squares = (np.asarray(eps, float) - np.asarray(pred, float)) ** 2
    return np.array(squares.mean())


# %% wrong="hard_coded" solution="mse" loses="mse_random mse_edges mse_properties mse_hygiene" symptom="the same result for different inputs"
def denoising_mse(eps, pred):
    return 0.04 if np.ndim(eps) == 1 else 1.5


# %% wrong="error_of_the_noise" solution="data_error" loses="data_error_found" symptom="with another factor"
data_error = 0.02

# %% wrong="noise_factor_forgotten" solution="data_error" loses="data_error_found" symptom="a little below 1"
data_error = 2

# %% wrong="amplitude_for_power" solution="data_error" loses="data_error_found" symptom="the error is a square"
data_error = 0.199

# %% wrong="other_way_round" solution="data_error" loses="data_error_found" symptom="wrong way round"
data_error = 0.000202

# %% wrong="best_possible" solution="data_error" loses="data_error_found" symptom="not that of this network"
data_error = 0.99

# %% wrong="small_noise" solution="low_noise" loses="low_noise_answered" symptom="variance 1 at every time"
answer_low_noise = "a"

# %% wrong="signs_cancel" solution="low_noise" loses="low_noise_answered" symptom="squares do not cancel"
answer_low_noise = "c"

# %% wrong="zero_is_good" solution="low_noise" loses="low_noise_answered" symptom="answering 0 costs"
answer_low_noise = "d"
