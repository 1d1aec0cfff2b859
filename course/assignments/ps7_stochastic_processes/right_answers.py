r"""Other correct solutions of problem set 7; each gets full marks."""

# %% right="p71a_floats" solution="p71a"
mean_w5, mean_w5_given_w2 = 0.0, 13 / 10

# %% right="p71b_difference" solution="p71b"
variance_of_w = "t - 0"

# %% right="p71b_squared_deviation" solution="p71b"
variance_of_w = "sqrt(t)**2"

# %% right="p71c_three_digits" solution="p71c"
covariance_w2_w5 = min(2.0, 5.0)
correlation_w2_w5 = 0.632

# %% right="p72b_other_spelling" solution="p72b"
beta_of_g = "1/(g*g/2)"
variance_at_beta_4 = 1 / 4

# %% right="p73a_factors" solution="p73a"
score_of_e = "x*(1 - x)*(1 + x)"

# %% right="p73a_minus_the_slope" solution="p73a"
score_of_e = "-(x**3 - x)"

# %% right="p73b_power" solution="p73b"
answer_p73b = "a"
factor_of_s_beta = "beta^(-1)"


# %% right="p74_filled_array" solution="p74_sample"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    path = np.empty((n + 1, *np.shape(x0)))
    path[0] = x0
    for k in range(n):
        path[k + 1] = path[k] + step * grad_log_p(path[k])
        path[k + 1] += (2 * temperature * step) ** 0.5 * rng.standard_normal(np.shape(x0))
    return path


# %% right="p74_all_noise_at_once" solution="p74_sample"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.asarray(x0, dtype=float)
    noise = rng.normal(0, np.sqrt(2 * step * temperature), size=(n, *x.shape))
    path = [x]
    for xi in noise:
        path.append(path[-1] + step * np.asarray(grad_log_p(path[-1])) + xi)
    return np.array(path)


# %% right="p74_own_copy_changed" solution="p74_sample"
def langevin_sample(grad_log_p, x0, step, n, temperature=1.0, *, rng):
    x = np.array(x0, dtype=float)
    path = [x.copy()]
    for _ in range(n):
        x += step * grad_log_p(x) + np.sqrt(2) * np.sqrt(step * temperature) * rng.normal(
            size=x.shape
        )
        path.append(x.copy())
    return np.stack(path, axis=0)


# %% right="p74_ess_by_sums" solution="p74_honest"
lag_sum = sum(0.9**k for k in range(1, 500))
effective_sample_size = 1000 / (1 + 2 * lag_sum)

# %% right="p74_ess_rounded" solution="p74_honest"
effective_sample_size = 1000 * 0.1 / 1.9

# %% right="p74_ess_with_the_ends" solution="p74_honest"
effective_sample_size = 53.1


# %% right="p75_beyond" solution="p75_cfg"
def cfg(eps_c, eps_u, w):
    eps_c, eps_u = np.asarray(eps_c, float), np.asarray(eps_u, float)
    return eps_c + w * (eps_c - eps_u)


# %% right="p75_scale" solution="p75_cfg"
def cfg(eps_c, eps_u, w):
    scale = 1 + w
    return scale * np.array(eps_c) + (1 - scale) * np.array(eps_u)


# %% right="p75_transposed" solution="p75_score"
def eps_to_score(eps, abar):
    eps = np.asarray(eps, float)
    return (-eps.T * (1 - np.asarray(abar, float)) ** -0.5).T[()]


# %% right="p75_loop" solution="p75_score"
def eps_to_score(eps, abar):
    eps = np.asarray(eps, float)
    if np.ndim(abar) == 0:
        return -eps / np.sqrt(1 - abar)
    out = np.zeros_like(eps)
    for b, level in enumerate(abar):
        out[b] = -eps[b] / np.sqrt(1 - level)
    return out
