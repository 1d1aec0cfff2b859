r"""Named mistakes of problem set 2, each with the grade cells that it loses and the symptom named."""

# %% wrong="formula_value" solution="entry_formula" loses="p21a_formula" symptom="value of σ"
entry_formula = "f2 * x3"

# %% wrong="formula_bias" solution="entry_formula" loses="p21a_formula" symptom="with respect to b₂"
entry_formula = "f2 * (1 - f2)"

# %% wrong="formula_tanh" solution="entry_formula" loses="p21a_formula" symptom="so slopes tanh"
entry_formula = "(1 - f2**2) * x3"

# %% wrong="formula_one_factor" solution="entry_formula" loses="p21a_formula" symptom="one factor of the slope"
entry_formula = "(1 - f2) * x3"

# %% wrong="formula_linear" solution="entry_formula" loses="p21a_formula" symptom="not differentiated at all"
entry_formula = "x3"

# %% wrong="formula_twice" solution="entry_formula" loses="p21a_formula" symptom="is already"
entry_formula = "sigmoid(f2) * (1 - sigmoid(f2)) * x3"

# %% wrong="formula_sign" solution="entry_formula" loses="p21a_formula" symptom="opposite sign"
entry_formula = "f2 * (f2 - 1) * x3"

# %% wrong="formula_with_a" solution="entry_formula" loses="p21a_formula" symptom="which is not one of"
entry_formula = "sigmoid(a2) * (1 - sigmoid(a2)) * x3"

# %% wrong="number_value" solution="entry_numbers" loses="p21a_numbers" symptom="value of σ"
slope_of_f2 = 0.46638
slope_of_f1 = 0

# %% wrong="number_bias" solution="entry_numbers" loses="p21a_numbers" symptom="with respect to b₂"
slope_of_f2 = 0.173105
slope_of_f1 = 0

# %% wrong="number_other_output" solution="entry_numbers" loses="p21a_numbers" symptom="that of the other output"
slope_of_f2 = 0.0283577
slope_of_f1 = 0

# %% wrong="number_other_input" solution="entry_numbers" loses="p21a_numbers" symptom="wrong entry of x"
slope_of_f2 = -0.207726
slope_of_f1 = 0

# %% wrong="number_first_input" solution="entry_numbers" loses="p21a_numbers" symptom="first entry of x"
slope_of_f2 = 0.155794
slope_of_f1 = 0

# %% wrong="number_input_gradient" solution="entry_numbers" loses="p21a_numbers" symptom="with respect to x₃"
slope_of_f2 = -0.0865524
slope_of_f1 = 0

# %% wrong="number_linear" solution="entry_numbers" loses="p21a_numbers" symptom="not differentiated"
slope_of_f2 = 0.6
slope_of_f1 = 0

# %% wrong="number_largest_slope" solution="entry_numbers" loses="p21a_numbers" symptom="slope at a = 0"
slope_of_f2 = 0.15
slope_of_f1 = 0

# %% wrong="number_no_bias" solution="entry_numbers" loses="p21a_numbers" symptom="bias was forgotten"
slope_of_f2 = 0.142658
slope_of_f1 = 0

# %% wrong="number_outer_product" solution="entry_numbers" loses="p21a_numbers" symptom="Does f₁ notice"
slope_of_f2 = 0.10386
slope_of_f1 = 0.0283577

# %% wrong="number_same_row" solution="entry_numbers" loses="p21a_numbers" symptom="or only f₂"
slope_of_f2 = 0.10386
slope_of_f1 = 0.10386

# %% wrong="count_all" solution="nonzero_count" loses="p21a_nonzero" symptom="every output depend on every weight"
nonzero_entries = 96

# %% wrong="count_one_output" solution="nonzero_count" loses="p21a_nonzero" symptom="feed a single output"
nonzero_entries = 6

# %% wrong="count_bias" solution="nonzero_count" loses="p21a_nonzero" symptom="one per output"
nonzero_entries = 4

