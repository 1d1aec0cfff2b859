r"""Named mistakes of problem set 9, each with the grade cells that it loses and the symptom."""

# %% wrong="p91a_end_of_noising_bounded" solution="p91a" loses="p91a_end_of_noising" symptom="bound alone is not enough"
answer_p91a = "a"

# %% wrong="p91a_end_of_noising_vanishing" solution="p91a" loses="p91a_end_of_noising" symptom="long run"
answer_p91a = "c"

# %% wrong="p91a_end_of_noising_always" solution="p91a" loses="p91a_end_of_noising" symptom="once there, always there"
answer_p91a = "d"

# %% wrong="p91b_power_amplitude" solution="p91b" loses="p91b_power" symptom="left of the amplitude"
power_left_p91b = 0.6376
factor_p91b = 0.6376

# %% wrong="p91b_power_noise" solution="p91b" loses="p91b_power" symptom="share of the noise"
power_left_p91b = 0.5934
factor_p91b = 0.6376

# %% wrong="p91b_power_half_twice" solution="p91b" loses="p91b_power" symptom="counts twice"
power_left_p91b = np.exp(-1.8)
factor_p91b = 0.6376

# %% wrong="p91b_power_first_order" solution="p91b" loses="p91b_power" symptom="first-order guess"
power_left_p91b = 0.1
factor_p91b = 0.6376

# %% wrong="p91b_power_no_schedule" solution="p91b" loses="p91b_power" symptom="the schedule plays no part"
power_left_p91b = np.exp(-0.3)
factor_p91b = 0.6376

# %% wrong="p91b_factor_power" solution="p91b" loses="p91b_factor" symptom="left of the power"
power_left_p91b = 0.4066
factor_p91b = 0.4066

# %% wrong="p91b_factor_noise" solution="p91b" loses="p91b_factor" symptom="in front of the noise"
power_left_p91b = 0.4066
factor_p91b = 0.7703

# %% wrong="p91b_factor_two_roots" solution="p91b" loses="p91b_factor" symptom="one root too many"
power_left_p91b = 0.4066
factor_p91b = 0.79852

# %% wrong="p91c_fixed_start_std" solution="p91c" loses="p91c_fixed_start" symptom="a standard deviation"
variance_p91c = 0.7703
formula_p91c = "v * exp(-b*t) + 1 - exp(-b*t)"

# %% wrong="p91c_fixed_start_one_minus_amplitude" solution="p91c" loses="p91c_fixed_start" symptom="one minus the amplitude"
variance_p91c = 0.36237
formula_p91c = "v * exp(-b*t) + 1 - exp(-b*t)"

# %% wrong="p91c_fixed_start_datum" solution="p91c" loses="p91c_fixed_start" symptom="share of the datum"
variance_p91c = 0.4066
formula_p91c = "v * exp(-b*t) + 1 - exp(-b*t)"

# %% wrong="p91c_fixed_start_summed" solution="p91c" loses="p91c_fixed_start" symptom="earlier noise shrinks"
variance_p91c = 0.9
formula_p91c = "v * exp(-b*t) + 1 - exp(-b*t)"

# %% wrong="p91c_fixed_start_limit" solution="p91c" loses="p91c_fixed_start" symptom="limit for large t"
variance_p91c = 1
formula_p91c = "v * exp(-b*t) + 1 - exp(-b*t)"

# %% wrong="p91c_random_start_noise_alone" solution="p91c" loses="p91c_random_start" symptom="noise alone"
variance_p91c = 0.5934
formula_p91c = "1 - exp(-b*t)"

# %% wrong="p91c_random_start_data_alone" solution="p91c" loses="p91c_random_start" symptom="noise comes on top"
variance_p91c = 0.5934
formula_p91c = "v*exp(-b*t)"

# %% wrong="p91c_random_start_noise_never_shrinks" solution="p91c" loses="p91c_random_start" symptom="never shrank"
variance_p91c = 0.5934
formula_p91c = "v*exp(-b*t) + b*t"

# %% wrong="p91c_random_start_data_unshrunk" solution="p91c" loses="p91c_random_start" symptom="keep their full spread"
variance_p91c = 0.5934
formula_p91c = "v + 1 - exp(-b*t)"

# %% wrong="p91c_random_start_amplitude" solution="p91c" loses="p91c_random_start" symptom="like an amplitude"
variance_p91c = 0.5934
formula_p91c = "v*exp(-b*t/2) + 1 - exp(-b*t)"

# %% wrong="p91c_random_start_halved" solution="p91c" loses="p91c_random_start" symptom="half as large"
variance_p91c = 0.5934
formula_p91c = "v*exp(-b*t/2) + 1 - exp(-b*t/2)"

# %% wrong="p91c_random_start_v_squared" solution="p91c" loses="p91c_random_start" symptom="v is squared"
variance_p91c = 0.5934
formula_p91c = "v^2*exp(-b*t) + 1 - exp(-b*t)"

