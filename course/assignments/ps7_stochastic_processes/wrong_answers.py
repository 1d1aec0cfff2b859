r"""Named mistakes of problem set 7, each with the grade cells that it loses and the symptom named."""

# %% wrong="p71a_mean_is_the_time" solution="p71a" loses="p71a_mean" symptom="as often as down"
mean_w5, mean_w5_given_w2 = 5, 1.3

# %% wrong="p71a_forgets" solution="p71a" loses="p71a_mean" symptom="forgets what was seen"
mean_w5, mean_w5_given_w2 = 0, 0

# %% wrong="p71a_goes_on" solution="p71a" loses="p71a_mean" symptom="no memory of its slope"
mean_w5, mean_w5_given_w2 = 0, 3.25

# %% wrong="p71a_pulled_back" solution="p71a" loses="p71a_mean" symptom="nothing pulls"
mean_w5, mean_w5_given_w2 = 0, 0.52

# %% wrong="p71a_half_answered" solution="p71a" loses="p71a_mean" symptom="no answer yet"
mean_w5, mean_w5_given_w2 = 0, None

# %% wrong="p71b_standard_deviation" solution="p71b" loses="p71b_variance" symptom="standard deviation"
variance_of_w = "sqrt(t)"

# %% wrong="p71b_square" solution="p71b" loses="p71b_variance" symptom="standard deviations do not"
variance_of_w = "t**2"

# %% wrong="p71b_one" solution="p71b" loses="p71b_variance" symptom="does it not grow"
variance_of_w = "1"

# %% wrong="p71b_twice" solution="p71b" loses="p71b_variance" symptom="a factor 2 there"
variance_of_w = "2 t".replace(" ", "*")

# %% wrong="p71c_product" solution="p71c" loses="p71c_covariance" symptom="times are multiplied"
covariance_w2_w5 = 10
correlation_w2_w5 = 0.632

# %% wrong="p71c_difference" solution="p71c" loses="p71c_covariance" symptom="not shared"
covariance_w2_w5 = 3
correlation_w2_w5 = 0.632

# %% wrong="p71c_larger" solution="p71c" loses="p71c_covariance" symptom="the later time does not count"
covariance_w2_w5 = 5
correlation_w2_w5 = 0.632

# %% wrong="p71c_independent" solution="p71c" loses="p71c_covariance p71c_correlation" symptom="share the first one"
covariance_w2_w5 = 0
correlation_w2_w5 = 0

# %% wrong="p71c_divided_by_variance" solution="p71c" loses="p71c_correlation" symptom="divides by a variance"
covariance_w2_w5 = 2
correlation_w2_w5 = 0.4

# %% wrong="p71c_divided_by_both" solution="p71c" loses="p71c_correlation" symptom="product of the variances"
covariance_w2_w5 = 2
correlation_w2_w5 = 0.2

# %% wrong="p71c_unexplained" solution="p71c" loses="p71c_correlation" symptom="not explained"
covariance_w2_w5 = 2
correlation_w2_w5 = 0.6

# %% wrong="p71c_not_divided" solution="p71c" loses="p71c_correlation" symptom="not yet divided"
covariance_w2_w5 = 2
correlation_w2_w5 = 2

# %% wrong="p72a_no_beta" solution="p72a" loses="p72a_law" symptom="Where would β enter"
answer_p72a = "a"

# %% wrong="p72a_inverse" solution="p72a" loses="p72a_law" symptom="little noise here"
answer_p72a = "c"

# %% wrong="p72a_minima" solution="p72a" loses="p72a_law" symptom="keeps a width"
answer_p72a = "d"

# %% wrong="p72b_temperature_itself" solution="p72b" loses="p72b_temperature" symptom="not its inverse"
beta_of_g, variance_at_beta_4 = "g^2/2", 0.25

# %% wrong="p72b_not_squared" solution="p72b" loses="p72b_temperature" symptom="which of them is g"
beta_of_g, variance_at_beta_4 = "2/g", 0.25

# %% wrong="p72b_two_lost" solution="p72b" loses="p72b_temperature" symptom="a factor 2 is lost"
beta_of_g, variance_at_beta_4 = "1/g^2", 0.25

# %% wrong="p72b_two_below" solution="p72b" loses="p72b_temperature" symptom="on the wrong side"
beta_of_g, variance_at_beta_4 = "1/(2*g^2)", 0.25

# %% wrong="p72b_root" solution="p72b" loses="p72b_temperature" symptom="the root is taken"
beta_of_g, variance_at_beta_4 = "sqrt(2)/g", 0.25

