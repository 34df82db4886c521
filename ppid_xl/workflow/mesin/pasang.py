"""Pasang: the add-ins and the user's configuration put in place, step by step, nothing twice, and taken away whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from ppid_xl.addin.oxt import IDENTIFIER, build_oxt
from ppid_xl.buttons import load_buttons
from ppid_xl.errors import HostError, PpidXlError
from ppid_xl.surat.pdf.program import run_program
from ppid_xl.workflow.ground.new_file import write_new
from ppid_xl.workflow.mesin.bangun_addin import CALC_NAME, EXCEL_NAME, excel_addin
from ppid_xl.workflow.mesin.mesin import Machine

UNOPKG_SECONDS = 120
AS_ROOT = "LibreOffice tidak memasang ekstensi bagi root; jalankan sebagai pengguna biasa"
Keadaan = Literal["akan", "sudah", "dilewati"]


@dataclass(frozen=True)
class Step:
    """One thing to put in place or take away: what, where, whether it is still to be done, and why not."""

    what: str
    tempat: str
    keadaan: Keadaan
    alasan: str = ""
    act: Callable[[], None] | None = None


def plan_install(machine: Machine) -> list[Step]:
    """Return the steps that put the buttons into the programs of this machine."""
    oxt = build_oxt(load_buttons())
    return [*_excel_steps(machine), *_calc_steps(machine, oxt)]


def plan_removal(machine: Machine) -> list[Step]:
    """Return the steps that take away all that `pasang` ever put in place."""
    steps = []
    if machine.xlstart:
        steps.append(_removal("Add-in Excel", machine.xlstart / EXCEL_NAME))
    if machine.unopkg and machine.superuser:
        steps.append(Step("Ekstensi Calc", str(machine.unopkg), "dilewati", AS_ROOT))
    elif machine.unopkg:
        state: Keadaan = "akan" if has_extension(machine) else "sudah"
        steps.append(Step("Ekstensi Calc", str(machine.unopkg), state, act=lambda: _remove(machine)))
    steps += [
        _removal("Konfigurasi Excel", machine.excel_conf),
        _removal("Konfigurasi Calc", machine.calc_conf),
    ]
    return steps


def carry_out(steps: Sequence[Step], tell: Callable[[Step], None]) -> None:
    """Do what is still to be done, in order, and tell of each step before it; stop at the first that fails."""
    for step in steps:
        tell(step)
        if step.act and step.keadaan == "akan":
            step.act()


def has_extension(machine: Machine) -> bool:
    """Say whether LibreOffice lists our extension among those of the user."""
    try:
        _unopkg(machine, "list", IDENTIFIER)
    except HostError:
        return False
    return True


def _excel_steps(machine: Machine) -> list[Step]:
    if machine.system == "macos":
        return [Step("Add-in Excel", "macOS", "dilewati", "pasang dengan tangan menurut PANDUAN")]
    if machine.xlstart is None:
        return [Step("Add-in Excel", EXCEL_NAME, "dilewati", "Excel tidak ada di komputer ini")]
    conf = f'"INTERPRETER_WIN","{machine.python}"\r\n'.encode(
        "utf-16"
    )  # what VBA reads whatever the code page
    return [
        _file("Add-in Excel", machine.xlstart / EXCEL_NAME, excel_addin()),
        _file("Konfigurasi Excel", machine.excel_conf, conf),
    ]


def _calc_steps(machine: Machine, oxt: bytes) -> list[Step]:
    if machine.unopkg is None:
        return [Step("Ekstensi Calc", CALC_NAME, "dilewati", "LibreOffice tidak ada di komputer ini")]
    if machine.superuser:
        return [Step("Ekstensi Calc", str(machine.unopkg), "dilewati", AS_ROOT)]
    sidik = hashlib.sha256(oxt).hexdigest()
    words = [str(machine.python), "-I", "-m", "ppid_xl.ribbon", "calc"]
    conf = json.dumps({"command": words, "oxt": sidik}, ensure_ascii=False, indent=1).encode() + b"\n"
    known = installed_oxt(machine) == sidik and has_extension(machine)
    return [
        Step(
            "Ekstensi Calc", str(machine.unopkg), "sudah" if known else "akan", act=lambda: _add(machine, oxt)
        ),
        _file("Konfigurasi Calc", machine.calc_conf, conf),
    ]


def oxt_digest() -> str:
    """Return the digest of the extension that this version builds."""
    return hashlib.sha256(build_oxt(load_buttons())).hexdigest()


def installed_oxt(machine: Machine) -> str:
    """Return the digest of the extension that was put in last; empty when none was."""
    try:
        told = json.loads(machine.calc_conf.read_bytes())
    except (OSError, ValueError):
        return ""
    return str(told.get("oxt", "")) if isinstance(told, dict) else ""


def _file(what: str, path: Path, content: bytes) -> Step:
    same = path.is_file() and path.read_bytes() == content
    return Step(what, str(path), "sudah" if same else "akan", act=lambda: _put(path, content))


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_new(path, content)
    except PermissionError as reason:
        raise HostError("addin-dipakai", berkas=path) from reason


def _removal(what: str, path: Path) -> Step:
    return Step(what, str(path), "akan" if path.is_file() else "sudah", act=lambda: _take_away(path))


def _take_away(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError as reason:
        raise HostError("addin-dipakai", berkas=path) from reason
    with suppress(OSError):
        if path.parent.name in (".ppid", "ppid_xl"):
            path.parent.rmdir()


def _add(machine: Machine, oxt: bytes) -> None:
    with TemporaryDirectory(prefix="ppid-pasang-", ignore_cleanup_errors=True) as place:
        path = Path(place) / CALC_NAME
        path.write_bytes(oxt)
        _unopkg(machine, "add", "--force", "--suppress-license", str(path))


def _remove(machine: Machine) -> None:
    _unopkg(machine, "remove", IDENTIFIER)


def _unopkg(machine: Machine, *words: str) -> str:
    """Run the extension program of LibreOffice; raise HostError when it refuses."""
    profile = [f"-env:UserInstallation={machine.profile.as_uri()}"] if machine.profile else []
    try:
        return run_program([machine.unopkg or "unopkg", *words, *profile], seconds=UNOPKG_SECONDS)
    except PpidXlError as reason:
        raise HostError(
            "ekstensi-tidak-terpasang", alasan=reason.fakta.get("alasan", str(reason))
        ) from reason
