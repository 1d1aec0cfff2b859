"""What hidden tests call: compare a student's function with an oracle and name what is wrong.

Every failure is a `Symptom` whose first line is the symptom; it never holds an expected value.
Randomness comes from `rng`, which depends on the environment variable COURSE_SEED alone.
"""

import copy
import inspect
import os
import re
import warnings
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from course.feedback import Symptom, diagnose
from course.formulas import Domain, FormulaError, formula, same

Function = Callable[..., Any]
Case = tuple[Any, ...]

EXACT = 1e-9  # round-off of up to 1000 float64 operations is near 1e-13; formula errors are larger
DECOMPOSED = 1e-6  # results that pass through eig, svd or solve
SINGLE = 1e-4  # float32


def rng(label: str) -> np.random.Generator:
    """Random numbers of one hidden test: the same for all students, other ones per COURSE_SEED."""
    seed = int(os.environ.get("COURSE_SEED", "0"))
    return np.random.default_rng([seed, zlib.crc32(label.encode())])


def call(function: Function, *args: Any) -> Any:
    """Return what the student's function gives for copies of the arguments, without warnings.

    Raises Symptom if it is not written yet or raises; the message names the error and the kinds
    of the arguments, never their values.
    """
    return _run(function, copy.deepcopy(args))


def _run(function: Function, args: Case) -> Any:
    try:
        return _quietly(function, *args)
    except NotImplementedError as error:
        raise Symptom(f"{_name(function)} is not written yet") from error
    except KeyboardInterrupt as error:  # the time limit of a cell
        raise Symptom(f"{_name(function)} does not come to an end and was stopped") from error
    except Exception as error:
        raise Symptom(
            f"{_name(function)} raises {type(error).__name__}: {str(error)[:200]}\n"
            f"  called with {', '.join(map(_kind, args))}"
        ) from error


def agree(
    function: Function,
    oracle: Function,
    cases: Iterable[Case],
    *,
    rtol: float = EXACT,
    atol: float = 1e-12,
    outputs: Sequence[str] = (),
    mistakes: Mapping[str, Function] | None = None,
    where: str = "",
) -> None:
    """Raise a Symptom unless `function` equals `oracle` on every case.

    `outputs` names the entries of a returned tuple. `mistakes` maps the symptom of a known
    mistake to a function that makes it: a result that equals that function's on every case is
    named so; otherwise the difference itself is described. `where` says what sort of input it is.
    """
    cases = list(cases)
    expected = [_quietly(oracle, *copy.deepcopy(case)) for case in cases]
    got = [_call_where(function, case, where) for case in cases]
    wrong = [
        text
        for g, e in zip(got, expected, strict=True)
        if (text := compare(g, e, rtol, atol, outputs))
    ]
    if not wrong:
        return
    for symptom, mistaken in (mistakes or {}).items():
        if _makes(mistaken, cases, got, rtol, atol, outputs):
            wrong = [symptom]
            break
    raise Symptom(f"{_name(function)}{' ' + where if where else ''}: {wrong[0]}")


def _call_where(function: Function, case: Case, where: str) -> Any:
    try:
        return call(function, *case)
    except Symptom as failure:
        if not where or isinstance(failure.__cause__, NotImplementedError):
            raise
        raise Symptom(f"{failure} {where}") from failure.__cause__


def _makes(
    mistaken: Function,
    cases: list[Case],
    got: list[Any],
    rtol: float,
    atol: float,
    outputs: Sequence[str],
) -> bool:
    """Whether every result equals the mistaken function's."""
    for case, result in zip(cases, got, strict=True):
        try:
            value = _quietly(mistaken, *copy.deepcopy(case))
        except (ValueError, IndexError, ArithmeticError, np.linalg.LinAlgError):
            return False
        if compare(result, value, max(rtol, EXACT), atol, outputs) is not None:
            return False
    return True


