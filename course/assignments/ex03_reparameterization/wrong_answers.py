r"""Named mistakes of exercise 3, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_variance" solution="predict" loses="predict_answered" symptom="happens to the variance"
answer_predict = "b"

# %% wrong="predict_redrawn" solution="predict" loses="predict_answered" symptom="nothing was drawn again"
answer_predict = "c"

# %% wrong="predict_shifted" solution="predict" loses="predict_answered" symptom="the centre of the cloud stays"
answer_predict = "d"


# %% wrong="variance_as_std" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="which is the variance and not σ"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return mu + np.exp(logvar) * eps


# %% wrong="logvar_as_std" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="logvar itself is taken for σ"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return mu + logvar * eps


# %% wrong="logvar_as_variance" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties rep_hygiene" symptom="it is the logarithm of it"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return mu + np.sqrt(logvar) * eps


# %% wrong="half_without_exp" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="not yet σ"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return mu + 0.5 * logvar * eps


# %% wrong="sign_in_exponent" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="sign in the exponent"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return mu + np.exp(-logvar / 2) * eps


# %% wrong="noise_subtracted" solution="rep" loses="rep_by_hand rep_random rep_edges" symptom="the noise is subtracted"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return mu - np.exp(logvar / 2) * eps


# %% wrong="mu_and_eps_swapped" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="have changed places"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return eps + np.exp(logvar / 2) * mu


# %% wrong="noise_not_scaled" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="not scaled at all"
def reparameterize(mu, logvar, eps):
    return np.asarray(mu, float) + np.asarray(eps, float)


# %% wrong="mean_scaled_too" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="scale the noise alone"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return np.exp(logvar / 2) * (mu + eps)


# %% wrong="own_noise" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties rep_hygiene" symptom="all randomness must come from the argument"
def reparameterize(mu, logvar, eps):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    eps = np.random.normal(size=np.shape(eps))
    return mu + np.exp(logvar / 2) * eps


# %% wrong="own_seeded_noise" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="is the noise drawn inside"
def reparameterize(mu, logvar, eps):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    eps = np.random.default_rng(0).normal(size=np.shape(eps))
    return mu + np.exp(logvar / 2) * eps


# %% wrong="summed" solution="rep" loses="rep_by_hand rep_random rep_edges rep_properties" symptom="nothing is reduced"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps, float)
    return np.sum(mu + np.exp(logvar / 2) * eps, axis=-1)


# %% wrong="writes_into_eps" solution="rep" loses="rep_hygiene" symptom="changes its argument number 3"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.asarray(mu, float), np.asarray(logvar, float), np.asarray(eps)
    if eps.dtype == float and eps.shape == logvar.shape and eps.ndim:
        eps *= np.exp(logvar / 2)
        return mu + eps
    return mu + np.exp(logvar / 2) * eps


# %% wrong="rows_only" solution="rep" loses="rep_by_hand rep_edges rep_hygiene" symptom="setting an array element"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = np.array(mu, float), np.array(logvar, float), np.array(eps, float)
    z = np.zeros(mu.shape)
    for i in range(len(mu)):
        z[i] = mu[i] + np.exp(logvar[i] / 2) * eps[i]
    return z


# %% wrong="hard_coded" solution="rep" loses="rep_random rep_edges rep_properties rep_hygiene" symptom="raises"
def reparameterize(mu, logvar, eps):
    if np.ndim(eps) == 0:
        return -2.5
    if np.shape(eps) == (2, 2):
        return np.array([[2.0, 2.0], [1.0, 5.0]])
    raise ValueError("not a case of the sheet")


# %% wrong="only_path_in_mu" solution="slopes" loses="slope_in_mu slope_in_logvar" symptom="the slope of f is missing"
slope_in_mu = 1
slope_in_logvar = 4.5

# %% wrong="mean_of_z" solution="slopes" loses="slope_in_mu slope_in_logvar" symptom="has a factor more"
slope_in_mu = 1.5
slope_in_logvar = 0

# %% wrong="in_sigma" solution="slopes" loses="slope_in_logvar" symptom="how does σ change with logvar"
slope_in_mu = 3
slope_in_logvar = 6

# %% wrong="in_sigma_squared" solution="slopes" loses="slope_in_logvar" symptom="how does σ² change with logvar"
slope_in_mu = 3
slope_in_logvar = 1

# %% wrong="half_forgotten" solution="slopes" loses="slope_in_logvar" symptom="a factor ½ is missing"
slope_in_mu = 3
slope_in_logvar = 18

# %% wrong="the_expectation" solution="slopes" loses="slope_in_mu slope_in_logvar" symptom="the expectation itself"
slope_in_mu = 11.25
slope_in_logvar = 11.25

# %% wrong="values_of_the_figure" solution="slopes" loses="slope_in_mu slope_in_logvar" symptom="the values of the figure"
slope_in_mu = 1
slope_in_logvar = 4


# %% wrong="why_no_gradient" solution="why_path" loses="why_path_answered" symptom="that very gradient"
answer_why_path = "a"

# %% wrong="why_biased" solution="why_path" loses="why_path_answered" symptom="a width is no bias"
answer_why_path = "c"

# %% wrong="why_every_f" solution="why_path" loses="why_path_answered" symptom="only values of f"
answer_why_path = "d"