# %% wrong="p91c_random_start_std" solution="p91c" loses="p91c_random_start" symptom="a standard deviation"
variance_p91c = 0.5934
formula_p91c = "sqrt(v*exp(-b*t) + 1 - exp(-b*t))"

# %% wrong="p91c_random_start_no_time" solution="p91c" loses="p91c_random_start" symptom="does not depend on b"
variance_p91c = 0.5934
formula_p91c = "v"

# %% wrong="p91c_random_start_unreadable" solution="p91c" loses="p91c_random_start" symptom="cannot be read"
variance_p91c = 0.5934
formula_p91c = "v exp(-bt)"

# %% wrong="p92a_ve_target_sign" solution="p92a" loses="p92a_ve_target" symptom="which sign"
target_p92a = 1.6

# %% wrong="p92a_ve_target_sigma_squared" solution="p92a" loses="p92a_ve_target" symptom="as if it were x_t"
target_p92a = -3.2

# %% wrong="p92a_ve_target_noise_with_sign" solution="p92a" loses="p92a_ve_target" symptom="how wide the Gaussian"
target_p92a = -0.8

# %% wrong="p92a_ve_target_around_zero" solution="p92a" loses="p92a_ve_target" symptom="around 0"
target_p92a = -5.6

# %% wrong="p92a_ve_target_multiplied" solution="p92a" loses="p92a_ve_target" symptom="steeper or flatter"
target_p92a = -0.4

# %% wrong="p92a_ve_target_noise" solution="p92a" loses="p92a_ve_target" symptom="noise of the example"
target_p92a = 0.8

# %% wrong="p92a_ve_target_log_density" solution="p92a" loses="p92a_ve_target" symptom="not its slope"
target_p92a = -0.32

# %% wrong="p92b_vp_target_sign" solution="p92b" loses="p92b_vp_target" symptom="which sign"
target_p92b = 1.5
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_vp_target_unrooted" solution="p92b" loses="p92b_vp_target" symptom="divided by a variance"
target_p92b = -2.5
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_vp_target_datum_factor" solution="p92b" loses="p92b_vp_target" symptom="factor of the datum"
target_p92b = -1.125
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_vp_target_unshrunk" solution="p92b" loses="p92b_vp_target" symptom="datum has shrunk"
target_p92b = -0.3889
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_vp_target_around_zero" solution="p92b" loses="p92b_vp_target" symptom="around 0"
target_p92b = -5.9444
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_vp_target_noise" solution="p92b" loses="p92b_vp_target" symptom="how wide the Gaussian"
target_p92b = -0.9
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_formula_unshrunk" solution="p92b" loses="p92b_formula" symptom="datum has shrunk"
target_p92b = -1.5
formula_p92b = "-(xt-x0)/(1-abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_formula_power" solution="p92b" loses="p92b_formula" symptom="yours by a power"
target_p92b = -1.5
formula_p92b = "-(xt-abar*x0)/(1-abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_formula_rooted" solution="p92b" loses="p92b_formula" symptom="divided by a width"
target_p92b = -1.5
formula_p92b = "-(xt-sqrt(abar)*x0)/sqrt(1-abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_formula_around_zero" solution="p92b" loses="p92b_formula" symptom="where is x₀"
target_p92b = -1.5
formula_p92b = "-xt/(1-abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_formula_wrong_power" solution="p92b" loses="p92b_formula" symptom="which one is the variance"
target_p92b = -1.5
formula_p92b = "-(xt-sqrt(abar)*x0)/abar"
weight_p92b = "1 - abar"

# %% wrong="p92b_formula_no_width" solution="p92b" loses="p92b_formula" symptom="width of the Gaussian is missing"
target_p92b = -1.5
formula_p92b = "sqrt(abar)*x0-xt"
weight_p92b = "1 - abar"

# %% wrong="p92b_formula_sign" solution="p92b" loses="p92b_formula" symptom="opposite sign"
target_p92b = -1.5
formula_p92b = "(xt-sqrt(abar)*x0)/(1-abar)"
weight_p92b = "1 - abar"

# %% wrong="p92b_weight_inverse" solution="p92b" loses="p92b_weight" symptom="other way round"
target_p92b = -1.5
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "1/(1-abar)"

# %% wrong="p92b_weight_root" solution="p92b" loses="p92b_weight" symptom="factor is squared too"
target_p92b = -1.5
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "sqrt(1-abar)"

# %% wrong="p92b_weight_datum" solution="p92b" loses="p92b_weight" symptom="power of the datum"
target_p92b = -1.5
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "abar"

# %% wrong="p92b_weight_twice" solution="p92b" loses="p92b_weight" symptom="once too often"
target_p92b = -1.5
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "(1-abar)^2"

