r"""Named mistakes of problem set 4, each with the grade cells that it loses and the symptom."""

# %% wrong="p41a_three_convolutions_sum" solution="p41a" loses="p41a_three_convolutions" symptom="overlap"
width_p41a = 9

# %% wrong="p41a_three_convolutions_product" solution="p41a" loses="p41a_three_convolutions" symptom="needs a stride"
width_p41a = 27

# %% wrong="p41a_three_convolutions_two_layers" solution="p41a" loses="p41a_three_convolutions" symptom="after two layers"
width_p41a = 5

# %% wrong="p41a_three_convolutions_without_middle" solution="p41a" loses="p41a_three_convolutions" symptom="pixel in the middle"
width_p41a = 6

# %% wrong="p41a_three_convolutions_one_side" solution="p41a" loses="p41a_three_convolutions" symptom="not on one"
width_p41a = 4

# %% wrong="p41a_three_convolutions_square" solution="p41a" loses="p41a_three_convolutions" symptom="all pixels of the square"
width_p41a = 49

# %% wrong="p41a_three_convolutions_one_layer" solution="p41a" loses="p41a_three_convolutions" symptom="field of the last layer"
width_p41a = 3

# %% wrong="p41b_pooling_second_pool_first" solution="p41b" loses="p41b_pooling_second" symptom="if the pooling comes first"
pooled_p41b = 14
pooled_first_p41b = 14
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_second_no_stride" solution="p41b" loses="p41b_pooling_second" symptom="without a stride"
pooled_p41b = 8
pooled_first_p41b = 14
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_second_no_window" solution="p41b" loses="p41b_pooling_second" symptom="width of its own"
pooled_p41b = 9
pooled_first_p41b = 14
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_second_window_doubled" solution="p41b" loses="p41b_pooling_second" symptom="lie 1 apart"
pooled_p41b = 11
pooled_first_p41b = 14
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_second_all_doubled" solution="p41b" loses="p41b_pooling_second" symptom="double the whole field"
pooled_p41b = 12
pooled_first_p41b = 14
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_second_no_pooling" solution="p41b" loses="p41b_pooling_second" symptom="without any pooling"
pooled_p41b = 7
pooled_first_p41b = 14
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_second_before_last" solution="p41b" loses="p41b_pooling_second" symptom="before the last convolution"
pooled_p41b = 6
pooled_first_p41b = 14
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_first_pool_second" solution="p41b" loses="p41b_pooling_first" symptom="only one convolution"
pooled_p41b = 10
pooled_first_p41b = 10
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_first_no_window" solution="p41b" loses="p41b_pooling_first" symptom="width of its own"
pooled_p41b = 10
pooled_first_p41b = 13
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_first_no_stride" solution="p41b" loses="p41b_pooling_first" symptom="how far apart"
pooled_p41b = 10
pooled_first_p41b = 8
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_first_no_pooling" solution="p41b" loses="p41b_pooling_first" symptom="without any pooling"
pooled_p41b = 10
pooled_first_p41b = 7
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_first_doubled_again" solution="p41b" loses="p41b_pooling_first" symptom="double once more"
pooled_p41b = 10
pooled_first_p41b = 30
pooled_slowly_p41b = 8

# %% wrong="p41b_pooling_stride_one_stride_two" solution="p41b" loses="p41b_pooling_stride_one" symptom="neighbours stay neighbours"
pooled_p41b = 10
pooled_first_p41b = 14
pooled_slowly_p41b = 10

# %% wrong="p41b_pooling_stride_one_no_window" solution="p41b" loses="p41b_pooling_stride_one" symptom="width of its own"
pooled_p41b = 10
pooled_first_p41b = 14
pooled_slowly_p41b = 7

# %% wrong="p41b_pooling_stride_one_whole_window" solution="p41b" loses="p41b_pooling_stride_one" symptom="overlaps with what was seen"
pooled_p41b = 10
pooled_first_p41b = 14
pooled_slowly_p41b = 9