# %% wrong="p72b_variance_without_beta" solution="p72b" loses="p72b_variance" symptom="β makes no difference"
beta_of_g, variance_at_beta_4 = "2/g^2", 1

# %% wrong="p72b_variance_hot" solution="p72b" loses="p72b_variance" symptom="a large β is cold"
beta_of_g, variance_at_beta_4 = "2/g^2", 4

# %% wrong="p72b_standard_deviation" solution="p72b" loses="p72b_variance" symptom="standard deviation"
beta_of_g, variance_at_beta_4 = "2/g^2", 0.5

# %% wrong="p72b_half" solution="p72b" loses="p72b_variance" symptom="counted twice"
beta_of_g, variance_at_beta_4 = "2/g^2", 0.125

# %% wrong="p72c_always_global" solution="p72c" loses="p72c_cold" symptom="climb a barrier"
answer_p72c = "a"

# %% wrong="p72c_faster" solution="p72c" loses="p72c_cold" symptom="carries the walk uphill"
answer_p72c = "c"

# %% wrong="p72c_flat" solution="p72c" loses="p72c_cold" symptom="where is it largest"
answer_p72c = "d"

# %% wrong="p73a_sign" solution="p73a" loses="p73a_score" symptom="uphill in E"
score_of_e = "x^3 - x"

# %% wrong="p73a_log_density" solution="p73a" loses="p73a_score" symptom="log p itself"
score_of_e = "-(x^4/4 - x^2/2)"

# %% wrong="p73a_slope_of_density" solution="p73a" loses="p73a_score" symptom="not of its logarithm"
score_of_e = "(x - x^3)*exp(-(x^4/4 - x^2/2))"

# %% wrong="p73a_density" solution="p73a" loses="p73a_score" symptom="p itself, without"
score_of_e = "exp(-(x^4/4 - x^2/2))"

# %% wrong="p73b_law_is_p" solution="p73b" loses="p73b_law" symptom="Is the variance 1"
answer_p73b, factor_of_s_beta = "b", "1/beta"

# %% wrong="p73b_law_hot" solution="p73b" loses="p73b_law" symptom="narrower with β"
answer_p73b, factor_of_s_beta = "c", "1/beta"

# %% wrong="p73b_law_convolved" solution="p73b" loses="p73b_law" symptom="not added once"
answer_p73b, factor_of_s_beta = "d", "1/beta"

# %% wrong="p73b_no_factor" solution="p73b" loses="p73b_factor" symptom="without a factor"
answer_p73b, factor_of_s_beta = "a", "1"

# %% wrong="p73b_beta" solution="p73b" loses="p73b_factor" symptom="β enters the score already"
answer_p73b, factor_of_s_beta = "a", "beta"

# %% wrong="p73b_root" solution="p73b" loses="p73b_factor" symptom="scale differently"
answer_p73b, factor_of_s_beta = "a", "1/sqrt(beta)"

# %% wrong="p73b_noise_squared" solution="p73b" loses="p73b_factor" symptom="square of the noise"
answer_p73b, factor_of_s_beta = "a", "2/beta"

# %% wrong="p73c_clean" solution="p73c" loses="p73c_learned" symptom="clean images or noisy"
answer_p73c = "a"

# %% wrong="p73c_loss" solution="p73c" loses="p73c_learned" symptom="used up in training"
answer_p73c = "b"

# %% wrong="p73c_only_noise" solution="p73c" loses="p73c_learned" symptom="its mean over all"
answer_p73c = "d"

# %% wrong="p74_never_fails" solution="p74_predict" loses="p74_predict_answered" symptom="is itself random"
answer_p74 = "a"

# %% wrong="p74_as_if_independent" solution="p74_predict" loses="p74_predict_answered" symptom="two consecutive points"
answer_p74 = "b"

# %% wrong="p74_one_in_twenty" solution="p74_predict" loses="p74_predict_answered" symptom="nobody chose"
answer_p74 = "c"


# %% wrong="p74_same_noise" solution="p74_sample" loses="p74_law p74_noise" symptom="drawn once for all"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path, noise = [x], rng.normal(size=x.shape)
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * noise
        path.append(x)
    return np.stack(path)


# %% wrong="p74_shared_noise" solution="p74_sample" loses="p74_law p74_noise" symptom="all chains get the same noise"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * rng.normal()
        path.append(x)
    return np.stack(path)


# %% wrong="p74_noise_per_chain" solution="p74_sample" loses="p74_noise" symptom="elements of one chain share"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        noise = rng.normal(size=x.shape[:1]).reshape(x.shape[:1] + (1,) * (x.ndim - 1))
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * noise
        path.append(x)
    return np.stack(path)