# %% wrong="p92b_weight_snr" solution="p92b" loses="p92b_weight" symptom="ratio of datum to noise"
target_p92b = -1.5
formula_p92b = "-(xt - sqrt(abar)*x0) / (1 - abar)"
weight_p92b = "abar/(1-abar)"

# %% wrong="p92c_direction_its_datum" solution="p92c_choice" loses="p92c_direction" symptom="come from many data"
answer_p92c = "a"

# %% wrong="p92c_direction_nearest" solution="p92c_choice" loses="p92c_direction" symptom="not always"
answer_p92c = "b"

# %% wrong="p92c_direction_all" solution="p92c_choice" loses="p92c_direction" symptom="limit of endless noise"
answer_p92c = "c"

# %% wrong="p92c_posterior_mean_nearest" solution="p92c" loses="p92c_posterior_mean" symptom="less likely, not impossible"
denoised_p92c = 1
score_p92c = 0.5232

# %% wrong="p92c_posterior_mean_probability" solution="p92c" loses="p92c_posterior_mean" symptom="how likely +1 is"
denoised_p92c = 0.8808
score_p92c = 0.5232

# %% wrong="p92c_posterior_mean_prior" solution="p92c" loses="p92c_posterior_mean" symptom="before x_t is seen"
denoised_p92c = 0
score_p92c = 0.5232

# %% wrong="p92c_posterior_mean_itself" solution="p92c" loses="p92c_posterior_mean" symptom="x_t itself"
denoised_p92c = 0.5
score_p92c = 0.5232

# %% wrong="p92c_posterior_mean_sigma_half" solution="p92c" loses="p92c_posterior_mean" symptom="not the standard deviation"
denoised_p92c = np.tanh(2)
score_p92c = 0.5232

# %% wrong="p92c_posterior_mean_variance_one" solution="p92c" loses="p92c_posterior_mean" symptom="noise of variance 1"
denoised_p92c = np.tanh(0.5)
score_p92c = 0.5232

# %% wrong="p92c_score_nearest" solution="p92c" loses="p92c_score" symptom="as if the other one were impossible"
denoised_p92c = 0.7616
score_p92c = 1

# %% wrong="p92c_score_all" solution="p92c" loses="p92c_score" symptom="mean of all data"
denoised_p92c = 0.7616
score_p92c = -1

# %% wrong="p92c_score_unscaled" solution="p92c" loses="p92c_score" symptom="depends on the noise"
denoised_p92c = 0.7616
score_p92c = 0.2616

# %% wrong="p92c_score_one_sigma" solution="p92c" loses="p92c_score" symptom="which power of σ"
denoised_p92c = 0.7616
score_p92c = 0.37

# %% wrong="p92c_score_sign" solution="p92c" loses="p92c_score" symptom="away from the data"
denoised_p92c = 0.7616
score_p92c = -0.5232

# %% wrong="p92c_score_mean" solution="p92c" loses="p92c_score" symptom="posterior mean itself"
denoised_p92c = 0.7616
score_p92c = 0.7616

# %% wrong="p93a_both_ways_learned" solution="p93a" loses="p93a_families" symptom="who chose the way"
families_p93a = {"VAE": "c", "DDPM": "e", "PF-ODE": "d", "GAN": "b"}

# %% wrong="p93a_gan_is_transport" solution="p93a" loses="p93a_families" symptom="what moving the noise costs"
families_p93a = {"VAE": "c", "DDPM": "a", "PF-ODE": "d", "GAN": "f"}

# %% wrong="p93a_vae_and_ode_exchanged" solution="p93a" loses="p93a_families" symptom="does its encoder draw a sample"
families_p93a = {"VAE": "d", "DDPM": "a", "PF-ODE": "c", "GAN": "b"}

# %% wrong="p93a_ode_is_transport" solution="p93a" loses="p93a_families" symptom="where does chance enter"
families_p93a = {"VAE": "c", "DDPM": "a", "PF-ODE": "f", "GAN": "b"}

# %% wrong="p93a_half_answered" solution="p93a" loses="p93a_families" symptom="trained by a judge"
families_p93a = {"VAE": "c", "DDPM": "a", "PF-ODE": None, "GAN": None}

# %% wrong="p93b_transport_wasserstein" solution="p93b" loses="p93b_transport" symptom="which noise becomes which image"
answer_p93b = "b"

# %% wrong="p93b_transport_bridge" solution="p93b" loses="p93b_transport" symptom="minimises a cost"
answer_p93b = "c"

# %% wrong="p93b_transport_random" solution="p93b" loses="p93b_transport" symptom="randomness is the input"
answer_p93b = "d"

# %% wrong="p93c_same_law_mean_path" solution="p93c" loses="p93c_same_law" symptom="draw together"
answer_p93c = "a"

# %% wrong="p93c_same_law_most_likely" solution="p93c" loses="p93c_same_law" symptom="less likely starts"
answer_p93c = "b"

