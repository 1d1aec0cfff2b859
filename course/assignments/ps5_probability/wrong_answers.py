r"""Named mistakes of problem set 5, each with the grade cells that it loses and the symptom named."""

# %% wrong="wait_of_the_complement" solution="p51a_wait" loses="p51a_quantile" symptom="short waits belong to small u"
wait_at_u = 0.0527

# %% wrong="wait_times_rate" solution="p51a_wait" loses="p51a_quantile" symptom="the larger the rate"
wait_at_u = 4.605

# %% wrong="wait_log10" solution="p51a_wait" loses="p51a_quantile" symptom="which logarithm undoes exp"
wait_at_u = 0.5

# %% wrong="wait_forward" solution="p51a_wait" loses="p51a_quantile" symptom="solve F(x) = 0.9"
wait_at_u = 0.8347

# %% wrong="wait_one" solution="p51a_wait" loses="p51a_quantile" symptom="your number"
wait_at_u = 1.0

# %% wrong="situations_correlated" solution="p51a_situations_answer" loses="p51a_situations" symptom="What became of their correlation"
inversion_works = "abcf"

# %% wrong="situations_joint" solution="p51a_situations_answer" loses="p51a_situations" symptom="a whole surface of solutions"
inversion_works = "bcdf"

# %% wrong="situations_any_network" solution="p51a_situations_answer" loses="p51a_situations" symptom="u is one number"
inversion_works = "bcef"

# %% wrong="situations_only_line" solution="p51a_situations_answer" loses="p51a_situations" symptom="2 of the valid ones are not chosen"
inversion_works = "b"

# %% wrong="situations_no_bisection" solution="p51a_situations_answer" loses="p51a_situations" symptom="1 of the valid ones is not chosen"
inversion_works = "cf"

# %% wrong="situations_all" solution="p51a_situations_answer" loses="p51a_situations" symptom="a whole surface"
inversion_works = "abcdef"

# %% wrong="heads_never" solution="p51b" loses="p51b_heads" symptom="draw its next token"
answer_heads = "a"

# %% wrong="heads_always" solution="p51b" loses="p51b_heads" symptom="a joint F"
answer_heads = "b"

# %% wrong="heads_activations" solution="p51b" loses="p51b_heads" symptom="the weights mix"
answer_heads = "c"

# %% wrong="samplers_reparameterise_energy" solution="p51c_match" loses="p51c_samplers" symptom="differences of E"
sampler_pairs = {"energy": "a", "tokens": "c", "density too": "d", "lid": "b"}

# %% wrong="samplers_reparameterise_lid" solution="p51c_match" loses="p51c_samplers" symptom="throwing darts"
sampler_pairs = {"energy": "e", "tokens": "c", "density too": "d", "lid": "a"}

# %% wrong="samplers_exchanged" solution="p51c_match" loses="p51c_samplers" symptom="in a natural order"
sampler_pairs = {"energy": "b", "tokens": "d", "density too": "c", "lid": "e"}

# %% wrong="samplers_reparameterise_density" solution="p51c_match" loses="p51c_samplers" symptom="volume change of its own"
sampler_pairs = {"energy": "e", "tokens": "c", "density too": "a", "lid": "b"}

# %% wrong="samplers_half" solution="p51c_match" loses="p51c_samplers" symptom="throwing darts"
sampler_pairs = {"energy": "e", "tokens": "c", "density too": None, "lid": None}

# %% wrong="left_over_unnormalised" solution="p51c_left_over" loses="p51c_reparameterisation" symptom="must be drawn first"
answer_reparameterisation = "b"

# %% wrong="left_over_tokens" solution="p51c_left_over" loses="p51c_reparameterisation" symptom="the token stays or jumps"
answer_reparameterisation = "c"

# %% wrong="left_over_variance" solution="p51c_left_over" loses="p51c_reparameterisation" symptom="the variance of μ + σε"
answer_reparameterisation = "d"

# %% wrong="peak_carried" solution="p52_predict_answer" loses="p52_predict" symptom="is carried along"
answer_peak = "a"

