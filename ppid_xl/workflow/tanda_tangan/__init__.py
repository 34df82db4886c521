"""Signatures: filed back, made and verified."""
