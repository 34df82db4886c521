"""The words after a time in a Jangka Waktu cell: whether the end still stands with them."""

from __future__ import annotations

import re
from typing import Literal

from ppid_xl.plain_text import any_of

Verdict = Literal["", "berlanjut", "bertentangan"]

_FLAGS = re.IGNORECASE | re.ASCII
_ENDLESS = re.compile(
    r"\b(?:permanen|selamanya|selama-lamanya|seterusnya|(?:tidak|tak) terbatas|tanpa batas|tanpa batasan)\b",
    _FLAGS,
)
_CONSENT = r"(?:persetujuan|menyetujui|izin|ijin|seizin|seijin)\b"
_CARRIES_ON = re.compile(
    r"^\W*(?:atau|sampai|hingga|s\s?[./]?\s?d)\b|\batau (?:lebih|selama|sampai|hingga|s\.?/?d)\b"
    r"|\bmana yang\b|\b(?:lebih|paling) (?:akhir|lambat|cepat|panjang)\b|\blebih lama\b|\bterlama\b"
    r"|\bminimal\b|\bsekurang|\bpaling (?:sedikit|singkat|kurang)\b|\bmasih\b|\bbelum\b|\bperpanjangan\b"
    r"|(?<!dapat )(?<!bisa )(?<!boleh )(?<!dapat kembali )\bdiperpanjang\b",
    _FLAGS,
)
_EXCEPTED = re.compile(rf"\b(?:kecuali|namun|tetapi|selama|sepanjang)\b(?!.*\b{_CONSENT})", _FLAGS)
_CONDITIONAL = re.compile(rf"\b{any_of('jika|apabila|bila|bilamana|manakala')}", _FLAGS)
_OPENING = re.compile(
    rf"\b{any_of('dibuka|diberikan|diakses|diumumkan|dipublikasikan|disampaikan|terbuka')}"
    rf"|\bkecuali\b.*\b{_CONSENT}",
    _FLAGS,
)
_STANDS = re.compile(
    r"(?:(?:dan|serta|lalu|kemudian|setelah itu|sesudah itu) )?"
    r"(?:(?:tidak )?(?:dapat|bisa|boleh) (?:kembali )?diperpanjang(?: kembali| lagi)?"
    r"|(?:(?:dapat|bisa|boleh|akan) )?(?:dibuka|diberikan|diakses|diumumkan|dipublikasikan)\b.*"
    rf"|(?:sesuai|berdasarkan|menurut|mengacu|merujuk|lihat|vide)\b.*|kecuali\b.*\b{_CONSENT}.*"
    r"|(?:akhir )?tahun anggaran(?: [0-9]{4})?)",
    _FLAGS,
)


def judge_rest(syarat: str, *, alone: bool) -> Verdict:
    """Tell whether an end stands beside these words: "" when it does, else what they do to it.

    ``alone`` is an end date without a length, which stands only beside words known to leave it. That a period
    may be extended ends nothing later by itself: PP 61/2010 Pasal 11 asks for a decision.
    """
    if _ENDLESS.search(syarat):
        return "bertentangan"
    if _CARRIES_ON.search(syarat) or _EXCEPTED.search(syarat):
        return "berlanjut"
    if _CONDITIONAL.search(syarat) and not _OPENING.search(syarat):
        return "berlanjut"
    return "berlanjut" if alone and not _STANDS.fullmatch(syarat) else ""
