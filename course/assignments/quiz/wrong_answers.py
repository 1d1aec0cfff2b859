r"""Named mistakes of the quiz, each with the grade cells that it loses and the symptom named."""

# %% wrong="q01_object_a" solution="q01_object_answer" loses="q01_object" symptom="a boundary is what telling apart needs;"
object_1 = "a"

# %% wrong="q01_object_c" solution="q01_object_answer" loses="q01_object" symptom="with p(y|x) alone, however accurate, no"
object_1 = "c"

# %% wrong="q01_object_d" solution="q01_object_answer" loses="q01_object" symptom="some families have an encoder, others"
object_1 = "d"

# %% wrong="q01_densities_b" solution="q01_densities_answer" loses="q01_densities" symptom="what one computes there in a pass is a"
densities_1 = "adb"

# %% wrong="q01_densities_c" solution="q01_densities_answer" loses="q01_densities" symptom="a generator gives samples; its density"
densities_1 = "adc"

# %% wrong="q01_densities_missing" solution="q01_densities_answer" loses="q01_densities" symptom="is not chosen"
densities_1 = "a"

# %% wrong="q02_elbo_1" solution="q02_elbo_answer" loses="q02_elbo" symptom="the KL term is a price: with this sign"
elbo_2 = -8.200000000000001

# %% wrong="q02_elbo_2" solution="q02_elbo_answer" loses="q02_elbo" symptom="that is the loss; the bound itself has"
elbo_2 = 16.4

# %% wrong="q02_elbo_3" solution="q02_elbo_answer" loses="q02_elbo" symptom="that is one of its two"
elbo_2 = -12.3

# %% wrong="q02_roles_a" solution="q02_roles_answer" loses="q02_roles" symptom="that is what too strong a price does,"
roles_2 = "a"

# %% wrong="q02_roles_b" solution="q02_roles_answer" loses="q02_roles" symptom="without its second term it bounds"
roles_2 = "b"

# %% wrong="q02_roles_c" solution="q02_roles_answer" loses="q02_roles" symptom="nothing pushes information out of the"
roles_2 = "c"

# %% wrong="q03_pathwise_a" solution="q03_pathwise_answer" loses="q03_pathwise" symptom="the expectation is smooth in μ; it is"
pathwise_3 = "a"

# %% wrong="q03_pathwise_b" solution="q03_pathwise_answer" loses="q03_pathwise" symptom="any law whose noise can be taken out of"
pathwise_3 = "b"

# %% wrong="q03_pathwise_d" solution="q03_pathwise_answer" loses="q03_pathwise" symptom="two unbiased estimators are in daily"
pathwise_3 = "d"

# %% wrong="q03_slope_mu_1" solution="q03_slope_mu_answer" loses="q03_slope_mu" symptom="that is ∂z/∂μ alone, the slope of f is"
slope_mu_3 = 1.0

# %% wrong="q03_slope_mu_2" solution="q03_slope_mu_answer" loses="q03_slope_mu" symptom="that is E f at that μ with σ = 1, not"
slope_mu_3 = 3.25

# %% wrong="q03_slope_mu_3" solution="q03_slope_mu_answer" loses="q03_slope_mu" symptom="the square was not"
slope_mu_3 = 2.25

# %% wrong="q03_slope_sigma_1" solution="q03_slope_sigma_answer" loses="q03_slope_sigma" symptom="that is the second"
slope_sigma_3 = 2.0

# %% wrong="q03_slope_sigma_2" solution="q03_slope_sigma_answer" loses="q03_slope_sigma" symptom="that is the slope in σ², not in"
slope_sigma_3 = 1.0

# %% wrong="q03_slope_sigma_3" solution="q03_slope_sigma_answer" loses="q03_slope_sigma" symptom="the square was not"
slope_sigma_3 = 9.0

# %% wrong="q03_slope_sigma_4" solution="q03_slope_sigma_answer" loses="q03_slope_sigma" symptom="ε has mean 0, but it stands in the"
slope_sigma_3 = 0.0

# %% wrong="q04_gap_1" solution="q04_gap_answer" loses="q04_gap" symptom="that is KL(q‖prior): the gap compares q"
gap_4 = 0.125

# %% wrong="q04_gap_2" solution="q04_gap_answer" loses="q04_gap" symptom="the divergence in the other"
gap_4 = 0.09657359027997264

# %% wrong="q04_gap_3" solution="q04_gap_answer" loses="q04_gap" symptom="that is the ELBO"
gap_4 = -1.6689385332046727

