"""What an SOP must agree on within itself, and with what the program knows; a mistake is a ConfigError."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ppid_xl.columns import normalise
from ppid_xl.errors import ConfigError
from ppid_xl.model import TINGKAT
from ppid_xl.sop.model import (
    CARA,
    KEADAAN,
    PERINTAH,
    Aturan,
    Keadaan,
    Pembukaan,
    Penyimpanan,
    Persetujuan,
    Sop,
)
from ppid_xl.strict_toml import nearest

SINGLE: dict[str, type[Pembukaan] | type[Penyimpanan]] = {"pembukaan": Pembukaan, "penyimpanan": Penyimpanan}


@dataclass(frozen=True, slots=True)
class Known:
    """What the program knows that an SOP may name; None is not checked.

    Rule words, column keys, regulations, the choices of columns, the kinds of letter and the usual roles; none of the
    ``required`` columns may be hidden.
    """

    words: Collection[str] | None = None
    columns: Collection[str] | None = None
    peraturan: Collection[str] | None = None
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    letters: Sequence[str] | None = None
    roles: Sequence[str] | None = None
    required: Collection[str] = ()


def check_sop(sop: Sop, known: Known) -> None:
    """Check an SOP but for its quotations; raise ConfigError with file, place and nearest word."""
    _check_kegiatan(sop)
    for rule in sop.aturan:
        _check_aturan(rule, sop)
    _unique([level.peran for level in sop.persetujuan], "persetujuan", sop)
    for level in sop.persetujuan:
        _check_persetujuan(level, sop)
    for part in SINGLE:
        _check_single(part, sop)
    _check_keadaan(sop)
    _check_letters(sop, known.letters)
    _check_roles(sop, known.roles)
    _check_words(sop, known)
    _check_columns(sop, known)
    _check_conditions(sop, known.choices)


def _check_kegiatan(sop: Sop) -> None:
    _unique([str(step.nomor) for step in sop.kegiatan], "kegiatan", sop)
    for step in sop.kegiatan:
        place = f"kegiatan {step.nomor}"
        _chosen(step.cara, CARA, "cara", sop, place)
        if not any(f"{step.perintah} ".startswith(f"{command} ") for command in PERINTAH):
            _chosen(step.perintah, PERINTAH, "perintah", sop, place)
        for role in step.pelaksana:
            _known(role, sop.pelaksana, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, place)


def _check_aturan(rule: Aturan, sop: Sop) -> None:
    place = f"aturan {rule.kode}"
    _unique([other.kode for other in sop.aturan], "aturan", sop)
    _chosen(rule.tingkat, TINGKAT, "tingkat", sop, place)
    if not rule.kutipan.strip() and not rule.tafsir.strip():
        raise ConfigError("sop-aturan-tanpa-dasar", berkas=sop.path, tempat=place)
    if rule.tingkat == "galat" and (not rule.kutipan.strip() or rule.tafsir.strip()):
        raise ConfigError("sop-galat-tanpa-kutipan", berkas=sop.path, tempat=place)
    if rule.kegiatan not in [step.nomor for step in sop.kegiatan]:
        raise ConfigError("sop-kegiatan-tidak-ada", berkas=sop.path, tempat=place, kegiatan=rule.kegiatan)
    for key in rule.kolom:
        if key in sop.tersembunyi:
            raise ConfigError("sop-kolom-tersembunyi", berkas=sop.path, tempat=place, kolom=key)


def _check_persetujuan(level: Persetujuan, sop: Sop) -> None:
    place = f"persetujuan {level.peran}"
    _known(level.peran, sop.pelaksana, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, place)
    if level.kegiatan not in [step.nomor for step in sop.kegiatan]:
        raise ConfigError("sop-kegiatan-tidak-ada", berkas=sop.path, tempat=place, kegiatan=level.kegiatan)
    if not level.kutipan.strip() and not level.tafsir.strip():
        raise ConfigError("sop-aturan-tanpa-dasar", berkas=sop.path, tempat=place)
    if level.sesudah_uji and not level.kutipan.strip():
        raise ConfigError("sop-galat-tanpa-kutipan", berkas=sop.path, tempat=place)


def _check_single(part: str, sop: Sop) -> None:
    """Check a part that may stand once: its kegiatan exists, and what it asks for is quoted."""
    found: Pembukaan | Penyimpanan | None = getattr(sop, part)
    if found is None:
        return
    if found.kegiatan not in [step.nomor for step in sop.kegiatan]:
        raise ConfigError("sop-kegiatan-tidak-ada", berkas=sop.path, tempat=part, kegiatan=found.kegiatan)
    if not found.kutipan.strip():
        raise ConfigError("sop-galat-tanpa-kutipan", berkas=sop.path, tempat=part)


def check_days(sop: Sop) -> None:
    """Check that the days of storing are those of the quotation; raise ConfigError."""
    found = sop.penyimpanan
    if found and str(found.hari_kerja) not in re.findall(r"\d+", found.kutipan):
        raise ConfigError(
            "sop-hari-kerja-tidak-terkutip", berkas=sop.path, tempat="penyimpanan", hari=found.hari_kerja
        )


def _check_keadaan(sop: Sop) -> None:
    """Check that every state is one of KEADAAN, and that where the SOP leaves the law's chain it says why."""
    states = [("keadaan", key, state) for key, state in sop.keadaan.states().items()]
    states += [(f"kegiatan {k.nomor}", "keadaan", k.keadaan) for k in sop.kegiatan if k.keadaan]
    for place, key, state in states:
        _chosen(state, KEADAAN, key, sop, place)
    why = f"{sop.keadaan.kutipan}{sop.keadaan.tafsir}".strip()
    if sop.keadaan != Keadaan() and not why:
        raise ConfigError("sop-aturan-tanpa-dasar", berkas=sop.path, tempat="keadaan")


