"""An eSign service on this machine that really signs, with certificates of the test PKI, and plays what goes wrong."""

from __future__ import annotations

import base64
import email
import gzip
import io
import ipaddress
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from contoh_pdf import letter_pdf
from cryptography import x509
from cryptography.x509.oid import NameOID
from pki_uji import SANDI, SITI, Entity, issue, shared_officer, shared_pki

from ppid_xl.ttd.bsre_check import page_height
from ppid_xl.ttd.bsre_settings import Settings
from ppid_xl.ttd.keys import load_p12
from ppid_xl.ttd.quiet import quiet

KLIEN, SANDI_KLIEN = "aplikasi-uji", "sandi-klien-rahasia-5520"
NIK, FRASA = "6171010203040005", "Frasa!rahasia-8842"


@dataclass
class Fake:
    """A running service: what it plays at each signature (``plays`` in turn, else ``play``), and all it was asked."""

    address: str = ""
    ca: Path = Path()
    play: str = ""
    plays: list[str] = field(default_factory=list)
    corner: str = "kiri-atas"
    rewrites: bool = False
    pdf_reply: bool = False
    status: dict[str, str] = field(default_factory=lambda: {NIK: "ISSUE"})
    frasa: dict[str, str] = field(default_factory=lambda: {NIK: FRASA})
    entity: Entity = field(default_factory=lambda: shared_officer(*SITI))
    asked: list[str] = field(default_factory=list)
    sent: list[Mapping[str, Any]] = field(default_factory=list)
    signed: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def settings(self, **changes: Any) -> Settings:
        """Return settings that lead here."""
        return Settings(
            **{"alamat": self.address, "klien": KLIEN, "ca": str(self.ca), "batas_waktu": 20, **changes}
        )

    def signings(self) -> int:
        """Return how often a signature was asked for."""
        return sum(1 for one in self.asked if one.endswith("/sign/pdf"))


@contextmanager
def fake_service(folder: Path, *, tls: bool = True) -> Iterator[Fake]:
    """Run a service on a free port of this machine."""
    fake = Fake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    server.daemon_threads = True
    if tls:
        fake.ca = folder / "ca-uji.pem"
        fake.ca.write_bytes(shared_pki().root.pem())
        server.socket = _context(folder).wrap_socket(server.socket, server_side=True)
    fake.address = f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}"
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    running.start()
    try:
        yield fake
    finally:
        fake.stop.set()
        server.shutdown()
        server.server_close()
        running.join()


def _context(folder: Path) -> ssl.SSLContext:
    pki = shared_pki()
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    usage = ("digital_signature", "key_encipherment")
    entity = issue([(NameOID.COMMON_NAME, "esign palsu")], pki.inter, usage, extra=[(names, False)])
    path = folder / "esign-palsu.pem"
    path.write_bytes(entity.key_pem() + entity.pem() + pki.inter.pem())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def sign_as_service(
    content: bytes, entity: Entity, page: int, box: Any, image: bytes, kode: str, name: str
) -> bytes:
    """Return a PDF signed as the service would: a field of its own, the picture it was sent, appended."""
    from PIL import Image
    from pyhanko.pdf_utils import images
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import StaticStampStyle

    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    spot = fields.SigFieldSpec(name, on_page=page, box=tuple(round(one) for one in box))
    about = signers.PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        contact_info=kode or None,
    )
    look = StaticStampStyle(
        background=images.PdfImage(Image.open(io.BytesIO(image)).convert("L")), border_width=0
    )
    signer = signers.PdfSigner(
        about, signer=load_p12(entity.p12(), SANDI, "uji").signer, stamp_style=look, new_field_spec=spot
    )
    result = io.BytesIO()
    with quiet():
        signer.sign_pdf(writer, output=result)
    return result.getvalue()


def written_anew(content: bytes) -> bytes:
    """Return a PDF as another program saves it: the same pages in other bytes."""
    import pypdfium2

    result = io.BytesIO()
    pypdfium2.PdfDocument(content).save(result)
    return result.getvalue()


