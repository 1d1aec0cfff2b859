r"""Named mistakes of exercise 5, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_longer" solution="predict" loses="predict_answered" symptom="area of a small square"
answer_predict = "a"

# %% wrong="predict_squeezed" solution="predict" loses="predict_answered" symptom="one direction only"
answer_predict = "c"

# %% wrong="predict_moved" solution="predict" loses="predict_answered" symptom="changes no area"
answer_predict = "d"


# %% wrong="plus_log_determinant" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="higher where space is stretched"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) + np.linalg.slogdet(A)[1]


# %% wrong="no_determinant" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="change of volume is missing"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1)


# %% wrong="no_absolute_value" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="logarithm of a negative determinant"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.log(np.linalg.det(A))


# %% wrong="determinant_underflows" solution="flow" loses="flow_edges" symptom="infinite in 400 dimensions"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.log(abs(np.linalg.det(A)))


# %% wrong="small_number_in_log" solution="flow" loses="flow_edges" symptom="a small number is added to det A"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    growth = np.log(abs(np.linalg.det(A)) + 1e-300)
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - growth


# %% wrong="determinant_not_logged" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="not its logarithm"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - abs(np.linalg.det(A))


# %% wrong="determinant_of_covariance" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="counts twice"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A @ A.T)[1]


# %% wrong="diagonal_only" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="diagonal of A alone"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    growth = np.sum(np.log(np.abs(np.diag(A))))
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - growth


# %% wrong="no_shift" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="b is not taken off"
def affine_flow_logpdf(x, A, b):
    x, A = np.asarray(x, float), np.asarray(A, float)
    z = np.linalg.solve(A, x.T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="shift_after_going_back" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="undo the last step first"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, x.T).T - b
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="mapped_forward" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="forward once more"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = x @ A.T + b
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="multiplied_with_A" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="what undoes A?"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = (x - b) @ A.T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="inverse_transposed" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="rows and columns exchanged"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = (x - b) @ np.linalg.inv(A)
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="no_constant" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="constant of the standard normal is missing"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * np.sum(z**2, axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="constant_of_one_dimension" solution="flow" loses="flow_by_hand flow_random flow_edges" symptom="whatever d is"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * (np.sum(z**2, axis=-1) + np.log(2 * np.pi)) - np.linalg.slogdet(A)[1]


# %% wrong="constant_counts_points" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="counts the points"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    constant = 0.5 * len(x) * np.log(2 * np.pi)
    return -0.5 * np.sum(z**2, axis=-1) - constant - np.linalg.slogdet(A)[1]


# %% wrong="A_as_covariance" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="for the covariance of x"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    square = np.sum((x - b) * np.linalg.solve(A, (x - b).T).T, axis=-1)
    return -0.5 * (square + len(A) * np.log(2 * np.pi) + np.linalg.slogdet(A)[1])


# %% wrong="square_not_halved" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="no ½ in front"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -np.sum(z**2 + 0.5 * np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="density_not_logged" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="the density, not its logarithm"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    p_z = np.exp(-0.5 * np.sum(z**2, axis=-1)) / (2 * np.pi) ** (len(A) / 2)
    return p_z / abs(np.linalg.det(A))


# %% wrong="log_of_density" solution="flow" loses="flow_edges" symptom="infinite in 400 dimensions"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    p_z = np.exp(-0.5 * np.sum(z**2, axis=-1)) / (2 * np.pi) ** (len(A) / 2)
    return np.log(p_z / abs(np.linalg.det(A)))


# %% wrong="sum_over_points" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties" symptom="one number per point"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    logpdf = -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]
    return np.sum(logpdf)


# %% wrong="points_as_columns" solution="flow" loses="flow_by_hand flow_random flow_edges flow_properties flow_hygiene" symptom="raises ValueError"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x, float), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.inv(A) @ (x - b)
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=0) - np.linalg.slogdet(A)[1]


# %% wrong="single_point_stays_array" solution="flow" loses="flow_edges" symptom="single point"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.atleast_2d(x), np.asarray(A, float), np.asarray(b, float)
    z = np.linalg.solve(A, (x - b).T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="shifts_the_data" solution="flow" loses="flow_hygiene" symptom="changes its argument number 1"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.asarray(x), np.asarray(A), np.asarray(b)
    x -= b
    z = np.linalg.solve(A, x.T).T
    return -0.5 * np.sum(z**2 + np.log(2 * np.pi), axis=-1) - np.linalg.slogdet(A)[1]


# %% wrong="hard_coded" solution="flow" loses="flow_random flow_edges flow_properties flow_hygiene" symptom="Does it use its arguments"
def affine_flow_logpdf(x, A, b):
    if np.shape(A) == (1, 1):
        return [-1 / 8 - np.log(2 * np.pi) / 2 - np.log(2)]
    return np.array([-1.0, 0.0, -2.0]) - np.log(2 * np.pi) - np.log(2)


# %% wrong="scale_is_variance" solution="scale" loses="scale_of_best_fit" symptom="in the unit of x"
best_scale = 8.667

# %% wrong="scale_unbiased" solution="scale" loses="scale_of_best_fit" symptom="does not maximise the likelihood"
best_scale = 3.606

# %% wrong="scale_of_laplace" solution="scale" loses="scale_of_best_fit" symptom="another noise"
best_scale = 2.667

# %% wrong="scale_of_the_way_back" solution="scale" loses="scale_of_best_fit" symptom="map back to z"
best_scale = 0.3397

# %% wrong="scale_summed" solution="scale" loses="scale_of_best_fit" symptom="once per datum"
best_scale = 5.099

# %% wrong="determinant_is_constant" solution="forgotten" loses="forgotten_determinant" symptom="a is what is trained"
answer_forgotten = "a"

# %% wrong="density_piles_up" solution="forgotten" loses="forgotten_determinant" symptom="huge values of z"
answer_forgotten = "b"

# %% wrong="no_gradient_left" solution="forgotten" loses="forgotten_determinant" symptom="still depends on a"
answer_forgotten = "d"
