"""What a value holds: NaN, nothing, complex numbers; it is of Python, numpy, pandas or torch."""

import sys
from typing import Any

import numpy as np

REAL = 1e-9  # the largest imaginary part that is still taken for rounding


def is_nan(value: Any) -> Any:
    """Where the value is not one, in the form that it has."""
    if isinstance(value, float | complex | np.inexact):
        return bool(value != value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fcmM":
        return np.isnat(value) if value.dtype.kind in "mM" else np.isnan(value)
    if isinstance(value, np.ndarray) and value.dtype == object:
        return np.array([each is None or each != each for each in value.flat]).reshape(value.shape)
    if isinstance(value, np.datetime64 | np.timedelta64):
        return bool(np.isnat(value))
    for name in ("isna", "isnan"):  # of pandas, of torch
        if type(value).__module__.startswith(("pandas", "torch")) and hasattr(value, name):
            return getattr(value, name)()
    return False


def holds_nan(value: Any) -> bool:
    """Whether some of it is NaN."""
    where = is_nan(value)
    return where is True or (hasattr(where, "any") and bool(np.any(np.asarray(where))))


def numbers_of(value: Any) -> Any:
    """A number or an array or tensor of some, as an array that may hold NaN; None for the rest."""
    if isinstance(value, float | complex | np.inexact):
        return np.asarray(value)
    if _is_tensor(value) and (value.is_floating_point() or value.is_complex()):
        return value.detach().cpu().to(_wide_dtype(value)).numpy()
    return value if isinstance(value, np.ndarray) and value.dtype.kind in "fc" else None


def _wide_dtype(tensor: Any) -> Any:
    """The dtype of torch that numpy knows and that holds the tensor's numbers."""
    torch = sys.modules["torch"]
    return torch.complex128 if tensor.is_complex() else torch.float64


def are_as_good_as_real(numbers: Any) -> bool:
    """Whether rounding alone made them complex or negative."""
    room = REAL * np.maximum(1.0, np.abs(numbers.real))
    return bool((np.abs(numbers.imag) <= room).all() and (numbers.real >= -REAL).all())


def is_complex(value: Any) -> bool:
    """Whether it holds complex numbers with an imaginary part that is more than rounding."""
    if not isinstance(value, complex | np.complexfloating) and not is_array(value):
        return False
    numbers = numbers_of(np.asarray(value) if is_of_pandas(value) else value)
    if numbers is None or numbers.dtype.kind != "c":
        return False
    return bool((np.abs(numbers.imag) > REAL * np.maximum(1.0, np.abs(numbers.real))).any())


def _is_of_integers(value: Any) -> bool:
    """Whether it is a tensor of integers; booleans cannot be subtracted."""
    if not _is_tensor(value) or value.is_floating_point() or value.is_complex():
        return False
    return str(value.dtype) != "torch.bool"


def wide(value: Any, integers: bool = False) -> Any:
    """Half precision as float64; with `integers`, those of torch too, which would overflow."""
    if integers and _is_of_integers(value):
        return value.double()
    is_half = isinstance(value, np.ndarray | np.generic) and value.dtype == np.float16
    return value.astype(np.float64) if is_half else value


def is_of_pandas(value: Any) -> bool:
    """Whether it is a table, a column or an index."""
    return type(value).__module__.startswith("pandas") and hasattr(type(value), "fillna")


def missing(value: Any) -> int:
    """How many values are missing; 0 for what is no table."""
    return int(np.sum(np.asarray(value.isna()))) if is_of_pandas(value) else 0


def _is_tensor(value: Any) -> bool:
    return hasattr(type(value), "numel") and not isinstance(value, tuple)  # torch.Size is a shape


def is_array(value: Any) -> bool:
    """Whether it is an array, a tensor or a table."""
    return isinstance(value, np.ndarray) or _is_tensor(value) or is_of_pandas(value)


def is_about(value: Any) -> bool:
    """Whether it is what pytest's `approx` gives."""
    return type(value).__module__.startswith("_pytest") and hasattr(value, "expected")


def size(value: Any) -> int | None:
    """How many values there are; None for anything that is no container."""
    if isinstance(value, list | tuple):
        return len(value)
    if isinstance(value, int | float | complex | np.generic):
        return 1
    if is_about(value):
        return 1 if isinstance(value.expected, int | float | complex) else None
    if isinstance(value, np.ndarray) or is_of_pandas(value):
        return int(value.size)
    return int(value.numel()) if _is_tensor(value) else None


def holds_empty(value: Any) -> bool:
    """Whether it is an empty array or holds one, as what pytest's `approx` expects may too."""
    if isinstance(value, int | float | str):
        return False
    if is_about(value):
        value = value.expected
    if isinstance(value, dict):
        return any(map(holds_empty, value.values()))
    if isinstance(value, list | tuple):
        return any(map(holds_empty, value))
    return is_array(value) and size(value) == 0