# %% wrong="count_pairs" solution="nonzero_count" loses="p21a_nonzero" symptom="so many pairs"
nonzero_entries = 16

# %% wrong="count_zeros" solution="nonzero_count" loses="p21a_nonzero" symptom="the zeros are counted"
nonzero_entries = 72

# %% wrong="bias_vector" solution="bias_jacobian" loses="p21b_bias" symptom="m outputs and m biases"
answer_bias = "a"

# %% wrong="bias_outer" solution="bias_jacobian" loses="p21b_bias" symptom="by this matrix b₁"
answer_bias = "b"

# %% wrong="bias_identity" solution="bias_jacobian" loses="p21b_bias" symptom="derivative of a, not of f"
answer_bias = "c"

# %% wrong="slope_half" solution="slope_bounds" loses="p21c_slope p21c_bound" symptom="value of σ at 0"
largest_slope = 0.5
bound_after_10 = 9.77e-4

# %% wrong="slope_one" solution="slope_bounds" loses="p21c_slope p21c_bound" symptom="so steep is tanh"
largest_slope = 1
bound_after_10 = 1

# %% wrong="bound_half" solution="slope_bounds" loses="p21c_bound" symptom="not the smallest"
largest_slope = 0.25
bound_after_10 = 0.5**10

# %% wrong="bound_sum" solution="slope_bounds" loses="p21c_bound" symptom="multiply, they do not add"
largest_slope = 0.25
bound_after_10 = 2.5

# %% wrong="bound_nine" solution="slope_bounds" loses="p21c_bound" symptom="nine layers"
largest_slope = 0.25
bound_after_10 = 0.25**9

# %% wrong="bound_eleven" solution="slope_bounds" loses="p21c_bound" symptom="eleven layers"
largest_slope = 0.25
bound_after_10 = 0.25**11

# %% wrong="bound_divided" solution="slope_bounds" loses="p21c_bound" symptom="divides the slope"
largest_slope = 0.25
bound_after_10 = 0.025

# %% wrong="passes_exchanged" solution="passes" loses="p22a_forward p22b_reverse" symptom="how many columns"
forward_passes = 10
reverse_passes = 784

# %% wrong="passes_reverse_columns" solution="passes" loses="p22b_reverse" symptom="how many rows"
forward_passes = 784
reverse_passes = 784

# %% wrong="passes_per_entry" solution="passes" loses="p22a_forward p22b_reverse" symptom="more than one entry"
forward_passes = 7840
reverse_passes = 7840

# %% wrong="passes_one_forward" solution="passes" loses="p22a_forward" symptom="J v for one v"
forward_passes = 1
reverse_passes = 10

# %% wrong="passes_one_reverse" solution="passes" loses="p22b_reverse" symptom="one output only"
forward_passes = 784
reverse_passes = 1

# %% wrong="ratio_passes" solution="mode_ratio" loses="p22c_ratio" symptom="numbers of passes"
times_as_long = 1e7

# %% wrong="ratio_prices_exchanged" solution="mode_ratio" loses="p22c_ratio" symptom="are exchanged"
times_as_long = 2e7

# %% wrong="ratio_one_pass" solution="mode_ratio" loses="p22c_ratio" symptom="one pass with one pass"
times_as_long = 0.5

# %% wrong="ratio_one_pass_inverse" solution="mode_ratio" loses="p22c_ratio" symptom="the other way round"
times_as_long = 2

# %% wrong="ratio_inverse" solution="mode_ratio" loses="p22c_ratio" symptom="needs a pass per weight"
times_as_long = 2e-7

# %% wrong="price_approximate" solution="mode_price" loses="p22c_price" symptom="exact up to rounding"
answer_price = "a"

# %% wrong="price_invertible" solution="mode_price" loses="p22c_price" symptom="cannot be inverted"
answer_price = "c"

# %% wrong="price_nothing" solution="mode_price" loses="p22c_price" symptom="From where is a known"
answer_price = "d"

