r"""Named mistakes of problem set 3, each with the grade cells that it loses and the symptom named."""

# %% wrong="parabola_lands" solution="largest_rates" loses="p31a_parabola" symptom="one step lands in the minimum"
rate_parabola = 1 / 6
rate_bowl = 0.08

# %% wrong="parabola_curvature_3" solution="largest_rates" loses="p31a_parabola" symptom="Differentiate twice"
rate_parabola = 2 / 3
rate_bowl = 0.08

# %% wrong="parabola_upside_down" solution="largest_rates" loses="p31a_parabola" symptom="divided by a number"
rate_parabola = 3
rate_bowl = 0.08

# %% wrong="parabola_curvature_1" solution="largest_rates" loses="p31a_parabola" symptom="right for curvature 1"
rate_parabola = 2
rate_bowl = 0.08

# %% wrong="parabola_curvature" solution="largest_rates" loses="p31a_parabola" symptom="the curvature itself"
rate_parabola = 6
rate_bowl = 0.08

# %% wrong="bowl_flat" solution="largest_rates" loses="p31a_bowl" symptom="What happens to y meanwhile"
rate_parabola = 1 / 3
rate_bowl = 2

# %% wrong="bowl_lands" solution="largest_rates" loses="p31a_bowl" symptom="takes y into the minimum"
rate_parabola = 1 / 3
rate_bowl = 0.04

# %% wrong="bowl_mean" solution="largest_rates" loses="p31a_bowl" symptom="mean curvature decides nothing"
rate_parabola = 1 / 3
rate_bowl = 0.153846

# %% wrong="bowl_sum" solution="largest_rates" loses="p31a_bowl" symptom="do not add"
rate_parabola = 1 / 3
rate_bowl = 0.0769231

# %% wrong="bowl_half" solution="largest_rates" loses="p31a_bowl" symptom="is 12.5 the curvature"
rate_parabola = 1 / 3
rate_bowl = 0.16

# %% wrong="bowl_geometric" solution="largest_rates" loses="p31a_bowl" symptom="geometric mean"
rate_parabola = 1 / 3
rate_bowl = 0.4

# %% wrong="steps_rounded_down" solution="patience" loses="p31b_steps" symptom="still a little above"
steps_needed = 687

# %% wrong="steps_not_whole" solution="patience" loses="p31b_steps" symptom="no whole number"
steps_needed = 687.29

# %% wrong="steps_continuous" solution="patience" loses="p31b_steps" symptom="a step of finite size"
steps_needed = 691

# %% wrong="steps_continuous_exact" solution="patience" loses="p31b_steps" symptom="the time of the differential equation"
steps_needed = 690.78

# %% wrong="steps_linear" solution="patience" loses="p31b_steps" symptom="by the same amount"
steps_needed = 100

# %% wrong="steps_per_cent" solution="patience" loses="p31b_steps" symptom="one per cent"
steps_needed = 459

# %% wrong="steps_of_the_loss" solution="patience" loses="p31b_steps" symptom="not for the error"
steps_needed = 310

# %% wrong="small_rate_b" solution="small_rate" loses="p31b_symptom" symptom="arrived in one"
answer_small_rate = "b"

# %% wrong="small_rate_c" solution="small_rate" loses="p31b_symptom" symptom="same small rate as the gradient"
answer_small_rate = "c"

# %% wrong="small_rate_d" solution="small_rate" loses="p31b_symptom" symptom="at which positive rate"
answer_small_rate = "d"

# %% wrong="warm_up_minima" solution="warm_up" loses="p31c_warm_up" symptom="large steps or noise"
answer_warm_up = "bda"

# %% wrong="warm_up_batches" solution="warm_up" loses="p31c_warm_up" symptom="which data are drawn"
answer_warm_up = "bc"

# %% wrong="warm_up_zero" solution="warm_up" loses="p31c_warm_up" symptom="square of the first gradient"
answer_warm_up = "de"

# %% wrong="warm_up_one" solution="warm_up" loses="p31c_warm_up" symptom="1 of the valid ones is not chosen"
answer_warm_up = "bb"

# %% wrong="moments_a" solution="moments" loses="p32a_moments" symptom="would have v = 0"
answer_moments = "a"

