"""Array types that the whole course shares: `ArrayLike` goes in, `FloatArray` comes out."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
IntArray: TypeAlias = NDArray[np.int_]

__all__ = ["ArrayLike", "BoolArray", "FloatArray", "IntArray"]
