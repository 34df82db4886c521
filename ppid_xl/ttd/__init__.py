"""Signatures: the code on a letter, the stamp, PAdES signing and the verdict on a signed PDF."""
