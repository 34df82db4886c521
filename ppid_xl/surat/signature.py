"""The signature block: the lines above the space for the signature and the name, rank and NIP below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ppid_xl.nip import format_nip

DOTTED_LINE = "." * 30
DOTTED_DAY = "." * 20  # before a year, beside the name of a town, on half a line
# Titles that stand before the name; every other one stands behind it.
_BEFORE_NAME = frozenset(
    ("Prof.", "Dr.", "dr.", "drg.", "drh.", "apt.", "Ns.", "Bdn.", "Ir.", "Drs.", "Dra.", "H.", "Hj.", "Pdt.")
)
_ACTING = ("Plt.", "Plh.", "Pj.", "Pjs.")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: an officer with the keys of tblPejabat (nama, gelar, nip …), empty when not known.

    ``atas_nama`` is the post that gave the mandate (a.n.), ``between`` the post between (u.b.),
    ``own_jabatan`` the own post of an acting officer.
    """

    pejabat: Mapping[str, str] = field(default_factory=dict)
    atas_nama: str = ""
    between: str = ""
    own_jabatan: str = ""


def full_name(nama: str, gelar: str) -> str:
    """Return the name with its titles, those of one cell (``Dr., S.E., M.M.``) put before and behind it."""
    titles = [title.strip() for title in gelar.split(",") if title.strip()]
    before = [title for title in titles if all(word in _BEFORE_NAME for word in title.split())]
    behind = [title for title in titles if title not in before]
    return ", ".join([" ".join([*before, nama]), *behind])


def bare_name(name: str) -> str:
    """Return a name without its titles, in small letters: ``Drs. Budi Santoso, M.Si.`` is ``budi santoso``."""
    words = name.partition(",")[0].split()
    while words and words[0] in _BEFORE_NAME:
        del words[0]
    return " ".join(words).casefold()


def jabatan_lines(
    jabatan: str, status: str = "", *, atas_nama: str = "", between: str = "", own_jabatan: str = ""
) -> list[str]:
    """Return the lines of the post, capitals, the last with its comma.

    ``atas_nama`` is the post that gave the mandate (a.n.), ``between`` the post between (then the signer
    follows u.b.), ``own_jabatan`` the own post of an acting officer. Line breaks in a post are kept.
    """
    acting = _acting(status)
    post = _lines(jabatan)
    if acting and post:
        post[0] = f"{acting} {post[0]}"
    lines = [*post, *_lines(own_jabatan)]
    if between:
        lines = [*_lines(between), "u.b.", *lines]
    if atas_nama:
        giver = _lines(atas_nama)
        lines = [f"a.n. {giver[0]}", *giver[1:], *lines]
    return [*lines[:-1], f"{lines[-1]},"] if lines else []


def signature_block(signer: Signer, *, place: int = 0) -> dict[str, object]:
    """Return the values of a signature block; ``place`` numbers where an electronic signature may come, 0 for nowhere.

    A blank name becomes a dotted line. A Pj. or Pjs. prints neither title, rank nor NIP
    (Permendagri 1/2023 Pasal 44). ``tanda`` in the officer (such as ``${ttd_pengirim}``) stands in the space.
    """
    pejabat = signer.pejabat
    status = pejabat.get("status", "")
    bare = status.strip().casefold() in ("pj.", "pjs.")
    nama = pejabat.get("nama", "").strip()
    gelar = "" if bare else pejabat.get("gelar", "")
    nip = format_nip(pejabat.get("nip", ""))
    lines = jabatan_lines(
        pejabat.get("jabatan", ""),
        status,
        atas_nama=signer.atas_nama,
        between=signer.between,
        own_jabatan=signer.own_jabatan,
    )
    return {
        "jabatan": lines or [f"{DOTTED_LINE},"],
        "jabatan_sebaris": " ".join(f"{_acting(status)} {pejabat.get('jabatan', '')}".split()) or DOTTED_LINE,
        "tanda": pejabat.get("tanda", ""),
        "jangkar": f"[[TTD:{place}]]" if place and nama else "",
        "nama": full_name(nama, gelar) if nama else DOTTED_LINE,
        "pangkat": "" if bare else pejabat.get("pangkat_gol", "").strip(),
        "nip": f"NIP. {nip}" if nip and not bare else "",
    }


def _acting(status: str) -> str:
    return next((word for word in _ACTING if word.casefold() == status.strip().casefold()), "")


def _lines(post: str) -> list[str]:
    return [line.strip().upper() for line in post.splitlines() if line.strip()]