# %% wrong="p93c_same_law_same_sample" solution="p93c" loses="p93c_same_law" symptom="fresh noise on the way"
answer_p93c = "d"


# %% wrong="cosine_not_squared" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="not squared"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s))
    return np.minimum(1 - level[1:] / level[:-1], most)


# %% wrong="cosine_levels" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="these are the levels"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return level[1:] / level[0]


# %% wrong="cosine_differences" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="not of the beginning"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return np.minimum(level[:-1] - level[1:], most)


# %% wrong="cosine_kept" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="shares that the steps keep"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return level[1:] / level[:-1]


# %% wrong="cosine_unlimited" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="nothing is cut off"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return 1 - level[1:] / level[:-1]


# %% wrong="cosine_lower_limit" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="lower limit"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return np.maximum(1 - level[1:] / level[:-1], most)


# %% wrong="cosine_no_offset" solution="cosine" loses="p94a_schedule_random p94a_schedule_edges" symptom="offset s is not in it"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T)) ** 2
    return np.minimum(1 - level[1:] / level[:-1], most)


# %% wrong="cosine_offset_unscaled" solution="cosine" loses="p94a_schedule_random p94a_schedule_edges" symptom="scaled back"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s)) ** 2
    return np.minimum(1 - level[1:] / level[:-1], most)


# %% wrong="cosine_straight_angle" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="to 180"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return np.minimum(1 - level[1:] / level[:-1], most)


# %% wrong="cosine_reversed" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="order is reversed"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return np.minimum(1 - level[1:] / level[:-1], most)[::-1]


# %% wrong="cosine_too_long" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="where the task asks for"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 2) / T + s) / (1 + s)) ** 2
    return np.minimum(1 - level[1:] / level[:-1], most)


# %% wrong="cosine_no_error" solution="cosine" loses="p94a_schedule_edges" symptom="must raise a ValueError"
def cosine_betas(T, s=0.008, most=0.999):
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return np.minimum(1 - level[1:] / level[:-1], most)


# %% wrong="cosine_fixed_limit" solution="cosine" loses="p94a_schedule_by_hand p94a_schedule_random p94a_schedule_edges" symptom="values differ"
def cosine_betas(T, s=0.008, most=0.999):
    if T < 1:
        raise ValueError("no step")
    level = np.cos(np.pi / 2 * (np.arange(T + 1) / T + s) / (1 + s)) ** 2
    return np.minimum(1 - level[1:] / level[:-1], 0.999)


# %% wrong="p94a_dark_linear_others" solution="p94a_wasted" loses="p94a_dark_linear" symptom="more is left"
dark_linear = 673
dark_cosine = 65

# %% wrong="p94a_dark_linear_amplitude" solution="p94a_wasted" loses="p94a_dark_linear" symptom="amplitude; power"
dark_linear = 46
dark_cosine = 65

# %% wrong="p94a_dark_linear_tenth" solution="p94a_wasted" loses="p94a_dark_linear" symptom="a tenth of the power"
dark_linear = 525
dark_cosine = 65

# %% wrong="p94a_dark_linear_small_betas" solution="p94a_wasted" loses="p94a_dark_linear" symptom="small β"
dark_linear = 497
dark_cosine = 65

# %% wrong="p94a_dark_linear_off_by_one" solution="p94a_wasted" loses="p94a_dark_linear" symptom="one too many"
dark_linear = 328
dark_cosine = 65

# %% wrong="p94a_dark_linear_one_too_few" solution="p94a_wasted" loses="p94a_dark_linear" symptom="one too few"
dark_linear = 326
dark_cosine = 65

# %% wrong="p94a_dark_cosine_others" solution="p94a_wasted" loses="p94a_dark_cosine" symptom="more is left"
dark_linear = 327
dark_cosine = 935

# %% wrong="p94a_dark_cosine_amplitude" solution="p94a_wasted" loses="p94a_dark_cosine" symptom="amplitude; power"
dark_linear = 327
dark_cosine = 7

# %% wrong="p94a_dark_cosine_tenth" solution="p94a_wasted" loses="p94a_dark_cosine" symptom="a tenth of the power"
dark_linear = 327
dark_cosine = 207

# %% wrong="p94a_dark_cosine_line" solution="p94a_wasted" loses="p94a_dark_cosine" symptom="count of the line"
dark_linear = 327
dark_cosine = 327

# %% wrong="p94a_dark_cosine_one_too_many" solution="p94a_wasted" loses="p94a_dark_cosine" symptom="one too many"
dark_linear = 327
dark_cosine = 66

# %% wrong="p94a_dark_cosine_one_too_few" solution="p94a_wasted" loses="p94a_dark_cosine" symptom="one too few"
dark_linear = 327
dark_cosine = 64


# %% wrong="targets_columns" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="along the columns"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise, signal * eps - noise * x0


