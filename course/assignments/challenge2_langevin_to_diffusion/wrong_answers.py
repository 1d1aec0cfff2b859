r"""Named mistakes of challenge 2, each with the grade cells that it loses and the symptom named."""


# %% wrong="c21_weights_forgotten" solution="c21_score" loses="c21_score_by_hand c21_score_random c21_score_edges c21_score_hygiene" symptom="weights of the components make no difference"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = -squares / (2 * sigma**2)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_weights_everywhere" solution="c21_score" loses="c21_score_random c21_score_edges c21_score_hygiene" symptom="with its weight wherever x is"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) + 0 * squares
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_pull_by_sigma" solution="c21_score" loses="c21_score_by_hand c21_score_random c21_score_edges" symptom="the pull fits a variance sigma"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma**2)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart / sigma, axis=1)


# %% wrong="c21_sigma_as_variance" solution="c21_score" loses="c21_score_by_hand c21_score_random c21_score_edges" symptom="read as a variance"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart / sigma, axis=1)


# %% wrong="c21_shares_by_sigma" solution="c21_score" loses="c21_score_random c21_score_edges" symptom="the shares fit a variance sigma"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_half_lost" solution="c21_score" loses="c21_score_random c21_score_edges c21_score_hygiene" symptom="decide too sharply"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / sigma**2
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_distance_not_squared" solution="c21_score" loses="c21_score_random c21_score_edges c21_score_hygiene" symptom="without its square"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - np.sqrt(squares) / (2 * sigma**2)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_nearest_only" solution="c21_score" loses="c21_score_by_hand c21_score_random c21_score_edges c21_score_hygiene" symptom="only the nearest component pulls"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma**2)
    posterior = 1.0 * (squares == squares.min(axis=1, keepdims=True))
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_over_the_points" solution="c21_score" loses="c21_score_by_hand c21_score_random c21_score_edges c21_score_hygiene" symptom="sum to 1 over the points"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma**2)
    joint = np.exp(log_joint - np.max(log_joint, axis=0, initial=-np.inf))
    posterior = joint / joint.sum(axis=0)
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_not_normalised" solution="c21_score" loses="c21_score_by_hand c21_score_random c21_score_edges c21_score_hygiene" symptom="not divided by their sum"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma**2)
    posterior = np.exp(log_joint)
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_not_divided" solution="c21_score" loses="c21_score_by_hand c21_score_random c21_score_edges" symptom="not divided by the variance"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma**2)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart, axis=1)


# %% wrong="c21_away" solution="c21_score" loses="c21_score_by_hand c21_score_random c21_score_edges c21_score_hygiene" symptom="points away from the centres"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma**2)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * -apart / sigma**2, axis=1)


# %% wrong="c21_underflow" solution="c21_score" loses="c21_score_edges" symptom="where all densities underflow"
def mixture_score(x, weights, means, sigma):
    apart = np.asarray(means, float) - np.asarray(x, float)[:, None]
    squares = np.sum(apart**2, axis=-1)
    log_joint = np.log(weights) - squares / (2 * sigma**2)
    joint = np.exp(log_joint)
    posterior = joint / joint.sum(axis=1, keepdims=True)
    return np.sum(posterior[..., None] * apart / sigma**2, axis=1)


# %% wrong="c21_writes_into_x" solution="c21_score" loses="c21_score_hygiene" symptom="changes its argument number 1"
def mixture_score(x, weights, means, sigma):
    x = np.asarray(x, float)
    pull = (np.asarray(means, float) - x[:, None]) / sigma**2
    log_joint = np.log(weights) - 0.5 * sigma**2 * np.sum(pull**2, axis=-1)
    joint = np.exp(log_joint - log_joint.max(axis=1, keepdims=True))
    posterior = joint / joint.sum(axis=1, keepdims=True)
    score = np.sum(posterior[..., None] * pull, axis=1)
    x += 1
    return score


# %% wrong="c22_predict_score_knows" solution="c22_predict" loses="c22_predict_answered" symptom="does it change if the weights do"
answer_c22 = "a"

# %% wrong="c22_predict_all_heavy" solution="c22_predict" loses="c22_predict_answered" symptom="compare 1000 steps"
answer_c22 = "b"

# %% wrong="c22_predict_flat_mode" solution="c22_predict" loses="c22_predict_answered" symptom="equally steep"
answer_c22 = "d"

# %% wrong="c22_barrier_both_count" solution="c22_barrier" loses="c22_barrier_ratio" symptom="which components count"
density_ratio = np.exp(16)