# %% wrong="moments_b" solution="moments" loses="p32a_moments" symptom="looks at two points at once"
answer_moments = "b"

# %% wrong="moments_d" solution="moments" loses="p32a_moments" symptom="share one step size"
answer_moments = "d"

# %% wrong="uncorrected_equal" solution="uncorrected" loses="p32b_first_step" symptom="by the same factor"
times_as_long = 1

# %% wrong="uncorrected_m_only" solution="uncorrected" loses="p32b_first_step" symptom="so much shorter is m"
times_as_long = 0.1

# %% wrong="uncorrected_no_root" solution="uncorrected" loses="p32b_first_step" symptom="under a root"
times_as_long = 100

# %% wrong="uncorrected_inverse" solution="uncorrected" loses="p32b_first_step" symptom="upside down"
times_as_long = 0.31623

# %% wrong="uncorrected_root_v" solution="uncorrected" loses="p32b_first_step" symptom="factors of the denominator"
times_as_long = 0.031623

# %% wrong="uncorrected_v_only" solution="uncorrected" loses="p32b_first_step" symptom="but m grows as well"
times_as_long = 31.623

# %% wrong="adam_or_sgd_a" solution="adam_or_sgd" loses="p32c_adam_or_sgd" symptom="sharpness changes"
answer_adam = "a"

# %% wrong="adam_or_sgd_b" solution="adam_or_sgd" loses="p32c_adam_or_sgd" symptom="What would prove"
answer_adam = "b"

# %% wrong="adam_or_sgd_c" solution="adam_or_sgd" loses="p32c_adam_or_sgd" symptom="says nothing about new data"
answer_adam = "c"

# %% wrong="l1_signed" solution="norms" loses="p33a_l1" symptom="not the numbers"
l1_norm = 1.011
l2_norm_squared = 13.000101

# %% wrong="l1_large" solution="norms" loses="p33a_l1" symptom="the small weights count"
l1_norm = 5
l2_norm_squared = 13.000101

# %% wrong="l1_three" solution="norms" loses="p33a_l1" symptom="the smallest weight counts"
l1_norm = 5.01
l2_norm_squared = 13.000101

# %% wrong="l1_largest" solution="norms" loses="p33a_l1" symptom="largest size"
l1_norm = 3
l2_norm_squared = 13.000101

# %% wrong="l1_length" solution="norms" loses="p33a_l1" symptom="Euclidean length"
l1_norm = 3.605565
l2_norm_squared = 13.000101

# %% wrong="l1_mean" solution="norms" loses="p33a_l1" symptom="mean of the sizes"
l1_norm = 1.25275
l2_norm_squared = 13.000101

# %% wrong="l2_rounded" solution="norms" loses="p33b_l2" symptom="the smallest weight is lost"
l1_norm = 5.011
l2_norm_squared = 13.0001

# %% wrong="l2_large" solution="norms" loses="p33b_l2" symptom="the small weights are lost"
l1_norm = 5.011
l2_norm_squared = 13

# %% wrong="l2_root" solution="norms" loses="p33b_l2" symptom="that is the length; the"
l1_norm = 5.011
l2_norm_squared = 3.6055652

# %% wrong="l2_root_rounded" solution="norms" loses="p33b_l2" symptom="the length, rounded"
l1_norm = 5.011
l2_norm_squared = 3.6056

# %% wrong="l2_signed" solution="norms" loses="p33b_l2" symptom="carry no signs"
l1_norm = 5.011
l2_norm_squared = 5.000101

# %% wrong="l2_zeros" solution="norms" loses="p33b_l2" symptom="more zeros"
l1_norm = 5.011
l2_norm_squared = 13.011

# %% wrong="l2_half" solution="norms" loses="p33b_l2" symptom="half of it"
l1_norm = 5.011
l2_norm_squared = 6.5000505

# %% wrong="l2_of_l1" solution="norms" loses="p33b_l2" symptom="square of the sum"
l1_norm = 5.011
l2_norm_squared = 25.110121

# %% wrong="shrink_hard" solution="shrink" loses="p33c_shrunk" symptom="large ones stay whole"
after_002 = [3, 0, -2, 0]
second_after_0005 = 0.005