# %% wrong="q04_gap_4" solution="q04_gap_answer" loses="q04_gap" symptom="that is log"
gap_4 = -1.5155121234846454

# %% wrong="q04_closes_b" solution="q04_closes_answer" loses="q04_closes" symptom="then the price vanishes; the gap need"
closes_4 = "b"

# %% wrong="q04_closes_c" solution="q04_closes_answer" loses="q04_closes" symptom="the family may contain it; q still has"
closes_4 = "c"

# %% wrong="q04_closes_d" solution="q04_closes_answer" loses="q04_closes" symptom="a perfect reconstruction says nothing"
closes_4 = "d"

# %% wrong="q04_diagonal_1" solution="q04_diagonal_answer" loses="q04_diagonal" symptom="best for KL(p‖q)"
diagonal_4 = 1.0

# %% wrong="q04_diagonal_2" solution="q04_diagonal_answer" loses="q04_diagonal" symptom="a standard deviation"
diagonal_4 = 0.43589

# %% wrong="q04_diagonal_3" solution="q04_diagonal_answer" loses="q04_diagonal" symptom="across the ridge"
diagonal_4 = 0.1

# %% wrong="q04_diagonal_4" solution="q04_diagonal_answer" loses="q04_diagonal" symptom="explained by the other coordinate"
diagonal_4 = 0.81

# %% wrong="q05_formula_1" solution="q05_formula_answer" loses="q05_formula" symptom="real and fake have changed"
formula_5 = "sigmoid(lq - lp)"

# %% wrong="q05_formula_2" solution="q05_formula_answer" loses="q05_formula" symptom="the log-densities are not densities"
formula_5 = "lp/(lp+lq)"

# %% wrong="q05_formula_3" solution="q05_formula_answer" loses="q05_formula" symptom="that is the odds, not a"
formula_5 = "exp(lp - lq)"

# %% wrong="q05_formula_4" solution="q05_formula_answer" loses="q05_formula" symptom="a difference in the denominator: it has"
formula_5 = "exp(lp)/(exp(lp)-exp(lq))"

# %% wrong="q05_at_zero_1" solution="q05_at_zero_answer" loses="q05_at_zero" symptom="that is the probability of a"
at_zero_5 = 0.3775406687981454

# %% wrong="q05_at_zero_2" solution="q05_at_zero_answer" loses="q05_at_zero" symptom="that is the"
at_zero_5 = 1.6487212707001282

# %% wrong="q05_odds_1" solution="q05_odds_answer" loses="q05_odds" symptom="there the two densities agree; do the"
odds_5 = 0.5

# %% wrong="q05_odds_2" solution="q05_odds_answer" loses="q05_odds" symptom="that is the probability of a"
odds_5 = 0.3333333333333333

# %% wrong="q05_odds_3" solution="q05_odds_answer" loses="q05_odds" symptom="that is the"
odds_5 = 2.0

# %% wrong="q06_precision_1" solution="q06_precision_answer" loses="q06_precision" symptom="that is the share of the"
precision_6 = 0.25

# %% wrong="q06_recall_1" solution="q06_recall_answer" loses="q06_recall" symptom="that is the share of good"
recall_6 = 1.0

# %% wrong="q06_recall_2" solution="q06_recall_answer" loses="q06_recall" symptom="two of eight are not one of"
recall_6 = 0.125

# %% wrong="q06_reverse_kl_1" solution="q06_reverse_kl_answer" loses="q06_reverse_kl" symptom="the other direction is infinite; this"
reverse_kl_6 = float("inf")

# %% wrong="q06_reverse_kl_2" solution="q06_reverse_kl_answer" loses="q06_reverse_kl" symptom="in"
reverse_kl_6 = 2.0

# %% wrong="q06_reverse_kl_3" solution="q06_reverse_kl_answer" loses="q06_reverse_kl" symptom="that is the entropy of the"
reverse_kl_6 = 0.6931471805599453

# %% wrong="q06_reverse_kl_4" solution="q06_reverse_kl_answer" loses="q06_reverse_kl" symptom="good samples alone do not make the"
reverse_kl_6 = 0.0

# %% wrong="q06_why_a" solution="q06_why_answer" loses="q06_why" symptom="on both modes the best discriminator is"
why_6 = "a"

# %% wrong="q06_why_b" solution="q06_why_answer" loses="q06_why" symptom="it may happen to any size; what does"
why_6 = "b"