# %% wrong="p74_times_temperature" solution="p74_sample" loses="p74_law" symptom="multiplied by T"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * step) * temperature * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_inverse_temperature" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law" symptom="wrong side"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * step / temperature) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_temperature_ignored" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law" symptom="same at every temperature"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * step) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_half_noise" solution="p74_sample" loses="p74_law p74_noise" symptom="half of its variance"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(step * temperature) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_variance_as_factor" solution="p74_sample" loses="p74_law p74_noise" symptom="by its variance"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x) + 2 * step * temperature * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_step_not_rooted" solution="p74_sample" loses="p74_law p74_noise" symptom="as fast as the drift"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * (grad_log_p(x) + np.sqrt(2 * temperature) * rng.normal(size=x.shape))
        path.append(x)
    return np.stack(path)


# %% wrong="p74_noise_without_step" solution="p74_sample" loses="p74_law p74_noise" symptom="same size for every step"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * temperature) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_no_noise" solution="p74_sample" loses="p74_law p74_noise" symptom="there is no noise"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_half_drift" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law p74_noise" symptom="drift is half"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        noise = np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
        x = x + step / 2 * grad_log_p(x) + noise
        path.append(x)
    return np.stack(path)


# %% wrong="p74_downhill" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law p74_noise" symptom="goes downhill"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x - step * grad_log_p(x) + np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_temperature_on_the_drift" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law" symptom="drift fades"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        noise = np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
        x = x + step * temperature * grad_log_p(x) + noise
        path.append(x)
    return np.stack(path)


# %% wrong="p74_start_missing" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law p74_noise p74_hygiene" symptom="the start is missing"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = []
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_end_only" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law p74_noise p74_hygiene" symptom="only the last place"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
    return x


# %% wrong="p74_stored_n_times" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law p74_noise" symptom="the same array was stored"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x += step * grad_log_p(x) + np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_writes_into_x0" solution="p74_sample" loses="p74_hygiene" symptom="changes its argument number 1"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.asarray(x0, float)
    path = [x.copy()]
    for _ in range(n):
        noise = np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
        x[...] = x + step * grad_log_p(x) + noise
        path.append(x.copy())
    return np.stack(path)


# %% wrong="p74_score_frozen" solution="p74_sample" loses="p74_by_hand p74_noise_free p74_law p74_noise" symptom="taken at the start for all steps"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path, drift = [x], step * grad_log_p(x)
    for _ in range(n):
        x = x + drift + np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_own_generator" solution="p74_sample" loses="p74_noise" symptom="the generator that is given"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    rng = np.random.default_rng(0)
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * rng.normal(size=x.shape)
        path.append(x)
    return np.stack(path)


# %% wrong="p74_unseeded" solution="p74_sample" loses="p74_noise p74_hygiene" symptom="two equal generators"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        noise = np.random.default_rng().normal(size=x.shape)
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * noise
        path.append(x)
    return np.stack(path)


# %% wrong="p74_uniform_noise" solution="p74_sample" loses="p74_noise" symptom="not Gaussian"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, float)
    path = [x]
    for _ in range(n):
        noise = rng.uniform(-(3**0.5), 3**0.5, size=x.shape)
        x = x + step * grad_log_p(x) + np.sqrt(2 * step * temperature) * noise
        path.append(x)
    return np.stack(path)


# %% wrong="p74_ess_all" solution="p74_honest" loses="p74_honest_test" symptom="if the points were independent"
effective_sample_size = 1000

# %% wrong="p74_ess_per_time" solution="p74_honest" loses="p74_honest_test" symptom="still correlated"
effective_sample_size = 100

# %% wrong="p74_ess_small_steps" solution="p74_honest" loses="p74_honest_test" symptom="limit of small steps"
effective_sample_size = 50

# %% wrong="p74_ess_inverse" solution="p74_honest" loses="p74_honest_test" symptom="wrong way round"
effective_sample_size = 19000

# %% wrong="p74_ess_factor" solution="p74_honest" loses="p74_honest_test" symptom="the factor itself"
effective_sample_size = 19


# %% wrong="p75_other_convention" solution="p75_cfg" loses="p75_cfg_by_hand p75_cfg_random p75_cfg_edges" symptom="other convention"
def cfg(eps_c, eps_u, w):
    eps_c, eps_u = np.asarray(eps_c, float), np.asarray(eps_u, float)
    return eps_u + w * (eps_c - eps_u)


