r"""Other right answers of the quiz."""

# %% right="q01_object_upper_case" solution="q01_object_answer"
object_1 = "(B)"

# %% right="q01_densities_as_a_set" solution="q01_densities_answer"
densities_1 = set("ad")

# %% right="q02_elbo_computed" solution="q02_elbo_answer"
elbo_2 = -12.3 - 4.1

# %% right="q02_roles_upper_case" solution="q02_roles_answer"
roles_2 = "(D)"

# %% right="q03_pathwise_upper_case" solution="q03_pathwise_answer"
pathwise_3 = "(C)"

# %% right="q03_slope_mu_computed" solution="q03_slope_mu_answer"
slope_mu_3 = 2 * 1.5

# %% right="q03_slope_sigma_computed" solution="q03_slope_sigma_answer"
slope_sigma_3 = 2 * 3.0

# %% right="q04_gap_computed" solution="q04_gap_answer"
gap_4 = 0.5 * (1 / 0.5 - 1 - np.log(1 / 0.5))

# %% right="q04_closes_upper_case" solution="q04_closes_answer"
closes_4 = "(A)"

# %% right="q04_diagonal_computed" solution="q04_diagonal_answer"
diagonal_4 = 1 - 0.9**2

# %% right="q05_formula_1" solution="q05_formula_answer"
formula_5 = "exp(lp)/(exp(lp)+exp(lq))"

# %% right="q05_at_zero_computed" solution="q05_at_zero_answer"
at_zero_5 = 1 / (1 + np.exp(-0.5))

# %% right="q05_odds_computed" solution="q05_odds_answer"
odds_5 = 2 / 3

# %% right="q06_precision_computed" solution="q06_precision_answer"
precision_6 = 1.0

# %% right="q06_recall_computed" solution="q06_recall_answer"
recall_6 = 2 / 8

# %% right="q06_reverse_kl_computed" solution="q06_reverse_kl_answer"
reverse_kl_6 = np.log(0.5 / 0.125)

# %% right="q06_why_upper_case" solution="q06_why_answer"
why_6 = "(D)"

# %% right="q07_norm_computed" solution="q07_norm_answer"
norm_7 = np.linalg.norm(np.array([[3.0, 0.0], [4.0, 5.0]]), 2)

# %% right="q07_use_upper_case" solution="q07_use_answer"
use_7 = "(A)"

# %% right="q08_power_computed" solution="q08_power_answer"
power_8 = 1e5 * np.prod(1 - np.linspace(1e-4, 0.02, 1000))

# %% right="q08_amplitude_computed" solution="q08_amplitude_answer"
amplitude_8 = 100 * np.sqrt(np.prod(1 - np.linspace(1e-4, 0.02, 1000)))

# %% right="q09_zero_computed" solution="q09_zero_answer"
zero_9 = 1.0

# %% right="q09_best_computed" solution="q09_best_answer"
best_9 = 0.3

# %% right="q09_meaning_upper_case" solution="q09_meaning_answer"
meaning_9 = "(C)"

# %% right="q10_marginal_computed" solution="q10_marginal_answer"
marginal_10 = (np.sqrt(0.5) * np.tanh(0.3 * np.sqrt(0.5) / 0.5) - 0.3) / 0.5

# %% right="q10_conditional_computed" solution="q10_conditional_answer"
conditional_10 = (np.sqrt(0.5) - 0.3) / 0.5

# %% right="q10_which_upper_case" solution="q10_which_answer"
which_10 = "(B)"

# %% right="q11_first_computed" solution="q11_first_answer"
first_11 = 3 * 1 - 2 * 0.4

# %% right="q11_second_computed" solution="q11_second_answer"
second_11 = 3 * 0 - 2 * 0.2

# %% right="q11_effect_upper_case" solution="q11_effect_answer"
effect_11 = "(A)"

# %% right="q12_velocity_computed" solution="q12_velocity_answer"
velocity_12 = 5 - 2.0

# %% right="q12_place_computed" solution="q12_place_answer"
place_12 = 0.75 * 2 + 0.25 * 5

# %% right="q12_true_as_a_set" solution="q12_true_answer"
true_12 = set("acd")

# %% right="q13_claim_upper_case" solution="q13_claim_answer"
claim_13 = "(D)"

# %% right="q14_cause_upper_case" solution="q14_cause_answer"
cause_14 = "(B)"

# %% right="q14_constant_computed" solution="q14_constant_answer"
constant_14 = 0.7

# %% right="q14_left_computed" solution="q14_left_answer"
left_14 = 0.3 * 0.7

# %% right="q15_fewer_as_a_set" solution="q15_fewer_answer"
fewer_15 = set("bce")

# %% right="q15_rounds_computed" solution="q15_rounds_answer"
rounds_15 = np.log2(1024 / 4)

# %% right="q16_price_computed" solution="q16_price_answer"
price_16 = 0.5 * (np.exp(-10.0) + 10 - 1)

# %% right="q16_slope_computed" solution="q16_slope_answer"
slope_16 = 0.5 * (np.exp(-10.0) - 1)

# %% right="q16_limit_upper_case" solution="q16_limit_answer"
limit_16 = "(C)"

# %% right="q17_wasserstein_computed" solution="q17_wasserstein_answer"
wasserstein_17 = 3.0

# %% right="q17_js_computed" solution="q17_js_answer"
js_17 = np.log(2)

# %% right="q17_js_slope_computed" solution="q17_js_slope_answer"
js_slope_17 = 0.0

# %% right="q17_lesson_upper_case" solution="q17_lesson_answer"
lesson_17 = "(B)"

# %% right="q18_exact_computed" solution="q18_exact_answer"
exact_18 = 0.0

# %% right="q18_small_computed" solution="q18_small_answer"
small_18 = 16 * 0.5 * (np.exp(0.1) + 0.1**2 - 1 - 0.1)

# %% right="q19_uses_as_a_set" solution="q19_uses_answer"
uses_19 = set("adfghi")

# %% right="q20_scenarios_upper_case" solution="q20_scenarios_answer"
scenarios_20 = {
    "sharp faces from noise, 60 a second, on a phone": " GAN ",
    "a search index over 2-D codes of molecules": " VAE ",
    "exact log-densities of 10 numbers, sampled in one pass": " FLOW ",
    "the next word, and how surprising it was": " AR ",
}