# %% wrong="q06_why_c" solution="q06_why_answer" loses="q06_why" symptom="that direction is infinite: six modes"
why_6 = "c"

# %% wrong="q07_norm_1" solution="q07_norm_answer" loses="q07_norm" symptom="that is the root of the sum of squares:"
norm_7 = 7.0710678118654755

# %% wrong="q07_norm_2" solution="q07_norm_answer" loses="q07_norm" symptom="that is its largest eigenvalue; it is"
norm_7 = 5.0

# %% wrong="q07_norm_3" solution="q07_norm_answer" loses="q07_norm" symptom="that is the largest sum of a"
norm_7 = 7.0

# %% wrong="q07_norm_4" solution="q07_norm_answer" loses="q07_norm" symptom="that is the largest sum of a"
norm_7 = 9.0

# %% wrong="q07_norm_5" solution="q07_norm_answer" loses="q07_norm" symptom="the square of the"
norm_7 = 45.0

# %% wrong="q07_use_b" solution="q07_use_answer" loses="q07_use" symptom="entries below 1 do not bound what a"
use_7 = "b"

# %% wrong="q07_use_c" solution="q07_use_answer" loses="q07_use" symptom="dividing by a number changes no"
use_7 = "c"

# %% wrong="q07_use_d" solution="q07_use_answer" loses="q07_use" symptom="the stored W stays"
use_7 = "d"

# %% wrong="q08_power_1" solution="q08_power_answer" loses="q08_power" symptom="that is the exponential of the sum:"
power_8 = 4.318574906034135

# %% wrong="q08_power_2" solution="q08_power_answer" loses="q08_power" symptom="that is the last factor"
power_8 = 98000.0

# %% wrong="q08_power_3" solution="q08_power_answer" loses="q08_power" symptom="it is small, not"
power_8 = 0.0

# %% wrong="q08_amplitude_1" solution="q08_amplitude_answer" loses="q08_amplitude" symptom="that is its power; the size is asked"
amplitude_8 = 0.004035829765375676

# %% wrong="q08_amplitude_2" solution="q08_amplitude_answer" loses="q08_amplitude" symptom="it is small, not"
amplitude_8 = 0.0

# %% wrong="q09_zero_1" solution="q09_zero_answer" loses="q09_zero" symptom="the noise is not zero on average"
zero_9 = 0.0

# %% wrong="q09_best_1" solution="q09_best_answer" loses="q09_best" symptom="that is the best error for the picture,"
best_9 = 0.7

# %% wrong="q09_best_2" solution="q09_best_answer" loses="q09_best" symptom="x_t does not determine the"
best_9 = 0.0

# %% wrong="q09_meaning_a" solution="q09_meaning_answer" loses="q09_meaning" symptom="it has as many coordinates as a"
meaning_9 = "a"

# %% wrong="q09_meaning_b" solution="q09_meaning_answer" loses="q09_meaning" symptom="with suitable weights for the noise"
meaning_9 = "b"

# %% wrong="q09_meaning_d" solution="q09_meaning_answer" loses="q09_meaning" symptom="the Gaussian here is the one of a"
meaning_9 = "d"

# %% wrong="q10_marginal_1" solution="q10_marginal_answer" loses="q10_marginal" symptom="that is the score if x₀ = 1 were"
marginal_10 = 0.8142135623730952

# %% wrong="q10_marginal_2" solution="q10_marginal_answer" loses="q10_marginal" symptom="the sign: which way does the"
marginal_10 = 0.03358400762527636

# %% wrong="q10_marginal_3" solution="q10_marginal_answer" loses="q10_marginal" symptom="that is the expected noise, not yet"
marginal_10 = 0.02374747953125363

# %% wrong="q10_marginal_4" solution="q10_marginal_answer" loses="q10_marginal" symptom="that ignores the data: pure noise has"
marginal_10 = -0.6

# %% wrong="q10_conditional_1" solution="q10_conditional_answer" loses="q10_conditional" symptom="the sign: which way does the"
conditional_10 = -0.8142135623730952

# %% wrong="q10_conditional_2" solution="q10_conditional_answer" loses="q10_conditional" symptom="the variance, not its root,"
conditional_10 = 0.5757359312880715

# %% wrong="q10_conditional_3" solution="q10_conditional_answer" loses="q10_conditional" symptom="that is the score of the"
conditional_10 = -0.03358400762527636

