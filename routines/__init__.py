"""Techniques, routines, plans and sessions: everything a person follows."""