# %% wrong="residual_minus_h" solution="limits" loses="p23a_residual" symptom="subtracted twice"
rhs_residual = "tanh(3*h) - h"
rhs_leaky = "tanh(3*h) - h"

# %% wrong="residual_next_layer" solution="limits" loses="p23a_residual" symptom="the next layer"
rhs_residual = "h + tanh(3*h)"
rhs_leaky = "tanh(3*h) - h"

# %% wrong="residual_differentiated" solution="limits" loses="p23a_residual" symptom="differentiates f"
rhs_residual = "3*(1 - tanh(3*h)^2)"
rhs_leaky = "tanh(3*h) - h"

# %% wrong="leaky_as_residual" solution="limits" loses="p23a_leaky" symptom="lost in every layer"
rhs_residual = "tanh(3*h)"
rhs_leaky = "tanh(3*h)"

# %% wrong="leaky_grows" solution="limits" loses="p23a_leaky" symptom="leaks out"
rhs_residual = "tanh(3*h)"
rhs_leaky = "h + tanh(3*h)"

# %% wrong="leaky_remainder" solution="limits" loses="p23a_leaky" symptom="is not its change"
rhs_residual = "tanh(3*h)"
rhs_leaky = "(1 - h) + tanh(3*h)"

# %% wrong="limit_with_step" solution="limits" loses="p23a_leaky p23a_residual" symptom="which is not one of h"
rhs_residual = "Delta * tanh(3*h)"
rhs_leaky = "Delta * (tanh(3*h) - h)"

# %% wrong="weights_first" solution="own_weights" loses="p23a_weights" symptom="add up over"
answer_weights = "b"

# %% wrong="weights_shared_only" solution="own_weights" loses="p23a_weights" symptom="autonomous"
answer_weights = "c"

# %% wrong="weights_any" solution="own_weights" loses="p23a_weights" symptom="do not become smooth"
answer_weights = "d"

# %% wrong="step_one_over_depth" solution="resnet_step" loses="p23b_step" symptom="nothing in a plain block divides"
resnet_step = 0.08333
resnet_end_time = 12

# %% wrong="step_depth" solution="resnet_step" loses="p23b_step" symptom="the step: that is the number of blocks"
resnet_step = 12
resnet_end_time = 12

# %% wrong="end_at_one" solution="resnet_step" loses="p23b_step" symptom="takes a whole step"
resnet_step = 1
resnet_end_time = 1

# %% wrong="end_between" solution="resnet_step" loses="p23b_step" symptom="the states in between"
resnet_step = 1
resnet_end_time = 11

# %% wrong="end_states" solution="resnet_step" loses="p23b_step" symptom="the first one too"
resnet_step = 1
resnet_end_time = 13

# %% wrong="factor_one" solution="unit_time" loses="p23b_unit_time" symptom="gets to time 12"
block_factor = 1

# %% wrong="factor_depth" solution="unit_time" loses="p23b_unit_time" symptom="gets to time 144"
block_factor = 12

# %% wrong="factor_eleven" solution="unit_time" loses="p23b_unit_time" symptom="between how many states"
block_factor = 1 / 11

# %% wrong="factor_thirteen" solution="unit_time" loses="p23b_unit_time" symptom="not 13"
block_factor = 1 / 13

# %% wrong="factor_root" solution="unit_time" loses="p23b_unit_time" symptom="the root of their size"
block_factor = 0.288675

# %% wrong="ode_as_block" solution="decay" loses="p23c_ode" symptom="a single step of length 1"
ode_at_1 = 0
ode_limit = 0
after_one_block = 0

# %% wrong="ode_no_start" solution="decay" loses="p23c_ode" symptom="start value is missing"
ode_at_1 = 0.36788
ode_limit = 0
after_one_block = 0

# %% wrong="ode_negative" solution="decay" loses="p23c_ode" symptom="does not change sign"
ode_at_1 = -1.1036
ode_limit = 0
after_one_block = 0

