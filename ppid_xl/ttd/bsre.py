"""Signatures of the agency's own BSrE eSign Client Service: the letter goes there whole, the key never leaves BSrE.

Version 2 of its interface: ``POST /api/v2/user/check/status`` and ``POST /api/v2/sign/pdf``. The official text was not
at hand; the fields are those that public clients of agencies send (kiiskominfokepri/esign-ts and others).
"""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ppid_xl.errors import SigningError
from ppid_xl.ttd import bsre_v1
from ppid_xl.ttd.bsre_answers import document_name, refuse_status, signed_letter, usable
from ppid_xl.ttd.bsre_check import check_returned, page_height
from ppid_xl.ttd.bsre_http import Reply, Service, Trouble, ask
from ppid_xl.ttd.bsre_settings import KIRI_BAWAH, is_nik
from ppid_xl.ttd.signature_boxes import Box
from ppid_xl.ttd.stamp import Stamp, draw_stamp

STATUS_PATH, SIGN_PATH = "/api/v2/user/check/status", "/api/v2/sign/pdf"
REASON = "Menandatangani naskah ini"
ANSWER_ROOM = 8_000_000


@dataclass(frozen=True)
class Account:
    """Who signs, as BSrE knows him; neither is ever shown."""

    nik: str = field(repr=False)
    frasa: str = field(repr=False)

    def secrets(self, service: Service) -> tuple[str, ...]:
        """Return what no sentence may hold."""
        return self.nik, self.frasa, service.password


@dataclass(frozen=True)
class Wish:
    """A letter to be signed, where (its page from 0 and a box in points), and the stamp it gets there."""

    content: bytes = field(repr=False)
    page: int
    box: Box
    stamp: Stamp


@dataclass(frozen=True)
class Returned:
    """The signed letter, how the service calls it, and whether it is our file with something appended."""

    content: bytes = field(repr=False)
    id_dokumen: str
    sidik_sebelum: str
    sidik_sesudah: str
    ditambahkan: bool


def check_account(service: Service, account: Account) -> None:
    """Raise SigningError unless the service knows the officer and says that he may sign."""
    if not is_nik(account.nik):
        raise SigningError("bsre-nik-salah")
    refuse_status(usable(_ask_status(service, account), account.secrets(service), signing=False))


def sign_letter(service: Service, account: Account, wish: Wish) -> Returned:
    """Return a letter signed by the service, after looking at what came back; asked once, never again.

    Raises SigningError: ``bsre-mungkin-sudah`` when the answer was lost and the letter may have been signed, else the
    refusal of the service or what is wrong with what it returned.
    """
    answer = _ask_signature(service, account, wish)
    if answer in ("terputus", "terlalu-besar"):
        raise SigningError("bsre-mungkin-sudah", sebab=_after_loss(service, account))
    reply = usable(answer, account.secrets(service), signing=True)
    content = signed_letter(reply)
    check_returned(wish.content, content, wish.page, wish.box)
    appended = content.startswith(wish.content)
    if not (appended or service.settings.menulis_ulang):
        raise SigningError("bsre-ditulis-ulang")
    return Returned(content, document_name(reply), _sidik(wish.content), _sidik(content), appended)


def _after_loss(service: Service, account: Account) -> str:
    """Say what is known after the answer to a signing was lost; asking for a status signs nothing."""
    now = _ask_status(service, account)
    there = (
        "layanan kini menjawab"
        if isinstance(now, Reply) and now.status == 200
        else "layanan kini tidak menjawab"
    )
    return f"jawabannya terputus, melewati batas waktu, atau terlalu besar; {there}"


def _ask_status(service: Service, account: Account) -> Reply | Trouble:
    if service.settings.versi == "v1":
        return bsre_v1.ask_status(service, account.nik)
    return ask(service, "POST", STATUS_PATH, json={"nik": account.nik})


def _ask_signature(service: Service, account: Account, wish: Wish) -> Reply | Trouble:
    largest = 4 * len(wish.content) + ANSWER_ROOM
    png, spot = _png(wish.stamp), origin_of(wish, service.settings.asal_titik)
    if service.settings.versi == "v1":
        words = bsre_v1.fields_of(account.nik, account.frasa, wish.page, spot, REASON)
        return bsre_v1.ask_signature(service, words, wish.content, png, largest)
    body: dict[str, Any] = {
        "nik": account.nik, "passphrase": account.frasa, "signatureProperties": [_properties(wish, spot, png)],
        "file": [_base64(wish.content)],
    }  # fmt: skip
    if (
        not service.settings.menulis_ulang
    ):  # the code names the digest of a file that would not be there any more
        body["signatureProperties"][0]["contactInfo"] = wish.stamp.kode
    return ask(service, "POST", SIGN_PATH, json=body, largest=largest)


def _properties(wish: Wish, spot: Mapping[str, float], png: bytes) -> dict[str, Any]:
    return {
        "tampilan": "VISIBLE", "imageBase64": _base64(png), "page": wish.page + 1, **spot, "reason": REASON,
    }  # fmt: skip


def origin_of(wish: Wish, corner: str) -> dict[str, float]:
    """Return originX, originY, width and height of a box in points, counted from a corner of the page."""
    left, bottom, right, top = wish.box
    down = bottom if corner == KIRI_BAWAH else page_height(wish.content, wish.page) - top
    sizes = {"originX": left, "originY": down, "width": right - left, "height": top - bottom}
    return {name: round(size, 1) for name, size in sizes.items()}


def _png(stamp: Stamp) -> bytes:
    content = io.BytesIO()
    draw_stamp(stamp).save(content, "PNG", optimize=True)
    return content.getvalue()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _sidik(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
