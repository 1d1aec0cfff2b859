import math

import numpy as np
import pytest
from scipy import integrate

from course.oracles import differential_equations as oracle
from course.reference.differential_equations import euler_solve


def decay(h, t):
    return -h


def driven(h, t):
    return np.sin(3 * t) + 0.3 - 0.7 * h


def lotka(h, t):
    return np.array([h[0] * (1 - h[1]), h[1] * (h[0] - 1)])


@pytest.mark.parametrize(
    ("f", "h0", "span", "dt"),
    [
        (decay, 1.0, (0.0, 5.0), 0.01),
        (driven, [1.0, -2.0, 0.5], (0.5, 2.5), 0.1),
        (driven, [[1.0, 2.0]], (-1.0, 1.0), 0.3),
        (lotka, [1.2, 0.4], (0.0, 3.0), 0.07),
        (driven, 1.0, (0.0, 2.1), 0.3),
        (driven, 1.0, (0.0, 0.7), 0.1),
    ],
)
def test_euler_agrees_with_a_loop_over_numbers(f, h0, span, dt):
    times, states = euler_solve(f, h0, span, dt)
    expected_times, expected_states = oracle.euler_solve(f, h0, span, dt)
    np.testing.assert_allclose(times, expected_times, rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(states, expected_states, rtol=1e-11, atol=1e-13)
    assert times[0] == span[0]
    assert times[-1] == span[1]


def test_euler_gives_the_exact_power_and_not_the_exact_solution():
    times, states = euler_solve(decay, 1, (0, 5), 0.01)
    assert len(times) == len(states) == 501
    assert states[-1] == pytest.approx(0.99**500, rel=1e-12)
    assert states[-1] / math.exp(-5) - 1 == pytest.approx(-0.02486, abs=1e-5)
    assert oracle.linear_decay(1, 1, 0.01, 500) == pytest.approx(0.99**500, rel=1e-12)


@pytest.mark.parametrize(("f", "h0"), [(driven, [0.5, 2.0]), (lotka, [1.2, 0.4])])
def test_euler_approaches_the_solution_of_scipy_in_proportion_to_the_step(f, h0):
    solution = integrate.solve_ivp(lambda t, h: f(h, t), (1.0, 3.0), h0, rtol=1e-11, atol=1e-12)
    errors = [
        np.abs(euler_solve(f, h0, (1.0, 3.0), dt)[1][-1] - solution.y[:, -1]).max()
        for dt in (4e-3, 2e-3, 1e-3)
    ]
    assert errors[0] < 0.02
    np.testing.assert_allclose(np.divide(errors[:-1], errors[1:]), 2, rtol=0.01)


def test_slopes_of_time_alone_add_up_to_the_left_riemann_sum():
    _, states = euler_solve(lambda h, t: t, 0.0, (2.0, 3.0), 0.25)
    assert states[-1] == pytest.approx(0.25 * (2 + 2.25 + 2.5 + 2.75), rel=1e-14)


def test_the_last_step_is_shortened_to_end_at_the_end():
    times, states = euler_solve(lambda h, t: h, 1.0, (0.0, 1.0), 0.3)
    np.testing.assert_allclose(times, [0, 0.3, 0.6, 0.9, 1.0], rtol=1e-15)
    assert states[-1] == pytest.approx(1.3**3 * 1.1, rel=1e-13)
    times, states = euler_solve(lambda h, t: h, 1.0, (0.0, 1.0), 5.0)
    assert times.tolist() == [0, 1]
    assert states.tolist() == [1, 2]


def test_the_cases_by_hand_of_the_problem_set():
    times, states = euler_solve(decay, 1.0, (0.0, 1.0), 0.5)
    assert times.tolist() == [0, 0.5, 1]
    assert states.tolist() == [1, 0.5, 0.25]
    _, states = euler_solve(lambda h, t: t, 0.0, (0.0, 1.0), 0.4)
    np.testing.assert_allclose(states, [0, 0, 0.16, 0.32], rtol=1e-14)


@pytest.mark.parametrize(
    ("end", "dt", "steps"), [(2.1, 0.3, 7), (0.3, 0.1, 3), (1.2, 0.1, 12), (0.7, 0.1, 7)]
)
def test_rounding_makes_no_step_of_length_zero(end, dt, steps):
    times, _ = euler_solve(decay, 1.0, (0.0, end), dt)
    assert len(times) == steps + 1
    assert np.diff(times).min() > 0.99 * dt


def test_an_empty_span_gives_the_start_alone():
    times, states = euler_solve(decay, [1, 2], (2, 2), 0.1)
    assert times.tolist() == [2]
    assert states.tolist() == [[1, 2]]
    assert states.dtype == float


@pytest.mark.parametrize("dt", [0, -0.1, math.nan])
def test_a_step_that_is_not_positive_is_refused(dt):
    with pytest.raises(ValueError, match="positive length"):
        euler_solve(decay, 1.0, (0.0, 1.0), dt)


def test_states_are_float64_and_the_start_stays_as_it_was():
    pixels = np.array([200, 3], dtype=np.uint8)
    _, states = euler_solve(decay, pixels, (0, 1), 0.25)
    np.testing.assert_allclose(states[-1], [200 * 0.75**4, 3 * 0.75**4], rtol=1e-14)
    assert pixels.tolist() == [200, 3]
    start = np.array([1.0, 2.0])
    _, states = euler_solve(decay, start, (0, 1), 0.25)
    states[0] = 7
    assert start.tolist() == [1, 2]


def test_a_rotation_spirals_outwards_by_the_same_factor_in_every_step():
    _, states = euler_solve(
        lambda h, t: np.array([h[1], -h[0]]), [1.0, 0.0], (0, 2 * math.pi), 2 * math.pi / 100
    )
    radii = np.linalg.norm(states, axis=1)
    np.testing.assert_allclose(radii[1:] / radii[:-1], math.hypot(1, 2 * math.pi / 100), rtol=1e-12)
    assert radii[-1] == pytest.approx(oracle.turned_radius(100), rel=1e-11)
    assert radii[-1] == pytest.approx(1.2177, abs=1e-4)


def test_the_oracles_of_the_sigmoid_layer_agree_with_central_differences():
    rng = np.random.default_rng(2)
    W, b, x = rng.normal(size=(3, 4)), rng.normal(size=3), rng.normal(size=4)

    def f(W):
        return 1 / (1 + np.exp(-(W @ x + b)))

    for i, j, k in np.ndindex(3, 3, 4):
        change = np.zeros((3, 4))
        change[j, k] = 1e-5
        slope = (f(W + change)[i] - f(W - change)[i]) / 2e-5
        exact = oracle.sigmoid_layer_gradient(W, b, x, i, j, k)
        assert exact == pytest.approx(slope, abs=1e-9)
        assert (exact != 0) == (i == j)
    assert oracle.sigmoid_slope(0.0) == 0.25
    assert oracle.sigmoid_slope(1.3) == pytest.approx(1 / (2 + 2 * math.cosh(1.3)), rel=1e-14)


def test_an_euler_solver_without_a_mistake_is_the_oracle():
    case = (driven, [1.0, 2.0], (0.0, 1.0), 0.3)
    for got, expected in zip(
        oracle.mistaken_euler()(*case), oracle.euler_solve(*case), strict=True
    ):
        np.testing.assert_allclose(got, expected, rtol=1e-14)
