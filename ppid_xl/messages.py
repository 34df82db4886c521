"""Prose, made last: sentences for findings and for exceptions, from ``data/pesan.toml`` and ``data/kesalahan/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, Protocol

from ppid_xl.bawaan import data_path
from ppid_xl.errors import ConfigError
from ppid_xl.model import Finding
from ppid_xl.plain_text import visible
from ppid_xl.strict_toml import check_keys, read_toml

_PESAN_KEYS = ("masalah", "mengapa", "saran", "contoh")


class Explained(NamedTuple):
    """A finding in words: what is wrong, why (law and quotation), how to mend it."""

    masalah: str
    dasar: str
    saran: str


@cache
def _pesan() -> dict[str, dict[str, str]]:
    path = data_path("pesan.toml")
    data = read_toml(path)
    for key, table in data.items():
        check_keys(table, _PESAN_KEYS, path, key)
    return data


@cache
def error_sentences() -> dict[str, Any]:
    """Return code → ``kalimat`` and ``saran`` from ``data/kesalahan/``, one file per floor or room."""
    files = sorted(data_path("kesalahan").glob("*.toml"))
    return {code: entry for path in files for code, entry in read_toml(path).items()}


def explain(finding: Finding) -> Explained:
    """Return the sentences for a finding; raise ConfigError when ``pesan.toml`` has none for it."""
    entry = _pesan().get(finding.pesan)
    if entry is None:
        raise ConfigError("pesan-tidak-ada", berkas=data_path("pesan.toml"), kunci=finding.pesan)
    facts: Mapping[str, str] = {
        "kolom": finding.kolom, "isi": finding.isi, "sel": finding.sel, "lembar": finding.lembar, "id": finding.id,
        **finding.fakta,
    }  # fmt: skip
    advice = entry["saran"].format_map(facts)
    if entry.get("contoh"):
        advice += f" Contoh: {entry['contoh'].format_map(facts)}"
    return Explained(entry["masalah"].format_map(facts), _grounds(finding, entry, facts), advice)


def _grounds(finding: Finding, entry: Mapping[str, str], facts: Mapping[str, str]) -> str:
    parts = [entry.get("mengapa", "").format_map(facts)]
    if finding.kutipan:
        parts.append(f"{finding.sumber}: “{finding.kutipan}”.")
    elif finding.sumber:
        parts.append(f"{finding.sumber}.")
    parts += [f"Diminta juga oleh {_named(one)}." for one in finding.juga]
    return " ".join(part for part in parts if part)


def _named(finding: Finding) -> str:
    source = finding.sumber or finding.aturan
    return f"{source}: “{finding.kutipan}”" if finding.kutipan else source


def as_json(finding: Finding) -> dict[str, str]:
    """Return a finding in the form of the JSON contract."""
    words = explain(finding)
    others = [f"diminta juga oleh {one.sumber} ({one.aturan})" for one in finding.juga]
    return {
        "tingkat": finding.tingkat, "aturan": finding.aturan, "lembar": finding.lembar, "sel": finding.sel,
        "id": finding.id, "kolom": finding.kolom, "isi": finding.isi, "pesan": words.masalah, "saran": words.saran,
        "kutipan": finding.kutipan, "sumber": "; ".join(filter(None, [finding.sumber, *others])),
    }  # fmt: skip


class Problem(Protocol):
    """What names its sentence by ``kode`` and fills it with ``fakta``: an exception, a fault of the archive."""

    @property
    def kode(self) -> str: ...

    @property
    def fakta(self) -> Mapping[str, str]: ...


def sentence(error: Problem) -> str:
    """Return the sentence and the one advice for an exception or a fault."""
    entry = error_sentences().get(error.kode)
    if entry is None:
        return str(error)
    facts = _Facts(error.fakta)
    return visible(f"{entry['kalimat'].format_map(facts)} {entry['saran'].format_map(facts)}")


class _Facts(dict[str, str]):
    """Facts of an error; one that nobody knew reads as an ellipsis instead of failing."""

    def __missing__(self, name: str) -> str:
        return "…"
