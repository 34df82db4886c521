"""Envelopes that only two keys open: age (https://age-encryption.org/v1) around a tar of a softcopy and its name."""
