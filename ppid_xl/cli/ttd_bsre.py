"""Signing through BSrE: the settings of this user, who is asked what, and one prompt for many letters."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ppid_xl.cli.parser import say
from ppid_xl.errors import ConfigError, InputError

if TYPE_CHECKING:
    from datetime import datetime

    from ppid_xl.hosts import Host
    from ppid_xl.ttd.bsre_settings import Settings
    from ppid_xl.ttd.certificate import Trust
    from ppid_xl.workflow.tanda_tangan.tandatangan import Ready, SignedLetter

Secret = Callable[[Namespace, str], str]
WITHOUT_TLS = (
    "Perhatian: sambungan ke BSrE tidak disandikan (izinkan_http); frasa sandi dapat terbaca di jaringan itu."
)


def sign_by_bsre(
    options: Namespace, host: Host, now: datetime, ready: Sequence[Ready], trust: Trust, *, folder: Path,
    secret: Secret, show: Callable[[SignedLetter], None],
) -> None:  # fmt: skip
    """Sign letters in turn, each shown when it is kept; the first that fails stops, those before it stay signed."""
    from ppid_xl.ttd.bsre import Account, check_account
    from ppid_xl.ttd.bsre_http import open_service
    from ppid_xl.ttd.bsre_settings import client_password
    from ppid_xl.workflow.ground.tindakan import Deed
    from ppid_xl.workflow.tanda_tangan.tandatangan_bsre import refuse_unfit, sign_letter_bsre

    settings = bsre_settings()
    for one in ready:
        refuse_unfit(one, settings)
    if settings.plain_http:
        say(WITHOUT_TLS)
    password = client_password(settings, os.environ)
    with open_service(settings, password) as service:
        nik = _nik(options, settings, secret)
        check_account(service, Account(nik, ""))
        account = Account(nik, secret(options, "Frasa sandi BSrE: "))
        for number, one in enumerate(ready):
            if len(ready) > 1:
                host.progress(number + 1, len(ready), "Menandatangani lewat BSrE")
            deed = Deed(options.oleh, catatan=options.catatan)
            show(sign_letter_bsre(host, now, one, service, account, deed, trust, folder=folder))


def bsre_settings() -> Settings:
    """Return the settings of this user; raise ConfigError where there are none or they are wrong."""
    from ppid_xl.cli.machine import this_machine
    from ppid_xl.ttd.bsre_settings import load_settings

    path = this_machine().bsre_conf
    if not path.is_file():
        raise ConfigError("bsre-belum-disetel", berkas=path)
    return load_settings(path)


def _nik(options: Namespace, settings: Settings, secret: Secret) -> str:
    """Return the NIK of who signs, out of the settings or asked where a person can answer."""
    if nik := settings.nik.get(options.oleh, ""):
        return nik
    if options.sandi_fd is not None:
        from ppid_xl.cli.machine import this_machine

        raise InputError("bsre-nik-tidak-ada", pejabat=options.oleh, berkas=this_machine().bsre_conf)
    return secret(options, f"NIK {options.oleh} (16 angka): ").strip()