def _check_letters(sop: Sop, letters: Sequence[str] | None) -> None:
    """Check that letters go to roles of the SOP and are signed by some, and that their kinds are known ones."""
    for part in ("tujuan", "penanda_tangan"):
        for kind, roles in getattr(sop, part).items():
            if letters is not None:
                _chosen(kind, letters, "jenis surat", sop, part)
            for role in roles:
                _known(role, sop.pelaksana, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, f"{part} {kind}")
    if letters is None:
        return
    for kind in sop.keadaan.surat:
        _chosen(kind, letters, "surat", sop, "keadaan")
    for step in sop.kegiatan:
        for word in step.perintah.partition("ppid surat ")[2].split():
            if not word.startswith("--"):
                _chosen(word, letters, "perintah, jenis surat", sop, f"kegiatan {step.nomor}")


def _check_roles(sop: Sop, usual: Sequence[str] | None) -> None:
    """Check that a usual role stands before each ``=`` of ``[setara]`` and roles of the SOP's table behind it.

    Whose approval is asked for before opening is a role of that table, or a usual one.
    """
    for role, own in sop.setara.items():
        if usual is not None:
            _chosen(role, usual, "peran", sop, "setara")
        for one in own:
            _known(one, sop.pelaksana, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, f"setara {role}")
    if sop.pembukaan and usual is not None:
        roles = (*sop.pelaksana, *usual)
        _known(sop.pembukaan.peran, roles, "sop-pelaksana-tidak-dikenal", "pelaksana", sop, "pembukaan")


def _check_words(sop: Sop, known: Known) -> None:
    if known.words is not None:
        for rule in sop.aturan:
            _known(rule.kata, known.words, "kata-tidak-dikenal", "kata", sop, f"aturan {rule.kode}")
    if known.peraturan is not None:
        for kode in filter(None, (law.peraturan for law in sop.dasar_hukum)):
            _known(kode, known.peraturan, "sop-peraturan-tidak-dikenal", "peraturan", sop, "sop, dasar_hukum")


def _check_columns(sop: Sop, known: Known) -> None:
    for key in sop.tersembunyi:
        if known.columns is not None:
            _known(key, known.columns, "sop-kolom-tidak-dikenal", "kolom", sop, "kolom, tersembunyi")
        if key in known.required:
            raise ConfigError("sop-kolom-wajib-tersembunyi", berkas=sop.path, tempat="kolom", kolom=key)
    if known.columns is None:
        return
    for rule in sop.aturan:
        for key in (*rule.kolom, *rule.bila, *([rule.sesudah] if rule.sesudah else [])):
            _known(key, known.columns, "sop-kolom-tidak-dikenal", "kolom", sop, f"aturan {rule.kode}")


def _check_conditions(sop: Sop, choices: Mapping[str, Sequence[str]]) -> None:
    """Check that a rule waits for nothing that its column cannot hold; case and punctuation do not matter."""
    for rule in sop.aturan:
        for key, words in rule.bila.items():
            known = {normalise(choice) for choice in choices.get(key, words)}
            for word in words:
                if normalise(word) not in known:
                    _chosen(word, choices[key], key, sop, f"aturan {rule.kode}, bila")


def _chosen(word: str, choices: Sequence[str], key: str, sop: Sop, place: str) -> None:
    if word not in choices:
        raise ConfigError(
            "isi-tidak-dikenal",
            berkas=sop.path,
            tempat=place,
            kunci=key,
            isi=word,
            pilihan=", ".join(choices),
        )


def _known(word: str, known: Collection[str], error: str, name: str, sop: Sop, place: str) -> None:
    if word not in known:
        raise ConfigError(
            error, berkas=sop.path, tempat=place, terdekat=nearest(word, sorted(known)), **{name: word}
        )


def _unique(names: Sequence[str], part: str, sop: Sop) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ConfigError("sop-ganda", berkas=sop.path, bagian=part, kunci=name)