# %% wrong="q10_which_a" solution="q10_which_answer" loses="q10_which" symptom="the network does not see x₀; what is"
which_10 = "a"

# %% wrong="q10_which_c" solution="q10_which_answer" loses="q10_which" symptom="averages are taken with the weights of"
which_10 = "c"

# %% wrong="q10_which_d" solution="q10_which_answer" loses="q10_which" symptom="a score is one derivative of a"
which_10 = "d"

# %% wrong="q11_first_1" solution="q11_first_answer" loses="q11_first" symptom="that is the convention in which 1 means"
first_11 = 1.6

# %% wrong="q11_first_2" solution="q11_first_answer" loses="q11_first" symptom="that lies between the two predictions;"
first_11 = 0.6

# %% wrong="q11_first_3" solution="q11_first_answer" loses="q11_first" symptom="the two predictions have changed"
first_11 = -0.7999999999999998

# %% wrong="q11_second_1" solution="q11_second_answer" loses="q11_second" symptom="that is the convention in which 1 means"
second_11 = -0.2

# %% wrong="q11_second_2" solution="q11_second_answer" loses="q11_second" symptom="that lies between the two predictions;"
second_11 = 0.13333333333333333

# %% wrong="q11_second_3" solution="q11_second_answer" loses="q11_second" symptom="the two predictions have changed"
second_11 = 0.6000000000000001

# %% wrong="q11_effect_b" solution="q11_effect_answer" loses="q11_effect" symptom="more weight on the caption leaves fewer"
effect_11 = "b"

# %% wrong="q11_effect_c" solution="q11_effect_answer" loses="q11_effect" symptom="the exact conditional law is w ="
effect_11 = "c"

# %% wrong="q11_effect_d" solution="q11_effect_answer" loses="q11_effect" symptom="each step needs two predictions; their"
effect_11 = "d"

# %% wrong="q12_velocity_1" solution="q12_velocity_answer" loses="q12_velocity" symptom="from the noise to the datum, not"
velocity_12 = -3.0

# %% wrong="q12_velocity_2" solution="q12_velocity_answer" loses="q12_velocity" symptom="that is a place, not a"
velocity_12 = 2.75

# %% wrong="q12_place_1" solution="q12_place_answer" loses="q12_place" symptom="noise and datum have changed"
place_12 = 4.25

# %% wrong="q12_true_b" solution="q12_true_answer" loses="q12_true" symptom="each pair's line is straight; their"
true_12 = "acdb"

# %% wrong="q12_true_e" solution="q12_true_answer" loses="q12_true" symptom="it needs the equation solved, with the"
true_12 = "acde"

# %% wrong="q12_true_missing" solution="q12_true_answer" loses="q12_true" symptom="is not chosen"
true_12 = "ac"

# %% wrong="q13_claim_a" solution="q13_claim_answer" loses="q13_claim" symptom="D* compares two densities; neither can"
claim_13 = "a"

# %% wrong="q13_claim_b" solution="q13_claim_answer" loses="q13_claim" symptom="a generator may map few dimensions into"
claim_13 = "b"

# %% wrong="q13_claim_c" solution="q13_claim_answer" loses="q13_claim" symptom="even there it is a comparison, not a"
claim_13 = "c"

# %% wrong="q14_cause_a" solution="q14_cause_answer" loses="q14_cause" symptom="a Gaussian code can be decoded into"
cause_14 = "a"

# %% wrong="q14_cause_c" solution="q14_cause_answer" loses="q14_cause" symptom="it acts on the code; how does that"
cause_14 = "c"

# %% wrong="q14_cause_d" solution="q14_cause_answer" loses="q14_cause" symptom="sharp models use them"
cause_14 = "d"

# %% wrong="q14_constant_1" solution="q14_constant_answer" loses="q14_constant" symptom="that is the most likely value; squared"
constant_14 = 1.0

# %% wrong="q14_constant_2" solution="q14_constant_answer" loses="q14_constant" symptom="that is the middle of the values,"
constant_14 = 0.5

# %% wrong="q14_constant_3" solution="q14_constant_answer" loses="q14_constant" symptom="that is the probability of a"
constant_14 = 0.3

# %% wrong="q14_left_1" solution="q14_left_answer" loses="q14_left" symptom="that is its"
left_14 = 0.458257569495584

# %% wrong="q14_left_2" solution="q14_left_answer" loses="q14_left" symptom="that is the error of answering"
left_14 = 0.3

# %% wrong="q14_left_3" solution="q14_left_answer" loses="q14_left" symptom="that is the error of answering"
left_14 = 0.25