# %% wrong="p75_exchanged" solution="p75_cfg" loses="p75_cfg_by_hand p75_cfg_random p75_cfg_edges" symptom="changed places"
def cfg(eps_c, eps_u, w):
    eps_c, eps_u = np.asarray(eps_c, float), np.asarray(eps_u, float)
    return (1 + w) * eps_u - w * eps_c


# %% wrong="p75_between" solution="p75_cfg" loses="p75_cfg_by_hand p75_cfg_random p75_cfg_edges" symptom="from ε_c towards"
def cfg(eps_c, eps_u, w):
    eps_c, eps_u = np.asarray(eps_c, float), np.asarray(eps_u, float)
    return (1 - w) * eps_c + w * eps_u


# %% wrong="p75_plus" solution="p75_cfg" loses="p75_cfg_by_hand p75_cfg_random p75_cfg_edges" symptom="the two are added"
def cfg(eps_c, eps_u, w):
    eps_c, eps_u = np.asarray(eps_c, float), np.asarray(eps_u, float)
    return (1 + w) * eps_c + w * eps_u


# %% wrong="p75_difference_only" solution="p75_cfg" loses="p75_cfg_by_hand p75_cfg_random p75_cfg_edges" symptom="only the difference"
def cfg(eps_c, eps_u, w):
    return w * (np.asarray(eps_c, float) - np.asarray(eps_u, float))


# %% wrong="p75_writes_into_eps" solution="p75_cfg" loses="p75_cfg_edges" symptom="changes its argument number 1"
def cfg(eps_c, eps_u, w):
    eps_c = np.asarray(eps_c, float)
    guided = eps_c + w * (eps_c - np.asarray(eps_u, float))
    if eps_c.ndim:
        eps_c[...] = guided
    return guided


# %% wrong="p75_no_minus" solution="p75_score" loses="p75_score_by_hand p75_score_random p75_score_edges" symptom="points along the noise"
def eps_to_score(eps, abar):
    eps, abar = np.asarray(eps, float), np.asarray(abar, float)
    return eps / np.sqrt(1 - abar.reshape(abar.shape + (1,) * (eps.ndim - abar.ndim)))


# %% wrong="p75_variance" solution="p75_score" loses="p75_score_by_hand p75_score_random p75_score_edges" symptom="divides by the variance"
def eps_to_score(eps, abar):
    eps, abar = np.asarray(eps, float), np.asarray(abar, float)
    return -eps / (1 - abar.reshape(abar.shape + (1,) * (eps.ndim - abar.ndim)))


# %% wrong="p75_multiplied" solution="p75_score" loses="p75_score_by_hand p75_score_random p75_score_edges" symptom="multiplies where"
def eps_to_score(eps, abar):
    eps, abar = np.asarray(eps, float), np.asarray(abar, float)
    return -eps * np.sqrt(1 - abar.reshape(abar.shape + (1,) * (eps.ndim - abar.ndim)))


# %% wrong="p75_factor_of_the_data" solution="p75_score" loses="p75_score_by_hand p75_score_random p75_score_edges" symptom="factor of the data"
def eps_to_score(eps, abar):
    eps, abar = np.asarray(eps, float), np.asarray(abar, float)
    return -eps / np.sqrt(abar.reshape(abar.shape + (1,) * (eps.ndim - abar.ndim)))


# %% wrong="p75_level_forgotten" solution="p75_score" loses="p75_score_by_hand p75_score_random p75_score_edges" symptom="noise itself is returned"
def eps_to_score(eps, abar):
    return -np.asarray(eps, float)


# %% wrong="p75_no_axis_added" solution="p75_score" loses="p75_score_by_hand p75_score_random p75_score_edges" symptom="raises ValueError"
def eps_to_score(eps, abar):
    return -np.asarray(eps, float) / np.sqrt(1 - np.asarray(abar, float))


# %% wrong="p75_level_per_column" solution="p75_score" loses="p75_score_random" symptom="to each column"
def eps_to_score(eps, abar):
    eps, abar = np.asarray(eps, float), np.asarray(abar, float)
    if abar.ndim and abar.shape[0] != eps.shape[-1]:
        abar = abar.reshape(abar.shape + (1,) * (eps.ndim - abar.ndim))
    return -eps / np.sqrt(1 - abar)


# %% wrong="p75_densities_combined" solution="p75_explain" loses="p75_explained" symptom="sum of logarithms"
answer_p75 = "d"

# %% wrong="p75_low_temperature" solution="p75_explain" loses="p75_explained" symptom="where does the unconditional"
answer_p75 = "b"

# %% wrong="p75_only_faster" solution="p75_explain" loses="p75_explained" symptom="and they differ"
answer_p75 = "c"
