"""A time-stamp, OCSP and CRL service on the loopback for a test PKI; it really signs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID
from pki_uji import Entity, Pki, make_pki
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

DAY = timedelta(days=1)


def _as_asn1(certificate: x509.Certificate) -> Any:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


class _Service:
    def __init__(self) -> None:
        self.pki: Pki | None = None
        self.revoked: set[int] = set()

    def start(self, pki: Pki) -> None:
        self.pki = pki
        self.tsa = pki.special("TSA Uji", ExtendedKeyUsageOID.TIME_STAMPING, of_root=True)
        self.responder = pki.special("OCSP Uji", ExtendedKeyUsageOID.OCSP_SIGNING)

    def stamp(self, body: bytes) -> bytes:
        assert self.pki is not None
        store = SimpleCertificateStore()
        store.register(_as_asn1(self.pki.root.certificate))
        plain = self.tsa.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        maker = DummyTimeStamper(
            _as_asn1(self.tsa.certificate), asn1_keys.PrivateKeyInfo.load(plain), certs_to_embed=store,
            include_nonce=False,
        )  # fmt: skip
        request = tsp.TimeStampReq.load(body)
        return bytes(maker.request_tsa_response(request).dump())

    def ocsp(self, body: bytes) -> bytes:
        assert self.pki is not None
        asked = ocsp.load_der_ocsp_request(body)
        now = datetime.now(UTC)
        gone = asked.serial_number in self.revoked
        answer = (
            ocsp.OCSPResponseBuilder()
            .add_response_by_hash(
                asked.issuer_name_hash, asked.issuer_key_hash, asked.serial_number, asked.hash_algorithm,
                ocsp.OCSPCertStatus.REVOKED if gone else ocsp.OCSPCertStatus.GOOD, now - timedelta(hours=1),
                now + DAY, now - timedelta(hours=2) if gone else None,
                x509.ReasonFlags.key_compromise if gone else None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, self.responder.certificate)
            .certificates([self.responder.certificate])
        )  # fmt: skip
        return answer.sign(self.responder.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def crl(self, issuer: Entity) -> bytes:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(now - timedelta(hours=1))
            .next_update(now + DAY)
            .add_extension(x509.CRLNumber(1), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False)
        )
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


@contextmanager
def services() -> Iterator[tuple[Pki, str, _Service]]:
    """Yield a PKI whose certificates name the services, their address, and the services."""
    service = _Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/tsa":
                self.answer(service.stamp(body), "application/timestamp-reply")
            elif self.path == "/html":
                self.answer(b"<html>masuk dulu</html>", "text/html")
            elif self.path == "/rusak":
                self.answer(b"\x30\x03\x02\x01\x00", "application/timestamp-reply")
            else:
                self.answer(service.ocsp(body), "application/ocsp-response")

        def do_GET(self) -> None:
            assert service.pki is not None
            issuer = service.pki.root if self.path.startswith("/root") else service.pki.inter
            self.answer(service.crl(issuer), "application/pkix-crl")

        def answer(self, content: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_port}"
    pki = make_pki("layanan", base)
    service.start(pki)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield pki, base, service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