# %% wrong="c22_barrier_one_at_the_origin" solution="c22_barrier" loses="c22_barrier_ratio" symptom="both are there"
density_ratio = 4 * np.exp(16)

# %% wrong="c22_barrier_sigma_not_squared" solution="c22_barrier" loses="c22_barrier_ratio" symptom="two coordinates, and sigma"
density_ratio = np.exp(8)

# %% wrong="c22_barrier_half_the_exponent" solution="c22_barrier" loses="c22_barrier_ratio" symptom="right but for the exponent"
density_ratio = 0.8 * np.exp(8)

# %% wrong="c22_barrier_logarithm" solution="c22_barrier" loses="c22_barrier_ratio" symptom="logarithm of the ratio"
density_ratio = 16 + np.log(0.8)

# %% wrong="c22_barrier_no_half" solution="c22_barrier" loses="c22_barrier_ratio" symptom="a factor ½"
density_ratio = 0.8 * np.exp(32)


# %% wrong="c22_levels_upwards" solution="c22_annealed" loses="c22_annealed_steps c22_annealed_law c22_shares" symptom="from the last to the first"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels[::-1], etas[::-1], strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_data_score_always" solution="c22_annealed" loses="c22_annealed_by_hand c22_annealed_steps c22_annealed_law c22_shares" symptom="at one level"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for eta in etas:
        for _ in range(steps):
            x = x + eta * score(x, levels[-1]) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_first_step_size" solution="c22_annealed" loses="c22_annealed_by_hand c22_annealed_steps c22_annealed_law c22_shares" symptom="step size of its level"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level in levels:
        for _ in range(steps):
            x = x + etas[0] * score(x, level) + np.sqrt(2 * etas[0]) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_restarts" solution="c22_annealed" loses="c22_annealed_by_hand c22_annealed_steps c22_annealed_law c22_shares" symptom="starts at x0 again"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        x = np.array(x0, dtype=float)
        for _ in range(steps):
            x = x + eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_one_step_per_level" solution="c22_annealed" loses="c22_annealed_by_hand c22_annealed_steps c22_annealed_law c22_shares" symptom="where 3 levels of 5 steps"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(1):
            x = x + eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_downhill" solution="c22_annealed" loses="c22_annealed_by_hand c22_annealed_steps c22_annealed_law c22_shares" symptom="against the score"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x - eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_half_drift" solution="c22_annealed" loses="c22_annealed_by_hand c22_annealed_steps c22_annealed_law c22_shares" symptom="half of the step size"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta / 2 * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_half_noise" solution="c22_annealed" loses="c22_annealed_steps c22_annealed_law c22_shares" symptom="half of its variance"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level) + np.sqrt(eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_noise_by_variance" solution="c22_annealed" loses="c22_annealed_steps c22_annealed_law" symptom="by its variance"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level) + 2 * eta * rng.normal(size=x.shape)
    return x


# %% wrong="c22_noise_of_the_level" solution="c22_annealed" loses="c22_annealed_by_hand c22_annealed_steps c22_annealed_law c22_shares" symptom="size of the level"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level) + level * rng.normal(size=x.shape)
    return x


# %% wrong="c22_no_noise" solution="c22_annealed" loses="c22_annealed_steps c22_annealed_law c22_shares" symptom="there is no noise"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level)
    return x


# %% wrong="c22_last_step_quiet" solution="c22_annealed" loses="c22_annealed_steps c22_annealed_law" symptom="the last step has no noise"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    left = len(levels) * steps
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            left -= 1
            kick = np.sqrt(2 * eta) * rng.normal(size=x.shape)
            x = x + eta * score(x, level) + (kick if left else 0)
    return x


# %% wrong="c22_shared_noise" solution="c22_annealed" loses="c22_annealed_steps c22_annealed_law c22_shares" symptom="all chains get the same noise"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape[1:])
    return x


# %% wrong="c22_noise_per_chain" solution="c22_annealed" loses="c22_annealed_steps c22_shares" symptom="coordinates of a chain share"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=(len(x), 1))
    return x


# %% wrong="c22_noise_drawn_once" solution="c22_annealed" loses="c22_annealed_steps c22_annealed_law c22_shares" symptom="comes back in another"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    noise = rng.normal(size=x.shape)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level) + np.sqrt(2 * eta) * noise
    return x