# %% wrong="peak_tail" solution="p52_predict_answer" loses="p52_predict" symptom="the tail moves the mean"
answer_peak = "b"

# %% wrong="peak_at_zero" solution="p52_predict_answer" loses="p52_predict" symptom="two things compete"
answer_peak = "d"

# %% wrong="law_whole_line" solution="p52a" loses="p52a_law" symptom="be negative"
answer_law = "a"

# %% wrong="law_normal" solution="p52a" loses="p52a_law" symptom="only affine maps"
answer_law = "c"

# %% wrong="law_exponential" solution="p52a" loses="p52a_law" symptom="that name belongs"
answer_law = "d"

# %% wrong="formula_no_jacobian" solution="p52b" loses="p52b_formula" symptom="the change of length is missing"
lognormal_formula = "exp(-log(x)^2/2) / sqrt(2*pi)"

# %% wrong="formula_times_x" solution="p52b" loses="p52b_formula" symptom="upside down"
lognormal_formula = "x * exp(-log(x)^2/2) / sqrt(2*pi)"

# %% wrong="formula_log_of_square" solution="p52b" loses="p52b_formula" symptom="what is squared"
lognormal_formula = "exp(-log(x^2)/2) / (x*sqrt(2*pi))"

# %% wrong="formula_forward" solution="p52b" loses="p52b_formula" symptom="mapped forward once more"
lognormal_formula = "exp(-exp(x)^2/2) * exp(x) / sqrt(2*pi)"

# %% wrong="formula_of_z" solution="p52b" loses="p52b_formula" symptom="the density of z, not of x"
lognormal_formula = "exp(-x^2/2) / sqrt(2*pi)"

# %% wrong="formula_no_constant" solution="p52b" loses="p52b_formula" symptom="a constant is missing"
lognormal_formula = "exp(-log(x)^2/2) / x"

# %% wrong="formula_no_half" solution="p52b" loses="p52b_formula" symptom="the square of the Gaussian"
lognormal_formula = "exp(-log(x)^2) / (x*sqrt(2*pi))"

# %% wrong="formula_log" solution="p52b" loses="p52b_formula" symptom="that is the logarithm"
lognormal_formula = "-log(x)^2/2 - log(x*sqrt(2*pi))"

# %% wrong="formula_negative" solution="p52b" loses="p52b_formula" symptom="the opposite sign"
lognormal_formula = "-exp(-log(x)^2/2) / (x*sqrt(2*pi))"

# %% wrong="height_no_jacobian" solution="p52c" loses="p52c_value" symptom="the change of length is missing"
density_at_2 = 0.31375

# %% wrong="height_times_x" solution="p52c" loses="p52c_value" symptom="upside down"
density_at_2 = 0.6275

# %% wrong="height_of_z" solution="p52c" loses="p52c_value" symptom="the density of z at 2"
density_at_2 = 0.05399

# %% wrong="height_log" solution="p52c" loses="p52c_value" symptom="the logarithm of the density"
density_at_2 = -1.8523

# %% wrong="height_area" solution="p52c" loses="p52c_value" symptom="an area, not a height"
density_at_2 = 0.7559

# %% wrong="height_log_of_square" solution="p52c" loses="p52c_value" symptom="is not log(x²)"
density_at_2 = 0.09974

# %% wrong="height_no_constant" solution="p52c" loses="p52c_value" symptom="a constant is missing"
density_at_2 = 0.39322


# %% wrong="pdf_no_jacobian" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="the change of length is missing"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-0.5 * np.log(inside) ** 2) / np.sqrt(2 * np.pi)
    return density[()]


# %% wrong="pdf_times_x" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="upside down"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = inside * np.exp(-0.5 * np.log(inside) ** 2) / np.sqrt(2 * np.pi)
    return density[()]


# %% wrong="pdf_log_of_the_square" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="it fits log(x²)"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-np.log(inside**2) / 2) / inside / np.sqrt(2 * np.pi)
    return density[()]


# %% wrong="pdf_no_support" solution="p52_pdf" loses="p52_by_hand p52_edges p52_hygiene" symptom="the formula is used where nothing is mapped to"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    return np.exp(-0.5 * np.log(x) ** 2) / x / np.sqrt(2 * np.pi)