# %% wrong="targets_step_missing" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="a step is missing"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.append(1 - 1e-12, np.cumprod(1 - np.asarray(betas, float)))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise, signal * eps - noise * x0


# %% wrong="targets_last_step_only" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="only the last step"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = (1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise, signal * eps - noise * x0


# %% wrong="targets_product_of_betas" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="product of what steps take"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise, signal * eps - noise * x0


# %% wrong="targets_powers" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="powers as factors"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return level * x0 + (1 - level) * eps, -eps / noise, signal * eps - noise * x0


# %% wrong="targets_exchanged" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="exchanged their factors"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return noise * x0 + signal * eps, -eps / noise, signal * eps - noise * x0


# %% wrong="targets_unshrunk" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="exploding convention"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return x0 + noise * eps, -eps / noise, signal * eps - noise * x0


# %% wrong="targets_score_sign" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="points away"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, eps / noise, signal * eps - noise * x0


# %% wrong="targets_score_unrooted" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="divided by a variance"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise**2, signal * eps - noise * x0


# %% wrong="targets_score_unscaled" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="whatever the width"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps, signal * eps - noise * x0


# %% wrong="targets_score_datum_factor" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="factor of the datum"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / signal, signal * eps - noise * x0


# %% wrong="targets_score_multiplied" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="narrow Gaussian flatter"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps * noise, signal * eps - noise * x0


# %% wrong="targets_score_around_zero" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="Gaussian around 0"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return (
        signal * x0 + noise * eps,
        -(signal * x0 + noise * eps) / (1 - level),
        signal * eps - noise * x0,
    )


# %% wrong="targets_score_around_datum" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="around x₀"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return (
        signal * x0 + noise * eps,
        -(signal * x0 + noise * eps - x0) / (1 - level),
        signal * eps - noise * x0,
    )


# %% wrong="targets_v_sign" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images" symptom="other sign"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise, noise * x0 - signal * eps


# %% wrong="targets_v_exchanged" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="in v datum and noise"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise, noise * eps - signal * x0


# %% wrong="targets_v_sum" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="v is a sum"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise, signal * eps + noise * x0


# %% wrong="targets_v_straight" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="straight path"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps, -eps / noise, eps - x0


# %% wrong="targets_own_noise" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="Does it draw its own randomness"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    eps = np.random.normal(size=np.shape(x0))
    return signal * x0 + noise * eps, -eps / noise, signal * eps - noise * x0


# %% wrong="targets_in_place" solution="targets" loses="p94a_targets_properties" symptom="changes its argument number 1"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    kept = x0.copy()
    x0 *= signal
    x0 += noise * eps
    return x0, -eps / noise, signal * eps - noise * kept


# %% wrong="targets_x_only" solution="targets" loses="p94a_targets_by_hand p94a_targets_random p94a_targets_images p94a_targets_properties" symptom="where the task asks for"
def training_targets(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    level = np.cumprod(1 - np.asarray(betas, float))[t]
    level = np.reshape(level, t.shape + (1,) * (x0.ndim - t.ndim))
    signal, noise = np.sqrt(level), np.sqrt(1 - level)
    return signal * x0 + noise * eps


# %% wrong="reverse_unrooted" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="a root is missing"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / (1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(b * (1 - p) / (1 - a)) * noise


# %% wrong="reverse_root_of_beta" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="step's width"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - np.sqrt(b) / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(
        b * (1 - p) / (1 - a)
    ) * noise


# %% wrong="reverse_all_noise" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="one step of many"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(
        b * (1 - p) / (1 - a)
    ) * noise


# %% wrong="reverse_sign" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="added, not taken off"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt + b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(
        b * (1 - p) / (1 - a)
    ) * noise


# %% wrong="reverse_score" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="as if it were a score"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt + b * eps_pred) / np.sqrt(1 - b) + np.sqrt(b * (1 - p) / (1 - a)) * noise


# %% wrong="reverse_beta_alone" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="how wide is the noise"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b * eps_pred) / np.sqrt(1 - b) + np.sqrt(b * (1 - p) / (1 - a)) * noise


# %% wrong="reverse_all_steps_divisor" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="after all steps"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(a) + np.sqrt(
        b * (1 - p) / (1 - a)
    ) * noise


# %% wrong="reverse_no_divisor" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="nothing makes up"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / 1 + np.sqrt(b * (1 - p) / (1 - a)) * noise


# %% wrong="reverse_divisor_unrooted" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="share of power"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / (1 - b) + np.sqrt(b * (1 - p) / (1 - a)) * noise


# %% wrong="reverse_beta_variance" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="too wide"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(b) * noise


# %% wrong="reverse_width_unrooted" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="has a variance as its factor"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + (b * (1 - p) / (1 - a)) * noise


# %% wrong="reverse_no_noise" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="fresh noise is missing"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + 0 * noise


