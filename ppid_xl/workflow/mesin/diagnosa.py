"""Diagnosa: what works on this machine, and for each thing that does not, what to do about it."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from ppid_xl.errors import ConfigError
from ppid_xl.surat.pdf import NoConverter, PdfConverter, WordConverter
from ppid_xl.version import VERSION
from ppid_xl.workflow.mesin.bangun_addin import EXCEL_NAME, excel_addin
from ppid_xl.workflow.mesin.mesin import Machine
from ppid_xl.workflow.mesin.pasang import has_extension, installed_oxt, oxt_digest

Keadaan = Literal["siap", "tidak-ada", "gagal"]
PASANG = "jalankan: ppid pasang"
PASANG_AS_USER = "jalankan ppid pasang sebagai pengguna biasa, bukan root"
LIBRARIES = (
    "python-calamine", "lxml", "openpyxl", "docxtpl", "pandas", "watchdog", "filelock", "cryptography", "keyring",
    "httpx", "pyhanko", "pyhanko-certvalidator", "zxing-cpp", "pillow", "segno", "pypdfium2", "pyrage",
)  # fmt: skip
EXCEL_LIBRARY = "xlwings"
# Metric twins: a document set in the first is broken into the same lines with the second.
FONTS = {"Arial": "Liberation Sans", "Calibri": "Carlito"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, how it is, in a few words, and the remedy where it is not well."""

    nama: str
    keadaan: Keadaan
    keterangan: str
    perbaikan: str = ""


def diagnose(machine: Machine, converter: PdfConverter, fonts: Collection[str] | None) -> list[Check]:
    """Return every check; ``fonts`` are the families of this machine, None where they cannot be listed."""
    return [
        *_program_checks(machine),
        *_excel_checks(machine),
        *_calc_checks(machine),
        _word_check(converter),
        _pdf_check(converter),
        _bsre_check(machine),
        *_font_checks(fonts),
    ]


def _program_checks(machine: Machine) -> list[Check]:
    checks = [
        Check("ppid_xl", "siap", VERSION),
        Check("Python", "siap", f"{sys.version.split()[0]} ({machine.python})"),
    ]
    wanted = (*LIBRARIES, EXCEL_LIBRARY) if machine.system != "linux" else LIBRARIES
    found = {name: _version(name) for name in wanted}
    missing = [name for name, number in found.items() if not number]
    if missing:
        remedy = f"jalankan: {machine.python} -m pip install {' '.join(missing)}"
        return [*checks, Check("Pustaka", "gagal", f"tidak ada: {', '.join(missing)}", remedy)]
    return [
        *checks,
        Check("Pustaka", "siap", ", ".join(f"{name} {number}" for name, number in found.items())),
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _excel_checks(machine: Machine) -> list[Check]:
    if machine.xlstart is None:
        return [Check("Excel", "tidak-ada", "belum pernah dibuka pengguna ini di Windows")]
    addin = machine.xlstart / EXCEL_NAME
    if not addin.is_file():
        state = Check("Add-in Excel", "gagal", f"{addin} tidak ada", PASANG)
    elif addin.read_bytes() != excel_addin():
        state = Check("Add-in Excel", "gagal", f"{addin} dari versi lain", f"tutup Excel, lalu {PASANG}")
    else:
        state = Check("Add-in Excel", "siap", str(addin))
    return [
        state,
        _interpreter_check("Python bagi Excel", machine.excel_conf, _excel_python(machine.excel_conf)),
    ]


def _excel_python(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-16").splitlines()
    except (OSError, UnicodeError):
        return ""
    fields = dict(line.strip('"').split('","', 1) for line in lines if line.count('","') == 1)
    return fields.get("INTERPRETER_WIN", "")


def _calc_checks(machine: Machine) -> list[Check]:
    if machine.unopkg is None:
        return [
            Check("LibreOffice Calc", "tidak-ada", "tidak ditemukan", "pasang LibreOffice bila diperlukan")
        ]
    if not has_extension(machine):
        way = PASANG_AS_USER if machine.superuser else PASANG
        state = Check("Ekstensi Calc", "gagal", "belum terpasang bagi pengguna ini", way)
    elif installed_oxt(machine) != oxt_digest():
        told = "dari versi lain, atau dipasang dengan tangan"
        state = Check("Ekstensi Calc", "gagal", told, f"tutup LibreOffice, lalu {PASANG}")
    else:
        state = Check("Ekstensi Calc", "siap", str(machine.unopkg))
    return [state, _interpreter_check("Python bagi Calc", machine.calc_conf, _calc_python(machine.calc_conf))]


def _calc_python(path: Path) -> str:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return ""
    words = told.get("command") if isinstance(told, Mapping) else None
    return str(words[0]) if isinstance(words, list) and words else ""


def _interpreter_check(nama: str, conf: Path, python: str) -> Check:
    if not python:
        return Check(nama, "gagal", f"{conf} tidak menyebutnya", PASANG)
    if not Path(python).is_file():
        return Check(nama, "gagal", f"{python} (menurut {conf}) tidak ada", PASANG)
    return Check(nama, "siap", python)


def _word_check(converter: PdfConverter) -> Check:
    if isinstance(converter, WordConverter):
        return Check("Word", "siap", "ada; membuat PDF suratnya juga")
    return Check("Word", "tidak-ada", "tidak ada; surat .docx dapat dibuka di LibreOffice Writer")


def _pdf_check(converter: PdfConverter) -> Check:
    if isinstance(converter, NoConverter):
        return Check(
            "PDF",
            "gagal",
            "tidak ada Word maupun LibreOffice",
            "pasang salah satunya; surat tetap dibuat sebagai .docx",
        )
    return Check("PDF", "siap", getattr(converter, "name", type(converter).__name__))


def _bsre_check(machine: Machine) -> Check:
    """Say whether the eSign service of the agency is set up; it is not asked anything."""
    from ppid_xl.messages import sentence
    from ppid_xl.ttd.bsre_settings import load_settings

    if not machine.bsre_conf.is_file():
        return Check("BSrE", "tidak-ada", f"tidak disetel ({machine.bsre_conf} tidak ada)")
    try:
        settings = load_settings(machine.bsre_conf)
    except ConfigError as reason:
        return Check("BSrE", "gagal", "disetel, tetapi setelannya salah", sentence(reason))
    way = "tanpa TLS" if settings.plain_http else "TLS"
    return Check("BSrE", "siap", f"disetel: {settings.alamat}, {settings.versi}, {way}; belum dihubungi")


def _font_checks(fonts: Collection[str] | None) -> list[Check]:
    if fonts is None:
        return [Check("Huruf", "tidak-ada", "daftar huruf komputer ini tidak dapat dibaca")]
    known = {font.casefold() for font in fonts}
    checks = []
    for font, twin in FONTS.items():
        if font.casefold() in known:
            checks.append(Check(f"Huruf {font}", "siap", font))
        elif twin.casefold() in known:
            checks.append(Check(f"Huruf {font}", "siap", f"digantikan {twin}, lebarnya sama"))
        else:
            checks.append(
                Check(
                    f"Huruf {font}",
                    "gagal",
                    "tidak ada; baris surat patah di tempat lain",
                    f"pasang huruf {font} atau {twin}",
                )
            )
    return checks