# %% wrong="c22_uniform_noise" solution="c22_annealed" loses="c22_annealed_steps" symptom="not Gaussian"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = (
                x
                + eta * score(x, level)
                + np.sqrt(2 * eta) * rng.uniform(-(3**0.5), 3**0.5, x.shape)
            )
    return x


# %% wrong="c22_own_generator" solution="c22_annealed" loses="c22_annealed_law" symptom="generator that is given"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    rng = np.random.default_rng(1)
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x = x + eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_writes_into_x0" solution="c22_annealed" loses="c22_annealed_law" symptom="changes its argument number 1"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.asarray(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x += eta * score(x, level) + np.sqrt(2 * eta) * rng.normal(size=x.shape)
    return x


# %% wrong="c22_level8_unmixed" solution="c22_explain" loses="c22_share_at_level_8" symptom="carries points of each mode"
share_at_level_8, answer_c22_lag = 0.8, "a"

# %% wrong="c22_level8_half" solution="c22_explain" loses="c22_share_at_level_8" symptom="without any difference"
share_at_level_8, answer_c22_lag = 0.5, "a"

# %% wrong="c22_level8_heavy_points" solution="c22_explain" loses="c22_share_at_level_8" symptom="add those of the light"
share_at_level_8, answer_c22_lag = 0.638, "a"

# %% wrong="c22_level8_coordinates" solution="c22_explain" loses="c22_share_at_level_8" symptom="further from the line"
share_at_level_8, answer_c22_lag = 0.559, "a"

# %% wrong="c22_level8_heavy_alone" solution="c22_explain" loses="c22_share_at_level_8" symptom="heavy mode's points alone"
share_at_level_8, answer_c22_lag = 0.510, "a"

# %% wrong="c22_lag_last_level" solution="c22_explain" loses="c22_lag_explained" symptom="noise of 0.01"
share_at_level_8, answer_c22_lag = 0.583, "b"

# %% wrong="c22_lag_approximate" solution="c22_explain" loses="c22_lag_explained" symptom="it is exact"
share_at_level_8, answer_c22_lag = 0.583, "c"

# %% wrong="c22_lag_step_size" solution="c22_explain" loses="c22_lag_explained" symptom="off by a few per cent"
share_at_level_8, answer_c22_lag = 0.583, "d"


# %% wrong="c23_diagonal_counted" solution="c23_energy" loses="c23_energy_by_hand c23_energy_random c23_energy_properties" symptom="paired with itself"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.linalg.norm(a[:, None] - b, axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float(2 * table(x, y).mean() - table(x, x).mean() - table(y, y).mean())


# %% wrong="c23_halved" solution="c23_energy" loses="c23_energy_by_hand c23_energy_random" symptom="half of the right value"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.linalg.norm(a[:, None] - b, axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float((2 * table(x, y).mean() - within(x) - within(y)) / 2)


# %% wrong="c23_across_once" solution="c23_energy" loses="c23_energy_by_hand c23_energy_random c23_energy_properties" symptom="is not doubled"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.linalg.norm(a[:, None] - b, axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float(table(x, y).mean() - within(x) - within(y))


# %% wrong="c23_root" solution="c23_energy" loses="c23_energy_by_hand c23_energy_random c23_energy_properties" symptom="a root is taken"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.linalg.norm(a[:, None] - b, axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float(np.sqrt(max(2 * table(x, y).mean() - within(x) - within(y), 0)))


# %% wrong="c23_squared" solution="c23_energy" loses="c23_energy_by_hand c23_energy_random c23_energy_properties" symptom="distances are squared"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.sum((a[:, None] - b) ** 2, axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float(2 * table(x, y).mean() - within(x) - within(y))


# %% wrong="c23_second_missing" solution="c23_energy" loses="c23_energy_random c23_energy_properties" symptom="within the second set"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.linalg.norm(a[:, None] - b, axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float(2 * table(x, y).mean() - within(x))


# %% wrong="c23_first_missing" solution="c23_energy" loses="c23_energy_by_hand c23_energy_random c23_energy_properties" symptom="within the first set"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.linalg.norm(a[:, None] - b, axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float(2 * table(x, y).mean() - within(y))


# %% wrong="c23_city_blocks" solution="c23_energy" loses="c23_energy_by_hand c23_energy_random" symptom="coordinates are compared"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.abs(a[:, None] - b).sum(axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float(2 * table(x, y).mean() - within(x) - within(y))