# %% wrong="shrink_beyond" solution="shrink" loses="p33c_shrunk" symptom="pushed beyond 0"
after_002 = [2.98, -0.01, -1.98, -0.019]
second_after_0005 = 0.005

# %% wrong="shrink_sign_lost" solution="shrink" loses="p33c_shrunk" symptom="loses its sign"
after_002 = [2.98, 0, 1.98, 0]
second_after_0005 = 0.005

# %% wrong="shrink_down" solution="shrink" loses="p33c_shrunk" symptom="moved downwards"
after_002 = [2.98, -0.01, -2.02, -0.019]
second_after_0005 = 0.005

# %% wrong="shrink_positive" solution="shrink" loses="p33c_shrunk" symptom="negative weights are cut off"
after_002 = [2.98, 0, 0, 0]
second_after_0005 = 0.005

# %% wrong="shrink_ridge" solution="shrink" loses="p33c_shrunk" symptom="so acts the penalty ½τ"
after_002 = [2.941176, 0.00980392, -1.960784, 0.000980392]
second_after_0005 = 0.005

# %% wrong="shrink_ridge_twice" solution="shrink" loses="p33c_shrunk" symptom="so acts the penalty τ"
after_002 = [2.884615, 0.00961538, -1.923077, 0.000961538]
second_after_0005 = 0.005

# %% wrong="shrink_grows" solution="shrink" loses="p33c_shrunk" symptom="they move away from 0"
after_002 = [3.02, 0.03, -2.02, 0.021]
second_after_0005 = 0.005

# %% wrong="shrink_half" solution="shrink" loses="p33c_shrunk" symptom="half of τ"
after_002 = [2.99, 0, -1.99, 0]
second_after_0005 = 0.005

# %% wrong="shrink_all_unwritten" solution="shrink" loses="p33c_shrunk" symptom="no answer yet"
after_002 = [2.98, 0, -1.98, None]
second_after_0005 = 0.005

# %% wrong="small_zero" solution="shrink" loses="p33c_small_tau" symptom="is τ large enough"
after_002 = [2.98, 0, -1.98, 0]
second_after_0005 = 0

# %% wrong="small_hard" solution="shrink" loses="p33c_small_tau" symptom="the weight survives"
after_002 = [2.98, 0, -1.98, 0]
second_after_0005 = 0.01

# %% wrong="small_grows" solution="shrink" loses="p33c_small_tau" symptom="it moves away from 0"
after_002 = [2.98, 0, -1.98, 0]
second_after_0005 = 0.015

# %% wrong="small_other_side" solution="shrink" loses="p33c_small_tau" symptom="to the other side"
after_002 = [2.98, 0, -1.98, 0]
second_after_0005 = -0.005

# %% wrong="small_third" solution="shrink" loses="p33c_small_tau" symptom="third weight"
after_002 = [2.98, 0, -1.98, 0]
second_after_0005 = -1.995

# %% wrong="small_half" solution="shrink" loses="p33c_small_tau" symptom="no factor ½"
after_002 = [2.98, 0, -1.98, 0]
second_after_0005 = 0.0075

# %% wrong="no_zeros_a" solution="no_zeros" loses="p33c_no_zeros" symptom="has zeros already"
answer_no_zeros = "a"

# %% wrong="no_zeros_c" solution="no_zeros" loses="p33c_no_zeros" symptom="To hit one point exactly"
answer_no_zeros = "c"

# %% wrong="no_zeros_d" solution="no_zeros" loses="p33c_no_zeros" symptom="two exact zeros"
answer_no_zeros = "d"

# %% wrong="predict_a" solution="predict" loses="p34_predict" symptom="What does Adam divide by"
answer_predict = "a"

# %% wrong="predict_c" solution="predict" loses="p34_predict" symptom="both are mended before use"
answer_predict = "c"

# %% wrong="predict_d" solution="predict" loses="p34_predict" symptom="nothing is cut off"
answer_predict = "d"