# %% wrong="pdf_absolute_value" solution="p52_pdf" loses="p52_by_hand p52_edges" symptom="treated like its positive twin"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    x = np.where(x == 0, 1e-300, np.abs(x))
    return np.exp(-0.5 * np.log(x) ** 2) / x / np.sqrt(2 * np.pi)


# %% wrong="pdf_forward" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="mapped forward once more"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-0.5 * np.exp(inside) ** 2 + inside) / np.sqrt(2 * np.pi)
    return density[()]


# %% wrong="pdf_density_of_z" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="that is the density of z"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-0.5 * inside**2) / np.sqrt(2 * np.pi)
    return density[()]


# %% wrong="pdf_log_density" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="that is the logarithm of the density"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = -0.5 * np.log(inside) ** 2 - np.log(inside) - 0.5 * np.log(2 * np.pi)
    return density[()]


# %% wrong="pdf_no_constant" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="the constant of the normal density is missing"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-0.5 * np.log(inside) ** 2) / inside
    return density[()]


# %% wrong="pdf_constant_without_root" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="has no root"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-0.5 * np.log(inside) ** 2) / inside / (2 * np.pi)
    return density[()]


# %% wrong="pdf_no_half" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="has no ½ in front"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-(np.log(inside) ** 2)) / inside / np.sqrt(2 * np.pi)
    return density[()]


# %% wrong="pdf_log10" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="another logarithm"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-0.5 * np.log10(inside) ** 2) / inside / np.sqrt(2 * np.pi)
    return density[()]


# %% wrong="pdf_log1p" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="in place of log x"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-0.5 * np.log1p(inside) ** 2) / inside / np.sqrt(2 * np.pi)
    return density[()]


# %% wrong="pdf_sums_up" solution="p52_pdf" loses="p52_by_hand p52_random p52_edges p52_properties" symptom="it adds the densities up"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    density, reached = np.zeros(x.shape), x > 0
    inside = x[reached]
    density[reached] = np.exp(-0.5 * np.log(inside) ** 2) / inside / np.sqrt(2 * np.pi)
    return density.sum()


# %% wrong="pdf_small_number_in_the_log" solution="p52_pdf" loses="p52_random p52_edges p52_properties" symptom="values differ"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    return np.where(
        x > 0, np.exp(-0.5 * np.log(np.abs(x) + 1e-7) ** 2) / (np.abs(x) + 1e-7), 0
    ) / np.sqrt(2 * np.pi)


# %% wrong="pdf_writes_into_x" solution="p52_pdf" loses="p52_hygiene" symptom="changes its argument number 1"
def lognormal_pdf(x):
    x = np.asarray(x)
    if x.dtype != float:
        x = x.astype(float)
    density, reached = np.zeros(x.shape), x > 0
    if x.ndim:
        x[~reached] = 1.0
    z = np.log(np.where(reached, x, 1.0))
    return np.where(
        reached, np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi) / np.where(reached, x, 1.0), 0
    )[()]


# %% wrong="units_plus" solution="p52_units_answer" loses="p52_units" symptom="must lower a density"
nats_per_pixel = 8.545

# %% wrong="units_same" solution="p52_units_answer" loses="p52_units" symptom="another density"
nats_per_pixel = 3.0

# %% wrong="units_divided" solution="p52_units_answer" loses="p52_units" symptom="the density is divided"
nats_per_pixel = 0.01172

# %% wrong="units_bits" solution="p52_units_answer" loses="p52_units" symptom="in nats"
nats_per_pixel = -5.0

# %% wrong="units_no_log" solution="p52_units_answer" loses="p52_units" symptom="its logarithm is asked for"
nats_per_pixel = -253.0

# %% wrong="order_of_the_source" solution="p53a_order_answer" loses="p53a_order" symptom="socks and shoes"
order_of_steps = "cdfbe"

# %% wrong="order_plus" solution="p53a_order_answer" loses="p53a_order" symptom="what happens to p(x)"
order_of_steps = "dafbg"

