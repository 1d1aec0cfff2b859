"""Values of pandas and torch as plain parts; neither is imported unless it already is.

The side that receives a value of a library that it has not loaded gets plain arrays instead: the
name of a library on the wire never makes anything importable.
"""

import re
import sys
from typing import Any

import numpy as np

ZONE = r"[A-Z][\w+-]*(/[A-Z][\w+-]*)*"  # no path, and none of dateutil's
DTYPE = re.compile(rf"[\w<>| ]+(\[\w+(, (\w+|{ZONE}))?\])?")


def dismantle(value: Any) -> tuple[str, Any] | None:
    """The tag and the parts of a value that a library owns; None for anything else."""
    roots = {kind.__module__.partition(".")[0] for kind in type(value).__mro__}
    if "torch" in roots and "torch" in sys.modules:
        return _torch_parts(value)
    if "pandas" in roots and "pandas" in sys.modules:
        return _pandas_parts(value)
    return None


def value_classes() -> tuple[type, ...]:
    """The classes whose instances, and those of a subclass, are sent by value."""
    torch, pandas = sys.modules.get("torch"), sys.modules.get("pandas")
    found = [np.ndarray, np.generic]
    found += [torch.Tensor] if torch else []
    found += [pandas.DataFrame, pandas.Series, pandas.Index] if pandas else []
    return tuple(found)


def tables() -> tuple[type, ...]:
    """The classes of tables, which a function may change in place."""
    pandas = sys.modules.get("pandas")
    return (pandas.DataFrame, pandas.Series) if pandas else ()


def change_table(mine: Any, value: Any) -> None:
    """Make one table of pandas another of its class, in place."""
    mine._update_inplace(value)


def assemble(tag: str, parts: Any) -> Any:
    """The inverse of `dismantle`; plain arrays if this process has not loaded the library."""
    library = sys.modules.get("torch" if tag.startswith("torch") else "pandas")
    return _ASSEMBLE[tag](library, parts)


def _torch_parts(value: Any) -> tuple[str, Any] | None:
    torch = sys.modules["torch"]
    if isinstance(value, torch.Tensor) and value.layout == torch.strided:
        plain = value.detach().cpu()
        numbers = plain.float() if value.dtype == torch.bfloat16 else plain
        parameter = isinstance(value, torch.nn.Parameter)
        return "torch", [numbers.numpy(), str(value.dtype), value.requires_grad, parameter]
    if isinstance(value, (torch.dtype, torch.device)):
        return "torch name", str(value)
    return None


def _torch_tensor(torch: Any, parts: Any) -> Any:
    numbers, dtype, requires_grad, parameter = parts
    if torch is None:
        return numbers
    kind = getattr(torch, str(dtype).removeprefix("torch."), None)
    if not isinstance(kind, torch.dtype):
        raise TypeError("no dtype of torch")
    tensor = torch.from_numpy(np.array(numbers)).to(kind)
    if parameter:
        return torch.nn.Parameter(tensor, bool(requires_grad))
    return tensor.requires_grad_(bool(requires_grad))


def _torch_name(torch: Any, text: Any) -> Any:
    if torch is None:
        return text
    if not str(text).startswith("torch."):
        return torch.device(str(text))
    kind = getattr(torch, str(text).removeprefix("torch."), None)
    if not isinstance(kind, torch.dtype):
        raise TypeError("no dtype of torch")
    return kind


def _pandas_parts(value: Any) -> tuple[str, Any] | None:
    pandas = sys.modules["pandas"]
    if isinstance(value, pandas.DataFrame):
        columns = [_column(value.iloc[:, i]) for i in range(value.shape[1])]
        return "pandas frame", [columns, _index(value.columns), _index(value.index)]
    if isinstance(value, pandas.Series):
        return "pandas series", [_column(value), value.name, _index(value.index)]
    if isinstance(value, pandas.Index):
        return "pandas index", _index(value)
    if isinstance(value, pandas.api.extensions.ExtensionArray):
        return "pandas array", _column(pandas.Series(value))
    if isinstance(value, pandas.Timestamp | pandas.Timedelta):
        return "pandas time", value.to_numpy()
    if value is pandas.NA or value is pandas.NaT:
        return "pandas missing", str(value)
    return None


def _column(series: Any) -> list[Any]:
    if series.dtype.kind in "biufcMm" and isinstance(series.dtype, np.dtype):
        return [str(series.dtype), series.to_numpy()]
    is_of_periods = str(series.dtype).startswith("period")
    return [str(series.dtype), (series.astype(str) if is_of_periods else series).tolist()]


def _index(index: Any) -> list[Any]:
    kind = "multi" if index.nlevels > 1 else "range" if hasattr(index, "step") else "plain"
    if kind == "range":
        return [kind, [index.start, index.stop, index.step], list(index.names)]
    values = index.tolist() if kind == "multi" else _column(index.to_series())
    return [kind, values, list(index.names)]


def _pandas_index(pandas: Any, parts: Any) -> Any:
    kind, values, names = parts
    if pandas is None:
        return values
    if kind == "multi":
        return pandas.MultiIndex.from_tuples(values, names=names)
    if kind == "range":
        return pandas.RangeIndex(*map(int, values), name=names[0])
    return pandas.Index(_array(pandas, values), name=names[0])


def _array(pandas: Any, column: Any) -> Any:
    dtype, values = column
    if not DTYPE.fullmatch(str(dtype)):  # pandas opens files for some names of time zones
        raise TypeError("no dtype of pandas")
    return pandas.Series(values, dtype=str(dtype)).array


def _pandas_frame(pandas: Any, parts: Any) -> Any:
    columns, names, index = parts
    if pandas is None:
        return [values for _, values in columns]
    rows = _pandas_index(pandas, index)
    frame = pandas.DataFrame(dict(enumerate(_array(pandas, c) for c in columns)), index=rows)
    frame.columns = _pandas_index(pandas, names)
    return frame


def _pandas_series(pandas: Any, parts: Any) -> Any:
    column, name, index = parts
    if pandas is None:
        return column[1]
    return pandas.Series(_array(pandas, column), index=_pandas_index(pandas, index), name=name)


def _pandas_time(pandas: Any, value: Any) -> Any:
    if pandas is None:
        return value
    return (pandas.Timestamp if value.dtype.kind == "M" else pandas.Timedelta)(value)


def _pandas_missing(pandas: Any, text: Any) -> Any:
    return (pandas.NaT if text == "NaT" else pandas.NA) if pandas else None


_ASSEMBLE = {
    "torch": _torch_tensor,
    "torch name": _torch_name,
    "pandas frame": _pandas_frame,
    "pandas series": _pandas_series,
    "pandas index": _pandas_index,
    "pandas array": lambda pandas, column: _array(pandas, column) if pandas else column[1],
    "pandas time": _pandas_time,
    "pandas missing": _pandas_missing,
}