# %% wrong="q15_fewer_a" solution="q15_fewer_answer" loses="q15_fewer" symptom="that makes each pass cheaper; their"
fewer_15 = "bcea"

# %% wrong="q15_fewer_d" solution="q15_fewer_answer" loses="q15_fewer" symptom="more pictures per pass, as many"
fewer_15 = "bced"

# %% wrong="q15_fewer_missing" solution="q15_fewer_answer" loses="q15_fewer" symptom="is not chosen"
fewer_15 = "bc"

# %% wrong="q15_rounds_1" solution="q15_rounds_answer" loses="q15_rounds" symptom="down to 1 it would be so"
rounds_15 = 10.0

# %% wrong="q15_rounds_2" solution="q15_rounds_answer" loses="q15_rounds" symptom="that is how many times fewer steps are"
rounds_15 = 256.0

# %% wrong="q15_rounds_3" solution="q15_rounds_answer" loses="q15_rounds" symptom="one round too few"
rounds_15 = 7.0

# %% wrong="q15_rounds_4" solution="q15_rounds_answer" loses="q15_rounds" symptom="one round too many"
rounds_15 = 9.0

# %% wrong="q16_price_1" solution="q16_price_answer" loses="q16_price" symptom="that reads −10 as log"
price_16 = 9.500000001030577

# %% wrong="q16_price_2" solution="q16_price_answer" loses="q16_price" symptom="the factor ½ belongs to every"
price_16 = 9.000045399929762

# %% wrong="q16_price_3" solution="q16_price_answer" loses="q16_price" symptom="the constant is"
price_16 = 5.000022699964881

# %% wrong="q16_price_4" solution="q16_price_answer" loses="q16_price" symptom="a divergence is not"
price_16 = -5.499977300035119

# %% wrong="q16_slope_1" solution="q16_slope_answer" loses="q16_slope" symptom="it falls while the variance grows"
slope_16 = 0.5

# %% wrong="q16_slope_2" solution="q16_slope_answer" loses="q16_slope" symptom="that is nats per unit of log"
slope_16 = -1.0

# %% wrong="q16_slope_3" solution="q16_slope_answer" loses="q16_slope" symptom="there it is no longer"
slope_16 = 0.0

# %% wrong="q16_limit_a" solution="q16_limit_answer" loses="q16_limit" symptom="look at the width, not at the"
limit_16 = "a"

# %% wrong="q16_limit_b" solution="q16_limit_answer" loses="q16_limit" symptom="it goes on rising as the width"
limit_16 = "b"

# %% wrong="q16_limit_d" solution="q16_limit_answer" loses="q16_limit" symptom="the term is 0 at width 1 and grows"
limit_16 = "d"

# %% wrong="q17_wasserstein_1" solution="q17_wasserstein_answer" loses="q17_wasserstein" symptom="that is"
wasserstein_17 = 9.0

# %% wrong="q17_wasserstein_2" solution="q17_wasserstein_answer" loses="q17_wasserstein" symptom="that is the Jensen–Shannon divergence,"
wasserstein_17 = 0.6931471805599453

# %% wrong="q17_js_1" solution="q17_js_answer" loses="q17_js" symptom="that is in"
js_17 = 1.0

# %% wrong="q17_js_2" solution="q17_js_answer" loses="q17_js" symptom="they are far apart, but it is"
js_17 = float("inf")

# %% wrong="q17_js_3" solution="q17_js_answer" loses="q17_js" symptom="disjoint is as different as can"
js_17 = 0.0

# %% wrong="q17_js_slope_1" solution="q17_js_slope_answer" loses="q17_js_slope" symptom="it does not grow with the"
js_slope_17 = 1.0

# %% wrong="q17_js_slope_2" solution="q17_js_slope_answer" loses="q17_js_slope" symptom="nothing changes while they stay"
js_slope_17 = float("inf")

# %% wrong="q17_lesson_a" solution="q17_lesson_answer" loses="q17_lesson" symptom="the values of two different losses say"
lesson_17 = "a"

# %% wrong="q17_lesson_c" solution="q17_lesson_answer" loses="q17_lesson" symptom="without a bound on its slope a critic"
lesson_17 = "c"

# %% wrong="q17_lesson_d" solution="q17_lesson_answer" loses="q17_lesson" symptom="it was computed just"
lesson_17 = "d"