def scribbled(content: bytes) -> bytes:
    """Return a PDF with a black square on its first page, which changes no word."""
    import pypdfium2
    from pypdfium2 import raw

    document, result = pypdfium2.PdfDocument(content), io.BytesIO()
    square = raw.FPDFPageObj_CreateNewRect(100, 600, 40, 40)
    raw.FPDFPageObj_SetFillColor(square, 0, 0, 0, 255)
    raw.FPDFPath_SetDrawMode(square, raw.FPDF_FILLMODE_WINDING, False)
    page = document[0]
    raw.FPDFPage_InsertObject(page, square)
    page.gen_content()
    document.save(result)
    return result.getvalue()


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self.answer(b"")

        def do_POST(self) -> None:
            self.answer(self.rfile.read(int(self.headers["Content-Length"])))

        def answer(self, body: bytes) -> None:
            fake.asked.append(f"{self.command} {self.path}")
            with suppress(BrokenPipeError, ConnectionError, ssl.SSLError):
                _route(self, fake, body)

    return Handler


def _route(to: Any, fake: Fake, body: bytes) -> None:
    wanted = "Basic " + base64.b64encode(f"{KLIEN}:{SANDI_KLIEN}".encode()).decode()
    if to.headers.get("Authorization") != wanted:
        return _json(to, 401, {"error": "Unauthorized"})
    if to.path == "/api/v2/user/check/status":
        return _status(to, fake, json.loads(body)["nik"])
    if to.path.startswith("/api/user/status/"):
        return _status(to, fake, to.path.rpartition("/")[2])
    if to.path == "/api/v2/sign/pdf":
        return _sign(to, fake, _v2(json.loads(body)))
    if to.path == "/api/sign/pdf":
        return _sign(to, fake, _v1(to.headers["Content-Type"], body))
    return _json(to, 404, {"error": "Not Found"})


def _status(to: Any, fake: Fake, nik: str) -> None:
    if fake.play == "status-html":
        return _send(to, 200, "text/html", b"<html>masuk dahulu</html>")
    if nik not in fake.status:
        return _json(to, 400, {"status_code": 2011, "error": f"User {nik} belum terdaftar"})
    return _json(to, 200, {"status_code": 1111, "status": fake.status[nik], "message": "User"})


@dataclass(frozen=True)
class _Asked:
    nik: str
    frasa: str
    content: bytes
    image: bytes
    page: int
    spot: tuple[float, float, float, float]
    kode: str
    version: str


def _v2(body: Mapping[str, Any]) -> _Asked:
    (one,), (file,) = body["signatureProperties"], body["file"]
    assert one["tampilan"] == "VISIBLE"
    spot = tuple(float(one[name]) for name in ("originX", "originY", "width", "height"))
    return _Asked(
        body["nik"], body["passphrase"], base64.b64decode(file), base64.b64decode(one["imageBase64"]),
        one["page"], spot, one.get("contactInfo", ""), "v2",
    )  # type: ignore[arg-type]  # fmt: skip


def _v1(kind: str, body: bytes) -> _Asked:
    form = email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=policy.HTTP)
    parts = {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
        for part in form.iter_parts()
    }
    words = {name: value.decode() for name, value in parts.items() if name not in ("file", "imageTTD")}
    assert words["tampilan"] == "visible"
    spot = tuple(float(words[name]) for name in ("xAxis", "yAxis", "width", "height"))
    return _Asked(
        words["nik"],
        words["passphrase"],
        parts["file"],
        parts["imageTTD"],
        int(words["page"]),
        spot,
        "",
        "v1",
    )  # type: ignore[arg-type]


def _sign(to: Any, fake: Fake, asked: _Asked) -> None:
    if fake.plays:
        fake.play = fake.plays.pop(0)
    fake.sent.append({"page": asked.page, "spot": asked.spot, "content": asked.content, "image": asked.image})
    if asked.nik not in fake.status:
        return _json(to, 400, {"status_code": 2011, "error": "User belum terdaftar"})
    if fake.play == "gema":
        words = f"NIK {asked.nik} dengan {asked.frasa} dan {SANDI_KLIEN} gagal\nAuthorization: x"
        return _json(to, 400, {"status_code": 9999, "error": words})
    if asked.frasa != fake.frasa[asked.nik]:
        return _json(to, 400, {"status_code": 2031, "error": "Passphrase anda salah"})
    if fake.play in _ROUGH:
        return _ROUGH[fake.play](to, fake)
    content = _played(fake, asked)
    fake.signed += 1
    return _deliver(to, fake, asked, content)