# %% wrong="c23_sign" solution="c23_energy" loses="c23_energy_by_hand c23_energy_random" symptom="the sign is wrong"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    table = lambda a, b: np.linalg.norm(a[:, None] - b, axis=-1)
    within = lambda a: table(a, a).sum() / (len(a) * (len(a) - 1))
    return float(-(2 * table(x, y).mean() - within(x) - within(y)))


# %% wrong="c23_read_other_side" solution="c23_read" loses="c23_ruler_read" symptom="other side of 0.8"
share_at_006 = 0.825

# %% wrong="c23_read_linear" solution="c23_read" loses="c23_ruler_read" symptom="square of the error"
share_at_006 = 0.8 - 0.006 / 9.63

# %% wrong="c23_read_error_alone" solution="c23_read" loses="c23_ruler_read" symptom="not the share"
share_at_006 = (0.006 / 9.63) ** 0.5

# %% wrong="c23_read_distance_as_error" solution="c23_read" loses="c23_ruler_read" symptom="not the error itself"
share_at_006 = 0.794


# %% wrong="c24_eps_centres_stay" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="the centres stay"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -np.sqrt(1 - abar) * score(x, weights, means, np.sqrt(abar * sigma**2 + 1 - abar))


# %% wrong="c24_eps_centres_by_abar" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="shrunk by ᾱ"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -np.sqrt(1 - abar) * score(x, weights, abar * means, np.sqrt(abar * sigma**2 + 1 - abar))


# %% wrong="c24_eps_width_stays" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="does not shrink with the data"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -np.sqrt(1 - abar) * score(x, weights, root * means, np.sqrt(sigma**2 + 1 - abar))


# %% wrong="c24_eps_variance_as_width" solution="c24_eps" loses="c24_eps_random" symptom="a variance where"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -np.sqrt(1 - abar) * score(x, weights, root * means, abar * sigma**2 + 1 - abar)


# %% wrong="c24_eps_widths_added" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="standard deviations are added"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -np.sqrt(1 - abar) * score(x, weights, root * means, root * sigma + np.sqrt(1 - abar))


# %% wrong="c24_eps_no_width" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="no width of their own"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -np.sqrt(1 - abar) * score(x, weights, root * means, np.sqrt(1 - abar))


# %% wrong="c24_eps_noise_forgotten" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="does not widen"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -np.sqrt(1 - abar) * score(x, weights, root * means, root * sigma)


# %% wrong="c24_eps_is_the_score" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="still be turned into noise"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return score(x, weights, root * means, np.sqrt(abar * sigma**2 + 1 - abar))


# %% wrong="c24_eps_sign" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="where the density falls"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return np.sqrt(1 - abar) * score(x, weights, root * means, np.sqrt(abar * sigma**2 + 1 - abar))


# %% wrong="c24_eps_by_variance" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="multiplied by the variance"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -(1 - abar) * score(x, weights, root * means, np.sqrt(abar * sigma**2 + 1 - abar))


# %% wrong="c24_eps_divided" solution="c24_eps" loses="c24_eps_by_hand c24_eps_random" symptom="divided where"
def mixture_eps(x, abar, weights, means, sigma, score):
    means, root = np.asarray(means, float), np.sqrt(abar)
    return -score(x, weights, root * means, np.sqrt(abar * sigma**2 + 1 - abar)) / np.sqrt(1 - abar)


# %% wrong="c24_eps_writes_into_means" solution="c24_eps" loses="c24_eps_random" symptom="changes its argument number 4"
def mixture_eps(x, abar, weights, means, sigma, score):
    means = np.asarray(means, float)
    means *= np.sqrt(abar)
    return -np.sqrt(1 - abar) * score(x, weights, means, np.sqrt(abar * sigma**2 + 1 - abar))


# %% wrong="c24_root_of_abar_missing" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="divided by a variance"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / (1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_root_of_beta" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="root too many"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - np.sqrt(betas[t]) / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(
            alphas[t]
        )
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_beta_alone" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="is β alone"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_noise_added" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="is added, not taken"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - -betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_as_score" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="as if it were a score"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - -betas[t] * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_divisor_abar" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_energy" symptom="undone in one step"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(abars[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_no_divisor" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="never divided"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / 1.0
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_divisor_alpha" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="by α, not by its root"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / alphas[t]
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_variance_beta" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps" symptom="without the factor"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t]) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_noise_at_the_end" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges" symptom="the last step adds noise"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else np.sqrt(betas[0])
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_index_wraps" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="last entry of the array"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t]))
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_sd_not_rooted" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_energy" symptom="multiplied by its variance"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = betas[t] * (1 - abars[t - 1]) / (1 - abars[t]) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_no_noise" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_energy" symptom="no noise in any step"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_noise_in_other_order" solution="c24_ddpm" loses="c24_ddpm_steps" symptom="taken in another order"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[T - 1 - t])
    return np.stack(path)