# %% wrong="no_square" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="averaged, not its square"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="size_not_square" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="v: the size of the gradient"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * np.abs(g)
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="variance" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="the variance"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * (g - m) ** 2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="one_mean_square" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="share one mean square"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * np.mean(g**2)
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="nothing_mended" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="neither m nor v is mended"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m
    v_mended = v
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="m_not_mended" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="p: m is not mended"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="v_not_mended" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="p: v is not mended"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="counted_from_0" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties p34_hygiene" symptom="counted from 0"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    t = t - 1
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="counted_too_far" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="nothing is to be added to it"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    t = t + 1
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="always_the_first_step" solution="adam" loses="p34_random p34_edges p34_properties" symptom="as if every step were the first"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1)
    v_mended = v / (1 - b2)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="decay_times_t" solution="adam" loses="p34_random p34_edges p34_properties p34_hygiene" symptom="not to the power t"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1 * t)
    v_mended = v / (1 - b2 * t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="multiplied" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="multiplied by what they must be divided by"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m * (1 - b1**t)
    v_mended = v * (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="eps_under_the_root" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="eps stands under the root"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / np.sqrt(v_mended + eps), m, v


# %% wrong="eps_before_mending" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="eps is added before v is mended"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    return p - lr * m_mended / ((np.sqrt(v) + eps) / np.sqrt(1 - b2**t)), m, v


# %% wrong="no_eps" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="eps is missing"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / np.sqrt(v_mended), m, v


# %% wrong="no_root" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="the root of v is missing"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (v_mended + eps), m, v


# %% wrong="momentum_only" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="nothing is divided"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended, m, v


# %% wrong="root_multiplies" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="the root of v multiplies"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended * (np.sqrt(v_mended) + eps), m, v


# %% wrong="sign_only" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="only the sign of m"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * np.sign(m_mended), m, v


# %% wrong="uphill" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="up the slope"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p + lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="moves_by_the_gradient" solution="adam" loses="p34_random p34_edges p34_properties" symptom="m is not used"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * g / (np.sqrt(v_mended) + eps), m, v


# %% wrong="means_from_before" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="means from before the step"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    step = lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)
    return p - step, b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2


# %% wrong="the_move_alone" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="only the move is returned"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return -lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="no_rate" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="learning rate is not used"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="keeps_the_mended" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="returned mended"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m_mended, v_mended


# %% wrong="shares_exchanged" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="gets the small share"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = (1 - b1) * m + b1 * g
    v = (1 - b2) * v + b2 * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="sums_not_means" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="so that it is no mean"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + g
    v = b2 * v + g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="decays_exchanged" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="b1 and b2 have changed places"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    b1, b2 = b2, b1
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="results_in_another_order" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="in another order"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return m, v, p - lr * m_mended / (np.sqrt(v_mended) + eps)


# %% wrong="m_and_v_exchanged" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="changed places among the results"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), v, m


# %% wrong="only_p" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="only p is returned"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps)


# %% wrong="writes_into_p" solution="adam" loses="p34_hygiene" symptom="changes its argument number 1"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    p -= lr * m_mended / (np.sqrt(v_mended) + eps)
    return p, m, v


# %% wrong="writes_into_the_means" solution="adam" loses="p34_hygiene" symptom="changes its argument number 3"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m *= b1
    m += (1 - b1) * g
    v *= b2
    v += (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="keeps_half_precision" solution="adam" loses="p34_edges" symptom="overflows"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="no_conversion" solution="adam" loses="p34_edges p34_hygiene" symptom="TypeError"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="zero_dimensional" solution="adam" loses="p34_hygiene" symptom="0-dimensional"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return tuple(np.array(a) for a in (p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v))


# %% wrong="own_clock" solution="adam" loses="p34_random p34_edges p34_properties" symptom="step"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    t = 1
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="defaults_only" solution="adam" loses="p34_by_hand p34_random p34_edges p34_properties" symptom="differ"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    lr, b1, b2, eps = 1e-3, 0.9, 0.999, 1e-8
    p, g, m, v = (np.asarray(values, float) for values in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_mended = m / (1 - b1**t)
    v_mended = v / (1 - b2**t)
    return p - lr * m_mended / (np.sqrt(v_mended) + eps), m, v


# %% wrong="rare_first_step" solution="rare_word" loses="p34_rare_word" symptom="so far goes the first step"
distance_in_rates = 1

# %% wrong="rare_unmended" solution="rare_word" loses="p34_rare_word" symptom="if nothing were mended"
distance_in_rates = 31.765

# %% wrong="rare_m" solution="rare_word" loses="p34_rare_word" symptom="if m were not mended"
distance_in_rates = 2.8658

# %% wrong="rare_v" solution="rare_word" loses="p34_rare_word" symptom="if v were not mended"
distance_in_rates = 95.377

# %% wrong="rare_ten_steps" solution="rare_word" loses="p34_rare_word" symptom="first ten steps"
distance_in_rates = 4.1876

# %% wrong="rare_momentum" solution="rare_word" loses="p34_rare_word" symptom="momentum alone"
distance_in_rates = 10

# %% wrong="rare_first_missing" solution="rare_word" loses="p34_rare_word" symptom="first step is missing"
distance_in_rates = 5.0052

# %% wrong="rare_sign" solution="rare_word" loses="p34_rare_word" symptom="with its sign"
distance_in_rates = -6.0052

# %% wrong="rare_default_rate" solution="rare_word" loses="p34_rare_word" symptom="default lr"
distance_in_rates = 0.0060052


# %% wrong="torch_rebinds" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="nothing moves"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p = p - self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_generator_kept" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none p34t_gradients" symptom="nothing moves"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = params
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_clock_per_parameter" solution="my_adam" loses="p34t_random p34t_none" symptom="advances for each parameter"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        with torch.no_grad():
            for k, p in enumerate(self.params):
                self.t += 1
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_clock_stands" solution="my_adam" loses="p34t_random p34t_none" symptom="clock stands still"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t = 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_uncorrected" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="neither m nor v"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k]
                mended_v = self.v[k]
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_m_uncorrected" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="m is not mended"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k]
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_v_uncorrected" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="v is not mended"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k]
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_no_square" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="where its square"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad.abs()
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_eps_in_root" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="eps stands under the root"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v + self.eps).sqrt()

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_eps_before_mending" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="eps is added before"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= (
                    self.lr
                    * mended_m
                    / ((self.v[k].sqrt() + self.eps) / (1 - self.beta2**self.t) ** 0.5)
                )

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_no_root" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="root of v is missing"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_uphill" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none" symptom="up the slope"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p += self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_keeps_mended" solution="my_adam" loses="p34t_random p34t_none" symptom="mended means are kept"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                self.m[k], self.v[k] = mended_m, mended_v
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_clock_from_zero" solution="my_adam" loses="p34t_by_hand p34t_random p34t_none p34t_gradients" symptom="where a finite number is right"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)
        self.t += 1

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_none_crashes" solution="my_adam" loses="p34t_none" symptom="raises TypeError"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_none_decays" solution="my_adam" loses="p34t_none" symptom="without a gradient (None) moves"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    p -= self.lr * p
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_stops_at_none" solution="my_adam" loses="p34t_none" symptom="others go another way"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    break
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_writes_gradient" solution="my_adam" loses="p34t_gradients" symptom="changes the gradients"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                p.grad.mul_(self.beta1)
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% wrong="torch_keeps_gradients" solution="my_adam" loses="p34t_gradients" symptom="leaves old gradients"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        pass


# %% wrong="torch_zeroes_parameters" solution="my_adam" loses="p34t_gradients" symptom="moves the parameters"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
            p.data.zero_()


# %% wrong="torch_predict_a" solution="torch_predict" loses="p34t_predict" symptom="running mean m"
answer_none = "a"


# %% wrong="torch_predict_c" solution="torch_predict" loses="p34t_predict" symptom="frozen layer"
answer_none = "c"


# %% wrong="torch_predict_d" solution="torch_predict" loses="p34t_predict" symptom="no mean is touched"
answer_none = "d"

# %% wrong="torch_memory_one" solution="memory" loses="p34t_memory" symptom="one number per parameter"
gigabytes_extra = 28

# %% wrong="torch_memory_parameters" solution="memory" loses="p34t_memory" symptom="the parameters themselves"
gigabytes_extra = 84

# %% wrong="torch_memory_all" solution="memory" loses="p34t_memory" symptom="and their gradients"
gigabytes_extra = 112

# %% wrong="torch_memory_numbers" solution="memory" loses="p34t_memory" symptom="count of numbers"
gigabytes_extra = 14
