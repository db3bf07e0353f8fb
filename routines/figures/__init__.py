"""Drawn figures: a jointed body posed by angles, contacts computed, SVG text out. Pure."""

from routines.figures.figure import Figure, figure_for

__all__ = ["Figure", "figure_for"]