# %% wrong="reverse_levels_exchanged" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="changed places"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(
        b * (1 - a) / np.maximum(1 - p, 1e-12)
    ) * noise


# %% wrong="reverse_prior_width" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="before x_t is seen"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(1 - p) * noise


# %% wrong="reverse_width_undivided" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="lacks its divisor"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(b * (1 - p)) * noise


# %% wrong="reverse_noise_at_the_end" solution="reverse" loses="p94b_by_hand p94b_last_step" symptom="as much as β says"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.where(
        p == 1, np.sqrt(b), np.sqrt(b * (1 - p) / (1 - a))
    ) * noise


# %% wrong="reverse_wrapped_index" solution="reverse" loses="p94b_by_hand p94b_last_step" symptom="other end of the array"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = abar[t - 1]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(
        b * (1 - p) / (1 - a)
    ) * noise


# %% wrong="reverse_step_earlier" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges" symptom="one step earlier"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    t = t - 1
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(
        b * (1 - p) / (1 - a)
    ) * noise


# %% wrong="reverse_columns" solution="reverse" loses="p94b_bayes p94b_last_step p94b_edges p94b_hygiene" symptom="along the columns"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a = betas[t], abar[t]
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(
        b * (1 - p) / (1 - a)
    ) * noise


# %% wrong="reverse_own_noise" solution="reverse" loses="p94b_by_hand p94b_bayes p94b_last_step p94b_edges p94b_hygiene" symptom="Does it draw its own randomness"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    return (xt - b / np.sqrt(1 - a) * eps_pred) / np.sqrt(1 - b) + np.sqrt(
        b * (1 - p) / (1 - a)
    ) * np.random.normal(size=xt.shape)


# %% wrong="reverse_in_place" solution="reverse" loses="p94b_hygiene" symptom="changes its argument number 1"
def ddpm_reverse_step(xt, t, eps_pred, betas, noise):
    xt, eps_pred, noise = (np.asarray(c, float) for c in (xt, eps_pred, noise))
    betas, t = np.asarray(betas, float), np.asarray(t)
    abar = np.cumprod(1 - betas)
    p = np.append(1.0, abar)[t]
    b, a, p = (np.reshape(c, t.shape + (1,) * (xt.ndim - t.ndim)) for c in (betas[t], abar[t], p))
    xt -= b / np.sqrt(1 - a) * eps_pred
    return xt / np.sqrt(1 - b) + np.sqrt(b * (1 - p) / (1 - a)) * noise


# %% wrong="p94b_variance_one_datum" solution="p94b_choice" loses="p94b_variance" symptom="Which one fits that"
answer_p94b = "a"

# %% wrong="p94b_variance_last_step" solution="p94b_choice" loses="p94b_variance" symptom="first noised form"
answer_p94b = "c"

# %% wrong="p94b_variance_none" solution="p94b_choice" loses="p94b_variance" symptom="left of one given the other"
answer_p94b = "d"

# %% wrong="p94b_guided_noise_w_is_the_scale" solution="p94_guidance" loses="p94b_guided_noise" symptom="other convention"
guided_p94 = 2.75
off_p94 = -1

# %% wrong="p94b_guided_noise_exchanged" solution="p94_guidance" loses="p94b_guided_noise" symptom="runs away"
guided_p94 = -1.75
off_p94 = -1

# %% wrong="p94b_guided_noise_sum" solution="p94_guidance" loses="p94b_guided_noise" symptom="has to be taken off"
guided_p94 = 5.05
off_p94 = -1

# %% wrong="p94b_guided_noise_conditional_only" solution="p94_guidance" loses="p94b_guided_noise" symptom="only the conditional"
guided_p94 = 3.75
off_p94 = -1

# %% wrong="p94b_guided_noise_difference_only" solution="p94_guidance" loses="p94b_guided_noise" symptom="from where does it start"
guided_p94 = 2.25
off_p94 = -1

# %% wrong="p94b_caption_off_plain" solution="p94_guidance" loses="p94b_caption_off" symptom="plain conditional"
guided_p94 = 2.45
off_p94 = 0

# %% wrong="p94b_caption_off_stronger" solution="p94_guidance" loses="p94b_caption_off" symptom="more closely"
guided_p94 = 2.45
off_p94 = 1

# %% wrong="p94b_caption_off_half" solution="p94_guidance" loses="p94b_caption_off" symptom="halfway"
guided_p94 = 2.45
off_p94 = -0.5