# %% wrong="c24_time_off_by_one" solution="c24_ddpm" loses="c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="another time than"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t + 1)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_upwards" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="from the data's end"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path)


# %% wrong="c24_start_missing" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges" symptom="the start is missing"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path[1:])


# %% wrong="c24_path_reversed" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="in the order of t"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return np.stack(path[::-1])


# %% wrong="c24_sample_only" solution="c24_ddpm" loses="c24_ddpm_by_hand c24_ddpm_steps c24_ddpm_edges c24_ddpm_energy" symptom="only the sample is returned"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise, T = np.asarray(betas, float), np.asarray(noise, float), len(betas)
    alphas = 1 - betas
    abars = np.cumprod(alphas)
    path = [np.array(xT, dtype=float)]
    for t in range(T - 1, -1, -1):
        x = path[-1]
        mean = (x - betas[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)) / np.sqrt(alphas[t])
        sd = np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) if t > 0 else 0.0
        path.append(mean + sd * noise[t])
    return path[-1]


# %% wrong="c24_writes_into_betas" solution="c24_ddpm" loses="c24_ddpm_edges" symptom="changes its argument number 3"
def ddpm_sample(eps_model, xT, betas, noise):
    betas = np.asarray(betas, float)
    abars = np.cumprod(1 - betas)
    steps = betas.copy()
    betas[0] = 0.0
    path = [np.array(xT, float)]
    for t in reversed(range(len(steps))):
        x = path[-1]
        mean = x - steps[t] / np.sqrt(1 - abars[t]) * eps_model(x, t)
        mean = mean / np.sqrt(1 - steps[t])
        before = abars[t - 1] if t else 1.0
        sd = np.sqrt(steps[t] * (1 - before) / (1 - abars[t]))
        path.append(mean + sd * np.asarray(noise)[t])
    return np.stack(path)


# %% wrong="c25_noise_as_score" solution="c25_match" loses="c25_matched" symptom="which multiple of the noise"
c25_pairs = {
    "score": "g",
    "score factor": "c",
    "noise size": "b",
    "factor of x": "a",
    "level": "f",
    "steps per level": "d",
}

# %% wrong="c25_factor_of_the_noise" solution="c25_match" loses="c25_matched" symptom="put the score in"
c25_pairs = {
    "score": "e",
    "score factor": "j",
    "noise size": "b",
    "factor of x": "a",
    "level": "f",
    "steps per level": "d",
}

# %% wrong="c25_size_of_the_noise_in_x" solution="c25_match" loses="c25_matched" symptom="multiplied by ξ in the DDPM rule"
c25_pairs = {
    "score": "e",
    "score factor": "c",
    "noise size": "h",
    "factor of x": "a",
    "level": "f",
    "steps per level": "d",
}

# %% wrong="c25_x_not_stretched" solution="c25_match" loses="c25_matched" symptom="if ε̂ is 0"
c25_pairs = {
    "score": "e",
    "score factor": "c",
    "noise size": "b",
    "factor of x": "d",
    "level": "f",
    "steps per level": "d",
}

# %% wrong="c25_level_not_rescaled" solution="c25_match" loses="c25_matched" symptom="bring them back"
c25_pairs = {
    "score": "e",
    "score factor": "c",
    "noise size": "b",
    "factor of x": "a",
    "level": "h",
    "steps per level": "d",
}

# %% wrong="c25_all_steps" solution="c25_match" loses="c25_matched" symptom="how often is each t visited"
c25_pairs = {
    "score": "e",
    "score factor": "c",
    "noise size": "b",
    "factor of x": "a",
    "level": "f",
    "steps per level": "i",
}

# %% wrong="c25_exchanged" solution="c25_match" loses="c25_matched" symptom="what is multiplied by ξ"
c25_pairs = {
    "score": "e",
    "score factor": "b",
    "noise size": "c",
    "factor of x": "a",
    "level": "f",
    "steps per level": "d",
}

# %% wrong="c25_ratio_same" solution="c25_ratio" loses="c25_ratio_found" symptom="ratio of the Langevin rule"
ddpm_ratio, answer_c25 = 2, "d"

# %% wrong="c25_ratio_inverse" solution="c25_ratio" loses="c25_ratio_found" symptom="other way round"
ddpm_ratio, answer_c25 = 0.5, "d"