# %% wrong="q18_exact_1" solution="q18_exact_answer" loses="q18_exact" symptom="there is nothing to sum: the code is"
exact_18 = 8.0

# %% wrong="q18_small_1" solution="q18_small_answer" loses="q18_small" symptom="that is one"
small_18 = 0.007585459037823858

# %% wrong="q18_small_2" solution="q18_small_answer" loses="q18_small" symptom="the factor ½ is"
small_18 = 0.24273468921036345

# %% wrong="q18_small_3" solution="q18_small_answer" loses="q18_small" symptom="μ enters by its"
small_18 = 0.8413673446051824

# %% wrong="q19_uses_b" solution="q19_uses_answer" loses="q19_uses" symptom="a model may have memorised some; a"
uses_19 = "adfghib"

# %% wrong="q19_uses_c" solution="q19_uses_answer" loses="q19_uses" symptom="an evaluation on invented data measures"
uses_19 = "adfghic"

# %% wrong="q19_uses_e" solution="q19_uses_answer" loses="q19_uses" symptom="a joint law of what was observed does"
uses_19 = "adfghie"

# %% wrong="q19_uses_missing" solution="q19_uses_answer" loses="q19_uses" symptom="is not chosen"
uses_19 = "adfgh"

# %% wrong="q20_scenarios_1" solution="q20_scenarios_answer" loses="q20_scenarios" symptom="sixty times a second: who needs a single"
scenarios_20 = {
    "sharp faces from noise, 60 a second, on a phone": "diffusion",
    "a search index over 2-D codes of molecules": "vae",
    "exact log-densities of 10 numbers, sampled in one pass": "flow",
    "the next word, and how surprising it was": "ar",
}

# %% wrong="q20_scenarios_2" solution="q20_scenarios_answer" loses="q20_scenarios" symptom="which family has an encoder into few"
scenarios_20 = {
    "sharp faces from noise, 60 a second, on a phone": "gan",
    "a search index over 2-D codes of molecules": "diffusion",
    "exact log-densities of 10 numbers, sampled in one pass": "flow",
    "the next word, and how surprising it was": "ar",
}

# %% wrong="q20_scenarios_3" solution="q20_scenarios_answer" loses="q20_scenarios" symptom="exact density and one-pass sampling"
scenarios_20 = {
    "sharp faces from noise, 60 a second, on a phone": "gan",
    "a search index over 2-D codes of molecules": "vae",
    "exact log-densities of 10 numbers, sampled in one pass": "diffusion",
    "the next word, and how surprising it was": "ar",
}

# %% wrong="q20_scenarios_4" solution="q20_scenarios_answer" loses="q20_scenarios" symptom="one symbol after the other, each with"
scenarios_20 = {
    "sharp faces from noise, 60 a second, on a phone": "gan",
    "a search index over 2-D codes of molecules": "vae",
    "exact log-densities of 10 numbers, sampled in one pass": "flow",
    "the next word, and how surprising it was": "diffusion",
}

# %% wrong="q09_meaning_weights" solution="q09_meaning_answer" loses="q09_meaning" symptom="in the bound each noise level"
meaning_9 = "e"

# %% wrong="q11_effect_exact" solution="q11_effect_answer" loses="q11_effect" symptom="in general not noised versions"
effect_11 = "e"

# %% wrong="q12_true_no_inverse" solution="q12_true_answer" loses="q12_true" symptom="solved backwards in time"
true_12 = "acdf"

# %% wrong="q12_true_no_weights" solution="q12_true_answer" loses="q12_true" symptom="every positive density of t"
true_12 = "acdg"

# %% wrong="q17_lesson_gradient" solution="q17_lesson_answer" loses="q17_lesson" symptom="a kink at 0"
lesson_17 = "e"

# %% wrong="q04_closes_never" solution="q04_closes_answer" loses="q04_closes" symptom="the decoder is trained, too"
closes_4 = "e"

# %% wrong="q07_use_exactly_1" solution="q07_use_answer" loses="q07_use" symptom="estimates the factor from below"
use_7 = "e"

# %% wrong="q19_uses_dense" solution="q19_uses_answer" loses="q19_uses" symptom="dense is not typical"
uses_19 = "adfghij"

# %% wrong="q15_fewer_cache" solution="q15_fewer_answer" loses="q15_fewer" symptom="each pass gets cheaper"
fewer_15 = "bcef"

# %% wrong="q18_small_none" solution="q18_small_answer" loses="q18_small" symptom="a small price, not none"
small_18 = 0.0
