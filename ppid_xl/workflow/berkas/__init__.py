"""Soft and hard copies, and files named as evidence."""