def compare(
    got: Any, expected: Any, rtol: float, atol: float, outputs: Sequence[str] = ()
) -> str | None:
    """Describe the difference of two results, entry by entry for tuples; None if they agree.

    An entry None of an expected tuple is not compared: a known mistake may leave open the rest.
    """
    if not isinstance(expected, tuple):
        return diagnose(got, expected, rtol, atol)
    if not isinstance(got, tuple | list) and np.ndim(got) == 0:
        return f"one result is returned where the task asks for {len(expected)}"
    if len(got) != len(expected):
        return f"{len(got)} results are returned where the task asks for {len(expected)}"
    for position, (g, e) in enumerate(zip(got, expected, strict=True)):
        text = diagnose(g, e, rtol, atol) if e is not None else None
        if text:
            label = outputs[position] if outputs else f"result {position + 1}"
            return f"{label}: {text}"
    return None


def require(condition: Any, symptom: str) -> None:
    """Raise the symptom unless the condition holds; for properties that need no oracle."""
    if not bool(np.all(condition)):
        raise Symptom(symptom)


def raises(function: Function, args: Case, error: type[Exception], symptom: str) -> None:
    """Raise the symptom unless the function raises `error` for these arguments."""
    try:
        call(function, *args)
    except Symptom as failure:
        if isinstance(failure.__cause__, error):
            return
        if isinstance(failure.__cause__, NotImplementedError):
            raise
        raise Symptom(f"{symptom}\n  {failure}") from failure
    raise Symptom(symptom)


def silent(function: Function, *args: Any) -> None:
    """Raise a Symptom if the function warns at run time; only where its docstring forbids that."""
    call(function, *args)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function(*copy.deepcopy(args))
    texts = [str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)]
    require(
        not texts,
        f"{_name(function)} warns where the task asks for silence: {texts[0] if texts else ''}",
    )


# --- hygiene: the same function on inputs of another form -----------------------------------------

FORMS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "lists": ("plain lists", lambda a: a.tolist() if isinstance(a, np.ndarray) else a),
    "float32": ("float32 arrays", lambda a: a.astype(np.float32) if _floats(a) else a),
    "strided": (
        "a non-contiguous array",
        lambda a: np.repeat(a, 2, axis=-1)[..., ::2] if isinstance(a, np.ndarray) and a.ndim else a,
    ),
}


def hygiene(function: Function, *args: Any, skip: Sequence[str] = ()) -> None:
    """Check that the form of the input does not matter; raises the first Symptom found.

    The inputs stay unchanged, two calls agree, lists, float32, integers and non-contiguous arrays
    give what float64 arrays give, and results of shape () are floats. The function is compared
    with itself, so that a wrong formula does not fail here; one that ignores its input does, or
    hands it back, or gives NaN or nothing.
    `skip` drops forms of FORMS, "integers", "varies" or "nan" where the task excludes them.
    """
    name = _name(function)
    kept = copy.deepcopy(args)
    keeps_inputs(function, *args)
    result = _as_tuple(call(function, *kept))
    require(result is not None, f"{name}: nothing is returned (None). Is a return missing?")
    require(
        compare(call(function, *kept), result, 0, 0) is None,
        f"{name}: two calls with the same arguments differ. Does it draw its own randomness?",
    )
    for part in result if isinstance(result, tuple) else (result,):
        returns_number(part, name)
        require(np.size(part) > 0, f"{name}: the result is empty")
        require("nan" in skip or not _holds_nan(part), f"{name}: the result is not a number (nan)")
    for position, argument in enumerate(kept, 1):
        require(
            compare(result, argument, 0, 0) is not None,
            f"{name}: its argument number {position} comes back as it is",
        )
    for form, (words, change) in FORMS.items():
        if form not in skip:
            tolerance = SINGLE if form == "float32" else EXACT
            _same(function, [change(a) for a in kept], result, words, tolerance)
    if "integers" not in skip:
        whole = [np.round(2 * a) if _floats(a) else a for a in kept]
        counted = [a.astype(int) if _floats(a) else a for a in whole]
        _same(function, counted, _as_tuple(call(function, *whole)), "integer arrays", EXACT)
    if "varies" not in skip:
        other = call(function, *[0.9 * a if _floats(a) else a for a in kept])
        require(
            compare(other, result, EXACT, 0) is not None,
            f"{name}: the same result for different inputs. Does it use its arguments?",
        )