# %% wrong="train_one_time_per_batch" solution="train" loses="p95_draws" symptom="all rows of a batch have the same time"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (1,), generator=generator).expand(len(x0))
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_one_time_shape" solution="train" loses="p95_draws" symptom="one integer for each row"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_one_time_for_ever" solution="train" loses="p95_draws p95_learns" symptom="same time"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.full((len(x0),), len(betas) // 2)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_last_never" solution="train" loses="p95_by_hand p95_draws p95_learns" symptom="noisiest level is never drawn"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas) - 1, (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_first_never" solution="train" loses="p95_by_hand p95_draws" symptom="level 0 is never drawn"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(1, len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_times_uneven" solution="train" loses="p95_draws p95_learns" symptom="more often than others"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = (len(betas) * torch.rand(len(x0), generator=generator) ** 2).long()
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_times_once" solution="train" loses="p95_draws" symptom="same times as the one before"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.arange(len(x0)) % len(betas)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_noise_per_batch" solution="train" loses="p95_draws" symptom="all rows of a batch have the same noise"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape[1:], generator=generator, dtype=x0.dtype).expand(x0.shape)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_noise_per_row" solution="train" loses="p95_draws" symptom="all numbers of a row"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = (
                torch.randn((len(x0), *[1] * (x0.dim() - 1)), generator=generator)
                .expand(x0.shape)
                .to(x0)
            )
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_noise_again" solution="train" loses="p95_draws p95_learns" symptom="same noise as another"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            generator.manual_seed(generator.initial_seed())
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_noise_once_per_epoch" solution="train" loses="p95_draws" symptom="each epoch has the same noise"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        generator.manual_seed(generator.initial_seed())
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_noise_uniform" solution="train" loses="p95_draws p95_learns" symptom="not shown standard normal"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.rand(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_noise_flat" solution="train" loses="p95_draws" symptom="not normally distributed"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = 12**0.5 * (torch.rand(x0.shape, generator=generator, dtype=x0.dtype) - 0.5)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_own_generator" solution="train" loses="p95_edges" symptom="is all drawn from it"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn_like(x0)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_noise_variance" solution="train" loses="p95_by_hand p95_noising p95_learns p95_edges" symptom="multiplied by its variance"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level) * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_datum_power" solution="train" loses="p95_noising p95_learns p95_edges" symptom="by a power"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_no_roots" solution="train" loses="p95_by_hand p95_noising p95_learns p95_edges" symptom="both factors lack their root"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level * x0 + (1 - level) * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_last_step_only" solution="train" loses="p95_noising p95_learns p95_edges" symptom="only the last step"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = 1 - betas, []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_step_missing" solution="train" loses="p95_by_hand p95_draws p95_noising p95_loss p95_steps p95_learns p95_edges" symptom="a step is missing"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(torch.cat([betas.new_ones(1), 1 - betas[:-1]]), dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_no_fading" solution="train" loses="p95_by_hand p95_noising p95_loss p95_steps p95_learns p95_edges" symptom="does not fade"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_swapped" solution="train" loses="p95_by_hand p95_draws p95_noising p95_loss p95_steps p95_learns p95_edges" symptom="changed places"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = (1 - level).sqrt() * x0 + level.sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_product_of_betas" solution="train" loses="p95_by_hand p95_draws p95_noising p95_loss p95_steps p95_learns p95_edges" symptom="product of the β"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_predicts_datum" solution="train" loses="p95_by_hand p95_loss p95_steps p95_learns" symptom="compared with the datum"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((x0 - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_predicts_xt" solution="train" loses="p95_by_hand p95_loss p95_steps p95_learns" symptom="what it is shown"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((xt - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_predicts_minus_eps" solution="train" loses="p95_by_hand p95_loss p95_steps p95_learns" symptom="of the other sign"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((-eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_predicts_score" solution="train" loses="p95_by_hand p95_loss p95_steps p95_learns" symptom="compared with the score"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((-eps / (1 - level).sqrt() - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_predicts_zero" solution="train" loses="p95_by_hand p95_loss p95_steps p95_learns" symptom="compared with 0"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = (model(xt, t) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_predicts_scaled" solution="train" loses="p95_by_hand p95_loss p95_steps p95_learns" symptom="noise of another size"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            noise = eps
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = (((1 - level).sqrt() * noise - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_sum" solution="train" loses="p95_loss p95_steps p95_learns" symptom="added up, not averaged"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).sum()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_row_sum" solution="train" loses="p95_loss p95_steps p95_learns p95_edges" symptom="squares of a row"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).flatten(1).sum(dim=1).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_root" solution="train" loses="p95_by_hand p95_loss p95_steps p95_learns" symptom="root of the mean"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean().sqrt()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_absolute" solution="train" loses="p95_loss p95_steps p95_learns" symptom="sizes are averaged"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = (eps - model(xt, t)).abs().mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_half" solution="train" loses="p95_loss p95_steps p95_learns" symptom="the loss is halved"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean() / 2
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_epoch_means" solution="train" loses="p95_by_hand p95_loss p95_learns" symptom="one number for each epoch"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    size = len(losses) // max(n_epochs, 1)
    return [sum(losses[k * size :][:size]) / size for k in range(n_epochs)]


# %% wrong="train_tensors" solution="train" loses="p95_loss" symptom="keeps its whole graph"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss)
    return losses


# %% wrong="train_last_epoch" solution="train" loses="p95_by_hand p95_loss p95_learns" symptom="last epoch alone"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        losses = []
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_no_zero_grad" solution="train" loses="p95_steps p95_learns" symptom="pile up"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_no_step" solution="train" loses="p95_by_hand p95_steps p95_learns" symptom="never move"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            losses.append(loss.item())
    return losses


# %% wrong="train_no_backward" solution="train" loses="p95_by_hand p95_steps p95_learns" symptom="never move"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_cleared_too_late" solution="train" loses="p95_by_hand p95_steps p95_learns" symptom="never move"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            loss.backward()
            opt.zero_grad()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_upwards" solution="train" loses="p95_by_hand p95_steps p95_learns" symptom="up the slope"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            (-loss).backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_step_per_epoch" solution="train" loses="p95_steps p95_learns" symptom="each epoch, not for each batch"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            loss.backward()
            losses.append(loss.item())
        opt.step()
        opt.zero_grad()
    return losses


# %% wrong="train_one_epoch" solution="train" loses="p95_by_hand p95_draws p95_loss p95_steps p95_learns p95_edges" symptom="the model is asked 20 times"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(1):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_tuple_kept" solution="train" loses="p95_edges p95_learns" symptom="AttributeError"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_first_row" solution="train" loses="p95_draws p95_loss p95_steps p95_edges" symptom="one integer for each row"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0]
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_only_tuples" solution="train" loses="p95_edges" symptom="AttributeError"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_level_by_column" solution="train" loses="p95_by_hand p95_draws p95_noising p95_loss p95_steps p95_learns p95_edges" symptom="RuntimeError"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t]
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_two_axes_only" solution="train" loses="p95_edges" symptom="RuntimeError"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, 1)
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_in_place" solution="train" loses="p95_learns p95_edges" symptom="data of the caller are changed"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = x0.mul_(level.sqrt()).add_((1 - level).sqrt() * eps)
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
    return losses


# %% wrong="train_no_return" solution="train" loses="p95_by_hand p95_loss p95_learns p95_edges" symptom="nothing is returned"
def train_diffusion(loader, model, opt, n_epochs, betas, generator):
    kept, losses = torch.cumprod(1 - betas, dim=0), []
    for _ in range(n_epochs):
        for batch in loader:
            x0 = batch[0] if isinstance(batch, tuple | list) else batch
            t = torch.randint(len(betas), (len(x0),), generator=generator)
            eps = torch.randn(x0.shape, generator=generator, dtype=x0.dtype)
            level = kept[t].reshape(-1, *[1] * (x0.dim() - 1))
            xt = level.sqrt() * x0 + (1 - level).sqrt() * eps
            loss = ((eps - model(xt, t)) ** 2).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())


# %% wrong="train_floor_zero" solution="train_predict" loses="p95_predict" symptom="who is to tell"
answer_floor = "b"

# %% wrong="train_floor_still" solution="train_predict" loses="p95_predict" symptom="new times and new noises"
answer_floor = "c"

# %% wrong="train_floor_one" solution="train_predict" loses="p95_predict" symptom="which contains it"
answer_floor = "d"

# %% wrong="train_lowest_zero" solution="floor" loses="p95_floor" symptom="have to be known"
lowest_loss_95 = 0

# %% wrong="train_lowest_one" solution="floor" loses="p95_floor" symptom="to answer 0 always"
lowest_loss_95 = 1

# %% wrong="train_lowest_unit" solution="floor" loses="p95_floor" symptom="data with variance 1"
lowest_loss_95 = 0.5

# %% wrong="train_lowest_variance_2" solution="floor" loses="p95_floor" symptom="data with variance 2"
lowest_loss_95 = 0.59839

# %% wrong="train_lowest_spread_4" solution="floor" loses="p95_floor" symptom="a spread of 4"
lowest_loss_95 = 0.85807

# %% wrong="train_lowest_told" solution="floor" loses="p95_floor" symptom="tells about the noise"
lowest_loss_95 = 0.30644

# %% wrong="train_lowest_root" solution="floor" loses="p95_floor" symptom="that is a root"
lowest_loss_95 = 0.81185

# %% wrong="train_lowest_middle" solution="floor" loses="p95_floor" symptom="levels are averaged first"
lowest_loss_95 = 0.8

# %% wrong="train_lowest_sum" solution="floor" loses="p95_floor" symptom="floors are added"
lowest_loss_95 = 2.0807

# %% wrong="train_time_biased" solution="one_time" loses="p95_one_time" symptom="in the long run"
answer_one_time = "a"

# %% wrong="train_time_nothing" solution="one_time" loses="p95_one_time" symptom="like the mixture"
answer_one_time = "b"

# %% wrong="train_time_smaller" solution="one_time" loses="p95_one_time" symptom="whatever their times"
answer_one_time = "c"
