import math

import numpy as np
import pytest
from scipy import integrate, stats

from course.oracles import probability as oracle
from course.reference.probability import flow_logprob, lognormal_pdf


def normals(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


STACKS = {
    "affine": [oracle.affine(2.0, 1.0), oracle.affine(-0.5, 3.0)],
    "two heaps": [oracle.affine(6.0, 1.0), oracle.arcsinh(), oracle.affine(0.7, 0.5)],
    "heavy tails": [oracle.affine(-0.5, 0.3), oracle.sinh()],
    "squashed and mirrored": [oracle.arcsinh(), oracle.affine(-2.0, 0.4), oracle.arcsinh()],
}


@pytest.mark.parametrize("seed", range(4))
def test_lognormal_density_agrees_with_scipy_and_with_the_slope_of_its_distribution_function(seed):
    x = np.exp(2 * normals(seed, 5, 3))
    density = lognormal_pdf(x)
    np.testing.assert_allclose(density, stats.lognorm(1).pdf(x), rtol=1e-12)
    np.testing.assert_allclose(density, oracle.lognormal_pdf(x), rtol=1e-11)


def test_lognormal_density_gives_the_numbers_of_the_problem_set():
    assert lognormal_pdf(1) == pytest.approx(0.398942, abs=5e-7)
    assert lognormal_pdf(2) == pytest.approx(0.15687, abs=5e-6)
    assert lognormal_pdf(math.e) == pytest.approx(0.089016, abs=5e-7)


def test_lognormal_density_is_zero_where_nothing_is_mapped_to_and_at_both_ends():
    assert lognormal_pdf([-1.0, 0.0, 1e-300, math.inf]).tolist() == [0, 0, 0, 0]


def test_lognormal_density_has_the_area_1_its_peak_at_1_over_e_and_the_mean_root_e():
    area, _ = integrate.quad(lognormal_pdf, 0, np.inf)
    mean, _ = integrate.quad(lambda x: x * lognormal_pdf(x), 0, np.inf)
    axis = np.linspace(0.1, 2, 19_001)
    assert area == pytest.approx(1, abs=1e-7)
    assert mean == pytest.approx(math.exp(0.5), rel=1e-6)
    assert axis[np.argmax(lognormal_pdf(axis))] == pytest.approx(math.exp(-1), abs=1e-4)


@pytest.mark.parametrize("name", STACKS)
def test_flow_agrees_with_the_slope_of_its_inverse_by_complex_steps(name):
    x = normals(1, 7)
    np.testing.assert_allclose(
        flow_logprob(x, STACKS[name]), oracle.flow_logprob(x, STACKS[name]), rtol=1e-11
    )


@pytest.mark.parametrize("name", STACKS)
def test_every_layer_of_the_oracle_gives_the_logarithm_of_its_own_forward_slope(name):
    for inverse, forward_logdet in STACKS[name]:
        y, h = normals(2, 5), 1e-6
        back = (inverse(y + h) - inverse(y - h)) / (2 * h)
        np.testing.assert_allclose(-np.log(np.abs(back)), forward_logdet(inverse(y)), atol=1e-6)


@pytest.mark.parametrize("name", STACKS)
def test_the_density_of_a_flow_has_the_area_1(name):
    reach = 5 if name == "squashed and mirrored" else 60  # sinh(sinh(6)) is no float
    line = np.linspace(-reach, reach, 1_200_001)
    with np.errstate(over="ignore"):
        area = np.trapezoid(np.exp(flow_logprob(line, STACKS[name])), line)
    assert area == pytest.approx(1, abs=1e-6)


def test_positive_flows_agree_with_their_laws():
    x = np.exp(normals(3, 6))
    np.testing.assert_allclose(
        flow_logprob(x, [oracle.exp()]), stats.lognorm(1).logpdf(x), rtol=1e-12
    )
    shifted = [oracle.affine(0.5, 2.0), oracle.exp()]
    np.testing.assert_allclose(
        flow_logprob(x, shifted), stats.lognorm(0.5, scale=math.exp(2)).logpdf(x), rtol=1e-11
    )
    np.testing.assert_allclose(
        flow_logprob(x, [oracle.softplus()]), oracle.flow_logprob(x, [oracle.softplus()]), rtol=1e-9
    )


def test_the_flow_of_the_problem_set_gives_minus_5_6083_at_64():
    layers = [
        oracle.affine(2.0, 0.0),
        oracle.affine(1.0, 3.0),
        (np.cbrt, lambda u: np.log(3 * u**2)),
    ]
    z_log_density = stats.norm.logpdf(0.5)
    assert flow_logprob(64.0, layers) == pytest.approx(z_log_density - math.log(96), rel=1e-12)
    assert flow_logprob(64.0, layers) == pytest.approx(-5.6083, abs=5e-5)


def test_a_flow_without_layers_is_the_standard_normal():
    x = normals(4, 3)
    np.testing.assert_allclose(flow_logprob(x, []), stats.norm.logpdf(x), rtol=1e-14)
    assert flow_logprob(np.zeros(0), STACKS["affine"]).shape == (0,)


@pytest.mark.parametrize(
    "function", [lognormal_pdf, lambda x: flow_logprob(x, STACKS["two heaps"])]
)
def test_probability_functions_take_lists_integers_and_float32_and_leave_inputs_alone(function):
    x = normals(5, 6)
    before = x.copy()
    result = function(x)
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(function(x.tolist()), result)
    np.testing.assert_allclose(function(x.astype(np.float32)), result, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(function([1, 2]), function([1.0, 2.0]))
    assert isinstance(function(2), float)
    assert isinstance(function(0.5), float)


def test_the_list_of_layers_is_left_as_it_was():
    layers = list(STACKS["two heaps"])
    flow_logprob(0.3, layers)
    assert layers == STACKS["two heaps"]