# %% wrong="order_at_x" solution="p53a_order_answer" loses="p53a_order" symptom="never saw x"
order_of_steps = "dafbh"

# %% wrong="order_base_first" solution="p53a_order_answer" loses="p53a_order" symptom="stands too early"
order_of_steps = "bdafe"

# %% wrong="order_exchanged" solution="p53a_order_answer" loses="p53a_order" symptom="stands too early"
order_of_steps = "adfbe"

# %% wrong="order_unfinished" solution="p53a_order_answer" loses="p53a_order" symptom="1 step is missing"
order_of_steps = "dafb"

# %% wrong="value_plus" solution="p53a_value_answer" loses="p53a_value" symptom="the density falls"
logp_at_64 = 3.5204

# %% wrong="value_at_x" solution="p53a_value_answer" loses="p53a_value" symptom="is taken at x"
logp_at_64 = -11.1535

# %% wrong="value_at_z" solution="p53a_value_answer" loses="p53a_value" symptom="is taken at z"
logp_at_64 = -1.4494

# %% wrong="value_without_first" solution="p53a_value_answer" loses="p53a_value" symptom="by the first layer is missing"
logp_at_64 = -4.9151

# %% wrong="value_without_cube" solution="p53a_value_answer" loses="p53a_value" symptom="by the cube is missing"
logp_at_64 = -1.7371

# %% wrong="value_base_only" solution="p53a_value_answer" loses="p53a_value" symptom="nothing of the stretching"
logp_at_64 = -1.0439

# %% wrong="value_source_order" solution="p53a_value_answer" loses="p53a_value" symptom="layer 1 is undone first"
logp_at_64 = -9.6751

# %% wrong="value_no_gaussian_constant" solution="p53a_value_answer" loses="p53a_value" symptom="the constant of the normal density"
logp_at_64 = -4.6893

# %% wrong="value_density" solution="p53a_value_answer" loses="p53a_value" symptom="its logarithm is asked for"
logp_at_64 = 0.003667

# %% wrong="value_z" solution="p53a_value_answer" loses="p53a_value" symptom="that is z"
logp_at_64 = 0.5

# %% wrong="invertible_for_drawing" solution="p53b_why_answer" loses="p53b_why" symptom="drawing only goes forward"
answer_invertible = "a"

# %% wrong="invertible_volume" solution="p53b_why_answer" loses="p53b_why" symptom="preserves volumes"
answer_invertible = "b"

# %% wrong="invertible_gradients" solution="p53b_why_answer" loses="p53b_why" symptom="their gradients pass"
answer_invertible = "d"

# %% wrong="mass_one" solution="p53b_mass_answer" loses="p53b_mass" symptom="never find"
area_below = 1.0

# %% wrong="mass_two" solution="p53b_mass_answer" loses="p53b_mass" symptom="only one of them is counted"
area_below = 2.0

# %% wrong="mass_zero" solution="p53b_mass_answer" loses="p53b_mass" symptom="Is that so"
area_below = 0.0

# %% wrong="cost_square" solution="p53c" loses="p53c_cost" symptom="the number of entries grows"
growth_full = 100
growth_triangular = 10

# %% wrong="cost_linear" solution="p53c" loses="p53c_cost" symptom="loops inside of loops"
growth_full = 10
growth_triangular = 10

# %% wrong="cost_fourth" solution="p53c" loses="p53c_cost" symptom="too pessimistic"
growth_full = 10000
growth_triangular = 10

# %% wrong="cost_exponential" solution="p53c" loses="p53c_cost" symptom="the sum over permutations"
growth_full = 1.2379400392853803e27
growth_triangular = 10

# %% wrong="cost_triangular_entries" solution="p53c" loses="p53c_cost" symptom="which of them does its determinant need"
growth_full = 1000
growth_triangular = 100

# %% wrong="cost_triangular_full" solution="p53c" loses="p53c_cost" symptom="eliminated already"
growth_full = 1000
growth_triangular = 1000

# %% wrong="cost_triangular_half" solution="p53c" loses="p53c_cost" symptom="can be read off"
growth_full = 1000
growth_triangular = 500