def keeps_inputs(function: Function, *args: Any) -> None:
    """Raise a Symptom if the function changes an array that it is given.

    A function that runs in a process of its own, on copies, tells what it changed there in
    `changed_arguments`, positions from 0.
    """
    mine = copy.deepcopy(args)
    _run(function, mine)
    told = getattr(function, "changed_arguments", ())
    for position, (a, b) in enumerate(zip(mine, args, strict=True)):
        changed = position in told or compare(a, b, 0, 0) is not None
        require(
            not (isinstance(b, np.ndarray) and changed),
            f"{_name(function)} changes its argument number {position + 1}: "
            "the caller's array is not yours to write to",
        )


def returns_number(result: Any, name: str) -> None:
    """Raise a Symptom if a result of shape () is anything but a float (or a bool or an int)."""
    if np.shape(result) == () and isinstance(result, np.ndarray):
        raise Symptom(f"{name}: a 0-dimensional array is returned where a float is asked for")


def _same(function: Function, args: list[Any], result: Any, words: str, tolerance: float) -> None:
    text = compare(call(function, *args), result, tolerance, tolerance)
    require(text is None, f"{_name(function)} gives something else for {words}: {text}")


def _as_tuple(result: Any) -> Any:
    """A list of results, as of nll and perplexity, counts as a tuple of them."""
    return tuple(result) if isinstance(result, list) else result


def _holds_nan(value: Any) -> bool:
    numbers = np.asarray(value)
    return numbers.dtype.kind in "fc" and bool(np.isnan(numbers).any())


