"""Periods: opening, extending, and what is late."""