# %% wrong="cost_triangular_free" solution="p53c" loses="p53c_cost" symptom="must be multiplied"
growth_full = 1000
growth_triangular = 1


# %% wrong="flow_order_forward" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="the layer next to the noise is undone first"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in layers:
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_plus_logdet" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="rises where the layers stretch"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) + stretch


# %% wrong="flow_slope_at_output" solution="p53_flow" loses="p53_random p53_edges p53_properties" symptom="one point too late"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        stretch = stretch + forward_logdet(u)
        u = inverse(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_slopes_at_x" solution="p53_flow" loses="p53_random p53_edges p53_properties" symptom="all slopes are taken at x"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(x)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_slopes_at_z" solution="p53_flow" loses="p53_random p53_edges p53_properties" symptom="all slopes are taken at z"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, _ in reversed(layers):
        u = inverse(u)
    for _, forward_logdet in layers:
        stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_no_logdet" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="their stretching is missing"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, _ in reversed(layers):
        u = inverse(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_overwritten_sum" solution="p53_flow" loses="p53_random p53_edges p53_properties" symptom="is a sum overwritten"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_last_layer_only" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="only the slope of the layer next to x"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        if forward_logdet is layers[-1][1]:
            stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_logdet_twice" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="counts twice"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - 2 * stretch


# %% wrong="flow_logdet_averaged" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="averaged over the layers"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch / max(len(layers), 1)


# %% wrong="flow_no_constant" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="the constant of the standard normal is missing"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - stretch


# %% wrong="flow_no_half" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="the square of z has no ½"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -(u**2) - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_base_at_x" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="the base density is taken at x"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -0.5 * x**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_subtracts_from_density" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="not from its logarithm"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return np.exp(-0.5 * u**2) / np.sqrt(2 * np.pi) - stretch


# %% wrong="flow_density" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="that is the density, not its logarithm"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return np.exp(-0.5 * u**2 - stretch) / np.sqrt(2 * np.pi)


# %% wrong="flow_negative" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="it is the negative log density"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return 0.5 * u**2 + 0.5 * np.log(2 * np.pi) + stretch


# %% wrong="flow_mean_over_points" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="it averages over the points"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return np.mean(-0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch)


# %% wrong="flow_sum_over_points" solution="p53_flow" loses="p53_by_hand p53_random p53_edges p53_properties" symptom="it adds the points up"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, np.zeros(x.shape)
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return np.sum(-0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch)


# %% wrong="flow_slope_array_needed" solution="p53_flow" loses="p53_edges p53_hygiene" symptom="raises"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    u, stretch = x, []
    for inverse, forward_logdet in reversed(layers):
        u = inverse(u)
        stretch.append(forward_logdet(u) + 0 * u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - np.sum(np.stack(stretch), axis=0)


# %% wrong="flow_turns_the_list_round" solution="p53_flow" loses="p53_hygiene" symptom="changes the list of layers"
def flow_logprob(x, layers):
    layers.reverse()
    u = np.asarray(x, dtype=float)
    stretch = np.zeros(u.shape)
    for inverse, forward_logdet in layers:
        u = inverse(u)
        stretch = stretch + forward_logdet(u)
    return -0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch


# %% wrong="flow_writes_into_x" solution="p53_flow" loses="p53_hygiene" symptom="changes its argument number 1"
def flow_logprob(x, layers):
    u = np.asarray(x)
    u = u if u.dtype == float and u.ndim else u.astype(float)
    stretch = np.zeros(u.shape)
    for inverse, forward_logdet in reversed(layers):
        u[...] = inverse(u)
        stretch = stretch + forward_logdet(u)
    return (-0.5 * u**2 - 0.5 * np.log(2 * np.pi) - stretch)[()]


# %% wrong="library_minus" solution="p53_library_answer" loses="p53_library" symptom="one layer that doubles"
answer_library = "b"

# %% wrong="library_base_at_x" solution="p53_library_answer" loses="p53_library" symptom="belongs to the noise"
answer_library = "c"

# %% wrong="library_recomputed" solution="p53_library_answer" loses="p53_library" symptom="What is its relation"
answer_library = "d"