# %% wrong="field_own_stride" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges" symptom="own stride already widens"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump * stride
        jump *= stride
    return field, jump


# %% wrong="field_no_stride" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges p41_field_properties" symptom="do not widen the field"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation
        jump *= stride
    return field, jump


# %% wrong="field_whole_kernel" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges" symptom="adds its whole kernel"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += kernel * dilation * jump
        jump *= stride
    return field, jump


# %% wrong="field_no_dilation" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges" symptom="dilation is left out"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * jump
        jump *= stride
    return field, jump


# %% wrong="field_first_input_dilated" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges" symptom="its first input included"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel * dilation - 1) * jump
        jump *= stride
    return field, jump


# %% wrong="field_dilations_pile_up" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges" symptom="dilations pile up"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump
        jump *= stride * dilation
    return field, jump


# %% wrong="field_wrong_end" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges" symptom="wrong end"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in list(layers)[::-1]:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field, jump


# %% wrong="field_distances_added" solution="field" loses="p41_field_random p41_field_edges p41_field_properties" symptom="distances are added"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump
        jump += stride - 1
    return field, jump


# %% wrong="field_last_stride" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges p41_field_properties" symptom="stride of the last layer"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field, layers[-1][1] if len(layers) else 1


# %% wrong="field_field_times_stride" solution="field" loses="p41_field_random p41_field_edges p41_field_properties" symptom="whole field is multiplied"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field = (field + (kernel - 1) * dilation) * stride
        jump *= stride
    return field, jump


# %% wrong="field_exchanged" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges p41_field_properties" symptom="changed places"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return jump, field


# %% wrong="field_starts_at_zero" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges p41_field_properties" symptom="starts at 0"
def receptive_field(layers):
    field, jump = 0, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field, jump


# %% wrong="field_no_error" solution="field" loses="p41_field_edges" symptom="must raise a ValueError"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field, jump


# %% wrong="field_floats" solution="field" loses="p41_field_properties" symptom="whole numbers are asked for"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return float(field), float(jump)