def _floats(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


# --- answers that are not functions ---------------------------------------------------------------


def choice(answer: Any, key: str, feedback: Mapping[str, str]) -> None:
    """Raise a Symptom unless `answer` is the key; `feedback` has a line per distractor."""
    letter = _letter(answer, {key, *feedback})
    if letter != key:
        raise Symptom(f"not ({letter}): {feedback[letter]}")


def choices(answer: Any, keys: Iterable[str], feedback: Mapping[str, str]) -> None:
    """Raise a Symptom unless `answer` holds exactly the keys, in any order.

    Written as "acd" or as a list or set of letters. Every chosen distractor is answered with its
    feedback; missing keys are counted, not named.
    """
    right = set(keys)
    if answer is None or len(answer) == 0:
        raise Symptom("no answer yet")
    parts = re.findall(r"\w", answer) if isinstance(answer, str) else answer
    chosen = {_letter(part, right | set(feedback)) for part in parts}
    lines = [f"not ({letter}): {feedback[letter]}" for letter in sorted(chosen - right)]
    missing = len(right - chosen)
    if missing:
        lines.append(f"{missing} of the valid ones {'is' if missing == 1 else 'are'} not chosen")
    if lines:
        raise Symptom("\n".join(lines))


def number(
    answer: Any, value: float, rtol: float = 1e-3, mistakes: Mapping[str, float] | None = None
) -> None:
    """Raise a Symptom unless `answer` is `value` within `rtol`; `mistakes` maps symptom → value.

    From rtol = 1e-3 on, the value rounded to three significant digits counts as well.
    """
    if answer is None:
        raise Symptom("no answer yet")
    try:
        got = float(answer)
    except (TypeError, ValueError) as error:
        raise Symptom(f"a {type(answer).__name__} where the task asks for a number") from error
    if _close(got, value, rtol) or (rtol >= 1e-3 and got == float(f"{value:.3g}")):
        return
    for symptom, wrong in (mistakes or {}).items():
        if _close(got, wrong, rtol):
            raise Symptom(symptom)
    raise Symptom(f"your number: {diagnose(got, value, rtol, 0) or 'the value differs'}")


def _close(got: float, value: float, rtol: float) -> bool:
    """Within `rtol` of the value; of 0, within a thousandth of that."""
    return bool(np.isclose(got, value, rtol=rtol, atol=0 if value else rtol * 1e-3))


def symbolic(
    answer: Any,
    key: str,
    domain: Domain,
    mistakes: Mapping[str, str] | None = None,
) -> None:
    """Raise a Symptom unless `answer`, a text, is the formula `key` on the domain.

    `domain` maps each name that may stand in it to the interval where both are compared;
    `mistakes` maps symptom → formula.
    """
    if answer is None or answer == "":
        raise Symptom("no answer yet")
    if not isinstance(answer, str):
        raise Symptom(
            f"a {type(answer).__name__} where the task asks for a formula, a text in quotes"
        )
    wanted = formula(key, domain)
    try:
        got = formula(answer, domain)
    except FormulaError as error:
        raise Symptom(f"your formula {error}") from error
    if same(got, wanted):
        return
    for symptom, wrong in (mistakes or {}).items():
        if same(got, formula(wrong, domain)):
            raise Symptom(symptom)
    if same(got, wanted, sign=-1):
        raise Symptom("your formula has the opposite sign")
    if lacking := sorted(wanted.names - got.names):
        raise Symptom(f"your formula does not depend on {lacking[0]}")
    raise Symptom("your formula differs: put numbers in for the letters and compare by hand")


def ordering(answer: Any, key: str, decoys: Mapping[str, str]) -> None:
    """Raise a Symptom unless `answer` has the letters of `key` in this order and no decoy.

    Written as "bca", with commas or arrows if one likes, or as a list. `decoys` has a line for
    each step that does not belong to the proof.
    """
    if answer is None or len(answer) == 0:
        raise Symptom("no answer yet")
    steps = re.findall(r"\w", answer) if isinstance(answer, str) else answer
    given = [_letter(step, {*key, *decoys}) for step in steps]
    for letter in given:
        if letter in decoys:
            raise Symptom(f"not ({letter}): {decoys[letter]}")
        if given.count(letter) > 1:
            raise Symptom(f"({letter}) is there twice")
    for position, letter in enumerate(given):
        if letter != key[position]:
            raise Symptom(f"({letter}) stands too early: what it rests on has not been shown there")
    if missing := len(key) - len(given):
        raise Symptom(f"{missing} {'step is' if missing == 1 else 'steps are'} missing")


def matching(answer: Any, key: Mapping[str, str], feedback: Mapping[str, str]) -> float:
    """Return the share of `key` that `answer`, a dict, has right; prints a line per wrong pair.

    `feedback` has a line per item for a wrong partner. Raises Symptom for no answer at all.
    """
    if not isinstance(answer, Mapping) or not any(answer.values()):
        raise Symptom("no answer yet")
    wrong = [item for item in key if str(answer.get(item, "")).strip().lower() != key[item]]
    for item in wrong:
        print(f"✗ {item}: {feedback[item]}")
    return 1 - len(wrong) / len(key)


def _letter(answer: Any, options: set[str]) -> str:
    if answer is None or answer == "":
        raise Symptom("no answer yet")
    letter = str(answer).strip().strip("()").lower()
    if letter not in options:
        raise Symptom(f"{answer!r} is none of the options {', '.join(sorted(options))}")
    return letter


# --- words ----------------------------------------------------------------------------------------


def _quietly(function: Function, *args: Any) -> Any:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return function(*args)


def _name(function: Function) -> str:
    return getattr(function, "__name__", "your function")


def _kind(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"{value.dtype} array of shape {value.shape}"
    if inspect.isroutine(value):
        return "a function"
    return type(value).__name__
