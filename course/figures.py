"""The one style of all figures; the build copies this file into each setup cell."""

import matplotlib.pyplot as plt
import seaborn as sns

YOURS, TRUTH, DATA = "#d1495b", "#1b3a4b", "#8fb8de"  # your result, what is right, samples

sns.set_theme(
    style="whitegrid",
    context="notebook",
    font_scale=0.85,
    rc={
        "figure.figsize": (7.2, 3.2),
        "figure.dpi": 96,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titleweight": "bold",
        "axes.titlesize": "medium",
        "legend.frameon": False,
    },
)
__all__ = ["DATA", "TRUTH", "YOURS", "plt", "sns"]