def _deliver(to: Any, fake: Fake, asked: _Asked, content: bytes) -> None:
    if fake.pdf_reply:
        return _send(to, 200, "application/pdf", content, id_dokumen="dok-0001")
    coded = base64.b64encode(content).decode()
    if fake.play == "bukan-base64":
        coded = "*" + coded[1:]
    if asked.version == "v1":
        return _json(to, 200, {"message": "ok", "id_dokumen": "dok-0001", "base64_signed_file": coded})
    return _json(to, 200, {"time": "12 ms", "file": [coded] * (2 if fake.play == "dua-berkas" else 1)})


def _played(fake: Fake, asked: _Asked) -> bytes:
    content = asked.content
    if fake.play == "tanpa":
        return content
    if fake.play == "lain":
        content = letter_pdf(SITI[0], text="SURAT LAIN")
    if fake.play == "halaman":
        content = letter_pdf(SITI[0], pages=2)
    if fake.play == "coretan":
        content = scribbled(content)
    if fake.rewrites:
        content = written_anew(content)
    page = asked.page - 1
    signed = sign_as_service(
        content, fake.entity, page, _box(fake, asked), asked.image, asked.kode, _name(fake)
    )
    if fake.play == "dua":
        box = (20, 20, 80, 50)
        signed = sign_as_service(signed, fake.entity, page, box, asked.image, asked.kode, "kedua")
    return signed[: len(signed) * 6 // 10] if fake.play == "terpotong" else signed


def _name(fake: Fake) -> str:
    return f"esign_{fake.signed + 1}"


def _box(fake: Fake, asked: _Asked) -> tuple[float, float, float, float]:
    left, down, width, height = asked.spot
    if fake.play == "tempat":
        left, down = 20.0, 20.0
    bottom = down
    if fake.corner == "kiri-atas":
        bottom = page_height(asked.content, asked.page - 1) - down - height
    return left, bottom, left + width, bottom + height


def _silent(to: Any, fake: Fake) -> None:
    fake.signed += 1
    fake.stop.wait(30)


def _reset(to: Any, fake: Fake) -> None:
    fake.signed += 1
    to.send_response(200)
    to.send_header("Content-Length", "100000")
    to.end_headers()
    to.wfile.write(b'{"file": ["JVBER')
    to.wfile.flush()
    to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    to.connection.close()
    to.close_connection = True


def _drip(to: Any, fake: Fake) -> None:
    fake.signed += 1
    to.send_response(200)
    to.send_header("Content-Length", "100000")
    to.end_headers()
    while not fake.stop.wait(0.1):
        to.wfile.write(b" ")
        to.wfile.flush()


def _huge(to: Any, fake: Fake) -> None:
    fake.signed += 1
    size = 300_000_000
    to.send_response(200)
    to.send_header("Content-Type", "application/json")
    to.send_header("Content-Length", str(size))
    to.end_headers()
    for _ in range(size // 100_000):
        to.wfile.write(b"A" * 100_000)


def _packed(to: Any, fake: Fake) -> None:
    _send(to, 200, "application/json", gzip.compress(b"[" * 50_000_000), content_encoding="gzip")


_ROUGH: dict[str, Callable[[Any, Fake], None]] = {
    "html": lambda to, _: _send(to, 200, "text/html", b"<html><h1>Selamat datang</h1></html>"),
    "json": lambda to, _: _json(to, 200, {"status": "sukses", "file": {"0": "x"}}),
    "kosong": lambda to, _: _send(to, 200, "application/json", b""),
    "500": lambda to, _: _json(to, 500, {"error": "Internal Server Error", "trace": FRASA}),
    "alih": lambda to, fake: _send(to, 307, "text/html", b"", location=f"{fake.address}/api/v2/lain"),
    "besar": _huge,
    "gzip": _packed,
    "tetes": _drip,
    "diam": _silent,
    "putus": _reset,
}


def _json(to: Any, status: int, told: Mapping[str, Any]) -> None:
    _send(to, status, "application/json", json.dumps(told).encode())


def _send(to: Any, status: int, kind: str, body: bytes, **heads: str) -> None:
    to.send_response(status)
    to.send_header("Content-Type", kind)
    to.send_header("Content-Length", str(len(body)))
    for name, value in heads.items():
        to.send_header(name if name == "id_dokumen" else name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)
