"""One question to the eSign service and its answer, within bounds: TLS checked, no proxy, no redirect, no second try.

Nothing here says what was sent: no exception holds it, and the libraries below log nothing while they are used.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Literal

from ppid_xl.errors import ConfigError
from ppid_xl.ttd.bsre_settings import Settings
from ppid_xl.version import VERSION

CONNECT_SECONDS = 15
LARGEST_TALK = 1_000_000  # of an answer that holds no letter
Trouble = Literal["tidak-terhubung", "tls", "terputus", "terlalu-besar", "termampatkan"]
_LOGS = (
    "httpx", "httpcore", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks",
)  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """An answer: its HTTP status, content type, bytes, and the document's name in the service where it gives one."""

    status: int
    kind: str
    content: bytes = field(repr=False)
    id_dokumen: str = ""


@dataclass(frozen=True)
class Service:
    """An open way to the service; ``password`` is that of the client application."""

    settings: Settings
    client: Any = field(repr=False)
    password: str = field(default="", repr=False)
    watch: Callable[[], float] = field(default=monotonic, repr=False)


@contextmanager
def open_service(settings: Settings, password: str) -> Iterator[Service]:
    """Yield the way to the service; raise ConfigError for a file ``ca`` that holds no certificate."""
    import httpx

    with (
        _unlogged(),
        httpx.Client(
            auth=httpx.BasicAuth(settings.klien, password),
            verify=_tls(settings),
            timeout=httpx.Timeout(settings.batas_waktu, connect=min(CONNECT_SECONDS, settings.batas_waktu)),
            follow_redirects=False,
            trust_env=False,
            headers={"Accept-Encoding": "identity", "User-Agent": f"ppid_xl/{VERSION}"},
        ) as client,
    ):
        yield Service(settings, client, password)


def ask(
    service: Service, method: str, path: str, *, json: Mapping[str, Any] | None = None,
    data: Mapping[str, str] | None = None, files: Mapping[str, Any] | None = None, largest: int = LARGEST_TALK,
) -> Reply | Trouble:  # fmt: skip
    """Return the answer to one question, or what kept it away; it is never asked twice.

    ``terputus``, ``terlalu-besar`` and ``termampatkan`` leave open whether the service did what it was asked.
    """
    import httpx

    address = service.settings.alamat.rstrip("/") + path
    try:
        with service.client.stream(method, address, json=json, data=data, files=files) as answer:
            return _read(answer, largest, service)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as reason:
        return "tls" if _is_tls(reason) else "tidak-terhubung"
    except (httpx.HTTPError, httpx.StreamError):
        return "terputus"


def _read(answer: Any, largest: int, service: Service) -> Reply | Trouble:
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        return "termampatkan"
    content, end = bytearray(), service.watch() + service.settings.batas_waktu
    for part in answer.iter_raw():
        content += part
        if len(content) > largest:
            return "terlalu-besar"
        if service.watch() > end:
            return "terputus"
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Reply(answer.status_code, kind, bytes(content), answer.headers.get("id_dokumen", ""))


def _tls(settings: Settings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.ca or None)
    except (ssl.SSLError, OSError):
        raise ConfigError("bsre-ca-rusak", berkas=settings.ca) from None


def _is_tls(reason: BaseException | None) -> bool:
    while reason is not None:
        if isinstance(reason, ssl.SSLError):
            return True
        reason = reason.__cause__ or reason.__context__
    return False


@contextmanager
def _unlogged() -> Iterator[None]:
    """Let the libraries below log nothing: an address may hold a NIK, a header the password."""
    logs = [logging.getLogger(name) for name in _LOGS]
    before = [log.disabled for log in logs]
    for log in logs:
        log.disabled = True
    try:
        yield
    finally:
        for log, was in zip(logs, before, strict=True):
            log.disabled = was