# %% wrong="field_field_alone" solution="field" loses="p41_field_by_hand p41_field_random p41_field_edges p41_field_properties" symptom="one result is returned"
def receptive_field(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        if min(kernel, stride, dilation) < 1:
            raise ValueError("too small")
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return field


# %% wrong="p41_dilated_layers_undilated" solution="p41_sound" loses="p41_dilated_layers" symptom="without dilation"
layers_p41 = 999

# %% wrong="p41_dilated_layers_half" solution="p41_sound" loses="p41_dilated_layers" symptom="about half as much"
layers_p41 = 9

# %% wrong="p41_dilated_layers_one_more" solution="p41_sound" loses="p41_dilated_layers" symptom="one fewer"
layers_p41 = 11

# %% wrong="p41_dilated_layers_fraction" solution="p41_sound" loses="p41_dilated_layers" symptom="no whole number"
layers_p41 = 9.966

# %% wrong="p42a_skip_never_smaller" solution="p42a" loses="p42a_skip" symptom="g(x) = −x"
answer_p42a = "a"

# %% wrong="p42a_skip_no_saturation" solution="p42a" loses="p42a_skip" symptom="knows nothing"
answer_p42a = "b"

# %% wrong="p42a_skip_never_larger" solution="p42a" loses="p42a_skip" symptom="g(x) = x"
answer_p42a = "d"

# %% wrong="p42b_diagonal_entry_without_identity" solution="p42b" loses="p42b_diagonal_entry" symptom="x itself is in y"
first_p42b = 0.3592
second_p42b = -0.4869

# %% wrong="p42b_diagonal_entry_slope_at_x" solution="p42b" loses="p42b_diagonal_entry" symptom="not at Wx"
first_p42b = 1.7864
second_p42b = -0.4869

# %% wrong="p42b_diagonal_entry_tanh" solution="p42b" loses="p42b_diagonal_entry" symptom="tanh itself"
first_p42b = 0.1995
second_p42b = -0.4869

# %% wrong="p42b_diagonal_entry_other_weight" solution="p42b" loses="p42b_diagonal_entry" symptom="weight of the other input"
first_p42b = 1.7183
second_p42b = -0.4869

# %% wrong="p42b_diagonal_entry_no_slope" solution="p42b" loses="p42b_diagonal_entry" symptom="slope were 1"
first_p42b = 2
second_p42b = -0.4869

# %% wrong="p42b_diagonal_entry_other_row" solution="p42b" loses="p42b_diagonal_entry" symptom="other row"
first_p42b = 1.4869
second_p42b = -0.4869

# %% wrong="p42b_other_entry_transposed" solution="p42b" loses="p42b_other_entry" symptom="rows are outputs"
first_p42b = 1.3592
second_p42b = 0.7183

# %% wrong="p42b_other_entry_with_identity" solution="p42b" loses="p42b_other_entry" symptom="not x₁ itself"
first_p42b = 1.3592
second_p42b = 0.5131

# %% wrong="p42b_other_entry_other_row" solution="p42b" loses="p42b_other_entry" symptom="other row"
first_p42b = 1.3592
second_p42b = -0.3592

# %% wrong="p42b_other_entry_slope_at_x" solution="p42b" loses="p42b_other_entry" symptom="not at Wx"
first_p42b = 1.3592
second_p42b = -0.5591

# %% wrong="p42b_other_entry_no_slope" solution="p42b" loses="p42b_other_entry" symptom="slope were 1"
first_p42b = 1.3592
second_p42b = -1

# %% wrong="p42b_other_entry_sign" solution="p42b" loses="p42b_other_entry" symptom="which one has the weight"
first_p42b = 1.3592
second_p42b = 0.4869


# %% wrong="chain_wrong_order" solution="chain" loses="p42b_chain_random p42b_chain_edges" symptom="wrong order"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + (unit if skip else 0)
        total = total @ new
        x = x + inner if skip else inner
    return total


# %% wrong="chain_transposed" solution="chain" loses="p42b_chain_by_hand p42b_chain_random p42b_chain_edges" symptom="rows and columns are exchanged"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + (unit if skip else 0)
        total = new @ total
        x = x + inner if skip else inner
    return total.T


# %% wrong="chain_columns" solution="chain" loses="p42b_chain_random p42b_chain_edges" symptom="multiply the columns"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2) * W + (unit if skip else 0)
        total = new @ total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_no_square" solution="chain" loses="p42b_chain_random p42b_chain_edges" symptom="has no square"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner)[:, None] * W + (unit if skip else 0)
        total = new @ total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_tanh_itself" solution="chain" loses="p42b_chain_by_hand p42b_chain_random p42b_chain_edges" symptom="tanh itself stands"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = inner[:, None] * W + (unit if skip else 0)
        total = new @ total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_no_slope" solution="chain" loses="p42b_chain_random p42b_chain_edges" symptom="slope were 1"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = W + (unit if skip else 0)
        total = new @ total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_slope_at_x" solution="chain" loses="p42b_chain_random p42b_chain_edges" symptom="not at Wx"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - np.tanh(x) ** 2)[:, None] * W + (unit if skip else 0)
        total = new @ total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_first_x" solution="chain" loses="p42b_chain_random p42b_chain_edges" symptom="at the first x"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + (unit if skip else 0)
        total = new @ total
        x = x
    return total


# %% wrong="chain_x_without_skip" solution="chain" loses="p42b_chain_random p42b_chain_edges" symptom="goes on without its skip"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + (unit if skip else 0)
        total = new @ total
        x = inner
    return total


# %% wrong="chain_x_always_skips" solution="chain" loses="p42b_chain_random" symptom="goes on with a skip"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + (unit if skip else 0)
        total = new @ total
        x = x + inner
    return total


# %% wrong="chain_no_skip" solution="chain" loses="p42b_chain_by_hand p42b_chain_random p42b_chain_edges" symptom="skip connections are missing"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W
        total = new @ total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_always_skip" solution="chain" loses="p42b_chain_by_hand p42b_chain_random p42b_chain_edges" symptom="factors have a skip"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + unit
        total = new @ total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_sum" solution="chain" loses="p42b_chain_by_hand p42b_chain_random p42b_chain_edges" symptom="are added"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + (unit if skip else 0)
        total = new + total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_entry_by_entry" solution="chain" loses="p42b_chain_by_hand p42b_chain_random p42b_chain_edges" symptom="entry by entry"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + (unit if skip else 0)
        total = new * total
        x = x + inner if skip else inner
    return total


# %% wrong="chain_last_layer" solution="chain" loses="p42b_chain_by_hand p42b_chain_random p42b_chain_edges" symptom="last layer alone"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        new = (1 - inner**2)[:, None] * W + (unit if skip else 0)
        total = new
        x = x + inner if skip else inner
    return total


# %% wrong="chain_one_skip" solution="chain" loses="p42b_chain_by_hand p42b_chain_random p42b_chain_edges" symptom="runs past the whole chain"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        total = ((1 - inner**2)[:, None] * W) @ total
        x = inner
    return unit + total if skip else total


# %% wrong="chain_in_place" solution="chain" loses="p42b_chain_hygiene" symptom="changes its argument number 1"
def chain_jacobian(x, weights, skip=True):
    x = np.asarray(x) if np.asarray(x).dtype == float else np.array(x, float)
    total = unit = np.eye(len(x))
    for W in np.asarray(weights, float):
        inner = np.tanh(W @ x)
        total = ((1 - inner**2)[:, None] * W + (unit if skip else 0)) @ total
        x *= 1 if skip else 0
        x += inner
    return total


# %% wrong="p42c_plain_natural" solution="p42c" loses="p42c_plain" symptom="natural logarithm"
plain_p42c = -45.81
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_plain_power_of_two" solution="p42c" loses="p42c_plain" symptom="power of two"
plain_p42c = 50 * np.log2(0.4)
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_plain_itself" solution="p42c" loses="p42c_plain" symptom="bound itself"
plain_p42c = 1.27e-20
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_plain_sign" solution="p42c" loses="p42c_plain" symptom="grow or shrink"
plain_p42c = 19.9
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_plain_added" solution="p42c" loses="p42c_plain" symptom="do not add"
plain_p42c = 1.301
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_plain_one_layer" solution="p42c" loses="p42c_plain" symptom="that is one layer"
plain_p42c = -0.398
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_upper_natural" solution="p42c" loses="p42c_upper" symptom="natural logarithm"
plain_p42c = -19.9
upper_p42c = 16.82
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_upper_itself" solution="p42c" loses="p42c_upper" symptom="bound itself"
plain_p42c = -19.9
upper_p42c = 1.4**50
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_upper_lower" solution="p42c" loses="p42c_upper" symptom="bound from below"
plain_p42c = -19.9
upper_p42c = -11.09
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_upper_one" solution="p42c" loses="p42c_upper" symptom="can stretch"
plain_p42c = -19.9
upper_p42c = 0
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_upper_added" solution="p42c" loses="p42c_upper" symptom="do not add"
plain_p42c = -19.9
upper_p42c = 1.845
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_upper_one_layer" solution="p42c" loses="p42c_upper" symptom="only one of the layers"
plain_p42c = -19.9
upper_p42c = 0.1461
lower_p42c = -11.09
limit_p42c = "exp(a)"

# %% wrong="p42c_lower_one" solution="p42c" loses="p42c_lower" symptom="could only add"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = 0
limit_p42c = "exp(a)"

# %% wrong="p42c_lower_turned" solution="p42c" loses="p42c_lower" symptom="turned round"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -7.306
limit_p42c = "exp(a)"

# %% wrong="p42c_lower_natural" solution="p42c" loses="p42c_lower" symptom="natural logarithm"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -25.54
limit_p42c = "exp(a)"

# %% wrong="p42c_lower_plain" solution="p42c" loses="p42c_lower" symptom="without skip connections"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -19.9
limit_p42c = "exp(a)"

# %% wrong="p42c_lower_upper" solution="p42c" loses="p42c_lower" symptom="that is the upper bound"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = 7.306
limit_p42c = "exp(a)"

# %% wrong="p42c_limit_one" solution="p42c" loses="p42c_limit" symptom="more and more of them"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "1"

# %% wrong="p42c_limit_simple" solution="p42c" loses="p42c_limit" symptom="interest on interest"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "1 + a"

# %% wrong="p42c_limit_lower" solution="p42c" loses="p42c_limit" symptom="lower bound"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "exp(-a)"

# %% wrong="p42c_limit_logarithm" solution="p42c" loses="p42c_limit" symptom="logarithm of it"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "a"

# %% wrong="p42c_limit_power_of_ten" solution="p42c" loses="p42c_limit" symptom="power of ten"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "a/log(10)"

# %% wrong="p42c_limit_depth_in_it" solution="p42c" loses="p42c_limit" symptom="which is not one of"
plain_p42c = -19.9
upper_p42c = 7.306
lower_p42c = -11.09
limit_p42c = "(1 + a/L)^L"

# %% wrong="p43a_activations_both" solution="p43a" loses="p43a_activations" symptom="after layer 4"
answer_p43a = "a"

# %% wrong="p43a_activations_none" solution="p43a" loses="p43a_activations" symptom="input of its layer"
answer_p43a = "c"

# %% wrong="p43a_activations_square" solution="p43a" loses="p43a_activations" symptom="already contains all later"
answer_p43a = "d"

# %% wrong="p43b_kept_one_part" solution="p43b" loses="p43b_kept" symptom="both are in memory"
kept_p43b = 12
answer_p43b = "d"

# %% wrong="p43b_kept_none" solution="p43b" loses="p43b_kept" symptom="without checkpoints"
kept_p43b = 144
answer_p43b = "d"

# %% wrong="p43b_kept_near" solution="p43b" loses="p43b_kept" symptom="tried other k"
kept_p43b = 25
answer_p43b = "d"

# %% wrong="p43b_kept_twice" solution="p43b" loses="p43b_kept" symptom="far from equal"
kept_p43b = 26
answer_p43b = "d"

# %% wrong="p43b_kept_single" solution="p43b" loses="p43b_kept" symptom="segments of one layer"
kept_p43b = 145
answer_p43b = "d"

# %% wrong="p43b_kept_one" solution="p43b" loses="p43b_kept" symptom="only the inputs"
kept_p43b = 1
answer_p43b = "d"

# %% wrong="p43b_kept_logarithm" solution="p43b" loses="p43b_kept" symptom="segments of segments"
kept_p43b = 7.17
answer_p43b = "d"

# %% wrong="p43b_price_free" solution="p43b" loses="p43b_price" symptom="do not come back"
kept_p43b = 24
answer_p43b = "a"

# %% wrong="p43b_price_approximate" solution="p43b" loses="p43b_price" symptom="same activations"
kept_p43b = 24
answer_p43b = "b"

# %% wrong="p43b_price_many_passes" solution="p43b" loses="p43b_price" symptom="from its own input"
kept_p43b = 24
answer_p43b = "c"

# %% wrong="p43c_adjoint_end_points" solution="p43c" loses="p43c_adjoint" symptom="integral along the path"
answer_p43c = "b"
error_p43c = 485.2

# %% wrong="p43c_adjoint_forward_again" solution="p43c" loses="p43c_adjoint" symptom="quadratic in time"
answer_p43c = "c"
error_p43c = 485.2

# %% wrong="p43c_adjoint_stored" solution="p43c" loses="p43c_adjoint" symptom="wants to avoid"
answer_p43c = "d"
error_p43c = 485.2

# %% wrong="p43c_backward_error_constant" solution="p43c" loses="p43c_backward_error" symptom="stay as it is"
answer_p43c = "a"
error_p43c = 1e-6

# %% wrong="p43c_backward_error_forwards" solution="p43c" loses="p43c_backward_error" symptom="forwards errors shrink"
answer_p43c = "a"
error_p43c = 2.061e-15

# %% wrong="p43c_backward_error_linear" solution="p43c" loses="p43c_backward_error" symptom="not linearly"
answer_p43c = "a"
error_p43c = 2e-5

# %% wrong="p43c_backward_error_factor" solution="p43c" loses="p43c_backward_error" symptom="factor by which"
answer_p43c = "a"
error_p43c = 4.852e8

# %% wrong="p43c_backward_error_value" solution="p43c" loses="p43c_backward_error" symptom="not its error"
answer_p43c = "a"
error_p43c = 486.2


# %% wrong="block_twice_x" solution="residual_block" loses="p44_by_hand p44_random p44_layers p44_properties p44_gradients" symptom="used, in this order: none"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        return x + x


# %% wrong="block_dropped" solution="residual_block" loses="p44_by_hand p44_random p44_properties p44_gradients p44_layers" symptom="x is added to itself"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        inner = self.second_norm(self.second_conv(inner))
        return x + x


# %% wrong="block_as_it_came" solution="residual_block" loses="p44_by_hand p44_random p44_properties p44_gradients p44_layers" symptom="x is returned as it came"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        inner = self.second_norm(self.second_conv(inner))
        return 1.0 * x


# %% wrong="block_no_skip" solution="residual_block" loses="p44_by_hand p44_random p44_properties p44_gradients p44_layers" symptom="way past the layers is missing"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return self.second_norm(self.second_conv(inner))


# %% wrong="block_relu_at_the_end" solution="residual_block" loses="p44_by_hand p44_random p44_properties p44_gradients p44_layers" symptom="lost its negative part"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return torch.relu(x + self.second_norm(self.second_conv(inner)))


# %% wrong="block_in_place" solution="residual_block" loses="p44_layers p44_gradients" symptom="x of the caller is changed"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        x += self.second_norm(self.second_conv(inner))
        return x


# %% wrong="block_shared_conv" solution="residual_block" loses="p44_layers p44_gradients p44_properties p44_random" symptom="one convolution is used twice"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = self.first_conv
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_shared_norm" solution="residual_block" loses="p44_layers p44_gradients p44_properties p44_random" symptom="one normalisation is used twice"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = self.first_norm

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_no_relu" solution="residual_block" loses="p44_by_hand p44_random p44_gradients p44_layers p44_properties" symptom="what the layers do is linear"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = self.first_norm(self.first_conv(x))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_no_second_norm" solution="residual_block" loses="p44_by_hand p44_random p44_layers p44_properties p44_gradients" symptom="used, in this order: convolution, normalisation, convolution"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_conv(inner)


# %% wrong="block_no_norms" solution="residual_block" loses="p44_by_hand p44_random p44_layers p44_properties p44_gradients" symptom="used, in this order: convolution, convolution"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        return x + self.second_conv(torch.relu(self.first_conv(x)))


# %% wrong="block_relu_first" solution="residual_block" loses="p44_by_hand p44_random p44_gradients p44_layers p44_properties" symptom="before the first normalisation"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = self.first_norm(torch.relu(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_relu_before_sum" solution="residual_block" loses="p44_by_hand p44_random p44_properties p44_gradients p44_layers" symptom="stands before the addition"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + torch.relu(self.second_norm(self.second_conv(inner)))


# %% wrong="block_relu_before_second_norm" solution="residual_block" loses="p44_random p44_gradients p44_layers p44_properties" symptom="before the second normalisation"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(torch.relu(self.second_conv(inner)))


# %% wrong="block_subtracted" solution="residual_block" loses="p44_by_hand p44_random p44_properties p44_gradients p44_layers" symptom="what the layers make is subtracted"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x - self.second_norm(self.second_conv(inner))


# %% wrong="block_relu_of_x" solution="residual_block" loses="p44_by_hand p44_random p44_properties p44_gradients p44_layers" symptom="another x is added"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return torch.relu(x) + self.second_norm(self.second_conv(inner))


# %% wrong="block_preactivated" solution="residual_block" loses="p44_by_hand p44_random p44_properties p44_gradients p44_layers" symptom="used, in this order: normalisation"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = self.first_conv(torch.relu(self.first_norm(x)))
        return x + self.second_conv(torch.relu(self.second_norm(inner)))


# %% wrong="block_kernel_1" solution="residual_block" loses="p44_layers p44_gradients p44_properties p44_random" symptom="a weight has the shape"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_kernel_5" solution="residual_block" loses="p44_layers p44_properties p44_gradients p44_random" symptom="a weight has the shape"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 5, padding=2)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 5, padding=2)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_no_padding" solution="residual_block" loses="p44_by_hand p44_random p44_layers p44_properties p44_gradients" symptom="RuntimeError"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_mirrored_border" solution="residual_block" loses="p44_random p44_gradients p44_layers p44_properties" symptom="values differ"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1, padding_mode="replicate")
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1, padding_mode="replicate")
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_no_statistics" solution="residual_block" loses="p44_random p44_properties p44_gradients p44_layers" symptom="no running statistics"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels, track_running_stats=False)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels, track_running_stats=False)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_skip_detached" solution="residual_block" loses="p44_gradients" symptom="way past the layers is missing: is x detached"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x.detach() + self.second_norm(self.second_conv(inner))