# %% wrong="c25_ratio_zero" solution="c25_ratio" loses="c25_ratio_found" symptom="equally fast"
ddpm_ratio, answer_c25 = 0, "d"

# %% wrong="c25_ratio_convention" solution="c25_ratio" loses="c25_ratio_explained" symptom="rest of the pull"
ddpm_ratio, answer_c25 = 1, "a"

# %% wrong="c25_ratio_too_cold" solution="c25_ratio" loses="c25_ratio_explained" symptom="x is also stretched"
ddpm_ratio, answer_c25 = 1, "b"

# %% wrong="c25_ratio_discretisation" solution="c25_ratio" loses="c25_ratio_explained" symptom="limit of small steps already"
ddpm_ratio, answer_c25 = 1, "c"

# %% wrong="c26_levels_counted" solution="c26_league" loses="c26_league_calls" symptom="number of levels"
league = {
    "unannealed": [0.87, 0.5, 1000],
    "annealed": [0.006, 0.78, 20],
    "ddpm": [0.001, 0.81, 50],
}

# %% wrong="c26_calls_per_chain" solution="c26_league" loses="c26_league_calls" symptom="serves all chains"
league = {
    "unannealed": [0.87, 0.5, 2_000_000],
    "annealed": [0.006, 0.78, 1000],
    "ddpm": [0.001, 0.81, 50],
}

# %% wrong="c26_path_entries" solution="c26_league" loses="c26_league_calls" symptom="one entry more"
league = {
    "unannealed": [0.87, 0.5, 1000],
    "annealed": [0.006, 0.78, 1000],
    "ddpm": [0.001, 0.81, 51],
}

# %% wrong="c26_one_level_counted" solution="c26_league" loses="c26_league_calls" symptom="one level only"
league = {
    "unannealed": [0.87, 0.5, 1000],
    "annealed": [0.006, 0.78, 50],
    "ddpm": [0.001, 0.81, 50],
}

# %% wrong="c26_light_share" solution="c26_league" loses="c26_league_shares" symptom="share of the light mode"
league = {
    "unannealed": [0.87, 0.5, 1000],
    "annealed": [0.006, 0.78, 1000],
    "ddpm": [0.001, 0.19, 50],
}

# %% wrong="c26_rows_exchanged" solution="c26_league" loses="c26_league_shares c26_league_distances" symptom="the right sample"
league = {
    "unannealed": [0.87, 0.78, 1000],
    "annealed": [0.006, 0.5, 1000],
    "ddpm": [0.001, 0.81, 50],
}

# %% wrong="c26_truth_for_all" solution="c26_league" loses="c26_league_shares c26_league_distances" symptom="far from the share with which"
league = {
    "unannealed": [0.87, 0.8, 1000],
    "annealed": [0.006, 0.78, 1000],
    "ddpm": [0.001, 0.81, 50],
}

# %% wrong="c26_annealed_at_half" solution="c26_league" loses="c26_league_shares" symptom="too far from that of the data"
league = {
    "unannealed": [0.87, 0.5, 1000],
    "annealed": [0.006, 0.52, 1000],
    "ddpm": [0.001, 0.81, 50],
}

# %% wrong="c26_roots" solution="c26_league" loses="c26_league_distances" symptom="Is a root taken"
league = {
    "unannealed": [0.93, 0.5, 1000],
    "annealed": [0.077, 0.78, 1000],
    "ddpm": [0.03, 0.81, 50],
}

# %% wrong="c26_same_distance" solution="c26_league" loses="c26_league_distances" symptom="does not fit the share"
league = {
    "unannealed": [0.006, 0.5, 1000],
    "annealed": [0.006, 0.78, 1000],
    "ddpm": [0.001, 0.81, 50],
}

# %% wrong="c26_negative" solution="c26_league" loses="c26_league_distances" symptom="a little below 0"
league = {
    "unannealed": [0.87, 0.5, 1000],
    "annealed": [-0.3, 0.78, 1000],
    "ddpm": [0.001, 0.81, 50],
}

# %% wrong="c26_reading_smallest_wins" solution="c26_reading" loses="c26_reading_answered" symptom="two sets of true data"
answer_c26 = "a"

# %% wrong="c26_reading_all_right" solution="c26_reading" loses="c26_reading_answered" symptom="first row"
answer_c26 = "c"

# %% wrong="c26_reading_never_worth" solution="c26_reading" loses="c26_reading_answered" symptom="one setting of each"
answer_c26 = "d"
