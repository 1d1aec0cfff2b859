import re

import numpy as np
import pytest
from scipy import optimize

from course.files import Layout
from course.oracles import optimization as oracle
from course.reference.optimization import adam_step

from .conftest import CHECKOUT


def state(seed, shape=(4, 3)):
    rng = np.random.default_rng(seed)
    p, g, m = rng.normal(size=(3, *shape))
    return p, g, m, rng.uniform(0.2, 1.5, size=shape)


@pytest.mark.parametrize("t", [1, 2, 7, 1000])
@pytest.mark.parametrize("eps", [1e-8, 0.1])
def test_a_step_of_adam_agrees_with_a_loop_over_numbers(t, eps):
    arguments = *state(t), t, 0.05, 0.8, 0.98, eps
    for got, expected in zip(adam_step(*arguments), oracle.adam_step(*arguments), strict=True):
        np.testing.assert_allclose(got, expected, rtol=1e-12)


@pytest.mark.parametrize("eps", [1e-8, 1e-2])
def test_a_run_of_adam_agrees_with_weighted_averages_over_all_gradients(eps):
    gradients = np.random.default_rng(3).normal(size=(50, 3, 2))
    p, m, v = np.ones((3, 2)), np.zeros((3, 2)), np.zeros((3, 2))
    way = oracle.adam_run(p, gradients, 0.05, 0.9, 0.999, eps)
    for t, g in enumerate(gradients, 1):
        p, m, v = adam_step(p, g, m, v, t, lr=0.05, eps=eps)
        np.testing.assert_allclose(p, way[t], rtol=1e-10, atol=1e-12)


def test_the_step_by_hand_of_the_problem_set():
    # m = ½ · 3, v = ¼ · 9; mended 3 and 9; 2 − 0.5 · 3 / (3 + 1)
    assert adam_step(2.0, 3.0, 0.0, 0.0, 1, lr=0.5, b1=0.5, b2=0.75, eps=1.0) == pytest.approx(
        (1.625, 1.5, 2.25), rel=1e-15
    )


def test_the_first_step_has_the_size_of_the_rate_whatever_the_gradient_is():
    p, _, _ = adam_step(np.zeros(3), [1e-3, -1.0, 1e3], np.zeros(3), np.zeros(3), 1, eps=0.0)
    np.testing.assert_allclose(p, [-1e-3, 1e-3, -1e-3], rtol=1e-12)


def test_a_constant_gradient_moves_by_the_rate_in_every_step():
    p = m = v = 0.0
    for t in range(1, 21):
        p, m, v = adam_step(p, 0.3, m, v, t, lr=0.1, eps=0.0)
        assert p == pytest.approx(-0.1 * t, rel=1e-12)


def test_adam_finds_the_minimum_of_a_bowl():
    p, m, v = np.array([4.0, 1.0]), np.zeros(2), np.zeros(2)
    for t in range(1, 2001):
        p, m, v = adam_step(p, p * [1, 25], m, v, t, lr=0.1)
    np.testing.assert_allclose(p, 0, atol=1e-6)


def test_numbers_give_floats_and_inputs_stay_as_they_were():
    assert all(isinstance(part, float) for part in adam_step(1, 2, 0, 0, 1))
    given = state(5)
    before = [each.copy() for each in given]
    adam_step(*given, 3)
    for now, then in zip(given, before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_a_gradient_in_half_precision_is_squared_in_float64():
    _, _, v = adam_step(np.zeros(1), np.float16([300]), np.zeros(1), np.zeros(1), 1)
    assert v == pytest.approx([90.0], rel=1e-12)


def test_adam_agrees_with_torch():
    torch = pytest.importorskip("torch")
    start = np.random.default_rng(6).normal(size=(3, 2))
    parameter = torch.tensor(start, requires_grad=True)
    theirs = torch.optim.Adam([parameter], lr=0.05, eps=1e-3)
    p, m, v = start, np.zeros((3, 2)), np.zeros((3, 2))
    for t, g in enumerate(np.random.default_rng(7).normal(size=(30, 3, 2)), 1):
        parameter.grad = torch.tensor(g)
        theirs.step()
        p, m, v = adam_step(p, g, m, v, t, lr=0.05, eps=1e-3)
        np.testing.assert_allclose(p, parameter.detach().numpy(), rtol=1e-9, atol=1e-11)


def test_the_dots_of_the_problem_sets_figure_are_the_path_of_adam():
    text = Layout(CHECKOUT).assignment_text("ps3_optimization").read_text("utf-8")
    block = text[text.index("dots = np.array(") : text.index("def bowl")]
    pairs = re.findall(r"\[(-?[\d.]+), (-?[\d.]+)\]", block)
    p, m, v = np.array([4.0, 1.0]), np.zeros(2), np.zeros(2)
    path = [p]
    for t in range(1, 61):
        p, m, v = oracle.adam_step(p, p * [1, 25], m, v, t, lr=0.3)
        path.append(p)
    np.testing.assert_allclose(np.array(pairs, float), path[::3], atol=5.1e-4)


@pytest.mark.parametrize(
    ("curvatures", "limit"), [([6.0], 1 / 3), ([1.0, 25.0], 0.08), ([2.0, 0.5], 1.0)]
)
def test_the_largest_rate_is_two_over_the_largest_curvature(curvatures, limit):
    assert oracle.largest_rate(curvatures) == pytest.approx(limit, abs=1e-8)


@pytest.mark.parametrize("threshold", [0.02, 0.005, 1.5])
def test_soft_thresholding_minimises_its_definition(threshold):
    for w in (3.0, 0.01, -2.0, 0.001):
        u = float(oracle.soft_threshold([w], threshold)[0])
        found = optimize.minimize_scalar(
            lambda u, w=w: 0.5 * (u - w) ** 2 + threshold * abs(u),
            bounds=(-4, 4),
            method="bounded",
            options={"xatol": 1e-10},
        )
        assert u == pytest.approx(found.x, abs=1e-5)


def test_soft_thresholding_gives_the_numbers_of_the_problem_set():
    w = [3, 0.01, -2, 0.001]
    np.testing.assert_allclose(oracle.soft_threshold(w, 0.02), [2.98, 0, -1.98, 0], rtol=1e-12)
    assert oracle.soft_threshold(w, 0.005)[1] == pytest.approx(0.005)


def test_adam_without_a_mistake_is_the_oracle():
    arguments = *state(8), 4, 0.05, 0.8, 0.98, 1e-3
    pairs = zip(oracle.mistaken_adam()(*arguments), oracle.adam_step(*arguments), strict=True)
    for got, expected in pairs:
        np.testing.assert_allclose(got, expected, rtol=1e-12)
