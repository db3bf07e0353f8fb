"""Drawn figures: a jointed body posed by angles, contacts computed, SVG text out. Pure."""
