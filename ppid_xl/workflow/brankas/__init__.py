"""Softcopies that only two keys open."""
