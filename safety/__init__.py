"""Screening, clearance and limits: the lower floor of Easeback."""
