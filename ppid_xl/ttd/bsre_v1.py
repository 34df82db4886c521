"""Version 1 of the eSign service's interface: a form with files, ``GET /api/user/status/{nik}``."""

from __future__ import annotations

from collections.abc import Mapping

from ppid_xl.ttd.bsre_http import Reply, Service, Trouble, ask

STATUS_PATH, SIGN_PATH = "/api/user/status", "/api/sign/pdf"


def ask_status(service: Service, nik: str) -> Reply | Trouble:
    """Ask what the service says of an officer; this version wants his NIK in the address."""
    return ask(service, "GET", f"{STATUS_PATH}/{nik}")


def fields_of(nik: str, frasa: str, page: int, spot: Mapping[str, float], reason: str) -> dict[str, str]:
    """Return the words of the form; ``page`` counts from 0, ``spot`` is that of version 2."""
    return {
        "nik": nik, "passphrase": frasa, "tampilan": "visible", "image": "true", "page": str(page + 1),
        "xAxis": str(spot["originX"]), "yAxis": str(spot["originY"]), "width": str(spot["width"]),
        "height": str(spot["height"]), "reason": reason, "jenis_response": "BASE64",
    }  # fmt: skip


def ask_signature(
    service: Service, words: Mapping[str, str], content: bytes, png: bytes, largest: int
) -> Reply | Trouble:
    """Send a letter with its stamp to be signed."""
    files = {
        "file": ("surat.pdf", content, "application/pdf"),
        "imageTTD": ("stempel.png", png, "image/png"),
    }
    return ask(service, "POST", SIGN_PATH, data=words, files=files, largest=largest)