# %% wrong="ode_two_steps" solution="decay" loses="p23c_ode" symptom="two straight steps of length"
ode_at_1 = 0.75
ode_limit = 0
after_one_block = 0

# %% wrong="limit_at_1" solution="decay" loses="p23c_ode" symptom="the limit: that is the value at time 1"
ode_at_1 = 1.1036
ode_limit = 1.1036
after_one_block = 0

# %% wrong="limit_start" solution="decay" loses="p23c_ode" symptom="one resting point"
ode_at_1 = 1.1036
ode_limit = 3
after_one_block = 0

# %% wrong="block_as_ode" solution="decay" loses="p23c_block" symptom="one straight step"
ode_at_1 = 1.1036
ode_limit = 0
after_one_block = 1.1036

# %% wrong="block_without_skip" solution="decay" loses="p23c_block" symptom="f(h) alone"
ode_at_1 = 1.1036
ode_limit = 0
after_one_block = -3

# %% wrong="block_sign" solution="decay" loses="p23c_block" symptom="sign of f is lost"
ode_at_1 = 1.1036
ode_limit = 0
after_one_block = 6

# %% wrong="steps_all" solution="three_steps" loses="p23c_long" symptom="a step with Δ = 2.5"
answer_steps = "a"

# %% wrong="steps_overshoot" solution="three_steps" loses="p23c_long" symptom="overshooting is not diverging"
answer_steps = "b"

# %% wrong="steps_jump" solution="three_steps" loses="p23c_long" symptom="by −1 exactly"
answer_steps = "d"

# %% wrong="stable_no_overshoot" solution="threshold" loses="p23c_stable" symptom="still shrinks"
stable_below = "1 / lam"

# %% wrong="stable_product" solution="threshold" loses="p23c_stable" symptom="shorter steps only, not longer"
stable_below = "2 * lam"

# %% wrong="stable_lam" solution="threshold" loses="p23c_stable" symptom="and where does the size begin"
stable_below = "lam"

# %% wrong="stable_two" solution="threshold" loses="p23c_stable" symptom="right for λ = 1 only"
stable_below = "2"

# %% wrong="stable_one" solution="threshold" loses="p23c_stable" symptom="for λ = 1 that is not the place"
stable_below = "1"

# %% wrong="stable_upside_down" solution="threshold" loses="p23c_stable" symptom="upside down"
stable_below = "lam / 2"

# %% wrong="stable_squared" solution="threshold" loses="p23c_stable" symptom="not its square"
stable_below = "2 / lam^2"

# %% wrong="predict_large" solution="predict" loses="p24_predict" symptom="On which side"
answer_predict = "b"

# %% wrong="predict_exact" solution="predict" loses="p24_predict" symptom="Do the errors cancel"
answer_predict = "c"

# %% wrong="predict_useless" solution="predict" loses="p24_predict" symptom="relative to what"
answer_predict = "d"


# %% wrong="zeros" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="all states are 0"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    return times, np.zeros((n + 1, *np.shape(h0)))


