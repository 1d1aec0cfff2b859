"""What all tests share: one numeric thread, no display, the checkout."""

import os

from hypothesis import settings

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")
