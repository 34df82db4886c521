"""Trusted certificates as plain bytes, to be handed to another process and read there again."""

from __future__ import annotations

from ppid_xl.ttd.certificate import Trust

Der = tuple[tuple[bytes, ...], tuple[bytes, ...], tuple[bytes, ...]]


def to_der(trust: Trust) -> Der:
    """Return roots, those of Indonesian providers and the others, each certificate as DER."""
    roots, psre, others = (
        tuple(one.dump() for one in group) for group in (trust.roots, trust.psre, trust.others)
    )
    return roots, psre, others


def from_der(der: Der) -> Trust:
    """Return the trust that to_der took apart."""
    from asn1crypto.x509 import Certificate

    return Trust(*([Certificate.load(one) for one in group] for group in der))