# %% wrong="arange_grid" solution="euler" loses="p24_by_hand p24_edges" symptom="ends beyond the span"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    times = np.arange(t_span[0], t_span[1] + dt / 2, dt, dtype=float)
    if t_span[1] - times[-1] > 1e-9 * dt:
        times = np.append(times, times[-1] + dt)
    states = [np.asarray(h0, float)]
    for k in range(len(times) - 1):
        states.append(states[-1] + dt * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="arange_with_one_too_many" solution="euler" loses="p24_by_hand p24_edges p24_properties" symptom="ends beyond the span"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    times = np.arange(t_span[0], t_span[1] + dt, dt, dtype=float)
    states = [np.asarray(h0, float)]
    for k in range(len(times) - 1):
        states.append(states[-1] + dt * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="rest_left_out" solution="euler" loses="p24_by_hand p24_edges" symptom="the rest is left out"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.floor((t_span[1] - t_span[0]) / dt + 1e-9))
    times = t_span[0] + dt * np.arange(n + 1.0)
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + dt * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="equal_steps" solution="euler" loses="p24_by_hand p24_edges" symptom="one shorter one"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.linspace(*map(float, t_span), n + 1)
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + (times[k + 1] - times[k]) * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="whole_last_step" solution="euler" loses="p24_by_hand p24_edges" symptom="with the whole dt"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + dt * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="extra_step_of_length_0" solution="euler" loses="p24_edges" symptom="one step too many"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + (times[k + 1] - times[k]) * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="slope_at_the_end" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties" symptom="time at the end of the step"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + (times[k + 1] - times[k]) * f(states[-1], times[k + 1]))
    return times, np.stack(states)


# %% wrong="time_ignored" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties" symptom="time never reaches f"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + (times[k + 1] - times[k]) * f(states[-1], 0.0))
    return times, np.stack(states)


# %% wrong="time_from_zero" solution="euler" loses="p24_random p24_edges p24_properties" symptom="starts at 0, not at t0"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        slope = f(states[-1], times[k] - t_span[0])
        states.append(states[-1] + (times[k + 1] - times[k]) * slope)
    return times, np.stack(states)


# %% wrong="arguments_exchanged" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="in the wrong order"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + (times[k + 1] - times[k]) * f(times[k], states[-1]))
    return times, np.stack(states)


# %% wrong="one_array_written_again_and_again" solution="euler" loses="p24_by_hand p24_random p24_edges p24_hygiene" symptom="written to again and again"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    h = np.array(h0, float)
    states = [h]
    for k in range(n):
        h += (times[k + 1] - times[k]) * f(h, times[k])
        states.append(h)
    return times, np.stack(states)


# %% wrong="writes_into_the_start" solution="euler" loses="p24_hygiene" symptom="changes its argument number 2"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    h = np.asarray(h0, float)
    states = [h.copy()]
    for k in range(n):
        h += (times[k + 1] - times[k]) * f(h, times[k])
        states.append(h.copy())
    return times, np.stack(states)


# %% wrong="heun" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="a second slope at the end"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        step = times[k + 1] - times[k]
        first = f(states[-1], times[k])
        second = f(states[-1] + step * first, times[k + 1])
        states.append(states[-1] + step * (first + second) / 2)
    return times, np.stack(states)


# %% wrong="midpoint" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="a slope in the middle"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        step = times[k + 1] - times[k]
        middle = states[-1] + step / 2 * f(states[-1], times[k])
        states.append(states[-1] + step * f(middle, times[k] + step / 2))
    return times, np.stack(states)


# %% wrong="against_the_slope" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="against the slope"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] - (times[k + 1] - times[k]) * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="no_step_length" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="slope is added whole"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="step_replaces_state" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="replaced by the step"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append((times[k + 1] - times[k]) * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="last_state_only" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="only the last state"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    h = np.asarray(h0, float)
    for k in range(n):
        h = h + (times[k + 1] - times[k]) * f(h, times[k])
    return times, h


# %% wrong="start_missing" solution="euler" loses="p24_by_hand p24_random p24_edges p24_hygiene" symptom="state at the start is missing"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    h, states = np.asarray(h0, float), []
    for k in range(n):
        h = h + (times[k + 1] - times[k]) * f(h, times[k])
        states.append(h)
    return times[1:], np.stack(states)


# %% wrong="results_exchanged" solution="euler" loses="p24_by_hand p24_random p24_edges p24_properties p24_hygiene" symptom="have changed places"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + (times[k + 1] - times[k]) * f(states[-1], times[k]))
    return np.stack(states), times


# %% wrong="zero_step_accepted" solution="euler" loses="p24_edges" symptom="more than 1000 steps"
def euler_solve(f, h0, t_span, dt):
    t, t1 = map(float, t_span)
    h = np.array(h0, float)
    times, states = [t], [h]
    while t < t1 - 1e-9 * abs(dt):
        step = min(dt, t1 - t)
        h = h + step * f(h, t)
        t += step
        times.append(t)
        states.append(h)
    return np.array(times), np.array(states)


# %% wrong="negative_step_accepted" solution="euler" loses="p24_edges" symptom="a negative number has to raise"
def euler_solve(f, h0, t_span, dt):
    if dt == 0:
        raise ValueError
    dt = abs(dt)
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [np.asarray(h0, float)]
    for k in range(n):
        states.append(states[-1] + (times[k + 1] - times[k]) * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="integer_states" solution="euler" loses="p24_hygiene" symptom="integer"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    h0 = np.asarray(h0)
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = np.zeros((n + 1, *h0.shape), dtype=float if h0.ndim == 0 else h0.dtype)
    states[0] = h0
    for k in range(n):
        states[k + 1] = states[k] + (times[k + 1] - times[k]) * f(states[k], times[k])
    return times, states


# %% wrong="no_conversion" solution="euler" loses="p24_hygiene" symptom="TypeError"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError
    n = int(np.ceil((t_span[1] - t_span[0]) / dt - 1e-9))
    times = np.append(t_span[0] + dt * np.arange(n), float(t_span[1]))
    states = [h0]
    for k in range(n):
        states.append(states[-1] + (times[k + 1] - times[k]) * f(states[-1], times[k]))
    return times, np.stack(states)


# %% wrong="hard_coded" solution="euler" loses="p24_random p24_edges p24_properties p24_hygiene" symptom="shape"
def euler_solve(f, h0, t_span, dt):
    if np.ndim(h0) == 0:
        return np.array([0, 0.5, 1]), np.array([1, 0.5, 0.25])
    return np.array([0, 0.4, 0.8, 1]), np.array([[0, 0], [0, 0], [0.16, 0.16], [0.32, 0.32]])


# %% wrong="turn_exact" solution="turned" loses="p24_turn" symptom="so the exact solution"
radius_after_turn = 1

# %% wrong="turn_squared" solution="turned" loses="p24_turn" symptom="square of the distance"
radius_after_turn = 1.4829

# %% wrong="turn_inwards" solution="turned" loses="p24_turn" symptom="outwards, not inwards"
radius_after_turn = 0.82119

# %% wrong="turn_longer" solution="turned" loses="p24_turn" symptom="at a right angle"
radius_after_turn = 443.05

# %% wrong="turn_one_step" solution="turned" loses="p24_turn" symptom="growth in a single step"
radius_after_turn = 1.00197

# %% wrong="turn_99" solution="turned" loses="p24_turn" symptom="one step of 100 is missing"
radius_after_turn = 1.21535


# %% wrong="ode_swapped_harmless" solution="ode_predict" loses="p25_predict" symptom="bound by its place"
answer_swapped = "a"

# %% wrong="ode_swapped_raises" solution="ode_predict" loses="p25_predict" symptom="no complaint"
answer_swapped = "b"

# %% wrong="ode_swapped_backwards" solution="ode_predict" loses="p25_predict" symptom="the sign stays"
answer_swapped = "d"


# %% wrong="ode_argument_order" solution="ode_layer" loses="p25_by_hand p25_random p25_gradients p25_properties" symptom="solver's order"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(self.field, h0, t)


# %% wrong="ode_last_state" solution="ode_layer" loses="p25_by_hand p25_random p25_properties p25_gradients" symptom="only the last state"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, s), h0, t)[-1]


# %% wrong="ode_without_start" solution="ode_layer" loses="p25_by_hand p25_random p25_properties p25_gradients" symptom="state at the start is missing"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, s), h0, t)[1:]


# %% wrong="ode_unit_times" solution="ode_layer" loses="p25_random p25_properties p25_gradients" symptom="times from 0 to 1"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        unit = torch.linspace(0, 1, len(t), dtype=t.dtype)
        return solve(lambda s, h: self.field(h, s), h0, unit)


# %% wrong="ode_clock_from_zero" solution="ode_layer" loses="p25_random p25_properties p25_gradients" symptom="clock starts at 0"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, s), h0, t - t[0])


# %% wrong="ode_time_ignored" solution="ode_layer" loses="p25_by_hand p25_random p25_gradients p25_properties" symptom="always that of time 0"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, 0 * s), h0, t)


# %% wrong="ode_time_frozen" solution="ode_layer" loses="p25_by_hand p25_random p25_properties p25_gradients" symptom="always that of t[0]"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, t[0]), h0, t)


# %% wrong="ode_euler_on_grid" solution="ode_layer" loses="p25_by_hand p25_random p25_properties p25_gradients" symptom="too coarse"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        states = [h0]
        for start, end in torch.stack([t[:-1], t[1:]], dim=1):
            states.append(states[-1] + (end - start) * self.field(states[-1], start))
        return torch.stack(states)


# %% wrong="ode_frozen_slope" solution="ode_layer" loses="p25_by_hand p25_random p25_properties p25_gradients" symptom="slope of the start"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return h0 + (t - t[0])[:, None, None] * self.field(h0, t[0])


# %% wrong="ode_batch_first" solution="ode_layer" loses="p25_by_hand p25_random p25_properties p25_gradients" symptom="batch comes first"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, s), h0, t).transpose(0, 1)


# %% wrong="ode_from_zero" solution="ode_layer" loses="p25_by_hand p25_random p25_properties p25_gradients" symptom="starts from 0"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, s), torch.zeros_like(h0), t)


# %% wrong="ode_changes_only" solution="ode_layer" loses="p25_by_hand p25_random p25_properties p25_gradients" symptom="changes, not states"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, s), h0, t) - h0


# %% wrong="ode_against_slope" solution="ode_layer" loses="p25_by_hand p25_random p25_gradients p25_properties" symptom="against the slope"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: -self.field(h, s), h0, t)


# %% wrong="ode_detached" solution="ode_layer" loses="p25_gradients" symptom="weights of the field: is something detached"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        with torch.no_grad():
            return solve(lambda s, h: self.field(h, s), h0, t)


# %% wrong="ode_start_detached" solution="ode_layer" loses="p25_gradients" symptom="no gradient arrives at h0"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, s), h0.detach(), t)


# %% wrong="ode_slope_half_detached" solution="ode_layer" loses="p25_gradients" symptom="weights of the field is wrong"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h.detach(), s), h0, t)


# %% wrong="ode_float32" solution="ode_layer" loses="p25_properties" symptom="h0 is float64"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        return solve(lambda s, h: self.field(h, s), h0, t).float()


# %% wrong="ode_squeezed" solution="impossible_map" loses="p25_impossible" symptom="come as near"
answer_impossible = "a"

# %% wrong="ode_moved" solution="impossible_map" loses="p25_impossible" symptom="moving everything is easy"
answer_impossible = "b"

# %% wrong="ode_bent" solution="impossible_map" loses="p25_impossible" symptom="need not be linear"
answer_impossible = "c"

# %% wrong="ode_full_turn" solution="half_turn" loses="p25_half_turn" symptom="back where it began"
omega_half_turn = 6.2832

# %% wrong="ode_quarter_turn" solution="half_turn" loses="p25_half_turn" symptom="on the second axis"
omega_half_turn = 1.5708

# %% wrong="ode_degrees" solution="half_turn" loses="p25_half_turn" symptom="degrees"
omega_half_turn = 180

# %% wrong="ode_one_radian" solution="half_turn" loses="p25_half_turn" symptom="in radians"
omega_half_turn = 1

# %% wrong="ode_in_turns" solution="half_turn" loses="p25_half_turn" symptom="in turns"
omega_half_turn = 0.5