# %% wrong="block_branch_detached" solution="residual_block" loses="p44_gradients" symptom="gradient of the layers is missing"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x.detach())))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_no_gradient" solution="residual_block" loses="p44_gradients" symptom="some weights receive no gradient"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        with torch.no_grad():
            inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_spare_layer" solution="residual_block" loses="p44_layers p44_gradients" symptom="weights that are not in the formula"
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)
        self.third_conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))


# %% wrong="block_spread_normalised" solution="block_predict" loses="p44_predict" symptom="what the plus sign adds"
answer_spread = "a"

# %% wrong="block_spread_two" solution="block_predict" loses="p44_predict" symptom="know nothing of each other"
answer_spread = "c"

# %% wrong="block_spread_kernels" solution="block_predict" loses="p44_predict" symptom="twice as large"
answer_spread = "d"

# %% wrong="block_24_variance" solution="depth_spread" loses="p44_spread" symptom="that is the variance"
spread_24 = 25

# %% wrong="block_24_without_x" solution="depth_spread" loses="p44_spread" symptom="x itself is missing"
spread_24 = 4.899

# %% wrong="block_24_doubled_variance" solution="depth_spread" loses="p44_spread" symptom="does it grow with x"
spread_24 = 4096

# %% wrong="block_24_doubled" solution="depth_spread" loses="p44_spread" symptom="doubles in no block"
spread_24 = 2**24

# %% wrong="block_24_normalised" solution="depth_spread" loses="p44_spread" symptom="not the sum"
spread_24 = 1

# %% wrong="block_24_one" solution="depth_spread" loses="p44_spread" symptom="that is one block"
spread_24 = 1.41421

# %% wrong="block_24_added" solution="depth_spread" loses="p44_spread" symptom="variance of what is added"
spread_24 = 24

# %% wrong="block_zero_none" solution="zero_gain" loses="p44_zero_gain" symptom="at gain 0"
answer_zero_gain = "a"

# %% wrong="block_zero_all" solution="zero_gain" loses="p44_zero_gain" symptom="does it meet a kernel"
answer_zero_gain = "b"

# %% wrong="block_zero_second" solution="zero_gain" loses="p44_zero_gain" symptom="times which number"
answer_zero_gain = "d"
